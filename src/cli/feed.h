/* What `run`, `extract`, `add` and `watch` share: articles in, records to a file and to whoever else wants them, errors
 * told. */
#ifndef DX_CLI_FEED_H
#define DX_CLI_FEED_H

#include "base/outfile.h"
#include "cli/args.h"
#include "cli/console.h"
#include "cli/left_out.h"
#include "cli/progress.h"
#include <stdatomic.h>

typedef struct dx_feed {
	const dixit_engine *engine;
	const dx_args *args;
	char *const *paths; /* what is read; NULL: the operands */
	size_t path_count;
	/* All of these may be NULL. */
	dx_outfile *out; /* takes the JSON Lines */
	dixit_status (*also)(void *context, const dixit_record *record, dixit_error *error);
	dixit_status (*take)(void *context, dx_slice text, dx_slice json,
	                     dixit_error *error);                                      /* the article and its record */
	bool (*wanted)(void *context, dx_slice id, dx_slice path, const char *sha256); /* as of dixit_sink */
	void *context;
	dx_slice text; /* of the record that comes next */
	uint64_t articles, failed;
	dx_left_out left_out;
	atomic_uint_fast64_t unwanted;
	dixit_error error; /* of writing or of `also` */
	dx_progress progress;
} dx_feed;

/* The engine as --lexicon says; NULL: told on stderr, *code is what the program ends with. */
dixit_engine *dx_feed_engine(const dx_args *args, int *code);
/* What --text-field and its kin say. */
dixit_fields dx_feed_fields(const dx_args *args);
/* Read all operands. Returns an exit code; the output is complete, and to be committed, with OK and SOME. */
int dx_feed_run(dx_feed *feed);

#endif
