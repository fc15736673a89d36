#include "cli/args.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "lexicon/lexicon.h"

static const dx_option options[] = {
    {"dump", 0, "DIR", "write the built-in tables into DIR, as a start for tables of one's own"},
    DX_OPT_LEXICON,
    DX_OPT_HELP,
    {0},
};

static int show(const char *dir) {
	dixit_error error;
	dx_lexicon *lexicon;
	if (dx_lexicon_new(&lexicon, dir, &error)) {
		dx_console_error(&error);
		return error.status == DIXIT_E_MEMORY ? DX_EXIT_INTERNAL : DX_EXIT_USAGE;
	}
	dx_buf out = {0};
	uint32_t rows;
	const char *name;
	for (unsigned i = 0; (name = dx_lexicon_table(lexicon, i, &rows)); i++)
		dx_buf_printf(&out, "%-14s %6u\n", name, rows);
	dx_lexicon_free(lexicon);
	return dx_console_put(&out);
}

static int run(const dx_args *args) {
	const char *dump = dx_args_value(args, "dump");
	dixit_error error;
	if (!dump) return show(dx_args_value(args, "lexicon"));
	return dx_lexicon_dump(dump, &error) ? dx_console_exit(&error) : DX_EXIT_OK;
}

const dx_command dx_cmd_lexicon = {
    "lexicon",
    "",
    "the word tables: how many rows, write them out",
    "Prints the name of each table and its number of rows. With --lexicon the tables of that folder are read, and so "
    "checked, first: a mistake is told with file, line and byte.\n\n"
    "The tables are tab-separated text. What is changed in a copy made by --dump takes effect by --lexicon, table by "
    "table: a table that is missing in the folder is the built-in one.",
    options,
    0,
    0,
    run,
};
