/* From igraph's positions to those of a picture: turned so that it lies, evened out, stretched until edges and labels
 * have room. */
#include "graph/layout.h"

#include <math.h>
#include <stdlib.h>

static const double evenness = 0.7;
static const double edge_length = 150, short_length = 110; /* points, on the average; of components of a few nodes */
static const double roominess = 1.6;                       /* square of the radius, in areas of all labels */
static const double flatten = 1.45;                        /* labels are wider than high: the picture too */
static const double draw = 0.4;                            /* of the logarithm of a far node's distance is left */
enum { FEW = 6, MANY = 400 };

/* The middle to 0,0 and the longest extent level (the first principal axis). */
static void turn(dx_layout *l, uint32_t c) {
	double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
	uint32_t first = l->starts[c], end = l->starts[c + 1];
	for (uint32_t i = first; i < end; i++) {
		x += l->nodes[l->members[i]].x / (end - first);
		y += l->nodes[l->members[i]].y / (end - first);
	}
	for (uint32_t i = first; i < end; i++) {
		dx_node *node = &l->nodes[l->members[i]];
		node->x -= x;
		node->y -= y;
		xx += node->x * node->x;
		yy += node->y * node->y;
		xy += node->x * node->y;
	}
	double angle = atan2(2 * xy, xx - yy) / 2, across = cos(angle), up = sin(angle);
	for (uint32_t i = first; i < end; i++) {
		dx_node *node = &l->nodes[l->members[i]];
		double along = node->x * across + node->y * up;
		node->y = node->y * across - node->x * up;
		node->x = along;
	}
}

/* Force-directed pictures are crowded in the middle and empty at the rim: distances from the centre are raised to a
 * power below 1, which gives the middle more room. */
static void even_out(dx_layout *l, uint32_t c) {
	double reach = 0;
	for (uint32_t i = l->starts[c]; i < l->starts[c + 1]; i++) {
		const dx_node *node = &l->nodes[l->members[i]];
		reach = fmax(reach, hypot(node->x, node->y));
	}
	for (uint32_t i = l->starts[c]; i < l->starts[c + 1]; i++) {
		dx_node *node = &l->nodes[l->members[i]];
		double r = hypot(node->x, node->y), by = r > 0 ? pow(r / reach, evenness - 1) : 1;
		node->x *= by;
		node->y *= by;
	}
}

static int distance_order(const void *pa, const void *pb) {
	double a = *(const double *)pa, b = *(const double *)pb;
	return (a > b) - (a < b);
}

/* A few nodes of a big network that fly far off would make everything else small: what lies beyond the distance of nine
 * in ten comes closer, the farther the more, in the same order. */
static void draw_in(dx_layout *l, uint32_t c) {
	uint32_t first = l->starts[c], count = l->starts[c + 1] - first;
	double *far = dx_alloc_raw(&l->graph->temp, count * sizeof *far);
	for (uint32_t i = 0; i < count; i++)
		far[i] = hypot(l->nodes[l->members[first + i]].x, l->nodes[l->members[first + i]].y);
	qsort(far, count, sizeof *far, distance_order);
	double limit = far[count / 10 * 9];
	for (uint32_t i = 0; i < count && limit > 0; i++) {
		dx_node *node = &l->nodes[l->members[first + i]];
		double r = hypot(node->x, node->y), by = r > limit ? limit * (1 + draw * log(r / limit)) / r : 1;
		node->x *= by;
		node->y *= by;
	}
}

/* How much longer the edges must become, on the average; more where labels are wide. */
static double stretch_of_edges(const dx_layout *l, uint32_t c) {
	double length = 0, wide = 0;
	uint32_t pairs = l->pair_starts[c + 1] - l->pair_starts[c];
	double wanted = l->starts[c + 1] - l->starts[c] < FEW ? short_length : edge_length;
	for (uint32_t i = l->pair_starts[c]; i < l->pair_starts[c + 1]; i++) {
		const dx_node *a = &l->nodes[l->pairs[i].a], *b = &l->nodes[l->pairs[i].b];
		length += hypot(a->x - b->x, a->y - b->y);
		wide += (a->width + b->width) / 2;
	}
	return length > 0 ? fmax(wanted, wide / pairs) * pairs / length : 1;
}

/* How much wider the circle around the component must become to have room for its labels. */
static double stretch_of_area(const dx_layout *l, uint32_t c) {
	double labels = 0, reach = 0;
	for (uint32_t i = l->starts[c]; i < l->starts[c + 1]; i++) {
		const dx_node *node = &l->nodes[l->members[i]];
		labels += node->width * node->height;
		reach = fmax(reach, hypot(node->x, node->y));
	}
	return reach > 0 ? sqrt(labels * roominess) / reach : 1;
}

static void stretch(dx_layout *l, uint32_t c) {
	double by = fmax(stretch_of_edges(l, c), stretch_of_area(l, c));
	for (uint32_t i = l->starts[c]; i < l->starts[c + 1]; i++) {
		l->nodes[l->members[i]].x *= by * flatten;
		l->nodes[l->members[i]].y *= by;
	}
}

void dx_layout_fit(dx_layout *layout, uint32_t c) {
	turn(layout, c);
	if (layout->starts[c + 1] - layout->starts[c] > MANY) draw_in(layout, c);
	even_out(layout, c);
	stretch(layout, c);
}
