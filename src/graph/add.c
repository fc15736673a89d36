/* One record → facts. Nothing here depends on what other records said. */
#include "base/error.h"
#include "graph/event.h"

/* A meeting of n participants makes n * (n - 1) / 2 pairs; beyond so many it is a crowd, and "took part" tells enough.
 */
enum { PAIRS_MAX = 16 };

typedef struct adder {
	dixit_graph *graph;
	const dixit_record *record;
	uint32_t article, date;
	uint32_t *nodes;  /* entity of the record → draft */
	uint32_t *events; /* event of the record → draft */
} adder;

static void trace(const adder *a, uint32_t node, dx_trace kind, uint32_t item, uint32_t date) {
	*DX_PUSH(&a->graph->arena, &a->graph->traces) = (dx_fact){node, 0, kind, a->article, item, date};
}

/* An entity may not be tied to itself: Gephi draws loops, and none of the relations means anything as one. */
static void relate(const adder *a, dx_relation relation, uint32_t source, uint32_t target, dx_fact evidence) {
	if (source == target) return;
	evidence.source = source;
	evidence.target = target;
	evidence.relation = relation;
	evidence.article = a->article;
	*DX_PUSH(&a->graph->arena, &a->graph->facts) = evidence;
}

static uint32_t article_put(dixit_graph *graph, const dixit_record *record) {
	dx_slice id = dx_graph_clean(&graph->temp, record->id.len ? record->id : record->path);
	if (!id.len) id = DX_LIT("article");
	char *key = dx_alloc(&graph->temp, id.len + 1 + sizeof record->sha256);
	memcpy(key, id.ptr, id.len);
	memcpy(key + id.len + 1, record->sha256, sizeof record->sha256);
	bool added;
	dx_slice whole = {key, id.len + 1 + strlen(record->sha256)};
	dx_slot *slot = dx_map_put(&graph->known, whole, graph->articles.count, &added);
	uint32_t date = dx_date_number(record->published.ptr, record->published.len);
	if (added) {
		slot->key.ptr = dx_strndup(&graph->arena, whole.ptr, whole.len);
		*DX_PUSH(&graph->arena, &graph->articles) = (dx_told){slot->key, {slot->key.ptr, id.len}, date};
	}
	dx_told *told = &graph->articles.items[slot->value];
	if (date > told->date) told->date = date;
	return slot->value;
}

/* The title that the latest article gives, whatever the order of the articles. */
static void entitle(const adder *a, dx_draft *draft, const dixit_role *role, dx_slice title) {
	const dx_told *articles = a->graph->articles.items;
	int later = (a->date > draft->title_date) - (a->date < draft->title_date);
	if (!later && draft->title.len) {
		later = dx_slice_cmp(articles[a->article].key, articles[draft->title_article].key);
		if (!later) later = (role->start > draft->title_start) - (role->start < draft->title_start);
		if (!later) later = dx_slice_cmp(title, draft->title);
	}
	if (draft->title.len && later <= 0) return;
	uint32_t word = dx_graph_word(a->graph, title); /* first: the table may move */
	draft->title = a->graph->texts.items[word];
	draft->title_date = a->date;
	draft->title_article = a->article;
	draft->title_start = role->start;
}

/* The node of a country is looked for when all records are in: another one may name it. */
static void represent_country(const adder *a, uint32_t node, const char country[3], uint32_t item) {
	if (!country[0]) return;
	uint32_t letters = (uint32_t)(unsigned char)country[0] << 8 | (unsigned char)country[1];
	*DX_PUSH(&a->graph->arena, &a->graph->offices) = (dx_fact){node, letters, DX_REPRESENTS, a->article, item, a->date};
}

static void add_roles(const adder *a, const dixit_entity *entity, uint32_t node, uint32_t item) {
	for (uint32_t i = 0; i < entity->role_count; i++) {
		const dixit_role *role = &entity->roles[i];
		dx_slice title = dx_graph_clean(&a->graph->temp, role->title);
		if (title.len) entitle(a, &a->graph->drafts.items[node], role, title);
		if (entity->type != DIXIT_PERSON) continue;
		represent_country(a, node, role->country, item);
		if (role->organisation >= 0) {
			relate(a, DX_REPRESENTS, node, a->nodes[role->organisation], (dx_fact){.number = item, .date = a->date});
		}
	}
	if (entity->type == DIXIT_ORGANISATION || entity->type == DIXIT_GROUP) {
		represent_country(a, node, entity->country, item);
	}
}

