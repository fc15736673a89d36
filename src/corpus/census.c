#include "corpus/census.h"

#include "base/date.h"
#include "base/error.h"
#include "base/map.h"
#include "base/vec.h"
#include <stdlib.h>

/* A point whose article's id lies in room that is used again, so that later and later points take no more memory. */
typedef struct point {
	char *article;
	uint32_t len, room;
	uint32_t day, number;
} point;

/* An entity in the counting. */
typedef struct counted {
	dixit_entity_type type;
	dx_slice key;
	uint32_t articles, mentions, statements, named;
	uint64_t seen, spoke, about; /* the last record and statements it was counted for */
	point first, last;
} counted;

/* How many articles call an entity so, or give it that country. */
typedef struct tally {
	uint32_t entity, count;
	uint32_t names; /* articles whose record has it as the name, not as an alias */
	char tag;       /* NAME, COUNTRY */
	dx_slice text;
	uint64_t seen; /* the last record it was counted for */
} tally;
enum { NAME = 'n', COUNTRY = 'c' };

typedef struct held {
	uint32_t entity, organisation; /* UINT32_MAX: none */
	dx_slice title;
	char country[3];
	uint32_t first, last;
} held;

struct dx_census {
	dx_arena arena;
	dx_arena temp;              /* keys for looking up, emptied after every record */
	dx_map keys, tallied, held; /* type and key → entities; entity, tag, text → tallies; entity and role → roles */
	DX_VEC(counted) entities;
	DX_VEC(tally) tallies;
	DX_VEC(held) roles;
	uint64_t records, statements;
	dx_census_entity *list; /* made by the first dx_census_list() */
	const dx_census_entity **chosen;
};

/* Put a key that lies in `temp`: copied where it is new. */
static dx_slot *put(dx_census *c, dx_map *map, dx_slice key, uint32_t fresh, bool *added) {
	dx_slot *slot = dx_map_put(map, key, fresh, added);
	if (*added) slot->key.ptr = dx_strndup(&c->arena, key.ptr, key.len);
	return slot;
}

static uint32_t entity_of(dx_census *c, const dixit_entity *e) {
	char *key = dx_alloc_raw(&c->temp, e->key.len + 1);
	key[0] = (char)('a' + e->type);
	memcpy(key + 1, e->key.ptr, e->key.len);
	bool added;
	dx_slot *slot = put(c, &c->keys, (dx_slice){key, e->key.len + 1}, c->entities.count, &added);
	if (added) *DX_PUSH(&c->arena, &c->entities) = (counted){.type = e->type, .key = {slot->key.ptr + 1, e->key.len}};
	return slot->value;
}

static tally *count_text(dx_census *c, uint32_t entity, char tag, dx_slice text) {
	const size_t n = sizeof entity + 1;
	char *key = dx_alloc_raw(&c->temp, n + text.len);
	memcpy(key, &entity, sizeof entity);
	key[n - 1] = tag;
	memcpy(key + n, text.ptr, text.len);
	bool added;
	dx_slot *slot = put(c, &c->tallied, (dx_slice){key, n + text.len}, c->tallies.count, &added);
	if (added) *DX_PUSH(&c->arena, &c->tallies) = (tally){entity, 0, 0, tag, {slot->key.ptr + n, text.len}, 0};
	tally *t = &c->tallies.items[slot->value];
	t->count += t->seen != c->records;
	t->seen = c->records;
	return t;
}

static void count_role(dx_census *c, uint32_t entity, const dixit_role *role, uint32_t organisation, uint32_t day) {
	const uint32_t head[2] = {entity, organisation};
	const size_t n = sizeof head + 3;
	if (!role->title.len) return;
	char *key = dx_alloc(&c->temp, n + role->title.len);
	memcpy(key, head, sizeof head);
	if (role->country[0]) memcpy(key + sizeof head, role->country, 2);
	memcpy(key + n, role->title.ptr, role->title.len);
	bool added;
	dx_slot *slot = put(c, &c->held, (dx_slice){key, n + role->title.len}, c->roles.count, &added);
	if (added) {
		held *fresh = DX_PUSH(&c->arena, &c->roles);
		*fresh = (held){.entity = entity, .organisation = organisation, .title = {slot->key.ptr + n, role->title.len}};
		if (role->country[0]) memcpy(fresh->country, role->country, 2);
	}
	held *h = &c->roles.items[slot->value];
	if (!day) return;
	if (!h->first || day < h->first) h->first = day;
	if (day > h->last) h->last = day;
}

