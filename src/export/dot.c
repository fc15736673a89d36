/* DOT, for Graphviz and, as far as that can, for Gephi. Gephi's importer (ImporterDOT.java) is no DOT parser; so, as
 * measured: the first line holds a letter outside ASCII that tells the encoding; everything stands in a subgraph behind
 * the defaults, which Gephi skips; blanks around "->"; every id quoted; colours as hue, saturation and value, since
 * "#rrggbb" is read as transparent; positions without "!". Gephi merges parallel edges of DOT and keeps label and
 * colour of the last one only; so all relations from one node to another stand here as one edge, with their labels
 * joined, their weights added up and the colour of the weightiest. GraphML has an edge for each. Graphviz draws the
 * positions as they are with neato -n2. */
#include "export/export.h"
#include "export/field.h"
#include "export/head.h"

#include <math.h>

typedef struct dot {
	dx_sink sink;
	dx_buf *buf; /* of the sink */
	const dx_network *net;
	bool picture; /* for Graphviz alone, which reads "&amp;" in labels; without what is not drawn */
	bool by_kind; /* colours of nodes are those of their kinds */
	bool signs;
	dx_shown nodes, edges;
	double most;  /* value of an edge, where there are values under 1: shares, not counts; else 0 */
	double width; /* of the picture, points */
	double scale; /* of title and legend: as readable in a big picture as in a small one */
	double ink;   /* how much of their colour the thinnest edges have, 1: all */
	double mark;  /* how much bigger nodes without a label are drawn, lest they get lost */
} dot;

/* A picture of that width has letters of their own size. From MANY edges on they hide each other: no arrows, no words
 * under the mouse (half of an SVG's bytes), and the thin ones are pale. */
static const double page_width = 1800, palest = 0.4;
enum { MANY = 2000, TITLE = 22, TITLE_SCALED = 15, LEGEND = 12, CAPTION_LEAST = 60 };

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

static const char *form(uint32_t cp) {
	switch (cp) {
	case '"': return "\\\"";
	case '\\': return "\\\\";
	case '\n': return "\\n";
	default: return cp < 0x20 || cp == 0x7F ? " " : NULL;
	}
}

static const char *picture_form(uint32_t cp) { return cp == '&' ? "&amp;" : form(cp); }

static void escaped(const dot *d, dx_slice s) { dx_put_formed(d->buf, s, d->picture ? picture_form : form); }

static void put_escaped(dx_buf *buf, dx_slice s) { dx_put_formed(buf, s, form); }

