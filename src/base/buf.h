/* Growing bytes for output, on the heap, reused from article to article. An allocation failure is remembered in
 * `failed` and checked once at the end, so that writers need no error paths of their own. */
#ifndef DX_BUF_H
#define DX_BUF_H

#include "base/slice.h"

typedef struct dx_buf {
	char *ptr;
	size_t len, cap;
	bool failed;
} dx_buf;

void dx_buf_free(dx_buf *buf);
/* Room for `more` bytes behind the end; NULL when memory ran out. */
char *dx_buf_grow(dx_buf *buf, size_t more);
static inline char *dx_buf_room(dx_buf *buf, size_t more) {
	return buf->ptr && buf->cap - buf->len >= more ? buf->ptr + buf->len : dx_buf_grow(buf, more);
}
static inline void dx_buf_put(dx_buf *buf, const char *s, size_t len) {
	char *to = dx_buf_room(buf, len);
	if (!to || !len) return;
	memcpy(to, s, len);
	buf->len += len;
}
static inline void dx_buf_str(dx_buf *buf, const char *s) { dx_buf_put(buf, s, strlen(s)); }
static inline void dx_buf_slice(dx_buf *buf, dx_slice s) { dx_buf_put(buf, s.ptr, s.len); }
static inline void dx_buf_char(dx_buf *buf, char c) {
	char *to = dx_buf_room(buf, 1);
	if (!to) return;
	*to = c;
	buf->len++;
}
void dx_buf_printf(dx_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void dx_buf_uint(dx_buf *buf, uint64_t n);

#endif
