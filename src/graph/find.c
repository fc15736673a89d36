#include "graph/find.h"

#include "base/error.h"
#include "graph/event.h"

/* What was added is there already: putting it again gives its draft. An event's name is counted once more, as the names
 * of all events are, so which one it goes by stays. */
static void keys_of(dixit_graph *graph, const dixit_record *record, dx_slice *entities, dx_slice *events) {
	uint32_t *nodes = DX_NEW(&graph->temp, uint32_t, record->entity_count);
	for (uint32_t i = 0; i < record->entity_count; i++) {
		const dixit_entity *entity = &record->entities[i];
		dx_slice key = dx_graph_id(&graph->temp, entity->key);
		if (!key.len) key = dx_slice_of(dx_kind_look_of((uint8_t)entity->type)->name);
		nodes[i] = dx_draft_put(graph, key, (uint8_t)entity->type);
		entities[i] = graph->drafts.items[nodes[i]].key;
	}
	dx_slice id = dx_graph_clean(&graph->temp, record->id.len ? record->id : record->path);
	if (!id.len) id = DX_LIT("article");
	for (uint32_t i = 0; i < record->event_count; i++) {
		dx_happening h = {&record->events[i], nodes, id, i};
		dx_guests guests;
		events[i] = graph->drafts.items[dx_event_put(graph, &h, &guests)].key;
	}
	dx_arena_reset(&graph->temp, 1 << 20);
}

dixit_status dx_graph_keys(dixit_graph *graph, const dixit_record *record, dx_slice *entities, dx_slice *events,
                           dixit_error *error) {
	if (graph->stage != DX_GRAPH_OPEN) return dx_fail(error, DIXIT_E_USAGE, "the graph is finished already");
	if (dx_arena_guard(&graph->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	if (dx_arena_guard(&graph->temp)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	keys_of(graph, record, entities, events);
	return DIXIT_OK;
}

int64_t dx_network_find(const dx_network *network, dx_slice key) {
	uint32_t from = 0, end = network->node_count;
	while (from < end) {
		uint32_t middle = from + (end - from) / 2;
		int c = dx_slice_cmp(network->nodes[middle].key, key);
		if (!c) return middle;
		if (c < 0)
			from = middle + 1;
		else
			end = middle;
	}
	return -1;
}
