#include "tag/parse.h"

enum { BELOW = 3, BEHIND = 3 }; /* nothings under the stack and behind the last word */

bool dx_parse_open(dx_parse_model *out, dx_slice bytes) {
	return dx_linear_open(&out->actions, bytes) && out->actions.width == DX_WIDE;
}

/* --- states ----------------------------------------------------------------------------------------------------- */

void dx_parse_room(dx_parse_state *s, const dx_text *text, dx_arena *arena) {
	uint32_t most = 0;
	for (uint32_t i = 0; i < text->sentence_count; i++) {
		uint32_t n = text->sentences[i].last - text->sentences[i].first;
		if (n > most) most = n;
	}
	s->nodes = dx_alloc_raw(arena, (most + 1 + BEHIND) * sizeof *s->nodes);
	s->stack = dx_alloc_raw(arena, (most + BELOW) * sizeof *s->stack);
}

static uint64_t mark_unit(uint8_t pos) {
	switch (pos) {
	case DX_POS_COMMA: return 1;
	case DX_POS_OPEN:
	case DX_POS_CLOSE: return 1u << 16;
	case DX_POS_COLON: return 1ull << 32;
	default: return 1ull << 48;
	}
}

static dx_parse_node word_node(const dx_token *t, uint8_t pos) {
	dx_parse_node n = {.word = dx_mix(t->hash, 7), .pos = pos, .region = t->region};
	n.verb = t->word && t->word->types & 1u << DX_LEX_VERB && dx_text_lexeme(t, DX_LEX_VERB) != NULL;
	return n;
}

void dx_parse_begin(dx_parse_state *s, const dx_text *text, const uint8_t *pos, uint32_t sentence) {
	const dx_sentence *range = &text->sentences[sentence];
	uint64_t marks = 0;
	uint32_t n = 0;
	s->nodes[0] = (dx_parse_node){.pos = DX_POS_COUNT, .region = -1};
	for (uint32_t i = range->first; i < range->last; i++) {
		if (dx_parse_mark(pos[i])) {
			marks += mark_unit(pos[i]);
			continue;
		}
		s->nodes[++n] = word_node(&text->tokens[i], pos[i]);
		s->nodes[n].marks = marks;
		s->nodes[n].token = i;
	}
	s->count = n;
	s->next = 1;
	s->top = BELOW - 1;
	for (uint32_t k = 1; k <= BEHIND; k++) {
		s->nodes[n + k] = (dx_parse_node){.pos = DX_POS_COUNT, .region = -1, .marks = marks};
	}
	s->nodes[n + 1].pos = DX_POS_COUNT + 1;
	for (uint32_t k = 0; k < BELOW; k++) s->stack[k] = 0;
}

uint32_t dx_parse_legal(const dx_parse_state *s) {
	enum { LEFT = ((1u << DX_REL_PUNCT) - 2) << DX_PARSE_LEFT, RIGHT = ((1u << DX_REL_PUNCT) - 2) << DX_PARSE_RIGHT };
	uint32_t depth = s->top - (BELOW - 1), legal = depth > 1 ? RIGHT : 0;
	if (s->next <= s->count)
		legal |= (depth ? LEFT : 0) | 1u << DX_PARSE_SHIFT;
	else if (depth)
		legal |= 1u << (DX_PARSE_LEFT + DX_REL_ROOT);
	return legal;
}

void dx_parse_act(dx_parse_state *s, uint32_t action) {
	if (action == DX_PARSE_SHIFT) {
		s->stack[++s->top] = s->next++;
		return;
	}
	uint32_t child = s->stack[s->top--], head;
	dx_parse_node *c = &s->nodes[child];
	if (action > DX_PARSE_RIGHT) {
		head = s->stack[s->top];
		c->relation = (uint8_t)(action - DX_PARSE_RIGHT);
		s->nodes[head].right |= (uint16_t)(1u << c->relation);
		s->nodes[head].last = child;
	} else {
		head = s->next;
		c->relation = (uint8_t)(action - DX_PARSE_LEFT);
		s->nodes[head].left |= (uint16_t)(1u << c->relation);
		s->nodes[head].first = child;
	}
	c->head = head;
}

/* --- features --------------------------------------------------------------------------------------------------- */

/* Marks between two nodes: commas 0, 1, more; any quotation marks, colons or dashes, brackets. Five bits. */
static inline uint64_t marks_between(const dx_parse_node *a, const dx_parse_node *b) {
	uint64_t d = b->marks - a->marks;
	uint64_t commas = d & 0xFFFF;
	return (commas > 2 ? 2 : commas) | (uint64_t)((d & 0xFFFF0000u) != 0) << 2 |
	       (uint64_t)((d & 0xFFFF00000000u) != 0) << 3 | (uint64_t)(d >> 48 != 0) << 4;
}

