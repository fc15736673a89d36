/* GraphML of a network whose edges are not there in full (graph/bulk.h): millions of them. Only what the tables said
 * stands in the file; names, types and ids are those of graphml.c. Nodes' keys are escaped once, not once an edge. */
#include "export/graphml_bulk.h"

#include "base/buf.h"
#include "base/error.h"
#include "graph/bulk.h"

#include <math.h>
#include <stdlib.h>

enum { SHORT = 32 };

typedef struct writer {
	const dx_network *net;
	dx_outfile *out;
	dixit_error *error;
	dixit_status status;
	dx_buf buf;
	dx_buf ids;     /* all keys, escaped, one behind the other */
	size_t *starts; /* node → where in `ids`; one more at the end */
	bool known[16]; /* which optional fields any node has */
} writer;

typedef struct field {
	const char *name, *type;
	size_t offset;
} field;

enum { TITLE, ALIASES, COUNTRY, FIRST, LAST, STATEMENTS, ARTICLES, FIELDS };
static const field fields[FIELDS] = {
    [TITLE] = {"title", "string", offsetof(dx_node, title)},
    [ALIASES] = {"aliases", "string", offsetof(dx_node, aliases)},
    [COUNTRY] = {"country", "string", offsetof(dx_node, country)},
    [FIRST] = {"first", "string", offsetof(dx_node, first)},
    [LAST] = {"last", "string", offsetof(dx_node, last)},
    [STATEMENTS] = {"statements", "int", offsetof(dx_node, statements)},
    [ARTICLES] = {"articles", "int", offsetof(dx_node, articles)},
};

static void escaped(dx_buf *buf, dx_slice text) {
	size_t from = 0;
	for (size_t i = 0; i < text.len; i++) {
		const char *form = text.ptr[i] == '&'   ? "&amp;"
		                   : text.ptr[i] == '<' ? "&lt;"
		                   : text.ptr[i] == '>' ? "&gt;"
		                   : text.ptr[i] == '"' ? "&quot;"
		                                        : NULL;
		if (!form) continue;
		dx_buf_put(buf, text.ptr + from, i - from);
		dx_buf_str(buf, form);
		from = i + 1;
	}
	dx_buf_put(buf, text.ptr + from, text.len - from);
}

static void flush(writer *w, size_t from) {
	if (w->buf.failed && !w->status) w->status = dx_fail(w->error, DIXIT_E_MEMORY, "out of memory");
	if (w->status || w->buf.len < from) return;
	w->status = dx_outfile_write(w->out, w->buf.ptr, w->buf.len, w->error);
	w->buf.len = 0;
}

static void put_id(writer *w, uint32_t node) {
	dx_buf_put(&w->buf, w->ids.ptr + w->starts[node], w->starts[node + 1] - w->starts[node]);
}

static bool make_ids(writer *w, dx_buf *room) {
	uint32_t n = w->net->node_count;
	w->starts = (size_t *)(void *)dx_buf_room(room, ((size_t)n + 1) * sizeof *w->starts);
	if (!w->starts) return false;
	for (uint32_t i = 0; i < n; i++) {
		w->starts[i] = w->ids.len;
		escaped(&w->ids, w->net->nodes[i].key);
	}
	w->starts[n] = w->ids.len;
	return dx_buf_room(&w->ids, SHORT) && !w->ids.failed;
}

static bool has(const dx_node *node, unsigned f) {
	const char *at = (const char *)node + fields[f].offset;
	if (f <= ALIASES) return ((const dx_slice *)(const void *)at)->len > 0;
	return f < STATEMENTS ? at[0] != 0 : *(const uint32_t *)(const void *)at != 0;
}

static void key(dx_buf *buf, char side, const char *name, const char *type) {
	dx_buf_printf(buf, "<key id=\"%c_%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", side, name,
	              side == 'v' ? "node" : "edge", name, type);
}

