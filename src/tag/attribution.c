#include "tag/attribution.h"

void dx_tags_make(dx_tags *out, const dx_text *text, const dx_models *models, dx_arena *arena) {
	dx_pos_tag(out, text, &models->pos, arena);
	dx_parse(out, text, &models->parse, arena);
}

typedef float scores[DX_L_LANES];

static void spread(float out[DX_L_LANES], const dx_lanes *sum, float scale) {
	for (unsigned l = 0; l < DX_NARROW; l++) out[l + 1] += (float)(*sum)[l] * scale;
}

/* Two tokens' features at once: while the rows of one are added, those of the next are on their way from memory. */
typedef struct pending {
	uint64_t features[2][DX_FEATURES_MAX];
	uint32_t count[2];
} pending;

static void ask(pending *p, const dx_linear *m, unsigned slot) {
	for (uint32_t i = 0; i < p->count[slot]; i++) dx_linear_fetch(m, p->features[slot][i]);
}

static void ask_first(pending *p, const dx_frame *f, const dx_linear *m, uint32_t k) {
	if (k >= f->text->token_count) return;
	p->count[k & 1] = dx_first_features(f, k, p->features[k & 1]);
	ask(p, m, k & 1);
}

static void first_pass(const dx_frame *f, const dx_linear *m, scores *first, scores *second) {
	pending p;
	ask_first(&p, f, m, 0);
	for (uint32_t k = 0; k < f->text->token_count; k++) {
		ask_first(&p, f, m, k + 1);
		dx_lanes a = {0}, b = {0};
		for (uint32_t i = 0; i < p.count[k & 1]; i++) dx_dual_add(m, p.features[k & 1][i], &a, &b);
		spread(first[k], &a, m->scale);
		spread(second[k], &b, m->scale);
	}
}

typedef struct second_model {
	const dx_linear *weights;
	const dx_found_labels *found;
} second_model;

static void ask_second(pending *p, const dx_frame *f, const second_model *m, uint32_t k) {
	if (k >= f->text->token_count) return;
	p->count[k & 1] = dx_second_features(f, m->found, k, p->features[k & 1], 0);
	ask(p, m->weights, k & 1);
}

static void second_pass(const dx_frame *f, const second_model *m, scores *second) {
	pending p;
	ask_second(&p, f, m, 0);
	for (uint32_t k = 0; k < f->text->token_count; k++) {
		ask_second(&p, f, m, k + 1);
		dx_lanes sum = {0};
		for (uint32_t i = 0; i < p.count[k & 1]; i++) dx_narrow_add(m->weights, p.features[k & 1][i], &sum);
		spread(second[k], &sum, m->weights->scale);
	}
}

static dx_labels decode(const dx_text *text, const dx_chain *chain, const scores *score, dx_arena *arena) {
	uint32_t n = text->token_count + 1;
	dx_labels out = {dx_alloc(arena, n), dx_alloc(arena, n * sizeof *out.share)};
	for (uint32_t p = 0; p < text->paragraph_count; p++) {
		uint32_t a = dx_paragraph_first(text, p), b = dx_paragraph_last(text, p);
		dx_chain_best(chain, (const scores *)score + a, b - a, out.label + a, arena);
		dx_chain_shares(chain, (const scores *)score + a, b - a, out.share + a, arena);
	}
	return out;
}

static void label(dx_labels *out, const dx_tagger *tagger, const dx_frame *frame, const uint8_t *rules,
                  dx_arena *arena) {
	dx_found_labels found;
	const dx_models *models = tagger->model;
	const dx_text *text = frame->text;
	scores *first = dx_alloc(arena, text->token_count * sizeof *first);
	scores *second = dx_alloc(arena, text->token_count * sizeof *second);
	first_pass(frame, &models->first.weights, first, second);
	dx_labels labels = decode(text, &models->first.chain, first, arena);
	dx_found_make(&found, frame, labels.label, labels.share, arena);
	found.rule = rules;
	second_pass(frame, &(second_model){&models->second.weights, &found}, second);
	*out = decode(text, &models->second.chain, second, arena);
}

dx_tagger dx_linear_tagger(const dx_models *models) {
	return (dx_tagger){label, models, &models->source, &models->statement, DX_LINEAR_LEAST};
}
