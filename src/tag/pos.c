#include "tag/pos.h"

/* Lower case of the last three bytes of a token. */
static uint32_t tail(const dx_text *text, const dx_token *t) {
	const uint8_t *end = (const uint8_t *)text->bytes.ptr + t->end;
	uint32_t n = t->end - t->start;
	return (end[-1] | 32u) | (n > 1 ? (end[-2] | 32u) << 8 : 0) | (n > 2 ? (end[-3] | 32u) << 16 : 0);
}

/* --- classes ----------------------------------------------------------------------------------------------------- */

uint8_t dx_pos_mark(const dx_text *text, const dx_token *t) {
	switch (t->kind) {
	case DX_T_WORD: return DX_POS_COUNT;
	case DX_T_NUMBER: return (unsigned char)(text->bytes.ptr[t->end - 1] - '0') < 10 ? DX_POS_CD : DX_POS_COUNT;
	case DX_T_OPEN: return DX_POS_OPEN;
	case DX_T_CLOSE: return DX_POS_CLOSE;
	}
	switch (t->first) {
	case ',': return DX_POS_COMMA;
	case '.': return t->end - t->start > 1 ? DX_POS_COLON : DX_POS_STOP;
	case '!':
	case '?': return DX_POS_STOP;
	case '-':
	case ':':
	case ';': return DX_POS_COLON;
	case '(':
	case ')':
	case '[':
	case ']':
	case '{':
	case '}': return DX_POS_BRACKET;
	case '\'': return DX_POS_POS; /* behind a plural; as a quotation mark it is of another kind */
	case '%': return DX_POS_NN;
	case '&': return DX_POS_CC;
	}
	return DX_POS_SYMBOL;
}

uint8_t dx_pos_look(const dx_text *text, const dx_token *t, bool first) {
	uint32_t end = tail(text, t), look = 0;
	if (t->kind == DX_T_NUMBER || (unsigned char)(t->first - '0') < 10)
		look = 1;
	else if ((end & 0xFFFF) == ('e' << 8 | 'd'))
		look = 2;
	else if (end == ('i' << 16 | 'n' << 8 | 'g'))
		look = 3;
	else if ((end & 0xFFFF) == ('l' << 8 | 'y'))
		look = 4;
	else if ((end & 0xFF) == 's' && (end & 0xFF00) != 's' << 8 && (end & 0xFF00) != 'u' << 8)
		look = 5;
	else if (memchr(text->bytes.ptr + t->start, '-', t->end - t->start))
		look = 6;
	uint32_t caps = t->caps == DX_CAPS_NONE ? 0 : t->caps == DX_CAPS_UPPER ? 3 : first ? 1 : 2;
	return (uint8_t)(DX_CLASS_LOOK + caps * 8 + look);
}

/* Class of a key in the table, 0xFF: it isn't there. */
static uint8_t listed(const dx_pos_model *m, uint64_t key) {
	const uint32_t *b = m->words + (size_t)dx_pos_bucket(key, m->word_mask) * DX_POS_BUCKET;
	uint32_t print = dx_pos_print(key);
	uint32_t found = 0; /* branch-free, so that the compiler compares four at once */
	for (int k = 0; k < DX_POS_BUCKET; k++) found |= (b[k] | 0xFF) == print ? b[k] : 0;
	return found ? (uint8_t)found : 0xFF;
}

static uint8_t class_of(const dx_text *text, const dx_pos_model *m, const dx_token *t, bool first) {
	uint8_t class = dx_pos_mark(text, t);
	if (class != DX_POS_COUNT) return class;
	bool capital = t->caps != DX_CAPS_NONE;
	class = listed(m, dx_pos_key(t, capital && !first));
	if (class == 0xFF && capital && first) class = listed(m, dx_pos_key(t, true));
	if (class == 0xFF) return dx_pos_look(text, t, first);
	/* Where every word has a capital, nothing is sure. */
	if (capital && first && class < DX_POS_LEARNED) return (uint8_t)(DX_CLASS_MOSTLY + class);
	return class;
}

void dx_pos_classes(uint8_t *class, const dx_text *text, const dx_pos_model *m) {
	enum { AHEAD = 12 };
	for (uint32_t s = 0; s < text->sentence_count; s++) {
		uint32_t first = text->sentences[s].first;
		for (uint32_t i = first; i < text->sentences[s].last; i++) {
			if (i + AHEAD < text->token_count) {
				const dx_token *t = &text->tokens[i + AHEAD];
				uint64_t key = dx_pos_key(t, t->caps != DX_CAPS_NONE);
				__builtin_prefetch(m->words + (size_t)dx_pos_bucket(key, m->word_mask) * DX_POS_BUCKET);
			}
			bool opens = i == first || (i == first + 1 && text->tokens[first].kind == DX_T_OPEN);
			class[i] = class_of(text, m, &text->tokens[i], opens);
		}
	}
}

