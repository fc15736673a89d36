#include "train/chain_train.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void dx_sequences_free(dx_sequences *s) {
	free(s->ids);
	free(s->token_at);
	free(s->labels);
	free(s->first);
	free(s->article);
	*s = (dx_sequences){0};
}

void dx_sequence_begin(dx_sequences *s, uint32_t article) {
	if (s->count == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 1024;
		s->first = dx_need_more(s->first, (s->cap + 1) * sizeof *s->first);
		s->article = dx_need_more(s->article, s->cap * sizeof *s->article);
	}
	s->first[s->count] = s->first[s->count + 1] = s->token_count;
	s->article[s->count++] = article;
}

void dx_sequence_token(dx_sequences *s, const uint32_t *ids, uint32_t count, uint8_t label) {
	if (s->token_count == s->token_cap) {
		s->token_cap = s->token_cap ? s->token_cap * 2 : 65536;
		s->token_at = dx_need_more(s->token_at, ((size_t)s->token_cap + 1) * sizeof *s->token_at);
		s->labels = dx_need_more(s->labels, s->token_cap);
	}
	while (s->id_count + count > s->id_cap) {
		s->id_cap = s->id_cap ? s->id_cap * 2 : 1u << 20;
		s->ids = dx_need_more(s->ids, s->id_cap * sizeof *s->ids);
	}
	memcpy(s->ids + s->id_count, ids, count * sizeof *ids);
	s->token_at[s->token_count] = s->id_count;
	s->labels[s->token_count++] = label;
	s->id_count += count;
	s->token_at[s->token_count] = s->id_count;
	s->first[s->count] = s->token_count;
}

void dx_sequences_renumber(dx_sequences *s, const uint32_t *map) {
	size_t to = 0, from = 0;
	for (uint32_t t = 0; t < s->token_count; t++) {
		size_t end = s->token_at[t + 1];
		s->token_at[t] = to;
		for (; from < end; from++) {
			uint32_t id = map[s->ids[from]];
			if (id != UINT32_MAX) s->ids[to++] = id;
		}
	}
	if (s->token_count) s->token_at[s->token_count] = to;
	s->id_count = to;
}

typedef struct trainer {
	const dx_sequences *s;
	dx_rows *table;
	dx_chain *chain;
	dx_chain_plan plan;
	float *squares; /* of gradients, by weight */
	dx_chain next_squares;
	uint64_t random;
	dx_arena arena;
	double loss;
	bool *out; /* by feature place of the sequence: left out this time */
	size_t out_cap;
} trainer;

static uint32_t random_number(trainer *t) {
	uint64_t z = (t->random += 0x9E3779B97F4A7C15u);
	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return (uint32_t)(z >> 32);
}

static void leave_out(trainer *t, size_t from, size_t to) {
	if (to - from > t->out_cap) {
		t->out_cap = (to - from) * 2;
		t->out = dx_need_more(t->out, t->out_cap * sizeof *t->out);
	}
	uint32_t limit = (uint32_t)(t->plan.drop * 4294967295.0);
	for (size_t k = from; k < to; k++) t->out[k - from] = random_number(t) < limit;
}

static void score_with_drop(trainer *t, uint32_t first, uint32_t n, float (*score)[DX_L_LANES]) {
	const dx_sequences *s = t->s;
	size_t base = s->token_at[first];
	float keep = 1 / (1 - t->plan.drop);
	memset(score, 0, n * sizeof *score);
	for (uint32_t i = 0; i < n; i++) {
		for (size_t k = s->token_at[first + i]; k < s->token_at[first + i + 1]; k++) {
			if (k + 16 < s->id_count) __builtin_prefetch(t->table->weights + (size_t)s->ids[k + 16] * DX_NARROW);
			if (t->out[k - base]) continue;
			const float *w = t->table->weights + (size_t)s->ids[k] * DX_NARROW;
			for (unsigned l = 0; l < DX_NARROW; l++) score[i][l + 1] += w[l];
		}
		for (unsigned l = 1; l < DX_L_COUNT; l++) score[i][l] *= keep;
	}
}

static inline void step(float *w, float *square, float gradient, float rate) {
	*square += gradient * gradient;
	*w -= rate * gradient / sqrtf(*square + 1e-6f);
}

