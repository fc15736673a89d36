/* Training of boosted trees: gradient boosting with second-order gains (Friedman, 2001; Chen and Guestrin, 2016), on
 * histograms of binned features, each tree grown leaf by leaf where most is gained. Two losses: logistic for yes or no,
 * and a softmax within groups for choosing one of several candidates. The curve from scores to probabilities is
 * isotonic: pool adjacent violators (Ayer and others, 1955). Same input and seed, same bytes. */
#ifndef DX_TRAIN_TREES_H
#define DX_TRAIN_TREES_H

#include "tag/trees.h"
#include "train/rows.h"

enum { DX_TREES_BINS = 64 };

typedef enum dx_trees_loss { DX_LOGISTIC, DX_SOFTMAX } dx_trees_loss;

/* Examples; what is not in a row has some number of the caller's own (NaN counts as least of all). */
typedef struct dx_examples {
	const float *features;  /* row by row */
	const float *labels;    /* 0 to 1; of a softmax, shares of what is right in the group */
	const float *weights;   /* NULL: all 1. A group's weight is its first row's */
	const uint32_t *groups; /* for a softmax: rows of one number lie together. A group without a label, or of one row,
	                           is left out */
	uint32_t count, width;
} dx_examples;

typedef struct dx_trees_plan {
	dx_trees_loss loss;
	uint32_t trees, leaves, depth;  /* at most; a run takes as many steps as the deepest, so depth costs time */
	uint32_t patience;              /* rounds without a better loss on the held-out examples before it stops */
	uint32_t report;                /* rounds between lines on stderr; 0: none */
	uint32_t least_rows;            /* in a leaf */
	float least_bend;               /* sum of second derivatives in a leaf */
	float least_gain, rate, lambda; /* of a split; learning rate; L2 on leaves */
	float row_share, feature_share; /* drawn for each tree; of a softmax, share of groups */
	uint64_t seed;
} dx_trees_plan;

typedef struct dx_trees_trained {
	dx_tree_node *nodes;
	uint8_t *cuts;   /* by node: the threshold as a bin */
	uint32_t *first; /* by tree: its root, one more at the end */
	uint8_t *depth;  /* by tree */
	uint32_t trees, width;
	float base;
	double held_loss; /* the best one; 0 where nothing was held out */
	float *points;    /* of the curve, or NULL */
	uint32_t point_count;
} dx_trees_trained;

typedef struct dx_outcomes {
	const float *scores, *outcomes; /* 0 to 1 */
	const float *weights;           /* or NULL */
	uint32_t count;
} dx_outcomes;

/* 300 trees of 31 leaves, 6 deep. */
dx_trees_plan dx_trees_plan_usual(dx_trees_loss loss);
/* `held` may be NULL: then all trees are grown. */
dx_trees_trained *dx_trees_train(const dx_trees_plan *plan, const dx_examples *in, const dx_examples *held);
/* The mean of so many (bagging: Breiman, 1996), to be freed as any other; the curves are left out. */
dx_trees_trained *dx_trees_mean(dx_trees_trained *const *all, uint32_t count);
void dx_trees_trained_free(dx_trees_trained *t);
/* The model file in memory, to be freed, 16-aligned as dx_trees_open() wants it. */
char *dx_trees_pack(const dx_trees_trained *t, size_t *size);
bool dx_trees_write(const dx_trees_trained *t, const char *path);
/* Points (score, probability) for a dx_isotonic, at most `most` > 1, to be freed; *count is 0 where nothing
 * was given. */
float *dx_isotonic_fit(const dx_outcomes *in, uint32_t most, uint32_t *count);

#endif
