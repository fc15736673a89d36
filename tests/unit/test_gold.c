/* Annotated articles of the user's own: both forms give the same statements, and what is wrong in a file is told. */
#include "train/gold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const char brat[] = "fixtures/train/brat", lines[] = "fixtures/train/articles.jsonl";
enum { ARTICLES = 6, STATEMENTS = 19 };

static dx_gold loaded(const char *path) {
	dx_gold gold;
	dx_gold_empty(&gold);
	dx_gold_add(&gold, path);
	return gold;
}

static const dx_gold_article *article_of(const dx_gold *gold, const char *id) {
	for (uint32_t i = 0; i < gold->count; i++) {
		if (dx_slice_eq(gold->items[i].article.id, dx_slice_of(id))) return &gold->items[i];
	}
	fail_msg("there is no article %s", id);
	return NULL;
}

static void assert_words(const dx_gold_article *a, dx_span span, const char *words) {
	dx_slice s = dx_cut(a->article.text, span.start, span.end);
	assert_int_equal(s.len, strlen(words));
	assert_memory_equal(s.ptr, words, s.len);
}

static void assert_same_span(dx_span a, dx_span b) {
	assert_int_equal(a.start, b.start);
	assert_int_equal(a.end, b.end);
}

/* --- the fixtures ----------------------------------------------------------------------------------------------------
 */

static void brat_and_json_lines_give_the_same(void **state) {
	(void)state;
	dx_gold one = loaded(brat), two = loaded(lines);
	uint32_t count = 0;
	assert_int_equal(one.count, ARTICLES);
	assert_int_equal(two.count, ARTICLES);
	for (uint32_t i = 0; i < ARTICLES; i++) {
		const dx_gold_article *a = &one.items[i], *b = &two.items[i];
		assert_true(dx_slice_eq(a->article.id, b->article.id));
		assert_true(dx_slice_eq(a->article.text, b->article.text));
		assert_int_equal(a->text.token_count, b->text.token_count);
		assert_int_equal(a->quote_count, b->quote_count);
		for (uint32_t q = 0; q < a->quote_count; q++, count++) {
			const dx_quote *x = &a->quotes[q], *y = &b->quotes[q];
			assert_same_span(x->cue, y->cue);
			assert_same_span(x->source, y->source);
			assert_int_equal(x->kind, y->kind);
			assert_int_equal(x->speech, y->speech);
			assert_int_equal(x->content_count, y->content_count);
			for (uint32_t k = 0; k < x->content_count; k++) assert_same_span(x->content[k], y->content[k]);
		}
	}
	assert_int_equal(count, STATEMENTS);
	dx_gold_free(&one);
	dx_gold_free(&two);
}

static void relations_link_and_contents_fall_into_pieces(void **state) {
	(void)state;
	dx_gold gold = loaded(brat);
	const dx_gold_article *a = article_of(&gold, "harbour-crane");
	const dx_quote *q = a->quotes;
	assert_int_equal(a->quote_count, 3);
	assert_words(a, q[0].source, "Harbour master Ilse Dørum");
	assert_words(a, q[0].cue, "said");
	assert_int_equal(q[0].content_count, 1);
	assert_int_equal(q[0].kind, DIXIT_INDIRECT);
	assert_int_equal(q[1].content_count, 2);
	assert_words(a, q[1].content[0], "“It has lifted its last container,”");
	assert_words(a, q[1].content[1], "“Nobody wants to stand under it any more.”");
	assert_words(a, q[1].source, "she");
	assert_int_equal(q[1].kind, DIXIT_DIRECT);
	assert_int_equal(q[2].kind, DIXIT_MIXED);
	dx_gold_free(&gold);
}

static void events_link_and_have_several_contents(void **state) {
	(void)state;
	dx_gold gold = loaded(brat);
	const dx_gold_article *a = article_of(&gold, "river-ferry");
	const dx_quote *q = &a->quotes[1];
	assert_int_equal(a->quote_count, 3);
	assert_int_equal(q->content_count, 2);
	assert_words(a, q->content[0], "“We asked for it in every letter,”");
	assert_words(a, q->content[1], "“and every letter came back unopened.”");
	assert_words(a, q->cue, "recalled");
	assert_words(a, a->quotes[2].source, "its budget office");
	dx_gold_free(&gold);
}

