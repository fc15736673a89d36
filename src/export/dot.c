/* DOT, for Graphviz and, as far as that can, for Gephi. Gephi's importer (ImporterDOT.java) is no DOT parser; so, as
 * measured: the first line holds a letter outside ASCII that tells the encoding; everything stands in a subgraph behind
 * the defaults, which Gephi skips; blanks around "->"; every id quoted; colours as hue, saturation and value, since
 * "#rrggbb" is read as transparent; positions without "!". Gephi merges parallel edges of DOT and keeps label and
 * colour of the last one only; so all relations from one node to another stand here as one edge, with their labels
 * joined, their weights added up and the colour of the weightiest. GraphML has an edge for each. Graphviz draws the
 * positions as they are with neato -n2. */
#include "base/buf.h"
#include "export/export.h"

#include "base/error.h"
#include <math.h>

typedef struct dot {
	dx_buf buf;
	dx_outfile *out;
	const dx_network *net;
	dixit_error *error;
} dot;

/* Shapes of nodes, by kind: who speaks in rounded boxes, where in ellipses, events in boxes with corners. */
typedef struct shape {
	const char *shape, *style;
} shape;
#define EVENT(type) [DX_KIND_EVENTS + (type)] = {"box", "filled"}
static const shape shapes[DX_KINDS] = {
    [DIXIT_PERSON] = {"box", "filled,rounded"},
    [DIXIT_ORGANISATION] = {"box", "filled,rounded"},
    [DIXIT_COUNTRY] = {"ellipse", "filled"},
    [DIXIT_GROUP] = {"box", "filled,rounded"},
    [DIXIT_PLACE] = {"ellipse", "filled"},
    [DIXIT_MEDIUM] = {"box", "filled,rounded"},
    EVENT(DIXIT_MEETING),
    EVENT(DIXIT_CALL),
    EVENT(DIXIT_VISIT),
    EVENT(DIXIT_SESSION),
    EVENT(DIXIT_SUMMIT),
    EVENT(DIXIT_PRESS_CONFERENCE),
    EVENT(DIXIT_INTERVIEW),
};

static void escaped(dx_buf *buf, dx_slice s) {
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '"' || s.ptr[i] == '\\') dx_buf_char(buf, '\\');
		dx_buf_char(buf, s.ptr[i]);
	}
}

static void quoted(dx_buf *buf, dx_slice s) {
	dx_buf_char(buf, '"');
	escaped(buf, s);
	dx_buf_char(buf, '"');
}

static void attribute(dx_buf *buf, const char *name, dx_slice value) {
	if (!value.len) return;
	dx_buf_str(buf, ", ");
	dx_buf_str(buf, name);
	dx_buf_char(buf, '=');
	quoted(buf, value);
}

static void number_attribute(dx_buf *buf, const char *name, double x) {
	char digits[DX_NUMBER_MAX];
	size_t len = dx_number(digits, x);
	attribute(buf, name, (dx_slice){digits, len});
}

static void thousandths(dx_buf *buf, double x) {
	unsigned n = (unsigned)(x * 1000 + 0.5);
	char digits[5] = {(char)('0' + n / 1000 % 10), '.', (char)('0' + n / 100 % 10), (char)('0' + n / 10 % 10),
	                  (char)('0' + n % 10)};
	dx_buf_put(buf, digits, sizeof digits);
}

/* "0.089 1.000 1.000": hue, saturation, value */
static void colour(dx_buf *buf, uint32_t rgb) {
	double r = (rgb >> 16) / 255.0, g = (rgb >> 8 & 255) / 255.0, b = (rgb & 255) / 255.0;
	double most = fmax(r, fmax(g, b)), range = most - fmin(r, fmin(g, b)), hue = 0;
	if (range > 0) {
		if (most == r)
			hue = (g - b) / range;
		else if (most == g)
			hue = 2 + (b - r) / range;
		else
			hue = 4 + (r - g) / range;
		hue /= 6;
		if (hue < 0) hue += 1;
	}
	thousandths(buf, hue);
	dx_buf_char(buf, ' ');
	thousandths(buf, most > 0 ? range / most : 0);
	dx_buf_char(buf, ' ');
	thousandths(buf, most);
}

static void colour_attribute(dx_buf *buf, const char *name, uint32_t rgb) {
	dx_buf_str(buf, ", ");
	dx_buf_str(buf, name);
	dx_buf_str(buf, "=\"");
	colour(buf, rgb);
	dx_buf_char(buf, '"');
}

static void label_value(dx_buf *buf, dx_slice label) {
	dx_slice lines[DX_LABEL_LINES];
	uint32_t count = dx_label_lines(label, lines, DX_LABEL_LINES);
	dx_buf_char(buf, '"');
	for (uint32_t i = 0; i < count; i++) {
		if (i) dx_buf_str(buf, "\\n");
		escaped(buf, lines[i]);
	}
	dx_buf_char(buf, '"');
}

