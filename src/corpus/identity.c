/* Who is who: what the first pass notes, the order of settling, figures and how they are joined. */
#include "corpus/who.h"

#include <stdlib.h>

dx_identity *dx_identity_new(dixit_corpus *corpus) {
	dx_identity *id = DX_NEW(&corpus->arena, dx_identity, 1);
	dx_map_init(&id->keys.map, &corpus->arena, 1024);
	dx_map_init(&id->names.map, &corpus->arena, 1024);
	dx_map_init(&id->titles.map, &corpus->arena, 256);
	dx_map_init(&id->also_known, &corpus->arena, 64);
	return id;
}

uint32_t dx_text_number(dx_arena *arena, dx_texts *texts, dx_slice text) {
	const dx_slot *known = dx_map_find(&texts->map, text, dx_hash(text.ptr, text.len));
	if (known) return known->value;
	dx_slice kept = {dx_strndup(arena, text.ptr ? text.ptr : "", text.len), text.len};
	*DX_PUSH(arena, &texts->items) = kept;
	return dx_map_put(&texts->map, kept, texts->items.count - 1, NULL)->value;
}

static uint8_t form_of(const dixit_entity *e) {
	uint8_t form = DX_SEEN_NAMELESS;
	for (uint32_t i = 0; i < e->mention_count; i++) {
		if (e->mentions[i].form == DIXIT_NAME) return DX_SEEN_FULL;
		if (e->mentions[i].form == DIXIT_SHORT) form = DX_SEEN_SHORT;
	}
	return form;
}

static bool has_blank(dx_slice s) { return s.len && memchr(s.ptr, ' ', s.len); }

bool dx_alias_tells(const dixit_entity *e, dx_slice alias) {
	if (e->type == DIXIT_PERSON) return has_blank(alias) && has_blank(e->name);
	if (e->type != DIXIT_ORGANISATION || alias.len < 2 || alias.len > 8 || !has_blank(e->name)) return false;
	for (size_t i = 0; i < alias.len; i++)
		if (alias.ptr[i] < 'A' || alias.ptr[i] > 'Z') return false;
	return true;
}

static void note_aliases(dixit_corpus *corpus, const dixit_entity *e, const dx_seen *seen) {
	dx_identity *id = corpus->identity;
	for (uint32_t i = 0; i < e->alias_count; i++) {
		if (!dx_alias_tells(e, e->aliases[i])) continue;
		dx_also also = {seen->key, seen->name, dx_text_number(&corpus->arena, &id->names, e->aliases[i])};
		bool added;
		dx_slice pair = {(const char *)&also, sizeof also};
		if (dx_map_find(&id->also_known, pair, dx_hash(pair.ptr, pair.len))) continue;
		pair.ptr = dx_strndup(&corpus->arena, pair.ptr, pair.len);
		dx_map_put(&id->also_known, pair, 0, &added);
		*DX_PUSH(&corpus->arena, &id->also) = also;
	}
}

void dx_identity_add(dixit_corpus *corpus, const dixit_record *record, uint32_t article) {
	dx_identity *id = corpus->identity;
	dx_arena *arena = &corpus->arena;
	(void)article; /* articles come one after the other */
	*DX_PUSH(arena, &id->first) = id->seen.count;
	for (uint32_t i = 0; i < record->entity_count; i++) {
		const dixit_entity *e = &record->entities[i];
		dx_seen seen = {.type = (uint8_t)e->type, .form = form_of(e), .held = id->held.count};
		seen.key = dx_text_number(arena, &id->keys, e->key);
		seen.name = dx_text_number(arena, &id->names, e->name);
		seen.mentions = (uint16_t)(e->mention_count < UINT16_MAX ? e->mention_count : UINT16_MAX);
		memcpy(seen.country, e->country, sizeof seen.country);
		for (uint32_t k = 0; k < e->role_count && k < UINT16_MAX; k++) {
			const dixit_role *role = &e->roles[k];
			dx_held *held = DX_PUSH(arena, &id->held);
			held->title = dx_text_number(arena, &id->titles, role->title);
			held->body = role->organisation < 0
			                 ? DX_NONE
			                 : dx_text_number(arena, &id->keys, record->entities[role->organisation].key);
			memcpy(held->country, role->country, sizeof held->country);
		}
		seen.held_count = (uint16_t)(id->held.count - seen.held);
		*DX_PUSH(arena, &id->seen) = seen;
		note_aliases(corpus, e, &seen);
	}
}

/* --- the articles' own order ---------------------------------------------------------------------------------- */

int32_t dx_day_number(uint32_t day) {
	int m = (int)(day / 100 % 100), d = (int)(day % 100);
	return dx_day_of((int)(day / 10000), m < 1 ? 1 : m > 12 ? 12 : m, d < 1 ? 1 : d > 31 ? 31 : d);
}

