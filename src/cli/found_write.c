/* Answers as a table, JSON Lines and CSV. */
#include "base/json.h"
#include "cli/cell.h"
#include "cli/found.h"
#include "record/record.h"

static void put_names(dx_buf *out, const dixit_record *record, const dixit_refs *refs, bool keys) {
	for (uint32_t i = 0; i < refs->count; i++) {
		const dixit_entity *e = &record->entities[refs->items[i]];
		if (i) dx_buf_str(out, "; ");
		dx_buf_slice(out, keys ? e->key : e->name);
	}
}

static void put_content(dx_buf *out, const dixit_statement *s) {
	for (uint32_t i = 0; i < s->content_count; i++) {
		if (i) dx_buf_str(out, " … ");
		dx_buf_slice(out, s->content[i].text);
	}
}

static void put_outlets(dx_buf *out, const dx_found *f) {
	for (uint32_t i = 0; i < f->outlets.count; i++) {
		if (i) dx_buf_str(out, "; ");
		dx_buf_slice(out, f->outlets.items[i].name);
	}
}

static void put_reference(dx_buf *out, const dx_found *f) {
	dx_buf_slice(out, f->record->id);
	dx_buf_printf(out, "#s%u", f->hit.place + 1);
}

/* --- table -------------------------------------------------------------------------------------------------------- */

enum { DAY, WHERE, WHO, ACT, WHAT, COLUMNS };
enum { NARROW = 120, INDENT = 4, LEAST_LINE = 20 };

static const unsigned wide[COLUMNS] = {10, 24, 26, 9, 0}, narrow[COLUMNS] = {10, 14, 18, 8, 0};
static const char *const heads[COLUMNS] = {"date", "where", "who", "act", "what"};

static void cell(dx_found_view *v, int column) {
	unsigned width = v->width && v->width < NARROW ? narrow[column] : wide[column];
	if (column == WHAT && v->width) {
		width = v->width;
		for (int i = 0; i < WHAT; i++) width -= (v->width < NARROW ? narrow[i] : wide[i]) + 1;
	}
	if (v->cell.failed)
		v->page.failed = true;
	else
		dx_cell(&v->page, (dx_slice){v->cell.ptr, v->cell.len}, width);
	if (column == WHAT)
		dx_cell_end(&v->page);
	else
		dx_buf_char(&v->page, ' ');
	v->cell.len = 0;
}

static void table_head(dx_found_view *v, const dx_found *f) {
	(void)f;
	for (int i = 0; i < COLUMNS; i++) {
		dx_buf_str(&v->cell, heads[i]);
		cell(v, i);
	}
}

/* The first outlet, and how many more; all of them where the table is wide as need be. */
static void where_cell(dx_found_view *v, const dx_found *f) {
	if (!v->width || f->outlets.count < 2) {
		put_outlets(&v->cell, f);
	} else {
		char more[16];
		unsigned width = v->width < NARROW ? narrow[WHERE] : wide[WHERE];
		unsigned n = (unsigned)snprintf(more, sizeof more, " +%u", f->outlets.count - 1);
		dx_cell(&v->cell, f->outlets.items[0].name, width - n);
		while (v->cell.len && v->cell.ptr[v->cell.len - 1] == ' ') v->cell.len--;
		dx_buf_str(&v->cell, more);
	}
	cell(v, WHERE);
}

static void day_cell(dx_found_view *v, dx_slice day) {
	bool again = v->timeline && v->rows && day.len == strlen(v->day) && !memcmp(day.ptr, v->day, day.len);
	if (!again) dx_buf_slice(&v->cell, day.len ? day : DX_LIT("-"));
	snprintf(v->day, sizeof v->day, "%.*s", (int)day.len, day.len ? day.ptr : "");
	cell(v, DAY);
}

