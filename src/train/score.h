/* What came out of an article against its annotation, counted as attributions are: a statement is right where its
 * content agrees (Jaccard index of at least one half in tokens, one to one) and its source overlaps. */
#ifndef DX_TRAIN_SCORE_H
#define DX_TRAIN_SCORE_H

#include "statement/candidate.h"
#include "train/work.h"

#include <stdio.h>

/* An annotated statement as tokens, without punctuation on either side. Equal ends: none. */
typedef struct dx_wanted {
	dx_range content[DX_PIECES_MAX];
	uint32_t pieces;
	dx_range source, cue;
	uint8_t kind;
	bool speech;
} dx_wanted;

/* A statement that came out. */
typedef struct dx_guess {
	const dx_range *content;
	uint32_t pieces;
	dx_range source, cue;
	float probability;
	dx_standing standing;
} dx_guess;

dx_range dx_bare(const dx_text *text, dx_range r);
dx_wanted dx_wanted_of(const dx_text *text, const dx_quote *quote);
double dx_jaccard(const dx_text *text, const dx_wanted *wanted, const dx_range *content, uint32_t pieces);
bool dx_source_right(const dx_wanted *wanted, dx_range source);

/* Probabilities of single statements and whether each was right. */
typedef struct dx_said {
	float *said, *right;
	uint8_t *standing; /* dx_standing */
	uint32_t count, cap;
} dx_said;

typedef struct dx_tally {
	dx_span_score spans; /* exact spans of source, cue, content */
	uint32_t hit, predicted, gold;
	uint32_t speech_hit, speech_gold, forgiven;
	uint32_t kind_hit[3], kind_gold[3];
	uint32_t matched, overlap;
	uint32_t sure[10], sure_right[10]; /* by tenth of confidence */
	double sure_sum[10];
	dx_said *each; /* NULL: nobody asks */
} dx_tally;

/* Count one article. */
void dx_tally_add(dx_tally *tally, const dx_gold_article *article, const dx_guess *guesses, uint32_t count);
/* One line of figures. */
void dx_tally_print(FILE *out, const char *name, const dx_tally *tally);
/* How often statements of each tenth of confidence are right. */
void dx_tally_print_sure(FILE *out, const dx_tally *tally);

#endif
