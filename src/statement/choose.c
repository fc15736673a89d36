#include "statement/choose.h"

#include <stdlib.h>

void dx_choose_sources(dx_candidates *c, const dx_trees *source) {
	for (uint32_t i = 0; i < c->cue_count; i++) {
		dx_cue_option *cue = &c->cues[i];
		float best = -1e9f, second = -1e9f;
		for (uint32_t k = 0; k < cue->source_count; k++) {
			float s = cue->sources[k].score = dx_trees_score(source, cue->sources[k].features);
			if (s > best) {
				second = best;
				best = s;
				cue->source = k;
			} else if (s > second)
				second = s;
		}
		cue->lead = cue->source_count > 1 ? best - second : 9;
	}
}

typedef struct ranked {
	dx_choice choice;
	uint32_t number;
} ranked;

static int best_first(const void *a, const void *b) {
	const ranked *x = a, *y = b;
	if (x->choice.probability != y->choice.probability) return x->choice.probability > y->choice.probability ? -1 : 1;
	return x->number < y->number ? -1 : 1;
}

static uint32_t place_of(const dx_choice *c) { return c->option->content[0].first; }

static int in_text_order(const void *a, const void *b) {
	const ranked *x = a, *y = b;
	uint32_t p = place_of(&x->choice), q = place_of(&y->choice);
	if (p != q) return p < q ? -1 : 1;
	return x->number < y->number ? -1 : 1;
}

/* A word is in one statement, a cue has one content, and a cue that was taken is no part of another content. */
static bool fits(const dx_choice *c, const uint8_t *taken) {
	uint32_t both = 0, size = 0;
	if (c->cue) {
		for (uint32_t k = c->cue->range.first; k < c->cue->range.last; k++) {
			if (taken[k]) return false;
		}
	}
	for (uint32_t i = 0; i < c->option->pieces; i++) {
		for (uint32_t k = c->option->content[i].first; k < c->option->content[i].last; k++) {
			if (taken[k] & DX_TAKEN_CUE) return false;
			both += taken[k] != 0;
			size++;
		}
	}
	return both * 5 <= size;
}

static void take(const dx_choice *c, uint8_t *taken) {
	for (uint32_t i = 0; i < c->option->pieces; i++) dx_take(taken, c->option->content[i], DX_TAKEN_CONTENT);
	if (c->cue) dx_take(taken, c->cue->range, DX_TAKEN_CUE);
}

static dx_standing standing_of(const dx_candidates *c, const dx_cue_option *cue, const dx_content_option *o) {
	dx_range source = cue->sources[cue->source].range;
	for (uint32_t i = 0; i < o->pieces; i++) {
		for (uint32_t k = o->content[i].first; k < o->content[i].last; k++) {
			if (c->in.text->tokens[k].region >= 0) return DX_QUOTED;
		}
	}
	bool known = o->rule >= 0 || c->in.frame->report[cue->head];
	return known && source.first < source.last ? DX_PLAIN : DX_DOUBTFUL;
}

uint32_t dx_choose_scored(dx_candidates *c, dx_least from, dx_choice **out) {
	DX_VEC(ranked) all = {0};
	for (uint32_t i = 0; i < c->cue_count; i++) {
		for (uint32_t k = 0; k < c->cues[i].option_count; k++) {
			const dx_content_option *o = &c->cues[i].options[k];
			dx_standing standing = standing_of(c, &c->cues[i], o);
			if (o->score < from.of[standing]) continue;
			*DX_PUSH(c->arena, &all) = (ranked){{&c->cues[i], o, o->score, standing}, all.count};
		}
	}
	for (uint32_t i = 0; i < c->loose_count; i++) {
		const dx_content_option *o = &c->loose[i];
		if (o->score >= from.of[DX_QUOTED])
			*DX_PUSH(c->arena, &all) = (ranked){{NULL, o, o->score, DX_QUOTED}, all.count};
	}
	if (!all.count) return 0;
	qsort(all.items, all.count, sizeof *all.items, best_first);
	uint8_t *taken = dx_alloc(c->arena, c->in.text->token_count + 1);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < all.count; i++) {
		if (!fits(&all.items[i].choice, taken)) continue;
		take(&all.items[i].choice, taken);
		all.items[kept++] = all.items[i];
	}
	qsort(all.items, kept, sizeof *all.items, in_text_order);
	*out = DX_NEW(c->arena, dx_choice, kept);
	for (uint32_t i = 0; i < kept; i++) (*out)[i] = all.items[i].choice;
	return kept;
}

uint32_t dx_choose_options(dx_candidates *c, const dx_trees *option, dx_least from, dx_choice **out) {
	for (uint32_t i = 0; i < c->cue_count; i++) {
		for (uint32_t k = 0; k < c->cues[i].option_count; k++) {
			dx_content_option *o = &c->cues[i].options[k];
			o->score = dx_trees_probability(option, o->features);
		}
	}
	for (uint32_t i = 0; i < c->loose_count; i++) {
		c->loose[i].score = dx_trees_probability(option, c->loose[i].features);
	}
	return dx_choose_scored(c, from, out);
}
