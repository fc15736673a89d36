/* Who and what else the articles of two figures name. Few articles are looked at, those nearest in time: a figure
 * that is met every day has the same company within a week. */
#include "corpus/who.h"

enum { LANDS = 26 * 26, LAND_WORDS = (LANDS + 63) / 64 };

typedef struct lands {
	uint64_t bits[LAND_WORDS];
	bool any;
} lands;

static unsigned number_of(const char iso[2]) { return (unsigned)(iso[0] - 'A') * 26 + (unsigned)(iso[1] - 'A'); }

static void add_land(lands *l, const char iso[2]) {
	if (iso[0] < 'A' || iso[0] > 'Z' || iso[1] < 'A' || iso[1] > 'Z') return;
	unsigned n = number_of(iso);
	l->bits[n / 64] |= 1ull << n % 64;
	l->any = true;
}

static bool has_land(const lands *l, const char iso[2]) {
	if (iso[0] < 'A' || iso[0] > 'Z' || iso[1] < 'A' || iso[1] > 'Z') return false;
	unsigned n = number_of(iso);
	return l->bits[n / 64] >> n % 64 & 1;
}

/* Part of a list around the article that lies nearest to `place`. */
static dx_list near(const dx_identity *id, dx_list list, uint32_t place, uint32_t most) {
	if (list.count <= most) return list;
	uint32_t lo = 0, hi = list.count;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (id->place[list.items[mid]] < place)
			lo = mid + 1;
		else
			hi = mid;
	}
	uint32_t from = lo > most / 2 ? lo - most / 2 : 0;
	if (from + most > list.count) from = list.count - most;
	return (dx_list){list.items + from, most};
}

/* Company that tells something: named, and not met everywhere. Points grow with the square of the times that its share
 * of all articles is halved, less what so many articles would have by chance; countries and places count a third. */
static int weight(const dx_identity *id, const dx_seen *s, uint32_t looked_at) {
	if (s->form == DX_SEEN_NAMELESS && s->type != DIXIT_COUNTRY) return 0;
	if (s->type == DIXIT_GROUP || s->type == DIXIT_MEDIUM) return 0;
	uint64_t df = id->articles[s->key], n = id->place_count;
	int halved = 0;
	for (uint64_t share = df * 2; share <= n && halved < 6; share *= 2) halved++;
	int points = halved * halved / 3;
	uint64_t chance = df * looked_at * 4 / n; /* in quarters */
	points = chance >= 4 ? 0 : points * (int)(4 - chance) / 4;
	return s->type == DIXIT_COUNTRY || s->type == DIXIT_PLACE ? points / 3 : points;
}

typedef struct range {
	uint32_t first, last;
} range;

static range company_in(const dx_identity *id, uint32_t place) {
	range r = {id->begin[place], id->begin[place + 1]};
	if (r.last - r.first > DX_COMPANY_MAX) r.last = r.first + DX_COMPANY_MAX;
	return r;
}

static void meet(dx_identity *id, dx_list list, lands *where, uint32_t turn) {
	for (uint32_t i = 0; i < list.count; i++) {
		range r = company_in(id, id->place[list.items[i]]);
		for (uint32_t k = r.first; k < r.last; k++) {
			const dx_seen *s = &id->seen.items[k];
			if (k != list.items[i]) id->mark[s->key] = turn;
			if (k != list.items[i] || s->country[0]) add_land(where, s->country);
		}
	}
}

static int shared(dx_identity *id, dx_list list, lands *where, uint32_t turn) {
	int points = 0;
	for (uint32_t i = 0; i < list.count; i++) {
		range r = company_in(id, id->place[list.items[i]]);
		for (uint32_t k = r.first; k < r.last; k++) {
			const dx_seen *s = &id->seen.items[k];
			add_land(where, s->country);
			if (k == list.items[i] || id->mark[s->key] != turn) continue;
			id->mark[s->key] = 0;
			points += weight(id, s, list.count);
		}
	}
	return points < 4 ? 0 : points < 64 ? points - 4 : 60; /* a little is shared by chance */
}

/* Is there an article among those looked at that has both? The lists are in order. */
static bool together(const dx_identity *id, dx_list a, dx_list b) {
	if (a.count > b.count) {
		dx_list swap = a;
		a = b;
		b = swap;
	}
	uint32_t step = a.count / 64 + 1;
	for (uint32_t i = 0; i < a.count; i += step) {
		uint32_t lo = 0, hi = b.count, place = id->place[a.items[i]];
		while (lo < hi) {
			uint32_t mid = lo + (hi - lo) / 2;
			if (id->place[b.items[mid]] < place)
				lo = mid + 1;
			else
				hi = mid;
		}
		if (lo < b.count && id->place[b.items[lo]] == place) return true;
	}
	return false;
}

/* Does the other side's company name the countries of these traits? */
static int at_home(const dx_traits *t, const lands *theirs) {
	if (!t->land_count || !theirs->any) return 0;
	for (unsigned i = 0; i < t->land_count; i++)
		if (has_land(theirs, t->lands[i].iso)) return 8;
	return -25;
}

/* The country of somebody often met is named beside the other one: a slip of one article is likelier than a namesake.
 */
static bool dominant_at_home(const dx_traits *t, const lands *theirs) {
	for (unsigned i = 0; i < t->land_count; i++)
		if (t->lands[i].count >= 8 && has_land(theirs, t->lands[i].iso)) return true;
	return false;
}

static int overlap(const lands *a, const lands *b) {
	if (!a->any || !b->any) return 0;
	for (unsigned i = 0; i < LAND_WORDS; i++)
		if (a->bits[i] & b->bits[i]) return 8;
	return -22;
}

dx_company dx_company_of(dixit_corpus *corpus, dx_list a, dx_list b, const dx_traits *traits_a,
                         const dx_traits *traits_b) {
	dx_identity *id = corpus->identity;
	dx_company out = {0};
	if (!a.count || !b.count) { /* somebody of the roster whom no article names */
		lands where = {{0}, false};
		dx_list list = a.count ? a : b;
		const dx_traits *listed = a.count ? traits_b : traits_a, *named = a.count ? traits_a : traits_b;
		meet(id, near(id, list, 0, DX_SAMPLE_MAX / 3), &where, ++id->turn);
		if (list.count && !named->land_count) out.home = at_home(listed, &where);
		return out;
	}
	out.together = together(id, a, b);
	dx_list near_a = near(id, a, id->place[b.items[b.count / 2]], DX_SAMPLE_MAX / 3);
	dx_list near_b = near(id, b, id->place[near_a.items[near_a.count / 2]], DX_SAMPLE_MAX);
	lands where_a = {{0}, false}, where_b = {{0}, false};
	uint32_t turn = ++id->turn;
	meet(id, near_a, &where_a, turn);
	out.shared = shared(id, near_b, &where_b, turn);
	if (traits_a->land_count && traits_b->land_count)
		out.home = dominant_at_home(traits_a, &where_b) || dominant_at_home(traits_b, &where_a) ? 20 : 0;
	else if (traits_a->land_count)
		out.home = at_home(traits_a, &where_b);
	else if (traits_b->land_count)
		out.home = at_home(traits_b, &where_a);
	else
		out.home = overlap(&where_a, &where_b);
	return out;
}
