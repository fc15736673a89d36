#include "report/data.h"

#include "base/error.h"
#include "export/export.h"
#include "record/record.h"

/* What of a text would end the script element or a line of it, as JSON may also write it. */
static size_t escape_at(const char *s, size_t left, const char **as) {
	if (*s == '<')
		*as = "\\u003c";
	else if (*s == '>')
		*as = "\\u003e";
	else if (*s == '&')
		*as = "\\u0026";
	else if (left >= 3 && !memcmp(s, "\xE2\x80\xA8", 3))
		*as = "\\u2028";
	else if (left >= 3 && !memcmp(s, "\xE2\x80\xA9", 3))
		*as = "\\u2029";
	else
		return 0;
	return *s == '\xE2' ? 3 : 1;
}

void dx_data_flush(dx_data *data, size_t from) {
	dx_buf *buf = data->json.out;
	if (data->status || (buf->len < from && !buf->failed)) return;
	if (buf->failed) data->status = dx_fail(data->error, DIXIT_E_MEMORY, "out of memory");
	size_t start = 0;
	for (size_t i = 0; i < buf->len && !data->status;) {
		const char *as = NULL;
		size_t len = escape_at(buf->ptr + i, buf->len - i, &as);
		if (len) {
			data->status = dx_outfile_write(data->out, buf->ptr + start, i - start, data->error);
			if (!data->status) data->status = dx_outfile_write(data->out, as, strlen(as), data->error);
			start = i + len;
		}
		i += len ? len : 1;
	}
	if (!data->status) data->status = dx_outfile_write(data->out, buf->ptr + start, buf->len - start, data->error);
	buf->len = 0;
}

static void strings(dx_json *json, const char *words) {
	dx_json_open(json, '[');
	while (*words) {
		size_t len = strcspn(words, " ");
		dx_json_string(json, (dx_slice){words, len});
		words += len + (words[len] == ' ');
	}
	dx_json_close(json, ']');
}

void dx_data_table(dx_data *data, const char *name, const char *columns) {
	dx_json_key(&data->json, name);
	dx_json_open(&data->json, '{');
	dx_json_key(&data->json, "columns");
	strings(&data->json, columns);
	dx_json_key(&data->json, "rows");
	dx_json_open(&data->json, '[');
}

void dx_data_row(dx_data *data) {
	dx_data_flush(data, 1 << 16);
	dx_json_open(&data->json, '[');
}

void dx_data_row_end(dx_data *data) { dx_json_close(&data->json, ']'); }

void dx_data_table_end(dx_data *data) {
	dx_json_close(&data->json, ']');
	dx_json_close(&data->json, '}');
}

static void raw(dx_json *json, dx_slice value) {
	if (json->comma) dx_buf_char(json->out, ',');
	dx_buf_slice(json->out, value);
	json->comma = true;
}

void dx_data_number(dx_data *data, double x) {
	char digits[DX_NUMBER_MAX];
	size_t len = dx_number(digits, x);
	raw(&data->json, (dx_slice){digits, len});
}

void dx_data_thing(dx_data *data, uint32_t number) {
	if (number == DX_NOBODY) {
		dx_json_null(&data->json);
		return;
	}
	const dx_thing *thing = &data->report->things.items[number];
	uint32_t row = thing->node < 0 ? DX_NOBODY : data->report->row_of[thing->node];
	if (row != DX_NOBODY)
		dx_json_uint(&data->json, row);
	else
		dx_json_string(&data->json, thing->node < 0 ? thing->name : data->report->net->nodes[thing->node].label);
}

static void colour(dx_json *json, uint32_t rgb) {
	char text[8];
	snprintf(text, sizeof text, "#%06x", rgb & 0xFFFFFF);
	dx_json_string(json, dx_slice_of(text));
}

static void put_looks(dx_data *data) {
	dx_json *json = &data->json;
	dx_data_table(data, "kinds", "name label colour event");
	for (unsigned i = 0; i < DX_KINDS; i++) {
		const dx_kind_look *look = dx_kind_look_of((uint8_t)i);
		dx_data_row(data);
		dx_json_string(json, dx_slice_of(look->name));
		dx_json_string(json, dx_slice_of(look->label));
		colour(json, look->colour);
		dx_json_bool(json, i >= DX_KIND_EVENTS);
		dx_data_row_end(data);
	}
	dx_data_table_end(data);
	dx_data_table(data, "relations", "name label colour mutual");
	for (unsigned i = 0; i < DX_RELATIONS; i++) {
		const dx_relation_look *look = dx_relation_look_of((uint8_t)i);
		dx_data_row(data);
		dx_json_string(json, dx_slice_of(look->name));
		dx_json_string(json, dx_slice_of(look->label));
		colour(json, look->colour);
		dx_json_bool(json, look->mutual);
		dx_data_row_end(data);
	}
	dx_data_table_end(data);
}

