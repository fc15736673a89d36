/* The first line is the title when it stands alone and ends without a full stop. Feeds also put the lead sentence
 * into the date line ("date 2023-10-27 Lomé: Togo says …."); that is told, not a title, so a line that is long or holds
 * a whole sentence stays body. */
#include "article/head.h"

#include "article/blocks.h"
#include "article/line.h"
#include "article/published.h"
#include "base/utf8.h"

enum { TITLE_MAX = 200, DATED_TITLE_MAX = 140 /* characters */ };

static size_t skip_blanks(dx_slice text, size_t at) {
	while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t')) at++;
	return at;
}

uint32_t dx_head_date_line(dx_slice text, dx_slice *date) {
	enum { FORM = 10 };
	size_t word = 0, at;
	while (word < text.len && strchr(" \t\r\n", text.ptr[word])) word++;
	at = word + 4;
	if (text.len < at || strncasecmp(text.ptr + word, "date", 4) != 0) return 0;
	if (at < text.len && text.ptr[at] == ':') at++;
	size_t start = skip_blanks(text, at);
	if (start == word + 4 || text.len - start < FORM) return 0;
	size_t end = start + FORM;
	*date = (dx_slice){text.ptr + start, FORM};
	if (!dx_published_is_iso(*date) || (end < text.len && !strchr(" \t\r\n", text.ptr[end]))) return 0;
	return (uint32_t)skip_blanks(text, end);
}

static bool is_title(dx_slice line, size_t max) {
	if (dx_line_ends_full_stop(line) || dx_line_has_two_sentences(line)) return false;
	return dx_utf8_count(line) <= max;
}

static bool bulleted(const dx_article *article, const dx_block *block) {
	dx_slice line = dx_block_slice(article, block);
	return dx_line_unbullet(line).ptr != line.ptr && dx_utf8_count(line) <= TITLE_MAX;
}

/* A title that is spread over two lines, as one. */
static dx_slice one_line(dx_slice title, dx_arena *arena) {
	if (!memchr(title.ptr, '\n', title.len) && !memchr(title.ptr, '\r', title.len)) return title;
	char *out = dx_alloc_raw(arena, title.len);
	size_t o = 0;
	for (size_t i = 0; i < title.len; i++) {
		bool blank = strchr(" \t\r\n", title.ptr[i]);
		if (!blank)
			out[o++] = title.ptr[i];
		else if (out[o - 1] != ' ')
			out[o++] = ' ';
	}
	return (dx_slice){out, o};
}

void dx_head_mark(dx_article *article, bool dated, dx_arena *arena) {
	uint32_t n = article->block_count;
	dx_slice first = n ? dx_block_slice(article, &article->blocks[0]) : (dx_slice){0};
	bool title = dated ? is_title(first, DATED_TITLE_MAX) : n > 1 && is_title(first, TITLE_MAX);
	if (!title || !first.len) return;
	article->blocks[0].role = DX_BLOCK_HEADLINE;
	if (!article->title.len) article->title = one_line(first, arena);
	uint32_t end = 1;
	while (end < n && bulleted(article, &article->blocks[end])) end++;
	if (end == n) return; /* nothing but a list: the list is what is told */
	for (uint32_t i = 1; i < end; i++) article->blocks[i].role = DX_BLOCK_HEADLINE;
}
