#include "base/utf8.h"

#include <utf8proc.h>

/* Well-formed sequences as in table 3-7 of the Unicode standard: the range of the second byte depends on the first. */
static unsigned sequence(const unsigned char *s, size_t len, unsigned *good) {
	static const struct {
		unsigned char lo, hi, lo2, hi2, n;
	} table[] = {{0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
	             {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
	             {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
	*good = 1;
	if (s[0] < 0x80) return 1;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (s[0] < table[i].lo || s[0] > table[i].hi) continue;
		if (len < 2 || s[1] < table[i].lo2 || s[1] > table[i].hi2) return 0;
		for (*good = 2; *good < table[i].n; ++*good) {
			if (*good >= len || (s[*good] & 0xC0) != 0x80) return 0;
		}
		return table[i].n;
	}
	return 0;
}

unsigned dx_utf8_decode(const char *text, size_t len, uint32_t *cp) {
	const unsigned char *s = (const unsigned char *)text;
	unsigned good, n = sequence(s, len, &good);
	switch (n) {
	case 1: *cp = s[0]; break;
	case 2: *cp = (uint32_t)(s[0] & 0x1F) << 6 | (s[1] & 0x3F); break;
	case 3: *cp = (uint32_t)(s[0] & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F); break;
	case 4:
		*cp = (uint32_t)(s[0] & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 | (uint32_t)(s[2] & 0x3F) << 6 |
		      (s[3] & 0x3F);
		break;
	default: *cp = 0xFFFD; return 1;
	}
	return n;
}

unsigned dx_utf8_encode(uint32_t cp, char out[4]) {
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000)) cp = 0xFFFD;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	unsigned n = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	for (unsigned i = n - 1; i > 0; i--, cp >>= 6) out[i] = (char)(0x80 | (cp & 0x3F));
	out[0] = (char)((0xF00 >> n & 0xFF) | cp);
	return n;
}

size_t dx_utf8_valid(dx_slice text) {
	size_t i = 0;
	while (i < text.len) {
		uint64_t eight;
		if (text.len - i >= 8 && (memcpy(&eight, text.ptr + i, 8), !(eight & 0x8080808080808080u))) {
			i += 8;
			continue;
		}
		unsigned good, n = sequence((const unsigned char *)text.ptr + i, text.len - i, &good);
		if (!n) return i;
		i += n;
	}
	return i;
}

dx_slice dx_utf8_repair(dx_arena *arena, dx_slice text) {
	size_t bad = dx_utf8_valid(text);
	if (bad == text.len) return text;
	char *out = dx_alloc_raw(arena, bad + (text.len - bad) * 3);
	memcpy(out, text.ptr, bad);
	size_t o = bad;
	for (size_t i = bad; i < text.len;) {
		unsigned good, n = sequence((const unsigned char *)text.ptr + i, text.len - i, &good);
		if (n)
			memcpy(out + o, text.ptr + i, n);
		else
			memcpy(out + o, "\xEF\xBF\xBD", 3);
		o += n ? n : 3;
		i += n ? n : good;
	}
	return (dx_slice){out, o};
}

uint32_t dx_utf8_count(dx_slice text) {
	uint32_t n = 0;
	for (size_t i = 0; i < text.len; i++) n += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
	return n;
}

/* ASCII: letters and digits stay, apostrophes go, all else becomes one '-'. */
static inline size_t fold_ascii(unsigned char c, char *out, size_t o) {
	if (c >= 'A' && c <= 'Z') c = (unsigned char)(c + 32);
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
		out[o++] = (char)c;
	else if (c != '\'' && o && out[o - 1] != '-')
		out[o++] = '-';
	return o;
}

/* The same for any code point; marks go too. */
static size_t fold_one(uint32_t cp, char *out, size_t o) {
	if (cp < 0x80) return fold_ascii((unsigned char)cp, out, o);
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
	if (c == UTF8PROC_CATEGORY_MN || c == UTF8PROC_CATEGORY_ME || cp == 0x2019 || cp == 0x2018) return o;
	if (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) return o + dx_utf8_encode(cp, out + o);
	if (o && out[o - 1] != '-') out[o++] = '-';
	return o;
}

dx_slice dx_utf8_fold(dx_arena *arena, dx_slice text) {
	char *out = dx_alloc_raw(arena, text.len * 4 * 4 + 4);
	size_t o = 0;
	for (size_t i = 0; i < text.len;) {
		if ((unsigned char)text.ptr[i] < 0x80) {
			o = fold_ascii((unsigned char)text.ptr[i++], out, o);
			continue;
		}
		uint32_t cp;
		i += dx_utf8_decode(text.ptr + i, text.len - i, &cp);
		utf8proc_int32_t parts[18];
		int boundclass = 0;
		utf8proc_ssize_t n = utf8proc_decompose_char(
		    (utf8proc_int32_t)cp, parts, 4,
		    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK, &boundclass);
		for (utf8proc_ssize_t k = 0; k < n && k < 4; k++) o = fold_one((uint32_t)parts[k], out, o);
	}
	while (o && out[o - 1] == '-') o--;
	return (dx_slice){out, o};
}
