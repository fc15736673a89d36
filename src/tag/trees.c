#include "tag/trees.h"

#include <math.h>

static bool good_nodes(const dx_trees *m, uint32_t nodes) {
	for (uint32_t i = 0; i < nodes; i++) {
		const dx_tree_node *n = m->nodes + i;
		if (n->feature >= m->width || !isfinite(n->threshold) || n->inner > 1) return false;
		if (n->inner != (n->step > 0) || n->step + n->inner >= nodes - i) return false;
	}
	for (uint32_t i = 0; i < m->count; i++) {
		if ((m->trees[i] & 0xFFFFFF) >= nodes) return false;
	}
	return true;
}

static bool good_curve(const dx_isotonic *curve) {
	for (uint32_t i = 0; i < curve->count; i++) {
		const float *p = curve->points + 2 * (size_t)i;
		if (!isfinite(p[0]) || !(p[1] >= 0 && p[1] <= 1)) return false;
		if (i && (p[0] <= p[-2] || p[1] < p[-1])) return false;
	}
	return true;
}

bool dx_trees_open(dx_trees *out, dx_slice bytes) {
	dx_trees_file head;
	if (bytes.len < sizeof head || (uintptr_t)bytes.ptr % 8) return false;
	memcpy(&head, bytes.ptr, sizeof head);
	if (memcmp(head.magic, "dxtree1", 8) != 0 || !isfinite(head.base) || !head.width) return false;
	if (head.trees % DX_TREES_ABREAST || head.nodes > 1u << 24) return false;
	uint64_t size = sizeof head + 4 * (uint64_t)head.trees + 8 * ((uint64_t)head.nodes + head.points);
	if (bytes.len < size) return false;
	const char *trees = bytes.ptr + sizeof head, *nodes = trees + 4 * (size_t)head.trees;
	const char *points = nodes + 8 * (size_t)head.nodes;
	dx_trees m = {(const void *)nodes, (const void *)trees, head.trees, head.width, head.base, {NULL, 0}};
	if (head.points) m.curve = (dx_isotonic){(const void *)points, head.points};
	if (!good_nodes(&m, head.nodes) || !good_curve(&m.curve)) return false;
	*out = m;
	return true;
}

static inline uint32_t down(const dx_tree_node *nodes, uint32_t at, const float *features) {
	const dx_tree_node *n = nodes + at;
	uint32_t right = features[n->feature] > n->threshold;
	return at + n->step + (right & n->inner);
}

float dx_trees_score(const dx_trees *m, const float *features) {
	const dx_tree_node *nodes = m->nodes;
	float sum[DX_TREES_ABREAST] = {m->base};
	for (uint32_t t = 0; t < m->count; t += DX_TREES_ABREAST) {
		uint32_t at[DX_TREES_ABREAST];
		for (int k = 0; k < DX_TREES_ABREAST; k++) at[k] = m->trees[t + k] & 0xFFFFFF;
		for (uint32_t depth = m->trees[t + DX_TREES_ABREAST - 1] >> 24; depth; depth--) {
			for (int k = 0; k < DX_TREES_ABREAST; k++) at[k] = down(nodes, at[k], features);
		}
		for (int k = 0; k < DX_TREES_ABREAST; k++) sum[k] += nodes[at[k]].threshold;
	}
	return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((sum[4] + sum[5]) + (sum[6] + sum[7]));
}

float dx_isotonic_at(const dx_isotonic *curve, float score) {
	const float *p = curve->points;
	uint32_t low = 0, high = curve->count - 1;
	if (!(score > p[0])) return p[1];
	if (score >= p[2 * (size_t)high]) return p[2 * (size_t)high + 1];
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (score >= p[2 * (size_t)middle]) {
			low = middle;
		} else {
			high = middle;
		}
	}
	const float *from = p + 2 * (size_t)low;
	return from[1] + (from[3] - from[1]) * ((score - from[0]) / (from[2] - from[0]));
}

float dx_trees_probability(const dx_trees *m, const float *features) {
	float score = dx_trees_score(m, features);
	return m->curve.count ? dx_isotonic_at(&m->curve, score) : 1 / (1 + expf(-score));
}
