/* Files: whole, well-formed, in the spelling that the readers take, the same bytes for the same records. */
#include "export/export.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#ifndef TEST_DATA
#define TEST_DATA "tests/data"
#endif
#ifndef TEST_FIXTURES
#define TEST_FIXTURES "fixtures/export"
#endif

enum { RECORDS_MAX = 64 };

/* Names that hurt: XML's and DOT's special characters, a backslash at the end, another script. */
static const char nasty[] =
    "{\"schema\":\"dixit.article/1\",\"id\":\"a&b\",\"published\":\"2024-01-05\",\"length\":9,\"statements\":["
    "{\"id\":\"s1\",\"kind\":\"direct\",\"act\":\"say\",\"speakers\":[\"e1\"],\"about\":[\"e2\"]}],\"entities\":["
    "{\"id\":\"e1\",\"type\":\"person\",\"name\":\"Łukasz \\\"Q\\\" & <Söhne>\",\"key\":\"person/\\\"q\\\" & <s>\"},"
    "{\"id\":\"e2\",\"type\":\"group\",\"name\":\"王\\u0001明 \\\\\",\"key\":\"group/\\\\\"}],\"events\":[]}";

static void add(dixit_graph *graph, const char *line) {
	dixit_record *record;
	dixit_error error = {0};
	if (dixit_record_parse(&record, line, strlen(line), &error)) fail_msg("%s", error.message);
	assert_int_equal(dixit_graph_add(graph, record, &error), DIXIT_OK);
	dixit_record_free(record);
}

