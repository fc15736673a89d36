/* Surnames alone and offices without a name: the one full-named person who fits. Candidates stand in lists by the
 * sound of a surname, and by that and a country, an office or an institution; of a list the most frequent ones are
 * looked at, so a surname that thousands bear costs no more than a rare one. */
#include "corpus/who.h"

#include <stdlib.h>

enum { LIST_MAX = 12, CANDIDATES_MAX = 32, ENOUGH = 20, MARGIN = 10, NEVER = -1000 };

typedef struct bearer {
	uint64_t list;
	uint32_t size, figure; /* of the root */
	uint32_t named;        /* the figure whose name it is */
} bearer;

/* A surname that is decided, to be entered once all are. */
typedef struct decision {
	uint32_t seen, called, figure, why;
} decision;

typedef struct placing {
	dixit_corpus *corpus;
	DX_VEC(bearer) bearers;
	DX_VEC(decision) decided;
} placing;

typedef struct candidates {
	uint32_t items[CANDIDATES_MAX];
	unsigned count;
	uint32_t all, most; /* articles of all bearers of the surname, and of the most frequent one */
} candidates;

static uint64_t list_of(char kind, const char *sound, uint32_t number, const char *country) {
	char key[48];
	int n = snprintf(key, sizeof key, "%c%s/%u/%.2s", kind, sound, number, country);
	return dx_hash(key, (size_t)n);
}

static void enter(placing *p, uint64_t list, uint32_t named) {
	uint32_t root = dx_figure_root(p->corpus->identity, named);
	*DX_PUSH(&p->corpus->temp, &p->bearers) =
	    (bearer){list, p->corpus->identity->figures.items[root].size, root, named};
}

/* One sound of the figure's name: alone and with what is known of it. */
static void enter_sound(placing *p, uint32_t figure, dx_sound sound) {
	const dx_identity *id = p->corpus->identity;
	const dx_traits *t = id->figures.items[dx_figure_root(id, figure)].traits;
	enter(p, list_of('s', sound.s, 0, ""), figure);
	for (unsigned i = 0; i < t->land_count; i++) enter(p, list_of('c', sound.s, 0, t->lands[i].iso), figure);
	for (unsigned i = 0; i < t->post_count; i++)
		enter(p, list_of('p', sound.s, t->posts[i].job, t->posts[i].country), figure);
	for (unsigned i = 0; i < t->body_count; i++) enter(p, list_of('b', sound.s, t->bodies[i].key, ""), figure);
}

static void enter_name(placing *p, uint32_t figure) {
	const dx_identity *id = p->corpus->identity;
	const dx_called *n = &id->called.items[id->figures.items[figure].called];
	dx_sound sounds[DX_WORDS_MAX + 1];
	unsigned count = 0;
	for (unsigned i = 0; i < n->count; i++) sounds[count++] = dx_sound_of(dx_called_word(n, i));
	if (n->count > (n->given ? 1u : 2u)) sounds[count++] = dx_sound_of(dx_called_from(n, n->given ? 0 : 1));
	for (unsigned i = 0; i < count; i++) enter_sound(p, figure, sounds[i]);
}

static int by_list(const void *a, const void *b) {
	const bearer *x = a, *y = b;
	if (x->list != y->list) return x->list < y->list ? -1 : 1;
	if (x->size != y->size) return x->size > y->size ? -1 : 1;
	if (x->figure != y->figure) return x->figure < y->figure ? -1 : 1;
	return (x->named > y->named) - (x->named < y->named);
}

static void sort_lists(placing *p) {
	bearer *b = p->bearers.items;
	uint32_t o = 0;
	if (p->bearers.count > 1) qsort(b, p->bearers.count, sizeof *b, by_list);
	for (uint32_t i = 0; i < p->bearers.count; i++)
		if (!o || b[i].list != b[o - 1].list || b[i].named != b[o - 1].named) b[o++] = b[i];
	p->bearers.count = o;
}

static const bearer *list_begin(const placing *p, uint64_t list, const bearer **end) {
	uint32_t lo = 0, hi = p->bearers.count;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (p->bearers.items[mid].list < list)
			lo = mid + 1;
		else
			hi = mid;
	}
	*end = p->bearers.items + p->bearers.count;
	return p->bearers.items + lo;
}

static void collect(const placing *p, uint64_t list, candidates *out) {
	const bearer *end, *b = list_begin(p, list, &end);
	for (unsigned n = 0; b < end && b->list == list && n < LIST_MAX; b++, n++) {
		unsigned k = 0;
		while (k < out->count && out->items[k] != b->named) k++;
		if (k == out->count && out->count < CANDIDATES_MAX) out->items[out->count++] = b->named;
	}
}

