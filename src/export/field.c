#include "export/field.h"
#include "export/days.h"

#include <math.h>

static bool some_count(const dx_network *net) {
	for (uint32_t i = 0; i < net->edge_count; i++) {
		if (net->edges[i].value != net->edges[i].weight) return true;
	}
	return false;
}

static bool some_sign(const dx_network *net) {
	for (uint32_t i = 0; i < net->edge_count; i++) {
		if (net->edges[i].sign) return true;
	}
	return false;
}

static bool some_bare(const dx_network *net) {
	for (uint32_t i = 0; i < net->node_count; i++) {
		if (!net->nodes[i].labelled) return true;
	}
	return false;
}

bool dx_has_days(const dx_network *net) {
	for (uint32_t i = 0; i < net->edge_count; i++) {
		if (net->edges[i].day_count) return true;
	}
	return false;
}

#define NODE(name, type, place, member, ...)                                                                           \
	{ name, DX_COLUMN_##type, DX_AT_##place, .offset = offsetof(dx_node, member), __VA_ARGS__ }
#define EDGE(name, type, place, member, ...)                                                                           \
	{ name, DX_COLUMN_##type, DX_AT_##place, .offset = offsetof(dx_edge, member), __VA_ARGS__ }

/* The names are those that Gephi and Cytoscape take as properties, in the one spelling that they take. */
static const dx_field node_fields[] = {
    NODE("label", TEXT, SLICE, label, .uses = DX_USE_VIZ),
    NODE("name", TEXT, SLICE, label, .uses = DX_USE_NAME | DX_USE_MADE),
    NODE("kind", TEXT, KIND, kind),
    NODE("key", TEXT, SLICE, key, .uses = DX_USE_NAME | DX_USE_MADE),
    NODE("title", TEXT, SLICE, title),
    NODE("country", TEXT, CHARS, country, .room = 3),
    NODE("aliases", TEXT, SLICE, aliases),
    NODE("statements", INT, U32, statements),
    NODE("articles", INT, U32, articles),
    NODE("first", TEXT, CHARS, first, .room = 11),
    NODE("last", TEXT, CHARS, last, .room = 11),
    NODE("x", DOUBLE, POINTS, x, .uses = DX_USE_VIZ),
    NODE("y", DOUBLE, POINTS, y, .uses = DX_USE_VIZ),
    NODE("size", DOUBLE, POINTS, size, .uses = DX_USE_VIZ),
    NODE("font", DOUBLE, POINTS, font),
    NODE("color", TEXT, COLOUR, colour, .uses = DX_USE_VIZ),
    NODE("labelled", BOOL, BOOL, labelled, .wanted = some_bare),
};
static const dx_field edge_fields[] = {
    EDGE("label", TEXT, RELATION_LABEL, relation, .uses = DX_USE_VIZ | DX_USE_MADE),
    EDGE("relation", TEXT, RELATION, relation),
    EDGE("weight", DOUBLE, DOUBLE, value, .uses = DX_USE_VIZ),
    EDGE("evidences", INT, U32, weight, .wanted = some_count),
    EDGE("sign", INT, SIGN, sign, .wanted = some_sign),
    EDGE("articles", INT, U32, articles),
    EDGE("first", TEXT, CHARS, first, .room = 11),
    EDGE("last", TEXT, CHARS, last, .room = 11),
    EDGE("evidence", TEXT, SLICE, evidence),
    EDGE("days", TEXT, DAYS, days, .uses = DX_USE_VIZ, .wanted = dx_has_days),
    EDGE("total_weight", DOUBLE, DOUBLE, value, .uses = DX_USE_MADE | DX_USE_TIME, .wanted = dx_has_days),
    EDGE("color", TEXT, EDGE_COLOUR, relation, .uses = DX_USE_VIZ | DX_USE_MADE),
};

const dx_field *dx_field_at(dx_side side, unsigned i) {
	if (side == DX_NODES) return i < sizeof node_fields / sizeof *node_fields ? &node_fields[i] : NULL;
	return i < sizeof edge_fields / sizeof *edge_fields ? &edge_fields[i] : NULL;
}

dx_shown dx_shown_of(const dx_network *net, dx_side side, unsigned without) {
	dx_shown shown = {.net = net, .side = side, .columns = side == DX_NODES ? net->node_columns : net->edge_columns};
	const dx_field *field;
	for (unsigned i = 0; (field = dx_field_at(side, i)); i++) {
		if (!(field->uses & without) && (!field->wanted || field->wanted(net)))
			shown.fields[shown.field_count++] = field;
	}
	shown.count = shown.field_count + (side == DX_NODES ? net->node_column_count : net->edge_column_count);
	return shown;
}

const char *dx_shown_name(const dx_shown *s, unsigned which) {
	return which < s->field_count ? s->fields[which]->name : s->columns[which - s->field_count].name;
}

uint8_t dx_shown_type(const dx_shown *s, unsigned which) {
	return which < s->field_count ? s->fields[which]->type : s->columns[which - s->field_count].type;
}

/* After Okabe and Ito: the green and the red that the colour-blind tell apart. */
uint32_t dx_edge_colour(const dx_edge *edge) {
	if (edge->sign) return edge->sign > 0 ? 0x009e73 : 0xd55e00;
	return dx_relation_look_of(edge->relation)->colour;
}

static void get_days(const dx_edge *edge, dx_value *value, dx_buf *scratch) {
	scratch->len = 0;
	for (uint32_t i = 0; i < edge->day_count; i++) {
		if (i) dx_buf_put(scratch, "; ", 2);
		dx_put_day(scratch, edge->days[i].date);
		dx_buf_char(scratch, ' ');
		dx_put_exact(scratch, edge->days[i].value);
	}
	value->text = (dx_slice){scratch->ptr, scratch->len};
}

static void get_colour(uint32_t colour, dx_value *value) {
	static const char hex[] = "0123456789abcdef";
	value->chars[0] = '#';
	for (unsigned i = 0; i < 6; i++) value->chars[1 + i] = hex[colour >> (20 - 4 * i) & 15];
	value->text = (dx_slice){value->chars, 7};
}

static int64_t sign_of(int8_t sign) { return (sign > 0) - (sign < 0); }

static void get_field(const dx_field *field, const void *element, dx_value *value, dx_buf *scratch) {
	const void *at = (const char *)element + field->offset;
	switch (field->place) {
	case DX_AT_SLICE: value->text = *(const dx_slice *)at; break;
	case DX_AT_CHARS: value->text = dx_slice_of(at); break;
	case DX_AT_U32: value->whole = *(const uint32_t *)at; break;
	case DX_AT_SIGN: value->whole = sign_of(*(const int8_t *)at); break;
	case DX_AT_POINTS: value->points = true; /* fall through */
	case DX_AT_DOUBLE: value->number = *(const double *)at; break;
	case DX_AT_BOOL: value->whole = *(const bool *)at; break;
	case DX_AT_KIND: value->text = dx_slice_of(dx_kind_look_of(*(const uint8_t *)at)->name); break;
	case DX_AT_RELATION: value->text = dx_slice_of(dx_relation_look_of(*(const uint8_t *)at)->name); break;
	case DX_AT_COLOUR: get_colour(*(const uint32_t *)at, value); break;
	case DX_AT_DAYS: get_days(element, value, scratch); break;
	case DX_AT_RELATION_LABEL: value->text = dx_slice_of(dx_relation_look_of(*(const uint8_t *)at)->label); break;
	default: get_colour(dx_edge_colour(element), value);
	}
}

static void get_column(const dx_column *column, uint32_t row, dx_value *value) {
	switch (column->type) {
	case DX_COLUMN_DOUBLE: value->number = column->doubles[row]; break;
	case DX_COLUMN_TEXT: value->text = column->texts[row]; break;
	default: value->whole = column->numbers[row];
	}
}

void dx_shown_get(const dx_shown *s, unsigned which, uint32_t row, dx_value *value, dx_buf *scratch) {
	*value = (dx_value){0};
	if (which >= s->field_count)
		get_column(&s->columns[which - s->field_count], row, value);
	else if (s->side == DX_NODES)
		get_field(s->fields[which], &s->net->nodes[row], value, scratch);
	else
		get_field(s->fields[which], &s->net->edges[row], value, scratch);
	uint8_t type = dx_shown_type(s, which);
	value->absent = type == DX_COLUMN_TEXT ? !value->text.len : type == DX_COLUMN_DOUBLE && !isfinite(value->number);
}

void dx_put_value(dx_buf *buf, uint8_t type, const dx_value *value, void (*put)(dx_buf *buf, dx_slice text)) {
	switch (type) {
	case DX_COLUMN_INT: dx_put_int(buf, value->whole); break;
	case DX_COLUMN_BOOL: dx_buf_str(buf, value->whole ? "true" : "false"); break;
	case DX_COLUMN_TEXT: put(buf, value->text); break;
	default:
		if (value->points)
			dx_put_number(buf, value->number);
		else
			dx_put_exact(buf, value->number);
	}
}

void dx_put_colour(dx_buf *buf, uint32_t colour) {
	dx_value value;
	get_colour(colour, &value);
	dx_buf_slice(buf, value.text);
}
