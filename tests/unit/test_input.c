/* Rows, field names, forms, bytes that are put back, and what of a page is its article. */
#include "article/page.h"
#include "input/bytes.h"
#include "input/csv.h"
#include "input/form.h"
#include "input/unpack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static dx_arena arena;

static int set_up(void **state) {
	(void)state;
	dx_arena_init(&arena);
	return 0;
}

static int tear_down(void **state) {
	(void)state;
	dx_arena_free(&arena);
	return 0;
}

/* The cells of a row with '|' between them. */
static const char *cells_of(const char *row, char delimiter) {
	static char out[256];
	dx_cells cells = {0};
	size_t n = 0;
	dx_csv_cells(&cells, dx_slice_of(row), delimiter, &arena);
	for (uint32_t i = 0; i < cells.count; i++) {
		n += (size_t)snprintf(out + n, sizeof out - n, "%s%.*s", i ? "|" : "", (int)cells.items[i].len,
		                      cells.items[i].ptr);
	}
	return out;
}

static void cells_are_unquoted(void **state) {
	(void)state;
	assert_string_equal(cells_of("a,b,,c", ','), "a|b||c");
	assert_string_equal(cells_of("\"a,\"\"b\"\"\",\"\",\"c\nd\"\r", ','), "a,\"b\"||c\nd");
	assert_string_equal(cells_of("", ','), "");
	assert_string_equal(cells_of("a,", ','), "a|");
	assert_string_equal(cells_of("a\"b\",c", ','), "a\"b\"|c");
	/* marks that make no sense are marks */
	assert_string_equal(cells_of("\"No,\" he said\tx", '\t'), "\"No,\" he said|x");
}

static bool complete(const char *first, const char *second, bool *broken) {
	dx_csv_scan scan = {0};
	bool done = dx_csv_line(&scan, dx_slice_of(first), ',');
	if (!done && second) done = dx_csv_line(&scan, dx_slice_of(second), ',');
	*broken = scan.broken;
	return done;
}

static void rows_go_on_while_a_mark_is_open(void **state) {
	(void)state;
	bool broken;
	assert_true(complete("a,\"b\"", NULL, &broken));
	assert_false(complete("a,\"b", NULL, &broken));
	assert_true(complete("a,\"b", "c\",d\r", &broken));
	assert_false(broken);
	assert_false(complete("a,\"b\"\"", "c\"\"", &broken));
	assert_true(complete("\"a\"b,c", NULL, &broken));
	assert_true(broken);
}

static void headers_know_their_fields(void **state) {
	(void)state;
	const dx_fields own = {{[DX_NAMED_TEXT] = "corpo"}};
	dx_csv_header h = dx_csv_header_of(DX_LIT("ID;\"Publish Date\";Body;x"), ';', NULL);
	assert_int_equal(h.columns, 4);
	assert_int_equal(h.known, 3);
	assert_true(h.text);
	assert_false(dx_csv_header_of(DX_LIT("ID;Body"), ';', &own).text);
	assert_true(dx_csv_header_of(DX_LIT("ID;corpo"), ';', &own).text);
	assert_int_equal(dx_csv_delimiter(DX_LIT("\"a,b,c\"\tb\tc")), '\t');
	assert_int_equal(dx_csv_delimiter(DX_LIT("text")), 0);
	assert_true(dx_named_rank(NULL, DX_NAMED_TEXT, DX_LIT("text")) <
	            dx_named_rank(NULL, DX_NAMED_TEXT, DX_LIT("content")));
	assert_int_equal(dx_named_rank(NULL, DX_NAMED_TEXT, DX_LIT("texts")), -1);
}

static int form_of(const char *path, const char *bytes) {
	dx_form form;
	size_t skip;
	const dx_head head = {path, dx_slice_of(bytes), true};
	return dx_form_tell(&form, &skip, &head, NULL) ? -1 : (int)form;
}

static void forms_are_told_by_the_first_bytes(void **state) {
	(void)state;
	static const struct {
		const char *path, *bytes;
		int form;
	} table[] = {
	    {"a.txt", "He said no.", DX_FORM_TEXT},
	    {"a.txt", "<!-- x --><!DOCTYPE html><p>", DX_FORM_HTML},
	    {"-", "<?xml version='1.0'?>\n<html xmlns='x'>", DX_FORM_HTML},
	    {"a.html", "<div>", DX_FORM_HTML},
	    {"a.html", "No tag at all", DX_FORM_TEXT},
	    {"-", "{\"a\":1}\n", DX_FORM_LINES},
	    {"-", "{\n\"a\":1}\n", DX_FORM_OBJECT},
	    {"a.json", "{\n\"a\":1}\n", DX_FORM_OBJECT},
	    {"-", "[\n{\"a\":1}]", DX_FORM_ARRAY},
	    {"a.txt", "[Updated] He said no.", DX_FORM_TEXT},
	    {"a.json", "{\"n\": 1, \"articles\": [{\"a\":1}]}", DX_FORM_ARRAY},
	    {"a.json", "{\"tags\": [\"x\"], \"text\": \"y\"}", DX_FORM_LINES},
	    {"-", "title,text,date\n", DX_FORM_ROWS},
	    {"-", "He met Ada, Bo, and Cy\n", DX_FORM_TEXT},
	    {"a.csv", "x,y\n", DX_FORM_ROWS},
	    {"-", "WARC/1.0\r\n", DX_FORM_WARC},
	    {"-", "\x1F\x8B\x08", DX_FORM_STREAM},
	    {"a.txt", "PK\3\4", DX_FORM_ARCHIVE},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (form_of(table[i].path, table[i].bytes) != table[i].form) fail_msg("%s: %s", table[i].path, table[i].bytes);
	}
}

