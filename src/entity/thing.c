/* Named countries, places, bodies, media and organisations: by the lexicon's row where there is one, else by folded
 * name, with acronyms and short forms led back to the full name. */
#include "base/utf8.h"
#include "entity/resolver.h"

static dx_slice span_text(const dx_resolver *r, uint32_t first, uint32_t last) {
	return dx_cut(r->text->bytes, dx_token_of(r, first)->start, dx_token_of(r, last - 1)->end);
}

static dx_slice row_key(dx_arena *arena, uint32_t row) {
	char *s = dx_alloc_raw(arena, 12);
	return (dx_slice){s, (size_t)snprintf(s, 12, "%u", row)};
}

/* "Brussels" is the European Union where the article names that, else Belgium. */
static bool brussels(const dx_resolver *r, const dx_mention *m) {
	return m->form == DIXIT_METONYM && m->name_last - m->name_first == 1 &&
	       dx_token_is(r->text, dx_token_of(r, m->name_first), "brussels");
}

static uint32_t by_row(dx_resolver *r, uint32_t m, char kind, dixit_entity_type type) {
	dx_slice key = row_key(r->arena, dx_mention_at(r, m)->lexeme->row);
	int32_t e = dx_name_find(r, kind, key, -1);
	if (e >= 0) return (uint32_t)e;
	uint32_t fresh = dx_entity_make(r, type, m);
	dx_name_find(r, kind, key, (int32_t)fresh);
	return fresh;
}

static uint32_t country_entity(dx_resolver *r, uint32_t m) {
	const dx_mention *mention = dx_mention_at(r, m);
	int32_t e = dx_country_entity(r, mention->country);
	if (e >= 0) return (uint32_t)e;
	uint32_t fresh = dx_entity_make(r, DIXIT_COUNTRY, m);
	memcpy(r->entities.items[fresh].country, mention->country, 3);
	dx_name_find(r, 'c', (dx_slice){mention->country, 2}, (int32_t)fresh);
	return fresh;
}

/* Behind the country words an organisation's name begins with: "Russian Foreign Ministry", "Iran's UN mission". */
static uint32_t behind_country(const dx_resolver *r, const dx_mention *m) {
	uint32_t i = m->name_first;
	const dx_lexeme *l = dx_text_phrase(r->text, r->lexicon, i, m->name_last, 1u << DX_LEX_COUNTRY);
	if (!l || l->detail > DX_C_ADJECTIVE || i + l->words >= m->name_last) return i;
	if (memcmp(dx_lexicon_country(r->lexicon, l)->iso, m->country, 2)) return i;
	i += l->words;
	return dx_token_of(r, i)->first == '\'' && i + 1 < m->name_last ? i + 1 : i;
}

/* Bodies that every country has, so that "of Chile" behind them says no more than "Chilean" before them. */
bool dx_national_word(const dx_resolver *r, uint32_t token) {
	static const char *const words[] = {"ministry",  "government", "army",       "navy",       "parliament", "embassy",
	                                    "mission",   "cabinet",    "senate",     "court",      "presidency", "police",
	                                    "consulate", "military",   "coastguard", "delegation", "coast"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		if (dx_token_is(r->text, dx_token_of(r, token), words[k])) return true;
	}
	return false;
}

bool dx_state_organ(const dx_resolver *r, const dx_mention *m) {
	if (m->type != DIXIT_ORGANISATION || !m->country[0]) return false;
	bool body = m->lexeme && m->lexeme->type == DX_LEX_BODY;
	if (body && !dx_lexicon_body(r->lexicon, m->lexeme)->country[0]) return true;
	static const char *const pairs[][2] = {
	    {"high", "commission"}, {"central", "bank"}, {"foreign", "office"}, {"air", "force"}};
	for (uint32_t i = m->first; i < m->last && i < m->first + 10; i++) {
		if (dx_is(dx_token_of(r, i), DX_W_PREP)) break;
		if (dx_national_word(r, i)) return true;
		for (size_t k = 0; k < sizeof pairs / sizeof *pairs && i + 1 < m->last; k++)
			if (dx_token_is(r->text, dx_token_of(r, i), pairs[k][0]) &&
			    dx_token_is(r->text, dx_token_of(r, i + 1), pairs[k][1]))
				return true;
	}
	return false;
}

