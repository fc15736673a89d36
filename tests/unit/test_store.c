/* The store as the program uses it: what is taken comes back, what is replaced is gone, what is asked is found. */
#include "base/sha256.h"
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/dixit-unit-XXXXXX";
static char path[64];
static dx_store *store;
static dx_arena arena;

static int set_up(void **state) {
	(void)state;
	memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
	if (!mkdtemp(folder)) return -1;
	snprintf(path, sizeof path, "%s/s.db", folder);
	dx_arena_init(&arena);
	return dx_store_open(&store, path, DX_STORE_CREATE, 1, NULL);
}

static int tear_down(void **state) {
	(void)state;
	dx_store_close(store);
	store = NULL;
	dx_arena_free(&arena);
	unlink(path);
	return rmdir(folder);
}

static bool is(dx_slice s, const char *text) { return s.len == strlen(text) && memcmp(s.ptr, text, s.len) == 0; }

static const char *sum(const char *text) {
	static char hex[DX_SHA256_ROOM];
	dx_sha256(hex, dx_slice_of(text));
	return hex;
}

/* An article in which `who` says `what`. */
typedef struct said {
	const char *id, *path, *day, *who, *what, *same_as;
} said;

static char *line_of(const said *s) {
	char day[16] = "null", same[64] = "";
	if (s->day) snprintf(day, sizeof day, "\"%s\"", s->day);
	if (s->same_as) snprintf(same, sizeof same, ",\"same_as\":\"%s\"", s->same_as);
	char *line = malloc(2048);
	snprintf(
	    line, 2048,
	    "{\"schema\":\"dixit.article/1\",\"id\":\"%s\",\"path\":\"%s\",\"url\":null,\"publisher\":null,\"title\":null,"
	    "\"published\":%s,\"language\":\"en\",\"length\":90,\"sha256\":\"%s\",\"statements\":[{\"id\":\"s1\",\"kind\":"
	    "\"indirect\",\"act\":\"say\",\"content\":[{\"start\":9,\"end\":20,\"text\":\"%s\"}],\"cue\":{\"start\":5,"
	    "\"end\":"
	    "8,\"text\":\"said\"},\"source\":{\"start\":1,\"end\":4,\"text\":\"%s\"},\"speakers\":[\"e1\"],\"for\":[],"
	    "\"addressees\":[],\"about\":[],\"event\":null,\"negated\":false,\"confidence\":0.9,\"by\":\"test\"%s}],"
	    "\"entities\":[{\"id\":\"e1\",\"type\":\"person\",\"name\":\"%s\",\"key\":\"person/%s\",\"aliases\":[\"Mr "
	    "%s\"],"
	    "\"roles\":[],\"country\":null,\"mentions\":[]}],\"events\":[]}\n",
	    s->id, s->path, day, sum(s->what), s->what, s->who, same, s->who, s->who, s->who);
	return line;
}

static void take(const said *s) {
	char *line = line_of(s);
	assert_int_equal(dx_store_take(store, dx_slice_of(s->what), dx_slice_of(line), NULL), DIXIT_OK);
	free(line);
}

static void take_all(const said *list, size_t count) {
	for (size_t i = 0; i < count; i++) take(&list[i]);
	assert_int_equal(dx_store_flush(store, NULL), DIXIT_OK);
}
#define TAKE(...) take_all((const said[]){__VA_ARGS__}, sizeof((const said[]){__VA_ARGS__}) / sizeof(said))

/* The ids of the articles that answer, parted by blanks. */
static const char *answers(const dx_store_question *question) {
	static char ids[256];
	dx_store_hit hit;
	dixit_status status;
	ids[0] = 0;
	assert_int_equal(dx_store_find(store, question, NULL), DIXIT_OK);
	while (!(status = dx_store_answer(store, &hit, NULL))) {
		dixit_record *record;
		assert_int_equal(dixit_record_parse(&record, hit.line.ptr, hit.line.len, NULL), DIXIT_OK);
		snprintf(ids + strlen(ids), sizeof ids - strlen(ids), "%s%.*s", ids[0] ? " " : "", (int)record->id.len,
		         record->id.ptr);
		dixit_record_free(record);
	}
	assert_int_equal(status, DIXIT_END);
	return ids;
}

static uint32_t entities(const char *name) {
	dx_store_list list;
	assert_int_equal(dx_store_entities(store, dx_slice_of(name), &arena, &list, NULL), DIXIT_OK);
	return list.count;
}

