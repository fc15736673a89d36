/* Pronouns. Whoever was met lately is a candidate; what speaks for or against him are yes-or-no features, and the one
 * with the highest sum of weights is meant. The weights are a log-linear ranker's (Denis and Baldridge, 2008), fitted
 * to he and she in the gold coreference of GUM's training articles; they serve it and they as well. */
#include "entity/resolver.h"

enum { FAR = 10 /* sentences behind which a pronoun reaches nobody */, NOBODY = -1000 };

enum feature {
	LATEST,         /* among those who fit, met last */
	SECOND,         /* before that */
	THIRD,          /* or still before */
	SAME_SENTENCE,  /* last met in this sentence */
	LAST_SENTENCE,  /* in the one before */
	NEAR,           /* in one of the two before that */
	SAME_PARAGRAPH, /* last met in this paragraph */
	SUBJECT,        /* subject of this sentence */
	WAS_SUBJECT,    /* of the one before */
	AS_SUBJECT,     /* stood last where a subject does */
	AS_PART,        /* stood last inside another phrase, or as an owner */
	AS_PRONOUN,     /* was a pronoun last */
	GENDER,         /* known to be of the gender */
	SPEAKER,        /* spoke last, not long ago */
	SUPERSEDED,     /* but another has been the subject since */
	GOES_ON,        /* spoke last, and the pronoun is a source */
	NAMELESS,       /* known by a title only */
	QUOTES,         /* speaks in the quotation that the pronoun stands in */
	HEARD,          /* named in that quotation */
	OFTEN,          /* met three times */
	ALWAYS,         /* met eight times */
	OWNER_BESIDE,   /* his, and named right before it */
	OWNER_SUBJECT,  /* his, of the sentence's subject */
	OBJECT_SUBJECT, /* him, of the sentence's subject a few words before */
	SUBJECT_AGAIN,  /* he, of one who stood last where a subject does */
	SUBJECT_OWNS,   /* "his daughter said", of the subject of the sentence before */
	AHEAD,          /* named behind it: "in his speech, X said" */
	ONE_OF_MANY,    /* they, of one organisation */
	FEATURES
};

static const int8_t weights[FEATURES] = {
    [LATEST] = 2,        [THIRD] = -1,       [SAME_SENTENCE] = 8, [LAST_SENTENCE] = 1, [SAME_PARAGRAPH] = 4,
    [WAS_SUBJECT] = 2,   [AS_SUBJECT] = -1,  [AS_PART] = -1,      [GENDER] = 2,        [SPEAKER] = 2,
    [SUPERSEDED] = -3,   [GOES_ON] = 4,      [NAMELESS] = -3,     [QUOTES] = -14,      [HEARD] = 4,
    [OFTEN] = 2,         [ALWAYS] = 4,       [OWNER_BESIDE] = 1,  [OWNER_SUBJECT] = 1, [OBJECT_SUBJECT] = -3,
    [SUBJECT_AGAIN] = 4, [SUBJECT_OWNS] = 3, [AHEAD] = 1,         [ONE_OF_MANY] = -4};

static uint32_t sentence_of(const dx_resolver *r, uint32_t token) { return dx_token_of(r, token)->sentence; }

/* Has another person been the subject since e spoke? "X said … The president, Y, has been held. His daughter …" */
static bool superseded(const dx_resolver *r, uint32_t sentence, uint32_t e) {
	if (sentence == 0 || r->speaker_sentence + 1 >= sentence) return false;
	int32_t s = r->subject[sentence - 1];
	return s >= 0 && (uint32_t)s != e && r->entities.items[s].type == r->entities.items[e].type;
}

/* What the pronoun is in its sentence. */
typedef struct place {
	uint32_t sentence;
	bool quoted, owner, subject, source;
	bool owns_subject; /* an owner in a subject */
	int32_t quoter;
} place;

static place place_of(const dx_resolver *r, uint32_t m) {
	const dx_mention *mention = dx_mention_at(r, m);
	const dx_mention *around = mention->parent >= 0 ? dx_mention_at(r, (uint32_t)mention->parent) : NULL;
	return (place){.sentence = sentence_of(r, mention->first),
	               .quoted = dx_token_of(r, mention->first)->region >= 0,
	               .owner = mention->possessive,
	               .subject =
	                   dx_in_subject_place(r, mention) && !dx_token_is(r->text, dx_token_of(r, mention->first), "him"),
	               .source = r->source_of[m] >= 0,
	               .owns_subject = mention->possessive && around && around->first == mention->first &&
	                               dx_in_subject_place(r, around),
	               .quoter = dx_quotation_speaker(r, mention->first)};
}

static uint32_t met_at(const dx_resolver *r, const place *p, uint32_t e) {
	return p->quoted ? r->traces.items[e].last_heard : r->traces.items[e].last_token;
}

static uint32_t if_so(bool so, enum feature f) { return so ? 1u << f : 0; }

