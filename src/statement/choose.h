/* Which candidates are statements: trees judge each, the best ones that do not contradict each other stay. */
#ifndef DX_STATEMENT_CHOOSE_H
#define DX_STATEMENT_CHOOSE_H

#include "statement/candidate.h"
#include "tag/trees.h"

typedef struct dx_choice {
	const dx_cue_option *cue; /* NULL: none */
	const dx_content_option *option;
	float probability;
	dx_standing standing;
} dx_choice;

/* Set the source of every cue. */
void dx_choose_sources(dx_candidates *c, const dx_trees *source);
/* Score all options and keep, best first, those of enough probability that fit with what is kept already.
 * In text order; the array is in the arena. */
uint32_t dx_choose_options(dx_candidates *c, const dx_trees *option, dx_least from, dx_choice **out);
/* The same by scores that the caller has put into the options: probabilities. */
uint32_t dx_choose_scored(dx_candidates *c, dx_least from, dx_choice **out);

/* What statements have a token already, as bits. */
enum { DX_TAKEN_CONTENT = 1, DX_TAKEN_CUE = 2 };
static inline void dx_take(uint8_t *taken, dx_range r, uint8_t as) {
	for (uint32_t k = r.first; k < r.last; k++) taken[k] |= as;
}

#endif