static inline uint64_t far(uint32_t a, uint32_t b) {
	static const uint8_t steps[16] = {0, 1, 2, 3, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 6};
	uint32_t d = b - a;
	return d < 16 ? steps[d] : 7;
}

static inline uint64_t turned(uint64_t x) { return x << 23 | x >> 41; }

enum { /* the relations that say most of what a clause has and still wants */
	   CORE = 1 << DX_REL_SUBJECT | 1 << DX_REL_OBJECT | 1 << DX_REL_CLAUSE | 1 << DX_REL_XCOMP | 1 << DX_REL_MARK |
	          1 << DX_REL_AUX | 1 << DX_REL_PARATAXIS
};

static inline uint64_t kids(const dx_parse_node *n) { return n->left | (uint64_t)n->right << 14; }

void dx_parse_features(const dx_parse_state *s, uint64_t out[DX_PARSE_FEATURES]) {
	const dx_parse_node *nodes = s->nodes;
	uint32_t i0 = s->stack[s->top], i1 = s->stack[s->top - 1];
	const dx_parse_node *s0 = &nodes[i0], *s1 = &nodes[i1], *s2 = &nodes[s->stack[s->top - 2]];
	const dx_parse_node *b0 = &nodes[s->next], *b1 = b0 + 1, *b2 = b0 + (s->next <= s->count ? 2 : 1);
	uint64_t w0 = s0->word, w1 = s1->word, v0 = b0->word, v1 = b1->word;
	uint64_t p0 = s0->pos, p1 = (uint64_t)s1->pos << 6, q0 = (uint64_t)b0->pos << 12, q1 = (uint64_t)b1->pos << 18;
	uint64_t p2 = (uint64_t)s2->pos << 24, q2 = (uint64_t)b2->pos << 24;
	uint64_t near0 = marks_between(s0, b0) << 32, near1 = marks_between(s1, s0) << 37,
	         next = marks_between(b0, b1) << 42;
	uint64_t f0 = far(i0, s->next) << 47, f1 = far(i1, i0) << 50;
	uint64_t verbs = (uint64_t)(s0->verb | s1->verb << 1 | b0->verb << 2) << 53;
	uint64_t first0 = nodes[s0->first].word, last0 = nodes[s0->last].word, firstb = nodes[b0->first].word;
	uint64_t quoted = (uint64_t)((s0->region == b0->region) | (s0->region == s1->region) << 1) << 30;
	uint64_t *f = out;
#define PUT(words, rest) (*f = dx_mix((words), (rest) | (uint64_t)(f - out) << 57), f++)
	PUT(w0, p0);
	PUT(w1, p1);
	PUT(v0, q0);
	PUT(v1, q1);
	PUT(b2->word, q2);
	PUT(w0 + turned(v0), 0);
	PUT(w0, q0 | p0);
	PUT(v0, p0 | q0);
	PUT(w1 + turned(w0), 0);
	PUT(w1, p0 | p1);
	PUT(w0, p1 | p0);
	PUT(w1 + turned(v0), 0);
	PUT(v0, p0 | p1);
	PUT(w1, p0 | q0);
	PUT(0, p0 | p1 | q0);
	PUT(0, p0 | q0 | q1);
	PUT(0, q0 | q1 | q2);
	PUT(0, p0 | p1 | p2);
	PUT(0, p0 | p1 | q0 | q1);
	PUT(0, p0 | q0 | f0 | near0);
	PUT(0, p0 | p1 | f1 | near1);
	PUT(0, p0 | p1 | q0 | near0 | near1);
	PUT(0, q0 | q1 | near0 | next | (verbs & 4ull << 53));
	PUT(w0, kids(s0) << 12);
	PUT(w1, kids(s1) << 12);
	PUT(0, p0 | p1 | kids(s0) << 12);
	PUT(0, p0 | p1 | kids(s1) << 12);
	PUT(v0, p0 | (uint64_t)b0->left << 18);
	PUT(0, p0 | q0 | kids(s0) << 18);
	PUT(0, p0 | q0 | (uint64_t)b0->left << 18 | (uint64_t)(s0->left & CORE) << 32);
	PUT(first0, p0 | p1);
	PUT(first0 + turned(w1), 0);
	PUT(first0, p0 | q0);
	PUT(firstb, p0 | q0);
	PUT(last0, p0 | q0);
	PUT(0, verbs | near0 | near1 | quoted | ((s0->left | s0->right) & CORE));
	PUT(nodes[s1->last].word, p0 | p1);
	PUT(nodes[s1->first].word, p0 | p1);
	PUT(0, p0 | p1 | (uint64_t)nodes[s1->last].pos << 12 | (uint64_t)nodes[s0->first].pos << 18);
	PUT(0, p0 | q0 | (uint64_t)nodes[s0->last].pos << 18 | (uint64_t)nodes[b0->first].pos << 24);
#undef PUT
}

