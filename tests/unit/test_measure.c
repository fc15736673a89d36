/* Measures of networks small enough to be worked out by hand, the bounds of big ones, and networks from tables.
 * tests/check-measures.py compares random networks with networkx and igraph. */
#include "graph/graph.h"
#include "graph/measure.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static void put_file(char path[32], const char *text) {
	memcpy(path, "/tmp/dixit-measure-XXXXXX", 26);
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static dixit_status read_tables(dixit_graph **graph, const char *edges, const char *nodes, dixit_error *error) {
	char ties[32], people[32];
	put_file(ties, edges);
	put_file(people, nodes ? nodes : "key\n");
	assert_int_equal(dixit_graph_new(graph, NULL), DIXIT_OK);
	dixit_status status = dixit_graph_tables(*graph, ties, nodes ? people : NULL, error);
	unlink(ties);
	unlink(people);
	return status;
}

static dixit_graph *measured(const char *edges, const char *nodes) {
	dixit_graph *graph;
	dixit_error error = {0};
	if (read_tables(&graph, edges, nodes, &error)) fail_msg("%s", error.message);
	dixit_graph_measures(graph, 1, true);
	dixit_graph_no_layout(graph);
	if (dixit_graph_finish(graph, &error)) fail_msg("%s", error.message);
	return graph;
}

static void assert_near(double a, double b) {
	if (fabs(a - b) > 1e-9) fail_msg("%.12g is not %.12g", a, b);
}

#define HEAD "source\ttarget\n"
#define WEIGHED "source\ttarget\trelation\tweight\n"

static void path_of_three(void **state) {
	(void)state;
	dixit_graph *graph = measured(WEIGHED "a\tb\ttogether\t2\nc\tb\ttogether\t0.5\n", NULL);
	const dx_measured *m = dx_graph_measured(graph);
	assert_false(dx_graph_network(graph)->directed);
	assert_near(m->betweenness[1], 1);
	assert_near(m->betweenness[0], 0);
	assert_near(m->closeness[1], 1);
	assert_near(m->closeness[0], 2.0 / 3);
	assert_false(m->harmonic);
	assert_near(m->strength[1], 2.5);
	assert_int_equal(m->degree[1], 2);
	assert_int_equal(m->cut[1], 1);
	assert_int_equal(m->cut[0], 0);
	assert_int_equal(m->core[0], 1);
	assert_near(m->density, 2.0 / 3);
	assert_true(isnan(m->reciprocity));
	assert_true(isnan(m->assortativity));
	dixit_graph_free(graph);
}

/* Two triangles and a bridge: half of all ends lie in each, three of seven ties. */
static void two_triangles(void **state) {
	(void)state;
	dixit_graph *graph = measured(WEIGHED "a\tb\ttogether\t1\nb\tc\ttogether\t1\na\tc\ttogether\t1\nd\te\ttogether\t1\n"
	                                      "e\tf\ttogether\t1\nd\tf\ttogether\t1\nc\td\ttogether\t1\nx\ty\tshared\t1\n",
	                              NULL);
	const dx_measured *m = dx_graph_measured(graph);
	const dx_network *net = dx_graph_network(graph);
	assert_int_equal(m->communities, 3);
	for (int i = 1; i < 3; i++) assert_int_equal(m->community[i], m->community[0]);
	for (int i = 4; i < 6; i++) assert_int_equal(m->community[i], m->community[3]);
	assert_int_equal(m->community[0], 1);
	assert_int_equal(m->community[3], 2);
	assert_int_equal(m->community[6], 3);
	assert_near(m->modularity, 2 * (3.0 / 8 - 49.0 / 256) + 1.0 / 8 - 4.0 / 256);
	assert_int_equal(m->components, 2);
	assert_int_equal(m->component[0], 1);
	assert_int_equal(m->component[7], 2);
	assert_int_equal(m->core[0], 2);
	assert_int_equal(m->core[6], 1);
	assert_true(m->harmonic);
	assert_near(m->closeness[6], 1.0 / 7);
	assert_near(m->closeness[2], (3 + 2 * 0.5) / 7);
	assert_near(m->betweenness[2], 6);
	assert_int_equal(net->nodes[0].colour, net->nodes[1].colour);
	assert_int_not_equal(net->nodes[0].colour, net->nodes[4].colour);
	dx_community_look looks[DX_COMMUNITY_COLOURS];
	assert_int_equal(dx_community_looks(net, looks), 3);
	assert_string_equal(looks[0].name.ptr, "c");
	assert_string_equal(looks[1].name.ptr, "d");
	assert_int_equal(looks[1].nodes, 3);
	assert_int_equal(looks[2].colour, net->nodes[7].colour);
	dixit_graph_free(graph);
}

