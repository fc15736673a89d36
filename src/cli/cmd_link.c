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
    {"output", 'o', "FILE", "where the linked records go (default: standard output)"},
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

static dixit_status take_in(void *context, const dixit_record *record, dixit_error *error) {
	return dixit_corpus_add(((dx_linking *)context)->corpus, record, error);
}

static dixit_status take_again(void *context, const dixit_record *record, dixit_error *error) {
	return dx_linking_pass(context, record, error);
}

static dixit_status write_line(void *out, const dixit_record *linked, dx_slice json, dixit_error *error) {
	(void)linked;
	return dx_outfile_write(out, json.ptr, json.len, error);
}

/* Both passes; the output is complete with OK and SOME. */
static int passes(dx_linking *l, const dx_args *args) {
	dx_records records = {.each = take_in, .context = l, .twice = true, .schema = l->decide ? DX_NOTE_SCHEMA : NULL};
	dixit_error error;
	int code = dx_records_run(&records, args);
	if (code == DX_EXIT_OK || code == DX_EXIT_SOME) {
		records.each = take_again;
		code = dx_linking_settle(l->corpus, &error) ? dx_console_exit(&error) : dx_records_again(&records, args);
	}
	dx_records_end(&records, args);
	return code;
}

static int finish(const dx_linking *l, dx_outfile *out, const dx_args *args, int code) {
	dixit_error error;
	dixit_status status = DIXIT_OK;
	bool whole = code == DX_EXIT_OK || code == DX_EXIT_SOME;
	dx_interrupt_hold(true);
	dx_interrupt_forget();
	if (whole) status = dx_linking_merges(l->corpus, args, &error);
	if (!whole || status)
		dx_outfile_abandon(out);
	else
		status = dx_outfile_commit(out, &error);
	dx_interrupt_hold(false);
	return status ? dx_console_exit(&error) : code;
}

static int run(const dx_args *args) {
	const char *path = dx_args_value(args, "output");
	dx_outfile out;
	dx_step step;
	if (!dx_step_of(args, &step)) return DX_EXIT_USAGE;
	if (step == DX_STEP_NOTES || step == DX_STEP_APPLY) return dx_step_run(args, step);
	dx_linking l = {.take = write_line, .context = &out, .decide = step == DX_STEP_SETTLE};
	int code;
	l.corpus = dx_linking_corpus(args, &code);
	if (!l.corpus) return code;
	dixit_error error;
	if (dx_outfile_open(&out, path ? path : "-", &error)) {
		code = dx_console_exit(&error);
	} else {
		dx_interrupt_watch(&out);
		code = finish(&l, &out, args, passes(&l, args));
	}
	dx_buf_free(&l.line);
	dixit_corpus_free(l.corpus);
	return code;
}

const dx_command dx_cmd_link = {
    "link",
    "RECORDS...",
    "one key for one person, organisation and event over many articles; repeats found",
    "RECORDS is a file that `dixit extract` or `dixit run` wrote, or - for standard input; it is read twice (a pipe is "
    "kept "
    "in a temporary file meanwhile). Variants of a name, transliterations and articles that know only the surname get "
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
