/* What a report is made of, private to this folder. */
#ifndef DX_REPORT_FACTS_H
#define DX_REPORT_FACTS_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/outfile.h"
#include "base/vec.h"
#include "graph/graph.h"
#include "report/report.h"

enum { DX_NOBODY = UINT32_MAX };

typedef struct dx_doc {
	dx_slice key; /* id and check sum: what tells articles apart */
	dx_slice id, title, date, publisher, url, path;
	char sha256[65];
	uint32_t rank; /* by date, id and check sum */
	bool wanted;   /* a statement of it is in the page */
	bool had;      /* its text was read again */
} dx_doc;

/* Whom and what records name, by the key of its node. */
typedef struct dx_thing {
	dx_slice key;
	dx_slice name; /* the longest seen, for what is no node: an addressee without an edge */
	int64_t node;  /* -1: none */
} dx_thing;

typedef enum dx_part_role { DX_PART_SOURCE, DX_PART_CUE, DX_PART_CONTENT } dx_part_role;

/* A marked piece of a statement: code points of the article, and the words. */
typedef struct dx_part {
	uint32_t start, end;
	uint8_t role;
	dx_slice text;
} dx_part;

enum { DX_WHO, DX_FOR, DX_TO, DX_ABOUT, DX_REFS };

typedef struct dx_said {
	uint32_t doc, number; /* number: from 1, in its record */
	uint32_t part, parts; /* first and how many */
	uint32_t ref, refs[DX_REFS];
	uint32_t event; /* thing, or DX_NOBODY */
	uint8_t kind, act;
	bool negated;
	float confidence;
	dx_slice words; /* JSON of its pieces, once they are made */
} dx_said;

/* An event as one article tells it. */
typedef struct dx_told_event {
	uint32_t event, doc, number;
	uint32_t place, host; /* things, or DX_NOBODY */
	uint32_t ref, refs;
	char date[11]; /* its own day, "" unknown */
	dx_slice text;
} dx_told_event;

/* Who spoke in which article, for all statements: what is counted over time. */
typedef struct dx_spoken {
	uint32_t speaker, doc;
} dx_spoken;

/* An office that articles give somebody. */
typedef struct dx_office {
	uint32_t holder, organisation; /* things; organisation may be DX_NOBODY */
	dx_slice title;
	char country[3];
	uint32_t count;
	dx_slice first, last; /* days of the articles, len 0: unknown */
} dx_office;

typedef DX_VEC(uint32_t) dx_numbers;

/* Statements with their words, in memory of their own: thin.c copies those that stay from one store to the other. */
typedef struct dx_store {
	dx_arena arena;
	DX_VEC(dx_said) said;
	DX_VEC(dx_part) parts;
	dx_numbers refs;
} dx_store;

struct dx_report {
	dx_arena arena;
	dx_arena temp; /* emptied after every record or article */
	dx_report_limits limits;
	dx_map known, keys, by_text, titled; /* article → doc, key → thing, check sum → doc, office */
	DX_VEC(dx_doc) docs;
	DX_VEC(dx_thing) things;
	DX_VEC(dx_told_event) events;
	DX_VEC(dx_office) offices;
	DX_VEC(dx_spoken) spoken;
	dx_numbers guests; /* of events */
	dx_store stores[2], *store;
	uint64_t statement_count, thin_from; /* all there were; thin.c: how many are too many */
	dx_buf buf, line;                    /* JSON being written; a piece of text in the making */
	const dx_network *net;
	/* what has room, in the order in which the page has it */
	dx_numbers rows, edges, statements, tellings, sheets; /* nodes, edges, said, events, docs */
	uint32_t *row_of, *sheet_of, *strength_of; /* node → row, doc → sheet, node → its place by strength */
	uint32_t *of_text;                         /* next doc of the same text */
	uint64_t event_nodes, events_left_out, edges_left_out;
	uint32_t without_text; /* articles whose sentences could not be had */
	uint32_t bare;         /* statements of the page of those articles */
};

/* One article's text, while its statements are cut out of it. */
typedef struct dx_quoting {
	dx_report *report;
	const struct dx_text *text;
	uint32_t *marks; /* byte of every 64th code point */
	uint32_t points; /* code points in the text */
} dx_quoting;

/* thin.c: let go of statements that can't have room any more; say when to look next; choose at the end. */
void dx_thin(dx_report *report);
void dx_thin_later(dx_report *report);
void dx_thin_choose(dx_report *report);
/* data.c: the JSON of the page, through `emit`. */
dixit_status dx_report_data(dx_report *report, const dx_lexicon *lexicon, dx_outfile *out, dixit_error *error);
/* pieces.c: a statement as the page shows it, ["b","The sentence before. ","s","The minister","c"," said" …], as JSON
 * in the report's arena. With its own words alone where `q` is NULL. */
void dx_pieces_make(dx_report *report, dx_said *said, const dx_quoting *q);

#endif
