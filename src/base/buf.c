#include "base/buf.h"

#include <stdarg.h>
#include <stdlib.h>

void dx_buf_free(dx_buf *buf) {
	free(buf->ptr);
	*buf = (dx_buf){0};
}

char *dx_buf_grow(dx_buf *buf, size_t more) {
	size_t cap = buf->cap ? buf->cap : 4096;
	while (cap - buf->len < more) {
		if (cap > SIZE_MAX / 2) {
			buf->failed = true;
			return NULL;
		}
		cap *= 2;
	}
	char *grown = realloc(buf->ptr, cap);
	if (!grown) {
		buf->failed = true;
		return NULL;
	}
	buf->ptr = grown;
	buf->cap = cap;
	return grown + buf->len;
}

void dx_buf_uint(dx_buf *buf, uint64_t n) {
	char digits[20];
	size_t i = sizeof digits;
	do digits[--i] = (char)('0' + n % 10);
	while (n /= 10);
	dx_buf_put(buf, digits + i, sizeof digits - i);
}

void dx_buf_printf(dx_buf *buf, const char *format, ...) {
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *to = n < 0 ? NULL : dx_buf_room(buf, (size_t)n + 1);
	if (to) {
		vsnprintf(to, (size_t)n + 1, format, again);
		buf->len += (size_t)n;
	} else {
		buf->failed = true;
	}
	va_end(again);
}
