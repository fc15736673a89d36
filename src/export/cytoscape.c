/* Cytoscape JSON, for Cytoscape (File, Import, Network) and Cytoscape.js: elements with data and positions; y goes
 * down there. Nodes and edges share one space of ids. */
#include "export/export.h"
#include "export/json.h"

/* Of a key that could be an edge's id, e's and then digits alone: how many e's; else 0. */
static size_t leading(dx_slice key) {
	size_t letters = 0;
	while (letters < key.len && key.ptr[letters] == 'e') letters++;
	for (size_t i = letters; i < key.len; i++) {
		if (key.ptr[i] < '0' || key.ptr[i] > '9') return 0;
	}
	return letters < key.len ? letters : 0;
}

/* How many e's stand before an edge's number, so that no node has that id. */
static size_t prefix_of(const dx_network *net) {
	size_t most = 0;
	for (uint32_t i = 0; i < net->node_count; i++) {
		size_t letters = leading(net->nodes[i].key);
		if (letters > most) most = letters;
	}
	return most + 1;
}

static void write_head(dx_json *json, const dx_network *net, dx_buf *scratch) {
	dx_json_open(json, '{');
	dx_json_key(json, "format_version");
	dx_json_text(json, DX_LIT("1.0"));
	dx_json_key(json, "generated_by");
	dx_json_text(json, DX_LIT("dixit"));
	dx_json_key(json, "data");
	dx_json_open(json, '{');
	dx_json_key(json, "directed");
	dx_json_bool(json, net->directed);
	dx_json_head(json, net, scratch);
	dx_json_close(json, '}');
}

static void write_nodes(dx_sink *sink, dx_json *json, const dx_network *net, dx_buf *scratch) {
	dx_shown shown = dx_shown_of(net, DX_NODES, 0);
	for (uint32_t i = 0; i < net->node_count && !sink->status; i++) {
		const dx_node *node = &net->nodes[i];
		dx_json_open(json, '{');
		dx_json_key(json, "data");
		dx_json_open(json, '{');
		dx_json_key(json, "id");
		dx_json_text(json, node->key);
		dx_json_fields(json, &shown, i, scratch);
		dx_json_close(json, '}');
		dx_buf_str(json->out, ",\"position\":{\"x\":");
		dx_put_number(json->out, node->x);
		dx_buf_str(json->out, ",\"y\":");
		dx_put_number(json->out, -node->y);
		dx_buf_char(json->out, '}');
		dx_json_end_item(sink, json, i + 1 == net->node_count);
	}
}

static void write_id(dx_buf *buf, size_t prefix, uint32_t i) {
	dx_buf_str(buf, "{\"data\":{\"id\":\"");
	for (size_t k = 0; k < prefix; k++) dx_buf_char(buf, 'e');
	dx_buf_printf(buf, "%u\"", i);
}

static void write_edges(dx_sink *sink, dx_json *json, const dx_network *net, dx_buf *scratch) {
	dx_shown shown = dx_shown_of(net, DX_EDGES, DX_USE_TIME);
	size_t prefix = prefix_of(net);
	for (uint32_t i = 0; i < net->edge_count && !sink->status; i++) {
		const dx_edge *edge = &net->edges[i];
		dx_slice relation = dx_slice_of(dx_relation_look_of(edge->relation)->name);
		write_id(json->out, prefix, i);
		json->comma = true;
		dx_json_key(json, "source");
		dx_json_text(json, net->nodes[edge->source].key);
		dx_json_key(json, "target");
		dx_json_text(json, net->nodes[edge->target].key);
		dx_json_key(json, "interaction");
		dx_json_text(json, relation);
		dx_json_fields(json, &shown, i, scratch);
		dx_json_close(json, '}');
		dx_json_end_item(sink, json, i + 1 == net->edge_count);
	}
}

dixit_status dx_write_cytoscape(dx_outfile *out, const dx_network *network, dixit_error *error) {
	dx_sink sink = {.out = out, .error = error};
	dx_buf scratch = {0};
	dx_json json = {.out = &sink.buf};
	write_head(&json, network, &scratch);
	dx_buf_str(&sink.buf, ",\n\"elements\":{\"nodes\":[\n");
	json.comma = false;
	write_nodes(&sink, &json, network, &scratch);
	dx_buf_str(&sink.buf, "],\n\"edges\":[\n");
	write_edges(&sink, &json, network, &scratch);
	dx_buf_str(&sink.buf, "]}}\n");
	dx_buf_free(&scratch);
	return dx_sink_end(&sink);
}
