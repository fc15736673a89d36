/* The library as its callers see it: one article, many articles, errors, threads. */
#include "dixit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static dixit_engine *engine;
static char folder[] = "/tmp/dixit-unit-XXXXXX";
static char many[64];

enum { ARTICLES = 120, BAD_EVERY = 7 };

/* JSON Lines where every seventh line is broken and every fiftieth article is long. */
static int set_up(void **state) {
	(void)state;
	if (dixit_engine_new(&engine, NULL, NULL, NULL) || !mkdtemp(folder)) return -1;
	snprintf(many, sizeof many, "%s/many.jsonl", folder);
	FILE *f = fopen(many, "w");
	if (!f) return -1;
	for (int i = 1; i <= ARTICLES; i++) {
		if (i % BAD_EVERY == 0) {
			fprintf(f, "{\"id\":\"%d\",\"text\":\n", i);
			continue;
		}
		fprintf(f, "{\"id\":\"%d\",\"text\":\"", i);
		for (int k = i % 50 ? 1 : 400; k > 0; k--) fputs("The minister said on Monday that it was so. ", f);
		fputs("\"}\n", f);
	}
	return fclose(f);
}

static int tear_down(void **state) {
	(void)state;
	dixit_engine_free(engine);
	unlink(many);
	return rmdir(folder);
}

static bool is(dixit_slice s, const char *text) { return s.len == strlen(text) && memcmp(s.ptr, text, s.len) == 0; }

/* --- one article ----------------------------------------------------------------------------------------------- */

static void record_outlives_text_and_meta(void **state) {
	(void)state;
	char *text = strdup("“It is so,” Prime Minister Ada Berg said."), *title = strdup("A title");
	dixit_meta meta = {.id = "one", .title = title, .published = "2024-02-29", .language = "en"};
	dixit_record *record;
	assert_int_equal(dixit_extract(&record, engine, text, strlen(text), &meta, NULL), DIXIT_OK);
	memset(text, '#', strlen(text));
	memset(title, '#', strlen(title));
	free(text);
	free(title);
	assert_true(is(record->id, "one"));
	assert_true(is(record->title, "A title"));
	assert_true(is(record->published, "2024-02-29"));
	assert_int_equal(record->length, 41);
	assert_int_equal(record->statement_count, 1);
	assert_int_equal(record->statements[0].content_count, 1);
	assert_true(is(record->statements[0].content[0].text, "“It is so,”"));
	assert_int_equal(record->statements[0].content[0].end, 11);
	dixit_record_free(record);
}

static void ill_formed_bytes_are_replacement_characters(void **state) {
	(void)state;
	static const char text[] = "The minister \xff said that \xe2\x80 it was so.";
	dixit_record *record;
	assert_int_equal(dixit_extract(&record, engine, text, sizeof text - 1, NULL, NULL), DIXIT_OK);
	assert_int_equal(record->length, 37);
	dixit_record_free(record);
}

static void what_cannot_be_an_article_is_an_error(void **state) {
	(void)state;
	dixit_record *record = (dixit_record *)folder;
	dixit_error error;
	assert_int_equal(dixit_extract(&record, engine, "x", (size_t)DIXIT_ARTICLE_MAX + 1, NULL, &error),
	                 DIXIT_E_TOO_LONG);
	assert_null(record);
	assert_int_equal(dixit_extract(&record, engine, "", 0, NULL, &error), DIXIT_E_EMPTY);
	dixit_meta meta = {.published = "29.2.2024", .path = "somewhere"};
	assert_int_equal(dixit_extract(&record, engine, "x y", 3, &meta, &error), DIXIT_E_USAGE);
	meta.published = NULL;
	assert_int_equal(dixit_extract(&record, engine, "", 0, &meta, &error), DIXIT_E_EMPTY);
	assert_string_equal(error.file, "somewhere");
	assert_null(record);
}

static void missing_lexicon_folder_is_an_error(void **state) {
	(void)state;
	dixit_engine *none;
	dixit_error error;
	assert_int_equal(dixit_engine_new(&none, "/nonexistent", NULL, &error), DIXIT_E_USAGE);
	assert_null(none);
	assert_string_equal(error.file, "/nonexistent");
	dixit_engine_free(NULL);
	dixit_record_free(NULL);
}