/* A text in lines of its own, broken at blanks. */
static void put_wrapped(dx_found_view *v, dx_slice text) {
	unsigned room = v->width ? v->width - INDENT : 0;
	size_t i = 0;
	while (i < text.len) {
		unsigned used = 0;
		dx_buf_str(&v->page, "    ");
		while (i < text.len) {
			while (i < text.len && strchr(" \t\r\n", text.ptr[i])) i++;
			size_t end = i;
			while (end < text.len && !strchr(" \t\r\n", text.ptr[end])) end++;
			dx_slice word = {text.ptr + i, end - i};
			unsigned width = room ? dx_cell_width(word, room) : 0;
			if (room && used && used + 1 + width > room) break;
			if (used) dx_buf_char(&v->page, ' ');
			dx_cell(&v->page, word, 0);
			used += width + 1;
			i = end;
		}
		dx_cell_end(&v->page);
	}
}

static void table_row(dx_found_view *v, const dx_found *f) {
	const dixit_statement *s = f->statement;
	day_cell(v, f->record->published);
	where_cell(v, f);
	if (s->speakers.count)
		put_names(&v->cell, f->record, &s->speakers, false);
	else
		dx_buf_slice(&v->cell, s->source.text.len ? s->source.text : DX_LIT("-"));
	cell(v, WHO);
	dx_buf_printf(&v->cell, "%s%s", s->negated ? "not " : "", dx_act_name(s->act));
	cell(v, ACT);
	put_content(&v->cell, s);
	if (!s->content_count) dx_buf_slice(&v->cell, s->cue.text);
	cell(v, WHAT);
	if (!f->sentence.len) return;
	/* one text, as it stands in the article */
	const char *from = f->before.len ? f->before.ptr : f->sentence.ptr;
	const char *end = f->after.len ? f->after.ptr + f->after.len : f->sentence.ptr + f->sentence.len;
	put_wrapped(v, (dx_slice){from, (size_t)(end - from)});
}

/* --- JSON Lines --------------------------------------------------------------------------------------------------- */

static void no_head(dx_found_view *v, const dx_found *f) {
	(void)v;
	(void)f;
}

static void text_field(dx_json *j, const char *key, dx_slice value) {
	dx_json_key(j, key);
	dx_json_string_or_null(j, value);
}

static void people_field(dx_json *j, const char *key, const dixit_record *record, const dixit_refs *refs) {
	dx_json_key(j, key);
	dx_json_open(j, '[');
	for (uint32_t i = 0; i < refs->count; i++) {
		dx_json_open(j, '{');
		text_field(j, "key", record->entities[refs->items[i]].key);
		text_field(j, "name", record->entities[refs->items[i]].name);
		dx_json_close(j, '}');
	}
	dx_json_close(j, ']');
}

static void extent_fields(dx_json *j, const dixit_extent *e) {
	dx_json_open(j, '{');
	dx_json_key(j, "start");
	dx_json_uint(j, e->start);
	dx_json_key(j, "end");
	dx_json_uint(j, e->end);
	text_field(j, "text", e->text);
	dx_json_close(j, '}');
}

static void statement_fields(dx_json *j, const dx_found *f) {
	const dixit_statement *s = f->statement;
	text_field(j, "kind", dx_slice_of(dx_kind_name(s->kind)));
	text_field(j, "act", dx_slice_of(dx_act_name(s->act)));
	dx_json_key(j, "negated");
	dx_json_bool(j, s->negated);
	dx_json_key(j, "confidence");
	dx_json_fixed2(j, s->confidence);
	people_field(j, "speakers", f->record, &s->speakers);
	text_field(j, "source", s->source.text);
	text_field(j, "cue", s->cue.text);
	people_field(j, "for", f->record, &s->speaks_for);
	people_field(j, "addressees", f->record, &s->addressees);
	people_field(j, "about", f->record, &s->about);
	dx_json_key(j, "content");
	dx_json_open(j, '[');
	for (uint32_t i = 0; i < s->content_count; i++) extent_fields(j, &s->content[i]);
	dx_json_close(j, ']');
}

