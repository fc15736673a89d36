#include "cli/people.h"

#include "base/json.h"
#include "base/name.h"
#include "cli/cell.h"
#include "lexicon/lexicon.h"
#include "record/record.h"

#define DX_PEOPLE_SCHEMA "dixit.entity/1"

/* --- table ----------------------------------------------------------------------------------------------------------
 */

enum { NAME, TYPE, LAND, SAID, NAMED, MENTIONS, ARTICLES, SEEN, OFFICES };
enum { NARROW = 120 };

static const char *const heads[DX_PEOPLE_COLUMNS] = {
    "name", "type", "", "said", "named", "mentions", "articles", "first..last said", "offices"};
static const unsigned wide[DX_PEOPLE_COLUMNS] = {28, 12, 2, 6, 6, 8, 8, 22, 0};
static const unsigned narrow[DX_PEOPLE_COLUMNS] = {20, 12, 2, 5, 5, 0, 0, 10, 0};

/* A column of no width is left out, but for the last, which takes the rest; keys in its place are never cut. */
static unsigned column_width(const dx_people *p, unsigned column) {
	return column == TYPE && !p->types ? 0 : p->width && p->width < NARROW ? narrow[column] : wide[column];
}

static void cell(dx_people *p, unsigned column) {
	unsigned width = column_width(p, column);
	bool out = !width && column != OFFICES;
	if (column == OFFICES && p->width && !p->keys) {
		width = p->width;
		for (unsigned i = 0; i < OFFICES; i++) width -= column_width(p, i) ? column_width(p, i) + 1 : 0;
	}
	if (p->cell.failed) p->page.failed = true;
	if (!out && !p->cell.failed) {
		dx_cell(&p->page, (dx_slice){p->cell.ptr, p->cell.len}, width);
		dx_buf_char(&p->page, ' ');
	}
	p->cell.len = 0;
}

static void number_cell(dx_people *p, unsigned column, uint32_t n) {
	dx_buf_printf(&p->cell, "%*u", (int)column_width(p, column), n);
	cell(p, column);
}

static void table_head(dx_people *p) {
	for (unsigned i = 0; i < DX_PEOPLE_COLUMNS; i++) {
		bool number = i >= SAID && i <= ARTICLES, brief = i == SEEN && column_width(p, i) == 10;
		dx_buf_printf(&p->cell, "%*s", number ? (int)column_width(p, i) : 0,
		              brief                     ? "last said"
		              : i == OFFICES && p->keys ? "key"
		                                        : heads[i]);
		cell(p, i);
	}
	dx_cell_end(&p->page);
}

static void put_day(dx_buf *out, uint32_t day) {
	char text[11];
	dx_day_text(day, text);
	dx_buf_str(out, text);
}

static void put_office(dx_buf *out, const dx_census_role *r, bool first) {
	if (!first) dx_buf_str(out, ", ");
	dx_buf_slice(out, r->title);
	if (!r->country[0] && !r->organisation.len) return;
	dx_buf_str(out, " (");
	dx_buf_str(out, r->country);
	if (r->country[0] && r->organisation.len) dx_buf_str(out, ", ");
	dx_buf_slice(out, r->organisation);
	dx_buf_char(out, ')');
}

/* "Foreign Minister (IR), Oil Minister (IR)": the latest first, those of unknown days last. */
static void put_offices(dx_buf *out, const dx_census_entity *e) {
	uint32_t dated = 0;
	while (dated < e->role_count && e->roles[dated].first) dated++;
	for (uint32_t i = dated; i-- > 0;) put_office(out, &e->roles[i], i + 1 == dated);
	for (uint32_t i = dated; i < e->role_count; i++) put_office(out, &e->roles[i], !i);
}

/* On a narrow terminal the last day alone. */
static void put_days(dx_people *p, const dx_census_entity *e) {
	if (e->last.day > e->first.day && column_width(p, SEEN) > 10) {
		put_day(&p->cell, e->first.day);
		dx_buf_str(&p->cell, "..");
	}
	put_day(&p->cell, e->last.day);
}

static void table_row(dx_people *p, const dx_census_entity *e) {
	dx_buf_slice(&p->cell, e->name);
	cell(p, NAME);
	dx_buf_str(&p->cell, dx_entity_type_name(e->type));
	cell(p, TYPE);
	dx_buf_str(&p->cell, e->country);
	cell(p, LAND);
	number_cell(p, SAID, e->statements);
	number_cell(p, NAMED, e->named);
	number_cell(p, MENTIONS, e->mentions);
	number_cell(p, ARTICLES, e->articles);
	put_days(p, e);
	cell(p, SEEN);
	if (p->keys)
		dx_buf_slice(&p->cell, e->key);
	else
		put_offices(&p->cell, e);
	cell(p, OFFICES);
	dx_cell_end(&p->page);
}