static void update_tokens(trainer *t, uint32_t first, uint32_t n, float (*share)[DX_L_LANES]) {
	const dx_sequences *s = t->s;
	size_t base = s->token_at[first];
	for (uint32_t i = 0; i < n; i++) {
		float g[DX_NARROW];
		bool any = false;
		for (unsigned l = 0; l < DX_NARROW; l++) {
			g[l] = share[i][l + 1] - (s->labels[first + i] == l + 1);
			any |= fabsf(g[l]) > 1e-4f;
		}
		if (!any) continue;
		for (size_t k = s->token_at[first + i]; k < s->token_at[first + i + 1]; k++) {
			if (t->out[k - base]) continue;
			float *w = t->table->weights + (size_t)s->ids[k] * DX_NARROW;
			float *q = t->squares + (size_t)s->ids[k] * DX_NARROW;
			for (unsigned l = 0; l < DX_NARROW; l++) step(&w[l], &q[l], g[l], t->plan.rate);
		}
	}
}

typedef double row[DX_L_COUNT];

/* Forward and backward sums of one sequence: likelihoods, not their logarithms, each row scaled to 1. */
typedef struct sums {
	row *alpha, *beta, *here; /* by token */
	row next[DX_L_COUNT];
	row first;
	uint32_t count;
} sums;

static void scale(row v, double all) {
	for (unsigned l = 0; l < DX_L_COUNT; l++) v[l] /= all;
}

static void sum_forward(sums *m, const float (*score)[DX_L_LANES]) {
	for (uint32_t i = 0; i < m->count; i++) {
		float top = score[i][0];
		for (unsigned l = 1; l < DX_L_COUNT; l++) top = fmaxf(top, score[i][l]);
		double all = 0;
		for (unsigned b = 0; b < DX_L_COUNT; b++) {
			m->here[i][b] = exp((double)(score[i][b] - top));
			double v = i ? 0 : m->first[b];
			for (unsigned a = 0; i && a < DX_L_COUNT; a++) v += m->alpha[i - 1][a] * m->next[a][b];
			all += m->alpha[i][b] = v * m->here[i][b];
		}
		scale(m->alpha[i], all);
	}
}

static void sum_backward(sums *m) {
	for (uint32_t i = m->count; i-- > 0;) {
		bool last = i + 1 == m->count;
		double all = 0;
		for (unsigned a = 0; a < DX_L_COUNT; a++) {
			double v = last;
			for (unsigned b = 0; !last && b < DX_L_COUNT; b++) {
				v += m->next[a][b] * m->here[i + 1][b] * m->beta[i + 1][b];
			}
			all += m->beta[i][a] = v;
		}
		scale(m->beta[i], all);
	}
}

/* How often each label is expected behind each, less how often it is. */
static void expect_pairs(const sums *m, const uint8_t *label, row *expected) {
	for (uint32_t i = 1; i < m->count; i++) {
		row pair[DX_L_COUNT];
		double all = 0;
		for (unsigned a = 0; a < DX_L_COUNT; a++) {
			for (unsigned b = 0; b < DX_L_COUNT; b++) {
				all += pair[a][b] = m->alpha[i - 1][a] * m->next[a][b] * m->here[i][b] * m->beta[i][b];
			}
		}
		for (unsigned a = 0; a < DX_L_COUNT; a++) {
			for (unsigned b = 0; b < DX_L_COUNT; b++) expected[a][b] += pair[a][b] / all;
		}
		expected[label[i - 1]][label[i]] -= 1;
	}
}

/* The sums once more, in doubles: n × 49, a small part of the whole. */
static void update_chain(trainer *t, uint32_t first, uint32_t n, const float (*score)[DX_L_LANES]) {
	dx_chain *c = t->chain;
	const uint8_t *label = t->s->labels + first;
	sums m = {.count = n};
	row expected[DX_L_COUNT] = {{0}};
	double whole = 0;
	m.alpha = dx_alloc_raw(&t->arena, n * sizeof *m.alpha);
	m.beta = dx_alloc_raw(&t->arena, n * sizeof *m.beta);
	m.here = dx_alloc_raw(&t->arena, n * sizeof *m.here);
	for (unsigned a = 0; a < DX_L_COUNT; a++) {
		m.first[a] = exp((double)c->first[a]);
		for (unsigned b = 0; b < DX_L_COUNT; b++) m.next[a][b] = exp((double)c->next[a][b]);
	}
	sum_forward(&m, score);
	sum_backward(&m);
	expect_pairs(&m, label, expected);
	for (unsigned b = 0; b < DX_L_COUNT; b++) whole += m.alpha[0][b] * m.beta[0][b];
	for (unsigned a = 0; a < DX_L_COUNT; a++) {
		for (unsigned b = 0; b < DX_L_COUNT; b++) {
			if (!dx_label_follows(a, b)) continue;
			step(&c->next[a][b], &t->next_squares.next[a][b], (float)expected[a][b], t->plan.rate);
		}
		double v = m.alpha[0][a] * m.beta[0][a] / whole - (label[0] == a);
		if (c->first[a] > -1e3f) step(&c->first[a], &t->next_squares.first[a], (float)v, t->plan.rate);
	}
}

