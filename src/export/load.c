#include "export/load.h"

#include "base/error.h"
#include "export/days.h"

#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>

enum { UNSET = 255 };
static const uint32_t UNCOLOURED = UINT32_MAX;

dixit_status dx_load_init(dx_load *load, dixit_error *error) {
	*load = (dx_load){.error = error, .path = ""};
	dx_arena_init(&load->arena);
	if (dx_arena_guard(&load->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	load->net.directed = true;
	dx_map_init(&load->keys, &load->arena, 256);
	for (int side = DX_NODES; side <= DX_EDGES; side++) {
		const dx_field *field;
		dx_map_init(&load->names[side], &load->arena, 64);
		for (unsigned i = 0; (field = dx_field_at(side, i)); i++)
			dx_map_put(&load->names[side], dx_slice_of(field->name), i, NULL);
	}
	return DIXIT_OK;
}

void dx_load_free(dx_load *load) { dx_arena_free(&load->arena); }

dixit_status dx_load_fail(dx_load *load, dixit_status status, uint64_t line, const char *format, ...) {
	char message[sizeof load->error->message];
	va_list args;
	va_start(args, format);
	vsnprintf(message, sizeof message, format, args);
	va_end(args);
	dx_fail(load->error, status, "%s", message);
	dx_error_at(load->error, load->path, line, 0);
	return status;
}

static dx_slice kept(dx_load *load, dx_slice text) {
	return (dx_slice){dx_strndup(&load->arena, text.ptr ? text.ptr : "", text.len), text.len};
}

uint32_t dx_load_slot(dx_load *load, dx_side side, dx_slice name, dx_column_type type) {
	dx_load_columns *columns = &load->columns[side];
	bool added;
	dx_slot *slot = dx_map_put(&load->names[side], name, DX_FIELDS_MAX + columns->count, &added);
	if (added) {
		slot->key = kept(load, name);
		dx_load_column *column = DX_PUSH(&load->arena, columns);
		column->name = slot->key.ptr;
		column->type = (uint8_t)type;
	}
	return slot->value;
}

dx_column_type dx_load_type(const dx_load *load, dx_side side, uint32_t slot) {
	return slot < DX_FIELDS_MAX ? dx_field_at(side, slot)->type : load->columns[side].items[slot - DX_FIELDS_MAX].type;
}

dixit_status dx_load_node(dx_load *load, dx_slice key, uint64_t line) {
	bool added;
	if (!key.len) return dx_load_fail(load, DIXIT_E_FORMAT, line, "a node without an id");
	dx_slot *slot = dx_map_put(&load->keys, key, load->nodes.count, &added);
	if (!added)
		return dx_load_fail(load, DIXIT_E_FORMAT, line, "the node %.*s stands twice", (int)fmin(key.len, 100), key.ptr);
	slot->key = kept(load, key);
	*DX_PUSH(&load->arena, &load->nodes) =
	    (dx_node){.key = slot->key, .kind = UNSET, .labelled = true, .colour = UNCOLOURED, .size = 16, .font = 10};
	return DIXIT_OK;
}

static bool node_of(const dx_load *load, dx_slice key, uint32_t *node) {
	const dx_slot *slot = key.len ? dx_map_find(&load->keys, key, dx_hash(key.ptr, key.len)) : NULL;
	if (slot) *node = slot->value;
	return slot != NULL;
}

dixit_status dx_load_edge(dx_load *load, dx_slice source, dx_slice target, uint64_t line) {
	dx_edge edge = {.relation = UNSET};
	bool known = node_of(load, source, &edge.source);
	if (!known || !node_of(load, target, &edge.target)) {
		dx_slice which = known ? target : source;
		return dx_load_fail(load, DIXIT_E_FORMAT, line, "an edge of the node '%.*s', which does not stand before it",
		                    (int)fmin(which.len, 100), which.ptr ? which.ptr : "");
	}
	*DX_PUSH(&load->arena, &load->edges) = edge;
	load->days.count = 0;
	return DIXIT_OK;
}

bool dx_read_number(dx_slice text, double *out) {
	char digits[64], *end;
	if (!text.len || text.len >= sizeof digits || !memchr("+-.0123456789", text.ptr[0], 13)) return false;
	memcpy(digits, text.ptr, text.len);
	digits[text.len] = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (!memchr("+-.0123456789eE", text.ptr[i], 15)) return false;
	}
	*out = strtod(digits, &end);
	char *point = strchr(digits, '.');
	if (*end == '.' && end == point) { /* a locale with a comma */
		*point = ',';
		*out = strtod(digits, &end);
	}
	return !*end && isfinite(*out);
}

bool dx_read_int(dx_slice text, int64_t *out) {
	char digits[24], *end;
	if (!text.len || text.len >= sizeof digits || !memchr("-0123456789", text.ptr[0], 11)) return false;
	memcpy(digits, text.ptr, text.len);
	digits[text.len] = 0;
	errno = 0;
	*out = strtoll(digits, &end, 10);
	return !*end && !errno;
}

static bool read_days(dx_load *load, dx_slice text) {
	for (size_t i = 0; i < text.len;) {
		const char *end = memchr(text.ptr + i, ';', text.len - i);
		size_t len = end ? (size_t)(end - text.ptr) - i : text.len - i;
		dx_day day;
		if (len < 12 || text.ptr[i + 10] != ' ') return false;
		day.date = dx_day_number((dx_slice){text.ptr + i, 10});
		if (!day.date || !dx_read_number((dx_slice){text.ptr + i + 11, len - 11}, &day.value)) return false;
		*DX_PUSH(&load->arena, &load->days) = day;
		i += len + 2;
	}
	return true;
}

dixit_status dx_load_day(dx_load *load, dx_slice text, dx_slice value, uint64_t line) {
	dx_day day = {.date = dx_day_number(text)};
	if (!day.date || !dx_read_number(value, &day.value))
		return dx_load_fail(load, DIXIT_E_FORMAT, line, "a day's weight that makes no sense");
	*DX_PUSH(&load->arena, &load->days) = day;
	return DIXIT_OK;
}

static bool read_colour(dx_slice text, uint32_t *out) {
	*out = 0;
	for (size_t i = 1; i < text.len; i++) {
		const char *hex = "0123456789abcdef", *at = text.ptr[i] ? strchr(hex, text.ptr[i] | 0x20) : NULL;
		if (!at) return false;
		*out = *out << 4 | (uint32_t)(at - hex);
	}
	return text.len == 7 && text.ptr[0] == '#';
}

static bool read_name(dx_slice text, unsigned count, const char *(*name)(uint8_t), uint8_t *out) {
	for (unsigned i = 0; i < count; i++) {
		if (!dx_slice_eq(text, dx_slice_of(name((uint8_t)i)))) continue;
		*out = (uint8_t)i;
		return true;
	}
	return false;
}

static const char *kind_name(uint8_t kind) { return dx_kind_look_of(kind)->name; }
static const char *relation_name(uint8_t relation) { return dx_relation_look_of(relation)->name; }

static bool set_chars(char *at, uint8_t room, dx_slice text) {
	if (text.len >= room || (room == 11 && text.len && !dx_day_number(text))) return false;
	memset(at, 0, room);
	if (text.len) memcpy(at, text.ptr, text.len);
	return true;
}

static bool set_field(dx_load *load, const dx_field *field, void *element, const dx_value *value) {
	void *at = (char *)element + field->offset;
	switch (field->place) {
	case DX_AT_SLICE: *(dx_slice *)at = kept(load, value->text); return true;
	case DX_AT_CHARS: return set_chars(at, field->room, value->text);
	case DX_AT_U32: *(uint32_t *)at = (uint32_t)value->whole; return value->whole >= 0 && value->whole <= UINT32_MAX;
	case DX_AT_SIGN: *(int8_t *)at = (int8_t)value->whole; return value->whole >= -1 && value->whole <= 1;
	case DX_AT_POINTS:
	case DX_AT_DOUBLE: *(double *)at = value->number; return isfinite(value->number);
	case DX_AT_BOOL: *(bool *)at = value->whole != 0; return true;
	case DX_AT_KIND: return read_name(value->text, DX_KINDS, kind_name, (uint8_t *)at);
	case DX_AT_RELATION: return read_name(value->text, DX_RELATIONS, relation_name, (uint8_t *)at);
	case DX_AT_COLOUR: return read_colour(value->text, (uint32_t *)at);
	default: return read_days(load, value->text);
	}
}

dixit_status dx_load_set(dx_load *load, dx_side side, uint32_t slot, const dx_value *value, uint64_t line) {
	uint32_t row = (side == DX_NODES ? load->nodes.count : load->edges.count) - 1;
	if (slot >= DX_FIELDS_MAX) {
		dx_load_column *column = &load->columns[side].items[slot - DX_FIELDS_MAX];
		dx_slice text = column->type == DX_COLUMN_TEXT ? kept(load, value->text) : (dx_slice){0};
		*DX_PUSH(&load->arena, &column->cells) = (dx_load_cell){row, value->whole, value->number, text};
		return DIXIT_OK;
	}
	const dx_field *field = dx_field_at(side, slot);
	if (field->uses & DX_USE_MADE) return DIXIT_OK;
	void *element = side == DX_NODES ? (void *)&load->nodes.items[row] : (void *)&load->edges.items[row];
	if (set_field(load, field, element, value)) return DIXIT_OK;
	return dx_load_fail(load, DIXIT_E_FORMAT, line, "a value of '%s' that makes no sense", field->name);
}

dixit_status dx_load_text(dx_load *load, dx_side side, uint32_t slot, dx_slice text, uint64_t line) {
	dx_value value = {.text = text};
	dx_column_type type = dx_load_type(load, side, slot);
	bool fine = true;
	if (type == DX_COLUMN_INT)
		fine = dx_read_int(text, &value.whole);
	else if (type == DX_COLUMN_DOUBLE)
		fine = dx_read_number(text, &value.number);
	else if (type == DX_COLUMN_BOOL)
		fine = (value.whole = dx_slice_eq(text, DX_LIT("true"))) || dx_slice_eq(text, DX_LIT("false"));
	if (fine) return dx_load_set(load, side, slot, &value, line);
	return dx_load_fail(load, DIXIT_E_FORMAT, line, "'%.*s' where a value of another type should be",
	                    (int)fmin(text.len, 60), text.ptr ? text.ptr : "");
}

static dixit_status edge_done(dx_load *load, uint64_t line) {
	dx_edge *edge = &DX_LAST(&load->edges);
	if (edge->relation == UNSET)
		return dx_load_fail(load, DIXIT_E_FORMAT, line, "an edge without a relation: dixit did not write this");
	if (!(edge->value > 0)) return dx_load_fail(load, DIXIT_E_FORMAT, line, "an edge without a weight over 0");
	if (!edge->weight)
		edge->weight = edge->value < 1 ? 1 : edge->value < UINT32_MAX ? (uint32_t)edge->value : UINT32_MAX;
	for (uint32_t i = 1; i < load->days.count; i++) {
		if (load->days.items[i].date <= load->days.items[i - 1].date)
			return dx_load_fail(load, DIXIT_E_FORMAT, line, "days of an edge that are not in order");
	}
	edge->day_count = load->days.count;
	dx_day *days = DX_NEW(&load->arena, dx_day, load->days.count);
	if (load->days.count) memcpy(days, load->days.items, load->days.count * sizeof *days);
	edge->days = days;
	return DIXIT_OK;
}

dixit_status dx_load_done(dx_load *load, dx_side side, uint64_t line) {
	if (side == DX_EDGES) return edge_done(load, line);
	dx_node *node = &DX_LAST(&load->nodes);
	if (node->kind == UNSET)
		return dx_load_fail(load, DIXIT_E_FORMAT, line, "a node without a kind: dixit did not write this");
	if (!node->label.len) return dx_load_fail(load, DIXIT_E_FORMAT, line, "a node without a label");
	if (node->colour == UNCOLOURED) node->colour = dx_kind_look_of(node->kind)->colour;
	return DIXIT_OK;
}

static int by_key(const void *a, const void *b, void *load) {
	const dx_node *nodes = ((const dx_load *)load)->nodes.items;
	return dx_slice_cmp(nodes[*(const uint32_t *)a].key, nodes[*(const uint32_t *)b].key);
}

static int by_ends(const void *pa, const void *pb, void *load) {
	const dx_edge *edges = ((const dx_load *)load)->edges.items;
	const dx_edge *a = &edges[*(const uint32_t *)pa], *b = &edges[*(const uint32_t *)pb];
	if (a->source != b->source) return a->source < b->source ? -1 : 1;
	if (a->target != b->target) return a->target < b->target ? -1 : 1;
	return (a->relation > b->relation) - (a->relation < b->relation);
}

static uint32_t *in_order(dx_load *load, uint32_t count, int (*order)(const void *, const void *, void *)) {
	uint32_t *rows = DX_NEW(&load->arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++) rows[i] = i;
	if (count) qsort_r(rows, count, sizeof *rows, order, load);
	return rows;
}

/* Values by row, once `place` tells where each row went. */
static const dx_column *columns_of(dx_load *load, dx_side side, const uint32_t *place, uint32_t rows) {
	dx_load_columns *from = &load->columns[side];
	dx_column *columns = DX_NEW(&load->arena, dx_column, from->count);
	for (uint32_t i = 0; i < from->count; i++) {
		const dx_load_column *c = &from->items[i];
		int64_t *numbers =
		    DX_NEW(&load->arena, int64_t, c->type == DX_COLUMN_INT || c->type == DX_COLUMN_BOOL ? rows : 0);
		double *doubles = DX_NEW(&load->arena, double, c->type == DX_COLUMN_DOUBLE ? rows : 0);
		dx_slice *texts = DX_NEW(&load->arena, dx_slice, c->type == DX_COLUMN_TEXT ? rows : 0);
		for (uint32_t r = 0; c->type == DX_COLUMN_DOUBLE && r < rows; r++) doubles[r] = NAN;
		for (uint32_t k = 0; k < c->cells.count; k++) {
			const dx_load_cell *cell = &c->cells.items[k];
			uint32_t row = place[cell->row];
			if (c->type == DX_COLUMN_DOUBLE)
				doubles[row] = cell->number;
			else if (c->type == DX_COLUMN_TEXT)
				texts[row] = cell->text;
			else
				numbers[row] = cell->whole;
		}
		columns[i] = (dx_column){c->name, c->name, c->type, numbers, doubles, texts};
	}
	return columns;
}

/* Where each row went. */
static uint32_t *places(dx_load *load, const uint32_t *rows, uint32_t count) {
	uint32_t *place = DX_NEW(&load->arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++) place[rows[i]] = i;
	return place;
}

static void sort_nodes(dx_load *load) {
	uint32_t count = load->nodes.count, *rows = in_order(load, count, by_key), *place = places(load, rows, count);
	dx_node *nodes = DX_NEW(&load->arena, dx_node, count);
	for (uint32_t i = 0; i < count; i++) nodes[i] = load->nodes.items[rows[i]];
	for (uint32_t i = 0; i < load->edges.count; i++) {
		load->edges.items[i].source = place[load->edges.items[i].source];
		load->edges.items[i].target = place[load->edges.items[i].target];
	}
	load->net.nodes = load->nodes.items = nodes;
	load->net.node_count = count;
	load->net.node_columns = columns_of(load, DX_NODES, place, count);
	load->net.node_column_count = load->columns[DX_NODES].count;
}

static void sort_edges(dx_load *load) {
	uint32_t count = load->edges.count, *rows = in_order(load, count, by_ends), *place = places(load, rows, count);
	dx_edge *edges = DX_NEW(&load->arena, dx_edge, count);
	for (uint32_t i = 0; i < count; i++) edges[i] = load->edges.items[rows[i]];
	load->net.edges = load->edges.items = edges;
	load->net.edge_count = count;
	load->net.edge_columns = columns_of(load, DX_EDGES, place, count);
	load->net.edge_column_count = load->columns[DX_EDGES].count;
}

dixit_status dx_load_end(dx_load *load) {
	if (dx_arena_guard(&load->arena)) return dx_load_fail(load, DIXIT_E_MEMORY, 0, "out of memory");
	sort_nodes(load);
	sort_edges(load);
	for (uint32_t i = 1; i < load->net.edge_count; i++) {
		uint32_t pair[] = {i - 1, i};
		if (by_ends(&pair[0], &pair[1], load) == 0)
			return dx_load_fail(load, DIXIT_E_FORMAT, 0, "an edge from %.100s that stands twice",
			                    dx_strndup(&load->arena, load->net.nodes[load->net.edges[i].source].key.ptr,
			                               load->net.nodes[load->net.edges[i].source].key.len));
	}
	dx_load_tie(load);
	return DIXIT_OK;
}