static void write_head(writer *w) {
	dx_buf *buf = &w->buf;
	for (uint32_t i = 0; i < w->net->node_count; i++) {
		for (unsigned f = 0; f < FIELDS; f++) w->known[f] |= has(&w->net->nodes[i], f);
	}
	dx_buf_str(buf, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
	key(buf, 'v', "label", "string");
	key(buf, 'v', "kind", "string");
	for (unsigned f = 0; f < FIELDS; f++) {
		if (w->known[f]) key(buf, 'v', fields[f].name, fields[f].type);
	}
	key(buf, 'v', "size", "double");
	key(buf, 'v', "color", "string");
	if (w->net->bulk->relations) key(buf, 'e', "relation", "string");
	key(buf, 'e', "weight", "double");
	dx_buf_printf(buf, "<graph id=\"G\" edgedefault=\"%s\">\n", w->net->directed ? "directed" : "undirected");
}

static void write_field(dx_buf *buf, const dx_node *node, unsigned f) {
	const char *at = (const char *)node + fields[f].offset;
	dx_buf_printf(buf, "<data key=\"v_%s\">", fields[f].name);
	if (f <= ALIASES)
		escaped(buf, *(const dx_slice *)(const void *)at);
	else if (f < STATEMENTS)
		dx_buf_str(buf, at);
	else
		dx_buf_uint(buf, *(const uint32_t *)(const void *)at);
	dx_buf_str(buf, "</data>");
}

/* As few digits as read as the same number. */
static void put_value(dx_buf *buf, double x) {
	char digits[32];
	if (x == floor(x) && x < 1e15) {
		dx_buf_uint(buf, (uint64_t)x);
		return;
	}
	for (int n = 6; n <= 17; n++) {
		snprintf(digits, sizeof digits, "%.*g", n, x);
		if (strtod(digits, NULL) == x) break;
	}
	for (char *c = digits; *c; c++) { /* the point of another locale */
		if (*c == ',') *c = '.';
	}
	dx_buf_str(buf, digits);
}

static void write_node(writer *w, uint32_t i) {
	const dx_node *node = &w->net->nodes[i];
	dx_buf *buf = &w->buf;
	dx_buf_str(buf, "<node id=\"");
	put_id(w, i);
	dx_buf_str(buf, "\"><data key=\"v_label\">");
	escaped(buf, node->label);
	dx_buf_str(buf, "</data><data key=\"v_kind\">");
	dx_buf_str(buf, dx_kind_look_of(node->kind)->name);
	dx_buf_str(buf, "</data>");
	for (unsigned f = 0; f < FIELDS; f++) {
		if (w->known[f] && has(node, f)) write_field(buf, node, f);
	}
	dx_buf_str(buf, "<data key=\"v_size\">");
	put_value(buf, node->size);
	dx_buf_printf(buf, "</data><data key=\"v_color\">#%06x</data></node>\n", node->colour);
}

/* Ids are mostly short: a copy of one size needs no call. `ids` has as many bytes to spare behind it. */
static char *put_short(const writer *w, char *to, uint32_t node) {
	const char *id = w->ids.ptr + w->starts[node];
	size_t len = w->starts[node + 1] - w->starts[node];
	if (len <= SHORT)
		memcpy(to, id, SHORT);
	else
		memcpy(to, id, len);
	return to + len;
}

#define PUT(to, text) (memcpy((to), (text), sizeof(text) - 1), (to) + sizeof(text) - 1)

static void write_edge(writer *w, uint32_t i) {
	const dx_bulk_edge *e = dx_bulk_at(w->net->bulk, i);
	dx_buf *buf = &w->buf;
	uint32_t s = e->source, t = dx_bulk_target(e);
	char *start = dx_buf_room(buf, 256 + 2 * SHORT + w->starts[s + 1] - w->starts[s] + w->starts[t + 1] - w->starts[t]);
	if (!start) return;
	char *to = PUT(start, "<edge source=\"");
	to = put_short(w, to, s);
	to = PUT(to, "\" target=\"");
	to = put_short(w, to, t);
	if (w->net->bulk->relations) { /* several between one pair: an id keeps them apart in networkx, a label in Gephi */
		const char *relation = dx_relation_look_of(dx_bulk_relation(e))->name;
		to += snprintf(to, 128, "\" id=\"e%u\" label=\"%s\"><data key=\"e_relation\">%s</data><data key=\"e_weight\">",
		               i, relation, relation);
	} else {
		to = PUT(to, "\"><data key=\"e_weight\">");
	}
	buf->len += (size_t)(to - start);
	put_value(buf, e->value);
	dx_buf_str(buf, "</data></edge>\n");
}

static void write_edges(writer *w) {
	enum { ENOUGH = 1 << 16, AHEAD = 16 };
	const dx_bulk *bulk = w->net->bulk;
	for (uint32_t i = 0; i < w->net->edge_count && !w->status; i++) {
		if (i + 2 * AHEAD < w->net->edge_count) { /* ids of targets lie anywhere: they are asked for in time */
			__builtin_prefetch(&w->starts[dx_bulk_target(dx_bulk_at(bulk, i + 2 * AHEAD))]);
			__builtin_prefetch(w->ids.ptr + w->starts[dx_bulk_target(dx_bulk_at(bulk, i + AHEAD))]);
		}
		write_edge(w, i);
		flush(w, ENOUGH);
	}
}

dixit_status dx_write_graphml_bulk(dx_outfile *out, const dx_network *network, dixit_error *error) {
	enum { ENOUGH = 1 << 16 };
	writer w = {.net = network, .out = out, .error = error};
	dx_buf room = {0};
	if (make_ids(&w, &room)) {
		write_head(&w);
		for (uint32_t i = 0; i < network->node_count && !w.status; i++) {
			write_node(&w, i);
			flush(&w, ENOUGH);
		}
		write_edges(&w);
		dx_buf_str(&w.buf, "</graph>\n</graphml>\n");
		flush(&w, 0);
	} else {
		w.status = dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	}
	dx_buf_free(&room);
	dx_buf_free(&w.ids);
	dx_buf_free(&w.buf);
	return w.status;
}
