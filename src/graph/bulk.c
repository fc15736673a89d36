#include "graph/bulk.h"

#include "base/error.h"
#include <math.h>

enum { SOURCE, TARGET, RELATION, WEIGHT };
static const char *const edge_names[] = {"source", "target", "relation", "weight", NULL};
enum { KEY, LABEL, KIND, COUNTRY, TITLE, ALIASES, STATEMENTS, ARTICLES, FIRST, LAST };
static const char *const node_names[] = {"key",        "label",    "kind",  "country", "title", "aliases",
                                         "statements", "articles", "first", "last",    NULL};

/* The node of a key as it stands in the table; one that is not fit for every format is known under both forms. */
static dixit_status node_of(dixit_graph *graph, dx_table *t, dx_slice raw, uint32_t *node, dixit_error *error) {
	dx_bulk *bulk = graph->bulk;
	dx_slice key = dx_graph_id(&graph->arena, raw);
	if (!key.len) return dx_table_wrong(t, raw, "a node needs a name", error);
	bool added;
	dx_slot *slot = dx_map_put(&graph->keys, key, bulk->keys.count, &added);
	*node = slot->value;
	if (added) {
		if (bulk->keys.count == DX_BULK_NODES - 1) return dx_table_wrong(t, raw, "too many nodes, at", error);
		slot->key.ptr = dx_strndup(&graph->arena, key.ptr, key.len);
		*DX_PUSH(&graph->arena, &bulk->keys) = slot->key;
	}
	if (dx_slice_eq(raw, key)) return DIXIT_OK;
	raw.ptr = dx_strndup(&graph->arena, raw.ptr, raw.len);
	dx_map_put(&graph->keys, raw, *node, NULL);
	return DIXIT_OK;
}

static dixit_status relation_of(const dx_table *t, uint32_t *relation, dixit_error *error) {
	dx_slice text = dx_table_get(t, RELATION);
	*relation = DX_NAMES;
	if (t->at[RELATION] < 0) return DIXIT_OK;
	for (*relation = 0; *relation < DX_RELATIONS; ++*relation) {
		if (dx_slice_eq(text, dx_slice_of(dx_relation_look_of((uint8_t)*relation)->name))) return DIXIT_OK;
	}
	return dx_table_wrong(t, text, "no relation of this name (names, met, called, said-at, took-part …)", error);
}

/* A row of the table whose nodes are still to be found. */
typedef struct row {
	dx_slice ends[2];
	uint64_t hash[2];
	const char *start;
	uint64_t line;
	uint32_t relation;
	double value;
} row;

static dixit_status take_row(dx_table *t, row *r, dixit_error *error) {
	dixit_status status = relation_of(t, &r->relation, error);
	if (status) return status;
	r->value = 1;
	if (t->at[WEIGHT] >= 0 && (!dx_table_number(t, dx_table_get(t, WEIGHT), &r->value) || r->value <= 0))
		return dx_table_wrong(t, dx_table_get(t, WEIGHT), "a weight is a number over 0", error);
	for (int i = 0; i < 2; i++) {
		r->ends[i] = dx_table_get(t, i ? TARGET : SOURCE);
		r->hash[i] = dx_hash(r->ends[i].ptr, r->ends[i].len);
	}
	r->start = t->row;
	r->line = t->line;
	return DIXIT_OK;
}

static dixit_status add_edge(dixit_graph *graph, dx_table *t, const row *r, dixit_error *error) {
	dx_bulk *bulk = graph->bulk;
	uint32_t ends[2];
	t->row = r->start;
	t->line = r->line;
	for (int i = 0; i < 2; i++) {
		const dx_slot *known = dx_map_find(&graph->keys, r->ends[i], r->hash[i]);
		dixit_status status = DIXIT_OK;
		if (known)
			ends[i] = known->value;
		else
			status = node_of(graph, t, r->ends[i], &ends[i], error);
		if (status) return status;
	}
	if (bulk->count == UINT32_MAX) return dx_table_wrong(t, r->ends[0], "too many edges, at", error);
	if (bulk->count % DX_BULK_BLOCK == 0)
		*DX_PUSH(&graph->arena, &bulk->blocks) = dx_alloc_raw(&graph->arena, DX_BULK_BLOCK * sizeof(dx_bulk_edge));
	*dx_bulk_at(bulk, bulk->count++) = (dx_bulk_edge){ends[0], ends[1] | r->relation << DX_BULK_TARGET_BITS, r->value};
	return DIXIT_OK;
}

/* Finding the nodes of millions of rows is waiting for memory, the place in the map first and then the key there: what
 * a batch of rows will need is asked for before it is looked at. */
