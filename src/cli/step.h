/* `link --step`: linking divided among machines (corpus/division.h). */
#ifndef DX_CLI_STEP_H
#define DX_CLI_STEP_H

#include "cli/args.h"

#define DX_OPT_STEP                                                                                                    \
	{                                                                                                                  \
		"step", 0, "notes|settle|apply",                                                                               \
		    "one step of linking alone, to divide it among machines (see above; --step notes)"                         \
	}

typedef enum dx_step { DX_STEP_ALL, DX_STEP_NOTES, DX_STEP_SETTLE, DX_STEP_APPLY } dx_step;

/* What --step says; false: it makes no sense or does not go with the other options, which was told. */
bool dx_step_of(const dx_args *args, dx_step *step);
/* The steps that look at one article at a time: notes, apply. Returns an exit code. */
int dx_step_run(const dx_args *args, dx_step step);

#endif
