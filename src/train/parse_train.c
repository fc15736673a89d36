#include "train/parse_train.h"

#include "tag/parse.h"

#include <math.h>
#include <stdlib.h>

enum {
	LEAST = 3,   /* articles that a feature must stand in */
	BROAD = 3,   /* epochs with all features, before those are chosen that fit */
	UNKNOWN = 0, /* as a head: anything is right */
};
/* How much better than the best wrong action the best right one must be; one step moves them 2 × DX_PARSE_FEATURES. */
static const float margin = 50.0f;

typedef struct trainer {
	const dx_gold *gold;
	dx_rows *table;
	float *late; /* by weight: what to take off for the average */
	double now;  /* steps so far + 1: more than a float can count */
	uint64_t random;
	uint32_t *order, articles;
	dx_parse_state state;
	uint32_t *head;    /* by node: gold head, UNKNOWN */
	uint8_t *relation; /* by node */
	uint32_t *node;    /* by token of the sentence */
	bool explore;
} trainer;

static uint64_t draw(trainer *t) {
	t->random += 0x9E3779B97F4A7C15u;
	return dx_mix(t->random, 0);
}

static void shuffle(trainer *t) {
	for (uint32_t i = t->articles; i > 1; i--) {
		uint32_t k = (uint32_t)(draw(t) % i), other = t->order[i - 1];
		t->order[i - 1] = t->order[k];
		t->order[k] = other;
	}
}

/* --- oracle ----------------------------------------------------------------------------------------------------- */

/* The sentence's tree by nodes; nothing is known of a node whose head is a mark. False: no head is known. */
static bool gold_tree(trainer *t, const dx_gold_article *a, uint32_t sentence) {
	const dx_sentence *range = &a->text.sentences[sentence];
	dx_parse_state *s = &t->state;
	uint32_t known = 0;
	dx_parse_begin(s, &a->text, a->tags.pos, sentence);
	memset(t->node, 0, (range->last - range->first) * sizeof *t->node);
	for (uint32_t k = 1; k <= s->count; k++) t->node[s->nodes[k].token - range->first] = k;
	t->head[0] = t->head[s->count + 1] = UNKNOWN;
	for (uint32_t k = 1; k <= s->count; k++) {
		const dx_silver *w = &a->silver[s->nodes[k].token];
		t->head[k] = UNKNOWN;
		t->relation[k] = w->relation == DX_REL_PUNCT ? DX_REL_OBLIQUE : w->relation;
		if (!w->known || !w->headed) continue;
		if (w->relation == DX_REL_ROOT) {
			t->head[k] = s->count + 1;
		} else if (w->head != s->nodes[k].token && w->relation != DX_REL_PUNCT) {
			t->head[k] = t->node[w->head - range->first];
		}
		known += t->head[k] != UNKNOWN;
	}
	return known > 0;
}

/* By action, how many gold arcs it puts out of reach; a right arc with the wrong relation is half lost. */
typedef struct costs {
	float shift, left, right;
	uint8_t left_relation, right_relation; /* right ones, 0: any */
} costs;

static costs costs_of(const trainer *t) {
	const dx_parse_state *s = &t->state;
	uint32_t s0 = s->stack[s->top], s1 = s->stack[s->top - 1], b0 = s->next, h0 = t->head[s0], hb = t->head[b0];
	costs c = {0};
	for (uint32_t i = s->next; i <= s->count; i++) {
		if (t->head[i] == s0) c.left += 1, c.right += 1;
	}
	if (h0 != UNKNOWN) {
		c.left += h0 == s1 || h0 > b0;
		c.right += h0 >= b0;
	}
	if (h0 == b0) c.left_relation = t->relation[s0];
	if (h0 == s1) c.right_relation = t->relation[s0];
	for (uint32_t i = 3; i <= s->top; i++) { /* behind the nothings */
		if (t->head[s->stack[i]] == b0) c.shift += 1;
		if (i < s->top && hb == s->stack[i]) c.shift += 1;
	}
	return c;
}

