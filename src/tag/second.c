/* Features of the second pass. */
#include "tag/features.h"

enum { A_CONTENT = 1, A_CUE = 2, A_SOURCE = 4, A_CUES = 8 };

static void spans_of(dx_found_labels *l, const dx_text *text) {
	for (uint32_t p = 0; p < text->paragraph_count; p++) {
		uint32_t a = dx_paragraph_first(text, p), b = dx_paragraph_last(text, p);
		for (uint32_t k = a; k < b;) {
			uint32_t end = k + 1;
			uint8_t y = l->label[k];
			while (y && end < b && l->label[end] == (y % 2 ? y + 1 : y)) end++;
			for (uint32_t j = k; j < end; j++) l->span_first[j] = k, l->span_last[j] = end;
			k = end;
		}
	}
}

void dx_found_make(dx_found_labels *l, const dx_frame *f, uint8_t *label, float (*share)[DX_L_LANES], dx_arena *arena) {
	const dx_text *text = f->text;
	uint32_t room = text->token_count + 1;
	*l = (dx_found_labels){.label = label, .share = share};
	l->cue_before = dx_alloc_raw(arena, room * sizeof *l->cue_before);
	l->cue_behind = dx_alloc_raw(arena, room * sizeof *l->cue_behind);
	l->span_first = dx_alloc_raw(arena, room * sizeof *l->span_first);
	l->span_last = dx_alloc_raw(arena, room * sizeof *l->span_last);
	l->around = dx_alloc(arena, text->sentence_count + 1);
	l->anchor = dx_alloc_raw(arena, room * sizeof *l->anchor);
	uint8_t *anchors = dx_alloc_raw(arena, room);
	spans_of(l, text);
	for (uint32_t s = 0; s < text->sentence_count; s++) {
		uint32_t a = text->sentences[s].first, b = text->sentences[s].last, last = DX_NO_ANCHOR;
		for (uint32_t k = a; k < b; k++) {
			uint8_t y = label[k];
			l->cue_before[k] = last;
			anchors[k] = y == DX_L_CUE || y == DX_L_CUE_IN;
			if (anchors[k]) last = k;
			if (y == DX_L_CUE) l->around[s] |= l->around[s] & A_CUE ? A_CUES : A_CUE;
			if (y == DX_L_SOURCE) l->around[s] |= A_SOURCE;
			if (y == DX_L_CONTENT || y == DX_L_CONTENT_IN) l->around[s] |= A_CONTENT;
		}
		last = DX_NO_ANCHOR;
		for (uint32_t k = b; k-- > a;) {
			l->cue_behind[k] = last;
			if (anchors[k]) last = k;
		}
	}
	dx_frame_anchors(f, anchors, l->anchor);
}

static unsigned label_at(const dx_window *w, const dx_found_labels *l, int o) {
	return dx_in(w, o) ? l->label[w->k + o] : 9;
}

static unsigned level(float v) {
	return v < 0.05f ? 0 : v < 0.2f ? 1 : v < 0.5f ? 2 : v < 0.8f ? 3 : v < 0.95f ? 4 : 5;
}

static void labels_around(dx_sink *s, const dx_window *w, const dx_found_labels *l) {
	unsigned y[7];
	for (int o = -3; o <= 3; o++) {
		y[o + 3] = label_at(w, l, o);
		dx_put(s, 200 + (unsigned)(o + 3), y[o + 3]);
	}
	dx_put(s, 208, y[2] << 8 | y[3] << 4 | y[4]);
	dx_put(s, 209, y[1] << 16 | y[2] << 12 | y[3] << 8 | y[4] << 4 | y[5]);
	const float *p = l->share[w->k];
	dx_put(s, 210, level(p[DX_L_SOURCE]) << 4 | level(p[DX_L_SOURCE_IN]));
	dx_put(s, 211, level(p[DX_L_CUE]) << 4 | level(p[DX_L_CUE_IN]));
	dx_put(s, 212, level(p[DX_L_CONTENT]) << 4 | level(p[DX_L_CONTENT_IN]));
	dx_put(s, 213, level(p[DX_L_NONE]));
	if (dx_in(w, 1))
		dx_put(s, 214,
		       level(l->share[w->k + 1][DX_L_CONTENT]) << 8 | level(l->share[w->k + 1][DX_L_CONTENT_IN]) << 4 |
		           level(p[DX_L_CONTENT_IN]));
	if (dx_in(w, -1))
		dx_put(s, 215,
		       level(l->share[w->k - 1][DX_L_CONTENT_IN]) << 8 | level(l->share[w->k - 1][DX_L_SOURCE]) << 4 |
		           level(p[DX_L_CONTENT_IN]));
}

