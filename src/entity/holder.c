/* Who a title stands for: "the minister", "Iran's top diplomat", "his Qatari counterpart", "the Norwegian". The latest
 * person whose office, country and gender agree; else somebody new who is known by the title alone. */
#include "entity/resolver.h"

enum { ROLES_LOOKED_AT = 8 };

static bool same_word(dx_slice a, dx_slice b) {
	if (a.len != b.len) return false;
	for (size_t i = 0; i < a.len; i++) {
		if ((a.ptr[i] | 32) != (b.ptr[i] | 32)) return false;
	}
	return true;
}

static dx_slice last_word(dx_slice s) {
	size_t i = s.len;
	while (i > 0 && s.ptr[i - 1] != ' ') i--;
	return (dx_slice){s.ptr + i, s.len - i};
}

/* Offices that news treats as one: the head of a country's diplomacy, of its government, of its state. */
static const struct { const char *title; char group; } groups[] = {
    {"Foreign Minister", 'f'}, {"Secretary of State", 'f'}, {"Foreign Secretary", 'f'}, {"Top Diplomat", 'f'},
    {"Prime Minister", 'p'}, {"Premier", 'p'}, {"Chancellor", 'p'}, {"Chief Executive", 'e'}, {"Speaker", 's'},
    {"Parliament Speaker", 's'}, {"House Speaker", 's'}, {"Defense Minister", 'd'}, {"Secretary of Defense", 'd'}};

static char group_of(dx_slice title) {
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		if (same_word(title, dx_slice_of(groups[i].title))) return groups[i].group;
	}
	return 0;
}

/* Loose words and the heads of offices they may stand for. */
static const struct { const char *word, *heads; } loose[] = {
    {"diplomat", "foreign minister;secretary of state;ambassador;envoy;special envoy;deputy foreign minister;diplomat"},
    {"leader", "president;prime minister;premier;chancellor;supreme leader;king;emir;party leader;junta leader;leader;opposition leader"},
    {"lawmaker", "senator;representative;congressman;congresswoman;member of parliament;deputy;lawmaker"},
    {"legislator", "senator;representative;congressman;congresswoman;member of parliament;deputy;lawmaker"},
    {"official", "official"}, {"envoy", "ambassador;special representative"}, {"premier", "prime minister"},
    {"politician", "senator;member of parliament;lawmaker;politician"}, {"monarch", "king;queen;emir;sultan"},
    {"chief", "director;chairman;head;commander"}, {"chairman", "chair;chairperson"}, {"boss", "chief executive"}};

static bool loosely(dx_slice word, dx_slice role) {
	dx_slice head = last_word(role);
	for (size_t i = 0; i < sizeof loose / sizeof *loose; i++) {
		if (!same_word(word, dx_slice_of(loose[i].word))) continue;
		const char *p = loose[i].heads;
		while (*p) {
			size_t n = strcspn(p, ";");
			if (same_word(role, (dx_slice){p, n}) || same_word(head, (dx_slice){p, n})) return true;
			p += n + (p[n] == ';');
		}
	}
	return false;
}

/* How well a title agrees with a role: 3 the same office, 2 its last word, 1 loosely, 0 not. */
static unsigned title_fit(dx_slice title, dx_slice role) {
	if (same_word(title, role)) return 3;
	char group = group_of(title);
	if (group && group == group_of(role)) return 3;
	if (same_word(title, DX_LIT("minister")) && group_of(role) == 'p') return 0; /* a prime minister is not "the minister" */
	bool plain = last_word(title).len == title.len, role_plain = last_word(role).len == role.len;
	if ((plain || role_plain) && same_word(last_word(title), last_word(role))) return 2;
	return plain && loosely(title, role) ? 1 : 0;
}

static bool country_fits(const char a[3], const char b[3]) { return !a[0] || !b[0] || !memcmp(a, b, 2); }