/* --- features ---------------------------------------------------------------------------------------------------- */

static uint64_t word_at(const dx_pos_view *v, uint32_t i, int by) {
	int64_t k = (int64_t)i + by;
	return k >= v->first && k < v->last ? v->text->tokens[k].hash : 0;
}
static uint32_t class_at(const dx_pos_view *v, uint32_t i, int by) {
	int64_t k = (int64_t)i + by;
	return k >= v->first && k < v->last ? v->class[k] : DX_CLASS_EDGE;
}
static uint32_t caps_at(const dx_pos_view *v, uint32_t i, int by) {
	int64_t k = (int64_t)i + by;
	return k >= v->first && k < v->last ? v->text->tokens[k].caps : 3;
}
static uint32_t pos_at(const dx_pos_view *v, uint32_t i, int by) {
	int64_t k = (int64_t)i + by;
	return k >= v->first && k < v->last ? v->pos[k] : DX_POS_COUNT;
}

void dx_pos_static(const dx_pos_view *v, uint32_t i, uint64_t out[DX_POS_STATIC]) {
	const dx_token *t = &v->text->tokens[i];
	uint64_t word = dx_pos_key(t, t->caps != DX_CAPS_NONE), behind = word_at(v, i, 1);
	uint64_t class = v->class[i], next = class_at(v, i, 1);
	uint32_t end = tail(v->text, t), n = 0;
	uint64_t shape = caps_at(v, i, -1) | t->caps << 2 | caps_at(v, i, 1) << 4 | (i == v->first) << 6;
	out[n++] = dx_mix(word, 1);
	out[n++] = dx_mix(word_at(v, i, -1), 2 | class << 8);
	out[n++] = dx_mix(behind, 3 | class << 8);
	out[n++] = dx_mix(class << 8 | next, 4);
	out[n++] = dx_mix(class << 16 | next << 8 | class_at(v, i, 2), 5);
	out[n++] = dx_mix(word_at(v, i, -2), 6 | class << 8);
	out[n++] = dx_mix(end, 7 | (uint64_t)t->caps << 8);
	out[n++] = dx_mix(end & 0xFFFF, 8 | next << 8);
	out[n++] = dx_mix(t->word ? t->word->classes : 0, 9 | (uint64_t)t->caps << 8);
	out[n++] = dx_mix(class, 10 | shape << 8);
	out[n++] = dx_mix(word, behind);
	out[n++] = dx_mix(behind, 11);
	out[n++] = dx_mix(class, 12);
}

void dx_pos_history(const dx_pos_view *v, uint32_t i, uint64_t out[DX_POS_HISTORY]) {
	const dx_token *t = &v->text->tokens[i];
	uint64_t class = v->class[i], next = class_at(v, i, 1), one = pos_at(v, i, -1), two = pos_at(v, i, -2);
	uint32_t n = 0, k = i;
	while (k > v->first && v->pos[k - 1] == DX_POS_RB) k--; /* "has never been": over adverbs */
	uint64_t over = pos_at(v, k, -1), word = word_at(v, k, -1);
	out[n++] = dx_mix(one | class << 8, 20);
	out[n++] = dx_mix(one | two << 8 | class << 16, 21);
	out[n++] = dx_mix(t->hash, 22 | one << 8);
	out[n++] = dx_mix(one | class << 8 | next << 16, 23);
	out[n++] = dx_mix(word, 24 | class << 8);
	out[n++] = dx_mix(over | class << 8, 25 | (uint64_t)(tail(v->text, t) & 0xFFFF) << 8);
	out[n++] = dx_mix(one | two << 8 | next << 16, 26);
}

/* Is token k, of the same sentence, written with a capital? */
static bool capital(const dx_pos_view *v, uint32_t k) { return k < v->last && v->text->tokens[k].caps != DX_CAPS_NONE; }

bool dx_name_likely(const dx_pos_view *v, uint32_t i) {
	const dx_token *t = &v->text->tokens[i];
	if (t->caps != DX_CAPS_NONE) return true;
	if (i == v->first || v->name[i - 1] == DX_NAME_NONE) return false;
	return capital(v, i + 1) || capital(v, i + 2); /* "Bank of the West" */
}

static uint32_t types_at(const dx_pos_view *v, uint32_t i, int by) {
	int64_t k = (int64_t)i + by;
	const dx_word *w = k >= v->first && k < v->last ? v->text->tokens[k].word : NULL;
	return w ? w->types : 0;
}

