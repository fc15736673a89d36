/* One configuration of the attribution tagger trained and measured, and a table of many of them. */
#ifndef DX_TRAIN_STUDY_H
#define DX_TRAIN_STUDY_H

#include "train/judge.h"
#include "train/pass_train.h"

enum { DX_LEAST_ARTICLES = 3 }; /* that a feature of a pass must stand in */

typedef struct dx_setup {
	uint32_t groups;    /* bits of dx_feature_group */
	unsigned passes;    /* 1: the judges go by the labels of the first pass */
	bool rules;         /* the phrase rules give features and candidates */
	bool every_epoch;   /* say how dev is after every epoch */
	const uint8_t *use; /* by training article: 0, not used; NULL: all are */
	uint64_t seed;
} dx_setup;

typedef struct dx_run {
	dx_pass_trained passes[2];
	unsigned pass_count;
	dx_judges judges;
	dx_tally tally; /* of dev, from DX_LINEAR_LEAST on */
} dx_run;

/* Everything trained as a product needs it. */
dx_setup dx_setup_whole(uint64_t seed);
/* Passes, judges, figures. Both works have their frames; their labels are those of the last pass then. */
void dx_run_train(dx_run *out, dx_work *train, dx_work *dev, const dx_setup *setup);
void dx_run_free(dx_run *run);
/* Model files of a run with two passes into a folder; ends the program where that fails. */
void dx_run_write(const dx_run *run, const char *folder);

/* Learning curve, feature groups left out, stages left out: a table in `path`, line by line on stderr too. To be called
 * while the works' labels are those that `whole`, a run of dx_setup_whole(seed), left. */
void dx_study(dx_work *train, dx_work *dev, const dx_tally *whole, uint64_t seed, const char *path);

#endif
