/* Tools for writing features: what frame.c and second.c, which make them, share. */
#ifndef DX_TAG_FEATURES_H
#define DX_TAG_FEATURES_H

#include "tag/frame.h"

/* Takes features, each the number of its kind mixed with a value. */
typedef struct dx_sink {
	uint64_t *out;
	uint32_t count;
} dx_sink;

static inline void dx_put(dx_sink *s, unsigned number, uint64_t value) {
	s->out[s->count++] = dx_mix(value, (uint64_t)number << 1 | 1);
}
static inline void dx_put2(dx_sink *s, unsigned number, uint64_t a, uint64_t b) { dx_put(s, number, dx_mix(a, b)); }

static inline unsigned dx_size_class(uint32_t n) {
	return n <= 3 ? n : n <= 5 ? 4 : n <= 8 ? 5 : n <= 12 ? 6 : n <= 20 ? 7 : 8;
}

static inline bool dx_on(const dx_frame *f, dx_feature_group group) { return f->groups >> group & 1; }

typedef struct dx_window {
	const dx_frame *f;
	uint32_t first, last; /* paragraph */
	int64_t k;
} dx_window;

static inline bool dx_in(const dx_window *w, int o) { return w->k + o >= w->first && w->k + o < w->last; }
static inline uint64_t dx_at64(const dx_window *w, const uint64_t *v, int o) { return dx_in(w, o) ? v[w->k + o] : 3; }
static inline unsigned dx_at8(const dx_window *w, const uint8_t *v, int o) { return dx_in(w, o) ? v[w->k + o] : 255; }

static inline dx_window dx_window_of(const dx_frame *f, uint32_t k) {
	uint32_t p = f->text->sentences[f->text->tokens[k].sentence].paragraph;
	return (dx_window){f, dx_paragraph_first(f->text, p), dx_paragraph_last(f->text, p), k};
}

#endif
