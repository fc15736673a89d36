/* Articles that repeat others: word for word, with a few words changed, or cut. The records have no text, so a copy is
 * known by its SimHash, by the statements that both have, and by its traces: which names stand how many letters apart,
 * which two reports of one event hardly ever share. */
#include "corpus/repeats_own.h"

#include <stdlib.h>

enum {
	BLOCKS = 8,       /* of the SimHash; of two that differ in 6 bits two blocks of 8 bits agree … */
	BITS = 6,         /* … so that all such pairs are found (Manku et al. 2007) */
	SAMPLE = 3,       /* smallest traces by which articles find each other */
	NEAR = 3,         /* articles with the same block or trace that one is compared with, and the first */
	TRACES_LEAST = 4, /* shared traces that count at all */
	AHEAD = 12,
	BACK = 3 /* statements of the original that one of the copy is compared with */
};

typedef struct name_at {
	uint32_t start, end, hash;
} name_at;

static int by_start(const void *a, const void *b) {
	const name_at *x = a, *y = b;
	if (x->start != y->start) return x->start < y->start ? -1 : 1;
	return (x->end > y->end) - (x->end < y->end);
}

static int by_number(const void *a, const void *b) {
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return (x > y) - (x < y);
}

static uint32_t unique(uint32_t *items, uint32_t count) {
	uint32_t n = 0;
	if (count) qsort(items, count, sizeof *items, by_number);
	for (uint32_t i = 0; i < count; i++) {
		if (!n || items[i] != items[n - 1]) items[n++] = items[i];
	}
	return n;
}

void dx_copies_note(dixit_corpus *corpus, const dixit_record *record, dx_copy_notes *notes) {
	uint32_t count = 0, n = 0;
	for (uint32_t i = 0; i < record->entity_count; i++) count += record->entities[i].mention_count;
	name_at *names = dx_alloc_raw(&corpus->temp, (size_t)count * sizeof *names);
	for (uint32_t i = 0; i < record->entity_count; i++) {
		for (uint32_t k = 0; k < record->entities[i].mention_count; k++) {
			dixit_extent e = record->entities[i].mentions[k].extent;
			names[n++] = (name_at){e.start, e.end, (uint32_t)(dx_hash(e.text.ptr, e.text.len) >> 8)};
		}
	}
	if (n) qsort(names, n, sizeof *names, by_start);
	notes->traces = dx_alloc_raw(&corpus->arena, (size_t)count * sizeof *notes->traces);
	uint32_t traces = 0, last = 0;
	for (uint32_t i = 1; i < n; i++) {
		if (names[i].start == names[last].start) continue;
		uint64_t h = names[last].hash * 0x9e3779b97f4a7c15u + (names[i].start - names[last].start);
		h = (h ^ h >> 29 ^ names[i].hash) * 0xbf58476d1ce4e5b9u;
		notes->traces[traces++] = (uint32_t)(h >> 32);
		last = i;
	}
	notes->trace_count = unique(notes->traces, traces);
}

/* --- two articles --------------------------------------------------------------------------------------------------
 */

typedef struct copier {
	dixit_corpus *corpus;
	dx_repeats *r;
	uint32_t *best; /* article → the earlier one that it shares most with */
	float *share;
} copier;

static uint32_t shared_traces(const dx_copy_notes *a, const dx_copy_notes *b) {
	uint32_t n = 0;
	for (uint32_t i = 0, k = 0; i < a->trace_count && k < b->trace_count;) {
		if (a->traces[i] == b->traces[k]) n++;
		if (a->traces[i] <= b->traces[k])
			i++;
		else if (a->traces[i] > b->traces[k])
			k++;
	}
	return n;
}

