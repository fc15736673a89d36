/* The network: who is tied to whom by what, and that neither order nor repetition of records changes it. */
#include "graph/graph.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#ifndef TEST_DATA
#define TEST_DATA "tests/data"
#endif

enum { RECORDS_MAX = 64 };

/* One record; %s: id, day, statements, entities, events. */
#define RECORD                                                                                                         \
	"{\"schema\":\"dixit.article/1\",\"id\":\"%s\",\"published\":\"%s\",\"length\":99,\"statements\":[%s],"            \
	"\"entities\":[%s],\"events\":[%s]}"
#define SAID "\"kind\":\"direct\",\"act\":\"say\""
#define PERSON(n, name) "{\"id\":\"e" #n "\",\"type\":\"person\",\"name\":\"" name "\",\"key\":\"person/" name "\"}"
#define SPEAKS "{\"id\":\"s1\"," SAID ",\"speakers\":[\"e1\"],\"about\":[\"e2\"]}"

static void add(dixit_graph *graph, const char *line) {
	dixit_record *record;
	dixit_error error = {0};
	if (dixit_record_parse(&record, line, strlen(line), &error)) fail_msg("%s", error.message);
	assert_int_equal(dixit_graph_add(graph, record, &error), DIXIT_OK);
	dixit_record_free(record);
}

static void add_record(dixit_graph *graph, const char *id, const char *day, const char *const parts[3]) {
	char line[8192];
	assert_true(snprintf(line, sizeof line, RECORD, id, day, parts[0], parts[1], parts[2]) < (int)sizeof line);
	add(graph, line);
}

static dixit_graph *fresh(void) {
	dixit_graph *graph;
	assert_int_equal(dixit_graph_new(&graph, NULL), DIXIT_OK);
	return graph;
}

static const dx_network *finished(dixit_graph *graph) {
	dixit_error error = {0};
	if (dixit_graph_finish(graph, &error)) fail_msg("%s", error.message);
	const dx_network *net = dx_graph_network(graph);
	assert_int_equal(net->node_count, dixit_graph_nodes(graph));
	assert_int_equal(net->edge_count, dixit_graph_edges(graph));
	return net;
}

static const dx_node *node_of(const dx_network *net, const char *key) {
	for (uint32_t i = 0; i < net->node_count; i++) {
		if (dx_slice_eq(net->nodes[i].key, dx_slice_of(key))) return &net->nodes[i];
	}
	return NULL;
}

/* One that must be there. */
static const dx_node *sure_node(const dx_network *net, const char *key) {
	const dx_node *node = node_of(net, key);
	if (!node) {
		print_error("no node %s\n", key);
		abort();
	}
	return node;
}

static const dx_edge *edge_of(const dx_network *net, const char *source, dx_relation relation, const char *target) {
	for (uint32_t i = 0; i < net->edge_count; i++) {
		const dx_edge *e = &net->edges[i];
		if (e->relation == relation && dx_slice_eq(net->nodes[e->source].key, dx_slice_of(source)) &&
		    dx_slice_eq(net->nodes[e->target].key, dx_slice_of(target))) {
			return e;
		}
	}
	return NULL;
}

static void assert_slice(dx_slice slice, const char *text) {
	if (!dx_slice_eq(slice, dx_slice_of(text))) fail_msg("'%.*s' is not '%s'", (int)slice.len, slice.ptr, text);
}

