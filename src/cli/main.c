/* The program: picks the subcommand and lets its table do the rest. */
#include "cli/args.h"
#include "cli/console.h"
#include "cli/help.h"

static int run_command(const dx_command *command, char **argv, dx_arena *arena) {
	dx_args args;
	if (dx_arena_guard(arena)) {
		dx_console_say("dixit: out of memory");
		return DX_EXIT_INTERNAL;
	}
	if (!dx_args_parse(&args, command, argv, arena)) return DX_EXIT_USAGE;
	dx_console_json(dx_args_value(&args, "log-json") != NULL);
	return dx_args_value(&args, "help") ? dx_help_command(command) : command->run(&args);
}

/* `dixit --help` and `dixit --version` are the subcommands of that name. */
static const char *subcommand(const char *word) {
	if (!strcmp(word, "--help") || !strcmp(word, "-h")) return "help";
	return !strcmp(word, "--version") || !strcmp(word, "-V") ? "version" : word;
}

int main(int argc, char **argv) {
	dx_console_start();
	if (argc < 2) {
		dx_console_say("dixit: which subcommand? (see: dixit help)");
		return DX_EXIT_USAGE;
	}
	const dx_command *command = dx_command_named(subcommand(argv[1]));
	if (!command) {
		dx_console_say("dixit: there is no subcommand %s (see: dixit help)", argv[1]);
		return DX_EXIT_USAGE;
	}
	dx_arena arena;
	dx_arena_init(&arena);
	int code = run_command(command, argv + 1, &arena);
	dx_arena_free(&arena);
	return code;
}
