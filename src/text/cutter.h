/* Inside the text stage: the article while it is being cut up, paragraph by paragraph: tokens, then quotation regions,
 * then sentences. */
#ifndef DX_TEXT_CUTTER_H
#define DX_TEXT_CUTTER_H

#include "text/text.h"

/* A word looked up before: texts repeat themselves, and the lexicon is too large for the processor's near memory. */
typedef struct dx_seen {
	uint64_t hash;
	const dx_word *word;
} dx_seen;

typedef struct dx_cutter {
	dx_slice bytes;
	const dx_lexicon *lexicon;
	dx_arena *arena;
	DX_VEC(dx_token) tokens;
	DX_VEC(dx_sentence) sentences;
	DX_VEC(dx_region) regions;
	DX_VEC(uint32_t) marks;    /* tokens of the paragraph in work that are quotation marks or lone apostrophes */
	uint32_t first;            /* first token of the paragraph in work */
	uint32_t paragraph;        /* its number */
	bool goes_on;              /* the next paragraph of the story opens with a quotation mark */
	bool told;                 /* the paragraph is part of the story: a body or headline block */
	int32_t open;              /* region that the last paragraph of the story left open, or -1 */
	uint64_t hashes[128];      /* dx_hash of each ASCII character, for punctuation */
	const dx_word *words[128]; /* its lexicon entry: some phrases hold , ( ) & / : ! */
	dx_seen seen[512];
} dx_cutter;

/* What a code point is to the tokens. */
typedef enum dx_char_kind {
	DX_CH_SPACE,
	DX_CH_IGNORED,
	DX_CH_LETTER,
	DX_CH_DIGIT,
	DX_CH_PUNCT,
	DX_CH_SYMBOL,
	DX_CH_MARK,
	DX_CH_HYPHEN,
	DX_CH_DASH,
	DX_CH_ELLIPSIS
} dx_char_kind;

/* charkind.c: the code point at byte i (before `end`), its length into *bytes. */
dx_char_kind dx_char_at(dx_slice text, uint32_t i, uint32_t end, unsigned *bytes);
/* Bytes of the apostrophe at byte i, as ' ’ and what is typed in their place; 0: none. */
unsigned dx_apostrophe_at(dx_slice text, uint32_t i, uint32_t end);
/* Letter or digit at byte i? */
bool dx_wordy_at(dx_slice text, uint32_t i, uint32_t end);

/* A quotation mark: `family` pairs with the same family only. */
typedef enum dx_mark_family { DX_MARK_DOUBLE, DX_MARK_SINGLE, DX_MARK_GUILLEMET, DX_MARK_CORNER } dx_mark_family;
typedef enum dx_mark_hint { DX_HINT_NONE, DX_HINT_OPEN, DX_HINT_CLOSE } dx_mark_hint;
typedef struct dx_mark {
	uint32_t cp;
	uint8_t family, hint;
	char style; /* marks of one style belong together: straight, curly, backquote, angle, corner */
	char ascii;
} dx_mark;
/* The mark at byte i, or NULL. */
const dx_mark *dx_mark_at(dx_slice text, uint32_t i, uint32_t end);

/* lower.c: a finished word or number: its lower-case form, hash, lexicon entry and capitals. */
void dx_token_word(dx_cutter *c, dx_token *token);
/* The lexicon entry of the bytes with a full stop behind them where `stop`, or NULL. */
const dx_word *dx_word_of(const dx_cutter *c, uint32_t start, uint32_t end, bool stop);

/* tokens.c: tokens of the bytes [start, end), one paragraph. */
void dx_cut_tokens(dx_cutter *c, uint32_t start, uint32_t end);
/* dots.c: the word [start, i) takes in the full stop at byte i: first byte behind what it takes in; i: it does not.
 * *more: letters behind it belong to the word too. */
uint32_t dx_over_dot(const dx_cutter *c, uint32_t start, uint32_t i, uint32_t end, bool *more);
/* address.c: end of the web address that begins at byte i, or i. */
uint32_t dx_url_end(dx_slice text, uint32_t i, uint32_t end);
/* End of the mail domain behind the @ at byte i, or i. */
uint32_t dx_domain_end(dx_slice text, uint32_t i, uint32_t end);
/* Does the full stop at byte i stand inside a host name ("example.com")? */
bool dx_host_dot(dx_slice text, uint32_t i, uint32_t end);

/* quotes.c: the regions of the paragraph's tokens; settles the kind of every mark. */
void dx_cut_quotes(dx_cutter *c);
/* sentences.c: the sentences of the paragraph's tokens. */
void dx_cut_sentences(dx_cutter *c);

#endif
