#include "corpus/roster.h"

#include "base/error.h"
#include "base/name.h"
#include "corpus/enrol.h"
#include "corpus/sheet.h"
#include "entity/entity.h"
#include <stdlib.h>

/* HOLDERS_MAX: an office that more have held is many offices of one name (Senator), and tells nobody. */
enum { TITLE_MAX = 160, HOLDERS_MAX = 256, PARTS_MAX = 12 };

/* Strings to lists of numbers: the items of list i are items[starts[i]] to items[starts[i + 1]]. */
typedef struct lists {
	dx_map map;
	uint32_t *starts, *items;
} lists;

/* One office of one person. */
typedef struct post {
	uint32_t person, office;
} post;

struct dx_roster {
	dx_arena arena;
	const dx_lexicon *lexicon;
	dx_roster_person *persons;
	uint32_t count;
	lists names, surnames;
	lists holders; /* "IR/f", "=united-nations/secretary-general" → posts */
	DX_VEC(post) posts;
};

typedef struct pair {
	uint32_t list, item;
} pair;

/* Lists in the making: pairs in the order they came, each once. */
typedef struct lister {
	dx_arena *keep, *temp;
	lists *lists;
	dx_map seen;
	DX_VEC(pair) pairs;
} lister;

static lister lists_open(lists *out, dx_arena *keep, dx_arena *temp) {
	lister x = {.keep = keep, .temp = temp, .lists = out};
	dx_map_init(&out->map, keep, 64);
	dx_map_init(&x.seen, temp, 64);
	return x;
}

/* `key` is copied where it is new. */
static void lists_put(lister *x, dx_slice key, uint32_t item) {
	bool added;
	dx_slot *slot = dx_map_put(&x->lists->map, key, x->lists->map.count, &added);
	if (added) slot->key.ptr = dx_strndup(x->keep, key.ptr, key.len);
	pair *both = DX_NEW(x->temp, pair, 1);
	*both = (pair){slot->value, item};
	dx_map_put(&x->seen, (dx_slice){(const char *)both, sizeof *both}, 0, &added);
	if (added) *DX_PUSH(x->temp, &x->pairs) = *both;
}

static void lists_close(lister *x) {
	uint32_t count = x->lists->map.count;
	uint32_t *starts = DX_NEW(x->keep, uint32_t, count + 2), *items = DX_NEW(x->keep, uint32_t, x->pairs.count + 1);
	for (uint32_t i = 0; i < x->pairs.count; i++) starts[x->pairs.items[i].list + 2]++;
	for (uint32_t i = 1; i < count + 2; i++) starts[i] += starts[i - 1];
	for (uint32_t i = 0; i < x->pairs.count; i++) items[starts[x->pairs.items[i].list + 1]++] = x->pairs.items[i].item;
	x->lists->starts = starts;
	x->lists->items = items;
}

static dx_roster_hits hits_of(const lists *from, dx_slice key) {
	const dx_slot *slot = dx_map_find(&from->map, key, dx_hash(key.ptr, key.len));
	if (!slot) return (dx_roster_hits){NULL, 0};
	uint32_t first = from->starts[slot->value];
	return (dx_roster_hits){from->items + first, from->starts[slot->value + 1] - first};
}

/* --- names ----------------------------------------------------------------------------------------------------------
 */

static void put_names(dx_roster *r, dx_arena *temp) {
	lister x = lists_open(&r->names, &r->arena, temp);
	for (uint32_t i = 0; i < r->count; i++) lists_put(&x, r->persons[i].key, i);
	for (uint32_t i = 0; i < r->count; i++) {
		for (uint32_t k = 0; k < r->persons[i].alias_count; k++) {
			dx_slice key = dx_person_key(temp, r->persons[i].aliases[k]);
			if (key.len) lists_put(&x, key, i);
		}
	}
	lists_close(&x);
}

static bool surname_first(const dx_roster_person *p) {
	static const char countries[][3] = {"CN", "HK", "KH", "KP", "KR", "SG", "TW", "VN"};
	for (uint32_t i = 0; i < p->office_count; i++) {
		for (unsigned k = 0; k < sizeof countries / sizeof *countries; k++) {
			if (!memcmp(p->offices[i].country, countries[k], 2)) return true;
		}
	}
	return false;
}

