/* GraphML. The spelling of keys, types and attributes is the one that Gephi's importer was measured to take
 * (ImporterGraphML.java): a property is known by its attr.name, case and all; numbers of the wrong type lose the value;
 * an edge's XML attribute `label` is its kind and keeps edges of different relations between one pair apart.
 *
 * All edges of a network are written alike, directed or not, also those that have no direction (met, called): networkx
 * refuses a file that mixes both. Gephi turns the letters INF in any column into "Infinity"; labels are not touched.
 * `name` is the label once more: Cytoscape shows that. What the network is called stands in a processing instruction:
 * Gephi warns of attributes of the graph. Written by hand: libxml2's writer takes five times as long. */
#include "export/export.h"
#include "export/head.h"

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

/* An absent value is left out: Gephi drops empty ones anyway, networkx and igraph then know it is missing. */
static void write_data(dx_sink *sink, const dx_shown *shown, uint32_t row, dx_buf *scratch) {
	dx_buf *buf = &sink->buf;
	for (unsigned i = 0; i < shown->count; i++) {
		dx_value value;
		dx_shown_get(shown, i, row, &value, scratch);
		if (value.absent) continue;
		dx_buf_str(buf, shown->side == DX_NODES ? "<data key=\"v_" : "<data key=\"e_");
		dx_put_xml(buf, dx_slice_of(dx_shown_name(shown, i)));
		dx_buf_str(buf, "\">");
		dx_put_value(buf, dx_shown_type(shown, i), &value, dx_put_xml);
		dx_buf_str(buf, "</data>");
	}
	sink->buf.failed |= scratch->failed;
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
static void write_all(dx_sink *sink, const dx_network *net, dx_buf *scratch) {
	dx_buf *buf = &sink->buf;
	dx_shown nodes = dx_shown_of(net, DX_NODES, 0), edges = dx_shown_of(net, DX_EDGES, DX_USE_TIME);
	dx_buf_str(buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	dx_put_head(buf, net);
	dx_buf_str(buf, "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
	write_keys(buf, &nodes);
	write_keys(buf, &edges);
	dx_buf_printf(buf, "<graph id=\"G\" edgedefault=\"%s\">\n", net->directed ? "directed" : "undirected");
	for (uint32_t i = 0; i < net->node_count && !sink->status; i++) {
		dx_buf_str(buf, "<node");
		dx_put_attribute(buf, "id", net->nodes[i].key);
		dx_buf_char(buf, '>');
		write_data(sink, &nodes, i, scratch);
		dx_buf_str(buf, "</node>\n");
		dx_sink_turn(sink);
	}
	for (uint32_t i = 0; i < net->edge_count && !sink->status; i++) {
		write_edge(buf, net, i);
		write_data(sink, &edges, i, scratch);
		dx_buf_str(buf, "</edge>\n");
		dx_sink_turn(sink);
	}
	dx_buf_str(buf, "</graph>\n</graphml>\n");
}

dixit_status dx_write_graphml(dx_outfile *out, const dx_network *network, dixit_error *error) {
	dx_sink sink = {.out = out, .error = error};
	dx_buf scratch = {0};
	write_all(&sink, network, &scratch);
	dx_buf_free(&scratch);
	return dx_sink_end(&sink);
}
