#include "article/article.h"

#include "article/blocks.h"
#include "article/dateline.h"
#include "article/decode.h"
#include "article/furniture.h"
#include "article/head.h"
#include "article/repeat.h"
#include "base/error.h"
#include "base/sha256.h"
#include "base/utf8.h"
#include <utf8proc.h>

static bool has_word(dx_slice text) {
	for (size_t i = 0; i < text.len;) {
		uint32_t cp;
		i += dx_utf8_decode(text.ptr + i, text.len - i, &cp);
		utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
		bool letter = c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
		if (letter || c == UTF8PROC_CATEGORY_ND) return true;
	}
	return false;
}

dixit_status dx_article_from_text(dx_article *article, const dx_article_patterns *patterns, dx_rx_scratch *scratch,
                                  dx_arena *arena, dixit_error *error) {
	dx_slice text = article->text, date;
	if (text.len > DIXIT_ARTICLE_MAX) return dx_fail(error, DIXIT_E_TOO_LONG, "an article of more than 16 MiB");
	article->path = dx_utf8_repair(arena, article->path); /* file names are bytes, records are UTF-8 */
	article->id = dx_utf8_repair(arena, article->id);
	uint32_t from = dx_head_date_line(text, &date);
	if (!has_word((dx_slice){text.ptr + from, text.len - from})) {
		return dx_fail(error, DIXIT_E_EMPTY, "an article without a word of text");
	}
	bool dated = from && from < text.len && text.ptr[from] != '\n' && text.ptr[from] != '\r';
	if (from && !article->published.len) article->published = date;
	dx_blocks_cut(article, from, arena);
	dx_head_mark(article, dated, arena);
	dx_repeat_mark(article, arena);
	dx_furniture_mark(article, patterns, scratch, arena);
	dx_dateline_mark(article, arena);
	dx_sha256(article->sha256, article->text);
	return DIXIT_OK;
}

dixit_status dx_article_from_file(dx_article *article, dx_slice bytes, const dx_article_patterns *patterns,
                                  dx_rx_scratch *scratch, dx_arena *arena, dixit_error *error) {
	dixit_status status = dx_decode_file(&article->text, bytes, arena, error);
	return status ? status : dx_article_from_text(article, patterns, scratch, arena, error);
}
