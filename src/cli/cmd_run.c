#include "base/error.h"
#include "cli/commands.h"
#include "cli/feed.h"
#include "cli/interrupt.h"
#include "cli/linking.h"
#include "cli/tally.h"
#include "export/picture.h"
#include "pipeline/engine.h"
#include "report/report.h"
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A picture of more nodes and edges shows nothing, and Graphviz takes minutes for it. */
enum { PICTURE_MAX = 6000, PATH_ROOM = 4096 };

static const dx_option options[] = {
    {"output", 'o', "DIR", "folder for the files, made where it is missing"},
    DX_OPT_JOBS,
    DX_OPT_LEXICON,
    DX_OPT_MODELS,
    DX_OPT_ACCURATE,
    DX_OPT_CONFIDENCE,
    DX_OPT_FIELDS,
    DX_OPT_ANY_LANGUAGE,
    DX_OPT_ROSTER,
    DX_OPT_NO_BUILTIN_ROSTER,
    DX_OPT_CORRECTIONS,
    DX_OPT_DUPLICATES,
    DX_OPT_MERGES,
    DX_OPT_PROGRESS,
    DX_OPT_QUIET,
    DX_OPT_HELP,
    {0},
};

typedef struct paths {
	char statements[PATH_ROOM], graphml[PATH_ROOM], dot[PATH_ROOM], svg[PATH_ROOM], page[PATH_ROOM];
} paths;

typedef struct task {
	const dx_args *args;
	const char *dir;
	paths paths;
	dixit_engine *engine;
	dixit_corpus *corpus;
	dixit_graph *graph;
	dx_report *report;
	dx_outfile out; /* takes the linked records */
	dx_tally tally;
	uint64_t articles, failed, foreign;
	bool drawn;
} task;

static bool name_files(task *job) {
	const struct {
		char *to;
		const char *name;
	} files[] = {{job->paths.statements, "statements.jsonl"},
	             {job->paths.graphml, "network.graphml"},
	             {job->paths.dot, "network.dot"},
	             {job->paths.svg, "network.svg"},
	             {job->paths.page, "report.html"}};
	size_t len = strlen(job->dir);
	const char *slash = len && job->dir[len - 1] == '/' ? "" : "/";
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		int n = snprintf(files[i].to, PATH_ROOM, "%s%s%s", job->dir, slash, files[i].name);
		if (n < 0 || n >= PATH_ROOM) return false;
	}
	return true;
}

/* The folder and those above it. *made is the length of the first path that was not there, 0: all were. */
static dixit_status make_folder(const char *dir, size_t *made, dixit_error *error) {
	char path[PATH_ROOM];
	struct stat st;
	*made = 0;
	snprintf(path, sizeof path, "%s", dir);
	errno = 0;
	for (size_t i = 1; path[i - 1]; i++) {
		char c = path[i];
		if (c != '/' && c != 0) continue;
		path[i] = 0;
		if (mkdir(path, 0777) == 0 && !*made) *made = i; /* if one fails the last one fails too, and tells why */
		path[i] = c;
	}
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode)) return DIXIT_OK;
	dixit_status status = dx_fail_errno(error, "cannot make the folder");
	dx_error_at(error, dir, 0, 0);
	return status;
}

/* Take back what make_folder() made, as far as it is empty. */
static void remove_folder(const char *dir, size_t made) {
	char path[PATH_ROOM];
	snprintf(path, sizeof path, "%s", dir);
	for (size_t i = strlen(path); made && i >= made; i--) {
		if (path[i] && path[i] != '/') continue;
		path[i] = 0;
		rmdir(path);
	}
}

static dixit_status note(void *context, const dixit_record *record, dixit_error *error) {
	return dixit_corpus_add(((task *)context)->corpus, record, error);
}

static dixit_status add(void *context, const dixit_record *linked, dx_slice json, dixit_error *error) {
	task *job = context;
	dixit_status status = dx_outfile_write(&job->out, json.ptr, json.len, error);
	if (!status) status = dx_tally_add(&job->tally, linked, error);
	if (!status) status = dixit_graph_add(job->graph, linked, error);
	return status ? status : dx_report_add(job->report, job->graph, linked, error);
}

