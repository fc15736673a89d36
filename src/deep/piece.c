#include "deep/piece.h"

#include "base/map.h"
#include "base/utf8.h"
#include <stdlib.h>
#include <utf8proc.h>

enum { WORD_MAX = 100, BYTES_MAX = 4 * WORD_MAX + 8 }; /* a longer run of letters is unknown as a whole */

static dx_slice piece(const dx_deep_model *m, uint32_t i) {
	return (dx_slice){m->letters + m->piece_at[i], m->piece_at[i + 1] - m->piece_at[i]};
}

bool dx_pieces_init(dx_pieces *pieces, const dx_deep_model *model) {
	uint32_t size = 64;
	while (size < model->head->pieces * 2) size *= 2;
	*pieces = (dx_pieces){model, calloc(size, sizeof *pieces->slots), size - 1, 0};
	if (!pieces->slots) return false;
	for (uint32_t i = 0; i < model->head->pieces; i++) {
		dx_slice s = piece(model, i);
		uint32_t at = (uint32_t)dx_hash(s.ptr, s.len) & pieces->mask;
		while (pieces->slots[at]) at = (at + 1) & pieces->mask;
		pieces->slots[at] = i + 1;
		if (s.len > pieces->longest) pieces->longest = (uint32_t)s.len;
	}
	return true;
}

void dx_pieces_free(dx_pieces *pieces) { free(pieces->slots); }

static int32_t find(const dx_pieces *p, dx_slice s) {
	for (uint32_t at = (uint32_t)dx_hash(s.ptr, s.len) & p->mask; p->slots[at]; at = (at + 1) & p->mask) {
		if (dx_slice_eq(piece(p->model, p->slots[at] - 1), s)) return (int32_t)p->slots[at] - 1;
	}
	return -1;
}

/* The longest piece that the rest begins with, again and again; with "##" before all but the first. */
static uint32_t cut(const dx_pieces *p, char *letters, size_t len, uint32_t *out, uint32_t max) {
	uint32_t count = 0;
	char *from = letters + 2, *end = from + len; /* two bytes of room for the ## */
	while (from < end) {
		bool inside = from > letters + 2;
		if (inside) memcpy(from - 2, "##", 2); /* over what is done with */
		char *start = inside ? from - 2 : from;
		size_t room = (size_t)(end - start) < p->longest ? (size_t)(end - start) : p->longest;
		int32_t best = -1;
		for (; room > (inside ? 2u : 0u); room--) {
			if (start + room < end && ((unsigned char)start[room] & 0xC0) == 0x80) continue;
			if ((best = find(p, (dx_slice){start, room})) >= 0) break;
		}
		if (best < 0) {
			out[0] = p->model->head->unknown;
			return 1;
		}
		if (count < max) out[count] = (uint32_t)best;
		count++;
		from = start + room;
	}
	return count < max ? count : max;
}

static bool is_mark(uint32_t cp) {
	if (cp < 0x80)
		return (cp > 32 && cp < 48) || (cp > 57 && cp < 65) || (cp > 90 && cp < 97) || (cp > 122 && cp < 127);
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
	return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_PO;
}

static bool is_chinese(uint32_t cp) {
	return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || (cp >= 0x20000 && cp <= 0x2CEAF) ||
	       (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x2F800 && cp <= 0x2FA1F);
}

typedef struct writer {
	const dx_pieces *pieces;
	char letters[BYTES_MAX];
	size_t len, count; /* bytes, letters */
	uint32_t *out, used, max;
} writer;

static void flush(writer *w) {
	if (w->count > WORD_MAX)
		w->out[w->used < w->max ? w->used++ : w->max - 1] = w->pieces->model->head->unknown;
	else if (w->len && w->used < w->max)
		w->used += cut(w->pieces, w->letters, w->len, w->out + w->used, w->max - w->used);
	w->len = w->count = 0;
}

static void letter(writer *w, uint32_t cp) {
	char bytes[4];
	unsigned n = dx_utf8_encode((uint32_t)utf8proc_tolower((utf8proc_int32_t)cp), bytes);
	if (++w->count > WORD_MAX) return;
	memcpy(w->letters + 2 + w->len, bytes, n);
	w->len += n;
}

static void code_point(writer *w, uint32_t cp) {
	utf8proc_int32_t parts[8];
	int boundary = 0;
	if (!cp || cp == 0xFFFD) return;
	utf8proc_ssize_t n =
	    cp < 0x80 ? 1 : utf8proc_decompose_char((utf8proc_int32_t)cp, parts, 8, UTF8PROC_DECOMPOSE, &boundary);
	if (cp < 0x80) parts[0] = (utf8proc_int32_t)cp;
	for (utf8proc_ssize_t i = 0; i < n && i < 8; i++) {
		uint32_t part = (uint32_t)parts[i];
		utf8proc_category_t c = part < 0x80 ? UTF8PROC_CATEGORY_LL : utf8proc_category(parts[i]);
		if (c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_CC || c == UTF8PROC_CATEGORY_CF) continue;
		bool alone = is_mark(part) || is_chinese(part);
		if (alone) flush(w);
		letter(w, part);
		if (alone) flush(w);
	}
}

uint32_t dx_pieces_of(const dx_pieces *pieces, dx_slice word, uint32_t *out, uint32_t max) {
	writer w = {.pieces = pieces, .out = out, .max = max};
	for (size_t i = 0; i < word.len;) {
		uint32_t cp;
		i += dx_utf8_decode(word.ptr + i, word.len - i, &cp);
		code_point(&w, cp);
	}
	flush(&w);
	if (!w.used) out[w.used++] = pieces->model->head->unknown;
	return w.used;
}
