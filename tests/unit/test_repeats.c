/* Two statements as words; statements and articles that repeat others. */
#include "base/buf.h"
#include "corpus/alike.h"
#include "corpus/repeats.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static dx_lexicon *lexicon;
static dx_arena arena;

static int start(void **state) {
	(void)state;
	dx_arena_init(&arena);
	return dx_lexicon_new(&lexicon, NULL, NULL) ? -1 : 0;
}

static int end(void **state) {
	(void)state;
	dx_lexicon_free(lexicon);
	dx_arena_free(&arena);
	return 0;
}

static dx_alike compared(const char *a, const char *b, dixit_kind kind) {
	static dx_spoken x, y;
	dx_spoken_start(&x);
	dx_spoken_start(&y);
	dx_spoken_piece(&x, dx_slice_of(a), lexicon, &arena);
	dx_spoken_piece(&y, dx_slice_of(b), lexicon, &arena);
	dx_alike one = dx_spoken_alike(&x, kind, &y, kind), other = dx_spoken_alike(&y, kind, &x, kind);
	assert_int_equal(one.same, other.same);
	assert_int_equal(one.covered, other.covered);
	return one;
}

#define ONE(a, b) assert_true(compared(a, b, DIXIT_DIRECT).same)
#define TWO(a, b) assert_false(compared(a, b, DIXIT_DIRECT).same)

static void what_an_editor_changes(void **state) {
	(void)state;
	ONE("\"We’ll mend the old bridge before the first frost, I promise you that.\"",
	    "“We'll mend the old bridge before the first frost, I promise you that”");
	ONE("The old bridge will be mended before the first frost comes down",
	    "The old bridge will be repaired before the first frost comes down");
	ONE("They sent five boats across the lake and not one came back",
	    "They sent 5 boats across the lake and not one came back");
	ONE("The European Union has promised us a bridge and a road", "The EU has promised us a bridge and a road");
	ONE("The old bridge will ... before the first frost comes down the valley",
	    "The old bridge will be mended by men from the town before the first frost comes down the valley");
	ONE("[The ministry] has promised us a bridge and a road to the harbour",
	    "It has promised us a bridge and a road to the harbour");
	ONE("Café owners and bakers of the old harbour will get their money back",
	    "Cafe owners and bakers of the old harbour will get their money back");
}

static void what_no_editor_changes(void **state) {
	(void)state;
	TWO("We will send 500 men to the northern border before winter",
	    "We will send 300 men to the northern border before winter");
	TWO("The talks in the palace with Norway went on until midnight",
	    "The talks in the palace with Sweden went on until midnight");
	TWO("We will accept the offer that was made to us last week",
	    "We will not accept the offer that was made to us last week");
	TWO("We call on all sides to show restraint and return to the table",
	    "We call on all sides to show restraint and release the four fishermen");
	TWO("Nobody knows where the money of the fund has gone",
	    "Rain is not what the farmers of the valley were waiting for");
	TWO("", "Nobody knows where the money of the fund has gone");
}

static void pieces(void **state) {
	(void)state;
	const char *whole =
	    "The reactor is cold, the pumps are running, and the workers went home to their families before noon. "
	    "Nobody has to leave the town.";
	ONE(whole, "the pumps are running, and the workers went home to their families");
	TWO(whole, "the workers went home");
	assert_false(
	    compared(whole, "the pumps are running, and the workers went home to their families", DIXIT_INDIRECT).same);
	assert_true(compared("the pumps were running and the workers had gone home",
	                     "the pumps were running, and the workers had gone home", DIXIT_INDIRECT)
	                .same);
}

static void endless_repetition_is_bounded(void **state) {
	(void)state;
	dx_buf text = {0};
	for (int i = 0; i < 5000; i++) dx_buf_str(&text, "no bread and no salt and ");
	dx_buf_char(&text, 0);
	assert_false(text.failed);
	ONE(text.ptr, text.ptr);
	dx_buf_free(&text);
}

/* --- records -------------------------------------------------------------------------------------------------------
 */

typedef struct line {
	const char *id, *published, *speaker, *content; /* content NULL: withheld */
} line;

