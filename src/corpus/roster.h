/* The roster: people whose names, offices and identifiers are known beforehand. It is made of the built-in table
 * (src/lexicon/data/roster.tsv, or the one of --lexicon) and any number of user's files, and never changes once made:
 * any number of threads may look things up, and no look-up allocates.
 *
 * What it is for:
 *   one key for one person   dx_roster_named() takes the key of an entity, made of whatever spelling an article has
 *                            ("person/faisal-miqdad"), and gives the person; `key` is the key of the name as the roster
 *                            writes it, the one to use for all spellings
 *   namesakes                dx_roster_find() gives all of that name, with offices and days to tell them apart;
 *                            dx_roster_named() names nobody where country and day leave several
 *   surnames alone           dx_roster_surname(): all whose name may be cut to that
 *   offices without a name   dx_roster_holder(): who "the Qatari foreign minister" was on that day
 *   identifiers              `id`
 *
 * A name that agrees is not yet the person: there are many called John Kelly. Where an article gives an office or a
 * country, it must agree too (what the article says wins over the roster); dx_roster_named() sees to the country.
 *
 * User's files have the columns of the built-in table (src/lexicon/README.md) in any order; only `name` is needed, and
 * `country` may also be a name that the lexicon knows.
 * Lines of one name are one person, unless both give an id and the ids differ. A person of a user's file takes the
 * place of the one of that name (or alias, where it is one person's alone) in the built-in table and in files given
 * before; what the lines leave out, all offices, all aliases or the id, is taken over from there. */
#ifndef DX_ROSTER_H
#define DX_ROSTER_H

#include "lexicon/lexicon.h"

typedef struct dx_roster dx_roster;

typedef struct dx_roster_office {
	dx_slice title, institution; /* len 0: not given; the title as in the table ("Foreign Minister") */
	char country[3];             /* "" not given, or of an international body */
	uint32_t from, to;           /* days as in dx_tenure: 0 and DX_DAY_OPEN where not given */
} dx_roster_office;

typedef struct dx_roster_person {
	dx_slice name, id; /* id len 0: none */
	dx_slice key;      /* dx_person_key() of the name: an entity's key without "person/" */
	dx_slice *aliases;
	uint32_t alias_count;
	dx_roster_office *offices; /* by from, then to; those without days first */
	uint32_t office_count;
	bool own; /* named in a user's file */
} dx_roster_person;

typedef struct dx_roster_options {
	const dx_lexicon *lexicon; /* must outlive the roster: built-in table, canonical titles, names of bodies and
	                              countries; NULL: none of these, user's files alone */
	char *const *paths;        /* user's files; of two that name one person the later one wins */
	size_t path_count;
	bool without_built_in; /* the lexicon's own people are left out */
} dx_roster_options;

/* @param[out] out the caller's, free it with dx_roster_free()
 * @return DIXIT_E_FORMAT or DIXIT_E_IO with file, line and byte in `error` */
dixit_status dx_roster_new(dx_roster **out, const dx_roster_options *options, dixit_error *error);
void dx_roster_free(dx_roster *roster);

uint32_t dx_roster_count(const dx_roster *roster);
/* Person i: built-in ones first, then those of the files, in the order of their first lines. */
const dx_roster_person *dx_roster_at(const dx_roster *roster, uint32_t i);

/* Numbers of persons, borrowed. */
typedef struct dx_roster_hits {
	const uint32_t *persons;
	uint32_t count;
} dx_roster_hits;

/* All of that name: `key` is dx_person_key() of a full name, or an entity's key ("person/…"). Those whose name it is
 * come first, then those whose alias it is. */
dx_roster_hits dx_roster_find(const dx_roster *roster, dx_slice key);
/* All whose name or an alias ends in that: `folded` is dx_person_key() of a surname of one or several parts, of which
 * blanks and hyphens do not count ("leyen", "vonderleyen", "von-derleyen"). Of names from China, Korea, Taiwan,
 * Vietnam, Cambodia, Singapore and Hong Kong also what the name begins with ("wang"). */
dx_roster_hits dx_roster_surname(const dx_roster *roster, dx_slice folded);

/* The one person that a full name means, or NULL where nobody or several may be meant. `country` "" or ISO: whoever has
 * offices, none of them for that country or for an international body, is not meant. `day` 0 or YYYYMMDD: of several,
 * the one in office is meant. A name goes before an alias. */
const dx_roster_person *dx_roster_named(const dx_roster *roster, dx_slice key, const char *country, uint32_t day);
/* The office that the person held on that day (of several, the one last entered upon), or NULL. */
const dx_roster_office *dx_roster_in_office(const dx_roster_person *person, uint32_t day);

/* An office as an article tells of it: at least a title, and a country or an institution. "IAEA Director General" has
 * its institution in the title. */
typedef struct dx_office_query {
	dx_slice title;
	dx_slice institution; /* any name of it that the lexicon knows; len 0: not given */
	char country[3];      /* "" not given */
	uint32_t day;         /* YYYYMMDD, not 0 */
} dx_office_query;

/* Who held the office on that day; NULL where nobody is known to, or several may have. Titles that news treats as one
 * (Foreign Secretary, Secretary of State, Foreign Minister) are one. On the day of a change it is the new one. */
const dx_roster_person *dx_roster_holder(const dx_roster *roster, const dx_office_query *query);

#endif