static dixit_graph *graph_of(char *const lines[], size_t count, bool backwards) {
	dixit_graph *graph;
	assert_int_equal(dixit_graph_new(&graph, NULL), DIXIT_OK);
	for (size_t i = 0; i < count; i++) add(graph, lines[backwards ? count - 1 - i : i]);
	assert_int_equal(dixit_graph_finish(graph, NULL), DIXIT_OK);
	return graph;
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

static dixit_graph *sample(bool backwards) {
	char *lines[RECORDS_MAX];
	size_t n = load(lines);
	dixit_graph *graph = graph_of(lines, n, backwards);
	for (size_t i = 0; i < n; i++) free(lines[i]);
	return graph;
}

static dixit_graph *nasty_graph(void) { return graph_of((char *const[]){(char *)nasty}, 1, false); }

static char folder[] = "/tmp/dixit-export-XXXXXX";

static int make_folder(void **state) {
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state) {
	(void)state;
	return rmdir(folder);
}

/* The caller's. */
static char *bytes_of(const char *path, size_t *len) {
	FILE *in = fopen(path, "rb");
	if (!in) fail_msg("%s is missing", path);
	struct stat st;
	assert_int_equal(fstat(fileno(in), &st), 0);
	*len = (size_t)st.st_size;
	char *bytes = calloc(1, *len + 1);
	if (!bytes) abort();
	assert_int_equal(fread(bytes, 1, *len, in), *len);
	fclose(in);
	return bytes;
}

/* The bytes of the network in a format; the caller's. `shown` is the file that is looked at; it is gone again. */
static char *network_written(const dx_network *net, const char *name, const char *shown, size_t *len) {
	char path[256];
	dixit_error error = {0};
	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (dx_network_write(net, path, NULL, &error)) fail_msg("%s", error.message);
	snprintf(path, sizeof path, "%s/%s", folder, shown);
	char *bytes = bytes_of(path, len);
	unlink(path);
	return bytes;
}

/* The bytes of the graph in a format; the caller's. The file is gone again. */
static char *written(const dixit_graph *graph, const char *name, const char *format, size_t *len) {
	char path[256];
	dixit_error error = {0};
	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (dixit_graph_write(graph, path, format, &error)) fail_msg("%s", error.message);
	char *bytes = bytes_of(path, len);
	unlink(path);
	return bytes;
}

static void numbers_are_the_same_everywhere(void **state) {
	(void)state;
	static const struct {
		double x;
		const char *text;
	} cases[] = {{0, "0"},          {-0.00001, "0"},        {1, "1"},   {-3.25, "-3.25"}, {0.1, "0.1"},
	             {99.99995, "100"}, {120.0625, "120.0625"}, {NAN, "0"}, {-HUGE_VAL, "0"}, {1e300, "100000000000000"},
	             {-0.5, "-0.5"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[DX_NUMBER_MAX];
		assert_int_equal(dx_number(text, cases[i].x), strlen(cases[i].text));
		assert_string_equal(text, cases[i].text);
	}
}

static void exact_numbers_read_as_what_they_were(void **state) {
	(void)state;
	static const struct {
		double x;
		const char *text;
	} cases[] = {{0, "0"},
	             {3, "3"},
	             {-2.5, "-2.5"},
	             {0.0001, "0.0001"},
	             {3e-5, "3e-05"},
	             {1e-300, "1e-300"},
	             {0.1 + 0.2, "0.30000000000000004"},
	             {1.0 / 3, "0.3333333333333333"},
	             {1e15, "1e+15"},
	             {NAN, "0"}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[DX_NUMBER_MAX];
		double back;
		assert_int_equal(dx_number_exact(text, cases[i].x), strlen(cases[i].text));
		assert_string_equal(text, cases[i].text);
		assert_true(dx_read_number(dx_slice_of(text), &back));
		assert_true(isnan(cases[i].x) || back == cases[i].x);
	}
	double none;
	static const char *const wrong[] = {"", "nan", "inf", "1,5", "0x10", "1 ", " 1", "1e", "--1", "1e999"};
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(dx_read_number(dx_slice_of(wrong[i]), &none));
}

static void formats_are_found_by_name_and_ending(void **state) {
	(void)state;
	assert_string_equal(dx_format_of("a.graphml", NULL)->name, "graphml");
	assert_string_equal(dx_format_of("a.b/c.GV", NULL)->name, "dot");
	assert_string_equal(dx_format_of("-", "dot")->name, "dot");
	assert_string_equal(dx_format_of("a.dot", "graphml")->name, "graphml");
	assert_null(dx_format_of("a.txt", NULL));
	assert_null(dx_format_of("dot", NULL));
	assert_null(dx_format_of(".dot", NULL));
	assert_null(dx_format_of("a.dot", "gml"));
	for (unsigned i = 0; dx_format_at(i); i++) {
		assert_ptr_equal(dx_format_of("x", dx_format_at(i)->name), dx_format_at(i));
		assert_true(dx_format_at(i)->what[0] && dx_format_at(i)->endings[0][0] == '.');
	}
}

static void order_changes_no_byte(void **state) {
	(void)state;
	dixit_graph *forth = sample(false), *back = sample(true);
	static const char *const names[] = {"n.graphml", "n.gexf", "n.dot", "n.json", "n.cyjs", "n.net", "n.paj", "n.dl"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t n, m;
		char *a = written(forth, names[i], NULL, &n), *b = written(back, names[i], NULL, &m);
		assert_int_equal(n, m);
		assert_memory_equal(a, b, n);
		free(a);
		free(b);
	}
	dixit_graph_free(forth);
	dixit_graph_free(back);
}

static double count_of(xmlDocPtr doc, const char *path) {
	xmlXPathContextPtr context = xmlXPathNewContext(doc);
	xmlXPathRegisterNs(context, BAD_CAST "g", BAD_CAST "http://graphml.graphdrawing.org/xmlns");
	xmlXPathObjectPtr object = xmlXPathEvalExpression(BAD_CAST path, context);
	assert_non_null(object);
	double n = object->type == XPATH_NUMBER ? object->floatval : object->type == XPATH_BOOLEAN ? object->boolval : -1;
	xmlXPathFreeObject(object);
	xmlXPathFreeContext(context);
	return n;
}

static xmlDocPtr graphml_of(const dixit_graph *graph) {
	size_t len;
	char *bytes = written(graph, "n.graphml", NULL, &len);
	xmlDocPtr doc = xmlReadMemory(bytes, (int)len, "n.graphml", NULL, XML_PARSE_NONET);
	assert_non_null(doc);
	free(bytes);
	return doc;
}

static void graphml_holds_the_graph(void **state) {
	(void)state;
	dixit_graph *graph = sample(false);
	xmlDocPtr doc = graphml_of(graph);
	double nodes = dixit_graph_nodes(graph), edges = dixit_graph_edges(graph);
	assert_true(nodes > 40 && edges > 100);
	assert_true(count_of(doc, "count(//g:node)") == nodes);
	assert_true(count_of(doc, "count(//g:edge)") == edges);
	/* what Gephi takes as properties, in the one spelling it takes */
	static const char *const every_node[] = {"v_label", "v_name", "v_kind", "v_x", "v_y", "v_size", "v_color"};
	static const char *const every_edge[] = {"e_label", "e_weight", "e_color", "e_relation", "e_evidence"};
	char path[128];
	for (size_t i = 0; i < sizeof every_node / sizeof *every_node; i++) {
		snprintf(path, sizeof path, "count(//g:node[g:data[@key='%s' and string-length(.)>0]])", every_node[i]);
		assert_true(count_of(doc, path) == nodes);
	}
	for (size_t i = 0; i < sizeof every_edge / sizeof *every_edge; i++) {
		snprintf(path, sizeof path, "count(//g:edge[g:data[@key='%s' and string-length(.)>0]])", every_edge[i]);
		assert_true(count_of(doc, path) == edges);
	}
	assert_true(count_of(doc, "count(//g:data[@key='e_weight' and not(number(.)>0)])") == 0);
	assert_true(count_of(doc, "count(//g:key[@id='e_weight' and @attr.name='weight' and @attr.type='double'])") == 1);
	assert_true(count_of(doc, "count(//g:key[@id='v_statements' and @attr.type='int'])") == 1);
	assert_true(count_of(doc, "count(//g:data[not(@key=//g:key/@id)])") == 0);
	assert_true(count_of(doc, "count(//g:edge[@id='e0' and @label='took-part'])") == 1);
	assert_true(count_of(doc, "count(//g:edge[not(@source=//g:node/@id) or not(@target=//g:node/@id)])") == 0);
	assert_true(count_of(doc, "count(//g:node/following::g:node[preceding::g:edge])") == 0);
	xmlFreeDoc(doc);
	dixit_graph_free(graph);
}

static void graphml_keeps_every_letter(void **state) {
	(void)state;
	dixit_graph *graph = nasty_graph();
	xmlDocPtr doc = graphml_of(graph);
	assert_true(count_of(doc, "boolean(//g:node[@id='person/\"q\" + <s>']/g:data[@key='v_label']="
	                          "'Łukasz \"Q\" & <Söhne>')") == 1);
	assert_true(count_of(doc, "boolean(//g:node[@id='group/\\']/g:data[@key='v_label']='王 明 \\')") == 1);
	assert_true(count_of(doc, "boolean(//g:edge/g:data[@key='e_evidence']='a&b#s1')") == 1);
	xmlFreeDoc(doc);
	dixit_graph_free(graph);
}

static uint32_t lines_with(const char *text, const char *what) {
	uint32_t n = 0;
	for (const char *at = strstr(text, what); at; n++) {
		at = strchr(at, '\n');
		if (at) at = strstr(at, what);
	}
	return n;
}

static void dot_is_written_for_gephi_too(void **state) {
	(void)state;
	dixit_graph *graph = sample(false);
	size_t len;
	char *text = written(graph, "n.dot", NULL, &len);
	assert_memory_equal(text, "// UTF-8: é\n", 13);
	char *body = strstr(text, "subgraph body {\n");
	assert_non_null(body);
	assert_int_equal(lines_with(text, "{"), 2); /* Gephi skips defaults up to the next one */
	assert_int_equal(lines_with(body, " -> "), dixit_graph_pairs(graph));
	assert_true(dixit_graph_pairs(graph) < dixit_graph_edges(graph));
	assert_int_equal(lines_with(body, ", pos=\""), dixit_graph_nodes(graph));
	assert_int_equal(lines_with(body, "=\"#"), 0); /* a colour that Gephi would take as transparent */
	assert_int_equal(lines_with(body, "!\""), 0);
	assert_int_equal(lines_with(body, "weight=\"0"), 0);
	assert_string_equal(text + len - 6, "  }\n}\n");
	free(text);
	dixit_graph_free(graph);
}

/* Bo speaks for Norway, represents it and speaks of it twice, all but the last in one article; Ann only met him. */
static const char *const several[] = {
    "{\"schema\":\"dixit.article/1\",\"id\":\"a\",\"published\":\"2024-01-05\",\"length\":9,\"statements\":["
    "{\"id\":\"s1\",\"kind\":\"direct\",\"act\":\"say\",\"speakers\":[\"e1\"],\"for\":[\"e2\"],\"about\":[\"e2\"]}],"
    "\"entities\":[{\"id\":\"e1\",\"type\":\"person\",\"name\":\"Bo\",\"key\":\"person/bo\",\"roles\":[{\"title\":"
    "\"Envoy\",\"country\":\"NO\",\"start\":0,\"end\":1}]},{\"id\":\"e2\",\"type\":\"country\",\"name\":\"Norway\","
    "\"key\":\"country/norway\",\"country\":\"NO\"},{\"id\":\"e3\",\"type\":\"person\",\"name\":\"Ann\",\"key\":"
    "\"person/ann\"}],\"events\":[{\"id\":\"v1\",\"type\":\"meeting\",\"participants\":[\"e1\",\"e3\"],\"date\":"
    "\"2024-01-02\",\"start\":0,\"end\":1},{\"id\":\"v2\",\"type\":\"call\",\"participants\":[\"e1\",\"e3\"],\"date\":"
    "\"2024-01-03\",\"start\":0,\"end\":1}]}",
    "{\"schema\":\"dixit.article/1\",\"id\":\"b\",\"published\":\"2024-02-01\",\"length\":9,\"statements\":["
    "{\"id\":\"s1\",\"kind\":\"direct\",\"act\":\"say\",\"speakers\":[\"e1\"],\"about\":[\"e2\"]}],\"entities\":["
    "{\"id\":\"e1\",\"type\":\"person\",\"name\":\"Bo\",\"key\":\"person/bo\"},{\"id\":\"e2\",\"type\":\"country\","
    "\"name\":\"Norway\",\"key\":\"country/norway\",\"country\":\"NO\"}],\"events\":[]}"};

static void dot_has_one_edge_a_pair(void **state) {
	(void)state;
	dixit_graph *graph = graph_of((char *const[]){(char *)several[0], (char *)several[1]}, 2, false);
	assert_int_equal(dixit_graph_edges(graph), 9); /* two events with two guests each, met, called, three to Norway */
	assert_int_equal(dixit_graph_pairs(graph), 6);
	size_t len;
	char *text = written(graph, "n.dot", NULL, &len);
	assert_int_equal(lines_with(strstr(text, "subgraph body {\n"), " -> "), 6);
	const char *bo = strstr(text, "\"person/bo\" -> \"country/norway\"");
	assert_non_null(bo);
	/* the colour is that of "speaks of", 0x9ab8d6 */
	static const char wanted[] =
	    "\"person/bo\" -> \"country/norway\" [label=\"represents, speaks for, speaks of\", weight=\"4\", "
	    "color=\"0.583 0.280 0.839\", relation=\"represents; speaks-for; names\", penwidth=\"1.8\", articles=\"2\", "
	    "first=\"2024-01-05\", last=\"2024-02-01\", evidence=\"a#s1; a#e1; b#s1\", "
	    "tooltip=\"Bo represents, speaks for, speaks of Norway: a#s1; a#e1; b#s1\"];\n";
	assert_memory_equal(bo, wanted, sizeof wanted - 1);
	/* two mutual relations of one weight: the colour of the first in the table, and no arrow */
	static const char mutual[] =
	    "\"person/ann\" -> \"person/bo\" [label=\"met, called\", weight=\"2\", color=\"0.384 0.775 0.471\", "
	    "relation=\"met; called\", penwidth=\"1.3\", dir=\"none\", articles=\"1\", first=\"2024-01-02\", "
	    "last=\"2024-01-03\", evidence=\"a#v1; a#v2\"";
	assert_non_null(strstr(text, mutual));
	assert_int_equal(lines_with(text, "dir=\"none\""), 1);
	free(text);
	dixit_graph_free(graph);
}

static void dot_colours_are_those_of_the_table(void **state) {
	(void)state;
	dixit_graph *graph = nasty_graph();
	size_t len;
	char *text = written(graph, "n.gv", NULL, &len);
	assert_non_null(strstr(text, "\"person/\\\"q\\\" + <s>\" [label=\"Łukasz \\\"Q\\\" & <Söhne>\""));
	assert_non_null(strstr(text, "\"group/\\\\\" [label=\"王 明 \\\\\""));
	char *at = strstr(text, "\"person/\\\"q");
	double h, s, v, c, x;
	const char *key = " color=\"";
	at = strstr(at, key) + strlen(key);
	h = strtod(at, &at);
	s = strtod(at, &at);
	v = strtod(at, &at);
	assert_int_equal(*at, '"');
	c = v * s;
	x = c * (1 - fabs(fmod(h * 6, 2) - 1));
	assert_true(h > 0.5 && h < 4 / 6.0); /* blue, then green, then red */
	uint32_t rgb =
	    (uint32_t)lround((v - c) * 255) << 16 | (uint32_t)lround((x + v - c) * 255) << 8 | (uint32_t)lround(v * 255);
	uint32_t wanted = dx_kind_look_of(DIXIT_PERSON)->colour;
	for (int shift = 0; shift <= 16; shift += 8) {
		assert_true(abs((int)(rgb >> shift & 255) - (int)(wanted >> shift & 255)) <= 1);
	}
	free(text);
	dixit_graph_free(graph);
}

static void failures_are_told_and_leave_nothing(void **state) {
	(void)state;
	dixit_graph *open, *graph = sample(false);
	dixit_error error = {0};
	char path[256];
	assert_int_equal(dixit_graph_new(&open, NULL), DIXIT_OK);
	assert_int_equal(dixit_graph_write(open, "x.dot", NULL, &error), DIXIT_E_USAGE);
	dixit_graph_free(open);
	snprintf(path, sizeof path, "%s/n.txt", folder);
	assert_int_equal(dixit_graph_write(graph, path, NULL, &error), DIXIT_E_USAGE);
	assert_int_equal(dixit_graph_write(graph, path, "gml", &error), DIXIT_E_USAGE);
	assert_int_equal(access(path, F_OK), -1);
	snprintf(path, sizeof path, "%s/none/n.dot", folder);
	assert_int_equal(dixit_graph_write(graph, path, NULL, &error), DIXIT_E_IO);
	for (unsigned i = 0; dx_format_at(i); i++) {
		const dx_format *format = dx_format_at(i);
		if (!format->write) continue;
		if (dixit_graph_write(graph, "/dev/full", format->name, &error) != DIXIT_E_IO) fail_msg("%s", format->name);
	}
	assert_int_equal(dixit_graph_write(graph, "-", "csv", &error), DIXIT_E_USAGE);
	dixit_graph_free(graph);
}

/* What is to come out of fixtures/export/graphml/NAME.graphml; the files were read through by hand. */
static const struct {
	const char *folder, *ending, *shown; /* what is written, and what of it is looked at */
} expected[] = {{"graphml", ".graphml", ".graphml"},
                {"gexf", ".gexf", ".gexf"},
                {"dot", ".dot", ".dot"},
                {"json", ".json", ".json"},
                {"cyjs", ".cyjs", ".cyjs"},
                {"csv", ".csv", ".nodes.csv"},
                {"csv", ".csv", ".edges.csv"},
                {"net", ".net", ".net"},
                {"paj", ".paj", ".paj"},
                {"dl", ".dl", ".dl"}};

static void compare(const dx_network *net, const char *name, size_t i) {
	char path[256], file[64], shown[64];
	size_t wanted_len, len;
	snprintf(path, sizeof path, "%s/%s/%s%s", TEST_FIXTURES, expected[i].folder, name, expected[i].shown);
	snprintf(file, sizeof file, "%s%s", name, expected[i].ending);
	snprintf(shown, sizeof shown, "%s%s", name, expected[i].shown);
	char *wanted = bytes_of(path, &wanted_len), *found = network_written(net, file, shown, &len);
	if (len != wanted_len || memcmp(wanted, found, len) != 0) fail_msg("%s is not what comes out", path);
	free(wanted);
	free(found);
	if (strcmp(expected[i].ending, ".csv") != 0) return;
	snprintf(path, sizeof path, "%s/%s%s", folder, name,
	         strstr(expected[i].shown, "nodes") ? ".edges.csv" : ".nodes.csv");
	unlink(path);
}

static void writers_write_what_is_expected(void **state) {
	(void)state;
	static const char *const names[] = {"text", "days", "both"};
	for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
		char path[256];
		dx_load load;
		const dx_network *net;
		dixit_error error = {0};
		snprintf(path, sizeof path, "%s/graphml/%s.graphml", TEST_FIXTURES, names[n]);
		assert_int_equal(dx_load_init(&load, &error), DIXIT_OK);
		if (dx_network_read(&load, path, NULL, &net)) fail_msg("%s", error.message);
		for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) compare(net, names[n], i);
		dx_load_free(&load);
	}
}

