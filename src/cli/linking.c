#include "cli/linking.h"

#include "base/error.h"
#include "cli/console.h"
#include "cli/words.h"
#include "corpus/division.h"
#include "record/record.h"
#include <stdlib.h>

/* The values of all --roster. */
static char **rosters(const dx_args *args, size_t *count) {
	char **paths = calloc(args->given_count + 1, sizeof *paths);
	*count = 0;
	for (unsigned i = 0; paths && i < args->given_count; i++) {
		if (!strcmp(args->given[i].option->name, "roster")) paths[(*count)++] = (char *)args->given[i].value;
	}
	return paths;
}

static dixit_status made(dixit_corpus **out, const dx_args *args, bool once, dixit_error *error) {
	dixit_corpus_options wishes = {
	    .lexicon_dir = dx_args_value(args, "lexicon"),
	    .without_builtin_roster = dx_args_value(args, "no-builtin-roster") != NULL,
	    .corrections = dx_args_value(args, "corrections"),
	    .once = once,
	};
	char **paths = rosters(args, &wishes.roster_count);
	if (!paths) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	wishes.rosters = paths;
	dixit_status status = dixit_corpus_new(out, &wishes, error);
	free(paths);
	return status;
}

dixit_corpus *dx_linking_corpus(const dx_args *args, int *code) {
	dixit_corpus *corpus = NULL;
	dixit_error error;
	*code = DX_EXIT_USAGE;
	unsigned once = 0;
	if (!dx_args_word(args, "duplicates", &once)) return NULL;
	dixit_status status = made(&corpus, args, once, &error);
	if (!status) return corpus;
	dx_console_error(&error);
	if (status == DIXIT_E_MEMORY || status == DIXIT_E_INTERNAL) *code = DX_EXIT_INTERNAL;
	return NULL;
}

dixit_status dx_linking_settle(dixit_corpus *corpus, dixit_error *error) {
	dixit_status status = dixit_corpus_settle(corpus, error);
	uint32_t i = 0;
	for (; !status && dixit_corpus_note(corpus, i); i++) dx_console_say("dixit: %s", dixit_corpus_note(corpus, i));
	if (i) dx_console_say("dixit: such corrections do nothing; `dixit people -f tsv` lists the keys of linked records");
	return status;
}

dixit_status dx_linking_pass(dx_linking *l, const dixit_record *record, dixit_error *error) {
	dixit_record *linked;
	dixit_status status = l->decide ? dx_corpus_decide(&linked, l->corpus, record, error)
	                                : dixit_corpus_link(&linked, l->corpus, record, error);
	if (status || !linked) return status;
	l->line.len = 0;
	dx_record_write_as(&l->line, linked, l->decide ? DX_DECISION_SCHEMA : DX_RECORD_SCHEMA);
	if (l->line.failed)
		status = dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	else
		status = l->take(l->context, linked, (dx_slice){l->line.ptr, l->line.len}, error);
	dixit_record_free(linked);
	return status;
}

dixit_status dx_linking_merges(const dixit_corpus *corpus, const dx_args *args, dixit_error *error) {
	const char *path = dx_args_value(args, "merges");
	return path ? dixit_corpus_write_merges(corpus, path, error) : DIXIT_OK;
}