/* ------------------------------------------------------------------------------------------------------------------ */

static void what_is_taken_comes_back(void **state) {
	(void)state;
	said s = {"one", "f.jsonl", "2024-01-02", "berg", "it was so", NULL};
	char *line = line_of(&s);
	dx_slice got;
	int64_t number = 0;
	take(&s);
	assert_int_equal(dx_store_next(store, false, &number, &got, NULL), DIXIT_END); /* it waits */
	assert_int_equal(dx_store_flush(store, NULL), DIXIT_OK);
	assert_int_equal(dx_store_next(store, false, &number, &got, NULL), DIXIT_OK);
	line[strlen(line) - 1] = 0;
	assert_true(is(got, line));
	assert_int_equal(dx_store_text(store, number, &got, NULL), DIXIT_OK);
	assert_true(is(got, "it was so"));
	assert_int_equal(dx_store_next(store, false, &number, &got, NULL), DIXIT_END);
	free(line);
}

static void an_article_is_told_by_id_and_place(void **state) {
	(void)state;
	TAKE({"one", "f.jsonl", NULL, "a", "first", NULL}, {"one", "g.jsonl", NULL, "b", "second", NULL},
	     {"x", "d/x.txt", NULL, "c", "third", NULL}, {"x", "e/x.txt", NULL, "c", "fourth", NULL},
	     {"x", "./e/x.txt", NULL, "c", "fifth", NULL}, {"-:3", "-", NULL, "c", "sixth", NULL},
	     {"-:3", "-", NULL, "c", "seventh", NULL}, {"x", "h/x.txt", NULL, "c", "third", NULL});
	assert_int_equal(dx_store_count(store, DX_STORE_NEW), 5);
	assert_int_equal(dx_store_count(store, DX_STORE_REPLACED), 2);
	assert_int_equal(dx_store_count(store, DX_STORE_SAME), 1);
	assert_true(dx_store_has(store, DX_LIT("one"), DX_LIT("h.jsonl"), sum("second")));
	assert_false(dx_store_has(store, DX_LIT("one"), DX_LIT("h.jsonl"), sum("first")));
	assert_true(dx_store_has(store, DX_LIT("x"), DX_LIT("e/x.txt"), sum("fifth")));
	assert_false(dx_store_has(store, DX_LIT("x"), DX_LIT("e/x.txt"), sum("third")));
	assert_int_equal(entities("a"), 0); /* gone with the text that it stood in */
	assert_int_equal(entities("MR. B"), 1);
}

static void days_come_in_order_and_those_without_last(void **state) {
	(void)state;
	TAKE({"c", "f", "2024-03-01", "a", "x", NULL}, {"n", "f", NULL, "a", "x", NULL},
	     {"a", "f", "1999-12-31", "a", "x", NULL}, {"b", "f", "2024-02-29", "a", "x", NULL});
	assert_string_equal(answers(&(dx_store_question){0}), "a b c n");
	assert_string_equal(answers(&(dx_store_question){.latest_first = true}), "c b a n");
	assert_string_equal(answers(&(dx_store_question){.from = 20240229}), "b c");
	assert_string_equal(answers(&(dx_store_question){.to = 20240229, .latest_first = true}), "b a");
}

static void words_and_marks_are_found_together(void **state) {
	(void)state;
	TAKE({"a", "f", NULL, "berg", "the cease fire holds", NULL},
	     {"b", "f", NULL, "berg", "fire at will, then cease", NULL},
	     {"c", "f", NULL, "ek", "Ceásefire talks cease-fire", NULL});
	const char *both[] = {"fire cease"}, *phrase[] = {"\"cease fire\""}, *beginning[] = {"talk*", "ceasefire"},
	           *operator[] = {"cease OR holds"};
	assert_string_equal(answers(&(dx_store_question){.words = both, .word_count = 1}), "a b c");
	assert_string_equal(answers(&(dx_store_question){.words = phrase, .word_count = 1}), "a c");
	assert_string_equal(answers(&(dx_store_question){.words = beginning, .word_count = 2}), "c");
	assert_string_equal(answers(&(dx_store_question){.words = operator, .word_count = 1}), "");
	assert_string_equal(answers(&(dx_store_question){.articles = phrase, .article_count = 1}), "a c");
	assert_true(dx_store_has_words("\"\" a"));
	assert_false(dx_store_has_words(" \"-\" * \"\""));
	dx_store_list ek;
	assert_int_equal(dx_store_entities(store, DX_LIT("EK"), &arena, &ek, NULL), DIXIT_OK);
	dx_store_question by = {.speakers = {&ek.items[0].number, 1}, .words = both, .word_count = 1};
	assert_string_equal(answers(&by), "c");
}

