/* Cutting a paragraph into tokens, in the manner of the Penn Treebank but with hyphens kept inside words. */
#include "base/map.h"
#include "text/cutter.h"

#include <strings.h>

typedef struct scan {
	dx_cutter *c;
	dx_slice text;
	uint32_t i, end;
	bool space; /* white space since the last token */
} scan;

static bool ascii_letter(char c) { return (unsigned char)((c | 32) - 'a') < 26; }
static bool ascii_digit(char c) { return (unsigned char)(c - '0') < 10; }

/* Letters, digits and _ as bits: the innermost loop asks for nothing else. */
static const uint32_t wordy_bits[8] = {0, 0x03FF0000, 0x87FFFFFE, 0x07FFFFFE};
static bool wordy(char c) { return wordy_bits[(unsigned char)c >> 5] >> ((unsigned char)c & 31) & 1; }

static bool letter_at(const scan *s, uint32_t i) {
	unsigned n;
	return i < s->end && dx_char_at(s->text, i, s->end, &n) == DX_CH_LETTER;
}

static char byte_at(const scan *s, uint32_t i) { return i < s->end ? s->text.ptr[i] : 0; }

/* A token from the scanner's place to `end`; moves there. */
static dx_token *emit(scan *s, uint32_t end, dx_token_kind kind, char first) {
	dx_token *t = DX_PUSH(s->c->arena, &s->c->tokens);
	t->start = s->i;
	t->end = end;
	t->kind = (uint8_t)kind;
	t->first = first;
	t->region = -1;
	t->space_before = s->space;
	s->space = false;
	s->i = end;
	if (kind == DX_T_WORD || kind == DX_T_NUMBER) {
		dx_token_word(s->c, t);
	} else if ((unsigned char)first < 128) {
		t->hash = s->c->hashes[(unsigned char)first];
		t->word = s->c->words[(unsigned char)first];
	} else {
		t->hash = dx_hash(s->text.ptr + t->start, end - t->start);
	}
	return t;
}

/* The token before, where it belongs to the paragraph and nothing stands between; else NULL. */
static dx_token *joined(const scan *s) {
	if (s->space || s->c->tokens.count == s->c->first) return NULL;
	dx_token *t = &DX_LAST(&s->c->tokens);
	return t->end == s->i ? t : NULL;
}

/* --- apostrophes --- */

/* Letters of the clitic that stands at byte i, behind its apostrophe; 0: none. */
static uint32_t clitic(const scan *s, uint32_t i) {
	static const char *const clitics[] = {"s", "re", "ve", "ll", "d", "m"};
	for (size_t k = 0; k < sizeof clitics / sizeof *clitics; k++) {
		uint32_t n = (uint32_t)strlen(clitics[k]);
		if (s->end - i < n || strncasecmp(s->text.ptr + i, clitics[k], n) != 0) continue;
		if (!dx_wordy_at(s->text, i + n, s->end)) return n;
	}
	return 0;
}

/* The word that begins at `start` meets an apostrophe of n bytes at i. Returns where it ends, or 0: it goes on. */
static uint32_t end_at_apostrophe(const scan *s, uint32_t start, uint32_t i, unsigned n) {
	if (!letter_at(s, i + n)) return i;
	char t = byte_at(s, i + n), before = s->text.ptr[i - 1];
	if ((t == 't' || t == 'T') && (before == 'n' || before == 'N') && !dx_wordy_at(s->text, i + n + 1, s->end)) {
		return i - 1 > start ? i - 1 : i + n + 1; /* before "n't", or "n't" itself */
	}
	return clitic(s, i + n) ? i : 0;
}

/* Words that begin with an apostrophe: their letters; a decade ('90s) too. Returns the end, or 0. */
static uint32_t elision_end(const scan *s, unsigned n) {
	static const char *const words[] = {"em", "tis", "twas", "twere"};
	uint32_t i = s->i + n;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		uint32_t len = (uint32_t)strlen(words[k]);
		if (s->end - i < len || strncasecmp(s->text.ptr + i, words[k], len) != 0) continue;
		if (!dx_wordy_at(s->text, i + len, s->end) && !dx_apostrophe_at(s->text, i + len, s->end)) return i + len;
	}
	if (!ascii_digit(byte_at(s, i)) || !ascii_digit(byte_at(s, i + 1))) return 0;
	i += 2;
	if (byte_at(s, i) == 's' && !dx_wordy_at(s->text, i + 1, s->end)) return i + 1;
	return n > 1 && (unsigned char)s->text.ptr[s->i + 2] == 0x99 && !dx_wordy_at(s->text, i, s->end) ? i : 0;
}

