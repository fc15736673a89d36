/* Two people of one name. Offices that nobody holds at once, offices of two countries, a father named beside his son
 * and words such as "of the same name" keep them apart. */
#include "entity/resolver.h"

enum {
	STATED_MAX = 4 /* offices of a mention that are looked at */,
	BESIDE = 8 /* mentions */,
	CLAUSE = 14 /* tokens */
};

/* What offices are, by their last word. */
static const struct {
	const char *word;
	char class;
} classes[] = {
    {"president", 's'},     {"king", 's'},        {"queen", 's'},      {"emir", 's'},       {"sultan", 's'},
    {"pope", 's'},          {"premier", 'p'},     {"chancellor", 'p'}, {"minister", 'm'},   {"judge", 'j'},
    {"justice", 'j'},       {"magistrate", 'j'},  {"coach", 'c'},      {"striker", 'c'},    {"footballer", 'c'},
    {"goalkeeper", 'c'},    {"boxer", 'c'},       {"senator", 'l'},    {"lawmaker", 'l'},   {"congressman", 'l'},
    {"congresswoman", 'l'}, {"mayor", 'y'},       {"governor", 'g'},   {"ambassador", 'a'}, {"spokesperson", 'k'},
    {"spokesman", 'k'},     {"spokeswoman", 'k'}, {"teacher", 'w'},    {"farmer", 'w'},     {"driver", 'w'},
    {"engineer", 'w'},      {"fisherman", 'w'},   {"nurse", 'w'},      {"singer", 'w'},     {"actor", 'w'},
    {"actress", 'w'},       {"bishop", 'r'},      {"archbishop", 'r'}, {"cardinal", 'r'},   {"imam", 'r'}};

/* Of which others nobody is any while he is the first; read both ways. A minister may speak for the government, sit in
 * parliament and have been an engineer. */
static const char *const alone[] = {"smjclygakwr", "pjcygakwr", "mjcygar", "jclygakwr", "clygakr",
                                    "lgakr",       "ygakr",     "gakr",    "akr"};

/* Words for the fields of ministers; what is in one row may be one field. */
static const char *const fields[] = {
    "foreign;external;diplomacy",
    "defense;defence;war;armed",
    "interior;home;security",
    "justice;legal",
    "finance;economy;economic;economics;treasury;budget;trade;commerce;industry;business;planning;development",
    "agriculture;farm;food;fisheries;forestry;rural;water;irrigation;environment;climate;ecology",
    "health;social;welfare;labor;labour;family;employment;women",
    "education;science;research;culture;sport;sports;youth;higher",
    "energy;oil;petroleum;power;mines;mining;gas;electricity;resources;environment;climate;industry",
    "transport;transportation;infrastructure;housing;roads;railways;works",
    "information;communications;digital;technology;media"};

static dx_slice word_at(dx_slice s, size_t *at) {
	while (*at < s.len && s.ptr[*at] == ' ') ++*at;
	size_t from = *at;
	while (*at < s.len && s.ptr[*at] != ' ') ++*at;
	return (dx_slice){s.ptr + from, *at - from};
}

static char class_of(const dx_office *o) {
	dx_slice last = {"", 0};
	for (size_t at = 0; at < o->canonical.len;) {
		dx_slice w = word_at(o->canonical, &at);
		if (!last.len && (dx_same_word(w, DX_LIT("Vice")) || dx_same_word(w, DX_LIT("Secretary")))) {
			bool state = dx_office_group(o->canonical) != 0;
			return state ? 'm' : 0; /* a vice president may be much else */
		}
		if (w.len) last = w;
	}
	for (size_t k = 0; k < sizeof classes / sizeof *classes; k++) {
		if (!dx_same_word(last, dx_slice_of(classes[k].word))) continue;
		if (classes[k].class == 's' && o->organisation >= 0) return 0; /* of a company, of a court */
		return dx_office_group(o->canonical) == 'p' ? 'p' : classes[k].class;
	}
	return 0;
}

static bool in_row(const char *row, dx_slice word) {
	for (size_t n; *row; row += n + (row[n] == ';')) {
		n = strcspn(row, ";");
		if (dx_same_word(word, (dx_slice){row, n})) return true;
	}
	return false;
}

