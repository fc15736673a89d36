/* A statement found in a store, with what is shown of it, and how it is written. */
#ifndef DX_CLI_FOUND_H
#define DX_CLI_FOUND_H

#include "article/article.h"
#include "base/outfile.h"
#include "store/store.h"

typedef struct dx_found {
	dx_store *store;
	const dx_lexicon *lexicon;           /* with the patterns: for the sentences around, */
	const dx_article_patterns *patterns; /* NULL where none are wanted */
	dx_rx_scratch *scratch;
	unsigned context; /* sentences before and behind */
	/* the one at hand */
	dx_store_hit hit;
	int64_t article; /* whose record this is, 0: none yet */
	dixit_record *record;
	const dixit_statement *statement;
	dx_store_list outlets;
	uint32_t articles;                /* that carry it */
	dx_slice before, sentence, after; /* len 0: none */
	dx_arena arena;                   /* emptied for every one */
} dx_found;

void dx_found_init(dx_found *found, dx_store *store);
void dx_found_free(dx_found *found);
/* Get ready what is shown of the answer in found->hit. */
dixit_status dx_found_take(dx_found *found, dixit_error *error);

/* The answers as text. */
typedef struct dx_found_view {
	dx_outfile out;
	dx_buf page, cell;
	unsigned width; /* of the table, 0: any */
	bool timeline;  /* a day stands before its first statement only */
	uint32_t rows;
	char day[11]; /* of the row before */
} dx_found_view;

typedef struct dx_found_format {
	const char *name;
	void (*head)(dx_found_view *view, const dx_found *found);
	void (*each)(dx_found_view *view, const dx_found *found);
} dx_found_format;

extern const dx_found_format dx_found_formats[]; /* table, jsonl, csv; name NULL ends it */

#endif