static int32_t organisation_of(const dx_resolver *r, const dx_office *o) {
	if (o->organisation < 0) return -1;
	int32_t e = dx_mention_at(r, (uint32_t)o->organisation)->entity;
	return e < 0 ? -1 : (int32_t)dx_same(r, (uint32_t)e);
}

static unsigned holder_fit(const dx_resolver *r, const dx_mention *m, const dx_office *o, uint32_t e) {
	const dx_entity *entity = &r->entities.items[e];
	if (!dx_gender_fits(m->gender, entity->gender) || !country_fits(o->country, entity->country)) return 0;
	if (o->counterpart && !entity->country[0]) return 0;
	int32_t body = organisation_of(r, o);
	unsigned best = 0;
	for (uint32_t i = 0; i < entity->roles.count && i < ROLES_LOOKED_AT; i++) {
		const dx_entity_role *role = &entity->roles.items[i];
		if (!country_fits(o->country, role->country) || (o->former && !role->former)) continue;
		if (body >= 0 && role->organisation >= 0 && (uint32_t)body != dx_same(r, (uint32_t)role->organisation)) continue;
		unsigned fit = title_fit(o->canonical, role->title);
		bool other = fit == 3 && !same_word(o->canonical, role->title); /* a secretary of state is the top diplomat of the US alone */
		if (other && o->country[0] && memcmp(o->country, role->country[0] ? role->country : entity->country, 2)) fit = 0;
		if (fit == 2 && o->country[0] && !entity->country[0] && !role->country[0]) fit = 0; /* "the Omani minister" is no minister of who knows where */
		if (fit > best) best = fit;
	}
	return best;
}

static bool indefinite(const dx_resolver *r, const dx_mention *m) {
	static const char *const words[] = {"a", "an", "another", "one", "some", "any"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		if (dx_token_is(r->text, dx_token_of(r, m->first), words[k])) return true;
	}
	return false;
}

/* "The Norwegian": the latest person of that country. */
static int32_t compatriot(const dx_resolver *r, const dx_mention *m) {
	for (uint32_t i = 0; i < r->recent_count; i++) {
		const dx_entity *e = &r->entities.items[r->recent[i]];
		if (!memcmp(e->country, m->country, 2) && dx_gender_fits(e->gender, m->gender)) return (int32_t)r->recent[i];
	}
	return -1;
}

/* "The person", "the official": the latest nameless one told of in the same word. */
static int32_t same_role(const dx_resolver *r, const dx_mention *m) {
	for (uint32_t i = 0; i < r->recent_count; i++) {
		const dx_trace *t = &r->traces.items[r->recent[i]];
		if (t->nameless && t->lexeme && m->lexeme && t->lexeme->type == DX_LEX_ROLE && t->lexeme->row == m->lexeme->row &&
		    country_fits(m->country, r->entities.items[r->recent[i]].country)) return (int32_t)r->recent[i];
	}
	return -1;
}

static int32_t office_holder(const dx_resolver *r, const dx_mention *m) {
	int32_t best = -1;
	unsigned best_fit = 0;
	const dx_office *o = &m->offices[0];
	for (uint32_t i = 0; i < r->recent_count; i++) {
		unsigned fit = holder_fit(r, m, o, r->recent[i]);
		if (fit == 2) fit = 3; /* "the minister" is the latest minister, whatever his field */
		if (fit <= best_fit) continue;
		best = (int32_t)r->recent[i];
		best_fit = fit;
	}
	return best;
}

/* "The Dutchman said": nobody is known to be Dutch, but somebody of unknown country has just spoken. */
static int32_t last_speaker(const dx_resolver *r, const dx_mention *m) {
	if (r->speaker < 0 || dx_token_of(r, m->first)->sentence > r->speaker_sentence + 3) return -1;
	uint32_t e = dx_same(r, (uint32_t)r->speaker);
	const dx_entity *entity = &r->entities.items[e];
	bool fits = entity->type == DIXIT_PERSON && !entity->country[0] && !r->traces.items[e].nameless;
	return fits && dx_gender_fits(entity->gender, m->gender) ? (int32_t)e : -1;
}

