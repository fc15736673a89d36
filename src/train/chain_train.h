/* Training of the label chain: a conditional random field by stochastic gradients with AdaGrad (Duchi, Hazan and
 * Singer, 2011), features left out at random as a regulariser, weights averaged over the last half of the epochs. */
#ifndef DX_TRAIN_CHAIN_H
#define DX_TRAIN_CHAIN_H

#include "tag/chain.h"
#include "train/rows.h"

/* Sequences with the features of their tokens. */
typedef struct dx_sequences {
	uint32_t *ids; /* features of all tokens, ids of a table */
	size_t id_count, id_cap;
	size_t *token_at; /* by token, one more at the end: first feature */
	uint8_t *labels;  /* by token */
	uint32_t token_count, token_cap;
	uint32_t *first;   /* by sequence, one more at the end: first token */
	uint32_t *article; /* by sequence */
	uint32_t count, cap;
} dx_sequences;

void dx_sequences_free(dx_sequences *s);
void dx_sequence_begin(dx_sequences *s, uint32_t article);
void dx_sequence_token(dx_sequences *s, const uint32_t *ids, uint32_t count, uint8_t label);
/* Renumber features after dx_rows_prune(); those that went are dropped. */
void dx_sequences_renumber(dx_sequences *s, const uint32_t *map);

/* What is known after an epoch. */
typedef struct dx_epoch {
	uint32_t number; /* from 1 */
	double loss;     /* of the sequences trained on, as it was when each was met */
	const dx_rows *rows;
	const dx_chain *chain;
} dx_epoch;

typedef struct dx_chain_plan {
	uint32_t epochs;
	float rate, drop; /* learning rate; share of features left out */
	uint64_t seed;
	void (*epoch)(void *context, const dx_epoch *epoch); /* NULL: nobody asks */
	void *context;
} dx_chain_plan;

/* Weights of `table` (made here) and chain from the sequences whose article has use[article] == 1. */
void dx_chain_train(dx_rows *table, dx_chain *chain, const dx_sequences *s, const uint8_t *use, dx_chain_plan plan);
/* Scores of one sequence's tokens by unpacked weights. */
void dx_chain_scores(const dx_rows *table, const dx_sequences *s, uint32_t sequence, float (*score)[DX_L_LANES]);

#endif
