#include "cli/commands.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/measure.h"
#include "cli/progress.h"
#include "cli/records.h"
#include "cli/tables.h"
#include "cli/window.h"
#include "export/export.h"

static const dx_option options[] = {
    {"output", 'o', "NET",
     "file to write, its ending tells the format; may be given several times; - is standard output"},
    {"format", 'f', "FORMAT", "of the files to write, whatever their endings say"},
    DX_OPT_TABLES,
    {"parts", 0, "FILE",
     "instead of a network, what RECORDS add to it, to be added up elsewhere: tab-separated rows, no layout (--parts "
     "-)"},
    DX_OPT_NETWORK,
    {"measures", 0, NULL, "measure nodes and network (see: dixit help rank): further columns in the file"},
    DX_OPT_RESOLUTION,
    {"colour", 0, "BY", "colour of nodes: kind (default) or community, which measures too (--colour community)"},
    {"no-layout", 0, NULL, "no positions; over 200,000 nodes there are none anyway"},
    DX_OPT_LEXICON,
    DX_OPT_PROGRESS,
    DX_OPT_QUIET,
    DX_OPT_HELP,
    {0},
};

static dixit_status add(void *context, const dixit_record *record, dixit_error *error) {
	return dixit_graph_add(context, record, error);
}

static bool is_output(const dx_args *args, unsigned i) { return strcmp(args->given[i].option->name, "output") == 0; }

/* Those that hold all of the time; the others are written window by window. */
static dixit_status write_whole(const dixit_graph *graph, const dx_args *args, const dx_network_wish *wish,
                                dixit_error *error) {
	const char *format = dx_args_value(args, "format");
	dixit_status status = DIXIT_OK;
	for (unsigned i = 0; i < args->given_count && !status; i++) {
		const char *path = args->given[i].value;
		if (!is_output(args, i) || dx_window_splits(args, wish, path)) continue;
		bool file = strcmp(path, "-") != 0;
		if (file) dx_interrupt_hold(true);
		status = dixit_graph_write(graph, path, format, error);
		if (file) dx_interrupt_hold(false);
	}
	return status;
}

static bool any_whole(const dx_args *args, const dx_network_wish *wish) {
	bool any = false;
	for (unsigned i = 0; i < args->given_count; i++) {
		any |= is_output(args, i) && !dx_window_splits(args, wish, args->given[i].value);
	}
	return any;
}

/* What chooses among statements goes with --parts, what needs all of the network does not. */
static bool parts_make_sense(const dx_args *args) {
	static const char *const with[] = {"parts",       "act",       "kind", "confidence", "person", "country",
	                                   "institution", "publisher", "from", "to",         "lexicon"};
	for (unsigned i = 0; i < args->given_count; i++) {
		bool good = false;
		for (size_t k = 0; k < sizeof with / sizeof *with; k++) good |= !strcmp(args->given[i].option->name, with[k]);
		if (good) continue;
		dx_console_say("dixit graph: --%s does not go with --parts (see: dixit help graph)",
		               args->given[i].option->name);
		return false;
	}
	return true;
}

/* Before hours of reading rather than after. */
static bool outputs_make_sense(const dx_args *args, const dx_network_wish *wish) {
	const char *format = dx_args_value(args, "format");
	if (dx_args_value(args, "parts")) return parts_make_sense(args);
	if (!dx_args_value(args, "output") && !wish->counts) {
		dx_console_say("dixit graph: where to? -o NET.graphml (see: dixit help graph)");
		return false;
	}
	for (unsigned i = 0; i < args->given_count; i++) {
		const char *path = args->given[i].value;
		if (!is_output(args, i) || dx_format_of(path, format)) continue;
		if (format)
			dx_console_say("dixit graph: there is no format %s (see: dixit help graph)", format);
		else
			dx_console_say("dixit graph: %s: the ending tells no format, and there is no --format", path);
		return false;
	}
	return dx_windows_make_sense(args, wish);
}

static dixit_status finish(dixit_graph *graph, const dx_args *args, const dx_network_wish *wish, dixit_error *error) {
	dixit_status status = dx_windows_write(graph, args, wish, error);
	if (status || !any_whole(args, wish)) return status;
	status = dixit_graph_finish(graph, error);
	for (unsigned i = 0; !status && dixit_graph_note(graph, i); i++) {
		dx_console_say("dixit graph: %s", dixit_graph_note(graph, i));
	}
	return status ? status : write_whole(graph, args, wish, error);
}

static dixit_status write_parts(dixit_graph *graph, const char *path, dixit_error *error) {
	bool file = strcmp(path, "-") != 0;
	if (file) dx_interrupt_hold(true);
	dixit_status status = dixit_graph_write_parts(graph, path, error);
	if (file) dx_interrupt_hold(false);
	return status;
}