/* Everybody of that surname whom something of the entity points to. */
static void collect_all(const placing *p, const dx_called *n, const dx_traits *t, candidates *out) {
	dx_sound sound = dx_sound_of(dx_called_from(n, 0));
	*out = (candidates){.count = 0};
	const bearer *end, *b = list_begin(p, list_of('s', sound.s, 0, ""), &end);
	for (unsigned i = 0; b + i < end && b[i].list == b->list && i < 4 * LIST_MAX; i++)
		if (!i || b[i].figure != b[i - 1].figure) out->all += b[i].size;
	out->most = b < end && b->list == list_of('s', sound.s, 0, "") ? b->size : 0;
	if (!out->most) out->all = 0;
	for (unsigned i = 0; i < t->post_count; i++) {
		collect(p, list_of('p', sound.s, t->posts[i].job, t->posts[i].country), out);
		if (t->posts[i].country[0]) collect(p, list_of('p', sound.s, t->posts[i].job, ""), out);
	}
	for (unsigned i = 0; i < t->body_count; i++) collect(p, list_of('b', sound.s, t->bodies[i].key, ""), out);
	for (unsigned i = 0; i < t->land_count; i++) collect(p, list_of('c', sound.s, 0, t->lands[i].iso), out);
	collect(p, list_of('s', sound.s, 0, ""), out);
}

/* How the surname fits the full name: 0 well, below 0 less, NEVER not. */
static int surname_fit(const dixit_corpus *corpus, const dx_called *brief, const dx_called *full) {
	if (brief->suffix[0] && strcmp(brief->suffix, full->suffix)) return NEVER;
	dx_slice s = dx_called_from(brief, 0);
	unsigned from = full->given || full->count < 2 ? 0 : 1;
	int best = NEVER;
	for (unsigned i = 0; i < full->count; i++) {
		bool word = dx_family_alike(dx_called_word(full, i), s),
		     rest = i >= from && dx_family_alike(dx_called_from(full, i), s);
		if (!word && !rest) continue;
		dx_slice same = word ? dx_called_word(full, i) : dx_called_from(full, i);
		int points = dx_slice_eq(same, s) ? 0 : -5;
		if (i < from) {
			points -= dx_is_given(corpus, s) ? 25 : 5;
		} else if (!rest && i + 1 < full->count) {
			points -= 5;
		}
		if (points > best) best = points;
	}
	return best;
}

static bool full_name(const dx_called *n) { return n->count + (n->given != 0) >= 2; }

/* Years between the entity and the nearest office they share: the minister of 2023 is not the one of 2019. */
static int years_off(const dx_traits *a, const dx_traits *b) {
	int best = -1;
	for (unsigned i = 0; i < a->post_count; i++) {
		for (unsigned k = 0; k < b->post_count; k++) {
			const dx_post *p = &a->posts[i], *q = &b->posts[k];
			bool other = p->country[0] && q->country[0] && memcmp(p->country, q->country, 2) != 0;
			if (p->job != q->job || other || p->first == DX_UNDATED || q->first == DX_UNDATED) continue;
			int32_t gap = p->first > q->last ? p->first - q->last : q->first > p->last ? q->first - p->last : 0;
			if (best < 0 || gap / 365 < best) best = gap / 365;
		}
	}
	return best < 0 ? 0 : best < 6 ? best : 6;
}

typedef struct verdict {
	uint32_t figure;
	int points;
	dx_reason why;
} verdict;

static verdict judge(const placing *p, uint32_t seen, const dx_called *n, const dx_traits *t, uint32_t named) {
	dx_identity *id = p->corpus->identity;
	uint32_t root = dx_figure_root(id, named);
	const dx_figure *f = &id->figures.items[root];
	verdict v = {root, NEVER, DX_WHY_SURNAME};
	int name = surname_fit(p->corpus, n, &id->called.items[id->figures.items[named].called]);
	if (name == NEVER) return v;
	bool clash;
	int traits = dx_traits_fit(id, t, f->traits, &clash);
	if (clash) return v;
	dx_company c = dx_company_of(p->corpus, (dx_list){&seen, 1}, dx_figure_list(f), t, f->traits);
	if (c.together) return v;
	v.points = name + traits + c.shared + c.home - 4 * years_off(t, f->traits);
	v.why = traits >= 25 ? DX_WHY_SURNAME_OFFICE : traits >= 10 ? DX_WHY_SURNAME_COUNTRY : DX_WHY_SURNAME;
	return v;
}

/* Of a surname with one bearer, or one who is met far more often than the others, he is meant, other things being
 * equal. */
