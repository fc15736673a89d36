/* What the options of `graph` and `rank` ask of measures. */
#ifndef DX_CLI_MEASURE_H
#define DX_CLI_MEASURE_H

#include "cli/args.h"

typedef struct dx_measure_wish {
	bool measures, by_community, no_layout;
	double resolution;
} dx_measure_wish;

#define DX_OPT_RESOLUTION                                                                                              \
	{                                                                                                                  \
		"resolution", 0, "R",                                                                                          \
		    "of communities: over 1 more and smaller ones, under 1 fewer and bigger ones, 0.01 to 100 (default: 1; "   \
		    "--resolution 1.5)"                                                                                        \
	}

/* false: an option makes no sense, which is told on stderr. */
bool dx_measure_wish_of(const dx_args *args, dx_measure_wish *wish);
void dx_measure_wish_tell(dixit_graph *graph, const dx_measure_wish *wish);

#endif
