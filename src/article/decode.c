#include "article/decode.h"

#include "base/error.h"
#include "base/utf8.h"
#include <ctype.h>

typedef enum encoding { BYTES, UTF8_MARKED, UTF16LE, UTF16BE, UTF32LE, UTF32BE } encoding;

/* Longer marks first: FF FE 00 00 begins as FF FE does. */
static const struct {
	dx_slice mark;
	encoding encoding;
} marks[] = {
    {{"\xFF\xFE\0\0", 4}, UTF32LE}, {{"\0\0\xFE\xFF", 4}, UTF32BE}, {{"\xEF\xBB\xBF", 3}, UTF8_MARKED},
    {{"\xFF\xFE", 2}, UTF16LE},     {{"\xFE\xFF", 2}, UTF16BE},
};

/* What is often handed over by mistake, by its first bytes. */
static const struct {
	dx_slice magic;
	const char *name;
} binaries[] = {
    {{"%PDF-", 5}, "a PDF file"},
    {{"PK\3\4", 4}, "a ZIP archive or office document"},
    {{"\x7F"
      "ELF",
      4},
     "a program"},
    {{"\x89PNG", 4}, "a PNG image"},
    {{"GIF89a", 6}, "a GIF image"},
    {{"\xFF\xD8\xFF", 3}, "a JPEG image"},
    {{"\x1F\x8B", 2}, "a gzip file"},
    {{"\xFD"
      "7zXZ",
      5},
     "an xz file"},
    {{"\x28\xB5\x2F\xFD", 4}, "a zstd file"},
    {{"7z\xBC\xAF", 4}, "a 7z archive"},
    {{"\xD0\xCF\x11\xE0", 4}, "an old office document"},
    {{"SQLite format 3", 15}, "an SQLite database"},
    {{"{\\rtf", 5}, "an RTF document"},
};

static bool begins(dx_slice s, dx_slice with) { return s.len >= with.len && memcmp(s.ptr, with.ptr, with.len) == 0; }

/* UTF-16 without a mark: blanks, line feeds and Latin letters leave NUL bytes on one side of the pairs only. Text with
 * a few stray NUL bytes has them on both sides or hardly any. */
static encoding unmarked(dx_slice bytes) {
	enum { SAMPLE = 8192 };
	size_t pairs = (bytes.len < SAMPLE ? bytes.len : SAMPLE) / 2, even = 0, odd = 0;
	for (size_t i = 0; i < pairs; i++) {
		even += !bytes.ptr[2 * i];
		odd += !bytes.ptr[2 * i + 1];
	}
	if (odd > pairs / 16 && odd > 1 && even * 20 <= odd) return UTF16LE;
	if (even > pairs / 16 && even > 1 && odd * 20 <= even) return UTF16BE;
	return BYTES;
}

static encoding told(dx_slice *bytes) {
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (!begins(*bytes, marks[i].mark)) continue;
		*bytes = (dx_slice){bytes->ptr + marks[i].mark.len, bytes->len - marks[i].mark.len};
		return marks[i].encoding;
	}
	return unmarked(*bytes);
}

static uint32_t unit(const char *at, unsigned width, bool big) {
	const unsigned char *s = (const unsigned char *)at;
	uint32_t v = 0;
	for (unsigned i = 0; i < width; i++) v |= (uint32_t)s[i] << 8 * (big ? width - 1 - i : i);
	return v;
}

/* Half a pair of surrogates, a value past 10FFFF and a cut last unit become U+FFFD, as dx_utf8_encode writes it. */
static dx_slice from_wide(dx_slice bytes, unsigned width, bool big, dx_arena *arena) {
	char *out = dx_alloc_raw(arena, bytes.len / width * (width == 2 ? 3 : 4) + 4);
	size_t o = 0, i = 0;
	while (bytes.len - i >= width) {
		uint32_t cp = unit(bytes.ptr + i, width, big);
		i += width;
		if (width == 2 && cp >= 0xD800 && cp < 0xDC00 && bytes.len - i >= 2) {
			uint32_t low = unit(bytes.ptr + i, 2, big);
			if (low >= 0xDC00 && low < 0xE000) {
				cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
				i += 2;
			}
		}
		o += dx_utf8_encode(cp, out + o);
	}
	if (i < bytes.len) o += dx_utf8_encode(0xFFFD, out + o);
	return (dx_slice){out, o};
}