static dixit_status add_edges(dixit_graph *graph, dx_table *t, dixit_error *error) {
	enum { BATCH = 64 };
	row rows[BATCH];
	unsigned count = 0;
	dixit_status status = DIXIT_OK;
	const dx_map *keys = &graph->keys;
	do { /* a further row only while it need not be read into the place of those at hand */
		dixit_status taken = take_row(t, &rows[count], error);
		if (taken) return taken;
		for (int i = 0; i < 2; i++) __builtin_prefetch(&keys->slots[(uint32_t)rows[count].hash[i] & keys->mask]);
		count++;
	} while (count < BATCH && dx_table_ready(t) && !(status = dx_table_next(t, error)));
	for (unsigned k = 0; k < 2 * count; k++)
		__builtin_prefetch(keys->slots[(uint32_t)rows[k / 2].hash[k % 2] & keys->mask].key.ptr);
	uint64_t line = t->line;
	for (unsigned k = 0; k < count; k++) {
		dixit_error wrong;
		dixit_status added = add_edge(graph, t, &rows[k], &wrong);
		if (!added) continue;
		if (error) *error = wrong;
		return added;
	}
	t->line = line;
	return status;
}

static dx_slice kept(dixit_graph *graph, dx_slice text) {
	dx_slice clean = dx_graph_clean(&graph->temp, text);
	return (dx_slice){clean.len ? dx_strndup(&graph->arena, clean.ptr, clean.len) : "", clean.len};
}

static dixit_status count_of(dx_table *t, unsigned name, uint32_t *out, dixit_error *error) {
	dx_slice text = dx_table_get(t, name);
	double x = 0;
	if (!text.len) return DIXIT_OK;
	if (!dx_table_number(t, text, &x) || x < 0 || x > UINT32_MAX || x != floor(x))
		return dx_table_wrong(t, text, "not a count", error);
	*out = (uint32_t)x;
	return DIXIT_OK;
}

static dixit_status day_of(const dx_table *t, unsigned name, char out[11], dixit_error *error) {
	dx_slice text = dx_table_get(t, name);
	if (!text.len) return DIXIT_OK;
	if (!dx_date_number(text.ptr, text.len)) return dx_table_wrong(t, text, "not a day, YYYY-MM-DD", error);
	memcpy(out, text.ptr, 10);
	return DIXIT_OK;
}

static dixit_status kind_of(const dx_table *t, uint8_t *kind, dixit_error *error) {
	dx_slice text = dx_table_get(t, KIND);
	if (!text.len) return DIXIT_OK;
	for (*kind = 0; *kind < DX_KINDS; ++*kind) {
		if (dx_slice_eq(text, dx_slice_of(dx_kind_look_of(*kind)->name))) return DIXIT_OK;
	}
	return dx_table_wrong(t, text, "no kind of this name (person, organisation, country, group, place, meeting …)",
	                      error);
}

static dixit_status country_of(const dx_table *t, char out[3], dixit_error *error) {
	dx_slice code = dx_table_get(t, COUNTRY);
	if (!code.len) return DIXIT_OK;
	if (code.len != 2 || code.ptr[0] < 'A' || code.ptr[0] > 'Z' || code.ptr[1] < 'A' || code.ptr[1] > 'Z')
		return dx_table_wrong(t, code, "not a country's two letters", error);
	memcpy(out, code.ptr, 2);
	return DIXIT_OK;
}

static dixit_status add_node(dixit_graph *graph, dx_table *t, dixit_error *error) {
	dx_bulk *bulk = graph->bulk;
	uint32_t number;
	dixit_status status = node_of(graph, t, dx_table_get(t, KEY), &number, error);
	if (status) return status;
	while (bulk->described.count <= number) *DX_PUSH(&graph->arena, &bulk->described) = NULL;
	if (bulk->described.items[number]) return dx_table_wrong(t, dx_table_get(t, KEY), "a node comes twice", error);
	dx_node *node = bulk->described.items[number] = DX_NEW(&graph->arena, dx_node, 1);
	node->label = kept(graph, dx_table_get(t, LABEL));
	node->title = kept(graph, dx_table_get(t, TITLE));
	node->aliases = kept(graph, dx_table_get(t, ALIASES));
	status = kind_of(t, &node->kind, error);
	if (!status) status = country_of(t, node->country, error);
	if (!status) status = count_of(t, STATEMENTS, &node->statements, error);
	if (!status) status = count_of(t, ARTICLES, &node->articles, error);
	if (!status) status = day_of(t, FIRST, node->first, error);
	if (!status) status = day_of(t, LAST, node->last, error);
	return status;
}

typedef dixit_status add_row(dixit_graph *graph, dx_table *t, dixit_error *error);

