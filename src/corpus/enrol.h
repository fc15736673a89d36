/* Rows of rosters → persons. Private to the roster. */
#ifndef DX_ENROL_H
#define DX_ENROL_H

#include "base/map.h"
#include "base/vec.h"
#include "corpus/roster.h"

typedef struct dx_enrolled {
	dx_roster_person person;
	DX_VEC(dx_slice) aliases;
	DX_VEC(dx_roster_office) offices;
	uint32_t layer;    /* 0: built in, then one a file */
	uint32_t namesake; /* the one before of the same name in the same layer, + 1; 0: none */
	bool several;      /* there are namesakes in its layer */
	bool gone;         /* another has taken its place */
} dx_enrolled;

typedef struct dx_enrolment {
	dx_arena *arena;
	DX_VEC(dx_enrolled) persons;
	uint32_t layer, first; /* the layer in work and its first person */
	dx_map names;          /* of the layer: key → latest person of that name, + 1 */
	dx_map ids;            /* of the layer: key, 0, id → person, + 1 */
	dx_map heads;          /* of the layers before: key of a name → latest person that is not gone, + 1 */
	dx_map aliases;        /* of the layers before: key of an alias → person + 1, 0: several */
	dx_map known_ids;      /* of the layers before: key, 0, id → person + 1 */
} dx_enrolment;

void dx_enrol_open(dx_enrolment *e, dx_arena *arena);
void dx_enrol_add(dx_enrolment *e, const dx_tenure *tenure);
/* The end of a table: its persons take the places of those known before. */
void dx_enrol_close_layer(dx_enrolment *e);

#endif
