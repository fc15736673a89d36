/* GEXF 1.3, in the spelling that Gephi's importer was measured to take (ImporterGEXF.java): a label on every node;
 * colours as r, g and b (networkx fails on "hex", Gephi Lite on "a"); `kind` keeps edges of different relations between
 * one pair apart. Where edges know their days the file is dynamic: days as timestamps of nodes and edges, an edge's
 * weight by day, the sum as the weight of all time. Each day stands once on an element: Gephi refuses a second. */
#include "base/error.h"
#include "export/days.h"
#include "export/export.h"
#include "export/head.h"

typedef struct gexf {
	dx_sink sink;
	const dx_network *net;
	dx_shown nodes, edges;
	dx_times times; /* dates NULL: not dynamic */
	dx_buf scratch;
} gexf;

static const char *type_of(const dx_shown *shown, unsigned which) {
	switch (dx_shown_type(shown, which)) {
	case DX_COLUMN_INT: return which >= shown->field_count ? "long" : "integer";
	case DX_COLUMN_DOUBLE: return "double";
	case DX_COLUMN_BOOL: return "boolean";
	default: return "string";
	}
}

static void write_attributes(dx_buf *buf, const dx_shown *shown) {
	dx_buf_printf(buf, "<attributes class=\"%s\" mode=\"static\">\n", shown->side == DX_NODES ? "node" : "edge");
	for (unsigned i = 0; i < shown->count; i++) {
		dx_slice name = dx_slice_of(dx_shown_name(shown, i));
		dx_buf_str(buf, "<attribute");
		dx_put_attribute(buf, "id", name);
		dx_put_attribute(buf, "title", name);
		dx_buf_printf(buf, " type=\"%s\"/>\n", type_of(shown, i));
	}
	dx_buf_str(buf, "</attributes>\n");
}

static void write_values(gexf *g, const dx_shown *shown, uint32_t row) {
	dx_buf *buf = &g->sink.buf;
	for (unsigned i = 0; i < shown->count; i++) {
		dx_value value;
		dx_shown_get(shown, i, row, &value, &g->scratch);
		if (value.absent) continue;
		dx_buf_str(buf, "<attvalue");
		dx_put_attribute(buf, "for", dx_slice_of(dx_shown_name(shown, i)));
		dx_buf_str(buf, " value=\"");
		dx_put_value(buf, dx_shown_type(shown, i), &value, dx_put_xml);
		dx_buf_str(buf, "\"/>");
	}
}

static void write_colour(dx_buf *buf, uint32_t colour) {
	dx_buf_printf(buf, "<viz:color r=\"%u\" g=\"%u\" b=\"%u\"/>", colour >> 16, colour >> 8 & 255, colour & 255);
}

static void write_dates(dx_buf *buf, const uint32_t *dates, uint32_t count) {
	if (!count) return;
	dx_buf_str(buf, " timestamps=\"[");
	for (uint32_t i = 0; i < count; i++) {
		if (i) dx_buf_char(buf, ',');
		dx_put_day(buf, dates[i]);
	}
	dx_buf_str(buf, "]\"");
}

static void write_node(gexf *g, uint32_t i) {
	dx_buf *buf = &g->sink.buf;
	const dx_node *node = &g->net->nodes[i];
	dx_buf_str(buf, "<node");
	dx_put_attribute(buf, "id", node->key);
	dx_put_attribute(buf, "label", node->label);
	if (g->times.dates)
		write_dates(buf, g->times.dates + g->times.starts[i], g->times.starts[i + 1] - g->times.starts[i]);
	dx_buf_str(buf, "><attvalues>");
	write_values(g, &g->nodes, i);
	dx_buf_str(buf, "</attvalues>");
	write_colour(buf, node->colour);
	dx_buf_str(buf, "<viz:position x=\"");
	dx_put_number(buf, node->x);
	dx_buf_str(buf, "\" y=\"");
	dx_put_number(buf, node->y);
	dx_buf_str(buf, "\" z=\"0\"/><viz:size value=\"");
	dx_put_number(buf, node->size);
	dx_buf_str(buf, "\"/></node>\n");
}

