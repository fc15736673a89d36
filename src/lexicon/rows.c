/* What the rows of each table mean: one function a table, and the table of tables. */
#include "base/error.h"
#include "lexicon/tables.h"

#include <stdlib.h>

typedef struct named {
	const char *name;
	uint32_t value;
} named;

static const named classes[] = {{"det", DX_W_DET},     {"poss", DX_W_POSS},     {"prep", DX_W_PREP},
                                {"pron", DX_W_PRON},   {"refl", DX_W_REFL},     {"aux", DX_W_AUX},
                                {"modal", DX_W_MODAL}, {"neg", DX_W_NEG},       {"conj", DX_W_CONJ},
                                {"sub", DX_W_SUB},     {"wh", DX_W_WH},         {"adv", DX_W_ADV},
                                {"num", DX_W_NUM},     {"adj", DX_W_ADJ},       {"verb", DX_W_VERB},
                                {"noun", DX_W_NOUN},   {"interj", DX_W_INTERJ}, {NULL, 0}};
/* An act and, in the byte above it, whether the word praises (1) or blames (2). */
enum { PRAISE = 1 << 8, BLAME = 2 << 8 };
static const named acts[] = {{"say", DIXIT_SAY},
                             {"think", DIXIT_THINK},
                             {"intend", DIXIT_INTEND},
                             {"judge", DIXIT_JUDGE},
                             {"praise", DIXIT_JUDGE | PRAISE},
                             {"blame", DIXIT_JUDGE | BLAME},
                             {"deny", DIXIT_DENY},
                             {"reject", DIXIT_DENY | BLAME},
                             {"withhold", DIXIT_WITHHOLD},
                             {NULL, 0}};
static const named frames[] = {
    {"that", DX_F_THAT},     {"quote", DX_F_QUOTE},     {"inv", DX_F_INV}, {"np", DX_F_NP},   {"to", DX_F_TO},
    {"obj-to", DX_F_OBJ_TO}, {"on-to", DX_F_ON_TO},     {"of", DX_F_OF},   {"for", DX_F_FOR}, {"as", DX_F_AS},
    {"addr", DX_F_ADDR},     {"to-addr", DX_F_TO_ADDR}, {"if", DX_F_IF},   {"in", DX_F_IN},   {NULL, 0}};
static const named title_kinds[] = {{"honorific", DX_TITLE_HONORIFIC},
                                    {"office", DX_TITLE_OFFICE},
                                    {"rank", DX_TITLE_RANK},
                                    {"job", DX_TITLE_JOB},
                                    {"clergy", DX_TITLE_CLERGY},
                                    {"spokes", DX_TITLE_SPOKES},
                                    {"noble", DX_TITLE_NOBLE},
                                    {"modifier", DX_TITLE_MODIFIER},
                                    {NULL, 0}};
static const named role_kinds[] = {
    {"person", DX_ROLE_PERSON}, {"group", DX_ROLE_GROUP}, {"organisation", DX_ROLE_ORGANISATION}, {NULL, 0}};
static const named body_types[] = {{"body", DX_BODY_BODY},
                                   {"agency", DX_BODY_AGENCY},
                                   {"armed-group", DX_BODY_ARMED_GROUP},
                                   {"party", DX_BODY_PARTY},
                                   {"parliament", DX_BODY_PARLIAMENT},
                                   {"court", DX_BODY_COURT},
                                   {"company", DX_BODY_COMPANY},
                                   {"ngo", DX_BODY_NGO},
                                   {"army", DX_BODY_ARMY},
                                   {"religious", DX_BODY_RELIGIOUS},
                                   {NULL, 0}};
static const named abbrev_kinds[] = {{"title", DX_ABBREV_TITLE},     {"month", DX_ABBREV_MONTH},
                                     {"unit", DX_ABBREV_UNIT},       {"place", DX_ABBREV_PLACE},
                                     {"company", DX_ABBREV_COMPANY}, {"latin", DX_ABBREV_LATIN},
                                     {"time", DX_ABBREV_TIME},       {"other", DX_ABBREV_OTHER},
                                     {"initial", DX_ABBREV_INITIAL}, {NULL, 0}};
static const named date_kinds[] = {{"weekday", DX_DATE_WEEKDAY},   {"month", DX_DATE_MONTH},
                                   {"relative", DX_DATE_RELATIVE}, {"part", DX_DATE_PART},
                                   {"ordinal", DX_DATE_ORDINAL},   {NULL, 0}};
static const named wheres[] = {
    {"any", DX_FURN_ANY}, {"head", DX_FURN_HEAD}, {"tail", DX_FURN_TAIL}, {"stop", DX_FURN_STOP}, {NULL, 0}};

