/* Part of speech, names and heads: trained, and laid over the articles they will be features of. */
#ifndef DX_TRAIN_BASE_H
#define DX_TRAIN_BASE_H

#include "tag/models.h"
#include "train/parse_train.h"
#include "train/pos_train.h"

typedef struct dx_base_plan {
	uint32_t pos_epochs, parse_epochs;
	uint64_t seed;
	const char *folder; /* where pos.bin, name.bin and parse.bin go */
} dx_base_plan;

/* Train on `train` and, for parts of speech and names, `more` (NULL: none); write the models; fill the tags of `train`
 * by models that have not seen the article, those of `dev` by the whole ones. Articles without silver teach nothing. */
void dx_base_train(dx_gold *train, dx_gold *dev, const dx_gold *more, const dx_base_plan *plan);
/* Fill the tags of all articles by models that are there already. */
void dx_base_apply(dx_gold *gold, const dx_models *models);

#endif
