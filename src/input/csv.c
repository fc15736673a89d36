#include "input/csv.h"

/* One cell, at the beginning of *rest; what is behind its delimiter is left in *rest. */
typedef struct cell {
	dx_slice inner; /* between its marks, or all of it */
	bool quoted, doubled, last;
} cell;

static dx_slice behind(dx_slice s, size_t n) { return (dx_slice){s.ptr + n, s.len - n}; }

static void plain_cell(cell *c, dx_slice *rest, char delimiter) {
	const char *end = rest->len ? memchr(rest->ptr, delimiter, rest->len) : NULL;
	size_t n = end ? (size_t)(end - rest->ptr) : rest->len;
	*c = (cell){{rest->ptr, n}, false, false, !end};
	*rest = behind(*rest, end ? n + 1 : n);
}

/* false: a mark is not closed, or not where a cell ends. */
static bool next_cell(cell *c, dx_slice *rest, char delimiter) {
	if (!rest->len || rest->ptr[0] != '"') {
		plain_cell(c, rest, delimiter);
		return true;
	}
	dx_slice s = behind(*rest, 1);
	size_t n = 0;
	bool doubled = false;
	for (;;) {
		const char *mark = n < s.len ? memchr(s.ptr + n, '"', s.len - n) : NULL;
		if (!mark) return false;
		n = (size_t)(mark - s.ptr) + 1;
		if (n == s.len || s.ptr[n] != '"') break;
		doubled = true;
		n++;
	}
	*c = (cell){{s.ptr, n - 1}, true, doubled, n == s.len};
	*rest = behind(s, c->last ? n : n + 1);
	return c->last || s.ptr[n] == delimiter;
}

bool dx_csv_line(dx_csv_scan *scan, dx_slice line, char delimiter) {
	for (size_t i = 0; i < line.len; i++) {
		char c = line.ptr[i];
		if (scan->place == DX_CSV_QUOTED) {
			const char *mark = memchr(line.ptr + i, '"', line.len - i);
			if (!mark) return false;
			i = (size_t)(mark - line.ptr);
			scan->place = DX_CSV_MARK;
		} else if (c == '"' && scan->place != DX_CSV_PLAIN) {
			scan->place = DX_CSV_QUOTED; /* opened, or doubled */
		} else {
			scan->broken |= scan->place == DX_CSV_MARK && c != delimiter && c != '\r';
			scan->place = c == delimiter ? DX_CSV_START : DX_CSV_PLAIN;
		}
	}
	if (scan->place == DX_CSV_QUOTED) return false;
	scan->place = DX_CSV_START;
	return true;
}

static dx_slice without_cr(dx_slice row) {
	while (row.len && row.ptr[row.len - 1] == '\r') row.len--;
	return row;
}

static bool sound(dx_slice row, char delimiter) {
	dx_csv_scan scan = {0};
	return dx_csv_line(&scan, row, delimiter) && !scan.broken;
}

static dx_slice text_of(const cell *c, dx_arena *arena) {
	if (!c->doubled) return c->inner;
	char *out = dx_alloc_raw(arena, c->inner.len);
	size_t o = 0;
	for (size_t i = 0; i < c->inner.len; i++) {
		out[o++] = c->inner.ptr[i];
		i += c->inner.ptr[i] == '"';
	}
	return (dx_slice){out, o};
}

void dx_csv_cells(dx_cells *cells, dx_slice row, char delimiter, dx_arena *arena) {
	dx_slice rest = without_cr(row);
	bool literal = !sound(rest, delimiter);
	cell c;
	do {
		if (literal)
			plain_cell(&c, &rest, delimiter);
		else
			(void)next_cell(&c, &rest, delimiter);
		*DX_PUSH(arena, cells) = text_of(&c, arena);
	} while (!c.last);
}

char dx_csv_delimiter(dx_slice header) {
	static const char signs[] = ",\t;|";
	size_t count[sizeof signs] = {0}, best = 0;
	bool inside = false;
	for (size_t i = 0; i < header.len; i++) {
		inside ^= header.ptr[i] == '"';
		const char *sign = inside || !header.ptr[i] ? NULL : strchr(signs, header.ptr[i]);
		if (sign) count[sign - signs]++;
	}
	for (size_t i = 1; i + 1 < sizeof signs; i++) {
		if (count[i] > count[best]) best = i;
	}
	return count[best] ? signs[best] : 0;
}

dx_csv_header dx_csv_header_of(dx_slice line, char delimiter, const dx_fields *fields) {
	dx_slice rest = without_cr(line);
	dx_csv_header header = {0};
	cell c;
	do {
		if (!next_cell(&c, &rest, delimiter)) return (dx_csv_header){0};
		bool is = false;
		for (int part = 0; part < DX_NAMED_COUNT; part++) is |= dx_named_rank(fields, (dx_named)part, c.inner) >= 0;
		header.text |= dx_named_rank(fields, DX_NAMED_TEXT, c.inner) >= 0;
		header.known += is;
		header.columns++;
	} while (!c.last);
	return header;
}