static int order(uint32_t a, uint32_t b) { return (a > b) - (a < b); }

/* Set the point where the statement is before (sign -1) or after it (sign 1). */
static void move_point(dx_census *c, point *p, dx_census_point to, int sign) {
	dx_slice old = {p->article, p->len};
	uint32_t none = sign < 0 ? UINT32_MAX : 0;
	if (p->number) {
		int d = order(to.day ? to.day : none, p->day ? p->day : none);
		if (!d) d = dx_slice_cmp(to.article, old);
		if (!d) d = order(to.number, p->number);
		if (d * sign <= 0) return;
	}
	if (to.article.len > p->room) {
		p->room = (uint32_t)to.article.len * 2;
		p->article = dx_alloc_raw(&c->arena, p->room);
	}
	if (to.article.len) memcpy(p->article, to.article.ptr, to.article.len);
	p->len = (uint32_t)to.article.len;
	p->day = to.day;
	p->number = to.number;
}

static void count_statement(dx_census *c, const dixit_statement *s, const uint32_t *entities, dx_census_point here) {
	c->statements++;
	for (uint32_t i = 0; i < s->speakers.count; i++) {
		counted *e = &c->entities.items[entities[s->speakers.items[i]]];
		if (e->spoke == c->statements) continue;
		e->spoke = c->statements;
		e->statements++;
		move_point(c, &e->first, here, -1);
		move_point(c, &e->last, here, 1);
	}
	for (uint32_t i = 0; i < s->about.count; i++) {
		counted *e = &c->entities.items[entities[s->about.items[i]]];
		if (e->about != c->statements) e->named++;
		e->about = c->statements;
	}
}

static void count_entity(dx_census *c, const dixit_record *record, uint32_t i, const uint32_t *entities) {
	const dixit_entity *e = &record->entities[i];
	uint32_t day = dx_date_number(record->published.ptr, record->published.len);
	counted *of = &c->entities.items[entities[i]];
	of->articles += of->seen != c->records;
	of->seen = c->records;
	of->mentions += e->mention_count;
	if (e->name.len) count_text(c, entities[i], NAME, e->name)->names++;
	for (uint32_t k = 0; k < e->alias_count; k++) {
		if (e->aliases[k].len) count_text(c, entities[i], NAME, e->aliases[k]);
	}
	if (e->country[0]) count_text(c, entities[i], COUNTRY, dx_slice_of(e->country));
	for (uint32_t k = 0; k < e->role_count; k++) {
		int32_t body = e->roles[k].organisation;
		count_role(c, entities[i], &e->roles[k], body < 0 ? UINT32_MAX : entities[body], day);
	}
}

static void count_record(dx_census *c, const dixit_record *record) {
	c->records++;
	uint32_t *entities = DX_NEW(&c->temp, uint32_t, record->entity_count + 1);
	for (uint32_t i = 0; i < record->entity_count; i++) entities[i] = entity_of(c, &record->entities[i]);
	for (uint32_t i = 0; i < record->entity_count; i++) count_entity(c, record, i, entities);
	dx_slice id = record->id.len ? record->id : record->path;
	for (uint32_t i = 0; i < record->statement_count; i++) {
		count_statement(c, &record->statements[i], entities,
		                (dx_census_point){id, dx_date_number(record->published.ptr, record->published.len), i + 1});
	}
	dx_arena_reset(&c->temp, 1 << 20);
}

/* --- the list -------------------------------------------------------------------------------------------------------
 */

