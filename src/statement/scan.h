/* Inside the statement stage: coarse tags, noun phrases, cues. One pass a sentence, every look around bounded by
 * DX_REACH tokens, so the stage is linear in the article. */
#ifndef DX_STATEMENT_SCAN_H
#define DX_STATEMENT_SCAN_H

#include "statement/statement.h"

enum { DX_REACH = 80 };

/* Coarse part of speech of a token; just fine enough to find where phrases and clauses end. */
typedef enum dx_tag {
	DX_TAG_PUNCT,
	DX_TAG_COMMA,
	DX_TAG_OPEN,
	DX_TAG_CLOSE,
	DX_TAG_DET,
	DX_TAG_POSS /* his, 's */,
	DX_TAG_PREP,
	DX_TAG_PRON,
	DX_TAG_WH,
	DX_TAG_AUX,
	DX_TAG_MODAL,
	DX_TAG_TO,
	DX_TAG_NEG,
	DX_TAG_CONJ,
	DX_TAG_SUB,
	DX_TAG_ADV,
	DX_TAG_NUM,
	DX_TAG_ADJ,
	DX_TAG_VERB,
	DX_TAG_ED,
	DX_TAG_ING,
	DX_TAG_NOUN,
	DX_TAG_NAME,
	DX_TAG_DATE
} dx_tag;

#define DX_TAGS(...) dx_tag_set((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))
static inline uint32_t dx_tag_set(const uint8_t *tags, size_t n) {
	uint32_t set = 0;
	for (size_t i = 0; i < n; i++) set |= 1u << tags[i];
	return set;
}

typedef enum dx_cue_kind {
	DX_CUE_FINITE,     /* X said, X has said, X is saying */
	DX_CUE_ING,        /* , adding that; Stressing that */
	DX_CUE_INFINITIVE, /* X took the floor to say that */
	DX_CUE_QUOTED_AS,  /* X was quoted as saying */
	DX_CUE_ACCORDING,  /* according to X */
	DX_CUE_NOUN        /* X's claim that; in a statement that */
} dx_cue_kind;

typedef struct dx_cue {
	dx_range range; /* the words of the cue: auxiliaries, verb, particle */
	uint32_t head;  /* the verb or noun itself */
	uint32_t after; /* first token behind verb and particle */
	uint8_t kind;   /* dx_cue_kind */
	uint8_t act, strength;
	uint32_t frames;
	bool negated;
	bool plain;      /* say: takes any clause, however short */
	bool names;      /* call: "called him a liar", but not "called him on Tuesday" */
	bool base;       /* a present without -s: its subject is no "a", no "he" */
	bool withhold;   /* declined to comment, did not respond */
	dx_range source; /* equal: not found (yet) */
	dx_range holder; /* of a source "who": the phrase that it stands for; equal: the source itself */
	dx_range addressee;
	bool shared; /* the source is that of an earlier cue in the sentence */
} dx_cue;

typedef struct dx_scan {
	const dx_text *text;
	const dx_mentions *mentions;
	const dx_lexicon *lexicon;
	dx_arena *arena;
	uint8_t *tags;          /* dx_tag by token */
	int32_t *begins, *ends; /* longest mention that begins at, ends before token i, or -1 */
	int32_t *owner;         /* statement that a quotation region belongs to, or -1 */
	DX_VEC(dx_cue) cues;    /* of the sentence in work */
	DX_VEC(dx_statement) found;
	uint32_t first, last; /* tokens of the sentence in work; `last` before its final punctuation */
	uint32_t stop;        /* end of the sentence */
	bool *title_cases;    /* by sentence: written Like a Headline, so that a capital tells nothing */
	bool title_case;      /* that of the sentence in work */
	uint32_t clause;      /* first token of the sentence that no statement has taken yet */
} dx_scan;

static inline const dx_token *dx_at(const dx_scan *s, uint32_t i) { return &s->text->tokens[i]; }
static inline bool dx_tagged(const dx_scan *s, uint32_t i, uint32_t set) { return set >> s->tags[i] & 1; }
static inline bool dx_word_is(const dx_scan *s, uint32_t i, const char *lower) {
	return dx_token_is(s->text, dx_at(s, i), lower);
}

/* Is token i one of these lower-case words? The list ends with NULL. */
static inline bool dx_word_in(const dx_scan *s, uint32_t i, const char *const *words) {
	return dx_token_among(s->text, dx_at(s, i), words);
}

/* direct: every word of the ranges stands inside quotation marks; mixed: some; indirect: none (dixit_kind). */
uint8_t dx_quoted_kind(const dx_text *text, const dx_range *ranges, uint32_t count);
/* Where a statement stands: its content, else its cue. */
static inline uint32_t dx_statement_place(const dx_statement *st) {
	return st->content_count ? st->content[0].start : st->cue.start;
}
/* tags.c: coarse tags of all tokens. */
void dx_scan_tags(dx_scan *s);
/* phrase.c: the noun phrase that ends before token `end`, not reaching before `floor`; equal ends: none. */
dx_range dx_phrase_left(const dx_scan *s, uint32_t end, uint32_t floor);
/* The noun phrase that begins at `i`, up to `limit`, with its apposition where one follows. */
dx_range dx_phrase_right(const dx_scan *s, uint32_t i, uint32_t limit);
/* Adverbs, dates, "in a statement", "on Twitter" from token i; returns the first token behind them. */
uint32_t dx_skip_adjuncts(const dx_scan *s, uint32_t i, uint32_t limit);
/* Is there a finite verb or auxiliary in the tokens? */
bool dx_has_verb(const dx_scan *s, uint32_t first, uint32_t last);
/* cues.c: the cues of the sentence in work, in text order. */
void dx_scan_cues(dx_scan *s);
/* source.c: the source of a cue from what stands left of it; false: not there. */
bool dx_source_left(dx_scan *s, dx_cue *cue);
/* content.c: make the statements of the sentence's cues. */
void dx_scan_contents(dx_scan *s);
/* quotes.c: quotations that no cue took: resumed, carried on, free-standing. */
void dx_scan_quotes(dx_scan *s);
/* A new statement with one content fragment (tokens; equal: none). */
dx_statement *dx_add_statement(dx_scan *s, const dx_cue *cue, dx_range content, const char *by);
/* One more fragment. */
void dx_add_fragment(dx_scan *s, dx_statement *st, dx_range content);

#endif
