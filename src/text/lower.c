/* The lower-case form of words, under which the lexicon knows them. */
#include "base/map.h"
#include "base/utf8.h"
#include "text/cutter.h"

#include <utf8proc.h>

/* Longer words are in no table: they get a hash and nothing else. */
enum { LOOKED_UP = 64 };

typedef struct form {
	char *out;
	size_t len;
	unsigned letters, upper;
	bool initial;
} form;

static void lower_ascii(form *f, char c) {
	bool up = c >= 'A' && c <= 'Z', letter = up || (c >= 'a' && c <= 'z');
	if (up && !f->letters) f->initial = true;
	f->letters += letter;
	f->upper += up;
	f->out[f->len++] = up ? (char)(c + 32) : c;
}

static unsigned lower_wide(form *f, dx_slice text, uint32_t i, uint32_t end) {
	uint32_t cp;
	unsigned n = dx_apostrophe_at(text, i, end);
	if (n) {
		f->out[f->len++] = '\'';
		return n;
	}
	n = dx_utf8_decode(text.ptr + i, end - i, &cp);
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)cp);
	if (category == UTF8PROC_CATEGORY_CF) return n; /* a soft hyphen is no part of the word */
	if (cp == 0x2010 || cp == 0x2011) cp = '-';
	bool up = category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
	if (up && !f->letters) f->initial = true;
	f->letters += category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
	f->upper += up;
	if (up) cp = (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
	f->len += dx_utf8_encode(cp, f->out + f->len);
	return n;
}

static void lower(form *f, dx_slice text, uint32_t start, uint32_t end) {
	for (uint32_t i = start; i < end;) {
		unsigned char c = (unsigned char)text.ptr[i];
		if (c >= 0x80 || c == '`') {
			i += lower_wide(f, text, i, end);
		} else {
			lower_ascii(f, (char)c);
			i++;
		}
	}
}

#define BYTES(b) (0x0101010101010101u * (b))

/* Eight characters at a time, for what nearly every word is: ASCII, no capital but the first. False: it is not. */
static bool lower_plain(form *f, dx_slice text, uint32_t start, uint32_t bytes) {
	const char *s = text.ptr + start;
	if (__BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__ || text.len - start < ((bytes + 7u) & ~7u)) return false;
	for (uint32_t i = 0; i < bytes; i += 8) {
		uint64_t v, keep = bytes - i >= 8 ? ~(uint64_t)0 : ((uint64_t)1 << (bytes - i) * 8) - 1;
		memcpy(&v, s + i, 8);
		v &= keep;
		uint64_t zero = (v ^ BYTES('`')) | ~keep; /* a byte is 0 where a backquote, an apostrophe here, stands */
		if ((v | ((zero - BYTES(1)) & ~zero)) & BYTES(0x80)) return false;
		uint64_t up = (v + BYTES(0x80 - 'A')) & ~(v + BYTES(0x7F - 'Z')) & BYTES(0x80);
		if (up && (i || up != 0x80)) return false;
		f->initial |= up != 0;
		v |= up >> 2;
		memcpy(f->out + i, &v, 8);
	}
	f->len = bytes;
	return true;
}

static const dx_word *look_up(dx_cutter *c, form *f, uint64_t hash) {
	if (f->len >= 3 && f->out[f->len - 2] == '.' && f->out[f->len - 1] != '.') {
		f->out[f->len] = '.'; /* "U.S" is a slip for "U.S." */
		const dx_word *dotted = dx_lexicon_word(c->lexicon, f->out, f->len + 1);
		if (dotted) return dotted;
	}
	dx_seen *seen = &c->seen[hash % (sizeof c->seen / sizeof *c->seen)];
	if (seen->hash != hash) *seen = (dx_seen){hash, dx_lexicon_hashed(c->lexicon, (dx_slice){f->out, f->len}, hash)};
	return seen->word;
}

void dx_token_word(dx_cutter *c, dx_token *token) {
	char room[LOOKED_UP * 2];
	uint32_t bytes = token->end - token->start;
	/* A lower-case letter may need one byte more than its capital: U+023A. */
	form f = {bytes < LOOKED_UP ? room : dx_alloc_raw(c->arena, (size_t)bytes * 2), 0, 0, 0, false};
	if (bytes >= LOOKED_UP || !lower_plain(&f, c->bytes, token->start, bytes)) {
		f.len = 0;
		f.initial = false;
		lower(&f, c->bytes, token->start, token->end);
	}
	token->hash = dx_hash(f.out, f.len);
	token->word = bytes < LOOKED_UP && f.len ? look_up(c, &f, token->hash) : NULL;
	if (token->kind == DX_T_WORD) {
		bool all = f.letters >= 2 && f.upper == f.letters;
		token->caps = all ? DX_CAPS_UPPER : f.initial ? DX_CAPS_INITIAL : DX_CAPS_NONE;
	}
}

const dx_word *dx_word_of(const dx_cutter *c, uint32_t start, uint32_t end, bool stop) {
	char room[LOOKED_UP * 2];
	if (end - start >= LOOKED_UP || end == start) return NULL;
	form f = {room, 0, 0, 0, false};
	lower(&f, c->bytes, start, end);
	if (stop) f.out[f.len++] = '.';
	return dx_lexicon_word(c->lexicon, f.out, f.len);
}
