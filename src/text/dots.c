/* Full stops that belong to a word: "U.S.", "a.m.", "Gen.", "J.", "Ph.D.", "example.com". */
#include "text/cutter.h"

static bool letter(dx_slice text, uint32_t i, uint32_t end) {
	unsigned n;
	return i < end && dx_char_at(text, i, end, &n) == DX_CH_LETTER;
}

static bool upper_ascii(char c) { return c >= 'A' && c <= 'Z'; }
static bool digit(char c) { return c >= '0' && c <= '9'; }

static uint32_t next_char(dx_slice text, uint32_t i, uint32_t end) {
	do i++;
	while (i < end && ((unsigned char)text.ptr[i] & 0xC0) == 0x80);
	return i;
}

/* First byte of the letters since the last full stop or hyphen of the word. */
static uint32_t segment(dx_slice text, uint32_t start, uint32_t i) {
	uint32_t k = i;
	while (k > start && k + 8 > i && text.ptr[k - 1] != '.' && text.ptr[k - 1] != '-') k--;
	return k;
}

/* First byte behind blanks. */
static uint32_t over_blanks(dx_slice text, uint32_t i, uint32_t end) {
	unsigned n;
	for (unsigned k = 0; k < 8 && i < end && dx_char_at(text, i, end, &n) == DX_CH_SPACE; k++) i += n;
	return i;
}

/* Is what stands before the full stop a common word too, so that the full stop may end a sentence: "no", "sun", "sat"?
 * Then it is an abbreviation before a number ("No. 5", "Sat. 7") only. */
static bool doubtful(const dx_cutter *c, uint32_t start, uint32_t i, const dx_word *word) {
	const dx_word *plain = dx_word_of(c, start, i, false);
	if (!plain || !plain->main_class) return false;
	for (const dx_lexeme *l = word->lexemes; l; l = l->next) {
		if (l->type == DX_LEX_TITLE) return false;
		if (l->type != DX_LEX_ABBREVIATION) continue;
		uint8_t kind = dx_lexicon_abbreviation(c->lexicon, l)->kind;
		if (kind == DX_ABBREV_TITLE || kind == DX_ABBREV_LATIN) return false;
	}
	return true;
}

static bool abbreviation(const dx_cutter *c, uint32_t start, uint32_t i, uint32_t end) {
	const dx_word *word = dx_word_of(c, start, i, true);
	if (!word || (!word->lexemes && !word->node)) return false;
	bool capital = upper_ascii(c->bytes.ptr[start]), fits = word->node && !word->lexemes && capital;
	for (const dx_lexeme *l = word->lexemes; l && !fits; l = l->next) fits = l->shape == DX_SHAPE_ANY || capital;
	if (!fits) return false;
	if (!doubtful(c, start, i, word)) return true;
	uint32_t k = over_blanks(c->bytes, i + 1, end);
	return k > i + 1 && k < end && digit(c->bytes.ptr[k]);
}

/* "J." before a name, "B." of "Plan B." too: a lone capital. "I." ends a sentence unless another initial follows. A
 * small letter counts before a number ("p. 330") and behind a bracket ("(b. March 2009)"). */
static bool initial(dx_slice text, uint32_t start, uint32_t i, uint32_t end) {
	if (next_char(text, start, end) != i) return false;
	uint32_t k = over_blanks(text, i + 1, end);
	if ((unsigned char)text.ptr[start] >= 0x80) return true;
	if (!upper_ascii(text.ptr[start]))
		return (k < end && digit(text.ptr[k])) || (start > 0 && text.ptr[start - 1] == '(');
	if (text.ptr[start] != 'I') return true;
	return k + 1 < end && upper_ascii(text.ptr[k]) && (text.ptr[k + 1] == '.' || k == i + 1);
}

/* Behind a single letter: U.S, a.m, J.K. */
static uint32_t over_letter_dot(const dx_cutter *c, uint32_t start, uint32_t i, uint32_t end, bool *more) {
	enum { DOTTED_MAX = 24 };
	dx_slice text = c->bytes;
	bool dotted = i > start + 1 && i - start < DOTTED_MAX && memchr(text.ptr + start, '.', i - start) != NULL;
	*more = letter(text, i + 1, end) && !letter(text, next_char(text, i + 1, end), end);
	if (*more) return i + 1;
	return dotted || initial(text, start, i, end) || abbreviation(c, start, i, end) ? i + 1 : i;
}

/* "Ph.D.": known to the lexicon as a whole. Returns the end of it, or i. */
static uint32_t over_known(const dx_cutter *c, uint32_t start, uint32_t i, uint32_t end) {
	enum { LONGEST = 12 };
	uint32_t k = i;
	while (k < end && k < start + LONGEST && (letter(c->bytes, k, end) || c->bytes.ptr[k] == '.')) k++;
	while (k > i + 1) {
		const dx_word *word = dx_word_of(c, start, k, false);
		if (word && word->lexemes) return k;
		k--;
		while (k > i + 1 && c->bytes.ptr[k - 1] != '.') k--;
	}
	return i;
}

uint32_t dx_over_dot(const dx_cutter *c, uint32_t start, uint32_t i, uint32_t end, bool *more) {
	dx_slice text = c->bytes;
	*more = false;
	uint32_t from = segment(text, start, i);
	if (from < i && next_char(text, from, end) == i && letter(text, from, end))
		return over_letter_dot(c, start, i, end, more);
	if (i + 1 < end && (text.ptr[i + 1] == '.' || i - start > 24)) return i;
	if (!letter(text, i + 1, end)) return abbreviation(c, start, i, end) ? i + 1 : i;
	if (!upper_ascii(text.ptr[i + 1])) {
		*more = dx_host_dot(text, i, end);
		return *more ? i + 1 : i;
	}
	return over_known(c, start, i, end);
}