static int read_and_write(dixit_graph *graph, const dx_args *args, const dx_network_wish *wish,
                          const dx_measure_wish *measures) {
	dixit_error error;
	int code = dx_network_set(graph, wish, args);
	if (code) return code;
	dx_measure_wish_tell(graph, measures);
	dx_records records = {.each = add, .context = graph};
	code = dx_args_value(args, "edges") ? dx_tables_read(graph, args) : dx_network_take(graph, &records, args);
	if (code != DX_EXIT_OK && code != DX_EXIT_SOME) return code;
	dixit_status status = dx_args_value(args, "parts") ? write_parts(graph, dx_args_value(args, "parts"), &error)
	                                                   : finish(graph, args, wish, &error);
	return status ? dx_console_exit(&error) : code;
}

static int with_wishes(const dx_args *args, dx_arena *arena) {
	dx_network_wish wish;
	dx_measure_wish measures;
	dixit_graph *graph;
	dixit_error error;
	if (dx_arena_guard(arena)) {
		dx_console_say("dixit: out of memory");
		return DX_EXIT_INTERNAL;
	}
	if (!dx_tables_make_sense(args) || !dx_network_wish_of(args, &wish, arena) ||
	    !dx_measure_wish_of(args, &measures) || !outputs_make_sense(args, &wish))
		return DX_EXIT_USAGE;
	if (dixit_graph_new(&graph, &error)) return dx_console_exit(&error);
	int code = read_and_write(graph, args, &wish, &measures);
	dixit_graph_free(graph);
	return code;
}

static int run(const dx_args *args) {
	dx_arena arena;
	dx_arena_init(&arena);
	int code = with_wishes(args, &arena);
	dx_arena_free(&arena);
	return code;
}

const dx_command dx_cmd_graph = {
    "graph",
    "[RECORDS...]",
    "records to a network file for Gephi, Graphviz, Cytoscape and others, or a picture",
    "RECORDS is a file that `dixit extract` or `dixit run` wrote, a store of `dixit add`, or - for standard input. The "
    "same records in any "
    "order "
    "give the same network.\n\n" DX_HELP_FORMATS
    "`dixit help export` tells what each holds; csv writes NAME.nodes.csv and NAME.edges.csv.\n\n"
    "Modes. full: all nodes and relations. speakers: those who made a statement, tied by who names whom (directed), by "
    "being at the same events (together) or by naming the same (objects). speaker-country, speaker-institution: "
    "speakers and the countries or organisations they name or represent. speaker-event: speakers and the events they "
    "were at. countries: whose officials speak of which country (directed). events: events tied by participants they "
    "share.\n\n"
    "Signs. Statements whose cue praises or blames by the word tables (`dixit lexicon`; \"praised\", \"condemned\", "
    "\"rejected\") carry a sign unless negated. With --sign only these count. congruence: both praise or both blame "
    "the same; conflict: one praises what the other blames; subtract: congruence less conflict or, where names tie, "
    "praise less blame: the weight is the amount, the sign stands apart, ties that come to nothing are left out.\n\n"
    "Weights. By objects they are products of how often each names the object, summed over objects, as in the "
    "Discourse "
    "Network Analyzer; --normalise divides them: average (mean of what both say), jaccard, cosine; of directed "
    "networks "
    "activity (all that the source says) or prominence (all that is said of the target). An event counts once "
    "whoever tells of it.\n\n"
    "Filters. Those of statements come first, then those of nodes and edges in the order min-statements, min-weight, "
    "backbone, ego, top. With --act or --kind, events stay at which such a statement was made. An object that so many "
    "name that over four million pairs would have to be looked at makes no ties; that is told. A name that no record "
    "has is told, as is a filter that leaves nothing, and the files are written, empty; the exit code is 0.\n\n"
    "Days. A statement has the day of its article, an event its own; what has none is in no window, and not in the "
    "network where --from or --to is given.\n\n"
    "Parts. --parts writes what RECORDS add to the full network, without deciding what needs all records, so that "
    "parts of other articles can be added: rows of edges, nodes, names, titles and events (src/spark adds them up). "
    "Options that choose among statements go with it.\n\n"
    "Tables. --edges reads ties that something else added up; their first line names the columns. A relation is one of "
    "those that GraphML files have (names where the column is missing), a weight is over 0 (1 where missing); rows of "
    "the "
    "same ends and relation are added up. A node that no row of --nodes describes is a person. The first row that "
    "makes no "
    "sense ends it all. A network of over a million edges has no positions and can be written as GraphML only, with "
    "what the tables say and no more.",
    options,
    0,
    DX_MANY,
    run,
};
