#include "train/trees_train.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	BLOCK = 16, /* features that lie together, row by row: a small leaf then touches few lines of memory */
	LOT = 1024  /* rows counted at a time, so that what they need stays near */
};

/* A row that is quite sure, and perhaps quite wrong, still counts. */
#define LEAST_BEND 1e-6f

/* Sums of the first and the second derivatives, in units of a tree's own, and of rows. Whole numbers: a sibling's sums
 * come exactly from its parent's. */
typedef int32_t tally __attribute__((vector_size(16)));

/* Examples by bins, feature by feature, and what the trees so far make of them. */
typedef struct binned {
	const dx_examples *in;
	uint8_t *bins;
	float *score;
} binned;

typedef struct split {
	double gain;
	uint32_t feature; /* among the chosen */
	uint32_t cut;     /* the last bin that goes left */
	tally left;
} split;

typedef struct leaf {
	uint32_t begin, end; /* in `order` */
	uint32_t node, depth;
	tally sum;
	tally *counts; /* by chosen feature and bin */
	split best;
} leaf;

typedef struct grower {
	const dx_trees_plan *plan;
	dx_trees_trained *out;
	uint32_t node_count, node_cap;
	uint64_t random;
	float *cuts; /* by feature: DX_TREES_BINS of them, infinite beyond the last */
	uint32_t *cut_count;
	binned rows, held;
	float *slope, *bend; /* by row */
	/* One tree. */
	uint16_t *chosen;
	uint32_t chosen_count, blocks;
	uint32_t *sample; /* rows drawn */
	uint32_t sampled;
	uint8_t *packed; /* bins of the chosen features, by block and row drawn */
	tally *tallies;  /* by row drawn */
	double slope_unit, bend_unit;
	uint32_t *order, *aside; /* rows drawn, leaf by leaf */
	tally *pool;             /* counts of all leaves */
	leaf *leaves;
	uint32_t leaf_count;
} grower;

dx_trees_plan dx_trees_plan_usual(dx_trees_loss loss) {
	return (dx_trees_plan){.loss = loss,
	                       .trees = 300,
	                       .leaves = 31,
	                       .depth = 6,
	                       .patience = 30,
	                       .least_rows = 20,
	                       .least_bend = 1,
	                       .least_gain = 1e-6f,
	                       .rate = 0.1f,
	                       .lambda = 1,
	                       .row_share = 1,
	                       .feature_share = 1,
	                       .seed = 1};
}

static uint64_t draw(uint64_t *state) {
	uint64_t z = *state += 0x9E3779B97F4A7C15u;
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return z ^ z >> 31;
}
static double draw_share(uint64_t *state) { return (double)(draw(state) >> 11) * 0x1p-53; }

/* --- bins ------------------------------------------------------------------------------------------------------ */

/* Rising, by radix: bits of a float that are turned this way rise as the numbers do. */
static void sort_floats(float *values, float *aside, uint32_t count) {
	for (uint32_t shift = 0; shift < 32; shift += 11) {
		uint32_t at[2049] = {0};
		for (int pass = 0; pass < 2; pass++) {
			for (uint32_t i = 0; i < count; i++) {
				uint32_t u;
				memcpy(&u, values + i, sizeof u);
				u = (u ^ (u >> 31 ? UINT32_MAX : 0x80000000u)) >> shift & 2047;
				if (pass) {
					aside[at[u]++] = values[i];
				} else {
					at[u + 1]++;
				}
			}
			for (int k = 0; !pass && k < 2048; k++) at[k + 1] += at[k];
		}
		memcpy(values, aside, count * sizeof *values);
	}
}

/* Between two numbers, below the second and finite. */
static float between(float a, float b) {
	float middle = (float)(((double)a + b) / 2);
	if (!(middle >= a && middle < b)) middle = a;
	return fminf(fmaxf(middle, -FLT_MAX), FLT_MAX);
}

static uint32_t run_end(const float *v, uint32_t at, uint32_t count) {
	uint32_t end = at + 1;
	while (end < count && v[end] == v[at]) end++;
	return end;
}

