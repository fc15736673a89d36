#include "article/repair.h"

#include "base/utf8.h"

/* How a piece of the line is written in the repaired one. */
typedef struct piece {
	size_t from;     /* bytes of the line */
	const char *put; /* NULL: as they are */
	size_t len;      /* bytes in the repaired line */
} piece;

static piece replaced(size_t from, const char *put) { return (piece){from, put, strlen(put)}; }
static piece kept(size_t from) { return (piece){from, NULL, from}; }

/* The value of \uXXXX at s, or -1. */
static long escape(dx_slice s) {
	long v = 0;
	if (s.len < 6 || s.ptr[0] != '\\' || s.ptr[1] != 'u') return -1;
	for (int i = 2; i < 6; i++) {
		char c = s.ptr[i], small = (char)(c | 0x20);
		if (c >= '0' && c <= '9')
			v = v * 16 + (c - '0');
		else if (small >= 'a' && small <= 'f')
			v = v * 16 + (small - 'a' + 10);
		else
			return -1;
	}
	return v;
}

static piece escaped(dx_slice s) {
	long high = escape(s);
	if (high < 0) return kept(s.len < 2 ? s.len : 2);
	if (high < 0xD800 || high > 0xDFFF) return kept(6);
	long low = high < 0xDC00 ? escape((dx_slice){s.ptr + 6, s.len - 6}) : -1;
	return low >= 0xDC00 && low <= 0xDFFF ? kept(12) : replaced(6, "\\ufffd");
}

static piece first_piece(dx_slice s) {
	unsigned char c = (unsigned char)s.ptr[0];
	if (c == '\\') return escaped(s);
	if (c == '\t' || c == '\r' || c == '\n') return replaced(1, " ");
	if (!c) return replaced(1, "");
	if (c < 0x20) return replaced(1, "\xEF\xBF\xBD");
	if (c < 0x80) return kept(1);
	uint32_t cp;
	unsigned n = dx_utf8_decode(s.ptr, s.len, &cp);
	return n == 1 ? replaced(1, "\xEF\xBF\xBD") : kept(n);
}

dx_slice dx_repair_json(dx_slice line, dx_arena *arena) {
	char *out = dx_alloc_raw(arena, line.len * 3);
	size_t o = 0;
	while (line.len) {
		piece p = first_piece(line);
		memcpy(out + o, p.put ? p.put : line.ptr, p.len);
		o += p.len;
		line = (dx_slice){line.ptr + p.from, line.len - p.from};
	}
	return (dx_slice){out, o};
}

size_t dx_repair_origin(dx_slice line, size_t at) {
	size_t o = 0, i = 0;
	while (i < line.len) {
		piece p = first_piece((dx_slice){line.ptr + i, line.len - i});
		if (o + p.len > at) return p.put ? i : i + (at - o);
		o += p.len;
		i += p.from;
	}
	return i;
}