/* The second pass, over the records that the first one left in a file without a name. */
static dixit_status link_all(task *job, FILE *records, dixit_error *error) {
	dx_linking linking = {.corpus = job->corpus, .take = add, .context = job};
	char *line = NULL;
	size_t room = 0;
	ssize_t len;
	uint64_t done = 0, count = 0, total = (uint64_t)ftello(records);
	dx_progress progress;
	dx_progress_start(&progress, job->args, "records", false);
	progress.step = "link";
	dixit_status status = dx_linking_settle(job->corpus, error);
	rewind(records);
	errno = 0;
	while (!status && (len = getline(&line, &room, records)) > 0) {
		dixit_record *record;
		status = dixit_record_parse(&record, line, (size_t)len, error);
		if (status) break;
		status = dx_linking_pass(&linking, record, error);
		dixit_record_free(record);
		dx_progress_show(&progress, ++count, done += (uint64_t)len, total);
	}
	dx_progress_end(&progress);
	if (!status && ferror(records)) status = dx_fail_errno(error, "cannot read the records again");
	free(line);
	dx_buf_free(&linking.line);
	return status ? status : dx_linking_merges(job->corpus, job->args, error);
}

/* Articles → records → linked records; the output is complete, and to be committed, with OK and SOME. */
static int both_passes(task *job) {
	dixit_error error;
	errno = 0;
	dx_outfile spool = {tmpfile(), "temporary file", NULL};
	if (!spool.stream) {
		dx_fail_errno(&error, "cannot make a temporary file");
		return dx_console_exit(&error);
	}
	dx_feed feed = {.engine = job->engine, .args = job->args, .out = &spool, .also = note, .context = job};
	int code = dx_feed_run(&feed);
	job->articles = feed.articles;
	job->failed = feed.failed;
	job->foreign = feed.left_out.foreign;
	if ((code == DX_EXIT_OK || code == DX_EXIT_SOME) && link_all(job, spool.stream, &error))
		code = dx_console_exit(&error);
	fclose(spool.stream);
	return code;
}

static int write_statements(task *job) {
	dixit_error error;
	if (dx_outfile_open(&job->out, job->paths.statements, &error)) return dx_console_exit(&error);
	dx_interrupt_watch(&job->out);
	int code = both_passes(job);
	dx_interrupt_hold(true);
	dx_interrupt_forget();
	if (code != DX_EXIT_OK && code != DX_EXIT_SOME)
		dx_outfile_abandon(&job->out);
	else if (dx_outfile_commit(&job->out, &error))
		code = dx_console_exit(&error);
	dx_interrupt_hold(false);
	return code;
}

static dixit_status write_network(task *job, dixit_error *error) {
	dixit_status status = dixit_graph_finish(job->graph, error);
	dx_interrupt_hold(true);
	if (!status) status = dixit_graph_write(job->graph, job->paths.graphml, "graphml", error);
	if (!status) status = dixit_graph_write(job->graph, job->paths.dot, "dot", error);
	dx_interrupt_hold(false);
	return status;
}

static dixit_status write_page(task *job, dixit_error *error) {
	const dx_report_words words = {
	    .lexicon = job->engine->lexicon, .patterns = job->engine->patterns, .fields = &job->engine->fields};
	dixit_status status = dx_report_choose(job->report, job->graph, error);
	if (!status) status = dx_report_quote(job->report, &words, NULL, 0, error);
	if (status) return status;
	dx_interrupt_hold(true);
	status = dx_report_write(job->report, job->engine->lexicon, job->paths.page, error);
	dx_interrupt_hold(false);
	return status;
}

/* A picture that an earlier run left would show another network, so it goes where none can be drawn now. */
static dixit_status write_picture(task *job, dixit_error *error) {
	uint64_t size = (uint64_t)dixit_graph_nodes(job->graph) + dixit_graph_edges(job->graph);
	const char *why = "the network is too large for a picture that shows anything";
	if (size <= PICTURE_MAX) {
		dx_interrupt_hold(true);
		dx_picture result = dx_picture_of(job->graph, job->paths.svg, "svg", error);
		dx_interrupt_hold(false);
		job->drawn = result == DX_PICTURE_DRAWN;
		if (result == DX_PICTURE_FAILED) return error->status;
		why = "Graphviz is not installed (neato), so there is no picture";
	}
	if (job->drawn) return DIXIT_OK;
	unlink(job->paths.svg);
	if (!dx_args_value(job->args, "quiet")) dx_console_say("dixit: %s", why);
	return DIXIT_OK;
}