static int by_sum(const void *a, const void *b) {
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* Of the statements of `a`, how many have a repeat in `b`, or the same words there? */
static uint32_t shared_statements(const copier *c, uint32_t a, uint32_t b) {
	uint32_t shared = 0, n = 0, count = c->corpus->articles.items[b].statement_count;
	const dx_said *s = c->r->said.items + c->r->articles.items[b].first;
	dx_arena_place place = dx_arena_mark(&c->corpus->temp);
	uint64_t *sums = dx_alloc_raw(&c->corpus->temp, (size_t)count * sizeof *sums);
	for (uint32_t i = 0; i < count; i++) sums[n++] = s[i].sum;
	if (n) qsort(sums, n, sizeof *sums, by_sum);
	uint32_t first = c->r->articles.items[a].first;
	for (uint32_t i = first; i < first + c->corpus->articles.items[a].statement_count; i++) {
		uint64_t sum = c->r->said.items[i].sum;
		bool same = n && bsearch(&sum, sums, n, sizeof *sums, by_sum);
		shared += same || dx_groups_have(c->corpus, c->r->place[i], b);
	}
	dx_arena_back(&c->corpus->temp, place);
	return shared;
}

static bool same_text(const copier *c, uint32_t a, uint32_t b) {
	const dx_report *x = &c->corpus->articles.items[a], *y = &c->corpus->articles.items[b];
	dx_slice s = dx_cut(x->key, (uint32_t)x->id.len + 1, (uint32_t)x->key.len);
	return s.len && dx_slice_eq(s, dx_cut(y->key, (uint32_t)y->id.len + 1, (uint32_t)y->key.len));
}

static float part(uint32_t n, uint32_t of) { return of ? (float)n / (float)of : 0; }

/* How much of the smaller one stands in the larger one, 0 to 1; 0: they are no copies. */
static float likeness(const copier *c, uint32_t a, uint32_t b) {
	if (same_text(c, a, b)) return 2;
	const dx_report *x = &c->corpus->articles.items[a], *y = &c->corpus->articles.items[b];
	const dx_copy_notes *m = &c->r->articles.items[a], *n = &c->r->articles.items[b];
	uint32_t least = x->statement_count < y->statement_count ? x->statement_count : y->statement_count;
	uint32_t names = m->trace_count < n->trace_count ? m->trace_count : n->trace_count;
	uint32_t traces = shared_traces(m, n);
	float lengths = x->length < y->length ? part(x->length, y->length) : part(y->length, x->length);
	float told = part(traces, names);
	if (lengths < 0.3F) return 0;
	bool bits = x->simhash && y->simhash && __builtin_popcountll(x->simhash ^ y->simhash) <= BITS && lengths > 0.8F;
	bool traced = traces >= TRACES_LEAST && told >= 0.5F;
	if (!bits && !traced) return 0;
	uint32_t said = shared_statements(c, x->statement_count <= y->statement_count ? a : b,
	                                  x->statement_count <= y->statement_count ? b : a);
	if (least && said * 2 < least) return 0; /* a form that is filled in anew */
	if (bits && (least ? said > 0 : dx_days_near(m->day, n->day, DX_NEAR_DAYS))) return 1 + told;
	if (!traced) return 0;
	bool enough = least > 1 ? true : told >= 0.7F && traces >= 2 * TRACES_LEAST;
	return enough && (least || dx_days_near(m->day, n->day, DX_NEAR_DAYS)) ? told : 0;
}

static void compare(const copier *c, uint32_t a, uint32_t b) {
	if (a == b) return;
	uint32_t late = c->corpus->rank[a] > c->corpus->rank[b] ? a : b, early = late == a ? b : a;
	if (c->best[late] == early) return;
	float share = likeness(c, a, b);
	bool better = share > c->share[late] ||
	              (share > 0 && share == c->share[late] && c->corpus->rank[early] < c->corpus->rank[c->best[late]]);
	if (!better) return;
	c->best[late] = early;
	c->share[late] = share;
}

/* --- which two are compared ----------------------------------------------------------------------------------------
 */

typedef struct clue {
	uint64_t key;
	uint64_t rest; /* articles nearest to each other stand together */
	uint32_t rank;
} clue;

static int by_key(const void *a, const void *b) {
	const clue *x = a, *y = b;
	if (x->key != y->key) return x->key < y->key ? -1 : 1;
	if (x->rest != y->rest) return x->rest < y->rest ? -1 : 1;
	return (x->rank > y->rank) - (x->rank < y->rank);
}

static void compare_clues(const copier *c, clue *clues, uint32_t count) {
	if (count) qsort(clues, count, sizeof *clues, by_key);
	for (uint32_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && clues[end].key == clues[i].key;) end++;
		for (uint32_t k = i + 1; k < end; k++) {
			uint32_t from = k - i > NEAR ? k - NEAR : i, here = c->corpus->order[clues[k].rank];
			for (uint32_t m = from; m < k; m++) compare(c, c->corpus->order[clues[m].rank], here);
			if (from > i) compare(c, c->corpus->order[clues[i].rank], here);
		}
	}
}

static void by_simhash(const copier *c, clue *clues) {
	for (int i = 0; i < BLOCKS; i++) {
		for (int k = i + 1; k < BLOCKS; k++) {
			uint32_t n = 0;
			for (uint32_t rank = 0; rank < c->corpus->articles.count; rank++) {
				uint64_t h = c->corpus->articles.items[c->corpus->order[rank]].simhash;
				uint64_t key = (h >> (8 * i) & 0xFF) << 8 | (h >> (8 * k) & 0xFF);
				if (h) clues[n++] = (clue){key, h, rank};
			}
			compare_clues(c, clues, n);
		}
	}
}

