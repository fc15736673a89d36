/* Cues, sources and pieces of content out of labels and their likelihoods. */
#include "statement/candidate.h"

#include <stdlib.h>

/* Likelihoods from which a piece, a source, a cue is worth a look even where the best sequence doesn't have it. */
static const float piece_from = 0.25f, source_from = 0.25f, cue_from = 0.10f;

static uint32_t fixed(float share) { return (uint32_t)(share * 4096 + 0.5f); }

static void sum_up(dx_candidates *c) {
	const dx_text *text = c->in.text;
	uint32_t n = text->token_count;
	c->sums = dx_alloc_raw(c->arena, (n + 1) * sizeof *c->sums);
	c->sums[0] = (dx_sums){0};
	for (uint32_t k = 0; k < n; k++) {
		const dx_token *t = &text->tokens[k];
		const float *p = c->in.share[k];
		uint8_t pos = c->in.tags->pos[k];
		dx_sums s = c->sums[k];
		s.content += fixed(p[DX_L_CONTENT] + p[DX_L_CONTENT_IN]);
		s.source += fixed(p[DX_L_SOURCE] + p[DX_L_SOURCE_IN]);
		s.cue += fixed(p[DX_L_CUE] + p[DX_L_CUE_IN]);
		s.inside += t->region >= 0;
		s.found += c->in.label[k] == DX_L_CONTENT || c->in.label[k] == DX_L_CONTENT_IN;
		s.comma += pos == DX_POS_COMMA;
		s.mark += t->kind == DX_T_OPEN || t->kind == DX_T_CLOSE;
		s.verb += (pos >= DX_POS_VB && pos <= DX_POS_VBZ) || pos == DX_POS_MD;
		s.cues += c->in.label[k] == DX_L_CUE;
		s.word += t->kind == DX_T_WORD || t->kind == DX_T_NUMBER;
		s.sentence += k + 1 == n || text->tokens[k + 1].sentence != t->sentence;
		s.that += t->first == 't' && dx_token_is(text, t, "that");
		c->sums[k + 1] = s;
	}
}

typedef struct wanted {
	unsigned begin; /* DX_L_SOURCE, DX_L_CUE or DX_L_CONTENT */
	float from;
} wanted;

static float share_of(const dx_candidates *c, uint32_t k, unsigned begin) {
	return c->in.share[k][begin] + c->in.share[k][begin + 1];
}

/* Spans of one label in tokens [a, b): those of the best sequence, and runs of tokens where the label is likely. */
static dx_range labelled_span(const dx_candidates *c, uint32_t k, uint32_t b, unsigned begin) {
	uint32_t end = k + 1;
	while (end < b && c->in.label[end] == begin + 1) end++;
	return (dx_range){k, end};
}

static dx_range likely_span(const dx_candidates *c, uint32_t k, uint32_t b, const wanted *w) {
	uint32_t end = k + 1;
	while (end < b && share_of(c, end, w->begin) >= w->from &&
	       c->in.share[end][w->begin] < 0.5f * share_of(c, end, w->begin))
		end++;
	return (dx_range){k, end};
}

typedef DX_VEC(dx_piece) pieces;

static void add_piece(const dx_candidates *c, pieces *out, dx_range r, bool labelled) {
	for (uint32_t i = out->count; i > 0 && i + 3 > out->count; i--) {
		const dx_piece *p = &out->items[i - 1];
		if (dx_same_range(p->range, r)) return;
	}
	dx_piece *p = DX_PUSH(c->arena, out);
	p->range = r;
	p->labelled = labelled;
}

static void find_pieces(const dx_candidates *c, pieces *out, unsigned begin, float from) {
	const dx_text *text = c->in.text;
	wanted w = {begin, from};
	for (uint32_t p = 0; p < text->paragraph_count; p++) {
		uint32_t a = dx_paragraph_first(text, p), b = dx_paragraph_last(text, p), next = a;
		uint8_t role = text->paragraphs[p].role;
		if (role != DX_BLOCK_BODY && role != DX_BLOCK_HEADLINE) continue;
		for (uint32_t k = a; k < b; k++) {
			if (c->in.label[k] == begin) add_piece(c, out, labelled_span(c, k, b, begin), true);
			if (k < next || share_of(c, k, begin) < from) continue;
			dx_range r = likely_span(c, k, b, &w);
			next = r.last;
			add_piece(c, out, r, false);
		}
	}
}

