#include "cli/args.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "export/export.h"

static const dx_option options[] = {
    {"output", 'o', "NET", "file to write; may be given several times; - is standard output"},
    {"format", 'f', "FORMAT", "of the files to write, whatever their endings say"},
    {"from", 0, "FORMAT", "of the file to read, whatever its ending says"},
    DX_OPT_HELP,
    {0},
};

static dixit_status write_all(const dx_network *net, const dx_args *args, dixit_error *error) {
	dixit_status status = DIXIT_OK;
	for (unsigned i = 0; i < args->given_count && !status; i++) {
		const char *path = args->given[i].value;
		if (strcmp(args->given[i].option->name, "output")) continue;
		bool file = strcmp(path, "-") != 0;
		if (file) dx_interrupt_hold(true);
		status = dx_network_write(net, path, dx_args_value(args, "format"), error);
		if (file) dx_interrupt_hold(false);
	}
	return status;
}

static bool known(const char *path, const char *format) {
	if (dx_format_of(path, format)) return true;
	if (format)
		dx_console_say("dixit export: there is no format %s (see: dixit help export)", format);
	else
		dx_console_say("dixit export: %s: the ending tells no format (see: dixit help export)", path);
	return false;
}

/* Before anything is read. */
static bool makes_sense(const dx_args *args) {
	if (!dx_args_value(args, "output")) {
		dx_console_say("dixit export: where to? -o NET.gexf (see: dixit help export)");
		return false;
	}
	for (unsigned i = 0; i < args->given_count; i++) {
		bool output = strcmp(args->given[i].option->name, "output") == 0;
		if (output && !known(args->given[i].value, dx_args_value(args, "format"))) return false;
	}
	if (!known(args->operands[0], dx_args_value(args, "from"))) return false;
	const dx_format *from = dx_format_of(args->operands[0], dx_args_value(args, "from"));
	if (from->read) return true;
	dx_console_say("dixit export: %s does not hold everything, so it is not read back (see: dixit help export)",
	               from->name);
	return false;
}

/* A file that is none of ours is nothing to work on; what could not be written is another matter. */
static int unread(const dixit_error *error) {
	if (error->status == DIXIT_E_MEMORY) return dx_console_exit(error);
	dx_console_error(error);
	return DX_EXIT_NOTHING;
}

static int run(const dx_args *args) {
	dixit_error error = {0};
	dx_load load;
	const dx_network *net = NULL;
	if (!makes_sense(args)) return DX_EXIT_USAGE;
	dixit_status status = dx_load_init(&load, &error);
	if (!status) status = dx_network_read(&load, args->operands[0], dx_args_value(args, "from"), &net);
	int code = status ? unread(&error) : DX_EXIT_OK;
	if (!status && write_all(net, args, &error)) code = dx_console_exit(&error);
	dx_load_free(&load);
	return code;
}

const dx_command dx_cmd_export = {
    "export",
    "FILE -o NET...",
    "a network file to other formats",
    "FILE is a network that `dixit graph`, `dixit run` or `dixit export` wrote as GraphML, GEXF, node-link JSON "
    "(.json) "
    "or Cytoscape JSON (.cyjs): these hold everything. - is standard input, with --from.\n\n" DX_HELP_FORMATS
    "csv writes NAME.nodes.csv and NAME.edges.csv; a text that a spreadsheet would run as a formula (it begins with = "
    "+ "
    "- @) has an apostrophe before it there. pajek and dl know nodes by their labels: of equal ones the second gets "
    "_2, "
    "and quotes, in dl also blanks and commas, are replaced; blame counts negative. dl adds up the relations of a "
    "pair. "
    "svg, png and pdf are drawn by Graphviz, seconds for ten thousand nodes: over 400 nodes only the 200 "
    "strongest have their labels drawn, over 2,000 ties are thin lines without arrows.",
    options,
    1,
    1,
    run,
};
