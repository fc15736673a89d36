#include "text/simhash.h"

/* Votes of up to 255 shingles: eight counters of one byte in each word, for the bits of one byte of the hash. */
enum { LANES = 8, BATCH = 255 };

typedef struct votes {
	uint64_t lanes[LANES];
	uint32_t bits[64];
	uint32_t waiting, total;
} votes;

static void gather(votes *v) {
	for (int lane = 0; lane < LANES; lane++) {
		for (int i = 0; i < 8; i++) v->bits[lane * 8 + i] += (uint32_t)(v->lanes[lane] >> (i * 8)) & 0xFF;
		v->lanes[lane] = 0;
	}
	v->waiting = 0;
}

/* Bit i of a byte becomes byte i of a word, 0 or 1: copied eight times, its own bit cut out of each, and carried to the
 * top of that byte. */
static void vote(votes *v, uint64_t hash) {
	for (int lane = 0; lane < LANES; lane++) {
		uint64_t spread = ((hash >> (lane * 8) & 0xFF) * 0x0101010101010101u) & 0x8040201008040201u;
		v->lanes[lane] += ((spread + 0x7F7F7F7F7F7F7F7Fu) >> 7) & 0x0101010101010101u;
	}
	v->total++;
	if (++v->waiting == BATCH) gather(v);
}

static uint64_t mixed(uint64_t h) { /* the finaliser of MurmurHash3 */
	h = (h ^ h >> 33) * 0xff51afd7ed558ccdu;
	h = (h ^ h >> 33) * 0xc4ceb9fe1a85ec53u;
	return h ^ h >> 33;
}

uint64_t dx_text_simhash(const dx_text *text) {
	votes v = {0};
	uint64_t before = 0, last = 0;
	uint32_t words = 0;
	for (uint32_t p = 0; p < text->paragraph_count; p++) {
		const dx_paragraph *paragraph = &text->paragraphs[p];
		if (paragraph->role != DX_BLOCK_BODY || paragraph->first == paragraph->last) continue;
		uint32_t end = text->sentences[paragraph->last - 1].last;
		for (uint32_t i = text->sentences[paragraph->first].first; i < end; i++) {
			const dx_token *t = &text->tokens[i];
			if (t->kind != DX_T_WORD && t->kind != DX_T_NUMBER) continue;
			if (++words > 2) vote(&v, mixed(before * 0x9e3779b97f4a7c15u + last * 0xbf58476d1ce4e5b9u + t->hash));
			before = last;
			last = t->hash;
		}
	}
	gather(&v);
	uint64_t out = 0;
	for (int i = 0; i < 64; i++) out |= (uint64_t)(v.bits[i] * 2 > v.total) << i;
	return v.total && !out ? 1 : out;
}
