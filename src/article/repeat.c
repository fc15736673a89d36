#include "article/repeat.h"

#include "article/blocks.h"
#include "article/line.h"

enum {
	LONG = 40,   /* bytes of a paragraph whose repetition is no chance */
	HASHED = 160 /* bytes that the hash sees; what is equal so far is compared to the end */
};

/* Letters and digits of a text, folded: marks and blanks left out, capitals made small. 0 at the end. */
typedef struct folded {
	const char *at, *end;
} folded;

static unsigned char next(folded *f) {
	while (f->at < f->end) {
		unsigned char c = (unsigned char)*f->at++;
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return c;
		if (c >= 'A' && c <= 'Z') return c + 32;
		if (c == 0xE2 && f->end - f->at >= 2 && (unsigned char)*f->at == 0x80)
			f->at += 2; /* marks and blanks */
		else if (c == 0xC2 && f->at < f->end)
			f->at++; /* U+00A0 to U+00BF */
		else if (c >= 0x80)
			return c;
	}
	return 0;
}

static folded fold(dx_slice s) { return (folded){s.ptr, s.ptr + s.len}; }

static uint64_t hash(dx_slice s) {
	folded f = fold((dx_slice){s.ptr, s.len < HASHED ? s.len : HASHED});
	uint64_t h = 0x9e3779b97f4a7c15u;
	unsigned char c;
	while ((c = next(&f))) h = (h ^ c) * 0xff51afd7ed558ccdu;
	h ^= h >> 32;
	return h ? h : 1;
}

static bool same(dx_slice a, dx_slice b) {
	folded fa = fold(a), fb = fold(b);
	unsigned char c;
	do {
		c = next(&fa);
		if (c != next(&fb)) return false;
	} while (c);
	return true;
}

typedef struct entry {
	uint64_t hash; /* 0: free */
	uint32_t block;
} entry;

typedef struct table {
	entry *entries;
	uint32_t mask;
} table;

/* The entry of an equal hash, or a free one. */
static entry *probe(const table *t, uint64_t h) {
	uint32_t i = (uint32_t)h & t->mask;
	while (t->entries[i].hash && t->entries[i].hash != h) i = (i + 1) & t->mask;
	return &t->entries[i];
}

/* Block i has the hash of an earlier one. Where it is told although a headline says the same, it takes the entry. */
static void compare(const dx_article *article, entry *e, uint32_t i) {
	const dx_block *earlier = &article->blocks[e->block];
	dx_block *block = &article->blocks[i];
	dx_slice line = dx_block_slice(article, block);
	if (!same(dx_block_slice(article, earlier), line)) return;
	bool first_told =
	    earlier->role == DX_BLOCK_HEADLINE && block->role == DX_BLOCK_BODY && dx_line_ends_full_stop(line);
	if (first_told)
		e->block = i;
	else
		block->role = DX_BLOCK_REPEAT;
}

void dx_repeat_mark(dx_article *article, dx_arena *arena) {
	uint32_t size = 16;
	while (size < article->block_count * 2) size *= 2;
	table t = {DX_NEW(arena, entry, size), size - 1};
	for (uint32_t i = 0; i < article->block_count; i++) {
		dx_block *block = &article->blocks[i];
		if (block->role == DX_BLOCK_FURNITURE) continue;
		uint64_t h = hash(dx_block_slice(article, block));
		entry *e = probe(&t, h);
		if (!e->hash && (block->end - block->start >= LONG || block->role == DX_BLOCK_HEADLINE))
			*e = (entry){h, i};
		else if (e->hash)
			compare(article, e, i);
	}
}
