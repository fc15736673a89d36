/* Organisations and groups without a name of their own: "the ministry", "the carrier", "Iranian officials". */
#include "entity/resolver.h"

enum { KIND_GROUP = 1, KIND_COMPANY = 2, KIND_MEDIUM = 4, KIND_OTHER = 8 };

/* What kinds of named things a common noun may stand for: bodies of these types, and names that a phrase like "the
 * carrier Anadolu Sky" told to be of that kind. */
static const struct {
	const char *word;
	uint32_t bodies;
	uint8_t kind;
} kinds[] = {{"group", 1u << DX_BODY_ARMED_GROUP | 1u << DX_BODY_NGO | 1u << DX_BODY_PARTY, KIND_GROUP},
             {"movement", 1u << DX_BODY_ARMED_GROUP | 1u << DX_BODY_PARTY, KIND_GROUP},
             {"militia", 1u << DX_BODY_ARMED_GROUP, KIND_GROUP},
             {"faction", 1u << DX_BODY_ARMED_GROUP | 1u << DX_BODY_PARTY, KIND_GROUP},
             {"organization", 1u << DX_BODY_ARMED_GROUP | 1u << DX_BODY_NGO | 1u << DX_BODY_BODY, KIND_GROUP},
             {"organisation", 1u << DX_BODY_ARMED_GROUP | 1u << DX_BODY_NGO | 1u << DX_BODY_BODY, KIND_GROUP},
             {"charity", 1u << DX_BODY_NGO, KIND_GROUP},
             {"agency", 1u << DX_BODY_AGENCY, KIND_MEDIUM},
             {"bloc", 1u << DX_BODY_BODY, 0},
             {"alliance", 1u << DX_BODY_BODY, 0},
             {"party", 1u << DX_BODY_PARTY, KIND_OTHER},
             {"company", 1u << DX_BODY_COMPANY, KIND_COMPANY},
             {"airline", 1u << DX_BODY_COMPANY, KIND_COMPANY},
             {"firm", 1u << DX_BODY_COMPANY, KIND_COMPANY},
             {"carrier", 1u << DX_BODY_COMPANY, KIND_COMPANY},
             {"maker", 1u << DX_BODY_COMPANY, KIND_COMPANY},
             {"manufacturer", 1u << DX_BODY_COMPANY, KIND_COMPANY},
             {"retailer", 1u << DX_BODY_COMPANY, KIND_COMPANY},
             {"toolmaker", 1u << DX_BODY_COMPANY, KIND_COMPANY},
             {"automaker", 1u << DX_BODY_COMPANY, KIND_COMPANY},
             {"chipmaker", 1u << DX_BODY_COMPANY, KIND_COMPANY},
             {"broadcaster", 0, KIND_MEDIUM},
             {"channel", 0, KIND_MEDIUM},
             {"newspaper", 0, KIND_MEDIUM},
             {"daily", 0, KIND_MEDIUM},
             {"magazine", 0, KIND_MEDIUM},
             {"network", 0, KIND_MEDIUM},
             {"station", 0, KIND_MEDIUM},
             {"website", 0, KIND_MEDIUM},
             {"court", 1u << DX_BODY_COURT, 0},
             {"parliament", 1u << DX_BODY_PARLIAMENT, 0},
             {"army", 1u << DX_BODY_ARMY, 0},
             {"military", 1u << DX_BODY_ARMY, 0}};

static int kind_index(dx_slice word) {
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (dx_same_word(word, dx_slice_of(kinds[i].word))) return (int)i;
	}
	return -1;
}

void dx_kind_learn(dx_resolver *r, uint32_t m, uint32_t e) {
	const dx_mention *mention = dx_mention_at(r, m);
	if (mention->type != DIXIT_ORGANISATION && mention->type != DIXIT_MEDIUM) return;
	for (uint32_t i = mention->first; i < mention->name_first; i++) {
		int k = kind_index(dx_token_slice(r->text, dx_token_of(r, i)));
		if (k >= 0) r->traces.items[e].kind |= kinds[k].kind;
	}
	static const char *const firms[] = {"nv",   "inc", "inc.", "corp", "corp.", "ltd",
	                                    "ltd.", "llc", "plc",  "ag",   "co.",   "gmbh"};
	for (size_t k = 0; k < sizeof firms / sizeof *firms && mention->name_last > mention->name_first; k++) {
		if (dx_token_is(r->text, dx_token_of(r, mention->name_last - 1), firms[k]))
			r->traces.items[e].kind |= KIND_COMPANY;
	}
	for (uint32_t i = mention->name_last; i < mention->last; i++) { /* "Radio Jetim, a broadcaster in Osh" */
		int k = kind_index(dx_token_slice(r->text, dx_token_of(r, i)));
		if (k >= 0) r->traces.items[e].kind |= kinds[k].kind;
	}
}