static size_t load(char *lines[RECORDS_MAX]) {
	FILE *in = fopen(TEST_DATA "/network.jsonl", "rb");
	assert_non_null(in);
	size_t n = 0, cap = 0;
	lines[0] = NULL;
	while (n < RECORDS_MAX && getline(&lines[n], &cap, in) > 0) {
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

static void relations_of_one_meeting(void **state) {
	(void)state;
	static const char statements[] =
	    "{\"id\":\"s1\"," SAID ",\"speakers\":[\"e1\"],\"for\":[\"e3\"],\"about\":[\"e2\",\"e1\"],\"event\":\"v1\"},"
	    "{\"id\":\"s2\"," SAID ",\"speakers\":[\"e1\"],\"about\":[\"e2\"]}";
	static const char entities[] =
	    "{\"id\":\"e1\",\"type\":\"person\",\"name\":\"Bo\",\"key\":\"person/bo\",\"roles\":[{\"title\":\"Envoy\","
	    "\"country\":\"NO\",\"organisation\":\"e5\",\"start\":0,\"end\":1}]},"
	    "{\"id\":\"e2\",\"type\":\"person\",\"name\":\"Ann\",\"key\":\"person/ann\"},"
	    "{\"id\":\"e3\",\"type\":\"country\",\"name\":\"Norway\",\"key\":\"country/norway\",\"country\":\"NO\"},"
	    "{\"id\":\"e4\",\"type\":\"place\",\"name\":\"Oslo\",\"key\":\"place/oslo\"},"
	    "{\"id\":\"e5\",\"type\":\"organisation\",\"name\":\"UN\",\"key\":\"organisation/un\"}";
	static const char events[] =
	    "{\"id\":\"v1\",\"type\":\"meeting\",\"participants\":[\"e1\",\"e2\"],\"place\":\"e4\",\"host\":\"e3\","
	    "\"date\":\"2024-01-02\",\"start\":0,\"end\":1}";
	static const char *const parts[] = {statements, entities, events};
	dixit_graph *graph = fresh();
	add_record(graph, "x", "2024-01-05", parts);
	const dx_network *net = finished(graph);
	const char *meeting = "meeting/2024-01-02/place/oslo/person/ann+person/bo";
	assert_non_null(edge_of(net, "person/bo", DX_SAID_AT, meeting));
	assert_non_null(edge_of(net, "person/bo", DX_TOOK_PART, meeting));
	assert_non_null(edge_of(net, "person/ann", DX_TOOK_PART, meeting));
	assert_non_null(edge_of(net, "country/norway", DX_TOOK_PART, meeting));
	assert_non_null(edge_of(net, meeting, DX_HELD_IN, "place/oslo"));
	assert_non_null(edge_of(net, "person/bo", DX_REPRESENTS, "country/norway"));
	assert_non_null(edge_of(net, "person/bo", DX_REPRESENTS, "organisation/un"));
	assert_non_null(edge_of(net, "person/bo", DX_SPEAKS_FOR, "country/norway"));
	assert_non_null(edge_of(net, "person/ann", DX_MET, "person/bo"));
	assert_null(edge_of(net, "person/bo", DX_MET, "person/ann"));
	const dx_edge *names = edge_of(net, "person/bo", DX_NAMES, "person/ann");
	if (!names) abort();
	assert_int_equal(names->weight, 2);
	assert_int_equal(names->articles, 1);
	assert_slice(names->evidence, "x#s1; x#s2");
	assert_string_equal(names->first, "2024-01-05");
	assert_string_equal(edge_of(net, "person/ann", DX_MET, "person/bo")->first, "2024-01-02");
	assert_int_equal(net->edge_count, 10); /* and none from Bo to himself */
	assert_slice(sure_node(net, meeting)->label, "Meeting, Oslo, 2024-01-02");
	assert_int_equal(sure_node(net, meeting)->statements, 1);
	assert_int_equal(sure_node(net, "person/bo")->statements, 2);
	assert_slice(sure_node(net, "person/bo")->title, "Envoy");
	dixit_graph_free(graph);
}

static void call_of(char *out, size_t room, const char *type, const char *name, const char *date) {
	snprintf(out, room,
	         "{\"id\":\"v1\",\"type\":\"%s\",\"name\":%s,\"participants\":[\"e2\",\"e1\"],\"date\":%s,\"start\":0,"
	         "\"end\":1}",
	         type, name, date);
}

/* Nodes and edges of two articles that each tell of one event. */
static const dx_network *two_events(dixit_graph *graph, const char *type, const char *name, const char *dates[2]) {
	for (int i = 0; i < 2; i++) {
		char event[512];
		call_of(event, sizeof event, type, name, dates[i]);
		add_record(graph, i ? "b" : "a", i ? "2024-01-09" : "2024-01-08",
		           (const char *const[3]){"", PERSON(1, "Ann") "," PERSON(2, "Bo"), event});
	}
	return finished(graph);
}

static void one_event_in_two_articles(void **state) {
	(void)state;
	static const struct {
		const char *type, *name, *dates[2], *label;
		uint32_t nodes;
	} cases[] = {
	    {"call", "null", {"\"2024-01-07\"", "\"2024-01-07\""}, "Call, 2024-01-07", 3},
	    {"call", "null", {"\"2024-01-07\"", "\"2024-01-08\""}, "Call, 2024-01-07", 4},
	    {"call", "null", {"null", "null"}, "Call of Ann and Bo", 4},
	    {"summit", "\"Fish Summit\"", {"null", "null"}, "Fish Summit", 3},
	    {"press-conference", "null", {"\"2024-01-07\"", "\"2024-01-07\""}, "Press conference, 2024-01-07", 3},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		dixit_graph *graph = fresh();
		const char *dates[2] = {cases[i].dates[0], cases[i].dates[1]};
		const dx_network *net = two_events(graph, cases[i].type, cases[i].name, dates);
		assert_int_equal(net->node_count, cases[i].nodes);
		bool found = false;
		for (uint32_t k = 0; k < net->node_count; k++) {
			found |= dx_slice_eq(net->nodes[k].label, dx_slice_of(cases[i].label));
		}
		if (!found) fail_msg("no node is called '%s'", cases[i].label);
		dixit_graph_free(graph);
	}
}

static void pairs_of_calls_are_added_up(void **state) {
	(void)state;
	dixit_graph *graph = fresh();
	const char *dates[2] = {"\"2024-01-06\"", "\"2024-01-07\""};
	const dx_network *net = two_events(graph, "call", "null", dates);
	const dx_edge *called = edge_of(net, "person/Ann", DX_CALLED, "person/Bo");
	if (!called) abort();
	assert_int_equal(called->weight, 2);
	assert_int_equal(called->articles, 2);
	assert_slice(called->evidence, "a#v1; b#v1");
	assert_string_equal(called->first, "2024-01-06");
	assert_string_equal(called->last, "2024-01-07");
	assert_null(edge_of(net, "person/Ann", DX_MET, "person/Bo"));
	dixit_graph_free(graph);
}

static void who_said_nothing_and_is_tied_to_nobody_is_left_out(void **state) {
	(void)state;
	dixit_graph *graph = fresh();
	add_record(graph, "a", "2024-01-01",
	           (const char *const[3]){"{\"id\":\"s1\"," SAID ",\"speakers\":[\"e1\"]}",
	                                  PERSON(1, "Loner") "," PERSON(2, "Silent"), ""});
	const dx_network *net = finished(graph);
	assert_int_equal(net->node_count, 1);
	assert_non_null(node_of(net, "person/Loner"));
	dixit_graph_free(graph);
}

static void a_crowd_makes_no_pairs(void **state) {
	(void)state;
	char entities[4096] = "", guests[512] = "", event[1024];
	for (int i = 1; i <= 17; i++) {
		snprintf(entities + strlen(entities), sizeof entities - strlen(entities),
		         "%s{\"id\":\"e%d\",\"type\":\"person\",\"name\":\"P%d\",\"key\":\"person/p%d\"}", i > 1 ? "," : "", i,
		         i, i);
		snprintf(guests + strlen(guests), sizeof guests - strlen(guests), "%s\"e%d\"", i > 1 ? "," : "", i);
	}
	snprintf(event, sizeof event,
	         "{\"id\":\"v1\",\"type\":\"meeting\",\"participants\":[%s],\"date\":\"2024-01-01\","
	         "\"start\":0,\"end\":1}",
	         guests);
	dixit_graph *graph = fresh();
	add_record(graph, "a", "2024-01-01", (const char *const[3]){"", entities, event});
	const dx_network *net = finished(graph);
	assert_int_equal(net->node_count, 18);
	assert_int_equal(net->edge_count, 17);
	dixit_graph_free(graph);
}

static void evidence_is_cut_at_twenty(void **state) {
	(void)state;
	dixit_graph *graph = fresh();
	for (int i = 0; i < 25; i++) {
		char id[8];
		snprintf(id, sizeof id, "a%02d", i);
		add_record(graph, id, "2024-01-01", (const char *const[3]){SPEAKS, PERSON(1, "Ann") "," PERSON(2, "Bo"), ""});
	}
	const dx_edge *e = &finished(graph)->edges[0];
	assert_int_equal(e->weight, 25);
	assert_int_equal(e->articles, 25);
	assert_memory_equal(e->evidence.ptr, "a00#s1; a01#s1; ", 16);
	const char end[] = "a19#s1; … +5";
	assert_memory_equal(e->evidence.ptr + e->evidence.len - strlen(end), end, strlen(end));
	dixit_graph_free(graph);
}

/* No record has the country as an entity: its name comes from the lexicon's table. */
static void countries_of_offices_are_named(void **state) {
	(void)state;
	dixit_graph *graph = fresh();
	add_record(
	    graph, "a", "2024-01-01",
	    (const char *const[3]){SPEAKS,
	                           "{\"id\":\"e1\",\"type\":\"group\",\"name\":\"Danish cooks\",\"key\":\"group/cooks\","
	                           "\"country\":\"DK\"},{\"id\":\"e2\",\"type\":\"organisation\",\"name\":\"Q\","
	                           "\"key\":\"organisation/q\",\"country\":\"QQ\"}",
	                           ""});
	const dx_network *net = finished(graph);
	assert_non_null(edge_of(net, "group/cooks", DX_REPRESENTS, "country/denmark"));
	assert_slice(sure_node(net, "country/denmark")->label, "Denmark");
	assert_string_equal(sure_node(net, "country/denmark")->country, "DK");
	assert_slice(sure_node(net, "country/qq")->label, "QQ");
	dixit_graph_free(graph);
}

/* Bo speaks, so his organisation and its country stay; Ann's, who only stands there, goes, and so does her country. */
static void an_office_alone_keeps_nobody(void **state) {
	(void)state;
	static const char entities[] =
	    "{\"id\":\"e1\",\"type\":\"person\",\"name\":\"bo\",\"key\":\"bo\""
	    ",\"roles\":[{\"title\":\"Envoy\",\"organisation\":\"e2\",\"start\":0,\"end\":1}]},"
	    "{\"id\":\"e2\",\"type\":\"organisation\",\"name\":\"bank\",\"key\":\"bank\",\"country\":\"NO\"},"
	    "{\"id\":\"e3\",\"type\":\"person\",\"name\":\"ann\",\"key\":\"ann\""
	    ",\"roles\":[{\"title\":\"Envoy\",\"organisation\":\"e4\",\"start\":0,\"end\":1}]},"
	    "{\"id\":\"e4\",\"type\":\"organisation\",\"name\":\"mill\",\"key\":\"mill\",\"country\":\"DK\"},"
	    "{\"id\":\"e5\",\"type\":\"group\",\"name\":\"cooks\",\"key\":\"cooks\",\"country\":\"NO\"},"
	    "{\"id\":\"e6\",\"type\":\"group\",\"name\":\"bakers\",\"key\":\"bakers\",\"country\":\"SE\"},"
	    "{\"id\":\"e7\",\"type\":\"country\",\"name\":\"chad\",\"key\":\"chad\",\"country\":\"TD\"},"
	    "{\"id\":\"e8\",\"type\":\"place\",\"name\":\"oslo\",\"key\":\"oslo\"}";
	/* the second statement has no speaker, but it names the bakers and Chad */
	static const char statements[] = "{\"id\":\"s1\"," SAID ",\"speakers\":[\"e1\"]},"
	                                 "{\"id\":\"s2\"," SAID ",\"speakers\":[],\"about\":[\"e6\",\"e7\"]}";
	dixit_graph *graph = fresh();
	add_record(graph, "a", "2024-01-01", (const char *const[3]){statements, entities, ""});
	const dx_network *net = finished(graph);
	assert_non_null(edge_of(net, "bo", DX_REPRESENTS, "bank"));
	assert_non_null(edge_of(net, "bank", DX_REPRESENTS, "country/norway"));
	assert_non_null(edge_of(net, "bakers", DX_REPRESENTS, "country/sweden"));
	assert_int_equal(net->edge_count, 3);
	assert_int_equal(net->node_count, 5); /* without Ann, the mill, the cooks, Denmark, Chad, Oslo */
	assert_int_equal(dixit_graph_pairs(graph), 3);
	dixit_graph_free(graph);
}

/* Of several relations each piece of evidence counts once, also beyond what is shown. */
static void evidence_of_several_relations_stands_once(void **state) {
	(void)state;
	dixit_graph *graph = fresh();
	for (int i = 0; i < 25; i++) {
		char id[8];
		snprintf(id, sizeof id, "a%02d", i);
		add_record(graph, id, "2024-01-01",
		           (const char *const[3]){"{\"id\":\"s1\"," SAID
		                                  ",\"speakers\":[\"e1\"],\"for\":[\"e2\"],\"about\":[\"e2\"]}",
		                                  PERSON(1, "Ann") "," PERSON(2, "Bo"), ""});
	}
	const dx_network *net = finished(graph);
	assert_int_equal(net->edge_count, 2);
	assert_int_equal(net->tie_count, 1);
	assert_int_equal(net->ties[0].edge, 0);
	assert_int_equal(net->ties[0].count, 2);
	assert_true(dx_slice_eq(net->ties[0].evidence, net->edges[0].evidence));
	assert_true(dx_slice_eq(net->ties[0].evidence, net->edges[1].evidence));
	dixit_graph_free(graph);
}

static void named(dixit_graph *graph, const char *id, const char *day, const char *name, const char *title) {
	char entities[512];
	snprintf(entities, sizeof entities,
	         "{\"id\":\"e1\",\"type\":\"person\",\"name\":\"%s\",\"key\":\"person/k\",\"aliases\":[\"Kay\"],\"roles\":"
	         "[{\"title\":\"%s\",\"start\":0,\"end\":1}]}," PERSON(2, "Bo"),
	         name, title);
	add_record(graph, id, day, (const char *const[3]){SPEAKS, entities, ""});
}

static void names_and_titles_of_several_articles(void **state) {
	(void)state;
	dixit_graph *graph = fresh();
	named(graph, "a", "2024-03-01", "K. One", "Minister");
	named(graph, "b", "2024-01-01", "K. Two", "Deputy");
	named(graph, "c", "2024-02-01", "K. Two", "Envoy");
	const dx_node *node = sure_node(finished(graph), "person/k");
	assert_slice(node->label, "K. Two");
	assert_slice(node->aliases, "K. One; Kay");
	assert_slice(node->title, "Minister");
	assert_int_equal(node->articles, 3);
	assert_int_equal(node->statements, 3);
	assert_string_equal(node->first, "2024-01-01");
	assert_string_equal(node->last, "2024-03-01");
	dixit_graph_free(graph);
}

static void words_are_made_fit(void **state) {
	(void)state;
	dixit_graph *graph = fresh();
	named(graph, "a\\u0001b", "2024-03-01", " K.\\n\\tZ\\u0000\\u0085z\\ufffe ", "\\u2028");
	const dx_network *net = finished(graph);
	assert_slice(sure_node(net, "person/k")->label, "K. Z z");
	assert_slice(sure_node(net, "person/k")->title, "");
	assert_slice(net->edges[0].evidence, "a b#s1");
	dixit_graph_free(graph);
}

/* A record made by hand, not by the parser, may hold anything. */
static void bytes_are_made_utf8(void **state) {
	(void)state;
	uint32_t zero = 0;
	dixit_entity entity = {.type = DIXIT_GROUP, .name = {"a\xff\xe2\x82", 4}, .key = {"group/\xc0&", 8}};
	dixit_statement said = {.speakers = {&zero, 1}, .event = -1};
	dixit_record record = {.statements = &said, .statement_count = 1, .entities = &entity, .entity_count = 1};
	dixit_graph *graph = fresh();
	assert_int_equal(dixit_graph_add(graph, &record, NULL), DIXIT_OK);
	const dx_network *net = finished(graph);
	assert_slice(net->nodes[0].key, "group/\xef\xbf\xbd+");
	assert_slice(net->nodes[0].label, "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	dixit_graph_free(graph);
}

static void assert_same_network(const dx_network *a, const dx_network *b) {
	assert_int_equal(a->node_count, b->node_count);
	assert_int_equal(a->edge_count, b->edge_count);
	for (uint32_t i = 0; i < a->node_count; i++) {
		const dx_node *p = &a->nodes[i], *q = &b->nodes[i];
		assert_true(dx_slice_eq(p->key, q->key) && dx_slice_eq(p->label, q->label) && dx_slice_eq(p->title, q->title) &&
		            dx_slice_eq(p->aliases, q->aliases));
		assert_true(p->x == q->x && p->y == q->y && p->size == q->size);
		assert_true(p->statements == q->statements && p->articles == q->articles && p->kind == q->kind);
	}
	for (uint32_t i = 0; i < a->edge_count; i++) {
		const dx_edge *p = &a->edges[i], *q = &b->edges[i];
		assert_true(p->source == q->source && p->target == q->target && p->relation == q->relation);
		assert_true(p->weight == q->weight && dx_slice_eq(p->evidence, q->evidence));
		assert_string_equal(p->first, q->first);
	}
	assert_int_equal(a->tie_count, b->tie_count);
	for (uint32_t i = 0; i < a->tie_count; i++) {
		assert_true(a->ties[i].edge == b->ties[i].edge && dx_slice_eq(a->ties[i].evidence, b->ties[i].evidence));
	}
}

static void order_and_repetition_change_nothing(void **state) {
	(void)state;
	char *lines[RECORDS_MAX];
	size_t n = load(lines);
	dixit_graph *forth = fresh(), *back = fresh();
	for (size_t i = 0; i < n; i++) add(forth, lines[i]);
	for (size_t i = n; i-- > 0;) add(back, lines[i]);
	for (size_t i = 0; i < n; i++) add(back, lines[i]);
	assert_same_network(finished(forth), finished(back));
	dixit_graph_free(forth);
	dixit_graph_free(back);
	unload(lines, n);
}

static void labels_do_not_overlap(void **state) {
	(void)state;
	char *lines[RECORDS_MAX];
	size_t n = load(lines);
	dixit_graph *graph = fresh();
	for (size_t i = 0; i < n; i++) add(graph, lines[i]);
	const dx_network *net = finished(graph);
	assert_true(net->node_count >= 40);
	for (uint32_t i = 0; i < net->node_count; i++) {
		const dx_node *a = &net->nodes[i];
		assert_true(isfinite(a->x) && isfinite(a->y) && a->size >= 10 && a->size <= 60);
		for (uint32_t k = i + 1; k < net->node_count; k++) {
			const dx_node *b = &net->nodes[k];
			bool apart =
			    fabs(a->x - b->x) > (a->width + b->width) / 2 || fabs(a->y - b->y) > (a->height + b->height) / 2;
			if (!apart) fail_msg("%.*s on %.*s", (int)a->label.len, a->label.ptr, (int)b->label.len, b->label.ptr);
		}
	}
	double length = 0;
	for (uint32_t i = 0; i < net->edge_count; i++) {
		const dx_node *a = &net->nodes[net->edges[i].source], *b = &net->nodes[net->edges[i].target];
		length += hypot(a->x - b->x, a->y - b->y) / net->edge_count;
	}
	assert_true(length >= 120);
	dixit_graph_free(graph);
	unload(lines, n);
}

/* Enough nodes for the second layout of igraph, and components of one, two and three nodes beside. */
static void many_components_stand_side_by_side(void **state) {
	(void)state;
	dixit_graph *graph = fresh();
	for (int i = 0; i < 320; i++) {
		char id[16], entities[512];
		int group = i < 300 ? 0 : i;
		snprintf(id, sizeof id, "a%d", i);
		snprintf(entities, sizeof entities,
		         "{\"id\":\"e1\",\"type\":\"person\",\"name\":\"P%d\",\"key\":\"person/p%d\"},"
		         "{\"id\":\"e2\",\"type\":\"place\",\"name\":\"L%d\",\"key\":\"place/l%d\"}",
		         i, i, group, group);
		add_record(graph, id, "2024-01-01", (const char *const[3]){SPEAKS, entities, ""});
	}
	const dx_network *net = finished(graph);
	assert_int_equal(net->node_count, 341);
	double left = HUGE_VAL, right = -HUGE_VAL;
	for (uint32_t i = 0; i < net->node_count; i++) {
		left = fmin(left, net->nodes[i].x);
		right = fmax(right, net->nodes[i].x);
		for (uint32_t k = i + 1; k < net->node_count; k++) {
			assert_true(hypot(net->nodes[i].x - net->nodes[k].x, net->nodes[i].y - net->nodes[k].y) > 5);
		}
	}
	assert_true(right - left < 10000);
	dixit_graph_free(graph);
}

static void an_empty_graph_is_a_graph(void **state) {
	(void)state;
	dixit_graph *graph = fresh();
	assert_int_equal(dixit_graph_nodes(graph), 0);
	assert_null(dx_graph_network(graph));
	const dx_network *net = finished(graph);
	assert_int_equal(net->node_count, 0);
	assert_int_equal(net->edge_count, 0);
	dixit_graph_free(graph);
	dixit_graph_free(NULL);
}

static void a_finished_graph_takes_no_more(void **state) {
	(void)state;
	dixit_graph *graph = fresh();
	dixit_record record = {0};
	dixit_error error = {0};
	finished(graph);
	assert_int_equal(dixit_graph_add(graph, &record, &error), DIXIT_E_USAGE);
	assert_true(error.message[0] != 0);
	assert_int_equal(dixit_graph_finish(graph, &error), DIXIT_E_USAGE);
	dixit_graph_free(graph);
}

static void long_labels_are_cut_into_lines(void **state) {
	(void)state;
	dx_slice lines[DX_LABEL_LINES];
	assert_int_equal(dx_label_lines(DX_LIT("Short"), lines, DX_LABEL_LINES), 1);
	assert_slice(lines[0], "Short");
	assert_int_equal(dx_label_lines(DX_LIT("United Nations Office for Fish"), lines, DX_LABEL_LINES), 2);
	assert_slice(lines[0], "United Nations");
	assert_slice(lines[1], "Office for Fish");
	assert_int_equal(dx_label_lines(DX_LIT("Donaudampfschifffahrtsgesellschaft"), lines, DX_LABEL_LINES), 1);
	assert_int_equal(dx_label_lines(DX_LIT("Łódź Łódź Łódź Łódź x"), lines, 2), 2);
	assert_slice(lines[0], "Łódź Łódź Łódź Łódź");
	assert_slice(lines[1], "x");
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(relations_of_one_meeting),
	    cmocka_unit_test(one_event_in_two_articles),
	    cmocka_unit_test(pairs_of_calls_are_added_up),
	    cmocka_unit_test(who_said_nothing_and_is_tied_to_nobody_is_left_out),
	    cmocka_unit_test(a_crowd_makes_no_pairs),
	    cmocka_unit_test(evidence_is_cut_at_twenty),
	    cmocka_unit_test(countries_of_offices_are_named),
	    cmocka_unit_test(an_office_alone_keeps_nobody),
	    cmocka_unit_test(evidence_of_several_relations_stands_once),
	    cmocka_unit_test(names_and_titles_of_several_articles),
	    cmocka_unit_test(words_are_made_fit),
	    cmocka_unit_test(bytes_are_made_utf8),
	    cmocka_unit_test(order_and_repetition_change_nothing),
	    cmocka_unit_test(labels_do_not_overlap),
	    cmocka_unit_test(many_components_stand_side_by_side),
	    cmocka_unit_test(an_empty_graph_is_a_graph),
	    cmocka_unit_test(a_finished_graph_takes_no_more),
	    cmocka_unit_test(long_labels_are_cut_into_lines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
