/* Positions. Each component is laid out by igraph on its own, fitted to a picture, its labels moved apart, and all
 * components packed side by side. */
#include "graph/layout.h"

#include "graph/igraph_run.h"
#include <math.h>

/* Kamada and Kawai (1989) shows small networks best but takes the square of their size in memory and time; Fruchterman
 * and Reingold (1991) does up to a few thousand nodes, with a grid of neighbours and fewer rounds beyond. */
enum { KAMADA_KAWAI_MAX = 250, GRID_FROM = 1000, ROUNDS = 500, FEWEST_ROUNDS = 80, LAYOUT_MAX = 200000 };

/* Where Kamada and Kawai start: igraph 0.10.2 aborts when memory runs out in making its own circle. */
static igraph_error_t circle(igraph_matrix_t *at, uint32_t size) {
	IGRAPH_CHECK(igraph_matrix_resize(at, size, 2));
	for (uint32_t i = 0; i < size; i++) {
		MATRIX(*at, i, 0) = sqrt(size) * cos(2 * M_PI * i / size);
		MATRIX(*at, i, 1) = sqrt(size) * sin(2 * M_PI * i / size);
	}
	return IGRAPH_SUCCESS;
}

static igraph_error_t place(const igraph_t *net, igraph_matrix_t *at, uint32_t size) {
	if (size <= KAMADA_KAWAI_MAX) {
		IGRAPH_CHECK(circle(at, size));
		return igraph_layout_kamada_kawai(net, at, 1, (igraph_integer_t)size * 50, 0, size, NULL, NULL, NULL, NULL,
		                                  NULL);
	}
	/* rounds fall with size so that a million edges take about as long as a hundred thousand */
	double rounds = size <= 10000 ? ROUNDS : fmax(FEWEST_ROUNDS, ROUNDS * 10000.0 / size);
	igraph_layout_grid_t grid = size < GRID_FROM ? IGRAPH_LAYOUT_NOGRID : IGRAPH_LAYOUT_GRID;
	return igraph_layout_fruchterman_reingold(net, at, 0, (igraph_integer_t)rounds, sqrt(size), grid, NULL, NULL, NULL,
	                                          NULL, NULL);
}

/* The positions of component c into its nodes, in igraph's own units. */
static igraph_error_t place_component(dx_layout *l, uint32_t c) {
	uint32_t size = l->starts[c + 1] - l->starts[c], pairs = l->pair_starts[c + 1] - l->pair_starts[c];
	const dx_pair *first = l->pairs + l->pair_starts[c];
	igraph_vector_int_t ends;
	igraph_t net;
	igraph_matrix_t at;
	IGRAPH_CHECK(igraph_vector_int_init(&ends, (igraph_integer_t)pairs * 2));
	IGRAPH_FINALLY(igraph_vector_int_destroy, &ends);
	for (uint32_t i = 0; i < pairs; i++) {
		VECTOR(ends)[2 * i] = l->local[first[i].a];
		VECTOR(ends)[2 * i + 1] = l->local[first[i].b];
	}
	IGRAPH_CHECK(igraph_create(&net, &ends, size, IGRAPH_UNDIRECTED));
	IGRAPH_FINALLY(igraph_destroy, &net);
	IGRAPH_CHECK(igraph_matrix_init(&at, 0, 0));
	IGRAPH_FINALLY(igraph_matrix_destroy, &at);
	IGRAPH_CHECK(place(&net, &at, size));
	for (uint32_t i = 0; i < size; i++) {
		dx_node *node = &l->nodes[l->members[l->starts[c] + i]];
		node->x = MATRIX(at, i, 0);
		node->y = MATRIX(at, i, 1);
	}
	igraph_matrix_destroy(&at);
	igraph_destroy(&net);
	igraph_vector_int_destroy(&ends);
	IGRAPH_FINALLY_CLEAN(3);
	return IGRAPH_SUCCESS;
}

static igraph_error_t place_all(void *layout) {
	dx_layout *l = layout;
	for (uint32_t c = 0; c < l->component_count; c++) {
		uint32_t size = l->starts[c + 1] - l->starts[c];
		if (size > 2)
			IGRAPH_CHECK(place_component(l, c));
		else if (size == 2)
			l->nodes[l->members[l->starts[c] + 1]].x = 1; /* the packing places single nodes */
	}
	return IGRAPH_SUCCESS;
}

/* Where some nodes go without a label, all circles move apart first and then the labels of the others: small nodes may
 * lie below a label, but no label hides another. */
static void spread(dx_layout *l, uint32_t c) {
	uint32_t size = l->starts[c + 1] - l->starts[c], count = 0, *members = l->members + l->starts[c];
	uint32_t *labelled = dx_alloc_raw(&l->graph->temp, size * sizeof *labelled);
	for (uint32_t i = 0; i < size; i++) {
		if (l->nodes[members[i]].labelled) labelled[count++] = members[i];
	}
	if (count < size) dx_graph_spread(&l->graph->arena, l->nodes, members, size, true);
	if (count) dx_graph_spread(&l->graph->arena, l->nodes, labelled, count, false);
}

dixit_status dx_graph_layout(dixit_graph *graph, dixit_error *error) {
	if (graph->network.node_count > LAYOUT_MAX) {
		dx_graph_tell(graph, "no positions: the network has over %d nodes", LAYOUT_MAX);
		return DIXIT_OK;
	}
	dx_layout l = {.graph = graph, .nodes = graph->nodes, .node_count = graph->network.node_count};
	dx_layout_components(&l);
	dixit_status status = dx_igraph_run("layout", place_all, &l, error);
	if (status) return status;
	for (uint32_t c = 0; c < l.component_count; c++) {
		dx_layout_fit(&l, c);
		spread(&l, c);
	}
	dx_graph_pack(&graph->arena, graph->nodes, l.members, l.starts, l.component_count);
	for (uint32_t i = 0; i < l.node_count; i++) { /* a tenth of a point is more than anyone sees */
		l.nodes[i].x = round(l.nodes[i].x * 10) / 10;
		l.nodes[i].y = round(l.nodes[i].y * 10) / 10;
	}
	return DIXIT_OK;
}
