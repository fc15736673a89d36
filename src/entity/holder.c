/* Who a title stands for: "the minister", "Iran's top diplomat", "his Qatari counterpart", "the Norwegian". The latest
 * person whose office, country and gender agree; else somebody new who is known by the title alone. */
#include "entity/resolver.h"

enum { ROLES_LOOKED_AT = 8 };

static int32_t organisation_of(const dx_resolver *r, const dx_office *o) {
	if (o->organisation < 0) return -1;
	int32_t e = dx_mention_at(r, (uint32_t)o->organisation)->entity;
	return e < 0 ? -1 : (int32_t)dx_same(r, (uint32_t)e);
}

static unsigned holder_fit(const dx_resolver *r, const dx_mention *m, const dx_office *o, uint32_t e) {
	const dx_entity *entity = &r->entities.items[e];
	if (!dx_gender_fits(m->gender, entity->gender) || !dx_country_fits(o->country, entity->country)) return 0;
	if (o->counterpart && !entity->country[0]) return 0;
	int32_t body = organisation_of(r, o);
	unsigned best = 0;
	for (uint32_t i = 0; i < entity->roles.count && i < ROLES_LOOKED_AT; i++) {
		const dx_entity_role *role = &entity->roles.items[i];
		if (!dx_country_fits(o->country, role->country) || (o->former && !role->former)) continue;
		if (body >= 0 && role->organisation >= 0 && (uint32_t)body != dx_same(r, (uint32_t)role->organisation))
			continue;
		unsigned fit = dx_title_fit(o->canonical, role->title);
		bool same_body = body >= 0 && role->organisation >= 0; /* the same one, as was seen above */
		if (!fit && same_body && dx_heads_body(o->canonical) && dx_heads_body(role->title)) fit = 2;
		bool other =
		    fit == 3 &&
		    !dx_same_word(o->canonical, role->title); /* a secretary of state is the top diplomat of the US alone */
		if (other && o->country[0] && memcmp(o->country, role->country[0] ? role->country : entity->country, 2))
			fit = 0;
		if (fit == 2 && o->country[0] && !entity->country[0] && !role->country[0]) fit = 1; /* of who knows where */
		if (fit > 1 && role->former && !o->former) fit = 1;
		if (fit > best) best = fit;
	}
	return best;
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
		if (t->nameless && t->lexeme && m->lexeme && t->lexeme->type == DX_LEX_ROLE &&
		    t->lexeme->row == m->lexeme->row && dx_country_fits(m->country, r->entities.items[r->recent[i]].country))
			return (int32_t)r->recent[i];
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
	static const char *const words[] = {"defense minister", "commander",    "army chief",
	                                    "chief of staff",   "junta leader", "chief of general staff"};
	for (uint32_t i = 0; i < e->roles.count && i < ROLES_LOOKED_AT; i++) {
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (dx_same_word(e->roles.items[i].title, dx_slice_of(words[k]))) return true;
	}
	return false;
}

/* A title that nobody bears so far: somebody of that country without any title, or the only one the text is speaking of
 * who has none ("In Muscat, X said … the Omani minister was quoted"). A general may be a minister as well. */
static int32_t untitled(const dx_resolver *r, const dx_mention *m, const char country[3], dx_slice title) {
	static const char *const ranks[] = {"general", "colonel", "admiral", "captain", "marshal", "commander"};
	bool rank = false;
	for (size_t k = 0; k < sizeof ranks / sizeof *ranks; k++) rank = rank || dx_same_word(title, dx_slice_of(ranks[k]));
	for (uint32_t i = 0; i < r->recent_count && i < 4; i++) {
		uint32_t e = r->recent[i];
		const dx_entity *entity = &r->entities.items[e];
		if (r->traces.items[e].nameless || (entity->roles.count && !rank) || !dx_gender_fits(entity->gender, m->gender))
			continue;
		bool own = !dx_in_subject_place(r, m) && r->subject[dx_token_of(r, m->first)->sentence] ==
		                                             (int32_t)e; /* "X said they would take in the leader" */
		if (own || !lately(r, m, e, 2) || !dx_country_fits(country, entity->country)) continue;
		if (country[0] && entity->country[0] && !entity->roles.count) return (int32_t)e;
		if (rank && commands(entity)) return (int32_t)e;
		bool alone = i == 0 && (r->recent_count < 2 || !lately(r, m, r->recent[1], 3));
		if (alone && !entity->roles.count && r->speaker == (int32_t)e) return (int32_t)e;
		if (country[0] && r->speaker == (int32_t)e && !entity->roles.count) return (int32_t)e;
	}
	return -1;
}

