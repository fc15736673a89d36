#include "cli/tables.h"

#include "cli/console.h"

/* The other options choose among records. */
static const char *const allowed[] = {"edges",    "nodes",      "output", "format",
                                      "measures", "resolution", "colour", "no-layout"};

static bool goes_with_tables(const char *option) {
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
		if (strcmp(option, allowed[i]) == 0) return true;
	}
	return false;
}

bool dx_tables_make_sense(const dx_args *args) {
	const char *edges = dx_args_value(args, "edges"), *nodes = dx_args_value(args, "nodes"), *wrong = NULL;
	for (unsigned i = 0; i < args->given_count && edges; i++) {
		if (!goes_with_tables(args->given[i].option->name)) wrong = args->given[i].option->name;
	}
	if (wrong)
		dx_console_say("dixit graph: --%s goes with records, not with --edges (see: dixit help graph)", wrong);
	else if (edges && args->operand_count)
		dx_console_say("dixit graph: %s: records and --edges do not go together (see: dixit help graph)",
		               args->operands[0]);
	else if (!edges && nodes)
		dx_console_say("dixit graph: --nodes goes with --edges (see: dixit help graph)");
	else if (!edges && !args->operand_count)
		dx_console_say("dixit graph: missing: RECORDS... (see: dixit help graph)");
	else if (nodes && strcmp(nodes, "-") == 0 && strcmp(edges, "-") == 0)
		dx_console_say("dixit graph: --edges and --nodes cannot both be standard input (see: dixit help graph)");
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
