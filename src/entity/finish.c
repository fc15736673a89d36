/* Names, keys and aliases of the entities; those that are nothing but a common noun go; text order. */
#include "base/utf8.h"
#include "entity/resolver.h"

static dx_slice tidy(dx_arena *arena, dx_slice s) {
	bool clean = true;
	for (size_t i = 0; i < s.len && clean; i++) clean = (unsigned char)s.ptr[i] >= ' ';
	if (clean) return s;
	char *out = dx_alloc_raw(arena, s.len);
	size_t o = 0;
	for (size_t i = 0; i < s.len; i++) {
		bool blank = (unsigned char)s.ptr[i] <= ' ';
		if (blank && o && out[o - 1] == ' ') continue;
		out[o++] = blank ? ' ' : s.ptr[i];
	}
	return (dx_slice){out, o};
}

static dx_slice words(const dx_resolver *r, uint32_t first, uint32_t last) {
	return tidy(r->arena, dx_cut(r->text->bytes, dx_token_of(r, first)->start, dx_token_of(r, last - 1)->end));
}

/* Without a leading "the" (also "The" of "The Hague", which the tables keep in their own names). */
static uint32_t without_article(const dx_resolver *r, uint32_t first, uint32_t last) {
	while (first + 1 < last && (dx_token_of(r, first)->kind == DX_T_NUMBER ||
	                            (dx_token_of(r, first)->word &&
	                             dx_token_of(r, first)->word->main_class & (DX_W_DET | DX_W_NUM | DX_W_POSS))))
		first++;
	return first;
}

static dx_slice name_text(const dx_resolver *r, const dx_mention *m) {
	uint32_t first = m->name_first;
	if (dx_token_is(r->text, dx_token_of(r, first), "the") && first + 1 < m->name_last) first++;
	return words(r, first, m->name_last);
}

static bool all_capitals(const dx_resolver *r, const dx_mention *m) {
	for (uint32_t i = m->name_first; i < m->name_last; i++) {
		if (dx_token_of(r, i)->kind == DX_T_WORD && dx_token_of(r, i)->caps != DX_CAPS_UPPER) return false;
	}
	return true;
}

/* "BENJAMIN NETANYAHU" → "Benjamin Netanyahu": letters behind a letter are made small (ASCII; others stay). */
static dx_slice calmed(dx_arena *arena, dx_slice s) {
	if (!s.len) return s;
	char *out = dx_alloc_raw(arena, s.len);
	for (size_t i = 0; i < s.len; i++) {
		bool inside = i > 0 && (unsigned char)s.ptr[i - 1] > ' ' && s.ptr[i - 1] != '-' && s.ptr[i - 1] != '.' &&
		              s.ptr[i - 1] != '\'';
		out[i] = inside && s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? (char)(s.ptr[i] + 32) : s.ptr[i];
	}
	return (dx_slice){out, s.len};
}

/* The longest form; one in capitals ("NETANYAHU" in a headline) only where there is no other. */
static dx_slice longest_name(const dx_resolver *r, const dx_entity *e, int32_t *where) {
	dx_slice best = {NULL, 0};
	bool best_shouts = true;
	for (uint32_t i = 0; i < e->mentions.count; i++) {
		const dx_mention *m = dx_mention_at(r, e->mentions.items[i]);
		if (m->name_last == m->name_first || m->form == DIXIT_METONYM || m->form == DIXIT_PRONOUN || m->type != e->type)
			continue;
		if (dx_former_name(r, e->mentions.items[i]) && best.len) continue;
		bool shouts = all_capitals(r, m);
		dx_slice name = name_text(r, m);
		if (best.len && (shouts > best_shouts || (shouts == best_shouts && name.len <= best.len))) continue;
		best = name;
		best_shouts = shouts;
		*where = (int32_t)e->mentions.items[i];
	}
	return best_shouts && (e->type == DIXIT_PERSON || e->type == DIXIT_PLACE) ? calmed(r->arena, best) : best;
}

