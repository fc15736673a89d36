/* A record as a decision (division.h) says: entities that turn out to be one become one, dropped ones go, repeats point
 * to their first. All is copied but evidence, so that the result is independent of what it was made from. */
#include "base/map.h"
#include "corpus/division.h"

#include <stdlib.h>

enum { GONE = -1 };

typedef struct linker {
	const dixit_record *decision, *in;
	dixit_record *out;
	int32_t *entity; /* entity of `in` → of `out`, or GONE */
	uint32_t *turn;  /* entity of `out` → the last list it was put into */
	uint32_t turns;
	dx_map aliases; /* number of the entity of `out`, alias */
	dx_arena *arena;
} linker;

static dx_slice copied(const linker *l, dx_slice s) {
	return s.len ? (dx_slice){dx_strndup(l->arena, s.ptr, s.len), s.len} : (dx_slice){0};
}

static dixit_extent extent_copy(const linker *l, dixit_extent e) {
	e.text = copied(l, e.text);
	return e;
}

static dixit_extent *extents_copy(const linker *l, const dixit_extent *extents, uint32_t count) {
	dixit_extent *out = DX_NEW(l->arena, dixit_extent, count);
	for (uint32_t i = 0; i < count; i++) out[i] = extent_copy(l, extents[i]);
	return out;
}

/* Number the entities anew: those of one key are one, in the place of the first. */
static void number(linker *l) {
	dx_map seen;
	dx_map_init(&seen, l->arena, l->in->entity_count);
	l->entity = DX_NEW(l->arena, int32_t, l->in->entity_count);
	l->out->entities = DX_NEW(l->arena, dixit_entity, l->in->entity_count);
	for (uint32_t i = 0; i < l->in->entity_count; i++) {
		const dixit_entity *who = &l->decision->entities[i];
		l->entity[i] = GONE;
		if (dx_is_dropped(who)) continue;
		bool added;
		dx_slot *slot = dx_map_put(&seen, who->key, l->out->entity_count, &added);
		l->entity[i] = (int32_t)slot->value;
		if (!added) continue;
		dixit_entity *e = &l->out->entities[l->out->entity_count++];
		e->type = l->in->entities[i].type;
		e->key = copied(l, who->key);
		e->name = copied(l, who->name);
		e->identifier = copied(l, who->identifier);
		memcpy(e->country, who->country, sizeof e->country);
	}
}

static int32_t ref_copy(const linker *l, int32_t ref) { return ref < 0 ? -1 : l->entity[ref]; }

/* Each entity once, in the old order. */
static dixit_refs refs_copy(linker *l, dixit_refs refs) {
	dixit_refs out = {DX_NEW(l->arena, uint32_t, refs.count), 0};
	l->turns++;
	for (uint32_t i = 0; i < refs.count; i++) {
		int32_t to = l->entity[refs.items[i]];
		if (to == GONE || l->turn[to] == l->turns) continue;
		l->turn[to] = l->turns;
		out.items[out.count++] = (uint32_t)to;
	}
	return out;
}

static int by_place(const void *a, const void *b) {
	const dixit_mention *x = a, *y = b;
	if (x->extent.start != y->extent.start) return x->extent.start < y->extent.start ? -1 : 1;
	return (x->extent.end > y->extent.end) - (x->extent.end < y->extent.end);
}

static int by_office_place(const void *a, const void *b) {
	const dixit_role *x = a, *y = b;
	return (x->start > y->start) - (x->start < y->start);
}

static void add_alias(linker *l, dixit_entity *e, dx_slice name) {
	if (!name.len || dx_slice_eq(name, e->name)) return;
	uint32_t number = (uint32_t)(e - l->out->entities);
	char *key = dx_alloc_raw(l->arena, sizeof number + name.len);
	memcpy(key, &number, sizeof number);
	memcpy(key + sizeof number, name.ptr, name.len);
	bool added;
	dx_map_put(&l->aliases, (dx_slice){key, sizeof number + name.len}, 0, &added);
	if (added) e->aliases[e->alias_count++] = copied(l, name);
}

/* How many mentions, roles and aliases the entities of `in` bring to those of `out`. */
static void make_room(const linker *l) {
	for (uint32_t i = 0; i < l->in->entity_count; i++) {
		if (l->entity[i] == GONE) continue;
		dixit_entity *e = &l->out->entities[l->entity[i]];
		e->mention_count += l->in->entities[i].mention_count;
		e->role_count += l->in->entities[i].role_count;
		e->alias_count += l->in->entities[i].alias_count + 1;
	}
	for (uint32_t i = 0; i < l->out->entity_count; i++) {
		dixit_entity *e = &l->out->entities[i];
		e->mentions = DX_NEW(l->arena, dixit_mention, e->mention_count);
		e->roles = DX_NEW(l->arena, dixit_role, e->role_count + 1);
		e->aliases = DX_NEW(l->arena, dixit_slice, e->alias_count);
		e->mention_count = e->role_count = e->alias_count = 0;
	}
}

