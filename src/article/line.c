#include "article/line.h"

#include "base/utf8.h"

enum {
	HEADLINE_MAX = 150, /* bytes of a bare headline */
	RUN_IN_WORDS = 5,   /* a headline that runs into a paragraph has so many words at least; a dateline has fewer */
	TITLE_CASE_WORDS = 3
};

static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_word(char c) { return is_lower(c) || is_upper(c) || is_digit(c) || (unsigned char)c >= 0x80; }

/* Blanks beyond ASCII: U+0085 and U+00A0; U+2000 to U+200B, U+2028, U+2029, U+202F, U+205F, U+3000 and U+FEFF. */
static bool wide_blank(const unsigned char *s) {
	if (s[0] == 0xE2 && s[1] == 0x80) return s[2] <= 0x8B || s[2] == 0xA8 || s[2] == 0xA9 || s[2] == 0xAF;
	return !memcmp(s, "\xE2\x81\x9F", 3) || !memcmp(s, "\xE3\x80\x80", 3) || !memcmp(s, "\xEF\xBB\xBF", 3);
}

/* Bytes of the blank that begins at s, or 0. */
static size_t blank_at(const char *at, size_t len) {
	const unsigned char *s = (const unsigned char *)at;
	if (!len) return 0;
	if (s[0] <= ' ' || s[0] == 0x7F) return 1;
	if (len >= 2 && s[0] == 0xC2 && (s[1] == 0xA0 || s[1] == 0x85)) return 2;
	return len >= 3 && s[0] >= 0xE2 && wide_blank(s) ? 3 : 0;
}

/* Bytes of the blank that ends before `end`, or 0. */
static size_t blank_before(const char *start, const char *end) {
	size_t len = (size_t)(end - start);
	for (size_t n = 1; n <= 3 && n <= len; n++) {
		if (blank_at(end - n, n) == n) return n;
	}
	return 0;
}

dx_slice dx_line_trim(dx_slice line) {
	size_t n;
	while ((n = blank_at(line.ptr, line.len))) line = (dx_slice){line.ptr + n, line.len - n};
	while (line.len && (n = blank_before(line.ptr, line.ptr + line.len))) line.len -= n;
	return line;
}

/* One of the marks at the line's start (or end): which one, or NULL. */
static const dx_slice *first_of(dx_slice line, const dx_slice *marks, bool at_end) {
	for (; marks->len; marks++) {
		if (line.len < marks->len) continue;
		if (!memcmp(at_end ? line.ptr + line.len - marks->len : line.ptr, marks->ptr, marks->len)) return marks;
	}
	return NULL;
}

dx_slice dx_line_unbullet(dx_slice line) {
	static const dx_slice bullets[] = {{"-", 1}, {"*", 1}, {"–", 3}, {"•", 3}, {"·", 2},
	                                   {"▪", 3}, {"●", 3}, {"‣", 3}, {"◦", 3}, {NULL, 0}};
	const dx_slice *b = first_of(line, bullets, false);
	if (!b) return line;
	dx_slice rest = {line.ptr + b->len, line.len - b->len};
	size_t blank = blank_at(rest.ptr, rest.len);
	bool needs_blank = b->len == 1 || !strcmp(b->ptr, "–");
	return blank || !needs_blank ? dx_line_trim(rest) : line;
}

/* Without the quotation marks and brackets that close at its end, and blanks before them. */
static dx_slice unclosed(dx_slice line) {
	static const dx_slice closing[] = {{"\"", 1}, {"'", 1}, {")", 1}, {"]", 1}, {"*", 1}, {"”", 3},
	                                   {"’", 3},  {"»", 2}, {"›", 3}, {"“", 3}, {NULL, 0}};
	const dx_slice *c;
	size_t n;
	while (line.len) {
		if ((c = first_of(line, closing, true)))
			line.len -= c->len;
		else if ((n = blank_before(line.ptr, line.ptr + line.len)))
			line.len -= n;
		else
			break;
	}
	return line;
}

bool dx_line_ends_sentence(dx_slice line) {
	line = unclosed(line);
	if (!line.len) return false;
	char last = line.ptr[line.len - 1];
	return strchr(".!?", last) || (line.len >= 3 && !memcmp(line.ptr + line.len - 3, "…", 3));
}

bool dx_line_ends_full_stop(dx_slice line) {
	line = unclosed(line);
	size_t n = line.len;
	if (!n || line.ptr[n - 1] != '.') return false;
	if (n >= 2 && line.ptr[n - 2] == '.') return false;
	bool acronym = n >= 4 && is_upper(line.ptr[n - 2]) && line.ptr[n - 3] == '.' && is_upper(line.ptr[n - 4]);
	return !acronym;
}

static bool stop_is_final(dx_slice line, size_t stop) {
	for (size_t i = 1; i <= 3; i++) {
		if (i > stop || !is_lower(line.ptr[stop - i])) return false;
	}
	dx_slice rest = {line.ptr + stop + 1, line.len - stop - 1};
	const char *quote = memchr(rest.ptr, ' ', rest.len < 5 ? rest.len : 5); /* marks may close before the blank */
	if (!quote) return false;
	size_t skip = (size_t)(quote - rest.ptr);
	for (size_t i = 0; i < skip; i++) {
		if (is_lower(rest.ptr[i]) || is_upper(rest.ptr[i]) || is_digit(rest.ptr[i])) return false;
	}
	rest = dx_line_trim((dx_slice){quote, rest.len - skip});
	return rest.len && (is_upper(rest.ptr[0]) || !is_word(rest.ptr[0]) || (unsigned char)rest.ptr[0] >= 0x80);
}

