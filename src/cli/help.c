#include "cli/help.h"

#include "cli/console.h"

/* Text of the table, its lines filled to 78 columns; an empty line stays one. */
static void fill(dx_buf *out, const char *text, unsigned indent, unsigned column) {
	while (*text) {
		size_t len = strcspn(text, " \n");
		if (column > indent && column + 1 + len > 78) {
			dx_buf_printf(out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (column > indent) {
			dx_buf_char(out, ' ');
			column++;
		}
		dx_buf_put(out, text, len);
		column += (unsigned)len;
		text += len;
		if (text[0] == '\n' && text[1] == '\n') {
			dx_buf_str(out, "\n\n");
			column = indent;
			text++;
		}
		if (*text) text++;
	}
	dx_buf_char(out, '\n');
}

static void option_line(dx_buf *out, const dx_option *o) {
	size_t before = out->len;
	if (o->letter)
		dx_buf_printf(out, "  -%c, --%s", o->letter, o->name);
	else
		dx_buf_printf(out, "      --%s", o->name);
	if (o->argument) dx_buf_printf(out, " %s", o->argument);
	size_t width = out->len - before;
	unsigned column = 26;
	dx_buf_printf(out, "%*s", width < column ? (int)(column - width) : 1, "");
	fill(out, o->help, column, column);
}

int dx_help_overview(void) {
	dx_buf out = {0};
	dx_buf_str(&out, "dixit " DIXIT_VERSION
	                 ": who said what, to whom, about whom, where\n\nusage: dixit SUBCOMMAND [OPTIONS] …\n\n");
	for (const dx_command *const *c = dx_commands; *c; c++)
		dx_buf_printf(&out, "  %-9s %s\n", (*c)->name, (*c)->summary);
	dx_buf_str(&out,
	           "\n`dixit help SUBCOMMAND` tells of one. The first step: dixit run FOLDER -o DIR\n\nexit codes:\n");
	for (const dx_exit_text *e = dx_exit_texts; e->text; e++) dx_buf_printf(&out, "  %d  %s\n", e->code, e->text);
	return dx_console_put(&out);
}

int dx_help_command(const dx_command *command) {
	dx_buf out = {0};
	dx_buf_printf(&out, "dixit %s: %s\n\nusage: dixit %s [OPTIONS]%s%s\n\n", command->name, command->summary,
	              command->name, command->operands[0] ? " " : "", command->operands);
	fill(&out, command->text, 0, 0);
	dx_buf_str(&out, "\noptions:\n");
	for (const dx_option *o = command->options; o->name; o++) option_line(&out, o);
	return dx_console_put(&out);
}
