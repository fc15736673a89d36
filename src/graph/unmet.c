/* Names of filters that no record has: a name written otherwise leaves nothing, which looks like an answer. Looked for
 * in whole records, apart from the filters: there one that lets nothing through keeps the next from being asked. */
#include "base/utf8.h"
#include "graph/facts.h"

/* Is name i, which nothing has met yet, this text? */
static bool is_it(const dx_wanted *wanted, uint32_t i, dx_slice text, dx_slice folded, bool person) {
	return dx_slice_eq(wanted->raw[i], text) || (folded.len && dx_slice_eq(wanted->folded[i], folded)) ||
	       (person && dx_ends_with_name(folded, wanted->folded[i]));
}

static void meet(dixit_graph *graph, dx_wanted *wanted, dx_slice text, bool person) {
	if (!text.len || !wanted->open) return;
	dx_slice folded = dx_utf8_fold(&graph->temp, text);
	for (uint32_t i = 0; i < wanted->count; i++) {
		if (!wanted->unmet[i] || !is_it(wanted, i, text, folded, person)) continue;
		wanted->unmet[i] = NULL;
		wanted->open--;
	}
}

static void meet_entity(dixit_graph *graph, dx_wanted *wanted, const dixit_entity *entity) {
	meet(graph, wanted, entity->name, entity->type == DIXIT_PERSON);
	meet(graph, wanted, entity->key, false);
	for (uint32_t i = 0; i < entity->alias_count; i++) meet(graph, wanted, entity->aliases[i], false);
}

void dx_graph_meet(dixit_graph *graph, const dixit_record *record) {
	dx_choice *choice = &graph->choice;
	meet(graph, &choice->publishers, record->publisher, false);
	if (!choice->persons.open && !choice->institutions.open) return;
	for (uint32_t i = 0; i < record->entity_count; i++) {
		const dixit_entity *entity = &record->entities[i];
		meet_entity(graph, &choice->persons, entity);
		if (entity->type == DIXIT_ORGANISATION) meet_entity(graph, &choice->institutions, entity);
		for (uint32_t k = 0; k < entity->role_count; k++) {
			int32_t body = entity->roles[k].organisation;
			if (body >= 0) meet_entity(graph, &choice->institutions, &record->entities[body]);
		}
	}
}

const char *dixit_graph_unmatched(const dixit_graph *graph, unsigned i) {
	const dx_choice *choice = &graph->choice;
	const dx_wanted *all[] = {&choice->persons, &choice->institutions, &choice->publishers};
	for (unsigned k = 0; k < sizeof all / sizeof *all; k++) {
		for (uint32_t n = 0; n < all[k]->count; n++) {
			if (all[k]->unmet[n] && !i--) return all[k]->unmet[n];
		}
	}
	return NULL;
}
