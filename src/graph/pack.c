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

/* Where the next component goes: rows, each of them a row of columns. */
typedef struct shelf {
	double width;             /* of the whole picture */
	double row_y, row_height; /* upper edge, and height: that of its first component */
	double column_x, column_width;
	double column_y; /* where the column goes on */
} shelf;

/* Below the last one, else right of it, else in a new row. */
static void find_room(shelf *s, double width, double height) {
	if (width <= s->column_width && s->row_y - s->column_y + height <= s->row_height) return;
	s->column_x += s->column_width > 0 ? s->column_width + margin : 0;
	s->column_width = width;
	s->column_y = s->row_y;
	if (s->row_height > 0 && (s->column_x + width > s->width || height > s->row_height)) {
		s->row_y -= s->row_height + margin;
		s->row_height = 0;
		s->column_x = 0;
		s->column_y = s->row_y;
	}
	if (height > s->row_height) s->row_height = height;
}

void dx_graph_pack(dx_arena *arena, dx_node *nodes, const uint32_t *members, const uint32_t *starts, uint32_t count) {
	box *boxes = dx_alloc_raw(arena, count * sizeof *boxes);
	double area = 0;
	shelf s = {0};
	for (uint32_t i = 0; i < count; i++) {
		box b = boxes[i] = bounds(nodes, members + starts[i], starts[i + 1] - starts[i]);
		area += (b.right - b.left + margin) * (b.top - b.bottom + margin);
		s.width = fmax(s.width, b.right - b.left);
	}
	s.width = fmax(s.width, sqrt(area * aspect));
	for (uint32_t i = 0; i < count; i++) {
		box b = boxes[i];
		find_room(&s, b.right - b.left, b.top - b.bottom);
		shift(nodes, members + starts[i], starts[i + 1] - starts[i], s.column_x - b.left, s.column_y - b.top);
		s.column_y -= b.top - b.bottom + margin;
	}
}