static bool is_suffix(dx_slice s) {
	static const char *const words[] = {"jr", "sr", "ii", "iii", "iv"};
	for (unsigned i = 0; i < sizeof words / sizeof *words; i++) {
		if (dx_slice_eq(s, dx_slice_of(words[i]))) return true;
	}
	return false;
}

/* Every end of the name that is not the whole name, written together: "von der Leyen", "der Leyen", "Leyen". */
static void put_ends(lister *x, dx_slice name, uint32_t person, bool first_too) {
	dx_slice f = dx_plain_fold(x->temp, name), part[PARTS_MAX];
	unsigned parts = 0;
	for (size_t from = 0, k = 0; k <= f.len; k++) {
		if (k < f.len && f.ptr[k] != '-') continue;
		if (k > from && parts < PARTS_MAX) part[parts++] = (dx_slice){f.ptr + from, k - from};
		from = k + 1;
	}
	if (parts > 1 && is_suffix(part[parts - 1])) parts--;
	if (parts && (first_too || parts == 1)) lists_put(x, part[0], person);
	char *end = dx_alloc_raw(x->temp, f.len + 1);
	size_t at = f.len;
	for (unsigned i = parts; i-- > 1;) {
		at -= part[i].len;
		memcpy(end + at, part[i].ptr, part[i].len);
		lists_put(x, (dx_slice){end + at, f.len - at}, person);
	}
}

static void put_surnames(dx_roster *r, dx_arena *temp) {
	lister x = lists_open(&r->surnames, &r->arena, temp);
	for (uint32_t i = 0; i < r->count; i++) {
		const dx_roster_person *p = &r->persons[i];
		bool first = surname_first(p);
		put_ends(&x, p->name, i, first);
		for (uint32_t k = 0; k < p->alias_count; k++) put_ends(&x, p->aliases[k], i, first);
	}
	lists_close(&x);
}

/* --- offices --------------------------------------------------------------------------------------------------------
 */

typedef struct key_text {
	char text[3 * TITLE_MAX];
	size_t len;
} key_text;

/* ASCII letters in lower case, what is neither letter nor digit as one '-'. */
static void key_add(key_text *key, dx_slice s) {
	for (size_t i = 0; i < s.len && key->len < sizeof key->text; i++) {
		unsigned char c = (unsigned char)s.ptr[i];
		bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
		if (letter || (c >= '0' && c <= '9') || c >= 0x80)
			key->text[key->len++] = (char)(letter ? c | 32 : c);
		else if (key->len && key->text[key->len - 1] != '-')
			key->text[key->len++] = '-';
	}
}

static void key_title(const dx_roster *r, key_text *key, dx_slice title) {
	const dx_lexeme *l = r->lexicon ? dx_lexicon_phrase(r->lexicon, title, DX_LEX_TITLE) : NULL;
	if (l && dx_lexicon_title(r->lexicon, l)->canonical.len) title = dx_lexicon_title(r->lexicon, l)->canonical;
	char group = dx_office_group(title);
	if (group)
		key_add(key, (dx_slice){&group, 1});
	else
		key_add(key, title);
}

/* The name that the lexicon's table gives an institution. */
static dx_slice body_name(const dx_roster *r, dx_slice institution) {
	const dx_lexeme *l = r->lexicon ? dx_lexicon_phrase(r->lexicon, institution, DX_LEX_BODY) : NULL;
	return l ? dx_lexicon_body(r->lexicon, l)->name : institution;
}

static bool too_long(dx_slice title, dx_slice institution) {
	return !title.len || title.len > TITLE_MAX || institution.len > TITLE_MAX;
}

static key_text country_key(const dx_roster *r, const char country[3], dx_slice title) {
	key_text key = {.len = 0};
	key_add(&key, (dx_slice){country, 2});
	key.text[key.len++] = '/';
	key_title(r, &key, title);
	return key;
}

static key_text institution_key(const dx_roster *r, dx_slice institution, dx_slice title) {
	key_text key = {.text = "=", .len = 1};
	key_add(&key, body_name(r, institution));
	key.text[key.len++] = '/';
	key_title(r, &key, title);
	return key;
}