static dixit_record *record_of(const line *l) {
	char json[4096], said[1024] = "";
	size_t len = l->content ? strlen(l->content) : 0;
	if (l->content) snprintf(said, sizeof said, "{\"start\":0,\"end\":%zu,\"text\":\"%s\"}", len, l->content);
	int n = snprintf(
	    json, sizeof json,
	    "{\"schema\":\"dixit.article/1\",\"id\":\"%s\",\"published\":%s%s%s,\"length\":900,\"statements\":"
	    "[{\"id\":\"s1\",\"kind\":\"direct\",\"act\":\"%s\",\"content\":[%s],\"speakers\":[\"e1\"],\"confidence\":0.9,"
	    "\"by\":\"x\"}],\"entities\":[{\"id\":\"e1\",\"type\":\"person\",\"name\":\"%s\",\"key\":\"person/"
	    "%s\"}],\"events\":[]}",
	    l->id, l->published ? "\"" : "", l->published ? l->published : "null", l->published ? "\"" : "",
	    l->content ? "say" : "withhold", said, l->speaker, l->speaker);
	dixit_record *record;
	dixit_error error;
	if (dixit_record_parse(&record, json, (size_t)n, &error)) fail_msg("%s", error.message);
	return record;
}

static dixit_corpus *linked(const line *lines, uint32_t count, bool once) {
	dixit_corpus *corpus;
	dixit_corpus_options options = {.once = once, .without_builtin_roster = true};
	assert_int_equal(dixit_corpus_new(&corpus, &options, NULL), DIXIT_OK);
	for (uint32_t i = 0; i < count; i++) {
		dixit_record *record = record_of(&lines[i]);
		assert_int_equal(dixit_corpus_add(corpus, record, NULL), DIXIT_OK);
		dixit_record_free(record);
	}
	assert_int_equal(dixit_corpus_settle(corpus, NULL), DIXIT_OK);
	return corpus;
}

/* What the statement of line i repeats, as text; "" nothing. */
static char *repeats(dixit_corpus *corpus, const line *l) {
	dixit_record *record = record_of(l), *out;
	assert_int_equal(dixit_corpus_link(&out, corpus, record, NULL), DIXIT_OK);
	dx_slice same = out->statements[0].same_as;
	char *text = strndup(same.len ? same.ptr : "", same.len);
	dixit_record_free(out);
	dixit_record_free(record);
	return text;
}

static void assert_repeats(dixit_corpus *corpus, const line *l, const char *expected) {
	char *got = repeats(corpus, l);
	assert_string_equal(got, expected);
	free(got);
}

#define FLOOD "\\\"The flood took the mill, the school and half of the bridge, and it will come again\\\""

static void the_earliest_is_the_first(void **state) {
	(void)state;
	static const line lines[] = {{"c", NULL, "ann", FLOOD},
	                             {"b", "2024-03-02", "ann", FLOOD},
	                             {"d", "2024-03-01", "ann", FLOOD},
	                             {"a", "2024-03-01", "ben", FLOOD}};
	for (uint32_t from = 0; from < 4; from++) { /* in any order */
		line turned[4];
		for (uint32_t i = 0; i < 4; i++) turned[i] = lines[(i + from) % 4];
		dixit_corpus *corpus = linked(turned, 4, false);
		assert_repeats(corpus, &lines[0], "d#s1");
		assert_repeats(corpus, &lines[1], "d#s1");
		assert_repeats(corpus, &lines[2], "");
		assert_repeats(corpus, &lines[3], "");
		dixit_corpus_free(corpus);
	}
}

static void short_phrases_need_the_day(void **state) {
	(void)state;
	static const line lines[] = {{"a", "2024-03-01", "ann", "\\\"Not today\\\""},
	                             {"b", "2024-03-03", "ann", "\\\"Not today\\\""},
	                             {"c", "2024-03-09", "ann", "\\\"Not today\\\""},
	                             {"d", NULL, "ann", "\\\"Not today\\\""},
	                             {"e", "2024-03-01", "ann", NULL},
	                             {"f", "2024-03-01", "ann", NULL}};
	dixit_corpus *corpus = linked(lines, 6, false);
	assert_repeats(corpus, &lines[1], "a#s1");
	for (int i = 2; i < 6; i++) assert_repeats(corpus, &lines[i], "");
	dixit_corpus_free(corpus);
}

