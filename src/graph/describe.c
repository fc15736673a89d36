/* Names: which of the many a node goes by, and what an event without a name is called. */
#include "graph/facts.h"

#include <stdlib.h>

enum { UNKEPT = UINT32_MAX };

/* Tallies by node, tag, and how often; the longer name first where two came equally often, then by bytes. */
static int tally_order(const void *pa, const void *pb, void *context) {
	const dx_tally *a = pa, *b = pb;
	const dixit_graph *graph = context;
	if (a->node != b->node) return a->node < b->node ? -1 : 1;
	if (a->tag != b->tag) return a->tag < b->tag ? -1 : 1;
	if (a->count != b->count) return a->count > b->count ? -1 : 1;
	dx_slice x = graph->texts.items[a->text], y = graph->texts.items[b->text];
	if (x.len != y.len) return x.len > y.len ? -1 : 1;
	return dx_slice_cmp(x, y);
}

static int slice_order(const void *a, const void *b) {
	return dx_slice_cmp(*(const dx_slice *)a, *(const dx_slice *)b);
}

/* The names of one run of tallies but the label itself, sorted, joined by "; ". */
static dx_slice aliases_of(dixit_graph *graph, const dx_tally *tallies, uint32_t count, dx_slice label) {
	dx_slice *names = DX_NEW(&graph->arena, dx_slice, count);
	uint32_t n = 0, shown = 0;
	size_t room = 32;
	for (uint32_t i = 0; i < count; i++) {
		dx_slice name = graph->texts.items[tallies[i].text];
		if (tallies[i].tag != DX_TAG_COUNTRY && !dx_slice_eq(name, label)) names[n++] = name;
	}
	if (n) qsort(names, n, sizeof *names, slice_order);
	for (uint32_t i = 0; i < n; i++) room += names[i].len + 2;
	char *out = dx_alloc_raw(&graph->arena, room);
	size_t o = 0;
	uint32_t more = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (i && dx_slice_eq(names[i], names[i - 1])) continue; /* name here, alias there */
		if (shown == DX_ALIASES_MAX) {
			more++;
			continue;
		}
		if (shown++) o += (size_t)snprintf(out + o, room - o, "; ");
		memcpy(out + o, names[i].ptr, names[i].len);
		o += names[i].len;
	}
	if (more) o += (size_t)snprintf(out + o, room - o, "; … +%u", more);
	return (dx_slice){out, o};
}

static void name_node(dixit_graph *graph, dx_node *node, const dx_tally *tallies, uint32_t count) {
	for (uint32_t i = 0; i < count; i++) {
		dx_slice text = graph->texts.items[tallies[i].text];
		if (tallies[i].tag == DX_TAG_NAME && !node->label.len) node->label = text;
		if (tallies[i].tag == DX_TAG_COUNTRY && !node->country[0]) memcpy(node->country, text.ptr, 2);
	}
	node->aliases = aliases_of(graph, tallies, count, node->label);
}

/* "Meeting, Doha, 2023-10-14"; "Call of A and B" where neither place nor day is known. Place and guests are named also
 * where the network has no nodes for them. */
static dx_slice event_label(dixit_graph *graph, const dx_draft *draft, const dx_slice *names) {
	const char *kind = dx_kind_look_of(draft->kind)->label;
	dx_slice parts[2] = {{0}};
	const char *before[2] = {", ", ", "};
	char day[11];
	dx_date_text(draft->date, day);
	if (draft->place >= 0) parts[0] = names[draft->place];
	parts[1] = dx_slice_of(day);
	if (!parts[0].len && !parts[1].len && draft->guest_count) {
		before[0] = " of ";
		before[1] = draft->guest_count > 2 ? ", " : " and ";
		for (uint32_t i = 0; i < draft->guest_count && i < 2; i++) parts[i] = names[draft->guests[i]];
	}
	size_t room = strlen(kind) + parts[0].len + parts[1].len + 32, o = 0;
	char *out = dx_alloc_raw(&graph->arena, room);
	o += (size_t)snprintf(out, room, "%s", kind);
	for (int i = 0; i < 2; i++) {
		if (parts[i].len)
			o += (size_t)snprintf(out + o, room - o, "%s%.*s", before[i], (int)parts[i].len, parts[i].ptr);
	}
	if (before[0][1] == 'o' && draft->guest_count > 2) o += (size_t)snprintf(out + o, room - o, " …");
	return (dx_slice){out, o};
}

/* What every draft goes by most, its key where it has no name. The tallies are sorted. */
static const dx_slice *names_of(dixit_graph *graph) {
	dx_slice *names = DX_NEW(&graph->arena, dx_slice, graph->drafts.count);
	for (uint32_t i = 0; i < graph->tallies.count; i++) {
		const dx_tally *t = &graph->tallies.items[i];
		if (t->tag == DX_TAG_NAME && !names[t->node].len) names[t->node] = graph->texts.items[t->text];
	}
	for (uint32_t i = 0; i < graph->drafts.count; i++) {
		if (!names[i].len) names[i] = graph->drafts.items[i].key;
	}
	return names;
}

void dx_graph_describe(dixit_graph *graph, const uint32_t *kept) {
	uint32_t *node_of = dx_alloc_raw(&graph->arena, graph->drafts.count * sizeof *node_of);
	dx_tally *tallies = graph->tallies.items;
	memset(node_of, 0xFF, graph->drafts.count * sizeof *node_of);
	for (uint32_t i = 0; i < graph->network.node_count; i++) node_of[kept[i]] = i;
	if (graph->tallies.count) qsort_r(tallies, graph->tallies.count, sizeof *tallies, tally_order, graph);
	for (uint32_t i = 0, end; i < graph->tallies.count; i = end) {
		for (end = i + 1; end < graph->tallies.count && tallies[end].node == tallies[i].node;) end++;
		uint32_t node = node_of[tallies[i].node];
		if (node != UNKEPT) name_node(graph, &graph->nodes[node], tallies + i, end - i);
	}
	const dx_slice *names = names_of(graph);
	for (uint32_t i = 0; i < graph->network.node_count; i++) {
		dx_node *node = &graph->nodes[i];
		if (node->label.len) continue;
		bool event = node->kind >= DX_KIND_EVENTS;
		node->label = event ? event_label(graph, &graph->drafts.items[kept[i]], names) : node->key;
	}
}
