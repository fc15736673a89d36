/* Paragraphs and headlines that stand in an article twice. */
#ifndef DX_REPEAT_H
#define DX_REPEAT_H

#include "article/article.h"

/* Mark every later one of two equal blocks as REPEAT: paragraphs of 40 bytes or more, and headlines of any length.
 * Case, blanks and marks don't count. A whole sentence that only repeats a headline stays: headlines are not told. */
void dx_repeat_mark(dx_article *article, dx_arena *arena);

#endif