/* 2: told to be of the kind, or a body of the table that is; 1: a name of which nothing is known; 0: no. */
static unsigned kind_fit(const dx_resolver *r, int word, uint32_t e) {
	const dx_trace *t = &r->traces.items[e];
	uint8_t type = r->entities.items[e].type;
	if (word < 0 || t->nameless) return 0;
	if (t->kind && kinds[word].kind) return t->kind & kinds[word].kind ? 2 : 0;
	if (type == DIXIT_MEDIUM) return kinds[word].kind == KIND_MEDIUM ? 2 : 0;
	if (t->lexeme && t->lexeme->type == DX_LEX_BODY) {
		return kinds[word].bodies >> dx_lexicon_body(r->lexicon, t->lexeme)->type & 1 ? 2 : 0;
	}
	bool open = type == DIXIT_ORGANISATION && (!t->lexeme || t->lexeme->type != DX_LEX_ROLE);
	return open && (kinds[word].kind & (KIND_COMPANY | KIND_GROUP)) ? 1 : 0;
}

/* Has the entity's own phrase the words in it: "the commission" of "the European Commission"? */
static bool head_fits(const dx_resolver *r, uint32_t head, uint32_t words, uint32_t e) {
	int32_t h = r->traces.items[e].head;
	if (h < 0) return false;
	const dx_mention *m = dx_mention_at(r, (uint32_t)h);
	for (uint32_t i = m->first; i < m->last && i < m->first + 12; i++) {
		uint32_t n = 0;
		while (n < words && i >= m->first + n && dx_token_of(r, i - n)->hash == dx_token_of(r, head - n)->hash) n++;
		if (n == words) return true;
	}
	return false;
}

static uint32_t head_token(const dx_resolver *r, const dx_mention *m) {
	uint32_t i = m->first;
	for (; i < m->last; i++) {
		const dx_token *t = dx_token_of(r, i);
		if (t->word && dx_text_lexeme(t, DX_LEX_ROLE) && (i + 1 == m->last || dx_is(dx_token_of(r, i + 1), DX_W_PREP)))
			return i;
	}
	return m->last - 1;
}

/* First token of the words that describe it: without "the", "two", "his". */
static uint32_t words_first(const dx_resolver *r, const dx_mention *m) {
	uint32_t i = m->first;
	const uint32_t lead = DX_W_DET | DX_W_POSS | DX_W_NUM;
	while (i + 1 < m->last && (dx_token_of(r, i)->kind == DX_T_NUMBER ||
	                           (dx_token_of(r, i)->word && dx_token_of(r, i)->word->main_class & lead)))
		i++;
	return i;
}

/* The latest thing that the definite phrase may mean. "The group" may be a body as well as a group. */
static int32_t known_thing(const dx_resolver *r, const dx_mention *m, uint32_t head, int word) {
	uint32_t words =
	    m->lexeme && m->lexeme->type == DX_LEX_ROLE && head + 1 >= m->first + m->lexeme->words ? m->lexeme->words : 1;
	bool group = m->type == DIXIT_GROUP;
	int32_t maybe = -1;
	for (uint32_t i = 0; i < r->thing_count; i++) {
		uint32_t e = r->things[i];
		const dx_entity *entity = &r->entities.items[e];
		if (entity->type == DIXIT_COUNTRY || !dx_country_fits(m->country, entity->country)) continue;
		unsigned fit = m->number == 's' ? kind_fit(r, word, e) : 0;
		if ((entity->type == DIXIT_GROUP) == group && head_fits(r, head, words, e)) fit = 2;
		if (fit == 2) return (int32_t)e;
		if (fit && maybe < 0) maybe = (int32_t)e;
	}
	return maybe;
}

