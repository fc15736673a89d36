/* What a user says of entities: --corrections FILE.tsv. Applied last, on keys, after all that dixit found out by
 * itself, so that it stands whatever a new run finds. Look-ups mark the lines that they meet, and allocate nothing.
 *
 * Columns, in any order; `action` and `key` are needed:
 *   action           key    to          article
 *   merge            key    into        -        the entity is another one
 *   split            key    a new key   id       the entity of that article is somebody else; one line an article
 *   rename           key    name        -        the entity is called so
 *   drop             key    -           -        the entity goes from all records
 *   not-a-speaker    key    -           -        its statements keep the words of their source and lose the speaker
 *
 * A key goes its way in this order: split in its article, else its merges to their end and then split in the article;
 * then the merges of what came of it to their end. Name, drop and not-a-speaker are those of the key at the end, so
 * they stand in lines with that key; a line that gives them to a key which a merge takes away is an error, as are a
 * circle of merges, two merges of one key into two and two lines that split one key in one article in two ways. */
#ifndef DX_CORRECTIONS_H
#define DX_CORRECTIONS_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/vec.h"

typedef struct dx_corrections dx_corrections;

/* @param[out] out the caller's, free it with dx_corrections_free()
 * @param paths    any number of files, read as if they were one */
dixit_status dx_corrections_new(dx_corrections **out, char *const *paths, size_t count, dixit_error *error);
void dx_corrections_free(dx_corrections *corrections);

typedef struct dx_correction {
	dx_slice key;       /* the key to have: borrowed from the corrections, or the one asked for */
	dx_slice name;      /* the name to have; len 0: as it is */
	bool drop;          /* the entity is to go */
	bool not_a_speaker; /* its statements are to lose it as speaker */
	bool changed;       /* the key is another one */
} dx_correction;

/* What becomes of the entity of that key in that article (its record's id; len 0: of none in particular). */
dx_correction dx_corrections_of(dx_corrections *corrections, dx_slice key, dx_slice article);

/* "fix.tsv:3: no entity has the key person/jane-doe": a line for each that no look-up met, in the order of the files;
 * a slip of the pen would do nothing otherwise, and say nothing. The texts lie in the arena. */
typedef DX_VEC(const char *) dx_unmet;
void dx_corrections_unmet(const dx_corrections *corrections, dx_arena *arena, dx_unmet *out);

#endif
