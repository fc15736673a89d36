#include "cli/cell.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/measure.h"
#include "cli/network.h"
#include "cli/records.h"
#include "cli/tables.h"
#include "cli/words.h"
#include "graph/measure.h"

#include "base/json.h"
#include <math.h>
#include <stdlib.h>

static const dx_option options[] = {
    {"by", 'b', "MEASURE",
     "what nodes are ranked by, one of the columns; see above (default: pagerank; --by betweenness)"},
    {"top", 'n', "N", "show the first N nodes (default: 20 of a table, else all; --top 50)"},
    {"format", 'f', "FORMAT", "table (default), tsv or jsonl"},
    DX_OPT_RESOLUTION,
    DX_OPT_TABLES,
    DX_OPT_CHOICE,
    DX_OPT_LEXICON,
    DX_OPT_HELP,
    {0},
};

enum { TABLE_TOP = 20, LABEL = 32, KIND = 14, COUNTRY = 7, PLACE = 4, CELL = 12 };

typedef enum form { FORM_TABLE, FORM_TSV, FORM_JSONL } form;

typedef struct ranking {
	const dixit_graph *graph;
	const dx_network *net;
	const dx_column *by;
	uint32_t *order; /* nodes */
	uint32_t shown;
	form form;
	dx_buf out;
} ranking;

static double value_of(const dx_column *column, uint32_t node) {
	return column->type == DX_COLUMN_DOUBLE ? column->doubles[node] : (double)column->numbers[node];
}

/* Are its values numbers of groups, of which 1 is the biggest? */
static bool numbers_groups(const dx_column *column) {
	return strcmp(column->name, "component") == 0 || strcmp(column->name, "community") == 0;
}

/* The greatest first, of groups the first; nodes are numbered by key. */
static int rank_order(const void *pa, const void *pb, void *column) {
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;
	double x = value_of(column, a), y = value_of(column, b);
	if (isnan(x) || isnan(y)) return isnan(x) != isnan(y) ? (isnan(x) ? 1 : -1) : (a > b) - (a < b);
	if (x != y) return (x > y) != numbers_groups(column) ? -1 : 1;
	return (a > b) - (a < b);
}

/* The program never sets a locale: the point is a point. As few digits as read back as the same. */
static void number(dx_buf *out, double x) {
	char digits[32];
	for (int n = 6; n <= 17; n++) {
		snprintf(digits, sizeof digits, "%.*g", n, x);
		if (strtod(digits, NULL) == x) break;
	}
	dx_buf_str(out, digits);
}

static void cell(ranking *r, unsigned width, const char *format, double x) {
	char digits[32];
	int len = snprintf(digits, sizeof digits, format, x);
	for (unsigned i = (unsigned)len; i < width; i++) dx_buf_char(&r->out, ' ');
	dx_buf_str(&r->out, digits);
}

static void head_cell(ranking *r, const char *name) {
	size_t len = strlen(name);
	for (size_t i = len; i < CELL; i++) dx_buf_char(&r->out, ' ');
	dx_buf_put(&r->out, name, len < CELL ? len : CELL);
}

/* Columns of a table: the one ranked by, then those of most use, as many as fit. */
static unsigned table_columns(const ranking *r, const dx_column *found[], unsigned max) {
	static const char *const wanted[] = {"degree",      "strength",  "pagerank",
	                                     "betweenness", "closeness", "harmonic_closeness",
	                                     "core",        "community", "brokerage"};
	unsigned width = dx_console_width(), used = PLACE + LABEL + KIND + COUNTRY + 4 + CELL + 1, count = 1;
	found[0] = r->by;
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted && count < max; i++) {
		for (uint32_t k = 0; k < r->net->node_column_count; k++) {
			const dx_column *c = &r->net->node_columns[k];
			if (c == r->by || strcmp(c->name, wanted[i]) != 0) continue;
			if (width && used + CELL + 1 > width) return count;
			used += CELL + 1;
			found[count++] = c;
		}
	}
	return count;
}