static void directions(void **state) {
	(void)state;
	dixit_graph *graph = measured(WEIGHED "a\tb\tnames\t3\nb\ta\tnames\t1\nb\ta\tspeaks-for\t0.5\na\tc\tnames\t2\n"
	                                      "c\tc\tnames\t9\n",
	                              "key\tcountry\na\tNO\nb\tNO\nc\tNO\n");
	const dx_measured *m = dx_graph_measured(graph);
	assert_int_equal(m->degree[0], 2);
	assert_int_equal(m->out_degree[0], 2);
	assert_int_equal(m->in_degree[0], 1);
	assert_near(m->out_strength[0], 5);
	assert_near(m->in_strength[0], 1.5);
	assert_near(m->strength[2], 2);
	assert_near(m->reciprocity, 2.0 / 3);
	assert_near(m->density, 3.0 / 6);
	dixit_graph_free(graph);
	graph = measured(HEAD "a\tb\n", NULL);
	/* b hands nothing on, so its rank goes to both alike: x = 0.15 / 2 + 0.85 (1 - x) / 2 */
	assert_near(dx_graph_measured(graph)->pagerank[0], 0.5 / 1.425);
	dixit_graph_free(graph);
	/* met has no direction: both hand on to each other */
	graph = measured("source\ttarget\trelation\na\tb\tmet\n", NULL);
	assert_near(dx_graph_measured(graph)->pagerank[0], 0.5);
	assert_near(dx_graph_measured(graph)->reciprocity, 1);
	dixit_graph_free(graph);
}

/* b is everything once: between a and c of its own country, for two Swedes, from abroad, abroad, among three. */
static void brokerage(void **state) {
	(void)state;
	static const char *const pairs[DX_BROKERAGES] = {"NO\tNO", "SE\tSE", "SE\tNO", "NO\tSE", "SE\tDK"};
	for (int role = 0; role < DX_BROKERAGES; role++) {
		char nodes[64];
		snprintf(nodes, sizeof nodes, "key\tcountry\na\t%.2s\nb\tNO\nc\t%s\nd\t\n", pairs[role], pairs[role] + 3);
		dixit_graph *graph = measured(HEAD "a\tb\nb\tc\nd\tb\nb\td\n", nodes);
		const dx_measured *m = dx_graph_measured(graph);
		for (int i = 0; i < DX_BROKERAGES; i++) assert_int_equal(m->roles[i][1], i == role);
		assert_int_equal(m->broker[1], 1);
		assert_int_equal(m->broker[0], 0);
		dixit_graph_free(graph);
	}
	dixit_graph *graph = measured(HEAD "a\tb\nb\tc\na\tc\n", "key\tcountry\na\tSE\nb\tNO\nc\tDK\n");
	assert_int_equal(dx_graph_measured(graph)->broker[1], 0); /* a reaches c without b */
	dixit_graph_free(graph);
}

static void mixing(void **state) {
	(void)state;
	dixit_graph *graph = measured(HEAD "a\tb\nb\ta\nc\td\nd\tc\na\tx\n", "key\tcountry\na\tNO\nb\tNO\nc\tSE\nd\tSE\n");
	assert_near(dx_graph_measured(graph)->assortativity, 1);
	dixit_graph_free(graph);
	graph = measured(HEAD "a\tc\nc\ta\nb\td\nd\tb\n", "key\tcountry\na\tNO\nb\tNO\nc\tSE\nd\tSE\n");
	assert_near(dx_graph_measured(graph)->assortativity, -1);
	dixit_graph_free(graph);
}