/* Kinds of the token's own meanings, as bits. */
static uint32_t meanings(const dx_token *t) {
	uint32_t bits = 0;
	for (const dx_lexeme *l = t->word ? t->word->lexemes : NULL; l; l = l->next) bits |= 1u << l->type;
	return bits;
}

void dx_name_static(const dx_pos_view *v, uint32_t i, uint64_t out[DX_NAME_STATIC]) {
	const dx_token *t = &v->text->tokens[i];
	uint64_t word = dx_mix(t->hash, t->caps), before = word_at(v, i, -1), behind = word_at(v, i, 1);
	uint64_t pos = v->pos[i], pos_before = pos_at(v, i, -1), pos_behind = pos_at(v, i, 1);
	uint64_t caps = caps_at(v, i, -1) | t->caps << 2 | caps_at(v, i, 1) << 4;
	uint32_t n = 0, own = meanings(t);
	out[n++] = dx_mix(word, 1);
	out[n++] = dx_mix(before, 2);
	out[n++] = dx_mix(behind, 3);
	out[n++] = dx_mix(word_at(v, i, -2), 4);
	out[n++] = dx_mix(word_at(v, i, 2), 5);
	out[n++] = dx_mix(word, behind);
	out[n++] = dx_mix(before, word);
	out[n++] = dx_mix(pos | pos_before << 8 | pos_behind << 16, 6);
	out[n++] = dx_mix(pos | caps << 8 | pos_behind << 16, 7);
	out[n++] = dx_mix(tail(v->text, t), 8 | (uint64_t)t->caps << 8);
	out[n++] = dx_mix(own | (uint64_t)types_at(v, i, 1) << 32, 9);
	out[n++] = dx_mix(own | (uint64_t)types_at(v, i, -1) << 32, 10);
	out[n++] = dx_mix(own, 11 | caps << 8);
	out[n++] = dx_mix(types_at(v, i, 0), 12 | pos << 8);
	out[n++] = dx_mix(caps, 13 | (uint64_t)(i == v->first) << 8 | (uint64_t)(t->end - t->start) << 16);
}

void dx_name_history(const dx_pos_view *v, uint32_t i, uint64_t out[DX_NAME_HISTORY]) {
	const dx_token *t = &v->text->tokens[i];
	uint64_t one = i > v->first ? v->name[i - 1] : 7, two = i > v->first + 1 ? v->name[i - 2] : 7;
	uint64_t known = *dx_name_memory(v, i) & 7, pos = v->pos[i];
	uint32_t n = 0;
	out[n++] = dx_mix(one | two << 8, 20 | pos << 8);
	out[n++] = dx_mix(t->hash, 21 | one << 8);
	out[n++] = dx_mix(known | one << 8, 22);
	out[n++] = dx_mix(one | (uint64_t)pos_at(v, i, -1) << 8 | pos << 16, 23);
	uint64_t ahead = capital(v, i + 1) ? *dx_name_memory(v, i + 1) & 7 : 7; /* "James" of "James Mattis" */
	out[n++] = dx_mix(one | known << 8 | ahead << 16, 24);
}

/* --- run time ---------------------------------------------------------------------------------------------------- */

typedef int8_t sixteen __attribute__((vector_size(16)));
typedef int16_t sums __attribute__((vector_size(32)));

/* Weights 0…15 and 14…29 of a wide row: so that no read leaves the bucket. */
typedef struct wide {
	sums low, high;
} wide;

static inline void add(const dx_linear *m, uint64_t feature, wide *sum) {
	static const int8_t none[32];
	const int8_t *bucket = (const int8_t *)m->buckets + (size_t)dx_linear_bucket(feature, m->mask) * 128;
	uint64_t have, same;
	memcpy(&have, bucket, sizeof have);
	same = have ^ dx_linear_print(feature) * 0x0001000100010001u;
	same = (same - 0x0001000100010001u) & ~same & 0x8000800080008000u; /* the lowest lane that was equal is marked */
	const int8_t *row = same ? bucket + 8 + (__builtin_ctzll(same) >> 4) * DX_WIDE : none;
	sixteen low, high;
	memcpy(&low, row, sizeof low);
	memcpy(&high, row + 14, sizeof high);
	sum->low += __builtin_convertvector(low, sums);
	sum->high += __builtin_convertvector(high, sums);
}

static uint8_t best_of(const wide *sum) {
	int16_t all[32];
	memcpy(all + 14, &sum->high, 32);
	memcpy(all, &sum->low, 32);
	int best = 0;
	for (int l = 1; l < DX_POS_LEARNED; l++) best = all[l] > all[best] ? l : best;
	return (uint8_t)best;
}

