#include "cli/feed.h"

#include <unistd.h>

dixit_fields dx_feed_fields(const dx_args *args) {
	return (dixit_fields){dx_args_value(args, "text-field"), dx_args_value(args, "title-field"),
	                      dx_args_value(args, "date-field"), dx_args_value(args, "publisher-field"),
	                      dx_args_value(args, "id-field"),   dx_args_value(args, "url-field")};
}

/* What the options ask of the engine. */
static dixit_status wishes(dixit_engine *engine, const dx_args *args, dixit_error *error) {
	static const unsigned range[2] = {0, 100};
	unsigned percent = 101;
	const dixit_fields fields = dx_feed_fields(args);
	dixit_engine_fields(engine, &fields);
	if (dx_args_value(args, "any-language")) dixit_engine_any_language(engine);
	if (!dx_args_number(args, "confidence", range, &percent)) return DIXIT_E_USAGE;
	if (percent <= 100) dixit_engine_confidence(engine, (float)percent / 100);
	if (!dx_args_value(args, "accurate")) return DIXIT_OK;
	dixit_status status = dixit_engine_accurate(engine, error);
	if (status) dx_console_error(error);
	return status;
}

dixit_engine *dx_feed_engine(const dx_args *args, int *code) {
	dixit_engine *engine;
	dixit_error error;
	dixit_status status =
	    dixit_engine_new(&engine, dx_args_value(args, "lexicon"), dx_args_value(args, "models"), &error);
	if (status)
		dx_console_error(&error);
	else
		status = wishes(engine, args, &error);
	if (!status) return engine;
	dixit_engine_free(engine);
	*code = status == DIXIT_E_MEMORY || status == DIXIT_E_INTERNAL ? DX_EXIT_INTERNAL : DX_EXIT_USAGE;
	return NULL;
}

static dixit_status on_record(void *context, const dixit_record *record, const char *json, size_t length) {
	dx_feed *feed = context;
	feed->articles++;
	dx_left_out_date(&feed->left_out, record);
	if (feed->out) dx_left_out_id(&feed->left_out, record); /* a store tells them apart by their files */
	dixit_status status = feed->out ? dx_outfile_write(feed->out, json, length, &feed->error) : DIXIT_OK;
	if (!status && feed->also) status = feed->also(feed->context, record, &feed->error);
	if (!status && feed->take) status = feed->take(feed->context, feed->text, (dx_slice){json, length}, &feed->error);
	return status;
}

static dixit_status on_text(void *context, const char *text, size_t length) {
	((dx_feed *)context)->text = (dx_slice){text, length};
	return DIXIT_OK;
}

static bool on_wanted(void *context, dx_slice id, dx_slice path, const char *sha256) {
	dx_feed *feed = context;
	if (feed->wanted(feed->context, id, path, sha256)) return true;
	feed->unwanted++;
	return false;
}

static void on_failure(void *context, const dixit_error *error) {
	dx_feed *feed = context;
	feed->failed++;
	dx_progress_failure(&feed->progress, error);
}

static void on_skipped(void *context, const dixit_error *what) {
	dx_feed *feed = context;
	dx_left_out_add(&feed->left_out, what);
}

static void on_progress(void *context, uint64_t articles, uint64_t done, uint64_t total) {
	dx_feed *feed = context;
	(void)articles; /* with those that failed */
	dx_progress_show(&feed->progress, feed->articles, done, total);
}

static int outcome(const dx_feed *feed) {
	if (feed->articles || feed->unwanted) return feed->failed ? DX_EXIT_SOME : DX_EXIT_OK;
	const char *why = feed->failed             ? "no article could be read"
	                  : feed->left_out.foreign ? "no article is in English"
	                                           : "there is no article in what was given";
	dx_console_say("dixit: %s", why);
	return DX_EXIT_NOTHING;
}

int dx_feed_run(dx_feed *feed) {
	const dx_args *args = feed->args;
	const unsigned range[] = {1, 256};
	unsigned jobs = 0;
	if (!dx_args_number(args, "jobs", range, &jobs)) return DX_EXIT_USAGE;
	bool same_terminal = feed->out && feed->out->stream == stdout && isatty(STDOUT_FILENO);
	dx_progress_start(&feed->progress, args, "articles", same_terminal);
	dixit_sink sink = {.context = feed,
	                   .record = on_record,
	                   .failure = on_failure,
	                   .progress = on_progress,
	                   .skipped = on_skipped,
	                   .wanted = feed->wanted ? on_wanted : NULL,
	                   .text = on_text};
	char *const *paths = feed->paths ? feed->paths : args->operands;
	size_t count = feed->paths ? feed->path_count : args->operand_count;
	dixit_error error;
	dixit_status status = dixit_run(feed->engine, paths, count, jobs, &sink, &error);
	dx_progress_end(&feed->progress);
	if (!status && !dx_args_value(args, "quiet")) dx_left_out_tell(&feed->left_out);
	dx_left_out_free(&feed->left_out);
	if (!status) return outcome(feed);
	return dx_console_exit(feed->error.status ? &feed->error : &error);
}
