/* An answer of a web server as a web archive keeps it: status line, header, body (RFC 9112). */
#include "base/error.h"
#include "input/cut.h"
#include "input/unpack.h"
#include <stdlib.h>

static dx_slice trimmed(dx_slice s) {
	while (s.len && strchr(" \t\r\n", s.ptr[0])) s = (dx_slice){s.ptr + 1, s.len - 1};
	while (s.len && strchr(" \t\r\n", s.ptr[s.len - 1])) s.len--;
	return s;
}

dx_slice dx_http_field(dx_slice line, const char *name) {
	size_t n = strlen(name);
	if (line.len <= n || line.ptr[n] != ':' || strncasecmp(line.ptr, name, n) != 0) return (dx_slice){0};
	return trimmed((dx_slice){line.ptr + n + 1, line.len - n - 1});
}

static bool is(dx_slice s, const char *word) { return s.len == strlen(word) && !strncasecmp(s.ptr, word, s.len); }

bool dx_http_type(dx_raw *raw, dx_slice type) {
	const char *semicolon = memchr(type.ptr, ';', type.len);
	dx_slice kind = trimmed((dx_slice){type.ptr, semicolon ? (size_t)(semicolon - type.ptr) : type.len});
	const char *charset = semicolon ? memmem(type.ptr, type.len, "charset=", 8) : NULL;
	if (charset) {
		dx_slice name = trimmed((dx_slice){charset + 8, type.len - (size_t)(charset + 8 - type.ptr)});
		if (name.len && name.ptr[0] == '"') name = (dx_slice){name.ptr + 1, name.len - 1};
		size_t n = 0;
		while (n < name.len && !strchr("\";, ", name.ptr[n])) n++;
		if (n < sizeof raw->charset) snprintf(raw->charset, sizeof raw->charset, "%.*s", (int)n, name.ptr);
	}
	bool page = is(kind, "text/html") || is(kind, "application/xhtml+xml");
	raw->form = page ? DX_RAW_HTML : DX_RAW_TEXT;
	return page || is(kind, "text/plain");
}

/* The next line of a head without its line end; false: there is none. */
static bool next_line(dx_slice *rest, dx_slice *line) {
	const char *lf = rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;
	if (!lf) return false;
	*line = (dx_slice){rest->ptr, (size_t)(lf - rest->ptr)};
	*rest = (dx_slice){lf + 1, rest->len - line->len - 1};
	if (line->len && line->ptr[line->len - 1] == '\r') line->len--;
	return true;
}

/* Chunks joined in place. false: it is not chunked after all, as many crawlers keep the header and not the chunks;
 * nothing is changed then. */
static bool join_chunks(dx_slice *body) {
	for (int write = 0; write < 2; write++) {
		dx_slice rest = *body, line;
		size_t out = 0;
		for (;;) {
			if (!next_line(&rest, &line) || !line.len || !strchr("0123456789abcdefABCDEF", line.ptr[0])) return false;
			char digits[17];
			snprintf(digits, sizeof digits, "%.*s", line.len < 16 ? (int)line.len : 16, line.ptr);
			unsigned long long n = strtoull(digits, NULL, 16);
			if (n > rest.len) return false;
			if (!n) break;
			if (write) memmove((char *)(uintptr_t)body->ptr + out, rest.ptr, (size_t)n);
			out += (size_t)n;
			rest = (dx_slice){rest.ptr + n, rest.len - (size_t)n};
			if (rest.len && rest.ptr[0] != '\r' && rest.ptr[0] != '\n') return false;
			(void)next_line(&rest, &line);
		}
		if (write) body->len = out;
	}
	return true;
}

typedef struct head {
	bool page, chunked, packed;
	char coding[40];
} head;

static void read_field(head *h, dx_raw *raw, dx_slice line) {
	dx_slice v = dx_http_field(line, "Content-Type");
	if (v.len) h->page = dx_http_type(raw, v);
	v = dx_http_field(line, "Transfer-Encoding");
	if (v.len) h->chunked = v.len >= 7 && is((dx_slice){v.ptr + v.len - 7, 7}, "chunked");
	v = dx_http_field(line, "Content-Encoding");
	h->packed |= v.len && !is(v, "identity");
	if (v.len) snprintf(h->coding, sizeof h->coding, "%.*s", (int)(v.len < 39 ? v.len : 39), v.ptr);
}

/* What stands at `body` in raw->bytes becomes all of it. */
static void only(dx_raw *raw, dx_slice body) {
	memmove(raw->bytes.ptr, body.ptr, body.len);
	raw->bytes.len = body.len;
}

static dixit_status unpack(dx_raw *raw, const head *h, dixit_error *error) {
	dx_slice packed = {raw->bytes.ptr, raw->bytes.len};
	bool named = is(dx_slice_of(h->coding), "gzip") || is(dx_slice_of(h->coding), "x-gzip") ||
	             is(dx_slice_of(h->coding), "zstd");
	if (!named) return dx_fail(error, DIXIT_E_FORMAT, "a page packed as \"%s\", which is not read", h->coding);
	if (dx_packing_of(packed) != DX_PACKED_STREAM) return DIXIT_OK; /* the crawler unpacked it */
	dx_buf out = {0};
	dixit_status status = dx_unpack_slice(&out, packed, DIXIT_ARTICLE_MAX, error);
	if (status) {
		dx_buf_free(&out);
		return status;
	}
	dx_buf_free(&raw->bytes);
	raw->bytes = out;
	return DIXIT_OK;
}

dixit_status dx_http_body(dx_raw *raw, dixit_error *error) {
	dx_slice rest = {raw->bytes.ptr, raw->bytes.len}, line;
	head h = {0};
	if (!next_line(&rest, &line) || line.len < 12 || strncasecmp(line.ptr, "HTTP/", 5) != 0) {
		return dx_fail(error, DIXIT_E_FORMAT, "a response that does not begin as HTTP does");
	}
	const char *blank = memchr(line.ptr, ' ', line.len);
	bool ok = blank && line.len - (size_t)(blank - line.ptr) >= 4 && !memcmp(blank, " 200", 4);
	while (next_line(&rest, &line) && line.len) read_field(&h, raw, line);
	if (!ok || !h.page) return DIXIT_END;
	if (h.chunked) (void)join_chunks(&rest);
	only(raw, rest);
	return h.packed ? unpack(raw, &h, error) : DIXIT_OK;
}
