#include "article/blocks.h"

#include "article/line.h"

enum {
	SAMPLE_LINES = 1000, /* of which the width is measured */
	WIDTH_MIN = 30,
	WIDTH_MAX = 130 /* characters; longer lines are paragraphs, not wrapped text */
};

typedef struct line {
	dx_slice text; /* trimmed */
	unsigned lead; /* columns of a date before it */
	bool gap;      /* a blank line stands before it */
} line;

typedef struct lines {
	dx_slice text;
	size_t at;
	unsigned lead;
	char end; /* LF; CR in text that knows no LF (JSON, where line ends are not folded) */
} lines;

/* The next line that is not blank. */
static bool next_line(lines *l, line *out) {
	out->gap = false;
	while (l->at < l->text.len) {
		const char *from = l->text.ptr + l->at, *end = memchr(from, l->end, l->text.len - l->at);
		size_t n = end ? (size_t)(end - from) : l->text.len - l->at;
		l->at += end ? n + 1 : n;
		out->text = dx_line_trim((dx_slice){from, n});
		out->lead = l->lead;
		l->lead = 0;
		if (out->text.len) return true;
		out->gap = true;
	}
	return false;
}

/* Characters of a line, as far as they matter. */
static unsigned columns(dx_slice s) {
	unsigned n = 0;
	for (size_t i = 0; i < s.len && n <= WIDTH_MAX; i++) n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
	return n;
}

static unsigned width_of(const line *l) {
	unsigned n = l->lead + columns(l->text);
	return n <= WIDTH_MAX ? n : WIDTH_MAX + 1;
}

static unsigned first_word(dx_slice s) {
	const char *blank = memchr(s.ptr, ' ', s.len);
	return columns((dx_slice){s.ptr, blank ? (size_t)(blank - s.ptr) : s.len});
}

/* Had the line below room for its first word in the line above? Ten columns in a hundred are left to writers that even
 * out their lines, as fmt does. */
static bool full(unsigned above, unsigned word, unsigned width) { return above + 1 + word > width - width / 10; }

/* Line ends in mid-sentence: how wide the line above is, the first word of the line below. In wrapped text they are
 * many; in text of a line a paragraph, headlines and little else end so. */
typedef struct breaks {
	uint8_t above[SAMPLE_LINES], word[SAMPLE_LINES];
	unsigned count, lower;
} breaks;

static void measure(lines l, breaks *b) {
	line above = {0}, below;
	b->count = b->lower = 0;
	while (b->count < SAMPLE_LINES && next_line(&l, &below)) {
		if (above.text.len && !below.gap && !dx_line_ends_sentence(above.text)) {
			b->above[b->count] = (uint8_t)width_of(&above);
			b->word[b->count++] = (uint8_t)first_word(below.text);
			b->lower += dx_line_starts_lower(below.text);
		}
		above = below;
	}
}

/* The width to which the text is wrapped, 0: it is not. The longest lines, one in sixteen, may stick out. */
static unsigned wrap_width(const breaks *b) {
	unsigned longer[WIDTH_MAX + 2] = {0}, width = WIDTH_MAX + 1, outside = 0, filled = 0;
	for (unsigned i = 0; i < b->count; i++) longer[b->above[i]]++;
	while (width > 0 && (outside + longer[width]) * 16 <= b->count) outside += longer[width--];
	if (b->count < 2 || width < WIDTH_MIN || width > WIDTH_MAX) return 0;
	for (unsigned i = 0; i < b->count; i++) filled += full(b->above[i], b->word[i], width);
	return filled * 5 >= b->count * 4 && b->lower * 3 >= b->count ? width : 0;
}

static bool belong(const line *above, const line *below, unsigned width) {
	if (below->gap || dx_line_unbullet(below->text).ptr != below->text.ptr) return false;
	if (dx_line_starts_lower(below->text) && !dx_line_ends_sentence(above->text)) return true;
	unsigned n = width_of(above);
	if (!width || n > width + width / 8) return false;
	/* A line that breaks off in mid-sentence was counted in bytes, or by other rules; a headline is rarely so long. */
	return full(n, first_word(below->text), width) || (n * 5 >= width * 3 && !dx_line_ends_sentence(above->text));
}

typedef DX_VEC(dx_block) blocks;

static void push(blocks *out, dx_arena *arena, const dx_block *block) { *DX_PUSH(arena, out) = *block; }

/* A finished block, with a headline that runs into it cut off. The first block keeps its own: head.c looks at it. */
static void finish(blocks *out, const dx_article *article, dx_arena *arena, const dx_block *block) {
	size_t hyphen = out->count ? dx_line_run_in(dx_block_slice(article, block)) : 0;
	if (!hyphen) {
		push(out, arena, block);
		return;
	}
	uint32_t cut = block->start + (uint32_t)hyphen;
	push(out, arena, &(dx_block){block->start, cut, DX_BLOCK_FURNITURE});
	push(out, arena, &(dx_block){cut + 2, block->end, block->role});
}

void dx_blocks_cut(dx_article *article, uint32_t from, dx_arena *arena) {
	dx_slice text = article->text;
	bool lf = !text.len || memchr(text.ptr, '\n', text.len);
	lines l = {text, from, from < WIDTH_MAX ? from : 0, lf ? '\n' : '\r'};
	breaks *b = dx_alloc_raw(arena, sizeof *b);
	measure(l, b);
	unsigned width = wrap_width(b);
	blocks out = {0};
	line above = {0}, below;
	dx_block block = {0, 0, DX_BLOCK_BODY};
	while (next_line(&l, &below)) {
		uint32_t start = (uint32_t)(below.text.ptr - text.ptr);
		if (!above.text.len || !belong(&above, &below, width)) {
			if (above.text.len) finish(&out, article, arena, &block);
			block.start = start;
		}
		block.end = start + (uint32_t)below.text.len;
		above = below;
	}
	if (above.text.len) finish(&out, article, arena, &block);
	article->blocks = out.items;
	article->block_count = out.count;
}