static void empty_and_alone(void **state) {
	(void)state;
	dixit_graph *graph = measured(HEAD, NULL);
	assert_int_equal(dx_graph_network(graph)->node_count, 0);
	assert_string_equal(dixit_graph_note(graph, 0), "the network is empty");
	dixit_graph_free(graph);
	graph = measured(HEAD, "key\nalone\n");
	assert_int_equal(dx_graph_network(graph)->node_count, 1);
	assert_near(dx_graph_measured(graph)->pagerank[0], 1);
	assert_int_equal(dx_graph_measured(graph)->community[0], 1);
	assert_int_equal(dx_graph_measured(graph)->communities, 0);
	dixit_graph_free(graph);
}

/* A chain too long for all of its paths: between two ends at most six apart lie 1 + 2 + 3 + 4 + 5 pairs' paths. */
static void long_chain(void **state) {
	(void)state;
	enum { NODES = 10001, LINE = 20 };
	char *edges = malloc(NODES * LINE);
	size_t len = (size_t)snprintf(edges, LINE, HEAD);
	for (int i = 0; i + 1 < NODES; i++) len += (size_t)snprintf(edges + len, LINE, "%05d\t%05d\n", i, i + 1);
	dixit_graph *graph = measured(edges, NULL);
	const dx_measured *m = dx_graph_measured(graph);
	assert_int_equal(m->reach, 6);
	assert_near(m->betweenness[5000], 15);
	assert_false(m->close);
	assert_non_null(strstr(dixit_graph_note(graph, 0), "at most 6 edges"));
	assert_non_null(strstr(dixit_graph_note(graph, 1), "closeness is left out"));
	assert_int_equal(m->components, 1);
	dixit_graph_free(graph);
	free(edges);
}

static void rows_that_make_no_sense(void **state) {
	(void)state;
	static const struct {
		const char *edges, *nodes;
		unsigned line, byte;
	} wrong[] = {
	    {"", NULL, 1, 0},
	    {"source\tweight\na\t1\n", NULL, 1, 0},
	    {"source\ttarget\tsource\n", NULL, 1, 15},
	    {"source\ttarget\tcolour\n", NULL, 1, 15},
	    {HEAD "a\tb\n\nc\n", NULL, 4, 1},
	    {HEAD "a\tb\tc\n", NULL, 2, 5},
	    {HEAD "a\t \n", NULL, 2, 3},
	    {WEIGHED "a\tb\tnames\t1\na\tb\tlikes\t1\n", NULL, 3, 5},
	    {WEIGHED "a\tb\tnames\t0\n", NULL, 2, 11},
	    {WEIGHED "a\tb\tnames\t-1\n", NULL, 2, 11},
	    {WEIGHED "a\tb\tnames\t1e999\n", NULL, 2, 11},
	    {WEIGHED "a\tb\tnames\t1,5\n", NULL, 2, 11},
	    {WEIGHED "a\tb\tnames\t.\n", NULL, 2, 11},
	    {HEAD, "key\tcountry\na\tNorway\n", 2, 3},
	    {HEAD, "key\tkind\na\tperson\nb\tghost\n", 3, 3},
	    {HEAD, "key\na\na\n", 3, 1},
	    {HEAD, "key\tfirst\na\t2023\n", 2, 3},
	    {HEAD, "key\tarticles\na\t1.5\n", 2, 3},
	};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		dixit_graph *graph;
		dixit_error error = {0};
		dixit_status status = read_tables(&graph, wrong[i].edges, wrong[i].nodes, &error);
		if (status != DIXIT_E_FORMAT || error.line != wrong[i].line || error.byte != wrong[i].byte)
			fail_msg("case %zu: %d, line %u, byte %u: %s", i, status, (unsigned)error.line, (unsigned)error.byte,
			         error.message);
		dixit_graph_free(graph);
	}
}

static char *written(dixit_graph *graph) {
	char path[32];
	dixit_error error = {0};
	put_file(path, "");
	if (dixit_graph_write(graph, path, "graphml", &error)) fail_msg("%s", error.message);
	FILE *in = fopen(path, "rb");
	char *text = malloc(1 << 20);
	size_t len = fread(text, 1, (1 << 20) - 1, in);
	text[len] = 0;
	fclose(in);
	unlink(path);
	return text;
}