/* Days since 1970 of YYYY-MM-DD. */
static int32_t day_of(dx_slice date) {
	uint32_t v[3] = {0, 0, 0}, part = 0;
	if (date.len != 10) return DX_UNDATED;
	for (size_t i = 0; i < date.len; i++) {
		if (date.ptr[i] == '-')
			part++;
		else if (date.ptr[i] < '0' || date.ptr[i] > '9' || part > 2)
			return DX_UNDATED;
		else
			v[part] = v[part] * 10 + (uint32_t)(date.ptr[i] - '0');
		if (part > 2) return DX_UNDATED;
	}
	return dx_day_number(v[0] * 10000 + v[1] * 100 + v[2]);
}

/* Numbers by first appearance; `to`: old → new. */
static void renumber(dixit_corpus *corpus, dx_texts *texts, const uint32_t *to) {
	dx_slice *items = DX_NEW(&corpus->arena, dx_slice, texts->items.count);
	for (uint32_t i = 0; i < texts->items.count; i++) items[to[i]] = texts->items.items[i];
	texts->items.items = items;
	texts->items.cap = texts->items.count;
	for (uint32_t i = 0; i <= texts->map.mask; i++)
		if (texts->map.slots[i].hash) texts->map.slots[i].value = to[texts->map.slots[i].value];
}

typedef struct numbering {
	uint32_t *to, next;
} numbering;

static numbering numbering_of(dixit_corpus *corpus, const dx_texts *texts) {
	numbering n = {dx_alloc_raw(&corpus->temp, (texts->items.count + 1) * sizeof(uint32_t)), 0};
	memset(n.to, 0xff, (texts->items.count + 1) * sizeof(uint32_t));
	return n;
}

static uint32_t numbered(numbering *n, uint32_t old) {
	if (n->to[old] == DX_NONE) n->to[old] = n->next++;
	return n->to[old];
}

static int by_words(const void *a, const void *b) {
	const dx_slice *x = a, *y = b;
	return dx_slice_cmp(*x, *y);
}

/* What only an alias names has no place in the order of the articles: by letters, behind the others. */
static void number_rest(dixit_corpus *corpus, numbering *n, const dx_texts *texts) {
	dx_slice *rest = DX_NEW(&corpus->temp, dx_slice, texts->items.count);
	uint32_t count = 0;
	for (uint32_t i = 0; i < texts->items.count; i++)
		if (n->to[i] == DX_NONE) rest[count++] = texts->items.items[i];
	if (count > 1) qsort(rest, count, sizeof *rest, by_words);
	for (uint32_t i = 0; i < count; i++)
		numbered(n, dx_map_find(&texts->map, rest[i], dx_hash(rest[i].ptr, rest[i].len))->value);
}

static int by_also(const void *a, const void *b) {
	const dx_also *x = a, *y = b;
	if (x->key != y->key) return x->key < y->key ? -1 : 1;
	if (x->name != y->name) return x->name < y->name ? -1 : 1;
	return (x->alias > y->alias) - (x->alias < y->alias);
}

static void order_articles(dixit_corpus *corpus) {
	dx_identity *id = corpus->identity;
	uint32_t n = id->place_count = corpus->articles.count;
	id->begin = DX_NEW(&corpus->arena, uint32_t, n + 1);
	id->day = DX_NEW(&corpus->arena, int32_t, n + 1);
	for (uint32_t p = 0; p < n; p++) {
		const dx_report *report = &corpus->articles.items[corpus->order[p]];
		id->begin[p + 1] = id->begin[p] + report->entity_count;
		id->day[p] = day_of(report->published);
	}
}

static void order_seen(dixit_corpus *corpus) {
	dx_identity *id = corpus->identity;
	numbering keys = numbering_of(corpus, &id->keys), names = numbering_of(corpus, &id->names),
	          titles = numbering_of(corpus, &id->titles);
	dx_seen *seen = DX_NEW(&corpus->arena, dx_seen, id->seen.count);
	id->place = DX_NEW(&corpus->arena, uint32_t, id->seen.count);
	id->figure_of = dx_alloc_raw(&corpus->arena, (id->seen.count + 1) * sizeof(uint32_t));
	memset(id->figure_of, 0xff, (id->seen.count + 1) * sizeof(uint32_t));
	for (uint32_t p = 0; p < id->place_count; p++) {
		for (uint32_t i = id->begin[p]; i < id->begin[p + 1]; i++) {
			dx_seen *s = &seen[i];
			*s = id->seen.items[id->first.items[corpus->order[p]] + i - id->begin[p]];
			id->place[i] = p;
			s->key = numbered(&keys, s->key);
			s->name = numbered(&names, s->name);
			for (uint32_t k = 0; k < s->held_count; k++) {
				dx_held *held = &id->held.items[s->held + k];
				held->title = numbered(&titles, held->title);
				if (held->body != DX_NONE) held->body = numbered(&keys, held->body);
			}
		}
	}
	id->seen.items = seen;
	number_rest(corpus, &names, &id->names);
	for (uint32_t i = 0; i < id->also.count; i++) {
		dx_also *also = &id->also.items[i];
		*also = (dx_also){numbered(&keys, also->key), names.to[also->name], names.to[also->alias]};
	}
	if (id->also.count > 1) qsort(id->also.items, id->also.count, sizeof *id->also.items, by_also);
	renumber(corpus, &id->keys, keys.to);
	renumber(corpus, &id->names, names.to);
	renumber(corpus, &id->titles, titles.to);
}

