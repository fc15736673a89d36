#include "cli/found.h"

#include "base/error.h"
#include "base/utf8.h"
#include "text/text.h"

void dx_found_init(dx_found *found, dx_store *store) {
	*found = (dx_found){.store = store};
	dx_arena_init(&found->arena);
}

void dx_found_free(dx_found *found) {
	dixit_record_free(found->record);
	dx_rx_scratch_free(found->scratch);
	dx_arena_free(&found->arena);
}

static dixit_status take_record(dx_found *f, dixit_error *error) {
	if (f->article != f->hit.article) {
		dixit_record_free(f->record);
		f->record = NULL;
		f->article = 0;
		dixit_status status = dixit_record_parse(&f->record, f->hit.line.ptr, f->hit.line.len, error);
		if (status) return status;
		f->article = f->hit.article;
	}
	if (f->hit.place >= f->record->statement_count)
		return dx_fail(error, DIXIT_E_FORMAT, "damaged: a statement that its article's record does not have");
	f->statement = &f->record->statements[f->hit.place];
	return DIXIT_OK;
}

/* --- the sentences around ----------------------------------------------------------------------------------------- */

static void widen(dixit_extent *all, const dixit_extent *part) {
	if (part->start == part->end) return;
	if (all->start == all->end) *all = *part;
	if (part->start < all->start) all->start = part->start;
	if (part->end > all->end) all->end = part->end;
}

/* From code points to bytes. */
static dx_span bytes_of(dx_slice text, const dixit_extent *extent) {
	dx_span span = {(uint32_t)text.len, (uint32_t)text.len};
	uint32_t points = 0;
	for (uint32_t i = 0; i < text.len; i++) {
		if (((unsigned char)text.ptr[i] & 0xC0) == 0x80) continue;
		if (points == extent->start) span.start = i;
		if (points++ == extent->end) {
			span.end = i;
			break;
		}
	}
	return span;
}

static bool is_told(const dx_text *text, uint32_t sentence) {
	uint8_t role = text->paragraphs[text->sentences[sentence].paragraph].role;
	return role == DX_BLOCK_BODY || role == DX_BLOCK_HEADLINE;
}

/* Sentences, end exclusive, as they stand in the text. */
static dx_slice sentences(const dx_text *text, uint32_t first, uint32_t end) {
	while (first < end && text->sentences[first].first == text->sentences[first].last) first++;
	while (first < end && text->sentences[end - 1].first == text->sentences[end - 1].last) end--;
	if (first >= end) return (dx_slice){"", 0};
	dx_span span = dx_bytes_of(text, (dx_range){text->sentences[first].first, text->sentences[end - 1].last});
	return dx_cut(text->bytes, span.start, span.end);
}

static void cut_context(dx_found *f, const dx_text *text) {
	const dixit_statement *s = f->statement;
	dixit_extent all = s->cue;
	widen(&all, &s->source);
	for (uint32_t i = 0; i < s->content_count; i++) widen(&all, &s->content[i]);
	dx_range tokens = dx_tokens_of(text, bytes_of(text->bytes, &all));
	if (tokens.first >= tokens.last) return;
	uint32_t first = text->tokens[tokens.first].sentence, end = text->tokens[tokens.last - 1].sentence + 1;
	uint32_t from = first, to = end;
	while (from > 0 && first - from < f->context && is_told(text, from - 1)) from--;
	while (to < text->sentence_count && to - end < f->context && is_told(text, to)) to++;
	f->before = sentences(text, from, first);
	f->sentence = sentences(text, first, end);
	f->after = sentences(text, end, to);
}

static dixit_status take_context(dx_found *f, dixit_error *error) {
	dx_article article = {.path = DX_LIT("-"), .id = DX_LIT("-")};
	dx_slice kept;
	dixit_status status = dx_store_text(f->store, f->hit.article, &kept, error);
	if (!status && !f->scratch && !(f->scratch = dx_rx_scratch_new()))
		return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	if (status) return status == DIXIT_END ? DIXIT_OK : status;
	article.text = kept;
	if (dx_article_from_text(&article, f->patterns, f->scratch, &f->arena, NULL)) return DIXIT_OK;
	dx_text text;
	dx_text_make(&text, &article, f->lexicon, &f->arena);
	cut_context(f, &text);
	return DIXIT_OK;
}

dixit_status dx_found_take(dx_found *f, dixit_error *error) {
	dx_arena_reset(&f->arena, 1 << 20);
	if (dx_arena_guard(&f->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	f->before = f->sentence = f->after = (dx_slice){"", 0};
	f->articles = 0;
	dixit_status status = take_record(f, error);
	if (!status) status = dx_store_outlets(f->store, &f->hit, &f->arena, &f->outlets, error);
	for (uint32_t i = 0; i < f->outlets.count && !status; i++) f->articles += (uint32_t)f->outlets.items[i].articles;
	return !status && f->context ? take_context(f, error) : status;
}
