/* Labels moved off each other. Boxes that overlap push each other apart along the shorter way, round by round; a grid
 * of cells as big as the biggest box finds the neighbours, so a round is linear in the number of nodes. */
#include "graph/facts.h"

#include <math.h>

typedef struct grid {
	dx_node *nodes;
	const uint32_t *members;
	uint32_t count, mask;
	uint32_t *heads, *next; /* cell (hashed) → first member + 1; member → next member of the cell + 1 */
	int32_t *column, *row;  /* of each member when it was entered */
	double cell_x, cell_y;
	bool circles; /* not boxes of labels */
} grid;

static const double gap_x = 10, gap_y = 12;
/* A cell has room for few boxes; where thousands lie in one, looking at all pairs would be quadratic and help nobody.
 */
enum { NEIGHBOURS_MAX = 24 };

static uint32_t slot_of(const grid *g, int32_t column, int32_t row) {
	uint64_t h = ((uint64_t)(uint32_t)column << 32 | (uint32_t)row) * 0x9e3779b97f4a7c15u;
	return (uint32_t)(h >> 32) & g->mask;
}

static void enter_all(grid *g) {
	memset(g->heads, 0, ((size_t)g->mask + 1) * sizeof *g->heads);
	for (uint32_t i = g->count; i-- > 0;) {
		const dx_node *node = &g->nodes[g->members[i]];
		g->column[i] = (int32_t)floor(node->x / g->cell_x);
		g->row[i] = (int32_t)floor(node->y / g->cell_y);
		uint32_t slot = slot_of(g, g->column[i], g->row[i]);
		g->next[i] = g->heads[slot];
		g->heads[slot] = i + 1;
	}
}

static double wide(const grid *g, const dx_node *node) { return g->circles ? node->size : node->width; }
static double high(const grid *g, const dx_node *node) { return g->circles ? node->size : node->height; }

/* Did the two overlap? Then they don't now. */
static bool part(const grid *g, dx_node *a, dx_node *b, bool upwards) {
	double dx = b->x - a->x, dy = b->y - a->y;
	double over_x = (wide(g, a) + wide(g, b)) / 2 + gap_x - fabs(dx);
	double over_y = (high(g, a) + high(g, b)) / 2 + gap_y - fabs(dy);
	if (over_x <= 1e-6 || over_y <= 1e-6) return false;
	if (over_x < over_y) {
		double push = (dx > 0 || (dx == 0 && upwards) ? over_x : -over_x) / 2;
		a->x -= push;
		b->x += push;
	} else {
		double push = (dy > 0 || (dy == 0 && upwards) ? over_y : -over_y) / 2;
		a->y -= push;
		b->y += push;
	}
	return true;
}

/* Member i against the chain of members that starts with `first`, those of one cell. */
static bool part_from(const grid *g, uint32_t i, uint32_t first, int32_t column, int32_t row) {
	bool moved = false;
	uint32_t seen = 0;
	for (uint32_t k = first; k && seen < NEIGHBOURS_MAX; k = g->next[k - 1], seen++) {
		uint32_t other = k - 1;
		if (g->column[other] != column || g->row[other] != row) continue;
		moved |= part(g, &g->nodes[g->members[i]], &g->nodes[g->members[other]], (i ^ other) & 1);
	}
	return moved;
}

/* Each pair of neighbours meets once: those behind a member in its own cell, and the cells on one side of it. */
static bool round_of(grid *g) {
	static const int8_t sides[4][2] = {{0, 1}, {1, -1}, {1, 0}, {1, 1}};
	bool moved = false;
	enter_all(g);
	for (uint32_t i = 0; i < g->count; i++) {
		moved |= part_from(g, i, g->next[i], g->column[i], g->row[i]);
		for (int s = 0; s < 4; s++) {
			int32_t column = g->column[i] + sides[s][0], row = g->row[i] + sides[s][1];
			moved |= part_from(g, i, g->heads[slot_of(g, column, row)], column, row);
		}
	}
	return moved;
}

void dx_graph_spread(dx_arena *arena, dx_node *nodes, const uint32_t *members, uint32_t count, bool circles) {
	grid g = {.nodes = nodes, .members = members, .count = count, .mask = 15, .circles = circles};
	while (g.mask < count) g.mask = g.mask * 2 + 1;
	g.heads = dx_alloc_raw(arena, ((size_t)g.mask + 1) * sizeof *g.heads);
	g.next = dx_alloc_raw(arena, count * sizeof *g.next);
	g.column = dx_alloc_raw(arena, count * sizeof *g.column);
	g.row = dx_alloc_raw(arena, count * sizeof *g.row);
	for (uint32_t i = 0; i < count; i++) {
		const dx_node *node = &nodes[members[i]];
		g.cell_x = fmax(g.cell_x, wide(&g, node) + gap_x);
		g.cell_y = fmax(g.cell_y, high(&g, node) + gap_y);
	}
	uint32_t rounds = count < 2000 ? 300 : count < 20000 ? 60 : 12;
	while (rounds-- && round_of(&g)) {
	}
}
