/* Names as strings that can be compared. */
#include "entity/resolver.h"

static bool in_list(dx_slice s, const char *const *words, size_t count) {
	for (size_t i = 0; i < count; i++) {
		if (s.len == strlen(words[i]) && !memcmp(s.ptr, words[i], s.len)) return true;
	}
	return false;
}
#define IN(s, words) in_list((s), (words), sizeof(words) / sizeof *(words))

static bool particle(dx_slice s) {
	static const char *const words[] = {"al",  "el", "bin", "ibn", "bint", "binti", "van", "von", "der", "den",
	                                    "de",  "da", "di",  "du",  "del",  "dos",   "la",  "le",  "af",  "zu",
	                                    "ter", "wa", "ben", "ul",  "ad",   "ash",   "y",   "e"};
	return IN(s, words);
}

static bool suffix(dx_slice s) {
	static const char *const words[] = {"jr", "sr", "ii", "iii", "iv"};
	return IN(s, words);
}

static void add_part(dx_parts *out, dx_slice part, bool first, bool last) {
	if (!part.len) return;
	if (part.len == 1) {
		if (first) out->initial = part.ptr[0];
		return;
	}
	if (!first && suffix(part)) {
		out->suffix = part;
		return;
	}
	if (particle(part) && !last) return;
	if (out->count == DX_PARTS_MAX) { /* the surname counts more than the middle */
		for (unsigned k = 2; k < DX_PARTS_MAX; k++) out->part[k - 1] = out->part[k];
		out->count--;
	}
	out->part[out->count++] = part;
}

void dx_parts_of(const dx_resolver *r, uint32_t first, uint32_t last, dx_parts *out) {
	*out = (dx_parts){.count = 0};
	for (uint32_t i = first; i < last; i++) {
		if (dx_token_of(r, i)->kind != DX_T_WORD) continue;
		dx_slice f = dx_plain_fold(r->arena, dx_token_slice(r->text, dx_token_of(r, i)));
		size_t from = 0;
		for (size_t k = 0; k <= f.len; k++) {
			if (k < f.len && f.ptr[k] != '-') continue;
			add_part(out, (dx_slice){f.ptr + from, k - from}, i == first && from == 0, i + 1 == last && k == f.len);
			from = k + 1;
		}
	}
}

dx_slice dx_joined(dx_arena *arena, const dx_parts *parts, unsigned from) {
	size_t n = 0, o = 0;
	for (unsigned i = from; i < parts->count; i++) n += parts->part[i].len;
	char *out = dx_alloc_raw(arena, n + 1);
	for (unsigned i = from; i < parts->count; i++) {
		memcpy(out + o, parts->part[i].ptr, parts->part[i].len);
		o += parts->part[i].len;
	}
	return (dx_slice){out, o};
}

dx_slice dx_skeleton(dx_arena *arena, dx_slice folded) {
	char *out = dx_alloc_raw(arena, folded.len + 1);
	size_t o = 0;
	for (size_t i = 0; i < folded.len; i++) {
		char c = folded.ptr[i];
		bool first = i == 0;
		if (c == 'q' || c == 'c' || c == 'g' || c == 'x')
			c = 'k';
		else if (c == 'z')
			c = 's';
		else if (c == 'v' || c == 'w')
			c = 'f';
		else if (c == 'd')
			c = 't';
		else if (c == 'p')
			c = 'b';
		if (strchr("aeiouyh-", c) && !first) continue;
		if (first && strchr("aeiouy", c)) c = 'a';
		if (o && out[o - 1] == c) continue;
		out[o++] = c;
	}
	return (dx_slice){out, o};
}

/* Edit distance, given up above two: a band of five diagonals. */
static unsigned distance(dx_slice a, dx_slice b) {
	enum { FAR = 3, WIDTH = 64 };
	if (a.len > b.len + 2 || b.len > a.len + 2 || a.len >= WIDTH || b.len >= WIDTH) return FAR;
	uint8_t row[WIDTH + 1], next[WIDTH + 1];
	for (size_t j = 0; j <= b.len; j++) row[j] = (uint8_t)(j < FAR ? j : FAR);
	for (size_t i = 1; i <= a.len; i++) {
		memset(next, FAR, sizeof next);
		size_t lo = i > 2 ? i - 2 : 0, hi = i + 2 < b.len ? i + 2 : b.len;
		if (lo == 0) next[0] = (uint8_t)(i < FAR ? i : FAR);
		for (size_t j = lo ? lo : 1; j <= hi; j++) {
			unsigned v = row[j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);
			if (row[j] + 1u < v) v = row[j] + 1u;
			if (next[j - 1] + 1u < v) v = next[j - 1] + 1u;
			next[j] = (uint8_t)(v < FAR ? v : FAR);
		}
		memcpy(row, next, sizeof row);
	}
	return row[b.len];
}

bool dx_spelled_alike(dx_slice a, dx_slice b) {
	if (dx_slice_eq(a, b)) return true;
	if (!a.len || !b.len || a.ptr[0] != b.ptr[0] || a.len < 5 || b.len < 5) return false;
	return distance(a, b) <= (a.len < 8 ? 1u : 2u);
}
