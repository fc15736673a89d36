/* Who is meant, and who may be meant. */
#include "base/name.h"
#include "entity/resolver.h"
#include "store/own.h"
#include <stdlib.h>

enum { LIKE_MAX = 5 };

typedef struct search {
	dx_store *store;
	dx_slice folded; /* what is looked for */
	dx_arena *arena;
	dx_store_list *out;
	uint8_t *scores; /* of what is in `out`, where likeness counts */
	dixit_error *error;
} search;

static dx_slice copied(dx_arena *arena, dx_slice text) {
	return (dx_slice){dx_strndup(arena, text.ptr, text.len), text.len};
}

static dx_store_named named(sqlite3_stmt *row, dx_arena *arena) {
	return (dx_store_named){sqlite3_column_int64(row, 0), copied(arena, dx_sql_text(row, 1)),
	                        copied(arena, dx_sql_text(row, 2)), sqlite3_column_int64(row, 3), false};
}

static dixit_status list(search *s, dx_query query, dx_slice what) {
	dixit_status status = dx_sql_ask(s->store, query, s->error, "T", what);
	while (!status) {
		status = dx_sql_row(s->store, query, s->error);
		if (!status) *DX_PUSH(s->arena, s->out) = named(s->store->ready[query], s->arena);
	}
	return status == DIXIT_END ? DIXIT_OK : status;
}

dixit_status dx_store_entities(dx_store *store, dx_slice name, dx_arena *arena, dx_store_list *out,
                               dixit_error *error) {
	*out = (dx_store_list){0};
	search s = {.store = store, .arena = arena, .out = out, .error = error};
	dixit_status status = list(&s, DX_Q_BY_KEY, name);
	if (status || out->count) return status;
	dx_slice folded = dx_plain_fold(arena, name);
	return folded.len ? list(&s, DX_Q_BY_NAME, folded) : DIXIT_OK;
}

/* --- likeness ----------------------------------------------------------------------------------------------------- */

/* The next part of "sergei-lavrov". */
static bool next_part(dx_slice folded, size_t *at, dx_slice *part) {
	if (*at >= folded.len) return false;
	const char *end = memchr(folded.ptr + *at, '-', folded.len - *at);
	size_t length = end ? (size_t)(end - folded.ptr) - *at : folded.len - *at;
	*part = (dx_slice){folded.ptr + *at, length};
	*at += length + 1;
	return true;
}

static bool has_part(dx_slice folded, dx_slice part, bool alike) {
	dx_slice own;
	for (size_t at = 0; next_part(folded, &at, &own);) {
		if (alike ? dx_spelled_alike(own, part) : dx_slice_eq(own, part)) return true;
	}
	return false;
}

/* 4: all parts of what is looked for are parts of the name; 3: the other way round; 2: spelled alike; 1: a part is. */
static uint8_t likeness(dx_slice wanted, dx_slice name) {
	dx_slice part;
	bool all = true, back = true, any = false;
	for (size_t at = 0; next_part(wanted, &at, &part);) {
		all = all && has_part(name, part, false);
		any = any || has_part(name, part, true);
	}
	for (size_t at = 0; next_part(name, &at, &part);) back = back && part.len > 3 && has_part(wanted, part, false);
	if (all || back) return all ? 4 : 3;
	return dx_spelled_alike(wanted, name) ? 2 : any;
}

static bool before(const search *s, uint8_t score, const dx_store_named *a, uint32_t i) {
	const dx_store_named *b = &s->out->items[i];
	if (score != s->scores[i]) return score > s->scores[i];
	if (a->articles != b->articles) return a->articles > b->articles;
	int keys = dx_slice_cmp(a->key, b->key);
	return keys ? keys < 0 : dx_slice_cmp(a->name, b->name) < 0;
}