/* Marks and words between the token and a cue. */
static unsigned between(const dx_window *w, uint32_t a, uint32_t b) {
	const dx_text *text = w->f->text;
	unsigned commas = 0, marks = 0, that = 0;
	if (b > a + 40) b = a + 40;
	for (uint32_t k = a; k < b; k++) {
		const dx_token *t = &text->tokens[k];
		commas += t->first == ',';
		marks += t->kind == DX_T_OPEN || t->kind == DX_T_CLOSE;
		that |= t->first == 't' && dx_token_is(text, t, "that");
	}
	return (commas > 2 ? 2 : commas) | (marks > 2 ? 2 : marks) << 2 | that << 4;
}

static void cue_on_side(dx_sink *s, const dx_window *w, uint32_t cue, unsigned side) {
	const dx_frame *f = w->f;
	uint32_t k = (uint32_t)w->k;
	unsigned base = 220 + side * 20;
	if (cue == DX_NO_ANCHOR) {
		dx_put(s, base, f->tags->pos[k]);
		return;
	}
	unsigned far = dx_size_class(side ? cue - k : k - cue);
	unsigned mid = side ? between(w, k, cue) : between(w, cue + 1, k);
	dx_put(s, base + 1, f->lemma[cue]);
	dx_put(s, base + 2, far);
	dx_put2(s, base + 3, f->lemma[cue], far);
	dx_put2(s, base + 4, f->lemma[cue], f->lemma[k]);
	dx_put2(s, base + 5, f->lemma[cue], f->tags->pos[k]);
	dx_put(s, base + 6, mid);
	dx_put2(s, base + 7, f->lemma[cue], mid);
	dx_put(s, base + 8, mid << 16 | (unsigned)f->tags->pos[k] << 8 | far);
	dx_put(s, base + 9, (unsigned)f->report[cue] << 24 | mid << 16 | (unsigned)f->kids[cue] << 8 | (far < 2));
}

static void cues_around(dx_sink *s, const dx_window *w, const dx_found_labels *l) {
	const dx_frame *f = w->f;
	uint32_t k = (uint32_t)w->k, sentence = f->text->tokens[k].sentence;
	cue_on_side(s, w, l->cue_before[k], 0);
	cue_on_side(s, w, l->cue_behind[k], 1);
	unsigned sides = (l->cue_before[k] != DX_NO_ANCHOR) | (unsigned)(l->cue_behind[k] != DX_NO_ANCHOR) << 1;
	dx_put(s, 260, (unsigned)l->around[sentence] << 2 | sides);
	dx_put(s, 261, (unsigned)l->around[sentence] << 16 | sides << 8 | f->tags->pos[k]);
	const dx_paragraph *p = &f->text->paragraphs[f->text->sentences[sentence].paragraph];
	unsigned before = sentence > p->first ? l->around[sentence - 1] : 31,
	         behind = sentence + 1 < p->last ? l->around[sentence + 1] : 31;
	dx_put(s, 262, before << 16 | (unsigned)l->around[sentence] << 8 | (f->text->tokens[k].region >= 0));
	dx_put(s, 263, behind << 16 | (unsigned)l->around[sentence] << 8 | (f->text->tokens[k].region >= 0));
	if (!dx_on(f, DX_G_TREE)) return;
	const dx_anchor *a = &l->anchor[k];
	if (a->at == DX_NO_ANCHOR) {
		dx_put(s, 264, f->tags->relation[k]);
		return;
	}
	unsigned where = a->at < k, r = a->relation;
	dx_put2(s, 265, f->lemma[a->at], r << 1 | where);
	dx_put(s, 266, r << 8 | (unsigned)a->depth << 1 | where);
	dx_put(s, 267, r << 24 | where << 16 | (unsigned)f->kids[a->at] << 8 | f->tags->pos[k]);
	for (int o = -1; o <= 1; o += 2) {
		if (!dx_in(w, o)) continue;
		const dx_anchor *b = &l->anchor[k + (uint32_t)o];
		unsigned other = b->at == k ? 30 : b->at == DX_NO_ANCHOR ? 31 : b->relation;
		dx_put(s, 268 + (unsigned)(o > 0), (unsigned)(a->at == b->at) << 16 | r << 8 | other);
	}
}

