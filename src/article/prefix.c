#include "article/prefix.h"

/* A beginning in the making. Open: what the pattern says next still follows directly on it. */
typedef struct start {
	uint64_t bytes;
	uint8_t len;
	bool open;
} start;

typedef struct starts {
	start items[DX_PREFIXES_MAX];
	unsigned count;
} starts;

typedef struct reader {
	dx_slice pattern;
	size_t at;
	unsigned depth;
	bool lost; /* something is not understood, or is too much */
} reader;

enum { DEPTH_MAX = 8 };

static unsigned char fold(unsigned char c) {
	if (c >= 'A' && c <= 'Z') return c + 32;
	if (c >= '0' && c <= '9') return '0';
	return c >= 0x80 ? 0x80 : c;
}

static void append(starts *s, unsigned char c) {
	for (unsigned i = 0; i < s->count; i++) {
		start *item = &s->items[i];
		if (!item->open) continue;
		item->bytes |= (uint64_t)fold(c) << 8 * item->len++;
		item->open = item->len < DX_PREFIX_LEN;
	}
}

static void close_all(starts *s) {
	for (unsigned i = 0; i < s->count; i++) s->items[i].open = false;
}

static void copy(starts *to, const starts *from) {
	to->count = from->count;
	memcpy(to->items, from->items, from->count * sizeof *from->items);
}

static bool same(const start *a, const start *b) {
	return a->bytes == b->bytes && a->len == b->len && a->open == b->open;
}

static void unite(reader *r, starts *into, const starts *more) {
	for (unsigned i = 0; i < more->count; i++) {
		unsigned k = 0;
		while (k < into->count && !same(&into->items[k], &more->items[i])) k++;
		if (k < into->count) continue;
		if (k == DX_PREFIXES_MAX) {
			r->lost = true;
			return;
		}
		into->items[into->count++] = more->items[i];
	}
}

static char peek(const reader *r, size_t ahead) {
	return r->at + ahead < r->pattern.len ? r->pattern.ptr[r->at + ahead] : 0;
}

static bool at_end(const reader *r) { return r->at >= r->pattern.len || strchr("|)", r->pattern.ptr[r->at]); }

/* Past a class, which begins at '['. Classes within classes ([[:alpha:]], [a[b]) are not understood. */
static void skip_class(reader *r) {
	r->at += peek(r, 1) == '^' ? 2 : 1;
	if (peek(r, 0) == ']') r->at++;
	while (peek(r, 0) && peek(r, 0) != ']') {
		if (peek(r, 0) == '[') r->lost = true;
		r->at += peek(r, 0) == '\\' ? 2 : 1;
	}
	if (!peek(r, 0)) r->lost = true;
	r->at++;
}

/* The least number of times of a quantifier at the cursor, past which it moves; *again: it allows more than one. -1:
 * there is none. */
static int quantifier(reader *r, bool *again) {
	char c = peek(r, 0);
	int least = c == '?' || c == '*' ? 0 : 1;
	*again = c != '?';
	if (c == '{') {
		const char *end = memchr(r->pattern.ptr + r->at, '}', r->pattern.len - r->at);
		if (!end) r->lost = true;
		least = peek(r, 1) == '0' || peek(r, 1) == ',' ? 0 : 1;
		r->at = end ? (size_t)(end - r->pattern.ptr) + 1 : r->pattern.len;
	} else if (c == '?' || c == '*' || c == '+') {
		r->at++;
	} else {
		return -1;
	}
	if (peek(r, 0) == '?' || peek(r, 0) == '+') r->at++;
	return least;
}

static void alternatives(reader *r, starts *s);

/* Past what begins a group that is not (?:…): a name, options for its inside, a look around. */
static void skip_introducer(reader *r) {
	char c = peek(r, 1);
	if (c != '?') {
		r->lost = c == '*';
		r->at++;
		return;
	}
	r->lost = !peek(r, 2) || strchr("#(|R&+C0123456789", peek(r, 2));
	while (peek(r, 0) && !strchr(":=!>)", peek(r, 0))) r->at++;
	if (!peek(r, 0) || peek(r, 0) == ')') r->lost = true; /* options for all that follows */
	r->at++;
}

/* The alternatives of (?:…) go on from what stands before it; the inside of other groups is passed over. */
static void group(reader *r, starts *s) {
	if (peek(r, 1) == '?' && peek(r, 2) == ':') {
		r->at += 3;
	} else {
		close_all(s);
		skip_introducer(r);
	}
	r->lost = r->lost || ++r->depth > DEPTH_MAX;
	if (r->lost) return;
	alternatives(r, s);
	r->depth--;
	r->lost = r->lost || peek(r, 0) != ')';
	r->at++;
}

static void escaped(reader *r, starts *s) {
	unsigned char c = (unsigned char)peek(r, 1);
	bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
	if (c == 'Q' || c == 'E' || !c) r->lost = true;
	r->at += 2;
	if (c == 'd')
		append(s, '0');
	else if (letter)
		close_all(s);
	else
		append(s, c);
	if (c && strchr("pPxogkN", c) && peek(r, 0) == '{') { /* \p{L}, \x{e9} */
		const char *end = memchr(r->pattern.ptr + r->at, '}', r->pattern.len - r->at);
		r->lost = r->lost || !end;
		r->at = end ? (size_t)(end - r->pattern.ptr) + 1 : r->pattern.len;
	}
}

static void atom(reader *r, starts *s) {
	char c = peek(r, 0);
	switch (c) {
	case '(': group(r, s); break;
	case '\\': escaped(r, s); break;
	case '[':
		close_all(s);
		skip_class(r);
		break;
	case '.':
	case '$':
		close_all(s);
		r->at++;
		break;
	default:
		append(s, (unsigned char)c);
		if ((unsigned char)c >= 0x80) close_all(s); /* the letter's other case has other bytes */
		r->at++;
	}
}

static void sequence(reader *r, starts *s) {
	while (!r->lost && !at_end(r)) {
		if (peek(r, 0) == '^') {
			r->at++;
			continue;
		}
		starts before;
		bool again;
		copy(&before, s);
		atom(r, s);
		int least = r->lost ? -1 : quantifier(r, &again);
		if (least >= 0 && again) close_all(s);
		if (least == 0) unite(r, s, &before);
	}
}

static void alternatives(reader *r, starts *s) {
	starts before, all;
	all.count = 0;
	copy(&before, s);
	for (;;) {
		copy(s, &before);
		sequence(r, s);
		unite(r, &all, s);
		if (r->lost || peek(r, 0) != '|') break;
		r->at++;
	}
	copy(s, &all);
}

unsigned dx_prefix_read(dx_slice pattern, dx_prefix out[DX_PREFIXES_MAX]) {
	reader r = {.pattern = pattern};
	starts s;
	s.count = 1;
	s.items[0] = (start){.open = true};
	alternatives(&r, &s);
	if (r.lost || r.at < pattern.len) return 0;
	for (unsigned i = 0; i < s.count; i++) {
		unsigned len = s.items[i].len;
		if (!len) return 0;
		out[i] = (dx_prefix){s.items[i].bytes, len < 8 ? ((uint64_t)1 << 8 * len) - 1 : UINT64_MAX};
	}
	return s.count;
}

uint64_t dx_prefix_of_line(dx_slice line) {
	uint64_t bytes = 0;
	for (unsigned k = 0; k < DX_PREFIX_LEN && k < line.len; k++) {
		bytes |= (uint64_t)fold((unsigned char)line.ptr[k]) << 8 * k;
	}
	return bytes;
}
