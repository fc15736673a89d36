#include "train/work.h"
#include "tag/label.h"
#include "train/read.h"

#include <stdlib.h>

static uint8_t *truth_of(dx_gold_article *a) {
	uint8_t *y = DX_NEW(&a->arena, uint8_t, a->text.token_count + 1);
	for (uint32_t q = 0; q < a->quote_count; q++) {
		for (uint32_t f = 0; f < a->quotes[q].content_count; f++)
			dx_label_span(&a->text, y, a->quotes[q].content[f], DX_L_CONTENT);
	}
	for (uint32_t q = 0; q < a->quote_count; q++) dx_label_span(&a->text, y, a->quotes[q].source, DX_L_SOURCE);
	for (uint32_t q = 0; q < a->quote_count; q++) dx_label_span(&a->text, y, a->quotes[q].cue, DX_L_CUE);
	dx_label_mend(&a->text, y);
	return y;
}

static void begin_article(dx_work *w, uint32_t i) {
	dx_gold_article *a = &w->gold->items[i];
	if (dx_arena_guard(&a->arena)) dx_stop("out of memory");
	w->truth[i] = truth_of(a);
	dx_rules_find(&w->rules[i], &a->text, &a->mentions, w->gold->lexicon, &a->arena);
	w->rule_label[i] = dx_rules_label(&w->rules[i], &a->text, &a->arena);
	w->label[i] = dx_need_zero(a->text.token_count + 1, 1);
	w->share[i] = dx_need_zero(a->text.token_count + 1, sizeof **w->share);
}

void dx_work_make(dx_work *w, dx_gold *gold) {
	*w = (dx_work){.gold = gold};
	w->frames = dx_need_zero(gold->count, sizeof *w->frames);
	w->truth = dx_need_zero(gold->count, sizeof *w->truth);
	w->rules = dx_need_zero(gold->count, sizeof *w->rules);
	w->rule_label = dx_need_zero(gold->count, sizeof *w->rule_label);
	w->label = dx_need_zero(gold->count, sizeof *w->label);
	w->share = dx_need_zero(gold->count, sizeof *w->share);
	w->found = dx_need_zero(gold->count, sizeof *w->found);
	for (uint32_t i = 0; i < gold->count; i++) begin_article(w, i);
}

void dx_work_free(dx_work *w) {
	if (!w->gold) return; /* never made */
	for (uint32_t i = 0; i < w->gold->count; i++) {
		free(w->label[i]);
		free(w->share[i]);
	}
	dx_sequences_free(&w->sequences);
	free(w->frames);
	free(w->truth);
	free(w->rules);
	free(w->rule_label);
	free(w->label);
	free(w->share);
	free(w->found);
}

static void frame_article(dx_work *w, uint32_t i) {
	dx_gold_article *a = &w->gold->items[i];
	if (dx_arena_guard(&a->arena)) dx_stop("out of memory");
	dx_frame_make(&w->frames[i], &a->text, &a->tags, w->gold->lexicon, &a->arena);
}

void dx_work_frames(dx_work *w, uint32_t groups) {
	for (uint32_t i = 0; i < w->gold->count; i++) {
		frame_article(w, i);
		w->frames[i].groups = groups;
	}
}

typedef struct maker {
	dx_work *work;
	dx_rows *rows;
	unsigned pass;
	bool add;
	uint32_t article;
} maker;

static void sequence_of(const maker *m, uint32_t paragraph) {
	uint64_t features[DX_FEATURES_MAX];
	uint32_t ids[DX_FEATURES_MAX];
	dx_work *w = m->work;
	const dx_text *text = &w->gold->items[m->article].text;
	uint32_t a = dx_paragraph_first(text, paragraph), b = dx_paragraph_last(text, paragraph);
	if (a >= b) return;
	dx_sequence_begin(&w->sequences, m->article);
	for (uint32_t k = a; k < b; k++) {
		uint32_t n = dx_first_features(&w->frames[m->article], k, features), first = n, kept = 0;
		if (m->pass == 2) n = dx_second_features(&w->frames[m->article], &w->found[m->article], k, features, n);
		for (uint32_t j = 0; j < n; j++) {
			bool put = m->add && (m->pass == 1 || j >= first);
			uint32_t id = put ? dx_rows_put(m->rows, features[j], m->article) : dx_rows_find(m->rows, features[j]);
			if (id != UINT32_MAX) ids[kept++] = id;
		}
		dx_sequence_token(&w->sequences, ids, kept, w->truth[m->article][k]);
	}
}

