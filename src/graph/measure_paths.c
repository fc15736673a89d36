/* What igraph measures: PageRank (Brin and Page 1998, damping 0.85, by weights), betweenness (Freeman 1977),
 * where all ties are one step long, k-cores, components, articulation points; reciprocity, and assortativity
 * by country (Newman 2003) among nodes whose country is known. */
#include "graph/igraph_run.h"
#include "graph/measure.h"

#include <math.h>

typedef struct task {
	dx_measuring *w;
	igraph_t directed, both;
	igraph_vector_t values; /* results at hand */
	igraph_vector_int_t numbers;
	dx_arc *known; /* arcs between nodes of known country */
	uint32_t known_count;
} task;

static igraph_error_t make(igraph_t *net, const dx_arc *arcs, uint32_t count, uint32_t nodes, bool directed) {
	igraph_vector_int_t ends;
	IGRAPH_CHECK(igraph_vector_int_init(&ends, (igraph_integer_t)count * 2));
	IGRAPH_FINALLY(igraph_vector_int_destroy, &ends);
	for (uint32_t i = 0; i < count; i++) {
		VECTOR(ends)[2 * (size_t)i] = arcs[i].source;
		VECTOR(ends)[2 * (size_t)i + 1] = arcs[i].target;
	}
	IGRAPH_CHECK(igraph_create(net, &ends, nodes, directed));
	igraph_vector_int_destroy(&ends);
	IGRAPH_FINALLY_CLEAN(1);
	return IGRAPH_SUCCESS;
}

static void take(const task *t, double *to) {
	for (uint32_t i = 0; i < t->w->node_count; i++) to[i] = VECTOR(t->values)[i];
}

static void take_numbers(const task *t, int64_t *to) {
	for (uint32_t i = 0; i < t->w->node_count; i++) to[i] = VECTOR(t->numbers)[i];
}

static igraph_error_t rank_pages(task *t) {
	const dx_measuring *w = t->w;
	const dx_arc *arcs = w->directed ? w->arcs : w->pairs;
	uint32_t count = w->directed ? w->arc_count : w->pair_count;
	igraph_vector_t weights;
	IGRAPH_CHECK(igraph_vector_init(&weights, count));
	IGRAPH_FINALLY(igraph_vector_destroy, &weights);
	for (uint32_t i = 0; i < count; i++) VECTOR(weights)[i] = arcs[i].value;
	const igraph_t *net = w->directed ? &t->directed : &t->both;
#if IGRAPH_VERSION_MAJOR >= 1
	IGRAPH_CHECK(igraph_pagerank(net, &weights, &t->values, NULL, 0.85, w->directed, igraph_vss_all(),
	                             IGRAPH_PAGERANK_ALGO_PRPACK, NULL));
#else
	IGRAPH_CHECK(igraph_pagerank(net, IGRAPH_PAGERANK_ALGO_PRPACK, &t->values, NULL, igraph_vss_all(), w->directed,
	                             0.85, &weights, NULL));
#endif
	take(t, w->m->pagerank);
	igraph_vector_destroy(&weights);
	IGRAPH_FINALLY_CLEAN(1);
	return IGRAPH_SUCCESS;
}

static igraph_error_t between(task *t) {
	igraph_real_t reach = t->w->m->reach == DX_REACH_ALL ? -1 : t->w->m->reach;
#if IGRAPH_VERSION_MAJOR >= 1
	IGRAPH_CHECK(igraph_betweenness_cutoff(&t->both, NULL, &t->values, igraph_vss_all(), false, false, reach));
#else
	IGRAPH_CHECK(igraph_betweenness_cutoff(&t->both, &t->values, igraph_vss_all(), false, NULL, reach));
#endif
	take(t, t->w->m->betweenness);
	return IGRAPH_SUCCESS;
}

