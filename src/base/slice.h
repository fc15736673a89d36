/* A piece of text and a piece of an article, the two words everything else is written in. */
#ifndef DX_SLICE_H
#define DX_SLICE_H

#include "dixit.h"
#include <string.h>

typedef dixit_slice dx_slice;

/* Bytes into the article's text, end exclusive; start == end means "none". */
typedef struct dx_span {
	uint32_t start, end;
} dx_span;

#define DX_LIT(s) ((dx_slice){(s), sizeof(s) - 1})

static inline dx_slice dx_slice_of(const char *s) { return (dx_slice){s, s ? strlen(s) : 0}; }

static inline dx_slice dx_cut(dx_slice text, uint32_t start, uint32_t end) {
	return (dx_slice){text.ptr + start, end - start};
}

static inline bool dx_slice_eq(dx_slice a, dx_slice b) {
	return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Bytewise order: the order that sorted output uses. */
static inline int dx_slice_cmp(dx_slice a, dx_slice b) {
	size_t n = a.len < b.len ? a.len : b.len;
	int c = n ? memcmp(a.ptr, b.ptr, n) : 0;
	return c ? c : (a.len > b.len) - (a.len < b.len);
}

#endif
