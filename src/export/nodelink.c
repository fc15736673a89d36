/* Node-link JSON: what networkx's node_link_graph() reads (the edges are called "edges", as from networkx 3.6 on;
 * earlier ones want to be told: edges="edges", before 3.4 link="edges"), and the programs that follow it. One node or
 * edge a line. Values are numbers and texts, none of them nested, so that networkx can write them on in any format. */
#include "export/export.h"
#include "export/json.h"

static void write_head(dx_json *json, const dx_network *net, dx_buf *scratch) {
	dx_json_open(json, '{');
	dx_json_key(json, "directed");
	dx_json_bool(json, net->directed);
	dx_json_key(json, "multigraph");
	dx_json_bool(json, true);
	dx_json_key(json, "graph");
	dx_json_open(json, '{');
	dx_json_head(json, net, scratch);
	dx_json_close(json, '}');
}

static void write_nodes(dx_sink *sink, dx_json *json, const dx_network *net, dx_buf *scratch) {
	dx_shown shown = dx_shown_of(net, DX_NODES, DX_USE_NAME);
	dx_buf_str(&sink->buf, ",\n\"nodes\":[\n");
	json->comma = false;
	for (uint32_t i = 0; i < net->node_count && !sink->status; i++) {
		dx_json_open(json, '{');
		dx_json_key(json, "id");
		dx_json_text(json, net->nodes[i].key);
		dx_json_fields(json, &shown, i, scratch);
		dx_json_end_item(sink, json, i + 1 == net->node_count);
	}
}

static void write_edges(dx_sink *sink, dx_json *json, const dx_network *net, dx_buf *scratch) {
	dx_shown shown = dx_shown_of(net, DX_EDGES, DX_USE_TIME);
	dx_buf_str(&sink->buf, "],\n\"edges\":[\n");
	for (uint32_t i = 0; i < net->edge_count && !sink->status; i++) {
		const dx_edge *edge = &net->edges[i];
		dx_json_open(json, '{');
		dx_json_key(json, "source");
		dx_json_text(json, net->nodes[edge->source].key);
		dx_json_key(json, "target");
		dx_json_text(json, net->nodes[edge->target].key);
		dx_json_key(json, "key");
		dx_json_text(json, dx_slice_of(dx_relation_look_of(edge->relation)->name));
		dx_json_fields(json, &shown, i, scratch);
		dx_json_end_item(sink, json, i + 1 == net->edge_count);
	}
	dx_buf_str(&sink->buf, "]}\n");
}

dixit_status dx_write_nodelink(dx_outfile *out, const dx_network *network, dixit_error *error) {
	dx_sink sink = {.out = out, .error = error};
	dx_buf scratch = {0};
	dx_json json = {.out = &sink.buf};
	write_head(&json, network, &scratch);
	write_nodes(&sink, &json, network, &scratch);
	write_edges(&sink, &json, network, &scratch);
	dx_buf_free(&scratch);
	return dx_sink_end(&sink);
}
