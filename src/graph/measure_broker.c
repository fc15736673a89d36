/* Brokerage between countries. A path a → b → c without a tie a → c makes b a broker; which kind, the countries of the
 * three say. Nodes without a country are no part of it. */
#include "graph/measure.h"

/* Paths of two ties that are looked at: about two seconds. Beyond, nothing is counted, and that is told. */
static const double paths_max = 3e8;

static double paths_of(const dx_measuring *w) {
	double paths = 0;
	for (uint32_t i = 0; i < w->node_count; i++) paths += (double)w->m->in_degree[i] * (double)w->m->out_degree[i];
	return paths;
}

static dx_brokerage role_of(uint32_t a, uint32_t b, uint32_t c) {
	if (a == b) return b == c ? DX_COORDINATOR : DX_REPRESENTATIVE;
	if (b == c) return DX_GATEKEEPER;
	return a == c ? DX_ITINERANT : DX_LIAISON;
}

/* All paths from a. `marked[c]` is a + 1: there is a tie from a to c. */
static void walk(dx_measuring *w, uint32_t a, const uint32_t *country, uint32_t *marked) {
	for (uint32_t i = w->out_starts[a]; i < w->out_starts[a + 1]; i++) marked[w->arcs[i].target] = a + 1;
	marked[a] = a + 1;
	for (uint32_t i = w->out_starts[a]; i < w->out_starts[a + 1]; i++) {
		uint32_t b = w->arcs[i].target;
		if (!country[b]) continue;
		for (uint32_t k = w->out_starts[b]; k < w->out_starts[b + 1]; k++) {
			uint32_t c = w->arcs[k].target;
			if (!country[c] || marked[c] == a + 1) continue;
			w->m->roles[role_of(country[a], country[b], country[c])][b]++;
			w->m->broker[b]++;
		}
	}
}

void dx_measure_brokers(dx_measuring *w) {
	uint32_t *country = DX_NEW(&w->graph->temp, uint32_t, w->node_count);
	uint32_t *marked = DX_NEW(&w->graph->temp, uint32_t, w->node_count);
	for (uint32_t i = 0; i < w->node_count; i++) {
		const char *code = w->graph->network.nodes[i].country;
		country[i] = code[0] ? dx_letters(code) : 0;
		w->m->brokers |= country[i] != 0;
	}
	if (!w->m->brokers) return;
	if (paths_of(w) > paths_max) {
		w->m->brokers = false;
		dx_graph_tell(w->graph, "brokerage is left out: over %.0f million paths of two ties would have to be looked at",
		              paths_max / 1e6);
		return;
	}
	for (uint32_t a = 0; a < w->node_count; a++) {
		if (country[a]) walk(w, a, country, marked);
	}
}
