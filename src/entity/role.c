/* Offices of mentions become roles of entities. */
#include "entity/resolver.h"

static dx_span office_span(const dx_resolver *r, const dx_office *o) {
	return (dx_span){dx_token_of(r, o->first)->start, dx_token_of(r, o->last - 1)->end};
}

/* Whom or what an office serves. */
static int32_t served(const dx_resolver *r, const dx_office *o) {
	int32_t e = o->organisation < 0 ? -1 : dx_mention_at(r, (uint32_t)o->organisation)->entity;
	return e < 0 ? -1 : (int32_t)dx_same(r, (uint32_t)e);
}

/* The institution or medium, or the person, among what is served. */
static int32_t if_institution(const dx_resolver *r, int32_t e) {
	bool so = e >= 0 && (r->entities.items[e].type == DIXIT_ORGANISATION || r->entities.items[e].type == DIXIT_MEDIUM);
	return so ? e : -1;
}

static int32_t if_person(const dx_resolver *r, int32_t e) {
	bool so = e >= 0 && (r->entities.items[e].type == DIXIT_PERSON || r->entities.items[e].type == DIXIT_GROUP);
	return so ? e : -1;
}

bool dx_role_known(dx_entity *e, const dx_entity_role *role) {
	for (uint32_t i = 0; i < e->roles.count && i < 16; i++) {
		dx_entity_role *old = &e->roles.items[i];
		if (!dx_slice_eq(old->title, role->title) || old->former != role->former) continue;
		if (old->country[0] && role->country[0] && memcmp(old->country, role->country, 2)) continue;
		if (old->organisation >= 0 && role->organisation >= 0 && old->organisation != role->organisation) continue;
		if (old->person >= 0 && role->person >= 0 && old->person != role->person) continue;
		if (!old->country[0]) memcpy(old->country, role->country, 3);
		if (old->organisation < 0) old->organisation = role->organisation;
		if (old->person < 0) old->person = role->person;
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

/* "His successor", "the minister's predecessor": the office of the one whose it is; NULL: unknown. */
static const dx_entity_role *inherited(const dx_resolver *r, uint32_t m) {
	for (uint32_t k = m + 1; k < r->mentions->count && k < m + 4; k++) {
		const dx_mention *child = dx_mention_at(r, k);
		if (child->parent != (int32_t)m || !child->possessive || child->entity < 0) continue;
		const dx_entity *e = &r->entities.items[dx_same(r, (uint32_t)child->entity)];
		for (uint32_t i = 0; i < e->roles.count && i < 8; i++)
			if (!e->roles.items[i].former || i + 1 == e->roles.count) return &e->roles.items[i];
	}
	return NULL;
}

void dx_roles_add(dx_resolver *r, uint32_t m, uint32_t e) {
	const dx_mention *mention = dx_mention_at(r, m);
	dx_entity *entity = &r->entities.items[e];
	for (uint32_t i = 0; i < mention->office_count; i++) {
		const dx_office *o = &mention->offices[i];
		if (o->kind == DX_TITLE_HONORIFIC) continue;
		dx_entity_role role = {.title = o->counterpart ? dx_counterpart_title(r, m) : o->canonical,
		                       .organisation = if_institution(r, served(r, o)),
		                       .person = if_person(r, served(r, o)),
		                       .span = office_span(r, o),
		                       .former = o->former};
		memcpy(role.country, o->country, 3);
		const dx_entity_role *old = o->heir ? inherited(r, m) : NULL;
		if (old) {
			role.title = old->title;
			role.organisation = old->organisation;
			role.person = old->person;
			memcpy(role.country, old->country, 3);
		}
		bool nothing = o->counterpart && (dx_same_word(role.title, DX_LIT("counterpart")) ||
		                                  dx_same_word(role.title, DX_LIT("colleague"))); /* of whom, nobody knows */
		if (!nothing && !dx_role_known(entity, &role)) *DX_PUSH(r->arena, &entity->roles) = role;
		if (!entity->country[0] && role.country[0]) memcpy(entity->country, role.country, 3);
	}
}
