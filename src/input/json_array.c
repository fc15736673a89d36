/* The elements of a JSON array, found by their brackets and marks; what is in them is read by others. */
#include "base/error.h"
#include "input/cut.h"

/* What the bytes of one element have shown so far. */
typedef struct scan {
	unsigned depth;
	bool inside;  /* a string */
	bool escaped; /* the byte behind a backslash */
} scan;

/* Does the element end with this byte (before it, where it is none of the element's)? */
static bool ends(scan *s, char c, bool *belongs) {
	*belongs = true;
	if (s->inside) {
		bool closes = !s->escaped && c == '"';
		s->escaped = !s->escaped && c == '\\';
		s->inside = !closes;
		return false;
	}
	if (c == '"') s->inside = true;
	if (c == '{' || c == '[') s->depth++;
	if (c == '}' || c == ']') {
		if (s->depth) return --s->depth == 0;
		*belongs = false;
		return true;
	}
	*belongs = s->depth || c != ',';
	return !*belongs;
}

static void take(dx_cutter *c, dx_slice piece) {
	for (size_t i = 0; i < piece.len; i++) {
		bool lf = piece.ptr[i] == '\n';
		c->line += lf;
		c->byte = lf ? 0 : c->byte + 1;
	}
	dx_bytes_take(c->bytes, piece.len);
}

/* To the first byte of an element. DIXIT_END: the array is closed. */
static dixit_status skip(dx_cutter *c, dixit_error *error) {
	dx_slice rest;
	for (;;) {
		dixit_status status = dx_bytes_peek(c->bytes, &rest, error);
		if (status < 0) return status;
		if (status) return dx_fail(error, DIXIT_E_FORMAT, "the file ends inside the array: no closing bracket");
		size_t n = 0;
		while (n < rest.len && strchr(" \t\r\n,", rest.ptr[n]) && rest.ptr[n]) n++;
		bool stop = n < rest.len;
		c->ended = stop && rest.ptr[n] == ']';
		take(c, (dx_slice){rest.ptr, n});
		if (stop) return c->ended ? DIXIT_END : DIXIT_OK;
	}
}

static dixit_status read_element(dx_cutter *c, dx_raw *raw, dixit_error *error) {
	scan s = {0};
	bool done = false, belongs, too_long = false;
	dx_slice rest;
	while (!done) {
		dixit_status status = dx_bytes_peek(c->bytes, &rest, error);
		if (status == DIXIT_END) dx_fail(error, DIXIT_E_FORMAT, "the file ends inside an element of the array");
		if (status) return status < 0 ? status : DIXIT_E_FORMAT;
		size_t n = 0;
		while (n < rest.len && !done) {
			done = ends(&s, rest.ptr[n], &belongs);
			n += belongs;
		}
		too_long |= raw->bytes.len + n > DIXIT_ARTICLE_MAX;
		if (!too_long) dx_buf_put(&raw->bytes, rest.ptr, n);
		take(c, (dx_slice){rest.ptr, n});
	}
	if (raw->bytes.failed) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	return too_long ? dx_fail(error, DIXIT_E_TOO_LONG, "an article of more than 16 MiB") : DIXIT_OK;
}

dixit_status dx_cut_element(dx_cutter *c, dx_raw *raw, dixit_error *error) {
	dx_slice rest;
	if (c->ended) return DIXIT_END;
	while (!c->opened) {
		dixit_status status = dx_bytes_peek(c->bytes, &rest, error);
		if (status) return status;
		const char *bracket = memchr(rest.ptr, '[', rest.len);
		c->line += !c->line;
		c->opened = bracket;
		take(c, (dx_slice){rest.ptr, bracket ? (size_t)(bracket - rest.ptr) + 1 : rest.len});
	}
	dixit_status status = skip(c, error);
	raw->line = c->line;
	raw->byte = c->byte + 1;
	if (status) {
		c->ended = true;
		return status;
	}
	raw->number = ++c->number;
	status = read_element(c, raw, error);
	c->ended = status && status != DIXIT_E_TOO_LONG;
	return status;
}