static uint32_t of_recency(const dx_resolver *r, const dx_mention *m, const place *p, uint32_t e) {
	uint32_t met = met_at(r, p, e), sentence = sentence_of(r, met);
	bool here = sentence == p->sentence;
	uint32_t f = if_so(here, SAME_SENTENCE) | if_so(sentence + 1 == p->sentence, LAST_SENTENCE) |
	             if_so(sentence + 2 == p->sentence || sentence + 3 == p->sentence, NEAR);
	f |= if_so(dx_paragraph_of(r->text, met) == dx_paragraph_of(r->text, m->first), SAME_PARAGRAPH);
	f |= if_so(p->quoted && dx_outer_region(r->text, met) >= 0 &&
	               dx_outer_region(r->text, met) == dx_outer_region(r->text, m->first),
	           HEARD);
	return f | if_so(p->owner && here && m->first <= met + 3, OWNER_BESIDE);
}

static uint32_t of_subject(const dx_resolver *r, const dx_mention *m, const place *p, uint32_t e) {
	const dx_trace *t = &r->traces.items[e];
	bool subject = r->subject[p->sentence] == (int32_t)e;
	uint32_t f =
	    if_so(subject, SUBJECT) | if_so(p->sentence > 0 && r->subject[p->sentence - 1] == (int32_t)e, WAS_SUBJECT);
	f |= if_so(t->place & DX_AS_SUBJECT, AS_SUBJECT) | if_so(t->place & DX_AS_PART, AS_PART) |
	     if_so(t->place & DX_AS_PRONOUN, AS_PRONOUN);
	f |= if_so(p->owner && subject, OWNER_SUBJECT) | if_so(p->subject && t->place & DX_AS_SUBJECT, SUBJECT_AGAIN);
	f |= if_so(p->owns_subject && p->sentence > 0 && r->subject[p->sentence - 1] == (int32_t)e, SUBJECT_OWNS);
	return f | if_so(!p->owner && !p->subject && subject && m->first <= t->last_token + 8, OBJECT_SUBJECT);
}

static uint32_t of_speech(const dx_resolver *r, const place *p, uint32_t e) {
	bool spoke = r->speaker >= 0 && dx_same(r, (uint32_t)r->speaker) == e;
	bool lately = spoke && p->sentence <= r->speaker_sentence + 2;
	return if_so(lately, SPEAKER) | if_so(lately && superseded(r, p->sentence, e), SUPERSEDED) |
	       if_so(spoke && p->source, GOES_ON) | if_so(p->quoter == (int32_t)e, QUOTES);
}

static uint32_t features(const dx_resolver *r, const dx_mention *m, const place *p, uint32_t e) {
	const dx_trace *t = &r->traces.items[e];
	const dx_entity *entity = &r->entities.items[e];
	return of_recency(r, m, p, e) | of_subject(r, m, p, e) | of_speech(r, p, e) |
	       if_so(entity->gender == m->gender && m->gender != 'n', GENDER) | if_so(t->nameless, NAMELESS) |
	       if_so(t->met >= 3, OFTEN) | if_so(t->met >= 8, ALWAYS);
}

static int sum(uint32_t features) {
	int s = 0;
	for (unsigned f = 0; f < FEATURES; f++) s += features >> f & 1 ? weights[f] : 0;
	return s;
}

/* "During his speech, X said": who is named behind the pronoun, where nobody has been the subject before it. */
static int32_t person_ahead(const dx_resolver *r, uint32_t m) {
	const dx_mention *mention = dx_mention_at(r, m);
	for (uint32_t k = m + 1; k < r->mentions->count && k < m + 12; k++) {
		const dx_mention *right = dx_mention_at(r, k);
		if (sentence_of(r, right->first) != sentence_of(r, mention->first)) break;
		if (right->type != DIXIT_PERSON || right->entity < 0 || right->form == DIXIT_PRONOUN) continue;
		uint32_t e = dx_same(r, (uint32_t)right->entity);
		if (dx_gender_fits(mention->gender, r->entities.items[e].gender)) return (int32_t)e;
	}
	return -1;
}

typedef struct candidates {
	uint32_t entity[DX_RECENT_MAX + 1], features[DX_RECENT_MAX + 1], count;
} candidates;

/* Mark the three that were met last. */
static void rank(const dx_resolver *r, const place *p, candidates *c) {
	for (unsigned n = LATEST; n <= THIRD; n++) {
		uint32_t best = UINT32_MAX;
		for (uint32_t i = 0; i < c->count; i++) {
			const uint32_t told = 1u << LATEST | 1u << SECOND | 1u << THIRD, part = 1u << AS_PART;
			if (c->features[i] & told || c->features[i] == 1u << AHEAD) continue;
			uint32_t met = met_at(r, p, c->entity[i]), most = best == UINT32_MAX ? 0 : met_at(r, p, c->entity[best]);
			bool whole = best != UINT32_MAX && met == most && c->features[best] & part && !(c->features[i] & part);
			if (best == UINT32_MAX || met > most || whole) best = i;
		}
		if (best != UINT32_MAX) c->features[best] |= 1u << n;
	}
}

