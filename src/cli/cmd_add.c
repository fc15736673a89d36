#include "cli/adding.h"
#include "cli/commands.h"

static const dx_option options[] = {
    DX_OPT_AGAIN,    DX_OPT_WAIT,       DX_OPT_JOBS,  DX_OPT_LEXICON, DX_OPT_MODELS,
    DX_OPT_ACCURATE, DX_OPT_CONFIDENCE, DX_OPT_QUIET, DX_OPT_HELP,    {0},
};

static int run(const dx_args *args) {
	dx_adding adding;
	int code = dx_adding_open(&adding, args);
	if (!code) {
		code = dx_adding_run(&adding, args->operands + 1, args->operand_count - 1);
		dx_adding_tell(&adding);
	}
	dx_adding_close(&adding);
	return code;
}

const dx_command dx_cmd_add = {
    "add",
    "DB PATH...",
    "articles to a store: one SQLite file to search, link and make networks of",
    "DB is the store, made where it is missing; PATH is as of `dixit extract`. Where records are read, by `link`, "
    "`people`, `graph`, `rank`, `report` and `show`, a store can be given in their place.\n\n"
    "An article with the id and the text of one that is there is passed over without being read on; one with the id of "
    "one that is there and another text takes its place, which is told. An id that is made of a file's name counts "
    "together with its folder: 1.txt in two folders is two articles.\n\n"
    "Articles are committed several at once, at least every second. Whatever ends the program, a crash or a power "
    "failure, what was committed stays, and the next `add` of the same paths goes on where this one stopped. Two "
    "programs may add at the same time. Statements, entities and events stand in tables of their own "
    "(`sqlite3 DB .schema`), which any program that reads SQLite can use.",
    options,
    2,
    DX_MANY,
    run,
};
