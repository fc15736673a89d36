#include "train/score.h"

#include <stdlib.h>

/* Without punctuation and marks on either side, as the spans are compared. */
dx_range dx_bare(const dx_text *t, dx_range r) {
	while (r.first < r.last && t->tokens[r.first].kind >= DX_T_PUNCT && t->tokens[r.first].kind <= DX_T_CLOSE)
		r.first++;
	while (r.first < r.last && t->tokens[r.last - 1].kind >= DX_T_PUNCT && t->tokens[r.last - 1].kind <= DX_T_CLOSE)
		r.last--;
	if (r.first < r.last && dx_token_is(t, &t->tokens[r.first], "that")) r.first++;
	return r;
}

static dx_range tokens_of(const dx_text *t, dx_span s) {
	return s.end <= s.start ? (dx_range){0, 0} : dx_bare(t, dx_tokens_of(t, s));
}

dx_wanted dx_wanted_of(const dx_text *t, const dx_quote *q) {
	dx_wanted w = {
	    .source = tokens_of(t, q->source), .cue = tokens_of(t, q->cue), .kind = q->kind, .speech = q->speech};
	for (uint32_t i = 0; i < q->content_count && w.pieces < DX_PIECES_MAX; i++) {
		dx_range r = tokens_of(t, q->content[i]);
		if (r.first < r.last) w.content[w.pieces++] = r;
	}
	return w;
}

double dx_jaccard(const dx_text *t, const dx_wanted *w, const dx_range *content, uint32_t pieces) {
	uint32_t both = 0, all = 0;
	for (uint32_t i = 0; i < w->pieces; i++) all += w->content[i].last - w->content[i].first;
	for (uint32_t j = 0; j < pieces; j++) {
		dx_range r = dx_bare(t, content[j]);
		all += r.last - r.first;
		for (uint32_t i = 0; i < w->pieces; i++) {
			uint32_t lo = r.first > w->content[i].first ? r.first : w->content[i].first;
			uint32_t hi = r.last < w->content[i].last ? r.last : w->content[i].last;
			if (hi > lo) both += hi - lo;
		}
	}
	return both ? (double)both / (all - both) : 0;
}

bool dx_source_right(const dx_wanted *w, dx_range source) {
	bool none = source.first == source.last, none_wanted = w->source.first == w->source.last;
	return none || none_wanted ? none && none_wanted : dx_touch(w->source, source);
}

typedef struct pair {
	double jaccard;
	uint32_t gold, guess;
} pair;

static int best_pair(const void *a, const void *b) {
	const pair *x = a, *y = b;
	if (x->jaccard != y->jaccard) return x->jaccard > y->jaccard ? -1 : 1;
	if (x->gold != y->gold) return x->gold < y->gold ? -1 : 1;
	return x->guess < y->guess ? -1 : 1;
}

static void count_pair(dx_tally *s, const dx_wanted *w, bool good) {
	s->matched++;
	s->overlap += good;
	s->forgiven += !w->speech;
	s->hit += good;
	s->speech_hit += good && w->speech;
	s->kind_hit[w->kind] += good;
}

static void count_sure(dx_tally *s, const dx_guess *guess, bool good) {
	float probability = guess->probability;
	unsigned tenth = (unsigned)(probability * 10);
	if (tenth > 9) tenth = 9;
	s->sure[tenth]++;
	s->sure_right[tenth] += good;
	s->sure_sum[tenth] += (double)probability;
	dx_said *e = s->each;
	if (!e) return;
	if (e->count == e->cap) {
		e->cap = e->cap ? e->cap * 2 : 1024;
		e->said = dx_need_more(e->said, e->cap * sizeof *e->said);
		e->right = dx_need_more(e->right, e->cap * sizeof *e->right);
		e->standing = dx_need_more(e->standing, e->cap * sizeof *e->standing);
	}
	e->said[e->count] = probability;
	e->standing[e->count] = (uint8_t)guess->standing;
	e->right[e->count++] = good;
}

typedef struct sides {
	const dx_text *text;
	const dx_wanted *wanted;
	const dx_guess *guesses;
	uint32_t wants, count;
} sides;

static void count_statements(dx_tally *s, const sides *v) {
	uint32_t n = v->count, pairs = 0;
	pair *p = dx_need(((size_t)n * 8 + 1) * sizeof *p);
	bool *used = dx_need_zero(n + v->wants, 1), *good = dx_need_zero(n, 1);
	for (uint32_t j = 0; j < n; j++) {
		for (uint32_t q = 0, had = 0; q < v->wants && had < 8; q++) {
			double x = dx_jaccard(v->text, &v->wanted[q], v->guesses[j].content, v->guesses[j].pieces);
			if (x >= 0.5) p[pairs++] = (pair){x, q, j}, had++;
		}
	}
	qsort(p, pairs, sizeof *p, best_pair);
	for (uint32_t k = 0; k < pairs; k++) {
		if (used[p[k].guess] || used[n + p[k].gold]) continue;
		used[p[k].guess] = used[n + p[k].gold] = true;
		good[p[k].guess] = dx_source_right(&v->wanted[p[k].gold], v->guesses[p[k].guess].source);
		count_pair(s, &v->wanted[p[k].gold], good[p[k].guess]);
	}
	for (uint32_t j = 0; j < n; j++) count_sure(s, &v->guesses[j], good[j]);
	for (uint32_t q = 0; q < v->wants; q++) {
		s->kind_gold[v->wanted[q].kind]++;
		s->speech_gold += v->wanted[q].speech;
	}
	s->predicted += n;
	s->gold += v->wants;
	free(p);
	free(used);
	free(good);
}

