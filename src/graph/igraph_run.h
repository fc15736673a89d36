/* Work handed to igraph. Its handlers and its random numbers are global: they stand as they were afterwards. */
#ifndef DX_IGRAPH_RUN_H
#define DX_IGRAPH_RUN_H

#include "dixit.h"

#include <igraph.h>

/* What igraph does must not use an arena: it could jump out and leave igraph's handlers ours. */
typedef igraph_error_t dx_igraph_work(void *context);
/* `what` begins the message of an error: "layout". Random numbers are the same each time. */
dixit_status dx_igraph_run(const char *what, dx_igraph_work *work, void *context, dixit_error *error);

#endif