/* Cuts between sorted values: all of them where they are few, else bins of about as many rows each. */
static uint32_t place_cuts(const float *v, uint32_t count, float *cuts) {
	uint32_t distinct = 0, made = 0, begin = 0;
	for (uint32_t i = 0; i < count && distinct <= DX_TREES_BINS; i = run_end(v, i, count)) distinct++;
	uint32_t end = count ? run_end(v, 0, count) : 0;
	while (end < count && made + 1 < DX_TREES_BINS) {
		uint32_t next = run_end(v, end, count);
		double size = end - begin, want = (double)(count - begin) / (DX_TREES_BINS - made);
		if (distinct <= DX_TREES_BINS || 2 * size + (next - end) >= 2 * want) {
			cuts[made++] = between(v[end - 1], v[end]);
			begin = end;
		}
		end = next;
	}
	for (uint32_t k = made; k < DX_TREES_BINS; k++) cuts[k] = INFINITY;
	return made;
}

static void find_cuts(grower *g, const dx_examples *in) {
	float *values = dx_need(in->count * sizeof *values), *aside = dx_need(in->count * sizeof *aside);
	g->cuts = dx_need((size_t)in->width * DX_TREES_BINS * sizeof *g->cuts);
	g->cut_count = dx_need(in->width * sizeof *g->cut_count);
	for (uint32_t f = 0; f < in->width; f++) {
		uint32_t count = 0;
		for (uint32_t i = 0; i < in->count; i++) {
			float x = in->features[(size_t)i * in->width + f];
			if (x == x) values[count++] = x;
		}
		sort_floats(values, aside, count);
		g->cut_count[f] = place_cuts(values, count, g->cuts + (size_t)f * DX_TREES_BINS);
	}
	free(values);
	free(aside);
}

/* The number of cuts below x. */
static uint8_t bin_of(const float *cuts, float x) {
	uint32_t at = 0;
	for (uint32_t half = DX_TREES_BINS / 2; half; half /= 2) at += x > cuts[at + half - 1] ? half : 0;
	return (uint8_t)at;
}

static binned bin_rows(const grower *g, const dx_examples *in) {
	binned b = {in, dx_need((size_t)in->count * in->width), dx_need(in->count * sizeof *b.score)};
	for (uint32_t f = 0; f < in->width; f++) {
		const float *cuts = g->cuts + (size_t)f * DX_TREES_BINS, *x = in->features + f;
		uint8_t *column = b.bins + (size_t)f * in->count;
		for (uint32_t i = 0; i < in->count; i++) column[i] = bin_of(cuts, x[(size_t)i * in->width]);
	}
	for (uint32_t i = 0; i < in->count; i++) b.score[i] = g->out->base;
	return b;
}

/* --- losses ---------------------------------------------------------------------------------------------------- */

static float weight_of(const dx_examples *in, uint32_t row) { return in->weights ? in->weights[row] : 1; }

static uint32_t group_end(const dx_examples *in, uint32_t row) {
	uint32_t end = row + 1;
	while (end < in->count && in->groups[end] == in->groups[row]) end++;
	return end;
}

/* Derivatives by row, where asked for; back comes the mean loss. */
static double logistic(const binned *b, float *slope, float *bend) {
	double loss = 0, total = 0;
	for (uint32_t i = 0; i < b->in->count; i++) {
		float s = b->score[i], y = b->in->labels[i], w = weight_of(b->in, i), p = 1 / (1 + expf(-s));
		if (slope) {
			slope[i] = w * (p - y);
			bend[i] = w * fmaxf(p * (1 - p), LEAST_BEND);
		} else {
			loss += w * (fmaxf(s, 0) - s * y + log1pf(expf(-fabsf(s))));
			total += w;
		}
	}
	return total > 0 ? loss / total : 0;
}

/* The second derivatives are twice the diagonal ones: what a candidate gains its rivals lose, so that the diagonal
 * alone steps too far (with two candidates just twice). */
static double softmax(const binned *b, float *slope, float *bend) {
	double loss = 0, total = 0;
	for (uint32_t begin = 0, end; begin < b->in->count; begin = end) {
		end = group_end(b->in, begin);
		float most = -FLT_MAX, sum = 0, right = 0, w = weight_of(b->in, begin);
		for (uint32_t i = begin; i < end; i++) {
			most = fmaxf(most, b->score[i]);
			right += b->in->labels[i];
		}
		for (uint32_t i = begin; i < end; i++) sum += expf(b->score[i] - most);
		if (!(right > 0) || end - begin < 2) w = 0;
		for (uint32_t i = begin; i < end; i++) {
			float p = expf(b->score[i] - most) / sum, y = right > 0 ? b->in->labels[i] / right : 0;
			if (slope) {
				slope[i] = w * (p - y);
				bend[i] = 2 * w * fmaxf(p * (1 - p), LEAST_BEND);
			} else {
				loss += w * y * (logf(sum) + most - b->score[i]);
			}
		}
		total += w;
	}
	return total > 0 ? loss / total : 0;
}

