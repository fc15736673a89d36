#include "cli/tables.h"

#include "cli/console.h"

/* The other options choose among records. */
static const char *const allowed[] = {"edges",      "nodes",  "output",    "format", "measures",
                                      "resolution", "colour", "no-layout", "by",     "log-json"};

static bool goes_with_tables(const char *option, const char *command) {
	if (strcmp(option, "top") == 0) return strcmp(command, "rank") == 0; /* of graph it is a filter */
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
		if (strcmp(option, allowed[i]) == 0) return true;
	}
	return false;
}

bool dx_tables_make_sense(const dx_args *args) {
	const char *name = args->command->name, *edges = dx_args_value(args, "edges"),
	           *nodes = dx_args_value(args, "nodes"), *wrong = NULL;
	for (unsigned i = 0; i < args->given_count && edges; i++) {
		const char *option = args->given[i].option->name;
		if (!goes_with_tables(option, args->command->name)) wrong = option;
	}
	if (wrong)
		dx_console_say("dixit %s: --%s goes with records, not with --edges (see: dixit help %s)", name, wrong, name);
	else if (edges && args->operand_count)
		dx_console_say("dixit %s: %s: records and --edges do not go together (see: dixit help %s)", name,
		               args->operands[0], name);
	else if (!edges && nodes)
		dx_console_say("dixit %s: --nodes goes with --edges (see: dixit help %s)", name, name);
	else if (!edges && !args->operand_count)
		dx_console_say("dixit %s: missing: RECORDS... (see: dixit help %s)", name, name);
	else if (nodes && strcmp(nodes, "-") == 0 && strcmp(edges, "-") == 0)
		dx_console_say("dixit %s: --edges and --nodes cannot both be standard input (see: dixit help %s)", name, name);
	else
		return true;
	return false;
}

int dx_tables_read(dixit_graph *graph, const dx_args *args) {
	dixit_error error;
	dixit_status status = dixit_graph_tables(graph, dx_args_value(args, "edges"), dx_args_value(args, "nodes"), &error);
	if (!status) return DX_EXIT_OK;
	if (status != DIXIT_E_FORMAT && status != DIXIT_E_IO) return dx_console_exit(&error);
	dx_console_error(&error);
	return DX_EXIT_NOTHING;
}
