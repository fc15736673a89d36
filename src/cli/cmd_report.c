#include "base/error.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/feed.h"
#include "cli/interrupt.h"
#include "cli/records.h"
#include "report/report.h"
#include <errno.h>
#include <unistd.h>

static const dx_option options[] = {
    {"output", 'o', "FILE", "the page to write, as in report.html; - is standard output"},
    {"articles", 'a', "PATH", "file or folder with the articles, where they were moved; may be given several times"},
    {"top", 0, "N", "statements that the page holds at most (default: 5000)"},
    {"nodes", 0, "N", "nodes that the page holds at most, the strongest (default: 5000; 2000 at a time are drawn)"},
    DX_OPT_FIELDS,
    DX_OPT_LEXICON,
    DX_OPT_HELP,
    {0},
};

typedef struct task {
	const dx_args *args;
	dixit_graph *graph;
	dx_report *report;
	dx_lexicon *lexicon;
	dx_article_patterns *patterns;
	dx_records records;
	dx_arena arena;
} task;

static dixit_status add(void *context, const dixit_record *record, dixit_error *error) {
	task *job = context;
	dixit_status status = dixit_graph_add(job->graph, record, error);
	return status ? status : dx_report_add(job->report, job->graph, record, error);
}

/* The values of --articles, in a block of the arena. */
static size_t articles_of(const dx_args *args, char ***paths, dx_arena *arena) {
	size_t count = 0;
	*paths = DX_NEW(arena, char *, args->given_count);
	for (unsigned i = 0; i < args->given_count; i++) {
		if (!strcmp(args->given[i].option->name, "articles")) (*paths)[count++] = (char *)args->given[i].value;
	}
	return count;
}

/* Before hours of reading: a slip in a path would only leave the page poorer. */
static bool articles_are_there(const dx_args *args) {
	for (unsigned i = 0; i < args->given_count; i++) {
		const char *path = args->given[i].value;
		dixit_error error;
		if (strcmp(args->given[i].option->name, "articles") != 0 || !strcmp(path, "-")) continue;
		errno = 0;
		if (!access(path, R_OK)) continue;
		dx_fail_errno(&error, "cannot read the articles");
		dx_error_at(&error, path, 0, 0);
		dx_console_error(&error);
		return false;
	}
	return true;
}

static void tell_gap(const dx_report *report) {
	dx_report_gap gap = dx_report_gap_of(report);
	if (!gap.statements) return;
	dx_console_say(
	    "dixit report: %u statement%s without their context: the text of %u article%s is gone or changed (see "
	    "--articles in dixit help report)",
	    gap.statements, gap.statements == 1 ? "" : "s", gap.articles, gap.articles == 1 ? "" : "s");
}

/* The stores among the operands hold the articles. */
static bool text_of(void *context, const char *sha256, dx_slice *text) {
	task *job = context;
	bool found = false;
	for (unsigned i = 0; i < job->args->operand_count && !found; i++)
		found = job->records.stores[i] && !dx_store_text_of(job->records.stores[i], sha256, text, NULL);
	return found;
}

static dixit_status write_page(task *job, dixit_error *error) {
	const char *path = dx_args_value(job->args, "output");
	const dixit_fields own = dx_feed_fields(job->args);
	const dx_fields fields = dx_fields_of(&own);
	const dx_report_words words = {job->lexicon, job->patterns, &fields, text_of, job};
	char **paths;
	size_t count = articles_of(job->args, &paths, &job->arena);
	dixit_status status = dixit_graph_finish(job->graph, error);
	if (!status) status = dx_report_choose(job->report, job->graph, error);
	if (!status) status = dx_report_quote(job->report, &words, paths, count, error);
	if (status) return status;
	tell_gap(job->report);
	bool file = strcmp(path, "-") != 0;
	if (file) dx_interrupt_hold(true);
	status = dx_report_write(job->report, job->lexicon, path, error);
	if (file) dx_interrupt_hold(false);
	return status;
}

static int read_and_write(task *job) {
	dixit_error error;
	job->records = (dx_records){.each = add, .context = job, .keep = true};
	if (dx_arena_guard(&job->arena)) return DX_EXIT_INTERNAL;
	int code = dx_records_run(&job->records, job->args);
	if (code != DX_EXIT_OK && code != DX_EXIT_SOME) return code;
	dixit_status status = write_page(job, &error);
	return status ? dx_console_exit(&error) : code;
}

static int with_words(task *job, dx_report_limits limits) {
	dixit_error error;
	dixit_status status = dx_lexicon_new(&job->lexicon, dx_args_value(job->args, "lexicon"), &error);
	if (!status) status = dx_article_patterns_new(&job->patterns, job->lexicon, &error);
	if (status) {
		dx_console_error(&error);
		return status == DIXIT_E_MEMORY ? DX_EXIT_INTERNAL : DX_EXIT_USAGE;
	}
	status = dixit_graph_new(&job->graph, &error);
	if (!status) status = dx_report_new(&job->report, limits, &error);
	return status ? dx_console_exit(&error) : read_and_write(job);
}

static int run(const dx_args *args) {
	const unsigned range[] = {1, 10000000};
	unsigned top = DX_REPORT_STATEMENTS, nodes = DX_REPORT_NODES;
	if (!dx_args_value(args, "output")) {
		dx_console_say("dixit report: where to? -o report.html (see: dixit help report)");
		return DX_EXIT_USAGE;
	}
	if (!dx_args_number(args, "top", range, &top) || !dx_args_number(args, "nodes", range, &nodes))
		return DX_EXIT_USAGE;
	if (!articles_are_there(args)) return DX_EXIT_USAGE;
	task job = {.args = args};
	dx_arena_init(&job.arena);
	int code = with_words(&job, (dx_report_limits){top, nodes});
	dx_records_end(&job.records, args);
	dx_report_free(job.report);
	dixit_graph_free(job.graph);
	dx_article_patterns_free(job.patterns);
	dx_lexicon_free(job.lexicon);
	dx_arena_free(&job.arena);
	return code;
}

const dx_command dx_cmd_report = {
    "report",
    "RECORDS...",
    "records to a page for the browser: network, statements, speakers, events",
    "RECORDS is a file that `dixit extract` or `dixit run` wrote, a store of `dixit add`, or - for standard input. The "
    "page is one file, needs "
    "no network and asks for nothing.\n\n"
    "The sentences around the statements are read again from the articles, where the records say they are or under "
    "--articles; a text counts where its SHA-256 is that of the record. Where it cannot be had, a statement shows its "
    "own words, and the page and a line on standard error say so. What has no room (--top, --nodes) is counted in the "
    "page.",
    options,
    1,
    DX_MANY,
    run,
};
