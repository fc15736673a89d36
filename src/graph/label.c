/* How big things are drawn: sizes by strength, and how much room a label takes. */
#include "graph/facts.h"

#include "base/utf8.h"
#include <math.h>
#include <stdlib.h>

enum { LINE_LETTERS = 20, LABELS_MAX = 400, LABELS_KEPT = 200 };
static const double smallest = 16, largest = 60;      /* diameters, points */
static const double small_font = 10, large_font = 17; /* points */
static const double line_height = 1.2, pad_x = 14, pad_y = 8;

uint32_t dx_label_lines(dx_slice label, dx_slice *lines, uint32_t max) {
	uint32_t count = 0, letters = 0;
	size_t start = 0, gap = 0; /* gap: the last blank of the line, 0: none yet */
	for (size_t i = 0; i < label.len && count + 1 < max; i++) {
		letters += ((unsigned char)label.ptr[i] & 0xC0) != 0x80;
		if (label.ptr[i] != ' ') {
			if (letters <= LINE_LETTERS || !gap) continue;
			lines[count++] = (dx_slice){label.ptr + start, gap - start};
			start = gap + 1;
			letters = dx_utf8_count((dx_slice){label.ptr + start, i + 1 - start});
			gap = 0;
			continue;
		}
		if (i > start) gap = i;
	}
	lines[count++] = (dx_slice){label.ptr + start, label.len - start};
	return count;
}

/* Width of a letter in a font of height 1. Rounded up from common sans-serif fonts: the one that a reader's machine
 * takes is not known. */
static double letter_width(uint32_t cp) {
	if (cp >= 0x1100 && cp != 0x2013 && cp != 0x2026 && (cp < 0x1E00 || cp >= 0x2E80)) return 1;
	if (cp < 0x80 && strchr(" .,:;'|!Iijlft()-/", (int)cp)) return 0.36;
	if (cp == 'm' || cp == 'w' || cp == 'M' || cp == 'W' || cp == '@' || cp == '%') return 0.92;
	if (cp >= 'A' && cp <= 'Z') return 0.70;
	return 0.60;
}

static double line_width(dx_slice line) {
	double width = 0;
	for (size_t i = 0; i < line.len;) {
		uint32_t cp;
		i += dx_utf8_decode(line.ptr + i, line.len - i, &cp);
		width += letter_width(cp);
	}
	return width;
}

static void measure(dx_node *node) {
	dx_slice lines[DX_LABEL_LINES];
	uint32_t count = dx_label_lines(node->label, lines, DX_LABEL_LINES);
	double widest = 0;
	for (uint32_t i = 0; i < count; i++) {
		double width = line_width(lines[i]);
		if (width > widest) widest = width;
	}
	node->width = widest * node->font + pad_x;
	node->height = count * node->font * line_height + pad_y;
	if (node->kind == DIXIT_COUNTRY || node->kind == DIXIT_PLACE) { /* an ellipse goes around its label */
		node->width *= 1.3;
		node->height *= 1.3;
	}
}

static double tenth(double x) { return round(x * 10) / 10; }

/* The strongest first; nodes are numbered by key. */
static int strength_order(const void *pa, const void *pb, void *nodes) {
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;
	const dx_node *n = nodes;
	if (n[a].strength != n[b].strength) return n[a].strength > n[b].strength ? -1 : 1;
	return (a > b) - (a < b);
}

/* Of a picture with more labels than can be read (LABELS_MAX) only the strongest nodes keep theirs, in letters that
 * grow with the picture: they take as much of it as in a small one. */
static void leave_out_labels(dixit_graph *graph) {
	uint32_t count = graph->network.node_count, *order = dx_alloc_raw(&graph->temp, count * sizeof *order);
	double by = sqrt((double)count / LABELS_KEPT);
	for (uint32_t i = 0; i < count; i++) order[i] = i;
	qsort_r(order, count, sizeof *order, strength_order, graph->nodes);
	for (uint32_t i = 0; i < count; i++) {
		dx_node *node = &graph->nodes[order[i]];
		node->labelled = i < LABELS_KEPT;
		if (node->labelled) {
			node->font = tenth(node->font * by);
			measure(node);
		} else {
			node->width = node->height = node->size;
		}
	}
}

/* By the root of the strength, so that areas compare as strengths do. */
void dx_graph_sizes(dixit_graph *graph) {
	uint32_t most = 1;
	for (uint32_t i = 0; i < graph->network.node_count; i++) {
		if (graph->nodes[i].strength > most) most = graph->nodes[i].strength;
	}
	for (uint32_t i = 0; i < graph->network.node_count; i++) {
		dx_node *node = &graph->nodes[i];
		double share = sqrt((double)node->strength / most);
		node->colour = dx_kind_look_of(node->kind)->colour;
		node->labelled = true;
		node->size = tenth(smallest + (largest - smallest) * share);
		node->font = tenth(small_font + (large_font - small_font) * share);
		measure(node);
	}
	if (graph->network.node_count > LABELS_MAX) leave_out_labels(graph);
}
