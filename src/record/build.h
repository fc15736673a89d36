/* What the stages found in one article → its record. */
#ifndef DX_RECORD_BUILD_H
#define DX_RECORD_BUILD_H

#include "event/event.h"

/* Everything the record points to lies in `arena` (text slices point into the article); nothing to free. */
void dx_record_build(dixit_record *out, const dx_article *article, const dx_text *text, const dx_mentions *mentions,
                     const dx_statements *statements, const dx_entities *entities, const dx_events *events,
                     dx_arena *arena);

#endif