typedef struct drip {
	const char *left;
} drip;

/* Two bytes at a time. */
static dixit_status read_drip(void *context, char *to, size_t size, size_t *got, dixit_error *error) {
	(void)error;
	drip *d = context;
	*got = strnlen(d->left, size < 2 ? size : 2);
	memcpy(to, d->left, *got);
	d->left += *got;
	return DIXIT_OK;
}

static void bytes_come_again_where_they_were_put_back(void **state) {
	(void)state;
	drip d = {"one\ntwo\nthree"};
	dx_bytes bytes = {0};
	dx_buf line = {0};
	assert_int_equal(dx_bytes_start(&bytes, read_drip, &d), DIXIT_OK);
	assert_int_equal(dx_bytes_line(&bytes, &line, 10, NULL), DIXIT_OK);
	assert_int_equal(dx_bytes_line(&bytes, &line, 10, NULL), DIXIT_OK);
	assert_int_equal(line.len, 6);
	assert_true(dx_bytes_back(&bytes, DX_LIT("two\n")));
	assert_int_equal(bytes.passed, 4);
	line.len = 0;
	assert_int_equal(dx_bytes_line(&bytes, &line, 10, NULL), DIXIT_OK);
	assert_memory_equal(line.ptr, "two", 3);
	assert_int_equal(dx_bytes_line(&bytes, &line, 5, NULL), DIXIT_E_TOO_LONG);
	assert_int_equal(line.len, 3);
	assert_int_equal(dx_bytes_line(&bytes, &line, 10, NULL), DIXIT_END);
	dx_buf_free(&line);
	dx_bytes_free(&bytes);
}

static void check_page(const char *html, const char *text) {
	dx_page page;
	dixit_status status = dx_page_read(&page, dx_slice_of(html), &arena, NULL);
	assert_int_equal(status, text ? DIXIT_OK : DIXIT_E_EMPTY);
	if (!text) return;
	if (!dx_slice_eq(page.text, dx_slice_of(text))) fail_msg("got: %.*s", (int)page.text.len, page.text.ptr);
}

#define P1 "The minister of transport said on Monday that the ferry to the islands would sail again in May."
#define P2 "The union of the sailors answered that nobody had asked them, and that they would wait for a letter."

static void the_article_of_a_page(void **state) {
	(void)state;
	check_page("<h1>Ferry</h1><p>" P1 "</p><p>" P2 "</p>", "Ferry\n\n" P1 "\n\n" P2);
	check_page("<title>Ferry - Times</title><meta property=og:site_name content=Times><div>" P1 "<br><br>" P2 "</div>",
	           "Ferry\n\n" P1 "\n\n" P2);
	/* entities, soft hyphens, blanks, C1 numbers, and marks of <q> */
	check_page(
	    "<p>He said&nbsp;\n <q>the fer&shy;ry &amp; the &#147;islands&#148;</q> would go on to be what they are to us "
	    "all, &lt;here&gt;.</p>",
	    "He said “the ferry & the “islands”” would go on to be what they are to us all, <here>.");
	check_page("<body><p>" P1 "</p><div class='related-stories'><p>" P2 "</p></div><p>" P1 "</p></body>", P1 "\n\n" P1);
	/* a name that frameworks give to everything hides nothing */
	check_page("<body class=widget><div class='hidden-xs'><p>" P1 "</p></div></body>", P1);
	check_page("<ul><li><a href=x>" P1 "</a></ul>", NULL);
	check_page("", NULL);
}

static void fields_may_hold_markup(void **state) {
	(void)state;
	dx_page page;
	assert_true(dx_page_is_markup(DX_LIT(" <p>a</p>")));
	assert_false(dx_page_is_markup(DX_LIT("<p>a")));
	assert_false(dx_page_is_markup(DX_LIT("He wrote <p>a</p>")));
	assert_int_equal(dx_page_read_piece(&page, DX_LIT("<p>Short.</p><p>No <b>end</b></p>"), &arena, NULL), DIXIT_OK);
	assert_true(dx_slice_eq(page.text, DX_LIT("Short.\n\nNo end")));
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(cells_are_unquoted, set_up, tear_down),
	    cmocka_unit_test(rows_go_on_while_a_mark_is_open),
	    cmocka_unit_test(headers_know_their_fields),
	    cmocka_unit_test(forms_are_told_by_the_first_bytes),
	    cmocka_unit_test(bytes_come_again_where_they_were_put_back),
	    cmocka_unit_test_setup_teardown(the_article_of_a_page, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(fields_may_hold_markup, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