static float cost(const costs *c, uint32_t action) {
	if (action == DX_PARSE_SHIFT) return c->shift;
	if (action > DX_PARSE_RIGHT) {
		return c->right + (c->right_relation && c->right_relation != action - DX_PARSE_RIGHT ? 0.5f : 0);
	}
	return c->left + (c->left_relation && c->left_relation != action - DX_PARSE_LEFT ? 0.5f : 0);
}

/* Legal actions that cost least, as bits. */
static uint32_t cheapest(const trainer *t, uint32_t legal) {
	costs c = costs_of(t);
	float least = INFINITY;
	uint32_t good = 0;
	for (uint32_t a = 0; a < DX_PARSE_ACTIONS; a++) {
		if (!(legal >> a & 1)) continue;
		float k = cost(&c, a);
		if (k < least) least = k, good = 0;
		if (k == least) good |= 1u << a;
	}
	return good;
}

/* --- perceptron ------------------------------------------------------------------------------------------------- */

static void find_rows(const trainer *t, uint32_t ids[DX_PARSE_FEATURES]) {
	uint64_t features[DX_PARSE_FEATURES];
	const dx_rows *table = t->table;
	dx_parse_features(&t->state, features);
	for (uint32_t i = 0; i < DX_PARSE_FEATURES; i++) {
		__builtin_prefetch(&table->slots[(uint32_t)(features[i] >> 24) & table->mask]);
	}
	for (uint32_t i = 0; i < DX_PARSE_FEATURES; i++) {
		ids[i] = dx_rows_find(table, features[i]);
		if (ids[i] == UINT32_MAX) continue;
		const float *w = table->weights + (size_t)ids[i] * DX_PARSE_ACTIONS;
		__builtin_prefetch(w);
		__builtin_prefetch(w + 16);
	}
}

static void add_rows(const trainer *t, const uint32_t ids[DX_PARSE_FEATURES], float sum[DX_PARSE_ACTIONS]) {
	memset(sum, 0, DX_PARSE_ACTIONS * sizeof *sum);
	for (uint32_t i = 0; i < DX_PARSE_FEATURES; i++) {
		if (ids[i] == UINT32_MAX) continue;
		const float *w = t->table->weights + (size_t)ids[i] * DX_PARSE_ACTIONS;
		for (uint32_t l = 0; l < DX_PARSE_ACTIONS; l++) sum[l] += w[l];
	}
}

static uint32_t best_of(const float sum[DX_PARSE_ACTIONS], uint32_t among) {
	uint32_t best = UINT32_MAX;
	for (uint32_t l = 0; l < DX_PARSE_ACTIONS; l++) {
		if (among >> l & 1 && (best == UINT32_MAX || sum[l] > sum[best])) best = l;
	}
	return best;
}

static void learn(trainer *t, const uint32_t ids[DX_PARSE_FEATURES], uint32_t right, uint32_t wrong) {
	for (uint32_t i = 0; i < DX_PARSE_FEATURES; i++) {
		if (ids[i] == UINT32_MAX) continue;
		size_t row = (size_t)ids[i] * DX_PARSE_ACTIONS;
		t->table->weights[row + right] += 1;
		t->table->weights[row + wrong] -= 1;
		t->late[row + right] += (float)t->now;
		t->late[row + wrong] -= (float)t->now;
	}
}

static void train_sentence(trainer *t) {
	uint32_t ids[DX_PARSE_FEATURES], legal;
	float sum[DX_PARSE_ACTIONS];
	while ((legal = dx_parse_legal(&t->state))) {
		uint32_t action = (uint32_t)__builtin_ctz(legal);
		if (legal & (legal - 1)) {
			uint32_t good = cheapest(t, legal), bad = legal & ~good;
			find_rows(t, ids);
			add_rows(t, ids, sum);
			uint32_t right = best_of(sum, good), wrong = best_of(sum, bad);
			if (bad && sum[wrong] + margin > sum[right]) learn(t, ids, right, wrong);
			action = bad && t->explore && sum[wrong] >= sum[right] ? wrong : right;
			t->now += 1;
		}
		dx_parse_act(&t->state, action);
	}
}

