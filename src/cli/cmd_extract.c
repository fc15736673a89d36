#include "cli/commands.h"
#include "cli/feed.h"
#include "cli/interrupt.h"

static const dx_option options[] = {
    {"output", 'o', "FILE", "where the records go (default: standard output)"},
    DX_OPT_JOBS,
    DX_OPT_LEXICON,
    DX_OPT_MODELS,
    DX_OPT_ACCURATE,
    DX_OPT_CONFIDENCE,
    DX_OPT_FIELDS,
    DX_OPT_ANY_LANGUAGE,
    DX_OPT_PROGRESS,
    DX_OPT_QUIET,
    DX_OPT_HELP,
    {0},
};

static int run(const dx_args *args) {
	const char *path = dx_args_value(args, "output");
	int code;
	dixit_engine *engine = dx_feed_engine(args, &code);
	if (!engine) return code;
	dx_outfile out;
	dx_feed feed = {.engine = engine, .args = args, .out = &out};
	if (dx_outfile_open(&out, path ? path : "-", &feed.error)) {
		code = dx_console_exit(&feed.error);
	} else {
		dx_interrupt_watch(&out);
		code = dx_feed_run(&feed);
		dx_interrupt_hold(true);
		dx_interrupt_forget();
		code = dx_console_commit(&out, code);
		dx_interrupt_hold(false);
	}
	dixit_engine_free(engine);
	return code;
}

const dx_command dx_cmd_extract = {
    "extract",
    "PATH...",
    "articles to statements: one record an article, as JSON Lines",
    DX_HELP_PATHS
    "Records come in the order of the input and are the same bytes for any number of threads. An article that cannot "
    "be "
    "read is told on standard error with file, line and byte; the others go on, and the exit code is 1.",
    options,
    1,
    DX_MANY,
    run,
};
