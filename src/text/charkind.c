/* What characters are: ASCII by a table, the marks of typography by a switch, all else by its Unicode category. */
#include "base/utf8.h"
#include "text/cutter.h"

#include <utf8proc.h>

static const dx_mark marks[] = {
    {'"', DX_MARK_DOUBLE, DX_HINT_NONE, '"', '"'},        {0x201C, DX_MARK_DOUBLE, DX_HINT_OPEN, 'c', '"'},
    {0x201D, DX_MARK_DOUBLE, DX_HINT_CLOSE, 'c', '"'},    {0x201E, DX_MARK_DOUBLE, DX_HINT_OPEN, 'c', '"'},
    {0x201F, DX_MARK_DOUBLE, DX_HINT_OPEN, 'c', '"'},     {'\'', DX_MARK_SINGLE, DX_HINT_NONE, '"', '\''},
    {0x2018, DX_MARK_SINGLE, DX_HINT_OPEN, 'c', '\''},    {0x2019, DX_MARK_SINGLE, DX_HINT_CLOSE, 'c', '\''},
    {0x201A, DX_MARK_SINGLE, DX_HINT_OPEN, 'c', '\''},    {0x201B, DX_MARK_SINGLE, DX_HINT_OPEN, 'c', '\''},
    {'`', DX_MARK_SINGLE, DX_HINT_OPEN, '`', '\''},       {0xB4, DX_MARK_SINGLE, DX_HINT_CLOSE, '`', '\''},
    {0xAB, DX_MARK_GUILLEMET, DX_HINT_OPEN, '<', '"'},    {0xBB, DX_MARK_GUILLEMET, DX_HINT_CLOSE, '<', '"'},
    {0x2039, DX_MARK_GUILLEMET, DX_HINT_OPEN, '<', '\''}, {0x203A, DX_MARK_GUILLEMET, DX_HINT_CLOSE, '<', '\''},
    {0x300C, DX_MARK_CORNER, DX_HINT_OPEN, 'k', '"'},     {0x300D, DX_MARK_CORNER, DX_HINT_CLOSE, 'k', '"'},
    {0x300E, DX_MARK_CORNER, DX_HINT_OPEN, 'k', '"'},     {0x300F, DX_MARK_CORNER, DX_HINT_CLOSE, 'k', '"'},
    {0xFF02, DX_MARK_DOUBLE, DX_HINT_NONE, '"', '"'},     {0xFF07, DX_MARK_SINGLE, DX_HINT_NONE, '"', '\''}};

#define CATEGORY(name) [UTF8PROC_CATEGORY_##name]
static const uint8_t categories[] = {
    CATEGORY(CN) = DX_CH_SYMBOL, CATEGORY(LU) = DX_CH_LETTER, CATEGORY(LL) = DX_CH_LETTER, CATEGORY(LT) = DX_CH_LETTER,
    CATEGORY(LM) = DX_CH_LETTER, CATEGORY(LO) = DX_CH_LETTER, CATEGORY(MN) = DX_CH_LETTER, CATEGORY(MC) = DX_CH_LETTER,
    CATEGORY(ME) = DX_CH_LETTER, CATEGORY(ND) = DX_CH_DIGIT,  CATEGORY(NL) = DX_CH_DIGIT,  CATEGORY(NO) = DX_CH_DIGIT,
    CATEGORY(PC) = DX_CH_PUNCT,  CATEGORY(PD) = DX_CH_DASH,   CATEGORY(PS) = DX_CH_PUNCT,  CATEGORY(PE) = DX_CH_PUNCT,
    CATEGORY(PI) = DX_CH_PUNCT,  CATEGORY(PF) = DX_CH_PUNCT,  CATEGORY(PO) = DX_CH_PUNCT,  CATEGORY(SM) = DX_CH_SYMBOL,
    CATEGORY(SC) = DX_CH_SYMBOL, CATEGORY(SK) = DX_CH_SYMBOL, CATEGORY(SO) = DX_CH_SYMBOL, CATEGORY(ZS) = DX_CH_SPACE,
    CATEGORY(ZL) = DX_CH_SPACE,  CATEGORY(ZP) = DX_CH_SPACE,  CATEGORY(CC) = DX_CH_SPACE,  CATEGORY(CF) = DX_CH_IGNORED,
    CATEGORY(CS) = DX_CH_SYMBOL, CATEGORY(CO) = DX_CH_SYMBOL};

