/* Contents that a cue can have: pieces beside it, alone or together, whole quotations, and what the rules say. */
#include "statement/candidate.h"

#include <math.h>
#include <string.h>

/* dx_content_option.from: how the content was put together; labelled pieces, plus 8: likely ones. */
enum {
	FROM_LEFT = 1,
	FROM_RIGHT,
	FROM_BOTH,
	FROM_RIGHT_TWO,
	FROM_LEFT_TWO,
	FROM_JOINED,
	FROM_LIKELY = 8,
	FROM_QUOTES = 20,
	FROM_RULE = 28,
	FROM_LOOSE = 29
};

/* Numbers of a cue with source and content; 63 to 66 are free:
 *  0 from, 1 pieces, 2 is the rule's, 3 agreement with it, 4 its confidence, 5 length, 6 share, 7 at the beginning, 8
 * at the end, 9 of the least likely piece, 10 labelled, 11 in quotations, 12 opens, 13 closes, 14 tokens into the
 * sentence, 15 to its end, 16 gap left, 17 right, 18 commas in the gaps, 19 marks, 20 verbs, 21 cues, 22 cues inside,
 * 23 their share, 24 sources' share inside, 25 sentences, 26 first tag, 27 last, 28 before, 29 behind, 30 "that" first,
 * 31 cue's share, 32 at its beginning, 33 tag, 34 reporting word, 35 labelled, 36 what hangs on it, 37 length, 38 no
 * source, 39 source's score, 40 lead, 41 side, 42 distance, 43 share, 44 subject, 45 labelled, 46 rule's, 47 pronoun,
 * 48 share that hangs on the cue, 49 elsewhere, 50 relation of its top, 51 labelled content left out, 52 on which side,
 * 53 cue in a quotation, 54 cuts a quotation, 55 is a whole one, 56 begins the paragraph, 57 ends it, 58 cue to
 * sentence's end, 59 sentence's beginning to cue, 60 cues in the sentence, 61 verbs, 62 words, 67 cue is a listed verb,
 * 68 rule's name, 69 share behind, 70 before, 71 first word, 72 left, 73 right, 74 both, 75 cue a participle, 76 "to"
 * or a preposition behind the cue, 77 tag behind it, 78 words in the gaps, 79 no rule, 80 less likely end, 81 marks
 * odd, 82 cue's word, 83 role of the paragraph */
static bool inside_of(const dx_candidates *c, uint32_t k) { return c->in.text->tokens[k].region >= 0; }

/* "“Don't,” until they are heard": a quotation that closes behind a mark of its own sentence is the whole content,
 * where a word of time follows. */
static uint32_t quotation_end(const dx_candidates *c, dx_range r) {
	const dx_text *text = c->in.text;
	int32_t q = text->tokens[r.first].kind == DX_T_OPEN ? dx_outer_region(text, r.first) : -1;
	if (q < 0 || text->regions[q].first != r.first || !text->regions[q].closed) return r.last;
	uint32_t last = text->regions[q].last;
	if (last >= r.last || last < r.first + 3 || !strchr(",.?!", text->tokens[last - 2].first)) return r.last;
	static const char *const times[] = {"until", "as", "when", "while", "before", "after", "at", NULL};
	return dx_token_among(text, &text->tokens[last], times) ? last : r.last;
}

/* Loose punctuation outside the marks is no content. */
static dx_range trimmed(const dx_candidates *c, dx_range r) {
	const uint8_t *pos = c->in.tags->pos;
	while (r.first < r.last && pos[r.first] >= DX_POS_COMMA && pos[r.first] <= DX_POS_COLON) r.first++;
	if (r.first < r.last) r.last = quotation_end(c, r);
	while (r.first < r.last && pos[r.last - 1] >= DX_POS_COMMA && pos[r.last - 1] <= DX_POS_COLON) {
		char ch = c->in.text->tokens[r.last - 1].first;
		if (ch == '?' || ch == '!' || inside_of(c, r.last - 1)) break;
		r.last--;
	}
	return r;
}

