#include "graph/measure.h"

#include <math.h>
#include <stdlib.h>

static int arc_order(const void *pa, const void *pb) {
	const dx_arc *a = pa, *b = pb;
	if (a->source != b->source) return a->source < b->source ? -1 : 1;
	if (a->target != b->target) return a->target < b->target ? -1 : 1;
	return (a->value > b->value) - (a->value < b->value);
}

/* Sorted, parallel ones added up: always in the same order, so that the last bit is the same too. */
static uint32_t merged(dx_arc *arcs, uint32_t count) {
	uint32_t n = 0;
	if (count) qsort(arcs, count, sizeof *arcs, arc_order);
	for (uint32_t i = 0; i < count; i++) {
		if (n && arcs[n - 1].source == arcs[i].source && arcs[n - 1].target == arcs[i].target)
			arcs[n - 1].value += arcs[i].value;
		else
			arcs[n++] = arcs[i];
	}
	return n;
}

static void make_arcs(dx_measuring *w) {
	const dx_network *net = &w->graph->network;
	w->arcs = dx_alloc_raw(&w->graph->temp, (size_t)net->edge_count * 2 * sizeof *w->arcs);
	w->pairs = dx_alloc_raw(&w->graph->temp, net->edge_count * sizeof *w->pairs);
	for (uint32_t i = 0; i < net->edge_count; i++) {
		const dx_edge *e = &net->edges[i];
		if (e->source == e->target) continue;
		uint32_t low = e->source < e->target ? e->source : e->target;
		w->arcs[w->arc_count++] = (dx_arc){e->source, e->target, e->value};
		w->pairs[w->pair_count++] = (dx_arc){low, e->source + e->target - low, e->value};
		if (!net->directed || dx_relation_look_of(e->relation)->mutual)
			w->arcs[w->arc_count++] = (dx_arc){e->target, e->source, e->value};
	}
	w->arc_count = merged(w->arcs, w->arc_count);
	w->pair_count = merged(w->pairs, w->pair_count);
}

static void index_arcs(dx_measuring *w) {
	dx_arena *temp = &w->graph->temp;
	w->out_starts = DX_NEW(temp, uint32_t, w->node_count + 1);
	w->half_start = DX_NEW(temp, uint32_t, (size_t)w->node_count + 2);
	w->half = dx_alloc_raw(temp, (size_t)w->pair_count * 2 * sizeof *w->half);
	for (uint32_t i = 0; i < w->arc_count; i++) w->out_starts[w->arcs[i].source + 1]++;
	for (uint32_t i = 0; i < w->node_count; i++) w->out_starts[i + 1] += w->out_starts[i];
	for (uint32_t i = 0; i < w->pair_count; i++) {
		w->half_start[w->pairs[i].source + 2]++;
		w->half_start[w->pairs[i].target + 2]++;
	}
	for (uint32_t i = 0; i < w->node_count; i++) w->half_start[i + 2] += w->half_start[i + 1];
	for (uint32_t i = 0; i < w->pair_count; i++) {
		w->half[w->half_start[w->pairs[i].source + 1]++] = w->pairs[i].target;
		w->half[w->half_start[w->pairs[i].target + 1]++] = w->pairs[i].source;
	}
}

static void make_room(dx_measuring *w) {
	dx_arena *arena = &w->graph->arena;
	dx_measured *m = w->m;
	int64_t **whole[] = {&m->degree,    &m->in_degree, &m->out_degree, &m->core,
	                     &m->component, &m->community, &m->cut,        &m->broker};
	double **real[] = {&m->strength, &m->in_strength, &m->out_strength, &m->pagerank, &m->betweenness, &m->closeness};
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) *whole[i] = DX_NEW(arena, int64_t, w->node_count);
	for (size_t i = 0; i < sizeof real / sizeof *real; i++) *real[i] = DX_NEW(arena, double, w->node_count);
	for (int i = 0; i < DX_BROKERAGES; i++) m->roles[i] = DX_NEW(arena, int64_t, w->node_count);
}

static void count_ties(dx_measuring *w) {
	dx_measured *m = w->m;
	for (uint32_t i = 0; i < w->arc_count; i++) {
		const dx_arc *a = &w->arcs[i];
		m->out_degree[a->source]++;
		m->in_degree[a->target]++;
		m->out_strength[a->source] += a->value;
		m->in_strength[a->target] += a->value;
	}
	for (uint32_t i = 0; i < w->pair_count; i++) {
		const dx_arc *p = &w->pairs[i];
		m->degree[p->source]++;
		m->degree[p->target]++;
		m->strength[p->source] += p->value;
		m->strength[p->target] += p->value;
	}
	double all = (double)w->node_count * (w->node_count - 1.0);
	m->density = w->node_count > 1 ? w->arc_count / all : NAN;
}

typedef struct group {
	uint32_t first, size;
	int64_t number;
} group;

