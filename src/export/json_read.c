/* Node-link and Cytoscape JSON. The file is cut into its nodes and edges by hand, so that errors have a line and only
 * one of them at a time is a tree in memory; each is read by jansson. */
#include "base/error.h"
#include "export/export.h"

#include <jansson.h>
#include <math.h>

typedef struct scan {
	const char *at, *end;
	uint64_t line;
} scan;

/* A piece of the file. */
typedef struct part {
	dx_slice text;
	uint64_t line;
} part;

typedef struct reading {
	dx_load *load;
	dx_buf file;
	json_t *item; /* at hand, to be freed */
	part nodes, edges;
	bool elements; /* Cytoscape: values stand in "data" */
} reading;

static void skip_blanks(scan *s) {
	for (; s->at < s->end && memchr(" \t\r\n", *s->at, 4); s->at++) s->line += *s->at == '\n';
}

static bool takes(scan *s, char c) {
	skip_blanks(s);
	if (s->at == s->end || *s->at != c) return false;
	s->at++;
	return true;
}

static bool skip_string(scan *s) {
	for (s->at++; s->at < s->end && *s->at != '"'; s->at++) {
		if (*s->at == '\n') return false;
		if (*s->at == '\\') s->at++;
	}
	return s->at++ < s->end;
}

/* Behind the value that comes next. What it holds is checked when it is read. */
static bool skip_value(scan *s, part *value) {
	size_t depth = 0;
	skip_blanks(s);
	*value = (part){{s->at, 0}, s->line};
	while (s->at < s->end) {
		char c = *s->at;
		if (!depth && memchr(",}]", c, 3)) break;
		if (c == '"') {
			if (!skip_string(s)) return false;
			continue;
		}
		if (c == '{' || c == '[') depth++;
		if (c == '}' || c == ']') depth--;
		s->line += c == '\n';
		s->at++;
	}
	if (s->at > s->end) s->at = s->end;
	value->text.len = (size_t)(s->at - value->text.ptr);
	while (value->text.len && memchr(" \t\r\n", value->text.ptr[value->text.len - 1], 4)) value->text.len--;
	return depth == 0 && value->text.len;
}

static dixit_status broken(reading *r, uint64_t line) {
	return dx_load_fail(r->load, DIXIT_E_FORMAT, line, "not the JSON of a network");
}

/* `item` becomes the value of the part. */
static dixit_status parse(reading *r, const part *p, size_t flags) {
	json_error_t error;
	if (r->item) json_decref(r->item);
	r->item = json_loadb(p->text.ptr, p->text.len, flags | JSON_REJECT_DUPLICATES, &error);
	if (r->item) return DIXIT_OK;
	uint64_t line = p->line + (error.line > 0 ? (uint64_t)error.line - 1 : 0);
	bool memory = json_error_code(&error) == json_error_out_of_memory;
	return dx_load_fail(r->load, memory ? DIXIT_E_MEMORY : DIXIT_E_FORMAT, line, "%s", error.text);
}

static dixit_status set(reading *r, dx_side side, const char *name, const json_t *json, uint64_t line) {
	static const dx_column_type types[] = {[JSON_STRING] = DX_COLUMN_TEXT,
	                                       [JSON_INTEGER] = DX_COLUMN_INT,
	                                       [JSON_REAL] = DX_COLUMN_DOUBLE,
	                                       [JSON_TRUE] = DX_COLUMN_BOOL,
	                                       [JSON_FALSE] = DX_COLUMN_BOOL};
	if (json_is_null(json)) return DIXIT_OK;
	if (json_is_object(json) || json_is_array(json))
		return dx_load_fail(r->load, DIXIT_E_FORMAT, line, "'%.60s' is no text and no number", name);
	dx_column_type is = types[json_typeof(json)];
	uint32_t slot = dx_load_slot(r->load, side, dx_slice_of(name), is);
	dx_column_type wanted = dx_load_type(r->load, side, slot);
	if (is != wanted && !(is == DX_COLUMN_INT && wanted == DX_COLUMN_DOUBLE))
		return dx_load_fail(r->load, DIXIT_E_FORMAT, line, "'%.60s' is of another type than it should be", name);
	dx_value value = {.whole = json_is_boolean(json) ? json_is_true(json) : json_integer_value(json),
	                  .number = json_number_value(json),
	                  .text = {json_string_value(json), json_string_length(json)}};
	return dx_load_set(r->load, side, slot, &value, line);
}