static void position(dx_buf *buf, const dx_node *node) {
	char x[DX_NUMBER_MAX], y[DX_NUMBER_MAX];
	dx_number(x, node->x);
	dx_number(y, node->y);
	dx_buf_printf(buf, ", pos=\"%s,%s\"", x, y);
}

/* What the browser shows of an SVG under the mouse. */
static void node_tooltip(dx_buf *buf, const dx_node *node) {
	dx_buf_str(buf, ", tooltip=\"");
	escaped(buf, node->label);
	if (node->title.len) dx_buf_str(buf, ", ");
	escaped(buf, node->title);
	dx_buf_printf(buf, ": %u statement%s, %u article%s\"", node->statements, node->statements == 1 ? "" : "s",
	              node->articles, node->articles == 1 ? "" : "s");
}

/* What the edges of one tie add up to. */
typedef struct joint {
	uint32_t weight, articles;
	const dx_edge *main; /* the weightiest, of several the first */
	const char *first, *last;
	bool mutual; /* all of them */
} joint;

static joint joined(const dx_network *net, const dx_tie *tie) {
	const dx_edge *edge = &net->edges[tie->edge];
	joint j = {.main = edge, .first = "", .last = "", .mutual = true};
	for (const dx_edge *end = edge + tie->count; edge < end; edge++) {
		j.weight += edge->weight;
		if (edge->articles > j.articles) j.articles = edge->articles;
		if (edge->weight > j.main->weight) j.main = edge;
		if (edge->first[0] && (!j.first[0] || strcmp(edge->first, j.first) < 0)) j.first = edge->first;
		if (strcmp(edge->last, j.last) > 0) j.last = edge->last;
		j.mutual &= dx_relation_look_of(edge->relation)->mutual;
	}
	return j;
}

static void labels(dx_buf *buf, const dx_network *net, const dx_tie *tie) {
	for (uint32_t i = 0; i < tie->count; i++) {
		if (i) dx_buf_str(buf, ", ");
		dx_buf_str(buf, dx_relation_look_of(net->edges[tie->edge + i].relation)->label);
	}
}

static void relation_attribute(dx_buf *buf, const dx_network *net, const dx_tie *tie) {
	dx_buf_str(buf, ", relation=\"");
	for (uint32_t i = 0; i < tie->count; i++) {
		if (i) dx_buf_str(buf, "; ");
		dx_buf_str(buf, dx_relation_look_of(net->edges[tie->edge + i].relation)->name);
	}
	dx_buf_char(buf, '"');
}

static void edge_tooltip(dx_buf *buf, const dx_network *net, const dx_tie *tie) {
	const dx_edge *edge = &net->edges[tie->edge];
	dx_buf_str(buf, ", tooltip=\"");
	escaped(buf, net->nodes[edge->source].label);
	dx_buf_char(buf, ' ');
	labels(buf, net, tie);
	dx_buf_char(buf, ' ');
	escaped(buf, net->nodes[edge->target].label);
	dx_buf_str(buf, ": ");
	escaped(buf, tie->evidence);
	dx_buf_char(buf, '"');
}

static void write_node(dx_buf *buf, const dx_node *node) {
	const dx_kind_look *look = dx_kind_look_of(node->kind);
	dx_buf_str(buf, "    ");
	quoted(buf, node->key);
	dx_buf_str(buf, " [label=");
	label_value(buf, node->label);
	colour_attribute(buf, "color", look->colour);
	colour_attribute(buf, "fillcolor", look->tint);
	position(buf, node);
	attribute(buf, "shape", dx_slice_of(shapes[node->kind].shape));
	attribute(buf, "style", dx_slice_of(shapes[node->kind].style));
	number_attribute(buf, "width", node->size / 72);
	number_attribute(buf, "fontsize", node->font);
	attribute(buf, "kind", dx_slice_of(look->name));
	attribute(buf, "title", node->title);
	attribute(buf, "country", dx_slice_of(node->country));
	attribute(buf, "aliases", node->aliases);
	number_attribute(buf, "statements", node->statements);
	number_attribute(buf, "articles", node->articles);
	attribute(buf, "first", dx_slice_of(node->first));
	attribute(buf, "last", dx_slice_of(node->last));
	node_tooltip(buf, node);
	dx_buf_str(buf, "];\n");
}

static void write_edge(dx_buf *buf, const dx_network *net, const dx_tie *tie) {
	joint j = joined(net, tie);
	dx_buf_str(buf, "    ");
	quoted(buf, net->nodes[j.main->source].key);
	dx_buf_str(buf, " -> ");
	quoted(buf, net->nodes[j.main->target].key);
	dx_buf_str(buf, " [label=\"");
	labels(buf, net, tie);
	dx_buf_char(buf, '"');
	number_attribute(buf, "weight", j.weight);
	colour_attribute(buf, "color", dx_relation_look_of(j.main->relation)->colour);
	relation_attribute(buf, net, tie);
	number_attribute(buf, "penwidth", fmin(4, 0.8 + 0.5 * log2(j.weight)));
	if (j.mutual) attribute(buf, "dir", DX_LIT("none"));
	number_attribute(buf, "articles", j.articles);
	attribute(buf, "first", dx_slice_of(j.first));
	attribute(buf, "last", dx_slice_of(j.last));
	attribute(buf, "evidence", tie->evidence);
	edge_tooltip(buf, net, tie);
	dx_buf_str(buf, "];\n");
}