static dx_slice concat(dx_arena *arena, dx_slice a, const char *between, dx_slice b) {
	size_t n = strlen(between);
	char *out = dx_alloc_raw(arena, a.len + n + b.len);
	memcpy(out, a.ptr, a.len);
	memcpy(out + a.len, between, n);
	memcpy(out + a.len + n, b.ptr, b.len);
	return (dx_slice){out, a.len + n + b.len};
}

/* Whose daughter "his daughter" is; -1: not said by a pronoun. */
static int32_t owner_of(const dx_resolver *r, uint32_t m) {
	for (uint32_t k = m + 1; k < r->mentions->count && k < m + 4; k++) {
		const dx_mention *child = dx_mention_at(r, k);
		if (child->parent != (int32_t)m || child->form != DIXIT_PRONOUN || !child->possessive || child->entity < 0)
			continue;
		uint32_t e = dx_same(r, (uint32_t)child->entity);
		return r->traces.items[e].nameless || !r->entities.items[e].name.len ? -1 : (int32_t)e;
	}
	return -1;
}

/* "Foreign Minister of Iran", "Spokesperson of Anadolu Sky"; without either the words of the text: "Iranian diplomat".
 */
static dx_slice nameless_name(const dx_resolver *r, const dx_entity *e, const dx_trace *t) {
	const dx_mention *m = dx_mention_at(r, (uint32_t)t->head);
	const dx_entity_role *role = e->roles.count ? &e->roles.items[0] : NULL;
	bool office = m->office_count && (m->offices[0].kind == DX_TITLE_OFFICE || m->offices[0].kind == DX_TITLE_SPOKES);
	if (role && office) {
		const dx_country *c = dx_lexicon_country_of(r->lexicon, role->country);
		if (role->organisation >= 0) {
			const dx_entity *body = &r->entities.items[dx_same(r, (uint32_t)role->organisation)];
			if (body->name.len) return concat(r->arena, role->title, " of ", body->name);
		}
		if (c) return concat(r->arena, role->title, " of ", c->name);
	}
	dx_slice text = words(r, without_article(r, m->first, m->last), m->last);
	int32_t owner = owner_of(r, (uint32_t)t->head);
	return owner < 0 ? text : concat(r->arena, text, " of ", r->entities.items[owner].name);
}

static dx_slice table_name(const dx_resolver *r, const dx_entity *e, const dx_lexeme *l) {
	if (!l) return (dx_slice){NULL, 0};
	switch (l->type) {
	case DX_LEX_BODY: {
		const dx_body *b = dx_lexicon_body(r->lexicon, l);
		bool own = !memcmp(b->country, e->country, 2) || !e->country[0];
		return own && e->type == DIXIT_ORGANISATION ? b->name : (dx_slice){NULL, 0};
	}
	case DX_LEX_MEDIUM: return e->type == DIXIT_MEDIUM ? dx_lexicon_medium(r->lexicon, l)->name : (dx_slice){NULL, 0};
	case DX_LEX_PLACE: return e->type == DIXIT_PLACE ? dx_lexicon_place(r->lexicon, l)->name : (dx_slice){NULL, 0};
	default: return (dx_slice){NULL, 0};
	}
}

static void give_name(dx_resolver *r, uint32_t i) {
	dx_entity *e = &r->entities.items[i];
	dx_trace *t = &r->traces.items[i];
	if (e->type == DIXIT_COUNTRY) {
		const dx_country *c = dx_lexicon_country_of(r->lexicon, e->country);
		if (c) e->name = c->name;
		return;
	}
	dx_slice name = table_name(r, e, t->lexeme);
	dx_slice longest = longest_name(r, e, &t->longest);
	if (!name.len) name = longest;
	e->name = name.len || t->head < 0 ? name : nameless_name(r, e, t);
}

/* An institution's country is written first and in one way, whether the text has "Russian", "Russia's" or "of Russia".
 */
