/* The second tagger of source, cue and content: a transformer of six layers (all-MiniLM-L6-v2, fine-tuned) on windows
 * of paragraphs. Slower than src/tag by far, and right more often. Immutable, shared by all threads. */
#ifndef DX_DEEP_H
#define DX_DEEP_H

#include "deep/model.h"
#include "deep/piece.h"
#include "tag/attribution.h"

typedef enum dx_deep_file {
	DX_DEEP_MODEL,
	DX_DEEP_SOURCE,
	DX_DEEP_STATEMENT,
	DX_DEEP_CARD,
	DX_DEEP_FILES
} dx_deep_file;

typedef struct dx_deep {
	dx_deep_model model;
	dx_pieces pieces;
	const dx_deep_kernel *kernel;
	dx_trees source, statement;
	dx_model_file files[DX_DEEP_FILES];
} dx_deep;

/* The embedded files, or those that stand in `folder` (NULL: none) in their place: deep.bin, deep-source.bin,
 * deep-statement.bin, deep-card.txt. `kernel`: "avx512", "avx2", "plain"; NULL: the fastest that this machine can run.
 * Errors name the file. */
dixit_status dx_deep_new(dx_deep **out, const char *folder, const char *kernel, dixit_error *error);
void dx_deep_free(dx_deep *deep);
/* Its labels find more that is not annotated: chosen on the development articles, for statements of speech. */
#define DX_DEEP_LEAST ((dx_least){{0.20f, 0.33f, 0.45f}})
/* It as a tagger, which borrows it. */
dx_tagger dx_deep_tagger(const dx_deep *deep);

/* Labels of all paragraphs. */
void dx_deep_label(dx_labels *out, const dx_text *text, const dx_deep *deep, dx_arena *arena);
/* The scores of the labels before the chain, by token: what tests compare. */
void dx_deep_scores(float (*out)[DX_L_LANES], const dx_text *text, const dx_deep *deep, dx_arena *arena);

#endif