static void put_names(dx_data *data) {
	dx_json_key(&data->json, "statementKinds");
	dx_json_open(&data->json, '[');
	for (int i = DIXIT_DIRECT; i <= DIXIT_INDIRECT; i++) {
		dx_json_string(&data->json, dx_slice_of(dx_kind_name((dixit_kind)i)));
	}
	dx_json_close(&data->json, ']');
	dx_json_key(&data->json, "acts");
	dx_json_open(&data->json, '[');
	for (int i = DIXIT_SAY; i <= DIXIT_WITHHOLD; i++) {
		dx_json_string(&data->json, dx_slice_of(dx_act_name((dixit_act)i)));
	}
	dx_json_close(&data->json, ']');
}

static void put_counts(dx_data *data) {
	const dx_report *report = data->report;
	const dx_network *net = report->net;
	const struct {
		const char *name;
		uint64_t n;
	} counts[] = {
	    {"articles", net->articles},
	    {"statements", report->statement_count},
	    {"nodes", net->node_count},
	    {"edges", net->edge_count},
	    {"events", report->event_nodes},
	    {"statementsLeftOut", report->statement_count - report->statements.count},
	    {"nodesLeftOut", net->node_count - report->rows.count},
	    {"edgesLeftOut", report->edges_left_out},
	    {"eventsLeftOut", report->events_left_out},
	    {"articlesWithoutText", report->without_text},
	};
	dx_json_key(&data->json, "counts");
	dx_json_open(&data->json, '{');
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		dx_json_key(&data->json, counts[i].name);
		dx_json_uint(&data->json, counts[i].n);
	}
	dx_json_close(&data->json, '}');
}

static void put_country(dx_data *data, const char iso[3], bool *seen) {
	if (iso[0] < 'A' || iso[0] > 'Z' || iso[1] < 'A' || iso[1] > 'Z') return;
	bool *known = &seen[(iso[0] - 'A') * 26 + iso[1] - 'A'];
	const dx_country *country = *known ? NULL : dx_lexicon_country_of(data->lexicon, iso);
	*known = true;
	if (!country) return;
	dx_json_key_of(&data->json, iso, 2);
	dx_json_string(&data->json, country->name);
}

static void put_countries(dx_data *data) {
	const dx_report *report = data->report;
	bool seen[26 * 26] = {0};
	dx_json_key(&data->json, "countries");
	dx_json_open(&data->json, '{');
	for (uint32_t i = 0; i < report->rows.count; i++) {
		put_country(data, report->net->nodes[report->rows.items[i]].country, seen);
	}
	for (uint32_t i = 0; i < report->offices.count; i++) put_country(data, report->offices.items[i].country, seen);
	dx_json_close(&data->json, '}');
}

static void put_articles(dx_data *data) {
	dx_json *json = &data->json;
	dx_data_table(data, "articles", "id title date publisher url path text");
	for (uint32_t i = 0; i < data->report->sheets.count; i++) {
		const dx_doc *doc = &data->report->docs.items[data->report->sheets.items[i]];
		dx_data_row(data);
		dx_json_string(json, doc->id);
		dx_json_string_or_null(json, doc->title);
		dx_json_string_or_null(json, doc->date);
		dx_json_string_or_null(json, doc->publisher);
		dx_json_string_or_null(json, doc->url);
		dx_json_string_or_null(json, doc->path);
		dx_json_bool(json, doc->had);
		dx_data_row_end(data);
	}
	dx_data_table_end(data);
}

/* The lines of the picture's labels, one blank of the label being the line end. */
static void put_label(dx_data *data, dx_slice label) {
	dx_slice lines[DX_LABEL_LINES];
	uint32_t count = dx_label_lines(label, lines, DX_LABEL_LINES);
	dx_buf *line = &data->report->line;
	line->len = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (i) dx_buf_char(line, '\n');
		dx_buf_slice(line, lines[i]);
	}
	if (line->failed) data->json.out->failed = true;
	dx_json_string(&data->json, line->failed ? label : (dx_slice){line->ptr, line->len});
}

static void put_node(dx_data *data, const dx_node *node) {
	dx_json *json = &data->json;
	dx_data_row(data);
	dx_json_string(json, node->key);
	put_label(data, node->label);
	dx_json_uint(json, node->kind);
	dx_json_string_or_null(json, node->title);
	dx_json_string_or_null(json, dx_slice_of(node->country));
	dx_json_string_or_null(json, node->aliases);
	dx_json_string_or_null(json, dx_slice_of(node->first));
	dx_json_string_or_null(json, dx_slice_of(node->last));
	dx_json_uint(json, node->statements);
	dx_json_uint(json, node->articles);
	dx_json_uint(json, node->strength);
	colour(json, node->colour);
	dx_json_bool(json, node->labelled);
	const double places[] = {node->x, node->y, node->size, node->font, node->width, node->height};
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) dx_data_number(data, places[i]);
	dx_data_row_end(data);
}