static void by_traces(const copier *c, clue *clues) {
	uint32_t n = 0;
	for (uint32_t rank = 0; rank < c->corpus->articles.count; rank++) {
		const dx_copy_notes *notes = &c->r->articles.items[c->corpus->order[rank]];
		for (uint32_t i = 0; i < SAMPLE && i < notes->trace_count; i++) clues[n++] = (clue){notes->traces[i], 0, rank};
	}
	compare_clues(c, clues, n);
}

static void by_text(const copier *c, clue *clues) {
	uint32_t n = 0;
	for (uint32_t rank = 0; rank < c->corpus->articles.count; rank++) {
		const dx_report *report = &c->corpus->articles.items[c->corpus->order[rank]];
		size_t id = report->id.len + 1;
		if (report->key.len > id) clues[n++] = (clue){dx_hash(report->key.ptr + id, report->key.len - id), 0, rank};
	}
	compare_clues(c, clues, n);
}

/* Articles with the same statement: the neighbours in its group. */
static void by_statements(const copier *c) {
	const dx_groups *g = &c->r->groups;
	uint32_t count = c->r->said.count, *last = dx_alloc_raw(&c->corpus->temp, (size_t)count * sizeof *last);
	uint32_t *first = dx_alloc_raw(&c->corpus->temp, (size_t)count * sizeof *first);
	for (uint32_t i = 0; i < count; i++) first[i] = DX_NONE;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t root = dx_groups_root((dx_groups *)g, i), here = dx_said_at(c->r, i)->article;
		if (first[root] == DX_NONE)
			first[root] = here;
		else if (last[root] != here)
			compare(c, last[root], here);
		if (first[root] != here && first[root] != last[root]) compare(c, first[root], here);
		last[root] = here;
	}
}

/* --- the statements of a copy ---------------------------------------------------------------------------------------
 */

static bool same_words(const copier *c, const dx_said *s, const dx_said *t) {
	if (!dx_said_accord(s, t)) return false;
	if (s->sum == t->sum) return s->words || (s->act == t->act && s->cue == t->cue);
	if (!s->words || !t->words || s->words > 2 * t->words + 4 || t->words > 2 * s->words + 4) return false;
	dx_said_words(c->corpus, s, &c->r->left);
	dx_said_words(c->corpus, t, &c->r->right);
	dx_alike alike = dx_spoken_alike(&c->r->left, (dixit_kind)s->kind, &c->r->right, (dixit_kind)t->kind);
	return alike.same && alike.whole;
}

/* In a copy the same words are the same statement, whoever is taken for the speaker there. */
static void join_statements(const copier *c, uint32_t copy, uint32_t original) {
	uint32_t n = c->corpus->articles.items[copy].statement_count, next = 0;
	uint32_t m = c->corpus->articles.items[original].statement_count;
	for (uint32_t i = 0; i < n; i++) {
		uint32_t here = c->r->articles.items[copy].first + i, from = next > BACK ? next - BACK : 0;
		for (uint32_t k = from; k < m && k < next + AHEAD; k++) {
			uint32_t there = c->r->articles.items[original].first + k;
			bool before = k < next && !c->r->said.items[here].words; /* "declined to comment" comes in order */
			if (before || !same_words(c, &c->r->said.items[here], &c->r->said.items[there])) continue;
			dx_groups_join(c->corpus, c->r->place[here], c->r->place[there]);
			next = k + 1;
			break;
		}
	}
}

static uint32_t *filled(dx_arena *arena, uint32_t count, uint32_t value) {
	uint32_t *out = dx_alloc_raw(arena, (size_t)(count + 1) * sizeof *out);
	for (uint32_t i = 0; i < count; i++) out[i] = value;
	return out;
}

void dx_copies_find(dixit_corpus *corpus) {
	uint32_t count = corpus->articles.count;
	copier c = {corpus, corpus->repeats, filled(&corpus->temp, count, DX_NONE), DX_NEW(&corpus->temp, float, count)};
	clue *clues = dx_alloc_raw(&corpus->temp, (size_t)count * SAMPLE * sizeof *clues);
	c.r->copied = filled(&corpus->arena, count, DX_NONE);
	by_text(&c, clues);
	by_simhash(&c, clues);
	by_traces(&c, clues);
	by_statements(&c);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t article = corpus->order[i], original = c.best[article];
		if (original == DX_NONE) continue;
		if (c.r->copied[original] != DX_NONE) original = c.r->copied[original];
		c.r->copied[article] = original;
		join_statements(&c, article, c.best[article]);
	}
}
