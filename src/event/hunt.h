/* Inside the event stage. Every look around a trigger is bounded by DX_EV_REACH tokens and DX_EV_PEOPLE participants,
 * so the stage is linear in the article. */
#ifndef DX_EVENT_HUNT_H
#define DX_EVENT_HUNT_H

#include "event/date.h"
#include "event/event.h"
#include "event/words.h"

enum { DX_EV_REACH = 60, DX_EV_PEOPLE = 16 };
/* Before token i a statement's content begins, or has ended. */
enum { DX_EV_CUT_START = 1, DX_EV_CUT_END = 2 };

typedef enum dx_clause_kind {
	DX_CLAUSE_MAIN,
	DX_CLAUSE_COORDINATE, /* "and met …": the subject stands in the clause before */
	DX_CLAUSE_RELATIVE,   /* "who …": the subject stands before it */
	DX_CLAUSE_WHERE,
	DX_CLAUSE_IF /* never real */
} dx_clause_kind;

typedef struct dx_clause {
	uint32_t first, last; /* tokens, end exclusive; a relative clause may stand inside */
	uint32_t parent;      /* the clause before or around it */
	uint8_t kind;         /* dx_clause_kind */
	bool event;           /* a trigger stands in it: its dates are that event's */
} dx_clause;

/* How surely an event takes place. */
typedef enum dx_reality { DX_REAL, DX_AHEAD /* will, is to, plans to */, DX_UNREAL } dx_reality;

/* A place in the text that tells of an event. */
typedef struct dx_sighting {
	uint8_t type;    /* dixit_event_type */
	uint8_t reality; /* dx_reality */
	uint32_t at;     /* trigger token */
	uint32_t clause;
	uint32_t people[DX_EV_PEOPLE]; /* entities, each once */
	uint32_t count;
	uint32_t subjects;         /* the first so many of them are the subject */
	uint32_t object, objects;  /* of them named behind the trigger: from, end exclusive */
	int32_t place, host, body; /* entities, or -1 */
	dx_slice name;
	dx_when when;         /* kind DX_WHEN_NONE: no date */
	uint32_t first, last; /* tokens read, end exclusive; at last those of the clause */
	bool their;           /* "their", "the two sides": the people of the event before */
	bool the;             /* "the meeting": an event told before, where there is one */
	bool again;
	bool phone;
	bool mutual;   /* the participants are all named: "between X and Y" */
	bool spoken;   /* statements of the clause were made at it: "said at a meeting" */
	bool noun;     /* told by a noun: it may lie ahead */
	bool many;     /* "meetings", "negotiations": no event unless it has its day */
	bool separate; /* "separate calls with X and Y" are two */
	bool nameless; /* "with his Qatari counterpart": told by the country alone */
	bool beside;   /* "on the sidelines of the summit": what took place there has its place */
	bool cancels;  /* "the meeting was cancelled": an event told before is none */
	bool weak;     /* "discussed X with Y": no event without its day or place */
	bool speech;   /* "during his speech": a session told before, or nothing */
	int32_t cue;   /* statement that was made at it, or -1 */
	int32_t event; /* what it became, or -1 */
} dx_sighting;

typedef struct dx_hunt {
	const dx_text *text;
	const dx_mentions *mentions;
	const dx_entities *entities;
	dx_statements *statements;
	const dx_lexicon *lexicon;
	dx_arena *arena;
	uint8_t *codes;            /* dx_event_word by token */
	int32_t *begins, *ends;    /* outermost mention that begins at, ends before token i, or -1 */
	int32_t *countries;        /* by dx_ev_iso(): the country's entity, or -1 */
	int32_t *cues;             /* statement whose cue the token belongs to, or -1 */
	uint8_t *cuts;             /* DX_EV_CUT_… by token */
	uint8_t *denied;           /* by token: somebody says it is not so */
	uint32_t *clause_of;       /* clause by token, of the sentence in work */
	DX_VEC(dx_clause) clauses; /* of the sentence in work */
	DX_VEC(dx_sighting) seen;
	uint32_t first, last; /* tokens of the sentence in work */
	uint32_t sighted;     /* first sighting of the sentence in work */
	dx_day published;     /* DX_NO_DAY: unknown */
} dx_hunt;

