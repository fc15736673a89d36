/* argv → options and operands of a subcommand. `--name=value` and `--name value`, `-xVALUE` and `-x VALUE`, switches of
 * one letter together, `--` ends the options, `-` is an operand. */
#ifndef DX_CLI_ARGS_H
#define DX_CLI_ARGS_H

#include "cli/command.h"

typedef struct dx_argument {
	const dx_option *option;
	const char *value; /* "" of a switch */
} dx_argument;

struct dx_args {
	const dx_command *command;
	dx_argument *given;
	unsigned given_count;
	char **operands;
	unsigned operand_count;
};

/* argv[0] is the subcommand's name. On a mistake it is told on stderr and false comes back. */
bool dx_args_parse(dx_args *args, const dx_command *command, char **argv, dx_arena *arena);
/* The value given last to an option, "" for a switch, NULL where it was not given. */
const char *dx_args_value(const dx_args *args, const char *name);
/* A number from `least` to `most`; *out is left alone where the option was not given. false: told on stderr. */
bool dx_args_number(const dx_args *args, const char *name, const unsigned range[2], unsigned *out);

#endif