typedef struct room {
	dx_candidates *c;
	dx_cue_option *cue;
	dx_content_option *out;
	uint32_t count;
} room;

static bool equal(const dx_content_option *o, const dx_range *content, uint32_t pieces) {
	return o->pieces == pieces && memcmp(o->content, content, pieces * sizeof *content) == 0;
}

static bool is_within(dx_range r, uint32_t k) { return r.first <= k && k < r.last; }

static bool is_reporting(const dx_candidates *c, uint32_t k) {
	uint8_t pos = c->in.tags->pos[k];
	return (pos == DX_POS_VBG || pos == DX_POS_VBD || pos == DX_POS_VBZ) && c->in.frame->report[k];
}

/* "She scolded him: “A,” she said. “B”": does another verb stand between the quotation before token i and it? */
static bool is_told_before(const dx_candidates *c, uint32_t from, uint32_t i) {
	enum { NEAR = 16 };
	for (uint32_t k = i; k > from && k + NEAR > i; k--) {
		if (inside_of(c, k - 1)) return false;
		if (is_reporting(c, k - 1)) return true;
	}
	return false;
}

/* "“A,” he said, adding, “B”", "… and then asked: “B”": the quotation at token i has words of its own that bring it in,
 * between what it would go on from and itself. */
static bool is_brought_in(const room *w, uint32_t behind, uint32_t i) {
	const dx_candidates *c = w->c;
	const dx_token *tokens = c->in.text->tokens;
	dx_range cue = w->cue->range, source = w->cue->sources[w->cue->source].range;
	if (tokens[i].kind != DX_T_OPEN) return false;
	if (cue.last <= behind && is_told_before(c, cue.last, i)) return true;
	if (i < behind + 2) return false;
	uint32_t mark = i - 1;
	bool colon = tokens[mark].first == ':';
	if (!colon && tokens[mark].first != ',') return false;
	for (uint32_t k = mark; k > behind && k + 3 > mark; k--) {
		if (is_within(cue, k - 1) || is_within(source, k - 1)) return false;
		if (colon || is_reporting(c, k - 1)) return true;
		if (k == mark && dx_token_is(c->in.text, &tokens[k - 1], "including")) return true;
	}
	return false;
}

/* The same content is a candidate once, as it was first put together. */
static void add(room *w, unsigned from, const dx_range *content, uint32_t pieces) {
	for (uint32_t i = 1; i < pieces; i++) {
		if (is_brought_in(w, content[i - 1].last, content[i].first)) return;
	}
	dx_range kept[DX_PIECES_MAX];
	uint32_t n = 0;
	for (uint32_t i = 0; i < pieces; i++) {
		dx_range r = trimmed(w->c, content[i]);
		if (r.first < r.last) kept[n++] = r;
	}
	if (!n || w->count == DX_OPTIONS_MAX) return;
	for (uint32_t i = 0; i < w->count; i++) {
		if (equal(&w->out[i], kept, n)) return;
	}
	dx_range *copy = dx_alloc_raw(w->c->arena, n * sizeof *copy);
	memcpy(copy, kept, n * sizeof *copy);
	w->out[w->count++] = (dx_content_option){.content = copy, .pieces = n, .rule = -1, .from = (uint8_t)from};
}

typedef struct beside {
	dx_range left[2], right[2]; /* nearest first */
	unsigned lefts, rights;
} beside;

static beside pieces_beside(const dx_candidates *c, const dx_cue_option *cue, bool labelled) {
	const dx_text *text = c->in.text;
	uint32_t paragraph = text->sentences[text->tokens[cue->range.first].sentence].paragraph;
	uint32_t a = dx_paragraph_first(text, paragraph), b = dx_paragraph_last(text, paragraph);
	uint32_t at = dx_piece_from(c->pieces, c->piece_count, cue->range.first), end = UINT32_MAX;
	beside out = {0};
	for (uint32_t i = at, looked = 0; i > 0 && looked < 12 && out.lefts < 2; i--, looked++) {
		const dx_piece *p = &c->pieces[i - 1];
		if (p->range.first < a) break;
		if (p->labelled != labelled || p->range.last > cue->range.first || p->range.last > end) continue;
		out.left[out.lefts++] = p->range;
		end = p->range.first;
	}
	end = cue->range.last;
	for (uint32_t i = at, looked = 0; i < c->piece_count && looked < 12 && out.rights < 2; i++, looked++) {
		const dx_piece *p = &c->pieces[i];
		if (p->range.first >= b) break;
		if (p->labelled != labelled || p->range.first < end) continue;
		out.right[out.rights++] = p->range;
		end = p->range.last;
	}
	return out;
}

