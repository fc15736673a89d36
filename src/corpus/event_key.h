/* Keys of events: "meeting/2023-10-14/place/doha/person/ann+person/bob", "summit/danube-summit/2024-03-14". The keys of
 * place and participants stand in them whole, so that two events have one key only if they agree in all of them. */
#ifndef DX_EVENT_KEY_H
#define DX_EVENT_KEY_H

#include "base/arena.h"
#include "base/slice.h"

typedef struct dx_event_parts {
	dx_slice type, name, date, place; /* name folded; len 0: none */
	const dx_slice *guests;           /* keys, sorted, each once; not in the key of an event with a name */
	uint32_t guest_count;
	dx_slice article; /* of an event that is its article's own; len 0: it is not */
	uint32_t index;   /* of the event in that article */
} dx_event_parts;

dx_slice dx_event_key(const dx_event_parts *parts, dx_arena *arena);

#endif
