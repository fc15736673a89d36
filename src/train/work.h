/* Annotated articles on their way through training: what every stage says of them, made by models that have not seen
 * them. */
#ifndef DX_TRAIN_WORK_H
#define DX_TRAIN_WORK_H

#include "statement/candidate.h"
#include "train/chain_train.h"
#include "train/gold.h"

enum { DX_FOLDS = 4 };

/* Arrays are by article, then by token. */
typedef struct dx_work {
	dx_gold *gold;
	const uint8_t *use; /* by article: 0, left out of training; NULL: all are used */
	dx_frame *frames;
	uint8_t **truth;      /* labels by the annotation */
	dx_statements *rules; /* statements by the phrase rules */
	uint8_t **rule_label; /* their labels */
	uint8_t **label;      /* labels by the pass that ran last */
	float (**share)[DX_L_LANES];
	dx_found_labels *found; /* of the first pass */
	dx_sequences sequences; /* with the features of the pass at hand */
} dx_work;

/* Truth and rules of all articles. */
void dx_work_make(dx_work *out, dx_gold *gold);
void dx_work_free(dx_work *work);
/* Frames; the articles' tags must be there. `groups`: bits of dx_feature_group. */
void dx_work_frames(dx_work *work, uint32_t groups);
/* Features of pass 1 or 2. Those of the first pass are put into the table in pass 1 where `add`, else only looked up;
 * those that the second has beside are put where `add`. */
void dx_work_features(dx_work *work, dx_rows *table, unsigned pass, bool add);
/* Label the articles with use[i] != 0 (NULL: all) by unpacked weights. */
void dx_work_label(dx_work *work, const dx_rows *table, const dx_chain *chain, const uint8_t *use);
/* What the first pass found, for the features of the second; `rules`: with the labels of the phrase rules. */
void dx_work_found(dx_work *work);

/* Strict spans: hits, predicted, gold of source, cue, content. */
typedef struct dx_span_score {
	uint32_t hit[3], predicted[3], gold[3];
} dx_span_score;
dx_span_score dx_work_score(const dx_work *work);
double dx_f1(uint32_t hit, uint32_t predicted, uint32_t gold);

#endif