static void quoted(dx_buf *buf, dx_slice s) {
	dx_buf_char(buf, '"');
	put_escaped(buf, s);
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
	dx_buf_printf(buf, ", %s=\"", name);
	dx_put_number(buf, x);
	dx_buf_char(buf, '"');
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

static void label_value(const dot *d, dx_slice label) {
	dx_slice lines[DX_LABEL_LINES];
	uint32_t count = dx_label_lines(label, lines, DX_LABEL_LINES);
	dx_buf_char(d->buf, '"');
	for (uint32_t i = 0; i < count; i++) {
		if (i) dx_buf_str(d->buf, "\\n");
		escaped(d, lines[i]);
	}
	dx_buf_char(d->buf, '"');
}

static void position(dx_buf *buf, const dx_node *node) {
	dx_buf_str(buf, ", pos=\"");
	dx_put_number(buf, node->x);
	dx_buf_char(buf, ',');
	dx_put_number(buf, node->y);
	dx_buf_char(buf, '"');
}

/* Attributes that Graphviz has a meaning for, of nodes and edges. */
static const char taken[] =
    " _background area arrowhead arrowsize arrowtail class color colorscheme comment constraint decorate dir "
    "distortion "
    "edgehref edgetarget edgetooltip edgeURL fillcolor fixedsize fontcolor fontname fontsize gradientangle group "
    "head_lp "
    "headclip headhref headlabel headport headtarget headtooltip headURL height href id image imagepos imagescale "
    "label "
    "labelURL labelangle labeldistance labelfloat labelfontcolor labelfontname labelfontsize labelhref labelloc "
    "labeltarget labeltooltip layer len lhead lp ltail margin minlen nojustify ordering orientation penwidth "
    "peripheries "
    "pin pos rects regular root samehead sametail samplepoints shape shapefile showboxes sides skew sortv style "
    "tail_lp "
    "tailclip tailhref taillabel tailport tailtarget tailtooltip tailURL target tooltip URL vertices weight width "
    "xlabel "
    "xlp z ";

/* A column must not move or draw anything: where its name means something to Graphviz, or is no name there, "_" is put
 * behind it. */
static void column_name(dx_buf *buf, const char *name) {
	size_t n = strlen(name);
	bool clash = false;
	for (const char *at = strstr(taken, name); at && !clash; at = strstr(at + 1, name))
		clash = n && at > taken && at[-1] == ' ' && at[n] == ' ';
	dx_buf_str(buf, ", \"");
	put_escaped(buf, dx_slice_of(name));
	dx_buf_str(buf, clash ? "_\"=\"" : "\"=\"");
}

static void columns(const dot *d, const dx_shown *shown, uint32_t row) {
	for (unsigned i = shown->field_count; i < shown->count; i++) {
		dx_value value;
		dx_shown_get(shown, i, row, &value, NULL);
		if (value.absent) continue;
		column_name(d->buf, dx_shown_name(shown, i));
		dx_put_value(d->buf, dx_shown_type(shown, i), &value, put_escaped);
		dx_buf_char(d->buf, '"');
	}
}

/* What the browser shows of an SVG under the mouse. */
static void node_tooltip(const dot *d, const dx_node *node) {
	dx_buf_str(d->buf, ", tooltip=\"");
	escaped(d, node->label);
	if (node->title.len) dx_buf_str(d->buf, ", ");
	escaped(d, node->title);
	dx_buf_printf(d->buf, ": %u statement%s, %u article%s\"", node->statements, node->statements == 1 ? "" : "s",
	              node->articles, node->articles == 1 ? "" : "s");
}

/* What the edges of one tie add up to. */
typedef struct joint {
	double value;
	uint32_t articles;
	const dx_edge *main; /* the weightiest, of several the first */
	const char *first, *last;
	bool mutual; /* all of them */
} joint;

static joint joined(const dx_network *net, const dx_tie *tie) {
	const dx_edge *edge = &net->edges[tie->edge];
	joint j = {.main = edge, .first = "", .last = "", .mutual = net->directed};
	for (const dx_edge *end = edge + tie->count; edge < end; edge++) {
		j.value += edge->value;
		if (edge->articles > j.articles) j.articles = edge->articles;
		if (edge->value > j.main->value) j.main = edge;
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

static void edge_tooltip(const dot *d, const dx_tie *tie) {
	const dx_edge *edge = &d->net->edges[tie->edge];
	dx_buf_str(d->buf, ", tooltip=\"");
	escaped(d, d->net->nodes[edge->source].label);
	dx_buf_char(d->buf, ' ');
	labels(d->buf, d->net, tie);
	dx_buf_char(d->buf, ' ');
	escaped(d, d->net->nodes[edge->target].label);
	dx_buf_str(d->buf, ": ");
	escaped(d, tie->evidence);
	dx_buf_char(d->buf, '"');
}

/* The filling of a node whose colour is not that of its kind: much lighter. */
static uint32_t tint_of(const dx_node *node) {
	const dx_kind_look *look = dx_kind_look_of(node->kind);
	uint32_t c = node->colour;
	if (c == look->colour) return look->tint;
	return (255 - (255 - (c >> 16)) / 6) << 16 | (255 - (255 - (c >> 8 & 255)) / 6) << 8 |
	       (255 - (255 - (c & 255)) / 6);
}

/* A node without its label drawn is a mark of its size; Gephi takes the label all the same. */
static void write_look(const dot *d, const dx_node *node) {
	dx_buf *buf = d->buf;
	dx_buf_str(buf, " [label=");
	label_value(d, node->labelled || !d->picture ? node->label : DX_LIT(""));
	colour_attribute(buf, "color", node->colour);
	colour_attribute(buf, "fillcolor", tint_of(node));
	position(buf, node);
	attribute(buf, "shape", dx_slice_of(shapes[node->kind].shape));
	attribute(buf, "style", dx_slice_of(shapes[node->kind].style));
	double size = (node->labelled ? 1 : d->mark) * node->size / 72;
	number_attribute(buf, "width", size);
	if (!node->labelled) {
		number_attribute(buf, "height", size);
		dx_buf_str(buf, ", fixedsize=\"shape\", fontcolor=\"transparent\"");
	}
	number_attribute(buf, "fontsize", node->font);
}

static void write_node(const dot *d, uint32_t row) {
	const dx_node *node = &d->net->nodes[row];
	dx_buf *buf = d->buf;
	dx_buf_str(buf, "    ");
	quoted(buf, node->key);
	write_look(d, node);
	if (!d->picture) {
		attribute(buf, "kind", dx_slice_of(dx_kind_look_of(node->kind)->name));
		attribute(buf, "title", node->title);
		attribute(buf, "country", dx_slice_of(node->country));
		attribute(buf, "aliases", node->aliases);
		number_attribute(buf, "statements", node->statements);
		number_attribute(buf, "articles", node->articles);
		attribute(buf, "first", dx_slice_of(node->first));
		attribute(buf, "last", dx_slice_of(node->last));
		columns(d, &d->nodes, row);
	}
	node_tooltip(d, node);
	dx_buf_str(buf, "];\n");
}

static void write_details(const dot *d, const dx_tie *tie, const joint *j) {
	dx_buf *buf = d->buf;
	if (d->signs) number_attribute(buf, "sign", j->main->sign);
	number_attribute(buf, "articles", j->articles);
	attribute(buf, "first", dx_slice_of(j->first));
	attribute(buf, "last", dx_slice_of(j->last));
	attribute(buf, "evidence", tie->evidence);
	columns(d, &d->edges, (uint32_t)(j->main - d->net->edges));
}

static double pen(const dot *d, double value) {
	return fmin(4, 0.8 + (d->most > 0 ? 3.2 * sqrt(value / d->most) : 0.5 * log2(value)));
}

/* The colour that so much of it makes on white. Drawn see-through it would take half as long again. */
static uint32_t thinned(uint32_t rgb, double ink) {
	uint32_t out = 0;
	for (int shift = 0; shift <= 16; shift += 8)
		out |= (uint32_t)lround(255 - (255 - (rgb >> shift & 255)) * ink) << shift;
	return out;
}

/* No label, though nobody would see it: Graphviz looks for room for each among all others, which for 50,000 edges takes
 * fifty times as long as all the rest. */
static void draw_edge(const dot *d, const dx_tie *tie, const joint *j) {
	double width = pen(d, j->value), ink = fmin(1, d->ink * width / pen(d, 1));
	dx_buf_printf(d->buf, " [color=\"#%06x\"", thinned(dx_edge_colour(j->main), ink));
	number_attribute(d->buf, "penwidth", width);
	if (j->mutual) attribute(d->buf, "dir", DX_LIT("none"));
	if (d->net->tie_count <= MANY) edge_tooltip(d, tie);
}

static void write_edge(const dot *d, const dx_tie *tie) {
	const dx_network *net = d->net;
	joint j = joined(net, tie);
	dx_buf *buf = d->buf;
	dx_buf_str(buf, "    ");
	quoted(buf, net->nodes[j.main->source].key);
	dx_buf_str(buf, net->directed ? " -> " : " -- ");
	quoted(buf, net->nodes[j.main->target].key);
	if (d->picture) {
		draw_edge(d, tie, &j);
	} else {
		dx_buf_str(buf, " [label=\"");
		labels(buf, net, tie);
		dx_buf_str(buf, "\", weight=\"");
		dx_put_exact(buf, j.value);
		dx_buf_char(buf, '"');
		colour_attribute(buf, "color", dx_edge_colour(j.main));
		relation_attribute(buf, net, tie);
		number_attribute(buf, "penwidth", pen(d, j.value));
		if (j.mutual) attribute(buf, "dir", DX_LIT("none"));
		write_details(d, tie, &j);
		edge_tooltip(d, tie);
	}
	dx_buf_str(buf, "];\n");
}

static void html(dx_buf *buf, uint32_t rgb, const char *sign, const char *text) {
	dx_buf_printf(buf, "<FONT COLOR=\"#%06x\">%s</FONT> %s   ", rgb, sign, text);
}

/* Text of an HTML label: besides what HTML has a meaning for, what ends the graph's attributes or begins a comment for
 * Gephi's reader, which takes such a label for plain words. */
static void put_html(dx_buf *buf, dx_slice text) {
	size_t from = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (!strchr("{}/*#", text.ptr[i]) || !text.ptr[i]) continue;
		dx_put_xml(buf, (dx_slice){text.ptr + from, i - from});
		dx_buf_printf(buf, "&#%d;", text.ptr[i]);
		from = i + 1;
	}
	dx_put_xml(buf, (dx_slice){text.ptr + from, text.len - from});
}

static void begin_row(const dot *d) { dx_buf_printf(d->buf, "<TR><TD><FONT POINT-SIZE=\"%.0f\">", LEGEND * d->scale); }

static void end_row(const dot *d) { dx_buf_str(d->buf, " </FONT></TD></TR>"); }

/* In lines that are no wider than the picture. */
static void write_title(const dot *d) {
	dx_buf caption = {0};
	dx_put_caption(&caption, d->net, dx_buf_slice);
	double letters = fmax(TITLE, TITLE_SCALED * d->scale), room = d->width / (letters * 0.62); /* bold ones are wide */
	size_t most = room > CAPTION_LEAST ? (size_t)room : CAPTION_LEAST;
	dx_buf_printf(d->buf, "<TR><TD><FONT POINT-SIZE=\"%.0f\"><B>", letters);
	for (size_t at = 0; at < caption.len;) {
		size_t end = caption.len;
		if (end - at > most) {
			for (end = at + most; end > at && caption.ptr[end] != ' ';) end--;
			if (end == at) end = caption.len;
		}
		put_html(d->buf, (dx_slice){caption.ptr + at, end - at});
		if (end < caption.len) dx_buf_str(d->buf, "<BR/>");
		at = end + 1;
	}
	dx_buf_str(d->buf, "</B></FONT></TD></TR>");
	d->buf->failed |= caption.failed;
	dx_buf_free(&caption);
}

static void write_communities(const dot *d) {
	dx_community_look looks[DX_COMMUNITY_COLOURS];
	uint32_t count = dx_community_looks(d->net, looks);
	if (!count) return;
	begin_row(d);
	for (uint32_t i = 0; i < count; i++) {
		if (!looks[i].nodes) continue;
		dx_buf_printf(d->buf, "<FONT COLOR=\"#%06x\">■</FONT> ", looks[i].colour);
		put_html(d->buf, looks[i].name);
		dx_buf_printf(d->buf, " (%u)   ", looks[i].nodes);
		if (i % 4 == 3 && i + 1 < count) dx_buf_str(d->buf, "<BR/>");
	}
	end_row(d);
}

/* All events have one colour: their labels tell what they are. */
static void write_kinds(const dot *d) {
	bool kinds[DX_KINDS] = {0};
	if (!d->by_kind) {
		write_communities(d);
		return;
	}
	for (uint32_t i = 0; i < d->net->node_count; i++) {
		uint8_t kind = d->net->nodes[i].kind;
		kinds[kind < DX_KIND_EVENTS ? kind : DX_KIND_EVENTS] = true;
	}
	begin_row(d);
	for (unsigned i = 0; i <= DX_KIND_EVENTS; i++) {
		const dx_kind_look *look = dx_kind_look_of((uint8_t)i);
		if (kinds[i]) html(d->buf, look->colour, "■", i < DX_KIND_EVENTS ? look->label : "Event");
	}
	end_row(d);
}

/* Which colours mean what; only what is in the picture. */
static void write_legend(const dot *d) {
	bool relations[DX_RELATIONS] = {0}, signs[3] = {0};
	for (uint32_t i = 0; i < d->net->tie_count; i++) {
		const dx_edge *edge = joined(d->net, &d->net->ties[i]).main;
		if (edge->sign)
			signs[edge->sign + 1] = true;
		else
			relations[edge->relation] = true;
	}
	write_kinds(d);
	begin_row(d);
	for (unsigned i = 0; i < DX_RELATIONS; i++) {
		const dx_relation_look *look = dx_relation_look_of((uint8_t)i);
		if (relations[i]) html(d->buf, look->colour, "━━", look->label);
	}
	if (signs[2]) html(d->buf, dx_edge_colour(&(dx_edge){.sign = 1}), "━━", "praise, agreement");
	if (signs[0]) html(d->buf, dx_edge_colour(&(dx_edge){.sign = -1}), "━━", "blame, conflict");
	end_row(d);
}

/* What the picture shows, and the defaults of Graphviz. The labels of edges are there for Gephi; in the picture the
 * legend stands for them. */
static void write_head(const dot *d) {
	dx_buf_str(d->buf, "// UTF-8: é\n");
	dx_buf_str(d->buf, d->net->directed ? "digraph G {\n" : "graph G {\n");
	dx_buf_str(d->buf, "  graph [outputorder=edgesfirst, splines=line, bgcolor=white, pad=0.3, fontname=\"Helvetica\", "
	                   "labelloc=t, label=<<TABLE BORDER=\"0\" CELLSPACING=\"4\">");
	write_title(d);
	write_legend(d);
	dx_buf_str(d->buf, "</TABLE>>];\n"
	                   "  node [fontname=\"Helvetica\", fontcolor=\"#202020\", penwidth=");
	dx_put_number(d->buf, 1.2 * d->mark);
	dx_buf_str(d->buf, ", margin=\"0.08,0.04\", "
	                   "height=0.2];\n"
	                   "  edge [fontname=\"Helvetica\", fontsize=1, fontcolor=transparent, arrowsize=0.5");
	if (d->net->tie_count > MANY) dx_buf_str(d->buf, ", arrowhead=none");
	dx_buf_str(d->buf, "];\n  subgraph body {\n");
}

static void look_over(dot *d) {
	d->nodes = dx_shown_of(d->net, DX_NODES, 0);
	d->edges = dx_shown_of(d->net, DX_EDGES, DX_USE_TIME);
	d->by_kind = true;
	double least = 1, most = 0, left = 0, right = 0;
	for (uint32_t i = 0; i < d->net->node_count; i++) {
		const dx_node *node = &d->net->nodes[i];
		d->by_kind &= node->colour == dx_kind_look_of(node->kind)->colour;
		left = fmin(left, node->x);
		right = fmax(right, node->x);
	}
	d->width = right - left;
	d->scale = fmax(1, d->width / page_width);
	d->mark = d->picture ? fmax(1, d->scale / 4) : 1;
	d->ink = fmax(palest, fmin(1, sqrt((double)MANY / (d->net->tie_count + 1))));
	for (uint32_t i = 0; i < d->net->edge_count; i++) {
		d->signs |= d->net->edges[i].sign != 0;
		least = fmin(least, d->net->edges[i].value);
		most = fmax(most, d->net->edges[i].value);
	}
	if (least < 1) d->most = most;
}

/* In a picture what is drawn later hides what lies below: labels come last. */
static void write_nodes(dot *d, bool bare, bool labelled) {
	for (uint32_t i = 0; i < d->net->node_count && !d->sink.status; i++) {
		if (!(d->net->nodes[i].labelled ? labelled : bare)) continue;
		write_node(d, i);
		dx_sink_turn(&d->sink);
	}
}

static dixit_status write_all(dot *d) {
	d->buf = &d->sink.buf;
	look_over(d);
	write_head(d);
	write_nodes(d, true, !d->picture);
	if (d->picture) write_nodes(d, false, true);
	for (uint32_t i = 0; i < d->net->tie_count && !d->sink.status; i++) {
		write_edge(d, &d->net->ties[i]);
		dx_sink_turn(&d->sink);
	}
	dx_buf_str(d->buf, "  }\n}\n");
	return dx_sink_end(&d->sink);
}

dixit_status dx_write_dot(dx_outfile *out, const dx_network *network, dixit_error *error) {
	dot d = {.sink = {.out = out, .error = error}, .net = network};
	return write_all(&d);
}

dixit_status dx_write_drawing(dx_outfile *out, const dx_network *network, dixit_error *error) {
	dot d = {.sink = {.out = out, .error = error}, .net = network, .picture = true};
	return write_all(&d);
}
