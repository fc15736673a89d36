/* Which facts make the full network. An office or a country alone keeps nobody: "Danish cooks → Denmark
 * (represents)" says nothing where the cooks neither speak nor meet anyone nor are spoken of. */
#include "graph/facts.h"

typedef struct keeping {
	dixit_graph *graph;
	bool *held;       /* said something, is named, stands in an event, or is represented by one that is held */
	uint32_t *starts; /* node → its first fact as source; one more at the end */
	uint32_t *queue;  /* held nodes whose offices are to be followed */
	uint32_t queued;
} keeping;

static bool is_office(const dx_fact *f) { return f->relation == DX_REPRESENTS || f->relation == DX_SPEAKS_FOR; }

static void hold(keeping *k, uint32_t node) {
	if (k->held[node]) return;
	k->held[node] = true;
	k->queue[k->queued++] = node;
}

static void hold_active(keeping *k) {
	const dx_facts *facts = &k->graph->facts, *traces = &k->graph->traces;
	for (uint32_t i = 0; i < traces->count; i++) {
		if (traces->items[i].relation != DX_TRACE_SEEN) hold(k, traces->items[i].source);
	}
	for (uint32_t i = 0; i < facts->count; i++) {
		k->starts[facts->items[i].source + 1] = i + 1;
		if (is_office(&facts->items[i])) continue;
		hold(k, facts->items[i].source);
		hold(k, facts->items[i].target);
	}
	for (uint32_t i = 0; i < k->graph->drafts.count; i++) {
		if (k->starts[i + 1] < k->starts[i]) k->starts[i + 1] = k->starts[i];
	}
}

/* Whom or what those represent who are held is held too, and so on. */
static void hold_represented(keeping *k) {
	for (uint32_t next = 0; next < k->queued; next++) {
		uint32_t node = k->queue[next];
		for (uint32_t i = k->starts[node]; i < k->starts[node + 1]; i++) hold(k, k->graph->facts.items[i].target);
	}
}

void dx_graph_keep(dixit_graph *graph) {
	uint32_t drafts = graph->drafts.count, count = 0;
	keeping k = {.graph = graph, .held = DX_NEW(&graph->arena, bool, drafts)};
	k.starts = DX_NEW(&graph->arena, uint32_t, (size_t)drafts + 1);
	k.queue = DX_NEW(&graph->arena, uint32_t, drafts);
	hold_active(&k);
	hold_represented(&k);
	dx_fact *facts = graph->facts.items;
	for (uint32_t i = 0; i < graph->facts.count; i++) {
		if (k.held[facts[i].source]) facts[count++] = facts[i];
	}
	graph->facts.count = count;
}