/* In how many articles each key is named. */
static void count_articles(dixit_corpus *corpus) {
	dx_identity *id = corpus->identity;
	id->articles = DX_NEW(&corpus->arena, uint32_t, id->keys.items.count + 1);
	id->mark = DX_NEW(&corpus->arena, uint32_t, id->keys.items.count + 1);
	for (uint32_t i = 0; i < id->seen.count; i++) id->articles[id->seen.items[i].key]++;
}

/* --- figures -------------------------------------------------------------------------------------------------- */

uint32_t dx_figure_new(dixit_corpus *corpus, uint8_t type, uint32_t called) {
	dx_identity *id = corpus->identity;
	dx_figure *f = DX_PUSH(&corpus->arena, &id->figures);
	f->same = id->figures.count - 1;
	f->called = called;
	f->type = type;
	if (type == DIXIT_PERSON) f->traits = DX_NEW(&corpus->arena, dx_traits, 1);
	return f->same;
}

void dx_figure_take(dixit_corpus *corpus, uint32_t figure, uint32_t seen) {
	dx_identity *id = corpus->identity;
	dx_figure *f = &id->figures.items[figure];
	*DX_PUSH(&corpus->arena, &f->seen) = seen;
	f->size++;
	id->figure_of[seen] = figure;
	if (f->traits) dx_traits_see(id, f->traits, seen);
}

uint32_t dx_figure_root(const dx_identity *id, uint32_t figure) {
	dx_figure *all = id->figures.items;
	while (all[figure].same != figure) figure = all[figure].same = all[all[figure].same].same;
	return figure;
}

void dx_figure_join(dixit_corpus *corpus, uint32_t figure, uint32_t into, dx_reason why) {
	dx_figure *all = corpus->identity->figures.items;
	all[figure].same = into;
	all[figure].why = (uint8_t)why;
	all[figure].alias |= why == DX_WHY_ALIAS;
	if (!all[into].listed) all[into].listed = all[figure].listed;
	all[into].size += all[figure].size;
	if (all[into].traits && all[figure].traits) dx_traits_join(all[into].traits, all[figure].traits);
}

/* --- names of people ------------------------------------------------------------------------------------------ */

/* Words, initials and suffix as one string: what two names must share to be one. */
static dx_slice called_key(dixit_corpus *corpus, const dx_called *n) {
	char *key = dx_alloc_raw(&corpus->temp, 240);
	int o = snprintf(key, 240, "%d%c%s/%s/", n->brief, n->given ? n->given : '-', n->middle, n->suffix);
	for (unsigned i = 0; i < n->count && o < 230; i++) {
		dx_slice w = dx_called_word(n, i);
		o += snprintf(key + o, 240 - (size_t)o, " %.*s", (int)w.len, w.ptr);
	}
	return (dx_slice){key, (size_t)(o < 239 ? o : 239)};
}

uint32_t dx_called_enter(dixit_corpus *corpus, dx_slice name, bool brief) {
	dx_identity *id = corpus->identity;
	dx_called called;
	if (!dx_called_read(corpus, name, brief, &called)) return DX_NONE;
	if (called.count + (called.given != 0) < 2) called.brief = true;
	uint32_t number = dx_text_number(&corpus->arena, &id->called_known, called_key(corpus, &called));
	if (number == id->called.count) *DX_PUSH(&corpus->arena, &id->called) = called;
	return number;
}

/* The name of an entity; a full name of one word alone counts as a surname. */
static void read_called(dixit_corpus *corpus, uint32_t i) {
	dx_identity *id = corpus->identity;
	dx_seen *s = &id->seen.items[i];
	uint32_t *number = &id->called_of[2 * s->name + (s->form == DX_SEEN_SHORT)];
	if (*number == DX_NONE) *number = dx_called_enter(corpus, id->names.items.items[s->name], s->form == DX_SEEN_SHORT);
	if (*number == DX_NONE) return;
	dx_called *called = &id->called.items[*number];
	called->articles++;
	if (called->count + (called->given != 0) < 2)
		s->form = DX_SEEN_SHORT;
	else if (!called->brief)
		s->form = DX_SEEN_FULL;
}

