/* The words of a statement as they count when two statements are compared: case, accents and marks gone. */
#ifndef DX_CORPUS_WORDS_H
#define DX_CORPUS_WORDS_H

#include "base/arena.h"
#include "lexicon/lexicon.h"

/* Of a longer statement only so many words are compared. */
enum { DX_SPOKEN_MAX = 1024 };

enum {
	DX_SPOKEN_PLAIN = 1,    /* "the", "of", "will": not a word of content */
	DX_SPOKEN_NUMBER = 2,   /* "500", "five" */
	DX_SPOKEN_NAME = 4,     /* has a capital, and not because a sentence begins */
	DX_SPOKEN_NOT = 8,      /* "not", "never", "won't" */
	DX_SPOKEN_GAP = 16,     /* words may be missing before it: "...", "[…]", border of two pieces */
	DX_SPOKEN_OPENS = 32,   /* begins a sentence */
	DX_SPOKEN_QUOTED = 64,  /* stands in quotation marks */
	DX_SPOKEN_BRACKET = 128 /* stands in brackets: an editor's */
};

typedef struct dx_spoken_word {
	uint32_t hash; /* of the folded word; numbers from two to twelve as figures */
	uint8_t flags;
	uint8_t length; /* bytes of the folded word */
	char start[6];  /* its first letters, to tell an acronym */
} dx_spoken_word;

typedef struct dx_spoken {
	dx_spoken_word words[DX_SPOKEN_MAX];
	uint32_t count;
	uint32_t total;    /* with the words beyond DX_SPOKEN_MAX */
	uint64_t sum;      /* of all words: equal for equal words */
	bool gap, bracket; /* of the next word */
	bool quoted, opens;
} dx_spoken;

void dx_spoken_start(dx_spoken *spoken);
/* One more piece of the statement. `temp` is for words that are not ASCII. */
void dx_spoken_piece(dx_spoken *spoken, dx_slice text, const dx_lexicon *lexicon, dx_arena *temp);

#endif
