/* Offices without a name: "the Nigerian foreign minister" is whoever the corpus knows to hold that office then. */
#include "corpus/who.h"

#include <stdlib.h>

enum { HOLDERS_MAX = 8, NEAR = 400, APART = 120 };

typedef struct holder {
	uint64_t office;
	uint32_t figure;
	uint16_t count;
	int32_t first, last;
} holder;

static uint64_t office_of(uint32_t job, const char country[2]) {
	return (uint64_t)job << 16 | (uint64_t)(unsigned char)country[0] << 8 | (unsigned char)country[1];
}

static int by_office(const void *a, const void *b) {
	const holder *x = a, *y = b;
	if (x->office != y->office) return x->office < y->office ? -1 : 1;
	if (x->count != y->count) return x->count > y->count ? -1 : 1;
	return (x->figure > y->figure) - (x->figure < y->figure);
}

typedef DX_VEC(holder) holders;

static void list_holders(dixit_corpus *corpus, holders *out) {
	const dx_identity *id = corpus->identity;
	for (uint32_t f = 0; f < id->figures.count; f++) {
		const dx_figure *figure = &id->figures.items[f];
		if (figure->same != f || !figure->traits || !figure->size) continue;
		for (unsigned i = 0; i < figure->traits->post_count; i++) {
			const dx_post *post = &figure->traits->posts[i];
			if (!id->jobs[post->job].sole || !post->country[0] || post->first == DX_UNDATED) continue;
			*DX_PUSH(&corpus->temp, out) =
			    (holder){office_of(post->job, post->country), f, post->count, post->first, post->last};
		}
	}
	if (out->count > 1) qsort(out->items, out->count, sizeof *out->items, by_office);
}

static int32_t days_off(const holder *h, int32_t day) {
	return day < h->first ? h->first - day : day > h->last ? day - h->last : 0;
}

/* Is the figure named in the article beside the office? Then the office is somebody else's, or the article would say.
 */
static bool named_there(const dx_identity *id, uint32_t place, uint32_t figure) {
	for (uint32_t i = id->begin[place]; i < id->begin[place + 1]; i++)
		if (id->figure_of[i] != DX_NONE && dx_figure_root(id, id->figure_of[i]) == figure) return true;
	return false;
}

static uint32_t first_holder(const holders *all, uint64_t office) {
	uint32_t lo = 0, hi = all->count;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (all->items[mid].office < office)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* The one holder near the day; DX_NONE: nobody, or several. */
static uint32_t holder_then(const dx_identity *id, const holders *all, uint64_t office, uint32_t place) {
	uint32_t lo = first_holder(all, office), best = DX_NONE;
	int32_t best_off = NEAR, second = INT32_MAX, day = id->day[place];
	for (uint32_t i = lo, n = 0; i < all->count && all->items[i].office == office; i++) {
		if (++n > HOLDERS_MAX) return DX_NONE;
		int32_t off = days_off(&all->items[i], day);
		if (off < best_off) {
			second = best == DX_NONE ? second : best_off;
			best_off = off;
			best = all->items[i].figure;
		} else if (off < second) {
			second = off;
		}
	}
	if (best == DX_NONE || (second != INT32_MAX && second < best_off + APART)) return DX_NONE;
	return named_there(id, place, best) ? DX_NONE : best;
}

/* Whom the roster knows to hold the office then. */
static uint32_t listed_holder(const dixit_corpus *corpus, uint32_t seen) {
	const dx_identity *id = corpus->identity;
	const dx_seen *s = &id->seen.items[seen];
	dx_office_query query = {.day = dx_day_written(corpus, id->place[seen])};
	for (uint32_t k = 0; k < s->held_count && query.day; k++) {
		const dx_held *held = &id->held.items[s->held + k];
		if (!id->jobs[held->title].sole || id->jobs[held->title].deputy || !held->country[0]) continue;
		query.title = id->titles.items.items[held->title];
		memcpy(query.country, held->country, sizeof held->country);
		const dx_roster_person *person = dx_roster_holder(corpus->roster, &query);
		if (!person) return DX_NONE;
		uint32_t root = dx_figure_root(id, id->listed_figure[person - dx_roster_at(corpus->roster, 0)]);
		return named_there(id, id->place[seen], root) ? DX_NONE : root;
	}
	return DX_NONE;
}

/* The office that the entity is named for, where only one person has it at a time. */
static uint64_t sole_office(const dx_identity *id, const dx_seen *s) {
	for (uint32_t k = 0; k < s->held_count; k++) {
		const dx_held *held = &id->held.items[s->held + k];
		const dx_job *job = &id->jobs[held->title];
		if (job->sole && !job->deputy && held->country[0]) return office_of(job->same, held->country);
	}
	return 0;
}

/* A figure for the entity: with others of that key and target, or its own. */
static uint32_t figure_for(dixit_corpus *corpus, dx_map *known, uint32_t seen, uint32_t target) {
	dx_identity *id = corpus->identity;
	const dx_seen *s = &id->seen.items[seen];
	uint32_t office = sole_office(id, s) != 0;
	uint32_t parts[3] = {s->key, target, target != DX_NONE || office ? 0 : id->place[seen] + 1};
	bool added;
	dx_slice key = {dx_strndup(&corpus->temp, (const char *)parts, sizeof parts), sizeof parts};
	dx_slot *slot = dx_map_put(known, key, id->figures.count, &added);
	if (added) {
		uint32_t f = dx_figure_new(corpus, DIXIT_PERSON, DX_NONE);
		id->figures.items[f].form = DX_SEEN_NAMELESS;
		id->figures.items[f].vague = target == DX_NONE && !office;
	}
	return slot->value;
}

void dx_offices_place(dixit_corpus *corpus) {
	dx_identity *id = corpus->identity;
	holders all = {0};
	list_holders(corpus, &all);
	uint32_t *target = dx_alloc_raw(&corpus->temp, (id->seen.count + 1) * sizeof *target);
	for (uint32_t i = 0; i < id->seen.count; i++) {
		const dx_seen *s = &id->seen.items[i];
		target[i] = DX_NONE;
		if (s->type != DIXIT_PERSON || id->figure_of[i] != DX_NONE || s->form != DX_SEEN_NAMELESS) continue;
		uint64_t office = sole_office(id, s);
		if (!office || id->day[id->place[i]] == DX_UNDATED) continue;
		target[i] = holder_then(id, &all, office, id->place[i]);
		if (target[i] == DX_NONE) target[i] = listed_holder(corpus, i);
	}
	dx_map known;
	dx_map_init(&known, &corpus->temp, 1024);
	uint32_t first = id->figures.count;
	for (uint32_t i = 0; i < id->seen.count; i++) {
		if (id->seen.items[i].type != DIXIT_PERSON || id->figure_of[i] != DX_NONE) continue;
		uint32_t f = figure_for(corpus, &known, i, target[i]);
		bool fresh = f >= first && !id->figures.items[f].seen.count;
		dx_figure_take(corpus, f, i);
		if (fresh && target[i] != DX_NONE) dx_figure_join(corpus, f, target[i], DX_WHY_OFFICE);
	}
}
