/* The man page dixit(1), as troff with the man macros. */
#include "cli/help.h"

/* Plain text as troff: hyphens that can be typed, no line taken for a request. */
static void text(dx_buf *out, const char *s) {
	bool start = true;
	for (; *s; s++) {
		if (s[0] == '\n' && s[1] == '\n') {
			dx_buf_str(out, "\n.PP\n");
			start = true;
			s++;
			continue;
		}
		if (start && (*s == '.' || *s == '\'')) dx_buf_str(out, "\\&");
		start = *s == '\n';
		if (*s == '-')
			dx_buf_str(out, "\\-");
		else if (*s == '\\')
			dx_buf_str(out, "\\e");
		else
			dx_buf_char(out, *s);
	}
}

static void line(dx_buf *out, const char *macro, const char *s) {
	dx_buf_str(out, macro);
	text(out, s);
	dx_buf_char(out, '\n');
}

static void option(dx_buf *out, const dx_option *o) {
	dx_buf_str(out, ".TP\n");
	if (o->letter) dx_buf_printf(out, "\\fB\\-%c\\fR, ", o->letter);
	dx_buf_str(out, "\\fB\\-\\-");
	text(out, o->name);
	dx_buf_str(out, "\\fR");
	if (o->argument) dx_buf_printf(out, " \\fI%s\\fR", o->argument);
	dx_buf_char(out, '\n');
	line(out, "", o->help);
}

static void command(dx_buf *out, const dx_command *c) {
	dx_buf_printf(out, ".SS \"dixit %s [OPTIONS] %s\"\n", c->name, c->operands);
	line(out, "", c->summary);
	dx_buf_str(out, ".PP\n");
	text(out, c->text);
	dx_buf_char(out, '\n');
	for (const dx_option *o = c->options; o->name; o++) option(out, o);
}

void dx_help_man(dx_buf *out) {
	dx_buf_str(out, ".\\\" made by `dixit help --man` from the tables of the program\n"
	                ".TH DIXIT 1 \"\" \"dixit " DIXIT_VERSION "\" \"User Commands\"\n.SH NAME\n"
	                "dixit \\- who said what, to whom, about whom, where\n.SH SYNOPSIS\n"
	                ".B dixit\n.I SUBCOMMAND\n[OPTIONS] ...\n.SH DESCRIPTION\n");
	text(out,
	     "dixit reads news articles, attributes the statements in them to who made them, and links speakers, countries "
	     "and "
	     "meetings into a network.\n\nData goes to standard output, talk to standard error. A name of `-` is standard "
	     "input or output. An output file appears whole or not at all.\n");
	dx_buf_str(out, ".SH SUBCOMMANDS\n");
	for (const dx_command *const *c = dx_commands; *c; c++) command(out, *c);
	dx_buf_str(out, ".SH EXIT STATUS\n");
	for (const dx_exit_text *e = dx_exit_texts; e->text; e++) {
		dx_buf_printf(out, ".TP\n%d\n", e->code);
		line(out, "", e->text);
	}
	dx_buf_str(out,
	           ".SH EXAMPLES\n.TP\nStatements and network of a folder of articles:\ndixit run articles \\-o out\n"
	           ".TP\nOnly the statements, from a stream:\nzcat news.jsonl.gz | dixit extract \\- >statements.jsonl\n"
	           ".TP\nRead them:\ndixit show statements.jsonl | less \\-S\n"
	           ".TP\nThe network of several extractions:\ndixit graph jan.jsonl feb.jsonl \\-o net.graphml\n");
}
