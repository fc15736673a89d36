/* Figures of different names that are one: spellings, initials, middle names, nicknames, two surnames, order of words.
 * Names that may match stand in one block: the sound of a given name (or of the names it is short for) with that of a
 * surname. In a block each name is compared with a bounded number of others, the most frequent ones. */
#include "corpus/who.h"

#include <stdlib.h>

enum { LEADERS = 12, NEIGHBOURS = 4, PAIRS_MAX = 4, ENOUGH = 10 };

typedef struct entry {
	uint64_t block;
	uint32_t articles, called;
} entry;

/* Two figures that may be one. `vague`: the one whose name says less. */
typedef struct pairing {
	uint32_t vague, other;
	int points;
	uint8_t why;
} pairing;

typedef struct joining {
	dixit_corpus *corpus;
	DX_VEC(entry) entries;
	DX_VEC(pairing) pairs;
	uint32_t *first_figure; /* by name; DX_NONE */
	uint32_t *next_figure;  /* by figure */
	uint8_t *bearers;       /* by name: how many other given names its surname has, at most 255 */
} joining;

/* Points that a match is worth before anything else is known. */
static const int8_t priors[] = {
    [DX_WHY_SAME] = 20,    [DX_WHY_SPELLING] = 6, [DX_WHY_ALIAS] = 25, [DX_WHY_ORDER] = 6,   [DX_WHY_MIDDLE] = 10,
    [DX_WHY_NICKNAME] = 4, [DX_WHY_INITIAL] = 0,  [DX_WHY_DOUBLE] = 0, [DX_WHY_SUFFIX] = -20};

static uint64_t block_of(char kind, dx_sound given, dx_sound family) {
	char key[40];
	int n = snprintf(key, sizeof key, "%c%s/%s", kind, given.s, family.s);
	return dx_hash(key, (size_t)n);
}

static void enter(joining *j, uint64_t block, uint32_t called) {
	*DX_PUSH(&j->corpus->temp, &j->entries) =
	    (entry){block, j->corpus->identity->called.items[called].articles, called};
}

/* Under one given name: its last word, all words behind the given name, the first of two surnames. */
static void enter_families(joining *j, uint32_t called, char kind, dx_sound given) {
	const dx_called *n = &j->corpus->identity->called.items[called];
	unsigned from = n->given ? 0 : 1;
	dx_sound last = dx_sound_of(dx_called_word(n, n->count - 1)), all = dx_sound_of(dx_called_from(n, from));
	enter(j, block_of(kind, given, last), called);
	if (strcmp(last.s, all.s)) enter(j, block_of(kind, given, all), called);
	if (n->count < from + 2) return;
	dx_sound first = dx_sound_of(dx_called_word(n, n->count - 2));
	if (strcmp(first.s, last.s)) enter(j, block_of(kind, given, first), called);
}

static void enter_name(joining *j, uint32_t called) {
	const dx_called *n = &j->corpus->identity->called.items[called];
	dx_sound initial = {{n->given ? n->given : n->text[0], 0}};
	if (n->count + (n->given != 0) < 2) {
		enter(j, block_of('1', (dx_sound){{0}}, dx_sound_of(dx_called_word(n, 0))), called);
		return;
	}
	enter_families(j, called, 'i', initial);
	if (n->given) return;
	enter_families(j, called, 'g', dx_sound_of(dx_called_word(n, 0)));
	dx_full fulls[4];
	unsigned count = dx_called_fulls(j->corpus, dx_called_word(n, 0), fulls, 4);
	for (unsigned i = 0; i < count; i++) enter_families(j, called, 'g', dx_sound_of(dx_slice_of(fulls[i].s)));
	/* the same words in another order have the same letters */
	char letters[64] = "";
	dx_slice all = dx_called_from(n, 0);
	for (size_t i = 0; i < all.len; i++) letters[(unsigned char)all.ptr[i] % 32 + 1]++;
	for (unsigned i = 1; i < 34; i++) letters[i] = (char)(letters[i] + 'A');
	letters[0] = 'o';
	enter(j, dx_hash(letters, 34), called);
}

