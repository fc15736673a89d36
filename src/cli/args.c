#include "cli/args.h"

#include "cli/console.h"
#include <errno.h>
#include <stdlib.h>

static bool mistake(const dx_args *args, const char *what, const char *which) {
	dx_console_say("dixit %s: %s%s (see: dixit help %s)", args->command->name, what, which, args->command->name);
	return false;
}

static const dx_option *by_name(const dx_command *command, const char *name, size_t len) {
	for (const dx_option *o = command->options; o->name; o++) {
		if (strlen(o->name) == len && memcmp(o->name, name, len) == 0) return o;
	}
	return NULL;
}

static const dx_option *by_letter(const dx_command *command, char letter) {
	for (const dx_option *o = command->options; o->name; o++) {
		if (o->letter == letter) return o;
	}
	return NULL;
}

static void give(dx_args *args, const dx_option *option, const char *value) {
	args->given[args->given_count++] = (dx_argument){option, value};
}

/* `word` is what stands behind the two dashes; `next` the following argument, taken where a value is needed. */
static bool take_long(dx_args *args, const char *word, char ***next) {
	size_t len = strcspn(word, "=");
	const dx_option *option = by_name(args->command, word, len);
	if (!option) return mistake(args, "there is no option --", word);
	if (!option->argument) {
		if (word[len]) return mistake(args, "takes no value: --", option->name);
		give(args, option, "");
	} else if (word[len]) {
		give(args, option, word + len + 1);
	} else if (**next) {
		give(args, option, *(*next)++);
	} else {
		return mistake(args, "a value is missing: --", option->name);
	}
	return true;
}

static bool take_letters(dx_args *args, const char *letters, char ***next) {
	for (; *letters; letters++) {
		const dx_option *option = by_letter(args->command, *letters);
		if (!option) return mistake(args, "there is no option -", letters);
		if (!option->argument) {
			give(args, option, "");
			continue;
		}
		if (letters[1])
			give(args, option, letters + 1);
		else if (**next)
			give(args, option, *(*next)++);
		else
			return mistake(args, "a value is missing: -", letters);
		return true;
	}
	return true;
}

static bool enough(const dx_args *args) {
	const dx_command *command = args->command;
	if (dx_args_value(args, "help")) return true;
	if (args->operand_count < command->least) return mistake(args, "missing: ", command->operands);
	if (args->operand_count > command->most) return mistake(args, "too many: ", args->operands[command->most]);
	return true;
}

bool dx_args_parse(dx_args *args, const dx_command *command, char **argv, dx_arena *arena) {
	size_t argc = 0, letters = 0;
	for (; argv[argc]; argc++) letters += strlen(argv[argc]);
	*args = (dx_args){.command = command};
	args->given = DX_NEW(arena, dx_argument, argc + letters);
	args->operands = DX_NEW(arena, char *, argc + 1);
	bool options = true;
	for (char **next = argv + 1; *next;) {
		char *word = *next++;
		if (!options || word[0] != '-' || !word[1])
			args->operands[args->operand_count++] = word;
		else if (strcmp(word, "--") == 0)
			options = false;
		else if (word[1] == '-' ? !take_long(args, word + 2, &next) : !take_letters(args, word + 1, &next))
			return false;
	}
	return enough(args);
}

const char *dx_args_value(const dx_args *args, const char *name) {
	for (unsigned i = args->given_count; i-- > 0;) {
		if (strcmp(args->given[i].option->name, name) == 0) return args->given[i].value;
	}
	return NULL;
}

bool dx_args_number(const dx_args *args, const char *name, const unsigned range[2], unsigned *out) {
	const char *value = dx_args_value(args, name);
	if (!value) return true;
	char *end;
	errno = 0;
	unsigned long n = strtoul(value, &end, 10);
	bool digits = value[0] >= '0' && value[0] <= '9' && !*end && !errno;
	if (!digits || n < range[0] || n > range[1]) {
		dx_console_say("dixit %s: --%s is a number from %u to %u, not %s", args->command->name, name, range[0],
		               range[1], value);
		return false;
	}
	*out = (unsigned)n;
	return true;
}
