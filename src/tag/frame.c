#include "tag/frame.h"
#include "tag/features.h"

#include "base/map.h"

/* Reporting words by table and part of speech: verbs 1 to 18 (act, strength), nouns from 20, "according" 30. */
static uint8_t report_of(const dx_text *text, const dx_token *t, uint8_t pos, const dx_lexicon *lexicon) {
	bool noun = pos == DX_POS_NN || pos == DX_POS_NNS;
	if (t->first == 'a' || t->first == 'A') {
		if (dx_token_is(text, t, "according")) return 30;
	}
	const dx_lexeme *l = noun ? NULL : dx_text_lexeme(t, DX_LEX_VERB);
	if (l) {
		const dx_verb *v = dx_lexicon_verb(lexicon, l);
		uint8_t strength = v->strength ? (uint8_t)(v->strength - 1) : 0;
		return (uint8_t)(1 + v->act * 3 + strength);
	}
	l = noun ? dx_text_lexeme(t, DX_LEX_NOUN) : NULL;
	return l ? (uint8_t)(20 + dx_lexicon_noun(lexicon, l)->act) : 0;
}

/* A reporting verb's row, or the word without its commonest endings. */
static uint64_t lemma_of(const dx_text *text, const dx_token *t, const dx_lexicon *lexicon) {
	const dx_lexeme *l = t->word ? dx_text_lexeme(t, DX_LEX_VERB) : NULL;
	if (l) {
		dx_slice lemma = dx_lexicon_verb(lexicon, l)->lemma;
		return dx_hash(lemma.ptr, lemma.len);
	}
	if (t->kind == DX_T_NUMBER) return 7;
	dx_slice s = dx_token_slice(text, t);
	size_t n = s.len;
	if (t->kind != DX_T_WORD || n < 5) return t->hash;
	if (memcmp(s.ptr + n - 3, "ing", 3) == 0)
		n -= 3;
	else if (memcmp(s.ptr + n - 2, "ed", 2) == 0 || memcmp(s.ptr + n - 2, "es", 2) == 0)
		n -= 2;
	else if (s.ptr[n - 1] == 's' || s.ptr[n - 1] == 'e')
		n -= 1;
	uint64_t h = 1469598103934665603u;
	for (size_t i = 0; i < n; i++)
		h = (h ^ (uint8_t)(s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? s.ptr[i] | 32 : s.ptr[i])) * 1099511628211u;
	return h;
}

static uint64_t ending_of(const dx_text *text, const dx_token *t) {
	dx_slice s = dx_token_slice(text, t);
	uint64_t v = 0;
	for (size_t i = s.len > 3 ? s.len - 3 : 0; i < s.len; i++) v = v << 8 | (uint8_t)(s.ptr[i] | 32);
	return v;
}

static uint8_t shape_of(const dx_text *text, const dx_token *t) {
	uint32_t n = t->end - t->start;
	dx_slice s = dx_token_slice(text, t);
	bool hyphen = t->kind == DX_T_WORD && memchr(s.ptr, '-', s.len) != NULL;
	return (uint8_t)(t->kind * 16 + t->caps * 4 + (n > 2) * 2 + hyphen);
}

enum {
	KID_SUBJECT = 1,
	KID_OBJECT = 2,
	KID_CLAUSE = 4,
	KID_THAT = 8,
	KID_CLAUSE_LEFT = 16,
	KID_SUBJECT_RIGHT = 32,
	KID_PARATAXIS = 64
};

static void tree_of(dx_frame *f) {
	const dx_text *text = f->text;
	const dx_tags *tags = f->tags;
	uint32_t n = text->token_count;
	memset(f->kids, 0, n);
	for (uint32_t k = 0; k < n; k++) f->low[k] = f->high[k] = k;
	for (uint32_t k = 0; k < n; k++) {
		uint32_t h = tags->head[k], up = k;
		for (int steps = 0; steps < 24 && tags->head[up] != up; steps++) {
			up = tags->head[up];
			if (f->low[up] > k) f->low[up] = k;
			if (f->high[up] < k)
				f->high[up] = k;
			else if (f->low[up] < k && steps)
				break; /* already wide enough further up */
		}
		if (h == k) continue;
		switch (tags->relation[k]) {
		case DX_REL_SUBJECT: f->kids[h] |= (uint8_t)(KID_SUBJECT | (k > h ? KID_SUBJECT_RIGHT : 0)); break;
		case DX_REL_OBJECT: f->kids[h] |= KID_OBJECT; break;
		case DX_REL_CLAUSE: f->kids[h] |= (uint8_t)(KID_CLAUSE | (k < h ? KID_CLAUSE_LEFT : 0)); break;
		case DX_REL_PARATAXIS: f->kids[h] |= KID_PARATAXIS; break;
		case DX_REL_MARK:
			if (dx_token_is(text, &text->tokens[k], "that")) f->kids[h] |= KID_THAT;
			break;
		default: break;
		}
	}
}

