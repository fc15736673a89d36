#include "graph/event.h"

#include "base/utf8.h"
#include "corpus/event_key.h"
#include <stdlib.h>

static int by_key(const void *a, const void *b, void *graph) {
	const dx_draft *drafts = ((const dixit_graph *)graph)->drafts.items;
	return dx_slice_cmp(drafts[*(const uint32_t *)a].key, drafts[*(const uint32_t *)b].key);
}

static void guests_of(dixit_graph *graph, const dx_happening *h, dx_guests *out) {
	dixit_refs refs = h->event->participants;
	out->nodes = DX_NEW(&graph->temp, uint32_t, refs.count);
	out->count = 0;
	for (uint32_t i = 0; i < refs.count; i++) out->nodes[i] = h->nodes[refs.items[i]];
	if (refs.count) qsort_r(out->nodes, refs.count, sizeof *out->nodes, by_key, graph);
	for (uint32_t i = 0; i < refs.count; i++) {
		if (!out->count || out->nodes[i] != out->nodes[out->count - 1]) out->nodes[out->count++] = out->nodes[i];
	}
}

static dx_slice key_of(dixit_graph *graph, const dx_happening *h, const dx_guests *guests) {
	const dixit_event *event = h->event;
	dx_slice linked = dx_graph_id(&graph->temp, event->key);
	if (linked.len) return linked;
	const dx_draft *drafts = graph->drafts.items;
	bool dated = dx_date_number(event->date, strlen(event->date)) != 0;
	dx_slice *keys = DX_NEW(&graph->temp, dx_slice, guests->count);
	for (uint32_t i = 0; i < guests->count; i++) keys[i] = drafts[guests->nodes[i]].key;
	dx_slice day = {0}, place = {0};
	if (dated) day = dx_slice_of(event->date);
	if (event->place >= 0) place = drafts[h->nodes[event->place]].key;
	dx_event_parts parts = {
	    .type = dx_slice_of(dx_kind_look_of((uint8_t)(DX_KIND_EVENTS + event->type))->name),
	    .name = dx_utf8_fold(&graph->temp, dx_graph_clean(&graph->temp, event->name)),
	    .date = day,
	    .place = place,
	    .guests = keys,
	    .guest_count = guests->count,
	    .index = h->index,
	};
	bool own = !parts.name.len && (!dated || (!guests->count && event->place < 0));
	if (own) parts.article = dx_graph_id(&graph->temp, h->article);
	return dx_event_key(&parts, &graph->temp);
}

/* The first ones by key of all articles that tell of the event, whatever their order. */
static void add_guest(const dixit_graph *graph, dx_draft *draft, uint32_t guest) {
	uint32_t at = 0;
	while (at < draft->guest_count && by_key(&draft->guests[at], &guest, (void *)graph) < 0) at++;
	if (at == DX_DRAFT_GUESTS || (at < draft->guest_count && draft->guests[at] == guest)) return;
	if (draft->guest_count < DX_DRAFT_GUESTS) draft->guest_count++;
	for (uint32_t i = draft->guest_count - 1; i > at; i--) draft->guests[i] = draft->guests[i - 1];
	draft->guests[at] = guest;
}

uint32_t dx_event_put(dixit_graph *graph, const dx_happening *h, dx_guests *guests) {
	guests_of(graph, h, guests);
	uint32_t node = dx_draft_put(graph, key_of(graph, h, guests), (uint8_t)(DX_KIND_EVENTS + h->event->type));
	dx_draft *draft = &graph->drafts.items[node];
	uint32_t date = dx_date_number(h->event->date, strlen(h->event->date));
	if (date && (!draft->date || date < draft->date)) draft->date = date;
	if (h->event->place >= 0) {
		uint32_t place = h->nodes[h->event->place], old = (uint32_t)draft->place;
		if (draft->place < 0 || by_key(&place, &old, graph) < 0) draft->place = (int64_t)place;
	}
	for (uint32_t i = 0; i < guests->count; i++) add_guest(graph, draft, guests->nodes[i]);
	dx_draft_call(graph, node, DX_TAG_NAME, dx_graph_clean(&graph->temp, h->event->name));
	return node;
}
