/* Articles drawn as text: each line is a paragraph; one that begins with # is furniture. */
#ifndef DX_TEST_ARTICLE_H
#define DX_TEST_ARTICLE_H

#include "base/vec.h"
#include "text/text.h"

static inline dx_article article_of_lines(dx_slice s, dx_arena *arena) {
	dx_article article = {.text = s};
	DX_VEC(dx_block) blocks = {0};
	for (uint32_t i = 0; i < s.len;) {
		const char *lf = memchr(s.ptr + i, '\n', s.len - i);
		uint32_t end = lf ? (uint32_t)(lf - s.ptr) : (uint32_t)s.len;
		bool furniture = end > i && s.ptr[i] == '#';
		if (end > i) *DX_PUSH(arena, &blocks) = (dx_block){i, end, furniture ? DX_BLOCK_FURNITURE : DX_BLOCK_BODY};
		i = end + 1;
	}
	article.blocks = blocks.items;
	article.block_count = blocks.count;
	return article;
}

#endif
