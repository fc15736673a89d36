/* What a run found, summed up for a short table. */
#ifndef DX_CLI_TALLY_H
#define DX_CLI_TALLY_H

#include "base/buf.h"
#include "base/map.h"
#include "base/vec.h"
#include "lexicon/lexicon.h"

typedef struct dx_tally_speaker {
	dx_slice key, name, title;
	char country[3];
	dixit_entity_type type;
	uint64_t statements;
} dx_tally_speaker;

typedef struct dx_tally_event {
	dx_slice who, place;
	char date[11];
	dixit_event_type type;
} dx_tally_event;

typedef struct dx_tally {
	dx_arena arena;
	uint64_t by_kind[DIXIT_INDIRECT + 1];
	dx_map speaker_of, event_of;
	DX_VEC(dx_tally_speaker) speakers;
	DX_VEC(dx_tally_event) events;
} dx_tally;

dixit_status dx_tally_init(dx_tally *tally, dixit_error *error);
void dx_tally_free(dx_tally *tally);
dixit_status dx_tally_add(dx_tally *tally, const dixit_record *record, dixit_error *error);
/* Statements by kind, who spoke most, events by date; lines no longer than `width` columns (0: any). Country names are
 * the lexicon's. */
void dx_tally_print(dx_tally *tally, dx_buf *out, const dx_lexicon *lexicon, unsigned width);

#endif
