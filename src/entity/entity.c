/* The entity stage: named people and things first, then in text order titles, pronouns and roles, then the statements.
 */
#include "entity/resolver.h"

static void to_front(uint32_t *list, uint32_t *count, uint32_t e) {
	uint32_t i = 0;
	while (i < *count && list[i] != e) i++;
	if (i == *count && *count < DX_RECENT_MAX) ++*count;
	if (i == DX_RECENT_MAX) i--;
	for (; i > 0; i--) list[i] = list[i - 1];
	list[0] = e;
}

/* Somebody named inside a quotation is not what a pronoun outside it looks for first: he goes to the end. */
static void to_back(uint32_t *list, uint32_t *count, uint32_t e) {
	for (uint32_t i = 0; i < *count; i++)
		if (list[i] == e) return;
	if (*count < DX_RECENT_MAX) list[(*count)++] = e;
}

bool dx_in_subject_place(const dx_resolver *r, const dx_mention *m) {
	if (m->parent >= 0 || m->possessive) return false;
	if (m->first == 0) return true;
	const dx_token *left = dx_token_of(r, m->first - 1);
	return !(left->word && left->word->main_class & (DX_W_PREP | DX_W_VERB));
}

/* "Clinton adviser Pat Doyle": the name only says whose adviser. */
static bool only_modifies(const dx_resolver *r, uint32_t m) {
	const dx_mention *mention = dx_mention_at(r, m);
	for (uint32_t k = m + 1; k < r->mentions->count && k < m + 3; k++)
		if (dx_mention_at(r, k)->first == mention->last && dx_mention_at(r, k)->type == DIXIT_PERSON) return true;
	return false;
}

/* What the mention leaves behind for the titles and pronouns that follow. */
static void remember(dx_resolver *r, uint32_t m) {
	const dx_mention *mention = dx_mention_at(r, m);
	if (mention->entity < 0) return;
	uint32_t e = dx_same(r, (uint32_t)mention->entity), sentence = dx_token_of(r, mention->first)->sentence;
	bool quoted = dx_token_of(r, mention->first)->region >= 0;
	uint8_t type = r->entities.items[e].type;
	bool person = type == DIXIT_PERSON, thing = !person && type != DIXIT_PLACE;
	bool owner =
	    mention->form == DIXIT_PRONOUN && mention->parent >= 0; /* "his successor": the successor is the later one */
	if (person && (quoted || owner))
		to_back(r->recent, &r->recent_count, e);
	else if (person)
		to_front(r->recent, &r->recent_count, e);
	else if (thing && quoted)
		to_back(r->things, &r->thing_count, e);
	else if (thing)
		to_front(r->things, &r->thing_count, e);
	dx_trace *t = &r->traces.items[e];
	/* "the U.S. military": both are met at the same place */
	uint32_t token = mention->parent >= 0 ? dx_mention_at(r, (uint32_t)mention->parent)->first : mention->first;
	t->last_heard = token;
	if (!quoted || !t->met) t->last_token = token;
	if (!quoted) {
		bool part = mention->parent >= 0 || mention->possessive || only_modifies(r, m);
		bool subject = !part && dx_in_subject_place(r, mention);
		t->met++;
		t->place = (uint8_t)((subject ? DX_AS_SUBJECT : 0) | (part ? DX_AS_PART : 0) |
		                     (mention->form == DIXIT_PRONOUN ? DX_AS_PRONOUN : 0));
		if (r->subject[sentence] < 0 && subject && (person || thing)) r->subject[sentence] = (int32_t)e;
	}
	if (r->source_of[m] >= 0) {
		r->speaker = (int32_t)e;
		r->speaker_sentence = sentence;
	}
}

/* "Its foreign minister": the pronoun before the title says whose. */
static void read_owner(dx_resolver *r, uint32_t m) {
	dx_mention *mention = dx_mention_at(r, m);
	for (uint32_t k = m + 1; k < r->mentions->count && k < m + 4; k++) {
		dx_mention *child = dx_mention_at(r, k);
		if (child->parent != (int32_t)m || child->form != DIXIT_PRONOUN || !child->possessive) continue;
		dx_pronoun_find(r, k);
		if (child->entity < 0) return;
		uint32_t e = dx_same(r, (uint32_t)child->entity);
		const dx_entity *owner = &r->entities.items[e];
		bool land = owner->type == DIXIT_COUNTRY;
		for (uint32_t i = 0; i < mention->office_count && i < 1; i++) {
			dx_office *o = &mention->offices[i];
			if (land && !o->country[0] && !o->counterpart)
				memcpy(o->country, owner->country, 3);
			else if (!land && o->organisation < 0 && (owner->type != DIXIT_PERSON || dx_speaks_for(o->canonical)))
				o->organisation = (int32_t)k;
		}
		if (!mention->country[0] && !mention->office_count && owner->type != DIXIT_PERSON)
			memcpy(mention->country, owner->country, 3);
		return;
	}
}