static int by_block(const void *a, const void *b) {
	const entry *x = a, *y = b;
	if (x->block != y->block) return x->block < y->block ? -1 : 1;
	if (x->articles != y->articles) return x->articles > y->articles ? -1 : 1;
	return (x->called > y->called) - (x->called < y->called);
}

/* Of two names the one that says less; else the rarer one. */
static bool says_less(const dx_called *a, const dx_called *b) {
	if (!a->given != !b->given) return a->given != 0;
	unsigned x = a->count + (unsigned)strlen(a->middle), y = b->count + (unsigned)strlen(b->middle);
	if (x != y) return x < y;
	return a->articles < b->articles;
}

/* A surname that few bear makes a match likelier. */
static int rarity(const joining *j, uint32_t a, uint32_t b) {
	unsigned n = j->bearers[a] > j->bearers[b] ? j->bearers[a] : j->bearers[b];
	return n <= 2 ? 8 : n <= 4 ? 3 : 0;
}

static void pair_figures(joining *j, uint32_t a, uint32_t b, dx_reason why) {
	const dx_identity *id = j->corpus->identity;
	const dx_called *x = &id->called.items[a], *y = &id->called.items[b];
	if (why == DX_WHY_SUFFIX ? !x->suffix[0] || (y->suffix[0] && says_less(y, x))
	                         : !says_less(x, y) && says_less(y, x)) {
		uint32_t swap = a;
		a = b;
		b = swap;
	}
	unsigned m = 0;
	for (uint32_t f = j->first_figure[a]; f != DX_NONE && m < PAIRS_MAX; f = j->next_figure[f], m++) {
		unsigned n = 0;
		for (uint32_t g = j->first_figure[b]; g != DX_NONE && n < PAIRS_MAX; g = j->next_figure[g], n++)
			*DX_PUSH(&j->corpus->temp, &j->pairs) = (pairing){f, g, priors[why] + rarity(j, a, b), (uint8_t)why};
	}
}

static void compare(joining *j, const entry *a, const entry *b) {
	const dx_identity *id = j->corpus->identity;
	dx_reason why = dx_called_match(j->corpus, &id->called.items[a->called], &id->called.items[b->called]);
	if (why != DX_WHY_NOT) pair_figures(j, a->called, b->called, why);
}

static void compare_blocks(joining *j) {
	if (j->entries.count > 1) qsort(j->entries.items, j->entries.count, sizeof *j->entries.items, by_block);
	const entry *e = j->entries.items;
	for (uint32_t i = 0; i < j->entries.count;) {
		uint32_t end = i + 1;
		while (end < j->entries.count && e[end].block == e[i].block) end++;
		for (uint32_t k = i + 1; k < end; k++) {
			for (uint32_t l = i; l < k; l++) {
				if (l == i + LEADERS && k > l + NEIGHBOURS) l = k - NEIGHBOURS;
				if (e[l].called != e[k].called) compare(j, &e[l], &e[k]);
			}
		}
		i = end;
	}
}

/* How many given names go with the surname: names that end in the same word. */
static void count_bearers(joining *j) {
	const dx_identity *id = j->corpus->identity;
	dx_map families;
	dx_map_init(&families, &j->corpus->temp, id->called.count + 16);
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < id->called.count; i++) {
			const dx_called *n = &id->called.items[i];
			if (j->first_figure[i] == DX_NONE || n->count + (n->given != 0) < 2) continue;
			dx_sound *sound = DX_NEW(&j->corpus->temp, dx_sound, 1);
			*sound = dx_sound_of(dx_called_word(n, n->count - 1));
			dx_slot *slot = dx_map_put(&families, dx_slice_of(sound->s), 0, NULL);
			if (!pass)
				slot->value++;
			else
				j->bearers[i] = (uint8_t)(slot->value < 255 ? slot->value : 255);
		}
	}
}

