/* Meetings, calls, visits, sessions, summits, press conferences and interviews: who took part, where, when. */
#ifndef DX_EVENT_H
#define DX_EVENT_H

#include "entity/entity.h"

typedef struct dx_event {
	uint8_t type;            /* dixit_event_type */
	dx_slice name;           /* "UN General Assembly" of a session; len 0: none */
	dixit_refs participants; /* entities, each once, by first mention */
	int32_t place, host;     /* entities, or -1 */
	char date[11];           /* YYYY-MM-DD, "" unknown */
	dx_span span;            /* bytes: the clause that tells of it */
} dx_event;

typedef struct dx_events {
	dx_event *items; /* in text order */
	uint32_t count;
} dx_events;

/* Find the events, make one of those told twice, and set `event` of the statements made at one. */
void dx_event_find(dx_events *out, const dx_article *article, const dx_text *text, const dx_mentions *mentions,
                   const dx_entities *entities, dx_statements *statements, const dx_lexicon *lexicon, dx_arena *arena);

#endif
