/* "Both sides promised", "the two ministers said": the two countries or people that the text has just named, if it is
 * plain which two: both in the last sentences and no third beside them. */
#include "entity/resolver.h"

enum { NEAR = 2 /* sentences */ };

static const char *const lands[] = {"sides",    "countries",  "nations",   "governments",
                                    "capitals", "neighbours", "neighbors", "states"};
static const char *const people[] = {"ministers", "leaders",    "presidents", "diplomats", "officials",
                                     "senators",  "candidates", "men",        "women",     "lawmakers",
                                     "envoys",    "premiers",   "generals"};

static bool one_of(const dx_resolver *r, uint32_t token, const char *const *words, size_t count) {
	for (size_t k = 0; k < count; k++) {
		if (dx_token_is(r->text, dx_token_of(r, token), words[k])) return true;
	}
	return false;
}
#define ONE_OF(r, token, words) one_of((r), (token), (words), sizeof(words) / sizeof *(words))

/* "both", "neither", "the two", "the two foreign" … */
static bool counts_two(const dx_resolver *r, const dx_mention *m) {
	static const char *const both[] = {"both", "neither", "two"};
	if (ONE_OF(r, m->first, both)) return true;
	return m->first + 1 < m->last && dx_token_is(r->text, dx_token_of(r, m->first), "the") &&
	       dx_token_is(r->text, dx_token_of(r, m->first + 1), "two");
}

static bool lately(const dx_resolver *r, const dx_mention *m, uint32_t e, uint32_t sentences) {
	return dx_token_of(r, m->first)->sentence <= dx_token_of(r, r->traces.items[e].last_token)->sentence + sentences;
}

static bool bears(const dx_entity *e, dx_slice title, char gender) {
	if (gender != 'n') return e->gender == gender;
	if (!e->roles.count || !title.len) return true;
	for (uint32_t i = 0; i < e->roles.count && i < 8; i++) {
		if (dx_title_fit(title, e->roles.items[i].title)) return true;
	}
	return false;
}

/* The two latest of the list that fit, if a third is not near. */
static bool latest_two(const dx_resolver *r, const dx_mention *m, bool person, uint32_t out[2]) {
	const uint32_t *list = person ? r->recent : r->things;
	uint32_t count = person ? r->recent_count : r->thing_count, n = 0;
	dx_slice head = dx_token_slice(r->text, dx_token_of(r, m->last - 1));
	char gender = dx_token_is(r->text, dx_token_of(r, m->last - 1), "men")     ? 'm'
	              : dx_token_is(r->text, dx_token_of(r, m->last - 1), "women") ? 'f'
	                                                                           : 'n';
	if (head.len) head.len--; /* "ministers" */
	if (m->form == DIXIT_PRONOUN) head.len = 0;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t e = list[i];
		const dx_entity *entity = &r->entities.items[e];
		if (!lately(r, m, e, NEAR)) continue;
		if (person ? r->traces.items[e].nameless || !bears(entity, head, gender) : entity->type != DIXIT_COUNTRY)
			continue;
		if (n == 2) return false;
		out[n++] = e;
	}
	return n == 2;
}

/* The two whose names "and" joins in this sentence or the one before, if it is plain that they act together. */
static bool joined_two(const dx_resolver *r, uint32_t m, uint32_t out[2]) {
	uint32_t sentence = dx_token_of(r, dx_mention_at(r, m)->first)->sentence;
	for (uint32_t k = m, n = 0; k-- > 0 && n < 24; n++) {
		const dx_mention *right = dx_mention_at(r, k);
		uint32_t here = dx_token_of(r, right->first)->sentence;
		if (here + 1 < sentence) break;
		bool may = right->parent < 0 && right->entity >= 0 && right->first > 0 &&
		           (right->type == DIXIT_PERSON || right->type == DIXIT_COUNTRY) &&
		           dx_token_is(r->text, dx_token_of(r, right->first - 1), "and");
		for (uint32_t j = k; may && j-- > 0 && k - j < 8;) {
			const dx_mention *left = dx_mention_at(r, j);
			if (left->last + 1 != right->first || left->parent >= 0) continue;
			if (left->entity < 0 || left->type != right->type || !dx_in_subject_place(r, left)) break;
			out[0] = dx_same(r, (uint32_t)left->entity);
			out[1] = dx_same(r, (uint32_t)right->entity);
			return out[0] != out[1];
		}
	}
	return false;
}

bool dx_pair_find(dx_resolver *r, uint32_t m) {
	const dx_mention *mention = dx_mention_at(r, m);
	if (mention->number != 'p' || mention->entity >= 0 || !counts_two(r, mention)) return false;
	bool pronoun = mention->form == DIXIT_PRONOUN;
	bool land = pronoun || ONE_OF(r, mention->last - 1, lands),
	     person = pronoun || ONE_OF(r, mention->last - 1, people);
	dx_pair pair = {.mention = m};
	bool found = (land && joined_two(r, m, pair.entity)) || (person && latest_two(r, mention, true, pair.entity)) ||
	             (land && latest_two(r, mention, false, pair.entity));
	if (!found) return false;
	if (pair.entity[0] > pair.entity[1]) { /* entities are numbered by their first mention */
		uint32_t later = pair.entity[0];
		pair.entity[0] = pair.entity[1];
		pair.entity[1] = later;
	}
	*DX_PUSH(r->arena, &r->pairs) = pair;
	return true;
}

const dx_pair *dx_pair_of(const dx_resolver *r, uint32_t m) {
	uint32_t lo = 0, hi = r->pairs.count;
	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (r->pairs.items[mid].mention < m)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < r->pairs.count && r->pairs.items[lo].mention == m ? &r->pairs.items[lo] : NULL;
}
