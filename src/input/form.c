#include "input/form.h"

#include "base/error.h"
#include "input/csv.h"
#include "input/unpack.h"
#include "input/walk.h"
#include <jansson.h>

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

static dx_slice without_blanks(dx_slice s) {
	while (s.len && is_blank(s.ptr[0])) s = (dx_slice){s.ptr + 1, s.len - 1};
	while (s.len && is_blank(s.ptr[s.len - 1])) s.len--;
	return s;
}

static bool begins(dx_slice s, const char *with) {
	size_t n = strlen(with);
	return s.len >= n && !strncasecmp(s.ptr, with, n);
}

/* The first line that is not blank, as far as it is there. *whole: all of it. */
static dx_slice first_line(dx_slice rest, bool *whole) {
	while (rest.len && is_blank(rest.ptr[0])) rest = (dx_slice){rest.ptr + 1, rest.len - 1};
	const char *lf = rest.len ? memchr(rest.ptr, '\n', rest.len) : NULL;
	*whole |= lf != NULL;
	if (lf) rest.len = (size_t)(lf - rest.ptr);
	return without_blanks(rest);
}

/* A text may begin with a brace too; so the line must read as an object. One longer than the buffer can't be read here:
 * then a quotation mark behind the brace must do. */
static bool reads_as_object(dx_slice line, bool whole) {
	if (!whole) {
		dx_slice inner = without_blanks((dx_slice){line.ptr + 1, line.len - 1});
		return inner.len && inner.ptr[0] == '"';
	}
	json_t *root = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, NULL);
	bool object = json_is_object(root);
	json_decref(root);
	return object;
}

static bool in_units(dx_slice s) {
	return s.len >= 2 && (!memcmp(s.ptr, "\xFF\xFE", 2) || !memcmp(s.ptr, "\xFE\xFF", 2));
}

/* "[" and a brace behind it: in a text the bracket has words behind it. */
static bool opens_array(dx_slice s) {
	s = without_blanks(s);
	if (!s.len || s.ptr[0] != '[') return false;
	s = without_blanks((dx_slice){s.ptr + 1, s.len - 1});
	return s.len && s.ptr[0] == '{';
}

/* {"articles": [ … as the answers of GDELT, NewsAPI and others are written: offset of the bracket, or 0. */
static size_t array_inside(dx_slice s) {
	static const char *const names[] = {"articles", "stories", "results", "news", "data",
	                                    "items",    "docs",    "hits",    NULL};
	enum { NEAR = 4096 };
	size_t near = s.len < NEAR ? s.len : NEAR;
	for (size_t i = 0; i + 1 < near; i++) {
		if (s.ptr[i] != '[') continue;
		dx_slice before = without_blanks((dx_slice){s.ptr, i});
		if (!before.len || before.ptr[before.len - 1] != ':') return 0;
		before.len--;
		before = without_blanks(before);
		for (const char *const *name = names; *name; name++) {
			size_t n = strlen(*name) + 2;
			const char *at = before.ptr + before.len - n;
			bool same = before.len > n && at[0] == '"' && at[n - 1] == '"' && !memcmp(at + 1, *name, n - 2);
			if (same && opens_array((dx_slice){s.ptr + i, s.len - i})) return i;
		}
		return 0;
	}
	return 0;
}

/* Past comments, the XML declaration and blanks, up to the first element. */
static bool is_page(dx_slice s, bool named) {
	static const char *const openings[] = {"<!doctype html", "<html",    "<head",   "<body", "<title",
	                                       "<meta",          "<article", "<script", NULL};
	for (;;) {
		s = without_blanks(s);
		const char *end = begins(s, "<!--") ? "-->" : begins(s, "<?") ? "?>" : NULL;
		const char *at = end ? memmem(s.ptr, s.len, end, strlen(end)) : NULL;
		if (!at) break;
		s = (dx_slice){at + strlen(end), s.len - (size_t)(at - s.ptr) - strlen(end)};
	}
	for (const char *const *o = openings; *o; o++) {
		if (begins(s, *o)) return true;
	}
	return named && s.len && s.ptr[0] == '<';
}

static dixit_status tell_json(dx_form *form, size_t *skip, const dx_head *head, dixit_error *error) {
	static const char *const whole_endings[] = {".json", NULL};
	bool named = dx_walk_has_ending(head->path, dx_walk_json_endings), whole = head->whole;
	dx_slice start = {head->bytes.ptr + *skip, head->bytes.len - *skip}, line = first_line(start, &whole);
	bool brace = line.len && line.ptr[0] == '{', input = !strcmp(head->path, "-");
	if (named && in_units(head->bytes)) return dx_fail(error, DIXIT_E_FORMAT, "JSON in UTF-16; UTF-8 is needed");
	size_t inside = brace && (named || input) ? array_inside(start) : 0;
	bool several = brace && whole && line.ptr[line.len - 1] != '}';
	if (inside || opens_array(start) || (named && line.len && line.ptr[0] == '[' && begins(line, "[]"))) {
		*form = DX_FORM_ARRAY;
		*skip += inside;
	} else if (several && ((named && dx_walk_has_ending(head->path, whole_endings)) || (input && line.len == 1))) {
		*form = DX_FORM_OBJECT;
	} else if (named || (brace && (input || reads_as_object(line, whole)))) {
		*form = DX_FORM_LINES;
	}
	return DIXIT_OK;
}

static dixit_status tell_rows(dx_form *form, const dx_head *head, size_t skip, dixit_error *error) {
	enum { HEADER_MAX = 4096 };
	bool named = dx_walk_has_ending(head->path, dx_walk_table_endings), whole = head->whole;
	if (named && in_units(head->bytes)) return dx_fail(error, DIXIT_E_FORMAT, "a table in UTF-16; UTF-8 is needed");
	dx_slice line = first_line((dx_slice){head->bytes.ptr + skip, head->bytes.len - skip}, &whole);
	char delimiter = whole && line.len <= HEADER_MAX ? dx_csv_delimiter(line) : 0;
	if (named || (delimiter && dx_csv_header_of(line, delimiter, NULL).known >= 2)) *form = DX_FORM_ROWS;
	return DIXIT_OK;
}

dixit_status dx_form_tell(dx_form *form, size_t *skip, const dx_head *head, dixit_error *error) {
	dx_packing packing = dx_packing_of(head->bytes);
	dx_slice s = head->bytes;
	*skip = 0;
	*form = packing == DX_PACKED_STREAM ? DX_FORM_STREAM : DX_FORM_ARCHIVE;
	if (packing) return DIXIT_OK;
	size_t mark = s.len >= 3 && !memcmp(s.ptr, "\xEF\xBB\xBF", 3) ? 3 : 0;
	bool page_named = dx_walk_has_ending(head->path, dx_walk_page_endings);
	*form = DX_FORM_TEXT;
	if (begins(s, "WARC/")) {
		*form = DX_FORM_WARC;
	} else if (page_named && in_units(s)) {
		*form = DX_FORM_HTML;
	} else if (is_page((dx_slice){s.ptr + mark, s.len - mark}, page_named)) {
		*form = DX_FORM_HTML;
	}
	*skip = mark;
	dixit_status status = *form ? DIXIT_OK : tell_json(form, skip, head, error);
	if (!status && !*form) status = tell_rows(form, head, mark, error);
	/* Decoding wants to see the mark. */
	if (*form == DX_FORM_TEXT || *form == DX_FORM_HTML) *skip = 0;
	return status;
}