void dx_frame_anchors(const dx_frame *f, const uint8_t *is_anchor, dx_anchor *out) {
	const uint32_t *head = f->tags->head;
	for (uint32_t k = 0; k < f->text->token_count; k++) {
		uint32_t at = k;
		out[k] = (dx_anchor){DX_NO_ANCHOR, 0, 0};
		for (uint8_t depth = 1; depth < 16 && head[at] != at; depth++) {
			uint32_t up = head[at];
			if (is_anchor[up]) {
				out[k] = (dx_anchor){up, f->tags->relation[at], depth};
				break;
			}
			at = up;
		}
	}
}

static void marks_of(dx_frame *f) {
	const dx_text *text = f->text;
	for (uint32_t p = 0; p < text->paragraph_count; p++) {
		uint32_t a = dx_paragraph_first(text, p), b = dx_paragraph_last(text, p), last = DX_NO_ANCHOR;
		for (uint32_t k = a; k < b; k++) {
			uint8_t kind = text->tokens[k].kind;
			if (kind == DX_T_OPEN || kind == DX_T_CLOSE) last = k;
			f->open[k] = last;
		}
		last = DX_NO_ANCHOR;
		for (uint32_t k = b; k-- > a;) {
			uint8_t kind = text->tokens[k].kind;
			if (kind == DX_T_OPEN || kind == DX_T_CLOSE) last = k;
			f->close[k] = last;
		}
	}
}

/* Bits of dx_frame.sentence. */
enum { S_VERB = 1, S_QUOTE = 2, S_TAIL = 4, S_ACCORDING = 8, S_OPENS = 16, S_QUESTION = 32 };

static void sentences_of(dx_frame *f) {
	const dx_text *text = f->text;
	for (uint32_t s = 0; s < text->sentence_count; s++) {
		uint32_t a = text->sentences[s].first, b = text->sentences[s].last, last = DX_NO_ANCHOR;
		uint8_t bits = 0;
		for (uint32_t k = a; k < b; k++) {
			f->verb_before[k] = last;
			const dx_token *t = &text->tokens[k];
			if (f->report[k] == 30) bits |= S_ACCORDING;
			if (t->kind == DX_T_OPEN || t->kind == DX_T_CLOSE) bits |= S_QUOTE;
			if (t->first == '?') bits |= S_QUESTION;
			if (f->report[k]) {
				last = k;
				if (f->report[k] < 20) bits |= S_VERB;
			}
		}
		if (last != DX_NO_ANCHOR && last + 4 >= b && f->report[last] < 20) bits |= S_TAIL;
		if (a < b && text->tokens[a].kind == DX_T_OPEN) bits |= S_OPENS;
		last = DX_NO_ANCHOR;
		for (uint32_t k = b; k-- > a;) {
			f->verb_behind[k] = last;
			if (f->report[k]) last = k;
		}
		f->sentence[s] = bits;
	}
}