static void by_labels(room *w, bool labelled) {
	beside n = pieces_beside(w->c, w->cue, labelled);
	unsigned more = labelled ? 0 : FROM_LIKELY;
	if (n.lefts) add(w, FROM_LEFT + more, n.left, 1);
	if (n.rights) add(w, FROM_RIGHT + more, n.right, 1);
	if (n.lefts && n.rights) add(w, FROM_BOTH + more, (dx_range[]){n.left[0], n.right[0]}, 2);
	if (n.rights > 1) {
		add(w, FROM_RIGHT_TWO + more, n.right, 2);
		if (n.right[1].first - n.right[0].last <= 3) {
			add(w, FROM_JOINED + more, &(dx_range){n.right[0].first, n.right[1].last}, 1);
		}
	}
	if (n.lefts > 1) {
		add(w, FROM_LEFT_TWO + more, (dx_range[]){n.left[1], n.left[0]}, 2);
		if (n.left[0].first - n.left[1].last <= 3) {
			add(w, FROM_JOINED + more, &(dx_range){n.left[1].first, n.left[0].last}, 1);
		}
	}
}

/* Whole quotations left and right of the cue, as far as the source and little else stands between. */
static void by_quotes(room *w) {
	const dx_text *text = w->c->in.text;
	const dx_sentence *z = &text->sentences[text->tokens[w->cue->range.first].sentence];
	const dx_paragraph *p = &text->paragraphs[z->paragraph];
	uint32_t a = text->sentences[p->first].first, b = text->sentences[p->last - 1].last;
	dx_range left = {0, 0}, right = {0, 0};
	if (inside_of(w->c, w->cue->range.first)) return;
	for (uint32_t k = w->cue->range.first, n = 0; k > a && n < 16; k--, n++) {
		int32_t r = dx_outer_region(text, k - 1);
		if (r < 0) continue;
		left = (dx_range){text->regions[r].first, text->regions[r].last};
		break;
	}
	for (uint32_t k = w->cue->range.last, n = 0; k < b && n < 16; k++, n++) {
		int32_t r = dx_outer_region(text, k);
		if (r < 0) continue;
		right = (dx_range){text->regions[r].first, text->regions[r].last};
		break;
	}
	bool l = left.first < left.last, r = right.first < right.last;
	if (l) add(w, FROM_QUOTES, &left, 1);
	if (r) add(w, FROM_QUOTES + 1, &right, 1);
	if (l && r) add(w, FROM_QUOTES + 2, (dx_range[]){left, right}, 2);
}

/* Tokens of a statement of the rules. */
static uint32_t rule_content(const dx_candidates *c, const dx_statement *st, dx_range *out) {
	const dx_text *text = c->in.text;
	uint32_t n = 0;
	for (uint32_t f = 0; f < st->content_count && n < DX_PIECES_MAX; f++) {
		dx_range r = dx_tokens_of(text, st->content[f]);
		if (r.first < r.last) out[n++] = r;
	}
	return n;
}

static uint32_t overlap(const dx_range *a, uint32_t n, const dx_range *b, uint32_t m) {
	uint32_t sum = 0;
	for (uint32_t i = 0; i < n; i++) {
		for (uint32_t j = 0; j < m; j++) {
			uint32_t lo = a[i].first > b[j].first ? a[i].first : b[j].first,
			         hi = a[i].last < b[j].last ? a[i].last : b[j].last;
			if (hi > lo) sum += hi - lo;
		}
	}
	return sum;
}

