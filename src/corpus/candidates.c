/* Which statements are worth comparing. Equal ones are found by their check sum; of nearly equal ones and pieces a few
 * runs of three words are noted (winnowing: Schleimer, Wilkerson, Aiken 2003), together with the speaker. What
 * thousands say is cut by rules that look at the articles' order alone, so that time stays linear and the order of the
 * records changes nothing. */
#include "corpus/repeats_own.h"

#include <stdlib.h>

enum {
	SHINGLE = 3,
	WINDOW = 4,       /* of any so many neighbouring shingles one is noted: equal runs of six words never escape */
	ALL_OF = 12,      /* of a statement with no more words all shingles are */
	SPEAKERS = 3,     /* … of each statement that is noted */
	NEIGHBOURS = 4,   /* statements with the same shingle that one is compared with, and the first one */
	BOILERPLATE = 96, /* a shingle that so many statements of one speaker have tells nothing */
	EQUALS = 8,       /* equal statements of other speakers that one is compared with */
	BATCH = 1 << 20,  /* pairs held at once, at least … */
	BATCHES = 16      /* … and so many times at most are all entries looked through */
};

typedef struct entry {
	uint32_t key, place;
} entry;

typedef struct match {
	uint32_t a, b, covered;
	bool whole;
} match;

typedef struct finder {
	dixit_corpus *corpus;
	dx_repeats *r;
	entry *entries;
	size_t count;
	uint64_t *pairs;
	size_t pair_count;
	DX_VEC(match) matches;
} finder;

static uint32_t shingle(const dx_spoken_word *w) {
	uint64_t h = w[0].hash * 0x9e3779b97f4a7c15u;
	h = (h ^ h >> 31 ^ w[1].hash) * 0xbf58476d1ce4e5b9u;
	h = (h ^ h >> 31 ^ w[2].hash) * 0x94d049bb133111ebu;
	return (uint32_t)(h >> 32);
}

uint32_t dx_said_prints(const dx_spoken *spoken, uint32_t *out) {
	uint32_t n = spoken->count < SHINGLE ? 0 : spoken->count - SHINGLE + 1, found = 0, last = DX_NONE;
	uint32_t window = spoken->count <= ALL_OF ? 1 : WINDOW;
	for (uint32_t i = 0; i + window <= n; i++) {
		uint32_t least = i, value = shingle(&spoken->words[i]);
		for (uint32_t k = i + 1; k < i + window; k++) {
			uint32_t other = shingle(&spoken->words[k]);
			if (other > value) continue;
			value = other;
			least = k;
		}
		if (least == last) continue;
		last = least;
		if (out) out[found] = value;
		found++;
	}
	return found;
}

/* --- equal ones ----------------------------------------------------------------------------------------------------
 */

typedef struct equal {
	uint64_t sum, speaker; /* speaker 0: none */
	uint32_t place;
} equal;

static int by_sum(const void *a, const void *b) {
	const equal *x = a, *y = b;
	if (x->sum != y->sum) return x->sum < y->sum ? -1 : 1;
	if (x->speaker != y->speaker) return x->speaker < y->speaker ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

static int by_place(const void *a, const void *b) {
	const equal *x = a, *y = b;
	return (x->place > y->place) - (x->place < y->place);
}

/* The smallest speaker: equal for equal speakers, however many. */
static uint64_t speaker_of(const dixit_corpus *corpus, const dx_said *said) {
	uint64_t who[8], least = 0;
	uint32_t n = dx_said_speakers(corpus, said, who, 8);
	for (uint32_t i = 0; i < n && i < 8; i++) {
		if (!least || who[i] < least) least = who[i];
	}
	return least;
}

/* May two statements that agree in words and speaker be one, as far as their days go? */
static bool same_time(const finder *f, const dx_said *a, const dx_said *b) {
	dx_day x = dx_said_day(f->r, a), y = dx_said_day(f->r, b);
	bool retold = a->kind == DIXIT_INDIRECT || b->kind == DIXIT_INDIRECT;
	if (a->words < DX_SHORT_WORDS) return !retold && a->article != b->article && dx_days_near(x, y, DX_NEAR_DAYS);
	if (!retold || a->words >= DX_RETOLD_WORDS || a->article == b->article) return true;
	return dx_days_near(x, y, DX_RETOLD_DAYS);
}

/* Equal statements of one speaker, in order: each joins the first one of its time. */
static void join_equal(const finder *f, const equal *run, uint32_t count) {
	uint32_t anchor = 0;
	for (uint32_t i = 1; i < count; i++) {
		const dx_said *a = dx_said_at(f->r, run[anchor].place), *s = dx_said_at(f->r, run[i].place);
		if (dx_said_accord(a, s) && same_time(f, a, s))
			dx_groups_merge(&f->r->groups, run[anchor].place, run[i].place);
		else if (a->article != s->article)
			anchor = i;
	}
}

/* Long ones whose speakers are not the same: one has none, or one speaks for the other. */
static void join_across(const finder *f, const equal *run, uint32_t count) {
	for (uint32_t i = 1; i < count; i++) {
		const dx_said *s = dx_said_at(f->r, run[i].place);
		for (uint32_t k = i > EQUALS ? i - EQUALS : 0; k < i; k++) {
			const dx_said *t = dx_said_at(f->r, run[k].place);
			bool orphan = (!run[i].speaker || !run[k].speaker) && s->words >= DX_ORPHAN_WORDS;
			if (!dx_said_accord(s, t) || !same_time(f, s, t)) continue;
			if (!orphan && !dx_said_by_same(f->corpus, s, t)) continue;
			dx_groups_merge(&f->r->groups, run[i].place, run[k].place);
			break;
		}
	}
}

static void find_equal(finder *f) {
	uint32_t count = f->r->said.count, n = 0;
	dx_arena_place place = dx_arena_mark(&f->corpus->temp);
	equal *all = dx_alloc_raw(&f->corpus->temp, (size_t)count * sizeof *all);
	for (uint32_t i = 0; i < count; i++) {
		const dx_said *s = dx_said_at(f->r, i);
		if (s->words) all[n++] = (equal){s->sum, speaker_of(f->corpus, s), i};
	}
	if (n) qsort(all, n, sizeof *all, by_sum);
	for (uint32_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && all[end].sum == all[i].sum && all[end].speaker == all[i].speaker;) end++;
		if (all[i].speaker) join_equal(f, all + i, end - i);
	}
	for (uint32_t i = 0, end; i < n; i = end) {
		for (end = i + 1; end < n && all[end].sum == all[i].sum;) end++;
		if (end - i < 2 || dx_said_at(f->r, all[i].place)->words < DX_SHORT_WORDS) continue;
		qsort(all + i, end - i, sizeof *all, by_place);
		join_across(f, all + i, end - i);
	}
	dx_arena_back(&f->corpus->temp, place);
}

