/* The text cut into blocks: paragraphs as the writer meant them. */
#ifndef DX_BLOCKS_H
#define DX_BLOCKS_H

#include "article/article.h"
#include "base/vec.h"

/* Cut the article's text from byte `from` on, every role BODY save one: a headline that runs into the paragraph behind
 * it is a block of its own and FURNITURE. Each line is a block, but lines belong together where
 * - one begins with a small letter and the one above it does not end a sentence, or
 * - the text is wrapped: most lines are as long as they could be (the next word had no room) and many begin with a
 *   small letter. Blank lines always part. */
void dx_blocks_cut(dx_article *article, uint32_t from, dx_arena *arena);

static inline dx_slice dx_block_slice(const dx_article *article, const dx_block *block) {
	return dx_cut(article->text, block->start, block->end);
}

#endif
