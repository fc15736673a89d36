/* A network for every stretch of time, and counts of them. */
#ifndef DX_CLI_WINDOW_H
#define DX_CLI_WINDOW_H

#include "cli/network.h"

/* Too many windows, or a file that cannot hold several: told on stderr before anything is read where it can be. */
bool dx_windows_make_sense(const dx_args *args, const dx_network_wish *wish);
/* Write the files of all windows and the counts; the graph is not finished by this. */
dixit_status dx_windows_write(dixit_graph *graph, const dx_args *args, const dx_network_wish *wish, dixit_error *error);
/* Is this file one for each window? Else it holds all of the time: --window was not given, or the format is dynamic. */
bool dx_window_splits(const dx_args *args, const dx_network_wish *wish, const char *path);

#endif
