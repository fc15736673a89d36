#include "article/patterns.h"

#include "base/buf.h"
#include "base/error.h"
#include <stdlib.h>

/* The beginnings of all patterns of one place, before they are sorted. */
typedef DX_VEC(dx_pattern) entries;

/* The row as a pattern for whole lines; the error names the row, and the byte is the row's own. */
static dixit_status compile(dx_rx **out, const dx_furniture *row, uint32_t number, bool often, dixit_error *error) {
	dixit_error why = {0};
	dx_buf whole = {0};
	dx_buf_str(&whole, "\\A(?:");
	dx_buf_slice(&whole, row->pattern);
	dx_buf_str(&whole, ")\\z");
	dx_slice text = {whole.ptr, whole.len};
	dixit_status status = DIXIT_E_MEMORY;
	if (!whole.failed)
		status = often ? dx_rx_compile(out, text, true, &why) : dx_rx_compile_plain(out, text, true, &why);
	dx_buf_free(&whole);
	if (status == DIXIT_OK) return DIXIT_OK;
	if (status == DIXIT_E_MEMORY) return dx_fail(error, status, "out of memory");
	dx_rx *alone = NULL;
	dx_rx_compile_plain(&alone, row->pattern, true, &why);
	dx_rx_free(alone);
	int shown = row->pattern.len < 60 ? (int)row->pattern.len : 60;
	return dx_fail(error, status, "furniture.tsv, entry %u (%.*s): %.120s", number, shown, row->pattern.ptr,
	               why.message);
}

/* Most rows are tried on few lines, as their beginnings are known: to compile those with JIT would cost more time than
 * it saves, half of a start. */
static dixit_status add_row(dx_article_patterns *p, entries *to, uint32_t number, const dx_furniture *row,
                            dixit_error *error) {
	dx_prefix prefixes[DX_PREFIXES_MAX];
	unsigned count = dx_prefix_read(row->pattern, prefixes);
	dx_compiled *fresh = DX_PUSH(&p->arena, &p->all); /* first: a jump out of the arena would leak the pattern */
	dixit_status status = compile(&fresh->rx, row, number, !count, error);
	if (status) return status;
	dx_rx *rx = fresh->rx;
	if (!count) *DX_PUSH(&p->arena, to) = (dx_pattern){{0, 0}, rx};
	for (unsigned i = 0; i < count; i++) *DX_PUSH(&p->arena, to) = (dx_pattern){prefixes[i], rx};
	return DIXIT_OK;
}

/* Sorted by counting, which keeps the table's order among equals. */
static void sort(dx_pattern_set *set, const entries *from, dx_arena *arena) {
	uint32_t at[0x81 + 1] = {0};
	for (uint32_t i = 0; i < from->count; i++) at[(from->items[i].prefix.bytes & 0xFF) + 1]++;
	for (unsigned b = 1; b <= 0x81; b++) at[b] += at[b - 1];
	memcpy(set->first, at, sizeof at);
	set->items = DX_NEW(arena, dx_pattern, from->count);
	for (uint32_t i = 0; i < from->count; i++) set->items[at[from->items[i].prefix.bytes & 0xFF]++] = from->items[i];
}

static dixit_status fill(dx_article_patterns *p, const dx_lexicon *lexicon, dixit_error *error) {
	entries found[DX_FURN_STOP + 1] = {0};
	const dx_furniture *row;
	if (dx_arena_guard(&p->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	for (uint32_t i = 0; (row = dx_lexicon_furniture(lexicon, i)); i++) {
		dixit_status status = add_row(p, &found[row->where], i + 1, row, error);
		if (status) return status;
	}
	for (unsigned where = 0; where <= DX_FURN_STOP; where++) sort(&p->sets[where], &found[where], &p->arena);
	return DIXIT_OK;
}

dixit_status dx_article_patterns_new(dx_article_patterns **out, const dx_lexicon *lexicon, dixit_error *error) {
	dx_article_patterns *patterns = calloc(1, sizeof *patterns);
	*out = NULL;
	if (!patterns) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dx_arena_init(&patterns->arena);
	dixit_status status = fill(patterns, lexicon, error);
	if (status)
		dx_article_patterns_free(patterns);
	else
		*out = patterns;
	return status;
}

void dx_article_patterns_free(dx_article_patterns *patterns) {
	if (!patterns) return;
	for (uint32_t i = 0; i < patterns->all.count; i++) dx_rx_free(patterns->all.items[i].rx);
	dx_arena_free(&patterns->arena);
	free(patterns);
}

static bool match_from(const dx_pattern_set *set, unsigned byte, uint64_t start, dx_rx_scratch *scratch,
                       dx_slice line) {
	for (uint32_t i = set->first[byte]; i < set->first[byte + 1]; i++) {
		const dx_pattern *p = &set->items[i];
		if ((start & p->prefix.mask) == p->prefix.bytes && dx_rx_match(p->rx, scratch, line, 0, NULL, 0)) return true;
	}
	return false;
}

bool dx_pattern_set_match(const dx_pattern_set *set, dx_rx_scratch *scratch, dx_slice line) {
	uint64_t start = dx_prefix_of_line(line);
	unsigned byte = start & 0xFF;
	return match_from(set, 0, start, scratch, line) || (byte && match_from(set, byte, start, scratch, line));
}