bool dx_line_has_two_sentences(dx_slice line) {
	const char *from = line.ptr, *end = line.ptr + line.len, *dot;
	while (from < end && (dot = memchr(from, '.', (size_t)(end - from)))) {
		if (stop_is_final(line, (size_t)(dot - line.ptr))) return true;
		from = dot + 1;
	}
	return false;
}

bool dx_line_starts_lower(dx_slice line) { return line.len && is_lower(line.ptr[0]); }
bool dx_line_starts_upper(dx_slice line) { return line.len && is_upper(line.ptr[0]); }

/* A headline may begin with a capital, a digit, an accented letter or a single mark. */
static bool starts_as_headline(dx_slice line) {
	char c = line.len ? line.ptr[0] : 0;
	return is_upper(c) || is_digit(c) || c == '\'' || c == '#' || (unsigned char)c >= 0xC3;
}

static bool has_double_marks(dx_slice line) {
	static const dx_slice marks[] = {{"\"", 1}, {"“", 3}, {"”", 3}, {"„", 3}, {"«", 2}, {"»", 2}, {NULL, 0}};
	for (const dx_slice *m = marks; m->len; m++) {
		if (line.len >= m->len && memmem(line.ptr, line.len, m->ptr, m->len)) return true;
	}
	return false;
}

static bool next_word(dx_slice *rest, dx_slice *word) {
	size_t from = 0, to;
	while (from < rest->len && !is_word(rest->ptr[from])) from++;
	for (to = from; to < rest->len && is_word(rest->ptr[to]); to++) {
	}
	*word = (dx_slice){rest->ptr + from, to - from};
	*rest = (dx_slice){rest->ptr + to, rest->len - to};
	return word->len > 0;
}

/* Words that tell a sentence whose full stop is missing from a headline, which is written in the present tense and
 * without pronouns. */
static bool tells_prose(dx_slice word) {
	static const char *const words[] = {"said", "told", "added", "replied", "was", "were", "had",  "he",
	                                    "she",  "they", "we",    "i",       "his", "her",  "their"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strlen(words[i]) == word.len && !strncasecmp(words[i], word.ptr, word.len)) return true;
	}
	return false;
}

typedef struct looks {
	unsigned words, long_words, long_capitals;
	bool prose;
} looks;

static looks look(dx_slice line) {
	looks l = {0};
	dx_slice word;
	while (next_word(&line, &word)) {
		l.words++;
		if (tells_prose(word)) l.prose = true;
		if (word.len < 4 || (unsigned char)word.ptr[0] >= 0x80) continue;
		l.long_words++;
		l.long_capitals += !is_lower(word.ptr[0]);
	}
	return l;
}

static bool title_case(const looks *l) {
	return l->long_words >= TITLE_CASE_WORDS && l->long_capitals * 5 >= l->long_words * 4;
}

static bool ends_in_punctuation(dx_slice line) {
	line = unclosed(line);
	return !line.len || strchr(".!?:;,-", line.ptr[line.len - 1]) || dx_line_ends_sentence(line) ||
	       (line.len >= 3 && (!memcmp(line.ptr + line.len - 3, "—", 3) || !memcmp(line.ptr + line.len - 3, "–", 3)));
}

static bool headline_words(dx_slice line) {
	if (line.len > HEADLINE_MAX || !starts_as_headline(line)) return false;
	if (has_double_marks(line) || dx_line_has_two_sentences(line)) return false;
	looks l = look(line);
	return l.words && (!l.prose || title_case(&l));
}

bool dx_line_is_bare_headline(dx_slice line) { return !ends_in_punctuation(line) && headline_words(line); }

bool dx_line_is_bare_question(dx_slice line) {
	return line.len && line.ptr[line.len - 1] == '?' && headline_words(line);
}

/* Is the hyphen at i glued to the word before it, with a blank and a capital behind it? */
static bool runs_in(dx_slice line, size_t i) {
	return i && i + 2 < line.len && is_word(line.ptr[i - 1]) && (line.ptr[i + 1] == ' ' || line.ptr[i + 1] == '\n') &&
	       is_upper(line.ptr[i + 2]);
}

size_t dx_line_run_in(dx_slice line) {
	size_t max = line.len < HEADLINE_MAX ? line.len : HEADLINE_MAX;
	const char *at = line.ptr, *end = line.ptr + max;
	while (at < end && (at = memchr(at, '-', (size_t)(end - at)))) {
		size_t i = (size_t)(at++ - line.ptr);
		if (!runs_in(line, i)) continue;
		dx_slice head = {line.ptr, i}, rest = {line.ptr + i + 2, line.len - i - 2};
		bool told = dx_line_is_bare_headline(head) && look(head).words >= RUN_IN_WORDS;
		return told && dx_line_ends_full_stop(rest) ? i : 0;
	}
	return 0;
}
