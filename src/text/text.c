/* Cutting up an article, paragraph by paragraph. */
#include "base/map.h"
#include "text/cutter.h"

static bool told(const dx_block *block) { return block->role == DX_BLOCK_BODY || block->role == DX_BLOCK_HEADLINE; }

/* Does the next paragraph of the story open with a quotation mark? `*next` is the last answer's block: one look a
 * block. */
static bool goes_on(const dx_article *article, uint32_t block, uint32_t *next) {
	if (*next <= block) *next = block + 1;
	while (*next < article->block_count && !told(&article->blocks[*next])) ++*next;
	if (*next >= article->block_count) return false;
	const dx_block *b = &article->blocks[*next];
	if (b->start >= b->end) return false;
	const dx_mark *mark = dx_mark_at(article->text, b->start, b->end);
	return mark && mark->family != DX_MARK_SINGLE;
}

static void start(dx_cutter *c, uint32_t bytes) {
	/* English has some five bytes a token: room that is seldom outgrown. */
	c->tokens.cap = bytes / 5 + 32;
	c->tokens.items = dx_alloc_raw(c->arena, c->tokens.cap * sizeof *c->tokens.items);
	for (unsigned k = 1; k < 128; k++) {
		char ch = (char)k;
		c->hashes[k] = dx_hash(&ch, 1);
		if (strchr(",()&/:!?.-+", ch)) c->words[k] = dx_lexicon_word(c->lexicon, &ch, 1);
	}
}

static void cut_block(dx_cutter *c, const dx_block *block, dx_paragraph *paragraph) {
	paragraph->start = block->start;
	paragraph->end = block->end;
	paragraph->role = block->role;
	paragraph->first = c->sentences.count;
	c->told = told(block);
	dx_cut_tokens(c, block->start, block->end);
	dx_cut_quotes(c);
	dx_cut_sentences(c);
	paragraph->last = c->sentences.count;
}

void dx_text_make(dx_text *out, const dx_article *article, const dx_lexicon *lexicon, dx_arena *arena) {
	dx_cutter *c = DX_NEW(arena, dx_cutter, 1);
	c->bytes = article->text;
	c->lexicon = lexicon;
	c->arena = arena;
	c->open = -1;
	start(c, (uint32_t)article->text.len);
	out->paragraphs = DX_NEW(arena, dx_paragraph, article->block_count + 1);
	uint32_t next = 0;
	for (uint32_t b = 0; b < article->block_count; b++) {
		c->paragraph = b;
		c->goes_on = goes_on(article, b, &next);
		cut_block(c, &article->blocks[b], &out->paragraphs[b]);
	}
	out->bytes = article->text;
	out->tokens = c->tokens.items;
	out->sentences = c->sentences.items;
	out->regions = c->regions.items;
	out->token_count = c->tokens.count;
	out->sentence_count = c->sentences.count;
	out->paragraph_count = article->block_count;
	out->region_count = c->regions.count;
}

bool dx_token_same(const dx_text *text, const dx_token *t, const char *lower) {
	const char *s = text->bytes.ptr + t->start, *end = text->bytes.ptr + t->end;
	while (s < end && *lower) {
		char c = *s >= 'A' && *s <= 'Z' ? (char)(*s + 32) : *s;
		unsigned wide = *lower == '\'' ? dx_apostrophe_at(text->bytes, (uint32_t)(s - text->bytes.ptr), t->end) : 0;
		if (!wide && c != *lower) return false;
		s += wide ? wide : 1;
		lower++;
	}
	return s == end && !*lower;
}

uint32_t dx_token_at(const dx_text *text, uint32_t byte) {
	uint32_t lo = 0, hi = text->token_count;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (text->tokens[mid].end <= byte)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

dx_range dx_tokens_of(const dx_text *text, dx_span span) {
	uint32_t first = dx_token_at(text, span.start), last = first;
	while (last < text->token_count && text->tokens[last].start < span.end) last++;
	return (dx_range){first, last};
}
