/* Which events are one and the same. */
#ifndef DX_GRAPH_EVENT_H
#define DX_GRAPH_EVENT_H

#include "graph/facts.h"

/* An event as one article tells it. */
typedef struct dx_happening {
	const dixit_event *event;
	const uint32_t *nodes; /* entity of the record → draft */
	dx_slice article;      /* id */
	uint32_t index;        /* of the event in its record */
} dx_happening;

/* Drafts of the participants, each once, by key. In the temporary arena. */
typedef struct dx_guests {
	uint32_t *nodes;
	uint32_t count;
} dx_guests;

/* The draft of the event. Once linked, events of one key are one. Else two articles tell of one event where its type,
 * day, place and participants agree, or, if it has a name, where type, name, day and place do. An event without a day
 * or name, or of which nothing else is known, stays the article's own: two unknown days are not the same day. */
uint32_t dx_event_put(dixit_graph *graph, const dx_happening *h, dx_guests *guests);

#endif