static void fill_entity(linker *l, uint32_t i) {
	const dixit_entity *from = &l->in->entities[i];
	dixit_entity *e = &l->out->entities[l->entity[i]];
	add_alias(l, e, from->name);
	for (uint32_t k = 0; k < from->alias_count; k++) add_alias(l, e, from->aliases[k]);
	for (uint32_t k = 0; k < from->role_count; k++) {
		dixit_role *role = &e->roles[e->role_count++];
		*role = from->roles[k];
		role->title = copied(l, role->title);
		role->organisation = ref_copy(l, role->organisation);
	}
	for (uint32_t k = 0; k < from->mention_count; k++) {
		dixit_mention *m = &e->mentions[e->mention_count++];
		*m = from->mentions[k];
		m->extent = extent_copy(l, m->extent);
	}
}

static void entities(linker *l) {
	number(l);
	make_room(l);
	l->turn = DX_NEW(l->arena, uint32_t, l->out->entity_count);
	dx_map_init(&l->aliases, l->arena, 2 * l->in->entity_count);
	for (uint32_t i = 0; i < l->in->entity_count; i++) {
		if (l->entity[i] != GONE) fill_entity(l, i);
	}
	for (uint32_t i = 0; i < l->in->entity_count; i++) { /* the office that only the roster knows */
		if (l->entity[i] == GONE) continue;
		dixit_entity *e = &l->out->entities[l->entity[i]];
		const dixit_entity *who = &l->decision->entities[i];
		if (e->role_count || !who->role_count) continue;
		e->roles[0] = who->roles[0];
		e->roles[0].title = copied(l, who->roles[0].title);
		e->role_count = 1;
	}
	for (uint32_t i = 0; i < l->out->entity_count; i++) {
		dixit_entity *e = &l->out->entities[i];
		if (e->mention_count > 1) qsort(e->mentions, e->mention_count, sizeof *e->mentions, by_place);
		if (e->role_count > 1) qsort(e->roles, e->role_count, sizeof *e->roles, by_office_place);
	}
}

static void events(linker *l) {
	l->out->events = DX_NEW(l->arena, dixit_event, l->in->event_count);
	l->out->event_count = l->in->event_count;
	for (uint32_t i = 0; i < l->in->event_count; i++) {
		dixit_event *v = &l->out->events[i];
		*v = l->in->events[i];
		v->name = copied(l, v->name);
		v->key = copied(l, l->decision->events[i].key);
		v->participants = refs_copy(l, v->participants);
		v->place = ref_copy(l, v->place);
		v->host = ref_copy(l, v->host);
		v->extent = extent_copy(l, v->extent);
	}
}

static void statement(linker *l, const dixit_statement *from, const dixit_statement *decided) {
	dixit_statement *s = &l->out->statements[l->out->statement_count++];
	*s = *from;
	s->by = dx_strndup(l->arena, s->by, strlen(s->by));
	s->content = extents_copy(l, s->content, s->content_count);
	s->cue = extent_copy(l, s->cue);
	s->source = extent_copy(l, s->source);
	s->speakers = refs_copy(l, decided->speakers);
	s->speaks_for = refs_copy(l, s->speaks_for);
	s->addressees = refs_copy(l, s->addressees);
	s->about = refs_copy(l, s->about);
	s->same_as = copied(l, decided->same_as);
	s->evidence_count = decided->evidence_count;
	s->evidence = decided->evidence;
}

dixit_record *dx_linked_record(const dixit_record *decision, const dixit_record *in, bool once, dx_arena *arena) {
	dixit_record *out = DX_NEW(arena, dixit_record, 1);
	linker l = {.decision = decision, .in = in, .out = out, .arena = arena};
	out->id = copied(&l, in->id);
	out->path = copied(&l, in->path);
	out->url = copied(&l, in->url);
	out->publisher = copied(&l, in->publisher);
	out->title = copied(&l, in->title);
	out->published = copied(&l, in->published);
	out->language = copied(&l, in->language);
	out->length = in->length;
	memcpy(out->sha256, in->sha256, sizeof out->sha256);
	memcpy(out->simhash, in->simhash, sizeof out->simhash);
	out->same_as = copied(&l, decision->same_as);
	entities(&l);
	events(&l);
	out->statements = DX_NEW(arena, dixit_statement, in->statement_count);
	for (uint32_t i = 0; i < in->statement_count; i++) {
		if (!once || !decision->statements[i].same_as.len) statement(&l, &in->statements[i], &decision->statements[i]);
	}
	/* a copy to which its publisher added statements stays for their sake */
	return out->same_as.len && once && !out->statement_count ? NULL : out;
}