/* Rows of `fields` that the title's words stand in, as bits. */
static uint32_t fields_of(dx_slice title) {
	uint32_t rows = 0;
	for (size_t at = 0; at < title.len;) {
		dx_slice w = word_at(title, &at);
		for (size_t k = 0; w.len && k < sizeof fields / sizeof *fields; k++)
			if (in_row(fields[k], w)) rows |= 1u << k;
	}
	return rows;
}

static bool never_both(char a, char b) {
	for (size_t k = 0; k < sizeof alone / sizeof *alone; k++) {
		if ((alone[k][0] == a && strchr(alone[k] + 1, b)) || (alone[k][0] == b && strchr(alone[k] + 1, a))) return true;
	}
	return false;
}

static bool law_and_sport(char a, char b) { return (a == 'j' && b == 'c') || (a == 'c' && b == 'j'); }

/* Does nobody hold both? `full`: they stand beside one full name, which two people seldom share, so that only offices
 * of two countries and callings for life count. */
static bool clash(const dx_office *a, const dx_office *b, bool full) {
	if (a->counterpart || b->counterpart || a->heir || b->heir) return false;
	char x = class_of(a), y = class_of(b);
	if (!x || !y) return false;
	if (law_and_sport(x, y)) return true;
	if (x != 'a' && y != 'a' && !dx_country_fits(a->country, b->country)) return true;
	if (full || a->former || b->former) return false;
	if (x != 'm' || y != 'm') return never_both(x, y);
	uint32_t i = fields_of(a->canonical), j = fields_of(b->canonical);
	return i && j && (i & j ? a->deputy != b->deputy : true);
}

/* Have the two an office in common? 2: now or then alike, 1: one of them formerly, 0: no. */
static unsigned share(const dx_mention *a, const dx_mention *b) {
	unsigned best = 0;
	for (uint32_t i = 0; i < a->office_count && i < STATED_MAX; i++) {
		for (uint32_t k = 0; k < b->office_count && k < STATED_MAX; k++) {
			const dx_office *x = &a->offices[i], *y = &b->offices[k];
			if (x->kind == DX_TITLE_HONORIFIC || !dx_country_fits(x->country, y->country) ||
			    dx_title_fit(x->canonical, y->canonical) < 2)
				continue;
			unsigned same = x->former == y->former ? 2 : 1;
			if (same > best) best = same;
		}
	}
	return best;
}

bool dx_offices_clash(const dx_resolver *r, uint32_t m, uint32_t n, bool full) {
	const dx_mention *a = dx_mention_at(r, m), *b = dx_mention_at(r, n);
	if (share(a, b)) return false;
	for (uint32_t i = 0; i < a->office_count && i < STATED_MAX; i++) {
		for (uint32_t k = 0; k < b->office_count && k < STATED_MAX; k++)
			if (clash(&a->offices[i], &b->offices[k], full)) return true;
	}
	return false;
}

bool dx_contradicts(const dx_resolver *r, uint32_t m, uint32_t e) {
	const dx_trace *t = &r->traces.items[e];
	for (unsigned k = 0; k < t->stated_count; k++)
		if (dx_offices_clash(r, m, t->stated[k], false)) return true;
	return false;
}

unsigned dx_agrees(const dx_resolver *r, uint32_t m, uint32_t e) {
	const dx_trace *t = &r->traces.items[e];
	unsigned best = 0;
	for (unsigned k = 0; k < t->stated_count; k++) {
		unsigned same = share(dx_mention_at(r, m), dx_mention_at(r, t->stated[k]));
		if (same > best) best = same;
	}
	return best;
}

/* "X, who owns four buses,", "X, a nurse,". */
static bool told_of(const dx_resolver *r, const dx_mention *m) {
	static const char *const words[] = {"who", "whose", "a", "an", "one"};
	if (m->last + 1 >= r->text->token_count || dx_token_of(r, m->last)->first != ',') return false;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (dx_token_is(r->text, dx_token_of(r, m->last + 1), words[k])) return true;
	return false;
}

