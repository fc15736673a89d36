#include "cli/args.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/help.h"

static const dx_option options[] = {
    {"man", 0, NULL, "the man page dixit(1), for troff"},
    {"completion", 0, NULL, "completion for bash: source <(dixit help --completion)"},
    DX_OPT_HELP,
    {0},
};

static int run(const dx_args *args) {
	dx_buf out = {0};
	if (dx_args_value(args, "man"))
		dx_help_man(&out);
	else if (dx_args_value(args, "completion"))
		dx_help_completion(&out);
	if (out.len || out.failed) return dx_console_put(&out);
	if (!args->operand_count) return dx_help_overview();
	const dx_command *command = dx_command_named(args->operands[0]);
	if (command) return dx_help_command(command);
	dx_console_say("dixit help: there is no subcommand %s", args->operands[0]);
	return DX_EXIT_USAGE;
}

const dx_command dx_cmd_help = {
    "help",
    "[SUBCOMMAND]",
    "what the subcommands do, the man page, the completion",
    "Without a SUBCOMMAND, the list of them and the exit codes.",
    options,
    0,
    1,
    run,
};
