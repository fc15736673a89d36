/* Networks of chosen modes, weights, signs, filters and times: that no order of records changes them, that days make up
 * values, that a slice is what filters of time give, that crowds are bounded. fixtures/graph has the values. */
#include "graph/graph.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { RECORDS_MAX = 64 };
static const char data[] = "tests/data/network.jsonl", worked[] = "fixtures/graph/sign-subtract/input.jsonl";

static const dixit_graph_options choices[] = {
    {0},
    {.mode = DIXIT_MODE_SPEAKERS},
    {.mode = DIXIT_MODE_SPEAKERS, .silent = true, .normalise = DIXIT_NORMALISE_PROMINENCE},
    {.mode = DIXIT_MODE_SPEAKERS, .tie = DIXIT_TIE_TOGETHER, .normalise = DIXIT_NORMALISE_JACCARD},
    {.mode = DIXIT_MODE_SPEAKERS, .tie = DIXIT_TIE_OBJECTS},
    {.mode = DIXIT_MODE_SPEAKERS, .tie = DIXIT_TIE_OBJECTS, .sign = DIXIT_SIGN_CONGRUENCE},
    {.mode = DIXIT_MODE_SPEAKERS, .tie = DIXIT_TIE_OBJECTS, .sign = DIXIT_SIGN_CONFLICT},
    {.mode = DIXIT_MODE_SPEAKERS,
     .tie = DIXIT_TIE_OBJECTS,
     .sign = DIXIT_SIGN_SUBTRACT,
     .normalise = DIXIT_NORMALISE_COSINE},
    {.mode = DIXIT_MODE_SPEAKERS,
     .tie = DIXIT_TIE_OBJECTS,
     .count = DIXIT_COUNT_WEEK,
     .weight = DIXIT_WEIGHT_ARTICLES,
     .normalise = DIXIT_NORMALISE_AVERAGE},
    {.mode = DIXIT_MODE_SPEAKER_COUNTRY, .weight = DIXIT_WEIGHT_DAYS, .normalise = DIXIT_NORMALISE_ACTIVITY},
    {.mode = DIXIT_MODE_SPEAKER_COUNTRY, .tie = DIXIT_TIE_REPRESENTS},
    {.mode = DIXIT_MODE_SPEAKER_INSTITUTION, .sign = DIXIT_SIGN_SUBTRACT},
    {.mode = DIXIT_MODE_SPEAKER_INSTITUTION, .tie = DIXIT_TIE_REPRESENTS},
    {.mode = DIXIT_MODE_SPEAKER_EVENT},
    {.mode = DIXIT_MODE_COUNTRIES, .count = DIXIT_COUNT_ARTICLE},
    {.mode = DIXIT_MODE_EVENTS, .keep_isolates = true},
    {.top = 12},
    {.backbone = 0.4, .min_statements = 2},
    {.min_weight = 2, .keep_isolates = true, .acts = 1u << DIXIT_SAY},
};
enum { CHOICES = sizeof choices / sizeof *choices };

static size_t load(const char *path, char *lines[RECORDS_MAX]) {
	FILE *in = fopen(path, "rb");
	assert_non_null(in);
	size_t n = 0, cap = 0;
	lines[0] = NULL;
	while (n < RECORDS_MAX - 1 && getline(&lines[n], &cap, in) > 0) {
		lines[++n] = NULL;
		cap = 0;
	}
	free(lines[n]);
	fclose(in);
	return n;
}

static void unload(char *lines[], size_t count) {
	for (size_t i = 0; i < count; i++) free(lines[i]);
}

static void add(dixit_graph *graph, const char *line) {
	dixit_record *record;
	dixit_error error = {0};
	if (dixit_record_parse(&record, line, strlen(line), &error)) fail_msg("%s", error.message);
	assert_int_equal(dixit_graph_add(graph, record, &error), DIXIT_OK);
	dixit_record_free(record);
}

static dixit_graph *chosen(const dixit_graph_options *options) {
	dixit_graph *graph;
	dixit_error error = {0};
	assert_int_equal(dixit_graph_new(&graph, NULL), DIXIT_OK);
	if (dixit_graph_set(graph, options, &error)) fail_msg("%s", error.message);
	return graph;
}

