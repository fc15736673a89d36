/* Offices of mentions become roles of entities. */
#include "entity/resolver.h"

static dx_span office_span(const dx_resolver *r, const dx_office *o) {
	return (dx_span){dx_token_of(r, o->first)->start, dx_token_of(r, o->last - 1)->end};
}

/* The institution of an office: an organisation or medium, not the person whose aide somebody is. */
static int32_t institution(const dx_resolver *r, const dx_office *o) {
	if (o->organisation < 0) return -1;
	int32_t e = dx_mention_at(r, (uint32_t)o->organisation)->entity;
	if (e < 0) return -1;
	e = (int32_t)dx_same(r, (uint32_t)e);
	uint8_t type = r->entities.items[e].type;
	return type == DIXIT_ORGANISATION || type == DIXIT_MEDIUM ? e : -1;
}

bool dx_role_known(dx_entity *e, const dx_entity_role *role) {
	for (uint32_t i = 0; i < e->roles.count && i < 16; i++) {
		dx_entity_role *old = &e->roles.items[i];
		if (!dx_slice_eq(old->title, role->title) || old->former != role->former) continue;
		if (old->country[0] && role->country[0] && memcmp(old->country, role->country, 2)) continue;
		if (old->organisation >= 0 && role->organisation >= 0 && old->organisation != role->organisation) continue;
		if (!old->country[0]) memcpy(old->country, role->country, 3);
		if (old->organisation < 0) old->organisation = role->organisation;
		return true;
	}
	return e->roles.count >= 16;
}

/* "his Qatari counterpart": the office of the person named beside it in the sentence, before it or behind it. */
dx_slice dx_counterpart_title(const dx_resolver *r, uint32_t m) {
	const dx_mention *mention = dx_mention_at(r, m);
	uint32_t sentence = dx_token_of(r, mention->first)->sentence;
	for (uint32_t k = m, n = 0; k-- > 0 && n < 12; n++) {
		const dx_mention *left = dx_mention_at(r, k);
		if (dx_token_of(r, left->first)->sentence != sentence) break;
		if (left->entity < 0 || left->type != DIXIT_PERSON) continue;
		const dx_entity *e = &r->entities.items[dx_same(r, (uint32_t)left->entity)];
		if (e->roles.count) return e->roles.items[0].title;
	}
	for (uint32_t k = m + 1, n = 0; k < r->mentions->count && n < 8; k++, n++) {
		const dx_mention *right = dx_mention_at(r, k);
		if (dx_token_of(r, right->first)->sentence != sentence) break;
		if (right->office_count && right->parent < 0 && right->offices[0].kind == DX_TITLE_OFFICE)
			return right->offices[0].canonical;
	}
	/* the sentence names no other office: that of the person the "his" or "her" means */
	for (uint32_t k = m + 1; k < r->mentions->count && k < m + 3; k++) {
		const dx_mention *child = dx_mention_at(r, k);
		if (child->parent != (int32_t)m || child->form != DIXIT_PRONOUN || child->entity < 0) continue;
		const dx_entity *e = &r->entities.items[dx_same(r, (uint32_t)child->entity)];
		if (e->roles.count) return e->roles.items[0].title;
	}
	return mention->offices[0].canonical;
}

void dx_roles_add(dx_resolver *r, uint32_t m, uint32_t e) {
	const dx_mention *mention = dx_mention_at(r, m);
	dx_entity *entity = &r->entities.items[e];
	for (uint32_t i = 0; i < mention->office_count; i++) {
		const dx_office *o = &mention->offices[i];
		if (o->kind == DX_TITLE_HONORIFIC) continue;
		dx_entity_role role = {.title = o->counterpart ? dx_counterpart_title(r, m) : o->canonical,
		                       .organisation = institution(r, o),
		                       .span = office_span(r, o),
		                       .former = o->former};
		memcpy(role.country, o->country, 3);
		if (!dx_role_known(entity, &role)) *DX_PUSH(r->arena, &entity->roles) = role;
		if (!entity->country[0] && role.country[0]) memcpy(entity->country, role.country, 3);
	}
}