/* Into its place among the best ones; an entity once, by its best name. */
static void offer(search *s, sqlite3_stmt *row, uint8_t score) {
	dx_store_named item = {sqlite3_column_int64(row, 0), dx_sql_text(row, 1), dx_sql_text(row, 2),
	                       sqlite3_column_int64(row, 3), false};
	dx_store_list *out = s->out;
	uint32_t i = 0, end = 0;
	while (i < out->count && !before(s, score, &item, i)) i++;
	for (uint32_t k = 0; k < i; k++) {
		if (out->items[k].number == item.number) return;
	}
	while (end < out->count && !(end >= i && out->items[end].number == item.number)) end++;
	if (i == LIKE_MAX) return;
	if (end == out->count && out->count < LIKE_MAX) out->count++;
	if (end == LIKE_MAX) end--;
	memmove(&out->items[i + 1], &out->items[i], (end - i) * sizeof *out->items);
	memmove(&s->scores[i + 1], &s->scores[i], end - i);
	item.name = copied(s->arena, item.name);
	item.key = copied(s->arena, item.key);
	item.all = score == 4;
	out->items[i] = item;
	s->scores[i] = score;
}

static dixit_status like(search *s, dx_query query, dx_slice name) {
	uint8_t scores[LIKE_MAX] = {0};
	*s->out = (dx_store_list){DX_NEW(s->arena, dx_store_named, LIKE_MAX), 0, LIKE_MAX};
	s->scores = scores;
	s->folded = dx_plain_fold(s->arena, name);
	dixit_status status = s->folded.len ? dx_sql_ask(s->store, query, s->error, "") : DIXIT_END;
	while (!status) {
		status = dx_sql_row(s->store, query, s->error);
		if (status) break;
		sqlite3_stmt *row = s->store->ready[query];
		uint8_t score = likeness(s->folded, dx_sql_text(row, 4));
		if (score) offer(s, row, score);
	}
	return status == DIXIT_END ? DIXIT_OK : status;
}

dixit_status dx_store_like_entity(dx_store *store, dx_slice name, dx_arena *arena, dx_store_list *out,
                                  dixit_error *error) {
	search s = {.store = store, .arena = arena, .out = out, .error = error};
	dixit_status status = like(&s, DX_Q_NAMES_LIKE, name);
	/* by whatever name it was found, it is shown by its usual one */
	for (uint32_t i = 0; i < out->count && !status; i++) {
		status = dx_sql_ask(store, DX_Q_BY_NUMBER, error, "i", out->items[i].number);
		if (!status) status = dx_sql_row(store, DX_Q_BY_NUMBER, error);
		bool all = out->items[i].all;
		if (!status) out->items[i] = named(store->ready[DX_Q_BY_NUMBER], arena), out->items[i].all = all;
		if (!status) dx_sql_end(store, DX_Q_BY_NUMBER);
	}
	return status;
}

/* --- publishers --------------------------------------------------------------------------------------------------- */

dixit_status dx_store_publishers(dx_store *store, dx_slice name, dx_arena *arena, dx_store_list *out,
                                 dixit_error *error) {
	*out = (dx_store_list){0};
	dx_slice folded = dx_plain_fold(arena, name);
	dixit_status status = dx_sql_ask(store, DX_Q_PUBLISHERS, error, "");
	while (!status) {
		status = dx_sql_row(store, DX_Q_PUBLISHERS, error);
		if (status) break;
		sqlite3_stmt *row = store->ready[DX_Q_PUBLISHERS];
		bool is = dx_slice_eq(dx_sql_text(row, 1), name) || (folded.len && dx_slice_eq(dx_sql_text(row, 4), folded));
		if (is) *DX_PUSH(arena, out) = named(row, arena);
	}
	return status == DIXIT_END ? DIXIT_OK : status;
}

dixit_status dx_store_like_publisher(dx_store *store, dx_slice name, dx_arena *arena, dx_store_list *out,
                                     dixit_error *error) {
	search s = {.store = store, .arena = arena, .out = out, .error = error};
	return like(&s, DX_Q_PUBLISHERS, name);
}
