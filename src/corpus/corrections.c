#include "corpus/corrections.h"

#include "base/error.h"
#include "base/map.h"
#include "base/vec.h"
#include "corpus/sheet.h"
#include "record/record.h"
#include <stdlib.h>

typedef enum action { MERGE, SPLIT, RENAME, DROP, NOT_A_SPEAKER, ACTIONS } action;
enum { ACTION, KEY, TO, ARTICLE, COLUMNS };
enum { CUT_MAX = 2048 }; /* bytes of a key and an article's id */

/* Which of `to` and `article` an action takes. */
static const struct {
	const char *name;
	bool to, article;
} actions[ACTIONS] = {{"merge", true, false},
                      {"split", true, true},
                      {"rename", true, false},
                      {"drop", false, false},
                      {"not-a-speaker", false, false}};

/* Where a line stands, for messages about two of them. line 0: there is none. */
typedef struct place {
	const char *file;
	uint64_t line;
} place;

/* What is said of one key. */
typedef struct entry {
	dx_slice key, into, name;
	uint32_t target, end; /* entries: of `into`, and where its merges end */
	place merged, renamed, dropped, silenced;
	uint8_t walk; /* in working out the ends */
	bool met;     /* an entity had the key */
} entry;
enum { UNSEEN, ON_THE_WAY, SETTLED };

typedef struct split {
	dx_slice to;
	place at;
	bool met; /* an entity of the article had the key */
} split;

/* A line of the files, and what it says something of. */
typedef struct rule {
	dx_slice key, article; /* article len 0: `number` is of an entry, else of a split */
	place at;
	uint32_t number;
} rule;

struct dx_corrections {
	dx_arena arena;
	dx_map keys; /* → entries */
	dx_map cuts; /* key, 0, article → splits */
	DX_VEC(entry) entries;
	DX_VEC(split) splits;
	DX_VEC(rule) rules;
	const char *file; /* being read */
};

static uint32_t entry_of(dx_corrections *c, dx_slice key) {
	bool added;
	dx_slot *slot = dx_map_put(&c->keys, key, c->entries.count, &added);
	if (added) *DX_PUSH(&c->arena, &c->entries) = (entry){.key = key, .target = UINT32_MAX};
	return slot->value;
}

static dixit_status twice(dx_sheet_row *row, const char *what, place before) {
	row->where = row->fields[KEY].ptr;
	return dx_fail(row->error, DIXIT_E_FORMAT, "%.*s is %s, but %s:%llu says otherwise",
	               (int)(row->fields[KEY].len < 80 ? row->fields[KEY].len : 80), row->fields[KEY].ptr, what,
	               before.file, (unsigned long long)before.line);
}

static dixit_status add_split(dx_corrections *c, dx_sheet_row *row, place here) {
	dx_slice key = row->fields[KEY], article = row->fields[ARTICLE];
	if (key.len + 1 + article.len > CUT_MAX)
		return dx_fail(row->error, DIXIT_E_FORMAT, "key and article are longer than %d bytes", CUT_MAX - 1);
	char *both = dx_alloc(&c->arena, key.len + 1 + article.len);
	memcpy(both, key.ptr, key.len);
	memcpy(both + key.len + 1, article.ptr, article.len);
	bool added;
	dx_slot *slot = dx_map_put(&c->cuts, (dx_slice){both, key.len + 1 + article.len}, c->splits.count, &added);
	if (added)
		*DX_PUSH(&c->arena, &c->splits) = (split){row->fields[TO], here, false};
	else if (!dx_slice_eq(c->splits.items[slot->value].to, row->fields[TO]))
		return twice(row, "split here", c->splits.items[slot->value].at);
	*DX_PUSH(&c->arena, &c->rules) = (rule){key, article, here, slot->value};
	return DIXIT_OK;
}

static dixit_status add(dx_corrections *c, dx_sheet_row *row, action what) {
	place here = {c->file, row->line};
	if (what == SPLIT) return add_split(c, row, here);
	uint32_t number = entry_of(c, row->fields[KEY]), target = what == MERGE ? entry_of(c, row->fields[TO]) : 0;
	entry *e = &c->entries.items[number];
	*DX_PUSH(&c->arena, &c->rules) = (rule){row->fields[KEY], {0}, here, number};
	switch (what) {
	case MERGE:
		if (e->merged.line && e->target != target) return twice(row, "merged here", e->merged);
		if (!e->merged.line) e->merged = here;
		e->into = row->fields[TO];
		e->target = target;
		break;
	case RENAME:
		if (e->renamed.line && !dx_slice_eq(e->name, row->fields[TO])) return twice(row, "renamed here", e->renamed);
		if (!e->renamed.line) e->renamed = here;
		e->name = row->fields[TO];
		break;
	case DROP:
		if (!e->dropped.line) e->dropped = here;
		break;
	default:
		if (!e->silenced.line) e->silenced = here;
		break;
	}
	return DIXIT_OK;
}

