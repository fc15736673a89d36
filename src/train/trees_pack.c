/* What becomes of trained trees: the model file, features by gain, the curve. */
#include "train/trees_train.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* --- the file -------------------------------------------------------------------------------------------------- */

/* Trees by depth: those walked together then need about the same number of steps. What fills up the first lot is a leaf
 * of nought, behind the other nodes. */
char *dx_trees_pack(const dx_trees_trained *t, size_t *size) {
	uint32_t nodes = t->first[t->trees], count = 0,
	         fill = (DX_TREES_ABREAST - t->trees % DX_TREES_ABREAST) % DX_TREES_ABREAST;
	dx_trees_file head = {"dxtree1", t->width, t->trees + fill, nodes + 1, t->point_count, t->base, {0}};
	size_t at_nodes = sizeof head + head.trees * sizeof(uint32_t);
	size_t at_points = at_nodes + head.nodes * sizeof(dx_tree_node);
	*size = at_points + 2 * (size_t)head.points * sizeof(float);
	char *out = dx_need_zero(*size, 1);
	uint32_t *trees = (void *)(out + sizeof head);
	memcpy(out, &head, sizeof head);
	while (count < fill) trees[count++] = nodes;
	for (uint32_t depth = 0; depth < 256; depth++) {
		for (uint32_t i = 0; i < t->trees; i++) {
			if (t->depth[i] == depth) trees[count++] = t->first[i] | depth << 24;
		}
	}
	if (nodes) memcpy(out + at_nodes, t->nodes, nodes * sizeof *t->nodes);
	if (head.points) memcpy(out + at_points, t->points, 2 * (size_t)head.points * sizeof *t->points);
	return out;
}

bool dx_trees_write(const dx_trees_trained *t, const char *path) {
	size_t size;
	char *bytes = dx_trees_pack(t, &size);
	bool good = dx_save(path, bytes, size);
	free(bytes);
	return good;
}

/* --- the curve ------------------------------------------------------------------------------------------------- */

typedef struct pooled {
	double score, hits, weight; /* sums */
} pooled;

static int rising(const void *a, const void *b) {
	double x = ((const pooled *)a)->score, y = ((const pooled *)b)->score;
	return (x > y) - (x < y);
}

static void pool_into(pooled *to, pooled p) {
	to->score += p.score;
	to->hits += p.hits;
	to->weight += p.weight;
}

/* Examples by score, those of one score as one; weights are 1 in the mean, so that a sum of them is a number of
 * examples. */
static uint32_t by_score(const dx_outcomes *in, pooled *p) {
	uint32_t count = 0, kept = 0;
	double all = 0;
	for (uint32_t i = 0; i < in->count; i++) {
		double w = in->weights ? in->weights[i] : 1;
		if (!(w > 0) || !isfinite(in->scores[i])) continue;
		p[count++] = (pooled){in->scores[i], in->outcomes[i], w};
		all += w;
	}
	qsort(p, count, sizeof *p, rising);
	double before = 0;
	for (uint32_t i = 0; i < count; i++) {
		double score = p[i].score, w = p[i].weight * count / all;
		pooled own = {score * w, p[i].hits * w, w};
		if (i && score == before) {
			pool_into(p + kept - 1, own);
		} else {
			p[kept++] = own;
		}
		before = score;
	}
	return kept;
}

/* Pool adjacent violators: no block hits less often than the one before. */
static uint32_t pool_violators(pooled *p, uint32_t count) {
	uint32_t kept = 0;
	for (uint32_t i = 0; i < count; i++) {
		p[kept++] = p[i];
		while (kept > 1 && p[kept - 2].hits * p[kept - 1].weight >= p[kept - 1].hits * p[kept - 2].weight) {
			pool_into(p + kept - 2, p[kept - 1]);
			kept--;
		}
	}
	return kept;
}

/* Blocks of fewer examples than their share join with the next ones: the ends would claim too much otherwise. */
static uint32_t pool_small(pooled *p, uint32_t count, double least) {
	uint32_t kept = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (kept && p[kept - 1].weight < least) {
			pool_into(p + kept - 1, p[i]);
		} else {
			p[kept++] = p[i];
		}
	}
	if (kept > 1 && p[kept - 1].weight < least) {
		pool_into(p + kept - 2, p[kept - 1]);
		kept--;
	}
	return kept;
}

/* One point a block, at its middle. An example of the mean outcome is added to each: nothing is quite sure. */
float *dx_isotonic_fit(const dx_outcomes *in, uint32_t most, uint32_t *count) {
	pooled *p = dx_need((in->count + 1) * sizeof *p), all = {0, 0, 0};
	float *points = dx_need((2 * (size_t)most + 2) * sizeof *points);
	uint32_t blocks = by_score(in, p), made = 0;
	for (uint32_t i = 0; i < blocks; i++) pool_into(&all, p[i]);
	blocks = pool_small(p, pool_violators(p, blocks), all.weight / most);
	for (uint32_t i = 0; i < blocks && made < most; i++) {
		float *at = points + 2 * (size_t)made;
		at[0] = (float)(p[i].score / p[i].weight);
		at[1] = (float)((p[i].hits + all.hits / all.weight) / (p[i].weight + 1));
		at[1] = fminf(fmaxf(at[1], made ? at[-1] : 0), 1);
		if (!made || at[0] > at[-2]) made++;
	}
	free(p);
	*count = made;
	return points;
}
