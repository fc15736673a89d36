#include "export/json.h"

#include "base/utf8.h"
#include "export/head.h"

void dx_json_text(dx_json *json, dx_slice text) {
	if (dx_utf8_valid(text) == text.len) {
		dx_json_string(json, text);
		return;
	}
	dx_buf whole = {0};
	dx_put_text(&whole, text);
	json->out->failed |= whole.failed;
	dx_json_string(json, (dx_slice){whole.ptr, whole.len});
	dx_buf_free(&whole);
}

static void put_double(dx_buf *buf, double x) {
	size_t from = buf->len;
	dx_put_exact(buf, x);
	if (!buf->failed && !memchr(buf->ptr + from, '.', buf->len - from) &&
	    !memchr(buf->ptr + from, 'e', buf->len - from))
		dx_buf_str(buf, ".0");
}

static void no_text(dx_buf *buf, dx_slice text) {
	(void)buf;
	(void)text;
}

void dx_json_fields(dx_json *json, const dx_shown *shown, uint32_t row, dx_buf *scratch) {
	for (unsigned i = 0; i < shown->count; i++) {
		dx_value value;
		uint8_t type = dx_shown_type(shown, i);
		dx_shown_get(shown, i, row, &value, scratch);
		if (value.absent) continue;
		dx_slice name = dx_slice_of(dx_shown_name(shown, i));
		dx_json_key_of(json, name.ptr, name.len);
		if (type == DX_COLUMN_TEXT) {
			dx_json_text(json, value.text);
			continue;
		}
		if (type == DX_COLUMN_DOUBLE && i >= shown->field_count)
			put_double(json->out, value.number);
		else
			dx_put_value(json->out, type, &value, no_text);
		json->comma = true;
	}
	json->out->failed |= scratch->failed;
}

/* "pagerank double; community int" */
static void columns(dx_json *json, const char *key, const dx_shown *shown, dx_buf *scratch) {
	static const char *const types[] = {
	    [DX_COLUMN_INT] = "int", [DX_COLUMN_DOUBLE] = "double", [DX_COLUMN_TEXT] = "text", [DX_COLUMN_BOOL] = "bool"};
	if (shown->count == shown->field_count) return;
	scratch->len = 0;
	for (unsigned i = shown->field_count; i < shown->count; i++) {
		dx_buf_printf(scratch, "%s%s %s", scratch->len ? "; " : "", dx_shown_name(shown, i),
		              types[dx_shown_type(shown, i)]);
	}
	dx_json_key(json, key);
	dx_json_text(json, (dx_slice){scratch->ptr, scratch->len});
}

void dx_json_head(dx_json *json, const dx_network *net, dx_buf *scratch) {
	dx_shown nodes = dx_shown_of(net, DX_NODES, 0), edges = dx_shown_of(net, DX_EDGES, DX_USE_TIME);
	if (net->title.len) {
		dx_json_key(json, "title");
		dx_json_text(json, net->title);
	}
	scratch->len = 0;
	dx_put_caption(scratch, net, dx_put_line);
	dx_json_key(json, "name");
	dx_json_text(json, (dx_slice){scratch->ptr, scratch->len});
	dx_json_key(json, "articles");
	dx_json_uint(json, net->articles);
	if (net->first[0]) {
		dx_json_key(json, "first");
		dx_json_text(json, dx_slice_of(net->first));
	}
	if (net->last[0]) {
		dx_json_key(json, "last");
		dx_json_text(json, dx_slice_of(net->last));
	}
	columns(json, "node_columns", &nodes, scratch);
	columns(json, "edge_columns", &edges, scratch);
}

void dx_json_end_item(dx_sink *sink, dx_json *json, bool last) {
	dx_json_close(json, '}');
	dx_buf_str(json->out, last ? "\n" : ",\n");
	json->comma = false;
	dx_sink_turn(sink);
}
