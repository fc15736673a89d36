#include "base/outfile.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/linking.h"
#include "cli/progress.h"
#include "cli/records.h"
#include "cli/step.h"
#include "record/record.h"

static const dx_option options[] = {
    {"output", 'o', "FILE", "where the linked records go (default: standard output; of a store back into it alone)"},
    DX_OPT_ROSTER,
    DX_OPT_NO_BUILTIN_ROSTER,
    DX_OPT_CORRECTIONS,
    DX_OPT_DUPLICATES,
    DX_OPT_MERGES,
    DX_OPT_STEP,
    DX_OPT_LEXICON,
    DX_OPT_PROGRESS,
    DX_OPT_QUIET,
    DX_OPT_HELP,
    {0},
};

typedef struct task {
	const dx_args *args;
	dx_linking linking;
	dx_records records;
	dx_outfile out;
	bool quiet; /* all records come from stores, which take the linked ones, and no file is asked for */
	bool taken; /* the record at hand stays */
} task;

static dixit_status take_in(void *context, const dixit_record *record, dixit_error *error) {
	return dixit_corpus_add(((task *)context)->linking.corpus, record, error);
}

/* A record that does not come back repeats another one and is to go. */
static dixit_status take_again(void *context, const dixit_record *record, dixit_error *error) {
	task *job = context;
	dx_store *store = job->records.store;
	job->taken = false;
	dixit_status status = dx_linking_pass(&job->linking, record, error);
	if (status || job->taken || !store) return status;
	return dx_store_link(store, job->records.number, (dx_slice){"", 0}, error);
}

static dixit_status write_line(void *context, const dixit_record *linked, dx_slice json, dixit_error *error) {
	task *job = context;
	(void)linked;
	job->taken = true;
	dixit_status status = job->quiet ? DIXIT_OK : dx_outfile_write(&job->out, json.ptr, json.len, error);
	if (status || !job->records.store) return status;
	return dx_store_link(job->records.store, job->records.number, json, error);
}

/* What is between the passes. */
static dixit_status settle(task *job, dixit_error *error) {
	dixit_status status = dx_linking_settle(job->linking.corpus, error);
	for (unsigned i = 0; i < job->args->operand_count && !status; i++) {
		if (job->records.stores[i]) status = dx_store_relink(job->records.stores[i], error);
	}
	return status;
}

/* Both passes; the output is complete with OK and SOME. */
static int passes(task *job) {
	dixit_error error = {.status = DIXIT_OK};
	int code = dx_records_run(&job->records, job->args);
	if (code != DX_EXIT_OK && code != DX_EXIT_SOME) return code;
	job->records.each = take_again;
	return settle(job, &error) ? dx_console_store_exit(&error) : dx_records_again(&job->records, job->args);
}

static dixit_status keep_links(task *job, dixit_error *error) {
	dixit_status status = DIXIT_OK;
	for (unsigned i = 0; i < job->args->operand_count && !status; i++) {
		if (job->records.stores[i]) status = dx_store_commit(job->records.stores[i], error);
	}
	return status;
}

static int finish(task *job, int code) {
	dixit_error error = {.status = DIXIT_OK};
	dixit_status status = DIXIT_OK;
	bool whole = code == DX_EXIT_OK || code == DX_EXIT_SOME;
	dx_interrupt_hold(true);
	dx_interrupt_forget();
	if (whole) status = dx_linking_merges(job->linking.corpus, job->args, &error);
	if (whole && !status) status = keep_links(job, &error);
	if (!whole || status)
		dx_outfile_abandon(&job->out);
	else if (!job->quiet)
		status = dx_outfile_commit(&job->out, &error);
	dx_interrupt_hold(false);
	return status ? dx_console_store_exit(&error) : code;
}

/* How many of the operands are stores. */
static unsigned stores_among(const dx_args *args) {
	unsigned count = 0;
	for (unsigned i = 0; i < args->operand_count; i++) count += dx_store_is(args->operands[i]);
	return count;
}

static int link_all(task *job, const char *path) {
	dixit_error error;
	job->quiet = !path && stores_among(job->args) == job->args->operand_count;
	if (!job->quiet && dx_outfile_open(&job->out, path ? path : "-", &error)) return dx_console_exit(&error);
	dx_interrupt_watch(&job->out);
	int code = finish(job, passes(job));
	dx_records_end(&job->records, job->args);
	return code;
}

static int run(const dx_args *args) {
	dx_step step;
	if (!dx_step_of(args, &step)) return DX_EXIT_USAGE;
	if (step != DX_STEP_ALL && stores_among(args)) {
		dx_console_say("dixit: --step takes files, no store");
		return DX_EXIT_USAGE;
	}
	if (step == DX_STEP_NOTES || step == DX_STEP_APPLY) return dx_step_run(args, step);
	int code;
	task job = {.args = args};
	job.linking = (dx_linking){.take = write_line, .context = &job, .decide = step == DX_STEP_SETTLE};
	job.records = (dx_records){.each = take_in, .context = &job, .twice = true, .linking = true};
	if (job.linking.decide) job.records.schema = DX_NOTE_SCHEMA;
	job.linking.corpus = dx_linking_corpus(args, &code);
	if (!job.linking.corpus) return code;
	code = link_all(&job, dx_args_value(args, "output"));
	dx_buf_free(&job.linking.line);
	dixit_corpus_free(job.linking.corpus);
	return code;
}

const dx_command dx_cmd_link = {
    "link",
    "RECORDS...",
    "one key for one person, organisation and event over many articles; repeats found",
    "RECORDS is a file that `dixit extract` or `dixit run` wrote, or - for standard input; it is read twice (a pipe is "
    "kept "
    "in a temporary file meanwhile), or a store that `dixit add` wrote: the linked records go back into it, all of "
    "them or "
    "none, and so that every later `link` begins anew, the extracted ones stay there too. Variants of a name, "
    "transliterations and articles that know only the surname get "
    "one "
    "key; people who share a name are kept apart by office, country, institution and company. The order of the records "
    "changes nothing. The same quotation in several articles points to its first one by same_as, which lists the "
    "others as "
    "evidence.\n\n"
    "A roster is a tab-separated table whose first line names its columns, in any order: name, aliases, title, "
    "country, "
    "institution, from, to, id. Only name is needed; country is a code or a name (SE, Sweden), aliases are parted by "
    "semicolons, from and to are YYYY, YYYY-MM "
    "or "
    "YYYY-MM-DD, a person of several offices has a line for each. `dixit people RECORDS -o FILE` writes one to "
    "edit.\n\n"
    "Corrections are such a table with the columns action, key, to, article. merge: to is the key it goes into. split: "
    "to is a new key for the entity of that article. rename: to is the name. drop and not-a-speaker take key alone. "
    "Keys, such as person/jane-doe, are those of linked records: `dixit people -f tsv` lists them, with --type all "
    "those of organisations and countries too. A line whose key no entity has does nothing and is told.\n\n"
    "Steps divide the work among machines and end in the same bytes. --step notes: a note for each record, all that "
    "linking looks at. --step settle: RECORDS are the notes of all articles, in any order; a decision for each, in the "
    "order of the notes. --step apply: each line is a decision, a tab and the record that it is about; linked records. "
    "`paste decisions.jsonl records.jsonl | dixit link --step apply -` does the last one. Options that decide go with "
    "settle; --duplicates once goes with settle and apply.",
    options,
    1,
    DX_MANY,
    run,
};
