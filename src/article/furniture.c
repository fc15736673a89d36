/* Furniture is told by what a block says (patterns), by where it stands (below "Related News") and by how it looks (a
 * bare headline between full paragraphs). Precision goes first: a quotation lost costs more than a headline kept, so
 * whatever could be a sentence stays body. */
#include "article/furniture.h"

#include "article/blocks.h"
#include "article/line.h"
#include "article/patterns.h"

enum {
	PATTERN_MAX = 200, /* bytes of a line that patterns are tried on */
	PARAGRAPH = 100,   /* bytes of a sentence from which on it is the article's own */
	TEASER = 400       /* bytes of the longest paragraph that may be lost below a stop pattern in the last third */
};

typedef struct page {
	dx_article *article;
	const dx_article_patterns *patterns;
	dx_rx_scratch *scratch;
	uint32_t *below; /* for each block: bytes of the longest sentence or quotation in the blocks below it */
} page;

static dx_slice slice_of(const page *p, uint32_t i) { return dx_block_slice(p->article, &p->article->blocks[i]); }

static bool tells(dx_slice line) { return line.len > PATTERN_MAX || !dx_line_is_bare_headline(line); }

static void measure_below(page *p) {
	uint32_t longest = 0;
	for (uint32_t i = p->article->block_count; i-- > 0;) {
		dx_slice line = slice_of(p, i);
		p->below[i] = longest;
		if (line.len > longest && tells(line)) longest = (uint32_t)line.len;
	}
}

static bool in_last_third(const page *p, uint32_t i) {
	return (uint64_t)p->article->blocks[i].start * 3 >= (uint64_t)p->article->text.len * 2;
}

static bool matches(const page *p, dx_slice line, dx_furniture_where where) {
	return dx_pattern_set_match(&p->patterns->sets[where], p->scratch, line);
}

static bool stops(const page *p, uint32_t i) {
	uint32_t lost = p->below[i];
	return lost < PARAGRAPH || (lost < TEASER && in_last_third(p, i));
}

static void mark_patterns(const page *p) {
	uint32_t n = p->article->block_count;
	bool head = true, stopped = false;
	for (uint32_t i = 0; i < n; i++) {
		dx_block *block = &p->article->blocks[i];
		dx_slice line = slice_of(p, i);
		if (block->role != DX_BLOCK_BODY) continue;
		bool known = stopped;
		if (!known && line.len < PATTERN_MAX) {
			bool stop = matches(p, line, DX_FURN_STOP);
			bool tail = p->below[i] < PARAGRAPH || in_last_third(p, i);
			known = stop || matches(p, line, DX_FURN_ANY) || (head && matches(p, line, DX_FURN_HEAD)) ||
			        (tail && matches(p, line, DX_FURN_TAIL));
			stopped = stop && stops(p, i);
		}
		if (known)
			block->role = DX_BLOCK_FURNITURE;
		else if (line.len >= PARAGRAPH && dx_line_ends_sentence(line))
			head = false;
	}
}

/* Is what stands above block i finished, so that i is not its continuation or an item of its list? */
static bool settled(const page *p, uint32_t i) {
	if (i == 0) return false;
	return p->article->blocks[i - 1].role != DX_BLOCK_BODY || dx_line_ends_sentence(slice_of(p, i - 1));
}

static bool is_bare(const page *p, uint32_t i) {
	dx_slice line = slice_of(p, i);
	if (!settled(p, i)) return false;
	if (i + 1 < p->article->block_count && dx_line_starts_lower(slice_of(p, i + 1))) return false;
	if (dx_line_is_bare_headline(line)) return true;
	/* In a run of headlines at the end one may ask. */
	bool run = p->article->blocks[i - 1].role == DX_BLOCK_FURNITURE && p->below[i] < PARAGRAPH;
	return run && dx_line_is_bare_question(line);
}

/* In a text that is all bare lines (a list, a table) they are what is told. */
static bool has_prose(const page *p) {
	for (uint32_t i = 0; i < p->article->block_count; i++) {
		if (p->article->blocks[i].role == DX_BLOCK_BODY && tells(slice_of(p, i))) return true;
	}
	return false;
}

void dx_furniture_mark(dx_article *article, const dx_article_patterns *patterns, dx_rx_scratch *scratch,
                       dx_arena *arena) {
	page p = {article, patterns, scratch, DX_NEW(arena, uint32_t, article->block_count)};
	measure_below(&p);
	mark_patterns(&p);
	if (!has_prose(&p)) return;
	for (uint32_t i = 0; i < article->block_count; i++) {
		if (article->blocks[i].role == DX_BLOCK_BODY && is_bare(&p, i)) article->blocks[i].role = DX_BLOCK_FURNITURE;
	}
}