static void add_entities(const adder *a) {
	dixit_graph *graph = a->graph;
	for (uint32_t i = 0; i < a->record->entity_count; i++) {
		const dixit_entity *entity = &a->record->entities[i];
		dx_slice key = dx_graph_id(&graph->temp, entity->key);
		if (!key.len) key = dx_slice_of(dx_kind_look_of((uint8_t)entity->type)->name);
		uint32_t node = a->nodes[i] = dx_draft_put(graph, key, (uint8_t)entity->type);
		dx_draft_call(graph, node, DX_TAG_NAME, dx_graph_clean(&graph->temp, entity->name));
		dx_draft_call(graph, node, DX_TAG_COUNTRY, dx_slice_of(entity->country));
		for (uint32_t k = 0; k < entity->alias_count; k++) {
			dx_draft_call(graph, node, DX_TAG_ALIAS, dx_graph_clean(&graph->temp, entity->aliases[k]));
		}
		trace(a, node, DX_TRACE_SEEN, 0, a->date);
	}
	for (uint32_t i = 0; i < a->record->entity_count; i++) {
		add_roles(a, &a->record->entities[i], a->nodes[i], dx_item('e', i));
	}
}

/* Each pair of participants once, from the smaller key to the greater. */
static void add_pairs(const adder *a, dx_relation relation, const dx_guests *guests, dx_fact evidence) {
	if (guests->count > PAIRS_MAX) return;
	for (uint32_t i = 0; i < guests->count; i++) {
		for (uint32_t k = i + 1; k < guests->count; k++)
			relate(a, relation, guests->nodes[i], guests->nodes[k], evidence);
	}
}

static void add_event(const adder *a, uint32_t index) {
	const dixit_event *event = &a->record->events[index];
	dixit_graph *graph = a->graph;
	dx_happening h = {event, a->nodes, graph->articles.items[a->article].id, index};
	dx_guests guests;
	uint32_t node = a->events[index] = dx_event_put(graph, &h, &guests);
	uint32_t own = dx_date_number(event->date, strlen(event->date));
	dx_fact evidence = {.number = dx_item('v', index), .date = own ? own : a->date};
	trace(a, node, DX_TRACE_SEEN, 0, evidence.date);
	for (uint32_t i = 0; i < guests.count; i++) relate(a, DX_TOOK_PART, guests.nodes[i], node, evidence);
	if (event->host >= 0) relate(a, DX_TOOK_PART, a->nodes[event->host], node, evidence);
	if (event->place >= 0) relate(a, DX_HELD_IN, node, a->nodes[event->place], evidence);
	if (event->type == DIXIT_MEETING) add_pairs(a, DX_MET, &guests, evidence);
	if (event->type == DIXIT_CALL) add_pairs(a, DX_CALLED, &guests, evidence);
}

static void add_statement(const adder *a, uint32_t index) {
	const dixit_statement *s = &a->record->statements[index];
	dx_fact evidence = {.number = dx_item('s', index), .date = a->date};
	if (s->event >= 0) trace(a, a->events[s->event], DX_TRACE_SPOKE, evidence.number, 0);
	for (uint32_t i = 0; i < s->about.count; i++) {
		trace(a, a->nodes[s->about.items[i]], DX_TRACE_NAMED, evidence.number, 0);
	}
	for (uint32_t i = 0; i < s->speakers.count; i++) {
		uint32_t speaker = a->nodes[s->speakers.items[i]];
		trace(a, speaker, DX_TRACE_SPOKE, evidence.number, 0);
		if (s->event >= 0) relate(a, DX_SAID_AT, speaker, a->events[s->event], evidence);
		for (uint32_t k = 0; k < s->speaks_for.count; k++) {
			relate(a, DX_SPEAKS_FOR, speaker, a->nodes[s->speaks_for.items[k]], evidence);
		}
		for (uint32_t k = 0; k < s->about.count; k++) {
			relate(a, DX_NAMES, speaker, a->nodes[s->about.items[k]], evidence);
		}
	}
}

static dixit_status out_of_memory(dixit_graph *graph, dixit_error *error) {
	graph->stage = DX_GRAPH_BROKEN;
	return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
}

static void add_record(dixit_graph *graph, const dixit_record *record) {
	adder a = {.graph = graph, .record = record, .article = article_put(graph, record)};
	a.date = dx_date_number(record->published.ptr, record->published.len);
	a.nodes = DX_NEW(&graph->temp, uint32_t, record->entity_count);
	a.events = DX_NEW(&graph->temp, uint32_t, record->event_count);
	add_entities(&a);
	for (uint32_t i = 0; i < record->event_count; i++) add_event(&a, i);
	for (uint32_t i = 0; i < record->statement_count; i++) add_statement(&a, i);
	dx_arena_reset(&graph->temp, 1 << 20);
}

dixit_status dixit_graph_add(dixit_graph *graph, const dixit_record *record, dixit_error *error) {
	if (graph->stage != DX_GRAPH_OPEN) return dx_fail(error, DIXIT_E_USAGE, "the graph takes no more records");
	if (dx_arena_guard(&graph->arena)) return out_of_memory(graph, error);
	if (dx_arena_guard(&graph->temp)) return out_of_memory(graph, error);
	add_record(graph, record);
	return DIXIT_OK;
}