/* One title; a single word like "Head" or "Director" is too common to tell who is meant. */
static bool same_title(dx_slice a, dx_slice b) {
	static const char *const single[] = {"President", "Chancellor", "Premier", "King",
	                                     "Queen",     "Pope",       "Emir",    "Spokesperson"};
	if (!a.len || !dx_slice_eq(a, b)) return false;
	for (size_t k = 0; k < sizeof single / sizeof *single; k++) {
		if (dx_slice_eq(a, dx_slice_of(single[k]))) return true;
	}
	return memchr(a.ptr, ' ', a.len) != NULL;
}

/* The institution in a title must be known before its holder is looked for; it may be one without a name. */
static void read_institutions(dx_resolver *r, uint32_t m) {
	const dx_mention *mention = dx_mention_at(r, m);
	for (uint32_t i = 0; i < mention->office_count; i++) {
		int32_t body = mention->offices[i].organisation;
		if (body < 0 || (uint32_t)body == m) continue;
		dx_mention *b = dx_mention_at(r, (uint32_t)body);
		if (b->entity >= 0 || b->form == DIXIT_PRONOUN) continue;
		if (b->type == DIXIT_PERSON)
			dx_holder_find(r, (uint32_t)body);
		else
			dx_nameless_thing(r, (uint32_t)body);
	}
}

/* Beside mention m, in its sentence, a person of another country: the one's country, or NULL. */
static const char *foreigner(const dx_resolver *r, uint32_t m, bool named) {
	const dx_mention *own = dx_mention_at(r, m);
	uint32_t sentence = dx_token_of(r, own->first)->sentence;
	for (uint32_t k = m > 8 ? m - 8 : 0; k < r->mentions->count && k < m + 9; k++) {
		const dx_mention *x = dx_mention_at(r, k);
		bool person = x->type == DIXIT_PERSON && x->form != DIXIT_PRONOUN && (x->name_last > x->name_first) == named;
		if (person && x->country[0] && own->country[0] && memcmp(x->country, own->country, 2) != 0 &&
		    dx_token_of(r, x->first)->sentence == sentence)
			return x->country;
	}
	return NULL;
}

/* "A senior Peruvian diplomat met a Kremlin envoy. Peru's deputy foreign minister, X, met Russian envoy Y": two without
 * a name in one sentence, and soon two of the same countries with fitting offices. `e` is named by mention m now. */
static bool announced(const dx_resolver *r, uint32_t m, uint32_t e, uint32_t nameless) {
	enum { SOON = 3 };
	const dx_entity *a = &r->entities.items[nameless], *b = &r->entities.items[e];
	uint32_t h = (uint32_t)r->traces.items[nameless].head;
	const dx_mention *head = dx_mention_at(r, h), *mention = dx_mention_at(r, m);
	if (!dx_indefinite(r, head) || !a->country[0] || memcmp(a->country, b->country, 2) || r->traces.items[e].met)
		return false;
	if (dx_token_of(r, mention->first)->sentence > dx_token_of(r, head->first)->sentence + SOON) return false;
	const char *there = foreigner(r, h, false), *here = foreigner(r, m, true);
	if (!there || !here || memcmp(there, here, 2)) return false;
	for (uint32_t k = 0; k < b->roles.count && k < 4; k++)
		if (dx_title_fit(a->roles.items[0].title, b->roles.items[k].title)) return true;
	return false;
}

/* Has the entity the very office that somebody is known by? */
static bool holds(const dx_entity *entity, const dx_entity_role *known) {
	for (uint32_t k = 0; k < entity->roles.count && k < 4; k++) {
		const dx_entity_role *role = &entity->roles.items[k];
		bool country = !known->country[0] || !role->country[0] || !memcmp(known->country, role->country, 2);
		bool body = known->organisation < 0 || role->organisation < 0 || known->organisation == role->organisation;
		if (same_title(known->title, role->title) && country && body && known->former == role->former) return true;
	}
	return false;
}

/* The nameless one at place i of the recent ones is e. */
static void take_over(dx_resolver *r, uint32_t i, uint32_t e) {
	uint32_t other = dx_same(r, r->recent[i]);
	dx_entity_merge(r, other, e);
	if (r->speaker == (int32_t)other) r->speaker = (int32_t)e;
	for (uint32_t n = i; n + 1 < r->recent_count; n++) r->recent[n] = r->recent[n + 1];
	r->recent_count--;
}

/* Has a group of people been met since the token, of whom the next one named may be one? Reporters are told only. */
static bool group_since(const dx_resolver *r, uint32_t token) {
	for (uint32_t i = 0; i < r->thing_count; i++) {
		const dx_trace *t = &r->traces.items[r->things[i]];
		if (r->entities.items[r->things[i]].type != DIXIT_GROUP || t->last_heard <= token || t->head < 0) continue;
		const dx_token *word = dx_token_of(r, dx_mention_at(r, (uint32_t)t->head)->last - 1);
		if (!dx_token_is(r->text, word, "reporters") && !dx_token_is(r->text, word, "journalists")) return true;
	}
	return false;
}

