/* Two counting sorts, by target and then by source: linear, and the second goes back into the blocks that the edges
 * came in, so that they are in memory twice at most. */
#include "graph/bulk.h"

#include <stdlib.h>

static int key_order(const void *a, const void *b, void *keys) {
	const dx_slice *k = keys;
	return dx_slice_cmp(k[*(const uint32_t *)a], k[*(const uint32_t *)b]);
}

static void rank_keys(dixit_graph *graph, uint32_t *rank) {
	dx_bulk *bulk = graph->bulk;
	uint32_t n = bulk->keys.count, *order = dx_alloc_raw(&graph->temp, n * sizeof *order);
	for (uint32_t i = 0; i < n; i++) order[i] = i;
	if (n) qsort_r(order, n, sizeof *order, key_order, bulk->keys.items);
	for (uint32_t i = 0; i < n; i++) rank[order[i]] = i;
}

/* Ends by key; what has no direction goes from the smaller key to the greater. */
static void renumber(const dx_bulk *bulk, const uint32_t *rank) {
	for (uint64_t i = 0; i < bulk->count; i++) {
		dx_bulk_edge *e = dx_bulk_at(bulk, i);
		uint32_t s = rank[e->source], t = rank[dx_bulk_target(e)], relation = dx_bulk_relation(e);
		bool turn = s > t && dx_relation_look_of((uint8_t)relation)->mutual;
		e->source = turn ? t : s;
		e->target = (turn ? s : t) | relation << DX_BULK_TARGET_BITS;
	}
}

static void to_starts(uint64_t *counts, uint32_t n) {
	uint64_t sum = 0;
	for (uint32_t i = 0; i < n; i++) {
		uint64_t here = counts[i];
		counts[i] = sum;
		sum += here;
	}
}

static int same_ends_order(const void *pa, const void *pb) {
	const dx_bulk_edge *a = pa, *b = pb;
	if (a->target != b->target) return a->target < b->target ? -1 : 1;
	return (a->value > b->value) - (a->value < b->value);
}

/* Edges of one source, by target, put in full order and added up; they begin at `sorted`, the result goes to `done`. */
static uint64_t add_up(dx_bulk *bulk, dx_bulk_edge *run, uint64_t count, uint64_t done) {
	for (uint64_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && dx_bulk_target(&run[end]) == dx_bulk_target(&run[i]);) end++;
		if (end - i > 1) qsort(run + i, end - i, sizeof *run, same_ends_order);
		for (uint64_t k = i; k < end; k++) {
			if (k > i && run[k].target == run[k - 1].target)
				dx_bulk_at(bulk, done - 1)->value += run[k].value;
			else
				*dx_bulk_at(bulk, done++) = run[k];
		}
	}
	return done;
}

void dx_bulk_sort(dixit_graph *graph, uint32_t *rank) {
	dx_bulk *bulk = graph->bulk;
	uint32_t n = bulk->keys.count;
	rank_keys(graph, rank);
	renumber(bulk, rank);
	uint64_t *at = DX_NEW(&graph->temp, uint64_t, (size_t)n + 1);
	dx_bulk_edge *other = dx_alloc_raw(&graph->temp, bulk->count * sizeof *other);
	for (uint64_t i = 0; i < bulk->count; i++) at[dx_bulk_target(dx_bulk_at(bulk, i))]++;
	to_starts(at, n);
	for (uint64_t i = 0; i < bulk->count; i++) {
		const dx_bulk_edge *e = dx_bulk_at(bulk, i);
		other[at[dx_bulk_target(e)]++] = *e;
	}
	memset(at, 0, ((size_t)n + 1) * sizeof *at);
	for (uint64_t i = 0; i < bulk->count; i++) at[other[i].source]++;
	to_starts(at, n);
	for (uint64_t i = 0; i < bulk->count; i++) *dx_bulk_at(bulk, at[other[i].source]++) = other[i];
	/* `at` now holds where each source ends; its edges are copied into one piece to be added up */
	uint64_t done = 0, from = 0;
	for (uint32_t s = 0; s < n; s++) {
		for (uint64_t i = from; i < at[s]; i++) other[i - from] = *dx_bulk_at(bulk, i);
		done = add_up(bulk, other, at[s] - from, done);
		from = at[s];
	}
	bulk->count = done;
}