static void put_network(dx_data *data) {
	const dx_report *report = data->report;
	dx_data_table(data, "nodes",
	              "key label kind title country aliases first last statements articles strength colour labelled x y "
	              "size font width height");
	for (uint32_t i = 0; i < report->rows.count; i++) put_node(data, &report->net->nodes[report->rows.items[i]]);
	dx_data_table_end(data);
	dx_data_table(data, "edges", "source target relation weight first last");
	for (uint32_t i = 0; i < report->edges.count; i++) {
		const dx_edge *e = &report->net->edges[report->edges.items[i]];
		dx_data_row(data);
		dx_json_uint(&data->json, report->row_of[e->source]);
		dx_json_uint(&data->json, report->row_of[e->target]);
		dx_json_uint(&data->json, e->relation);
		dx_data_number(data, e->value);
		dx_json_string_or_null(&data->json, dx_slice_of(e->first));
		dx_json_string_or_null(&data->json, dx_slice_of(e->last));
		dx_data_row_end(data);
	}
	dx_data_table_end(data);
}

static void put_refs(dx_data *data, const uint32_t *things, uint32_t count) {
	dx_json_open(&data->json, '[');
	for (uint32_t i = 0; i < count; i++) dx_data_thing(data, things[i]);
	dx_json_close(&data->json, ']');
}

static void put_statements(dx_data *data) {
	const dx_report *report = data->report;
	dx_json *json = &data->json;
	dx_data_table(data, "statements", "article number kind act negated confidence who for to about event words");
	for (uint32_t i = 0; i < report->statements.count; i++) {
		const dx_said *said = &report->store->said.items[report->statements.items[i]];
		uint32_t ref = said->ref;
		dx_data_row(data);
		dx_json_uint(json, report->sheet_of[said->doc]);
		dx_json_uint(json, said->number);
		dx_json_uint(json, said->kind);
		dx_json_uint(json, said->act);
		dx_json_bool(json, said->negated);
		dx_json_fixed2(json, said->confidence);
		for (int k = 0; k < DX_REFS; ref += said->refs[k++])
			put_refs(data, report->store->refs.items + ref, said->refs[k]);
		dx_data_thing(data, said->event);
		raw(json, said->words);
		dx_data_row_end(data);
	}
	dx_data_table_end(data);
}

static void put_events(dx_data *data) {
	const dx_report *report = data->report;
	dx_json *json = &data->json;
	dx_data_table(data, "tellings", "event article number date place host participants text");
	for (uint32_t i = 0; i < report->tellings.count; i++) {
		const dx_told_event *told = &report->events.items[report->tellings.items[i]];
		dx_data_row(data);
		dx_data_thing(data, told->event);
		dx_json_uint(json, report->sheet_of[told->doc]);
		dx_json_uint(json, told->number);
		dx_json_string_or_null(json, dx_slice_of(told->date));
		dx_data_thing(data, told->place);
		dx_data_thing(data, told->host);
		put_refs(data, report->guests.items + told->ref, told->refs);
		dx_json_string(json, told->text);
		dx_data_row_end(data);
	}
	dx_data_table_end(data);
}

dixit_status dx_report_data(dx_report *report, const dx_lexicon *lexicon, dx_outfile *out, dixit_error *error) {
	dx_data data = {report, lexicon, out, error, {&report->buf, false}, DIXIT_OK};
	if (dx_arena_guard(&report->temp)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	report->buf.len = 0;
	dx_json_open(&data.json, '{');
	dx_json_key(&data.json, "version");
	dx_json_string(&data.json, DX_LIT(DIXIT_VERSION));
	dx_json_key(&data.json, "first");
	dx_json_string_or_null(&data.json, dx_slice_of(report->net->first));
	dx_json_key(&data.json, "last");
	dx_json_string_or_null(&data.json, dx_slice_of(report->net->last));
	put_counts(&data);
	put_names(&data);
	put_looks(&data);
	put_countries(&data);
	put_articles(&data);
	put_network(&data);
	put_statements(&data);
	put_events(&data);
	dx_data_offices(&data);
	dx_data_when(&data);
	dx_json_close(&data.json, '}');
	dx_data_flush(&data, 0);
	dx_arena_reset(&report->temp, 1 << 20);
	return data.status;
}