/* the, this, its: it may be known already. "Two Syrian teams" are not. */
static bool points_back(const dx_resolver *r, const dx_mention *m) {
	static const char *const words[] = {"the",   "this", "that", "these", "those", "its",
	                                    "their", "his",  "her",  "our",   "both"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		if (dx_token_is(r->text, dx_token_of(r, m->first), words[k])) return true;
	}
	return false;
}

/* Nothing but the head and a country before it: "the European team" is not "the Afghan team" of before. */
static bool bare(const dx_resolver *r, uint32_t from, uint32_t head, const dx_mention *m) {
	uint32_t words = m->lexeme && m->lexeme->type == DX_LEX_ROLE ? m->lexeme->words : 1;
	if (head + 1 < m->last) return false;
	if (from < head) {
		const dx_lexeme *l = dx_text_phrase(r->text, r->lexicon, from, m->last, 1u << DX_LEX_COUNTRY);
		if (l) from += l->words;
	}
	return from + words > head;
}

/* "The Palestinian Islamist group": the body of that country and kind that was named in this sentence or the one
 * before. */
static int32_t described_body(const dx_resolver *r, const dx_mention *m, uint32_t head, int word) {
	if (word < 0 || !m->country[0] || m->number != 's' || head + 1 != m->last) return -1;
	uint32_t sentence = dx_token_of(r, m->first)->sentence;
	for (uint32_t i = 0; i < r->thing_count; i++) {
		uint32_t e = r->things[i];
		const dx_trace *t = &r->traces.items[e];
		if (dx_token_of(r, t->last_heard)->sentence + 1 < sentence || !t->lexeme || t->lexeme->type != DX_LEX_BODY)
			continue;
		if (!memcmp(r->entities.items[e].country, m->country, 2) && kind_fit(r, word, e) == 2) return (int32_t)e;
	}
	return -1;
}

/* "The Pyongyang regime", "the military regime of Myanmar": the country, as its capital's name would be. */
static int32_t regime(dx_resolver *r, dx_mention *m, uint32_t head) {
	bool so = m->country[0] && m->number == 's' && dx_token_is(r->text, dx_token_of(r, head), "regime");
	int32_t e = so ? dx_country_entity(r, m->country) : -1;
	if (e >= 0) m->form = DIXIT_METONYM;
	return e;
}

void dx_nameless_thing(dx_resolver *r, uint32_t m) {
	dx_mention *mention = dx_mention_at(r, m);
	uint32_t head = head_token(r, mention), from = words_first(r, mention);
	dx_slice word = dx_token_slice(r->text, dx_token_of(r, head));
	bool capital = dx_token_of(r, head)->caps != DX_CAPS_NONE && head == mention->first;
	bool known_words = (capital || points_back(r, mention)) && bare(r, from, head, mention);
	bool group = mention->type == DIXIT_GROUP, definite = dx_token_is(r->text, dx_token_of(r, mention->first), "the");
	int32_t known = regime(r, mention, head);
	if (known < 0 && known_words) known = known_thing(r, mention, head, kind_index(word));
	if (known < 0 && definite) known = described_body(r, mention, head, kind_index(word));
	if (known >= 0) {
		dx_entity_join(r, m, (uint32_t)known);
		return;
	}
	dx_slice text = dx_cut(r->text->bytes, dx_token_of(r, from)->start, dx_token_of(r, mention->last - 1)->end);
	dx_slice key = dx_plain_fold(r->arena, text);
	bool own = dx_is(dx_token_of(r, mention->first), DX_W_POSS); /* "his ministry" is not the next one's */
	int32_t e = own || dx_indefinite(r, mention) ? -1 : dx_name_find(r, group ? 'n' : 'N', key, -1);
	if (e < 0) {
		e = (int32_t)dx_entity_make(r, (dixit_entity_type)mention->type, m);
		r->traces.items[e].nameless = true;
		memcpy(r->entities.items[e].country, mention->country, 3);
		if (!own) dx_name_find(r, group ? 'n' : 'N', key, e);
	}
	dx_entity_join(r, m, (uint32_t)e);
}
