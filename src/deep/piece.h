/* Words as pieces of the transformer's vocabulary (WordPiece: Schuster and Nakajima, 2012; Wu et al., 2016), as BERT's
 * uncased tokenizer cuts them: lower case, accents off, marks of punctuation and Chinese letters alone. */
#ifndef DX_DEEP_PIECE_H
#define DX_DEEP_PIECE_H

#include "deep/model.h"

typedef struct dx_pieces {
	const dx_deep_model *model;
	uint32_t *slots; /* piece + 1, 0: free */
	uint32_t mask, longest;
} dx_pieces;

/* false: memory ran out. */
bool dx_pieces_init(dx_pieces *pieces, const dx_deep_model *model);
void dx_pieces_free(dx_pieces *pieces);
/* The word's pieces, at most `max` and at least one (unknown), into out; returns how many. */
uint32_t dx_pieces_of(const dx_pieces *pieces, dx_slice word, uint32_t *out, uint32_t max);

#endif