static double differentiate(const grower *g, const binned *b, float *slope, float *bend) {
	return g->plan->loss == DX_SOFTMAX ? softmax(b, slope, bend) : logistic(b, slope, bend);
}

static float base_of(const dx_trees_plan *plan, const dx_examples *in) {
	double yes = 1e-3, all = 2e-3;
	for (uint32_t i = 0; i < in->count; i++) {
		yes += (double)weight_of(in, i) * in->labels[i];
		all += weight_of(in, i);
	}
	return plan->loss == DX_SOFTMAX ? 0 : (float)log(yes / (all - yes));
}

/* --- what one tree is grown from ------------------------------------------------------------------------------- */

static void draw_rows(grower *g) {
	const dx_examples *in = g->rows.in;
	g->sampled = 0;
	for (uint32_t begin = 0, end; begin < in->count; begin = end) {
		end = g->plan->loss == DX_SOFTMAX ? group_end(in, begin) : begin + 1;
		if (g->plan->row_share < 1 && draw_share(&g->random) >= g->plan->row_share) continue;
		for (uint32_t i = begin; i < end; i++) {
			if (g->bend[i] > 0) g->sample[g->sampled++] = i;
		}
	}
}

/* So many of the features that have a cut, in their order: each is taken as likely as what is missing is of what is
 * left. */
static void draw_features(grower *g) {
	uint32_t useful = 0, want;
	for (uint32_t f = 0; f < g->out->width; f++) useful += g->cut_count[f] > 0;
	want = (uint32_t)ceilf(g->plan->feature_share * (float)useful);
	if (want > useful) want = useful;
	g->chosen_count = 0;
	for (uint32_t f = 0; f < g->out->width; f++) {
		if (!g->cut_count[f]) continue;
		bool take = want == useful || draw_share(&g->random) * useful < want;
		useful--;
		if (!take) continue;
		g->chosen[g->chosen_count++] = (uint16_t)f;
		want--;
	}
	g->blocks = (g->chosen_count + BLOCK - 1) / BLOCK;
}

static void pack_bins(grower *g) {
	memset(g->packed, 0, (size_t)g->blocks * g->sampled * BLOCK);
	for (uint32_t from = 0; from < g->sampled; from += LOT) {
		uint32_t to = from + LOT < g->sampled ? from + LOT : g->sampled;
		for (uint32_t k = 0; k < g->chosen_count; k++) {
			const uint8_t *column = g->rows.bins + (size_t)g->chosen[k] * g->rows.in->count;
			uint8_t *out = g->packed + (size_t)(k / BLOCK) * g->sampled * BLOCK + k % BLOCK;
			for (uint32_t i = from; i < to; i++) out[(size_t)i * BLOCK] = column[g->sample[i]];
		}
	}
}

/* Units so fine that the sums of all rows just fit. */
static void make_tallies(grower *g) {
	double slopes = 1e-30, bends = 1e-30;
	for (uint32_t i = 0; i < g->sampled; i++) {
		slopes += fabsf(g->slope[g->sample[i]]);
		bends += g->bend[g->sample[i]];
	}
	g->slope_unit = slopes / 0x1p30;
	g->bend_unit = bends / 0x1p30;
	double by_slope = 1 / g->slope_unit, by_bend = 1 / g->bend_unit;
	for (uint32_t i = 0; i < g->sampled; i++) {
		uint32_t row = g->sample[i];
		int32_t slope = (int32_t)lrint(g->slope[row] * by_slope), bend = (int32_t)lrint(g->bend[row] * by_bend);
		g->tallies[i] = (tally){slope, bend, 1, 0};
		g->order[i] = i;
	}
}

static void prepare_tree(grower *g) {
	differentiate(g, &g->rows, g->slope, g->bend);
	draw_rows(g);
	draw_features(g);
	pack_bins(g);
	make_tallies(g);
}

/* --- counts and splits ----------------------------------------------------------------------------------------- */

