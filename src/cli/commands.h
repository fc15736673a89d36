/* The subcommands, one a file. */
#ifndef DX_CLI_COMMANDS_H
#define DX_CLI_COMMANDS_H

#include "cli/command.h"

extern const dx_command dx_cmd_run, dx_cmd_extract, dx_cmd_add, dx_cmd_watch, dx_cmd_find, dx_cmd_link, dx_cmd_people,
    dx_cmd_graph, dx_cmd_rank, dx_cmd_export, dx_cmd_report, dx_cmd_show, dx_cmd_lexicon, dx_cmd_model, dx_cmd_help,
    dx_cmd_version;

#endif