static void once_gives_an_article_once(void **state) {
	(void)state;
	static const line lines[] = {{"a", "2024-03-01", "ann", FLOOD}, {"b", "2024-03-02", "ann", FLOOD}};
	dixit_corpus *corpus = linked(lines, 2, true);
	dixit_record *record = record_of(&lines[0]), *out;
	assert_int_equal(dixit_corpus_link(&out, corpus, record, NULL), DIXIT_OK);
	assert_non_null(out);
	assert_int_equal(out->statements[0].evidence_count, 1);
	const dixit_evidence *e = &out->statements[0].evidence[0];
	assert_true(dx_slice_eq(e->statement, DX_LIT("b#s1")));
	assert_true(dx_slice_eq(e->published, DX_LIT("2024-03-02")));
	assert_int_equal(e->content_count, 1);
	assert_int_equal(e->content[0].end, strlen(FLOOD));
	dixit_record_free(out);
	assert_int_equal(dixit_corpus_link(&out, corpus, record, NULL), DIXIT_OK);
	assert_null(out);
	dixit_record_free(record);
	dixit_corpus_free(corpus);
}

/* Thousands who say the same, and one who says it thousands of times, must not take the square of the time. */
static void boilerplate_is_linear(void **state) {
	(void)state;
	enum { MANY = 6000 };
	char(*names)[48] = calloc(MANY, sizeof *names);
	line *lines = calloc(MANY, sizeof *lines);
	for (uint32_t i = 0; i < MANY; i++) {
		snprintf(names[i], 16, "%05u", i);
		snprintf(names[i] + 16, 16, "p%u", i % 2 ? i : 0);
		lines[i] = (line){names[i], "2024-03-01", names[i] + 16, FLOOD};
	}
	dixit_corpus *corpus = linked(lines, MANY, false);
	assert_repeats(corpus, &lines[2], "00000#s1");
	assert_repeats(corpus, &lines[MANY - 2], "00000#s1");
	assert_repeats(corpus, &lines[MANY - 1], "");
	dixit_corpus_free(corpus);
	free(lines);
	free(names);
}

static uint64_t simhash_of(const dixit_engine *engine, const char *text) {
	dixit_record *record;
	assert_int_equal(dixit_extract(&record, engine, text, strlen(text), NULL, NULL), DIXIT_OK);
	uint64_t hash = strtoull(record->simhash, NULL, 16);
	dixit_record_free(record);
	return hash;
}

static void nearly_equal_articles_nearly_share_the_simhash(void **state) {
	(void)state;
	dixit_engine *engine;
	dx_buf one = {0}, other = {0};
	assert_int_equal(dixit_engine_new(&engine, NULL, NULL, NULL), DIXIT_OK);
	for (int i = 0; i < 120; i++) {
		dx_buf_printf(&one, "The keeper of lock %d saw boat %d and wrote it down. ", i, i * 7);
		dx_buf_printf(&other, "The keeper of lock %d saw boat %d and wrote it down%s. ", i, i * 7,
		              i == 60 ? " twice" : "");
	}
	dx_buf_char(&one, 0);
	dx_buf_char(&other, 0);
	uint64_t a = simhash_of(engine, one.ptr), b = simhash_of(engine, other.ptr);
	uint64_t c =
	    simhash_of(engine, "Rain fell on the market of the old town, and nobody came to buy the last of the plums.");
	assert_true(a && b && c);
	assert_true(__builtin_popcountll(a ^ b) <= 3);
	assert_true(__builtin_popcountll(a ^ c) > 12);
	assert_int_equal(simhash_of(engine, "Rain fell."), 0);
	dx_buf_free(&one);
	dx_buf_free(&other);
	dixit_engine_free(engine);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_an_editor_changes),
	    cmocka_unit_test(what_no_editor_changes),
	    cmocka_unit_test(pieces),
	    cmocka_unit_test(endless_repetition_is_bounded),
	    cmocka_unit_test(the_earliest_is_the_first),
	    cmocka_unit_test(short_phrases_need_the_day),
	    cmocka_unit_test(once_gives_an_article_once),
	    cmocka_unit_test(boilerplate_is_linear),
	    cmocka_unit_test(nearly_equal_articles_nearly_share_the_simhash),
	};
	return cmocka_run_group_tests(tests, start, end);
}