static dx_slice text_of(const json_t *object, const char *name) {
	const json_t *json = json_object_get(object, name);
	return (dx_slice){json_string_value(json), json_string_length(json)};
}

/* Names that make a node or an edge rather than describe it. */
static bool structural(const char *name) {
	static const char *const names[] = {"id", "source", "target", "key", "interaction", NULL};
	for (size_t i = 0; names[i]; i++) {
		if (strcmp(name, names[i]) == 0) return true;
	}
	return false;
}

/* Where Cytoscape has put the node. */
static dixit_status set_position(reading *r, const json_t *item, uint64_t line) {
	const json_t *at = json_object_get(item, "position");
	dx_value x = {.number = json_number_value(json_object_get(at, "x"))};
	dx_value y = {.number = 0 - json_number_value(json_object_get(at, "y"))};
	if (!at) return DIXIT_OK;
	dixit_status status =
	    dx_load_set(r->load, DX_NODES, dx_load_slot(r->load, DX_NODES, DX_LIT("x"), DX_COLUMN_DOUBLE), &x, line);
	if (status) return status;
	return dx_load_set(r->load, DX_NODES, dx_load_slot(r->load, DX_NODES, DX_LIT("y"), DX_COLUMN_DOUBLE), &y, line);
}

static dixit_status read_item(reading *r, dx_side side, const part *p) {
	dixit_status status = parse(r, p, 0);
	if (status) return status;
	json_t *data = r->elements ? json_object_get(r->item, "data") : r->item, *json;
	const char *name;
	if (!json_is_object(data)) return broken(r, p->line);
	status = side == DX_NODES ? dx_load_node(r->load, text_of(data, "id"), p->line)
	                          : dx_load_edge(r->load, text_of(data, "source"), text_of(data, "target"), p->line);
	json_object_foreach(data, name, json) {
		if (status) return status;
		if (!structural(name)) status = set(r, side, name, json, p->line);
	}
	if (!status && r->elements && side == DX_NODES) status = set_position(r, r->item, p->line);
	return status ? status : dx_load_done(r->load, side, p->line);
}

static dixit_status read_array(reading *r, dx_side side, const part *array) {
	scan s = {array->text.ptr, array->text.ptr + array->text.len, array->line};
	if (!takes(&s, '[')) return broken(r, array->line);
	if (takes(&s, ']')) return DIXIT_OK;
	for (;;) {
		part item;
		if (!skip_value(&s, &item)) return broken(r, s.line);
		dixit_status status = read_item(r, side, &item);
		if (status) return status;
		if (takes(&s, ']')) return DIXIT_OK;
		if (!takes(&s, ',')) return broken(r, s.line);
	}
}

/* "pagerank double; community int" */
static void read_columns(reading *r, dx_side side, const char *text) {
	static const struct {
		const char *name;
		dx_column_type type;
	} types[] = {
	    {" int", DX_COLUMN_INT}, {" double", DX_COLUMN_DOUBLE}, {" text", DX_COLUMN_TEXT}, {" bool", DX_COLUMN_BOOL}};
	while (text && *text) {
		size_t len = strcspn(text, ";");
		for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
			size_t n = strlen(types[i].name);
			if (len > n && memcmp(text + len - n, types[i].name, n) == 0)
				dx_load_slot(r->load, side, (dx_slice){text, len - n}, types[i].type);
		}
		text += len;
		text += strspn(text, "; ");
	}
}

