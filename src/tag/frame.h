/* What the attribution models look at: a few numbers a token, made once an article, and the features made of them. */
#ifndef DX_TAG_FRAME_H
#define DX_TAG_FRAME_H

#include "tag/chain.h"
#include "tag/tag.h"

/* Groups of features, so that training can leave one out and say what it is worth. */
typedef enum dx_feature_group {
	DX_G_WORDS,   /* words and lemmas around */
	DX_G_TAGS,    /* parts of speech and names around */
	DX_G_SHAPE,   /* capitals, endings */
	DX_G_LEXICON, /* reporting verbs and nouns */
	DX_G_QUOTES,  /* quotation marks */
	DX_G_PLACE,   /* in the sentence and paragraph */
	DX_G_TREE,    /* syntactic heads */
	DX_G_LABELS,  /* second pass: labels that the first one gave nearby */
	DX_G_CUES,    /* second pass: the cues that the first one found */
	DX_G_SPANS,   /* second pass: its spans around the token */
	DX_G_RULES,   /* second pass: the phrase rules of src/statement */
	DX_G_COUNT
} dx_feature_group;

enum { DX_FEATURES_MAX = 240 };

typedef struct dx_anchor {
	uint32_t at;      /* nearest head above the token that is an anchor, or DX_NO_ANCHOR */
	uint8_t relation; /* by which the token's branch hangs on it */
	uint8_t depth;    /* steps, at most 15 */
} dx_anchor;
enum { DX_NO_ANCHOR = UINT32_MAX };

typedef struct dx_frame {
	const dx_text *text;
	const dx_tags *tags;
	uint32_t groups; /* bits 1 << dx_feature_group */
	uint64_t *word, *lemma, *ending;
	uint8_t *report; /* reporting word: 0 none, else kind and act */
	uint8_t *shape;
	uint32_t *low, *high;   /* outermost tokens below the token in the tree */
	uint8_t *kids;          /* bits: has a subject, object, clause, "that" below it, and on which side */
	dx_anchor *anchor;      /* of reporting words */
	uint32_t *open, *close; /* nearest quotation mark at or before, at or behind, in the paragraph; else DX_NO_ANCHOR */
	uint32_t *verb_before, *verb_behind; /* nearest reporting word in the sentence, itself excluded */
	uint8_t *sentence;                   /* by sentence: bits of what stands in it */
} dx_frame;

void dx_frame_make(dx_frame *out, const dx_text *text, const dx_tags *tags, const dx_lexicon *lexicon, dx_arena *arena);
/* Nearest anchor above every token of the article. */
void dx_frame_anchors(const dx_frame *f, const uint8_t *is_anchor, dx_anchor *out);
/* Tokens of paragraph p. */
static inline uint32_t dx_paragraph_first(const dx_text *t, uint32_t p) {
	return t->paragraphs[p].first < t->paragraphs[p].last ? t->sentences[t->paragraphs[p].first].first : 0;
}
static inline uint32_t dx_paragraph_last(const dx_text *t, uint32_t p) {
	return t->paragraphs[p].first < t->paragraphs[p].last ? t->sentences[t->paragraphs[p].last - 1].last : 0;
}

/* Features of token k for the first pass; how many. */
uint32_t dx_first_features(const dx_frame *f, uint32_t k, uint64_t out[DX_FEATURES_MAX]);

/* What the second pass knows beside: labels of the first one. By token of the article. */
typedef struct dx_found_labels {
	uint8_t *label;
	float (*share)[DX_L_LANES];
	uint32_t *cue_before, *cue_behind; /* last token of the nearest cue before, first of that behind, in the sentence */
	uint32_t *span_first, *span_last;  /* span of its label that the token stands in */
	uint8_t *around;                   /* by sentence: bits of what the first pass found in it */
	dx_anchor *anchor;                 /* of cues */
	const uint8_t *rule;               /* labels by the phrase rules; NULL: not asked */
} dx_found_labels;

void dx_found_make(dx_found_labels *out, const dx_frame *f, uint8_t *label, float (*share)[DX_L_LANES],
                   dx_arena *arena);
/* Further features of token k for the second pass, behind `count` of the first; how many in all. */
uint32_t dx_second_features(const dx_frame *f, const dx_found_labels *l, uint32_t k, uint64_t out[DX_FEATURES_MAX],
                            uint32_t count);

#endif