/* Before the country that an organisation's name ends in: "Defence Ministry of Chile". */
static uint32_t before_country(const dx_resolver *r, const dx_mention *m) {
	for (uint32_t k = m->name_last - 1, n = 0; k > m->name_first + 1 && n < 4; k--, n++) {
		const dx_lexeme *l = dx_text_phrase(r->text, r->lexicon, k, m->name_last, 1u << DX_LEX_COUNTRY);
		if (!l || l->detail > DX_C_ALIAS || k + l->words != m->name_last) continue;
		if (memcmp(dx_lexicon_country(r->lexicon, l)->iso, m->country, 2)) continue;
		uint32_t of = k - 1;
		if (dx_token_is(r->text, dx_token_of(r, of), "the") && of > m->name_first) of--;
		if (of <= m->name_first || !dx_token_is(r->text, dx_token_of(r, of), "of")) continue;
		if (dx_national_word(r, of - 1) || dx_national_word(r, m->name_first)) return of;
	}
	return m->name_last;
}

/* The same behind the name of a body: "the EU mission", "the European Union's mission". Its row in *row. */
static uint32_t behind_body(const dx_resolver *r, const dx_mention *m, uint32_t *row) {
	uint32_t i = m->name_first;
	const dx_lexeme *l = dx_text_phrase(r->text, r->lexicon, i, m->name_last, 1u << DX_LEX_BODY);
	if (!l || i + l->words >= m->name_last) return i;
	*row = l->row;
	i += l->words;
	return dx_token_of(r, i)->first == '\'' && i + 1 < m->name_last ? i + 1 : i;
}

bool dx_without_country(const dx_resolver *r, const dx_mention *m, uint32_t *first, uint32_t *last) {
	*first = m->name_first;
	*last = m->name_last;
	if (!m->country[0] || m->name_last == m->name_first) return false;
	*first = behind_country(r, m);
	if (*first == m->name_first) *last = before_country(r, m);
	return *first > m->name_first || *last < m->name_last;
}

/* "Russian Foreign Ministry", "Russia's Foreign Ministry" and "Foreign Ministry of Russia" are known as country and
 * rest. */
static dx_slice thing_key(const dx_resolver *r, const dx_mention *m) {
	uint32_t first, last, row = 0;
	bool country = dx_without_country(r, m, &first, &last);
	if (!country) first = behind_body(r, m, &row);
	dx_slice rest = dx_plain_fold(r->arena, span_text(r, first, last));
	if (!country && first == m->name_first) return rest;
	char *key = dx_alloc_raw(r->arena, rest.len + 16);
	int n = country ? snprintf(key, 16, "%.2s/", m->country) : snprintf(key, 16, "%u/", row);
	memcpy(key + n, rest.ptr, rest.len);
	return (dx_slice){key, (size_t)n + rest.len};
}

/* First letters of the words that have capitals: "International Atomic Energy Agency" → iaea. */
static dx_slice initials(const dx_resolver *r, const dx_mention *m) {
	char *out = dx_alloc_raw(r->arena, m->name_last - m->name_first + 1);
	size_t n = 0;
	for (uint32_t i = m->name_first; i < m->name_last; i++) {
		const dx_token *t = dx_token_of(r, i);
		if (t->kind == DX_T_WORD && t->first >= 'A' && t->first <= 'Z') out[n++] = (char)(t->first + 32);
	}
	return (dx_slice){out, n};
}

