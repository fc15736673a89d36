/* "WARSAW, March 7 (Newswire) - ": where and when a report was written, before what it tells. */
#ifndef DX_DATELINE_H
#define DX_DATELINE_H

#include "article/article.h"

/* Near the top, make a dateline a paragraph of its own, so that it stands in nobody's words, and mark a line that is a
 * date and nothing else FURNITURE. A date with its year becomes `published` where there is none. */
void dx_dateline_mark(dx_article *article, dx_arena *arena);

#endif
