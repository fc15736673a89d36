/* Syntactic heads: a greedy arc-hybrid parser (Kuhlmann et al. 2011) with a linear model. Marks of punctuation are no
 * part of the tree while it grows: they only stand between its nodes, and hang on their neighbours in the end. */
#ifndef DX_TAG_PARSE_H
#define DX_TAG_PARSE_H

#include "tag/tag.h"

typedef struct dx_parse_model {
	dx_linear actions;
} dx_parse_model;

bool dx_parse_open(dx_parse_model *out, dx_slice bytes);
/* Reads tags->pos; makes tags->head and tags->relation. */
void dx_parse(dx_tags *tags, const dx_text *text, const dx_parse_model *model, dx_arena *arena);

/* --- what training shares with it ------------------------------------------------------------------------------- */

/* What a model chooses between: SHIFT (the next node goes on the stack), LEFT + relation (the stack's top hangs on the
 * next node), RIGHT + relation (it hangs on the one below it). LEFT + ROOT is for the stack's top at the end. */
enum { DX_PARSE_SHIFT = 0, DX_PARSE_LEFT = 1, DX_PARSE_RIGHT = 14, DX_PARSE_ACTIONS = 28 };
enum { DX_PARSE_FEATURES = 40 };

typedef struct dx_parse_node {
	uint64_t word;  /* mixed hash */
	uint64_t marks; /* numbers of marks before it, in four fields of 16 bits */
	uint32_t token;
	uint32_t first, last; /* child furthest left, child furthest right, 0: none */
	uint32_t head;        /* node */
	int32_t region;
	uint16_t left, right; /* relations of its children on either side, as bits */
	uint8_t pos, relation;
	uint8_t verb; /* 1: may be a reporting verb */
} dx_parse_node;

/* Nodes 1 to `count` are words, `count` + 1 is the root above them; node 0 stands for nothing. */
typedef struct dx_parse_state {
	dx_parse_node *nodes;
	uint32_t *stack; /* three times nothing first, `top` is the index of the last one */
	uint32_t count, top, next;
} dx_parse_state;

/* Room for the longest sentence of the text. */
void dx_parse_room(dx_parse_state *state, const dx_text *text, dx_arena *arena);
void dx_parse_begin(dx_parse_state *state, const dx_text *text, const uint8_t *pos, uint32_t sentence);
void dx_parse_features(const dx_parse_state *state, uint64_t out[DX_PARSE_FEATURES]);
/* Legal actions as bits; 0: the tree is whole. */
uint32_t dx_parse_legal(const dx_parse_state *state);
void dx_parse_act(dx_parse_state *state, uint32_t action);

static inline bool dx_parse_mark(uint8_t pos) { return pos >= DX_POS_LEARNED && pos < DX_POS_SYMBOL; }

#endif
