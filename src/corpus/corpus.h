/* Linking in the making, private to this folder. The first pass notes what the records hold, settling decides, the
 * second pass rewrites. What is decided depends on what the articles say and never on their order: articles are
 * compared by date, id and check sum (dx_report_before), not by number. */
#ifndef DX_CORPUS_H
#define DX_CORPUS_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "corpus/corrections.h"
#include "corpus/roster.h"
#include "lexicon/lexicon.h"

#define DX_NONE UINT32_MAX

/* An article of the corpus. */
typedef struct dx_report {
	dx_slice key; /* id, NUL, check sum: what tells articles apart */
	dx_slice id, published, publisher;
	uint64_t simhash; /* 0: unknown */
	uint32_t length;  /* code points */
	uint32_t entity_count, statement_count, event_count;
	bool given; /* its linked record has been handed out */
} dx_report;

typedef struct dx_identity dx_identity;     /* identity.h: who is who */
typedef struct dx_repeats dx_repeats;       /* repeats.h: the same statement, the same article */
typedef struct dx_happenings dx_happenings; /* happenings.h: the same event */

typedef enum dx_corpus_stage { DX_CORPUS_OPEN, DX_CORPUS_SETTLED, DX_CORPUS_BROKEN } dx_corpus_stage;

struct dixit_corpus {
	dx_arena arena;
	dx_arena temp; /* emptied after every record and after settling */
	dx_lexicon *lexicon;
	dx_roster *roster;
	dx_corrections *corrections; /* NULL: none */
	DX_VEC(dx_report) articles;
	uint32_t *order, *rank; /* once settling: the articles by dx_report_before(), and the place of each in that */
	dx_map known;           /* dx_report.key → article */
	dx_identity *identity;
	dx_repeats *repeats;
	dx_happenings *happenings;
	dx_unmet notes;
	bool once;
	uint8_t stage;
};

/* Does article a come before b: by date (unknown last), id, check sum? A total order. */
bool dx_report_before(const dixit_corpus *corpus, uint32_t a, uint32_t b);
/* The number of the record's article, DX_NONE: it was never added. */
uint32_t dx_report_find(const dixit_corpus *corpus, const dixit_record *record, dx_arena *temp);

#endif
