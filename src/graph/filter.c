/* What is left out of a network: nodes of few statements, light edges, what the backbone does not need, what is far
 * from one node, all but the weightiest nodes, nodes without an edge. In this order. */
#include "graph/sum.h"

#include <math.h>
#include <stdlib.h>

/* Those that could speak. Countries, places and events of a full network are there for others' sake. */
static bool may_speak(uint8_t kind) {
	return kind == DIXIT_PERSON || kind == DIXIT_ORGANISATION || kind == DIXIT_GROUP || kind == DIXIT_MEDIUM;
}

bool dx_node_allowed(const dx_summing *s, uint32_t rank) {
	const dx_choice *choice = &s->graph->choice;
	if (choice->rule->mode == DIXIT_MODE_FULL && !may_speak(dx_draft_at(s, rank)->kind)) return true;
	return s->spoke[rank] >= choice->least;
}

static void keep_lines(dx_summing *s, const bool *good) {
	uint32_t count = 0;
	for (uint32_t i = 0; i < s->lines.count; i++) {
		if (good[i]) s->lines.items[count++] = s->lines.items[i];
	}
	s->lines.count = count;
}

static void drop_light(dx_summing *s) {
	double least = s->graph->choice.options.min_weight;
	bool *good = DX_NEW(&s->graph->arena, bool, s->lines.count);
	for (uint32_t i = 0; i < s->lines.count; i++) {
		good[i] = s->lines.items[i].value > 0 && s->lines.items[i].value >= least * (1 - 1e-12); /* 0.3 is 0.1 * 3 */
	}
	keep_lines(s, good);
}

typedef struct side {
	double strength;
	uint32_t degree;
} side;

/* How likely a node of this degree would give one of its edges such a share of its strength by chance. */
static double chance(const side *node, double value) {
	return node->degree < 2 ? 1 : pow(1 - fmin(1, value / node->strength), node->degree - 1);
}

/* Serrano, Boguñá, Vespignani 2009: an edge stays that is surprising for one of its ends; in directed networks among
 * what goes out of the source or what comes into the target. An end with one edge only is never surprised. */
static void keep_backbone(dx_summing *s, double level) {
	uint32_t nodes = s->graph->drafts.count;
	side *out = DX_NEW(&s->graph->arena, side, nodes);
	side *in = s->graph->choice.rule->projected ? out : DX_NEW(&s->graph->arena, side, nodes);
	bool *good = DX_NEW(&s->graph->arena, bool, s->lines.count);
	for (uint32_t i = 0; i < s->lines.count; i++) {
		const dx_line *line = &s->lines.items[i];
		out[line->source].strength += line->value;
		out[line->source].degree++;
		in[line->target].strength += line->value;
		in[line->target].degree++;
	}
	for (uint32_t i = 0; i < s->lines.count; i++) {
		const dx_line *line = &s->lines.items[i];
		good[i] = fmin(chance(&out[line->source], line->value), chance(&in[line->target], line->value)) < level;
	}
	keep_lines(s, good);
}

/* --- around one node -----------------------------------------------------------------------------------------------
 */

typedef struct around {
	dx_summing *s;
	uint32_t *starts, *ends; /* node → where its neighbours stand in `ends` */
	uint32_t *queue, queued;
	uint32_t *distance; /* UINT32_MAX: not reached */
} around;

static void index_neighbours(around *a) {
	dx_summing *s = a->s;
	uint32_t nodes = s->graph->drafts.count;
	a->starts = DX_NEW(&s->graph->arena, uint32_t, (size_t)nodes + 2);
	a->ends = DX_NEW(&s->graph->arena, uint32_t, (size_t)s->lines.count * 2);
	for (uint32_t i = 0; i < s->lines.count; i++) {
		a->starts[s->lines.items[i].source + 2]++;
		a->starts[s->lines.items[i].target + 2]++;
	}
	for (uint32_t i = 0; i < nodes; i++) a->starts[i + 2] += a->starts[i + 1];
	for (uint32_t i = 0; i < s->lines.count; i++) { /* counted one too far, so that they end where they should */
		const dx_line *line = &s->lines.items[i];
		a->ends[a->starts[line->source + 1]++] = line->target;
		a->ends[a->starts[line->target + 1]++] = line->source;
	}
}

static void reach(around *a, uint32_t node, uint32_t distance) {
	if (a->distance[node] != UINT32_MAX) return;
	a->distance[node] = distance;
	a->queue[a->queued++] = node;
}

static void reach_key(around *a, const bool *in) {
	for (uint32_t i = 0; i < a->s->graph->drafts.count; i++) {
		if (in[i] && dx_slice_eq(dx_draft_at(a->s, i)->key, a->s->graph->choice.ego.raw[0])) reach(a, i, 0);
	}
}

/* All that go by the name, or by one that ends so: two people of one name cannot be told apart here. */
static void reach_names(around *a, const bool *in, dx_tag tag, bool surname) {
	dixit_graph *graph = a->s->graph;
	for (uint32_t i = 0; i < graph->tallies.count; i++) {
		const dx_tally *t = &graph->tallies.items[i];
		uint32_t rank = a->s->draft_rank[t->node];
		dx_slice name = graph->texts.items[t->text];
		if (t->tag != tag || !in[rank] || (surname && dx_draft_at(a->s, rank)->kind != DIXIT_PERSON)) continue;
		bool wanted = surname ? dx_wanted_ends(&graph->choice.ego, name, &graph->temp)
		                      : dx_wanted_is(&graph->choice.ego, name, &graph->temp);
		if (wanted) reach(a, rank, 0);
	}
}

