/* One record → facts. Nothing here depends on what other records said. */
#include "base/error.h"
#include "graph/event.h"

/* A meeting of n participants makes n * (n - 1) / 2 pairs; beyond so many it is a crowd, and "took part" tells enough.
 */
enum { PAIRS_MAX = 16 };

typedef struct adder {
	dixit_graph *graph;
	const dixit_record *record;
	const dx_rule *rule;
	uint32_t article, date;
	uint32_t *nodes;  /* entity of the record → draft */
	uint32_t *events; /* event of the record → draft */
	dx_selection selection;
} adder;

static bool in_time(const adder *a, uint32_t date) {
	const dx_choice *c = &a->graph->choice;
	return (!c->from || date >= c->from) && (c->to == UINT32_MAX || (date && date <= c->to));
}

static void trace(const adder *a, uint32_t node, dx_trace kind, uint32_t item, uint32_t date) {
	if (!in_time(a, date)) return;
	dx_fact *f = DX_PUSH(&a->graph->arena, &a->graph->traces);
	*f = (dx_fact){.source = node, .relation = (uint8_t)kind, .article = a->article, .number = item, .date = date};
}

/* An entity may not be tied to itself: Gephi draws loops, and none of the relations means anything as one. Praise and
 * blame go to who is named: whom the speaker speaks for, or the meeting where it was said, gets none of it. */
static void relate(const adder *a, dx_relation relation, uint32_t source, uint32_t target, dx_fact evidence) {
	if (source == target || !(a->rule->relations >> relation & 1) || !in_time(a, evidence.date)) return;
	evidence.source = source;
	evidence.target = target;
	evidence.relation = (uint8_t)(a->rule->relation < 0 ? (int)relation : a->rule->relation);
	evidence.article = a->article;
	if (relation != DX_NAMES) evidence.sign = 0;
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
	if (!country[0] || !(a->rule->relations >> DX_REPRESENTS & 1) || !in_time(a, a->date)) return;
	dx_fact *f = DX_PUSH(&a->graph->arena, &a->graph->offices);
	*f = (dx_fact){
	    .source = node, .target = dx_letters(country), .article = a->article, .number = item, .date = a->date};
	f->relation = DX_REPRESENTS;
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

/* Mode countries: which countries' officials speak, and of which. */
static void add_official(const adder *a, const dixit_statement *s, uint32_t speaker, dx_fact evidence) {
	enum { FOR_MAX = 8 };
	const char *codes[FOR_MAX];
	dixit_graph *graph = a->graph;
	uint32_t count = dx_countries_of(a->record, s, speaker, codes, FOR_MAX);
	if (!in_time(a, evidence.date)) return;
	evidence.article = a->article;
	for (uint32_t i = 0; i < count; i++) {
		evidence.source = dx_letters(codes[i]);
		evidence.target = 0;
		evidence.relation = DX_OFFICIAL_SPOKE;
		*DX_PUSH(&graph->arena, &graph->officials) = evidence;
		evidence.relation = DX_NAMES;
		for (uint32_t k = 0; k < s->about.count; k++) {
			const dixit_entity *named = &a->record->entities[s->about.items[k]];
			if (named->type != DIXIT_COUNTRY) continue;
			evidence.target = named->country[0] ? DX_LETTERS | dx_letters(named->country) : a->nodes[s->about.items[k]];
			*DX_PUSH(&graph->arena, &graph->officials) = evidence;
		}
	}
}

static void add_speaker(const adder *a, const dixit_statement *s, uint32_t index, dx_fact evidence) {
	uint32_t speaker = a->nodes[index];
	if (a->rule->mode == DIXIT_MODE_COUNTRIES) {
		add_official(a, s, index, evidence);
		return;
	}
	trace(a, speaker, DX_TRACE_SPOKE, evidence.number, evidence.date);
	if (s->event >= 0) relate(a, DX_SAID_AT, speaker, a->events[s->event], evidence);
	for (uint32_t k = 0; k < s->speaks_for.count; k++) {
		relate(a, DX_SPEAKS_FOR, speaker, a->nodes[s->speaks_for.items[k]], evidence);
	}
	for (uint32_t k = 0; k < s->about.count; k++) {
		relate(a, DX_NAMES, speaker, a->nodes[s->about.items[k]], evidence);
	}
}

static void add_statement(const adder *a, uint32_t index) {
	const dixit_statement *s = &a->record->statements[index];
	dx_fact evidence = {.number = dx_item('s', index), .date = a->date, .sign = dx_sign_of(a->graph, s)};
	if (s->event >= 0) trace(a, a->events[s->event], DX_TRACE_SPOKE, evidence.number, a->date);
	for (uint32_t i = 0; i < s->about.count; i++) {
		trace(a, a->nodes[s->about.items[i]], DX_TRACE_NAMED, evidence.number, a->date);
	}
	for (uint32_t i = 0; i < s->speakers.count; i++) {
		if (dx_select_speaker(a->graph, a->record, s, s->speakers.items[i])) {
			add_speaker(a, s, s->speakers.items[i], evidence);
		}
	}
}

static dixit_status out_of_memory(dixit_graph *graph, dixit_error *error) {
	graph->stage = DX_GRAPH_BROKEN;
	return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
}

static void add_record(dixit_graph *graph, const dixit_record *record) {
	dx_graph_meet(graph, record);
	if (!dx_select_article(graph, record)) return;
	adder a = {.graph = graph, .record = record, .rule = graph->choice.rule, .article = article_put(graph, record)};
	a.date = dx_date_number(record->published.ptr, record->published.len);
	a.nodes = DX_NEW(&graph->temp, uint32_t, record->entity_count);
	a.events = DX_NEW(&graph->temp, uint32_t, record->event_count);
	a.selection = dx_select(graph, record);
	add_entities(&a);
	for (uint32_t i = 0; i < record->event_count; i++) {
		if (a.selection.events[i]) add_event(&a, i);
	}
	for (uint32_t i = 0; i < record->statement_count; i++) {
		if (a.selection.statements[i]) add_statement(&a, i);
	}
}

/* Only a statement that judges or denies needs the word tables. */
static bool needs_lexicon(const dixit_graph *graph, const dixit_record *record) {
	bool needs = false;
	for (uint32_t i = 0; i < record->statement_count; i++) {
		dixit_act act = record->statements[i].act;
		needs |= act == DIXIT_JUDGE || act == DIXIT_DENY;
	}
	const dx_rule *rule = graph->choice.rule;
	return needs && ((rule->relations >> DX_NAMES & 1) || rule->mode == DIXIT_MODE_COUNTRIES);
}

dixit_status dixit_graph_add(dixit_graph *graph, const dixit_record *record, dixit_error *error) {
	if (graph->stage != DX_GRAPH_OPEN) return dx_fail(error, DIXIT_E_USAGE, "the graph takes no more records");
	dixit_status status = needs_lexicon(graph, record) ? dx_graph_lexicon(graph, error) : DIXIT_OK;
	if (status) return status;
	if (dx_arena_guard(&graph->arena)) return out_of_memory(graph, error);
	if (dx_arena_guard(&graph->temp)) return out_of_memory(graph, error);
	add_record(graph, record);
	dx_arena_reset(&graph->temp, 1 << 20);
	return DIXIT_OK;
}