/* --- tab-separated --------------------------------------------------------------------------------------------------
 */

/* What would end the field, or a value in it, becomes something else. */
static void put_clean(dx_buf *out, dx_slice s) {
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		dx_buf_char(out, c < 0x20 || c == 0x7f ? ' ' : c == ';' ? ',' : c == '|' ? '/' : (char)c);
	}
}

static void put_point(dx_buf *out, const dx_census_point *at) {
	if (!at->number) return;
	put_clean(out, at->article);
	dx_buf_printf(out, "#s%u", at->number);
}

static void tsv_head(dx_people *p) {
	dx_buf_str(&p->page, "key\ttype\tname\tcountry\tarticles\tmentions\tstatements\tnamed\troles\taliases\tfirst_day\t"
	                     "first\tlast_day\tlast\n");
}

static void tsv_roles(dx_people *p, const dx_census_entity *e) {
	for (uint32_t i = 0; i < e->role_count; i++) {
		const dx_census_role *r = &e->roles[i];
		if (i) dx_buf_char(&p->page, ';');
		put_clean(&p->page, r->title);
		dx_buf_printf(&p->page, "|%s|", r->country);
		put_clean(&p->page, r->organisation);
		dx_buf_char(&p->page, '|');
		put_day(&p->page, r->first);
		dx_buf_char(&p->page, '|');
		put_day(&p->page, r->last);
	}
}

static void tsv_row(dx_people *p, const dx_census_entity *e) {
	dx_buf *out = &p->page;
	put_clean(out, e->key);
	dx_buf_printf(out, "\t%s\t", dx_entity_type_name(e->type));
	put_clean(out, e->name);
	dx_buf_printf(out, "\t%s\t%u\t%u\t%u\t%u\t", e->country, e->articles, e->mentions, e->statements, e->named);
	tsv_roles(p, e);
	dx_buf_char(out, '\t');
	for (uint32_t i = 0; i < e->alias_count; i++) {
		if (i) dx_buf_char(out, ';');
		put_clean(out, e->aliases[i]);
	}
	dx_buf_char(out, '\t');
	put_day(out, e->first.day);
	dx_buf_char(out, '\t');
	put_point(out, &e->first);
	dx_buf_char(out, '\t');
	put_day(out, e->last.day);
	dx_buf_char(out, '\t');
	put_point(out, &e->last);
	dx_buf_char(out, '\n');
}

/* --- JSON Lines -----------------------------------------------------------------------------------------------------
 */

static void no_head(dx_people *p) { (void)p; }

static void json_day(dx_json *j, const char *key, uint32_t day) {
	char text[11];
	dx_day_text(day, text);
	dx_json_key(j, key);
	dx_json_string_or_null(j, dx_slice_of(text));
}

static void json_point(dx_json *j, const char *key, const dx_census_point *at) {
	dx_json_key(j, key);
	if (!at->number) {
		dx_json_null(j);
		return;
	}
	dx_json_open(j, '{');
	json_day(j, "date", at->day);
	dx_json_key(j, "article");
	dx_json_string(j, at->article);
	dx_json_key(j, "statement");
	dx_json_ref(j, 's', at->number);
	dx_json_close(j, '}');
}

static void json_roles(dx_json *j, const dx_census_entity *e) {
	dx_json_key(j, "roles");
	dx_json_open(j, '[');
	for (uint32_t i = 0; i < e->role_count; i++) {
		const dx_census_role *r = &e->roles[i];
		dx_json_open(j, '{');
		dx_json_key(j, "title");
		dx_json_string(j, r->title);
		dx_json_key(j, "country");
		dx_json_string_or_null(j, dx_slice_of(r->country));
		dx_json_key(j, "organisation");
		dx_json_string_or_null(j, r->organisation);
		json_day(j, "first", r->first);
		json_day(j, "last", r->last);
		dx_json_close(j, '}');
	}
	dx_json_close(j, ']');
}

static void json_row(dx_people *p, const dx_census_entity *e) {
	static const char *const names[] = {"articles", "mentions", "statements", "named"};
	const uint32_t numbers[] = {e->articles, e->mentions, e->statements, e->named};
	dx_json j = {.out = &p->page};
	dx_json_open(&j, '{');
	dx_json_key(&j, "schema");
	dx_json_string(&j, DX_LIT(DX_PEOPLE_SCHEMA));
	dx_json_key(&j, "key");
	dx_json_string(&j, e->key);
	dx_json_key(&j, "type");
	dx_json_string(&j, dx_slice_of(dx_entity_type_name(e->type)));
	dx_json_key(&j, "name");
	dx_json_string(&j, e->name);
	dx_json_key(&j, "country");
	dx_json_string_or_null(&j, dx_slice_of(e->country));
	for (unsigned i = 0; i < 4; i++) {
		dx_json_key(&j, names[i]);
		dx_json_uint(&j, numbers[i]);
	}
	dx_json_key(&j, "aliases");
	dx_json_open(&j, '[');
	for (uint32_t i = 0; i < e->alias_count; i++) dx_json_string(&j, e->aliases[i]);
	dx_json_close(&j, ']');
	json_roles(&j, e);
	json_point(&j, "first", &e->first);
	json_point(&j, "last", &e->last);
	dx_json_close(&j, '}');
	dx_buf_char(&p->page, '\n');
}

