/* All learned models together, as they lie in the program or in a folder of the user's. Immutable, shared by all
 * threads. */
#ifndef DX_TAG_MODELS_H
#define DX_TAG_MODELS_H

#include "tag/chain.h"
#include "tag/files.h"
#include "tag/parse.h"
#include "tag/pos.h"
#include "tag/trees.h"

/* Features of the trees that judge: what src/statement/candidate.h counts. */
enum {
	DX_SOURCE_WIDTH = 44, /* of a cue with a source */
	DX_OPTION_WIDTH = 84  /* of a cue with a source and a content */
};

/* A pass of the attribution tagger: weights of features, and of labels that follow each other. */
typedef struct dx_pass_model {
	dx_linear weights;
	dx_chain chain;
} dx_pass_model;

/* Behind the buckets of a pass's file. */
typedef struct dx_pass_tail {
	char magic[8]; /* "dxpass1" */
	dx_chain chain;
} dx_pass_tail;

typedef struct dx_models {
	dx_pos_model pos;
	dx_parse_model parse;
	dx_pass_model first;  /* dual: its rows also hold what their features weigh in the second pass */
	dx_pass_model second; /* features that only the second pass has */
	dx_trees source, statement;
	dx_slice card; /* what `dixit model` prints: lines of "name: value" */
	struct dx_own_models *own;
} dx_models;

/* The embedded models, or those that stand in `folder` (NULL: none) in their place, each NAME.bin and card.txt. Errors
 * name the file. */
dixit_status dx_models_new(dx_models **out, const char *folder, dixit_error *error);
void dx_models_free(dx_models *models);
/* As they were loaded; card.txt is the last one. */
const dx_model_file *dx_models_files(const dx_models *models, unsigned *count);
/* Model in these bytes, with rows of that width; false: they are not one. */
bool dx_pass_open(dx_pass_model *out, dx_slice bytes, uint32_t width);

#endif
