/* report: steps of time, the nodes that a record's entities and events became, and data that is safe in a page. */
#include "report/report.h"

#include "graph/find.h"
#include "report/when.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/* Keys that the graph changes ('&', control characters), words that would end a script. */
static const char nasty[] =
    "{\"schema\":\"dixit.article/1\",\"id\":\"a&b\",\"published\":\"2024-01-05\",\"length\":99,\"statements\":["
    "{\"id\":\"s1\",\"kind\":\"direct\",\"act\":\"say\",\"content\":[{\"start\":4,\"end\":19,"
    "\"text\":\"</"
    "script>\\u2028&\\u2029<!--\"}],\"speakers\":[\"e1\"],\"about\":[\"e2\"],\"event\":\"v1\"}],\"entities\":["
    "{\"id\":\"e1\",\"type\":\"person\",\"name\":\"A & <B>\",\"key\":\"person/a & <b>\"},"
    "{\"id\":\"e2\",\"type\":\"group\",\"name\":\"C\\u0001D\",\"key\":\"group/c\\u0001d\"},"
    "{\"id\":\"e3\",\"type\":\"place\",\"name\":\"Here\",\"key\":\"place/here\"}],\"events\":["
    "{\"id\":\"v1\",\"type\":\"meeting\",\"participants\":[\"e1\",\"e2\"],\"place\":\"e3\",\"date\":\"2024-01-04\","
    "\"start\":0,\"end\":3,\"text\":\"<b>\"}]}";

static void add(dixit_graph *graph, dx_report *report, dx_slice *keys) {
	dixit_record *record;
	dixit_error error = {0};
	if (dixit_record_parse(&record, nasty, strlen(nasty), &error)) fail_msg("%s", error.message);
	assert_int_equal(dixit_graph_add(graph, record, &error), DIXIT_OK);
	assert_int_equal(dx_report_add(report, graph, record, &error), DIXIT_OK);
	if (keys) assert_int_equal(dx_graph_keys(graph, record, keys, keys + record->entity_count, &error), DIXIT_OK);
	dixit_record_free(record);
}

static void steps_cover_days_weeks_months_years(void **state) {
	const struct {
		const char *first, *last, *date;
		dx_step step;
		int64_t wanted;
	} rows[] = {
	    {"2024-02-28", "2024-03-01", "2024-03-01", DX_STEP_DAY, 2},  /* a leap year */
	    {"2023-02-28", "2023-03-01", "2023-03-01", DX_STEP_DAY, 1},  /* none */
	    {"2024-01-01", "2024-03-02", "2024-03-02", DX_STEP_DAY, 61}, /* the last span that is told by days */
	    {"2024-01-01", "2024-03-03", "2024-01-08", DX_STEP_WEEK, 1}, /* from Monday to Monday */
	    {"2024-01-07", "2024-04-30", "2024-01-08", DX_STEP_WEEK, 1}, /* Sunday, then Monday */
	    {"2020-12-31", "2024-01-01", "2021-01-01", DX_STEP_MONTH, 1},
	    {"1999-12-31", "2024-01-01", "2000-01-01", DX_STEP_YEAR, 1},
	    {"2024-01-05", "2024-01-09", "2024-01-04", DX_STEP_DAY, -1},
	    {"2024-01-05", "2024-01-09", "", DX_STEP_DAY, -1},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		dx_when when;
		assert_true(dx_when_init(&when, dx_slice_of(rows[i].first), dx_slice_of(rows[i].last)));
		assert_int_equal(when.step, rows[i].step);
		assert_int_equal(dx_when_step(&when, dx_slice_of(rows[i].date)), rows[i].wanted);
	}
	dx_when when;
	assert_false(dx_when_init(&when, dx_slice_of(""), dx_slice_of("")));
}