/* "can't" is cut into "ca" and "n't": the first part still means "can". */
static void mend_stem(const scan *s) {
	static const struct {
		const char *cut, *whole;
	} stems[] = {{"ca", "can"}, {"wo", "will"}, {"sha", "shall"}, {"ai", "is"}};
	dx_token *t = joined(s);
	if (!t) return;
	for (size_t k = 0; k < sizeof stems / sizeof *stems; k++) {
		size_t n = strlen(stems[k].cut);
		if (t->end - t->start != n || strncasecmp(s->text.ptr + t->start, stems[k].cut, n) != 0) continue;
		t->word = dx_lexicon_word(s->c->lexicon, stems[k].whole, strlen(stems[k].whole));
	}
}

/* --- words and numbers --- */

/* One step of a word at a byte that is no ASCII letter or digit. Returns the place behind it; *stop: the word ends
 * there. */
static uint32_t word_step(const scan *s, uint32_t start, uint32_t i, bool *stop) {
	unsigned n = i > start ? dx_apostrophe_at(s->text, i, s->end) : 0; /* U+02BC is a letter, and may come first */
	if (n) {
		uint32_t ends = end_at_apostrophe(s, start, i, n);
		*stop = ends != 0;
		return ends ? ends : i + n;
	}
	if (s->text.ptr[i] == '.') {
		bool more;
		uint32_t behind = dx_over_dot(s->c, start, i, s->end, &more);
		*stop = behind == i || (!more && !(byte_at(s, behind) == '-' && letter_at(s, behind + 1)));
		return behind;
	}
	dx_char_kind kind = dx_char_at(s->text, i, s->end, &n);
	bool inside = kind == DX_CH_LETTER || kind == DX_CH_DIGIT;
	if (kind == DX_CH_HYPHEN || kind == DX_CH_IGNORED) inside = dx_wordy_at(s->text, i + n, s->end);
	*stop = !inside;
	return inside ? i + n : i;
}

static uint32_t word_end(const scan *s, uint32_t start, uint32_t i) {
	for (bool stop = false; !stop;) {
		while (i < s->end && wordy(s->text.ptr[i])) i++;
		if (i >= s->end || s->text.ptr[i] == ' ') return i;
		i = word_step(s, start, i, &stop);
	}
	return i;
}

static void take_word(scan *s) {
	uint32_t end = s->i;
	if ((byte_at(s, s->i) | 32) == 'h' || (byte_at(s, s->i) | 32) == 'w') end = dx_url_end(s->text, s->i, s->end);
	if (end == s->i) end = word_end(s, s->i, s->i);
	char first = s->text.ptr[s->i];
	unsigned n = dx_apostrophe_at(s->text, s->i + 1, s->end);
	/* "n't", not "N'Djamena" */
	bool negation = (first == 'n' || first == 'N') && n && end == s->i + n + 2;
	if (negation) mend_stem(s);
	dx_token *t = emit(s, end, DX_T_WORD, first);
	if (negation) t->caps = DX_CAPS_NONE;
}

/* 6,000 · 3.5 · 10:30 · 2023-10-27 · 9/11 · 21st · 10km; "193-member" is a word. */
static void take_number(scan *s) {
	uint32_t i = s->i;
	while (i < s->end) {
		char c = s->text.ptr[i];
		if (ascii_digit(c))
			i++;
		else if (c && strchr(",.:/-", c) && ascii_digit(byte_at(s, i + 1)))
			i += 2;
		else
			break;
	}
	while (ascii_letter(byte_at(s, i)) || ascii_digit(byte_at(s, i))) i++;
	if (i == s->i) { /* a digit of another script, a fraction */
		unsigned n;
		while (i < s->end && dx_char_at(s->text, i, s->end, &n) == DX_CH_DIGIT) i += n;
	}
	if (byte_at(s, i) == '-' && letter_at(s, i + 1))
		emit(s, word_end(s, s->i, i), DX_T_WORD, s->text.ptr[s->i]);
	else
		emit(s, i, DX_T_NUMBER, s->text.ptr[s->i]);
}

