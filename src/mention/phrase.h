/* A noun phrase in the reading. */
#ifndef DX_MENTION_PHRASE_H
#define DX_MENTION_PHRASE_H

#include "mention/finder.h"

enum { DX_OFFICES_MAX = 4, DX_NO_TOKEN = UINT32_MAX };

typedef struct dx_phrase {
	dx_finder *f;
	uint32_t p;      /* piece in work */
	uint32_t born;   /* mentions before this phrase: later ones are its parts */
	uint32_t first;  /* token it begins with */
	uint32_t firm;   /* piece behind the last one that surely belongs to it */
	uint32_t field;  /* first token of words that may say a title's field ("fisheries" minister), or DX_NO_TOKEN */
	unsigned depth;  /* phrases around it */
	unsigned plain;  /* plain words read since the last firm piece */
	bool determined; /* a, the, his, Iran's, two … before it */
	bool counted;    /* a number or "several" before it */
	bool modified;   /* a country, body or name before its head */
	bool capital;    /* a capitalised modifier that belongs to its name: "Russian Foreign Ministry" */
	uint32_t capital_first; /* its first token */
	bool former, deputy, acting;
	uint32_t modifier; /* first token of "deputy", "former" …, or DX_NO_TOKEN */
	char country[3];
	int32_t organisation; /* mention of a body or organisation before its head, or -1 */
	dx_office offices[DX_OFFICES_MAX];
	unsigned office_count;
} dx_phrase;

static inline const dx_piece *dx_here(const dx_phrase *s) { return dx_piece_at(s->f, s->p); }
static inline bool dx_here_in(const dx_phrase *s, uint32_t kinds) { return dx_piece_in(s->f, s->p, kinds); }
/* First token behind the pieces read so far. */
static inline uint32_t dx_read_to(const dx_phrase *s) { return dx_piece_at(s->f, s->p - 1)->last; }

/* office.c: make an office of the title piece in work with the words before it; moves behind it. */
void dx_office_read(dx_phrase *s);
/* The office's complement, "of Togo", "for the African Union", "to the UN", from piece s->p on; false: none. */
bool dx_complement(dx_phrase *s, bool title);
/* A title without a name: a mention of its holder, or -1 where it is no mention ("general election"). */
int32_t dx_title_only(dx_phrase *s);
/* Copy the phrase's offices, country and organisation to mention m. */
void dx_offices_give(dx_phrase *s, uint32_t m);

/* role.c: the phrase's head is the role piece in work ("two Iranian officials", "the Russian Foreign Ministry").
 * Returns the mention, or -1 where the role only modifies what follows. */
int32_t dx_role_read(dx_phrase *s);
/* First token of what belongs to an organisation's name whose head is at `head`: "Russian Foreign Ministry". */
uint32_t dx_name_start(const dx_phrase *s, uint32_t head);
/* An organisation's name that ends before piece s->p: its "of" part and its modifiers belong to it. `m`: its mention.
 */
void dx_organisation_close(dx_phrase *s, uint32_t m);

/* Take mention m as a modifier of the phrase: its country, or itself as organisation. */
void dx_phrase_modify(dx_phrase *s, uint32_t m);

#endif
