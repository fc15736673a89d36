/* A pair of CSV files as Gephi's spreadsheet import takes them: nodes with Id and Label, edges with Source, Target,
 * Type and Weight, behind these whatever else is known. Quoting and line ends are RFC 4180's. Gephi guesses a column's
 * type from its first 25 rows, so a number that can have decimals always has a point; it takes a backslash as an escape
 * and would lose the row of a text that ends in one, so that a backslash stands twice.
 *
 * A text that begins as a formula would (= + - @, tab, carriage return) has an apostrophe before it: articles are
 * strangers' words, and Excel and LibreOffice run what begins so. */
#include "base/error.h"
#include "export/export.h"
#include "export/pair.h"

typedef struct csv {
	dx_sink sink;
	dx_buf cell, scratch;
	bool comma;
} csv;

static bool runs(dx_slice text) { return text.len && strchr("=+-@\t\r", text.ptr[0]) && text.ptr[0]; }

static bool needs_quotes(dx_slice text) {
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];
		if (c == '"' || c == '\\' || c == ',' || c == '\n' || c == '\r') return true;
	}
	return text.len && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ');
}

static const char *doubled(uint32_t cp) { return cp == '"' ? "\"\"" : cp == '\\' ? "\\\\" : NULL; }

static void put_cell(dx_buf *buf, dx_slice text) {
	if (!needs_quotes(text)) {
		dx_put_text(buf, text);
		return;
	}
	dx_buf_char(buf, '"');
	dx_put_formed(buf, text, doubled);
	dx_buf_char(buf, '"');
}

static void cell(csv *c, dx_slice text) {
	if (c->comma) dx_buf_char(&c->sink.buf, ',');
	c->comma = true;
	if (!runs(text)) {
		put_cell(&c->sink.buf, text);
		return;
	}
	c->cell.len = 0;
	dx_buf_char(&c->cell, '\'');
	dx_buf_slice(&c->cell, text);
	put_cell(&c->sink.buf, (dx_slice){c->cell.ptr, c->cell.len});
}

static void put_pointed(dx_buf *buf, const dx_value *value) {
	size_t from = buf->len;
	if (value->absent) return;
	dx_put_value(buf, DX_COLUMN_DOUBLE, value, NULL);
	if (!buf->failed && !memchr(buf->ptr + from, '.', buf->len - from) &&
	    !memchr(buf->ptr + from, 'e', buf->len - from))
		dx_buf_str(buf, ".0");
}

static void cells(csv *c, const dx_shown *shown, uint32_t row) {
	for (unsigned i = 0; i < shown->count; i++) {
		dx_value value;
		uint8_t type = dx_shown_type(shown, i);
		dx_shown_get(shown, i, row, &value, &c->scratch);
		if (type == DX_COLUMN_TEXT) {
			cell(c, value.text);
			continue;
		}
		if (c->comma) dx_buf_char(&c->sink.buf, ',');
		c->comma = true;
		if (type == DX_COLUMN_DOUBLE)
			put_pointed(&c->sink.buf, &value);
		else
			dx_put_value(&c->sink.buf, type, &value, NULL);
	}
}

static void end_row(csv *c) {
	dx_buf_str(&c->sink.buf, "\r\n");
	c->comma = false;
	dx_sink_turn(&c->sink);
}

static void headings(csv *c, const dx_shown *shown) {
	for (unsigned i = 0; i < shown->count; i++) {
		const char *name = dx_shown_name(shown, i);
		cell(c, dx_slice_of(strcmp(name, "label") == 0 ? "Label" : strcmp(name, "weight") == 0 ? "Weight" : name));
	}
	end_row(c);
}

static dixit_status finished(csv *c) {
	c->sink.buf.failed |= c->cell.failed || c->scratch.failed;
	dx_buf_free(&c->cell);
	dx_buf_free(&c->scratch);
	return dx_sink_end(&c->sink);
}

static dixit_status write_nodes(dx_outfile *out, const dx_network *net, dixit_error *error) {
	csv c = {.sink = {.out = out, .error = error}};
	dx_shown shown = dx_shown_of(net, DX_NODES, DX_USE_NAME);
	cell(&c, DX_LIT("Id"));
	headings(&c, &shown);
	for (uint32_t i = 0; i < net->node_count && !c.sink.status; i++) {
		cell(&c, net->nodes[i].key);
		cells(&c, &shown, i);
		end_row(&c);
	}
	return finished(&c);
}

static dixit_status write_edges(dx_outfile *out, const dx_network *net, dixit_error *error) {
	static const char *const first[] = {"Source", "Target", "Type", "Id", "Kind"};
	csv c = {.sink = {.out = out, .error = error}};
	dx_shown shown = dx_shown_of(net, DX_EDGES, DX_USE_TIME);
	for (size_t i = 0; i < sizeof first / sizeof *first; i++) cell(&c, dx_slice_of(first[i]));
	headings(&c, &shown);
	for (uint32_t i = 0; i < net->edge_count && !c.sink.status; i++) {
		const dx_edge *edge = &net->edges[i];
		cell(&c, net->nodes[edge->source].key);
		cell(&c, net->nodes[edge->target].key);
		cell(&c, net->directed ? DX_LIT("Directed") : DX_LIT("Undirected"));
		dx_buf_printf(&c.sink.buf, ",e%u", i);
		cell(&c, dx_slice_of(dx_relation_look_of(edge->relation)->name));
		cells(&c, &shown, i);
		end_row(&c);
	}
	return finished(&c);
}

dixit_status dx_save_csv(const char *path, const dx_network *network, dixit_error *error) {
	static const dx_halves halves = {{".nodes.csv", ".edges.csv"}, {write_nodes, write_edges}};
	if (strcmp(path, "-") == 0)
		return dx_fail(error, DIXIT_E_USAGE, "CSV is two files, so it can't go to standard output");
	return dx_pair_save(path, &halves, network, error);
}
