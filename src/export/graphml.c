/* GraphML by libxml2. The spelling of keys, types and attributes is the one that Gephi's importer was measured to take
 * (ImporterGraphML.java): a property is known by its attr.name, case and all; numbers of the wrong type lose the value;
 * an edge's XML attribute `label` is its kind and keeps edges of different relations between one pair apart.
 *
 * All edges are written as directed, also those that have no direction (met, called): networkx refuses a file that
 * mixes both. Gephi turns the letters INF in any column into "Infinity", so quotations stay out of the columns; labels
 * are not touched. `name` is the label once more: Cytoscape shows that. */
#include "base/buf.h"
#include "base/error.h"
#include "export/export.h"
#include "export/graphml_bulk.h"

#include <libxml/xmlerror.h>
#include <libxml/xmlwriter.h>
#include <limits.h>

typedef struct graphml {
	xmlTextWriterPtr xml;
	dx_outfile *out;
	dixit_error *error;
	dixit_status status; /* of the file below, which libxml2 is not told about: it would print */
	bool failed;         /* memory ran out */
	dx_buf escaped;      /* the text at hand */
} graphml;

typedef struct key {
	const char *id, *domain, *name, *type;
} key;

static const key keys[] = {
    {"v_label", "node", "label", "string"},
    {"v_name", "node", "name", "string"},
    {"v_kind", "node", "kind", "string"},
    {"v_key", "node", "key", "string"},
    {"v_title", "node", "title", "string"},
    {"v_country", "node", "country", "string"},
    {"v_aliases", "node", "aliases", "string"},
    {"v_statements", "node", "statements", "int"},
    {"v_articles", "node", "articles", "int"},
    {"v_first", "node", "first", "string"},
    {"v_last", "node", "last", "string"},
    {"v_x", "node", "x", "double"},
    {"v_y", "node", "y", "double"},
    {"v_size", "node", "size", "double"},
    {"v_color", "node", "color", "string"},
    {"e_label", "edge", "label", "string"},
    {"e_relation", "edge", "relation", "string"},
    {"e_weight", "edge", "weight", "double"},
    {"e_articles", "edge", "articles", "int"},
    {"e_first", "edge", "first", "string"},
    {"e_last", "edge", "last", "string"},
    {"e_evidence", "edge", "evidence", "string"},
    {"e_color", "edge", "color", "string"},
};

static int put_bytes(void *context, const char *bytes, int len) {
	graphml *g = context;
	if (!g->status) g->status = dx_outfile_write(g->out, bytes, (size_t)len, g->error);
	return len;
}

static void note(graphml *g, int result) { g->failed |= result < 0; }

static void open_element(graphml *g, const char *name) { note(g, xmlTextWriterStartElement(g->xml, BAD_CAST name)); }
static void close_element(graphml *g) { note(g, xmlTextWriterEndElement(g->xml)); }
static void newline(graphml *g) { note(g, xmlTextWriterWriteRaw(g->xml, BAD_CAST "\n")); }

static void attribute(graphml *g, const char *name, const char *value) {
	note(g, xmlTextWriterWriteAttribute(g->xml, BAD_CAST name, BAD_CAST value));
}

/* Escaped here and handed on raw: libxml2's own escaping loses a text without a word when memory runs out. */
static void text_value(graphml *g, dx_slice text) {
	dx_buf *buf = &g->escaped;
	buf->len = 0;
	for (size_t i = 0; i < text.len; i++) {
		switch (text.ptr[i]) {
		case '&': dx_buf_str(buf, "&amp;"); break;
		case '<': dx_buf_str(buf, "&lt;"); break;
		case '>': dx_buf_str(buf, "&gt;"); break;
		case '"': dx_buf_str(buf, "&quot;"); break;
		default: dx_buf_char(buf, text.ptr[i]);
		}
	}
	if (buf->failed || buf->len > INT_MAX)
		g->failed = true;
	else if (buf->len)
		note(g, xmlTextWriterWriteRawLen(g->xml, BAD_CAST buf->ptr, (int)buf->len));
}

/* An absent value is left out: Gephi drops empty ones anyway, networkx and igraph then know it is missing. */
static void data(graphml *g, const char *key_id, dx_slice text) {
	if (!text.len) return;
	open_element(g, "data");
	attribute(g, "key", key_id);
	text_value(g, text);
	close_element(g);
}

static void number_data(graphml *g, const char *key_id, double x) {
	char digits[DX_NUMBER_MAX];
	size_t len = dx_number(digits, x);
	data(g, key_id, (dx_slice){digits, len});
}

static void colour_data(graphml *g, const char *key_id, uint32_t colour) {
	char hex[8];
	snprintf(hex, sizeof hex, "#%06x", colour);
	data(g, key_id, dx_slice_of(hex));
}

