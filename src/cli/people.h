/* A census as `dixit people` writes it, one table of formats. */
#ifndef DX_CLI_PEOPLE_H
#define DX_CLI_PEOPLE_H

#include "base/buf.h"
#include "base/map.h"
#include "corpus/census.h"

enum { DX_PEOPLE_COLUMNS = 9 };

typedef struct dx_people {
	dx_buf page, cell;
	unsigned width; /* of the table; 0: nothing is cut */
	bool types;     /* the table has a column of types */
	bool keys;      /* … and keys in place of the offices */
	dx_arena arena;
	dx_map names; /* roster: folded name → how many of the list bear it */
} dx_people;

typedef struct dx_people_format {
	const char *name;
	void (*head)(dx_people *people);
	void (*each)(dx_people *people, const dx_census_entity *entity);
} dx_people_format;

extern const dx_people_format dx_people_formats[]; /* name NULL ends it */

#endif
