/* Reading items from files, folders and standard input: their order, their form, and that one bad item stops no other.
 */
#include "input/reader.h"

#include <ftw.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char home[PATH_MAX], folder[64];

/* Every test works in an empty folder of its own. */
static int set_up(void **state) {
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/dixit-test-XXXXXX");
	return !getcwd(home, sizeof home) || !mkdtemp(folder) || chdir(folder);
}

static int removed(const char *path, const struct stat *st, int kind, struct FTW *place) {
	(void)st, (void)kind, (void)place;
	return remove(path);
}

static int tear_down(void **state) {
	(void)state;
	if (chdir(home)) return 1;
	return nftw(folder, removed, 8, FTW_DEPTH | FTW_PHYS);
}

static void write_bytes(const char *path, const char *bytes, size_t len) {
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

static void write_file(const char *path, const char *text) { write_bytes(path, text, strlen(text)); }

/* What a reader gives, a line an item: "path:line:form bytes" or "path:line status". Long ones are given as their size.
 */
static const char *items(char *const *paths, size_t count) {
	static char out[4096];
	dx_reader *reader;
	dx_raw raw = {0};
	dixit_error error;
	dixit_status status;
	size_t n = 0;
	out[0] = 0;
	assert_int_equal(dx_reader_new(&reader, paths, count, &error), DIXIT_OK);
	while ((status = dx_reader_next(reader, &raw, &error)) != DIXIT_END) {
		assert_in_range(n, 0, sizeof out - 256);
		size_t room = sizeof out - n;
		if (status) {
			n += (size_t)snprintf(out + n, room, "%s:%d %d\n", error.file, (int)error.line, status);
		} else if (raw.bytes.len > 60) {
			n += (size_t)snprintf(out + n, room, "%s:%d:%d %zu\n", raw.path, (int)raw.line, (int)raw.form,
			                      raw.bytes.len);
		} else {
			n += (size_t)snprintf(out + n, room, "%s:%d:%d %.*s\n", raw.path, (int)raw.line, (int)raw.form,
			                      (int)raw.bytes.len, raw.bytes.ptr);
		}
	}
	assert_int_equal(dx_reader_next(reader, &raw, &error), DIXIT_END);
	dx_raw_free(&raw);
	dx_reader_free(reader);
	return out;
}

static const char *items_of(const char *path) {
	char copy[64];
	snprintf(copy, sizeof copy, "%s", path);
	return items((char *const[]){copy}, 1);
}

static void folders_are_walked_in_the_order_of_their_paths(void **state) {
	(void)state;
	static const char *const files[] = {"d/b.txt",         "d/B.TXT",   "d/a/z.txt",     "d/a.txt",
	                                    "d/a-b.txt",       "d/none",    "d/.hidden.txt", "d/x.html",
	                                    "d/.h/inside.txt", "d/c.jsonl", "d/n.ndjson",    "d/o.json"};
	assert_int_equal(mkdir("d", 0777) | mkdir("d/a", 0777) | mkdir("d/.h", 0777) | mkdir("d/empty", 0777), 0);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		write_file(files[i], strstr(files[i], "json") ? "{}" : "x");
	assert_string_equal(items_of("d//"),
	                    "d/B.TXT:0:0 x\nd/a-b.txt:0:0 x\nd/a.txt:0:0 x\nd/a/z.txt:0:0 x\nd/b.txt:0:0 x\n"
	                    "d/c.jsonl:1:1 {}\nd/n.ndjson:1:1 {}\nd/none:0:0 x\nd/o.json:1:1 {}\nd/x.html:0:0 x\n");
}

static void links_make_no_loop(void **state) {
	(void)state;
	assert_int_equal(mkdir("d", 0777) | mkdir("d/a", 0777), 0);
	write_file("d/a/1.txt", "x");
	assert_int_equal(symlink("..", "d/a/up") | symlink("a", "d/b") | symlink("a/1.txt", "d/z.txt"), 0);
	assert_int_equal(symlink("nowhere", "d/y.txt"), 0);
	assert_string_equal(items_of("d"), "d/a/1.txt:0:0 x\nd/y.txt:0 -2\nd/z.txt:0:0 x\n");
}

static void one_bad_item_stops_no_other(void **state) {
	(void)state;
	assert_int_equal(mkdir("none", 0777), 0);
	write_file("a.txt", "x");
	write_file("empty.txt", "");
	write_file("blank.jsonl", "\n \n");
	write_file("array.json", "[{\"text\":\"x\"}]");
	write_bytes("wide.jsonl", "\xFF\xFE{\0}\0", 6);
	char *const paths[] = {"missing", "empty.txt", "blank.jsonl", "array.json", "wide.jsonl", "none", "a.txt"};
	assert_string_equal(
	    items(paths, sizeof paths / sizeof *paths),
	    "missing:0 -2\nempty.txt:0 -5\nblank.jsonl:0 -5\narray.json:1:1 {\"text\":\"x\"}\nwide.jsonl:0 -3\n"
	    "none:0 -5\na.txt:0:0 x\n");
}

static void json_lines_come_with_their_numbers(void **state) {
	(void)state;
	write_file("a.jsonl", "\xEF\xBB\xBF{\"a\":1}\r\n\n   \nnot json\n{\"b\":2}");
	assert_string_equal(items_of("a.jsonl"), "a.jsonl:1:1 {\"a\":1}\r\na.jsonl:4:1 not json\na.jsonl:5:1 {\"b\":2}\n");
}

static void the_form_is_told_by_the_first_line(void **state) {
	(void)state;
	write_file("lines", "\n {\"a\":1}\n{\"b\":2}\n");
	assert_string_equal(items_of("lines"), "lines:2:1  {\"a\":1}\nlines:3:1 {\"b\":2}\n");
	write_file("text.txt", "{Lomé} He said no.\n{\"a\":1}\n");
	assert_string_equal(items_of("text.txt"), "text.txt:0:0 {Lomé} He said no.\n{\"a\":1}\n\n");
	write_file("whole.json", "{\n \"a\": 1\n}\n");
	assert_string_equal(items_of("whole.json"), "whole.json:0:1 {\n \"a\": 1\n}\n\n");
}

/* A first line longer than the reader's buffer can't be parsed to tell the form. */
static void a_long_first_line_is_json_where_a_key_begins(void **state) {
	(void)state;
	size_t len = 1 << 20;
	char *line = malloc(len);
	assert_non_null(line);
	memset(line, 'a', len);
	snprintf(line, 7, "{\"a\":\"");
	line[6] = 'a';
	snprintf(line + len - 4, 4, "\"}\n");
	write_file("long", line);
	assert_string_equal(items_of("long"), "long:1:1 1048574\n");
	line[1] = 'b';
	write_file("long", line);
	assert_string_equal(items_of("long"), "long:0:0 1048575\n");
	free(line);
}

static void what_is_too_long_is_skipped(void **state) {
	(void)state;
	size_t len = DIXIT_ARTICLE_MAX;
	char *line = malloc(len);
	assert_non_null(line);
	memset(line, 'a', len);
	FILE *f = fopen("a.jsonl", "wb");
	assert_non_null(f);
	fputs("{\"first\":1}\n", f);
	fwrite(line, 1, len, f);
	fputs("a\n{\"third\":1}\n", f);
	fwrite(line, 1, len, f);
	assert_int_equal(fclose(f), 0);
	free(line);
	assert_string_equal(items_of("a.jsonl"), "a.jsonl:1:1 {\"first\":1}\na.jsonl:2 -4\na.jsonl:3:1 {\"third\":1}\n"
	                                         "a.jsonl:4:1 16777216\n");
	write_file("b.txt", "x");
	assert_int_equal(truncate("b.txt", (off_t)1 << 40), 0); /* a sparse file: reading it whole would not end */
	write_file("c.txt", "x");
	char *const paths[] = {"b.txt", "c.txt"};
	assert_string_equal(items(paths, 2), "b.txt:0 -4\nc.txt:0:0 x\n");
}

/* The items of standard input that holds `bytes`, through a pipe. */
static const char *items_of_pipe(const char *bytes) {
	int ends[2], saved = dup(STDIN_FILENO);
	assert_true(saved >= 0);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], bytes, strlen(bytes)), strlen(bytes));
	close(ends[1]);
	assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
	close(ends[0]);
	const char *out = items_of("-");
	assert_int_equal(dup2(saved, STDIN_FILENO), STDIN_FILENO);
	close(saved);
	return out;
}

