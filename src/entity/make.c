/* Making, joining and merging entities. */
#include "entity/resolver.h"

uint32_t dx_same(const dx_resolver *r, uint32_t e) {
	while (r->traces.items[e].same >= 0) e = (uint32_t)r->traces.items[e].same;
	return e;
}

uint32_t dx_entity_make(dx_resolver *r, dixit_entity_type type, uint32_t m) {
	dx_entity *e = DX_PUSH(r->arena, &r->entities);
	dx_trace *t = DX_PUSH(r->arena, &r->traces);
	const dx_mention *mention = dx_mention_at(r, m);
	e->type = (uint8_t)type;
	e->gender = mention->gender;
	e->number = mention->number;
	t->same = -1;
	t->head = (int32_t)m;
	t->longest = -1;
	t->claim[0] = t->claim[1] = -1;
	t->lexeme = mention->lexeme;
	return r->entities.count - 1;
}

void dx_entity_join(dx_resolver *r, uint32_t m, uint32_t e) {
	dx_mention *mention = dx_mention_at(r, m);
	dx_entity *entity = &r->entities.items[e];
	mention->entity = (int32_t)e;
	if (entity->gender == 'n' && mention->gender != '-') entity->gender = mention->gender;
	if (!entity->country[0] && mention->type == entity->type) memcpy(entity->country, mention->country, 3);
}

void dx_entity_merge(dx_resolver *r, uint32_t e, uint32_t into) {
	e = dx_same(r, e);
	into = dx_same(r, into);
	if (e == into) return;
	r->traces.items[e].same = (int32_t)into;
	dx_entity *a = &r->entities.items[into], *b = &r->entities.items[e];
	if (a->gender == 'n') a->gender = b->gender;
	if (!a->country[0]) memcpy(a->country, b->country, 3);
	for (uint32_t i = 0; i < b->roles.count; i++) {
		if (!dx_role_known(a, &b->roles.items[i])) *DX_PUSH(r->arena, &a->roles) = b->roles.items[i];
	}
}

static dx_slice kind_and_name(const dx_resolver *r, char kind, dx_slice folded) {
	char *key = dx_alloc_raw(r->arena, folded.len + 1);
	key[0] = kind;
	memcpy(key + 1, folded.ptr, folded.len);
	return (dx_slice){key, folded.len + 1};
}

int32_t dx_name_find(dx_resolver *r, char kind, dx_slice folded, int32_t fresh) {
	dx_slice k = kind_and_name(r, kind, folded);
	if (fresh < 0) {
		const dx_slot *slot = dx_map_find(&r->names, k, dx_hash(k.ptr, k.len));
		return slot ? (int32_t)slot->value : -1;
	}
	return (int32_t)dx_map_put(&r->names, k, (uint32_t)fresh, NULL)->value;
}

void dx_name_change(dx_resolver *r, char kind, dx_slice folded, int32_t entity) {
	dx_map_put(&r->names, kind_and_name(r, kind, folded), 0, NULL)->value = (uint32_t)entity;
}

int32_t dx_country_entity(dx_resolver *r, const char iso[3]) {
	return iso[0] ? dx_name_find(r, 'c', (dx_slice){iso, 2}, -1) : -1;
}
