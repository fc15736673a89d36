/* Which nodes hang together. */
#include "graph/layout.h"

#include <stdlib.h>

typedef struct component {
	uint32_t first, size;
} component;

static int pair_order(const void *pa, const void *pb) {
	const dx_pair *p = pa, *q = pb;
	if (p->a != q->a) return p->a < q->a ? -1 : 1;
	return (p->b > q->b) - (p->b < q->b);
}

static void find_pairs(dx_layout *l) {
	const dx_network *net = &l->graph->network;
	l->pairs = dx_alloc_raw(&l->graph->arena, net->edge_count * sizeof *l->pairs);
	for (uint32_t i = 0; i < net->edge_count; i++) {
		uint32_t s = net->edges[i].source, t = net->edges[i].target;
		l->pairs[i] = s < t ? (dx_pair){s, t} : (dx_pair){t, s};
	}
	if (net->edge_count) qsort(l->pairs, net->edge_count, sizeof *l->pairs, pair_order);
	for (uint32_t i = 0; i < net->edge_count; i++) {
		if (!i || pair_order(&l->pairs[i], &l->pairs[i - 1])) l->pairs[l->pair_count++] = l->pairs[i];
	}
}

static uint32_t root_of(uint32_t *root, uint32_t node) {
	while (root[node] != node) node = root[node] = root[root[node]];
	return node;
}

static int component_order(const void *pa, const void *pb) {
	const component *a = pa, *b = pb;
	if (a->size != b->size) return a->size > b->size ? -1 : 1;
	return (a->first > b->first) - (a->first < b->first);
}

/* Union-find; the root is the smallest node, so that the order of edges does not matter. */
static component *find_components(dx_layout *l) {
	dx_arena *arena = &l->graph->arena;
	l->root = dx_alloc_raw(arena, l->node_count * sizeof *l->root);
	for (uint32_t i = 0; i < l->node_count; i++) l->root[i] = i;
	for (uint32_t i = 0; i < l->pair_count; i++) {
		uint32_t a = root_of(l->root, l->pairs[i].a), b = root_of(l->root, l->pairs[i].b);
		if (a < b)
			l->root[b] = a;
		else
			l->root[a] = b;
	}
	component *found = DX_NEW(arena, component, l->node_count);
	uint32_t *number = DX_NEW(arena, uint32_t, l->node_count);
	for (uint32_t i = 0; i < l->node_count; i++) {
		l->root[i] = root_of(l->root, i);
		if (l->root[i] == i) {
			number[i] = l->component_count;
			found[l->component_count++].first = i;
		}
		found[number[l->root[i]]].size++;
	}
	if (l->component_count) qsort(found, l->component_count, sizeof *found, component_order);
	return found;
}

static void group_members(dx_layout *l) {
	dx_arena *arena = &l->graph->arena;
	component *found = find_components(l);
	uint32_t *number = DX_NEW(arena, uint32_t, l->node_count), *fill = DX_NEW(arena, uint32_t, l->component_count);
	l->starts = DX_NEW(arena, uint32_t, l->component_count + 1);
	for (uint32_t i = 0; i < l->component_count; i++) {
		number[found[i].first] = i;
		l->starts[i + 1] = l->starts[i] + found[i].size;
	}
	l->members = DX_NEW(arena, uint32_t, l->node_count);
	l->local = DX_NEW(arena, uint32_t, l->node_count);
	for (uint32_t i = 0; i < l->node_count; i++) {
		uint32_t c = number[l->root[i]];
		l->local[i] = fill[c]++;
		l->members[l->starts[c] + l->local[i]] = i;
		l->root[i] = c;
	}
	/* pairs by component, in order: a counting sort */
	dx_pair *grouped = dx_alloc_raw(arena, l->pair_count * sizeof *grouped);
	l->pair_starts = DX_NEW(arena, uint32_t, l->component_count + 2);
	for (uint32_t i = 0; i < l->pair_count; i++) l->pair_starts[l->root[l->pairs[i].a] + 2]++;
	for (uint32_t i = 2; i <= l->component_count; i++) l->pair_starts[i] += l->pair_starts[i - 1];
	for (uint32_t i = 0; i < l->pair_count; i++) grouped[l->pair_starts[l->root[l->pairs[i].a] + 1]++] = l->pairs[i];
	l->pairs = grouped;
}

void dx_layout_components(dx_layout *layout) {
	find_pairs(layout);
	group_members(layout);
}