static void write_days(dx_buf *buf, const dx_edge *edge) {
	for (uint32_t i = 0; i < edge->day_count; i++) {
		dx_buf_str(buf, "<attvalue for=\"weight\" value=\"");
		dx_put_exact(buf, edge->days[i].value);
		dx_buf_str(buf, "\" timestamp=\"");
		dx_put_day(buf, edge->days[i].date);
		dx_buf_str(buf, "\"/>");
	}
}

static void write_edge(gexf *g, uint32_t i) {
	dx_buf *buf = &g->sink.buf;
	const dx_edge *edge = &g->net->edges[i];
	const dx_relation_look *look = dx_relation_look_of(edge->relation);
	dx_buf_printf(buf, "<edge id=\"e%u\"", i);
	dx_put_attribute(buf, "source", g->net->nodes[edge->source].key);
	dx_put_attribute(buf, "target", g->net->nodes[edge->target].key);
	dx_put_attribute(buf, "label", dx_slice_of(look->label));
	dx_put_attribute(buf, "kind", dx_slice_of(look->name));
	dx_buf_str(buf, " weight=\"");
	dx_put_exact(buf, edge->value);
	dx_buf_char(buf, '"');
	for (uint32_t d = 0; d < edge->day_count; d++) {
		dx_buf_str(buf, d ? "," : " timestamps=\"[");
		dx_put_day(buf, edge->days[d].date);
	}
	dx_buf_str(buf, edge->day_count ? "]\"><attvalues>" : "><attvalues>");
	write_values(g, &g->edges, i);
	write_days(buf, edge);
	dx_buf_str(buf, "</attvalues>");
	write_colour(buf, dx_edge_colour(edge));
	dx_buf_str(buf, "</edge>\n");
}

static void write_head(gexf *g) {
	dx_buf *buf = &g->sink.buf;
	dx_buf_str(buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	dx_put_head(buf, g->net);
	dx_buf_str(buf, "<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n"
	                "<meta><creator>dixit</creator><title>");
	dx_put_caption(buf, g->net, dx_put_xml);
	dx_buf_printf(buf, "</title></meta>\n<graph defaultedgetype=\"%s\"", g->net->directed ? "directed" : "undirected");
	dx_buf_str(buf, g->times.dates ? " mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"timestamp\" "
	                                 "timezone=\"UTC\">\n"
	                               : " mode=\"static\">\n");
	write_attributes(buf, &g->nodes);
	write_attributes(buf, &g->edges);
	if (g->times.dates)
		dx_buf_str(buf, "<attributes class=\"edge\" mode=\"dynamic\">\n"
		                "<attribute id=\"weight\" title=\"Weight\" type=\"double\"/>\n</attributes>\n");
}

static void write_all(gexf *g) {
	dx_sink *sink = &g->sink;
	write_head(g);
	dx_buf_str(&sink->buf, "<nodes>\n");
	for (uint32_t i = 0; i < g->net->node_count && !sink->status; i++) {
		write_node(g, i);
		dx_sink_turn(sink);
	}
	dx_buf_str(&sink->buf, "</nodes>\n<edges>\n");
	for (uint32_t i = 0; i < g->net->edge_count && !sink->status; i++) {
		write_edge(g, i);
		dx_sink_turn(sink);
	}
	dx_buf_str(&sink->buf, "</edges>\n</graph>\n</gexf>\n");
}

static dixit_status find_times(dx_arena *arena, const dx_network *net, dx_times *times, dixit_error *error) {
	if (dx_arena_guard(arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	*times = dx_times_of(arena, net);
	return DIXIT_OK;
}

dixit_status dx_write_gexf(dx_outfile *out, const dx_network *network, dixit_error *error) {
	gexf g = {.sink = {.out = out, .error = error}, .net = network};
	dx_arena arena;
	dx_arena_init(&arena);
	unsigned without = DX_USE_VIZ | DX_USE_NAME;
	g.nodes = dx_shown_of(network, DX_NODES, without);
	g.edges = dx_shown_of(network, DX_EDGES, without);
	dixit_status status = dx_has_days(network) ? find_times(&arena, network, &g.times, error) : DIXIT_OK;
	if (!status) {
		write_all(&g);
		g.sink.buf.failed |= g.scratch.failed;
		status = dx_sink_end(&g.sink);
	}
	dx_buf_free(&g.scratch);
	dx_arena_free(&arena);
	return status;
}
