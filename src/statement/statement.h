/* Statements: content, cue and source as they stand in the text. Who the source is, `entity` says. */
#ifndef DX_STATEMENT_H
#define DX_STATEMENT_H

#include "mention/mention.h"
#include "tag/attribution.h"

typedef struct dx_statement {
	dx_span *content; /* fragments in reading order, bytes */
	uint32_t content_count;
	dx_span cue, source;                /* bytes; equal ends: none */
	uint32_t source_first, source_last; /* tokens; equal: none */
	uint32_t cue_first, cue_last;
	dx_span addressee; /* "told reporters": bytes, equal ends: none */
	uint8_t kind, act; /* dixit_kind, dixit_act */
	bool negated;
	bool carried;     /* no source of its own: speaks on with the source of statement `previous` */
	int32_t previous; /* statement that this one goes on from, or -1 */
	float confidence;
	const char *by;
	/* filled by `entity` (entity indices) and `event` */
	dixit_refs speakers, speaks_for, addressees, about;
	int32_t event;
} dx_statement;

typedef struct dx_statements {
	dx_statement *items; /* by first byte of content (of the cue where there is none) */
	uint32_t count;
} dx_statements;

typedef struct dx_statement_input {
	const dx_text *text;
	const dx_mentions *mentions;
	const dx_tags *tags;
	const dx_lexicon *lexicon;
	const dx_tagger *tagger;
	dx_least least; /* confidence from which a statement comes out */
} dx_statement_input;

void dx_statement_find(dx_statements *out, const dx_statement_input *in, dx_arena *arena);
/* What the phrase rules alone find: candidates for the models, and features. */
void dx_rules_find(dx_statements *out, const dx_text *text, const dx_mentions *mentions, const dx_lexicon *lexicon,
                   dx_arena *arena);
/* Their labels (dx_label of tag/chain.h) by token. */
uint8_t *dx_rules_label(const dx_statements *rules, const dx_text *text, dx_arena *arena);

#endif