static void put_holders(dx_roster *r, dx_arena *temp) {
	lister x = lists_open(&r->holders, &r->arena, temp);
	for (uint32_t i = 0; i < r->count; i++) {
		for (uint32_t k = 0; k < r->persons[i].office_count; k++) {
			const dx_roster_office *o = &r->persons[i].offices[k];
			if (too_long(o->title, o->institution)) continue;
			uint32_t number = r->posts.count;
			*DX_PUSH(&r->arena, &r->posts) = (post){i, k};
			key_text key;
			if (o->country[0]) {
				key = country_key(r, o->country, o->title);
				lists_put(&x, (dx_slice){key.text, key.len}, number);
			}
			if (o->institution.len) {
				key = institution_key(r, o->institution, o->title);
				lists_put(&x, (dx_slice){key.text, key.len}, number);
			}
		}
	}
	lists_close(&x);
}

/* --- making ---------------------------------------------------------------------------------------------------------
 */

static int by_days(const void *a, const void *b) {
	const dx_roster_office *x = a, *y = b;
	if (x->from != y->from) return x->from < y->from ? -1 : 1;
	if (x->to != y->to) return x->to < y->to ? -1 : 1;
	int c = dx_slice_cmp(x->title, y->title);
	return c ? c : dx_slice_cmp(x->institution, y->institution);
}

static void settle(dx_roster *r, dx_enrolment *e) {
	r->persons = DX_NEW(&r->arena, dx_roster_person, e->persons.count + 1);
	for (uint32_t i = 0; i < e->persons.count; i++) {
		dx_enrolled *p = &e->persons.items[i];
		if (p->gone) continue;
		dx_roster_person *out = &r->persons[r->count++];
		*out = p->person;
		out->aliases = p->aliases.items;
		out->alias_count = p->aliases.count;
		out->offices = p->offices.items;
		out->office_count = p->offices.count;
		if (out->office_count > 1) qsort(out->offices, out->office_count, sizeof *out->offices, by_days);
	}
}

/* Where the rows of user's files go. */
typedef struct intake {
	dx_enrolment *e;
	const dx_lexicon *lexicon;
	dx_arena *keep, *temp;
	dx_map codes; /* what stands in the column → the two letters of the code, as one number; 0: no name of a country */
} intake;

static uint32_t code_of(const intake *in, dx_slice name) {
	const dx_country *country = dx_lexicon_country_named(in->lexicon, name, in->temp);
	return country ? (uint32_t)(unsigned char)country->iso[0] << 8 | (unsigned char)country->iso[1] : 0;
}

/* The code in place of a name. Two letters that no country goes by may be a code that the lexicon does not have. */
static dixit_status take_country(intake *in, dx_sheet_row *row) {
	dx_slice *field = &row->fields[DX_TENURE_COUNTRY];
	if (!field->len || !in->lexicon) return DIXIT_OK;
	bool added;
	dx_slot *slot = dx_map_put(&in->codes, *field, 0, &added);
	if (added) slot->value = code_of(in, *field);
	if (slot->value) {
		const char code[2] = {(char)(slot->value >> 8), (char)slot->value};
		*field = (dx_slice){dx_strndup(in->keep, code, 2), 2};
	} else if (field->len != 2) {
		row->where = field->ptr;
		return dx_fail(row->error, DIXIT_E_FORMAT, "\"%.*s\" is no country, by its code or a name that dixit knows",
		               (int)(field->len < 80 ? field->len : 80), field->ptr);
	}
	return DIXIT_OK;
}

static dixit_status take_row(void *context, dx_sheet_row *row) {
	intake *in = context;
	dx_tenure tenure;
	dixit_status status = take_country(in, row);
	if (!status) status = dx_tenure_read(&tenure, row->fields, &row->where, row->error);
	if (!status) dx_enrol_add(in->e, &tenure);
	return status;
}

static dixit_status read_all(dx_roster *r, const dx_roster_options *options, intake *in, dixit_error *error) {
	dx_enrolment *e = in->e;
	static const char *const columns[DX_TENURE_COLUMNS] = {"name",        "aliases", "title", "country",
	                                                       "institution", "from",    "to",    "id"};
	const dx_sheet sheet = {columns, DX_TENURE_COLUMNS, 1u << DX_TENURE_NAME, take_row, in};
	const dx_tenure *tenure;
	bool built_in = r->lexicon && !options->without_built_in;
	for (uint32_t i = 0; built_in && (tenure = dx_lexicon_tenure(r->lexicon, i)); i++) dx_enrol_add(e, tenure);
	dx_enrol_close_layer(e);
	for (size_t i = 0; i < options->path_count; i++) {
		dixit_status status = dx_sheet_read(&sheet, &r->arena, options->paths[i], error);
		if (status) return status;
		dx_enrol_close_layer(e);
	}
	return DIXIT_OK;
}