static void standard_input_is_lines_or_a_text(void **state) {
	(void)state;
	assert_string_equal(items_of_pipe("\n{\"a\":1}\n{bad\n"), "-:2:1 {\"a\":1}\n-:3:1 {bad\n");
	assert_string_equal(items_of_pipe("He said no.\n{\"a\":1}\n"), "-:0:0 He said no.\n{\"a\":1}\n\n");
	assert_string_equal(items_of_pipe(""), "-:0 -5\n");
}

static void progress_counts_all_bytes(void **state) {
	(void)state;
	assert_int_equal(mkdir("d", 0777), 0);
	write_file("d/a.txt", "0123456789");
	write_file("d/b.txt", "");
	write_file("c.jsonl", "{\"a\":1}\n{\"b\":2}\n");
	char *const paths[] = {"d", "missing", "c.jsonl"};
	dx_reader *reader;
	dx_raw raw = {0};
	uint64_t done = 0, total = 0, before = 0;
	assert_int_equal(dx_reader_new(&reader, paths, 3, NULL), DIXIT_OK);
	while (dx_reader_next(reader, &raw, NULL) != DIXIT_END) {
		dx_reader_progress(reader, &done, &total);
		assert_int_equal(total, 26);
		assert_in_range(done, before, total);
		before = done;
	}
	assert_int_equal(done, 26);
	dx_raw_free(&raw);
	dx_reader_free(reader);
	assert_int_equal(dx_reader_new(&reader, (char *const[]){"c.jsonl", "-"}, 2, NULL), DIXIT_OK);
	dx_reader_progress(reader, &done, &total);
	assert_int_equal(total, 0);
	dx_reader_free(reader);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(folders_are_walked_in_the_order_of_their_paths, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(links_make_no_loop, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(one_bad_item_stops_no_other, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(json_lines_come_with_their_numbers, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(the_form_is_told_by_the_first_line, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(a_long_first_line_is_json_where_a_key_begins, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(what_is_too_long_is_skipped, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(standard_input_is_lines_or_a_text, set_up, tear_down),
	    cmocka_unit_test_setup_teardown(progress_counts_all_bytes, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