static uint8_t choose_pos(const dx_pos_view *v, uint32_t i, const dx_linear *m, const uint64_t fixed[DX_POS_STATIC]) {
	uint64_t history[DX_POS_HISTORY];
	dx_pos_history(v, i, history);
	for (int k = 0; k < DX_POS_HISTORY; k++) dx_linear_fetch(m, history[k]);
	wide sum = {{0}, {0}};
	for (int k = 0; k < DX_POS_STATIC; k++) add(m, fixed[k], &sum);
	for (int k = 0; k < DX_POS_HISTORY; k++) add(m, history[k], &sum);
	return best_of(&sum);
}

/* Features of the next token that needs the model are asked for while this one is weighed. */
static void tag_pos(dx_pos_view *v, const dx_linear *m) {
	uint64_t features[2][DX_POS_STATIC];
	uint32_t ready = UINT32_MAX, turn = 0; /* token whose features wait in features[turn] */
	for (uint32_t i = v->first; i < v->last; i++) {
		if (v->class[i] < DX_POS_COUNT) {
			v->pos[i] = v->class[i];
			continue;
		}
		if (ready != i) dx_pos_static(v, i, features[turn]);
		uint32_t next = i + 1;
		while (next < v->last && v->class[next] < DX_POS_COUNT) next++;
		if (next < v->last) {
			dx_pos_static(v, next, features[!turn]);
			for (int k = 0; k < DX_POS_STATIC; k++) dx_linear_fetch(m, features[!turn][k]);
		}
		v->pos[i] = choose_pos(v, i, m, features[turn]);
		ready = next;
		turn = !turn;
	}
}

static uint8_t choose_name(const dx_pos_view *v, uint32_t i, const dx_linear *m) {
	uint64_t features[DX_NAME_STATIC + DX_NAME_HISTORY];
	dx_name_static(v, i, features);
	dx_name_history(v, i, features + DX_NAME_STATIC);
	for (int k = 0; k < DX_NAME_STATIC + DX_NAME_HISTORY; k++) dx_linear_fetch(m, features[k]);
	dx_lanes sum = {0};
	for (int k = 0; k < DX_NAME_STATIC + DX_NAME_HISTORY; k++) dx_narrow_add(m, features[k], &sum);
	int best = 0;
	for (int l = 1; l <= DX_NAME_OTHER; l++) best = sum[l] > sum[best] ? l : best;
	return (uint8_t)best;
}

static void tag_names(dx_pos_view *v, const dx_linear *m) {
	for (uint32_t i = v->first; i < v->last; i++) {
		v->name[i] = dx_name_likely(v, i) ? choose_name(v, i, m) : DX_NAME_NONE;
		if (v->name[i]) dx_name_remember(v, i);
	}
}

void dx_pos_tag(dx_tags *out, const dx_text *text, const dx_pos_model *model, dx_arena *arena) {
	uint32_t n = text->token_count;
	uint8_t *class = DX_NEW(arena, uint8_t, n + 1);
	out->pos = DX_NEW(arena, uint8_t, n + 1);
	out->name = DX_NEW(arena, uint8_t, n + 1);
	uint8_t memory[DX_NAME_MEMORY] = {0};
	dx_pos_classes(class, text, model);
	dx_pos_view v = {text, class, out->pos, out->name, memory, 0, 0};
	for (uint32_t s = 0; s < text->sentence_count; s++) {
		v.first = text->sentences[s].first;
		v.last = text->sentences[s].last;
		tag_pos(&v, &model->pos);
		if (model->name.buckets) tag_names(&v, &model->name);
	}
}

bool dx_pos_open(dx_pos_model *out, dx_slice pos, dx_slice name) {
	dx_pos_words head;
	*out = (dx_pos_model){0};
	if (!dx_linear_open(&out->pos, pos) || out->pos.width != DX_WIDE) return false;
	if (name.len && (!dx_linear_open(&out->name, name) || out->name.width != DX_NARROW)) return false;
	size_t at = sizeof(dx_linear_file) + ((size_t)out->pos.mask + 1) * 128;
	if (pos.len < at + sizeof head) return false;
	memcpy(&head, pos.ptr + at, sizeof head);
	if (memcmp(head.magic, "dxword1", 8) != 0 || !head.buckets || head.buckets & (head.buckets - 1)) return false;
	if (pos.len < at + sizeof head + (size_t)head.buckets * 64) return false;
	out->words = (const uint32_t *)(const void *)(pos.ptr + at + sizeof head);
	out->word_mask = head.buckets - 1;
	return true;
}