static const dx_network *finished(dixit_graph *graph) {
	dixit_error error = {0};
	if (dixit_graph_finish(graph, &error)) fail_msg("%s", error.message);
	return dx_graph_network(graph);
}

static dixit_graph *made(const char *path, const dixit_graph_options *options) {
	char *lines[RECORDS_MAX];
	size_t n = load(path, lines);
	dixit_graph *graph = chosen(options);
	for (size_t i = 0; i < n; i++) add(graph, lines[i]);
	unload(lines, n);
	return graph;
}

static const dx_edge *edge_of(const dx_network *net, const char *source, const char *target) {
	for (uint32_t i = 0; i < net->edge_count; i++) {
		const dx_edge *e = &net->edges[i];
		if (dx_slice_eq(net->nodes[e->source].key, dx_slice_of(source)) &&
		    dx_slice_eq(net->nodes[e->target].key, dx_slice_of(target))) {
			return e;
		}
	}
	print_error("no edge from %s to %s\n", source, target);
	abort();
}

static void assert_same_days(const dx_edge *p, const dx_edge *q) {
	assert_int_equal(p->day_count, q->day_count);
	for (uint32_t i = 0; i < p->day_count; i++) {
		assert_int_equal(p->days[i].date, q->days[i].date);
		assert_true(p->days[i].value == q->days[i].value);
	}
}

static void assert_same(const dx_network *a, const dx_network *b) {
	assert_int_equal(a->node_count, b->node_count);
	assert_int_equal(a->edge_count, b->edge_count);
	assert_int_equal(a->tie_count, b->tie_count);
	for (uint32_t i = 0; i < a->node_count; i++) {
		const dx_node *p = &a->nodes[i], *q = &b->nodes[i];
		assert_true(dx_slice_eq(p->key, q->key) && dx_slice_eq(p->label, q->label) && dx_slice_eq(p->title, q->title));
		assert_true(p->x == q->x && p->y == q->y && p->statements == q->statements && p->articles == q->articles);
	}
	for (uint32_t i = 0; i < a->edge_count; i++) {
		const dx_edge *p = &a->edges[i], *q = &b->edges[i];
		assert_true(p->source == q->source && p->target == q->target && p->relation == q->relation);
		assert_true(p->value == q->value && p->weight == q->weight && p->sign == q->sign);
		assert_true(p->articles == q->articles && dx_slice_eq(p->evidence, q->evidence));
		assert_same_days(p, q);
	}
	for (uint32_t i = 0; i < a->tie_count; i++) assert_true(dx_slice_eq(a->ties[i].evidence, b->ties[i].evidence));
}

static uint32_t edges_in_any_order(const char *path, const dixit_graph_options *options) {
	char *lines[RECORDS_MAX];
	size_t n = load(path, lines);
	dixit_graph *forth = chosen(options), *back = chosen(options);
	for (size_t i = 0; i < n; i++) add(forth, lines[i]);
	for (size_t i = n; i-- > 0;) add(back, lines[i]);
	for (size_t i = 0; i < n; i += 2) add(back, lines[i]);
	assert_same(finished(forth), finished(back));
	uint32_t edges = dixit_graph_edges(forth);
	dixit_graph_free(forth);
	dixit_graph_free(back);
	unload(lines, n);
	return edges;
}

static void no_order_changes_a_network(void **state) {
	(void)state;
	for (size_t c = 0; c < CHOICES; c++) {
		uint32_t edges = edges_in_any_order(data, &choices[c]) + edges_in_any_order(worked, &choices[c]);
		if (!edges) fail_msg("nothing is tested by choice %zu", c);
	}
}

static void assert_edge_whole(const dx_edge *e, bool dated) {
	double sum = 0;
	assert_true(isfinite(e->value) && e->value > 0 && e->weight > 0 && e->articles > 0 && e->evidence.len > 0);
	for (uint32_t i = 0; i < e->day_count; i++) {
		if (i) assert_true(e->days[i].date > e->days[i - 1].date);
		sum += e->days[i].value;
	}
	if (dated) assert_true(fabs(sum - e->value) < 1e-9 * e->value);
}