static int prominence(const placing *p, const candidates *c, uint32_t seen, uint32_t figure) {
	const dx_identity *id = p->corpus->identity;
	uint32_t size = id->figures.items[figure].size, listed = id->figures.items[figure].listed;
	if (size < c->most) return 0;
	uint32_t day = listed ? dx_day_written(p->corpus, id->place[seen]) : 0;
	bool in_office = day && dx_roster_in_office(dx_roster_at(p->corpus->roster, listed - 1), day);
	if (!c->all) return in_office ? 12 : 0;
	uint64_t share = (uint64_t)size * 100 / c->all;
	int points = share >= 90 ? 12 : share >= 70 ? 8 : 0;
	return points ? points + (size >= 20 ? 4 : 0) + (in_office ? 8 : 0) : 0;
}

static void place_one(placing *p, uint32_t seen) {
	dx_identity *id = p->corpus->identity;
	uint32_t called = dx_called_number(id, &id->seen.items[seen]);
	if (called == DX_NONE) return;
	const dx_called *n = &id->called.items[called];
	dx_traits traits = {0};
	dx_traits_see(id, &traits, seen);
	candidates c;
	collect_all(p, n, &traits, &c);
	verdict best = {DX_NONE, NEVER, DX_WHY_SURNAME};
	int second = NEVER;
	for (unsigned i = 0; i < c.count; i++) {
		verdict v = judge(p, seen, n, &traits, c.items[i]);
		if (v.points == NEVER) continue;
		v.points += prominence(p, &c, seen, v.figure);
		if (v.points > best.points) {
			if (v.figure != best.figure) second = best.points;
			best = v;
		} else if (v.figure != best.figure && v.points > second) {
			second = v.points;
		}
	}
	if (best.points >= ENOUGH && best.points >= second + MARGIN)
		*DX_PUSH(&p->corpus->temp, &p->decided) = (decision){seen, called, best.figure, best.why};
}

/* The entities of one name, figure and reason become one small figure of that figure. */
static void enter_decisions(placing *p) {
	dixit_corpus *corpus = p->corpus;
	dx_identity *id = corpus->identity;
	dx_map known;
	dx_map_init(&known, &corpus->temp, p->decided.count + 16);
	uint32_t first = id->figures.count;
	for (uint32_t i = 0; i < p->decided.count; i++) {
		decision *d = &p->decided.items[i];
		bool added;
		dx_slot *slot = dx_map_put(&known, (dx_slice){(const char *)&d->called, sizeof *d - sizeof d->seen},
		                           id->figures.count, &added);
		if (added) {
			uint32_t f = dx_figure_new(corpus, DIXIT_PERSON, d->called);
			id->figures.items[f].why = (uint8_t)d->why;
			id->figures.items[f].form = id->seen.items[d->seen].form;
		}
		dx_figure_take(corpus, slot->value, d->seen);
		d->seen = slot->value;
	}
	for (uint32_t i = 0, f = first; i < p->decided.count; i++) {
		if (p->decided.items[i].seen != f) continue;
		dx_figure_join(corpus, f, dx_figure_root(id, p->decided.items[i].figure), (dx_reason)p->decided.items[i].why);
		f++;
	}
}

/* Those whom nobody fits: one person where the surname is borne by nobody else, else as articles agree; a given name
 * alone may be anybody's. */
static void split_short(dixit_corpus *corpus, uint32_t called, dx_list seen) {
	dx_identity *id = corpus->identity;
	bool given =
	    id->called.items[called].count == 1 && dx_is_given(corpus, dx_called_word(&id->called.items[called], 0));
	dx_namesakes_split(corpus, called, seen, given ? -10 : id->short_bearers[called] ? 0 : 15);
}

static void note_bearers(placing *p) {
	dx_identity *id = p->corpus->identity;
	id->short_bearers = DX_NEW(&p->corpus->temp, uint8_t, id->called.count + 1);
	for (uint32_t i = 0; i < id->called.count; i++) {
		if (full_name(&id->called.items[i]) || !id->called.items[i].count) continue;
		uint64_t list = list_of('s', dx_sound_of(dx_called_from(&id->called.items[i], 0)).s, 0, "");
		const bearer *end, *b = list_begin(p, list, &end);
		id->short_bearers[i] = b < end && b->list == list && b->size;
	}
}

void dx_surnames_place(dixit_corpus *corpus) {
	dx_identity *id = corpus->identity;
	placing p = {.corpus = corpus};
	for (uint32_t f = 0; f < id->figures.count; f++) enter_name(&p, f);
	sort_lists(&p);
	for (uint32_t i = 0; i < id->seen.count; i++) {
		const dx_seen *s = &id->seen.items[i];
		if (s->type == DIXIT_PERSON && s->form == DX_SEEN_SHORT) place_one(&p, i);
	}
	note_bearers(&p);
	enter_decisions(&p);
	dx_each_name(corpus, DX_SEEN_SHORT, split_short);
}
