/* Names of people over articles: their words, how they sound, whether two may be of one person. Stricter than inside
 * an article, where a different spelling is likelier to be the same person. */
#include "corpus/who.h"

static bool one_of(dx_slice s, const char *const *words) {
	for (; *words; words++) {
		if (s.len == strlen(*words) && !memcmp(s.ptr, *words, s.len)) return true;
	}
	return false;
}

static bool arabic_article(dx_slice s) {
	static const char *const words[] = {"al", "el", "ul", "ad", "as", "ash", "an", "at", "ar", "az", NULL};
	return one_of(s, words);
}

static bool particle(dx_slice s) {
	static const char *const words[] = {"al", "el",  "bin", "ibn", "bint", "binti", "van", "von", "der", "den",
	                                    "de", "da",  "di",  "du",  "del",  "dos",   "das", "la",  "le",  "af",
	                                    "zu", "ter", "ben", "ul",  "ad",   "ash",   "y",   "e",   "do",  NULL};
	return one_of(s, words);
}

static bool generation(dx_slice s) {
	static const char *const words[] = {"jr", "sr", "ii", "iii", "iv", "junior", "senior", NULL};
	return one_of(s, words);
}

/* "al-qudsi" → qudsi, "jean-marc" → jeanmarc; in place. */
static dx_slice one_word(char *s, size_t len) {
	char *dash = memchr(s, '-', len);
	if (dash && arabic_article((dx_slice){s, (size_t)(dash - s)}) && len - (size_t)(dash - s) > 3) {
		len -= (size_t)(dash + 1 - s);
		s = dash + 1;
	}
	size_t o = 0;
	for (size_t i = 0; i < len; i++)
		if (s[i] != '-') s[o++] = s[i];
	return (dx_slice){s, o};
}

/* "W.", "H.W.", "J" → letters; false: an ordinary word. */
static bool initials_of(dx_slice raw, char out[4]) {
	unsigned letters = 0, dots = 0;
	for (size_t i = 0; i < raw.len; i++) {
		unsigned char c = (unsigned char)raw.ptr[i];
		if (c == '.') {
			dots++;
		} else if (c >= 'A' && c <= 'Z' && letters < 3) {
			out[letters++] = (char)(c + 32);
		} else {
			return false;
		}
	}
	out[letters] = 0;
	return letters && (dots >= letters || letters == 1);
}

typedef struct reading {
	dx_called *out;
	char *text;
	size_t used;
	bool brief, servant; /* servant: "abd" waits for its other half */
} reading;

/* "abdul", "abdel" … of "Abdul Rahman", "Abdulrahman", "Abd al-Rahman": one word "abdrahman". */
static size_t servant_length(dx_slice w) {
	static const char *const heads[] = {"abdoul", "abdul", "abdel", "abdal", "abdur", "abd", "abdou", NULL};
	for (unsigned i = 0; heads[i]; i++) {
		size_t n = strlen(heads[i]);
		if (w.len >= n && !memcmp(w.ptr, heads[i], n) && (w.len == n || (w.len >= n + 4 && n > 3))) return n;
	}
	return 0;
}

static void put(reading *r, dx_slice w) {
	memmove(r->text + r->used, w.ptr, w.len);
	r->used += w.len;
	r->out->at[r->out->count] = (uint8_t)r->used;
}

static void add_word(reading *r, dx_slice w) {
	dx_called *out = r->out;
	if (r->servant) { /* joins the word before */
		r->servant = false;
		put(r, w);
		return;
	}
	if (out->count == DX_WORDS_MAX || r->used + w.len > 200) return;
	size_t servant = servant_length(w);
	out->count++;
	if (servant) {
		put(r, DX_LIT("abd"));
		r->servant = servant == w.len;
		w = (dx_slice){w.ptr + servant, w.len - servant};
	}
	put(r, w);
}