static int group_order(const void *pa, const void *pb) {
	const group *a = pa, *b = pb;
	if (a->size != b->size) return a->size > b->size ? -1 : 1;
	return (a->first > b->first) - (a->first < b->first);
}

uint32_t dx_measure_renumber(dx_arena *arena, int64_t *of, uint32_t count) {
	group *groups = DX_NEW(arena, group, count);
	int64_t *numbers = DX_NEW(arena, int64_t, count);
	uint32_t found = 0;
	for (uint32_t i = 0; i < count; i++) groups[of[i]].size++;
	for (uint32_t i = count; i-- > 0;) {
		groups[of[i]].first = i;
		groups[of[i]].number = of[i];
	}
	for (uint32_t i = 0; i < count; i++) {
		if (groups[i].size) groups[found++] = groups[i];
	}
	if (found) qsort(groups, found, sizeof *groups, group_order);
	for (uint32_t i = 0; i < found; i++) numbers[groups[i].number] = i + 1;
	for (uint32_t i = 0; i < count; i++) of[i] = numbers[of[i]];
	return found;
}

typedef enum which {
	DEGREE,
	IN_DEGREE,
	OUT_DEGREE,
	STRENGTH,
	IN_STRENGTH,
	OUT_STRENGTH,
	PAGERANK,
	BETWEENNESS,
	CLOSENESS,
	HARMONIC,
	CORE,
	COMPONENT,
	COMMUNITY,
	ARTICULATION,
	ROLE, /* the first of DX_BROKERAGES */
	BROKERAGE = ROLE + DX_BROKERAGES,
	COLUMNS
} which;

static const char *const names[COLUMNS][2] = {
    [DEGREE] = {"degree", "Degree"},
    [IN_DEGREE] = {"in_degree", "In-degree"},
    [OUT_DEGREE] = {"out_degree", "Out-degree"},
    [STRENGTH] = {"strength", "Strength"},
    [IN_STRENGTH] = {"in_strength", "In-strength"},
    [OUT_STRENGTH] = {"out_strength", "Out-strength"},
    [PAGERANK] = {"pagerank", "PageRank"},
    [BETWEENNESS] = {"betweenness", "Betweenness"},
    [CLOSENESS] = {"closeness", "Closeness"},
    [HARMONIC] = {"harmonic_closeness", "Harmonic closeness"},
    [CORE] = {"core", "Core"},
    [COMPONENT] = {"component", "Component"},
    [COMMUNITY] = {"community", "Community"},
    [ARTICULATION] = {"articulation", "Articulation point"},
    [ROLE + DX_COORDINATOR] = {"coordinator", "Coordinator"},
    [ROLE + DX_ITINERANT] = {"itinerant", "Itinerant broker"},
    [ROLE + DX_GATEKEEPER] = {"gatekeeper", "Gatekeeper"},
    [ROLE + DX_REPRESENTATIVE] = {"representative", "Representative"},
    [ROLE + DX_LIAISON] = {"liaison", "Liaison"},
    [BROKERAGE] = {"brokerage", "Brokerage between countries"},
};

const char *dx_measure_name(unsigned i) { return i < COLUMNS ? names[i][0] : NULL; }

typedef struct columns {
	dx_column items[COLUMNS];
	uint32_t count;
} columns;

static dx_column *next(columns *c, unsigned i, dx_column_type type) {
	dx_column *column = &c->items[c->count++];
	*column = (dx_column){.name = names[i][0], .label = names[i][1], .type = type};
	return column;
}

static void whole(columns *c, unsigned i, const int64_t *numbers) {
	next(c, i, i == ARTICULATION ? DX_COLUMN_BOOL : DX_COLUMN_INT)->numbers = numbers;
}

static void real(columns *c, unsigned i, const double *doubles) { next(c, i, DX_COLUMN_DOUBLE)->doubles = doubles; }

static const char *labelled(dx_arena *arena, const char *label, int reach) {
	if (reach == DX_REACH_ALL) return label;
	size_t room = strlen(label) + 48;
	char *out = dx_alloc_raw(arena, room);
	snprintf(out, room, "%s (paths of at most %d edges)", label, reach);
	return out;
}

/* Twelve digits: what is behind them depends on the order in which a processor adds. */
static void even_out(double *values, uint32_t count) {
	enum { DIGITS = 12 };
	for (uint32_t i = 0; i < count; i++) {
		if (!isfinite(values[i]) || values[i] == 0) continue;
		double power = DIGITS - ceil(log10(fabs(values[i])));
		double by = pow(10, fabs(power));
		values[i] = power > 0 ? round(values[i] * by) / by : round(values[i] / by) * by;
	}
}

static void list_paths(columns *c, const dx_measured *m, dx_arena *arena) {
	if (m->reach != DX_REACH_NONE) {
		real(c, BETWEENNESS, m->betweenness);
		c->items[c->count - 1].label = labelled(arena, c->items[c->count - 1].label, m->reach);
	}
	if (m->close) real(c, m->harmonic ? HARMONIC : CLOSENESS, m->closeness);
}