/* --- nearly equal ones ---------------------------------------------------------------------------------------------
 */

static int by_key(const void *a, const void *b) {
	const entry *x = a, *y = b;
	if (x->key != y->key) return x->key < y->key ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

/* One statement of each group, since the others have the same words: the first one with a speaker. DX_NONE: the place
 * is no group's root, or there is nothing to note. */
static uint32_t spokesman(finder *f, uint32_t root) {
	const dx_groups *g = &f->r->groups;
	if (g->parent[root] != root || dx_said_at(f->r, root)->words < DX_SHORT_WORDS) return DX_NONE;
	for (uint32_t i = root; i != DX_NONE; i = g->next[i]) {
		if (dx_said_speakers(f->corpus, dx_said_at(f->r, i), NULL, 0)) return i;
	}
	return DX_NONE;
}

static void note(finder *f, uint32_t place) {
	uint32_t prints[DX_SPOKEN_MAX];
	uint64_t who[SPEAKERS];
	const dx_said *s = dx_said_at(f->r, place);
	uint32_t speakers = dx_said_speakers(f->corpus, s, who, SPEAKERS);
	dx_said_words(f->corpus, s, &f->r->left);
	uint32_t n = dx_said_prints(&f->r->left, prints);
	for (uint32_t k = 0; k < speakers && k < SPEAKERS; k++) {
		uint32_t salt = (uint32_t)(who[k] >> 17);
		for (uint32_t i = 0; i < n; i++) f->entries[f->count++] = (entry){prints[i] ^ salt, place};
	}
}

/* Entries that the statement makes at most. */
static size_t room_of(const finder *f, uint32_t place) {
	const dx_said *s = dx_said_at(f->r, place);
	uint32_t speakers = dx_said_speakers(f->corpus, s, NULL, 0);
	return (size_t)s->prints * (speakers < SPEAKERS ? speakers : SPEAKERS);
}

static void note_all(finder *f) {
	uint32_t count = f->r->said.count, *chosen = dx_alloc_raw(&f->corpus->temp, (size_t)count * sizeof *chosen);
	size_t room = 0;
	for (uint32_t i = 0; i < count; i++) {
		chosen[i] = spokesman(f, i);
		if (chosen[i] != DX_NONE) room += room_of(f, chosen[i]);
	}
	f->entries = dx_alloc_raw(&f->corpus->temp, room * sizeof *f->entries);
	for (uint32_t i = 0; i < count; i++) {
		if (chosen[i] != DX_NONE) note(f, chosen[i]);
	}
}

/* Sorted by the first byte in place, then each part by itself: no second array. */
static void sort_entries(finder *f) {
	size_t ends[257] = {0}, starts[256];
	for (size_t i = 0; i < f->count; i++) ends[(f->entries[i].key >> 24) + 1]++;
	for (int i = 0; i < 256; i++) ends[i + 1] += ends[i];
	memcpy(starts, ends, sizeof starts);
	for (uint32_t b = 0; b < 256; b++) {
		while (starts[b] < ends[b + 1]) {
			entry *e = &f->entries[starts[b]];
			uint32_t to = e->key >> 24;
			if (to == b) {
				starts[b]++;
				continue;
			}
			entry other = f->entries[starts[to]];
			f->entries[starts[to]++] = *e;
			*e = other;
		}
	}
	for (int b = 0; b < 256; b++) {
		if (ends[b + 1] - ends[b] > 1) qsort(f->entries + ends[b], ends[b + 1] - ends[b], sizeof *f->entries, by_key);
	}
}

static void pair_up(finder *f, uint32_t a, uint32_t b) {
	if (a == b) return;
	f->pairs[f->pair_count++] = a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

static int by_value(const void *a, const void *b) {
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

static void compare(finder *f, uint32_t a, uint32_t b) {
	const dx_said *s = dx_said_at(f->r, a), *t = dx_said_at(f->r, b);
	if (s->sum == t->sum || !dx_said_accord(s, t) || !dx_said_by_same(f->corpus, s, t)) return;
	dx_said_words(f->corpus, s, &f->r->left);
	dx_said_words(f->corpus, t, &f->r->right);
	dx_alike alike = dx_spoken_alike(&f->r->left, (dixit_kind)s->kind, &f->r->right, (dixit_kind)t->kind);
	bool retold = s->kind == DIXIT_INDIRECT || t->kind == DIXIT_INDIRECT;
	if (retold && alike.covered < DX_RETOLD_WORDS && s->article != t->article &&
	    !dx_days_near(dx_said_day(f->r, s), dx_said_day(f->r, t), DX_RETOLD_DAYS)) {
		return;
	}
	if (alike.same) *DX_PUSH(&f->corpus->temp, &f->matches) = (match){a, b, alike.covered, alike.whole};
}

/* The pairs that share shingles enough: one of few, two of more. */
static void compare_pairs(finder *f) {
	if (f->pair_count) qsort(f->pairs, f->pair_count, sizeof *f->pairs, by_value);
	for (size_t i = 0, end; i < f->pair_count; i = end) {
		for (end = i + 1; end < f->pair_count && f->pairs[end] == f->pairs[i];) end++;
		uint32_t a = (uint32_t)(f->pairs[i] >> 32), b = (uint32_t)f->pairs[i];
		uint16_t x = dx_said_at(f->r, a)->prints, y = dx_said_at(f->r, b)->prints;
		if (end - i >= ((x < y ? x : y) > 4 ? 2u : 1u)) compare(f, a, b);
	}
	f->pair_count = 0;
}

/* Pairs among the entries, of statements whose later one stands in [from, end). */
static void find_pairs(finder *f, uint32_t from, uint32_t end) {
	for (size_t i = 0, last; i < f->count; i = last) {
		for (last = i + 1; last < f->count && f->entries[last].key == f->entries[i].key;) last++;
		if (last - i > BOILERPLATE) continue;
		for (size_t k = i + 1; k < last; k++) {
			if (f->entries[k].place < from || f->entries[k].place >= end) continue;
			size_t before = k - i > NEIGHBOURS ? k - NEIGHBOURS : i;
			for (size_t m = before; m < k; m++) pair_up(f, f->entries[m].place, f->entries[k].place);
			if (before > i) pair_up(f, f->entries[i].place, f->entries[k].place);
		}
	}
	compare_pairs(f);
}

/* The surest first, so that a piece goes to the longer statement it shares most with. */
static int by_strength(const void *a, const void *b) {
	const match *x = a, *y = b;
	if (x->whole != y->whole) return x->whole ? -1 : 1;
	if (x->covered != y->covered) return x->covered > y->covered ? -1 : 1;
	if (x->a != y->a) return x->a < y->a ? -1 : 1;
	return (x->b > y->b) - (x->b < y->b);
}

static void find_near(finder *f) {
	uint32_t count = f->r->said.count, from = 0;
	note_all(f);
	sort_entries(f);
	size_t batch = f->count * (NEIGHBOURS + 1) / BATCHES, held = 0;
	if (batch < BATCH) batch = BATCH;
	f->pairs = dx_alloc_raw(&f->corpus->temp, (batch + DX_SPOKEN_MAX * SPEAKERS * (NEIGHBOURS + 1)) * sizeof *f->pairs);
	for (uint32_t i = 0; i < count; i++) { /* as many statements at once as their pairs have room for */
		held += room_of(f, i) * (NEIGHBOURS + 1);
		if (held < batch) continue;
		find_pairs(f, from, i + 1);
		from = i + 1;
		held = 0;
	}
	find_pairs(f, from, count);
	if (f->matches.count) qsort(f->matches.items, f->matches.count, sizeof *f->matches.items, by_strength);
}

void dx_candidates_join(dixit_corpus *corpus) {
	finder f = {.corpus = corpus, .r = corpus->repeats};
	find_equal(&f);
	find_near(&f);
	dx_groups_index(corpus);
	for (uint32_t i = 0; i < f.matches.count; i++) dx_groups_join(corpus, f.matches.items[i].a, f.matches.items[i].b);
}
