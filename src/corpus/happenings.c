/* Events of all articles, fullest first: each joins the happening that it agrees with best, or begins one. They meet by
 * type, day and participant (or name), so the work for an event is bounded however many there are. */
#include "corpus/happenings.h"

#include "base/utf8.h"
#include "corpus/event_key.h"
#include "corpus/identity.h"
#include "event/date.h"
#include "record/record.h"
#include <stdio.h>
#include <stdlib.h>

enum {
	GUESTS = 24,      /* participants that are looked at */
	SHELF = 12,       /* happenings of one type, day and participant that are looked at */
	NAMED_DAYS = 3,   /* a summit goes on for some days, and articles tell of different ones */
	UNDATED_DAYS = 7, /* an undated event is told within so many days of the named one */
	FRESH_DAYS = 2    /* … or of the meeting of the same participants */
};

/* An event as an article tells it. */
typedef struct told {
	uint32_t article, number;
	uint32_t *guests; /* entities */
	uint32_t guest_count;
	int32_t place, host; /* entities, -1: none */
	dx_slice name;       /* folded */
	dx_day day;
	uint8_t type;
	bool vague; /* the day is nowhere in the clause: "met", "met yesterday" */
} told;

typedef DX_VEC(const dx_linked *) party;

/* An event of the world. */
typedef struct happening {
	uint32_t first; /* told: the earliest article's */
	party guests;
	const dx_linked *place, *host;
	dx_slice name, key;
	dx_day day;
	DX_VEC(uint32_t) articles;
	uint8_t type;
} happening;

struct dx_happenings {
	DX_VEC(told) told;
	DX_VEC(uint32_t) first; /* article → told */
	DX_VEC(happening) all;
	DX_VEC(uint32_t) next; /* of a shelf: happening, number of the next entry + 1 */
	dx_map shelves;
	uint32_t *of; /* told → happening */
};

dx_happenings *dx_happenings_new(dixit_corpus *corpus) { return DX_NEW(&corpus->arena, dx_happenings, 1); }

/* --- the first pass ------------------------------------------------------------------------------------------------
 */

/* Does the clause say which day, by figures, month or weekday? */
static bool says_day(const dixit_corpus *corpus, dx_slice clause) {
	char word[16];
	size_t n = 0;
	for (size_t i = 0; i <= clause.len; i++) {
		char c = i < clause.len ? clause.ptr[i] : ' ';
		if (c >= '0' && c <= '9') return true;
		if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
		if (c >= 'a' && c <= 'z') {
			if (n < sizeof word) word[n] = c;
			n++;
			continue;
		}
		const dx_word *known = n && n < sizeof word ? dx_lexicon_word(corpus->lexicon, word, n) : NULL;
		for (const dx_lexeme *l = known ? known->lexemes : NULL; l; l = l->next) {
			if (l->type != DX_LEX_DATE) continue;
			uint8_t kind = dx_lexicon_date(corpus->lexicon, l)->kind;
			if (kind == DX_DATE_WEEKDAY || kind == DX_DATE_MONTH) return true;
		}
		n = 0;
	}
	return false;
}

void dx_happenings_add(dixit_corpus *corpus, const dixit_record *record, uint32_t article) {
	dx_happenings *h = corpus->happenings;
	*DX_PUSH(&corpus->arena, &h->first) = h->told.count;
	for (uint32_t i = 0; i < record->event_count; i++) {
		const dixit_event *v = &record->events[i];
		told *t = DX_PUSH(&corpus->arena, &h->told);
		*t = (told){.article = article, .number = i, .type = (uint8_t)v->type, .place = v->place, .host = v->host};
		t->guest_count = v->participants.count < GUESTS ? v->participants.count : GUESTS;
		t->guests = DX_NEW(&corpus->arena, uint32_t, t->guest_count);
		if (t->guest_count) memcpy(t->guests, v->participants.items, t->guest_count * sizeof *t->guests);
		dx_slice name = dx_utf8_fold(&corpus->temp, v->name);
		if (name.len) t->name = (dx_slice){dx_strndup(&corpus->arena, name.ptr, name.len), name.len};
		t->day = dx_day_parse(dx_slice_of(v->date));
		t->vague = !says_day(corpus, v->extent.text);
	}
}

