/* How far paths can be followed for betweenness, which looks at every edge from every node: the product is bounded, and
 * where it is too much, paths are cut off at as many edges as the bound allows. */
#include "graph/measure.h"

/* Edges looked at: two seconds, in big networks some more. 2,000 nodes with 20,000 edges are exact. */
static const double work_max = 1e8;
enum { REACH_MOST = 6, REACH_LEAST = 2 };

/* Walks of at most `reach` edges from all nodes are the edges looked at, but no node looks at one twice.
 * igraph looks one edge further than the cut-off. */
int dx_measure_reach(dx_arena *arena, const dx_measuring *w) {
	double all = 2.0 * w->pair_count;
	if (w->node_count * (all + w->node_count) <= work_max) return DX_REACH_ALL;
	double *walks = dx_alloc_raw(arena, w->node_count * sizeof *walks);
	double *next = dx_alloc_raw(arena, w->node_count * sizeof *next), *sum = DX_NEW(arena, double, w->node_count);
	for (uint32_t i = 0; i < w->node_count; i++) walks[i] = 1;
	int reach = DX_REACH_NONE;
	for (int step = 1; step <= REACH_MOST + 1; step++) {
		double work = 0;
		for (uint32_t i = 0; i < w->node_count; i++) {
			next[i] = 0;
			for (uint32_t k = w->half_start[i]; k < w->half_start[i + 1]; k++) next[i] += walks[w->half[k]];
			sum[i] += next[i];
			work += sum[i] < all ? sum[i] : all;
		}
		if (work > work_max) break;
		if (step > REACH_LEAST) reach = step - 1;
		double *swapped = walks;
		walks = next;
		next = swapped;
	}
	return reach;
}
