/* Encodings from before Unicode. News in them is nearly always Windows-1252 (or Latin-1, which it contains as far as
 * text goes), so that one is built in; the others are told by uchardet and converted by iconv. */
#include "article/decode.h"

#include "base/utf8.h"
#include <errno.h>
#include <iconv.h>
#include <uchardet/uchardet.h>

#ifndef __clang__
#pragma GCC diagnostic ignored "-Wanalyzer-malloc-leak" /* gcc takes the -1 of iconv_open() for memory */
#endif

enum {
	SAMPLE = 1 << 18, /* bytes that uchardet sees */
	SPARSE = 50       /* one byte in so many over 7F: too few for uchardet to tell, see western() */
};

/* 80 to 9F of Windows-1252; 0: not defined there. From A0 on it is Latin-1, where bytes are code points. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static dx_slice from_windows_1252(dx_slice bytes, dx_arena *arena) {
	char *out = dx_alloc_raw(arena, bytes.len * 3);
	size_t o = 0;
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.ptr[i];
		uint32_t cp = c >= 0x80 && c < 0xA0 ? windows_1252[c - 0x80] : c;
		o += dx_utf8_encode(cp || !c ? cp : 0xFFFD, out + o);
	}
	return (dx_slice){out, o};
}

/* English with a few curly quotation marks and accents: uchardet guesses wildly at so few signs, and Windows-1252 is
 * right. Bytes that it does not define speak against it. */
static bool western(dx_slice bytes) {
	size_t high = 0;
	for (size_t i = 0; i < bytes.len; i++) {
		unsigned char c = (unsigned char)bytes.ptr[i];
		if (c < 0x80) continue;
		if (c < 0xA0 && !windows_1252[c - 0x80]) return false;
		high++;
	}
	return high <= bytes.len / SPARSE || high < 4;
}

/* The encoding's name as iconv knows it, or "" where uchardet has none. */
static void guess(dx_slice bytes, size_t high, char *name, size_t size) {
	dx_slice sample = {bytes.ptr, bytes.len};
	if (high > SAMPLE / 2) sample = (dx_slice){bytes.ptr + high - SAMPLE / 2, bytes.len - high + SAMPLE / 2};
	if (sample.len > SAMPLE) sample.len = SAMPLE;
	name[0] = 0;
	uchardet_t detector = uchardet_new();
	if (!detector) return;
	if (uchardet_handle_data(detector, sample.ptr, sample.len) == 0) {
		uchardet_data_end(detector);
		snprintf(name, size, "%s", uchardet_get_charset(detector));
	}
	uchardet_delete(detector);
}

static size_t converted(iconv_t converter, dx_slice bytes, char *out, size_t room) {
	/* iconv() takes its input as char **, but does not write to it. */
	char *from = (char *)(uintptr_t)bytes.ptr, *to = out;
	size_t left = bytes.len;
	while (left && room >= 4) {
		if (iconv(converter, &from, &left, &to, &room) != (size_t)-1 || errno == E2BIG) break;
		unsigned n = dx_utf8_encode(0xFFFD, to);
		to += n;
		room -= n;
		from++;
		left--;
	}
	return (size_t)(to - out);
}

/* By iconv; as Windows-1252 where that knows none of the name. */
static dx_slice by_name(dx_slice bytes, const char *name, bool *known, dx_arena *arena) {
	size_t room = bytes.len * 4 + 4;
	char *out = dx_alloc_raw(arena, room); /* before iconv_open: a jump from here would leave the converter open */
	iconv_t converter = iconv_open("UTF-8", name);
	*known = converter != (iconv_t)-1;
	if (!*known) return from_windows_1252(bytes, arena);
	size_t len = converted(converter, bytes, out, room);
	iconv_close(converter);
	return dx_utf8_repair(arena, (dx_slice){out, len});
}

bool dx_decode_named(dx_slice *out, dx_slice bytes, const char *name, dx_arena *arena) {
	static const char *const western_names[] = {"ISO-8859-1", "ISO8859-1",    "LATIN1", "LATIN-1",
	                                            "US-ASCII",   "WINDOWS-1252", "CP1252", "ASCII"};
	bool known = true;
	for (size_t i = 0; i < sizeof western_names / sizeof *western_names; i++) {
		if (strcasecmp(name, western_names[i]) != 0) continue;
		*out = from_windows_1252(bytes, arena); /* as browsers do (WHATWG's encoding standard) */
		return true;
	}
	*out = by_name(bytes, name, &known, arena);
	return known;
}

dx_slice dx_decode_legacy(dx_slice bytes, size_t high, dx_arena *arena) {
	char name[64] = "";
	dx_slice text;
	if (!western(bytes)) guess(bytes, high, name, sizeof name);
	(void)dx_decode_named(&text, bytes, name[0] ? name : "ASCII", arena);
	return text;
}
