#include "corpus/words.h"

#include "base/map.h"
#include "base/utf8.h"

enum { WORD_MAX = 64 }; /* bytes of a word that count */

/* Function words, by the likeliest class. */
enum {
	PLAIN_CLASSES = DX_W_DET | DX_W_POSS | DX_W_PREP | DX_W_PRON | DX_W_REFL | DX_W_AUX | DX_W_MODAL | DX_W_NEG |
	                DX_W_CONJ | DX_W_SUB | DX_W_WH
};

typedef struct cutter {
	dx_spoken *out;
	dx_slice text;
	const dx_lexicon *lexicon;
	dx_arena *temp;
	size_t at;
} cutter;

void dx_spoken_start(dx_spoken *spoken) {
	spoken->count = spoken->total = 0;
	spoken->sum = 0;
	spoken->bracket = spoken->quoted = false;
	spoken->gap = spoken->opens = true;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80; }

/* "five" → "5": agencies and newspapers write small numbers differently. "one" is mostly no number. */
static dx_slice figures(dx_slice word) {
	static const char *const table[][2] = {{"two", "2"},     {"three", "3"},    {"four", "4"},    {"five", "5"},
	                                       {"six", "6"},     {"seven", "7"},    {"eight", "8"},   {"nine", "9"},
	                                       {"ten", "10"},    {"eleven", "11"},  {"twelve", "12"}, {"fifteen", "15"},
	                                       {"twenty", "20"}, {"thirty", "30"},  {"forty", "40"},  {"fifty", "50"},
	                                       {"sixty", "60"},  {"seventy", "70"}, {"eighty", "80"}, {"ninety", "90"}};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (dx_slice_eq(word, dx_slice_of(table[i][0]))) return dx_slice_of(table[i][1]);
	}
	return word;
}

static bool ends_in(dx_slice word, dx_slice end) {
	return word.len > end.len && !memcmp(word.ptr + word.len - end.len, end.ptr, end.len);
}

static uint8_t flags_of(const cutter *c, dx_slice raw, dx_slice word) {
	uint8_t flags = 0;
	const dx_word *known = dx_lexicon_word(c->lexicon, word.ptr, word.len);
	if (known && known->main_class & PLAIN_CLASSES) flags |= DX_SPOKEN_PLAIN;
	if (known && known->main_class == DX_W_NEG) flags |= DX_SPOKEN_NOT;
	if (ends_in(raw, DX_LIT("n't")) || ends_in(raw, DX_LIT("n\xE2\x80\x99t"))) flags |= DX_SPOKEN_NOT | DX_SPOKEN_PLAIN;
	if (dx_slice_eq(word, DX_LIT("no")) || dx_slice_eq(word, DX_LIT("never"))) flags |= DX_SPOKEN_NOT;
	if (is_digit(*word.ptr)) flags |= DX_SPOKEN_NUMBER;
	if (*raw.ptr >= 'A' && *raw.ptr <= 'Z' && !c->out->opens && !(flags & DX_SPOKEN_PLAIN)) flags |= DX_SPOKEN_NAME;
	if (c->out->gap) flags |= DX_SPOKEN_GAP;
	if (c->out->opens) flags |= DX_SPOKEN_OPENS;
	if (c->out->quoted) flags |= DX_SPOKEN_QUOTED;
	if (c->out->bracket) flags |= DX_SPOKEN_BRACKET;
	return flags;
}

/* Folded into `out`: lower case, without apostrophes, hyphens and inner full stops. */
static dx_slice folded(const cutter *c, dx_slice raw, char out[WORD_MAX]) {
	size_t o = 0;
	bool ascii = true;
	for (size_t i = 0; i < raw.len && o < WORD_MAX; i++) {
		char b = raw.ptr[i];
		if ((unsigned char)b >= 0x80) ascii = false;
		if (b >= 'A' && b <= 'Z') b = (char)(b + 32);
		if (is_digit(b) || is_letter(b)) out[o++] = b;
	}
	if (ascii) return (dx_slice){out, o};
	dx_arena_place place = dx_arena_mark(c->temp);
	dx_slice whole = dx_utf8_fold(c->temp, raw);
	o = 0;
	for (size_t i = 0; i < whole.len && o < WORD_MAX; i++) {
		if (whole.ptr[i] != '-') out[o++] = whole.ptr[i];
	}
	dx_arena_back(c->temp, place);
	return (dx_slice){out, o};
}