void dx_frame_make(dx_frame *f, const dx_text *text, const dx_tags *tags, const dx_lexicon *lexicon, dx_arena *arena) {
	uint32_t n = text->token_count, room = n + 1;
	*f = (dx_frame){.text = text, .tags = tags, .groups = UINT32_MAX};
	f->word = dx_alloc_raw(arena, room * sizeof *f->word);
	f->lemma = dx_alloc_raw(arena, room * sizeof *f->lemma);
	f->ending = dx_alloc_raw(arena, room * sizeof *f->ending);
	f->report = dx_alloc_raw(arena, room);
	f->shape = dx_alloc_raw(arena, room);
	f->kids = dx_alloc_raw(arena, room);
	f->low = dx_alloc_raw(arena, room * sizeof *f->low);
	f->high = dx_alloc_raw(arena, room * sizeof *f->high);
	f->anchor = dx_alloc_raw(arena, room * sizeof *f->anchor);
	f->open = dx_alloc_raw(arena, room * sizeof *f->open);
	f->close = dx_alloc_raw(arena, room * sizeof *f->close);
	f->verb_before = dx_alloc_raw(arena, room * sizeof *f->verb_before);
	f->verb_behind = dx_alloc_raw(arena, room * sizeof *f->verb_behind);
	f->sentence = dx_alloc_raw(arena, text->sentence_count + 1);
	uint8_t *anchors = dx_alloc_raw(arena, room);
	for (uint32_t k = 0; k < n; k++) {
		const dx_token *t = &text->tokens[k];
		f->word[k] = t->kind == DX_T_NUMBER ? 7 : t->hash;
		f->lemma[k] = lemma_of(text, t, lexicon);
		f->ending[k] = ending_of(text, t);
		f->report[k] = t->word ? report_of(text, t, tags->pos[k], lexicon) : 0;
		f->shape[k] = shape_of(text, t);
		anchors[k] = f->report[k] != 0;
	}
	tree_of(f);
	dx_frame_anchors(f, anchors, f->anchor);
	marks_of(f);
	sentences_of(f);
}

/* --- first pass -------------------------------------------------------------------------------------------------- */

static void words_around(dx_sink *s, const dx_window *w) {
	const dx_frame *f = w->f;
	for (int o = -2; o <= 2; o++) {
		dx_put(s, 10 + (unsigned)(o + 2), dx_at64(w, f->word, o));
		dx_put(s, 20 + (unsigned)(o + 2), dx_at64(w, f->lemma, o));
	}
	dx_put2(s, 30, dx_at64(w, f->lemma, -1), dx_at64(w, f->lemma, 0));
	dx_put2(s, 31, dx_at64(w, f->lemma, 0), dx_at64(w, f->lemma, 1));
	dx_put2(s, 32, dx_at64(w, f->lemma, -1), dx_at64(w, f->lemma, 1));
}

static void tags_around(dx_sink *s, const dx_window *w) {
	const dx_frame *f = w->f;
	unsigned p[7], n[3];
	for (int o = -3; o <= 3; o++) {
		p[o + 3] = dx_at8(w, f->tags->pos, o);
		dx_put(s, 40 + (unsigned)(o + 3), p[o + 3]);
	}
	for (int o = -1; o <= 1; o++) {
		n[o + 1] = dx_at8(w, f->tags->name, o);
		dx_put(s, 50 + (unsigned)(o + 1), n[o + 1]);
	}
	dx_put(s, 54, p[2] << 8 | p[3]);
	dx_put(s, 55, p[3] << 8 | p[4]);
	dx_put(s, 56, p[2] << 16 | p[3] << 8 | p[4]);
	dx_put(s, 57, p[1] << 16 | p[2] << 8 | p[3]);
	dx_put(s, 58, p[3] << 16 | p[4] << 8 | p[5]);
	dx_put2(s, 59, p[2] << 8 | p[4], f->lemma[w->k]);
	dx_put(s, 60, n[0] << 24 | n[1] << 16 | p[3] << 8 | p[4]);
}

static void reporting_around(dx_sink *s, const dx_window *w) {
	const dx_frame *f = w->f;
	for (int o = -3; o <= 3; o++) {
		unsigned r = dx_at8(w, f->report, o);
		if (r) dx_put(s, 70 + (unsigned)(o + 3), r);
	}
	unsigned p = f->tags->pos[w->k];
	uint32_t a = f->verb_before[w->k], b = f->verb_behind[w->k];
	if (a != DX_NO_ANCHOR) {
		unsigned d = dx_size_class((uint32_t)w->k - a);
		dx_put2(s, 80, f->lemma[a], d);
		dx_put2(s, 81, f->lemma[a], p);
		dx_put(s, 82, f->report[a] << 8 | d);
	}
	if (b != DX_NO_ANCHOR) {
		unsigned d = dx_size_class(b - (uint32_t)w->k);
		dx_put2(s, 84, f->lemma[b], d);
		dx_put2(s, 85, f->lemma[b], p);
		dx_put(s, 86, f->report[b] << 8 | d);
	}
	dx_put(s, 88, (a != DX_NO_ANCHOR) | (b != DX_NO_ANCHOR) << 1 | (unsigned)(f->report[w->k] != 0) << 2);
}