/* --- parsing ---------------------------------------------------------------------------------------------------- */

typedef int8_t row_half __attribute__((vector_size(16)));
typedef int16_t sum_half __attribute__((vector_size(32)));

/* As dx_wide_add, but without a branch that the processor could guess wrong, and in registers: lanes 0 to 15 are the
 * labels from 0 on, lanes 16 to 31 those from 14 on, so that nothing is read behind the bucket. */
static const int8_t *row_of(const dx_linear *m, uint64_t feature) {
	static const int8_t nothing[DX_WIDE] = {0};
	const uint8_t *bucket = m->buckets + (size_t)dx_linear_bucket(feature, m->mask) * 128;
	uint64_t have;
	memcpy(&have, bucket, sizeof have);
	uint64_t ones = 0x0001000100010001u, differ = have ^ dx_linear_print(feature) * ones;
	uint64_t same = (differ - ones) & ~differ & ones << 15;
	uint32_t row = (uint32_t)__builtin_ctzll(same | 1ull << 63) >> 4;
	return same ? (const int8_t *)bucket + 8 + row * DX_WIDE : nothing;
}

static void scores(const dx_linear *m, const dx_parse_state *s, int16_t sum[32]) {
	uint64_t features[DX_PARSE_FEATURES];
	dx_parse_features(s, features);
	for (int i = 0; i < DX_PARSE_FEATURES; i++) {
		const uint8_t *bucket = m->buckets + (size_t)dx_linear_bucket(features[i], m->mask) * 128;
		__builtin_prefetch(bucket);
		__builtin_prefetch(bucket + 64);
	}
	sum_half low = {0}, high = {0};
	for (int i = 0; i < DX_PARSE_FEATURES; i++) {
		const int8_t *row = row_of(m, features[i]);
		row_half a, b;
		memcpy(&a, row, sizeof a);
		memcpy(&b, row + 14, sizeof b);
		low += __builtin_convertvector(a, sum_half);
		high += __builtin_convertvector(b, sum_half);
	}
	memcpy(sum, &low, sizeof low);
	memcpy(sum + 14, &high, sizeof high);
}

/* The best of the legal ones; the first of equals. */
static uint32_t best(const int16_t sum[32], uint32_t legal) {
	int32_t most = INT32_MIN;
	for (int l = 0; l < 32; l++) {
		int32_t key = (legal >> l & 1 ? sum[l] * 32 : INT32_MIN / 2) | (31 - l);
		most = key > most ? key : most;
	}
	return 31 - (uint32_t)(most & 31);
}

static void parse_sentence(dx_parse_state *s, const dx_linear *m) {
	int16_t sum[32] = {0};
	uint32_t legal;
	while ((legal = dx_parse_legal(s))) {
		if (!(legal & (legal - 1))) {
			dx_parse_act(s, (uint32_t)__builtin_ctz(legal));
			continue;
		}
		scores(m, s, sum);
		dx_parse_act(s, best(sum, legal));
	}
}

/* A mark hangs on the word before it, an opening one on that behind it; where there is none, on the other; where there
 * is no word in the sentence, it is a root. */
static void hang_marks(dx_tags *tags, const dx_sentence *range) {
	uint32_t before = UINT32_MAX;
	for (uint32_t i = range->first; i < range->last; i++) {
		if (!dx_parse_mark(tags->pos[i])) {
			before = i;
			continue;
		}
		tags->relation[i] = DX_REL_PUNCT;
		tags->head[i] = before;
	}
	uint32_t behind = UINT32_MAX;
	for (uint32_t i = range->last; i-- > range->first;) {
		if (!dx_parse_mark(tags->pos[i])) {
			behind = i;
			continue;
		}
		if (behind != UINT32_MAX && (tags->pos[i] == DX_POS_OPEN || tags->head[i] == UINT32_MAX))
			tags->head[i] = behind;
		if (tags->head[i] == UINT32_MAX) tags->head[i] = i;
	}
}

void dx_parse(dx_tags *tags, const dx_text *text, const dx_parse_model *model, dx_arena *arena) {
	tags->head = dx_alloc_raw(arena, text->token_count * sizeof *tags->head);
	tags->relation = dx_alloc_raw(arena, text->token_count * sizeof *tags->relation);
	dx_parse_state s;
	dx_parse_room(&s, text, arena);
	for (uint32_t i = 0; i < text->sentence_count; i++) {
		dx_parse_begin(&s, text, tags->pos, i);
		parse_sentence(&s, &model->actions);
		for (uint32_t k = 1; k <= s.count; k++) {
			const dx_parse_node *n = &s.nodes[k];
			tags->head[n->token] = n->head > s.count ? n->token : s.nodes[n->head].token;
			tags->relation[n->token] = n->relation;
		}
		hang_marks(tags, &text->sentences[i]);
	}
}