/* Shorter ways to name it: its initials, its first word, its last word after "the". */
static void enter_short_forms(dx_resolver *r, uint32_t m, uint32_t e) {
	const dx_mention *mention = dx_mention_at(r, m);
	uint32_t words = mention->name_last - mention->name_first;
	if (words < 2) return;
	dx_slice acronym = initials(r, mention);
	if (acronym.len >= 2) dx_name_find(r, 'a', acronym, (int32_t)e);
	const dx_token *first = dx_token_of(r, mention->name_first);
	bool common = first->word && (first->word->classes || first->word->lexemes);
	if (!common) dx_name_find(r, 'f', dx_plain_fold(r->arena, dx_token_slice(r->text, first)), (int32_t)e);
}

/* "the Name (NAME)": the bracketed short form right behind a name. */
static int32_t bracketed(const dx_resolver *r, uint32_t m) {
	const dx_mention *mention = dx_mention_at(r, m);
	if (mention->first < 2 || mention->last >= r->text->token_count || mention->name_last - mention->name_first > 3)
		return -1;
	const dx_token *open = dx_token_of(r, mention->first - 1), *close = dx_token_of(r, mention->last);
	if (open->first != '(' || close->first != ')' || open->kind != DX_T_PUNCT) return -1;
	for (uint32_t k = m; k-- > 0 && m - k < 8;) {
		const dx_mention *left = dx_mention_at(r, k);
		if (left->name_last != mention->first - 1 || left->entity < 0) continue;
		bool thing = left->type == DIXIT_ORGANISATION || left->type == DIXIT_MEDIUM;
		if (thing && dx_token_of(r, mention->name_first)->caps != DX_CAPS_NONE) return left->entity;
	}
	return -1;
}

/* The country and the last word alone, "UG/ministry" of "UG/foreign-ministry"; len 0: the key has no more words. */
static dx_slice head_key(const dx_resolver *r, dx_slice key) {
	if (key.len < 4 || key.ptr[2] != '/') return (dx_slice){NULL, 0};
	size_t at = key.len;
	while (at > 3 && key.ptr[at - 1] != '-') at--;
	if (at == 3) return (dx_slice){NULL, 0};
	char *out = dx_alloc_raw(r->arena, key.len);
	memcpy(out, key.ptr, 3);
	memcpy(out + 3, key.ptr + at, key.len - at);
	return (dx_slice){out, 3 + key.len - at};
}

/* Enter e as what "the Ugandan ministry" means, or that two are meant by it. */
static void enter_head(dx_resolver *r, dx_slice key, uint32_t e) {
	enum { SEVERAL = -2 };
	dx_slice head = head_key(r, key);
	if (!head.len) return;
	int32_t known = dx_name_find(r, 'h', head, (int32_t)e);
	if (known != (int32_t)e && known != SEVERAL) dx_name_change(r, 'h', head, SEVERAL);
}

static uint32_t named_thing(dx_resolver *r, uint32_t m, dixit_entity_type type) {
	const dx_mention *mention = dx_mention_at(r, m);
	dx_slice key = thing_key(r, mention);
	int32_t e = dx_name_find(r, 'o', key, -1);
	if (e < 0 && type == DIXIT_ORGANISATION && !mention->country[0])
		e = dx_name_find(r, 't', key, -1); /* "the Health Ministry" */
	if (e < 0 && type == DIXIT_ORGANISATION && mention->country[0]) e = dx_name_find(r, 'h', key, -1);
	if (e >= 0) return (uint32_t)e;
	if (mention->name_last - mention->name_first == 1) {
		e = dx_name_find(r, dx_token_of(r, mention->name_first)->caps == DX_CAPS_UPPER ? 'a' : 'f', key, -1);
		if (e >= 0) return (uint32_t)e;
	}
	uint32_t fresh = dx_entity_make(r, type, m);
	dx_name_find(r, 'o', key, (int32_t)fresh);
	if (type == DIXIT_ORGANISATION && key.len > 3 && key.ptr[2] == '/' &&
	    key.ptr[0] >= 'A') { /* "the Foreign Ministry" of "the Russian Foreign Ministry" */
		dx_name_find(r, 't', (dx_slice){key.ptr + 3, key.len - 3}, (int32_t)fresh);
		enter_head(r, key, fresh);
	}
	return fresh;
}