/* Text that no reader of records lets through: a bell, a byte that is no UTF-8, a line end in a relation's evidence. */
static void text_that_cannot_be_is_replaced(void **state) {
	(void)state;
	const dx_slice bad = DX_LIT("b\007d \xff\xc3(\n\xef\xbf\xbe\"\\");
	const dx_node nodes[] = {
	    {.key = DX_LIT("a"), .label = bad, .title = bad, .labelled = true, .size = 1, .font = 1},
	    {.key = DX_LIT("b"), .label = bad, .aliases = bad, .labelled = true, .size = 1, .font = 1}};
	const dx_edge edges[] = {{.target = 1, .weight = 1, .value = 1, .evidence = bad}};
	const dx_tie ties[] = {{.count = 1, .evidence = bad}};
	const dx_network net = {.nodes = nodes,
	                        .edges = edges,
	                        .ties = ties,
	                        .node_count = 2,
	                        .edge_count = 1,
	                        .tie_count = 1,
	                        .directed = true,
	                        .title = bad};
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		char name[32], shown[32];
		size_t len;
		snprintf(name, sizeof name, "n%s", expected[i].ending);
		snprintf(shown, sizeof shown, "n%s", expected[i].shown);
		char *text = network_written(&net, name, shown, &len);
		assert_int_equal(strlen(text), len);
		assert_null(strchr(text, '\xff'));
		assert_true(strcmp(expected[i].folder, "csv") == 0 || !strchr(text, '\a')); /* CSV holds any character */
		assert_true(strstr(text, "\xEF\xBF\xBD") != NULL);
		free(text);
	}
	char path[256];
	snprintf(path, sizeof path, "%s/n.nodes.csv", folder);
	unlink(path);
	snprintf(path, sizeof path, "%s/n.edges.csv", folder);
	unlink(path);
}

static void an_empty_graph_is_a_file(void **state) {
	(void)state;
	dixit_graph *graph = graph_of(NULL, 0, false);
	xmlDocPtr doc = graphml_of(graph);
	assert_true(count_of(doc, "count(//g:graph)") == 1 && count_of(doc, "count(//g:node)") == 0);
	xmlFreeDoc(doc);
	dixit_graph_free(graph);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(numbers_are_the_same_everywhere),
	    cmocka_unit_test(exact_numbers_read_as_what_they_were),
	    cmocka_unit_test(formats_are_found_by_name_and_ending),
	    cmocka_unit_test(order_changes_no_byte),
	    cmocka_unit_test(graphml_holds_the_graph),
	    cmocka_unit_test(graphml_keeps_every_letter),
	    cmocka_unit_test(dot_is_written_for_gephi_too),
	    cmocka_unit_test(dot_has_one_edge_a_pair),
	    cmocka_unit_test(dot_colours_are_those_of_the_table),
	    cmocka_unit_test(failures_are_told_and_leave_nothing),
	    cmocka_unit_test(writers_write_what_is_expected),
	    cmocka_unit_test(text_that_cannot_be_is_replaced),
	    cmocka_unit_test(an_empty_graph_is_a_file),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