static void read_word(reading *r, dx_arena *arena, dx_slice raw, bool last) {
	dx_called *out = r->out;
	char letters[4] = "";
	bool first = !out->count && !out->given;
	if (initials_of(raw, letters) && !last) {
		size_t have = strlen(out->middle), from = 0;
		if (first) out->given = letters[from++];
		while (letters[from] && have < 3) out->middle[have++] = letters[from++];
		return;
	}
	dx_slice folded = dx_plain_fold(arena, raw);
	if (!folded.len) return;
	dx_slice w = one_word((char *)folded.ptr, folded.len);
	if (!first && generation(w)) {
		memcpy(out->suffix, w.ptr, w.len < 3 ? w.len : 3);
		if (w.len > 3) memcpy(out->suffix, w.ptr[0] == 'j' ? "jr" : "sr", 3);
		return;
	}
	if (particle(w) && !last && (!first || r->brief)) return;
	bool article = w.len >= 9 && (!memcmp(w.ptr, "al", 2) || !memcmp(w.ptr, "el", 2)) && !strchr("aeiou", w.ptr[2]);
	if (article && (!first || r->brief)) w = (dx_slice){w.ptr + 2, w.len - 2}; /* "Almansouri" */
	add_word(r, w);
}

/* Bytes of the blank that stands there, no-break space too; 0: none. */
static size_t blank_at(dx_slice s, size_t i) {
	if ((unsigned char)s.ptr[i] <= ' ') return 1;
	return i + 1 < s.len && !memcmp(s.ptr + i, "\xC2\xA0", 2) ? 2 : 0;
}

static const dx_given *given_row(const dixit_corpus *corpus, dx_slice name) {
	const dx_word *w = dx_lexicon_word(corpus->lexicon, name.ptr, name.len);
	for (const dx_lexeme *l = w ? w->lexemes : NULL; l; l = l->next) {
		if (l->type == DX_LEX_GIVEN) return dx_lexicon_given(corpus->lexicon, l);
	}
	return NULL;
}

bool dx_is_given(const dixit_corpus *corpus, dx_slice folded) { return given_row(corpus, folded) != NULL; }

/* "Ben Carson", "Ash Carter": what looks like a particle is a given name. */
static bool given_first(dixit_corpus *corpus, dx_slice name) {
	static const char *const words[] = {"Ben ", "Ash ", "Al ", "Van ", NULL};
	for (unsigned i = 0; words[i]; i++)
		if (name.len > strlen(words[i]) && !memcmp(name.ptr, words[i], strlen(words[i])))
			return i < 2 || given_row(corpus, dx_plain_fold(&corpus->temp, (dx_slice){words[i], strlen(words[i]) - 1}));
	return false;
}

bool dx_called_read(dixit_corpus *corpus, dx_slice name, bool brief, dx_called *out) {
	*out = (dx_called){0};
	brief = brief && !given_first(corpus, name);
	reading r = {.out = out, .text = dx_alloc_raw(&corpus->arena, name.len * 2 + 16), .brief = brief};
	out->text = r.text;
	size_t end = name.len;
	while (end && (unsigned char)name.ptr[end - 1] <= ' ') end--;
	for (size_t i = 0, from = 0, blank = 1; i <= end; i += blank ? blank : 1) {
		blank = i < end ? blank_at(name, i) : 1;
		if (!blank) continue;
		if (i > from && r.used + (i - from) < name.len * 2 + 8)
			read_word(&r, &corpus->temp, (dx_slice){name.ptr + from, i - from}, i == end);
		from = i + blank;
	}
	out->brief = brief;
	return out->count > 0;
}

static char sound(char c) {
	switch (c) {
	case 'q':
	case 'c':
	case 'g': return 'k';
	case 'z': return 's';
	case 'v':
	case 'w': return 'f';
	case 'd': return 't';
	case 'p': return 'b';
	default: return c;
	}
}

dx_sound dx_sound_of(dx_slice w) {
	dx_sound out = {{0}};
	size_t o = 0;
	for (size_t i = 0; i < w.len && o + 2 < sizeof out.s; i++) {
		char c = w.ptr[i];
		if (strchr("aeiouyh-", c) && i) continue;
		if (strchr("aeiouy", c)) c = 'a';
		if (c == 'p' && i + 1 < w.len && w.ptr[i + 1] == 'h') c = 'f';
		bool ks = c == 'x';
		c = ks ? 'k' : sound(c);
		if (!o || out.s[o - 1] != c) out.s[o++] = c;
		if (ks) out.s[o++] = 's';
	}
	return out;
}

