/* Records → what the page may tell. Of statements those stay that may have room (thin.c). */
#include "base/error.h"
#include "graph/find.h"
#include "report/facts.h"

typedef struct taker {
	dx_report *report;
	const dixit_record *record;
	uint32_t doc;
	uint32_t *entities, *events; /* of the record → things */
} taker;

static dx_report *made_in(dx_arena *arena) {
	if (dx_arena_guard(arena)) {
		dx_arena_free(arena);
		return NULL;
	}
	dx_report *report = DX_NEW(arena, dx_report, 1);
	report->arena = *arena;
	dx_arena_init(&report->temp);
	for (int i = 0; i < 2; i++) dx_arena_init(&report->stores[i].arena);
	report->store = report->stores;
	return report;
}

static dixit_status maps_made(dx_report *report, dixit_error *error) {
	if (dx_arena_guard(&report->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dx_map_init(&report->known, &report->arena, 64);
	dx_map_init(&report->keys, &report->arena, 256);
	dx_map_init(&report->by_text, &report->arena, 64);
	dx_map_init(&report->titled, &report->arena, 64);
	return DIXIT_OK;
}

dixit_status dx_report_new(dx_report **out, dx_report_limits limits, dixit_error *error) {
	dx_arena arena;
	dx_arena_init(&arena);
	*out = NULL;
	dx_report *report = made_in(&arena);
	if (!report) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	report->limits = limits;
	dx_thin_later(report);
	dixit_status status = maps_made(report, error);
	if (status)
		dx_report_free(report);
	else
		*out = report;
	return status;
}

void dx_report_free(dx_report *report) {
	if (!report) return;
	dx_arena arena = report->arena;
	dx_buf_free(&report->buf);
	dx_buf_free(&report->line);
	dx_arena_free(&report->temp);
	for (int i = 0; i < 2; i++) dx_arena_free(&report->stores[i].arena);
	dx_arena_free(&arena);
}

static dx_slice kept(dx_report *report, dx_slice text) {
	if (!text.len) return (dx_slice){0};
	return (dx_slice){dx_strndup(&report->arena, text.ptr, text.len), text.len};
}

/* The article's number; *fresh: it was not there before. */
static uint32_t doc_put(dx_report *report, const dixit_record *record, bool *fresh) {
	size_t sha = strlen(record->sha256), len = record->id.len + 1 + sha;
	char *key = dx_alloc(&report->temp, len + 1);
	if (record->id.len) memcpy(key, record->id.ptr, record->id.len);
	memcpy(key + record->id.len + 1, record->sha256, sha);
	dx_slot *slot = dx_map_put(&report->known, (dx_slice){key, len}, report->docs.count, fresh);
	if (!*fresh) return slot->value;
	slot->key.ptr = dx_strndup(&report->arena, key, len);
	dx_doc *doc = DX_PUSH(&report->arena, &report->docs);
	*doc = (dx_doc){.key = slot->key, .id = {slot->key.ptr, record->id.len}};
	doc->title = kept(report, record->title);
	doc->date = kept(report, record->published);
	doc->publisher = kept(report, record->publisher);
	doc->url = kept(report, record->url);
	doc->path = kept(report, record->path);
	memcpy(doc->sha256, record->sha256, sizeof doc->sha256);
	return slot->value;
}

static bool better_name(dx_slice a, dx_slice b) { return a.len != b.len ? a.len > b.len : dx_slice_cmp(a, b) < 0; }

static uint32_t thing_put(dx_report *report, dx_slice key, dx_slice name) {
	bool fresh;
	dx_slot *slot = dx_map_put(&report->keys, key, report->things.count, &fresh);
	if (fresh) *DX_PUSH(&report->arena, &report->things) = (dx_thing){.key = key, .node = -1};
	dx_thing *thing = &report->things.items[slot->value];
	if (name.len && better_name(name, thing->name)) thing->name = kept(report, name);
	return slot->value;
}

static void put_refs(const taker *t, dx_arena *arena, dx_numbers *to, dixit_refs refs) {
	for (uint32_t i = 0; i < refs.count; i++) *DX_PUSH(arena, to) = t->entities[refs.items[i]];
}

static void put_part(dx_store *store, dx_part_role role, const dixit_extent *extent) {
	if (extent->start >= extent->end) return;
	dx_slice text = {dx_strndup(&store->arena, extent->text.ptr, extent->text.len), extent->text.len};
	*DX_PUSH(&store->arena, &store->parts) = (dx_part){extent->start, extent->end, (uint8_t)role, text};
}

static void take_statement(const taker *t, uint32_t index) {
	const dixit_statement *s = &t->record->statements[index];
	dx_store *store = t->report->store;
	const dixit_refs refs[DX_REFS] = {s->speakers, s->speaks_for, s->addressees, s->about};
	dx_said said = {.doc = t->doc, .number = index + 1, .kind = (uint8_t)s->kind, .act = (uint8_t)s->act};
	said.negated = s->negated;
	said.confidence = s->confidence;
	said.event = s->event < 0 ? DX_NOBODY : t->events[s->event];
	said.part = store->parts.count;
	said.ref = store->refs.count;
	put_part(store, DX_PART_SOURCE, &s->source);
	put_part(store, DX_PART_CUE, &s->cue);
	for (uint32_t i = 0; i < s->content_count; i++) put_part(store, DX_PART_CONTENT, &s->content[i]);
	for (int i = 0; i < DX_REFS; i++) {
		said.refs[i] = refs[i].count;
		put_refs(t, &store->arena, &store->refs, refs[i]);
	}
	said.parts = store->parts.count - said.part;
	*DX_PUSH(&store->arena, &store->said) = said;
	t->report->statement_count++;
	for (uint32_t i = 0; i < s->speakers.count; i++) {
		*DX_PUSH(&t->report->arena, &t->report->spoken) = (dx_spoken){t->entities[s->speakers.items[i]], t->doc};
	}
}

static void take_event(const taker *t, uint32_t index) {
	const dixit_event *e = &t->record->events[index];
	dx_told_event told = {.event = t->events[index], .doc = t->doc, .number = index + 1};
	told.place = e->place < 0 ? DX_NOBODY : t->entities[e->place];
	told.host = e->host < 0 ? DX_NOBODY : t->entities[e->host];
	told.ref = t->report->guests.count;
	told.refs = e->participants.count;
	put_refs(t, &t->report->arena, &t->report->guests, e->participants);
	memcpy(told.date, e->date, sizeof told.date);
	told.text = kept(t->report, e->extent.text);
	*DX_PUSH(&t->report->arena, &t->report->events) = told;
}

/* The office of that holder, title, country and organisation, made where there was none. */
static dx_office *office_put(const taker *t, uint32_t holder, const dixit_role *role) {
	dx_report *report = t->report;
	uint32_t organisation = role->organisation < 0 ? DX_NOBODY : t->entities[role->organisation];
	uint32_t head[3] = {holder, organisation, 0};
	memcpy(&head[2], role->country, sizeof role->country);
	char *key = dx_alloc(&report->temp, sizeof head + role->title.len);
	memcpy(key, head, sizeof head);
	memcpy(key + sizeof head, role->title.ptr, role->title.len);
	bool fresh;
	dx_slice whole = {key, sizeof head + role->title.len};
	dx_slot *slot = dx_map_put(&report->titled, whole, report->offices.count, &fresh);
	if (fresh) {
		slot->key = kept(report, whole);
		dx_office office = {.holder = holder, .organisation = organisation};
		office.title = (dx_slice){slot->key.ptr + sizeof head, role->title.len};
		memcpy(office.country, role->country, sizeof office.country);
		*DX_PUSH(&report->arena, &report->offices) = office;
	}
	return &report->offices.items[slot->value];
}

static void take_offices(const taker *t, uint32_t index) {
	const dixit_entity *e = &t->record->entities[index];
	dx_slice date = t->report->docs.items[t->doc].date;
	for (uint32_t i = 0; i < e->role_count; i++) {
		if (!e->roles[i].title.len) continue;
		dx_office *office = office_put(t, t->entities[index], &e->roles[i]);
		office->count++;
		if (!date.len) continue;
		if (!office->first.len || dx_slice_cmp(date, office->first) < 0) office->first = date;
		if (dx_slice_cmp(date, office->last) > 0) office->last = date;
	}
}

static dixit_status take(dx_report *report, dixit_graph *graph, const dixit_record *record, dixit_error *error) {
	taker t = {.report = report, .record = record};
	bool fresh;
	t.doc = doc_put(report, record, &fresh);
	if (!fresh) return DIXIT_OK;
	dx_slice *keys = DX_NEW(&report->temp, dx_slice, (size_t)record->entity_count + record->event_count);
	dx_slice *event_keys = keys + record->entity_count;
	dixit_status status = dx_graph_keys(graph, record, keys, event_keys, error);
	if (status) return status;
	t.entities = DX_NEW(&report->temp, uint32_t, record->entity_count);
	t.events = DX_NEW(&report->temp, uint32_t, record->event_count);
	for (uint32_t i = 0; i < record->entity_count; i++) {
		t.entities[i] = thing_put(report, keys[i], record->entities[i].name);
	}
	for (uint32_t i = 0; i < record->event_count; i++) {
		t.events[i] = thing_put(report, event_keys[i], record->events[i].name);
	}
	for (uint32_t i = 0; i < record->statement_count; i++) take_statement(&t, i);
	for (uint32_t i = 0; i < record->event_count; i++) take_event(&t, i);
	for (uint32_t i = 0; i < record->entity_count; i++) take_offices(&t, i);
	dx_thin(report);
	return DIXIT_OK;
}

dixit_status dx_report_add(dx_report *report, dixit_graph *graph, const dixit_record *record, dixit_error *error) {
	if (dx_arena_guard(&report->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	if (dx_arena_guard(&report->temp)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	if (dx_arena_guard(&report->stores[0].arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	if (dx_arena_guard(&report->stores[1].arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dixit_status status = take(report, graph, record, error);
	dx_arena_reset(&report->temp, 1 << 20);
	return status;
}