static void days_make_up_the_value(void **state) {
	(void)state;
	for (size_t c = 0; c < CHOICES; c++) {
		dixit_graph *graph = made(worked, &choices[c]);
		const dx_network *net = finished(graph);
		for (uint32_t i = 0; i < net->edge_count; i++) assert_edge_whole(&net->edges[i], true);
		dixit_graph_free(graph);
	}
	dixit_graph *graph = made(worked, &(dixit_graph_options){.mode = DIXIT_MODE_SPEAKERS, .tie = DIXIT_TIE_OBJECTS});
	const dx_edge *e = edge_of(finished(graph), "person/ann", "person/bo");
	static const dx_day days[] = {{20240102, 3}, {20240108, 1}, {20240201, 3}};
	assert_same_days(e, &(dx_edge){.days = days, .day_count = 3});
	dixit_graph_free(graph);
}

/* What is signed is left to the sign; what only names has one beside its weight. */
static void edges_have_signs(void **state) {
	(void)state;
	dixit_graph *graph = made(
	    worked,
	    &(dixit_graph_options){.mode = DIXIT_MODE_SPEAKERS, .tie = DIXIT_TIE_OBJECTS, .sign = DIXIT_SIGN_SUBTRACT});
	const dx_network *net = finished(graph);
	assert_false(net->directed);
	assert_int_equal(edge_of(net, "person/ann", "person/bo")->sign, 1);
	assert_int_equal(edge_of(net, "person/ann", "person/cy")->sign, -1);
	assert_int_equal(edge_of(net, "person/bo", "person/cy")->sign, -1);
	dixit_graph_free(graph);
	graph = made(worked, &(dixit_graph_options){.mode = DIXIT_MODE_SPEAKER_INSTITUTION});
	net = finished(graph);
	assert_true(net->directed);
	assert_int_equal(edge_of(net, "person/ann", "organisation/dam")->sign, -1);
	assert_int_equal(edge_of(net, "person/ann", "organisation/pact")->sign, 1);
	assert_int_equal(edge_of(net, "person/cy", "organisation/pact")->sign, -1);
	assert_true(edge_of(net, "person/cy", "organisation/pact")->value == 3);
	dixit_graph_free(graph);
	graph = made(worked, &(dixit_graph_options){.mode = DIXIT_MODE_SPEAKERS});
	assert_int_equal(edge_of(finished(graph), "person/ann", "person/bo")->sign, 0);
	dixit_graph_free(graph);
}

static int sign_of(const char *act, const char *cue, bool negated) {
	char line[1024];
	snprintf(line, sizeof line,
	         "{\"schema\":\"dixit.article/1\",\"id\":\"a\",\"length\":99,\"statements\":[{\"id\":\"s1\",\"kind\":"
	         "\"direct\",\"act\":\"%s\",\"cue\":{\"start\":0,\"end\":%zu,\"text\":\"%s\"},\"negated\":%s,"
	         "\"speakers\":[\"e1\"],\"about\":[\"e2\"]}],\"entities\":[{\"id\":\"e1\",\"type\":\"person\",\"name\":"
	         "\"A\",\"key\":\"a\"},{\"id\":\"e2\",\"type\":\"person\",\"name\":\"B\",\"key\":\"b\"}],\"events\":[]}",
	         act, strlen(cue), cue, negated ? "true" : "false");
	dixit_graph *graph = chosen(&(dixit_graph_options){0});
	add(graph, line);
	int sign = edge_of(finished(graph), "a", "b")->sign;
	dixit_graph_free(graph);
	return sign;
}

static void cues_praise_or_blame(void **state) {
	(void)state;
	assert_int_equal(sign_of("judge", "has praised", false), 1);
	assert_int_equal(sign_of("judge", "Condemned", false), -1);
	assert_int_equal(sign_of("judge", "pay tribute to", false), 1);
	assert_int_equal(sign_of("judge", "lashing out at", false), -1);
	assert_int_equal(sign_of("judge", "praised and condemned", false), 0);
	assert_int_equal(sign_of("judge", "described", false), 0);
	assert_int_equal(sign_of("judge", "criticism", false), -1);
	assert_int_equal(sign_of("judge", "praised", true), 0);
	assert_int_equal(sign_of("deny", "rejected", false), -1);
	assert_int_equal(sign_of("deny", "denied", false), 0);
	assert_int_equal(sign_of("deny", "poured cold water on", false), -1);
	assert_int_equal(sign_of("say", "condemned", false), 0);
	assert_int_equal(sign_of("judge", "", false), 0);
}