/* --- do they agree? ------------------------------------------------------------------------------------------------
 */

typedef struct joiner {
	dixit_corpus *corpus;
	dx_happenings *h;
	const told *t;
	party guests;
	const dx_linked *place, *host;
	dx_day published;
} joiner;

static const dx_linked *entity(const dixit_corpus *corpus, const told *t, int64_t i) {
	if (i < 0) return NULL;
	const dx_linked *who = dx_identity_of(corpus, t->article, (uint32_t)i);
	return who->dropped ? NULL : who;
}

static bool same(const dx_linked *a, const dx_linked *b) { return a->as_named == b->as_named; }

static bool has(const party *p, const dx_linked *who) {
	for (uint32_t i = 0; i < p->count; i++) {
		if (same(p->items[i], who)) return true;
	}
	return false;
}

static bool is_country(const dx_linked *e) { return e->key.len > 8 && !memcmp(e->key.ptr, "country/", 8); }

/* A country and somebody or some city of it. */
static bool of_country(const dx_linked *a, const dx_linked *b) {
	return is_country(a) != is_country(b) && a->country[0] && !memcmp(a->country, b->country, 2);
}

static bool same_place(const dx_linked *a, const dx_linked *b) { return a && b && (same(a, b) || of_country(a, b)); }
static bool other_place(const dx_linked *a, const dx_linked *b) { return a && b && !same_place(a, b); }

typedef struct overlap {
	uint32_t common;      /* the same participants */
	uint32_t for_country; /* a minister here, the country there */
	uint32_t only_a, only_b;
} overlap;

static overlap overlap_of(const party *a, const party *b) {
	overlap o = {0};
	bool used[2 * GUESTS] = {false};
	for (uint32_t i = 0; i < a->count; i++) {
		if (has(b, a->items[i])) {
			o.common++;
			continue;
		}
		bool found = false;
		for (uint32_t k = 0; k < b->count && k < 2 * GUESTS && !found; k++) {
			if (used[k] || has(a, b->items[k]) || !of_country(a->items[i], b->items[k])) continue;
			used[k] = found = true;
		}
		o.for_country += found;
		o.only_a += !found;
	}
	o.only_b = b->count > o.common + o.for_country ? b->count - o.common - o.for_country : 0;
	return o;
}

static bool told_in(const happening *v, uint32_t article) {
	for (uint32_t i = v->articles.count > 64 ? v->articles.count - 64 : 0; i < v->articles.count; i++) {
		if (v->articles.items[i] == article) return true;
	}
	return false;
}

static int32_t days_between(dx_day a, dx_day b) { return a == DX_NO_DAY || b == DX_NO_DAY ? INT32_MAX : abs(a - b); }

/* By the rules of participants and place: how well they agree, 0: they are two. */
static uint32_t agreement(const joiner *j, const happening *v) {
	overlap o = overlap_of(&j->guests, &v->guests);
	bool equal = !o.only_a && !o.only_b && !o.for_country;
	bool one_within = !o.only_a || !o.only_b;
	bool placed = same_place(j->place, v->place) || (j->host && v->host && same(j->host, v->host));
	uint32_t all = o.common + o.for_country, score = 4 * o.common + 2 * o.for_country + 2 * placed + one_within;
	if (o.common >= 2) return score;
	if (all >= 2) return one_within && (o.common || placed) ? score : 0;
	if (all == 1 && o.common && placed) return one_within ? score : 0;
	/* one press conference of somebody a day */
	return equal && o.common && v->type == DIXIT_PRESS_CONFERENCE ? score : 0;
}

static bool is_named_kind(uint8_t type) { return type == DIXIT_SESSION || type == DIXIT_SUMMIT; }

