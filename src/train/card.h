/* The card of a set of models: what they were made from and how good they are, in lines "name: value". */
#ifndef DX_TRAIN_CARD_H
#define DX_TRAIN_CARD_H

#include "train/score.h"

typedef struct dx_card_data {
	const char *name;
	uint32_t articles, statements;
	bool tags_only; /* for parts of speech and names */
} dx_card_data;

typedef struct dx_card {
	const char *date;
	uint64_t seed;
	const dx_card_data *data; /* trained on */
	uint32_t data_count;
	dx_card_data dev;  /* measured on */
	bool deep;         /* of the transformer */
	bool base;         /* part of speech, names and heads were trained too, not taken over */
	uint32_t articles; /* that a feature of the attribution models stands in, at least */
	dx_least least;    /* statements come out from here on */
	const dx_tally *tally;
} dx_card;

/* The file's name, without the folders it lies in: those are nobody's business. */
const char *dx_card_name(const char *path);
/* False: it can't be written. */
bool dx_card_write(const dx_card *card, const char *path);

#endif
