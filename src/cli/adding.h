/* What `add` and `watch` share: articles into a store. */
#ifndef DX_CLI_ADDING_H
#define DX_CLI_ADDING_H

#include "cli/args.h"
#include "store/store.h"
#include <signal.h>

#define DX_OPT_AGAIN                                                                                                   \
	{ "again", 0, NULL, "extract and replace also what is there (after other options, tables or a newer dixit)" }
#define DX_OPT_WAIT                                                                                                    \
	{ "wait", 0, "N", "seconds to wait for another program that writes to the store (default: 10)" }

typedef struct dx_adding {
	const dx_args *args;
	dixit_engine *engine;
	dx_store *store;
	uint64_t present, failed;          /* articles that were not read on, or could not be read */
	uint64_t replaced;                 /* told so far */
	const volatile sig_atomic_t *stop; /* may be NULL: nonzero ends it after the article at hand */
} dx_adding;

/* The engine, and the store that the first operand names, as the options say. Returns an exit code. */
int dx_adding_open(dx_adding *adding, const dx_args *args);
/* Add what is in these paths; it is committed when this comes back. Returns an exit code. */
int dx_adding_run(dx_adding *adding, char *const *paths, size_t count);
/* "3 articles added, 1 replaced, 20 were there", unless --quiet. */
void dx_adding_tell(const dx_adding *adding);
void dx_adding_close(dx_adding *adding);

#endif
