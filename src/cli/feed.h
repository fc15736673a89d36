/* What `run` and `extract` share: articles in, records to a file and to whoever else wants them, errors told. */
#ifndef DX_CLI_FEED_H
#define DX_CLI_FEED_H

#include "base/outfile.h"
#include "cli/args.h"
#include "cli/console.h"
#include "cli/progress.h"

typedef struct dx_feed {
	const dixit_engine *engine;
	const dx_args *args;
	dx_outfile *out;                                                                     /* takes the JSON Lines */
	dixit_status (*also)(void *context, const dixit_record *record, dixit_error *error); /* may be NULL */
	void *context;
	uint64_t articles, failed;
	dixit_error error; /* of writing or of `also` */
	dx_progress progress;
} dx_feed;

/* The engine as --lexicon says; NULL: told on stderr, *code is what the program ends with. */
dixit_engine *dx_feed_engine(const dx_args *args, int *code);
/* Read all operands. Returns an exit code; the output is complete, and to be committed, with OK and SOME. */
int dx_feed_run(dx_feed *feed);

#endif