static void html(dx_buf *buf, uint32_t rgb, const char *sign, const char *text) {
	dx_buf_printf(buf, "<FONT COLOR=\"#%06x\">%s</FONT> %s   ", rgb, sign, text);
}

/* Which colours mean what; only what is in the picture. All events have one colour: their labels tell what they are. */
static void write_legend(dx_buf *buf, const dx_network *net) {
	bool kinds[DX_KINDS] = {0}, relations[DX_RELATIONS] = {0};
	for (uint32_t i = 0; i < net->node_count; i++) {
		uint8_t kind = net->nodes[i].kind;
		kinds[kind < DX_KIND_EVENTS ? kind : DX_KIND_EVENTS] = true;
	}
	for (uint32_t i = 0; i < net->tie_count; i++) relations[joined(net, &net->ties[i]).main->relation] = true;
	dx_buf_str(buf, "<TR><TD><FONT POINT-SIZE=\"12\">");
	for (unsigned i = 0; i <= DX_KIND_EVENTS; i++) {
		const dx_kind_look *look = dx_kind_look_of((uint8_t)i);
		if (kinds[i]) html(buf, look->colour, "■", i < DX_KIND_EVENTS ? look->label : "Event");
	}
	dx_buf_str(buf, " </FONT></TD></TR><TR><TD><FONT POINT-SIZE=\"12\">");
	for (unsigned i = 0; i < DX_RELATIONS; i++) {
		const dx_relation_look *look = dx_relation_look_of((uint8_t)i);
		if (relations[i]) html(buf, look->colour, "━━", look->label);
	}
	dx_buf_str(buf, " </FONT></TD></TR>");
}

/* What the picture shows, and the defaults of Graphviz. The labels of edges are there for Gephi; in the picture the
 * legend stands for them. */
static void write_head(dx_buf *buf, const dx_network *net) {
	dx_buf_str(buf, "// UTF-8: é\n"
	                "digraph G {\n"
	                "  graph [outputorder=edgesfirst, splines=line, bgcolor=white, pad=0.3, fontname=\"Helvetica\", "
	                "labelloc=t, label=<<TABLE BORDER=\"0\" CELLSPACING=\"4\"><TR><TD><FONT POINT-SIZE=\"22\"><B>");
	dx_buf_printf(buf, "Who spoke, who met: %u article%s", net->articles, net->articles == 1 ? "" : "s");
	if (net->first[0]) dx_buf_printf(buf, ", %s", net->first);
	if (strcmp(net->first, net->last)) dx_buf_printf(buf, " to %s", net->last);
	dx_buf_str(buf, "</B></FONT></TD></TR>");
	write_legend(buf, net);
	dx_buf_str(buf, "</TABLE>>];\n"
	                "  node [fontname=\"Helvetica\", fontcolor=\"#202020\", penwidth=1.2, margin=\"0.08,0.04\", "
	                "height=0.2];\n"
	                "  edge [fontname=\"Helvetica\", fontsize=1, fontcolor=transparent, arrowsize=0.5];\n"
	                "  subgraph body {\n");
}

/* Hand the bytes on now and then: a big graph need not be in memory twice. */
static dixit_status flush(dot *d, size_t from) {
	if (d->buf.failed) return dx_fail(d->error, DIXIT_E_MEMORY, "out of memory");
	if (d->buf.len < from) return DIXIT_OK;
	dixit_status status = dx_outfile_write(d->out, d->buf.ptr, d->buf.len, d->error);
	d->buf.len = 0;
	return status;
}

static dixit_status write_all(dot *d) {
	enum { ENOUGH = 1 << 16 };
	dixit_status status = DIXIT_OK;
	write_head(&d->buf, d->net);
	for (uint32_t i = 0; i < d->net->node_count && !status; i++) {
		write_node(&d->buf, &d->net->nodes[i]);
		status = flush(d, ENOUGH);
	}
	for (uint32_t i = 0; i < d->net->tie_count && !status; i++) {
		write_edge(&d->buf, d->net, &d->net->ties[i]);
		status = flush(d, ENOUGH);
	}
	dx_buf_str(&d->buf, "  }\n}\n");
	return status ? status : flush(d, 0);
}

dixit_status dx_write_dot(dx_outfile *out, const dx_network *network, dixit_error *error) {
	dot d = {.out = out, .net = network, .error = error};
	dixit_status status = write_all(&d);
	dx_buf_free(&d.buf);
	return status;
}
