/* Spans of bytes as labels of tokens. */
#ifndef DX_TAG_LABEL_H
#define DX_TAG_LABEL_H

#include "tag/chain.h"
#include "text/text.h"

/* Label the span's tokens, its first one in every paragraph with `begin`, the others as going on. */
void dx_label_span(const dx_text *text, uint8_t *labels, dx_span span, unsigned begin);
/* What another span has cut off begins anew. */
void dx_label_mend(const dx_text *text, uint8_t *labels);

#endif