static void quotation_marks(dx_sink *s, const dx_window *w) {
	const dx_frame *f = w->f;
	const dx_text *text = f->text;
	const dx_token *t = &text->tokens[w->k];
	uint32_t a = f->open[w->k], b = f->close[w->k];
	unsigned state = (t->region >= 0) | (unsigned)(t->kind == DX_T_OPEN) << 1 | (unsigned)(t->kind == DX_T_CLOSE) << 2;
	unsigned da = a == DX_NO_ANCHOR ? 15 : dx_size_class((uint32_t)w->k - a),
	         db = b == DX_NO_ANCHOR ? 15 : dx_size_class(b - (uint32_t)w->k);
	dx_put(s, 90, state);
	dx_put(s, 91, state << 8 | da << 4 | (a != DX_NO_ANCHOR && text->tokens[a].kind == DX_T_OPEN));
	dx_put(s, 92, state << 8 | db << 4 | (b != DX_NO_ANCHOR && text->tokens[b].kind == DX_T_OPEN));
	dx_put(s, 93, state << 8 | f->tags->pos[w->k]);
	if (t->region < 0) return;
	const dx_region *r = &text->regions[t->region];
	int64_t before = (int64_t)r->first - 1, behind = r->last;
	unsigned length = dx_size_class(r->last - r->first);
	uint64_t lb = before >= w->first ? f->lemma[before] : 1, la = behind < w->last ? f->lemma[behind] : 1;
	unsigned pb = before >= w->first ? f->tags->pos[before] : 255, pa = behind < w->last ? f->tags->pos[behind] : 255;
	unsigned edge = (unsigned)(w->k == r->first) | (unsigned)(w->k + 1 == r->last) << 1;
	dx_put(s, 94, length << 4 | edge);
	dx_put2(s, 95, lb, edge);
	dx_put2(s, 96, la, edge);
	dx_put(s, 97, pb << 16 | pa << 8 | edge);
	dx_put(s, 98, length << 20 | pb << 12 | pa << 4 | edge);
	dx_put(s, 99, r->closed | (r->continues >= 0) << 1 | edge << 2 | (unsigned)(r->first == w->first) << 4);
}

static void place_in_sentence(dx_sink *s, const dx_window *w) {
	const dx_frame *f = w->f;
	const dx_text *text = f->text;
	const dx_sentence *z = &text->sentences[text->tokens[w->k].sentence];
	uint32_t from = (uint32_t)w->k - z->first, to = z->last - (uint32_t)w->k;
	unsigned bits = f->sentence[text->tokens[w->k].sentence];
	dx_put(s, 110, bits);
	dx_put(s, 111, bits << 8 | f->tags->pos[w->k]);
	dx_put(s, 112, (from < 3 ? from : 3) << 4 | (to < 4 ? to : 4));
	dx_put(s, 113, (from < 3 ? from : 3) << 16 | (to < 4 ? to : 4) << 12 | bits);
	dx_put2(s, 114, f->lemma[z->first], from == 0);
	dx_put(s, 115, (unsigned)(z->first == w->first) << 1 | (z->last == w->last));
	dx_put2(s, 116, f->word[z->first], f->tags->pos[w->k]);
}

static void tree_around(dx_sink *s, const dx_window *w) {
	const dx_frame *f = w->f;
	const dx_tags *tags = f->tags;
	uint32_t k = (uint32_t)w->k, h = tags->head[k], g = tags->head[h];
	unsigned rel = tags->relation[k], p = tags->pos[k], side = h < k;
	dx_put(s, 120, rel << 8 | tags->pos[h]);
	dx_put2(s, 121, rel, f->lemma[h]);
	dx_put2(s, 122, rel << 8 | tags->relation[h], f->lemma[g]);
	dx_put(s, 123, rel << 24 | (unsigned)f->report[h] << 16 | side << 8 | p);
	dx_put(s, 124, (unsigned)tags->relation[h] << 16 | rel << 8 | f->report[g]);
	dx_put2(s, 125, f->lemma[k], (unsigned)f->kids[k]);
	dx_put(s, 126, (unsigned)f->report[k] << 16 | (unsigned)f->kids[k] << 8 | p);
	dx_put(s, 127, (unsigned)f->kids[k] << 8 | rel);
	const dx_anchor *a = &f->anchor[k];
	if (a->at == DX_NO_ANCHOR) {
		dx_put(s, 130, p);
		return;
	}
	unsigned where = a->at < k, r = a->relation;
	dx_put2(s, 131, f->lemma[a->at], r << 1 | where);
	dx_put(s, 132, r << 16 | (unsigned)f->report[a->at] << 8 | where);
	dx_put(s, 133, r << 16 | (unsigned)a->depth << 8 | where);
	dx_put2(s, 134, f->lemma[a->at], r << 16 | where << 8 | p);
	dx_put(s, 135, r << 24 | where << 16 | (unsigned)f->kids[a->at] << 8 | p);
}

