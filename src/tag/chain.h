/* A linear chain over labels of source, cue and content (B: a span's first token, I: one that goes on): the best
 * sequence by Viterbi, and how likely each label is by forward-backward (Lafferty, McCallum and Pereira, 2001). */
#ifndef DX_TAG_CHAIN_H
#define DX_TAG_CHAIN_H

#include "base/arena.h"
#include <stdbool.h>
#include <stdint.h>

typedef enum dx_label {
	DX_L_NONE,
	DX_L_SOURCE,
	DX_L_SOURCE_IN,
	DX_L_CUE,
	DX_L_CUE_IN,
	DX_L_CONTENT,
	DX_L_CONTENT_IN,
	DX_L_COUNT
} dx_label;

enum { DX_L_LANES = 8 }; /* room for the labels in a row; the last lane is nothing */

/* Is `to` allowed behind `from`? An inner label only goes on with its own span. */
static inline bool dx_label_follows(unsigned from, unsigned to) {
	bool inner = to && to % 2 == 0;
	return !inner || from == to || from + 1 == to;
}

typedef struct dx_chain {
	float next[DX_L_LANES][DX_L_LANES]; /* [from][to], log weights; what is not allowed is very low */
	float first[DX_L_LANES];            /* before the first token */
} dx_chain;

/* Forbid what dx_label_follows() forbids. */
void dx_chain_forbid(dx_chain *chain);
/* Are the weights of what is allowed small enough for dx_chain_shares()? Not so: no training made them. */
bool dx_chain_good(const dx_chain *chain);
/* The best labels of n tokens whose scores are `score`. */
void dx_chain_best(const dx_chain *chain, const float (*score)[DX_L_LANES], uint32_t n, uint8_t *best, dx_arena *arena);
/* share[i][l]: how likely label l is at token i. Returns the logarithm of the sum over all sequences. */
double dx_chain_shares(const dx_chain *chain, const float (*score)[DX_L_LANES], uint32_t n, float (*share)[DX_L_LANES],
                       dx_arena *arena);

#endif
