#include "input/bytes.h"

#include "base/error.h"
#include <stdlib.h>

dixit_status dx_bytes_start(dx_bytes *bytes, dx_bytes_read *read, void *context) {
	if (!bytes->buffer) bytes->buffer = malloc(DX_BYTES_BUFFER);
	bytes->read = read;
	bytes->context = context;
	bytes->passed = 0;
	bytes->ended = false;
	bytes->at = bytes->end = bytes->again.len = bytes->again_at = 0;
	return bytes->buffer ? DIXIT_OK : DIXIT_E_MEMORY;
}

void dx_bytes_free(dx_bytes *bytes) {
	free(bytes->buffer);
	dx_buf_free(&bytes->again);
	*bytes = (dx_bytes){0};
}

/* More behind what the buffer holds. */
static dixit_status fill(dx_bytes *b, size_t *got, dixit_error *error) {
	dixit_status status = b->read(b->context, b->buffer + b->end, DX_BYTES_BUFFER - b->end, got, error);
	b->ended = status || !*got;
	if (!status) b->end += *got;
	return status;
}

dixit_status dx_bytes_first(dx_bytes *b, dixit_error *error) {
	dixit_status status = DIXIT_OK;
	while (!status && b->end < DX_BYTES_BUFFER && !b->ended) {
		size_t before = b->end, got = 0;
		status = fill(b, &got, error);
		if (got && memchr(b->buffer + before, '\n', got)) break;
	}
	return status;
}

dixit_status dx_bytes_peek(dx_bytes *b, dx_slice *rest, dixit_error *error) {
	if (b->again_at < b->again.len) {
		*rest = (dx_slice){b->again.ptr + b->again_at, b->again.len - b->again_at};
		return DIXIT_OK;
	}
	if (b->at == b->end) {
		size_t got = 0;
		b->at = b->end = 0;
		dixit_status status = b->ended ? DIXIT_END : fill(b, &got, error);
		if (status || !got) return status ? status : DIXIT_END;
	}
	*rest = (dx_slice){b->buffer + b->at, b->end - b->at};
	return DIXIT_OK;
}

void dx_bytes_take(dx_bytes *b, size_t count) {
	b->passed += count;
	if (b->again_at == b->again.len) {
		b->at += count;
		return;
	}
	b->again_at += count;
	if (b->again_at == b->again.len) b->again_at = b->again.len = 0;
}

bool dx_bytes_back(dx_bytes *b, dx_slice s) {
	dx_buf all = {0};
	dx_buf_slice(&all, s);
	dx_buf_put(&all, b->again.ptr + b->again_at, b->again.len - b->again_at);
	if (all.failed) {
		dx_buf_free(&all);
		return false;
	}
	dx_buf_free(&b->again);
	b->again = all;
	b->again_at = 0;
	b->passed -= s.len;
	return true;
}

dixit_status dx_bytes_line(dx_bytes *b, dx_buf *out, size_t most, dixit_error *error) {
	bool too_long = false, any = false;
	size_t from = out->len;
	dx_slice rest;
	dixit_status status;
	while (!(status = dx_bytes_peek(b, &rest, error))) {
		const char *lf = memchr(rest.ptr, '\n', rest.len);
		size_t n = lf ? (size_t)(lf - rest.ptr) : rest.len;
		too_long |= out->len + n > most;
		if (too_long)
			out->len = from;
		else
			dx_buf_put(out, rest.ptr, n);
		dx_bytes_take(b, lf ? n + 1 : n);
		any = true;
		if (lf) break;
	}
	if (status < 0 || !any) return status;
	if (out->failed) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	return too_long ? DIXIT_E_TOO_LONG : DIXIT_OK;
}

dixit_status dx_bytes_some(dx_bytes *b, dx_buf *out, uint64_t count, uint64_t *got, dixit_error *error) {
	dx_slice rest;
	dixit_status status = DIXIT_OK;
	*got = 0;
	while (*got < count && !(status = dx_bytes_peek(b, &rest, error))) {
		size_t n = count - *got < rest.len ? (size_t)(count - *got) : rest.len;
		if (out) dx_buf_put(out, rest.ptr, n);
		dx_bytes_take(b, n);
		*got += n;
	}
	if (status < 0) return status;
	return out && out->failed ? dx_fail(error, DIXIT_E_MEMORY, "out of memory") : DIXIT_OK;
}