/* --- the rest --- */

/* The @ at the scanner's place belongs to a mail address: take back the tokens of its left side. */
static bool take_mail(scan *s) {
	enum { LOCAL_MAX = 64 }; /* bytes, by RFC 5321, and what keeps a row of @ cheap */
	uint32_t end = dx_domain_end(s->text, s->i, s->end), from = s->i;
	if (end == s->i || !joined(s)) return false;
	uint32_t count = s->c->tokens.count;
	while (count > s->c->first) {
		const dx_token *t = &s->c->tokens.items[count - 1];
		bool inside = t->kind == DX_T_WORD || t->kind == DX_T_NUMBER || strchr(".-_+", t->first);
		if (!inside || t->end != from || s->i - t->start > LOCAL_MAX) break;
		from = t->start;
		s->space = t->space_before;
		count--;
	}
	if (from == s->i) return false;
	s->c->tokens.count = count;
	s->i = from;
	emit(s, end, DX_T_WORD, s->text.ptr[from]);
	return true;
}

static void take_mark(scan *s, unsigned n) {
	const dx_mark *mark = dx_mark_at(s->text, s->i, s->end);
	unsigned apostrophe = dx_apostrophe_at(s->text, s->i, s->end);
	const dx_token *before = joined(s);
	uint32_t end = 0;
	if (apostrophe && before && before->first != '(' && before->first != '[') {
		uint32_t letters = clitic(s, s->i + n);
		end = letters ? s->i + n + letters : 0;
	} else if (apostrophe && !before) {
		end = elision_end(s, n);
	}
	if (end) {
		bool decade = ascii_digit(s->text.ptr[s->i + n]);
		emit(s, end, decade ? DX_T_NUMBER : DX_T_WORD, '\'')->caps = DX_CAPS_NONE;
		return;
	}
	/* Two single marks are a double one, as TeX and typewriters write it. */
	bool twice = mark->family == DX_MARK_SINGLE && s->end - s->i >= 2 * n &&
	             !memcmp(s->text.ptr + s->i, s->text.ptr + s->i + n, n);
	*DX_PUSH(s->c->arena, &s->c->marks) = s->c->tokens.count;
	emit(s, s->i + (twice ? 2 * n : n), DX_T_OPEN, twice ? '"' : mark->ascii);
}

/* "..." and "--" are one token each. */
static void take_run(scan *s, unsigned n) {
	char c = s->text.ptr[s->i];
	uint32_t end = s->i + n;
	if (c == '.' || c == '-') {
		while (byte_at(s, end) == c) end++;
	}
	emit(s, end, DX_T_PUNCT, c);
}

static void take_other(scan *s) {
	unsigned n;
	dx_char_kind kind = dx_char_at(s->text, s->i, s->end, &n);
	char c = s->text.ptr[s->i];
	switch (kind) {
	case DX_CH_SPACE:
		s->space = true;
		s->i += n;
		break;
	case DX_CH_IGNORED: s->i += n; break;
	case DX_CH_LETTER: take_word(s); break;
	case DX_CH_DIGIT: take_number(s); break;
	case DX_CH_MARK: take_mark(s, n); break;
	case DX_CH_PUNCT:
	case DX_CH_HYPHEN:
		if (n > 1 && kind == DX_CH_HYPHEN)
			emit(s, s->i + n, DX_T_PUNCT, '-');
		else
			take_run(s, n);
		break;
	case DX_CH_DASH: emit(s, s->i + n, DX_T_PUNCT, '-'); break;
	case DX_CH_ELLIPSIS: emit(s, s->i + n, DX_T_PUNCT, '.'); break;
	case DX_CH_SYMBOL:
		if (c != '@' || !take_mail(s)) emit(s, s->i + n, DX_T_SYMBOL, c);
		break;
	}
}

void dx_cut_tokens(dx_cutter *c, uint32_t start, uint32_t end) {
	scan s = {c, c->bytes, start, end, true};
	c->first = c->tokens.count;
	c->marks.count = 0;
	while (s.i < end) {
		char ch = s.text.ptr[s.i];
		if (ascii_letter(ch)) {
			take_word(&s);
		} else if (ch == ' ') {
			s.space = true;
			s.i++;
		} else {
			take_other(&s);
		}
	}
}