static bool control(unsigned char c) {
	return (c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') || c == 0x7F;
}

static dixit_status refuse_known(dx_slice bytes, dixit_error *error) {
	for (size_t i = 0; i < sizeof binaries / sizeof *binaries; i++) {
		if (!begins(bytes, binaries[i].magic)) continue;
		dx_fail(error, DIXIT_E_FORMAT, "not text but %s", binaries[i].name);
		dx_error_at(error, NULL, 0, 1);
		return DIXIT_E_FORMAT;
	}
	return DIXIT_OK;
}

/* A stray control character or NUL is no reason to refuse a text; one in 64, or a NUL in eight bytes, is. */
static dixit_status refuse_controls(dx_slice bytes, dixit_error *error) {
	size_t nul = 0, other = 0;
	for (size_t i = 0; i < bytes.len; i++) {
		nul += !bytes.ptr[i];
		other += control((unsigned char)bytes.ptr[i]);
	}
	other -= nul;
	if (nul <= bytes.len / 8 + 4 && other <= bytes.len / 64 + 4) return DIXIT_OK;
	size_t at = 0;
	while (!control((unsigned char)bytes.ptr[at])) at++;
	dx_fail(error, DIXIT_E_FORMAT, "not text: too many control characters, the first is 0x%02X",
	        (unsigned char)bytes.ptr[at]);
	dx_error_at(error, NULL, 0, at + 1);
	return DIXIT_E_FORMAT;
}

/* UTF-8 with a few faults (a cut character, one line in another encoding) is still UTF-8: four characters of several
 * bytes that are right for each byte that is wrong. */
static bool mostly_utf8(dx_slice bytes) {
	size_t good = 0, bad = 0;
	for (size_t i = 0; i < bytes.len;) {
		uint32_t cp;
		unsigned n = dx_utf8_decode(bytes.ptr + i, bytes.len - i, &cp);
		good += n > 1;
		bad += n == 1 && cp == 0xFFFD;
		i += n;
	}
	return good >= 4 * bad;
}

static dx_slice from_bytes(dx_slice bytes, bool marked, dx_arena *arena) {
	size_t bad = dx_utf8_valid(bytes);
	if (bad == bytes.len) return bytes;
	if (marked || mostly_utf8(bytes)) return dx_utf8_repair(arena, bytes);
	size_t high = 0;
	while ((unsigned char)bytes.ptr[high] < 0x80) high++;
	return dx_decode_legacy(bytes, high, arena);
}

dx_slice dx_drop_nul(dx_slice text, dx_arena *arena) {
	const char *nul = text.len ? memchr(text.ptr, 0, text.len) : NULL;
	if (!nul) return text;
	char *out = dx_alloc_raw(arena, text.len);
	size_t o = 0;
	for (size_t i = 0; i < text.len; i++) {
		out[o] = text.ptr[i];
		o += text.ptr[i] != 0;
	}
	return (dx_slice){out, o};
}

static dx_slice fold_line_ends(dx_slice text, dx_arena *arena) {
	const char *cr = text.len ? memchr(text.ptr, '\r', text.len) : NULL;
	if (!cr) return text;
	char *out = dx_alloc_raw(arena, text.len);
	size_t o = (size_t)(cr - text.ptr);
	memcpy(out, text.ptr, o);
	for (size_t i = o; i < text.len; i++) {
		if (text.ptr[i] != '\r')
			out[o++] = text.ptr[i];
		else if (i + 1 == text.len || text.ptr[i + 1] != '\n')
			out[o++] = '\n';
	}
	return (dx_slice){out, o};
}

dixit_status dx_decode_file(dx_slice *out, dx_slice bytes, dx_arena *arena, dixit_error *error) {
	dx_slice body = bytes, text;
	encoding e = told(&body);
	bool units = e != BYTES && e != UTF8_MARKED, wide = e == UTF32LE || e == UTF32BE;
	dixit_status status = units ? DIXIT_OK : refuse_known(body, error);
	if (status) return status;
	if (units) body = from_wide(body, wide ? 4 : 2, e == UTF16BE || e == UTF32BE, arena);
	status = refuse_controls(body, error);
	if (status) {
		/* The byte counts `body`: of the file behind its mark, or of text that stands nowhere. */
		if (error) error->byte = units ? 0 : error->byte + (size_t)(body.ptr - bytes.ptr);
		return status;
	}
	text = units ? body : from_bytes(body, e == UTF8_MARKED, arena);
	*out = fold_line_ends(dx_drop_nul(text, arena), arena);
	return DIXIT_OK;
}

/* The name behind `charset=` in the first bytes of a page, as both forms of <meta> have it. */
static bool meta_charset(dx_slice bytes, char *name, size_t size) {
	enum { NEAR = 4096 };
	static const char key[] = "charset=";
	size_t near = bytes.len < NEAR ? bytes.len : NEAR;
	for (size_t i = 0; i + sizeof key < near; i++) {
		if (strncasecmp(bytes.ptr + i, key, sizeof key - 1) != 0) continue;
		size_t from = i + sizeof key - 1, n = 0;
		if (bytes.ptr[from] == '"' || bytes.ptr[from] == '\'') from++;
		while (from + n < near && (bytes.ptr[from + n] == '-' || bytes.ptr[from + n] == '_' ||
		                           isalnum((unsigned char)bytes.ptr[from + n])))
			n++;
		if (!n || n >= size) return false;
		snprintf(name, size, "%.*s", (int)n, bytes.ptr + from);
		return true;
	}
	return false;
}

dixit_status dx_decode_page(dx_slice *out, dx_slice bytes, const char *claimed, dx_arena *arena, dixit_error *error) {
	dx_slice body = bytes;
	char name[40];
	bool bare = told(&body) == BYTES && dx_utf8_valid(bytes) < bytes.len && !mostly_utf8(bytes);
	bool named = bare && claimed[0] && dx_decode_named(&body, bytes, claimed, arena);
	if (bare && !named && meta_charset(bytes, name, sizeof name)) named = dx_decode_named(&body, bytes, name, arena);
	return dx_decode_file(out, named ? body : bytes, arena, error);
}