static uint32_t size_of(const dx_range *a, uint32_t n) {
	uint32_t sum = 0;
	for (uint32_t i = 0; i < n; i++) sum += a[i].last - a[i].first;
	return sum;
}

/* --- features ---------------------------------------------------------------------------------------------------- */

static void rule_part(const dx_candidates *c, const dx_cue_option *cue, dx_content_option *o) {
	float *f = o->features;
	int32_t rule = cue ? cue->rule : o->rule;
	f[4] = f[68] = -1;
	if (rule < 0) return;
	const dx_statement *st = &c->in.rules->items[rule];
	dx_range content[DX_PIECES_MAX];
	uint32_t n = rule_content(c, st, content);
	uint32_t both = overlap(o->content, o->pieces, content, n),
	         all = size_of(o->content, o->pieces) + size_of(content, n) - both;
	f[2] = n == o->pieces && memcmp(content, o->content, n * sizeof *content) == 0;
	f[3] = all ? (float)both / (float)all : 0;
	f[4] = st->confidence;
	f[68] = (float)(st->by[0] + 8 * st->by[strlen(st->by) - 1]);
	if (2 * both >= all) o->rule = rule;
}

static void content_part(const dx_candidates *c, dx_content_option *o) {
	float *f = o->features;
	const dx_text *text = c->in.text;
	const dx_range *p = o->content;
	uint32_t n = o->pieces, first = p[0].first, last = p[n - 1].last;
	dx_sums s = {0};
	float low = 1;
	for (uint32_t i = 0; i < n; i++) {
		const dx_sums *x = &c->sums[p[i].first], *y = &c->sums[p[i].last];
		float m = dx_mean_share(x->content, y->content, p[i].last - p[i].first);
		low = m < low ? m : low;
		s.content += y->content - x->content, s.found += y->found - x->found, s.inside += y->inside - x->inside;
		s.cues += y->cues - x->cues, s.cue += y->cue - x->cue, s.source += y->source - x->source;
		s.verb += y->verb - x->verb, s.word += y->word - x->word, s.mark += y->mark - x->mark,
		    s.sentence += y->sentence - x->sentence;
	}
	uint32_t size = size_of(p, n);
	f[0] = o->from, f[1] = (float)n, f[5] = (float)size;
	f[6] = dx_mean_share(0, s.content, size);
	f[7] = c->in.share[first][DX_L_CONTENT];
	f[8] = last < text->token_count ? 1 - c->in.share[last][DX_L_CONTENT_IN] : 1;
	f[9] = low;
	f[10] = (float)s.found / (float)size;
	f[11] = (float)s.inside / (float)size;
	f[12] = text->tokens[first].kind == DX_T_OPEN;
	f[13] = text->tokens[last - 1].kind == DX_T_CLOSE;
	const dx_sentence *z = &text->sentences[text->tokens[first].sentence],
	                  *e = &text->sentences[text->tokens[last - 1].sentence];
	f[14] = (float)(first - z->first < 9 ? first - z->first : 9);
	f[15] = (float)(e->last - last < 9 ? e->last - last : 9);
	f[22] = (float)s.cues, f[23] = dx_mean_share(0, s.cue, 1), f[24] = dx_mean_share(0, s.source, 1);
	f[25] = (float)s.sentence;
	f[26] = c->in.tags->pos[first], f[27] = c->in.tags->pos[last - 1];
	f[28] = first ? c->in.tags->pos[first - 1] : -1;
	f[29] = last < text->token_count ? c->in.tags->pos[last] : -1;
	f[30] = dx_token_is(text, &text->tokens[first], "that");
	f[61] = (float)s.verb, f[62] = (float)s.word, f[81] = (float)(s.mark % 2);
	f[69] = last < text->token_count ? c->in.share[last][DX_L_CONTENT] + c->in.share[last][DX_L_CONTENT_IN] : 0;
	f[70] = first ? c->in.share[first - 1][DX_L_CONTENT] + c->in.share[first - 1][DX_L_CONTENT_IN] : 0;
	f[71] = (float)(c->in.frame->word[first] % 1021);
	const dx_paragraph *q = &text->paragraphs[z->paragraph];
	f[56] = first == text->sentences[q->first].first;
	f[57] = last + 1 >= text->sentences[q->last - 1].last;
	f[83] = q->role;
	int32_t r = text->tokens[first].region, t = text->tokens[last - 1].region;
	f[54] = (r >= 0 && text->regions[r].first < first && text->tokens[last - 1].region != r) +
	        2 * (t >= 0 && text->regions[t].last > last && r != t);
	f[55] = r >= 0 && text->regions[r].first == first && text->regions[r].last == last;
	f[80] = fminf(f[7], f[8]);
}