static int by_frequency(const void *a, const void *b) {
	const tally *x = a, *y = b;
	if (x->entity != y->entity) return order(x->entity, y->entity);
	if (x->tag != y->tag) return x->tag < y->tag ? -1 : 1;
	if (x->names != y->names) return order(y->names, x->names);
	if (x->count != y->count) return order(y->count, x->count);
	if (x->text.len != y->text.len) return x->text.len > y->text.len ? -1 : 1;
	return dx_slice_cmp(x->text, y->text);
}

static void name_all(dx_census *c) {
	if (c->tallies.count) qsort(c->tallies.items, c->tallies.count, sizeof *c->tallies.items, by_frequency);
	dx_slice *texts = DX_NEW(&c->arena, dx_slice, c->tallies.count + 1);
	for (uint32_t i = 0; i < c->tallies.count; i++) {
		const tally *t = &c->tallies.items[i];
		dx_census_entity *e = &c->list[t->entity];
		texts[i] = t->text;
		if (t->tag == COUNTRY) {
			if (!e->country[0]) memcpy(e->country, t->text.ptr, t->text.len < 3 ? t->text.len : 2);
		} else if (!e->name.len) {
			e->name = t->text;
			e->aliases = texts + i + 1;
		} else {
			e->alias_count++;
		}
	}
}

/* Of one entity by title; those that tell least first. */
static int by_title(const void *a, const void *b) {
	const held *x = a, *y = b;
	if (x->entity != y->entity) return order(x->entity, y->entity);
	int c = dx_slice_cmp(x->title, y->title);
	return c ? c : (x->country[0] || x->organisation != UINT32_MAX) - (y->country[0] || y->organisation != UINT32_MAX);
}

/* "Foreign Minister" alone is the Foreign Minister of Iran where that is the only one the same person was. */
static void fold_roles(dx_census *c) {
	uint32_t count = 0, n = c->roles.count;
	held *roles = c->roles.items;
	for (uint32_t i = 0, k; i < n; i = k) {
		for (k = i + 1; k < n && roles[k].entity == roles[i].entity && dx_slice_eq(roles[k].title, roles[i].title);)
			k++;
		bool vague = !roles[i].country[0] && roles[i].organisation == UINT32_MAX;
		if (vague && k - i == 2) {
			held *full = &roles[i + 1];
			if (roles[i].first && (!full->first || roles[i].first < full->first)) full->first = roles[i].first;
			if (roles[i].last > full->last) full->last = roles[i].last;
			i++;
		}
		for (; i < k; i++) roles[count++] = roles[i];
	}
	c->roles.count = count;
}

static int by_day(const void *a, const void *b) {
	const dx_census_role *x = a, *y = b;
	int d = order(x->first ? x->first : UINT32_MAX, y->first ? y->first : UINT32_MAX);
	if (!d) d = order(x->last, y->last);
	if (!d) d = dx_slice_cmp(x->title, y->title);
	if (!d) d = memcmp(x->country, y->country, 3);
	return d ? d : dx_slice_cmp(x->organisation, y->organisation);
}

static void give_roles(dx_census *c) {
	if (c->roles.count) qsort(c->roles.items, c->roles.count, sizeof *c->roles.items, by_title);
	fold_roles(c);
	dx_census_role *roles = DX_NEW(&c->arena, dx_census_role, c->roles.count + 1);
	for (uint32_t i = 0; i < c->roles.count; i++) {
		const held *h = &c->roles.items[i];
		dx_census_entity *e = &c->list[h->entity];
		roles[i] = (dx_census_role){.title = h->title, .first = h->first, .last = h->last};
		memcpy(roles[i].country, h->country, 3);
		if (h->organisation != UINT32_MAX) roles[i].organisation = c->list[h->organisation].name;
		if (!e->role_count++) e->roles = &roles[i];
	}
	for (uint32_t i = 0; i < c->entities.count; i++) {
		if (c->list[i].role_count > 1) qsort(c->list[i].roles, c->list[i].role_count, sizeof *roles, by_day);
	}
}

