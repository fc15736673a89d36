/* What an article names: people with their titles and offices, organisations, countries, groups, places, media, and
 * pronouns and titles that stand for them. A mention is one place in the text; `entity` decides who it is. */
#ifndef DX_MENTION_H
#define DX_MENTION_H

#include "text/text.h"

/* What a title phrase says: "Iran's deputy foreign minister". */
typedef struct dx_office {
	uint32_t first, last; /* tokens of the whole title phrase without determiner, country and institution */
	uint8_t kind;         /* dx_title_kind of its head */
	char gender;          /* m f - */
	bool former, deputy;  /* "former", "ex-", "then-" / "deputy", "vice" */
	bool counterpart;     /* "his Qatari counterpart": the office of another mention, in `country` */
	bool heir;            /* "his successor", "her predecessor": the office of its owner, then former */
	dx_slice canonical;   /* canonical title, e.g. "Foreign Minister"; with modifier "Deputy Foreign Minister" */
	char country[3];      /* "" none given */
	int32_t organisation; /* mention index of "UN" in "UN spokesman X", or -1 */
} dx_office;

typedef struct dx_mention {
	uint32_t first, last;           /* tokens of the whole noun phrase with titles and apposition, end exclusive */
	uint32_t name_first, name_last; /* tokens of the proper name in it; equal: none */
	uint8_t type;                   /* dixit_entity_type */
	uint8_t form;                   /* dixit_form; DIXIT_SHORT: surname only */
	char gender;                    /* m f n - (unknown) */
	char number;                    /* s p */
	uint8_t person;                 /* of a pronoun: 1, 2, 3; else 3 */
	bool possessive;                /* his, their; or followed by 's */
	const dx_lexeme *lexeme;        /* the country, body, medium, place or role it was found by, or NULL */
	char country[3];                /* country it belongs to by modifier ("Iranian officials") or table, "" none */
	int32_t parent;                 /* mention around it ("Iran" inside "Iran's UN mission"), or -1 */
	dx_office *offices;             /* titles and offices before or after the name */
	uint32_t office_count;
	int32_t entity; /* filled by `entity`; -1 before */
} dx_mention;

typedef struct dx_mentions {
	dx_mention *items; /* by first token, the longer one first */
	uint32_t count;
} dx_mentions;

/* All mentions of the text but those in furniture. A mention never crosses a sentence. */
void dx_mention_find(dx_mentions *out, const dx_text *text, const dx_lexicon *lexicon, dx_arena *arena);

#endif