static dixit_status build(dx_roster *r, const dx_roster_options *options, dx_arena *temp, dixit_error *error) {
	dx_enrolment e;
	intake in = {.e = &e, .lexicon = r->lexicon, .keep = &r->arena, .temp = temp};
	dx_enrol_open(&e, &r->arena);
	dx_map_init(&in.codes, temp, 64);
	dixit_status status = read_all(r, options, &in, error);
	if (status) return status;
	settle(r, &e);
	put_names(r, temp);
	put_surnames(r, temp);
	put_holders(r, temp);
	return DIXIT_OK;
}

dixit_status dx_roster_new(dx_roster **out, const dx_roster_options *options, dixit_error *error) {
	dx_roster *r = calloc(1, sizeof *r);
	dx_arena temp;
	*out = NULL;
	if (!r) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	r->lexicon = options->lexicon;
	dx_arena_init(&r->arena);
	dx_arena_init(&temp);
	dixit_status status;
	if (dx_arena_guard(&r->arena) || dx_arena_guard(&temp))
		status = dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	else
		status = build(r, options, &temp, error);
	dx_arena_free(&temp);
	if (status)
		dx_roster_free(r);
	else
		*out = r;
	return status;
}

void dx_roster_free(dx_roster *roster) {
	if (!roster) return;
	dx_arena_free(&roster->arena);
	free(roster);
}

/* --- looking up -----------------------------------------------------------------------------------------------------
 */

uint32_t dx_roster_count(const dx_roster *roster) { return roster->count; }
const dx_roster_person *dx_roster_at(const dx_roster *roster, uint32_t i) { return &roster->persons[i]; }

static dx_slice bare(dx_slice key) {
	static const char prefix[] = "person/";
	const size_t n = sizeof prefix - 1;
	return key.len > n && !memcmp(key.ptr, prefix, n) ? (dx_slice){key.ptr + n, key.len - n} : key;
}

dx_roster_hits dx_roster_find(const dx_roster *roster, dx_slice key) { return hits_of(&roster->names, bare(key)); }

dx_roster_hits dx_roster_surname(const dx_roster *roster, dx_slice folded) {
	char together[TITLE_MAX];
	size_t n = 0;
	if (folded.len > TITLE_MAX) return (dx_roster_hits){NULL, 0};
	for (size_t i = 0; i < folded.len; i++) {
		if (folded.ptr[i] != '-') together[n++] = folded.ptr[i];
	}
	return hits_of(&roster->surnames, (dx_slice){together, n});
}

const dx_roster_office *dx_roster_in_office(const dx_roster_person *person, uint32_t day) {
	for (uint32_t i = person->office_count; i-- > 0;) {
		const dx_roster_office *o = &person->offices[i];
		bool dated = o->from || o->to != DX_DAY_OPEN;
		if (dated && o->from <= day && day <= o->to) return o;
	}
	return NULL;
}

/* 2: an office for that country; 1: nothing speaks against it; 0: offices for others alone. */
static unsigned country_fit(const dx_roster_person *p, const char *country) {
	if (!country[0] || !p->office_count) return 1;
	unsigned best = 0;
	for (uint32_t i = 0; i < p->office_count; i++) {
		if (!memcmp(p->offices[i].country, country, 2)) return 2;
		if (!p->offices[i].country[0]) best = 1;
	}
	return best;
}

const dx_roster_person *dx_roster_named(const dx_roster *roster, dx_slice key, const char *country, uint32_t day) {
	enum { IN_OFFICE = 1, NAME = 2, COUNTRY = 4 };
	dx_roster_hits hits = dx_roster_find(roster, key);
	const dx_roster_person *best = NULL;
	unsigned most = 0;
	if (hits.count > HOLDERS_MAX) return NULL;
	for (uint32_t i = 0; i < hits.count; i++) {
		const dx_roster_person *p = &roster->persons[hits.persons[i]];
		unsigned country_is = country_fit(p, country);
		if (!country_is) continue;
		unsigned fit = 1 + (country_is == 2 ? COUNTRY : 0) + (dx_slice_eq(p->key, bare(key)) ? NAME : 0) +
		               (day && dx_roster_in_office(p, day) ? IN_OFFICE : 0);
		if (fit == most) best = NULL;
		if (fit <= most) continue;
		most = fit;
		best = p;
	}
	return best;
}

