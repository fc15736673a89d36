/* Boosted decision trees: a sum of small trees over a dense row of features, and what its sum means as a probability.
 *
 * A tree goes down by "feature > threshold"; its leaves hold what is added. Both children lie behind their parent and
 * beside each other, so a walk down only ever adds to the place and comes to an end whatever the bytes are. A leaf
 * leads to itself: trees of about the same depth are walked several at once, all for the same number of steps, without
 * a branch to guess wrong. The file is used as it lies. Little-endian. */
#ifndef DX_TAG_TREES_H
#define DX_TAG_TREES_H

#include "base/slice.h"

enum {
	DX_TREES_ABREAST = 8, /* trees walked at once; a file has a multiple of that */
	DX_TREES_LEAVES = 128 /* in a tree at most: a step down is a byte */
};

typedef struct dx_tree_node {
	float threshold; /* of a leaf: what it adds */
	uint16_t feature;
	uint8_t step;  /* nodes ahead to the left child; 0: a leaf */
	uint8_t inner; /* 1, of a leaf 0 */
} dx_tree_node;

/* A rising curve through points (score, probability), straight between them and level beyond. */
typedef struct dx_isotonic {
	const float *points; /* count pairs, scores rising */
	uint32_t count;      /* 0: no curve */
} dx_isotonic;

typedef struct dx_trees {
	const dx_tree_node *nodes;
	const uint32_t *trees; /* first node in the lower 24 bits, depth above; by depth */
	uint32_t count, width; /* trees, features */
	float base;
	dx_isotonic curve;
} dx_trees;

/* Header of a model file: 64 bytes, then the trees, the nodes, the points of the curve. */
typedef struct dx_trees_file {
	char magic[8]; /* "dxtree1" */
	uint32_t width, trees, nodes, points;
	float base;
	uint8_t rest[36];
} dx_trees_file;

/* The model in `bytes`, which must outlive it and start at a multiple of 8; false: these are not such bytes. No bytes
 * that pass make a score read outside of them or of `width` features. */
bool dx_trees_open(dx_trees *out, dx_slice bytes);
/* The sum over all trees for `width` features: of a logistic model the log odds, of a softmax one a rank's exponent. */
float dx_trees_score(const dx_trees *m, const float *features);
/* The curve's probability where the model has one, else the sigmoid's. */
float dx_trees_probability(const dx_trees *m, const float *features);
/* The curve at a score; it has points. */
float dx_isotonic_at(const dx_isotonic *curve, float score);

#endif
