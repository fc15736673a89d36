/* Union-find with lists of members and a table of the articles that a group has. */
#include "corpus/repeats_own.h"

void dx_groups_init(dx_groups *groups, uint32_t count, dx_arena *arena) {
	*groups = (dx_groups){0};
	groups->parent = DX_NEW(arena, uint32_t, count);
	groups->next = DX_NEW(arena, uint32_t, count);
	groups->size = DX_NEW(arena, uint32_t, count);
	groups->last = DX_NEW(arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++) {
		groups->parent[i] = groups->last[i] = i;
		groups->next[i] = DX_NONE;
		groups->size[i] = 1;
	}
}

uint32_t dx_groups_root(dx_groups *groups, uint32_t place) {
	while (groups->parent[place] != place) {
		groups->parent[place] = groups->parent[groups->parent[place]];
		place = groups->parent[place];
	}
	return place;
}

/* The smaller group goes into the larger one, so that no member moves more than log n times. */
static uint32_t larger(const dx_groups *g, uint32_t a, uint32_t b) {
	if (g->size[a] != g->size[b]) return g->size[a] > g->size[b] ? a : b;
	return a < b ? a : b;
}

static void append(dx_groups *g, uint32_t root, uint32_t other) {
	g->parent[other] = root;
	g->size[root] += g->size[other];
	g->next[g->last[root]] = other;
	g->last[root] = g->last[other];
}

void dx_groups_merge(dx_groups *groups, uint32_t a, uint32_t b) {
	a = dx_groups_root(groups, a);
	b = dx_groups_root(groups, b);
	if (a == b) return;
	uint32_t root = larger(groups, a, b);
	append(groups, root, root == a ? b : a);
}

/* --- the table: two words a slot, (group + 1) << 32 | article, and the member ----------------------------------------
 */

static uint64_t key_of(uint32_t root, uint32_t article) { return (uint64_t)(root + 1) << 32 | article; }

static uint64_t *slot_of(const dx_groups *g, uint64_t key) {
	uint32_t mask = g->slots.cap - 1, i = (uint32_t)((key * 0x9e3779b97f4a7c15u) >> 32) & mask;
	while (g->slots.items[2 * i] && g->slots.items[2 * i] != key) i = (i + 1) & mask;
	return &g->slots.items[2 * i];
}

static void widen(dixit_corpus *corpus, uint32_t cap) {
	dx_groups *g = &corpus->repeats->groups;
	uint64_t *old = g->slots.items;
	uint32_t count = g->slots.cap;
	g->slots.items = DX_NEW(&corpus->temp, uint64_t, 2 * (size_t)cap);
	g->slots.cap = cap;
	for (uint32_t i = 0; i < count; i++) {
		if (!old[2 * i]) continue;
		uint64_t *to = slot_of(g, old[2 * i]);
		to[0] = old[2 * i];
		to[1] = old[2 * i + 1];
	}
}

static uint32_t article_of(const dixit_corpus *corpus, uint32_t place) {
	return dx_said_at(corpus->repeats, place)->article;
}

static void enter(dixit_corpus *corpus, uint32_t root, uint32_t member) {
	dx_groups *g = &corpus->repeats->groups;
	if (g->used * 2 >= g->slots.cap) widen(corpus, g->slots.cap * 2);
	uint64_t *slot = slot_of(g, key_of(root, article_of(corpus, member)));
	if (slot[0]) return;
	slot[0] = key_of(root, article_of(corpus, member));
	slot[1] = member;
	g->used++;
}

void dx_groups_index(dixit_corpus *corpus) {
	dx_groups *g = &corpus->repeats->groups;
	widen(corpus, 1024);
	for (uint32_t i = 0; i < corpus->repeats->said.count; i++) {
		uint32_t root = dx_groups_root(g, i);
		if (g->size[root] > 1) enter(corpus, root, i);
	}
}

/* DX_NONE: none of that article. */
static uint32_t member_in(const dixit_corpus *corpus, uint32_t root, uint32_t article) {
	const dx_groups *g = &corpus->repeats->groups;
	if (g->size[root] == 1) return article_of(corpus, root) == article ? root : DX_NONE;
	const uint64_t *slot = slot_of(g, key_of(root, article));
	return slot[0] ? (uint32_t)slot[1] : DX_NONE;
}

bool dx_groups_have(const dixit_corpus *corpus, uint32_t place, uint32_t article) {
	return member_in(corpus, dx_groups_root(&corpus->repeats->groups, place), article) != DX_NONE;
}

typedef struct merger {
	dixit_corpus *corpus;
	uint32_t a, b; /* the two statements that are one */
} merger;

/* May two statements of one article come into one group? If they are equal, or the two in question. */
static bool may_meet(const merger *m, uint32_t x, uint32_t y) {
	if (y == DX_NONE || (x == m->a && y == m->b) || (x == m->b && y == m->a)) return true;
	const dx_said *s = dx_said_at(m->corpus->repeats, x), *t = dx_said_at(m->corpus->repeats, y);
	return s->words && s->sum == t->sum;
}

void dx_groups_join(dixit_corpus *corpus, uint32_t a, uint32_t b) {
	dx_groups *g = &corpus->repeats->groups;
	merger m = {corpus, a, b};
	a = dx_groups_root(g, a);
	b = dx_groups_root(g, b);
	if (a == b) return;
	uint32_t root = larger(g, a, b), other = root == a ? b : a;
	for (uint32_t i = other; i != DX_NONE; i = g->next[i]) {
		if (!may_meet(&m, i, member_in(corpus, root, article_of(corpus, i)))) return;
	}
	if (g->size[root] == 1) enter(corpus, root, root);
	for (uint32_t i = other; i != DX_NONE; i = g->next[i]) enter(corpus, root, i);
	append(g, root, other);
}
