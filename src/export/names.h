/* Labels for formats that know nodes by nothing else: no two alike, without what such a format can't quote. */
#ifndef DX_NAMES_H
#define DX_NAMES_H

#include "base/arena.h"
#include "graph/graph.h"

typedef struct dx_spelling {
	const char *from, *to; /* letters of `from` become those of `to`, one for one */
	bool blanks;           /* false: a run of blanks becomes one '_' */
} dx_spelling;

/* One label a node, in their order; one that stood before gets "_2", "_3" … behind it. Jumps to the arena's guard. */
dx_slice *dx_unique_names(dx_arena *arena, const dx_network *net, const dx_spelling *spelling);

#endif