bool dx_gives_office(const dx_mention *m) {
	for (uint32_t i = 0; i < m->office_count && i < STATED_MAX; i++)
		if (m->offices[i].kind != DX_TITLE_HONORIFIC) return true;
	return false;
}

void dx_state(dx_resolver *r, uint32_t m, uint32_t e) {
	const dx_mention *mention = dx_mention_at(r, m);
	dx_trace *t = &r->traces.items[e];
	bool told = dx_gives_office(mention);
	t->described = t->described || told || told_of(r, mention);
	if (told && t->stated_count < (dx_agrees(r, m, e) ? 2 : DX_STATED_MAX)) t->stated[t->stated_count++] = m;
}

static bool kinship(dx_slice title) {
	static const char *const words[] = {"Father", "Mother",      "Son",      "Daughter", "Brother",
	                                    "Sister", "Uncle",       "Aunt",     "Nephew",   "Niece",
	                                    "Cousin", "Grandfather", "Grandson", "Husband",  "Wife"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (dx_same_word(title, dx_slice_of(words[k]))) return true;
	return false;
}

/* Is mention k, as far as is known before the sweep, one of entity e: his surname, or his office? */
static bool may_be(const dx_resolver *r, uint32_t k, uint32_t e) {
	const dx_mention *x = dx_mention_at(r, k);
	const dx_trace *t = &r->traces.items[e];
	if (x->name_last == x->name_first) return dx_agrees(r, k, e) > 0;
	if (x->entity >= 0) return (uint32_t)x->entity == e;
	dx_parts *p = DX_NEW(r->arena, dx_parts, 1);
	dx_parts_of(r, x->name_first, x->name_last, p);
	return p->count && t->name.count && dx_slice_eq(p->part[p->count - 1], t->name.part[t->name.count - 1]);
}

/* "President X, his father," behind one of e; "X, the mayor's father", where e is the mayor. */
static bool relative_of(const dx_resolver *r, uint32_t m, uint32_t e) {
	const dx_mention *mention = dx_mention_at(r, m);
	bool kin = false;
	for (uint32_t i = 0; i < mention->office_count && i < STATED_MAX; i++)
		kin = kin || kinship(mention->offices[i].canonical);
	if (!kin) return false;
	bool his = false;
	for (uint32_t k = m + 1; k < r->mentions->count && k < m + BESIDE && dx_mention_at(r, k)->first < mention->last;
	     k++) {
		const dx_mention *child = dx_mention_at(r, k);
		if (!child->possessive || child->type != DIXIT_PERSON) continue;
		if (child->form != DIXIT_PRONOUN) return may_be(r, k, e);
		his = true;
	}
	for (uint32_t k = m, n = 0; his && k-- > 0 && n < BESIDE; n++) {
		const dx_mention *left = dx_mention_at(r, k);
		if (left->type == DIXIT_PERSON && left->form != DIXIT_PRONOUN) return may_be(r, k, e);
	}
	return false;
}

/* "X, a Maldivian lawyer of the same name,". */
static bool called_the_same(const dx_resolver *r, const dx_mention *m) {
	uint32_t end = m->name_last + CLAUSE < r->text->token_count ? m->name_last + CLAUSE : r->text->token_count;
	if (m->name_last >= end || dx_token_of(r, m->name_last)->first != ',') return false;
	for (uint32_t i = m->name_last + 2; i < end && dx_token_of(r, i)->first != ','; i++) {
		if (dx_token_of(r, i)->sentence != dx_token_of(r, m->first)->sentence) return false;
		const dx_token *left = dx_token_of(r, i - 1);
		bool same = dx_token_is(r->text, left, "same") || dx_token_is(r->text, left, "that");
		if (same && dx_token_is(r->text, dx_token_of(r, i), "name")) return true;
	}
	return false;
}

bool dx_namesake(const dx_resolver *r, uint32_t m, uint32_t e) {
	const dx_trace *t = &r->traces.items[e];
	for (unsigned k = 0; k < t->stated_count; k++)
		if (dx_offices_clash(r, m, t->stated[k], true)) return true;
	return relative_of(r, m, e) || called_the_same(r, dx_mention_at(r, m));
}
