/* How far long work has come, what failed, and the sum of it at the end. For people a line on the terminal and a
 * summary of failures, for machines (--log-json) objects. */
#ifndef DX_CLI_PROGRESS_H
#define DX_CLI_PROGRESS_H

#include "cli/args.h"

#define DX_OPT_PROGRESS                                                                                                \
	{"progress", 0, NULL, "show progress also where standard error is no terminal"}, {                                 \
		"log-json", 0, NULL,                                                                                           \
		    "on standard error one JSON object a line: progress, failures, errors, messages, summary (HACKING.md)"     \
	}

enum { DX_FIRST_FAILURES = 5, DX_REASONS = 10 };

typedef struct dx_progress {
	const char *step; /* "extract", "link", "graph" */
	const char *what; /* "articles", "records" */
	bool shown, quiet;
	double started, last, pause;         /* seconds */
	uint64_t count, failed, done, total; /* total: bytes, 0: unknown */
	uint64_t reasons[DX_REASONS];        /* by -status */
	dixit_error first[DX_FIRST_FAILURES];
} dx_progress;

/* The line is shown where stderr is a terminal and the output does not go to that same terminal, or as --progress and
 * --quiet say. */
void dx_progress_start(dx_progress *progress, const dx_args *args, const char *what, bool same_terminal);
/* So many articles (that did not fail) and bytes are done. */
void dx_progress_show(dx_progress *progress, uint64_t count, uint64_t done, uint64_t total);
/* Tell of one that failed, and remember it. */
void dx_progress_failure(dx_progress *progress, const dixit_error *error);
/* The line goes; what failed is summed up where it is much, for machines always. */
void dx_progress_end(dx_progress *progress);

#endif
