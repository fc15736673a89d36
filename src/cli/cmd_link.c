#include "base/buf.h"
#include "base/error.h"
#include "base/outfile.h"
#include "base/vec.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/records.h"
#include "record/record.h"

#include <stdlib.h>

static const dx_option options[] = {
    {"output", 'o', "FILE", "where the linked records go (default: standard output)"},
    {"roster", 'r', "FILE", "known people and their offices, TSV; may be given several times (see: dixit help people)"},
    {"no-builtin-roster", 0, NULL, "do without the roster that comes with dixit"},
    {"corrections", 'c', "FILE", "merges, splits, names to be applied last, TSV"},
    {"duplicates", 'd', "keep|once",
     "repeated statements and articles: keep and mark them, or let only the first one stay, with "
     "the others as its evidence (default: keep)"},
    {"merges", 0, "FILE", "write every merge with its reason, TSV"},
    DX_OPT_LEXICON,
    DX_OPT_HELP,
    {0},
};

typedef struct linking {
	dixit_corpus *corpus;
	dx_outfile *out;
	dx_buf line;
} linking;

static dixit_status take_in(void *context, const dixit_record *record, dixit_error *error) {
	return dixit_corpus_add(((linking *)context)->corpus, record, error);
}

static dixit_status give_out(void *context, const dixit_record *record, dixit_error *error) {
	linking *l = context;
	dixit_record *linked;
	dixit_status status = dixit_corpus_link(&linked, l->corpus, record, error);
	if (status || !linked) return status;
	l->line.len = 0;
	dx_record_write(&l->line, linked);
	dixit_record_free(linked);
	if (l->line.failed) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	return dx_outfile_write(l->out, l->line.ptr, l->line.len, error);
}

/* -1: what --duplicates says makes no sense. */
static int once(const dx_args *args) {
	const char *value = dx_args_value(args, "duplicates");
	if (!value || !strcmp(value, "keep")) return 0;
	if (!strcmp(value, "once")) return 1;
	dx_console_say("dixit link: --duplicates is keep or once, not %s", value);
	return -1;
}

/* The values of all --roster. */
static char **rosters(const dx_args *args, size_t *count) {
	char **paths = calloc(args->given_count + 1, sizeof *paths);
	*count = 0;
	for (unsigned i = 0; paths && i < args->given_count; i++) {
		if (!strcmp(args->given[i].option->name, "roster")) paths[(*count)++] = (char *)args->given[i].value;
	}
	return paths;
}

static dixit_status start(dixit_corpus **out, const dx_args *args, dixit_error *error) {
	dixit_corpus_options wishes = {
	    .lexicon_dir = dx_args_value(args, "lexicon"),
	    .without_builtin_roster = dx_args_value(args, "no-builtin-roster") != NULL,
	    .corrections = dx_args_value(args, "corrections"),
	    .once = once(args) == 1,
	};
	char **paths = rosters(args, &wishes.roster_count);
	if (!paths) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	wishes.rosters = paths;
	dixit_status status = dixit_corpus_new(out, &wishes, error);
	free(paths);
	return status;
}

/* Both passes; the output is complete with OK and SOME. */
static int passes(linking *l, const dx_args *args) {
	dx_records records = {.each = take_in, .context = l, .twice = true};
	dixit_error error;
	int code = dx_records_run(&records, args);
	if (code == DX_EXIT_OK || code == DX_EXIT_SOME) {
		records.each = give_out;
		code = dixit_corpus_settle(l->corpus, &error) ? dx_console_exit(&error) : dx_records_again(&records, args);
	}
	dx_records_end(&records, args);
	return code;
}

static int finish(linking *l, const dx_args *args, int code) {
	dixit_error error;
	const char *merges = dx_args_value(args, "merges");
	dx_interrupt_hold(true);
	dx_interrupt_forget();
	dixit_status status = DIXIT_OK;
	if (code != DX_EXIT_OK && code != DX_EXIT_SOME) {
		dx_outfile_abandon(l->out);
	} else {
		if (merges) status = dixit_corpus_write_merges(l->corpus, merges, &error);
		if (status)
			dx_outfile_abandon(l->out);
		else
			status = dx_outfile_commit(l->out, &error);
	}
	dx_interrupt_hold(false);
	return status ? dx_console_exit(&error) : code;
}

static int run(const dx_args *args) {
	if (once(args) < 0) return DX_EXIT_USAGE;
	const char *path = dx_args_value(args, "output");
	linking l = {0};
	dixit_error error;
	dixit_status status = start(&l.corpus, args, &error);
	if (status) {
		dx_console_error(&error);
		return status == DIXIT_E_MEMORY || status == DIXIT_E_INTERNAL ? DX_EXIT_INTERNAL : DX_EXIT_USAGE;
	}
	dx_outfile out;
	l.out = &out;
	int code;
	if (dx_outfile_open(&out, path ? path : "-", &error)) {
		code = dx_console_exit(&error);
	} else {
		dx_interrupt_watch(&out);
		code = finish(&l, args, passes(&l, args));
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
    "evidence.",
    options,
    1,
    DX_MANY,
    run,
};
