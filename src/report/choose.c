/* What has room in the page. Everything is sorted with full tie-breaks: records in any order give the same page. */
#include "base/error.h"
#include "graph/find.h"
#include "report/facts.h"
#include <stdlib.h>

typedef struct chooser {
	dx_report *report;
	const dx_network *net;
	uint32_t *order; /* nodes, the strongest first */
	bool *kept;      /* by node */
} chooser;

static int doc_order(const void *pa, const void *pb, void *context) {
	const dx_doc *docs = ((const dx_report *)context)->docs.items;
	const dx_doc *a = &docs[*(const uint32_t *)pa], *b = &docs[*(const uint32_t *)pb];
	int c = dx_slice_cmp(a->date, b->date);
	return c ? c : dx_slice_cmp(a->key, b->key);
}

static void rank_docs(dx_report *report) {
	uint32_t count = report->docs.count, *order = DX_NEW(&report->arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++) order[i] = i;
	if (count) qsort_r(order, count, sizeof *order, doc_order, report);
	for (uint32_t i = 0; i < count; i++) report->docs.items[order[i]].rank = i;
}

static void find_nodes(chooser *c) {
	for (uint32_t i = 0; i < c->report->things.count; i++) {
		dx_thing *thing = &c->report->things.items[i];
		thing->node = dx_network_find(c->net, thing->key);
	}
}

static int by_strength(const void *pa, const void *pb, void *context) {
	const dx_node *nodes = ((const dx_network *)context)->nodes;
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;
	if (nodes[a].strength != nodes[b].strength) return nodes[a].strength > nodes[b].strength ? -1 : 1;
	return (a > b) - (a < b);
}

static void rank_nodes(chooser *c) {
	dx_report *report = c->report;
	uint32_t count = c->net->node_count;
	c->order = DX_NEW(&report->arena, uint32_t, count);
	report->strength_of = DX_NEW(&report->arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++) c->order[i] = i;
	if (count) qsort_r(c->order, count, sizeof *c->order, by_strength, (void *)c->net);
	for (uint32_t i = 0; i < count; i++) report->strength_of[c->order[i]] = i;
}

static void keep_named(chooser *c) {
	dx_report *report = c->report;
	for (uint32_t i = 0; i < report->statements.count; i++) {
		const dx_said *said = &report->store->said.items[report->statements.items[i]];
		uint32_t count = 0;
		for (int k = 0; k < DX_REFS; k++) count += said->refs[k];
		for (uint32_t k = 0; k < count; k++) {
			int64_t node = report->things.items[report->store->refs.items[said->ref + k]].node;
			if (node >= 0) c->kept[node] = true;
		}
		int64_t event = said->event == DX_NOBODY ? -1 : report->things.items[said->event].node;
		if (event >= 0) c->kept[event] = true;
	}
}

static void choose_nodes(chooser *c) {
	dx_report *report = c->report;
	uint32_t count = c->net->node_count;
	const uint32_t *order = c->order;
	c->kept = DX_NEW(&report->arena, bool, count);
	report->row_of = DX_NEW(&report->arena, uint32_t, count);
	for (uint32_t i = 0; i < count && i < report->limits.nodes; i++) c->kept[order[i]] = true;
	keep_named(c);
	for (uint32_t i = 0; i < count; i++) {
		report->row_of[order[i]] = c->kept[order[i]] ? report->rows.count : DX_NOBODY;
		if (c->kept[order[i]]) *DX_PUSH(&report->arena, &report->rows) = order[i];
	}
}

static int by_weight(const void *pa, const void *pb, void *context) {
	const dx_edge *edges = ((const dx_network *)context)->edges;
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;
	if (edges[a].value != edges[b].value) return edges[a].value > edges[b].value ? -1 : 1;
	return (a > b) - (a < b);
}

static void choose_edges(chooser *c) {
	dx_report *report = c->report;
	for (uint32_t i = 0; i < c->net->edge_count; i++) {
		const dx_edge *e = &c->net->edges[i];
		if (c->kept[e->source] && c->kept[e->target]) *DX_PUSH(&report->arena, &report->edges) = i;
	}
	dx_numbers *edges = &report->edges;
	if (edges->count) qsort_r(edges->items, edges->count, sizeof *edges->items, by_weight, (void *)c->net);
	if (edges->count > DX_REPORT_EDGES) edges->count = DX_REPORT_EDGES;
	report->edges_left_out = c->net->edge_count - edges->count;
}

static int by_event(const void *pa, const void *pb, void *context) {
	const dx_report *report = context;
	const dx_told_event *a = &report->events.items[*(const uint32_t *)pa];
	const dx_told_event *b = &report->events.items[*(const uint32_t *)pb];
	uint32_t x = report->row_of[report->things.items[a->event].node];
	uint32_t y = report->row_of[report->things.items[b->event].node];
	if (x != y) return x < y ? -1 : 1;
	x = report->docs.items[a->doc].rank;
	y = report->docs.items[b->doc].rank;
	if (x != y) return x < y ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/* Tellings by event, the strongest event first; beyond the limit of events the rest is left out. */
static void choose_events(chooser *c) {
	dx_report *report = c->report;
	dx_numbers *tellings = &report->tellings;
	for (uint32_t i = 0; i < c->net->node_count; i++) report->event_nodes += c->net->nodes[i].kind >= DX_KIND_EVENTS;
	for (uint32_t i = 0; i < report->events.count; i++) {
		int64_t node = report->things.items[report->events.items[i].event].node;
		if (node >= 0 && c->kept[node]) *DX_PUSH(&report->arena, tellings) = i;
	}
	if (tellings->count) qsort_r(tellings->items, tellings->count, sizeof *tellings->items, by_event, report);
	uint32_t events = 0, count = 0, before = DX_NOBODY;
	for (; count < tellings->count; count++) {
		const dx_told_event *told = &report->events.items[tellings->items[count]];
		if (told->event != before && events++ == DX_REPORT_EVENTS) break;
		before = told->event;
		report->docs.items[told->doc].wanted = true;
	}
	if (events > DX_REPORT_EVENTS) events = DX_REPORT_EVENTS;
	tellings->count = count;
	report->events_left_out = report->event_nodes - events;
}

static void list_sheets(dx_report *report) {
	uint32_t count = report->docs.count, *order = DX_NEW(&report->arena, uint32_t, count);
	report->sheet_of = DX_NEW(&report->arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++) order[report->docs.items[i].rank] = i;
	for (uint32_t i = 0; i < count; i++) {
		report->sheet_of[order[i]] = report->sheets.count;
		if (report->docs.items[order[i]].wanted) *DX_PUSH(&report->arena, &report->sheets) = order[i];
	}
}

dixit_status dx_report_choose(dx_report *report, const dixit_graph *graph, dixit_error *error) {
	chooser c = {.report = report, .net = dx_graph_network(graph)};
	if (!c.net) return dx_fail(error, DIXIT_E_USAGE, "the graph is not finished");
	if (dx_arena_guard(&report->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	report->net = c.net;
	rank_docs(report);
	find_nodes(&c);
	rank_nodes(&c);
	dx_thin_choose(report);
	choose_nodes(&c);
	choose_edges(&c);
	choose_events(&c);
	list_sheets(report);
	return DIXIT_OK;
}