/* Eight features at once: their sums wait for memory, not for each other. */
static void count_eight(tally *counts, const uint8_t *bins, const uint32_t *rows, const tally *values, uint32_t n) {
	for (uint32_t i = 0; i < n; i++) {
		uint64_t b;
		memcpy(&b, bins + (size_t)rows[i] * BLOCK, sizeof b);
		tally v = values[i];
		counts[0 * DX_TREES_BINS + (b & 63)] += v;
		counts[1 * DX_TREES_BINS + (b >> 8 & 63)] += v;
		counts[2 * DX_TREES_BINS + (b >> 16 & 63)] += v;
		counts[3 * DX_TREES_BINS + (b >> 24 & 63)] += v;
		counts[4 * DX_TREES_BINS + (b >> 32 & 63)] += v;
		counts[5 * DX_TREES_BINS + (b >> 40 & 63)] += v;
		counts[6 * DX_TREES_BINS + (b >> 48 & 63)] += v;
		counts[7 * DX_TREES_BINS + (b >> 56)] += v;
	}
}

static void count_leaf(const grower *g, const leaf *l) {
	tally values[LOT];
	memset(l->counts, 0, (size_t)g->blocks * BLOCK * DX_TREES_BINS * sizeof *l->counts);
	for (uint32_t at = l->begin; at < l->end; at += LOT) {
		const uint32_t *rows = g->order + at;
		uint32_t n = l->end - at < LOT ? l->end - at : LOT;
		for (uint32_t i = 0; i < n; i++) values[i] = g->tallies[rows[i]];
		for (uint32_t k = 0; k < g->chosen_count; k += 8) {
			const uint8_t *bins = g->packed + (size_t)(k / BLOCK) * g->sampled * BLOCK + k % BLOCK;
			count_eight(l->counts + (size_t)k * DX_TREES_BINS, bins, rows, values, n);
		}
	}
}

static double worth(const grower *g, tally sum) {
	double slope = sum[0] * g->slope_unit;
	return slope * slope / (sum[1] * g->bend_unit + g->plan->lambda + 1e-12);
}

static void best_cut(const grower *g, leaf *l, uint32_t k, double parent) {
	const tally *counts = l->counts + (size_t)k * DX_TREES_BINS;
	uint32_t cuts = g->cut_count[g->chosen[k]], least = g->plan->least_rows ? g->plan->least_rows : 1;
	int32_t bend = (int32_t)fmin(g->plan->least_bend / g->bend_unit, INT32_MAX);
	tally left = {0};
	for (uint32_t cut = 0; cut < cuts; cut++) {
		left += counts[cut];
		tally right = l->sum - left;
		if ((uint32_t)right[2] < least || right[1] < bend) return;
		if (!counts[cut][2] || (uint32_t)left[2] < least || left[1] < bend) continue;
		double gain = worth(g, left) + worth(g, right) - parent;
		if (gain > l->best.gain) l->best = (split){gain, k, cut, left};
	}
}

static void find_split(const grower *g, leaf *l) {
	double parent = worth(g, l->sum);
	l->best = (split){.gain = g->plan->least_gain};
	for (uint32_t k = 0; k < g->chosen_count; k++) best_cut(g, l, k, parent);
	if (l->best.gain <= g->plan->least_gain) l->best.gain = 0;
}

/* --- a tree ---------------------------------------------------------------------------------------------------- */

static uint32_t new_node(grower *g, tally sum) {
	dx_trees_trained *t = g->out;
	if (g->node_count == g->node_cap) {
		g->node_cap = g->node_cap ? g->node_cap * 2 : 1024;
		t->nodes = dx_need_more(t->nodes, g->node_cap * sizeof *t->nodes);
		t->cuts = dx_need_more(t->cuts, g->node_cap * sizeof *t->cuts);
	}
	double step = -(sum[0] * g->slope_unit) / (sum[1] * g->bend_unit + g->plan->lambda + 1e-12);
	t->nodes[g->node_count] = (dx_tree_node){(float)(step * g->plan->rate), 0, 0, 0};
	t->cuts[g->node_count] = 0;
	return g->node_count++;
}