static bool sounds_alike(dx_slice a, dx_slice b) {
	dx_sound x = dx_sound_of(a), y = dx_sound_of(b);
	return !strcmp(x.s, y.s);
}

/* Letters that differ, at most `max` + 1. */
static unsigned letters_apart(dx_slice a, dx_slice b) {
	enum { WIDTH = 40 };
	unsigned row[WIDTH + 1];
	if (a.len > WIDTH || b.len > WIDTH) return WIDTH;
	for (unsigned j = 0; j <= b.len; j++) row[j] = j;
	for (unsigned i = 1; i <= a.len; i++) {
		unsigned diagonal = row[0];
		row[0] = i;
		for (unsigned j = 1; j <= b.len; j++) {
			unsigned v = diagonal + (a.ptr[i - 1] != b.ptr[j - 1]);
			diagonal = row[j];
			if (row[j] + 1 < v) v = row[j] + 1;
			if (row[j - 1] + 1 < v) v = row[j - 1] + 1;
			row[j] = v;
		}
	}
	return row[b.len];
}

typedef struct plain_word {
	char s[40];
	size_t len;
} plain_word;

/* Without h behind a letter and doubled letters, letters that are written for each other made one. */
static plain_word plain_of(dx_slice word) {
	static const char from[] = "ckqyjuwvzg", to[] = "kkkiiooosk";
	plain_word out = {.len = 0};
	for (size_t i = 0; i < word.len && out.len + 2 < sizeof out.s; i++) {
		const char *at = strchr(from, word.ptr[i]);
		char c = at && word.ptr[i] ? to[at - from] : word.ptr[i];
		if ((c == 'h' && i) || (out.len && out.s[out.len - 1] == c)) continue;
		out.s[out.len++] = c;
	}
	return out;
}

static unsigned plainly_apart(dx_slice a, dx_slice b) {
	plain_word x = plain_of(a), y = plain_of(b);
	return letters_apart((dx_slice){x.s, x.len}, (dx_slice){y.s, y.len});
}

bool dx_family_alike(dx_slice a, dx_slice b) {
	if (dx_slice_eq(a, b)) return true;
	if (a.len < 4 || b.len < 4 || !sounds_alike(a, b)) return false;
	dx_slice longer = a.len > b.len ? a : b, shorter = a.len > b.len ? b : a;
	bool feminine = longer.len == shorter.len + 1 && longer.ptr[shorter.len] == 'a';
	if (feminine && !memcmp(longer.ptr, shorter.ptr, shorter.len)) return false; /* Ivanov, Ivanova */
	if (strlen(dx_sound_of(a).s) < 3) return !plainly_apart(a, b);
	return plainly_apart(a, b) <= 1 || letters_apart(a, b) <= (a.len + b.len < 14 ? 2u : 3u);
}

/* Mario and Maria, Daniel and Daniela: the end tells them apart. */
static bool ends_differ(dx_slice a, dx_slice b) {
	char x = a.ptr[a.len - 1], y = b.ptr[b.len - 1];
	if (x == 'h') x = a.ptr[a.len - 2];
	if (y == 'h') y = b.ptr[b.len - 2];
	return (x == 'a') != (y == 'a') || (x == 'o') != (y == 'o');
}

static bool given_alike(const dixit_corpus *corpus, dx_slice a, dx_slice b) {
	if (dx_slice_eq(a, b)) return true;
	if (a.len < 3 || b.len < 3 || !sounds_alike(a, b) || ends_differ(a, b)) return false;
	const dx_given *x = given_row(corpus, a), *y = given_row(corpus, b);
	if (x && y && x->gender != y->gender && x->gender != 'u' && y->gender != 'u') return false;
	size_t sound_length = strlen(dx_sound_of(a).s);
	if (x && y && sound_length < 5 && plainly_apart(a, b) > 1) return false; /* Michael, Miguel */
	unsigned apart = letters_apart(a, b);
	if (sound_length < 3 && a.len + b.len < 12) return !plainly_apart(a, b); /* Ali, Aly; but not Dean, Dan */
	return apart <= (a.len + b.len < 10 ? 2u : sound_length < 5 ? 3u : 4u);
}