/* --- exact spans: a span is found once, a source that several statements share counts once ----------------------- */

static int by_place(const void *a, const void *b) {
	const dx_range *x = a, *y = b;
	if (x->first != y->first) return x->first < y->first ? -1 : 1;
	return x->last < y->last ? -1 : x->last > y->last;
}

typedef struct spans {
	dx_range *items;
	uint32_t count;
} spans;

static void put_span(spans *s, const dx_text *text, dx_range r) {
	r = dx_bare(text, r);
	if (r.first < r.last) s->items[s->count++] = r;
}

static void once(spans *s) {
	uint32_t kept = 0;
	for (uint32_t i = 0; i < s->count; i++) {
		if (!kept || by_place(&s->items[kept - 1], &s->items[i]) != 0) s->items[kept++] = s->items[i];
	}
	s->count = kept;
}

static void compare(dx_span_score *s, unsigned kind, spans *gold, spans *got) {
	qsort(gold->items, gold->count, sizeof *gold->items, by_place);
	qsort(got->items, got->count, sizeof *got->items, by_place);
	if (kind == 0) once(gold), once(got);
	for (uint32_t i = 0, j = 0; i < gold->count && j < got->count;) {
		int order = by_place(&gold->items[i], &got->items[j]);
		s->hit[kind] += order == 0;
		i += order <= 0;
		j += order >= 0;
	}
	s->gold[kind] += gold->count;
	s->predicted[kind] += got->count;
}

static void count_spans(dx_span_score *s, const sides *v) {
	for (unsigned kind = 0; kind < 3; kind++) {
		spans gold = {dx_need((v->wants * DX_PIECES_MAX + 1) * sizeof(dx_range)), 0}, got = {NULL, 0};
		uint32_t room = 1;
		for (uint32_t j = 0; j < v->count; j++) room += v->guesses[j].pieces + 1;
		got.items = dx_need(room * sizeof(dx_range));
		for (uint32_t q = 0; q < v->wants; q++) {
			const dx_wanted *w = &v->wanted[q];
			for (uint32_t f = 0; kind == 2 && f < w->pieces; f++) put_span(&gold, v->text, w->content[f]);
			if (kind < 2) put_span(&gold, v->text, kind ? w->cue : w->source);
		}
		for (uint32_t j = 0; j < v->count; j++) {
			const dx_guess *g = &v->guesses[j];
			for (uint32_t f = 0; kind == 2 && f < g->pieces; f++) put_span(&got, v->text, g->content[f]);
			if (kind < 2) put_span(&got, v->text, kind ? g->cue : g->source);
		}
		compare(s, kind, &gold, &got);
		free(gold.items);
		free(got.items);
	}
}

void dx_tally_add(dx_tally *tally, const dx_gold_article *a, const dx_guess *guesses, uint32_t count) {
	dx_wanted *wanted = dx_need((a->quote_count + 1) * sizeof *wanted);
	for (uint32_t q = 0; q < a->quote_count; q++) wanted[q] = dx_wanted_of(&a->text, &a->quotes[q]);
	sides v = {&a->text, wanted, guesses, a->quote_count, count};
	count_statements(tally, &v);
	count_spans(&tally->spans, &v);
	free(wanted);
}

static double share(uint32_t part, uint32_t whole) { return whole ? 100.0 * part / whole : 0; }

void dx_tally_print(FILE *out, const char *name, const dx_tally *s) {
	const dx_span_score *x = &s->spans;
	fprintf(out, "%-16s source %.1f cue %.1f content %.1f", name, dx_f1(x->hit[0], x->predicted[0], x->gold[0]),
	        dx_f1(x->hit[1], x->predicted[1], x->gold[1]), dx_f1(x->hit[2], x->predicted[2], x->gold[2]));
	fprintf(out, "  attribution P %.1f R %.1f F1 %.1f  speech %.1f", share(s->hit, s->predicted),
	        share(s->hit, s->gold), dx_f1(s->hit, s->predicted, s->gold),
	        dx_f1(s->speech_hit, s->predicted - s->forgiven, s->speech_gold));
	fprintf(out, "  direct %.1f mixed %.1f indirect %.1f  speaker %.1f\n", share(s->kind_hit[0], s->kind_gold[0]),
	        share(s->kind_hit[1], s->kind_gold[1]), share(s->kind_hit[2], s->kind_gold[2]),
	        share(s->overlap, s->matched));
}

void dx_tally_print_sure(FILE *out, const dx_tally *s) {
	fprintf(out, "confidence: said, is, statements\n");
	for (unsigned k = 0; k < 10; k++) {
		if (!s->sure[k]) continue;
		fprintf(out, "  %.3f %.3f %u\n", s->sure_sum[k] / s->sure[k], (double)s->sure_right[k] / s->sure[k],
		        s->sure[k]);
	}
}