static dixit_status read_head(reading *r, const part *p) {
	dixit_status status = parse(r, p, 0);
	dx_network *net = &r->load->net;
	if (status) return status;
	dx_slice title = text_of(r->item, "title"), first = text_of(r->item, "first"), last = text_of(r->item, "last");
	if (title.len) net->title = (dx_slice){dx_strndup(&r->load->arena, title.ptr, title.len), title.len};
	if (first.len == 10) memcpy(net->first, first.ptr, 10);
	if (last.len == 10) memcpy(net->last, last.ptr, 10);
	json_int_t articles = json_integer_value(json_object_get(r->item, "articles"));
	net->articles = articles > 0 && articles <= UINT32_MAX ? (uint32_t)articles : 0;
	if (json_is_false(json_object_get(r->item, "directed"))) net->directed = false;
	read_columns(r, DX_NODES, json_string_value(json_object_get(r->item, "node_columns")));
	read_columns(r, DX_EDGES, json_string_value(json_object_get(r->item, "edge_columns")));
	return DIXIT_OK;
}

static dixit_status read_member(reading *r, dx_slice key, const part *value);

static dixit_status read_object(reading *r, const part *object, scan *s) {
	if (!takes(s, '{')) return broken(r, object->line);
	if (takes(s, '}')) return DIXIT_OK;
	for (;;) {
		skip_blanks(s);
		const char *from = s->at + 1;
		if (s->at == s->end || *s->at != '"' || !skip_string(s)) return broken(r, s->line);
		dx_slice key = {from, (size_t)(s->at - 1 - from)};
		part value;
		if (!takes(s, ':') || !skip_value(s, &value)) return broken(r, s->line);
		dixit_status status = read_member(r, key, &value);
		if (status) return status;
		if (takes(s, '}')) return DIXIT_OK;
		if (!takes(s, ',')) return broken(r, s->line);
	}
}

/* Edges are read behind the nodes, wherever they stand. */
static dixit_status read_member(reading *r, dx_slice key, const part *value) {
	if (dx_slice_eq(key, DX_LIT("nodes")))
		r->nodes = *value;
	else if (dx_slice_eq(key, DX_LIT("edges")) || dx_slice_eq(key, DX_LIT("links")))
		r->edges = *value;
	else if (dx_slice_eq(key, DX_LIT("directed")))
		r->load->net.directed = !dx_slice_eq(value->text, DX_LIT("false"));
	else if (dx_slice_eq(key, DX_LIT("graph")) || dx_slice_eq(key, DX_LIT("data")))
		return read_head(r, value);
	else if (dx_slice_eq(key, DX_LIT("elements")) && !r->elements) {
		scan s = {value->text.ptr, value->text.ptr + value->text.len, value->line};
		r->elements = true;
		return read_object(r, value, &s);
	}
	return DIXIT_OK;
}

static dixit_status read_file(reading *r) {
	part all = {{r->file.ptr, r->file.len}, 1};
	scan s = {all.text.ptr, all.text.ptr + all.text.len, 1};
	if (dx_arena_guard(&r->load->arena)) return dx_load_fail(r->load, DIXIT_E_MEMORY, 0, "out of memory");
	dixit_status status = read_object(r, &all, &s);
	skip_blanks(&s);
	if (!status && s.at != s.end) status = broken(r, s.line);
	if (!status && (!r->nodes.text.len || !r->edges.text.len))
		status = dx_load_fail(r->load, DIXIT_E_FORMAT, 0, "no \"nodes\" and \"edges\": not the JSON of a network");
	if (!status) status = read_array(r, DX_NODES, &r->nodes);
	if (!status) status = read_array(r, DX_EDGES, &r->edges);
	return status;
}

static dixit_status load_file(reading *r, FILE *in) {
	enum { BLOCK = 1 << 18 };
	for (;;) {
		char *room = dx_buf_room(&r->file, BLOCK);
		size_t got = room ? fread(room, 1, BLOCK, in) : 0;
		r->file.len += got;
		if (!got) break;
	}
	if (r->file.failed) return dx_load_fail(r->load, DIXIT_E_MEMORY, 0, "out of memory");
	return ferror(in) ? dx_load_fail(r->load, DIXIT_E_IO, 0, "cannot read") : DIXIT_OK;
}

dixit_status dx_read_json(dx_load *load, FILE *in) {
	reading r = {.load = load};
	dixit_status status = load_file(&r, in);
	if (!status) status = read_file(&r);
	if (r.item) json_decref(r.item);
	dx_buf_free(&r.file);
	return status;
}
