/* `graph --edges`: a network from tables in place of records. */
#ifndef DX_CLI_TABLES_H
#define DX_CLI_TABLES_H

#include "cli/args.h"

#define DX_OPT_TABLES                                                                                                  \
	{"edges", 0, "FILE",                                                                                               \
	 "instead of records, ties already added up: tab-separated columns source, target, relation, weight, "             \
	 "the last two optional; - is standard input (--edges ties.tsv --nodes nodes.tsv)"},                               \
	{                                                                                                                  \
		"nodes", 0, "FILE",                                                                                            \
		    "with --edges: tab-separated columns key, label, kind, country, title, aliases, statements, articles, "    \
		    "first, last, all but key optional"                                                                        \
	}

/* Records or tables, and options that go with them; false: told on stderr. */
bool dx_tables_make_sense(const dx_args *args);
/* The tables into the graph; an exit code. */
int dx_tables_read(dixit_graph *graph, const dx_args *args);

#endif
