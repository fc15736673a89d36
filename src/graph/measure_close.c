/* Closeness of all nodes by breadth-first searches from 64 nodes at a time, a bit of a word for each (Then et al. 2014,
 * The more the merrier: efficient multi-source graph traversal): igraph searches one by one and takes thirty times as
 * long, so that it would be exact for far smaller networks. */
#include "graph/measure.h"

/* Words looked at: about three seconds. 30,000 nodes with 250,000 edges are within it. */
static const double work_max = 3e9;
enum { STEPS = 12 }; /* as many as most searches take; where they take more, in long chains, the work tells */

static bool fits(const dx_measuring *w) {
	return (w->node_count / 64.0 + 1) * (2.0 * w->pair_count + w->node_count) * STEPS <= work_max;
}

typedef struct search {
	const dx_measuring *w;
	uint64_t *seen, *front, *next; /* node → for which of the 64 it was reached: ever, in the last step, in this one */
	uint32_t first, count;         /* the searches at hand */
	uint32_t found[64];
	double work;
} search;

/* One step further; false: nothing new was reached. */
static bool step(search *s) {
	const dx_measuring *w = s->w;
	uint64_t any = 0;
	memset(s->found, 0, sizeof s->found);
	s->work += 2.0 * w->pair_count + w->node_count;
	for (uint32_t i = 0; i < w->node_count; i++) {
		uint64_t reached = 0;
		if (~s->seen[i]) {
			for (uint32_t k = w->half_start[i]; k < w->half_start[i + 1]; k++) reached |= s->front[w->half[k]];
			reached &= ~s->seen[i];
		}
		s->next[i] = reached;
		any |= reached;
	}
	for (uint32_t i = 0; i < w->node_count && any; i++) {
		s->seen[i] |= s->next[i];
		for (uint64_t bits = s->next[i]; bits; bits &= bits - 1) s->found[__builtin_ctzll(bits)]++;
	}
	uint64_t *swapped = s->front;
	s->front = s->next;
	s->next = swapped;
	return any != 0;
}

static void search_from(search *s) {
	size_t bytes = s->w->node_count * sizeof *s->seen;
	uint64_t far[64] = {0};
	double near[64] = {0};
	memset(s->seen, 0, bytes);
	memset(s->front, 0, bytes);
	for (uint32_t k = 0; k < 64; k++) {
		if (k < s->count) s->seen[s->first + k] = s->front[s->first + k] = UINT64_C(1) << k;
	}
	for (uint32_t distance = 1; s->work <= work_max && step(s); distance++) {
		for (uint32_t k = 0; k < s->count; k++) {
			far[k] += (uint64_t)distance * s->found[k];
			near[k] += (double)s->found[k] / distance;
		}
	}
	dx_measured *m = s->w->m;
	for (uint32_t k = 0; k < s->count; k++) {
		double others = s->w->node_count - 1.0;
		m->closeness[s->first + k] = m->harmonic ? near[k] / others : far[k] ? others / (double)far[k] : 0;
	}
}

bool dx_measure_close(dx_measuring *w) {
	if (!fits(w)) return false;
	dx_arena *temp = &w->graph->temp;
	search s = {.w = w};
	s.seen = dx_alloc_raw(temp, w->node_count * sizeof *s.seen);
	s.front = dx_alloc_raw(temp, w->node_count * sizeof *s.front);
	s.next = dx_alloc_raw(temp, w->node_count * sizeof *s.next);
	w->m->harmonic = w->m->components > 1;
	for (; s.first < w->node_count && s.work <= work_max; s.first += s.count) {
		s.count = w->node_count - s.first < 64 ? w->node_count - s.first : 64;
		search_from(&s);
	}
	return s.work <= work_max;
}
