/* Short closed lists that names and titles are read by. They say how English builds names, not what is in the world:
 * that stands in the lexicon. */
#ifndef DX_MENTION_WORDS_H
#define DX_MENTION_WORDS_H

#include "base/slice.h"

typedef enum dx_word_list {
	DX_LIST_ORGANISATION,
	DX_LIST_PLACE,
	DX_LIST_ORGANISATION_FRONT,
	DX_LIST_PLACE_FRONT,
	DX_LIST_PARTICLE,
	DX_LIST_SUFFIX,
	DX_LIST_NO_PORTFOLIO,
	DX_LIST_LOCATIVE,
	DX_LIST_TRAVEL,
	DX_LIST_MESSAGE,
	DX_LIST_COMPANY,
	DX_LIST_DIRECTION,
	DX_LIST_PAPER,
	DX_LIST_NO_NAME,
	DX_LIST_PRESS,
	DX_LIST_SHIP,
	DX_LIST_HALF
} dx_word_list;

/* Does the word, in any case, stand in the list? */
bool dx_listed(dx_slice word, dx_word_list list);

#endif