static void table_row(ranking *r, uint32_t place, const dx_column *columns[], unsigned count) {
	uint32_t node = r->order[place];
	const dx_node *n = &r->net->nodes[node];
	cell(r, PLACE, "%.0f", place + 1);
	dx_buf_char(&r->out, ' ');
	dx_cell(&r->out, n->label, LABEL);
	dx_buf_char(&r->out, ' ');
	dx_cell(&r->out, dx_slice_of(dx_kind_look_of(n->kind)->name), KIND);
	dx_buf_char(&r->out, ' ');
	dx_cell(&r->out, dx_slice_of(n->country), COUNTRY);
	for (unsigned i = 0; i < count; i++) {
		double x = value_of(columns[i], node);
		dx_buf_char(&r->out, ' ');
		if (isnan(x))
			head_cell(r, "-");
		else
			cell(r, CELL, columns[i]->type == DX_COLUMN_DOUBLE ? "%.4g" : "%.0f", x);
	}
	dx_cell_end(&r->out);
}

static void measure_line(ranking *r, const char *name, double x) {
	if (!isnan(x)) dx_buf_printf(&r->out, "%s %.4f\n", name, x);
}

static void write_table(ranking *r) {
	const dx_column *columns[16];
	const dx_measured *m = dx_graph_measured(r->graph);
	unsigned count = table_columns(r, columns, sizeof columns / sizeof *columns);
	dx_buf_printf(&r->out, "%u nodes, %u edges, %u component%s, %u communit%s\n", r->net->node_count,
	              r->net->edge_count, m->components, m->components == 1 ? "" : "s", m->communities,
	              m->communities == 1 ? "y" : "ies");
	measure_line(r, "density", m->density);
	measure_line(r, "reciprocity", m->reciprocity);
	measure_line(r, "assortativity by country", m->assortativity);
	measure_line(r, "modularity", m->modularity);
	dx_buf_char(&r->out, '\n');
	dx_cell(&r->out, DX_LIT("   #"), PLACE + 1);
	dx_cell(&r->out, DX_LIT("label"), LABEL + 1);
	dx_cell(&r->out, DX_LIT("kind"), KIND + 1);
	dx_cell(&r->out, DX_LIT("country"), COUNTRY);
	for (unsigned i = 0; i < count; i++) {
		dx_buf_char(&r->out, ' ');
		head_cell(r, columns[i]->name);
	}
	dx_cell_end(&r->out);
	for (uint32_t i = 0; i < r->shown; i++) table_row(r, i, columns, count);
}

static void write_tsv(ranking *r) {
	dx_buf *out = &r->out;
	dx_buf_str(out, "rank\tkey\tlabel\tkind\tcountry");
	for (uint32_t k = 0; k < r->net->node_column_count; k++) dx_buf_printf(out, "\t%s", r->net->node_columns[k].name);
	dx_buf_char(out, '\n');
	for (uint32_t i = 0; i < r->shown; i++) {
		const dx_node *n = &r->net->nodes[r->order[i]];
		dx_buf_printf(out, "%u\t", i + 1); /* neither key nor label has a tab: the graph takes such out */
		dx_buf_slice(out, n->key);
		dx_buf_char(out, '\t');
		dx_buf_slice(out, n->label);
		dx_buf_printf(out, "\t%s\t%s", dx_kind_look_of(n->kind)->name, n->country);
		for (uint32_t k = 0; k < r->net->node_column_count; k++) {
			double x = value_of(&r->net->node_columns[k], r->order[i]);
			dx_buf_char(out, '\t');
			if (!isnan(x)) number(out, x);
		}
		dx_buf_char(out, '\n');
	}
}

static void json_number(dx_json *json, const char *key, double x) {
	dx_json_key(json, key);
	if (isnan(x)) {
		dx_json_null(json);
		return;
	}
	number(json->out, x);
	json->comma = true;
}