static void a_source_may_have_two_cues_and_a_line_end_parts_nothing(void **state) {
	(void)state;
	dx_gold gold = loaded(brat);
	const dx_gold_article *a = article_of(&gold, "school-roof");
	const dx_quote *q = a->quotes;
	assert_int_equal(a->quote_count, 3);
	assert_int_equal(q[0].content_count, 1);
	assert_words(a, q[0].content[0], "the roof had leaked since\nthe first rain of autumn");
	assert_words(a, q[0].cue, "said");
	assert_words(a, q[1].cue, "added");
	assert_same_span(q[0].source, q[1].source);
	assert_int_equal(q[2].kind, DIXIT_MIXED);
	dx_gold_free(&gold);
}

static void contents_without_cue_are_statements(void **state) {
	(void)state;
	dx_gold gold = loaded(brat);
	const dx_gold_article *a = article_of(&gold, "night-train");
	const dx_quote *q = a->quotes;
	assert_int_equal(a->quote_count, 3);
	assert_int_equal(q[0].cue.end + q[0].source.end, 0);
	assert_int_equal(q[0].kind, DIXIT_DIRECT);
	assert_int_equal(q[1].cue.end, 0);
	assert_words(a, q[1].source, "Railway spokesman Jürg Ansbacher");
	assert_words(a, q[2].cue, "found");
	dx_gold_free(&gold);
}

static void cue_and_content_may_both_hang_on_the_source(void **state) {
	(void)state;
	dx_gold gold = loaded(brat);
	const dx_gold_article *a = article_of(&gold, "late-frost");
	assert_int_equal(a->quote_count, 3);
	assert_words(a, a->quotes[1].content[0], "“I open a hive and hear nothing,”");
	assert_words(a, a->quotes[1].cue, "said");
	assert_words(a, a->quotes[1].source, "she");
	dx_gold_free(&gold);
}

static void articles_are_added_and_split(void **state) {
	(void)state;
	dx_gold gold = loaded(brat), held;
	dx_gold_add(&gold, lines);
	assert_int_equal(gold.count, 2 * ARTICLES);
	dx_gold_split(&gold, &held, 5);
	assert_int_equal(held.count, 3);
	assert_int_equal(gold.count, 2 * ARTICLES - 3);
	assert_true(dx_slice_eq(held.items[0].article.id, DX_LIT("harbour-crane")));
	assert_true(dx_slice_eq(held.items[1].article.id, DX_LIT("tunnel-lorry")));
	assert_true(dx_slice_eq(held.items[2].article.id, DX_LIT("school-roof")));
	assert_true(dx_slice_eq(gold.items[0].article.id, DX_LIT("late-frost")));
	assert_words(&held.items[0], held.items[0].quotes[1].cue, "told");
	dx_gold_add(&gold, lines);
	assert_int_equal(gold.count, 3 * ARTICLES - 3);
	dx_gold_free(&held);
	dx_gold_free(&gold);
}

/* --- what is wrong ---------------------------------------------------------------------------------------------------
 */

static char folder[] = "/tmp/dixit-gold-XXXXXX";
static char text_path[64], ann_path[64], json_path[64];

static int set_up(void **state) {
	(void)state;
	if (!mkdtemp(folder)) return -1;
	snprintf(text_path, sizeof text_path, "%s/one.txt", folder);
	snprintf(ann_path, sizeof ann_path, "%s/one.ann", folder);
	snprintf(json_path, sizeof json_path, "%s/one.jsonl", folder);
	return 0;
}

static int clear(void **state) {
	(void)state;
	unlink(text_path);
	unlink(ann_path);
	unlink(json_path);
	return 0;
}

static int tear_down(void **state) {
	(void)state;
	return rmdir(folder);
}