/* The table is closed also where memory runs out: the arenas' owner comes back here. */
static dixit_status read_rows(dixit_graph *graph, dx_table *t, add_row *add, dixit_error *error) {
	if (dx_arena_guard(&graph->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	if (dx_arena_guard(&graph->temp)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dixit_status status;
	while (!(status = dx_table_next(t, error)) && !(status = add(graph, t, error))) {
	}
	dx_arena_reset(&graph->temp, 1 << 20);
	return status == DIXIT_END ? DIXIT_OK : status;
}

static dixit_status start(dixit_graph *graph, dixit_error *error) {
	if (dx_arena_guard(&graph->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	graph->bulk = DX_NEW(&graph->arena, dx_bulk, 1);
	return DIXIT_OK;
}

dixit_status dixit_graph_tables(dixit_graph *graph, const char *edges, const char *nodes, dixit_error *error) {
	dx_table t;
	if (graph->stage != DX_GRAPH_OPEN || graph->articles.count || graph->bulk)
		return dx_fail(error, DIXIT_E_USAGE, "tables are read into an empty graph");
	dixit_status status = start(graph, error);
	if (!status && nodes) { /* the nodes first: `described` is then as long as it need be */
		status = dx_table_open(&t, nodes, node_names, 1, error);
		if (!status) status = read_rows(graph, &t, add_node, error);
		dx_table_close(&t);
	}
	if (!status) {
		status = dx_table_open(&t, edges, edge_names, 2, error);
		graph->bulk->relations = t.at[RELATION] >= 0;
		if (!status) status = read_rows(graph, &t, add_edges, error);
		dx_table_close(&t);
	}
	graph->stage = status ? DX_GRAPH_BROKEN : DX_GRAPH_SLICED; /* no records come behind */
	return status;
}

static uint32_t sum_of(uint32_t a, double b) {
	double sum = a + b;
	return sum < UINT32_MAX ? (uint32_t)sum : UINT32_MAX;
}

static void make_nodes(dixit_graph *graph, const uint32_t *rank) {
	dx_bulk *bulk = graph->bulk;
	graph->network.node_count = bulk->keys.count;
	graph->nodes = DX_NEW(&graph->arena, dx_node, bulk->keys.count);
	for (uint32_t i = 0; i < bulk->keys.count; i++) {
		dx_node *node = &graph->nodes[rank[i]];
		if (i < bulk->described.count && bulk->described.items[i]) *node = *bulk->described.items[i];
		node->key = bulk->keys.items[i];
		if (!node->label.len) node->label = node->key;
	}
	for (uint64_t i = 0; i < bulk->count; i++) {
		const dx_bulk_edge *e = dx_bulk_at(bulk, i);
		dx_node *a = &graph->nodes[e->source], *b = &graph->nodes[dx_bulk_target(e)];
		a->strength = sum_of(a->strength, ceil(e->value));
		b->strength = sum_of(b->strength, ceil(e->value));
	}
}

static void make_edges(dixit_graph *graph) {
	dx_bulk *bulk = graph->bulk;
	dx_network *net = &graph->network;
	graph->edges = DX_NEW(&graph->arena, dx_edge, bulk->count);
	graph->ties = DX_NEW(&graph->arena, dx_tie, bulk->count);
	for (uint32_t i = 0; i < bulk->count; i++) {
		const dx_bulk_edge *b = dx_bulk_at(bulk, i);
		dx_edge *e = &graph->edges[i];
		*e = (dx_edge){.source = b->source, .target = dx_bulk_target(b), .value = b->value};
		e->weight = sum_of(0, ceil(b->value));
		e->relation = dx_bulk_relation(b);
		if (!i || e[-1].source != e->source || e[-1].target != e->target)
			graph->ties[net->tie_count++] = (dx_tie){.edge = i};
		graph->ties[net->tie_count - 1].count++;
	}
	net->edges = graph->edges;
	net->ties = graph->ties;
}

/* Relations between two of a kind in a projection have no direction; a network of nothing else has none either. */
static bool is_directed(const dx_bulk *bulk) {
	for (uint64_t i = 0; i < bulk->count; i++) {
		uint8_t r = dx_bulk_relation(dx_bulk_at(bulk, i));
		if (r != DX_TOGETHER && r != DX_SHARED && r != DX_GUESTS) return true;
	}
	return bulk->count == 0;
}

void dx_bulk_finish(dixit_graph *graph) {
	dx_bulk *bulk = graph->bulk;
	dx_network *net = &graph->network;
	uint32_t *rank = dx_alloc_raw(&graph->arena, bulk->keys.count * sizeof *rank);
	dx_bulk_sort(graph, rank);
	dx_arena_reset(&graph->temp, 1 << 20);
	make_nodes(graph, rank);
	net->nodes = graph->nodes;
	net->edge_count = (uint32_t)bulk->count;
	net->directed = is_directed(bulk);
	net->title = DX_LIT("ties from a table");
	if (bulk->count <= DX_BULK_FULL)
		make_edges(graph);
	else
		net->bulk = bulk;
	if (!net->node_count) dx_graph_tell(graph, "the network is empty");
}

dixit_status dx_bulk_only(dixit_graph *graph, dixit_error *error) {
	if (graph->measures)
		return dx_fail(error, DIXIT_E_USAGE, "networks of over %d edges cannot be measured here", DX_BULK_FULL);
	if (!graph->no_layout) dx_graph_tell(graph, "no positions: the network has over %d edges", DX_BULK_FULL);
	return DIXIT_OK;
}
