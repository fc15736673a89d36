#include "tag/label.h"

uint32_t dx_token_at(const dx_text *t, uint32_t byte) {
	uint32_t lo = 0, hi = t->token_count;
	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (t->tokens[mid].end <= byte)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

void dx_label_span(const dx_text *t, uint8_t *labels, dx_span span, unsigned begin) {
	uint32_t paragraph = UINT32_MAX;
	if (span.end <= span.start) return;
	for (uint32_t k = dx_token_at(t, span.start); k < t->token_count && t->tokens[k].start < span.end; k++) {
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
