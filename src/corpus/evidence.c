/* The evidence of a first statement: its repeats, and what an earlier linking with --duplicates once has left of
 * repeats that are no longer there. */
#include "corpus/repeats_own.h"

#include <stdlib.h>

static dx_slice kept(dx_arena *arena, dx_slice s) {
	return s.len ? (dx_slice){dx_strndup(arena, s.ptr, s.len), s.len} : (dx_slice){0};
}

static dixit_evidence evidence_copy(dx_arena *arena, const dixit_evidence *from) {
	dixit_evidence to = {kept(arena, from->statement), kept(arena, from->published), NULL, from->content_count};
	to.content = DX_NEW(arena, dixit_extent, from->content_count);
	for (uint32_t i = 0; i < from->content_count; i++) {
		to.content[i] = from->content[i];
		to.content[i].text = kept(arena, from->content[i].text);
	}
	return to;
}

void dx_evidence_carry(dixit_corpus *corpus, const dixit_statement *s, uint32_t said) {
	for (uint32_t i = 0; i < s->evidence_count; i++) {
		dx_carried *c = DX_PUSH(&corpus->arena, &corpus->repeats->carried);
		*c = (dx_carried){said, evidence_copy(&corpus->arena, &s->evidence[i])};
	}
}

void dx_evidence_index(dixit_corpus *corpus) {
	dx_repeats *r = corpus->repeats;
	if (!r->carried.count) return;
	dx_map_init(&r->ids, &corpus->arena, corpus->articles.count);
	for (uint32_t i = 0; i < corpus->articles.count; i++) dx_map_put(&r->ids, corpus->articles.items[i].id, i, NULL);
}

/* "ARTICLE#s3": where the number begins; the whole length where there is none. */
static size_t mark_of(dx_slice statement) {
	for (size_t i = statement.len; i-- > 0;) {
		if (statement.ptr[i] == '#') return i;
	}
	return statement.len;
}

static bool same_pieces(const dixit_extent *a, const dixit_extent *b, uint32_t count) {
	for (uint32_t i = 0; i < count; i++) {
		if (a[i].start != b[i].start || a[i].end != b[i].end) return false;
	}
	return true;
}

/* Is the statement itself among the records? Then they tell whether it is a repeat still. */
static bool at_hand(const dixit_corpus *corpus, const dixit_evidence *e, dx_arena *temp) {
	const dx_repeats *r = corpus->repeats;
	dx_slice id = {e->statement.ptr, mark_of(e->statement)};
	const dx_slot *slot = dx_map_find(&r->ids, id, dx_hash(id.ptr, id.len));
	if (!slot) return false;
	const dx_said *s = &r->said.items[r->articles.items[slot->value].first];
	for (uint32_t i = 0; i < corpus->articles.items[slot->value].statement_count; i++) {
		uint32_t count;
		const dixit_extent *pieces = dx_said_pieces(&s[i], &count, temp);
		if (count == e->content_count && same_pieces(pieces, e->content, count)) return true;
	}
	return false;
}

/* By date (unknown last), article and number. */
static int by_date(const void *a, const void *b) {
	const dixit_evidence *x = a, *y = b;
	if (!x->published.len != !y->published.len) return x->published.len ? -1 : 1;
	int order = dx_slice_cmp(x->published, y->published);
	size_t m = mark_of(x->statement), n = mark_of(y->statement);
	if (!order) order = dx_slice_cmp((dx_slice){x->statement.ptr, m}, (dx_slice){y->statement.ptr, n});
	if (!order && x->statement.len != y->statement.len) order = x->statement.len < y->statement.len ? -1 : 1;
	return order ? order : dx_slice_cmp(x->statement, y->statement);
}

typedef struct evidence_list {
	DX_VEC(dixit_evidence) items;
	const dixit_corpus *corpus;
	dx_arena *arena;
	bool carried;
} evidence_list;

static void add_repeat(evidence_list *list, const dx_said *said) {
	dixit_evidence e = {.published = list->corpus->articles.items[said->article].published};
	e.content = dx_said_pieces(said, &e.content_count, list->arena);
	e = evidence_copy(list->arena, &e);
	e.statement = dx_spot_text(list->corpus, (dx_spot){said->article, said->number}, list->arena);
	*DX_PUSH(list->arena, &list->items) = e;
}

/* What the record of this member brought along. */
static void add_carried(evidence_list *list, uint32_t said) {
	const dx_repeats *r = list->corpus->repeats;
	uint32_t low = 0, high = r->carried.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (r->carried.items[middle].said < said)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < r->carried.count && r->carried.items[low].said == said; low++) {
		const dixit_evidence *e = &r->carried.items[low].evidence;
		if (at_hand(list->corpus, e, list->arena)) continue;
		*DX_PUSH(list->arena, &list->items) = evidence_copy(list->arena, e);
		list->carried = true;
	}
}

static bool same_evidence(const dixit_evidence *a, const dixit_evidence *b) {
	return dx_slice_eq(a->statement, b->statement) && a->content_count == b->content_count &&
	       same_pieces(a->content, b->content, a->content_count);
}

dixit_evidence *dx_repeats_of(const dixit_corpus *corpus, dx_spot first, dx_arena *arena, uint32_t *count) {
	const dx_repeats *r = corpus->repeats;
	evidence_list list = {.corpus = corpus, .arena = arena};
	uint32_t said = r->articles.items[first.article].first + first.statement;
	add_carried(&list, said);
	for (uint32_t i = r->more[r->place[said]]; i != DX_NONE; i = r->more[i]) {
		add_repeat(&list, dx_said_at(r, i));
		add_carried(&list, r->order[i]);
	}
	*count = list.items.count;
	if (!list.carried) return list.items.items;
	if (list.items.count > 1) qsort(list.items.items, list.items.count, sizeof *list.items.items, by_date);
	*count = 0;
	for (uint32_t i = 0; i < list.items.count; i++) { /* two records may have brought the same */
		dixit_evidence *e = &list.items.items[i];
		if (!*count || !same_evidence(&list.items.items[*count - 1], e)) list.items.items[(*count)++] = *e;
	}
	return list.items.items;
}