/* The network first, then a line a node. */
static void write_jsonl(ranking *r) {
	const dx_measured *m = dx_graph_measured(r->graph);
	dx_json json = {.out = &r->out};
	dx_json_open(&json, '{');
	dx_json_key(&json, "network");
	dx_json_string(&json, r->net->title);
	json_number(&json, "nodes", r->net->node_count);
	json_number(&json, "edges", r->net->edge_count);
	json_number(&json, "components", m->components);
	json_number(&json, "communities", m->communities);
	json_number(&json, "density", m->density);
	json_number(&json, "reciprocity", m->reciprocity);
	json_number(&json, "assortativity", m->assortativity);
	json_number(&json, "modularity", m->modularity);
	dx_json_close(&json, '}');
	dx_buf_char(&r->out, '\n');
	for (uint32_t i = 0; i < r->shown; i++) {
		const dx_node *n = &r->net->nodes[r->order[i]];
		json = (dx_json){.out = &r->out};
		dx_json_open(&json, '{');
		json_number(&json, "rank", i + 1);
		dx_json_key(&json, "key");
		dx_json_string(&json, n->key);
		dx_json_key(&json, "label");
		dx_json_string(&json, n->label);
		dx_json_key(&json, "kind");
		dx_json_string(&json, dx_slice_of(dx_kind_look_of(n->kind)->name));
		dx_json_key(&json, "country");
		dx_json_string_or_null(&json, dx_slice_of(n->country));
		for (uint32_t k = 0; k < r->net->node_column_count; k++)
			json_number(&json, r->net->node_columns[k].name, value_of(&r->net->node_columns[k], r->order[i]));
		dx_json_close(&json, '}');
		dx_buf_char(&r->out, '\n');
	}
}

/* Where a network does not hang together its closeness is the harmonic one: either name will do. */
static const dx_column *column_of(const dx_network *net, const char *name) {
	for (uint32_t k = 0; k < net->node_column_count; k++) {
		const char *found = net->node_columns[k].name;
		bool close = strstr(found, "closeness") && strstr(name, "closeness");
		if (close || strcmp(found, name) == 0) return &net->node_columns[k];
	}
	return NULL;
}

static int write_ranking(ranking *r, const char *by, uint32_t top) {
	for (unsigned i = 0; dixit_graph_note(r->graph, i); i++)
		dx_console_say("dixit rank: %s", dixit_graph_note(r->graph, i));
	r->by = column_of(r->net, by);
	if (!r->by) {
		dx_console_say("dixit rank: this network has no %s: %s", by,
		               strstr(by, "in_") || strstr(by, "out_") ? "its ties have no direction"
		                                                       : "see what is said above");
		return DX_EXIT_NOTHING;
	}
	for (uint32_t i = 0; i < r->net->node_count; i++) r->order[i] = i;
	if (r->net->node_count) qsort_r(r->order, r->net->node_count, sizeof *r->order, rank_order, (void *)r->by);
	r->shown = top && top < r->net->node_count ? top : r->net->node_count;
	if (r->form == FORM_TABLE)
		write_table(r);
	else if (r->form == FORM_TSV)
		write_tsv(r);
	else
		write_jsonl(r);
	return dx_console_put(&r->out);
}

static dixit_status add(void *context, const dixit_record *record, dixit_error *error) {
	return dixit_graph_add(context, record, error);
}

typedef struct wishes {
	dx_network_wish network;
	dx_measure_wish measures;
	const char *by;
	unsigned top;
	form form;
} wishes;

static bool wishes_of(const dx_args *args, wishes *w, dx_arena *arena) {
	static const unsigned range[2] = {1, 1000000000};
	*w = (wishes){.by = dx_args_value(args, "by")};
	if (!w->by) w->by = "pagerank";
	if (!dx_tables_make_sense(args)) return false;
	if (!dx_network_wish_of(args, &w->network, arena) || !dx_measure_wish_of(args, &w->measures)) return false;
	w->network.options.top = 0; /* of the network; here it is how many are shown */
	unsigned number = FORM_TABLE;
	if (!dx_args_word(args, "format", &number)) return false;
	w->form = (enum form)number;
	w->top = w->form == FORM_TABLE ? TABLE_TOP : 0;
	if (!dx_args_number(args, "top", range, &w->top)) return false;
	for (unsigned i = 0; dx_measure_name(i); i++) {
		if (strcmp(w->by, dx_measure_name(i)) == 0) return true;
	}
	dx_console_say("dixit rank: there is no measure called '%s' (see: dixit help rank)", w->by);
	return false;
}