static igraph_error_t group(task *t) {
	dx_measured *m = t->w->m;
	igraph_integer_t count;
	IGRAPH_CHECK(igraph_connected_components(&t->both, &t->numbers, NULL, &count, IGRAPH_WEAK));
	m->components = (uint32_t)count;
	take_numbers(t, m->component);
	IGRAPH_CHECK(igraph_coreness(&t->both, &t->numbers, IGRAPH_ALL));
	take_numbers(t, m->core);
	IGRAPH_CHECK(igraph_articulation_points(&t->both, &t->numbers));
	for (igraph_integer_t i = 0; i < igraph_vector_int_size(&t->numbers); i++) m->cut[VECTOR(t->numbers)[i]] = 1;
	return IGRAPH_SUCCESS;
}

/* NaN where all known ties are within one country, or there are none. */
static igraph_error_t mix(task *t) {
	const dx_measuring *w = t->w;
	igraph_t net;
	if (!t->known_count) return IGRAPH_SUCCESS;
	IGRAPH_CHECK(make(&net, t->known, t->known_count, w->node_count, true));
	IGRAPH_FINALLY(igraph_destroy, &net);
	IGRAPH_CHECK(igraph_vector_int_resize(&t->numbers, w->node_count));
	for (uint32_t i = 0; i < w->node_count; i++) {
		const char *code = w->graph->network.nodes[i].country;
		VECTOR(t->numbers)[i] = code[0] ? (code[0] & 31) * 32 + (code[1] & 31) : 0;
	}
	IGRAPH_CHECK(igraph_assortativity_nominal(&net, &t->numbers, &w->m->assortativity, true, true));
	igraph_destroy(&net);
	IGRAPH_FINALLY_CLEAN(1);
	return IGRAPH_SUCCESS;
}

static igraph_error_t measure(task *t) {
	const dx_measuring *w = t->w;
	IGRAPH_CHECK(rank_pages(t));
	IGRAPH_CHECK(group(t));
	if (w->m->reach != DX_REACH_NONE) IGRAPH_CHECK(between(t));
	if (w->directed && w->arc_count)
		IGRAPH_CHECK(igraph_reciprocity(&t->directed, &w->m->reciprocity, true, IGRAPH_RECIPROCITY_DEFAULT));
	return mix(t);
}

static igraph_error_t measure_all(void *context) {
	task *t = context;
	const dx_measuring *w = t->w;
	IGRAPH_CHECK(igraph_vector_init(&t->values, 0));
	IGRAPH_FINALLY(igraph_vector_destroy, &t->values);
	IGRAPH_CHECK(igraph_vector_int_init(&t->numbers, 0));
	IGRAPH_FINALLY(igraph_vector_int_destroy, &t->numbers);
	IGRAPH_CHECK(make(&t->directed, w->arcs, w->arc_count, w->node_count, true));
	IGRAPH_FINALLY(igraph_destroy, &t->directed);
	IGRAPH_CHECK(make(&t->both, w->pairs, w->pair_count, w->node_count, false));
	IGRAPH_FINALLY(igraph_destroy, &t->both);
	IGRAPH_CHECK(measure(t));
	igraph_destroy(&t->both);
	igraph_destroy(&t->directed);
	igraph_vector_int_destroy(&t->numbers);
	igraph_vector_destroy(&t->values);
	IGRAPH_FINALLY_CLEAN(4);
	return IGRAPH_SUCCESS;
}

static void find_known(task *t) {
	const dx_measuring *w = t->w;
	const dx_node *nodes = w->graph->network.nodes;
	t->known = dx_alloc_raw(&w->graph->temp, w->arc_count * sizeof *t->known);
	for (uint32_t i = 0; i < w->arc_count; i++) {
		if (nodes[w->arcs[i].source].country[0] && nodes[w->arcs[i].target].country[0])
			t->known[t->known_count++] = w->arcs[i];
	}
}

dixit_status dx_measure_paths(dx_measuring *w, dixit_error *error) {
	task t = {.w = w};
	if (!w->node_count) return DIXIT_OK;
	find_known(&t);
	dixit_status status = dx_igraph_run("measures", measure_all, &t, error);
	if (!status) dx_measure_renumber(&w->graph->temp, w->m->component, w->node_count);
	return status;
}