/* Tokens between the content's nearest piece and the cue on one side; what stands there counts. */
static float gap(const dx_candidates *c, uint32_t a, uint32_t b, float *f) {
	if (b <= a) return 0;
	const dx_sums *x = &c->sums[a], *y = &c->sums[b];
	f[18] += (float)(y->comma - x->comma);
	f[19] += (float)(y->mark - x->mark);
	f[20] += (float)(y->verb - x->verb);
	f[21] += (float)(y->cues - x->cues);
	f[78] += (float)(y->word - x->word);
	return (float)(b - a);
}

static void side_part(const dx_candidates *c, const dx_cue_option *cue, dx_content_option *o) {
	float *f = o->features;
	dx_range left = {0, 0}, right = {0, 0};
	for (uint32_t i = 0; i < o->pieces; i++) {
		if (o->content[i].last <= cue->range.first) left = o->content[i];
		if (o->content[i].first >= cue->range.last && right.first == right.last) right = o->content[i];
	}
	bool l = left.first < left.last, r = right.first < right.last;
	f[16] = l ? gap(c, left.last, cue->range.first, f) : -1;
	f[17] = r ? gap(c, cue->range.last, right.first, f) : -1;
	f[72] = l, f[73] = r, f[74] = l && r;
	/* Content that the labels see right beside, and that this candidate leaves out. */
	beside n = pieces_beside(c, cue, true);
	uint32_t got = 0, all = 0;
	if (n.lefts) all += size_of(n.left, 1), got += overlap(n.left, 1, o->content, o->pieces);
	if (n.rights) all += size_of(n.right, 1), got += overlap(n.right, 1, o->content, o->pieces);
	f[51] = all ? (float)(all - got) / (float)all : 0;
	f[52] = (n.lefts && !overlap(n.left, 1, o->content, o->pieces)) +
	        2 * (n.rights && !overlap(n.right, 1, o->content, o->pieces));
}

static void hang_part(const dx_candidates *c, const dx_cue_option *cue, dx_content_option *o) {
	const dx_tags *tags = c->in.tags;
	uint32_t on = 0, off = 0, looked = 0;
	float top = -1;
	for (uint32_t i = 0; i < o->pieces; i++) {
		for (uint32_t k = o->content[i].first; k < o->content[i].last && looked < 120; k++, looked++) {
			const dx_anchor *a = &c->in.frame->anchor[k];
			if (a->at == cue->head) {
				on++;
				if (tags->head[k] == cue->head && (top < 0 || tags->relation[k] == DX_REL_CLAUSE))
					top = tags->relation[k];
			} else if (a->at != DX_NO_ANCHOR && (a->at < o->content[i].first || a->at >= o->content[i].last))
				off++;
		}
	}
	o->features[48] = looked ? (float)on / (float)looked : 0;
	o->features[49] = looked ? (float)off / (float)looked : 0;
	o->features[50] = top;
}