static void id_attribute(graphml *g, const char *name, dx_slice id) {
	note(g, xmlTextWriterStartAttribute(g->xml, BAD_CAST name));
	text_value(g, id);
	note(g, xmlTextWriterEndAttribute(g->xml));
}

static void write_keys(graphml *g) {
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		open_element(g, "key");
		attribute(g, "id", keys[i].id);
		attribute(g, "for", keys[i].domain);
		attribute(g, "attr.name", keys[i].name);
		attribute(g, "attr.type", keys[i].type);
		close_element(g);
		newline(g);
	}
}

static void write_node(graphml *g, const dx_node *node) {
	const dx_kind_look *look = dx_kind_look_of(node->kind);
	open_element(g, "node");
	id_attribute(g, "id", node->key);
	data(g, "v_label", node->label);
	data(g, "v_name", node->label);
	data(g, "v_kind", dx_slice_of(look->name));
	data(g, "v_key", node->key);
	data(g, "v_title", node->title);
	data(g, "v_country", dx_slice_of(node->country));
	data(g, "v_aliases", node->aliases);
	number_data(g, "v_statements", node->statements);
	number_data(g, "v_articles", node->articles);
	data(g, "v_first", dx_slice_of(node->first));
	data(g, "v_last", dx_slice_of(node->last));
	number_data(g, "v_x", node->x);
	number_data(g, "v_y", node->y);
	number_data(g, "v_size", node->size);
	colour_data(g, "v_color", node->colour);
	close_element(g);
	newline(g);
}

static void write_edge(graphml *g, const dx_network *net, uint32_t index) {
	const dx_edge *edge = &net->edges[index];
	const dx_relation_look *look = dx_relation_look_of(edge->relation);
	char id[16];
	snprintf(id, sizeof id, "e%u", index);
	open_element(g, "edge");
	attribute(g, "id", id);
	id_attribute(g, "source", net->nodes[edge->source].key);
	id_attribute(g, "target", net->nodes[edge->target].key);
	attribute(g, "label", look->name);
	data(g, "e_label", dx_slice_of(look->label));
	data(g, "e_relation", dx_slice_of(look->name));
	number_data(g, "e_weight", edge->value);
	number_data(g, "e_articles", edge->articles);
	data(g, "e_first", dx_slice_of(edge->first));
	data(g, "e_last", dx_slice_of(edge->last));
	data(g, "e_evidence", edge->evidence);
	colour_data(g, "e_color", look->colour);
	close_element(g);
	newline(g);
}

/* Nodes before edges: Cytoscape needs it. */
static void write_all(graphml *g, const dx_network *net) {
	note(g, xmlTextWriterStartDocument(g->xml, "1.0", "UTF-8", NULL));
	open_element(g, "graphml");
	attribute(g, "xmlns", "http://graphml.graphdrawing.org/xmlns");
	newline(g);
	write_keys(g);
	open_element(g, "graph");
	attribute(g, "id", "G");
	attribute(g, "edgedefault", "directed");
	newline(g);
	for (uint32_t i = 0; i < net->node_count && !g->status; i++) write_node(g, &net->nodes[i]);
	for (uint32_t i = 0; i < net->edge_count && !g->status; i++) write_edge(g, net, i);
	note(g, xmlTextWriterEndDocument(g->xml));
}

static dixit_status write_file(graphml *g, const dx_network *network) {
	xmlOutputBufferPtr buffer = xmlOutputBufferCreateIO(put_bytes, NULL, g, NULL);
	if (buffer) g->xml = xmlNewTextWriter(buffer);
	if (!g->xml) {
		if (buffer) xmlOutputBufferClose(buffer);
		return dx_fail(g->error, DIXIT_E_MEMORY, "out of memory");
	}
	write_all(g, network);
	xmlFreeTextWriter(g->xml); /* writes what is left */
	if (g->status) return g->status;
	return g->failed ? dx_fail(g->error, DIXIT_E_MEMORY, "out of memory") : DIXIT_OK;
}

/* libxml2 prints its errors unless it is told not to; what the program had told it stands again afterwards. */
static void keep_quiet(void *context, const char *message, ...) {
	(void)context;
	(void)message;
}

dixit_status dx_write_graphml(dx_outfile *out, const dx_network *network, dixit_error *error) {
	if (network->bulk) return dx_write_graphml_bulk(out, network, error);
	graphml g = {.out = out, .error = error};
	xmlGenericErrorFunc print = xmlGenericError;
	xmlStructuredErrorFunc report = xmlStructuredError;
	void *print_to = xmlGenericErrorContext, *report_to = xmlStructuredErrorContext;
	xmlSetGenericErrorFunc(NULL, keep_quiet);
	xmlSetStructuredErrorFunc(NULL, NULL);
	dixit_status status = write_file(&g, network);
	xmlSetGenericErrorFunc(print_to, print);
	xmlSetStructuredErrorFunc(report_to, report);
	dx_buf_free(&g.escaped);
	return status;
}