static void json_row(dx_found_view *v, const dx_found *f) {
	const dixit_record *r = f->record;
	dx_json j = {.out = &v->page};
	dx_json_open(&j, '{');
	text_field(&j, "schema", DX_LIT("dixit.found/1"));
	put_reference(&v->cell, f);
	text_field(&j, "statement", (dx_slice){v->cell.ptr, v->cell.len});
	v->cell.len = 0;
	text_field(&j, "article", r->id);
	text_field(&j, "published", r->published);
	text_field(&j, "publisher", r->publisher);
	text_field(&j, "title", r->title);
	text_field(&j, "url", r->url);
	text_field(&j, "path", r->path);
	dx_json_key(&j, "outlets");
	dx_json_open(&j, '[');
	for (uint32_t i = 0; i < f->outlets.count; i++) dx_json_string(&j, f->outlets.items[i].name);
	dx_json_close(&j, ']');
	dx_json_key(&j, "articles");
	dx_json_uint(&j, f->articles);
	statement_fields(&j, f);
	if (f->context) {
		text_field(&j, "before", f->before);
		text_field(&j, "sentence", f->sentence);
		text_field(&j, "after", f->after);
	}
	dx_json_close(&j, '}');
	dx_buf_char(&v->page, '\n');
}

/* --- CSV, by RFC 4180 --------------------------------------------------------------------------------------------- */

/* A text that a spreadsheet would run as a formula has an apostrophe before it: articles are strangers' words. */
static void csv_cell(dx_buf *out, dx_slice text, bool first) {
	if (!first) dx_buf_char(out, ',');
	bool runs = text.len && memchr("=+-@\t\r", text.ptr[0], 6), quoted = runs;
	for (size_t i = 0; i < text.len && !quoted; i++) quoted = strchr("\",\r\n", text.ptr[i]) || !text.ptr[i];
	if (quoted) dx_buf_char(out, '"');
	if (runs) dx_buf_char(out, '\'');
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"') dx_buf_char(out, '"');
		dx_buf_char(out, text.ptr[i]);
	}
	if (quoted) dx_buf_char(out, '"');
}

static void csv_made(dx_found_view *v) {
	if (v->cell.failed) v->page.failed = true;
	csv_cell(&v->page, (dx_slice){v->cell.ptr, v->cell.failed ? 0 : v->cell.len}, false);
	v->cell.len = 0;
}

static void csv_head(dx_found_view *v, const dx_found *f) {
	dx_buf_str(&v->page, "published,outlets,articles,speakers,speaker_keys,source,for,about,act,negated,kind,"
	                     "confidence,content,cue,statement,publisher,title,url,path");
	dx_buf_str(&v->page, f->context ? ",before,sentence,after\r\n" : "\r\n");
}

static void csv_people(dx_found_view *v, const dx_found *f) {
	const dixit_statement *s = f->statement;
	put_names(&v->cell, f->record, &s->speakers, false);
	csv_made(v);
	put_names(&v->cell, f->record, &s->speakers, true);
	csv_made(v);
	csv_cell(&v->page, s->source.text, false);
	put_names(&v->cell, f->record, &s->speaks_for, false);
	csv_made(v);
	put_names(&v->cell, f->record, &s->about, false);
	csv_made(v);
}

static void csv_row(dx_found_view *v, const dx_found *f) {
	const dixit_statement *s = f->statement;
	const dixit_record *r = f->record;
	csv_cell(&v->page, r->published, true);
	put_outlets(&v->cell, f);
	csv_made(v);
	dx_buf_printf(&v->page, ",%u", f->articles);
	csv_people(v, f);
	dx_buf_printf(&v->page, ",%s,%s,%s,%.2f", dx_act_name(s->act), s->negated ? "true" : "false", dx_kind_name(s->kind),
	              (double)s->confidence);
	put_content(&v->cell, s);
	csv_made(v);
	csv_cell(&v->page, s->cue.text, false);
	put_reference(&v->cell, f);
	csv_made(v);
	const dx_slice rest[] = {r->publisher, r->title, r->url, r->path, f->before, f->sentence, f->after};
	for (size_t i = 0; i < (f->context ? 7 : 4); i++) csv_cell(&v->page, rest[i], false);
	dx_buf_str(&v->page, "\r\n");
}

const dx_found_format dx_found_formats[] = {
    {"table", table_head, table_row}, {"jsonl", no_head, json_row}, {"csv", csv_head, csv_row}, {0}};