static int by_first(const void *a, const void *b) {
	const dx_piece *x = a, *y = b;
	if (x->range.first != y->range.first) return x->range.first < y->range.first ? -1 : 1;
	if (x->range.last != y->range.last) return x->range.last < y->range.last ? -1 : 1;
	return y->labelled - x->labelled;
}

/* In order, each span once. */
static void settle(pieces *v) {
	uint32_t kept = 0;
	if (v->count) qsort(v->items, v->count, sizeof *v->items, by_first);
	for (uint32_t i = 0; i < v->count; i++) {
		if (kept && dx_same_range(v->items[kept - 1].range, v->items[i].range)) continue;
		v->items[kept++] = v->items[i];
	}
	v->count = kept;
}

/* The token of a span whose head lies outside it, a verb before others. */
static uint32_t head_of(const dx_tags *tags, dx_range r) {
	uint32_t head = r.last - 1;
	bool verb = false;
	for (uint32_t k = r.first; k < r.last; k++) {
		bool is_verb = tags->pos[k] >= DX_POS_VB && tags->pos[k] <= DX_POS_VBZ;
		bool out = tags->head[k] == k || tags->head[k] < r.first || tags->head[k] >= r.last;
		if (out && (is_verb || !verb)) head = k, verb = is_verb;
	}
	return head;
}

static void find_cues(dx_candidates *c) {
	pieces found = {0};
	const dx_statements *rules = c->in.rules;
	find_pieces(c, &found, DX_L_CUE, cue_from);
	c->rule_at = dx_alloc_raw(c->arena, (c->in.text->token_count + 1) * sizeof *c->rule_at);
	memset(c->rule_at, 0xff, (c->in.text->token_count + 1) * sizeof *c->rule_at);
	for (uint32_t i = 0; i < rules->count; i++) {
		const dx_statement *st = &rules->items[i];
		if (st->cue_first == st->cue_last) continue;
		add_piece(c, &found, (dx_range){st->cue_first, st->cue_last}, false);
		for (uint32_t k = st->cue_first; k < st->cue_last; k++) {
			if (c->rule_at[k] < 0) c->rule_at[k] = (int32_t)i;
		}
	}
	settle(&found);
	c->cues = DX_NEW(c->arena, dx_cue_option, found.count);
	for (uint32_t i = 0; i < found.count; i++) {
		dx_cue_option *cue = &c->cues[c->cue_count++];
		cue->range = found.items[i].range;
		cue->labelled = found.items[i].labelled;
		cue->head = head_of(c->in.tags, cue->range);
		cue->rule = -1;
		for (uint32_t k = cue->range.first; k < cue->range.last && cue->rule < 0; k++) cue->rule = c->rule_at[k];
	}
}

/* --- sources ----------------------------------------------------------------------------------------------------- */

/* Numbers of a cue with a source:
 *  0 none, 1 side, 2 distance, 3 sentences between, 4 share, 5 share at its beginning, 6 at its end, 7 labelled,
 *  8 rule's, 9 rule has another, 10 subject of the cue, 11 relation to it, 12 steps to it, 13 length, 14 first tag,
 *  15 last tag, 16 pronoun, 17 cues between, 18 commas, 19 marks, 20 verbs, 21 in a quotation, 22 cue in one, 23 in the
 *  same, 24 cue's share, 25 its tag, 26 reporting word, 27 labelled, 28 name, 29 touches, 30 another source follows,
 *  31 begins the sentence, 32 tokens to its end, 33 share at the cue's beginning, 34 its length, 35 what hangs on it,
 *  36 tag behind the source, 37 before it, 38 tokens behind the cue, 39 capital, 40 rule's confidence, 41 "that"
 * between, 42 words between, 43 first word */