/* "Anna Lind" and "Anna Lind-Berg" where an article uses both for one person. */
static void pair_aliases(joining *j) {
	const dx_identity *id = j->corpus->identity;
	for (uint32_t i = 0; i < id->also.count; i++) {
		const dx_also *also = &id->also.items[i];
		uint32_t a = id->called_of[2 * also->name], b = id->called_of[2 * also->alias];
		if (a != DX_NONE && b != DX_NONE && a != b && j->first_figure[a] != DX_NONE && j->first_figure[b] != DX_NONE)
			pair_figures(j, a, b, DX_WHY_ALIAS);
	}
}

static int by_pair(const void *a, const void *b) {
	const pairing *x = a, *y = b;
	if (x->vague != y->vague) return x->vague < y->vague ? -1 : 1;
	if (x->other != y->other) return x->other < y->other ? -1 : 1;
	return (x->why > y->why) - (x->why < y->why);
}

/* Names meet in several blocks. */
static void drop_repeats(joining *j) {
	pairing *p = j->pairs.items;
	uint32_t o = 0;
	if (j->pairs.count > 1) qsort(p, j->pairs.count, sizeof *p, by_pair);
	for (uint32_t i = 0; i < j->pairs.count; i++)
		if (!o || by_pair(&p[i], &p[o - 1]) != 0) p[o++] = p[i];
	j->pairs.count = o;
}

/* Points for the pair as things stand; below -500: no. */
static int judge(joining *j, const pairing *p) {
	dx_identity *id = j->corpus->identity;
	uint32_t a = dx_figure_root(id, p->vague), b = dx_figure_root(id, p->other);
	if (a == b) return -1000;
	const dx_figure *f = &id->figures.items[p->vague], *g = &id->figures.items[p->other];
	bool clash;
	int points = p->points + dx_traits_fit(id, id->figures.items[a].traits, id->figures.items[b].traits, &clash);
	uint32_t one = id->figures.items[a].listed, two = id->figures.items[b].listed;
	if (clash || (one && two && one != two)) return -1000;
	if (!id->figures.items[a].size || !id->figures.items[b].size) points -= 8; /* the roster is no evidence by itself */
	dx_company c = dx_company_of(j->corpus, dx_figure_list(f), dx_figure_list(g), id->figures.items[a].traits,
	                             id->figures.items[b].traits);
	return c.together ? -1000 : points + c.shared + c.home;
}

static int by_points(const void *a, const void *b) {
	const pairing *x = a, *y = b;
	if (x->vague != y->vague) return x->vague < y->vague ? -1 : 1;
	if (x->points != y->points) return x->points > y->points ? -1 : 1;
	if (x->other != y->other) return x->other < y->other ? -1 : 1;
	return (x->why > y->why) - (x->why < y->why);
}

/* Names that all figures of two sets bear must go together: "George W." joins no set that has a "George H. W.". */
static bool sets_agree(const joining *j, uint32_t a, uint32_t b, const uint32_t *next_same) {
	const dx_identity *id = j->corpus->identity;
	unsigned m = 0;
	for (uint32_t f = a; f != DX_NONE && m < 8; f = next_same[f], m++) {
		unsigned n = 0;
		for (uint32_t g = b; g != DX_NONE && n < 8; g = next_same[g], n++) {
			const dx_figure *x = &id->figures.items[f], *y = &id->figures.items[g];
			if (x->alias || y->alias) continue;
			if (x->called != y->called &&
			    dx_called_match(j->corpus, &id->called.items[x->called], &id->called.items[y->called]) == DX_WHY_NOT)
				return false;
			dx_company c = dx_company_of(j->corpus, dx_figure_list(x), dx_figure_list(y), x->traits, y->traits);
			if (c.together) return false;
		}
	}
	return true;
}