static void a_repeat_comes_once(void **state) {
	(void)state;
	static const said linked[] = {{"a", "f", "2024-01-01", "berg", "it was so", NULL},
	                              {"b", "f", "2024-01-02", "berg", "it was so too", "a#s1"},
	                              {"c", "f", "2024-01-03", "berg", "it was so too", "a#s1"}};
	const char *too[] = {"too"};
	TAKE({"a", "f", "2024-01-01", "berg", "it was so", NULL}, {"b", "f", "2024-01-02", "berg", "it was so too", NULL},
	     {"c", "f", "2024-01-03", "berg", "it was so too", NULL});
	assert_string_equal(answers(&(dx_store_question){0}), "a b c");
	assert_int_equal(dx_store_begin(store, NULL), DIXIT_OK);
	assert_int_equal(dx_store_relink(store, NULL), DIXIT_OK);
	for (int i = 0; i < 3; i++) {
		char *line = line_of(&linked[i]);
		assert_int_equal(dx_store_link(store, i + 1, dx_slice_of(line), NULL), DIXIT_OK);
		free(line);
	}
	assert_int_equal(dx_store_commit(store, NULL), DIXIT_OK);
	assert_string_equal(answers(&(dx_store_question){0}), "a");
	assert_string_equal(answers(&(dx_store_question){.latest_first = true}), "a");
	assert_string_equal(answers(&(dx_store_question){.from = 20240102}), "b");
	assert_string_equal(answers(&(dx_store_question){.words = too, .word_count = 1}), "b");
}

static void names_like_it_come_best_first(void **state) {
	(void)state;
	dx_store_list like;
	TAKE({"a", "f", NULL, "sergei lavrov", "x", NULL}, {"b", "f", NULL, "laverov", "x", NULL},
	     {"c", "f", NULL, "ada berg", "x", NULL});
	assert_int_equal(dx_store_like_entity(store, DX_LIT("Lavrov"), &arena, &like, NULL), DIXIT_OK);
	assert_int_equal(like.count, 2);
	assert_true(is(like.items[0].name, "sergei lavrov"));
	assert_true(is(like.items[1].name, "laverov"));
	assert_int_equal(dx_store_like_entity(store, DX_LIT("zzz"), &arena, &like, NULL), DIXIT_OK);
	assert_int_equal(like.count, 0);
}

static void a_second_writer_waits_and_is_told(void **state) {
	(void)state;
	dx_store *other;
	dixit_error error;
	assert_int_equal(dx_store_begin(store, NULL), DIXIT_OK);
	assert_int_equal(dx_store_open(&other, path, DX_STORE_WRITE, 0, &error), DIXIT_OK);
	assert_int_equal(dx_store_begin(other, &error), DIXIT_E_BUSY);
	assert_string_equal(error.file, path);
	assert_int_equal(dx_store_commit(store, NULL), DIXIT_OK);
	assert_int_equal(dx_store_begin(other, &error), DIXIT_OK);
	dx_store_close(other); /* takes back what it began */
	assert_int_equal(dx_store_begin(store, NULL), DIXIT_OK);
	assert_int_equal(dx_store_commit(store, NULL), DIXIT_OK);
}

static void a_reader_sees_the_store_as_it_was(void **state) {
	(void)state;
	dx_store *reader;
	dx_slice line;
	int64_t number = 0;
	TAKE({"a", "f", NULL, "berg", "x", NULL});
	assert_int_equal(dx_store_open(&reader, path, DX_STORE_READ, 0, NULL), DIXIT_OK);
	TAKE({"b", "f", NULL, "berg", "y", NULL});
	assert_int_equal(dx_store_next(reader, false, &number, &line, NULL), DIXIT_OK);
	assert_int_equal(dx_store_next(reader, false, &number, &line, NULL), DIXIT_END);
	dx_store_close(reader);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	    TEST(what_is_taken_comes_back),
	    TEST(an_article_is_told_by_id_and_place),
	    TEST(days_come_in_order_and_those_without_last),
	    TEST(words_and_marks_are_found_together),
	    TEST(a_repeat_comes_once),
	    TEST(names_like_it_come_best_first),
	    TEST(a_second_writer_waits_and_is_told),
	    TEST(a_reader_sees_the_store_as_it_was),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
