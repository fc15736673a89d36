/* Which events of different articles are one. */
#ifndef DX_HAPPENINGS_H
#define DX_HAPPENINGS_H

#include "corpus/corpus.h"

dx_happenings *dx_happenings_new(dixit_corpus *corpus);
void dx_happenings_add(dixit_corpus *corpus, const dixit_record *record, uint32_t article);
/* After dx_identity_settle(): who took part counts. */
void dx_happenings_settle(dixit_corpus *corpus);
/* The event's key, the same in all articles that tell of it. */
dx_slice dx_happening_key(const dixit_corpus *corpus, uint32_t article, uint32_t event);

#endif