static void learn_sequence(trainer *t, uint32_t k) {
	uint32_t first = t->s->first[k], n = t->s->first[k + 1] - first;
	if (!n) return;
	dx_arena_reset(&t->arena, 1u << 24);
	float(*score)[DX_L_LANES] = dx_alloc_raw(&t->arena, n * sizeof *score);
	float(*share)[DX_L_LANES] = dx_alloc_raw(&t->arena, n * sizeof *share);
	leave_out(t, t->s->token_at[first], t->s->token_at[first + n]);
	score_with_drop(t, first, n, score);
	double log_sum = dx_chain_shares(t->chain, (const float(*)[DX_L_LANES])score, n, share, &t->arena);
	for (uint32_t i = 0; i < n; i++) {
		unsigned l = t->s->labels[first + i];
		log_sum -= (double)(score[i][l] + (i ? t->chain->next[t->s->labels[first + i - 1]][l] : t->chain->first[l]));
	}
	t->loss += log_sum;
	update_tokens(t, first, n, share);
	update_chain(t, first, n, (const float(*)[DX_L_LANES])score);
}

static void add_weights(float *sum, const float *w, size_t n) {
	for (size_t i = 0; i < n; i++) sum[i] += w[i];
}

void dx_chain_train(dx_rows *table, dx_chain *chain, const dx_sequences *s, const uint8_t *use, dx_chain_plan plan) {
	dx_rows_weights(table);
	size_t n = (size_t)table->count * DX_NARROW;
	trainer t = {.s = s, .table = table, .chain = chain, .plan = plan, .random = plan.seed};
	t.squares = dx_need_zero(n, sizeof *t.squares);
	float *sum = dx_need_zero(n, sizeof *sum);
	dx_chain chain_sum = {0};
	uint32_t *order = dx_need(s->count * sizeof *order), used = 0, summed = 0;
	*chain = (dx_chain){0};
	dx_chain_forbid(chain);
	dx_arena_init(&t.arena);
	for (uint32_t k = 0; k < s->count; k++) {
		if (use[s->article[k]]) order[used++] = k;
	}
	for (uint32_t e = 0; e < plan.epochs; e++) {
		t.loss = 0;
		for (uint32_t k = used; k > 1; k--) {
			uint32_t j = random_number(&t) % k, other = order[j];
			order[j] = order[k - 1];
			order[k - 1] = other;
		}
		for (uint32_t k = 0; k < used; k++) learn_sequence(&t, order[k]);
		if (plan.epoch) plan.epoch(plan.context, &(dx_epoch){e + 1, t.loss, table, chain});
		if (e < plan.epochs / 2) continue;
		add_weights(sum, table->weights, n);
		add_weights(&chain_sum.next[0][0], &chain->next[0][0], sizeof(dx_chain) / sizeof(float));
		summed++;
	}
	for (size_t i = 0; i < n; i++) table->weights[i] = sum[i] / (float)summed;
	float *c = &chain->next[0][0], *cs = &chain_sum.next[0][0];
	for (size_t i = 0; i < sizeof(dx_chain) / sizeof(float); i++) c[i] = cs[i] / (float)summed;
	dx_arena_free(&t.arena);
	free(t.squares);
	free(sum);
	free(order);
	free(t.out);
}

void dx_chain_scores(const dx_rows *table, const dx_sequences *s, uint32_t sequence, float (*score)[DX_L_LANES]) {
	uint32_t first = s->first[sequence], n = s->first[sequence + 1] - first;
	memset(score, 0, n * sizeof *score);
	for (uint32_t i = 0; i < n; i++) {
		for (size_t k = s->token_at[first + i]; k < s->token_at[first + i + 1]; k++) {
			const float *w = table->weights + (size_t)s->ids[k] * DX_NARROW;
			for (unsigned l = 0; l < DX_NARROW; l++) score[i][l + 1] += w[l];
		}
	}
}