static void cue_part(const dx_candidates *c, const dx_cue_option *cue, float *f) {
	const dx_text *text = c->in.text;
	const dx_token *t = &text->tokens[cue->range.first];
	const dx_sentence *z = &text->sentences[t->sentence];
	const dx_source_option *s = &cue->sources[cue->source];
	f[31] =
	    dx_mean_share(c->sums[cue->range.first].cue, c->sums[cue->range.last].cue, cue->range.last - cue->range.first);
	f[32] = c->in.share[cue->range.first][DX_L_CUE];
	f[33] = c->in.tags->pos[cue->head];
	f[34] = c->in.frame->report[cue->head];
	f[35] = cue->labelled;
	f[36] = c->in.frame->kids[cue->head];
	f[37] = (float)(cue->range.last - cue->range.first);
	f[38] = s->range.first == s->range.last;
	f[39] = s->score, f[40] = cue->lead;
	f[41] = s->features[1], f[42] = s->features[2], f[43] = s->features[4], f[44] = s->features[10],
	f[45] = s->features[7];
	f[46] = s->features[8], f[47] = s->features[16];
	f[53] = t->region >= 0;
	f[58] = (float)(z->last - cue->range.last < 20 ? z->last - cue->range.last : 20);
	f[59] = (float)(cue->range.first - z->first < 20 ? cue->range.first - z->first : 20);
	f[60] = (float)(c->sums[z->last].cues - c->sums[z->first].cues);
	const dx_lexeme *l = text->tokens[cue->head].word ? dx_text_lexeme(&text->tokens[cue->head], DX_LEX_VERB) : NULL;
	f[67] = l != NULL;
	f[75] = cue->head > z->first && c->in.tags->pos[cue->head] == DX_POS_VBN;
	if (cue->range.last < z->last) {
		f[76] = c->in.tags->pos[cue->range.last] == DX_POS_TO   ? 1
		        : c->in.tags->pos[cue->range.last] == DX_POS_IN ? 2
		                                                        : 0;
		f[77] = c->in.tags->pos[cue->range.last];
	}
	f[79] = cue->rule < 0;
	f[82] = (float)(c->in.frame->lemma[cue->head] % 1021);
}

static void describe(dx_candidates *c, const dx_cue_option *cue, dx_content_option *o) {
	content_part(c, o);
	rule_part(c, cue, o);
	if (!cue) return;
	side_part(c, cue, o);
	hang_part(c, cue, o);
	cue_part(c, cue, o->features);
}

static void options_of(dx_candidates *c, dx_cue_option *cue) {
	dx_content_option out[DX_OPTIONS_MAX];
	room w = {c, cue, out, 0};
	by_labels(&w, true);
	dx_range content[DX_PIECES_MAX];
	/* All statements of the rules with this cue: there may be several. */
	for (int32_t i = cue->rule; i >= 0 && (uint32_t)i < c->in.rules->count && i < cue->rule + 3; i++) {
		const dx_statement *st = &c->in.rules->items[i];
		if (st->cue_first >= cue->range.last || st->cue_last <= cue->range.first) continue;
		add(&w, FROM_RULE, content, rule_content(c, st, content));
	}
	by_labels(&w, false);
	by_quotes(&w);
	cue->options = dx_alloc_raw(c->arena, w.count * sizeof *out);
	cue->option_count = w.count;
	memcpy(cue->options, out, w.count * sizeof *out);
	for (uint32_t i = 0; i < w.count; i++) describe(c, cue, &cue->options[i]);
}

void dx_options_find(dx_candidates *c) {
	for (uint32_t i = 0; i < c->cue_count; i++) options_of(c, &c->cues[i]);
	const dx_statements *rules = c->in.rules;
	c->loose = DX_NEW(c->arena, dx_content_option, rules->count);
	for (uint32_t i = 0; i < rules->count; i++) {
		const dx_statement *st = &rules->items[i];
		if (st->cue_first < st->cue_last || !st->content_count) continue;
		dx_content_option *o = &c->loose[c->loose_count++];
		dx_range *content = DX_NEW(c->arena, dx_range, DX_PIECES_MAX);
		o->content = content;
		o->pieces = rule_content(c, st, content);
		o->rule = (int32_t)i;
		o->from = FROM_LOOSE;
		if (o->pieces)
			describe(c, NULL, o);
		else
			c->loose_count--;
	}
}