static dx_slice thing_rest(const dx_resolver *r, const dx_entity *e, const dx_trace *t) {
	dx_slice rest = dx_plain_fold(r->arena, e->name);
	const dx_country *c = dx_lexicon_country_of(r->lexicon, e->country);
	if (!c || e->type == DIXIT_PLACE || e->type == DIXIT_COUNTRY || (t->longest < 0 && !t->nameless)) return rest;
	dx_mention m = *dx_mention_at(r, (uint32_t)(t->longest >= 0 ? t->longest : t->head));
	if (t->longest < 0) { /* "Iranian officials": the words without "the" and numbers are its name */
		m.name_first = without_article(r, m.first, m.last);
		m.name_last = m.last;
		if (!dx_slice_eq(words(r, m.name_first, m.name_last), e->name)) return rest;
	}
	memcpy(m.country, e->country, 3);
	uint32_t first, last;
	if (!dx_without_country(r, &m, &first, &last)) return rest;
	dx_slice country = dx_plain_fold(r->arena, c->name);
	if (last < m.name_last) return concat(r->arena, country, "-", dx_plain_fold(r->arena, words(r, first, last)));
	dx_slice lead = dx_plain_fold(r->arena, words(r, m.name_first, first));
	if (rest.len <= lead.len || memcmp(rest.ptr, lead.ptr, lead.len) || rest.ptr[lead.len] != '-') return rest;
	return concat(r->arena, country, "", (dx_slice){rest.ptr + lead.len, rest.len - lead.len});
}

static void give_key(dx_resolver *r, uint32_t i, dx_map *keys) {
	static const char *const types[] = {"person", "organisation", "country", "group", "place", "medium"};
	dx_entity *e = &r->entities.items[i];
	const dx_trace *t = &r->traces.items[i];
	dx_slice rest = e->type == DIXIT_PERSON && !t->nameless ? dx_person_key(r->arena, e->name) : thing_rest(r, e, t);
	if (!rest.len) rest = DX_LIT("unnamed");
	dx_slice key = concat(r->arena, dx_slice_of(types[e->type]), "/", rest);
	bool added;
	dx_slot *slot = dx_map_put(keys, key, 1, &added);
	while (!added) { /* namesakes: "-2", "-3" */
		char number[16];
		snprintf(number, sizeof number, "-%u", ++slot->value);
		dx_slice next = concat(r->arena, key, number, (dx_slice){"", 0});
		if (dx_map_find(keys, next, dx_hash(next.ptr, next.len))) continue;
		dx_map_put(keys, next, 1, NULL);
		key = next;
		break;
	}
	e->key = key;
}

static void give_aliases(dx_resolver *r, uint32_t i, dx_map *seen) {
	dx_entity *e = &r->entities.items[i];
	for (uint32_t k = 0; k < e->mentions.count; k++) {
		const dx_mention *m = dx_mention_at(r, e->mentions.items[k]);
		if (m->name_last == m->name_first || m->form == DIXIT_METONYM || m->form == DIXIT_PRONOUN) continue;
		dx_slice form = name_text(r, m);
		if (dx_slice_eq(form, e->name)) continue;
		char *key = dx_alloc_raw(r->arena, form.len + 4);
		memcpy(key, &i, 4);
		memcpy(key + 4, form.ptr, form.len);
		bool added;
		dx_map_put(seen, (dx_slice){key, form.len + 4}, 0, &added);
		if (added) *DX_PUSH(r->arena, &e->aliases) = form;
	}
}

/* Common nouns without country, office or part in a statement ("the house", "children") are no entities. */
static bool worth(const dx_resolver *r, uint32_t e, const bool *used) {
	const dx_entity *entity = &r->entities.items[e];
	if (!r->traces.items[e].nameless || used[e] || entity->country[0]) return true;
	return entity->type == DIXIT_PERSON && entity->roles.count > 0 &&
	       dx_mention_at(r, (uint32_t)r->traces.items[e].head)->office_count &&
	       dx_mention_at(r, (uint32_t)r->traces.items[e].head)->offices[0].kind != DX_TITLE_JOB;
}

static void use(const dx_resolver *r, bool *used, const dixit_refs *refs) {
	for (uint32_t i = 0; i < refs->count; i++) used[dx_same(r, refs->items[i])] = true;
}

