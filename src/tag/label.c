#include "tag/label.h"

void dx_label_span(const dx_text *t, uint8_t *labels, dx_span span, unsigned begin) {
	uint32_t paragraph = UINT32_MAX;
	if (span.end <= span.start) return;
	dx_range r = dx_tokens_of(t, span);
	for (uint32_t k = r.first; k < r.last; k++) {
		uint32_t p = t->sentences[t->tokens[k].sentence].paragraph;
		labels[k] = (uint8_t)(p == paragraph ? begin + 1 : begin);
		paragraph = p;
	}
}

void dx_label_mend(const dx_text *t, uint8_t *labels) {
	for (uint32_t k = 0; k < t->token_count; k++) {
		if (!dx_label_follows(k ? labels[k - 1] : 0, labels[k])) labels[k] = (uint8_t)(labels[k] - 1);
	}
}