static void keep_around(dx_summing *s, bool *in) {
	uint32_t nodes = s->graph->drafts.count, depth = s->graph->choice.options.depth;
	around a = {.s = s};
	index_neighbours(&a);
	a.queue = DX_NEW(&s->graph->arena, uint32_t, nodes);
	a.distance = dx_alloc_raw(&s->graph->arena, nodes * sizeof *a.distance);
	memset(a.distance, 0xFF, nodes * sizeof *a.distance);
	reach_key(&a, in);
	if (!a.queued) reach_names(&a, in, DX_TAG_NAME, false);
	if (!a.queued) reach_names(&a, in, DX_TAG_ALIAS, false);
	if (!a.queued) reach_names(&a, in, DX_TAG_NAME, true);
	if (!a.queued) {
		const dx_slice *name = &s->graph->choice.ego.raw[0];
		dx_graph_tell(s->graph, "nobody in the network is called '%.*s'", (int)(name->len < 100 ? name->len : 100),
		              name->ptr);
	}
	for (uint32_t i = 0; i < a.queued; i++) {
		uint32_t node = a.queue[i];
		if (a.distance[node] >= (depth ? depth : 1)) continue;
		for (uint32_t k = a.starts[node]; k < a.starts[node + 1]; k++) reach(&a, a.ends[k], a.distance[node] + 1);
	}
	for (uint32_t i = 0; i < nodes; i++) in[i] = in[i] && a.distance[i] != UINT32_MAX;
}

/* --- the weightiest ------------------------------------------------------------------------------------------------
 */

typedef struct heavy {
	double value;
	uint32_t statements, rank;
} heavy;

static int by_value(const void *pa, const void *pb) {
	const heavy *a = pa, *b = pb;
	if (a->value != b->value) return a->value > b->value ? -1 : 1;
	if (a->statements != b->statements) return a->statements > b->statements ? -1 : 1;
	return (a->rank > b->rank) - (a->rank < b->rank);
}

static void keep_top(dx_summing *s, bool *in, uint32_t top) {
	uint32_t nodes = s->graph->drafts.count, count = 0;
	heavy *all = DX_NEW(&s->graph->arena, heavy, nodes);
	for (uint32_t i = 0; i < nodes; i++) all[i] = (heavy){0, s->spoke[i], i};
	for (uint32_t i = 0; i < s->lines.count; i++) {
		const dx_line *line = &s->lines.items[i];
		if (!in[line->source] || !in[line->target]) continue;
		all[line->source].value += line->value;
		all[line->target].value += line->value;
	}
	for (uint32_t i = 0; i < nodes; i++) {
		if (in[i]) all[count++] = all[i];
	}
	if (count <= top) return;
	qsort(all, count, sizeof *all, by_value);
	for (uint32_t i = top; i < count; i++) in[all[i].rank] = false;
}

/* A node that may stand alone: it spoke, or is an event where events are the nodes. */
static bool stands_alone(const dx_summing *s, uint32_t rank) {
	const dx_rule *rule = s->graph->choice.rule;
	uint8_t kind = dx_draft_at(s, rank)->kind;
	if (!dx_node_allowed(s, rank)) return false;
	if (rule->mode == DIXIT_MODE_EVENTS) return kind >= DX_KIND_EVENTS && s->seen[rank];
	if (rule->mode == DIXIT_MODE_FULL) return s->spoke[rank] > 0;
	if (!rule->projected && rule->kind >= 0 && kind == rule->kind) return false;
	return s->spoke[rank] > 0 && kind < DX_KIND_EVENTS;
}

static void keep_ends(dx_summing *s, const bool *in) {
	bool *good = DX_NEW(&s->graph->arena, bool, s->lines.count);
	for (uint32_t i = 0; i < s->lines.count; i++) {
		good[i] = in[s->lines.items[i].source] && in[s->lines.items[i].target];
	}
	keep_lines(s, good);
}

void dx_lines_filter(dx_summing *s) {
	const dixit_graph_options *o = &s->graph->choice.options;
	bool ego = s->graph->choice.ego.count > 0, narrowed = ego || o->min_weight > 0 || o->backbone > 0 || o->top;
	bool alone = o->keep_isolates || (o->mode == DIXIT_MODE_FULL && !narrowed);
	uint32_t nodes = s->graph->drafts.count;
	if (s->lines.count) drop_light(s);
	if (o->backbone > 0 && s->lines.count) keep_backbone(s, o->backbone);
	bool *in = DX_NEW(&s->graph->arena, bool, nodes);
	for (uint32_t i = 0; i < nodes; i++) in[i] = alone && stands_alone(s, i);
	for (uint32_t i = 0; i < s->lines.count; i++) in[s->lines.items[i].source] = in[s->lines.items[i].target] = true;
	if (ego) keep_around(s, in);
	if (o->top) keep_top(s, in, o->top);
	if (ego || o->top) keep_ends(s, in);
	for (uint32_t i = 0; i < nodes; i++) s->kept[i] = alone && in[i];
	for (uint32_t i = 0; i < s->lines.count; i++) {
		s->kept[s->lines.items[i].source] = s->kept[s->lines.items[i].target] = true;
	}
}
