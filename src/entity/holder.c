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
	int32_t body = organisation_of(r, o);
	unsigned best = 0;
	for (uint32_t i = 0; i < entity->roles.count && i < ROLES_LOOKED_AT; i++) {
		const dx_entity_role *role = &entity->roles.items[i];
		if (!country_fits(o->country, role->country) || (o->former && !role->former)) continue;
		if (body >= 0 && role->organisation >= 0 && (uint32_t)body != dx_same(r, (uint32_t)role->organisation)) continue;
		unsigned fit = title_fit(o->canonical, role->title);
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

/* "his Qatari counterpart", without a name: who holds the same office there. */
static void name_counterpart(const dx_resolver *r, uint32_t m) {
	dx_mention *mention = dx_mention_at(r, m);
	dx_office *o = &mention->offices[0];
	for (uint32_t k = m, n = 0; k-- > 0 && n < 12; n++) {
		const dx_mention *left = dx_mention_at(r, k);
		if (left->entity < 0 || left->type != DIXIT_PERSON) continue;
		const dx_entity *e = &r->entities.items[dx_same(r, (uint32_t)left->entity)];
		if (!e->roles.count) continue;
		o->canonical = e->roles.items[0].title;
		return;
	}
}

void dx_holder_find(dx_resolver *r, uint32_t m) {
	dx_mention *mention = dx_mention_at(r, m);
	bool fresh = indefinite(r, mention);
	int32_t e = -1;
	if (mention->office_count) {
		if (mention->offices[0].counterpart) name_counterpart(r, m);
		if (!fresh) e = office_holder(r, mention);
	} else if (mention->lexeme && mention->lexeme->type == DX_LEX_COUNTRY) {
		if (!fresh) e = compatriot(r, mention);
	} else if (!fresh) {
		e = same_role(r, mention);
	}
	if (e < 0) {
		e = (int32_t)dx_entity_make(r, DIXIT_PERSON, m);
		r->traces.items[e].nameless = true;
		dx_roles_add(r, m, (uint32_t)e);
	}
	dx_entity_join(r, m, (uint32_t)e);
}

/* What kinds of named things a common noun may stand for. */
static const struct { const char *word; uint32_t bodies; bool medium, unknown; } kinds[] = {
    {"group", 1u << DX_BODY_ARMED_GROUP | 1u << DX_BODY_NGO | 1u << DX_BODY_PARTY, false, true},
    {"movement", 1u << DX_BODY_ARMED_GROUP | 1u << DX_BODY_PARTY, false, true},
    {"militia", 1u << DX_BODY_ARMED_GROUP, false, false},
    {"organization", 1u << DX_BODY_ARMED_GROUP | 1u << DX_BODY_NGO | 1u << DX_BODY_BODY, false, true},
    {"organisation", 1u << DX_BODY_ARMED_GROUP | 1u << DX_BODY_NGO | 1u << DX_BODY_BODY, false, true},
    {"agency", 1u << DX_BODY_AGENCY, true, false}, {"bloc", 1u << DX_BODY_BODY, false, false},
    {"alliance", 1u << DX_BODY_BODY, false, false}, {"party", 1u << DX_BODY_PARTY, false, false},
    {"charity", 1u << DX_BODY_NGO, false, true}, {"company", 1u << DX_BODY_COMPANY, false, true},
    {"airline", 1u << DX_BODY_COMPANY, false, true}, {"firm", 1u << DX_BODY_COMPANY, false, true},
    {"carrier", 1u << DX_BODY_COMPANY, false, true}, {"maker", 1u << DX_BODY_COMPANY, false, true},
    {"bank", 0, false, false}, {"broadcaster", 0, true, false}, {"channel", 0, true, false}, {"newspaper", 0, true, false},
    {"daily", 0, true, false}, {"magazine", 0, true, false}, {"network", 0, true, false}, {"station", 0, true, false},
    {"court", 1u << DX_BODY_COURT, false, false}, {"parliament", 1u << DX_BODY_PARLIAMENT, false, false},
    {"army", 1u << DX_BODY_ARMY, false, false}, {"military", 1u << DX_BODY_ARMY, false, false}};

static bool kind_fits(const dx_resolver *r, dx_slice word, uint32_t e) {
	const dx_lexeme *l = r->traces.items[e].lexeme;
	uint8_t type = r->entities.items[e].type;
	if (r->traces.items[e].nameless) return false;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!same_word(word, dx_slice_of(kinds[i].word))) continue;
		if (type == DIXIT_MEDIUM) return kinds[i].medium;
		if (l && l->type == DX_LEX_BODY) return kinds[i].bodies >> dx_lexicon_body(r->lexicon, l)->type & 1;
		return kinds[i].unknown && type == DIXIT_ORGANISATION && (!l || l->type != DX_LEX_ROLE);
	}
	return false;
}

/* Has the entity's own phrase the head word in it: "the commission" of "the European Commission"? */
static bool head_fits(const dx_resolver *r, uint64_t hash, uint32_t e) {
	int32_t h = r->traces.items[e].head;
	if (h < 0) return false;
	const dx_mention *m = dx_mention_at(r, (uint32_t)h);
	for (uint32_t i = m->first; i < m->last && i < m->first + 12; i++) {
		if (dx_token_of(r, i)->hash == hash) return true;
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

void dx_nameless_thing(dx_resolver *r, uint32_t m) {
	dx_mention *mention = dx_mention_at(r, m);
	uint32_t head = head_token(r, mention), from = words_first(r, mention);
	uint64_t hash = dx_token_of(r, head)->hash;
	dx_slice word = dx_token_slice(r->text, dx_token_of(r, head));
	bool definite = from > mention->first && !indefinite(r, mention) && dx_token_of(r, mention->first)->kind == DX_T_WORD;
	bool group = mention->type == DIXIT_GROUP;
	for (uint32_t i = 0; definite && i < r->thing_count; i++) {
		uint32_t e = r->things[i];
		const dx_entity *entity = &r->entities.items[e];
		if ((entity->type == DIXIT_GROUP) != group || entity->type == DIXIT_COUNTRY || !country_fits(mention->country, entity->country)) continue;
		if (!head_fits(r, hash, e) && !(!group && kind_fits(r, word, e))) continue;
		dx_entity_join(r, m, e);
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
