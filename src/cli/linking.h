/* What `link` and `run` share: the options of linking, and its second pass. */
#ifndef DX_CLI_LINKING_H
#define DX_CLI_LINKING_H

#include "base/buf.h"
#include "cli/args.h"

#define DX_OPT_ROSTER                                                                                                  \
	{ "roster", 'r', "FILE", "known people and their offices, TSV; may be given several times (see: dixit help link)" }
#define DX_OPT_NO_BUILTIN_ROSTER                                                                                       \
	{ "no-builtin-roster", 0, NULL, "do without the roster that comes with dixit" }
#define DX_OPT_CORRECTIONS                                                                                             \
	{ "corrections", 'c', "FILE", "merges, splits, names to be applied last, TSV (see: dixit help link)" }
#define DX_OPT_DUPLICATES                                                                                              \
	{                                                                                                                  \
		"duplicates", 'd', "keep|once",                                                                                \
		    "repeated statements and articles: keep and mark them, or let only the first one stay, with the others "   \
		    "as its evidence (default: keep)"                                                                          \
	}
#define DX_OPT_MERGES                                                                                                  \
	{ "merges", 0, "FILE", "write every merge with its reason, TSV" }

/* The corpus as the options ask for; NULL: told on stderr, *code is what the program ends with. */
dixit_corpus *dx_linking_corpus(const dx_args *args, int *code);

/* Between the passes; corrections that match nothing are told. */
dixit_status dx_linking_settle(dixit_corpus *corpus, dixit_error *error);

/* The second pass. */
typedef struct dx_linking {
	dixit_corpus *corpus;
	bool decide; /* what was decided of a note goes to `take`, not a linked record */
	dx_buf line;
	dixit_status (*take)(void *context, const dixit_record *linked, dx_slice json, dixit_error *error);
	void *context;
} dx_linking;

/* One record as linked, and as a line of JSON, to `take`; nothing where it repeats another one and is to go. */
dixit_status dx_linking_pass(dx_linking *linking, const dixit_record *record, dixit_error *error);
/* --merges, where it was given. */
dixit_status dx_linking_merges(const dixit_corpus *corpus, const dx_args *args, dixit_error *error);

#endif