void dx_work_features(dx_work *w, dx_rows *table, unsigned pass, bool add) {
	dx_sequences_free(&w->sequences);
	for (uint32_t i = 0; i < w->gold->count; i++) {
		if (w->use && !w->use[i]) continue;
		maker m = {w, table, pass, add, i};
		for (uint32_t p = 0; p < w->gold->items[i].text.paragraph_count; p++) sequence_of(&m, p);
	}
}

void dx_work_label(dx_work *w, const dx_rows *table, const dx_chain *chain, const uint8_t *use) {
	dx_arena arena;
	dx_arena_init(&arena);
	if (dx_arena_guard(&arena)) dx_stop("out of memory");
	const dx_sequences *s = &w->sequences;
	uint32_t at = 0; /* token of the article */
	for (uint32_t q = 0; q < s->count; q++) {
		uint32_t i = s->article[q], n = s->first[q + 1] - s->first[q];
		if (!q || s->article[q - 1] != i) at = 0;
		/* Paragraphs without tokens made no sequence, and the others follow each other. */
		if (!use || use[i]) {
			float(*score)[DX_L_LANES] = dx_alloc_raw(&arena, n * sizeof *score);
			dx_chain_scores(table, s, q, score);
			dx_chain_best(chain, (const float(*)[DX_L_LANES])score, n, w->label[i] + at, &arena);
			dx_chain_shares(chain, (const float(*)[DX_L_LANES])score, n, w->share[i] + at, &arena);
			dx_arena_reset(&arena, 1u << 22);
		}
		at += n;
	}
	dx_arena_free(&arena);
}

static void found_in_article(dx_work *w, uint32_t i) {
	dx_gold_article *a = &w->gold->items[i];
	if (dx_arena_guard(&a->arena)) dx_stop("out of memory");
	uint32_t n = a->text.token_count + 1;
	uint8_t *label = dx_alloc_raw(&a->arena, n);
	float(*share)[DX_L_LANES] = dx_alloc_raw(&a->arena, n * sizeof *share);
	memcpy(label, w->label[i], n);
	memcpy(share, w->share[i], n * sizeof *share);
	dx_found_make(&w->found[i], &w->frames[i], label, share, &a->arena);
	w->found[i].rule = w->rule_label[i];
}

void dx_work_found(dx_work *w) {
	for (uint32_t i = 0; i < w->gold->count; i++) found_in_article(w, i);
}

static uint32_t span_end(const uint8_t *y, uint32_t k, uint32_t n) {
	uint32_t end = k + 1;
	while (end < n && y[end] == y[k] + 1) end++;
	return end;
}

dx_span_score dx_work_score(const dx_work *w) {
	dx_span_score s = {{0}, {0}, {0}};
	for (uint32_t i = 0; i < w->gold->count; i++) {
		const uint8_t *gold = w->truth[i], *got = w->label[i];
		uint32_t n = w->gold->items[i].text.token_count;
		for (uint32_t k = 0; k < n; k++) {
			if (gold[k] % 2) s.gold[gold[k] / 2]++;
			if (got[k] % 2 == 0) continue;
			s.predicted[got[k] / 2]++;
			s.hit[got[k] / 2] += gold[k] == got[k] && span_end(gold, k, n) == span_end(got, k, n);
		}
	}
	return s;
}

double dx_f1(uint32_t hit, uint32_t predicted, uint32_t gold) {
	return predicted + gold ? 200.0 * hit / (double)(predicted + gold) : 0;
}
