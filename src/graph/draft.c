/* Nodes in the making: found by key, called by names. */
#include "graph/facts.h"

uint32_t dx_draft_put(dixit_graph *graph, dx_slice key, uint8_t kind) {
	bool added;
	dx_slot *slot = dx_map_put(&graph->keys, key, graph->drafts.count, &added);
	if (added) {
		slot->key.ptr = dx_strndup(&graph->arena, key.ptr, key.len);
		*DX_PUSH(&graph->arena, &graph->drafts) = (dx_draft){.key = slot->key, .kind = kind, .place = -1};
	}
	dx_draft *draft = &graph->drafts.items[slot->value];
	if (kind < draft->kind) draft->kind = kind; /* records that disagree: the same answer in any order */
	return slot->value;
}

void dx_draft_call(dixit_graph *graph, uint32_t node, dx_tag tag, dx_slice text) {
	if (!text.len) return;
	uint32_t key[3] = {node, tag, dx_graph_word(graph, text)};
	bool added;
	dx_slot *slot = dx_map_put(&graph->tallied, (dx_slice){(char *)key, sizeof key}, graph->tallies.count, &added);
	if (added) {
		char *kept = dx_alloc_raw(&graph->arena, sizeof key);
		memcpy(kept, key, sizeof key);
		slot->key.ptr = kept;
		*DX_PUSH(&graph->arena, &graph->tallies) = (dx_tally){node, key[2], 0, tag};
	}
	graph->tallies.items[slot->value].count++;
}