static void list_columns(dx_measuring *w) {
	const dx_measured *m = w->m;
	dx_arena *arena = &w->graph->arena;
	double *const reals[] = {m->strength, m->in_strength, m->out_strength, m->pagerank, m->betweenness, m->closeness};
	for (size_t i = 0; i < sizeof reals / sizeof *reals; i++) even_out(reals[i], w->node_count);
	columns c = {.count = 0};
	whole(&c, DEGREE, m->degree);
	if (w->directed) whole(&c, IN_DEGREE, m->in_degree);
	if (w->directed) whole(&c, OUT_DEGREE, m->out_degree);
	real(&c, STRENGTH, m->strength);
	if (w->directed) real(&c, IN_STRENGTH, m->in_strength);
	if (w->directed) real(&c, OUT_STRENGTH, m->out_strength);
	real(&c, PAGERANK, m->pagerank);
	list_paths(&c, m, arena);
	whole(&c, CORE, m->core);
	whole(&c, COMPONENT, m->component);
	whole(&c, COMMUNITY, m->community);
	whole(&c, ARTICULATION, m->cut);
	for (unsigned i = 0; i < DX_BROKERAGES && m->brokers; i++) whole(&c, ROLE + i, m->roles[i]);
	if (m->brokers) whole(&c, BROKERAGE, m->broker);
	dx_column *kept = DX_NEW(arena, dx_column, c.count);
	memcpy(kept, c.items, c.count * sizeof *kept);
	w->graph->network.node_columns = kept;
	w->graph->network.node_column_count = c.count;
}

/* ", density 0.0312": printf would write a comma where the program's locale says so. */
static size_t say(char *out, size_t room, const char *name, double value) {
	if (isnan(value) || !room) return 0;
	long long n = llround(fabs(value) * 10000);
	int len = snprintf(out, room, ", %s %s%lld.%04lld", name, value < 0 && n ? "-" : "", n / 10000, n % 10000);
	return len < 0 ? 0 : (size_t)len < room ? (size_t)len : room - 1;
}

/* Behind what the network is made of: "…; density 0.0312, modularity 0.4120". */
static void tell(dx_measuring *w) {
	dx_network *net = &w->graph->network;
	const dx_measured *m = w->m;
	enum { ROOM = 256 };
	char *out = dx_alloc_raw(&w->graph->arena, net->title.len + ROOM);
	size_t o = net->title.len;
	if (o) memcpy(out, net->title.ptr, o);
	o += (size_t)snprintf(out + o, ROOM, "%s%u component%s", o ? "; " : "", m->components,
	                      m->components == 1 ? "" : "s");
	o += say(out + o, net->title.len + ROOM - o, "density", m->density);
	o += say(out + o, net->title.len + ROOM - o, "reciprocity", m->reciprocity);
	o += say(out + o, net->title.len + ROOM - o, "assortativity by country", m->assortativity);
	o += say(out + o, net->title.len + ROOM - o, "modularity", m->modularity);
	net->title = (dx_slice){out, o};
	if (m->reach == DX_REACH_NONE)
		dx_graph_tell(w->graph, "betweenness is left out: the network has too many paths even of two edges");
	else if (m->reach != DX_REACH_ALL)
		dx_graph_tell(w->graph, "betweenness counts paths of at most %d edges: longer ones are too many", m->reach);
	if (!m->close) dx_graph_tell(w->graph, "closeness is left out: the network is too big for it");
}

dixit_status dx_graph_measure(dixit_graph *graph, dixit_error *error) {
	dx_measuring w = {.graph = graph, .node_count = graph->network.node_count, .directed = graph->network.directed};
	w.m = DX_NEW(&graph->arena, dx_measured, 1);
	w.m->density = w.m->reciprocity = w.m->assortativity = w.m->modularity = NAN;
	make_arcs(&w);
	index_arcs(&w);
	make_room(&w);
	count_ties(&w);
	w.m->reach = dx_measure_reach(&graph->temp, &w);
	dixit_status status = dx_measure_paths(&w, error);
	if (!status) status = dx_measure_communities(&w, error);
	if (status) return status;
	w.m->close = dx_measure_close(&w);
	dx_measure_brokers(&w);
	list_columns(&w);
	tell(&w);
	graph->measured = w.m;
	if (graph->by_community) dx_community_colours(graph, w.m);
	dx_arena_reset(&graph->temp, 1 << 20);
	return DIXIT_OK;
}

const dx_measured *dx_graph_measured(const dixit_graph *graph) { return graph->measured; }

void dixit_graph_measures(dixit_graph *graph, double resolution, bool by_community) {
	graph->measures = true;
	graph->resolution = resolution > 0 && isfinite(resolution) ? resolution : 1;
	graph->by_community = by_community;
}