static void keys_are_those_of_the_nodes(void **state) {
	dixit_graph *graph;
	dx_report *report;
	dx_slice keys[4];
	dixit_error error;
	(void)state;
	assert_int_equal(dixit_graph_new(&graph, NULL), DIXIT_OK);
	assert_int_equal(dx_report_new(&report, (dx_report_limits){9, 9}, NULL), DIXIT_OK);
	add(graph, report, keys);
	uint32_t before = dixit_graph_nodes(graph);
	assert_int_equal(before, 0);
	assert_int_equal(dixit_graph_finish(graph, &error), DIXIT_OK);
	const dx_network *net = dx_graph_network(graph);
	assert_int_equal(net->node_count, 4);
	bool found[4] = {0};
	for (int i = 0; i < 4; i++) {
		int64_t node = dx_network_find(net, keys[i]);
		assert_in_range(node, 0, 3);
		assert_false(found[node]);
		found[node] = true;
	}
	assert_int_equal(net->nodes[dx_network_find(net, keys[3])].kind, DX_KIND_EVENTS + DIXIT_MEETING);
	assert_int_equal(dx_network_find(net, dx_slice_of("person/nobody")), -1);
	assert_int_equal(dx_graph_keys(graph, NULL, NULL, NULL, &error), DIXIT_E_USAGE);
	dx_report_free(report);
	dixit_graph_free(graph);
}

static char *page_of(uint32_t times) {
	char path[] = "/tmp/dixit-report-XXXXXX";
	int fd = mkstemp(path);
	dixit_graph *graph;
	dx_report *report;
	dx_report_words words = {0};
	dixit_error error = {0};
	assert_int_equal(dx_lexicon_new((dx_lexicon **)&words.lexicon, NULL, &error), DIXIT_OK);
	assert_int_equal(dx_article_patterns_new((dx_article_patterns **)&words.patterns, words.lexicon, &error), DIXIT_OK);
	assert_int_equal(dixit_graph_new(&graph, NULL), DIXIT_OK);
	assert_int_equal(dx_report_new(&report, (dx_report_limits){9, 9}, NULL), DIXIT_OK);
	for (uint32_t i = 0; i < times; i++) add(graph, report, NULL);
	assert_int_equal(dx_report_choose(report, graph, &error), DIXIT_E_USAGE);
	assert_int_equal(dixit_graph_finish(graph, &error), DIXIT_OK);
	assert_int_equal(dx_report_choose(report, graph, &error), DIXIT_OK);
	assert_int_equal(dx_report_quote(report, &words, NULL, 0, &error), DIXIT_OK);
	assert_int_equal(dx_report_write(report, words.lexicon, path, &error), DIXIT_OK);
	close(fd);
	FILE *file = fopen(path, "rb");
	char *page = calloc(1, 1 << 20);
	assert_non_null(file);
	assert_in_range(fread(page, 1, (1 << 20) - 1, file), 1, (1 << 20) - 2);
	fclose(file);
	unlink(path);
	dx_report_free(report);
	dixit_graph_free(graph);
	dx_article_patterns_free((dx_article_patterns *)words.patterns);
	dx_lexicon_free((dx_lexicon *)words.lexicon);
	return page;
}

static void data_cannot_leave_its_element(void **state) {
	char *page = page_of(1), *data = strstr(page, "id=\"data\">");
	(void)state;
	assert_non_null(data);
	data += strlen("id=\"data\">");
	size_t len = strcspn(data, "<>&");
	assert_true(strncmp(data + len, "</script>", 9) == 0);
	data[len] = 0;
	assert_null(strstr(data, "\xE2\x80\xA8"));
	assert_null(strstr(data, "\xE2\x80\xA9"));
	assert_non_null(strstr(data, "\\u003c/script\\u003e\\u2028\\u0026\\u2029\\u003c!--"));
	assert_int_equal(data[0], '{');
	assert_int_equal(data[len - 1], '}');
	free(page);
}

static void an_article_that_comes_twice_counts_once(void **state) {
	char *once = page_of(1), *twice = page_of(2);
	(void)state;
	assert_string_equal(once, twice);
	free(once);
	free(twice);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(steps_cover_days_weeks_months_years),
	    cmocka_unit_test(keys_are_those_of_the_nodes),
	    cmocka_unit_test(data_cannot_leave_its_element),
	    cmocka_unit_test(an_article_that_comes_twice_counts_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