unsigned dx_called_fulls(const dixit_corpus *corpus, dx_slice given, dx_full *out, unsigned max) {
	unsigned n = 0;
	const dx_word *w = dx_lexicon_word(corpus->lexicon, given.ptr, given.len);
	for (const dx_lexeme *l = w ? w->lexemes : NULL; l; l = l->next) {
		if (l->type != DX_LEX_NICKNAME) continue;
		dx_slice full = dx_lexicon_nickname(corpus->lexicon, l)->full;
		for (size_t i = 0, from = 0; i <= full.len && n < max; i++) {
			if (i < full.len && full.ptr[i] != ';') continue;
			size_t o = 0;
			for (size_t k = from; k < i && o + 1 < sizeof out->s; k++) out[n].s[o++] = (char)(full.ptr[k] | 32);
			out[n++].s[o] = 0;
			from = i + 1;
		}
	}
	return n;
}

static bool short_for(const dixit_corpus *corpus, dx_slice nick, dx_slice full) {
	dx_full fulls[6];
	unsigned n = dx_called_fulls(corpus, nick, fulls, 6);
	for (unsigned i = 0; i < n; i++)
		if (dx_slice_eq(dx_slice_of(fulls[i].s), full)) return true;
	return false;
}

static dx_reason given_match(const dixit_corpus *corpus, const dx_called *a, const dx_called *b) {
	if (a->given || b->given) {
		char x = a->given ? a->given : a->text[0], y = b->given ? b->given : b->text[0];
		return x != y ? DX_WHY_NOT : a->given && b->given ? DX_WHY_SAME : DX_WHY_INITIAL;
	}
	dx_slice x = dx_called_word(a, 0), y = dx_called_word(b, 0);
	if (dx_slice_eq(x, y)) return DX_WHY_SAME;
	if (given_alike(corpus, x, y)) return DX_WHY_SPELLING;
	return short_for(corpus, x, y) || short_for(corpus, y, x) ? DX_WHY_NICKNAME : DX_WHY_NOT;
}

/* Initials of what stands between given name and surname, which has `family` words. */
static unsigned middles(const dx_called *n, unsigned family, char out[DX_WORDS_MAX + 4]) {
	unsigned count = 0, last = n->count > family ? n->count - family : 0;
	for (unsigned i = n->given ? 0 : 1; i < last; i++) out[count++] = n->text[n->at[i]];
	for (unsigned i = 0; n->middle[i]; i++) out[count++] = n->middle[i];
	return count;
}

static dx_reason middle_match(const dixit_corpus *corpus, const dx_called *a, const dx_called *b) {
	char x[DX_WORDS_MAX + 4], y[DX_WORDS_MAX + 4];
	unsigned n = middles(a, 1, x), m = middles(b, 1, y);
	if (n == m) {
		if (memcmp(x, y, n)) return DX_WHY_NOT;
		bool words = a->count == b->count && a->count > 2 && !a->given && !b->given;
		for (unsigned i = 1; words && i + 1 < a->count; i++)
			if (!given_alike(corpus, dx_called_word(a, i), dx_called_word(b, i))) return DX_WHY_NOT;
		return a->count == b->count ? DX_WHY_SAME : DX_WHY_MIDDLE;
	}
	return memcmp(x, y, n < m ? n : m) ? DX_WHY_NOT : DX_WHY_MIDDLE;
}

/* "Ignacio Robledo" of "Ignacio Robledo Cifuentes": the first of two surnames. */
static bool first_surname(const dixit_corpus *corpus, const dx_called *small, const dx_called *big) {
	unsigned from = big->given ? 0 : 1;
	if (small->count + 1 != big->count || small->count < 1 + from) return false;
	if (given_row(corpus, dx_called_word(big, big->count - 2))) return false;
	for (unsigned i = from; i < small->count; i++)
		if (!dx_family_alike(dx_called_word(small, i), dx_called_word(big, i))) return false;
	return true;
}

