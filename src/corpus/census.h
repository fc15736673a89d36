/* Who and what stands in records, counted by entity key: what `dixit people` lists. Memory grows with the entities and
 * their names and roles, not with the records; the same records in any order give the same list. */
#ifndef DX_CENSUS_H
#define DX_CENSUS_H

#include "base/slice.h"

typedef struct dx_census dx_census;

/* A role as the articles tell it; days of the articles that do. */
typedef struct dx_census_role {
	dx_slice title, organisation; /* organisation: its name, len 0: none */
	char country[3];
	uint32_t first, last; /* YYYYMMDD, 0: no article that tells it has a day */
} dx_census_role;

/* A statement: its article's day and id, its number in the record from 1; 0: there is none. */
typedef struct dx_census_point {
	dx_slice article;
	uint32_t day, number;
} dx_census_point;

typedef struct dx_census_entity {
	dixit_entity_type type;
	dx_slice key, name; /* the name most records give; of those as frequent the longest */
	char country[3];    /* likewise */
	uint32_t articles, mentions;
	uint32_t statements;   /* as speaker */
	uint32_t named;        /* statements of anybody that name it */
	dx_census_role *roles; /* by first day seen, those without one last */
	uint32_t role_count;
	dx_slice *aliases; /* all other names, most frequent first */
	uint32_t alias_count;
	dx_census_point first, last; /* statements as speaker; those with a day before and after those without */
} dx_census_entity;

dixit_status dx_census_new(dx_census **out, dixit_error *error);
void dx_census_free(dx_census *census);
/* Count one record, which may be freed afterwards. */
dixit_status dx_census_add(dx_census *census, const dixit_record *record, dixit_error *error);

typedef enum dx_census_order { DX_BY_STATEMENTS, DX_BY_MENTIONS, DX_BY_NAME } dx_census_order;

typedef struct dx_census_choice {
	uint32_t types; /* bits 1 << dixit_entity_type */
	uint32_t least; /* statements */
	uint32_t most;  /* entities; 0: all */
	dx_census_order order;
} dx_census_choice;

/* The entities chosen, in order; borrowed until the next call. To be called after the last add. */
dixit_status dx_census_list(dx_census *census, const dx_census_choice *choice, const dx_census_entity *const **list,
                            uint32_t *count, dixit_error *error);

#endif