static void order_of_rows(void **state) {
	(void)state;
	static const char *const tables[] = {
	    WEIGHED "b\ta\tmet\t0.1\na\tc\tnames\t1.0E1\nz & q\ta\tnames\t.25\na\tb\tmet\t0.2\nb\ta\tmet\t0.3\n",
	    WEIGHED "b\ta\tmet\t0.3\r\nz & q\ta\tnames\t0.25\nb\ta\tmet\t0.1\na\tb\tmet\t0.2\na\tc\tnames\t10"};
	char *texts[2];
	for (int i = 0; i < 2; i++) {
		dixit_graph *graph = measured(tables[i], NULL);
		texts[i] = written(graph);
		const dx_network *net = dx_graph_network(graph);
		assert_int_equal(net->edge_count, 3);
		assert_near(net->edges[0].value, 0.6);
		assert_int_equal(net->edges[0].relation, DX_MET);
		assert_near(net->edges[1].value, 10);
		assert_string_equal(net->nodes[3].key.ptr, "z + q");
		dixit_graph_free(graph);
	}
	assert_string_equal(texts[0], texts[1]);
	for (int i = 0; i < 2; i++) free(texts[i]);
}

/* Over a million edges are not in full: no measures, no positions, GraphML alone, and all of them in it. */
static void over_a_million(void **state) {
	(void)state;
	enum { EDGES = 1000001, LINE = 24 };
	char *edges = malloc((size_t)(EDGES + 2) * LINE);
	size_t len = (size_t)snprintf(edges, 2 * LINE, "%s", WEIGHED);
	for (int i = 0; i < EDGES; i++)
		len += (size_t)snprintf(edges + len, LINE, "<%d\t%d\tmet\t%d\n", i / 1000, i % 1000 + i / 1000 + 1, i % 7 + 1);
	snprintf(edges + len, LINE, "1\t<0\tmet\t0.5\n");
	dixit_graph *graph;
	dixit_error error = {0};
	assert_int_equal(read_tables(&graph, edges, "key\ttitle\n7\ta \"b\"\n", &error), DIXIT_OK);
	assert_int_equal(dixit_graph_finish(graph, &error), DIXIT_OK);
	assert_non_null(strstr(dixit_graph_note(graph, 0), "no positions"));
	assert_int_equal(dixit_graph_edges(graph), EDGES);
	char *text = written(graph); /* the first of it */
	assert_non_null(
	    strstr(text, "<node id=\"&lt;0\"><data key=\"v_label\">&lt;0</data><data key=\"v_kind\">person</data>"));
	assert_non_null(strstr(text, "<data key=\"v_title\">a &quot;b&quot;</data>"));
	assert_non_null(
	    strstr(text, "<edge source=\"1\" target=\"&lt;0\" id=\"e0\" label=\"met\"><data key=\"e_relation\">met</data>"
	                 "<data key=\"e_weight\">1.5</data></edge>"));
	assert_int_equal(dixit_graph_write(graph, "/tmp/dixit-measure.dot", "dot", &error), DIXIT_E_USAGE);
	assert_int_not_equal(access("/tmp/dixit-measure.dot", F_OK), 0);
	free(text);
	dixit_graph_free(graph);
	assert_int_equal(read_tables(&graph, edges, NULL, &error), DIXIT_OK);
	dixit_graph_measures(graph, 1, false);
	assert_int_equal(dixit_graph_finish(graph, &error), DIXIT_E_USAGE);
	dixit_graph_free(graph);
	free(edges);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(path_of_three), cmocka_unit_test(two_triangles),
	    cmocka_unit_test(directions),    cmocka_unit_test(brokerage),
	    cmocka_unit_test(mixing),        cmocka_unit_test(empty_and_alone),
	    cmocka_unit_test(long_chain),    cmocka_unit_test(rows_that_make_no_sense),
	    cmocka_unit_test(order_of_rows), cmocka_unit_test(over_a_million),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
