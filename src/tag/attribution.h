/* The attribution tagger at work: labels of source, cue and content for every token, in two passes. */
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
/* Labels of all paragraphs. `rules`: labels that the phrase rules give. */
void dx_attribute(dx_labels *out, const dx_frame *frame, const uint8_t *rules, const dx_models *models,
                  dx_arena *arena);

#endif