/* An office that one person holds: of the table, or of a minister of whatever field. */
static bool held(const dx_office *o) {
	return o->kind == DX_TITLE_OFFICE ||
	       (o->kind == DX_TITLE_RANK && dx_title_fit(DX_LIT("Minister"), o->canonical) >= 2);
}

/* "The Angolan oil minister said … “It was late,” Carlos Mendes said": a full name of whom the article tells nothing
 * else belongs to the holder of the office that it has just spoken of, if that is the only person near. */
static void claim_silent(dx_resolver *r, uint32_t m, uint32_t e) {
	enum { SOON = 3 };
	const dx_mention *mention = dx_mention_at(r, m);
	const dx_trace *t = &r->traces.items[e];
	if (t->described || t->met || !t->full || r->source_of[m] < 0 || !r->recent_count) return;
	if (mention->last < r->text->token_count && dx_token_of(r, mention->last)->first == ',') return;
	uint32_t other = dx_same(r, r->recent[0]), sentence = dx_token_of(r, mention->first)->sentence;
	const dx_trace *o = &r->traces.items[other];
	const dx_mention *head = dx_mention_at(r, (uint32_t)o->head);
	if (!o->nameless || !o->met || !head->office_count || !held(&head->offices[0])) return;
	if (dx_indefinite(r, head) || dx_unique_office(head->offices[0].canonical) || head->offices[0].counterpart ||
	    head->offices[0].heir)
		return;
	uint32_t last = dx_token_of(r, o->last_token)->sentence;
	if (last == sentence || last + SOON < sentence || group_since(r, o->last_token) ||
	    r->entities.items[other].number != 's')
		return;
	if (!dx_gender_fits(r->entities.items[other].gender, r->entities.items[e].gender)) return;
	if (r->recent_count > 1 && dx_token_of(r, r->traces.items[r->recent[1]].last_heard)->sentence + SOON >= sentence)
		return;
	take_over(r, 0, e);
}

/* Somebody known by title alone, named by mention m now: "Suriname's foreign minister said … Foreign Minister Anouschka
 * X said". */
static void claim_nameless(dx_resolver *r, uint32_t m, uint32_t e) {
	for (uint32_t i = 0; i < r->recent_count; i++) {
		uint32_t other = dx_same(r, r->recent[i]);
		const dx_entity *nameless = &r->entities.items[other];
		if (other == e || !r->traces.items[other].nameless || !nameless->roles.count) continue;
		if (!dx_gender_fits(nameless->gender, r->entities.items[e].gender)) continue;
		bool holder = holds(&r->entities.items[e], &nameless->roles.items[0]);
		if (!holder && !announced(r, m, e, other)) continue;
		if (!holder)
			r->entities.items[other].roles.count = 0; /* "diplomat" says less than the office that is known now */
		take_over(r, i, e);
		return;
	}
}

static void read_mention(dx_resolver *r, uint32_t m) {
	dx_mention *mention = dx_mention_at(r, m);
	if (dx_pair_find(r, m)) return;
	if (mention->form == DIXIT_PRONOUN) {
		dx_pronoun_find(r, m);
	} else if (mention->type == DIXIT_PERSON) {
		read_owner(r, m);
		read_institutions(r, m);
		if (mention->entity < 0) {
			dx_holder_find(r, m);
		} else {
			uint32_t e = dx_same(r, (uint32_t)mention->entity);
			uint32_t roles = r->entities.items[e].roles.count;
			dx_roles_add(r, m, e);
			if (r->entities.items[e].roles.count > roles)
				claim_nameless(r, m, e);
			else
				claim_silent(r, m, e);
		}
	} else if (mention->entity < 0) {
		read_owner(r, m);
		dx_nameless_thing(r, m);
	} else {
		dx_kind_learn(r, m, dx_same(r, (uint32_t)mention->entity));
	}
	remember(r, m);
}

void dx_entity_resolve(dx_entities *out, const dx_article *article, const dx_text *text, dx_mentions *mentions,
                       dx_statements *statements, const dx_lexicon *lexicon, dx_arena *arena) {
	dx_resolver *r = DX_NEW(arena, dx_resolver, 1);
	*r = (dx_resolver){.article = article,
	                   .text = text,
	                   .lexicon = lexicon,
	                   .arena = arena,
	                   .mentions = mentions,
	                   .statements = statements,
	                   .speaker = -1};
	dx_sources_cover(r);
	dx_map_init(&r->names, arena, mentions->count + 16);
	dx_map_init(&r->tails, arena, mentions->count + 16);
	r->subject = dx_alloc_raw(arena, (text->sentence_count + 1) * sizeof *r->subject);
	memset(r->subject, 0xff, (text->sentence_count + 1) * sizeof *r->subject);
	dx_people_cluster(r);
	dx_things_cluster(r);
	for (uint32_t m = 0; m < mentions->count; m++) read_mention(r, m);
	dx_speakers_fill(r);
	dx_entities_finish(out, r);
}
