#include "cli/feed.h"

#include <unistd.h>

/* What the options ask of the engine; NULL: one of them makes no sense. */
static dixit_engine *wishes(dixit_engine *engine, const dx_args *args, int *code) {
	static const unsigned range[2] = {0, 100};
	unsigned percent = 101;
	if (dx_args_number(args, "confidence", range, &percent)) {
		if (percent <= 100) dixit_engine_confidence(engine, (float)percent / 100);
		return engine;
	}
	dixit_engine_free(engine);
	*code = DX_EXIT_USAGE;
	return NULL;
}

dixit_engine *dx_feed_engine(const dx_args *args, int *code) {
	dixit_engine *engine;
	dixit_error error;
	dixit_status status =
	    dixit_engine_new(&engine, dx_args_value(args, "lexicon"), dx_args_value(args, "models"), &error);
	if (!status) return wishes(engine, args, code);
	dx_console_error(&error);
	*code = status == DIXIT_E_MEMORY || status == DIXIT_E_INTERNAL ? DX_EXIT_INTERNAL : DX_EXIT_USAGE;
	return NULL;
}

static dixit_status on_record(void *context, const dixit_record *record, const char *json, size_t length) {
	dx_feed *feed = context;
	feed->articles++;
	dixit_status status = dx_outfile_write(feed->out, json, length, &feed->error);
	if (!status && feed->also) status = feed->also(feed->context, record, &feed->error);
	return status;
}

static void on_failure(void *context, const dixit_error *error) {
	dx_feed *feed = context;
	feed->failed++;
	dx_progress_failure(&feed->progress, error);
}

static void on_progress(void *context, uint64_t articles, uint64_t done, uint64_t total) {
	dx_feed *feed = context;
	(void)articles; /* with those that failed */
	dx_progress_show(&feed->progress, feed->articles, done, total);
}

static int outcome(const dx_feed *feed) {
	if (feed->articles) return feed->failed ? DX_EXIT_SOME : DX_EXIT_OK;
	dx_console_say("dixit: %s", feed->failed ? "no article could be read" : "there is no article in what was given");
	return DX_EXIT_NOTHING;
}

int dx_feed_run(dx_feed *feed) {
	const dx_args *args = feed->args;
	const unsigned range[] = {1, 256};
	unsigned jobs = 0;
	if (!dx_args_number(args, "jobs", range, &jobs)) return DX_EXIT_USAGE;
	bool same_terminal = feed->out->stream == stdout && isatty(STDOUT_FILENO);
	dx_progress_start(&feed->progress, args, "articles", same_terminal);
	dixit_sink sink = {feed, on_record, on_failure, on_progress};
	dixit_error error;
	dixit_status status = dixit_run(feed->engine, args->operands, args->operand_count, jobs, &sink, &error);
	dx_progress_end(&feed->progress);
	if (!status) return outcome(feed);
	return dx_console_exit(feed->error.status ? &feed->error : &error);
}