/* The same name: 0 where names, days or places tell of two. */
static uint32_t name_agreement(const joiner *j, const happening *v) {
	int32_t apart = days_between(j->t->day, v->day);
	if (!dx_slice_eq(j->t->name, v->name)) return 0;
	if (apart == 0) return 64;
	if (apart <= NAMED_DAYS && v->type == DIXIT_SUMMIT) return 48 - (uint32_t)apart;
	if (apart != INT32_MAX || !same_place(j->place, v->place)) return 0;
	dx_day a = j->t->day == DX_NO_DAY ? j->published : j->t->day;
	dx_day b = v->day == DX_NO_DAY
	               ? dx_day_parse(j->corpus->articles.items[j->h->told.items[v->first].article].published)
	               : v->day;
	apart = days_between(a, b);
	return apart <= UNDATED_DAYS ? 32 - (uint32_t)apart : 0;
}

/* A day apart, or without a day: only if all participants are the same and a day is not told outright. */
static bool may_be_day(const joiner *j, const happening *v) {
	int32_t apart = days_between(j->t->day, v->day);
	if (apart == 0) return true;
	overlap o = overlap_of(&j->guests, &v->guests);
	if (o.only_a || o.only_b || o.for_country || o.common < 2) return false;
	if (apart == 1) return j->t->vague || j->h->told.items[v->first].vague;
	if (j->t->day != DX_NO_DAY || v->day == DX_NO_DAY || j->published == DX_NO_DAY) return false;
	if (v->type != DIXIT_MEETING && v->type != DIXIT_CALL) return false; /* somebody gives interviews every day */
	return j->published >= v->day && j->published - v->day <= FRESH_DAYS;
}

static uint32_t agree(const joiner *j, const happening *v) {
	if (v->type != j->t->type || other_place(j->place, v->place)) return 0;
	if (told_in(v, j->t->article)) { /* the article tells of two, unless it knows now that those who met are the same */
		overlap o = overlap_of(&j->guests, &v->guests);
		if (o.only_a || o.only_b || o.for_country || !o.common || days_between(j->t->day, v->day)) return 0;
	}
	if (j->t->name.len && v->name.len) {
		uint32_t score = name_agreement(j, v);
		if (score || is_named_kind(v->type) || !dx_slice_eq(j->t->name, v->name)) return score;
	}
	return may_be_day(j, v) ? agreement(j, v) : 0;
}

/* --- shelves: happenings by type, day and participant, or type and name
 * ----------------------------------------------- */

enum { BY_GUEST, BY_COUNTRY, BY_NAME };

typedef struct shelf_key {
	uint32_t kind, type;
	dx_day day;
	uint32_t value;
	uint64_t name;
} shelf_key;

static dx_slot *shelf(const joiner *j, const shelf_key *key, bool make) {
	dx_slice bytes = {(const char *)key, sizeof *key};
	const dx_slot *found = dx_map_find(&j->h->shelves, bytes, dx_hash(bytes.ptr, bytes.len));
	if (found || !make) return (dx_slot *)found;
	bytes.ptr = dx_strndup(&j->corpus->temp, bytes.ptr, bytes.len);
	return dx_map_put(&j->h->shelves, bytes, 0, NULL);
}

typedef struct choice {
	uint32_t best, score; /* happening, DX_NONE: none */
} choice;

static void look_on(const joiner *j, const shelf_key *key, choice *c) {
	const dx_slot *slot = shelf(j, key, false);
	uint32_t tries = 0;
	for (uint32_t at = slot ? slot->value : 0; at && tries < SHELF; at = j->h->next.items[at], tries++) {
		uint32_t v = j->h->next.items[at - 1], score = agree(j, &j->h->all.items[v]);
		bool better = score > c->score || (score && score == c->score && v < c->best);
		if (!better) continue;
		c->best = v;
		c->score = score;
	}
}

static void put_on(const joiner *j, const shelf_key *key, uint32_t v) {
	dx_slot *slot = shelf(j, key, true);
	for (uint32_t at = slot->value; at; at = j->h->next.items[at]) {
		if (j->h->next.items[at - 1] == v) return;
	}
	*DX_PUSH(&j->corpus->temp, &j->h->next) = v;
	*DX_PUSH(&j->corpus->temp, &j->h->next) = slot->value;
	slot->value = j->h->next.count - 1;
}

static uint32_t letters(const dx_linked *e) { return (uint32_t)e->country[0] << 8 | (unsigned char)e->country[1]; }