static void read_names(dixit_corpus *corpus) {
	dx_identity *id = corpus->identity;
	dx_map_init(&id->called_known.map, &corpus->arena, 1024);
	id->called_of = dx_alloc_raw(&corpus->arena, (2 * id->names.items.count + 2) * sizeof(uint32_t));
	memset(id->called_of, 0xff, (2 * id->names.items.count + 2) * sizeof(uint32_t));
	bool *full = DX_NEW(&corpus->temp, bool, id->names.items.count + 1);
	for (uint32_t i = 0; i < id->seen.count; i++)
		if (id->seen.items[i].form == DX_SEEN_FULL) full[id->seen.items[i].name] = true;
	for (uint32_t i = 0; i < id->seen.count; i++) {
		dx_seen *s = &id->seen.items[i];
		if (s->type != DIXIT_PERSON || s->form == DX_SEEN_NAMELESS) continue;
		if (full[s->name]) s->form = DX_SEEN_FULL; /* what is a full name once is one everywhere */
		read_called(corpus, i);
	}
}

uint32_t dx_called_number(const dx_identity *id, const dx_seen *s) {
	uint32_t brief = id->called_of[2 * s->name + 1], full = id->called_of[2 * s->name];
	return s->form == DX_SEEN_SHORT && brief != DX_NONE ? brief : full;
}

/* The entities of one name side by side, the names in their order; `form`: surnames alone or full names. */
void dx_each_name(dixit_corpus *corpus, uint8_t form, void (*each)(dixit_corpus *, uint32_t, dx_list)) {
	dx_identity *id = corpus->identity;
	uint32_t n = id->called.count;
	uint32_t *begin = DX_NEW(&corpus->temp, uint32_t, n + 2);
	for (int pass = 0; pass < 2; pass++) {
		uint32_t *items = pass ? DX_NEW(&corpus->temp, uint32_t, begin[n] + 1) : NULL;
		for (uint32_t i = 0; i < id->seen.count; i++) {
			const dx_seen *s = &id->seen.items[i];
			if (s->type != DIXIT_PERSON || s->form != form || id->figure_of[i] != DX_NONE) continue;
			uint32_t called = dx_called_number(id, s);
			if (called == DX_NONE) continue;
			if (pass)
				items[begin[called]++] = i;
			else
				begin[called + 1]++;
		}
		for (uint32_t k = 1; !pass && k <= n; k++) begin[k] += begin[k - 1];
		for (uint32_t k = 0; pass && k < n; k++) {
			uint32_t from = k ? begin[k - 1] : 0;
			if (begin[k] > from) each(corpus, k, (dx_list){items + from, begin[k] - from});
		}
	}
}

static void split_name(dixit_corpus *corpus, uint32_t called, dx_list seen) {
	dx_namesakes_split(corpus, called, seen, 20);
}

static void split_full(dixit_corpus *corpus) { dx_each_name(corpus, DX_SEEN_FULL, split_name); }

void dx_identity_settle(dixit_corpus *corpus) {
	static void (*const steps[])(dixit_corpus *) = {
	    order_articles,   order_seen,       count_articles,   dx_roster_titles, dx_jobs_read,
	    read_names,       dx_roster_enlist, split_full,       dx_variants_join, dx_surnames_place,
	    dx_offices_place, dx_bodies_place,  dx_figures_finish};
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		steps[i](corpus);
		dx_arena_reset(&corpus->temp, 1 << 20);
	}
}

uint32_t dx_day_written(const dixit_corpus *corpus, uint32_t place) {
	dx_slice date = corpus->articles.items[corpus->order[place]].published;
	uint32_t day = 0;
	if (corpus->identity->day[place] == DX_UNDATED) return 0;
	for (size_t i = 0; i < date.len; i++)
		if (date.ptr[i] != '-') day = day * 10 + (uint32_t)(date.ptr[i] - '0');
	return day;
}

const dx_linked *dx_identity_of(const dixit_corpus *corpus, uint32_t article, uint32_t entity) {
	const dx_identity *id = corpus->identity;
	uint32_t place = corpus->rank[article], figure = id->figure_of[id->begin[place] + entity];
	const dx_figure *root = &id->figures.items[dx_figure_root(id, figure)];
	if (!root->in_office) return &root->result;
	const dx_roster_person *person = dx_roster_at(corpus->roster, root->listed - 1);
	uint32_t day = dx_day_written(corpus, place);
	const dx_roster_office *office = day ? dx_roster_in_office(person, day) : NULL;
	return office ? &root->in_office[office - person->offices] : &root->result;
}