/* A body that every country has, of the country the text names: "the Norwegian Foreign Ministry". */
static bool national(const dx_resolver *r, const dx_mention *m) {
	const dx_body *b = dx_lexicon_body(r->lexicon, m->lexeme);
	return !b->country[0] && (m->country[0] || dx_name_find((dx_resolver *)r, 't', thing_key(r, m), -1) >= 0);
}

static uint32_t entity_of(dx_resolver *r, uint32_t m) {
	dx_mention *mention = dx_mention_at(r, m);
	int32_t known = bracketed(r, m);
	if (known >= 0) {
		if (!mention->lexeme) dx_name_find(r, 'o', thing_key(r, mention), known);
		return (uint32_t)known;
	}
	if (!mention->lexeme || mention->lexeme->type == DX_LEX_ROLE)
		return named_thing(r, m, (dixit_entity_type)mention->type);
	switch (mention->lexeme->type) {
	case DX_LEX_COUNTRY:
		if (brussels(r, mention)) {
			int32_t eu = dx_name_find(r, 'o', DX_LIT("european-union"), -1);
			if (eu >= 0) return (uint32_t)eu;
		}
		if (mention->type == DIXIT_PLACE) return named_thing(r, m, DIXIT_PLACE);
		return country_entity(r, m);
	case DX_LEX_BODY:
		if (national(r, mention)) return named_thing(r, m, DIXIT_ORGANISATION);
		return by_row(r, m, 'b', DIXIT_ORGANISATION);
	case DX_LEX_MEDIUM: return by_row(r, m, 'm', DIXIT_MEDIUM);
	case DX_LEX_PLACE: return by_row(r, m, 'l', DIXIT_PLACE);
	default: return named_thing(r, m, (dixit_entity_type)mention->type);
	}
}

static bool named(const dx_mention *m) {
	return m->name_last > m->name_first && m->type != DIXIT_PERSON && m->form != DIXIT_PRONOUN;
}

/* The Union must be known before "Brussels" is read. */
static void find_union(dx_resolver *r) {
	for (uint32_t m = 0; m < r->mentions->count; m++) {
		const dx_mention *mention = dx_mention_at(r, m);
		if (!mention->lexeme || mention->lexeme->type != DX_LEX_BODY || mention->type != DIXIT_ORGANISATION) continue;
		dx_slice name = dx_lexicon_body(r->lexicon, mention->lexeme)->name;
		if (!dx_slice_eq(name, DX_LIT("European Union")) && !dx_slice_eq(name, DX_LIT("European Commission"))) continue;
		uint32_t e = by_row(r, m, 'b', DIXIT_ORGANISATION);
		dx_name_find(r, 'o', DX_LIT("european-union"), (int32_t)e);
		if (dx_slice_eq(name, DX_LIT("European Union"))) return;
	}
}

void dx_things_cluster(dx_resolver *r) {
	find_union(r);
	/* full names first, so that a short form that stands before is led to them */
	for (uint32_t m = 0; m < r->mentions->count; m++) {
		dx_mention *mention = dx_mention_at(r, m);
		if (!named(mention) || mention->name_last - mention->name_first < 2) continue;
		uint32_t e = entity_of(r, m);
		dx_entity_join(r, m, e);
		enter_short_forms(r, m, e);
	}
	for (uint32_t m = 0; m < r->mentions->count; m++) {
		dx_mention *mention = dx_mention_at(r, m);
		if (named(mention) && mention->entity < 0) dx_entity_join(r, m, entity_of(r, m));
	}
}