static void spans_around(dx_sink *s, const dx_window *w, const dx_found_labels *l) {
	const dx_frame *f = w->f;
	uint32_t k = (uint32_t)w->k;
	unsigned y = l->label[k];
	if (!y) return;
	uint32_t a = l->span_first[k], b = l->span_last[k];
	unsigned kind = (y + 1) / 2, edge = (unsigned)(a == k) | (unsigned)(b == k + 1) << 1;
	unsigned behind = b < w->last ? f->tags->pos[b] : 255, before = a > w->first ? f->tags->pos[a - 1] : 255;
	dx_put(s, 280, kind << 2 | edge);
	dx_put2(s, 281, f->lemma[a], kind << 2 | edge);
	dx_put2(s, 282, f->lemma[b - 1], kind << 2 | edge);
	dx_put(s, 283, kind << 20 | edge << 16 | before << 8 | behind);
	dx_put(s, 284, kind << 8 | edge << 4 | dx_size_class(b - a));
	bool cue_near = (b < w->last && (l->label[b] == DX_L_CUE || l->label[b] == DX_L_SOURCE)) ||
	                (a > w->first && (l->label[a - 1] == DX_L_CUE || l->label[a - 1] == DX_L_CUE_IN));
	dx_put(s, 285, kind << 4 | edge << 1 | cue_near);
}

static void rules_around(dx_sink *s, const dx_window *w, const dx_found_labels *l) {
	if (!l->rule) return;
	unsigned y[5];
	for (int o = -2; o <= 2; o++) y[o + 2] = dx_at8(w, l->rule, o);
	dx_put(s, 300, y[2]);
	dx_put(s, 301, y[1] << 16 | y[2] << 8 | y[3]);
	dx_put(s, 302, y[0] << 24 | y[1] << 16 | y[2] << 8 | y[3]);
	dx_put(s, 303, y[2] << 8 | l->label[w->k]);
	dx_put(s, 304, y[1] << 24 | y[2] << 16 | y[3] << 8 | l->label[w->k]);
	dx_put(s, 305, y[2] << 8 | w->f->tags->pos[w->k]);
	dx_put2(s, 306, y[2], w->f->lemma[w->k]);
	dx_put(s, 307, y[2] << 16 | y[3] << 8 | y[4]);
}

uint32_t dx_second_features(const dx_frame *f, const dx_found_labels *l, uint32_t k, uint64_t out[DX_FEATURES_MAX],
                            uint32_t count) {
	dx_sink s = {out, count};
	dx_window w = dx_window_of(f, k);
	if (dx_on(f, DX_G_LABELS)) labels_around(&s, &w, l);
	if (dx_on(f, DX_G_CUES)) cues_around(&s, &w, l);
	if (dx_on(f, DX_G_SPANS)) spans_around(&s, &w, l);
	if (dx_on(f, DX_G_RULES)) rules_around(&s, &w, l);
	return s.count;
}
