/* The stage: tags, cues sentence by sentence, left-over quotations, kinds, order. */
#include "statement/scan.h"

#include <stdlib.h>

static void index_mentions(dx_scan *s) {
	uint32_t n = s->text->token_count + 1;
	s->begins = dx_alloc_raw(s->arena, n * sizeof *s->begins);
	s->ends = dx_alloc_raw(s->arena, n * sizeof *s->ends);
	memset(s->begins, 0xff, n * sizeof *s->begins);
	memset(s->ends, 0xff, n * sizeof *s->ends);
	for (uint32_t m = 0; m < s->mentions->count; m++) {
		const dx_mention *mention = &s->mentions->items[m];
		if (s->begins[mention->first] < 0) s->begins[mention->first] = (int32_t)m;
		if (s->ends[mention->last] < 0) s->ends[mention->last] = (int32_t)m;
	}
}

uint8_t dx_quoted_kind(const dx_text *text, const dx_range *ranges, uint32_t count) {
	uint32_t in = 0, out = 0;
	for (uint32_t i = 0; i < count; i++) {
		for (uint32_t k = ranges[i].first; k < ranges[i].last; k++) {
			const dx_token *t = &text->tokens[k];
			if (t->kind != DX_T_WORD && t->kind != DX_T_NUMBER) continue;
			in += t->region >= 0;
			out += t->region < 0;
		}
	}
	return in && !out ? DIXIT_DIRECT : in ? DIXIT_MIXED : DIXIT_INDIRECT;
}

static void set_kind(const dx_scan *s, dx_statement *st) {
	dx_range *ranges = dx_alloc_raw(s->arena, st->content_count * sizeof *ranges);
	for (uint32_t f = 0; f < st->content_count; f++) ranges[f] = dx_tokens_of(s->text, st->content[f]);
	st->kind = dx_quoted_kind(s->text, ranges, st->content_count);
}

/* How often each rule is right, measured on development articles (HACKING.md, "Confidence"). */
static const struct {
	const char *by;
	float right;
} rule_confidence[] = {{"quote-cue", 0.92f},    {"colon", 0.94f},      {"according", 0.82f}, {"frame-of", 0.78f},
                       {"clause", 0.77f},       {"that", 0.76f},       {"quote", 0.76f},     {"frame-if", 0.74f},
                       {"clause-cue", 0.71f},   {"quote-next", 0.64f}, {"transcript", 0.9f}, {"frame-np", 0.54f},
                       {"frame-obj-to", 0.54f}, {"frame-as", 0.5f},    {"quote-free", 0.5f}, {"frame-to", 0.4f},
                       {"nested", 0.33f},       {"noun", 0.3f},        {"withhold", 0.9f},   {"signed", 0.9f}};

static void set_confidence(dx_statement *st) {
	for (size_t i = 0; i < sizeof rule_confidence / sizeof *rule_confidence; i++) {
		if (strcmp(st->by, rule_confidence[i].by) == 0) st->confidence = rule_confidence[i].right;
	}
}

static void scan_sentence(dx_scan *s, const dx_sentence *sentence) {
	s->first = sentence->first;
	s->stop = s->last = sentence->last;
	while (s->last > s->first && s->tags[s->last - 1] == DX_TAG_PUNCT && dx_at(s, s->last - 1)->first != ')') s->last--;
	s->title_case = s->title_cases[sentence - s->text->sentences];
	dx_scan_cues(s);
	dx_scan_contents(s);
}

typedef struct ordered {
	uint32_t place, index;
} ordered;

static int by_place(const void *a, const void *b) {
	const ordered *x = a, *y = b;
	if (x->place != y->place) return x->place < y->place ? -1 : 1;
	return x->index < y->index ? -1 : 1;
}

/* Text order; `previous` follows the move. */
static void put_in_order(dx_scan *s, dx_statements *out) {
	uint32_t n = s->found.count;
	ordered *order = dx_alloc_raw(s->arena, n * sizeof *order);
	uint32_t *moved = dx_alloc_raw(s->arena, n * sizeof *moved);
	for (uint32_t i = 0; i < n; i++) order[i] = (ordered){dx_statement_place(&s->found.items[i]), i};
	qsort(order, n, sizeof *order, by_place);
	out->items = DX_NEW(s->arena, dx_statement, n);
	for (uint32_t i = 0; i < n; i++) moved[order[i].index] = i;
	for (uint32_t i = 0; i < n; i++) {
		out->items[i] = s->found.items[order[i].index];
		if (out->items[i].previous >= 0) out->items[i].previous = (int32_t)moved[out->items[i].previous];
	}
	out->count = n;
}

void dx_rules_find(dx_statements *out, const dx_text *text, const dx_mentions *mentions, const dx_lexicon *lexicon,
                   dx_arena *arena) {
	dx_scan s = {.text = text, .mentions = mentions, .lexicon = lexicon, .arena = arena};
	*out = (dx_statements){NULL, 0};
	if (!text->token_count) return;
	s.tags = dx_alloc_raw(arena, text->token_count + 1);
	s.title_cases = dx_alloc_raw(arena, text->sentence_count);
	s.owner = dx_alloc_raw(arena, (text->region_count + 1) * sizeof *s.owner);
	memset(s.owner, 0xff, (text->region_count + 1) * sizeof *s.owner);
	index_mentions(&s);
	dx_scan_tags(&s);
	for (uint32_t k = 0; k < text->sentence_count; k++) {
		uint8_t role = text->paragraphs[text->sentences[k].paragraph].role;
		if (role == DX_BLOCK_BODY || role == DX_BLOCK_HEADLINE) scan_sentence(&s, &text->sentences[k]);
	}
	uint32_t cued = s.found.count;
	uint32_t *fragments = dx_alloc_raw(arena, cued * sizeof *fragments);
	for (uint32_t i = 0; i < cued; i++) {
		set_kind(&s, &s.found.items[i]);
		fragments[i] = s.found.items[i].content_count;
	}
	dx_scan_quotes(&s);
	for (uint32_t i = 0; i < s.found.count; i++) {
		if (i >= cued || s.found.items[i].content_count != fragments[i]) set_kind(&s, &s.found.items[i]);
		set_confidence(&s.found.items[i]);
	}
	put_in_order(&s, out);
}