/* --- many articles --------------------------------------------------------------------------------------------- */

typedef struct seen {
	char *bytes;
	size_t len;
	FILE *stream;
	uint64_t records, failures, progress, last_done, total;
	uint64_t stop_at; /* record number that the receiver refuses, 0: none */
	bool ordered;
} seen;

static dixit_status on_record(void *context, const dixit_record *record, const char *json, size_t length) {
	seen *s = context;
	if (++s->records == s->stop_at) return DIXIT_E_IO;
	fwrite(json, 1, length, s->stream);
	char id[16];
	snprintf(id, sizeof id, "%d", (int)(s->records + s->failures));
	s->ordered = s->ordered && is(record->id, id);
	return DIXIT_OK;
}

static void on_failure(void *context, const dixit_error *error) {
	seen *s = context;
	s->failures++;
	s->ordered = s->ordered && error->line == s->records + s->failures && !strcmp(error->file, many);
	fprintf(s->stream, "%s\n", error->message);
}

static void on_progress(void *context, uint64_t articles, uint64_t done, uint64_t total) {
	seen *s = context;
	s->progress++;
	s->ordered = s->ordered && articles == s->progress && done >= s->last_done;
	s->last_done = done;
	s->total = total;
}

static dixit_status run(seen *s, unsigned threads, uint64_t stop_at) {
	*s = (seen){.ordered = true, .stop_at = stop_at};
	s->stream = open_memstream(&s->bytes, &s->len);
	char *paths[] = {many};
	dixit_sink sink = {.context = s, .record = on_record, .failure = on_failure, .progress = on_progress};
	dixit_error error;
	dixit_status status = dixit_run(engine, paths, 1, threads, &sink, &error);
	fclose(s->stream);
	return status;
}

static void any_number_of_threads_gives_the_same_bytes_in_order(void **state) {
	(void)state;
	seen one, more;
	assert_int_equal(run(&one, 1, 0), DIXIT_OK);
	assert_true(one.ordered);
	assert_int_equal(one.failures, ARTICLES / BAD_EVERY);
	assert_int_equal(one.records, ARTICLES - ARTICLES / BAD_EVERY);
	assert_int_equal(one.progress, ARTICLES);
	assert_int_equal(one.last_done, one.total);
	static const unsigned threads[] = {0, 2, 3, 16, 1000};
	for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
		assert_int_equal(run(&more, threads[i], 0), DIXIT_OK);
		assert_true(more.ordered);
		assert_int_equal(more.len, one.len);
		assert_memory_equal(more.bytes, one.bytes, one.len);
		free(more.bytes);
	}
	free(one.bytes);
}

static void receiver_can_stop_the_run(void **state) {
	(void)state;
	for (unsigned threads = 1; threads <= 4; threads++) {
		seen s;
		assert_int_equal(run(&s, threads, 20), DIXIT_E_IO);
		assert_int_equal(s.records, 20);
		assert_true(s.ordered);
		free(s.bytes);
	}
}

static void missing_file_is_a_failure_of_one_article(void **state) {
	(void)state;
	seen s = {.ordered = true};
	s.stream = open_memstream(&s.bytes, &s.len);
	char *paths[] = {"/nonexistent/x.txt", many};
	dixit_sink sink = {.context = &s, .record = on_record, .failure = on_failure};
	dixit_error error;
	assert_int_equal(dixit_run(engine, paths, 2, 2, &sink, &error), DIXIT_OK);
	assert_int_equal(s.failures, ARTICLES / BAD_EVERY + 1);
	fclose(s.stream);
	free(s.bytes);
	assert_int_equal(dixit_run(engine, paths, 0, 1, &sink, &error), DIXIT_E_USAGE);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(record_outlives_text_and_meta),
	    cmocka_unit_test(ill_formed_bytes_are_replacement_characters),
	    cmocka_unit_test(what_cannot_be_an_article_is_an_error),
	    cmocka_unit_test(missing_lexicon_folder_is_an_error),
	    cmocka_unit_test(any_number_of_threads_gives_the_same_bytes_in_order),
	    cmocka_unit_test(receiver_can_stop_the_run),
	    cmocka_unit_test(missing_file_is_a_failure_of_one_article),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