static void put(const char *path, const char *bytes) {
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(bytes, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

/* Adding `path` ends the program, in a child here, with these words on standard error. */
static void assert_stops(const char *path, const char *words) {
	int ends[2], status;
	char said[1024];
	ssize_t n, length = 0;
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		dx_gold gold = loaded(path);
		_exit(gold.count < UINT32_MAX ? 0 : 1);
	}
	close(ends[1]);
	while ((n = read(ends[0], said + length, sizeof said - 1 - (size_t)length)) > 0) length += n;
	close(ends[0]);
	said[length] = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	if (status == 0 || !strstr(said, words)) fail_msg("wanted \"%s\", got \"%s\" and %d", words, said, status);
}

static void assert_ann_stops(const char *ann, const char *words) {
	put(text_path, "Zoë said so.\n");
	put(ann_path, ann);
	assert_stops(folder, words);
}

static void faults_of_brat_files_are_told(void **state) {
	(void)state;
	assert_stops(folder, "no articles");
	put(ann_path, "T1\tCue 4 8\tsaid\n");
	assert_stops(folder, "one.txt: No such file");
	assert_ann_stops("T1\tCue 4 8\tsaid\nT2\tContent 9 99\tso\n",
	                 "one.ann:2: \"9 99\" is no span of a text of 13 code");
	assert_ann_stops("T1\tContent 9 9\tso\n", "one.ann:1: \"9 9\" is no span");
	assert_ann_stops("T1\tContent -9 4\tso\n", "one.ann:1: \"-9 4\" is no span");
	assert_ann_stops("T1\tContent 4 8;\tsaid\n", "one.ann:1: \"\" is no span");
	assert_ann_stops("T1\tContent\n", "one.ann:1: a span without");
	assert_ann_stops("T1\tContent 10 12\tso\n", "one.ann:1: T1 is not what stands there");
	assert_ann_stops("T1\tContent 9 11\tso far\n", "one.ann:1: T1 is not what stands there");
	assert_ann_stops("T1\tContent 9 11\tso\nT1\tCue 4 8\tsaid\n", "one.ann:2: T1 stands twice");
	assert_ann_stops("T1\tContent 9 11\tso\nR1\tSource Arg1:T1 Arg2:T7\n", "one.ann:2: there is no T7");
	assert_ann_stops("E1\tCue:T2 Content:T1\nT1\tContent 9 11\tso\n", "one.ann:1: there is no T2");
	assert_ann_stops("T1\tContent 9 11\tso\nR1\tSource Arg1:T1\n", "one.ann:2: R1 links nothing");
	assert_ann_stops("T1\tContent 9 11\tso\n\nno such line\n", "one.ann:3: not a line of brat's");
	assert_ann_stops("T1\tCue 4 8\tsaid\n", "no span of the type Content");
	put(text_path, "Zo\xEB said so.\n");
	assert_stops(folder, "one.txt: byte 3 is not UTF-8");
	put(text_path, "...\n");
	assert_stops(folder, "without a word");
}

static void faults_of_json_lines_are_told(void **state) {
	(void)state;
	assert_stops(json_path, "one.jsonl: No such file");
	put(json_path, "\n");
	assert_stops(json_path, "one.jsonl: no articles");
	put(json_path, "T1\tCue 4 8\tsaid\n");
	assert_stops(json_path, "one.jsonl:1: not JSON");
	put(json_path,
	    "{\"id\":\"a\",\"text\":\"Zoë said so.\",\"quotes\":[]}\n{\"id\":\"b\",\"text\":\"Zoë said so.\"}\n");
	assert_stops(json_path, "one.jsonl:2: no array \"quotes\"");
	put(json_path, "{\"id\":\"a\",\"text\":\"Zoë said so.\",\"quotes\":[{\"start\":9,\"end\":13}]}\n");
	assert_stops(json_path, "one.jsonl:1: 9 to 13 is no span of a text of 12 code points");
	put(json_path, "{\"id\":\"a\",\"text\":\"Zoë said so.\",\"quotes\":[{\"content\":\"so\"}]}\n");
	assert_stops(json_path, "one.jsonl:1: a span without the numbers");
	put(json_path, "{\"id\":\"a\",\"quotes\":[]}\n");
	assert_stops(json_path, "one.jsonl:1: ");
}

static void an_event_stands_for_its_cue_and_before_its_spans(void **state) {
	(void)state;
	put(text_path, "Zoë said so. Max agreed.\n");
	put(ann_path,
	    "E1\tCue:T2 Content:T1 \nR1\tSource Arg1:E1 Arg2:T3\nT1\tContent 9 11\tso\nT2\tCue 4 8\nT3\tSource 0 3\tZoë\n");
	dx_gold gold = loaded(folder);
	assert_int_equal(gold.items[0].quote_count, 1);
	assert_words(&gold.items[0], gold.items[0].quotes[0].cue, "said");
	assert_words(&gold.items[0], gold.items[0].quotes[0].source, "Zoë");
	dx_gold_free(&gold);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(brat_and_json_lines_give_the_same),
	    cmocka_unit_test(relations_link_and_contents_fall_into_pieces),
	    cmocka_unit_test(events_link_and_have_several_contents),
	    cmocka_unit_test(a_source_may_have_two_cues_and_a_line_end_parts_nothing),
	    cmocka_unit_test(contents_without_cue_are_statements),
	    cmocka_unit_test(cue_and_content_may_both_hang_on_the_source),
	    cmocka_unit_test(articles_are_added_and_split),
	    cmocka_unit_test_teardown(an_event_stands_for_its_cue_and_before_its_spans, clear),
	    cmocka_unit_test_teardown(faults_of_brat_files_are_told, clear),
	    cmocka_unit_test_teardown(faults_of_json_lines_are_told, clear),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