typedef struct search {
	const dx_roster *roster;
	const dx_office_query *query;
	const dx_roster_office *office; /* the best so far */
	uint32_t person, sure;          /* sure: 1 where it was held that day whatever the days left open are */
	bool several;
} search;

static bool agrees(const search *s, const dx_roster_office *o) {
	const dx_office_query *q = s->query;
	if (q->day < o->from || q->day > o->to) return false;
	if (q->country[0] && o->country[0] && memcmp(q->country, o->country, 2)) return false;
	if (!q->institution.len || !o->institution.len) return true;
	return dx_slice_eq(body_name(s->roster, q->institution), body_name(s->roster, o->institution));
}

/* The first and the last day that are certain: of "2017 to 2019" all of 2018. */
static bool surely(const dx_roster_office *o, uint32_t day) {
	uint32_t from = o->from, to = o->to;
	if (!from) return false;
	if (from % 10000 == 0)
		from += 9999;
	else if (from % 100 == 0)
		from += 99;
	if (to != DX_DAY_OPEN) to -= to % 10000 == 9999 ? 9999 : to % 100 == 99 ? 99 : 0;
	return from <= day && day <= to;
}

static void consider(search *s, post t) {
	const dx_roster_office *o = &s->roster->persons[t.person].offices[t.office], *old = s->office;
	if (!agrees(s, o)) return;
	uint32_t sure = surely(o, s->query->day);
	if (old && t.person != s->person) {
		if (sure < s->sure) return;
		bool follows = sure == s->sure && old->to <= o->from, precedes = sure == s->sure && o->to <= old->from;
		if (precedes) return;
		if (sure == s->sure && !follows) {
			s->several = true;
			return;
		}
	}
	if (old && t.person == s->person && sure <= s->sure && o->from <= old->from) return;
	if (sure > s->sure || !old || !s->several) s->several = false;
	s->office = o;
	s->person = t.person;
	s->sure = sure;
}

static const dx_roster_person *search_for(search *s, const key_text *key) {
	dx_roster_hits hits = hits_of(&s->roster->holders, (dx_slice){key->text, key->len});
	if (hits.count > HOLDERS_MAX) return NULL;
	for (uint32_t i = 0; i < hits.count; i++) consider(s, s->roster->posts.items[hits.persons[i]]);
	return s->office && !s->several ? &s->roster->persons[s->person] : NULL;
}

/* "IAEA Director General": the institution is the longest beginning of the title that the lexicon knows as one. */
static bool cut_title(const dx_roster *r, const dx_office_query *query, dx_office_query *out) {
	*out = *query;
	if (query->institution.len || !r->lexicon) return false;
	for (size_t i = query->title.len; i-- > 1;) {
		if (query->title.ptr[i] != ' ') continue;
		dx_slice head = {query->title.ptr, i};
		if (!dx_lexicon_phrase(r->lexicon, head, DX_LEX_BODY)) continue;
		out->institution = head;
		out->title = (dx_slice){head.ptr + i + 1, query->title.len - i - 1};
		return true;
	}
	return false;
}

const dx_roster_person *dx_roster_holder(const dx_roster *roster, const dx_office_query *query) {
	if (too_long(query->title, query->institution)) return NULL;
	search s = {.roster = roster, .query = query};
	dx_office_query cut;
	key_text key;
	const dx_roster_person *found = NULL;
	if (query->institution.len) {
		key = institution_key(roster, query->institution, query->title);
		found = search_for(&s, &key);
	}
	if (!found && query->country[0] && !s.several) {
		s = (search){.roster = roster, .query = query};
		key = country_key(roster, query->country, query->title);
		found = search_for(&s, &key);
	}
	if (found || s.several || !cut_title(roster, query, &cut)) return found;
	s = (search){.roster = roster, .query = &cut};
	key = institution_key(roster, cut.institution, cut.title);
	return search_for(&s, &key);
}
