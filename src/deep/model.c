#include "deep/model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct parts {
	const char *at, *end;
	bool short_of; /* the bytes ended before a part did */
} parts;

static const void *part(parts *p, size_t size) {
	size_t whole = (size + DX_DEEP_LINE - 1) / DX_DEEP_LINE * DX_DEEP_LINE;
	if (p->short_of || (size_t)(p->end - p->at) < whole) {
		p->short_of = true;
		return NULL;
	}
	const void *here = p->at;
	p->at += whole;
	return here;
}

static const float *floats(parts *p, size_t count) { return part(p, count * sizeof(float)); }

static dx_deep_matrix matrix(parts *p, uint32_t outputs, uint32_t inputs) {
	dx_deep_matrix m = {.outputs = outputs, .inputs = inputs};
	m.scale = floats(p, outputs);
	m.bias = floats(p, outputs);
	m.sum = part(p, outputs * sizeof *m.sum);
	m.packed = part(p, (size_t)outputs * inputs);
	return m;
}

static void layer(parts *p, dx_deep_layer *l) {
	l->qkv = matrix(p, 3 * DX_DEEP_WIDTH, DX_DEEP_WIDTH);
	l->output = matrix(p, DX_DEEP_WIDTH, DX_DEEP_WIDTH);
	l->inner = matrix(p, DX_DEEP_INNER, DX_DEEP_WIDTH);
	l->outer = matrix(p, DX_DEEP_WIDTH, DX_DEEP_INNER);
	for (int i = 0; i < 2; i++) {
		l->gain[i] = floats(p, DX_DEEP_WIDTH);
		l->shift[i] = floats(p, DX_DEEP_WIDTH);
	}
}

/* Two neighbours are 128 in size together at most (dx_deep_matrix). */
static bool pairs_good(const dx_deep_matrix *m) {
	int most = 0;
	for (size_t i = 0; i < (size_t)m->outputs * m->inputs; i += 2) {
		int size = abs(m->packed[i]) + abs(m->packed[i + 1]);
		most = size > most ? size : most;
	}
	return most <= 128;
}

static bool layer_good(const dx_deep_layer *l) {
	return pairs_good(&l->qkv) && pairs_good(&l->output) && pairs_good(&l->inner) && pairs_good(&l->outer);
}

static bool pieces_good(const dx_deep_model *m) {
	const dx_deep_head *h = m->head;
	for (uint32_t i = 0; i < h->pieces; i++) {
		if (m->piece_at[i] > m->piece_at[i + 1] || !isfinite(m->piece_scale[i])) return false;
	}
	return m->piece_at[h->pieces] == h->letters && h->unknown < h->pieces && h->start < h->pieces &&
	       h->stop < h->pieces;
}

bool dx_deep_open(dx_deep_model *out, dx_slice bytes) {
	parts p = {bytes.ptr, bytes.ptr + bytes.len, false};
	const dx_deep_head *head = out->head = part(&p, sizeof *head);
	if (!head || memcmp(head->magic, "dxdeep2", 8) != 0 || head->pieces > 1u << 20 || head->letters > 1u << 24)
		return false;
	const float *chain = floats(&p, (DX_L_LANES + 1) * DX_L_LANES);
	out->label_weights = floats(&p, DX_L_LANES * DX_DEEP_WIDTH);
	out->label_bias = floats(&p, DX_L_LANES);
	out->gain = floats(&p, DX_DEEP_WIDTH);
	out->shift = floats(&p, DX_DEEP_WIDTH);
	out->places = floats(&p, (size_t)DX_DEEP_PLACES * DX_DEEP_WIDTH);
	out->piece_scale = floats(&p, head->pieces);
	out->piece_at = part(&p, ((size_t)head->pieces + 1) * sizeof *out->piece_at);
	out->letters = part(&p, head->letters);
	out->rows = part(&p, (size_t)head->pieces * DX_DEEP_WIDTH);
	for (int i = 0; i < DX_DEEP_LAYERS; i++) layer(&p, &out->layers[i]);
	if (p.short_of || p.at != p.end || !pieces_good(out)) return false;
	for (int i = 0; i < DX_DEEP_LAYERS; i++) {
		if (!layer_good(&out->layers[i])) return false;
	}
	memcpy(out->chain.next, chain, sizeof out->chain.next);
	memcpy(out->chain.first, chain + DX_L_LANES * DX_L_LANES, sizeof out->chain.first);
	dx_chain_forbid(&out->chain);
	return dx_chain_good(&out->chain);
}