/* Offices that are so well known that they need no name: they stand for nobody else. */
bool dx_unique_office(dx_slice title) {
	static const char *const words[] = {"president",      "pope",   "secretary-general", "king", "queen",
	                                    "vice president", "speaker"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		if (dx_same_word(title, dx_slice_of(words[k]))) return true;
	}
	return false;
}

static bool definite(const dx_resolver *r, const dx_mention *m) {
	return dx_token_is(r->text, dx_token_of(r, m->first), "the");
}

static void name_counterpart(const dx_resolver *r, uint32_t m) {
	dx_office *o = &dx_mention_at(r, m)->offices[0];
	dx_slice title = dx_counterpart_title(r, m);
	if (!dx_slice_eq(title, o->canonical)) o->kind = DX_TITLE_OFFICE;
	o->canonical = title;
}

static bool one_of(const dx_resolver *r, uint32_t token, const char *const *words, size_t count) {
	for (size_t k = 0; k < count; k++)
		if (dx_token_is(r->text, dx_token_of(r, token), words[k])) return true;
	return false;
}
#define ONE_OF(r, token, words) one_of((r), (token), (words), sizeof(words) / sizeof *(words))

/* The verb that gives its subject the office which begins at token i: "X is now the vice president", "X was sworn in on
 * Monday as prime minister", "X has been appointed justice minister"; 0: none. */
static uint32_t giving_verb(const dx_resolver *r, uint32_t i) {
	static const char *const verbs[] = {"is", "was", "became", "remains", "becomes"};
	static const char *const given[] = {"named", "appointed", "elected", "re-elected", "confirmed", "inaugurated"};
	static const char *const passive[] = {"was", "is", "been"}, *const has[] = {"has", "had"};
	enum { WHEN = 3 };
	if (i < 2) return 0;
	uint32_t verb = dx_is(dx_token_of(r, i - 1), DX_W_ADV) ? i - 2 : i - 1;
	if (ONE_OF(r, verb, verbs)) return verb + 2 == i && dx_is(dx_token_of(r, i - 1), DX_W_NEG) ? 0 : verb;
	uint32_t at = i - 1;
	if (dx_token_is(r->text, dx_token_of(r, at), "as")) {
		at--;
		for (uint32_t n = 0;
		     n < WHEN && at > 3 && !dx_token_is(r->text, dx_token_of(r, at - 1), "sworn") && !ONE_OF(r, at, given); n++)
			at--;
	}
	bool sworn = at > 1 && dx_token_is(r->text, dx_token_of(r, at), "in") &&
	             dx_token_is(r->text, dx_token_of(r, at - 1), "sworn");
	if (!sworn && !ONE_OF(r, at, given)) return 0;
	at -= sworn ? 2 : 1;
	if (!ONE_OF(r, at, passive)) return 0;
	return at > 0 && ONE_OF(r, at - 1, has) ? at - 1 : at;
}

/* "He resigned as prime minister": without an article the title alone means nobody. */
static bool only_given(const dx_resolver *r, const dx_mention *m) {
	static const char *const words[] = {"as", "named", "appointed", "elected", "re-elected", "became"};
	bool bare = m->office_count && m->first == m->offices[0].first && dx_token_of(r, m->first)->caps == DX_CAPS_NONE;
	return bare && m->first > 0 && ONE_OF(r, m->first - 1, words);
}

/* "If X is elected president", "was elected governor in 2009": the office is not held, or not now. */
static bool otherwise(const dx_resolver *r, uint32_t verb, const dx_mention *m) {
	static const char *const words[] = {"if", "unless", "should", "when", "until", "before", "whether"};
	enum { CLAUSE = 8, BEHIND = 3 };
	for (uint32_t i = verb, n = 0;
	     i-- > 0 && n < CLAUSE && dx_token_of(r, i)->sentence == dx_token_of(r, verb)->sentence; n++)
		if (ONE_OF(r, i, words)) return true;
	for (uint32_t i = m->last; i + 1 < r->text->token_count && i < m->last + BEHIND; i++) {
		const dx_token *t = dx_token_of(r, i + 1);
		if (dx_token_is(r->text, dx_token_of(r, i), "in") && t->kind == DX_T_NUMBER && t->end - t->start == 4)
			return true;
	}
	return false;
}

