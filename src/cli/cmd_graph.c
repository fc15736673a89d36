#include "cli/commands.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/records.h"
#include "export/export.h"

static const dx_option options[] = {
    {"output", 'o', "NET", "file to write, .graphml, .dot or .gv; may be given several times; - is standard output"},
    {"format", 'f', "FORMAT", "graphml or dot, whatever the endings say"},
    DX_OPT_HELP,
    {0},
};

static dixit_status add(void *context, const dixit_record *record, dixit_error *error) {
	return dixit_graph_add(context, record, error);
}

static dixit_status write_all(const dixit_graph *graph, const dx_args *args, dixit_error *error) {
	const char *format = dx_args_value(args, "format");
	dixit_status status = DIXIT_OK;
	for (unsigned i = 0; i < args->given_count && !status; i++) {
		const char *path = args->given[i].value;
		if (strcmp(args->given[i].option->name, "output")) continue;
		bool file = strcmp(path, "-") != 0;
		if (file) dx_interrupt_hold(true);
		status = dixit_graph_write(graph, path, format, error);
		if (file) dx_interrupt_hold(false);
	}
	return status;
}

/* Before hours of reading rather than after. */
static bool outputs_make_sense(const dx_args *args) {
	const char *format = dx_args_value(args, "format");
	if (!dx_args_value(args, "output")) {
		dx_console_say("dixit graph: where to? -o NET.graphml (see: dixit help graph)");
		return false;
	}
	for (unsigned i = 0; i < args->given_count; i++) {
		const char *path = args->given[i].value;
		if (strcmp(args->given[i].option->name, "output") || dx_format_of(path, format)) continue;
		if (format)
			dx_console_say("dixit graph: there is no format %s (see: dixit help graph)", format);
		else
			dx_console_say("dixit graph: %s: the ending tells no format, and there is no --format", path);
		return false;
	}
	return true;
}

static int run(const dx_args *args) {
	if (!outputs_make_sense(args)) return DX_EXIT_USAGE;
	dixit_graph *graph;
	dixit_error error;
	if (dixit_graph_new(&graph, &error)) return dx_console_exit(&error);
	dx_records records = {.each = add, .context = graph};
	int code = dx_records_run(&records, args);
	if (code == DX_EXIT_OK || code == DX_EXIT_SOME) {
		dixit_status status = dixit_graph_finish(graph, &error);
		if (!status) status = write_all(graph, args, &error);
		if (status) code = dx_console_exit(&error);
	}
	dixit_graph_free(graph);
	return code;
}

const dx_command dx_cmd_graph = {
    "graph",
    "RECORDS...",
    "records to a network file for Gephi (GraphML) or Graphviz (DOT)",
    "RECORDS is a file that `dixit extract` or `dixit run` wrote, or - for standard input. The same records in any "
    "order "
    "give the same network.",
    options,
    1,
    DX_MANY,
    run,
};