typedef struct chains {
	uint32_t *next, *last; /* figures that are the same, from the root on */
} chains;

static void join(joining *j, chains *c, const pairing *p) {
	dx_identity *id = j->corpus->identity;
	uint32_t a = dx_figure_root(id, p->vague), b = dx_figure_root(id, p->other);
	if (a == b) return;
	if (p->why != DX_WHY_ALIAS && !sets_agree(j, a, b, c->next)) return;
	if (id->figures.items[a].size > id->figures.items[b].size) {
		uint32_t swap = a;
		a = b;
		b = swap;
	}
	dx_figure_join(j->corpus, a, b, (dx_reason)p->why);
	c->next[c->last[b]] = a;
	c->last[b] = c->last[a];
}

/* The best pair of each figure, unless another one is nearly as good and leads elsewhere. */
static void join_phase(joining *j, chains *c, dx_reason why) {
	enum { MARGIN = 10 };
	const dx_identity *id = j->corpus->identity;
	pairing *p = j->pairs.items;
	DX_VEC(pairing) now = {0};
	for (uint32_t i = 0; i < j->pairs.count; i++) {
		if (p[i].why != why || dx_figure_root(id, p[i].vague) == dx_figure_root(id, p[i].other)) continue;
		int points = judge(j, &p[i]);
		if (points < ENOUGH) continue;
		pairing *q = DX_PUSH(&j->corpus->temp, &now);
		*q = p[i];
		q->points = points;
	}
	if (now.count > 1) qsort(now.items, now.count, sizeof *now.items, by_points);
	for (uint32_t i = 0; i < now.count;) {
		uint32_t end = i + 1;
		bool rival = false;
		for (; end < now.count && now.items[end].vague == now.items[i].vague; end++)
			rival |= now.items[end].points > now.items[i].points - MARGIN &&
			         dx_figure_root(id, now.items[end].other) != dx_figure_root(id, now.items[i].other);
		if (!rival || why == DX_WHY_SPELLING || why == DX_WHY_ALIAS) join(j, c, &now.items[i]);
		i = end;
	}
}

void dx_variants_join(dixit_corpus *corpus) {
	dx_identity *id = corpus->identity;
	joining j = {.corpus = corpus};
	uint32_t names = id->called.count, figures = id->figures.count;
	j.first_figure = dx_alloc_raw(&corpus->temp, (names + 1) * sizeof(uint32_t));
	j.next_figure = dx_alloc_raw(&corpus->temp, (figures + 1) * sizeof(uint32_t));
	chains c = {dx_alloc_raw(&corpus->temp, (figures + 1) * sizeof(uint32_t)),
	            dx_alloc_raw(&corpus->temp, (figures + 1) * sizeof(uint32_t))};
	j.bearers = DX_NEW(&corpus->temp, uint8_t, names + 1);
	memset(j.first_figure, 0xff, (names + 1) * sizeof(uint32_t));
	for (uint32_t f = figures; f-- > 0;) {
		uint32_t called = id->figures.items[f].called;
		j.next_figure[f] = j.first_figure[called];
		j.first_figure[called] = f;
		c.next[f] = DX_NONE;
		c.last[f] = f;
	}
	for (uint32_t f = 0; f < figures; f++) { /* aliases of the roster */
		uint32_t root = dx_figure_root(id, f);
		if (root == f) continue;
		c.next[c.last[root]] = f;
		c.last[root] = f;
	}
	count_bearers(&j);
	for (uint32_t i = 0; i < names; i++)
		if (j.first_figure[i] != DX_NONE) enter_name(&j, i);
	compare_blocks(&j);
	pair_aliases(&j);
	drop_repeats(&j);
	for (unsigned why = DX_WHY_SAME; why <= DX_WHY_SUFFIX; why++) join_phase(&j, &c, (dx_reason)why);
}