static int measure(dixit_graph *graph, const dx_args *args, const wishes *w, dx_arena *arena) {
	dixit_error error;
	int code = dx_network_set(graph, &w->network, args);
	if (code) return code;
	dixit_graph_measures(graph, w->measures.resolution, false);
	dixit_graph_no_layout(graph);
	dx_records records = {.each = add, .context = graph};
	code = dx_args_value(args, "edges") ? dx_tables_read(graph, args) : dx_network_take(graph, &records, args);
	if (code != DX_EXIT_OK && code != DX_EXIT_SOME) return code;
	if (dixit_graph_finish(graph, &error)) return dx_console_exit(&error);
	ranking r = {.graph = graph, .net = dx_graph_network(graph), .form = w->form};
	r.order = DX_NEW(arena, uint32_t, r.net->node_count);
	int put = write_ranking(&r, w->by, w->top);
	return put ? put : code;
}

static int with_arena(const dx_args *args, dx_arena *arena) {
	wishes w;
	dixit_graph *graph = NULL;
	dixit_error error;
	if (dx_arena_guard(arena)) {
		dx_console_say("dixit: out of memory");
		return DX_EXIT_INTERNAL;
	}
	if (!wishes_of(args, &w, arena)) return DX_EXIT_USAGE;
	if (dixit_graph_new(&graph, &error)) return dx_console_exit(&error);
	int code = measure(graph, args, &w, arena);
	dixit_graph_free(graph);
	return code;
}

static int run(const dx_args *args) {
	dx_arena arena;
	dx_arena_init(&arena);
	int code = with_arena(args, &arena);
	dx_arena_free(&arena);
	return code;
}

const dx_command dx_cmd_rank = {
    "rank",
    "[RECORDS...]",
    "who stands where in the network: measures of its nodes, as a table",
    "RECORDS is a file that `dixit extract` or `dixit run` wrote, a store of `dixit add`, or - for standard input. The "
    "network is the one that "
    "`dixit graph` makes with the same options; `dixit graph --measures` writes the same columns into files.\n\n"
    "Of the network: density (of ordered pairs), reciprocity, assortativity by country (Newman 2003; among nodes whose "
    "country is known), modularity of the communities. A table and jsonl begin with them; tsv has the nodes alone.\n\n"
    "By direction of ties: degree, in_degree, out_degree (how many others), strength, in_strength, out_strength (sums "
    "of weights), pagerank (by weights, damping 0.85). Whatever the direction: betweenness, closeness (in a network in "
    "several pieces harmonic_closeness, the mean of inverse distances), core (k-core), component and community (by "
    "size, 1 is the biggest; Leiden, by weights), articulation (1: without it its component falls apart). Relations "
    "that have no direction (met, called) count both ways; several relations of two nodes are one tie.\n\n"
    "Brokerage between countries (Gould and Fernandez 1989) counts paths from one through the node to another who are "
    "not tied directly: coordinator (all of one country), itinerant (both others of one other country), gatekeeper "
    "(from abroad to its own), representative (from its own abroad), liaison (three countries), brokerage (all).\n\n"
    "Size. Betweenness is exact while nodes times nodes and edges (each twice) is at most 100 million; beyond, paths "
    "are "
    "cut off at as many edges (6 to 2) as that allows, or it is left out. Closeness is left out of networks far bigger "
    "than 30,000 nodes with 250,000 edges, brokerage over 300 million paths. Each is told. Ties in rank go by key.",
    options,
    0,
    DX_MANY,
    run,
};