static dixit_status wants(dx_sheet_row *row, unsigned column, bool wanted, const char *what) {
	static const char *const columns[COLUMNS] = {"action", "key", "to", "article"};
	dx_slice field = row->fields[column];
	if (!field.len == !wanted) return DIXIT_OK;
	row->where = field.len ? field.ptr : row->fields[ACTION].ptr;
	return dx_fail(row->error, DIXIT_E_FORMAT, wanted ? "%s needs a value in %s" : "%s takes no value in %s", what,
	               columns[column]);
}

/* "person/jane-doe": a type and something behind it. */
static dixit_status wants_key(dx_sheet_row *row, unsigned column) {
	dx_slice key = row->fields[column];
	const char *slash = memchr(key.ptr, '/', key.len);
	size_t type = slash ? (size_t)(slash - key.ptr) : 0;
	if (slash && type + 1 < key.len && dx_entity_type_of((dx_slice){key.ptr, type}) >= 0) return DIXIT_OK;
	row->where = key.ptr;
	return dx_fail(row->error, DIXIT_E_FORMAT, "\"%.*s\" is no key, such as person/jane-doe",
	               (int)(key.len < 80 ? key.len : 80), key.ptr);
}

static dixit_status take_row(void *context, dx_sheet_row *row) {
	dx_slice name = row->fields[ACTION];
	unsigned i = 0;
	while (i < ACTIONS && !dx_slice_eq(name, dx_slice_of(actions[i].name))) i++;
	row->where = name.ptr;
	if (i == ACTIONS) {
		return dx_fail(row->error, DIXIT_E_FORMAT,
		               "\"%.*s\" is no action; there are merge, split, rename, drop, not-a-speaker",
		               (int)(name.len < 60 ? name.len : 60), name.ptr);
	}
	dixit_status status = wants(row, TO, actions[i].to, actions[i].name);
	if (!status) status = wants(row, ARTICLE, actions[i].article, actions[i].name);
	if (!status) status = wants_key(row, KEY);
	if (!status && (i == MERGE || i == SPLIT)) status = wants_key(row, TO);
	return status ? status : add(context, row, (action)i);
}

/* --- merges to their ends -------------------------------------------------------------------------------------------
 */

static dixit_status at(dixit_error *error, place where) {
	dx_error_at(error, where.file, where.line, 0);
	return error ? error->status : DIXIT_E_FORMAT;
}

static dixit_status circle(const dx_corrections *c, const entry *last, dixit_error *error) {
	const entry *first = &c->entries.items[last->target];
	dixit_error own;
	if (!error) error = &own;
	if (first == last)
		dx_fail(error, DIXIT_E_FORMAT, "a merge of a key into itself");
	else
		dx_fail(error, DIXIT_E_FORMAT, "this merge and the one of %s:%llu make a circle: %.*s is merged into itself",
		        first->merged.file, (unsigned long long)first->merged.line,
		        (int)(first->key.len < 80 ? first->key.len : 80), first->key.ptr);
	return at(error, last->merged);
}

/* Follow the merges from entry i to their end; every entry is walked over once. */
static dixit_status walk(dx_corrections *c, uint32_t i, dixit_error *error) {
	entry *items = c->entries.items;
	uint32_t k = i;
	while (items[k].walk == UNSEEN && items[k].merged.line) {
		items[k].walk = ON_THE_WAY;
		if (items[items[k].target].walk == ON_THE_WAY) return circle(c, &items[k], error);
		k = items[k].target;
	}
	uint32_t end = items[k].walk == SETTLED ? items[k].end : k;
	items[k].walk = SETTLED;
	items[k].end = end;
	while (items[i].walk == ON_THE_WAY) {
		items[i].walk = SETTLED;
		items[i].end = end;
		i = items[i].target;
	}
	return DIXIT_OK;
}

/* A key that goes into another can't have a name or fate of its own, and one that goes has no name. */
static dixit_status contradiction(const entry *e, dixit_error *error) {
	place other = e->renamed.line ? e->renamed : e->dropped.line ? e->dropped : e->silenced;
	place first = e->merged;
	const char *what = "it is merged";
	if (!e->merged.line) {
		if (!e->dropped.line || !e->renamed.line) return DIXIT_OK;
		first = e->dropped;
		what = "it is dropped";
	}
	if (!other.line) return DIXIT_OK;
	dixit_error own;
	if (!error) error = &own;
	dx_fail(error, DIXIT_E_FORMAT, "this can't be done to %.*s: %s by %s:%llu",
	        (int)(e->key.len < 80 ? e->key.len : 80), e->key.ptr, what, first.file, (unsigned long long)first.line);
	return at(error, other);
}