static uint32_t edges_of_slice(const char *path, dixit_graph_options options, const char *from, const char *to) {
	dixit_graph *all = made(path, &options), *slice, *again;
	assert_int_equal(dixit_graph_slice(&slice, all, from, to, NULL), DIXIT_OK);
	assert_int_equal(dixit_graph_slice(&again, all, from, to, NULL), DIXIT_OK);
	options.from = from;
	options.to = to;
	dixit_graph *own = made(path, &options);
	assert_same(finished(slice), finished(again));
	assert_same(dx_graph_network(slice), finished(own));
	assert_int_equal(dixit_graph_statements(slice), dixit_graph_statements(own));
	assert_int_equal(dixit_graph_speakers(slice), dixit_graph_speakers(own));
	uint32_t edges = dixit_graph_edges(slice);
	finished(all);
	dixit_graph_free(slice);
	dixit_graph_free(again);
	dixit_graph_free(own);
	dixit_graph_free(all);
	return edges;
}

static void a_slice_is_the_network_of_its_days(void **state) {
	(void)state;
	for (size_t c = 0; c < CHOICES; c++) {
		uint32_t edges = edges_of_slice(data, choices[c], "2024-01-01", "2024-12-31") +
		                 edges_of_slice(data, choices[c], "2024-03-05", "2024-03-09") +
		                 edges_of_slice(worked, choices[c], "2024-01-02", "2024-01-08");
		if (!edges && choices[c].sign != DIXIT_SIGN_CONFLICT) fail_msg("nothing is tested by choice %zu", c);
	}
}

static void a_sliced_graph_takes_no_more(void **state) {
	(void)state;
	dixit_graph *graph = made(data, &choices[0]), *slice;
	dixit_record record = {0};
	char first[11], last[11];
	assert_true(dixit_graph_days(graph, first, last));
	assert_true(strcmp(first, last) < 0);
	assert_int_equal(dixit_graph_slice(&slice, graph, "soon", last, NULL), DIXIT_E_USAGE);
	assert_int_equal(dixit_graph_slice(&slice, graph, last, first, NULL), DIXIT_E_USAGE);
	assert_int_equal(dixit_graph_slice(&slice, graph, first, last, NULL), DIXIT_OK);
	dixit_graph_no_layout(slice);
	assert_true(finished(slice)->node_count > 10);
	dixit_graph_free(slice);
	assert_int_equal(dixit_graph_add(graph, &record, NULL), DIXIT_E_USAGE);
	assert_true(finished(graph)->node_count > 10);
	assert_int_equal(dixit_graph_slice(&slice, graph, first, last, NULL), DIXIT_E_USAGE);
	dixit_graph_free(graph);
}

static void options_must_go_together(void **state) {
	(void)state;
	static const char *const atlantis[] = {"Atlantis"};
	static const dixit_graph_options wrong[] = {
	    {.tie = DIXIT_TIE_OBJECTS},
	    {.normalise = DIXIT_NORMALISE_COSINE},
	    {.sign = DIXIT_SIGN_SUBTRACT},
	    {.mode = DIXIT_MODE_SPEAKERS, .sign = DIXIT_SIGN_CONFLICT},
	    {.mode = DIXIT_MODE_EVENTS, .weight = DIXIT_WEIGHT_DAYS},
	    {.confidence = 2},
	    {.backbone = -1},
	    {.min_weight = HUGE_VAL},
	    {.from = "2024-02-30"},
	    {.from = "2024-02-02", .to = "2024-02-01"},
	    {.countries = {atlantis, 1}},
	    {.mode = (dixit_mode)99},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		dixit_graph *graph;
		dixit_error error = {0};
		assert_int_equal(dixit_graph_new(&graph, NULL), DIXIT_OK);
		assert_int_equal(dixit_graph_set(graph, &wrong[i], &error), DIXIT_E_USAGE);
		assert_true(error.message[0] != 0);
		dixit_graph_free(graph);
	}
	dixit_graph *graph = made(worked, &choices[0]);
	assert_int_equal(dixit_graph_set(graph, &choices[1], NULL), DIXIT_E_USAGE);
	dixit_graph_free(graph);
}