/* One name out of a set into *value. */
static dixit_status one_of(const dx_row *row, dx_slice word, const named *set, uint32_t *value) {
	for (; set->name; set++) {
		if (!dx_slice_eq(word, dx_slice_of(set->name))) continue;
		*value = set->value;
		return DIXIT_OK;
	}
	return dx_fail(row->error, DIXIT_E_FORMAT, "\"%.*s\" is not a word that may stand here", (int)word.len, word.ptr);
}

/* Several, as bits. *first (may be NULL): the first one. */
static dixit_status bits_of(const dx_row *row, dx_slice field, const named *set, uint32_t *bits, uint32_t *first) {
	dx_slice word;
	uint32_t one = 0, all = 0;
	while (dx_next_value(&field, &word)) {
		dixit_status status = one_of(row, word, set, &one);
		if (status) return status;
		if (!all && first) *first = one;
		all |= one;
	}
	*bits = all;
	return DIXIT_OK;
}

static dixit_status iso_of(const dx_row *row, dx_slice field, char iso[3]) {
	memset(iso, 0, 3);
	if (!field.len) return DIXIT_OK;
	bool good =
	    field.len == 2 && field.ptr[0] >= 'A' && field.ptr[0] <= 'Z' && field.ptr[1] >= 'A' && field.ptr[1] <= 'Z';
	if (good) memcpy(iso, field.ptr, 2);
	return good ? DIXIT_OK
	            : dx_fail(row->error, DIXIT_E_FORMAT, "\"%.*s\" is no two-letter country code", (int)field.len,
	                      field.ptr);
}

/* Enter every `;`-separated form of a field with one meaning. */
static void enter_all(dx_lexicon *lexicon, dx_slice field, dx_meaning meaning) {
	dx_slice form;
	while (dx_next_value(&field, &form)) dx_lexicon_enter(lexicon, form, meaning);
}

static char *joined(dx_lexicon *lexicon, dx_slice stem, const char *ending, dx_slice tail, size_t *len) {
	size_t e = strlen(ending);
	char *out = dx_alloc_raw(&lexicon->arena, stem.len + e + tail.len);
	if (stem.len) memcpy(out, stem.ptr, stem.len);
	memcpy(out + stem.len, ending, e);
	if (tail.len) memcpy(out + stem.len + e, tail.ptr, tail.len);
	*len = stem.len + e + tail.len;
	return out;
}

static void enter_form(dx_lexicon *lexicon, dx_slice stem, const char *ending, dx_slice tail, dx_meaning meaning) {
	size_t len;
	char *form = joined(lexicon, stem, ending, tail, &len);
	dx_lexicon_enter(lexicon, (dx_slice){form, len}, meaning);
}

static bool ends_in(dx_slice s, const char *set) { return s.len && strchr(set, s.ptr[s.len - 1]); }
static bool ends_with(dx_slice s, const char *end) {
	size_t n = strlen(end);
	return s.len >= n && memcmp(s.ptr + s.len - n, end, n) == 0;
}

/* Regular inflection of the first word of a lemma. */
static void regular_forms(dx_lexicon *lexicon, dx_slice head, dx_slice tail, dx_meaning m) {
	bool sibilant = ends_in(head, "sxzo") || ends_with(head, "ch") || ends_with(head, "sh");
	bool y = ends_in(head, "y") && head.len > 1 && !strchr("aeiou", head.ptr[head.len - 2]);
	bool e = ends_in(head, "e");
	dx_slice cut = {head.ptr, head.len - 1};
	m.detail = DX_V_THIRD;
	enter_form(lexicon, y ? cut : head, y ? "ies" : sibilant ? "es" : "s", tail, m);
	m.detail = DX_V_PAST | DX_V_PARTICIPLE;
	enter_form(lexicon, y ? cut : head, y ? "ied" : e ? "d" : "ed", tail, m);
	m.detail = DX_V_ING;
	bool drop = e && !ends_with(head, "ee");
	enter_form(lexicon, drop ? cut : head, "ing", tail, m);
}

static dixit_status irregular_forms(dx_lexicon *lexicon, const dx_row *row, dx_slice tail, dx_meaning m) {
	static const uint8_t which[] = {DX_V_THIRD, DX_V_PAST, DX_V_PARTICIPLE, DX_V_ING};
	dx_slice field = row->fields[3], form;
	unsigned i = 0;
	for (; dx_next_value(&field, &form); i++) {
		if (i >= 4) break;
		m.detail = which[i];
		enter_form(lexicon, form, "", tail, m);
	}
	return i == 4 ? DIXIT_OK
	              : dx_fail(row->error, DIXIT_E_FORMAT, "forms: four are needed (third;past;participle;ing)");
}