static bool in_reach(const dx_resolver *r, const place *p, uint32_t e) {
	return p->sentence <= sentence_of(r, met_at(r, p, e)) + FAR;
}

static int32_t best_of(const dx_resolver *r, const place *p, candidates *c) {
	int32_t best = -1;
	int most = NOBODY;
	rank(r, p, c);
	for (uint32_t i = 0; i < c->count; i++) {
		int s = sum(c->features[i]);
		if (s <= most) continue;
		best = (int32_t)c->entity[i];
		most = s;
	}
	return best;
}

/* "Asked whether X would sign, he said", "When pressed about X, he said": a question is put, and the pronoun answers.
 */
static bool is_asked(const dx_resolver *r, uint32_t sentence, uint32_t pronoun) {
	static const char *const words[] = {"asked", "pressed", "questioned", "quizzed", NULL};
	uint32_t first = r->text->sentences[sentence].first, last = r->text->sentences[sentence].last;
	if (!pronoun || dx_token_of(r, pronoun - 1)->first != ',') return false;
	if (first + 1 < last && dx_token_is(r->text, dx_token_of(r, first), "when")) first++;
	return dx_token_among(r->text, dx_token_of(r, first), words);
}

/* Who is asked is not called by his name in the question. */
static bool is_asked_about(const dx_resolver *r, const place *p, uint32_t e) {
	const dx_trace *t = &r->traces.items[e];
	return sentence_of(r, t->last_token) == p->sentence && !(t->place & DX_AS_PRONOUN);
}

/* he, she */
static int32_t person(const dx_resolver *r, uint32_t m) {
	const dx_mention *mention = dx_mention_at(r, m);
	place p = place_of(r, m);
	candidates c = {.count = 0};
	bool asked = p.subject && !p.quoted && is_asked(r, p.sentence, mention->first);
	for (uint32_t i = 0; i < r->recent_count; i++) {
		uint32_t e = r->recent[i];
		if (asked && is_asked_about(r, &p, e)) continue;
		if (!dx_gender_fits(mention->gender, r->entities.items[e].gender) || !in_reach(r, &p, e)) continue;
		c.features[c.count] = features(r, mention, &p, e);
		c.entity[c.count++] = e;
	}
	bool may = !p.quoted && (r->subject[p.sentence] < 0 || !c.count);
	int32_t ahead = may ? person_ahead(r, m) : -1;
	uint32_t k = 0;
	while (k < c.count && ahead >= 0 && c.entity[k] != (uint32_t)ahead) k++;
	if (ahead >= 0 && k == c.count) {
		c.features[c.count] = 0;
		c.entity[c.count++] = (uint32_t)ahead;
	}
	if (ahead >= 0) c.features[k] |= 1u << AHEAD;
	return best_of(r, &p, &c);
}

/* it, they */
static int32_t thing(const dx_resolver *r, uint32_t m) {
	const dx_mention *mention = dx_mention_at(r, m);
	place p = place_of(r, m);
	candidates c = {.count = 0};
	for (uint32_t i = 0; i < r->thing_count; i++) {
		uint32_t e = r->things[i];
		const dx_entity *entity = &r->entities.items[e];
		bool plural = entity->type == DIXIT_GROUP && entity->number == 'p', they = mention->number == 'p';
		bool acted =
		    r->subject[p.sentence] == (int32_t)e || (p.sentence > 0 && r->subject[p.sentence - 1] == (int32_t)e);
		bool members = they && p.source && acted && entity->type == DIXIT_ORGANISATION;
		if ((plural != they && !members) || !in_reach(r, &p, e)) continue;
		c.features[c.count] = features(r, mention, &p, e) | if_so(members, ONE_OF_MANY);
		c.entity[c.count++] = e;
	}
	return best_of(r, &p, &c);
}

/* "X, who": what stands right before. */
static int32_t before(const dx_resolver *r, uint32_t m) {
	uint32_t token = dx_mention_at(r, m)->first;
	if (token > 0 && dx_token_of(r, token - 1)->first == ',') token--;
	for (uint32_t k = m, n = 0; k-- > 0 && n < 8; n++) {
		const dx_mention *left = dx_mention_at(r, k);
		if (left->last == token && left->parent < 0 && left->entity >= 0) return left->entity;
	}
	return -1;
}

void dx_pronoun_find(dx_resolver *r, uint32_t m) {
	dx_mention *mention = dx_mention_at(r, m);
	if (mention->entity >= 0 || mention->person != 3) return;
	int32_t e = -1;
	if (mention->gender == 'm' || mention->gender == 'f') {
		e = person(r, m);
	} else if (dx_token_is(r->text, dx_token_of(r, mention->first), "who")) {
		e = before(r, m);
	} else if (r->source_of[m] >= 0 || mention->possessive) {
		e = thing(r, m);
	}
	if (e >= 0) dx_entity_join(r, m, dx_same(r, (uint32_t)e));
}