/* "The general", "the official": a common noun that may be somebody's title. */
static int32_t role_holder(const dx_resolver *r, const dx_mention *m) {
	int32_t e = same_role(r, m);
	if (e >= 0 || !m->lexeme || m->lexeme->type != DX_LEX_ROLE) return e;
	dx_office o = {.canonical = dx_lexicon_role(r->lexicon, m->lexeme)->noun, .organisation = -1};
	memcpy(o.country, m->country, 3);
	for (uint32_t i = 0; i < r->recent_count; i++) {
		if (holder_fit(r, m, &o, r->recent[i]) >= 2) return (int32_t)r->recent[i];
	}
	return -1;
}

static bool lately(const dx_resolver *r, const dx_mention *m, uint32_t e, uint32_t sentences) {
	return dx_token_of(r, m->first)->sentence <= dx_token_of(r, r->traces.items[e].last_token)->sentence + sentences;
}

static bool commands(const dx_entity *e) {
	static const char *const words[] = {"defense minister", "commander", "army chief", "chief of staff", "junta leader", "chief of general staff"};
	for (uint32_t i = 0; i < e->roles.count && i < ROLES_LOOKED_AT; i++) {
		for (size_t k = 0; k < sizeof words / sizeof *words; k++) if (same_word(e->roles.items[i].title, dx_slice_of(words[k]))) return true;
	}
	return false;
}

/* A title that nobody bears so far: somebody of that country without any title, or the only one the text is speaking of
 * who has none ("In Muscat, X said … the Omani minister was quoted"). A general may be a minister as well. */
static int32_t untitled(const dx_resolver *r, const dx_mention *m, const char country[3], dx_slice title) {
	static const char *const ranks[] = {"general", "colonel", "admiral", "captain", "marshal", "commander"};
	bool rank = false;
	for (size_t k = 0; k < sizeof ranks / sizeof *ranks; k++) rank = rank || same_word(title, dx_slice_of(ranks[k]));
	for (uint32_t i = 0; i < r->recent_count && i < 4; i++) {
		uint32_t e = r->recent[i];
		const dx_entity *entity = &r->entities.items[e];
		if (r->traces.items[e].nameless || (entity->roles.count && !rank) || !dx_gender_fits(entity->gender, m->gender)) continue;
		if (!lately(r, m, e, 2) || !country_fits(country, entity->country)) continue;
		if (country[0] && entity->country[0] && !entity->roles.count) return (int32_t)e;
		if (rank && commands(entity)) return (int32_t)e;
		bool alone = i == 0 && (r->recent_count < 2 || !lately(r, m, r->recent[1], 3));
		if (alone && !entity->roles.count && r->speaker == (int32_t)e) return (int32_t)e;
		if (country[0] && r->speaker == (int32_t)e && !entity->roles.count) return (int32_t)e;
	}
	return -1;
}

/* Offices that are so well known that they need no name: they stand for nobody else. */
static bool unique(dx_slice title) {
	static const char *const words[] = {"president", "pope", "secretary-general", "king", "queen", "vice president", "speaker"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		if (same_word(title, dx_slice_of(words[k]))) return true;
	}
	return false;
}

static bool definite(const dx_resolver *r, const dx_mention *m) {
	return dx_token_is(r->text, dx_token_of(r, m->first), "the");
}

