/* Are two statements one, by their words? */
#ifndef DX_CORPUS_ALIKE_H
#define DX_CORPUS_ALIKE_H

#include "corpus/words.h"
#include "dixit.h"

typedef struct dx_alike {
	bool same;
	bool whole;       /* nearly all of both, not only a piece of one */
	uint32_t covered; /* words they share in runs of three or more */
} dx_alike;

/* The words are laid side by side in common runs of three or more. What stands between the runs must be what an editor
 * changes: something left out at an ellipsis, bracket, end or whole sentence; a word or two exchanged, but not a
 * number, name or "not". Statements are one if nearly all of both, or a piece of some length, is shared. What stands
 * outside of quotation marks is the reporter's and counts only where both are indirect or one is: then nearly all must
 * agree. */
dx_alike dx_spoken_alike(const dx_spoken *a, dixit_kind a_kind, const dx_spoken *b, dixit_kind b_kind);

#endif
