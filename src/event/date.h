/* Days as English tells them, made absolute against the day an article was published. */
#ifndef DX_EVENT_DATE_H
#define DX_EVENT_DATE_H

#include "text/text.h"

typedef int32_t dx_day; /* days since 1970-01-01 */
#define DX_NO_DAY INT32_MIN

/* Proleptic Gregorian (Hinnant, "chrono-compatible low-level date algorithms"). */
dx_day dx_day_of(int year, int month, int day);
void dx_day_write(dx_day day, char out[11]);
/* "2023-10-27"; DX_NO_DAY where it is no date. */
dx_day dx_day_parse(dx_slice s);

typedef enum dx_when_kind {
	DX_WHEN_NONE,
	DX_WHEN_VAGUE,    /* "last week", "in July": a time, but no day */
	DX_WHEN_WEEKDAY,  /* value 1 Monday … 7 */
	DX_WHEN_RELATIVE, /* value days from the day of publication */
	DX_WHEN_MONTH,    /* value month * 32 + day, year unknown */
	DX_WHEN_ANCHOR,   /* "a day earlier": value days from the day told before */
	DX_WHEN_DAY       /* value a dx_day */
} dx_when_kind;

typedef struct dx_when {
	uint8_t kind; /* dx_when_kind */
	int8_t turn;  /* "last Thursday" -1, "next Tuesday" 1, "Tuesday next week" 2, "Monday last week" -2 */
	bool range;   /* "from 3 to 5 March": the first day */
	int32_t value;
	uint32_t first, last; /* tokens, end exclusive */
} dx_when;

/* Where an event stands to the day of publication: what a weekday or a date without year means depends on it. */
typedef enum dx_tense { DX_PAST, DX_OPEN, DX_FUTURE } dx_tense;

typedef struct dx_calendar {
	const dx_text *text;
	const dx_lexicon *lexicon;
	const uint8_t *codes; /* dx_event_word by token */
} dx_calendar;

/* The time whose core stands at token i ("Thursday" of "on Thursday", "Oct. 7", "yesterday", "week" of "last week"),
 * before token `end` of the same sentence; false: none does. */
bool dx_when_at(const dx_calendar *c, uint32_t i, uint32_t end, dx_when *out);
/* The time told last before token i, at most some sentences back: what "the same day" means; false: none. */
bool dx_when_before(const dx_calendar *c, uint32_t i, dx_when *out);
/* The day, or DX_NO_DAY. */
dx_day dx_when_day(const dx_when *when, dx_day published, dx_tense tense);

#endif
