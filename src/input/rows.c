/* The rows of a table. A row whose marks make no sense is an error of its own, and reading goes on with the line behind
 * its first one: a mark that is missing costs one article, not the rest of the file. */
#include "base/error.h"
#include "input/csv.h"
#include "input/cut.h"

/* One row behind what *out holds. *first: bytes of *out up to the end of its first line. */
static dixit_status read_row(dx_cutter *c, dx_buf *out, size_t *first, dixit_error *error) {
	dx_csv_scan scan = {0};
	*first = 0;
	for (;;) {
		size_t at = out->len;
		dixit_status status = dx_bytes_line(c->bytes, out, at + DIXIT_ARTICLE_MAX, error);
		if (status == DIXIT_END && *first) return dx_fail(error, DIXIT_E_FORMAT, "a quotation mark is not closed");
		if (status) return status;
		c->line++;
		bool whole = dx_csv_line(&scan, (dx_slice){out->ptr + at, out->len - at}, c->delimiter);
		bool literal = c->delimiter == '\t' && scan.broken && !*first; /* a table that knows no quoting */
		if (!*first) *first = out->len;
		if (literal || (whole && !scan.broken)) return DIXIT_OK;
		if (scan.broken) return dx_fail(error, DIXIT_E_FORMAT, "letters behind a closing quotation mark");
		if (out->len > DIXIT_ARTICLE_MAX) return dx_fail(error, DIXIT_E_TOO_LONG, "a quotation mark is not closed");
		dx_buf_char(out, '\n');
	}
}

/* All lines of a failed row but its first one are read again. */
static bool put_back(dx_cutter *c, dx_buf *out, size_t first, uint64_t line) {
	if (!first || out->len <= first) return true;
	if (out->ptr[out->len - 1] != '\n') dx_buf_char(out, '\n');
	c->line = line;
	return !out->failed && dx_bytes_back(c->bytes, (dx_slice){out->ptr + first + 1, out->len - first - 1});
}

static dixit_status read_header(dx_cutter *c, dx_raw *raw, dixit_error *error) {
	size_t first;
	dx_slice rest;
	dixit_status status = dx_bytes_peek(c->bytes, &rest, error);
	if (status) return status;
	const char *lf = memchr(rest.ptr, '\n', rest.len);
	dx_slice line = {rest.ptr, lf ? (size_t)(lf - rest.ptr) : rest.len};
	if (!c->delimiter) c->delimiter = dx_csv_delimiter(line);
	if (!c->delimiter) c->delimiter = ','; /* a single column */
	raw->line = 1;
	status = read_row(c, &c->header, &first, error);
	c->opened = true;
	c->ended = true;
	if (status) return status;
	dx_csv_header header = dx_csv_header_of((dx_slice){c->header.ptr, c->header.len}, c->delimiter, c->fields);
	if (!c->chosen && header.known < 2 && !(header.known && header.columns == 1))
		return DIXIT_OK; /* a table of something else */
	c->ended = !header.text;
	if (header.text) return DIXIT_OK;
	return dx_fail(error, DIXIT_E_FORMAT, "no column of the text in the header (\"%s\"; see --text-field)",
	               dx_named_name(c->fields, DX_NAMED_TEXT, 0));
}

static bool is_blank(dx_slice s) {
	size_t i = 0;
	while (i < s.len && strchr(" \t\r\n", s.ptr[i])) i++;
	return i == s.len;
}

dixit_status dx_cut_row(dx_cutter *c, dx_raw *raw, dixit_error *error) {
	size_t first;
	dixit_status status = c->opened ? DIXIT_OK : read_header(c, raw, error);
	if (status || c->ended) return status ? status : DIXIT_END;
	raw->form = DX_RAW_ROW;
	raw->delimiter = c->delimiter;
	do {
		raw->bytes.len = 0;
		raw->line = raw->number = c->line + 1;
		status = read_row(c, &raw->bytes, &first, error);
	} while (!status && is_blank((dx_slice){raw->bytes.ptr, raw->bytes.len}));
	if (status < 0 && !put_back(c, &raw->bytes, first, raw->line)) status = DIXIT_E_MEMORY;
	if (status == DIXIT_E_MEMORY) dx_fail(error, status, "out of memory");
	if (status) return status;
	/* The header goes before the row, so that the item tells all by itself. */
	raw->head = c->header.len;
	if (!dx_buf_room(&raw->bytes, raw->head)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	memmove(raw->bytes.ptr + raw->head, raw->bytes.ptr, raw->bytes.len);
	memcpy(raw->bytes.ptr, c->header.ptr, raw->head);
	raw->bytes.len += raw->head;
	return DIXIT_OK;
}