static void collect_mentions(dx_resolver *r) {
	for (uint32_t m = 0; m < r->mentions->count; m++) {
		dx_mention *mention = dx_mention_at(r, m);
		if (mention->entity < 0) continue;
		mention->entity = (int32_t)dx_same(r, (uint32_t)mention->entity);
		*DX_PUSH(r->arena, &r->entities.items[mention->entity].mentions) = m;
	}
}

static uint32_t *find_order(dx_resolver *r, dx_entities *out) {
	uint32_t n = r->entities.count;
	bool *used = DX_NEW(r->arena, bool, n + 1);
	uint32_t *to = dx_alloc_raw(r->arena, (n + 1) * sizeof *to);
	memset(to, 0xff, (n + 1) * sizeof *to);
	for (uint32_t i = 0; i < r->statements->count; i++) {
		const dx_statement *st = &r->statements->items[i];
		use(r, used, &st->speakers);
		use(r, used, &st->speaks_for);
		use(r, used, &st->addressees);
		use(r, used, &st->about);
	}
	for (uint32_t i = 0; i < n; i++) {
		for (uint32_t k = 0; k < r->entities.items[i].roles.count; k++) {
			int32_t body = r->entities.items[i].roles.items[k].organisation;
			if (body >= 0 && r->traces.items[i].same < 0) used[dx_same(r, (uint32_t)body)] = true;
		}
	}
	out->items = DX_NEW(r->arena, dx_entity, n + 1);
	for (uint32_t m = 0; m < r->mentions->count; m++) {
		dx_mention *mention = dx_mention_at(r, m);
		if (mention->entity < 0) continue;
		uint32_t e = (uint32_t)mention->entity;
		if (to[e] == UINT32_MAX && worth(r, e, used)) to[e] = out->count++;
		mention->entity = to[e] == UINT32_MAX ? -1 : (int32_t)to[e];
	}
	return to;
}

static void move_refs(const dx_resolver *r, const uint32_t *to, dixit_refs *refs) {
	uint32_t o = 0;
	uint32_t *items = DX_NEW(r->arena, uint32_t, refs->count);
	for (uint32_t i = 0; i < refs->count; i++) {
		uint32_t e = to[dx_same(r, refs->items[i])];
		if (e != UINT32_MAX) items[o++] = e;
	}
	*refs = (dixit_refs){items, o};
}

void dx_entities_finish(dx_entities *out, dx_resolver *r) {
	*out = (dx_entities){NULL, 0};
	collect_mentions(r);
	for (uint32_t i = 0; i < r->entities.count; i++) {
		if (!r->traces.items[i].nameless && r->entities.items[i].mentions.count) give_name(r, i);
	}
	for (uint32_t i = 0; i < r->entities.count; i++) {
		if (r->traces.items[i].nameless && r->entities.items[i].mentions.count) give_name(r, i);
	}
	uint32_t *to = find_order(r, out);
	uint32_t *from = DX_NEW(r->arena, uint32_t, out->count);
	for (uint32_t i = 0; i < r->entities.count; i++)
		if (to[i] != UINT32_MAX) from[to[i]] = i;
	dx_map keys, seen;
	dx_map_init(&keys, r->arena, out->count + 8);
	dx_map_init(&seen, r->arena, out->count * 2 + 8);
	for (uint32_t k = 0; k < out->count; k++) {
		give_key(r, from[k], &keys);
		give_aliases(r, from[k], &seen);
		out->items[k] = r->entities.items[from[k]];
		for (uint32_t i = 0; i < out->items[k].roles.count; i++) {
			dx_entity_role *role = &out->items[k].roles.items[i];
			if (role->former) role->title = concat(r->arena, DX_LIT("Former"), " ", role->title);
			int32_t *body = &out->items[k].roles.items[i].organisation;
			if (*body >= 0)
				*body = to[dx_same(r, (uint32_t)*body)] == UINT32_MAX ? -1 : (int32_t)to[dx_same(r, (uint32_t)*body)];
		}
	}
	for (uint32_t i = 0; i < r->statements->count; i++) {
		dx_statement *st = &r->statements->items[i];
		move_refs(r, to, &st->speakers);
		move_refs(r, to, &st->speaks_for);
		move_refs(r, to, &st->addressees);
		move_refs(r, to, &st->about);
	}
}
