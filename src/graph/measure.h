/* Measures of a finished network. Parallel ties count as one, their weights added up; loops don't count.
 *
 * Degrees, strengths, PageRank, density, reciprocity, assortativity and brokerage follow the direction of ties; what
 * has no direction (met, called, projections) counts both ways. All that is made of paths or groups (betweenness,
 * closeness, core, component, community, articulation) takes ties both ways: who speaks of another is tied to the
 * other. */
#ifndef DX_MEASURE_H
#define DX_MEASURE_H

#include "graph/facts.h"

typedef struct dx_arc {
	uint32_t source, target;
	double value;
} dx_arc;

/* Gould and Fernandez (1989), Structures of mediation: what a node is to two others who are tied through it alone. */
typedef enum dx_brokerage {
	DX_COORDINATOR,    /* all three of one country */
	DX_ITINERANT,      /* both others of one country, the broker of another */
	DX_GATEKEEPER,     /* from abroad to the broker's own country */
	DX_REPRESENTATIVE, /* from the broker's own country abroad */
	DX_LIAISON,        /* three countries */
	DX_BROKERAGES
} dx_brokerage;

/* Of betweenness: exact, or of paths, of at most so many edges, or too many to look at. */
enum { DX_REACH_ALL = 0, DX_REACH_NONE = -1 };

typedef struct dx_measured {
	/* of the network; NaN: there is none */
	double density, reciprocity, assortativity, modularity;
	uint32_t components, communities; /* communities of more than one node */
	int reach;
	bool close;    /* closeness was measured */
	bool harmonic; /* closeness is the mean of inverse distances, for the network hangs not together */
	bool brokers;
	/* of nodes */
	int64_t *degree, *in_degree, *out_degree, *core, *component, *community, *cut, *broker, *roles[DX_BROKERAGES];
	double *strength, *in_strength, *out_strength, *pagerank, *betweenness, *closeness;
} dx_measured;

typedef struct dx_measuring {
	dixit_graph *graph;
	uint32_t node_count;
	bool directed;
	dx_arc *arcs, *pairs; /* by source, target; pairs: source < target, whatever the direction */
	uint32_t arc_count, pair_count;
	uint32_t *out_starts;        /* node → its first arc; one more at the end */
	uint32_t *half, *half_start; /* neighbours either way, by node; node → its first, one more at the end */
	dx_measured *m;
} dx_measuring;

/* NULL: not measured. */
const dx_measured *dx_graph_measured(const dixit_graph *graph);
/* Names of all columns that there can be; NULL behind the last. */
const char *dx_measure_name(unsigned i);

/* measure.c: measures as node columns, of the network into its title */
dixit_status dx_graph_measure(dixit_graph *graph, dixit_error *error);
/* Numbers 1, 2, … in place of any: groups by size, the biggest first, then by their first node. Returns how many. */
uint32_t dx_measure_renumber(dx_arena *arena, int64_t *group, uint32_t count);
/* measure_paths.c: by igraph */
dixit_status dx_measure_paths(dx_measuring *measuring, dixit_error *error);
/* measure_close.c: closeness; false: it would take too long */
bool dx_measure_close(dx_measuring *measuring);
/* measure_reach.c: how far paths can be followed in bounded time */
int dx_measure_reach(dx_arena *arena, const dx_measuring *measuring);
/* measure_broker.c */
void dx_measure_brokers(dx_measuring *measuring);
/* community.c: Leiden, and colours */
dixit_status dx_measure_communities(dx_measuring *measuring, dixit_error *error);
void dx_community_colours(dixit_graph *graph, const dx_measured *measured);

#endif
