/* Pronouns: gender and number, who spoke last, who was the subject, who was met last. */
#include "entity/resolver.h"

enum { FAR = 10 /* sentences behind which a pronoun reaches nobody */ };

static uint32_t sentence_of(const dx_resolver *r, uint32_t token) { return dx_token_of(r, token)->sentence; }

static int subject_points(const dx_resolver *r, uint32_t sentence, uint32_t e) {
	if (r->subject[sentence] == (int32_t)e) return 3;
	return sentence > 0 && r->subject[sentence - 1] == (int32_t)e ? 2 : 0;
}

/* Has another person been the subject since e spoke? "X said … The president, Y, has been held. His daughter …" */
static bool superseded(const dx_resolver *r, uint32_t sentence, uint32_t e) {
	if (sentence == 0 || r->speaker_sentence + 1 >= sentence) return false;
	int32_t s = r->subject[sentence - 1];
	return s >= 0 && (uint32_t)s != e && r->entities.items[s].type == r->entities.items[e].type;
}

static int points(const dx_resolver *r, const dx_mention *m, uint32_t e, uint32_t rank) {
	const dx_entity *entity = &r->entities.items[e];
	uint32_t sentence = sentence_of(r, m->first), last = sentence_of(r, r->traces.items[e].last_token);
	if (sentence > last + FAR) return -100;
	int p = -(int)rank;
	if (entity->gender == m->gender && m->gender != 'n') p += 3;
	if (r->speaker == (int32_t)e && sentence <= r->speaker_sentence + 2) p += superseded(r, sentence, e) ? 1 : 4;
	p += subject_points(r, sentence, e);
	if (sentence > last + 3) p -= 3;
	if (entity->type == DIXIT_PERSON && r->traces.items[e].nameless) p -= 3;
	return p;
}

/* he, she */
static int32_t person(const dx_resolver *r, const dx_mention *m) {
	int32_t best = -1;
	int best_points = -50;
	for (uint32_t i = 0; i < r->recent_count; i++) {
		uint32_t e = r->recent[i];
		if (!dx_gender_fits(m->gender, r->entities.items[e].gender)) continue;
		int p = points(r, m, e, i);
		if (p <= best_points) continue;
		best = (int32_t)e;
		best_points = p;
	}
	return best;
}

/* "During his speech, X said": the name comes behind. */
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

/* it, they */
static int32_t thing(const dx_resolver *r, const dx_mention *m) {
	int32_t best = -1;
	int best_points = -50;
	for (uint32_t i = 0; i < r->thing_count; i++) {
		uint32_t e = r->things[i];
		const dx_entity *entity = &r->entities.items[e];
		bool plural = entity->type == DIXIT_GROUP && entity->number == 'p';
		if (plural != (m->number == 'p')) continue;
		int p = points(r, m, e, i);
		if (p <= best_points) continue;
		best = (int32_t)e;
		best_points = p;
	}
	return best;
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
		e = person(r, mention);
		if (e < 0) e = person_ahead(r, m);
	} else if (dx_token_is(r->text, dx_token_of(r, mention->first), "who")) {
		e = before(r, m);
	} else if (r->source_of[m] >= 0 || mention->possessive) {
		e = thing(r, mention);
	}
	if (e >= 0) dx_entity_join(r, m, dx_same(r, (uint32_t)e));
}