static void assert_title(const dixit_graph_options *options, const char *title) {
	dixit_graph *graph = made(worked, options);
	dx_slice found = finished(graph)->title;
	if (!dx_slice_eq(found, dx_slice_of(title))) fail_msg("'%.*s' is not '%s'", (int)found.len, found.ptr, title);
	dixit_graph_free(graph);
}

static void titles_tell_what_was_asked_for(void **state) {
	(void)state;
	static const char *const countries[] = {"norway", "SE"}, *const persons[] = {"Ann"};
	assert_title(&choices[0], "who spoke, who met");
	assert_title(&(dixit_graph_options){.mode = DIXIT_MODE_SPEAKERS,
	                                    .tie = DIXIT_TIE_OBJECTS,
	                                    .sign = DIXIT_SIGN_SUBTRACT,
	                                    .count = DIXIT_COUNT_WEEK,
	                                    .normalise = DIXIT_NORMALISE_COSINE},
	             "speakers who name the same; congruence less conflict; once a week; normalised: cosine");
	assert_title(
	    &(dixit_graph_options){.mode = DIXIT_MODE_COUNTRIES,
	                           .acts = 1u << DIXIT_JUDGE | 1u << DIXIT_DENY,
	                           .confidence = 0.6F,
	                           .persons = {persons, 1},
	                           .countries = {countries, 2},
	                           .from = "2024-01-01",
	                           .top = 9},
	    "countries whose officials speak of each other; acts: judge deny; confidence from 60 %; by Ann; of Norway, "
	    "Sweden; from 2024-01-01; the 9 weightiest");
}

static void names_of(dixit_graph *graph, uint32_t speaker, const char *object) {
	char line[1024];
	snprintf(
	    line, sizeof line,
	    "{\"schema\":\"dixit.article/1\",\"id\":\"a%u%s\",\"published\":\"2024-01-01\",\"length\":9,\"statements\":"
	    "[{\"id\":\"s1\",\"kind\":\"direct\",\"act\":\"say\",\"speakers\":[\"e1\"],\"about\":[\"e2\"]}],"
	    "\"entities\":[{\"id\":\"e1\",\"type\":\"person\",\"name\":\"P\",\"key\":\"person/%u\"},"
	    "{\"id\":\"e2\",\"type\":\"place\",\"name\":\"%s\",\"key\":\"place/%s\"}],\"events\":[]}",
	    speaker, object, speaker, object, object);
	add(graph, line);
}

/* 3,000 speakers of one thing would be 4.5 million pairs. */
static void what_everybody_names_makes_no_ties(void **state) {
	(void)state;
	dixit_graph *graph = chosen(&(dixit_graph_options){.mode = DIXIT_MODE_SPEAKERS, .tie = DIXIT_TIE_OBJECTS});
	for (uint32_t i = 0; i < 3000; i++) names_of(graph, i, "earth");
	for (uint32_t i = 0; i < 30; i++) names_of(graph, i, "oslo");
	const dx_network *net = finished(graph);
	assert_int_equal(net->edge_count, 30 * 29 / 2);
	assert_non_null(dixit_graph_note(graph, 0));
	assert_non_null(strstr(dixit_graph_note(graph, 0), "2999 nodes"));
	assert_null(dixit_graph_note(graph, 1));
	dixit_graph_free(graph);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_order_changes_a_network),
	    cmocka_unit_test(days_make_up_the_value),
	    cmocka_unit_test(edges_have_signs),
	    cmocka_unit_test(cues_praise_or_blame),
	    cmocka_unit_test(a_slice_is_the_network_of_its_days),
	    cmocka_unit_test(a_sliced_graph_takes_no_more),
	    cmocka_unit_test(options_must_go_together),
	    cmocka_unit_test(what_everybody_names_makes_no_ties),
	    cmocka_unit_test(titles_tell_what_was_asked_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