static dx_range rule_source(const dx_candidates *c, const dx_cue_option *cue) {
	if (cue->rule < 0) return (dx_range){0, 0};
	const dx_statement *st = &c->in.rules->items[cue->rule];
	return (dx_range){st->source_first, st->source_last};
}

static void cue_part(const dx_candidates *c, const dx_cue_option *cue, float *f) {
	const dx_text *text = c->in.text;
	const dx_token *t = &text->tokens[cue->range.first];
	f[22] = t->region >= 0;
	f[24] =
	    dx_mean_share(c->sums[cue->range.first].cue, c->sums[cue->range.last].cue, cue->range.last - cue->range.first);
	f[25] = c->in.tags->pos[cue->head];
	f[26] = c->in.frame->report[cue->head];
	f[27] = cue->labelled;
	f[33] = c->in.share[cue->range.first][DX_L_CUE];
	f[34] = (float)(cue->range.last - cue->range.first);
	f[35] = c->in.frame->kids[cue->head];
	f[38] = (float)(text->sentences[t->sentence].last - cue->range.last);
	f[40] = cue->rule < 0 ? -1 : (float)(c->in.rules->items[cue->rule].confidence * 100);
}

/* How the source hangs on the cue in the tree. */
static void tree_part(const dx_candidates *c, const dx_cue_option *cue, dx_range r, float *f) {
	const dx_tags *tags = c->in.tags;
	f[11] = -1;
	f[12] = 9;
	for (uint32_t k = r.first; k < r.last; k++) {
		uint32_t h = tags->head[k];
		if (h == cue->head) {
			if (tags->relation[k] == DX_REL_SUBJECT) f[10] = 1;
			f[11] = tags->relation[k];
			f[12] = 1;
		} else if (f[12] > 2 && tags->head[h] == cue->head && (h < r.first || h >= r.last)) {
			f[11] = (float)(32 + tags->relation[h]);
			f[12] = 2;
		}
	}
}

static void source_part(const dx_candidates *c, const dx_cue_option *cue, const dx_piece *p, float *f) {
	const dx_text *text = c->in.text;
	dx_range r = p->range;
	bool left = r.first < cue->range.first;
	uint32_t a = left ? r.last : cue->range.last, b = left ? cue->range.first : r.first;
	if (a > b) a = b;
	const dx_sums *x = &c->sums[a], *y = &c->sums[b];
	const dx_token *first = &text->tokens[r.first], *last = &text->tokens[r.last - 1],
	               *said = &text->tokens[cue->range.first];
	f[1] = left ? -1 : 1;
	f[2] = (float)(b - a);
	f[3] = (float)said->sentence - (float)first->sentence;
	f[4] = dx_mean_share(c->sums[r.first].source, c->sums[r.last].source, r.last - r.first);
	f[5] = c->in.share[r.first][DX_L_SOURCE];
	f[6] = r.last < text->token_count ? 1 - c->in.share[r.last][DX_L_SOURCE_IN] : 1;
	f[7] = p->labelled;
	f[8] = dx_same_range(r, rule_source(c, cue)) ? 2 : dx_touch(r, rule_source(c, cue));
	f[13] = (float)(r.last - r.first);
	f[14] = c->in.tags->pos[r.first];
	f[15] = c->in.tags->pos[r.last - 1];
	f[16] = r.last - r.first == 1 && c->in.tags->pos[r.first] == DX_POS_PRP;
	f[17] = (float)(y->cues - x->cues);
	f[18] = (float)(y->comma - x->comma);
	f[19] = (float)(y->mark - x->mark);
	f[20] = (float)(y->verb - x->verb);
	f[21] = first->region >= 0;
	f[23] = first->region == said->region;
	f[28] = c->in.tags->name[r.last - 1];
	f[29] = a == b;
	f[31] = r.first == text->sentences[first->sentence].first;
	f[32] = (float)(text->sentences[last->sentence].last - r.last);
	f[36] = r.last < text->token_count ? c->in.tags->pos[r.last] : -1;
	f[37] = r.first ? c->in.tags->pos[r.first - 1] : -1;
	f[39] = last->caps;
	f[41] = (float)(y->that - x->that);
	f[42] = (float)(y->word - x->word);
	f[43] = (float)(c->in.frame->word[r.first] % 1021);
}

