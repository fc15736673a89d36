/* report.html: the network, the statements and the events of any number of records as one file that a browser opens
 * without a network. The C side collects, chooses what has room and writes it as JSON into the page; page/ holds the
 * page itself. Order of calls: new, add for each record, graph finished, choose, quote, write, free. */
#ifndef DX_REPORT_H
#define DX_REPORT_H

#include "article/article.h"
#include "input/fields.h"
#include "lexicon/lexicon.h"

typedef struct dx_report dx_report;

/* How much the page holds; what is left out is counted in it. */
typedef struct dx_report_limits {
	uint32_t statements; /* of each speaker the first, the last, then the surest, in turn */
	uint32_t nodes;      /* the strongest, and whom the statements name */
} dx_report_limits;
enum { DX_REPORT_STATEMENTS = 5000, DX_REPORT_NODES = 5000, DX_REPORT_EDGES = 20000, DX_REPORT_EVENTS = 2000 };

/* What the stages that cut an article into sentences need, and who may have its text besides the files. */
typedef struct dx_report_words {
	const dx_lexicon *lexicon;
	const dx_article_patterns *patterns;
	const dx_fields *fields; /* by which the articles were read */
	/* The text with this check sum, good until the next call; false: it cannot be had here. May be NULL. */
	bool (*text_of)(void *context, const char *sha256, dx_slice *text);
	void *context;
} dx_report_words;

dixit_status dx_report_new(dx_report **out, dx_report_limits limits, dixit_error *error);
void dx_report_free(dx_report *report);
/* A record that was just added to `graph`, which is not finished. An article that comes twice counts once. */
dixit_status dx_report_add(dx_report *report, dixit_graph *graph, const dixit_record *record, dixit_error *error);
/* `graph` is finished and outlives the report. */
dixit_status dx_report_choose(dx_report *report, const dixit_graph *graph, dixit_error *error);
/* Read the articles again for the sentences around the statements: from words->text_of, from the files that the records
 * name, then from `paths` (files and folders). A text counts where its SHA-256 is that of the record. What can't be had
 * is no error: such a statement shows its own words, and the page says so. */
dixit_status dx_report_quote(dx_report *report, const dx_report_words *words, char *const *paths, size_t count,
                             dixit_error *error);
/* After that: how many statements of the page have none but their own words, and of how many articles. */
typedef struct dx_report_gap {
	uint32_t statements, articles;
} dx_report_gap;
dx_report_gap dx_report_gap_of(const dx_report *report);
/* The file appears whole or not at all; "-" is standard output. */
dixit_status dx_report_write(dx_report *report, const dx_lexicon *lexicon, const char *path, dixit_error *error);

#endif