static dixit_status settle(dx_corrections *c, dixit_error *error) {
	for (uint32_t i = 0; i < c->entries.count; i++) {
		dixit_status status = walk(c, i, error);
		if (!status) status = contradiction(&c->entries.items[i], error);
		if (status) return status;
	}
	return DIXIT_OK;
}

/* --- making, looking up ---------------------------------------------------------------------------------------------
 */

static dixit_status read_all(dx_corrections *c, char *const *paths, size_t count, dixit_error *error) {
	static const char *const columns[COLUMNS] = {"action", "key", "to", "article"};
	const dx_sheet sheet = {columns, COLUMNS, 1u << ACTION | 1u << KEY, take_row, c};
	dx_map_init(&c->keys, &c->arena, 64);
	dx_map_init(&c->cuts, &c->arena, 64);
	for (size_t i = 0; i < count; i++) {
		c->file = paths[i];
		dixit_status status = dx_sheet_read(&sheet, &c->arena, paths[i], error);
		if (status) return status;
	}
	return settle(c, error);
}

dixit_status dx_corrections_new(dx_corrections **out, char *const *paths, size_t count, dixit_error *error) {
	dx_corrections *c = calloc(1, sizeof *c);
	*out = NULL;
	if (!c) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dx_arena_init(&c->arena);
	dixit_status status;
	if (dx_arena_guard(&c->arena))
		status = dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	else
		status = read_all(c, paths, count, error);
	if (status)
		dx_corrections_free(c);
	else
		*out = c;
	return status;
}

void dx_corrections_free(dx_corrections *corrections) {
	if (!corrections) return;
	dx_arena_free(&corrections->arena);
	free(corrections);
}

static entry *entry_for(const dx_corrections *c, dx_slice key) {
	const dx_slot *slot = dx_map_find(&c->keys, key, dx_hash(key.ptr, key.len));
	return slot ? &c->entries.items[slot->value] : NULL;
}

/* Keys on the way are met as well; one that was met before has no news behind it. */
static dx_slice merged(dx_corrections *c, dx_slice key) {
	entry *e = entry_for(c, key);
	if (!e) return key;
	dx_slice end = c->entries.items[e->end].key;
	for (; !e->met; e = &c->entries.items[e->target]) {
		e->met = true;
		if (!e->merged.line) break;
	}
	return end;
}

/* Is the key split in the article? Then *to is the new one. */
static bool cut(dx_corrections *c, dx_slice key, dx_slice article, dx_slice *to) {
	char both[CUT_MAX];
	if (!c->cuts.count || !article.len || key.len + 1 + article.len > CUT_MAX) return false;
	memcpy(both, key.ptr, key.len);
	both[key.len] = 0;
	memcpy(both + key.len + 1, article.ptr, article.len);
	size_t n = key.len + 1 + article.len;
	const dx_slot *slot = dx_map_find(&c->cuts, (dx_slice){both, n}, dx_hash(both, n));
	if (!slot) return false;
	*to = c->splits.items[slot->value].to;
	return c->splits.items[slot->value].met = true;
}

dx_correction dx_corrections_of(dx_corrections *corrections, dx_slice key, dx_slice article) {
	dx_slice end = key, to;
	if (!cut(corrections, key, article, &end)) {
		end = merged(corrections, key);
		if (cut(corrections, end, article, &to)) end = to;
	}
	end = merged(corrections, end);
	dx_correction out = {.key = end, .changed = !dx_slice_eq(end, key)};
	const entry *e = entry_for(corrections, end);
	if (!e) return out;
	out.name = e->name;
	out.drop = e->dropped.line != 0;
	out.not_a_speaker = e->silenced.line != 0;
	return out;
}

/* Keys and file names of any length: the message is cut, not the number of the line. */
static const char *unmet(dx_arena *arena, const rule *r) {
	char line[512];
	int n = snprintf(line, sizeof line, "%.200s:%llu: no entity%s%.*s has the key %.*s", r->at.file,
	                 (unsigned long long)r->at.line, r->article.len ? " of article " : "",
	                 (int)(r->article.len < 80 ? r->article.len : 80), r->article.len ? r->article.ptr : "",
	                 (int)(r->key.len < 120 ? r->key.len : 120), r->key.ptr);
	return dx_strndup(arena, line, (size_t)n < sizeof line ? (size_t)n : sizeof line - 1);
}

void dx_corrections_unmet(const dx_corrections *c, dx_arena *arena, dx_unmet *out) {
	for (uint32_t i = 0; i < c->rules.count; i++) {
		const rule *r = &c->rules.items[i];
		bool met = r->article.len ? c->splits.items[r->number].met : c->entries.items[r->number].met;
		if (!met) *DX_PUSH(arena, out) = unmet(arena, r);
	}
}
