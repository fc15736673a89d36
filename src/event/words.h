/* The words that tell of events and those that stand around them, each with a number to write rules by. A token is
 * looked up once, by the hash it has anyway, so a sentence without a trigger costs one probe a word. */
#ifndef DX_EVENT_WORDS_H
#define DX_EVENT_WORDS_H

#include "text/text.h"

typedef enum dx_event_word {
	DX_EV_NONE,
	/* Triggers: a sentence without one of these tells of no event. */
	DX_EV_MEET,
	DX_EV_MEETING,
	DX_EV_TALKS,
	DX_EV_CALL,
	DX_EV_CONVERSATION,
	DX_EV_SPEAK,
	DX_EV_PHONED,
	DX_EV_CALLED, /* somebody, by phone or otherwise */
	DX_EV_DISCUSS,
	DX_EV_SIGN,
	DX_EV_SEE,
	DX_EV_VISITED,
	DX_EV_VISIT,
	DX_EV_TRIP,
	DX_EV_GO,
	DX_EV_DUE,
	DX_EV_HOST,
	DX_EV_RECEIVE,
	DX_EV_TELL,
	DX_EV_ADDRESSED,
	DX_EV_ADDRESS,
	DX_EV_SPEECH,
	DX_EV_SIT,
	DX_EV_SESSION,
	DX_EV_SUMMIT,
	DX_EV_CONFERENCE,
	DX_EV_BRIEFING,
	DX_EV_INTERVIEW,
	DX_EV_INTERVIEWED,
	DX_EV_TRIGGERS, /* not a word: the end of the triggers */
	/* Verbs that take an event as their object or subject. */
	DX_EV_HOLD,
	DX_EV_HAVE,
	DX_EV_ATTEND,
	DX_EV_OCCUR,
	DX_EV_PAY,
	/* What makes an event unreal, or puts it into the future. */
	DX_EV_UNREAL,
	DX_EV_NOT,
	DX_EV_MAY,
	DX_EV_WILL,
	DX_EV_PLAN,
	DX_EV_PLANNED,
	/* Before and after the noun. */
	DX_EV_PHONE,
	DX_EV_PRESS,
	DX_EV_SEPARATE,
	DX_EV_SPAN,
	DX_EV_AGAIN,
	DX_EV_SIDELINES,
	DX_EV_EDGE,
	DX_EV_OUTLET,
	DX_EV_MATTER,  /* "the war in": the place is the topic's */
	DX_EV_TOWN,    /* "the city of" */
	DX_EV_TIMES,   /* "met several times": no single event */
	DX_EV_LATERAL, /* "a trilateral with X" is a meeting, "trilateral talks" are talks */
	DX_EV_BEHIND,
	DX_EV_PUBLIC, /* "a town hall meeting": with nobody in particular */
	DX_EV_CANCELLED,
	/* Prepositions. */
	DX_EV_WITH,
	DX_EV_BETWEEN,
	DX_EV_OF,
	DX_EV_BY,
	DX_EV_IN,
	DX_EV_AT,
	DX_EV_ON,
	DX_EV_ABOUT,
	DX_EV_TO,
	DX_EV_FOR,
	DX_EV_FROM,
	DX_EV_DURING,
	DX_EV_AFTER,
	DX_EV_BEFORE,
	DX_EV_SINCE,
	DX_EV_TOGETHER,
	/* Joints of the sentence. */
	DX_EV_AND,
	DX_EV_BUT,
	DX_EV_THAT,
	DX_EV_WHO,
	DX_EV_WHERE,
	DX_EV_WHEN,
	DX_EV_IF,
	DX_EV_AS,
	/* Determiners and people. */
	DX_EV_THE,
	DX_EV_A,
	DX_EV_BOTH,
	DX_EV_THEIR,
	DX_EV_TWO,
	DX_EV_SIDES,
	DX_EV_PERSONS,
	DX_EV_LISTENERS,
	DX_EV_DELEGATION,
	DX_EV_COUNTERPARTS,
	/* Time. */
	DX_EV_LATE,
	DX_EV_LAST,
	DX_EV_NEXT,
	DX_EV_THIS,
	DX_EV_PERIOD,
	DX_EV_SAME,
	DX_EV_COUNT,
	DX_EV_RECENTLY
} dx_event_word;

/* Does the word say that what follows it did not take place, or not yet? */
static inline bool dx_ev_unreal(uint8_t code) {
	return code == DX_EV_UNREAL || code == DX_EV_CANCELLED || code == DX_EV_CALLED;
}

/* dx_event_word of every token. *any: is there a trigger at all? */
uint8_t *dx_event_words(const dx_text *text, dx_arena *arena, bool *any);

#endif
