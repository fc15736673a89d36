/* GraphML. The spelling of keys, types and attributes is the one that Gephi's importer was measured to take
 * (ImporterGraphML.java): a property is known by its attr.name, case and all; numbers of the wrong type lose the value;
 * an edge's XML attribute `label` is its kind and keeps edges of different relations between one pair apart.
 *
 * All edges of a network are written alike, directed or not, also those that have no direction (met, called): networkx
 * refuses a file that mixes both. Gephi turns the letters INF in any column into "Infinity"; labels are not touched.
 * `name` is the label once more: Cytoscape shows that. What the network is called stands in a processing instruction:
 * Gephi warns of attributes of the graph. Written by hand: libxml2's writer takes five times as long. */
#include "base/error.h"
#include "export/export.h"
#include "export/graphml_bulk.h"
#include "export/head.h"

typedef struct graphml {
	dx_sink sink;
	const dx_network *net;
	dx_shown nodes, edges;
	const dx_slice *node_tags, *edge_tags; /* as the fields */
	dx_buf scratch;
} graphml;

static const char *const types[] = {
    [DX_COLUMN_INT] = "int", [DX_COLUMN_DOUBLE] = "double", [DX_COLUMN_TEXT] = "string", [DX_COLUMN_BOOL] = "boolean"};

/* Columns may hold more than an int of Java does. */
static const char *type_of(const dx_shown *shown, unsigned which) {
	uint8_t type = dx_shown_type(shown, which);
	return type == DX_COLUMN_INT && which >= shown->field_count ? "long" : types[type];
}

static void write_keys(dx_buf *buf, const dx_shown *shown) {
	for (unsigned i = 0; i < shown->count; i++) {
		const char *name = dx_shown_name(shown, i);
		dx_buf_str(buf, shown->side == DX_NODES ? "<key id=\"v_" : "<key id=\"e_");
		dx_put_xml(buf, dx_slice_of(name));
		dx_buf_printf(buf, "\" for=\"%s\"", shown->side == DX_NODES ? "node" : "edge");
		dx_put_attribute(buf, "attr.name", dx_slice_of(name));
		dx_buf_printf(buf, " attr.type=\"%s\"/>\n", type_of(shown, i));
	}
}

/* `<data key="v_label">`, put together once a file. */
static const dx_slice *tags_of(dx_arena *arena, const dx_shown *shown, bool *failed) {
	dx_slice *tags = DX_NEW(arena, dx_slice, shown->count);
	dx_buf tag = {0};
	for (unsigned i = 0; i < shown->count; i++) {
		tag.len = 0;
		dx_buf_str(&tag, shown->side == DX_NODES ? "<data key=\"v_" : "<data key=\"e_");
		dx_put_xml(&tag, dx_slice_of(dx_shown_name(shown, i)));
		dx_buf_str(&tag, "\">");
		if (!tag.failed) tags[i] = (dx_slice){dx_strndup(arena, tag.ptr, tag.len), tag.len};
	}
	*failed |= tag.failed;
	dx_buf_free(&tag);
	return tags;
}

/* An absent value is left out: Gephi drops empty ones anyway, networkx and igraph then know it is missing. */
static void write_data(graphml *g, const dx_shown *shown, uint32_t row) {
	const dx_slice *tags = shown->side == DX_NODES ? g->node_tags : g->edge_tags;
	dx_buf *buf = &g->sink.buf;
	for (unsigned i = 0; i < shown->count; i++) {
		dx_value value;
		dx_shown_get(shown, i, row, &value, &g->scratch);
		if (value.absent) continue;
		dx_buf_slice(buf, tags[i]);
		dx_put_value(buf, dx_shown_type(shown, i), &value, dx_put_xml);
		dx_buf_put(buf, "</data>", 7);
	}
}

static void write_edge(dx_buf *buf, const dx_network *net, uint32_t i) {
	const dx_edge *edge = &net->edges[i];
	dx_buf_str(buf, "<edge id=\"e");
	dx_buf_uint(buf, i);
	dx_buf_char(buf, '"');
	dx_put_attribute(buf, "source", net->nodes[edge->source].key);
	dx_put_attribute(buf, "target", net->nodes[edge->target].key);
	dx_put_attribute(buf, "label", dx_slice_of(dx_relation_look_of(edge->relation)->name));
	dx_buf_char(buf, '>');
}

/* Nodes before edges: Cytoscape needs it. */
static void write_all(graphml *g) {
	dx_sink *sink = &g->sink;
	dx_buf *buf = &sink->buf;
	const dx_network *net = g->net;
	dx_buf_str(buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	dx_put_head(buf, net);
	dx_buf_str(buf, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
	write_keys(buf, &g->nodes);
	write_keys(buf, &g->edges);
	dx_buf_printf(buf, "<graph id=\"G\" edgedefault=\"%s\">\n", net->directed ? "directed" : "undirected");
	for (uint32_t i = 0; i < net->node_count && !sink->status; i++) {
		dx_buf_str(buf, "<node");
		dx_put_attribute(buf, "id", net->nodes[i].key);
		dx_buf_char(buf, '>');
		write_data(g, &g->nodes, i);
		dx_buf_str(buf, "</node>\n");
		dx_sink_turn(sink);
	}
	for (uint32_t i = 0; i < net->edge_count && !sink->status; i++) {
		write_edge(buf, net, i);
		write_data(g, &g->edges, i);
		dx_buf_str(buf, "</edge>\n");
		dx_sink_turn(sink);
	}
	dx_buf_str(buf, "</graph>\n</graphml>\n");
}

static dixit_status prepare(dx_arena *arena, graphml *g) {
	if (dx_arena_guard(arena)) return dx_fail(g->sink.error, DIXIT_E_MEMORY, "out of memory");
	g->nodes = dx_shown_of(g->net, DX_NODES, 0);
	g->edges = dx_shown_of(g->net, DX_EDGES, DX_USE_TIME);
	g->node_tags = tags_of(arena, &g->nodes, &g->scratch.failed);
	g->edge_tags = tags_of(arena, &g->edges, &g->scratch.failed);
	return DIXIT_OK;
}

dixit_status dx_write_graphml(dx_outfile *out, const dx_network *network, dixit_error *error) {
	if (network->bulk) return dx_write_graphml_bulk(out, network, error);
	graphml g = {.sink = {.out = out, .error = error}, .net = network};
	dx_arena arena;
	dx_arena_init(&arena);
	dixit_status status = prepare(&arena, &g);
	if (!status) {
		write_all(&g);
		g.sink.buf.failed |= g.scratch.failed;
		status = dx_sink_end(&g.sink);
	}
	dx_buf_free(&g.scratch);
	dx_arena_free(&arena);
	return status;
}