static int8_t polarity_of(uint32_t act) { return (int8_t)((act & PRAISE ? 1 : 0) - (act & BLAME ? 1 : 0)); }

static dixit_status add_verb(dx_lexicon *lexicon, const dx_row *row) {
	uint32_t act = 0, bits = 0;
	dixit_status status = one_of(row, row->fields[1], acts, &act);
	if (!status) status = bits_of(row, row->fields[2], frames, &bits, NULL);
	if (status) return status;
	dx_slice strength = row->fields[4];
	if (strength.len != 1 || strength.ptr[0] < '1' || strength.ptr[0] > '3') {
		return dx_fail(row->error, DIXIT_E_FORMAT, "strength: 1, 2 or 3 is needed");
	}
	dx_slice lemma = row->fields[0];
	const char *blank = memchr(lemma.ptr, ' ', lemma.len);
	dx_slice head = {lemma.ptr, blank ? (size_t)(blank - lemma.ptr) : lemma.len};
	dx_slice tail = {lemma.ptr + head.len, lemma.len - head.len};
	dx_meaning m = {DX_LEX_VERB, DX_V_BASE, lexicon->verbs.count};
	*DX_PUSH(&lexicon->arena, &lexicon->verbs) =
	    (dx_verb){lemma, (uint8_t)act, (uint8_t)(strength.ptr[0] - '0'), polarity_of(act), bits};
	dx_lexicon_enter(lexicon, lemma, m);
	if (row->fields[3].len) return irregular_forms(lexicon, row, tail, m);
	regular_forms(lexicon, head, tail, m);
	return DIXIT_OK;
}

static void enter_plural(dx_lexicon *lexicon, dx_slice lemma, dx_slice given, dx_meaning m) {
	if (given.len) {
		enter_all(lexicon, given, m);
		return;
	}
	bool sibilant = ends_in(lemma, "sxz") || ends_with(lemma, "ch") || ends_with(lemma, "sh");
	bool y = ends_in(lemma, "y") && lemma.len > 1 && !strchr("aeiou", lemma.ptr[lemma.len - 2]);
	dx_slice stem = {lemma.ptr, lemma.len - (y ? 1 : 0)};
	enter_form(lexicon, stem, y ? "ies" : sibilant ? "es" : "s", (dx_slice){NULL, 0}, m);
}

static dixit_status add_noun(dx_lexicon *lexicon, const dx_row *row) {
	uint32_t act = 0, bits = 0;
	dixit_status status = one_of(row, row->fields[1], acts, &act);
	if (!status) status = bits_of(row, row->fields[2], frames, &bits, NULL);
	if (status) return status;
	dx_meaning m = {DX_LEX_NOUN, DX_N_SINGULAR, lexicon->nouns.count};
	*DX_PUSH(&lexicon->arena, &lexicon->nouns) = (dx_noun){row->fields[0], (uint8_t)act, polarity_of(act), bits};
	dx_lexicon_enter(lexicon, row->fields[0], m);
	m.detail = DX_N_PLURAL;
	enter_plural(lexicon, row->fields[0], row->fields[3], m);
	return DIXIT_OK;
}

static dixit_status add_word(dx_lexicon *lexicon, const dx_row *row) {
	uint32_t bits = 0, first = 0;
	dixit_status status = bits_of(row, row->fields[1], classes, &bits, &first);
	if (status) return status;
	dx_slice form = row->fields[0];
	char *low = dx_strndup(&lexicon->arena, form.ptr, form.len);
	for (size_t i = 0; i < form.len; i++) {
		if (low[i] >= 'A' && low[i] <= 'Z') low[i] = (char)(low[i] + 32);
	}
	dx_word *word = dx_lexicon_make_word(lexicon, (dx_slice){low, form.len});
	if (!word->main_class) word->main_class = first;
	word->classes |= bits;
	return DIXIT_OK;
}

static dixit_status gender_of(const dx_row *row, dx_slice field, const char *set, char *gender) {
	*gender = field.len ? field.ptr[0] : '-';
	if (field.len <= 1 && strchr(set, *gender)) return DIXIT_OK;
	return dx_fail(row->error, DIXIT_E_FORMAT, "\"%.*s\": one of \"%s\" is needed", (int)field.len, field.ptr, set);
}

