#include "cli/commands.h"

const dx_command *const dx_commands[] = {&dx_cmd_run,
                                         &dx_cmd_extract,
                                         &dx_cmd_add,
                                         &dx_cmd_watch,
                                         &dx_cmd_find,
                                         &dx_cmd_link,
                                         &dx_cmd_people,
                                         &dx_cmd_graph,
                                         &dx_cmd_rank,
                                         &dx_cmd_export,
                                         &dx_cmd_report,
                                         &dx_cmd_show,
                                         &dx_cmd_lexicon,
                                         &dx_cmd_model,
                                         &dx_cmd_help,
                                         &dx_cmd_version,
                                         NULL};

const dx_exit_text dx_exit_texts[] = {
    {DX_EXIT_OK, "done; also where the reader of a pipe went away"},
    {DX_EXIT_SOME, "done, but some articles or records could not be read"},
    {DX_EXIT_USAGE, "the command line, a table of --lexicon, a roster, a file of corrections or of --models makes no "
                    "sense, or a path of "
                    "--articles is not there"},
    {DX_EXIT_NOTHING, "nothing could be read, or a table of --edges or --nodes makes no sense; no file was written"},
    {DX_EXIT_INTERNAL, "out of memory, or a fault of dixit"},
    {DX_EXIT_OUTPUT, "the output could not be written (a full disk, a store that is read-only)"},
    {DX_EXIT_STORE, "the store is a database of another program or of a newer dixit, or damaged; it was left as it is"},
    {DX_EXIT_BUSY, "another program was writing to the store all the while; what was committed stays, try again"},
    {0, NULL},
};

const dx_command *dx_command_named(const char *name) {
	for (const dx_command *const *c = dx_commands; *c; c++) {
		if (strcmp((*c)->name, name) == 0) return *c;
	}
	return NULL;
}
