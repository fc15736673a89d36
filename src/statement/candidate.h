/* Candidates: what could be a statement, by the labels of the models and by the phrase rules, with the numbers that the
 * trees of src/tag judge them by. Training and extraction share all of it. */
#ifndef DX_STATEMENT_CANDIDATE_H
#define DX_STATEMENT_CANDIDATE_H

#include "statement/scan.h"
#include "tag/attribution.h"
#include "tag/frame.h"

enum {
	DX_SOURCES_MAX = 9,  /* sources that a cue chooses from, none among them */
	DX_OPTIONS_MAX = 14, /* contents that a cue chooses from */
	DX_PIECES_MAX = 6    /* fragments of a content made of labels */
};

/* What there is to go by. Arrays are by token of the article. */
typedef struct dx_signals {
	const dx_text *text;
	const dx_tags *tags;
	const dx_frame *frame;
	const dx_statements *rules;       /* what the phrase rules found */
	const uint8_t *label;             /* dx_label: the second pass's best sequence */
	const float (*share)[DX_L_LANES]; /* how likely each label is */
} dx_signals;

typedef struct dx_source_option {
	dx_range range; /* equal: no source */
	float score;
	float features[DX_SOURCE_WIDTH];
} dx_source_option;

typedef struct dx_content_option {
	const dx_range *content;
	uint32_t pieces;
	int32_t rule; /* statement of the rules it comes from or agrees with, or -1 */
	uint8_t
	    from; /* how it was put together, for the features; 1, 2: the nearest labelled piece left, right of the cue */
	float score;
	float features[DX_OPTION_WIDTH];
} dx_content_option;

typedef struct dx_cue_option {
	dx_range range;
	uint32_t head; /* the word that reports */
	int32_t rule;  /* first statement of the rules with this cue, or -1 */
	bool labelled; /* the best sequence has it */
	dx_source_option *sources;
	uint32_t source_count;
	uint32_t source; /* chosen one: set by who judges them, before dx_options_find() */
	float lead;      /* by how much it was chosen */
	dx_content_option *options;
	uint32_t option_count;
} dx_cue_option;

typedef struct dx_piece {
	dx_range range;
	bool labelled;
} dx_piece;

typedef struct dx_sums {
	uint32_t content, source, cue, inside, found, comma, mark, verb, cues, word, sentence, that;
} dx_sums;

typedef struct dx_candidates {
	dx_signals in;
	dx_arena *arena;
	dx_cue_option *cues; /* by first token */
	uint32_t cue_count;
	dx_piece *pieces, *sources; /* of content, of source; by first token */
	uint32_t piece_count, source_count;
	dx_sums *sums;            /* up to token i, exclusive */
	int32_t *rule_at;         /* by token: first rule statement whose cue it is in, or -1 */
	dx_content_option *loose; /* rule statements without a cue */
	uint32_t loose_count;
} dx_candidates;

/* Cues and their sources. */
void dx_candidates_find(dx_candidates *out, const dx_signals *in, dx_arena *arena);
/* Contents of all cues, once their sources are chosen, and what the rules found without a cue. */
void dx_options_find(dx_candidates *c);
/* First of n pieces, by first token, that begins at or behind the token. */
uint32_t dx_piece_from(const dx_piece *pieces, uint32_t n, uint32_t token);
/* Mean of a likelihood over n tokens, from its sums. */
static inline float dx_mean_share(uint32_t before, uint32_t behind, uint32_t n) {
	return n ? (float)(behind - before) / (4096.0f * (float)n) : 0;
}

#endif
