/* Completion for bash. */
#include "cli/help.h"

#include "cli/words.h"

/* The words that may follow a dash, of one subcommand. */
static void options(dx_buf *out, const dx_command *command) {
	for (const dx_option *o = command->options; o->name; o++) {
		dx_buf_printf(out, " --%s", o->name);
		if (o->letter) dx_buf_printf(out, " -%c", o->letter);
	}
}

/* Options whose value is no file: after them nothing is offered but what `names` says. */
static void patterns(dx_buf *out, const char *argument) {
	bool any = false;
	for (const dx_command *const *c = dx_commands; *c; c++) {
		for (const dx_option *o = (*c)->options; o->name; o++) {
			if (!o->argument || strcmp(o->argument, argument)) continue;
			dx_buf_printf(out, "%s%s:--%s", any ? "|" : "", (*c)->name, o->name);
			if (o->letter) dx_buf_printf(out, "|%s:-%c", (*c)->name, o->letter);
			any = true;
		}
	}
}

/* After an option that takes words those are offered; behind a comma too, where it takes several. */
static void words(dx_buf *out, const dx_command *command, const dx_option *o) {
	if (!dx_word_at(command->name, o->name, 0)) return;
	dx_buf_printf(out, "%s:--%s", command->name, o->name);
	if (o->letter) dx_buf_printf(out, "|%s:-%c", command->name, o->letter);
	bool several = dx_words_several(command->name, o->name);
	dx_buf_str(out, several ? ")\n\t\tlocal before=${cur%${cur##*,}}\n\t\tCOMPREPLY=($(compgen -P \"$before\" -W \""
	                        : ")\n\t\tCOMPREPLY=($(compgen -W \"");
	for (unsigned i = 0; dx_word_at(command->name, o->name, i); i++)
		dx_buf_printf(out, "%s%s", i ? " " : "", dx_word_at(command->name, o->name, i));
	dx_buf_str(out, several ? "\" -- \"${cur##*,}\"))\n\t\treturn ;;\n\t" : "\" -- \"$cur\"))\n\t\treturn ;;\n\t");
}

void dx_help_completion(dx_buf *out) {
	dx_buf_str(out, "# bash completion of dixit, made by `dixit help --completion` from the tables of the program\n"
	                "_dixit() {\n\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} names=\"");
	for (const dx_command *const *c = dx_commands; *c; c++)
		dx_buf_printf(out, "%s%s", c == dx_commands ? "" : " ", (*c)->name);
	dx_buf_str(
	    out, "\"\n\tif [ \"$cur\" = = ]; then cur=; elif [ \"$prev\" = = ]; then prev=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
	         "\tCOMPREPLY=()\n\tif [ \"$COMP_CWORD\" = 1 ]; then\n"
	         "\t\tCOMPREPLY=($(compgen -W \"$names\" -- \"$cur\"))\n\t\treturn\n\tfi\n"
	         "\tcase ${COMP_WORDS[1]}:$prev in\n\t");
	patterns(out, "DIR");
	dx_buf_str(out, ")\n\t\tcompopt -o filenames\n\t\tCOMPREPLY=($(compgen -d -- \"$cur\"))\n\t\treturn ;;\n\t");
	patterns(out, "N");
	dx_buf_str(out, ")\n\t\treturn ;;\n\t");
	for (const dx_command *const *c = dx_commands; *c; c++) {
		for (const dx_option *o = (*c)->options; o->name; o++) words(out, *c, o);
	}
	dx_buf_str(out, "esac\n\tcase ${COMP_WORDS[1]}:$cur in\n");
	for (const dx_command *const *c = dx_commands; *c; c++) {
		dx_buf_printf(out, "\t%s:-*)\n\t\tCOMPREPLY=($(compgen -W \"", (*c)->name);
		options(out, *c);
		dx_buf_str(out, "\" -- \"$cur\")) ;;\n");
		if (strstr((*c)->operands, "SUBCOMMAND")) {
			dx_buf_printf(out, "\t%s:*)\n\t\tCOMPREPLY=($(compgen -W \"$names\" -- \"$cur\")) ;;\n", (*c)->name);
		}
	}
	dx_buf_str(out, "\t*)\n\t\tcompopt -o filenames\n\t\tCOMPREPLY=($(compgen -f -- \"$cur\")) ;;\n\tesac\n}\n"
	                "complete -F _dixit dixit\n");
}