/* "Varna: Sofia is stressing that …": a dateline, a list's head; nobody whom a colon parts from the verb. */
static bool is_before_colon(const dx_candidates *c, const dx_cue_option *cue, dx_range source) {
	return source.last < cue->range.first && c->in.text->tokens[source.last].first == ':';
}

static void add_source(dx_candidates *c, dx_cue_option *cue, const dx_piece *p) {
	if (p && is_before_colon(c, cue, p->range)) return;
	for (uint32_t i = 0; i < cue->source_count; i++) {
		if (p && dx_same_range(cue->sources[i].range, p->range)) return;
	}
	if (cue->source_count == DX_SOURCES_MAX || (p && dx_touch(p->range, cue->range))) return;
	dx_source_option *s = &cue->sources[cue->source_count++];
	dx_range rules = rule_source(c, cue);
	cue_part(c, cue, s->features);
	s->features[9] = rules.first < rules.last && (!p || !dx_touch(rules, p->range));
	if (!p) {
		s->features[0] = 1;
		return;
	}
	s->range = p->range;
	source_part(c, cue, p, s->features);
	tree_part(c, cue, p->range, s->features);
	const dx_piece *next = p + 1;
	s->features[30] = p >= c->sources && p < c->sources + c->source_count && next < c->sources + c->source_count &&
	                  next->range.first == p->range.last;
}

uint32_t dx_piece_from(const dx_piece *v, uint32_t n, uint32_t token) {
	uint32_t lo = 0, hi = n;
	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (v[mid].range.first < token)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* None, the rule's, and up to four on either side in the paragraph, nearest first. */
static void find_sources(dx_candidates *c, dx_cue_option *cue) {
	const dx_text *text = c->in.text;
	uint32_t paragraph = text->sentences[text->tokens[cue->range.first].sentence].paragraph;
	uint32_t a = dx_paragraph_first(text, paragraph), b = dx_paragraph_last(text, paragraph);
	uint32_t at = dx_piece_from(c->sources, c->source_count, cue->range.first);
	dx_piece rules = {rule_source(c, cue), false};
	cue->sources = DX_NEW(c->arena, dx_source_option, DX_SOURCES_MAX);
	add_source(c, cue, NULL);
	if (rules.range.first < rules.range.last) {
		for (uint32_t i = dx_piece_from(c->sources, c->source_count, rules.range.first); i < c->source_count; i++) {
			if (!dx_same_range(c->sources[i].range, rules.range)) break;
			rules.labelled = c->sources[i].labelled;
		}
		add_source(c, cue, &rules);
	}
	for (uint32_t i = 0; i < 5; i++) {
		if (at > i && c->sources[at - i - 1].range.first >= a && i < 4) add_source(c, cue, &c->sources[at - i - 1]);
		if (at + i < c->source_count && c->sources[at + i].range.first < b && i < 3)
			add_source(c, cue, &c->sources[at + i]);
	}
}

void dx_candidates_find(dx_candidates *c, const dx_signals *in, dx_arena *arena) {
	*c = (dx_candidates){.in = *in, .arena = arena};
	pieces found = {0}, sources = {0};
	sum_up(c);
	find_pieces(c, &found, DX_L_CONTENT, piece_from);
	find_pieces(c, &sources, DX_L_SOURCE, source_from);
	settle(&found);
	settle(&sources);
	c->pieces = found.items;
	c->piece_count = found.count;
	c->sources = sources.items;
	c->source_count = sources.count;
	find_cues(c);
	for (uint32_t i = 0; i < c->cue_count; i++) find_sources(c, &c->cues[i]);
}
