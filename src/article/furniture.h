/* Page furniture: what stands on a news page and is not told by the article. */
#ifndef DX_FURNITURE_H
#define DX_FURNITURE_H

#include "article/article.h"

/* Mark the blocks that the patterns of furniture.tsv know, what stands below a "stop" pattern, and bare headlines of
 * other stories. Blocks that have a role keep it. */
void dx_furniture_mark(dx_article *article, const dx_article_patterns *patterns, dx_rx_scratch *scratch,
                       dx_arena *arena);

#endif