void dx_holder_find(dx_resolver *r, uint32_t m) {
	dx_mention *mention = dx_mention_at(r, m);
	bool fresh = indefinite(r, mention);
	int32_t e = -1;
	if (mention->office_count) {
		if (mention->offices[0].counterpart) mention->offices[0].canonical = dx_counterpart_title(r, m);
		if (!fresh && (!mention->offices[0].counterpart || mention->country[0])) e = office_holder(r, mention);
		const dx_office *o = &mention->offices[0];
		if (e < 0 && definite(r, mention) && !unique(o->canonical) && o->organisation < 0 && !o->former) {
			e = untitled(r, mention, o->country, o->canonical);
		}
	} else if (mention->lexeme && mention->lexeme->type == DX_LEX_COUNTRY) {
		if (!fresh) e = compatriot(r, mention);
		if (!fresh && e < 0) e = last_speaker(r, mention);
	} else if (!fresh) {
		e = role_holder(r, mention);
		if (e < 0 && definite(r, mention) && mention->lexeme) e = untitled(r, mention, mention->country, dx_lexicon_role(r->lexicon, mention->lexeme)->noun);
	}
	if (e < 0) {
		e = (int32_t)dx_entity_make(r, DIXIT_PERSON, m);
		r->traces.items[e].nameless = true;
		dx_roles_add(r, m, (uint32_t)e);
	}
	dx_entity_join(r, m, (uint32_t)e);
}

enum { KIND_GROUP = 1, KIND_COMPANY = 2, KIND_MEDIUM = 4, KIND_OTHER = 8 };

/* What kinds of named things a common noun may stand for: bodies of these types, and names that a phrase like "the
 * carrier Anadolu Sky" told to be of that kind. */
static const struct { const char *word; uint32_t bodies; uint8_t kind; } kinds[] = {
    {"group", 1u << DX_BODY_ARMED_GROUP | 1u << DX_BODY_NGO | 1u << DX_BODY_PARTY, KIND_GROUP},
    {"movement", 1u << DX_BODY_ARMED_GROUP | 1u << DX_BODY_PARTY, KIND_GROUP},
    {"militia", 1u << DX_BODY_ARMED_GROUP, KIND_GROUP}, {"faction", 1u << DX_BODY_ARMED_GROUP | 1u << DX_BODY_PARTY, KIND_GROUP},
    {"organization", 1u << DX_BODY_ARMED_GROUP | 1u << DX_BODY_NGO | 1u << DX_BODY_BODY, KIND_GROUP},
    {"organisation", 1u << DX_BODY_ARMED_GROUP | 1u << DX_BODY_NGO | 1u << DX_BODY_BODY, KIND_GROUP},
    {"charity", 1u << DX_BODY_NGO, KIND_GROUP}, {"agency", 1u << DX_BODY_AGENCY, KIND_MEDIUM},
    {"bloc", 1u << DX_BODY_BODY, 0}, {"alliance", 1u << DX_BODY_BODY, 0}, {"party", 1u << DX_BODY_PARTY, KIND_OTHER},
    {"company", 1u << DX_BODY_COMPANY, KIND_COMPANY}, {"airline", 1u << DX_BODY_COMPANY, KIND_COMPANY},
    {"firm", 1u << DX_BODY_COMPANY, KIND_COMPANY}, {"carrier", 1u << DX_BODY_COMPANY, KIND_COMPANY},
    {"maker", 1u << DX_BODY_COMPANY, KIND_COMPANY}, {"manufacturer", 1u << DX_BODY_COMPANY, KIND_COMPANY},
    {"retailer", 1u << DX_BODY_COMPANY, KIND_COMPANY}, {"toolmaker", 1u << DX_BODY_COMPANY, KIND_COMPANY},
    {"automaker", 1u << DX_BODY_COMPANY, KIND_COMPANY}, {"chipmaker", 1u << DX_BODY_COMPANY, KIND_COMPANY},
    {"broadcaster", 0, KIND_MEDIUM}, {"channel", 0, KIND_MEDIUM}, {"newspaper", 0, KIND_MEDIUM}, {"daily", 0, KIND_MEDIUM},
    {"magazine", 0, KIND_MEDIUM}, {"network", 0, KIND_MEDIUM}, {"station", 0, KIND_MEDIUM}, {"website", 0, KIND_MEDIUM},
    {"court", 1u << DX_BODY_COURT, 0}, {"parliament", 1u << DX_BODY_PARLIAMENT, 0}, {"army", 1u << DX_BODY_ARMY, 0},
    {"military", 1u << DX_BODY_ARMY, 0}};

