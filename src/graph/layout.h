/* A network taken apart into its components, between the steps of the layout. Private to this folder. */
#ifndef DX_LAYOUT_H
#define DX_LAYOUT_H

#include "graph/facts.h"

typedef struct dx_pair {
	uint32_t a, b;
} dx_pair;

typedef struct dx_layout {
	dixit_graph *graph;
	dx_node *nodes;
	uint32_t node_count;
	dx_pair *pairs; /* joined nodes, a < b, each pair once */
	uint32_t pair_count;
	uint32_t *root;        /* node → its component: the smallest node in it */
	uint32_t *members;     /* nodes by component, the biggest first */
	uint32_t *starts;      /* component → its first member; one more at the end */
	uint32_t *local;       /* node → number in its component */
	uint32_t *pair_starts; /* component → its first pair; one more at the end */
	uint32_t component_count;
} dx_layout;

/* components.c: fill all fields but the first three */
void dx_layout_components(dx_layout *layout);
/* fit.c: component c turned, evened out and stretched to its final size */
void dx_layout_fit(dx_layout *layout, uint32_t c);

#endif