/* Rows that go left come first, both sides in their order; back comes where the right ones begin. */
static uint32_t part_rows(grower *g, const leaf *l) {
	uint32_t k = l->best.feature, kept = l->begin, moved = 0;
	const uint8_t *bins = g->packed + (size_t)(k / BLOCK) * g->sampled * BLOCK + k % BLOCK;
	for (uint32_t i = l->begin; i < l->end; i++) {
		uint32_t row = g->order[i], right = bins[(size_t)row * BLOCK] > l->best.cut;
		g->order[kept] = row;
		g->aside[moved] = row;
		kept += !right;
		moved += right;
	}
	memcpy(g->order + kept, g->aside, moved * sizeof *g->order);
	return kept;
}

static bool may_split(const grower *g, const leaf *l) {
	return l->depth < g->plan->depth && l->end - l->begin >= 2 * g->plan->least_rows;
}

/* The smaller child's rows are counted, the larger one takes its parent's counts less those. */
static void count_children(grower *g, leaf *a, leaf *b) {
	leaf *small = a->end - a->begin <= b->end - b->begin ? a : b, *large = small == a ? b : a;
	size_t size = (size_t)g->blocks * BLOCK * DX_TREES_BINS;
	tally *parent = a->counts;
	a->best.gain = b->best.gain = 0;
	if (g->leaf_count == g->plan->leaves || !(may_split(g, small) || may_split(g, large))) return;
	small->counts = g->pool + (g->leaf_count - 1) * size;
	large->counts = parent;
	count_leaf(g, small);
	if (may_split(g, small)) find_split(g, small);
	if (!may_split(g, large)) return;
	for (size_t i = 0; i < size; i++) parent[i] -= small->counts[i];
	find_split(g, large);
}

static void split_leaf(grower *g, leaf *l) {
	const split s = l->best;
	uint32_t middle = part_rows(g, l), feature = g->chosen[s.feature], depth = l->depth + 1;
	uint32_t left = new_node(g, s.left), right = new_node(g, l->sum - s.left);
	float threshold = g->cuts[(size_t)feature * DX_TREES_BINS + s.cut];
	g->out->nodes[l->node] = (dx_tree_node){threshold, (uint16_t)feature, (uint8_t)(left - l->node), 1};
	g->out->cuts[l->node] = (uint8_t)s.cut;
	if (g->out->depth[g->out->trees] < depth) g->out->depth[g->out->trees] = (uint8_t)depth;
	leaf *other = g->leaves + g->leaf_count++;
	*other = (leaf){middle, l->end, right, depth, l->sum - s.left, l->counts, {.gain = 0}};
	*l = (leaf){l->begin, middle, left, depth, s.left, l->counts, {.gain = 0}};
	count_children(g, l, other);
}

static void grow_tree(grower *g) {
	leaf *root = g->leaves;
	*root = (leaf){.end = g->sampled, .counts = g->pool};
	for (uint32_t i = 0; i < g->sampled; i++) root->sum += g->tallies[i];
	root->node = new_node(g, root->sum);
	g->out->first[g->out->trees] = root->node;
	g->out->depth[g->out->trees] = 0;
	g->leaf_count = 1;
	if (may_split(g, root)) {
		count_leaf(g, root);
		find_split(g, root);
	}
	while (g->leaf_count < g->plan->leaves) {
		leaf *best = root;
		for (uint32_t i = 1; i < g->leaf_count; i++) {
			if (g->leaves[i].best.gain > best->best.gain) best = g->leaves + i;
		}
		if (best->best.gain <= 0) break;
		split_leaf(g, best);
	}
	g->out->first[++g->out->trees] = g->node_count;
}

static void add_tree(const dx_trees_trained *t, uint32_t tree, binned *b) {
	size_t count = b->in->count;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t at = t->first[tree];
		while (t->nodes[at].inner) {
			const dx_tree_node *n = t->nodes + at;
			at += n->step + (b->bins[n->feature * count + i] > t->cuts[at]);
		}
		b->score[i] += t->nodes[at].threshold;
	}
}

/* --- all trees ------------------------------------------------------------------------------------------------- */

