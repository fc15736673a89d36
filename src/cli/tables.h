/* `graph --edges`: a network from tables in place of records. */
#ifndef DX_CLI_TABLES_H
#define DX_CLI_TABLES_H

#include "cli/args.h"

/* Records or tables, and options that go with them; false: told on stderr. */
bool dx_tables_make_sense(const dx_args *args);
/* The tables into the graph; an exit code. */
int dx_tables_read(dixit_graph *graph, const dx_args *args);

#endif
