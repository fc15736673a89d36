/* Life of a graph, and the functions of dixit.h that need no more than that. */
#include "base/error.h"
#include "graph/bulk.h"
#include "graph/facts.h"
#include "graph/measure.h"

/* The graph lies in its own arena. */
static dixit_graph *made_in(dx_arena *arena) {
	if (dx_arena_guard(arena)) {
		dx_arena_free(arena);
		return NULL;
	}
	dixit_graph *graph = DX_NEW(arena, dixit_graph, 1);
	graph->arena = *arena;
	dx_arena_init(&graph->temp);
	graph->choice.rule = dx_rule_of(DIXIT_MODE_FULL, DIXIT_TIE_NAMES);
	graph->choice.to = UINT32_MAX;
	return graph;
}

static dixit_status maps_made(dixit_graph *graph, dixit_error *error) {
	if (dx_arena_guard(&graph->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dx_map_init(&graph->keys, &graph->arena, 256);
	dx_map_init(&graph->words, &graph->arena, 256);
	dx_map_init(&graph->tallied, &graph->arena, 256);
	dx_map_init(&graph->known, &graph->arena, 64);
	return DIXIT_OK;
}

dixit_status dixit_graph_new(dixit_graph **out, dixit_error *error) {
	dx_arena arena;
	dx_arena_init(&arena);
	*out = NULL;
	dixit_graph *graph = made_in(&arena);
	if (!graph) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dixit_status status = maps_made(graph, error);
	if (status)
		dixit_graph_free(graph);
	else
		*out = graph;
	return status;
}

void dixit_graph_free(dixit_graph *graph) {
	if (!graph) return;
	dx_arena arena = graph->arena;
	dx_arena_free(&graph->temp);
	dx_lexicon_free(graph->lexicon);
	dx_arena_free(&arena);
}

static dixit_status finish(dixit_graph *graph, dixit_error *error) {
	if (dx_arena_guard(&graph->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	if (dx_arena_guard(&graph->temp)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dixit_status status = graph->bulk ? DIXIT_OK : dx_graph_countries(graph, error);
	if (status) return status;
	if (graph->bulk)
		dx_bulk_finish(graph);
	else
		dx_graph_sum(graph);
	dx_arena_reset(&graph->temp, 1 << 20);
	dx_graph_sizes(graph);
	if (graph->network.bulk) return dx_bulk_only(graph, error);
	if (graph->measures) status = dx_graph_measure(graph, error);
	if (status) return status;
	return graph->no_layout ? DIXIT_OK : dx_graph_layout(graph, error);
}

dixit_status dixit_graph_finish(dixit_graph *graph, dixit_error *error) {
	if (graph->stage != DX_GRAPH_OPEN && graph->stage != DX_GRAPH_SLICED) {
		return dx_fail(error, DIXIT_E_USAGE, "the graph is finished already");
	}
	dixit_status status = finish(graph, error);
	graph->stage = status ? DX_GRAPH_BROKEN : DX_GRAPH_DONE;
	return status;
}

const dx_network *dx_graph_network(const dixit_graph *graph) {
	return graph->stage == DX_GRAPH_DONE ? &graph->network : NULL;
}

void dixit_graph_no_layout(dixit_graph *graph) { graph->no_layout = true; }
uint32_t dixit_graph_statements(const dixit_graph *graph) { return graph->statements; }
uint32_t dixit_graph_speakers(const dixit_graph *graph) { return graph->speakers; }
uint32_t dixit_graph_nodes(const dixit_graph *graph) { return graph->network.node_count; }
uint32_t dixit_graph_edges(const dixit_graph *graph) { return graph->network.edge_count; }
uint32_t dixit_graph_pairs(const dixit_graph *graph) { return graph->network.tie_count; }