static dx_census_point told(const point *p) { return (dx_census_point){{p->article, p->len}, p->day, p->number}; }

static void settle(dx_census *c) {
	uint32_t n = c->entities.count;
	c->chosen = DX_NEW(&c->arena, const dx_census_entity *, n + 1);
	c->list = DX_NEW(&c->arena, dx_census_entity, n + 1);
	for (uint32_t i = 0; i < n; i++) {
		const counted *from = &c->entities.items[i];
		dx_census_entity *e = &c->list[i];
		*e = (dx_census_entity){.type = from->type,
		                        .key = from->key,
		                        .articles = from->articles,
		                        .mentions = from->mentions,
		                        .statements = from->statements,
		                        .named = from->named,
		                        .first = told(&from->first),
		                        .last = told(&from->last)};
	}
	name_all(c);
	for (uint32_t i = 0; i < n; i++) {
		if (!c->list[i].name.len) c->list[i].name = c->list[i].key;
	}
	give_roles(c);
}

static int by_name(const void *a, const void *b) {
	const dx_census_entity *x = *(const dx_census_entity *const *)a, *y = *(const dx_census_entity *const *)b;
	int c = dx_slice_cmp(x->name, y->name);
	if (!c) c = dx_slice_cmp(x->key, y->key);
	return c ? c : (int)x->type - (int)y->type;
}

static int by_statements(const void *a, const void *b) {
	const dx_census_entity *x = *(const dx_census_entity *const *)a, *y = *(const dx_census_entity *const *)b;
	if (x->statements != y->statements) return order(y->statements, x->statements);
	if (x->mentions != y->mentions) return order(y->mentions, x->mentions);
	return by_name(a, b);
}

static int by_mentions(const void *a, const void *b) {
	const dx_census_entity *x = *(const dx_census_entity *const *)a, *y = *(const dx_census_entity *const *)b;
	return x->mentions != y->mentions ? order(y->mentions, x->mentions) : by_statements(a, b);
}

static uint32_t choose(dx_census *c, const dx_census_choice *choice) {
	static int (*const orders[])(const void *, const void *) = {by_statements, by_mentions, by_name};
	uint32_t count = 0;
	for (uint32_t i = 0; i < c->entities.count; i++) {
		const dx_census_entity *e = &c->list[i];
		if (choice->types >> e->type & 1 && e->statements >= choice->least) c->chosen[count++] = e;
	}
	if (count) qsort(c->chosen, count, sizeof *c->chosen, orders[choice->order]);
	return choice->most && count > choice->most ? choice->most : count;
}

/* --- from outside ---------------------------------------------------------------------------------------------------
 */

dixit_status dx_census_new(dx_census **out, dixit_error *error) {
	dx_census *c = calloc(1, sizeof *c);
	*out = NULL;
	if (!c) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dx_arena_init(&c->arena);
	dx_arena_init(&c->temp);
	if (dx_arena_guard(&c->arena)) {
		dx_census_free(c);
		return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	}
	dx_map_init(&c->keys, &c->arena, 64);
	dx_map_init(&c->tallied, &c->arena, 64);
	dx_map_init(&c->held, &c->arena, 64);
	*out = c;
	return DIXIT_OK;
}

void dx_census_free(dx_census *census) {
	if (!census) return;
	dx_arena_free(&census->arena);
	dx_arena_free(&census->temp);
	free(census);
}

dixit_status dx_census_add(dx_census *census, const dixit_record *record, dixit_error *error) {
	if (census->list) return dx_fail(error, DIXIT_E_USAGE, "the census takes no more records");
	if (dx_arena_guard(&census->arena) || dx_arena_guard(&census->temp))
		return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	count_record(census, record);
	return DIXIT_OK;
}

dixit_status dx_census_list(dx_census *census, const dx_census_choice *choice, const dx_census_entity *const **list,
                            uint32_t *count, dixit_error *error) {
	if (dx_arena_guard(&census->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	if (!census->list) settle(census);
	*list = census->chosen;
	*count = choose(census, choice);
	return DIXIT_OK;
}
