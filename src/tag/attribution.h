/* Attribution taggers: labels of source, cue and content for every token. */
#ifndef DX_TAG_ATTRIBUTION_H
#define DX_TAG_ATTRIBUTION_H

#include "tag/frame.h"
#include "tag/models.h"

/* By token. */
typedef struct dx_labels {
	uint8_t *label;             /* dx_label: the best sequence */
	float (*share)[DX_L_LANES]; /* how likely each label is */
} dx_labels;

/* Part of speech, names, heads. */
void dx_tags_make(dx_tags *out, const dx_text *text, const dx_models *models, dx_arena *arena);
/* What a candidate is before anybody judges it. The articles that we train on annotate attitudes told by words that no
 * table knows as reporting ("opened the dam"), and statements that nobody is named for; few others would call these
 * statements. Such a candidate is doubtful, unless the rules found it as well. */
typedef enum dx_standing { DX_QUOTED, DX_PLAIN, DX_DOUBTFUL, DX_STANDINGS } dx_standing;
/* Probability from which a candidate of each standing is kept. */
typedef struct dx_least {
	float of[DX_STANDINGS];
} dx_least;

/* What labels the tokens of an article, and the trees that judge what comes of such labels. */
typedef struct dx_tagger dx_tagger;
struct dx_tagger {
	/* Labels of all paragraphs. `rules`: labels that the phrase rules give. */
	void (*label)(dx_labels *out, const dx_tagger *tagger, const dx_frame *frame, const uint8_t *rules,
	              dx_arena *arena);
	const void *model;
	const dx_trees *source, *statement;
	dx_least least; /* unless somebody wishes otherwise */
};

/* Below, leaving a statement out is right more often. */
#define DX_LINEAR_LEAST ((dx_least){{0.20f, 0.20f, 0.35f}})
/* Two passes of a linear model; borrows `models`. */
dx_tagger dx_linear_tagger(const dx_models *models);

#endif