enum { DX_EV_ISO = 26 * 26 };
static inline uint32_t dx_ev_iso(const char country[3]) {
	return (uint32_t)((country[0] - 'A') % 26 * 26 + (country[1] - 'A') % 26);
}
static inline const dx_token *dx_ev_at(const dx_hunt *h, uint32_t i) { return &h->text->tokens[i]; }
/* The word at token i of the sentence in work; DX_EV_NONE outside of it. */
static inline uint8_t dx_ev(const dx_hunt *h, uint32_t i) {
	return i >= h->first && i < h->last ? h->codes[i] : DX_EV_NONE;
}
static inline const dx_mention *dx_ev_mention(const dx_hunt *h, int32_t m) { return &h->mentions->items[m]; }
/* The entity of mention m (-1: none), or NULL. */
static inline const dx_entity *dx_ev_entity(const dx_hunt *h, int32_t m) {
	if (m < 0 || dx_ev_mention(h, m)->entity < 0) return NULL;
	return &h->entities->items[dx_ev_mention(h, m)->entity];
}

/* clause.c: cut the sentence in work into clauses. */
void dx_ev_clauses(dx_hunt *h);
/* Is token i a verb, auxiliary or modal, as far as the lexicon can tell? */
bool dx_ev_verbal(const dx_hunt *h, uint32_t i);

/* people.c: add an entity, or what the mention stands for ("the two sides"). False: it can be no participant. */
bool dx_ev_add(const dx_hunt *h, dx_sighting *s, int32_t mention);
void dx_ev_add_entity(dx_sighting *s, uint32_t entity);
/* The list "X, Y and Z" that begins at token i; returns the token behind it (i: no list). */
uint32_t dx_ev_list(const dx_hunt *h, dx_sighting *s, uint32_t i);
/* The same behind "between", where a verb may follow the last. */
uint32_t dx_ev_pair(const dx_hunt *h, dx_sighting *s, uint32_t i);
/* Does one of the mention's first words mean this? */
bool dx_ev_mention_has(const dx_hunt *h, int32_t mention, dx_event_word code);
/* Is it a newspaper, a broadcaster: by its entity, or by the noun before its name? */
bool dx_ev_outlet(const dx_hunt *h, int32_t mention);
/* The subject of the verb at token v. */
void dx_ev_subject(const dx_hunt *h, dx_sighting *s, uint32_t v);
/* The statement whose cue stands in the trigger's clause, into s->cue. */
void dx_ev_cue(const dx_hunt *h, dx_sighting *s);
/* Who the clause is about: the speaker of its cue, or its subject. */
void dx_ev_owner(const dx_hunt *h, dx_sighting *s);

/* real.c: is what the verb at v tells of real, ahead, or neither? */
dx_reality dx_ev_verb_reality(const dx_hunt *h, uint32_t v);
/* The same for a noun phrase that begins at token i. */
dx_reality dx_ev_noun_reality(const dx_hunt *h, uint32_t i);

/* tail.c: read participants, place and date behind the trigger, from token i on. `takes`: bits 1 << (code -
 * DX_EV_WITH) of the prepositions that bring participants. Returns the token where it stopped. */
uint32_t dx_ev_tail(const dx_hunt *h, dx_sighting *s, uint32_t i, uint32_t takes);
#define DX_EV_TAKES(code) (1u << ((code)-DX_EV_WITH))
/* The time given beside the cue of a statement in another sentence: "said Tuesday". */
bool dx_ev_cue_date(const dx_hunt *h, const dx_statement *st, dx_when *out);
/* Place and date of the clause where the tail has none; then those of the sentence. */
void dx_ev_surroundings(const dx_hunt *h, dx_sighting *s);

/* verb.c, noun.c: what the trigger at token i tells of; false: nothing. */
bool dx_ev_verb(const dx_hunt *h, dx_sighting *s, uint32_t i);
bool dx_ev_noun(const dx_hunt *h, dx_sighting *s, uint32_t i);
/* Does the trigger at token i stand as a noun? */
bool dx_ev_is_noun(const dx_hunt *h, uint32_t i);

/* body.c */
typedef enum dx_body_use { DX_BODY_SITS, DX_BODY_TOLD, DX_BODY_ADDRESSED } dx_body_use;
/* Is the entity a body that sits, that one tells, that one addresses? */
bool dx_ev_body(const dx_entity *entity, dx_body_use use);
/* The same for a mention: a body of the lexicon that meets, like the Arab League, is one too. */
bool dx_ev_convenes(const dx_hunt *h, int32_t mention);
/* Make the sighting a session of the mention's entity; false: it has none. */
bool dx_ev_set_body(const dx_hunt *h, dx_sighting *s, int32_t mention);

/* merge.c: events of the sightings, one of those told twice; fills `event` of the sightings. */
void dx_ev_merge(dx_hunt *h, dx_events *out);
/* said.c: set `event` of the statements made at one. */
void dx_ev_said(const dx_hunt *h, const dx_events *events);

#endif
