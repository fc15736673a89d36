#include "corpus/enrol.h"

#include "base/name.h"

static uint32_t found(const dx_map *map, dx_slice key) {
	const dx_slot *slot = dx_map_find(map, key, dx_hash(key.ptr, key.len));
	return slot ? slot->value : 0;
}

/* Name and id as one key. */
static dx_slice with_id(dx_arena *arena, dx_slice key, dx_slice id) {
	char *out = dx_alloc(arena, key.len + 1 + id.len);
	memcpy(out, key.ptr, key.len);
	memcpy(out + key.len + 1, id.ptr, id.len);
	return (dx_slice){out, key.len + 1 + id.len};
}

/* The maps of the layer in work. */
static void open_layer(dx_enrolment *e) {
	e->first = e->persons.count;
	dx_map_init(&e->names, e->arena, 64);
	dx_map_init(&e->ids, e->arena, 64);
}

void dx_enrol_open(dx_enrolment *e, dx_arena *arena) {
	*e = (dx_enrolment){.arena = arena};
	dx_map_init(&e->heads, arena, 64);
	dx_map_init(&e->aliases, arena, 64);
	dx_map_init(&e->known_ids, arena, 64);
	open_layer(e);
}

static uint32_t fresh(dx_enrolment *e, dx_slice name, dx_slice key) {
	dx_enrolled *p = DX_PUSH(e->arena, &e->persons);
	p->person = (dx_roster_person){.name = name, .key = key, .own = e->layer > 0};
	p->layer = e->layer;
	return e->persons.count; /* number + 1 */
}

/* The person of a row, number + 1. A row without an id belongs to the latest person of that name. */
static uint32_t whose(dx_enrolment *e, const dx_tenure *tenure, dx_slice key) {
	bool added;
	dx_slot *latest = dx_map_put(&e->names, key, 0, &added);
	if (!tenure->id.len) return added ? latest->value = fresh(e, tenure->name, key) : latest->value;
	dx_slice both = with_id(e->arena, key, tenure->id);
	dx_slot *same = dx_map_put(&e->ids, both, 0, NULL);
	if (same->value) return same->value;
	dx_enrolled *old = added ? NULL : &e->persons.items[latest->value - 1];
	if (!old || old->person.id.len) {
		if (old) old->several = true;
		latest->value = fresh(e, tenure->name, key);
		e->persons.items[latest->value - 1].several = !added;
	}
	e->persons.items[latest->value - 1].person.id = tenure->id;
	return same->value = latest->value;
}

void dx_enrol_add(dx_enrolment *e, const dx_tenure *tenure) {
	dx_slice key = dx_person_key(e->arena, tenure->name), rest = tenure->aliases, alias;
	if (!key.len) return;                    /* nothing but signs, which no name in an article can agree with */
	uint32_t number = whose(e, tenure, key); /* first: the table may move */
	dx_enrolled *p = &e->persons.items[number - 1];
	while (dx_next_value(&rest, &alias)) *DX_PUSH(e->arena, &p->aliases) = alias;
	bool office =
	    tenure->title.len || tenure->institution.len || tenure->country[0] || tenure->from || tenure->to != DX_DAY_OPEN;
	if (!office) return;
	dx_roster_office *o = DX_PUSH(e->arena, &p->offices);
	*o = (dx_roster_office){
	    .title = tenure->title, .institution = tenure->institution, .from = tenure->from, .to = tenure->to};
	memcpy(o->country, tenure->country, sizeof o->country);
}

/* The person whose place p takes, or NULL. */
static dx_enrolled *before(dx_enrolment *e, const dx_enrolled *p) {
	uint32_t old = 0;
	if (p->person.id.len) old = found(&e->known_ids, with_id(e->arena, p->person.key, p->person.id));
	if (!old && !p->several) {
		old = found(&e->heads, p->person.key);
		if (old && e->persons.items[old - 1].namesake) return NULL; /* which of them? */
		if (!old) old = found(&e->aliases, p->person.key);
	}
	dx_enrolled *q = old ? &e->persons.items[old - 1] : NULL;
	return q && !q->gone ? q : NULL;
}

static void take_over(dx_enrolment *e, dx_enrolled *p, dx_enrolled *old) {
	if (!p->aliases.count) memcpy(&p->aliases, &old->aliases, sizeof p->aliases);
	if (!p->offices.count) memcpy(&p->offices, &old->offices, sizeof p->offices);
	if (!p->person.id.len) p->person.id = old->person.id;
	if (!dx_slice_eq(p->person.key, old->person.key)) *DX_PUSH(e->arena, &p->aliases) = old->person.name;
	old->gone = true;
}

/* Enter person i under the key; two of that key are "several" (0). */
static void know(const dx_enrolment *e, dx_map *map, dx_slice key, uint32_t i) {
	bool added;
	dx_slot *slot = dx_map_put(map, key, i + 1, &added);
	if (added || slot->value == i + 1) return;
	slot->value = slot->value && e->persons.items[slot->value - 1].gone ? i + 1 : 0;
}

/* Person i is the latest of its name. Those of the layers before are gone: the user's file says who bears the name. */
static void lead(dx_enrolment *e, uint32_t i) {
	dx_enrolled *p = &e->persons.items[i];
	dx_slot *head = dx_map_put(&e->heads, p->person.key, 0, NULL);
	dx_enrolled *old = head->value ? &e->persons.items[head->value - 1] : NULL;
	if (old && old->layer == e->layer) p->namesake = head->value;
	while (old && old->layer < e->layer) {
		old->gone = true;
		old = old->namesake ? &e->persons.items[old->namesake - 1] : NULL;
	}
	head->value = i + 1;
}

void dx_enrol_close_layer(dx_enrolment *e) {
	for (uint32_t i = e->first; i < e->persons.count && e->layer; i++) {
		dx_enrolled *p = &e->persons.items[i], *old = before(e, p);
		if (old) take_over(e, p, old);
	}
	for (uint32_t i = e->first; i < e->persons.count; i++) lead(e, i);
	for (uint32_t i = e->first; i < e->persons.count; i++) {
		const dx_enrolled *p = &e->persons.items[i];
		if (p->person.id.len) know(e, &e->known_ids, with_id(e->arena, p->person.key, p->person.id), i);
		for (uint32_t k = 0; k < p->aliases.count; k++) {
			dx_slice key = dx_person_key(e->arena, p->aliases.items[k]);
			if (key.len) know(e, &e->aliases, key, i);
		}
	}
	e->layer++;
	open_layer(e);
}