/* Where the branch that hangs on a reporting word begins and ends. */
static void branch_edges(dx_sink *s, const dx_window *w) {
	const dx_frame *f = w->f;
	uint32_t k = (uint32_t)w->k;
	const dx_anchor *a = &f->anchor[k];
	for (int o = -1; o <= 1; o += 2) {
		if (!dx_in(w, o)) continue;
		const dx_anchor *b = &f->anchor[k + (uint32_t)o];
		bool same = a->at == b->at && a->relation == b->relation;
		unsigned self = b->at == k ? 1 : a->at == k + (uint32_t)o ? 2 : 0;
		dx_put(s, 140 + (unsigned)(o > 0),
		       (unsigned)same << 20 | self << 16 | (unsigned)(a->at == DX_NO_ANCHOR ? 31 : a->relation) << 8 |
		           (b->at == DX_NO_ANCHOR ? 31u : b->relation));
	}
	uint32_t h = f->tags->head[k];
	dx_put(s, 142,
	       (unsigned)(f->low[h] == k) | (unsigned)(f->high[h] == k) << 1 | (unsigned)f->tags->relation[h] << 2 |
	           (unsigned)f->report[f->tags->head[h]] << 8);
	dx_put(s, 143, (unsigned)(f->high[k] > k) | (unsigned)(f->low[k] < k) << 1 | (unsigned)f->tags->relation[k] << 2);
	unsigned opens = 0, ends = 0; /* the widest branch that begins here, ends here */
	for (uint32_t at = k, steps = 0; steps < 12 && f->low[at] == k; steps++) {
		opens = 1 + f->tags->relation[at] + ((unsigned)f->report[f->tags->head[at]] << 8);
		if (f->tags->head[at] == at) break;
		at = f->tags->head[at];
	}
	for (uint32_t at = k, steps = 0; steps < 12 && f->high[at] == k; steps++) {
		ends = 1 + f->tags->relation[at] + ((unsigned)f->report[f->tags->head[at]] << 8);
		if (f->tags->head[at] == at) break;
		at = f->tags->head[at];
	}
	dx_put(s, 144, opens);
	dx_put(s, 145, ends);
	dx_put(s, 146, opens << 12 | (unsigned)dx_at8(w, f->tags->pos, -1));
	dx_put(s, 147, ends << 12 | (unsigned)dx_at8(w, f->tags->pos, 1));
}

uint32_t dx_first_features(const dx_frame *f, uint32_t k, uint64_t out[DX_FEATURES_MAX]) {
	dx_sink s = {out, 0};
	dx_window w = dx_window_of(f, k);
	dx_put(&s, 1, 1);
	if (dx_on(f, DX_G_WORDS)) words_around(&s, &w);
	if (dx_on(f, DX_G_TAGS)) tags_around(&s, &w);
	if (dx_on(f, DX_G_SHAPE)) {
		dx_put(&s, 2, f->shape[k]);
		dx_put(&s, 3, f->ending[k]);
		dx_put(&s, 4, dx_at8(&w, f->shape, -1));
		dx_put(&s, 5, dx_at8(&w, f->shape, 1));
	}
	if (dx_on(f, DX_G_LEXICON)) reporting_around(&s, &w);
	if (dx_on(f, DX_G_QUOTES)) quotation_marks(&s, &w);
	if (dx_on(f, DX_G_PLACE)) place_in_sentence(&s, &w);
	if (dx_on(f, DX_G_TREE)) {
		tree_around(&s, &w);
		branch_edges(&s, &w);
	}
	return s.count;
}
