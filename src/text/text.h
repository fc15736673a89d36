/* The article as tokens, sentences, paragraphs and quotation regions. Everything here is made in one pass over the
 * text, linear in its length, in the article's arena. */
#ifndef DX_TEXT_H
#define DX_TEXT_H

#include "article/article.h"
#include "base/vec.h"
#include "lexicon/lexicon.h"

typedef enum dx_token_kind {
	DX_T_WORD,   /* letters, with inner hyphens, full stops (U.S.) and apostrophes; "n't", "'s", "'re" stand apart */
	DX_T_NUMBER, /* 6,000 · 3.5 · 21st · 85% is number and symbol */
	DX_T_PUNCT,  /* . , ; : ? ! ( ) [ ] … – — and the like, one token each ("..." and "--" are one) */
	DX_T_OPEN,   /* an opening quotation mark */
	DX_T_CLOSE,  /* a closing one */
	DX_T_SYMBOL  /* anything else: % $ & @ # emoji */
} dx_token_kind;

/* dx_token.caps */
enum { DX_CAPS_NONE, DX_CAPS_INITIAL, DX_CAPS_UPPER /* two letters or more, all upper case */ };

typedef struct dx_token {
	uint32_t start, end; /* bytes in the article */
	const dx_word *word; /* lexicon entry of the lower-cased form, or NULL */
	uint64_t hash;       /* dx_hash of the lower-cased form */
	uint32_t sentence;   /* index into sentences */
	int32_t region;      /* innermost quotation region around it (its marks included), or -1 */
	uint8_t kind;        /* dx_token_kind */
	uint8_t caps;
	char first; /* first byte; for marks of several bytes the ASCII mark they stand for: " ' . - … */
	bool space_before;
} dx_token;

/* Tokens, end exclusive; equal ends: none. */
typedef struct dx_range {
	uint32_t first, last;
} dx_range;

typedef struct dx_sentence {
	uint32_t first, last; /* tokens, end exclusive */
	uint32_t paragraph;
} dx_sentence;

typedef struct dx_paragraph {
	uint32_t first, last; /* sentences, end exclusive */
	uint32_t start, end;  /* bytes */
	uint8_t role;         /* dx_block_role of article.h: body, headline, furniture, repeat */
} dx_paragraph;

/* A quotation: from its opening mark to its closing one, or to the paragraph's end where that is missing. */
typedef struct dx_region {
	uint32_t first, last; /* tokens, end exclusive, marks included */
	int32_t parent;       /* region around it, or -1 */
	int32_t continues;    /* region of the paragraph before that this one carries on (that one never closes), or -1 */
	bool closed, mixed;   /* mixed: opened and closed by marks of different kinds */
	uint8_t mark;         /* '"' double, '\'' single, '<' guillemets */
} dx_region;

typedef struct dx_text {
	dx_slice bytes; /* the article's text */
	dx_token *tokens;
	dx_sentence *sentences;
	dx_paragraph *paragraphs;
	dx_region *regions; /* in order of their opening marks */
	uint32_t token_count, sentence_count, paragraph_count, region_count;
} dx_text;

/* Cut the article up. Everything lies in `arena`. */
void dx_text_make(dx_text *out, const dx_article *article, const dx_lexicon *lexicon, dx_arena *arena);

/* The longest phrase (or word) at token i, before token `end`, that has a meaning of one of `types` (bits 1 <<
 * dx_lexeme_type) and is written as that meaning wants; NULL: none. Its length in tokens is the lexeme's `words`. */
const dx_lexeme *dx_text_phrase(const dx_text *text, const dx_lexicon *lexicon, uint32_t i, uint32_t end,
                                uint32_t types);
/* A meaning of token i alone, of that type and shape; NULL: none. */
const dx_lexeme *dx_text_lexeme(const dx_token *token, dx_lexeme_type type);
/* Does the token's lower-cased word belong to one of the classes (DX_W_… bits)? */
static inline bool dx_is(const dx_token *t, uint32_t classes) { return t->word && (t->word->classes & classes); }
static inline dx_slice dx_token_slice(const dx_text *text, const dx_token *t) {
	return dx_cut(text->bytes, t->start, t->end);
}
/* Is the token exactly this lower-case ASCII word, whatever its case in the text? */
bool dx_token_same(const dx_text *text, const dx_token *t, const char *lower);
static inline bool dx_token_is(const dx_text *text, const dx_token *t, const char *lower) {
	return (t->first | 32) == (*lower | 32) && dx_token_same(text, t, lower); /* nearly all end at the first letter */
}
/* Is it one of these? The list ends with NULL. */
static inline bool dx_token_among(const dx_text *text, const dx_token *t, const char *const *words) {
	for (; *words; words++) {
		if (dx_token_is(text, t, *words)) return true;
	}
	return false;
}
static inline const dx_paragraph *dx_paragraph_of(const dx_text *text, uint32_t token) {
	return &text->paragraphs[text->sentences[text->tokens[token].sentence].paragraph];
}

static inline bool dx_same_range(dx_range a, dx_range b) { return a.first == b.first && a.last == b.last; }
static inline bool dx_touch(dx_range a, dx_range b) { return a.first < b.last && b.first < a.last; }
/* First token that ends behind the byte; the number of tokens where none does. */
uint32_t dx_token_at(const dx_text *text, uint32_t byte);
/* Tokens of a span of bytes, and the other way round. */
dx_range dx_tokens_of(const dx_text *text, dx_span span);
static inline dx_span dx_bytes_of(const dx_text *text, dx_range r) {
	if (r.first >= r.last) return (dx_span){0, 0};
	return (dx_span){text->tokens[r.first].start, text->tokens[r.last - 1].end};
}
/* Outermost quotation region around a token, or -1. */
static inline int32_t dx_outer_region(const dx_text *text, uint32_t token) {
	int32_t r = text->tokens[token].region;
	while (r >= 0 && text->regions[r].parent >= 0) r = text->regions[r].parent;
	return r;
}

#endif