static dixit_status add_title(dx_lexicon *lexicon, const dx_row *row) {
	uint32_t kind = 0;
	char gender;
	dixit_status status = one_of(row, row->fields[1], title_kinds, &kind);
	if (!status) status = gender_of(row, row->fields[2], "mf-", &gender);
	if (status) return status;
	dx_meaning m = {DX_LEX_TITLE, DX_A_NAME, lexicon->titles.count};
	*DX_PUSH(&lexicon->arena, &lexicon->titles) = (dx_title){row->fields[0], row->fields[3], (uint8_t)kind, gender};
	dx_lexicon_enter(lexicon, row->fields[0], m);
	return DIXIT_OK;
}

static dixit_status add_role(dx_lexicon *lexicon, const dx_row *row) {
	uint32_t kind = 0;
	char number;
	dixit_status status = one_of(row, row->fields[3], role_kinds, &kind);
	if (!status) status = gender_of(row, row->fields[2], "sp", &number);
	if (status) return status;
	dx_meaning m = {DX_LEX_ROLE, number == 'p' ? DX_N_PLURAL : DX_N_SINGULAR, lexicon->roles.count};
	*DX_PUSH(&lexicon->arena, &lexicon->roles) = (dx_role){row->fields[0], (uint8_t)kind, number};
	dx_lexicon_enter(lexicon, row->fields[0], m);
	m.detail = DX_N_PLURAL;
	enter_all(lexicon, row->fields[1], m);
	return DIXIT_OK;
}

static dixit_status add_country(dx_lexicon *lexicon, const dx_row *row) {
	dx_country country = {.name = row->fields[1]};
	dixit_status status = iso_of(row, row->fields[0], country.iso);
	if (status) return status;
	dx_meaning m = {DX_LEX_COUNTRY, DX_C_NAME, lexicon->countries.count};
	*DX_PUSH(&lexicon->arena, &lexicon->countries) = country;
	lexicon->by_iso[(country.iso[0] - 'A') * 26 + country.iso[1] - 'A'] = (uint16_t)lexicon->countries.count;
	static const uint8_t column[] = {DX_C_NAME, DX_C_ALIAS, DX_C_ADJECTIVE, DX_C_DEMONYM, DX_C_CAPITAL, DX_C_METONYM};
	for (unsigned i = 0; i < sizeof column; i++) {
		m.detail = column[i];
		enter_all(lexicon, row->fields[1 + i], m);
	}
	return DIXIT_OK;
}

static void enter_named(dx_lexicon *lexicon, const dx_row *row, dx_meaning m) {
	m.detail = DX_A_NAME;
	dx_lexicon_enter(lexicon, row->fields[0], m);
	m.detail = DX_A_ALIAS;
	enter_all(lexicon, row->fields[1], m);
}

static dixit_status add_place(dx_lexicon *lexicon, const dx_row *row) {
	dx_place place = {.name = row->fields[0]};
	dixit_status status = iso_of(row, row->fields[2], place.country);
	if (status) return status;
	enter_named(lexicon, row, (dx_meaning){DX_LEX_PLACE, 0, lexicon->places.count});
	*DX_PUSH(&lexicon->arena, &lexicon->places) = place;
	return DIXIT_OK;
}

static dixit_status add_body(dx_lexicon *lexicon, const dx_row *row) {
	dx_body body = {.name = row->fields[0]};
	uint32_t type = 0;
	dixit_status status = one_of(row, row->fields[2], body_types, &type);
	if (!status) status = iso_of(row, row->fields[3], body.country);
	if (status) return status;
	body.type = (uint8_t)type;
	enter_named(lexicon, row, (dx_meaning){DX_LEX_BODY, 0, lexicon->bodies.count});
	*DX_PUSH(&lexicon->arena, &lexicon->bodies) = body;
	return DIXIT_OK;
}

static dixit_status add_medium(dx_lexicon *lexicon, const dx_row *row) {
	dx_medium medium = {.name = row->fields[0]};
	dixit_status status = iso_of(row, row->fields[2], medium.country);
	if (status) return status;
	enter_named(lexicon, row, (dx_meaning){DX_LEX_MEDIUM, 0, lexicon->media.count});
	*DX_PUSH(&lexicon->arena, &lexicon->media) = medium;
	return DIXIT_OK;
}

static dixit_status add_given(dx_lexicon *lexicon, const dx_row *row) {
	dx_given given = {.name = row->fields[0]};
	dixit_status status = gender_of(row, row->fields[1], "mfu", &given.gender);
	if (status) return status;
	dx_lexicon_enter(lexicon, given.name, (dx_meaning){DX_LEX_GIVEN, 0, lexicon->given.count});
	*DX_PUSH(&lexicon->arena, &lexicon->given) = given;
	return DIXIT_OK;
}