static int report(task *job) {
	dx_buf out = {0};
	dx_buf_printf(&out, "%" PRIu64 " article%s", job->articles, job->articles == 1 ? "" : "s");
	if (job->failed) dx_buf_printf(&out, ", %" PRIu64 " could not be read", job->failed);
	if (job->foreign) dx_buf_printf(&out, ", %" PRIu64 " not in English", job->foreign);
	dx_buf_str(&out, "; ");
	dx_tally_print(&job->tally, &out, job->engine->lexicon, dx_console_width());
	uint32_t nodes = dixit_graph_nodes(job->graph);
	dx_buf_printf(&out, "\nfiles\n  %s\n  %s  (%u nodes, %u edges)\n", job->paths.statements, job->paths.graphml, nodes,
	              dixit_graph_edges(job->graph));
	dx_buf_printf(&out, "  %s  (%u nodes, %u edges: one a pair)\n", job->paths.dot, nodes,
	              dixit_graph_pairs(job->graph));
	if (job->drawn) dx_buf_printf(&out, "  %s\n", job->paths.svg);
	dx_buf_printf(&out, "  %s  (network, statements, speakers and events, for the browser)\n", job->paths.page);
	return dx_console_put(&out);
}

static int all(task *job) {
	dixit_error error;
	int code = write_statements(job);
	if (code != DX_EXIT_OK && code != DX_EXIT_SOME) return code;
	dixit_status status = write_network(job, &error);
	if (!status) status = write_picture(job, &error);
	if (!status) status = write_page(job, &error);
	if (status) return dx_console_exit(&error);
	int reported = dx_args_value(job->args, "quiet") ? DX_EXIT_OK : report(job);
	return reported ? reported : code;
}

static int with_folder(task *job) {
	dixit_error error;
	size_t made;
	if (make_folder(job->dir, &made, &error)) return dx_console_exit(&error);
	dixit_status status = dx_tally_init(&job->tally, &error);
	if (!status) status = dixit_graph_new(&job->graph, &error);
	const dx_report_limits limits = {DX_REPORT_STATEMENTS, DX_REPORT_NODES};
	if (!status) status = dx_report_new(&job->report, limits, &error);
	int code = status ? dx_console_exit(&error) : all(job);
	dx_report_free(job->report);
	dixit_graph_free(job->graph);
	dx_tally_free(&job->tally);
	if (code == DX_EXIT_NOTHING) remove_folder(job->dir, made);
	return code;
}

static int run(const dx_args *args) {
	task job = {.args = args, .dir = dx_args_value(args, "output")};
	if (!job.dir || !job.dir[0]) {
		dx_console_say("dixit run: where to? -o DIR (see: dixit help run)");
		return DX_EXIT_USAGE;
	}
	if (!name_files(&job)) {
		dx_console_say("dixit run: the name of the folder is too long");
		return DX_EXIT_USAGE;
	}
	int code;
	job.engine = dx_feed_engine(args, &code);
	if (!job.engine) return code;
	job.corpus = dx_linking_corpus(args, &code);
	if (job.corpus) code = with_folder(&job);
	dixit_corpus_free(job.corpus);
	dixit_engine_free(job.engine);
	return code;
}

const dx_command dx_cmd_run = {
    "run",
    "PATH... -o DIR",
    "articles to linked statements and network, with a short report",
    DX_HELP_PATHS
    "Does what extract, link, graph and report do: writes into DIR statements.jsonl (one linked record an article), "
    "network.graphml (for Gephi), network.dot (for "
    "Graphviz), "
    "report.html (for the browser) and, where Graphviz is installed, network.svg. Prints how many statements there are "
    "of each kind, who spoke most, "
    "who met whom and when, and where the files are.",
    options,
    1,
    DX_MANY,
    run,
};
