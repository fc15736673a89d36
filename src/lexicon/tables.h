/* Inside the lexicon: its memory, the tables as rows, the trie. Other folders use lexicon.h. */
#ifndef DX_LEXICON_TABLES_H
#define DX_LEXICON_TABLES_H

#include "base/map.h"
#include "base/vec.h"
#include "lexicon/lexicon.h"

/* A word's place in the index: half of its hash tells strangers off without a look at the word itself. */
typedef struct dx_word_slot {
	uint32_t hash;  /* upper half of dx_hash */
	uint32_t entry; /* number of the word, from 1; 0: free */
} dx_word_slot;

/* A phrase edge: (node, word id) → node. */
typedef struct dx_trie_slot {
	uint64_t key; /* node << 32 | word id; 0: free */
	uint32_t node;
} dx_trie_slot;

struct dx_lexicon {
	dx_arena arena;
	dx_word_slot *index; /* by lower-case form, open addressing */
	uint32_t index_mask;
	DX_VEC(dx_word *) entries;       /* each with its form right behind it: one cache line for a short word */
	DX_VEC(const dx_lexeme *) nodes; /* meanings by trie node; node 0 stands for "none" */
	dx_trie_slot *trie;
	uint32_t trie_count, trie_mask;
	DX_VEC(dx_verb) verbs;
	DX_VEC(dx_noun) nouns;
	DX_VEC(dx_title) titles;
	DX_VEC(dx_role) roles;
	DX_VEC(dx_country) countries;
	DX_VEC(dx_place) places;
	DX_VEC(dx_body) bodies;
	DX_VEC(dx_medium) media;
	DX_VEC(dx_given) given;
	DX_VEC(dx_nickname) nicknames;
	DX_VEC(dx_abbreviation) abbreviations;
	DX_VEC(dx_date_word) dates;
	DX_VEC(dx_furniture) furniture;
	DX_VEC(dx_tenure) roster;
	uint16_t by_iso[26 * 26]; /* country index + 1, by the two letters */
	uint32_t rows[16];        /* of each table, in the order of dx_tables */
};

enum { DX_FIELDS_MAX = 8 };

/* One row of a table being read. A field that holds "-" is empty. */
typedef struct dx_row {
	dx_slice fields[DX_FIELDS_MAX];
	dixit_error *error;
} dx_row;

/* A table: its file, its columns, and what makes entries of a row. */
typedef struct dx_table {
	const char *name;
	const char *columns; /* the header line */
	dixit_status (*add)(dx_lexicon *lexicon, const dx_row *row);
	const char *start, *end; /* embedded bytes */
} dx_table;

extern const dx_table dx_tables[];
extern const unsigned dx_table_count;

/* What one entry means, before its words are known. */
typedef struct dx_meaning {
	uint8_t type, detail;
	uint32_t row;
} dx_meaning;

/* Enter `written` (one or several words, as they stand in text) with a meaning. The shape follows from the capitals
 * of `written`. A meaning of the same type and row that stands there already gets the bits of `detail` added. */
void dx_lexicon_enter(dx_lexicon *lexicon, dx_slice written, dx_meaning meaning);
/* The word entry of a lower-cased form, made where it is missing. */
dx_word *dx_lexicon_make_word(dx_lexicon *lexicon, dx_slice form);

#endif
