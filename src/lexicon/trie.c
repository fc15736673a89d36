/* Words and phrases: entering them while loading, finding them while reading. */
#include "base/utf8.h"
#include "lexicon/tables.h"

#include <utf8proc.h>

static uint64_t trie_hash(uint64_t key) {
	key *= 0x9e3779b97f4a7c15u;
	return key ^ key >> 32;
}

static dx_trie_slot *trie_probe(const dx_lexicon *lexicon, uint64_t key) {
	uint32_t i = (uint32_t)trie_hash(key) & lexicon->trie_mask;
	while (lexicon->trie[i].key && lexicon->trie[i].key != key) i = (i + 1) & lexicon->trie_mask;
	return &lexicon->trie[i];
}

static void trie_widen(dx_lexicon *lexicon) {
	dx_trie_slot *old = lexicon->trie;
	uint32_t size = lexicon->trie_mask + 1;
	lexicon->trie = DX_NEW(&lexicon->arena, dx_trie_slot, size * 2);
	lexicon->trie_mask = size * 2 - 1;
	for (uint32_t i = 0; i < size; i++) {
		if (old[i].key) *trie_probe(lexicon, old[i].key) = old[i];
	}
}

static uint32_t trie_go(dx_lexicon *lexicon, uint32_t node, const dx_word *word) {
	uint64_t key = (uint64_t)node << 32 | word->id;
	dx_trie_slot *slot = trie_probe(lexicon, key);
	if (slot->key) return slot->node;
	if (lexicon->trie_count * 2 > lexicon->trie_mask) {
		trie_widen(lexicon);
		slot = trie_probe(lexicon, key);
	}
	lexicon->trie_count++;
	*slot = (dx_trie_slot){key, lexicon->nodes.count};
	*DX_PUSH(&lexicon->arena, &lexicon->nodes) = NULL;
	return slot->node;
}

static dx_word_slot *index_probe(const dx_lexicon *lexicon, dx_slice form, uint64_t hash) {
	uint32_t upper = (uint32_t)(hash >> 32), i = (uint32_t)hash & lexicon->index_mask;
	for (;; i = (i + 1) & lexicon->index_mask) {
		dx_word_slot *slot = &lexicon->index[i];
		if (!slot->entry) return slot;
		if (slot->hash == upper && dx_slice_eq(lexicon->entries.items[slot->entry - 1]->form, form)) return slot;
	}
}

static void index_widen(dx_lexicon *lexicon) {
	lexicon->index_mask = lexicon->index_mask * 2 + 1;
	lexicon->index = DX_NEW(&lexicon->arena, dx_word_slot, lexicon->index_mask + 1);
	for (uint32_t e = 0; e < lexicon->entries.count; e++) {
		dx_slice form = lexicon->entries.items[e]->form;
		uint64_t hash = dx_hash(form.ptr, form.len);
		*index_probe(lexicon, form, hash) = (dx_word_slot){(uint32_t)(hash >> 32), e + 1};
	}
}

dx_word *dx_lexicon_make_word(dx_lexicon *lexicon, dx_slice form) {
	uint64_t hash = dx_hash(form.ptr, form.len);
	dx_word_slot *slot = index_probe(lexicon, form, hash);
	if (slot->entry) return lexicon->entries.items[slot->entry - 1];
	dx_word *word = dx_alloc(&lexicon->arena, sizeof *word + form.len);
	memcpy(word + 1, form.ptr, form.len);
	word->form = (dx_slice){(char *)(word + 1), form.len};
	word->id = lexicon->entries.count + 1;
	*DX_PUSH(&lexicon->arena, &lexicon->entries) = word;
	*slot = (dx_word_slot){(uint32_t)(hash >> 32), word->id};
	if (lexicon->entries.count * 2 > lexicon->index_mask) index_widen(lexicon);
	return word;
}

/* The written form in lower case with ' for the typographic apostrophe, as the tokens of `text` are looked up, and how
 * it must be written: "US", "WHO", "U.S." just so; "Iran", "al-Qaeda" with a capital; "call for" in any way. */
static dx_slice lowered(dx_lexicon *lexicon, dx_slice s, uint8_t *shape) {
	char *out = dx_alloc_raw(&lexicon->arena, s.len * 2 + 4);
	size_t o = 0;
	unsigned upper = 0, letters = 0;
	for (size_t i = 0; i < s.len;) {
		unsigned char b = (unsigned char)s.ptr[i];
		if (b < 0x80) {
			bool capital = b >= 'A' && b <= 'Z';
			upper += capital;
			letters += capital || (b >= 'a' && b <= 'z');
			out[o++] = (char)(capital ? b + 32 : b);
			i++;
			continue;
		}
		uint32_t cp;
		i += dx_utf8_decode(s.ptr + i, s.len - i, &cp);
		upper += utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_LU;
		letters++;
		o += dx_utf8_encode(cp == 0x2019 ? '\'' : (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp), out + o);
	}
	*shape = !upper ? DX_SHAPE_ANY : upper == letters && letters >= 2 ? DX_SHAPE_UPPER : DX_SHAPE_CAPITAL;
	return (dx_slice){out, o};
}