/* --- roster ---------------------------------------------------------------------------------------------------------
 */

static void roster_head(dx_people *p) {
	dx_buf_str(&p->page, "name\taliases\ttitle\tcountry\tinstitution\tfrom\tto\tid\n");
}

/* A field of the table: '#' at its start would make the line a comment, '-' alone is an empty field. */
static void put_field(dx_buf *out, dx_slice s) {
	while (s.len && (s.ptr[0] == '#' || s.ptr[0] == ' ')) s = (dx_slice){s.ptr + 1, s.len - 1};
	if (s.len)
		put_clean(out, s);
	else
		dx_buf_char(out, '-');
}

/* Folded, all parts written together. */
static dx_slice together(dx_people *p, dx_slice s) {
	dx_slice f = dx_plain_fold(&p->arena, s);
	char *out = dx_alloc_raw(&p->arena, f.len + 1);
	size_t o = 0;
	for (size_t i = 0; i < f.len; i++) {
		if (f.ptr[i] != '-') out[o++] = f.ptr[i];
	}
	return (dx_slice){out, o};
}

/* No alias: the name in other letters, its beginning or its end alone (surnames are looked up as such). */
static bool part_of(dx_people *p, dx_slice alias, dx_slice name) {
	dx_slice a = together(p, alias), n = together(p, name);
	if (a.len > n.len) return false;
	return !memcmp(n.ptr, a.ptr, a.len) || !memcmp(n.ptr + n.len - a.len, a.ptr, a.len);
}

static void put_aliases(dx_people *p, const dx_census_entity *e) {
	dx_buf *out = &p->page;
	bool any = false;
	for (uint32_t i = 0; i < e->alias_count; i++) {
		if (part_of(p, e->aliases[i], e->name)) continue;
		if (any) dx_buf_char(out, ';');
		put_clean(out, e->aliases[i]);
		any = true;
	}
	if (!any) dx_buf_char(out, '-');
}

static void put_roster_day(dx_buf *out, uint32_t day) {
	if (day)
		put_day(out, day);
	else
		dx_buf_char(out, '-');
}

/* Namesakes get their keys as identifiers: without, lines of one name are one person. */
static void roster_line(dx_people *p, const dx_census_entity *e, const dx_census_role *r, bool first) {
	dx_buf *out = &p->page;
	dx_slice folded = dx_person_key(&p->arena, e->name);
	const dx_slot *bearers = dx_map_find(&p->names, folded, dx_hash(folded.ptr, folded.len));
	put_field(out, e->name);
	dx_buf_char(out, '\t');
	if (first)
		put_aliases(p, e);
	else
		dx_buf_char(out, '-');
	dx_buf_char(out, '\t');
	put_field(out, r ? r->title : (dx_slice){NULL, 0});
	const char *country = r && (r->country[0] || r->organisation.len) ? r->country : e->country;
	dx_buf_printf(out, "\t%s\t", country[0] ? country : "-");
	put_field(out, r ? r->organisation : (dx_slice){NULL, 0});
	dx_buf_char(out, '\t');
	put_roster_day(out, r ? r->first : 0);
	dx_buf_char(out, '\t');
	put_roster_day(out, r ? r->last : 0);
	dx_buf_char(out, '\t');
	put_field(out, bearers && bearers->value > 1 ? e->key : (dx_slice){NULL, 0});
	dx_buf_char(out, '\n');
}

/* "Former Mayor" is no office of the days on which it was told. */
static bool is_former(const dx_census_role *r) {
	static const char word[] = "Former ";
	return r->title.len >= sizeof word - 1 && !memcmp(r->title.ptr, word, sizeof word - 1);
}

/* A name of signs alone ("-", "#") can't stand in the table and could not be looked up. */
static void roster_row(dx_people *p, const dx_census_entity *e) {
	if (!dx_plain_fold(&p->arena, e->name).len) return;
	bool first = true;
	for (uint32_t i = 0; i < e->role_count; i++) {
		if (is_former(&e->roles[i])) continue;
		roster_line(p, e, &e->roles[i], first);
		first = false;
	}
	if (first) roster_line(p, e, NULL, true);
}

const dx_people_format dx_people_formats[] = {{"table", table_head, table_row},
                                              {"tsv", tsv_head, tsv_row},
                                              {"jsonl", no_head, json_row},
                                              {"roster", roster_head, roster_row},
                                              {NULL, NULL, NULL}};
