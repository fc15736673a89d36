/* What the whole article says about a word: seen with a capital in mid-sentence, seen in lower case, part of a person's
 * name. Kept by token hash for the words that stand somewhere with a capital, so the table is small. */
#ifndef DX_MENTION_EVIDENCE_H
#define DX_MENTION_EVIDENCE_H

#include "text/text.h"

enum {
	DX_SEEN_CAPITAL = 1 << 0, /* with a capital where only names have one */
	DX_SEEN_LOWER = 1 << 1,
	DX_SEEN_PERSON = 1 << 2,       /* in a person's full name */
	DX_SEEN_SURNAME = 1 << 3,      /* its last word */
	DX_SEEN_ORGANISATION = 1 << 4, /* the first word of an organisation's name */
	DX_SEEN_FIRST = 1 << 5         /* a person's given name */
};

typedef struct dx_evidence {
	uint64_t *keys; /* 0: free */
	uint8_t *bits;
	uint32_t mask;
} dx_evidence;

void dx_evidence_make(dx_evidence *out, const dx_text *text, dx_arena *arena);
/* The word's bits; 0 where it was never seen with a capital. */
uint8_t dx_evidence_of(const dx_evidence *evidence, uint64_t hash);
/* Add bits to a word of the table. */
void dx_evidence_add(dx_evidence *evidence, uint64_t hash, uint8_t bits);
/* Do the sentence's capitals mean nothing (a headline with capitals on every word, or all in capitals)? */
bool dx_title_case(const dx_text *text, const dx_sentence *sentence);

#endif
