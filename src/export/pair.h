/* A format of two files under one name: NAME.csv is NAME.nodes.csv and NAME.edges.csv. Both appear whole or neither. */
#ifndef DX_PAIR_H
#define DX_PAIR_H

#include "base/outfile.h"
#include "graph/graph.h"

typedef struct dx_halves {
	const char *endings[2];
	dixit_status (*write[2])(dx_outfile *out, const dx_network *net, dixit_error *error);
} dx_halves;

/* `path` may end in .csv or in one of the two endings; where it ends in neither, the endings are put behind it. */
dixit_status dx_pair_save(const char *path, const dx_halves *halves, const dx_network *net, dixit_error *error);

#endif
