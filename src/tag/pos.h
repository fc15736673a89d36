/* Parts of speech and names, chosen token by token from left to right by two linear models.
 *
 * Most words have one part of speech only: a table of words, behind the rows of the model, says which at once. For the
 * others it says in which parts of speech they are seen, as a number that stands for the word in most features, so that
 * few rows are needed. Names are looked for near capital letters only, and remember how the article named the word
 * before. */
#ifndef DX_TAG_POS_H
#define DX_TAG_POS_H

#include "tag/tag.h"

typedef struct dx_pos_model {
	dx_linear pos, name;
	const uint32_t *words; /* buckets of DX_POS_BUCKET: print << 8 | class */
	uint32_t word_mask;    /* buckets - 1 */
} dx_pos_model;

/* The models in these bytes, which must outlive them and lie on cache lines; false: these are not such bytes. An
 * empty `name`: no names are looked for. */
bool dx_pos_open(dx_pos_model *out, dx_slice pos, dx_slice name);
/* Fill out->pos and out->name for every token; all in `arena`. */
void dx_pos_tag(dx_tags *out, const dx_text *text, const dx_pos_model *model, dx_arena *arena);

/* --- what training shares ---------------------------------------------------------------------------------------- */

/* Class of a word: a part of speech that is sure; then what an unknown word looks like; "mostly this part of speech";
 * sets of them, as training numbers them. */
enum {
	DX_CLASS_EDGE = DX_POS_COUNT, /* outside the sentence */
	DX_CLASS_LOOK,
	DX_CLASS_MOSTLY = DX_CLASS_LOOK + 32,
	DX_CLASS_SET = DX_CLASS_MOSTLY + DX_POS_LEARNED,
	DX_CLASS_COUNT = 256
};
enum { DX_POS_BUCKET = 16 }; /* words in a bucket of the table, a cache line */

/* Head of the table of words, 64 bytes, behind the rows. */
typedef struct dx_pos_words {
	char magic[8]; /* "dxword1" */
	uint32_t buckets;
	uint8_t rest[52];
} dx_pos_words;

static inline uint32_t dx_pos_print(uint64_t key) { return (uint32_t)(key >> 8) | 0xFF; }
static inline uint32_t dx_pos_bucket(uint64_t key, uint32_t mask) { return (uint32_t)(key >> 40) & mask; }

enum { DX_POS_STATIC = 13, DX_POS_HISTORY = 7, DX_NAME_STATIC = 15, DX_NAME_HISTORY = 5 };
enum { DX_NAME_MEMORY = 1024 }; /* slots */

/* One article being tagged. */
typedef struct dx_pos_view {
	const dx_text *text;
	const uint8_t *class; /* by token */
	uint8_t *pos, *name;  /* so far */
	uint8_t *memory;      /* DX_NAME_MEMORY: how words were named before */
	uint32_t first, last; /* the sentence */
} dx_pos_view;

/* Key of a word in the table of words: as written in lower case, or with a capital. */
static inline uint64_t dx_pos_key(const dx_token *t, bool capital) { return dx_mix(t->hash, capital ? 2 : 1); }
/* Part of speech of what is no word, or DX_POS_COUNT: the model has to say. */
uint8_t dx_pos_mark(const dx_text *text, const dx_token *t);
/* Class of a word that the table of words doesn't have. */
uint8_t dx_pos_look(const dx_text *text, const dx_token *t, bool first);
/* Classes of all tokens. `words` is all of the model that is read. */
void dx_pos_classes(uint8_t *class, const dx_text *text, const dx_pos_model *words);
/* Features of token i that don't depend on what was said of the tokens before, and those that do. */
void dx_pos_static(const dx_pos_view *v, uint32_t i, uint64_t out[DX_POS_STATIC]);
void dx_pos_history(const dx_pos_view *v, uint32_t i, uint64_t out[DX_POS_HISTORY]);
/* Can token i be part of a name, as the tokens before are named? */
bool dx_name_likely(const dx_pos_view *v, uint32_t i);
void dx_name_static(const dx_pos_view *v, uint32_t i, uint64_t out[DX_NAME_STATIC]);
void dx_name_history(const dx_pos_view *v, uint32_t i, uint64_t out[DX_NAME_HISTORY]);
/* Where the article's names of a word are remembered: the kind in three bits, above it by how many it leads. */
static inline uint8_t *dx_name_memory(const dx_pos_view *v, uint32_t i) {
	return &v->memory[(v->text->tokens[i].hash >> 20) % DX_NAME_MEMORY];
}
/* Token i has got its name: one vote for that kind. */
static inline void dx_name_remember(const dx_pos_view *v, uint32_t i) {
	uint8_t *m = dx_name_memory(v, i), name = v->name[i];
	if (*m < 8)
		*m = (uint8_t)(name | 8);
	else if ((*m & 7) == name)
		*m = (uint8_t)(*m < 240 ? *m + 8 : *m);
	else
		*m = (uint8_t)(*m - 8);
}

#endif