static void begin(grower *g, const dx_examples *in, const dx_examples *held) {
	size_t n = in->count, features = (in->width + BLOCK - 1) / BLOCK * BLOCK;
	dx_trees_trained *t = g->out = dx_need_zero(1, sizeof *t);
	t->width = in->width;
	t->base = base_of(g->plan, in);
	t->held_loss = 0;
	t->first = dx_need_zero(g->plan->trees + 1, sizeof *t->first);
	t->depth = dx_need_zero(g->plan->trees, sizeof *t->depth);
	g->random = g->plan->seed;
	find_cuts(g, in);
	g->rows = bin_rows(g, in);
	if (held) g->held = bin_rows(g, held);
	g->slope = dx_need(n * sizeof *g->slope);
	g->bend = dx_need(n * sizeof *g->bend);
	g->chosen = dx_need(in->width * sizeof *g->chosen);
	g->sample = dx_need(n * sizeof *g->sample);
	g->packed = dx_need(n * features);
	g->tallies = dx_need(n * sizeof *g->tallies);
	g->order = dx_need(n * sizeof *g->order);
	g->aside = dx_need(n * sizeof *g->aside);
	g->pool = dx_need(g->plan->leaves * features * DX_TREES_BINS * sizeof *g->pool);
	g->leaves = dx_need(g->plan->leaves * sizeof *g->leaves);
}

static void end(grower *g) {
	void *all[] = {g->cuts,  g->cut_count, g->rows.bins, g->rows.score, g->held.bins, g->held.score,
	               g->slope, g->bend,      g->chosen,    g->sample,     g->packed,    g->tallies,
	               g->order, g->aside,     g->pool,      g->leaves};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) free(all[i]);
}

static void report(const grower *g, double held) {
	uint32_t tree = g->out->trees;
	if (!g->plan->report || tree % g->plan->report) return;
	fprintf(stderr, "trees: %u, loss %.5f", tree, differentiate(g, &g->rows, NULL, NULL));
	fprintf(stderr, g->held.in ? ", held out %.5f\n" : "\n", held);
}

dx_trees_trained *dx_trees_train(const dx_trees_plan *plan, const dx_examples *in, const dx_examples *held) {
	dx_trees_plan own = *plan;
	grower g = {.plan = &own};
	if (own.leaves > DX_TREES_LEAVES) own.leaves = DX_TREES_LEAVES;
	if (own.leaves < 1) own.leaves = 1;
	if (held && !held->count) held = NULL;
	begin(&g, in, held);
	dx_trees_trained *t = g.out;
	uint32_t best = 0;
	if (held) t->held_loss = differentiate(&g, &g.held, NULL, NULL);
	while (t->trees < own.trees) {
		uint32_t tree = t->trees;
		prepare_tree(&g);
		grow_tree(&g);
		add_tree(t, tree, &g.rows);
		if (held) add_tree(t, tree, &g.held);
		double loss = held ? differentiate(&g, &g.held, NULL, NULL) : 0;
		report(&g, loss);
		if (!held || loss < t->held_loss) {
			t->held_loss = loss;
			best = t->trees;
		} else if (t->trees - best >= own.patience) {
			break;
		}
	}
	t->trees = best;
	end(&g);
	return t;
}

dx_trees_trained *dx_trees_mean(dx_trees_trained *const *all, uint32_t count) {
	dx_trees_trained *out = dx_need_zero(1, sizeof *out);
	uint32_t nodes = 0;
	for (uint32_t k = 0; k < count; k++) {
		out->trees += all[k]->trees;
		nodes += all[k]->first[all[k]->trees];
	}
	*out = (dx_trees_trained){.nodes = dx_need((nodes + 1) * sizeof *out->nodes),
	                          .cuts = dx_need(nodes + 1),
	                          .first = dx_need((out->trees + 1) * sizeof *out->first),
	                          .depth = dx_need(out->trees + 1),
	                          .width = all[0]->width};
	nodes = 0;
	for (uint32_t k = 0; k < count; k++) {
		const dx_trees_trained *t = all[k];
		uint32_t more = t->first[t->trees];
		memcpy(out->nodes + nodes, t->nodes, more * sizeof *t->nodes);
		memcpy(out->cuts + nodes, t->cuts, more);
		memcpy(out->depth + out->trees, t->depth, t->trees);
		for (uint32_t i = 0; i < t->trees; i++) out->first[out->trees + i] = nodes + t->first[i];
		for (uint32_t i = nodes; i < nodes + more; i++) {
			if (!out->nodes[i].inner) out->nodes[i].threshold /= (float)count;
		}
		out->trees += t->trees;
		out->base += t->base / (float)count;
		nodes += more;
	}
	out->first[out->trees] = nodes;
	return out;
}

void dx_trees_trained_free(dx_trees_trained *t) {
	if (!t) return;
	free(t->nodes);
	free(t->cuts);
	free(t->first);
	free(t->depth);
	free(t->points);
	free(t);
}