/* Days on whose shelves to look: the event's own first. */
static uint32_t days_of(const joiner *j, dx_day out[FRESH_DAYS + 3]) {
	uint32_t n = 0;
	if (j->t->day != DX_NO_DAY) {
		out[n++] = j->t->day;
		out[n++] = j->t->day - 1;
		out[n++] = j->t->day + 1;
	} else if (j->published != DX_NO_DAY) {
		for (int32_t i = 0; i <= FRESH_DAYS; i++) out[n++] = j->published - i;
	}
	return n;
}

static choice find(const joiner *j) {
	choice c = {DX_NONE, 0};
	dx_day days[FRESH_DAYS + 3];
	uint32_t n = days_of(j, days);
	for (uint32_t d = 0; d < n; d++) {
		for (uint32_t i = 0; i < j->guests.count && i < GUESTS; i++) {
			const dx_linked *who = j->guests.items[i];
			look_on(j, &(shelf_key){BY_GUEST, j->t->type, days[d], who->as_named, 0}, &c);
			if (who->country[0] && !d) look_on(j, &(shelf_key){BY_COUNTRY, j->t->type, days[d], letters(who), 0}, &c);
		}
	}
	if (j->t->name.len)
		look_on(j, &(shelf_key){BY_NAME, j->t->type, 0, 0, dx_hash(j->t->name.ptr, j->t->name.len)}, &c);
	return c;
}

static void shelve(const joiner *j, uint32_t v) {
	const happening *h = &j->h->all.items[v];
	if (h->name.len) put_on(j, &(shelf_key){BY_NAME, h->type, 0, 0, dx_hash(h->name.ptr, h->name.len)}, v);
	if (h->day == DX_NO_DAY) return;
	for (uint32_t i = 0; i < j->guests.count && i < GUESTS; i++) {
		const dx_linked *who = j->guests.items[i];
		put_on(j, &(shelf_key){BY_GUEST, h->type, h->day, who->as_named, 0}, v);
		if (who->country[0]) put_on(j, &(shelf_key){BY_COUNTRY, h->type, h->day, letters(who), 0}, v);
	}
}

/* --- settling ------------------------------------------------------------------------------------------------------
 */

static uint32_t earlier(const joiner *j, uint32_t a, uint32_t b) {
	const told *x = &j->h->told.items[a], *y = &j->h->told.items[b];
	if (x->article == y->article) return x->number < y->number ? a : b;
	return dx_report_before(j->corpus, x->article, y->article) ? a : b;
}

static void join(joiner *j, uint32_t t) {
	dx_happenings *h = j->h;
	dx_arena *arena = &j->corpus->arena;
	uint32_t v = find(j).best;
	if (v == DX_NONE) {
		v = h->all.count;
		*DX_PUSH(arena, &h->all) = (happening){.first = t, .type = j->t->type, .day = j->t->day, .name = j->t->name};
	}
	happening *it = &h->all.items[v];
	it->first = earlier(j, it->first, t);
	if (it->day == DX_NO_DAY || (j->t->day != DX_NO_DAY && j->t->day < it->day)) it->day = j->t->day;
	if (!it->name.len) it->name = j->t->name;
	/* a city tells more than its country */
	if (!it->place || (j->place && is_country(it->place) && !is_country(j->place))) it->place = j->place;
	if (!it->host) it->host = j->host;
	for (uint32_t i = 0; i < j->guests.count && it->guests.count < 2 * GUESTS; i++) {
		if (!has(&it->guests, j->guests.items[i])) *DX_PUSH(arena, &it->guests) = j->guests.items[i];
	}
	*DX_PUSH(arena, &it->articles) = j->t->article;
	h->of[t] = v;
	shelve(j, v);
}