/* What the category would tell wrongly. */
static dx_char_kind kind_of(uint32_t cp) {
	if ((cp & ~7u) == 0x2018) return DX_CH_MARK;
	switch (cp) {
	case 0xAB:
	case 0xB4:
	case 0xBB:
	case 0x2039:
	case 0x203A:
	case 0x300C:
	case 0x300D:
	case 0x300E:
	case 0x300F:
	case 0xFF02:
	case 0xFF07: return DX_CH_MARK;
	case 0x2010:
	case 0x2011: return DX_CH_HYPHEN;
	case 0x2212: return DX_CH_DASH;
	case 0x2026: return DX_CH_ELLIPSIS;
	case 0x200B:
	case 0xFEFF: return DX_CH_SPACE;
	case 0x2022:
	case 0x2032:
	case 0x2033: return DX_CH_SYMBOL; /* bullet, feet, inches */
	default: return (dx_char_kind)categories[utf8proc_category((utf8proc_int32_t)cp)];
	}
}

/* One letter a character: space, upper and lower case, digit, punctuation, quotation mark, hyphen, symbol. */
static const char ascii[] = "                                "
                            " pqssssqppssphpp"
                            "ddddddddddppsssp"
                            "slllllllllllllll"
                            "lllllllllllpspss"
                            "qlllllllllllllll"
                            "lllllllllllpsps ";

static dx_char_kind kind_of_ascii(char c) {
	switch (ascii[(unsigned char)c]) {
	case ' ': return DX_CH_SPACE;
	case 'l': return DX_CH_LETTER;
	case 'd': return DX_CH_DIGIT;
	case 'p': return DX_CH_PUNCT;
	case 'q': return DX_CH_MARK;
	case 'h': return DX_CH_HYPHEN;
	default: return DX_CH_SYMBOL;
	}
}

/* U+2000 to U+203F, where nearly all of typography stands, without a full decoding. */
static unsigned decode(dx_slice text, uint32_t i, uint32_t end, uint32_t *cp) {
	const unsigned char *s = (const unsigned char *)text.ptr + i;
	if (s[0] != 0xE2 || end - i < 3 || s[1] != 0x80) return dx_utf8_decode(text.ptr + i, end - i, cp);
	*cp = 0x2000u | (s[2] & 0x3F);
	return 3;
}

const dx_mark *dx_mark_at(dx_slice text, uint32_t i, uint32_t end) {
	uint32_t cp;
	decode(text, i, end, &cp);
	for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
		if (marks[k].cp == cp) return &marks[k];
	}
	return NULL;
}

dx_char_kind dx_char_at(dx_slice text, uint32_t i, uint32_t end, unsigned *bytes) {
	unsigned char c = (unsigned char)text.ptr[i];
	*bytes = 1;
	if (c < 0x80) return kind_of_ascii((char)c);
	uint32_t cp;
	*bytes = decode(text, i, end, &cp);
	return kind_of(cp);
}

unsigned dx_apostrophe_at(dx_slice text, uint32_t i, uint32_t end) {
	if (i >= end) return 0;
	unsigned char c = (unsigned char)text.ptr[i];
	if (c == '\'' || c == '`') return 1;
	if (c != 0xE2 && c != 0xC2 && c != 0xCA && c != 0xEF) return 0;
	uint32_t cp;
	unsigned n = decode(text, i, end, &cp);
	return cp == 0x2019 || cp == 0x2018 || cp == 0xB4 || cp == 0x2BC || cp == 0x2BB || cp == 0x2032 || cp == 0xFF07 ? n
	                                                                                                                : 0;
}

bool dx_wordy_at(dx_slice text, uint32_t i, uint32_t end) {
	if (i >= end) return false;
	unsigned n;
	dx_char_kind kind = dx_char_at(text, i, end, &n);
	return kind == DX_CH_LETTER || kind == DX_CH_DIGIT;
}