/* The words of a, the last one first, or the first one last: "Halmos Gergely" of "Gergely Halmos". */
static bool turned(const dx_called *a, const dx_called *b) {
	if (a->given || b->given || a->count < 2 || b->count < 2) return false;
	dx_slice whole = dx_called_from(b, 0), first = dx_called_word(a, 0), rest = dx_called_from(a, 1);
	if (whole.len != first.len + rest.len) return false;
	if (!memcmp(whole.ptr, rest.ptr, rest.len) && !memcmp(whole.ptr + rest.len, first.ptr, first.len)) return true;
	dx_slice last = dx_called_word(a, a->count - 1);
	dx_slice lead = {a->text, whole.len - last.len};
	return !memcmp(whole.ptr, last.ptr, last.len) && !memcmp(whole.ptr + last.len, lead.ptr, lead.len);
}

static dx_reason weaker(dx_reason a, dx_reason b) { return a > b ? a : b; }

static dx_reason full_match(const dixit_corpus *corpus, const dx_called *a, const dx_called *b) {
	dx_slice all_a = dx_called_from(a, 0), all_b = dx_called_from(b, 0);
	if (!a->given && !b->given && dx_slice_eq(all_a, all_b)) /* "Jean-Marc", "Jean Marc" */
		return strcmp(a->middle, b->middle) ? DX_WHY_MIDDLE : DX_WHY_SAME;
	dx_reason given = given_match(corpus, a, b);
	if (given == DX_WHY_NOT) return turned(a, b) ? DX_WHY_ORDER : DX_WHY_NOT;
	unsigned from_a = a->given ? 0 : 1, from_b = b->given ? 0 : 1;
	dx_slice x = dx_called_from(a, from_a), y = dx_called_from(b, from_b);
	if (dx_family_alike(x, y)) {
		if (strcmp(a->middle, b->middle)) given = weaker(given, DX_WHY_MIDDLE);
		if (given == DX_WHY_NICKNAME && !dx_slice_eq(x, y)) return DX_WHY_NOT;
		return weaker(given, dx_slice_eq(x, y) ? DX_WHY_SAME : DX_WHY_SPELLING);
	}
	dx_slice last_a = dx_called_word(a, a->count - 1), last_b = dx_called_word(b, b->count - 1);
	if (dx_family_alike(last_a, last_b)) {
		dx_reason middle = middle_match(corpus, a, b);
		if (middle == DX_WHY_NOT) return DX_WHY_NOT;
		return weaker(weaker(given, middle), dx_slice_eq(last_a, last_b) ? DX_WHY_SAME : DX_WHY_SPELLING);
	}
	if (first_surname(corpus, a, b) || first_surname(corpus, b, a)) return weaker(given, DX_WHY_DOUBLE);
	return turned(a, b) ? DX_WHY_ORDER : DX_WHY_NOT;
}

dx_reason dx_called_match(const dixit_corpus *corpus, const dx_called *a, const dx_called *b) {
	if (!a->count || !b->count) return DX_WHY_NOT;
	bool middle_clash = a->middle[0] && b->middle[0] && a->middle[0] != b->middle[0];
	if (middle_clash || (a->suffix[0] && b->suffix[0] && strcmp(a->suffix, b->suffix))) return DX_WHY_NOT;
	bool single = a->count + (a->given != 0) < 2 || b->count + (b->given != 0) < 2;
	dx_reason why;
	if (single) {
		bool both = a->count == 1 && b->count == 1 && !a->given && !b->given;
		dx_slice x = dx_called_word(a, 0), y = dx_called_word(b, 0);
		why = both && dx_family_alike(x, y) ? (dx_slice_eq(x, y) ? DX_WHY_SAME : DX_WHY_SPELLING) : DX_WHY_NOT;
	} else {
		why = full_match(corpus, a, b);
	}
	return why != DX_WHY_NOT && strcmp(a->suffix, b->suffix) ? weaker(why, DX_WHY_SUFFIX) : why;
}