static void epoch(trainer *t) {
	shuffle(t);
	for (uint32_t i = 0; i < t->articles; i++) {
		const dx_gold_article *a = &t->gold->items[t->order[i]];
		for (uint32_t k = 0; k < a->text.sentence_count; k++) {
			if (gold_tree(t, a, k)) train_sentence(t);
		}
	}
}

/* --- which features --------------------------------------------------------------------------------------------- */

/* Those that stand on the way to the gold trees in several articles. */
static void collect(trainer *t) {
	uint64_t features[DX_PARSE_FEATURES];
	for (uint32_t i = 0; i < t->articles; i++) {
		const dx_gold_article *a = &t->gold->items[t->order[i]];
		for (uint32_t k = 0; k < a->text.sentence_count; k++) {
			if (!gold_tree(t, a, k)) continue;
			uint32_t legal;
			while ((legal = dx_parse_legal(&t->state))) {
				dx_parse_features(&t->state, features);
				for (uint32_t f = 0; f < DX_PARSE_FEATURES; f++) dx_rows_put(t->table, features[f], i);
				dx_parse_act(&t->state, (uint32_t)__builtin_ctz(cheapest(t, legal)));
			}
		}
	}
	free(dx_rows_prune(t->table, LEAST));
}

static void fresh_weights(trainer *t) {
	dx_rows_weights(t->table);
	free(t->late);
	t->late = dx_need_zero((size_t)t->table->count * DX_PARSE_ACTIONS, sizeof *t->late);
	t->now = 1;
}

static void average(trainer *t) {
	size_t n = (size_t)t->table->count * DX_PARSE_ACTIONS;
	for (size_t i = 0; i < n; i++) t->table->weights[i] -= (float)(t->late[i] / t->now);
}

static void trainer_room(trainer *t, const dx_gold *gold, const uint8_t *use, dx_arena *arena) {
	t->order = dx_need(gold->count * sizeof *t->order);
	uint32_t most = 0;
	const dx_text *longest = NULL;
	for (uint32_t i = 0; i < gold->count; i++) {
		const dx_gold_article *a = &gold->items[i];
		if (!use[i] || !a->silver || !a->tags.pos) continue;
		t->order[t->articles++] = i;
		for (uint32_t k = 0; k < a->text.sentence_count; k++) {
			uint32_t n = a->text.sentences[k].last - a->text.sentences[k].first;
			if (n > most) most = n, longest = &a->text;
		}
	}
	if (longest) dx_parse_room(&t->state, longest, arena);
	t->head = dx_need((most + 2) * sizeof *t->head);
	t->relation = dx_need((most + 2) * sizeof *t->relation);
	t->node = dx_need((most + 2) * sizeof *t->node);
}

void dx_parse_train(const dx_gold *gold, const uint8_t *use, uint32_t epochs, uint64_t seed, dx_rows *out) {
	trainer t = {.gold = gold, .table = out, .random = seed};
	dx_arena arena;
	dx_arena_init(&arena);
	dx_rows_init(out, DX_PARSE_ACTIONS);
	trainer_room(&t, gold, use, &arena);
	collect(&t);
	fresh_weights(&t);
	for (uint32_t e = 0; e < BROAD; e++) {
		t.explore = e > 0;
		epoch(&t);
	}
	average(&t);
	free(dx_rows_keep_fitting(t.table, (dx_room){DX_PARSE_BUCKETS, DX_WIDE_ROWS, 0}));
	fresh_weights(&t);
	for (uint32_t e = 0; e < epochs; e++) {
		t.explore = e > 0;
		epoch(&t);
	}
	average(&t);
	free(t.late);
	free(t.order);
	free(t.head);
	free(t.relation);
	free(t.node);
	dx_arena_free(&arena);
}
