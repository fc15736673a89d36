/* The top of an article: date line, title, bullets under it. */
#ifndef DX_HEAD_H
#define DX_HEAD_H

#include "article/article.h"

/* Where the text begins with ` date YYYY-MM-DD`: the offset behind it and the blank that follows, and the date in
 * *date. Else 0. */
uint32_t dx_head_date_line(dx_slice text, dx_slice *date);
/* Mark the title and the bullets under it as HEADLINE and set the article's title where it has none. `dated`: the first
 * block is the rest of a date line. */
void dx_head_mark(dx_article *article, bool dated, dx_arena *arena);

#endif
