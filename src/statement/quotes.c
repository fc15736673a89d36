/* Quotations that no cue of their own sentence took: going on behind an attributed one, introduced by a colon before
 * them, or standing free in a paragraph of their own. What is left is a scare quote, and nobody said it. */
#include "statement/scan.h"

/* A longer chain becomes several statements, so that adding a fragment stays cheap. */
enum { FRAGMENTS_MAX = 64 };

static const dx_sentence *sentence_of(const dx_scan *s, uint32_t token) {
	return &s->text->sentences[dx_at(s, token)->sentence];
}

/* The quotation fills its sentences: nothing but closing punctuation stands outside it. */
static bool is_free(const dx_scan *s, const dx_region *r) {
	if (sentence_of(s, r->first)->first != r->first) return false;
	uint32_t stop = sentence_of(s, r->last - 1)->last;
	for (uint32_t i = r->last; i < stop; i++) {
		if (!dx_tagged(s, i, DX_TAGS(DX_TAG_PUNCT, DX_TAG_COMMA, DX_TAG_CLOSE))) return false;
	}
	return true;
}

static uint32_t token_after(const dx_statement *st) {
	uint32_t end = st->cue_last;
	if (st->source_last > end && st->source_first > st->cue_first) end = st->source_last;
	return end;
}

/* The statement speaks on in region r: same paragraph, nothing told between. */
static bool goes_on(const dx_scan *s, const dx_statement *st, const dx_region *r) {
	if (st->act == DIXIT_WITHHOLD || !st->content_count) return false;
	uint32_t end = token_after(st);
	if (end == 0 || end > r->first) return false;
	const dx_sentence *said = sentence_of(s, end - 1), *here = sentence_of(s, r->first);
	if (said->paragraph != here->paragraph) return false;
	dx_span last = st->content[st->content_count - 1];
	uint32_t from = said->last;
	if (from > r->first) return false;
	return from == r->first || last.end >= dx_at(s, r->first - 1)->start;
}

static bool is_quoting(const dx_statement *st) { return st->kind == DIXIT_DIRECT || st->kind == DIXIT_MIXED; }

/* "He said:" at the end of the paragraph before. */
static bool introduces(const dx_scan *s, uint32_t cue_end, uint32_t first) {
	if (cue_end >= first || cue_end + 8 < first) return false;
	return dx_at(s, first - 1)->first == ':';
}

static void carry(dx_scan *s, const dx_region *r, int32_t previous, const char *by) {
	dx_statement *st = dx_add_statement(s, NULL, (dx_range){r->first, r->last}, by);
	st->carried = previous >= 0;
	st->previous = previous;
	st->kind = DIXIT_DIRECT;
}

/* "He said:" has a cue but no content yet: it stands in s->cues of its sentence, which is worked again here. */
static bool after_colon(dx_scan *s, const dx_region *r) {
	if (r->first == 0 || dx_at(s, r->first - 1)->first != ':') return false;
	const dx_sentence *before = sentence_of(s, r->first - 1);
	s->first = before->first;
	s->stop = before->last;
	s->last = before->last - 1;
	dx_scan_cues(s);
	for (uint32_t k = s->cues.count; k-- > 0;) {
		dx_cue *cue = &s->cues.items[k];
		if (!(cue->frames & DX_F_QUOTE) || cue->kind == DX_CUE_ACCORDING || !dx_source_left(s, cue)) continue;
		if (!introduces(s, cue->after, r->first) && s->stop - cue->after > 25) return false;
		dx_add_statement(s, cue, (dx_range){r->first, r->last}, "colon");
		return true;
	}
	return false;
}

/* "…" — Jane Roe: a dash and a name behind the quotation, to the end of the paragraph. */
static bool is_signed(dx_scan *s, const dx_region *r) {
	uint32_t stop = s->text->sentences[dx_paragraph_of(s->text, r->last - 1)->last - 1].last, dash = r->last;
	if (dash + 1 >= stop || dx_at(s, dash)->first != '-' || dx_at(s, dash)->kind != DX_T_PUNCT) return false;
	uint32_t end = dash + 1, names = 0;
	while (end < stop && end < dash + 12 && dx_at(s, end)->kind == DX_T_WORD) {
		names += dx_at(s, end)->caps != DX_CAPS_NONE;
		end++;
	}
	while (end < stop && dx_at(s, end)->first == ',' && end < dash + 12) /* , a teacher from Leeds */
		for (end++; end < stop && end < dash + 20 && dx_at(s, end)->kind == DX_T_WORD;) end++;
	if (!names || dx_at(s, dash + 1)->caps == DX_CAPS_NONE) return false;
	for (uint32_t i = end; i < stop; i++) {
		if (dx_at(s, i)->kind != DX_T_PUNCT) return false;
	}
	dx_cue cue = {.range = {dash, dash + 1}, .head = dash, .after = dash + 1, .source = {dash + 1, end}};
	dx_add_statement(s, &cue, (dx_range){r->first, r->last}, "signed");
	return true;
}

static void place(dx_scan *s, const dx_region *r, int32_t *previous) {
	if (r->continues >= 0 && s->owner[r->continues] >= 0 &&
	    s->found.items[s->owner[r->continues]].content_count < FRAGMENTS_MAX) {
		*previous = s->owner[r->continues];
		dx_add_fragment(s, &s->found.items[*previous], (dx_range){r->first, r->last});
		return;
	}
	uint32_t had = s->found.count;
	if (is_signed(s, r)) {
		*previous = -1;
		return;
	}
	if (!is_free(s, r) || r->last - r->first < 5) return;
	if (after_colon(s, r)) {
		*previous = (int32_t)had;
		return;
	}
	if (*previous < 0) {
		const dx_paragraph *p = dx_paragraph_of(s->text, r->first);
		bool alone =
		    s->text->sentences[p->first].first == r->first && s->text->sentences[p->last - 1].last <= r->last + 1;
		if (alone) carry(s, r, -1, "quote-free");
		return;
	}
	dx_statement *st = &s->found.items[*previous];
	if (is_quoting(st) && st->content_count < FRAGMENTS_MAX && goes_on(s, st, r)) {
		dx_add_fragment(s, st, (dx_range){r->first, r->last});
		return;
	}
	uint32_t gap =
	    dx_paragraph_of(s->text, r->first) - dx_paragraph_of(s->text, token_after(st) ? token_after(st) - 1 : 0);
	if (st->carried || gap <= 1) {
		int32_t root = st->carried ? st->previous : *previous;
		carry(s, r, root, gap == 0 ? "quote-next" : "quote-free");
		*previous = (int32_t)s->found.count - 1;
	}
}

static bool inside(const dx_scan *s, uint32_t token, uint32_t byte) { return dx_at(s, token)->start > byte; }

/* Regions and the statements found by cues come in text order: one walk over both. */
void dx_scan_quotes(dx_scan *s) {
	uint32_t next = 0, cued = s->found.count;
	int32_t previous = -1;
	for (uint32_t k = 0; k < s->text->region_count; k++) {
		const dx_region *r = &s->text->regions[k];
		if (r->parent >= 0) continue;
		for (; next < cued && inside(s, r->first, s->found.items[next].cue.start); next++) {
			const dx_statement *st = &s->found.items[next];
			if (st->act == DIXIT_SAY || is_quoting(st)) previous = (int32_t)next;
		}
		uint8_t role = dx_paragraph_of(s->text, r->first)->role;
		if (s->owner[k] >= 0 || role != DX_BLOCK_BODY) continue;
		place(s, r, &previous);
	}
}