static int kind_index(dx_slice word) {
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (same_word(word, dx_slice_of(kinds[i].word))) return (int)i;
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
	static const char *const firms[] = {"nv", "inc", "inc.", "corp", "corp.", "ltd", "ltd.", "llc", "plc", "ag", "co.", "gmbh"};
	for (size_t k = 0; k < sizeof firms / sizeof *firms && mention->name_last > mention->name_first; k++) {
		if (dx_token_is(r->text, dx_token_of(r, mention->name_last - 1), firms[k])) r->traces.items[e].kind |= KIND_COMPANY;
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
		if (t->word && dx_text_lexeme(t, DX_LEX_ROLE) && (i + 1 == m->last || dx_is(dx_token_of(r, i + 1), DX_W_PREP))) return i;
	}
	return m->last - 1;
}

/* First token of the words that describe it: without "the", "two", "his". */
static uint32_t words_first(const dx_resolver *r, const dx_mention *m) {
	uint32_t i = m->first;
	const uint32_t lead = DX_W_DET | DX_W_POSS | DX_W_NUM;
	while (i + 1 < m->last && (dx_token_of(r, i)->kind == DX_T_NUMBER ||
	                           (dx_token_of(r, i)->word && dx_token_of(r, i)->word->main_class & lead))) i++;
	return i;
}

/* The latest thing that the definite phrase may mean. "The group" may be a body as well as a group. */
static int32_t known_thing(const dx_resolver *r, const dx_mention *m, uint32_t head, int word) {
	uint32_t words = m->lexeme && m->lexeme->type == DX_LEX_ROLE && head + 1 >= m->first + m->lexeme->words ? m->lexeme->words : 1;
	bool group = m->type == DIXIT_GROUP;
	int32_t maybe = -1;
	for (uint32_t i = 0; i < r->thing_count; i++) {
		uint32_t e = r->things[i];
		const dx_entity *entity = &r->entities.items[e];
		if (entity->type == DIXIT_COUNTRY || !country_fits(m->country, entity->country)) continue;
		unsigned fit = m->number == 's' ? kind_fit(r, word, e) : 0;
		if ((entity->type == DIXIT_GROUP) == group && head_fits(r, head, words, e)) fit = 2;
		if (fit == 2) return (int32_t)e;
		if (fit && maybe < 0) maybe = (int32_t)e;
	}
	return maybe;
}

/* the, this, its: it may be known already. "Two Syrian teams" are not. */
static bool points_back(const dx_resolver *r, const dx_mention *m) {
	static const char *const words[] = {"the", "this", "that", "these", "those", "its", "their", "his", "her", "our", "both"};
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

void dx_nameless_thing(dx_resolver *r, uint32_t m) {
	dx_mention *mention = dx_mention_at(r, m);
	uint32_t head = head_token(r, mention), from = words_first(r, mention);
	dx_slice word = dx_token_slice(r->text, dx_token_of(r, head));
	bool capital = dx_token_of(r, head)->caps != DX_CAPS_NONE && head == mention->first;
	bool known_words = (capital || points_back(r, mention)) && bare(r, from, head, mention);
	bool group = mention->type == DIXIT_GROUP;
	int32_t known = known_words ? known_thing(r, mention, head, kind_index(word)) : -1;
	if (known >= 0) {
		dx_entity_join(r, m, (uint32_t)known);
		return;
	}
	dx_slice text = dx_cut(r->text->bytes, dx_token_of(r, from)->start, dx_token_of(r, mention->last - 1)->end);
	dx_slice key = dx_plain_fold(r->arena, text);
	int32_t e = indefinite(r, mention) ? -1 : dx_name_find(r, group ? 'n' : 'N', key, -1);
	if (e < 0) {
		e = (int32_t)dx_entity_make(r, (dixit_entity_type)mention->type, m);
		r->traces.items[e].nameless = true;
		memcpy(r->entities.items[e].country, mention->country, 3);
		dx_name_find(r, group ? 'n' : 'N', key, e);
	}
	dx_entity_join(r, m, (uint32_t)e);
}