static dixit_status add_nickname(dx_lexicon *lexicon, const dx_row *row) {
	dx_lexicon_enter(lexicon, row->fields[0], (dx_meaning){DX_LEX_NICKNAME, 0, lexicon->nicknames.count});
	*DX_PUSH(&lexicon->arena, &lexicon->nicknames) = (dx_nickname){row->fields[0], row->fields[1]};
	return DIXIT_OK;
}

static dixit_status add_abbreviation(dx_lexicon *lexicon, const dx_row *row) {
	uint32_t kind = 0;
	dixit_status status = one_of(row, row->fields[1], abbrev_kinds, &kind);
	if (status) return status;
	dx_abbreviation a = {row->fields[0], (uint8_t)kind, dx_slice_eq(row->fields[2], DX_LIT("yes"))};
	dx_lexicon_enter(lexicon, a.form, (dx_meaning){DX_LEX_ABBREVIATION, 0, lexicon->abbreviations.count});
	*DX_PUSH(&lexicon->arena, &lexicon->abbreviations) = a;
	return DIXIT_OK;
}

static dixit_status add_date(dx_lexicon *lexicon, const dx_row *row) {
	uint32_t kind = 0;
	dixit_status status = one_of(row, row->fields[1], date_kinds, &kind);
	if (status) return status;
	char number[8] = {0}, *end;
	dx_slice v = row->fields[2];
	if (v.len && v.len < sizeof number) memcpy(number, v.ptr, v.len);
	long value = strtol(number, &end, 10);
	if (*end || v.len >= sizeof number) {
		return dx_fail(row->error, DIXIT_E_FORMAT, "value: \"%.*s\" is no whole number", (int)v.len, v.ptr);
	}
	dx_lexicon_enter(lexicon, row->fields[0], (dx_meaning){DX_LEX_DATE, 0, lexicon->dates.count});
	*DX_PUSH(&lexicon->arena, &lexicon->dates) = (dx_date_word){row->fields[0], (uint8_t)kind, (int16_t)value};
	return DIXIT_OK;
}

static dixit_status add_furniture(dx_lexicon *lexicon, const dx_row *row) {
	uint32_t where = 0;
	dixit_status status = one_of(row, row->fields[1], wheres, &where);
	if (status) return status;
	*DX_PUSH(&lexicon->arena, &lexicon->furniture) = (dx_furniture){row->fields[0], row->fields[2], (uint8_t)where};
	return DIXIT_OK;
}

static dixit_status add_tenure(dx_lexicon *lexicon, const dx_row *row) {
	dx_tenure tenure;
	const char *where;
	dixit_status status = dx_tenure_read(&tenure, row->fields, &where, row->error);
	if (status)
		dx_error_at(row->error, NULL, 0, (uint64_t)(where - row->fields[0].ptr) + 1);
	else
		*DX_PUSH(&lexicon->arena, &lexicon->roster) = tenure;
	return status;
}

#define TABLES(X)                                                                                                      \
	X(verbs, add_verb, "lemma\tact\tframes\tforms\tstrength")                                                          \
	X(nouns, add_noun, "lemma\tact\tframes\tforms")                                                                    \
	X(words, add_word, "word\tclass")                                                                                  \
	X(titles, add_title, "title\tkind\tgender\tcanonical")                                                             \
	X(roles, add_role, "noun\tplural\tnumber\tkind")                                                                   \
	X(countries, add_country, "iso\tname\taliases\tadjectives\tdemonyms\tcapitals\tmetonyms")                          \
	X(places, add_place, "name\taliases\tcountry")                                                                     \
	X(bodies, add_body, "name\taliases\ttype\tcountry")                                                                \
	X(media, add_medium, "name\taliases\tcountry")                                                                     \
	X(given, add_given, "name\tgender")                                                                                \
	X(nicknames, add_nickname, "short\tfull")                                                                          \
	X(abbreviations, add_abbreviation, "abbreviation\tkind\tends")                                                     \
	X(dates, add_date, "word\tkind\tvalue")                                                                            \
	X(furniture, add_furniture, "pattern\twhere\tkind")                                                                \
	X(roster, add_tenure, "name\taliases\ttitle\tcountry\tinstitution\tfrom\tto\tid")

#define DECLARE(name, add, columns) extern const char dx_data_##name[], dx_data_##name##_end[];
TABLES(DECLARE)
#define ENTRY(name, add, columns) {#name, columns, add, dx_data_##name, dx_data_##name##_end},
const dx_table dx_tables[] = {TABLES(ENTRY)};
const unsigned dx_table_count = sizeof dx_tables / sizeof *dx_tables;
