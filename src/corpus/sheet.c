#include "corpus/sheet.h"

#include "base/error.h"
#include "base/slurp.h"

typedef struct reader {
	const dx_sheet *sheet;
	dixit_error *error;
	uint64_t line;
	unsigned order[DX_SHEET_COLUMNS]; /* column of the file → column of the sheet */
	unsigned width;                   /* columns in the file; 0: no header yet */
} reader;

static dx_slice trimmed(dx_slice s) {
	while (s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\r')) s = (dx_slice){s.ptr + 1, s.len - 1};
	while (s.len && (s.ptr[s.len - 1] == ' ' || s.ptr[s.len - 1] == '\r')) s.len--;
	return s;
}

/* The next field of the line; *rest.ptr is NULL behind the last. */
static dx_slice next_field(dx_slice *rest) {
	const char *tab = memchr(rest->ptr, '\t', rest->len);
	dx_slice field = {rest->ptr, tab ? (size_t)(tab - rest->ptr) : rest->len};
	*rest = tab ? (dx_slice){tab + 1, rest->len - field.len - 1} : (dx_slice){NULL, 0};
	return trimmed(field);
}

static dixit_status unknown_column(const reader *r, dx_slice name) {
	char known[160];
	size_t n = 0;
	for (unsigned i = 0; i < r->sheet->count && n < sizeof known; i++) {
		int put = snprintf(known + n, sizeof known - n, "%s%s", i ? ", " : "", r->sheet->columns[i]);
		n += put > 0 ? (size_t)put : 0;
	}
	return dx_fail(r->error, DIXIT_E_FORMAT, "no column is called \"%.*s\"; known are %s",
	               (int)(name.len < 60 ? name.len : 60), name.ptr, known);
}

static int column_of(const reader *r, dx_slice name) {
	for (unsigned i = 0; i < r->sheet->count; i++) {
		if (dx_slice_eq(name, dx_slice_of(r->sheet->columns[i]))) return (int)i;
	}
	return -1;
}

static dixit_status read_header(reader *r, dx_slice line, const char **where) {
	uint32_t seen = 0;
	for (dx_slice rest = line; rest.ptr;) {
		dx_slice name = next_field(&rest);
		int column = column_of(r, name);
		*where = name.ptr;
		if (column < 0) return unknown_column(r, name);
		if (seen >> column & 1)
			return dx_fail(r->error, DIXIT_E_FORMAT, "the column %s stands twice", r->sheet->columns[column]);
		seen |= 1u << column;
		r->order[r->width++] = (unsigned)column;
	}
	*where = line.ptr;
	for (unsigned i = 0; i < r->sheet->count; i++) {
		if (r->sheet->needed >> i & 1 & ~(seen >> i))
			return dx_fail(r->error, DIXIT_E_FORMAT, "the first line names no column %s", r->sheet->columns[i]);
	}
	return DIXIT_OK;
}

static dixit_status read_row(const reader *r, dx_slice line, const char **where) {
	dx_sheet_row row = {.line = r->line, .error = r->error};
	unsigned i = 0;
	for (dx_slice rest = line; rest.ptr; i++) {
		dx_slice field = next_field(&rest);
		*where = field.ptr;
		if (i == r->width) return dx_fail(r->error, DIXIT_E_FORMAT, "more fields than the first line names columns");
		if (!dx_slice_eq(field, DX_LIT("-"))) row.fields[r->order[i]] = field;
	}
	*where = line.ptr;
	for (unsigned k = 0; k < r->sheet->count; k++) {
		if (r->sheet->needed >> k & 1 && !row.fields[k].len)
			return dx_fail(r->error, DIXIT_E_FORMAT, "%s is empty", r->sheet->columns[k]);
	}
	dixit_status status = r->sheet->row(r->sheet->context, &row);
	if (row.where) *where = row.where;
	return status;
}

/* A spreadsheet writes an empty line as tabs. */
static bool blank(dx_slice line) {
	for (size_t i = 0; i < line.len; i++) {
		if (!strchr(" \t\r", line.ptr[i])) return false;
	}
	return true;
}

static dixit_status read_line(reader *r, dx_slice line) {
	const char *where = line.ptr;
	if (blank(line) || line.ptr[0] == '#') return DIXIT_OK;
	dixit_status status = r->width ? read_row(r, line, &where) : read_header(r, line, &where);
	if (status) dx_error_at(r->error, NULL, r->line, (uint64_t)(where - line.ptr) + 1);
	return status;
}

static dixit_status read_lines(reader *r, dx_slice bytes) {
	dixit_status status = dx_slurp_check(bytes, r->error);
	if (bytes.len >= 3 && !memcmp(bytes.ptr, "\xEF\xBB\xBF", 3)) bytes = (dx_slice){bytes.ptr + 3, bytes.len - 3};
	while (!status && bytes.len) {
		const char *lf = memchr(bytes.ptr, '\n', bytes.len);
		size_t n = lf ? (size_t)(lf - bytes.ptr) : bytes.len;
		r->line++;
		status = read_line(r, (dx_slice){bytes.ptr, n});
		size_t skip = lf ? n + 1 : n;
		bytes = (dx_slice){bytes.ptr + skip, bytes.len - skip};
	}
	if (!status && !r->width)
		status = dx_fail(r->error, DIXIT_E_FORMAT, "the table has no first line that names its columns");
	return status;
}

dixit_status dx_sheet_read(const dx_sheet *sheet, dx_arena *arena, const char *path, dixit_error *error) {
	dixit_error own = {0};
	reader r = {.sheet = sheet, .error = error ? error : &own};
	dx_slice bytes = {0};
	dixit_status status = dx_slurp(arena, path, &bytes, r.error);
	if (!status) status = read_lines(&r, bytes);
	if (status) dx_error_at(r.error, path, 0, 0);
	return status;
}
