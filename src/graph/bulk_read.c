#include "graph/bulk.h"

#include "base/error.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>

enum { BLOCK = 1 << 20, LINE_MOST = 1 << 20 };

/* More bytes behind those at hand, which move to the front. 0: there are none. */
static size_t read_more(dx_table *t) {
	if (t->from) {
		memmove(t->buf.ptr, t->buf.ptr + t->from, t->buf.len - t->from);
		t->buf.len -= t->from;
		t->from = 0;
	}
	char *room = dx_buf_room(&t->buf, BLOCK);
	errno = 0;
	size_t got = room ? fread(room, 1, BLOCK, t->stream) : 0;
	t->buf.len += got;
	return got;
}

static dixit_status at_line(const dx_table *t, dixit_status status, uint64_t byte, dixit_error *error) {
	dx_error_at(error, t->path, t->line, byte);
	return status;
}

static dixit_status next_line(dx_table *t, dx_slice *line, dixit_error *error) {
	for (size_t scanned = 0;;) {
		size_t there = t->buf.len - t->from;
		const char *lf = there > scanned ? memchr(t->buf.ptr + t->from + scanned, '\n', there - scanned) : NULL;
		scanned = there;
		if (!lf && there <= LINE_MOST && read_more(t)) continue;
		if (t->buf.failed) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
		if (!lf && ferror(t->stream)) return at_line(t, dx_fail_errno(error, "cannot read"), 0, error);
		t->line++;
		if (!lf && there > LINE_MOST)
			return at_line(t, dx_fail(error, DIXIT_E_FORMAT, "a row of more than a million bytes"), 0, error);
		if (!lf && !there) return DIXIT_END;
		*line = (dx_slice){t->buf.ptr + t->from, lf ? (size_t)(lf - t->buf.ptr) - t->from : there};
		t->from += line->len + (lf != NULL);
		if (line->len && line->ptr[line->len - 1] == '\r') line->len--;
		return DIXIT_OK;
	}
}

bool dx_table_ready(const dx_table *t) {
	const char *at = t->buf.ptr + t->from;
	size_t there = t->buf.len - t->from;
	return there > 1 && at[0] != '\n' && at[0] != '\r' && memchr(at, '\n', there);
}

dixit_status dx_table_next(dx_table *t, dixit_error *error) {
	dx_slice line = {"", 0};
	do {
		dixit_status status = next_line(t, &line, error);
		if (status) return status;
	} while (!line.len);
	t->row = line.ptr;
	const char *at = line.ptr, *end = line.ptr + line.len;
	for (unsigned count = 0;;) {
		const char *tab = memchr(at, '\t', (size_t)(end - at));
		if (count == t->count || count == DX_TABLE_COLUMNS)
			return at_line(t, dx_fail(error, DIXIT_E_FORMAT, "more than %u columns", count),
			               (uint64_t)(at - line.ptr) + 1, error);
		t->fields[count++] = (dx_slice){at, (size_t)((tab ? tab : end) - at)};
		if (tab) {
			at = tab + 1;
			continue;
		}
		if (count == t->count) return DIXIT_OK;
		if (t->count == DX_TABLE_COLUMNS + 1) { /* the first line */
			t->count = count;
			return DIXIT_OK;
		}
		return at_line(t, dx_fail(error, DIXIT_E_FORMAT, "%u columns where the first line has %u", count, t->count), 1,
		               error);
	}
}

dixit_status dx_table_wrong(const dx_table *t, dx_slice field, const char *what, dixit_error *error) {
	dx_fail(error, DIXIT_E_FORMAT, "%s: '%.*s'", what, (int)(field.len < 80 ? field.len : 80), field.ptr);
	return at_line(t, DIXIT_E_FORMAT, (uint64_t)(field.ptr - t->row) + 1, error);
}

static dixit_status read_names(dx_table *t, const char *const *names, unsigned needed, dixit_error *error) {
	memset(t->at, -1, sizeof t->at);
	t->count = DX_TABLE_COLUMNS + 1;
	dixit_status status = dx_table_next(t, error);
	if (status == DIXIT_END)
		return at_line(t, dx_fail(error, DIXIT_E_FORMAT, "the table is empty: it begins with the names of its columns"),
		               0, error);
	if (status) return status;
	if (t->fields[0].len >= 3 && memcmp(t->fields[0].ptr, "\xEF\xBB\xBF", 3) == 0) {
		t->fields[0].ptr += 3;
		t->fields[0].len -= 3;
	}
	for (unsigned i = 0; i < t->count; i++) {
		unsigned n = 0;
		while (names[n] && !dx_slice_eq(t->fields[i], dx_slice_of(names[n]))) n++;
		if (!names[n]) return dx_table_wrong(t, t->fields[i], "the first line names a column that is not known", error);
		if (t->at[n] >= 0) return dx_table_wrong(t, t->fields[i], "the first line names a column twice", error);
		t->at[n] = (int8_t)i;
	}
	for (unsigned n = 0; n < needed; n++) {
		if (t->at[n] < 0)
			return at_line(t, dx_fail(error, DIXIT_E_FORMAT, "the first line names no column %s", names[n]), 0, error);
	}
	return DIXIT_OK;
}

dixit_status dx_table_open(dx_table *t, const char *path, const char *const *names, unsigned needed,
                           dixit_error *error) {
	*t = (dx_table){.path = path};
	errno = 0;
	t->stream = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	if (t->stream) return read_names(t, names, needed, error);
	dixit_status status = dx_fail_errno(error, "cannot open");
	dx_error_at(error, path, 0, 0);
	return status;
}

void dx_table_close(dx_table *t) {
	if (t->stream && t->stream != stdin) fclose(t->stream);
	if (t->plain) freelocale(t->plain);
	dx_buf_free(&t->buf);
	*t = (dx_table){.path = NULL};
}

static bool careful(dx_table *t, dx_slice text, double *out) {
	char copy[64], *end;
	if (text.len >= sizeof copy) return false;
	memcpy(copy, text.ptr, text.len);
	copy[text.len] = 0;
	if (strspn(copy, "0123456789.eE+-") != text.len) return false; /* no "inf", no hexadecimals */
	if (!t->plain) t->plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	*out = strtod_l(copy, &end, t->plain);
	return t->plain && end == copy + text.len && isfinite(*out);
}

/* Up to 15 digits are exact as a double, and so is the power of ten that they are divided by: the quotient is the
 * nearest number (Clinger 1990, How to read floating point numbers accurately). */
bool dx_table_number(dx_table *t, dx_slice text, double *out) {
	static const double tens[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
	uint64_t whole = 0;
	size_t point = text.len;
	if (!text.len) return false;
	if (text.len > 15) return careful(t, text, out);
	for (size_t i = 0; i < text.len; i++) {
		unsigned digit = (unsigned char)text.ptr[i] - '0';
		if (digit < 10)
			whole = whole * 10 + digit;
		else if (text.ptr[i] == '.' && point == text.len && text.len > 1)
			point = i;
		else
			return careful(t, text, out);
	}
	*out = (double)whole / tens[point < text.len ? text.len - point - 1 : 0];
	return true;
}