/* Who gets the office of mention m from the verb before it; -1: nobody. */
static int32_t subject_of_copula(const dx_resolver *r, uint32_t m) {
	uint32_t verb = giving_verb(r, dx_mention_at(r, m)->first);
	if (!verb || dx_token_of(r, verb)->sentence != dx_token_of(r, dx_mention_at(r, m)->first)->sentence) return -1;
	bool comma = dx_token_of(r, verb - 1)->first == ','; /* "X, a former minister, was" */
	if (only_given(r, dx_mention_at(r, m)) && otherwise(r, verb, dx_mention_at(r, m))) return -1;
	for (uint32_t k = m, n = 0; k-- > 0 && n < 8; n++) {
		const dx_mention *left = dx_mention_at(r, k);
		bool described = comma && left->last + 1 == verb && left->last > left->name_last;
		if ((left->last != verb && !described) || left->parent >= 0 || left->possessive) continue;
		int32_t e = left->entity < 0 ? -1 : (int32_t)dx_same(r, (uint32_t)left->entity);
		return e >= 0 && r->entities.items[e].type == DIXIT_PERSON ? e : -1;
	}
	return -1;
}

/* "His Swiss colleague" need not hold the same office, as a counterpart does: the latest office-holder of the country.
 */
static int32_t colleague(const dx_resolver *r, const dx_mention *m) {
	if (!m->offices[0].country[0] || !dx_token_is(r->text, dx_token_of(r, m->last - 1), "colleague")) return -1;
	for (uint32_t i = 0; i < r->recent_count; i++) {
		const dx_entity *e = &r->entities.items[r->recent[i]];
		if (!memcmp(e->country, m->offices[0].country, 2) && e->roles.count && dx_gender_fits(e->gender, m->gender))
			return (int32_t)r->recent[i];
	}
	return -1;
}

void dx_holder_find(dx_resolver *r, uint32_t m) {
	dx_mention *mention = dx_mention_at(r, m);
	bool fresh = dx_indefinite(r, mention);
	int32_t e = mention->office_count ? subject_of_copula(r, m) : -1;
	if (e >= 0) {
		dx_roles_add(r, m, (uint32_t)e);
		dx_entity_join(r, m, (uint32_t)e);
		return;
	}
	if (only_given(r, mention)) return;
	if (mention->office_count) {
		if (mention->offices[0].counterpart) name_counterpart(r, m);
		if (!fresh && (!mention->offices[0].counterpart || mention->country[0])) e = office_holder(r, mention);
		const dx_office *o = &mention->offices[0];
		if (e < 0 && definite(r, mention) && !dx_unique_office(o->canonical) && o->organisation < 0 && !o->former) {
			e = untitled(r, mention, o->country, o->canonical);
		}
	} else if (mention->lexeme && mention->lexeme->type == DX_LEX_COUNTRY) {
		if (!fresh) e = compatriot(r, mention);
		if (!fresh && e < 0) e = last_speaker(r, mention);
	} else if (mention->lexeme && mention->lexeme->type == DX_LEX_BODY) {
		if (r->recent_count && !r->traces.items[r->recent[0]].nameless && lately(r, mention, r->recent[0], 2))
			e = (int32_t)r->recent[0];
	} else if (!fresh) {
		e = role_holder(r, mention);
		if (e < 0 && definite(r, mention) && mention->lexeme)
			e = untitled(r, mention, mention->country, dx_lexicon_role(r->lexicon, mention->lexeme)->noun);
	}
	if (e < 0 && mention->office_count && mention->offices[0].counterpart) e = colleague(r, mention);
	if (e < 0) {
		e = (int32_t)dx_entity_make(r, DIXIT_PERSON, m);
		r->traces.items[e].nameless = true;
		dx_roles_add(r, m, (uint32_t)e);
	}
	dx_entity_join(r, m, (uint32_t)e);
}
