/* Training of the judges: which source a cue has, which candidate is a statement, and how sure that is. */
#ifndef DX_TRAIN_JUDGE_H
#define DX_TRAIN_JUDGE_H

#include "statement/choose.h"
#include "train/score.h"
#include "train/trees_train.h"

enum { DX_JUDGE_BAGS_MAX = 8 };

typedef struct dx_judges {
	dx_trees_trained *source, *option;
} dx_judges;

/* From articles labelled by models that did not see them; each the mean of so many judges that were drawn apart, which
 * takes as many times as long to ask. */
dx_judges dx_judges_train(dx_work *work, uint64_t seed, uint32_t bags);
/* Give the choice of statements its curve from sums to probabilities, fitted to what is chosen in `dev` from `least`
 * on. */
void dx_judges_calibrate(dx_judges *judges, dx_work *dev, dx_least least);
void dx_judges_free(dx_judges *judges);

/* What comes out of labelled articles with these judges, against the annotation; `judges` NULL: with the source and the
 * content that stand nearest to each cue of the labels, to see what the judges are worth. */
dx_tally dx_judges_score(dx_work *work, const dx_judges *judges, dx_least from);

#endif
