/* Communities by the Leiden algorithm (Traag, Waltman, van Eck 2019) for modularity with a resolution: nodes weigh as
 * their strength, ties as their weight. Signs of praise and blame are not looked at, their amounts are. */
#include "graph/igraph_run.h"
#include "graph/measure.h"

#include <math.h>

enum { ROUNDS = 10 };

typedef struct task {
	const dx_measuring *w;
	double all, resolution; /* weights of all ties */
} task;

static igraph_error_t find(const task *t, const igraph_t *net, const igraph_vector_t *weights,
                           igraph_vector_int_t *found) {
	const dx_measuring *w = t->w;
	igraph_vector_t strength;
	IGRAPH_CHECK(igraph_vector_init(&strength, w->node_count));
	IGRAPH_FINALLY(igraph_vector_destroy, &strength);
	for (uint32_t i = 0; i < w->node_count; i++) VECTOR(strength)[i] = w->m->strength[i];
	double resolution = t->resolution / (2 * t->all);
#if IGRAPH_VERSION_MAJOR >= 1
	IGRAPH_CHECK(
	    igraph_community_leiden(net, weights, &strength, NULL, resolution, 0.01, false, ROUNDS, found, NULL, NULL));
#else
	IGRAPH_CHECK(igraph_community_leiden(net, weights, &strength, resolution, 0.01, false, ROUNDS, found, NULL, NULL));
#endif
	IGRAPH_CHECK(igraph_modularity(net, found, weights, t->resolution, false, &w->m->modularity));
	igraph_vector_destroy(&strength);
	IGRAPH_FINALLY_CLEAN(1);
	return IGRAPH_SUCCESS;
}

static igraph_error_t find_all(void *context) {
	const task *t = context;
	const dx_measuring *w = t->w;
	igraph_vector_int_t ends, found;
	igraph_vector_t weights;
	igraph_t net;
	IGRAPH_CHECK(igraph_vector_int_init(&ends, (igraph_integer_t)w->pair_count * 2));
	IGRAPH_FINALLY(igraph_vector_int_destroy, &ends);
	IGRAPH_CHECK(igraph_vector_init(&weights, w->pair_count));
	IGRAPH_FINALLY(igraph_vector_destroy, &weights);
	for (uint32_t i = 0; i < w->pair_count; i++) {
		VECTOR(ends)[2 * (size_t)i] = w->pairs[i].source;
		VECTOR(ends)[2 * (size_t)i + 1] = w->pairs[i].target;
		VECTOR(weights)[i] = w->pairs[i].value;
	}
	IGRAPH_CHECK(igraph_create(&net, &ends, w->node_count, IGRAPH_UNDIRECTED));
	IGRAPH_FINALLY(igraph_destroy, &net);
	IGRAPH_CHECK(igraph_vector_int_init(&found, 0));
	IGRAPH_FINALLY(igraph_vector_int_destroy, &found);
	IGRAPH_CHECK(find(t, &net, &weights, &found));
	for (uint32_t i = 0; i < w->node_count; i++) w->m->community[i] = VECTOR(found)[i];
	igraph_vector_int_destroy(&found);
	igraph_destroy(&net);
	igraph_vector_destroy(&weights);
	igraph_vector_int_destroy(&ends);
	IGRAPH_FINALLY_CLEAN(4);
	return IGRAPH_SUCCESS;
}

dixit_status dx_measure_communities(dx_measuring *w, dixit_error *error) {
	task t = {.w = w, .resolution = w->graph->resolution};
	dixit_status status = DIXIT_OK;
	for (uint32_t i = 0; i < w->pair_count; i++) t.all += w->pairs[i].value;
	for (uint32_t i = 0; i < w->node_count; i++) w->m->community[i] = i;
	if (w->pair_count) status = dx_igraph_run("communities", find_all, &t, error);
	if (status) return status;
	dx_measure_renumber(&w->graph->temp, w->m->community, w->node_count);
	uint32_t *sizes = DX_NEW(&w->graph->temp, uint32_t, (size_t)w->node_count + 1);
	for (uint32_t i = 0; i < w->node_count; i++) {
		if (++sizes[w->m->community[i]] == 2) w->m->communities++;
	}
	return DIXIT_OK;
}

/* After Tol's palettes "bright" and "vibrant": these keep apart for the colour-blind. The rest is grey. */
static const uint32_t colours[DX_COMMUNITY_COLOURS] = {0x4477aa, 0xee6677, 0x228833, 0xccbb44, 0x66ccee, 0xaa3377,
                                                       0xee7733, 0x009988, 0x332288, 0x999933, 0x882255, 0x44aa99};
static const uint32_t grey = 0x999999;

void dx_community_colours(dixit_graph *graph, const dx_measured *m) {
	for (uint32_t i = 0; i < graph->network.node_count; i++) {
		int64_t c = m->community[i];
		graph->nodes[i].colour = c <= DX_COMMUNITY_COLOURS && c <= (int64_t)m->communities ? colours[c - 1] : grey;
	}
}

static const int64_t *communities_of(const dx_network *net) {
	for (uint32_t i = 0; i < net->node_column_count; i++) {
		const dx_column *column = &net->node_columns[i];
		if (strcmp(column->name, "community") == 0 && column->type == DX_COLUMN_INT) return column->numbers;
	}
	return NULL;
}

uint32_t dx_community_looks(const dx_network *net, dx_community_look looks[DX_COMMUNITY_COLOURS]) {
	const int64_t *of = communities_of(net);
	uint32_t strongest[DX_COMMUNITY_COLOURS] = {0}, count = 0;
	memset(looks, 0, DX_COMMUNITY_COLOURS * sizeof *looks);
	for (uint32_t i = 0; i < net->node_count && of; i++) {
		const dx_node *node = &net->nodes[i];
		if (of[i] < 1 || of[i] > DX_COMMUNITY_COLOURS || node->colour != colours[of[i] - 1]) continue;
		dx_community_look *look = &looks[of[i] - 1];
		if (!look->nodes++ || node->strength > strongest[of[i] - 1]) {
			strongest[of[i] - 1] = node->strength;
			look->name = node->label;
		}
		look->colour = node->colour;
		if (of[i] > count) count = (uint32_t)of[i];
	}
	return count;
}
