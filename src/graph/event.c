/* Keys of events: "meeting/2023-10-14/place/doha/person/ann+person/bob", "summit/danube-summit/2024-03-14". The keys of
 * place and participants stand in them whole, so that two events have one key only if they agree in all of them. */
#include "graph/event.h"

#include "base/utf8.h"
#include <stdlib.h>

/* Of so many participants the key holds the names, of more two and a check sum of all. */
enum { NAMED_GUESTS = 3, KEY_FIXED = 96 };

typedef struct key_writer {
	char *ptr;
	size_t len;
} key_writer;

static void put(key_writer *w, dx_slice s) {
	memcpy(w->ptr + w->len, s.ptr, s.len);
	w->len += s.len;
}

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

static void put_guests(key_writer *w, const dixit_graph *graph, const dx_guests *guests) {
	uint32_t named = guests->count > NAMED_GUESTS ? 2 : guests->count;
	uint64_t sum = 0;
	for (uint32_t i = 0; i < guests->count; i++) {
		dx_slice key = graph->drafts.items[guests->nodes[i]].key;
		sum = sum * 0x100000001b3u + dx_hash(key.ptr, key.len);
		if (i >= named) continue;
		put(w, i ? DX_LIT("+") : DX_LIT("/"));
		put(w, key);
	}
	if (named == guests->count) return;
	char rest[48];
	int n = snprintf(rest, sizeof rest, "+%u-%016llx", guests->count - named, (unsigned long long)sum);
	put(w, (dx_slice){rest, (size_t)n});
}

static size_t room(const dixit_graph *graph, const dx_happening *h, const dx_guests *guests, dx_slice name) {
	size_t n = KEY_FIXED + name.len + h->article.len;
	if (h->event->place >= 0) n += graph->drafts.items[h->nodes[h->event->place]].key.len;
	for (uint32_t i = 0; i < guests->count && i < NAMED_GUESTS; i++) n += graph->drafts.items[guests->nodes[i]].key.len;
	return n;
}

static dx_slice key_of(dixit_graph *graph, const dx_happening *h, const dx_guests *guests) {
	const dixit_event *event = h->event;
	dx_slice name = dx_utf8_fold(&graph->temp, dx_graph_clean(&graph->temp, event->name));
	bool dated = dx_date_number(event->date, strlen(event->date)) != 0;
	bool own = !name.len && (!dated || (!guests->count && event->place < 0));
	key_writer w = {dx_alloc_raw(&graph->temp, room(graph, h, guests, name)), 0};
	put(&w, dx_slice_of(dx_kind_look_of((uint8_t)(DX_KIND_EVENTS + event->type))->name));
	if (name.len) put(&w, DX_LIT("/"));
	put(&w, name);
	if (dated) put(&w, DX_LIT("/"));
	if (dated) put(&w, dx_slice_of(event->date));
	if (event->place >= 0) {
		put(&w, DX_LIT("/"));
		put(&w, graph->drafts.items[h->nodes[event->place]].key);
	}
	if (!name.len) put_guests(&w, graph, guests);
	if (!own) return (dx_slice){w.ptr, w.len};
	char number[16];
	int n = snprintf(number, sizeof number, "#v%u", h->index + 1);
	put(&w, DX_LIT("/"));
	put(&w, dx_graph_id(&graph->temp, h->article));
	put(&w, (dx_slice){number, (size_t)n});
	return (dx_slice){w.ptr, w.len};
}

uint32_t dx_event_put(dixit_graph *graph, const dx_happening *h, dx_guests *guests) {
	guests_of(graph, h, guests);
	uint32_t node = dx_draft_put(graph, key_of(graph, h, guests), (uint8_t)(DX_KIND_EVENTS + h->event->type));
	dx_draft *draft = &graph->drafts.items[node];
	draft->date = dx_date_number(h->event->date, strlen(h->event->date));
	draft->place = h->event->place < 0 ? -1 : (int64_t)h->nodes[h->event->place];
	draft->guest_count = guests->count;
	for (uint32_t i = 0; i < guests->count && i < 2; i++) draft->guests[i] = guests->nodes[i];
	dx_draft_call(graph, node, DX_TAG_NAME, dx_graph_clean(&graph->temp, h->event->name));
	return node;
}