static inline bool is_single(char c) {
	return c == ',' || c == '(' || c == ')' || c == '&' || c == '/' || c == ':' || c == '!';
}

/* The next word of a written phrase, cut as `text` cuts tokens: at blanks, with 's, a final ' and single
 * punctuation marks standing apart. */
static bool next_word(dx_slice *rest, dx_slice *word) {
	const char *p = rest->ptr, *end = rest->ptr + rest->len;
	while (p < end && *p == ' ') p++;
	const char *q = p;
	if (q < end && is_single(*q)) {
		q++;
	} else if (end - q >= 2 && *q == '\'' && q[1] == 's') {
		q += 2;
	} else {
		for (; q < end && *q != ' ' && !is_single(*q); q++) {
			if (*q == '\'' && q > p && end - q >= 2 && q[1] == 's' && (end - q == 2 || q[2] == ' ')) break;
		}
	}
	*word = (dx_slice){p, (size_t)(q - p)};
	*rest = (dx_slice){q, (size_t)(end - q)};
	return q > p;
}

static void add_meaning(dx_lexicon *lexicon, const dx_lexeme **list, dx_lexeme fresh) {
	bool bits = fresh.type == DX_LEX_VERB || fresh.type == DX_LEX_NOUN || fresh.type == DX_LEX_ROLE;
	const dx_lexeme **link = list;
	for (; *link; link = (const dx_lexeme **)&(*link)->next) {
		const dx_lexeme *l = *link;
		if (l->type != fresh.type || l->row != fresh.row || l->shape != fresh.shape) continue;
		if (bits) ((dx_lexeme *)l)->detail |= fresh.detail;
		return;
	}
	dx_lexeme *l = DX_NEW(&lexicon->arena, dx_lexeme, 1);
	*l = fresh;
	*link = l;
}

void dx_lexicon_enter(dx_lexicon *lexicon, dx_slice written, dx_meaning meaning) {
	dx_lexeme lexeme = {meaning.type, meaning.detail, 0, 0, meaning.row, NULL};
	dx_slice rest = lowered(lexicon, written, &lexeme.shape), form;
	dx_word *first = NULL;
	uint32_t node = 0;
	while (next_word(&rest, &form)) {
		dx_word *word = dx_lexicon_make_word(lexicon, form);
		if (++lexeme.words == 1) {
			first = word;
			continue;
		}
		if (lexeme.words == 2 && first) {
			if (!first->node) {
				first->node = lexicon->nodes.count;
				*DX_PUSH(&lexicon->arena, &lexicon->nodes) = NULL;
			}
			node = first->node;
		}
		node = trie_go(lexicon, node, word);
	}
	if (first) first->types |= 1u << meaning.type;
	if (lexeme.words == 1)
		add_meaning(lexicon, &first->lexemes, lexeme);
	else if (node)
		add_meaning(lexicon, &lexicon->nodes.items[node], lexeme);
}

const dx_word *dx_lexicon_hashed(const dx_lexicon *lexicon, dx_slice word, uint64_t hash) {
	const dx_word_slot *slot = index_probe(lexicon, word, hash);
	return slot->entry ? lexicon->entries.items[slot->entry - 1] : NULL;
}

const dx_word *dx_lexicon_word(const dx_lexicon *lexicon, const char *s, size_t len) {
	return dx_lexicon_hashed(lexicon, (dx_slice){s, len}, dx_hash(s, len));
}

uint32_t dx_lexicon_step(const dx_lexicon *lexicon, uint32_t node, const dx_word *word) {
	const dx_trie_slot *slot = trie_probe(lexicon, (uint64_t)node << 32 | word->id);
	return slot->key ? slot->node : 0;
}

const dx_lexeme *dx_lexicon_at(const dx_lexicon *lexicon, uint32_t node) { return lexicon->nodes.items[node]; }

const dx_lexeme *dx_lexicon_phrase(const dx_lexicon *lexicon, dx_slice written, dx_lexeme_type type) {
	enum { LONGEST = 160 };
	char low[LONGEST];
	if (written.len > LONGEST) return NULL;
	for (size_t i = 0; i < written.len; i++) {
		char c = written.ptr[i];
		low[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	dx_slice rest = {low, written.len}, form;
	const dx_word *first = NULL;
	uint32_t node = 0;
	while (next_word(&rest, &form)) {
		const dx_word *word = dx_lexicon_word(lexicon, form.ptr, form.len);
		if (!word) return NULL;
		if (!first) {
			first = word;
			continue;
		}
		if (!node) node = first->node;
		node = node ? dx_lexicon_step(lexicon, node, word) : 0;
		if (!node) return NULL;
	}
	const dx_lexeme *l = !first ? NULL : node ? dx_lexicon_at(lexicon, node) : first->lexemes;
	while (l && l->type != type) l = l->next;
	return l;
}
