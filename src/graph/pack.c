/* Components side by side, in rows like words in a paragraph, the biggest first: a lone pair stands beside the main
 * network instead of flying off. */
#include "graph/facts.h"

#include <math.h>

typedef struct box {
	double left, right, bottom, top;
} box;

static const double margin = 40, aspect = 1.4;

static box bounds(const dx_node *nodes, const uint32_t *members, uint32_t count) {
	box b = {HUGE_VAL, -HUGE_VAL, HUGE_VAL, -HUGE_VAL};
	for (uint32_t i = 0; i < count; i++) {
		const dx_node *n = &nodes[members[i]];
		double w = fmax(n->width, n->size) / 2, h = fmax(n->height, n->size) / 2;
		b.left = fmin(b.left, n->x - w);
		b.right = fmax(b.right, n->x + w);
		b.bottom = fmin(b.bottom, n->y - h);
		b.top = fmax(b.top, n->y + h);
	}
	return b;
}

static void shift(dx_node *nodes, const uint32_t *members, uint32_t count, double x, double y) {
	for (uint32_t i = 0; i < count; i++) {
		nodes[members[i]].x += x;
		nodes[members[i]].y += y;
	}
}

void dx_graph_pack(dx_arena *arena, dx_node *nodes, const uint32_t *members, const uint32_t *starts, uint32_t count) {
	box *boxes = dx_alloc_raw(arena, count * sizeof *boxes);
	double area = 0, width = 0, x = 0, y = 0, tall = 0;
	for (uint32_t i = 0; i < count; i++) {
		box b = boxes[i] = bounds(nodes, members + starts[i], starts[i + 1] - starts[i]);
		area += (b.right - b.left + margin) * (b.top - b.bottom + margin);
		width = fmax(width, b.right - b.left);
	}
	width = fmax(width, sqrt(area * aspect));
	for (uint32_t i = 0; i < count; i++) {
		box b = boxes[i];
		if (x > 0 && x + b.right - b.left > width) { /* next row, downwards */
			x = 0;
			y -= tall + margin;
			tall = 0;
		}
		shift(nodes, members + starts[i], starts[i + 1] - starts[i], x - b.left, y - b.top);
		x += b.right - b.left + margin;
		tall = fmax(tall, b.top - b.bottom);
	}
}