static void take(cutter *c, dx_slice raw) {
	char room[WORD_MAX];
	dx_spoken *s = c->out;
	dx_slice word = folded(c, raw, room);
	if (!word.len) return;
	dx_slice figure = figures(word);
	uint64_t hash = dx_hash(figure.ptr, figure.len);
	s->sum = (s->sum ^ hash) * 0x9e3779b97f4a7c15u;
	s->sum ^= s->sum >> 29;
	s->total++;
	if (s->count < DX_SPOKEN_MAX) {
		dx_spoken_word *w = &s->words[s->count++];
		*w = (dx_spoken_word){.hash = (uint32_t)(hash >> 16), .length = (uint8_t)word.len};
		w->flags = flags_of(c, raw, figure);
		memcpy(w->start, word.ptr, word.len < sizeof w->start ? word.len : sizeof w->start);
	}
	s->gap = s->opens = false;
}

/* Bytes of the mark at `at` that joins two letters or figures to one word: ' ’ - . , */
static size_t joint(const cutter *c) {
	const char *s = c->text.ptr + c->at;
	size_t left = c->text.len - c->at, n = 1;
	if (left > 3 && !memcmp(s, "\xE2\x80\x99", 3))
		n = 3;
	else if (*s != '\'' && *s != '-' && *s != '.' && *s != ',')
		return 0;
	if (left <= n || !c->at) return 0;
	if (*s == ',' || *s == '.') {
		bool figure = is_digit(s[-1]) && is_digit(s[1]);
		bool initials = *s == '.' && is_letter(s[-1]) && is_letter(s[1]) && (c->at < 2 || !is_letter(s[-2]));
		return figure || initials ? n : 0;
	}
	return is_letter(s[n]) && (unsigned char)s[n] < 0x80 ? n : 0;
}

/* A code point that is no letter: what it means for the next word. Returns its bytes. */
static size_t mark(cutter *c) {
	static const struct {
		const char *bytes;
		char meaning; /* G gap, Q quotation mark, O C open, close bracket, S sentence ends */
	} table[] = {{"...", 'G'},
	             {"\xE2\x80\xA6", 'G'},
	             {"\"", 'Q'},
	             {"\xE2\x80\x9C", 'Q'},
	             {"\xE2\x80\x9D", 'Q'},
	             {"\xE2\x80\x9E", 'Q'},
	             {"\xC2\xAB", 'Q'},
	             {"\xC2\xBB", 'Q'},
	             {"``", 'Q'},
	             {"''", 'Q'},
	             {"[", 'O'},
	             {"]", 'C'},
	             {". . .", 'G'},
	             {".", 'S'},
	             {"!", 'S'},
	             {"?", 'S'}};
	dx_slice rest = {c->text.ptr + c->at, c->text.len - c->at};
	dx_spoken *s = c->out;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		size_t n = strlen(table[i].bytes);
		if (rest.len < n || memcmp(rest.ptr, table[i].bytes, n) != 0) continue;
		switch (table[i].meaning) {
		case 'G': s->gap = true; break;
		case 'Q':
			s->quoted = !s->quoted;
			s->gap = s->gap || s->quoted;
			s->opens = s->opens || s->quoted;
			break;
		case 'O':
		case 'C':
			s->bracket = table[i].meaning == 'O';
			s->gap = true;
			break;
		default: s->opens = true;
		}
		return n;
	}
	uint32_t cp;
	return dx_utf8_decode(rest.ptr, rest.len, &cp);
}

/* Is the code point at `at` a part of a word? Of others than ASCII, those outside of general punctuation. */
static size_t letter(const cutter *c) {
	const char *s = c->text.ptr + c->at;
	if (is_digit(*s) || (is_letter(*s) && (unsigned char)*s < 0x80)) return 1;
	if ((unsigned char)*s < 0x80) return 0;
	uint32_t cp;
	size_t n = dx_utf8_decode(s, c->text.len - c->at, &cp);
	bool punctuation = cp < 0xC0 || (cp >= 0x2000 && cp < 0x2C00) || (cp >= 0x3000 && cp < 0x3040) || cp >= 0xFE00;
	return punctuation || cp == 0xD7 || cp == 0xF7 ? 0 : n;
}

void dx_spoken_piece(dx_spoken *spoken, dx_slice text, const dx_lexicon *lexicon, dx_arena *temp) {
	cutter c = {spoken, text, lexicon, temp, 0};
	spoken->gap = true;
	spoken->quoted = spoken->bracket = false;
	while (c.at < text.len) {
		size_t start = c.at, n;
		while (c.at < text.len && ((n = letter(&c)) || (c.at > start && (n = joint(&c))))) c.at += n;
		if (c.at > start)
			take(&c, dx_cut(text, (uint32_t)start, (uint32_t)c.at));
		else if (text.ptr[c.at] == ' ')
			c.at++;
		else
			c.at += mark(&c);
	}
}
