/* A pass of the attribution tagger, trained on all articles and, to label these same ones, on all but a fourth. */
#ifndef DX_TRAIN_PASS_H
#define DX_TRAIN_PASS_H

#include "train/work.h"

typedef struct dx_pass_plan {
	dx_chain_plan chain;
	unsigned pass;    /* 1 or 2 */
	uint32_t least;   /* articles that a feature must stand in */
	uint32_t buckets; /* of the model file: more features than fit are left out */
	bool every_epoch; /* say how dev is after every epoch */
} dx_pass_plan;

typedef struct dx_pass_trained {
	dx_rows rows;
	uint32_t shared; /* of the second pass: the first so many rows are those of the first pass's features */
	dx_chain chain;
} dx_pass_trained;

/* Trains on `train` (articles with train->use), labels it by jackknife and `dev` by the whole model. `first`: for the
 * second pass, the first one trained. */
void dx_pass_train(dx_pass_trained *out, dx_work *train, dx_work *dev, const dx_pass_plan *plan,
                   const dx_pass_trained *first);
void dx_pass_trained_free(dx_pass_trained *t);
/* The model files: rows that both passes have in one, those of the second pass alone in the other. False: they can't be
 * written. */
bool dx_passes_write(const dx_pass_trained passes[2], const dx_pass_plan plans[2], const char *paths[2]);

/* Run job(context, i) for i < count on two threads. */
void dx_in_parallel(void (*job)(void *context, uint32_t i), void *context, uint32_t count);

#endif