/* Those with a day first, then the fullest, then by article. */
static int by_fullness(const void *a, const void *b, void *context) {
	const dixit_corpus *corpus = context;
	const told *x = &corpus->happenings->told.items[*(const uint32_t *)a];
	const told *y = &corpus->happenings->told.items[*(const uint32_t *)b];
	if ((x->day == DX_NO_DAY) != (y->day == DX_NO_DAY)) return x->day == DX_NO_DAY ? 1 : -1;
	uint32_t n = 2 * x->guest_count + (x->place >= 0), m = 2 * y->guest_count + (y->place >= 0);
	if (n != m) return n > m ? -1 : 1;
	if (x->article != y->article) return dx_report_before(corpus, x->article, y->article) ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

static int by_key(const void *a, const void *b) { return dx_slice_cmp(*(const dx_slice *)a, *(const dx_slice *)b); }

static dx_event_parts parts_of(const dixit_corpus *corpus, const happening *v, dx_arena *temp) {
	dx_slice *guests = DX_NEW(temp, dx_slice, v->guests.count);
	char *date = dx_alloc(temp, 11);
	for (uint32_t i = 0; i < v->guests.count; i++) guests[i] = v->guests.items[i]->key;
	if (v->guests.count) qsort(guests, v->guests.count, sizeof *guests, by_key);
	if (v->day != DX_NO_DAY) dx_day_write(v->day, date);
	dx_event_parts parts = {
	    .type = dx_slice_of(dx_event_type_name((dixit_event_type)v->type)),
	    .name = v->name,
	    .date = dx_slice_of(date),
	    .place = v->place ? v->place->key : (dx_slice){0},
	    .guests = guests,
	    .guest_count = v->guests.count,
	    .index = corpus->happenings->told.items[v->first].number,
	};
	return parts;
}

static int by_first(const void *a, const void *b, void *context) {
	const dixit_corpus *corpus = context;
	const dx_happenings *h = corpus->happenings;
	const told *x = &h->told.items[h->all.items[*(const uint32_t *)a].first];
	const told *y = &h->told.items[h->all.items[*(const uint32_t *)b].first];
	if (x->article != y->article) return dx_report_before(corpus, x->article, y->article) ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

/* An event of which too little is known has its article's name in its key, and so has the second one of two that would
 * have the same key. */
static void name_all(dixit_corpus *corpus) {
	dx_happenings *h = corpus->happenings;
	uint32_t count = h->all.count, *order = DX_NEW(&corpus->temp, uint32_t, count);
	dx_map keys;
	dx_map_init(&keys, &corpus->temp, count);
	for (uint32_t i = 0; i < count; i++) order[i] = i;
	if (count) qsort_r(order, count, sizeof *order, by_first, corpus);
	for (uint32_t i = 0; i < count; i++) {
		happening *v = &h->all.items[order[i]];
		dx_event_parts parts = parts_of(corpus, v, &corpus->temp);
		bool own = !v->name.len && (!parts.date.len || (!parts.guest_count && !parts.place.len));
		dx_slice article = corpus->articles.items[h->told.items[v->first].article].id;
		if (own) parts.article = article;
		bool added;
		v->key = dx_event_key(&parts, &corpus->arena);
		dx_map_put(&keys, v->key, 0, &added);
		if (added || own) continue;
		parts.article = article;
		v->key = dx_event_key(&parts, &corpus->arena);
		dx_map_put(&keys, v->key, 0, NULL);
	}
}

void dx_happenings_settle(dixit_corpus *corpus) {
	dx_happenings *h = corpus->happenings;
	uint32_t count = h->told.count, *order = DX_NEW(&corpus->temp, uint32_t, count);
	dx_map_init(&h->shelves, &corpus->temp, count);
	h->of = DX_NEW(&corpus->arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++) order[i] = i;
	if (count) qsort_r(order, count, sizeof *order, by_fullness, corpus);
	for (uint32_t i = 0; i < count; i++) {
		const told *t = &h->told.items[order[i]];
		joiner j = {.corpus = corpus, .h = h, .t = t};
		j.place = entity(corpus, t, t->place);
		j.host = entity(corpus, t, t->host);
		j.published = dx_day_parse(corpus->articles.items[t->article].published);
		for (uint32_t k = 0; k < t->guest_count; k++) {
			const dx_linked *who = entity(corpus, t, t->guests[k]);
			if (who && !has(&j.guests, who)) *DX_PUSH(&corpus->temp, &j.guests) = who;
		}
		join(&j, order[i]);
	}
	name_all(corpus);
}

dx_slice dx_happening_key(const dixit_corpus *corpus, uint32_t article, uint32_t event) {
	const dx_happenings *h = corpus->happenings;
	return h->all.items[h->of[h->first.items[article] + event]].key;
}
