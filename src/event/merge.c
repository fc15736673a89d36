/* Sightings become events. Events are found again by a participant and their type, so that the work is bounded for each
 * sighting whatever the article's length. */
#include "event/hunt.h"

enum {
	TYPES = DIXIT_INTERVIEW + 1,
	CHAIN = 8,
	LEAD = 3 /* statements and sentences back */,
	NEAR = 5 /* paragraphs that "the meeting" may point back over */
};

typedef struct told {
	dx_sighting s;
	dx_day day;
	uint32_t paragraph;
	bool cancelled;
	int32_t before[DX_EV_PEOPLE]; /* event before with the same participant and type, or -1 */
} told;

typedef struct merger {
	const dx_hunt *h;
	told *events; /* room for one a sighting */
	uint32_t count;
	int32_t *latest; /* by entity * TYPES + type: the latest event, or -1 */
	int32_t latest_of[TYPES];
} merger;

static const dx_entity *entity(const merger *m, int64_t e) { return &m->h->entities->items[e]; }

static bool has(const dx_sighting *s, uint32_t e) {
	for (uint32_t k = 0; k < s->count; k++) {
		if (s->people[k] == e) return true;
	}
	return false;
}

/* Are all of a's participants b's, bodies apart? */
static bool within(const dx_sighting *a, const dx_sighting *b) {
	for (uint32_t k = 0; k < a->count; k++) {
		if (!has(b, a->people[k]) && (int32_t)a->people[k] != a->body) return false;
	}
	return true;
}

/* Doha lies in Qatar. */
static bool contains(const merger *m, int32_t outer, int32_t inner) {
	const dx_entity *o = entity(m, outer), *i = entity(m, inner);
	return o->type == DIXIT_COUNTRY && o->country[0] && !memcmp(o->country, i->country, 2);
}

static bool same_place(const merger *m, int32_t a, int32_t b) {
	return a == b || contains(m, a, b) || contains(m, b, a);
}

static bool contradicts(const merger *m, const told *t, const dx_sighting *s, dx_day day) {
	if (t->day != DX_NO_DAY && day != DX_NO_DAY && t->day != day) return true;
	if ((t->s.when.kind == DX_WHEN_VAGUE && day != DX_NO_DAY) || (t->day != DX_NO_DAY && s->when.kind == DX_WHEN_VAGUE))
		return true;
	if (t->s.place >= 0 && s->place >= 0 && !same_place(m, t->s.place, s->place)) return true;
	bool dated = t->day != DX_NO_DAY && t->day == day;
	return !dated && (s->again || t->s.reality != s->reality);
}

static bool is_united_nations(const merger *m, int32_t e) {
	dx_slice name = entity(m, e)->name;
	return name.len >= 7 && !memcmp(name.ptr + name.len - 7, "Nations", 7);
}

static bool same_session(const merger *m, const told *t, const dx_sighting *s, dx_day day) {
	if (t->s.body < 0 || s->body < 0) return within(s, &t->s) || within(&t->s, s);
	bool subset = within(s, &t->s) || within(&t->s, s);
	if (t->s.body != s->body) return subset && (is_united_nations(m, t->s.body) || is_united_nations(m, s->body));
	return subset || day != DX_NO_DAY || (t->s.when.kind == s->when.kind && t->s.when.value == s->when.value);
}

static bool same_event(const merger *m, const told *t, const dx_sighting *s, dx_day day) {
	if (t->s.type != s->type || contradicts(m, t, s, day)) return false;
	if (s->type == DIXIT_SESSION) return same_session(m, t, s, day);
	if (!within(s, &t->s) && !within(&t->s, s)) return false;
	uint32_t fewer = s->count < t->s.count ? s->count : t->s.count;
	bool placed = t->s.place >= 0 && s->place >= 0, dated = t->day != DX_NO_DAY && day != DX_NO_DAY;
	if (s->type == DIXIT_VISIT) return placed || dated;
	if (s->type == DIXIT_PRESS_CONFERENCE || s->type == DIXIT_INTERVIEW) return true;
	return fewer > 1 || placed || dated || s->their;
}

/* Is the entity only described: "a senior diplomat"? */
static bool described(const merger *m, uint32_t e) {
	const dx_entity *who = entity(m, e);
	if (who->type != DIXIT_PERSON && who->type != DIXIT_GROUP) return false;
	for (uint32_t k = 0; k < who->mentions.count && k < 8; k++) {
		const dx_mention *mention = dx_ev_mention(m->h, (int32_t)who->mentions.items[k]);
		if (mention->form == DIXIT_NAME && mention->name_first < mention->name_last && who->type == DIXIT_PERSON)
			return false;
	}
	return true;
}

/* "A senior Iranian diplomat discussed … with a Kremlin envoy" and then "X met with Y": who is described in one is
 * named in the other, from the same countries. pairs[k]: the partner of s's participant k. */
static bool pair_up(const merger *m, const told *t, const dx_sighting *s, uint32_t *pairs) {
	bool by_country = false, used[DX_EV_PEOPLE] = {false};
	if (t->s.count != s->count || s->count < 2) return false;
	for (uint32_t k = 0; k < s->count; k++) {
		const dx_entity *a = entity(m, s->people[k]);
		uint32_t best = UINT32_MAX;
		for (uint32_t j = 0; j < t->s.count; j++) {
			const dx_entity *b = entity(m, t->s.people[j]);
			if (used[j]) continue;
			if (s->people[k] == t->s.people[j]) {
				best = j;
				break;
			}
			bool fits = described(m, s->people[k]) != described(m, t->s.people[j]) &&
			            (b->type == DIXIT_PERSON || b->type == DIXIT_GROUP);
			bool same = a->country[0] && !memcmp(a->country, b->country, 2);
			bool unknown = !a->country[0] || !b->country[0];
			if (fits && (same || (unknown && best == UINT32_MAX))) best = j;
			if (fits && same) break;
		}
		if (best == UINT32_MAX) return false;
		used[best] = true;
		pairs[k] = best;
		by_country |= a->country[0] && !memcmp(a->country, entity(m, t->s.people[best])->country, 2);
	}
	return by_country;
}

/* Holds the person an office that speaks for a country? */
static bool minister(const dx_entity *e) { return e->type == DIXIT_PERSON && e->country[0] && e->roles.count; }

/* "Norway and Iceland held talks" and "the Norwegian foreign minister met her Icelandic counterpart": each country has
 * somebody there, and each of those is from one of the countries. */
static bool stand_for(const merger *m, const dx_sighting *countries, const dx_sighting *people) {
	unsigned found = 0;
	for (uint32_t k = 0; k < people->count; k++) {
		const dx_entity *e = entity(m, people->people[k]);
		bool fits = false;
		for (uint32_t j = 0; minister(e) && j < countries->count; j++) {
			const dx_entity *c = entity(m, countries->people[j]);
			if (c->type != DIXIT_COUNTRY || memcmp(c->country, e->country, 2) != 0) continue;
			fits = true;
			found |= 1u << j;
		}
		if (!fits) return false;
	}
	return people->count > 1 && countries->count > 1 && found == (1u << countries->count) - 1;
}

static void enter(merger *m, uint32_t event, uint32_t k) {
	told *t = &m->events[event];
	int32_t *latest = &m->latest[(size_t)t->s.people[k] * TYPES + t->s.type];
	t->before[k] = *latest;
	*latest = (int32_t)event;
}

/* "The United Nations" was the General Assembly: take the one out for the other. */
static void replace_body(merger *m, uint32_t event, int32_t body) {
	told *t = &m->events[event];
	for (uint32_t k = 0; k < t->s.count; k++) {
		if ((int32_t)t->s.people[k] != t->s.body) continue;
		t->s.people[k] = (uint32_t)body;
		enter(m, event, k);
	}
	t->s.body = body;
	t->s.name = entity(m, body)->name;
}

static void join(merger *m, uint32_t event, uint32_t person) {
	told *t = &m->events[event];
	uint32_t count = t->s.count;
	dx_ev_add_entity(&t->s, person);
	if (t->s.count > count) enter(m, event, count);
}

static void fill(merger *m, uint32_t event, const dx_sighting *s, dx_day day) {
	told *t = &m->events[event];
	if (t->day == DX_NO_DAY && (day != DX_NO_DAY || t->s.when.kind == DX_WHEN_NONE)) {
		t->day = day;
		t->s.when = s->when;
	}
	if (s->place >= 0 && (t->s.place < 0 || (t->s.place != s->place && contains(m, t->s.place, s->place))))
		t->s.place = s->place;
	if (t->s.host < 0) t->s.host = s->host;
	if (!t->s.name.len) t->s.name = s->name;
	if (s->body >= 0 && t->s.body < 0) {
		t->s.body = s->body;
		t->s.name = s->name;
	} else if (s->body >= 0 && t->s.body != s->body && is_united_nations(m, t->s.body)) {
		replace_body(m, event, s->body);
	}
}

static void fuse(merger *m, uint32_t event, const dx_sighting *s, dx_day day) {
	fill(m, event, s, day);
	int32_t body = m->events[event].s.body;
	for (uint32_t k = 0; k < s->count; k++) { /* "the United Nations" again is no second body */
		if ((int32_t)s->people[k] != s->body || body == s->body) join(m, event, s->people[k]);
	}
}

static uint32_t paragraph_of(const dx_hunt *h, const dx_sighting *s) {
	return h->text->sentences[dx_ev_at(h, s->at)->sentence].paragraph;
}

/* Types that a noun may point back to. */
static uint32_t pointed(const dx_hunt *h, const dx_sighting *s) {
	const uint32_t meetings = 1u << DIXIT_MEETING | 1u << DIXIT_SUMMIT | 1u << DIXIT_SESSION;
	if (s->speech) return 1u << DIXIT_SESSION;
	if (s->type == DIXIT_MEETING && h->codes[s->at] != DX_EV_TALKS) return meetings;
	if (s->type == DIXIT_SESSION) return 1u << DIXIT_SUMMIT | 1u << DIXIT_SESSION | 1u << DIXIT_MEETING;
	return 1u << s->type;
}

/* "The meeting", "their talks", "his speech": the latest such event. */
static int32_t antecedent(const merger *m, const dx_sighting *s, dx_day day) {
	uint32_t types = pointed(m->h, s), here = paragraph_of(m->h, s);
	int32_t best = -1;
	for (int type = 0; type < TYPES; type++) {
		if (types >> type & 1 && m->latest_of[type] > best) best = m->latest_of[type];
	}
	if (best < 0) return -1;
	const told *t = &m->events[best];
	if (here - t->paragraph > NEAR || contradicts(m, t, s, day)) return -1;
	bool closed =
	    s->speech || s->their || t->s.type == DIXIT_CALL || t->s.type == DIXIT_INTERVIEW || t->s.type == DIXIT_VISIT;
	return closed && !within(s, &t->s) ? -1 : best;
}

static bool has_person(const merger *m, const dx_sighting *s) {
	for (uint32_t k = 0; k < s->count; k++) {
		if (entity(m, s->people[k])->type == DIXIT_PERSON || entity(m, s->people[k])->type == DIXIT_GROUP) return true;
	}
	return false;
}

static bool enough(const merger *m, const dx_sighting *s, dx_day day) {
	bool dated = day != DX_NO_DAY || (s->when.kind != DX_WHEN_NONE && s->when.kind != DX_WHEN_VAGUE),
	     placed = s->place >= 0;
	uint32_t people = s->count - (s->body >= 0 && has(s, (uint32_t)s->body));
	if (s->speech || !s->count) return s->type == DIXIT_SUMMIT && placed && dated;
	if (s->many && day == DX_NO_DAY) return false;
	if (s->weak && !dated && !placed) return false;
	if (s->reality == DX_AHEAD && !dated && (!placed || (s->type == DIXIT_VISIT && s->when.kind == DX_WHEN_NONE)))
		return false;
	const dx_entity *first = entity(m, s->people[0]);
	bool several = people == 1 && first->number == 'p', thing = first->type == DIXIT_ORGANISATION;
	switch (s->type) {
	case DIXIT_MEETING: return people > 1 || ((placed || dated) && (several || !(s->the || thing)));
	case DIXIT_CALL: return people > 1 || (dated && !s->the);
	case DIXIT_VISIT: return placed || dated;
	case DIXIT_SESSION: return s->body >= 0 && (people || placed || dated);
	case DIXIT_SUMMIT: return placed || s->name.len;
	case DIXIT_INTERVIEW: return has_person(m, s) && (people > 1 || (s->spoken && s->cue >= 0));
	default: return !s->the || placed || dated || (s->spoken && s->cue >= 0);
	}
}

static int32_t known(const merger *m, const dx_sighting *s, dx_day day) {
	for (uint32_t k = 0; k < s->count; k++) {
		int32_t e = m->latest[(size_t)s->people[k] * TYPES + s->type];
		for (unsigned n = 0; n < CHAIN && e >= 0; n++) {
			const told *t = &m->events[e];
			if (same_event(m, t, s, day)) return e;
			uint32_t j = 0;
			while (j < t->s.count && t->s.people[j] != s->people[k]) j++;
			e = j < t->s.count ? t->before[j] : -1; /* gone where a description gave way to a name */
		}
	}
	return -1;
}

/* "X said Tuesday that …" and then "X told a Council meeting": the lead has the date. */
static void date_from_lead(const merger *m, dx_sighting *s) {
	const dx_statement *all = m->h->statements->items, *st = s->cue >= 0 ? &all[s->cue] : NULL;
	if (!st || !s->spoken || s->when.kind != DX_WHEN_NONE || !st->speakers.count) return;
	uint32_t here = dx_ev_at(m->h, s->at)->sentence;
	for (int32_t k = s->cue - 1; k >= 0 && k >= s->cue - LEAD; k--) {
		if (all[k].cue_first >= all[k].cue_last || !all[k].speakers.count ||
		    all[k].speakers.items[0] != st->speakers.items[0])
			continue;
		if (here - dx_ev_at(m->h, all[k].cue_first)->sentence <= LEAD && dx_ev_cue_date(m->h, &all[k], &s->when))
			return;
	}
}

/* The event before, told in the same or the next paragraph, with the same people in other words. */
static int32_t renamed(merger *m, const dx_sighting *s, dx_day day) {
	uint32_t pairs[DX_EV_PEOPLE];
	int32_t e = m->latest_of[s->type];
	if (e < 0) return -1;
	told *t = &m->events[e];
	if (paragraph_of(m->h, s) - t->paragraph > 1 || contradicts(m, t, s, day) || !pair_up(m, t, s, pairs)) return -1;
	for (uint32_t k = 0; k < s->count; k++) {
		uint32_t *there = &t->s.people[pairs[k]];
		if (*there == s->people[k] || !described(m, *there)) continue;
		*there = s->people[k];
		enter(m, (uint32_t)e, pairs[k]);
	}
	fill(m, (uint32_t)e, s, day);
	return e;
}

/* Countries that met, told a few paragraphs before as their ministers, or the other way round. */
static int32_t represented(merger *m, const dx_sighting *s, dx_day day) {
	int32_t e = m->latest_of[s->type];
	if (e < 0 || s->type != DIXIT_MEETING) return -1;
	const told *t = &m->events[e];
	if (paragraph_of(m->h, s) - t->paragraph > NEAR || s->again || contradicts(m, t, s, day)) return -1;
	if (!stand_for(m, &t->s, s) && !stand_for(m, s, &t->s)) return -1;
	fuse(m, (uint32_t)e, s, day);
	return e;
}

/* "In separate calls with his Qatari and Syrian counterparts", without a day: calls told before, if there are such. */
static bool retold(const merger *m, const dx_sighting *s, dx_day day) {
	if (!s->nameless || day != DX_NO_DAY || s->place >= 0) return false;
	for (uint32_t k = 0; k < s->count; k++) {
		if (m->latest[(size_t)s->people[k] * TYPES + s->type] >= 0) return true;
	}
	return false;
}

static int32_t make(merger *m, const dx_sighting *s, dx_day day) {
	told *t = &m->events[m->count++];
	t->s = *s;
	t->day = day;
	t->paragraph = paragraph_of(m->h, s);
	uint32_t event = m->count - 1;
	for (uint32_t k = 0; k < s->count; k++) enter(m, event, k);
	return (int32_t)event;
}

/* "The meeting was cancelled": the coming one told last is none. */
static void cancel(merger *m, const dx_sighting *s, dx_day day) {
	int32_t e = m->latest_of[s->type];
	if (e < 0) return;
	told *t = &m->events[e];
	bool other = t->day != DX_NO_DAY && day != DX_NO_DAY && t->day != day;
	if (t->s.reality == DX_AHEAD && !other && within(s, &t->s) && paragraph_of(m->h, s) - t->paragraph <= NEAR)
		t->cancelled = true;
}

/* "The two met again", "after their meeting": the people of the event before, whatever it was. */
static void same_people(const merger *m, dx_sighting *s) {
	int32_t best = -1;
	for (int type = 0; type < TYPES; type++) {
		if (m->latest_of[type] > best) best = m->latest_of[type];
	}
	if (best < 0) return;
	const told *t = &m->events[best];
	if (t->s.count < 2 || paragraph_of(m->h, s) - t->paragraph > NEAR || !within(s, &t->s)) return;
	for (uint32_t k = 0; k < t->s.count; k++) {
		const dx_entity *e = entity(m, t->s.people[k]);
		if (e->type != DIXIT_MEDIUM && (int32_t)t->s.people[k] != t->s.body) dx_ev_add_entity(s, t->s.people[k]);
	}
}

static void place(merger *m, dx_sighting *s) {
	dx_tense tense = s->reality == DX_AHEAD ? DX_FUTURE : s->noun ? DX_OPEN : DX_PAST;
	date_from_lead(m, s);
	dx_day day = dx_when_day(&s->when, m->h->published, tense);
	if (s->body >= 0) dx_ev_add_entity(s, (uint32_t)s->body);
	if (s->cancels) {
		cancel(m, s, day);
		return;
	}
	int32_t e = s->the || s->their || s->speech ? antecedent(m, s, day) : -1;
	if (e < 0 && s->their) same_people(m, s);
	if (e < 0) e = known(m, s, day);
	if (e >= 0) {
		fuse(m, (uint32_t)e, s, day);
	} else {
		if (!enough(m, s, day) || retold(m, s, day)) return;
		e = renamed(m, s, day);
		if (e < 0) e = represented(m, s, day);
		if (e < 0) e = make(m, s, day);
	}
	s->event = e;
	m->latest_of[m->events[e].s.type] = e;
	m->events[e].paragraph = paragraph_of(m->h, s);
}

static void finish(const merger *m, const told *t, dx_event *out) {
	const dx_hunt *h = m->h;
	const dx_sighting *s = &t->s;
	*out = (dx_event){.type = s->type, .name = s->name, .place = s->place, .host = s->host};
	out->participants.items = DX_NEW(h->arena, uint32_t, s->count + 1);
	for (uint32_t k = 0; k < s->count; k++) { /* by entity, which is by first mention */
		uint32_t i = out->participants.count++;
		for (; i > 0 && out->participants.items[i - 1] > s->people[k]; i--)
			out->participants.items[i] = out->participants.items[i - 1];
		out->participants.items[i] = s->people[k];
	}
	if (t->day != DX_NO_DAY) dx_day_write(t->day, out->date);
	out->span = (dx_span){dx_ev_at(h, s->first)->start, dx_ev_at(h, s->last - 1)->end};
}

/* "Met on the sidelines of the summit": where the summit is. */
static void place_beside(merger *m) {
	const dx_sighting *all = m->h->seen.items;
	for (uint32_t k = 0; k < m->h->seen.count; k++) {
		if (!all[k].beside || all[k].event < 0) continue;
		uint32_t sentence = dx_ev_at(m->h, all[k].at)->sentence;
		for (uint32_t j = k ? k - 1 : 1; j < m->h->seen.count && j <= k + 1; j += 2) {
			if (all[j].event < 0 || all[j].type != DIXIT_MEETING || dx_ev_at(m->h, all[j].at)->sentence != sentence)
				continue;
			told *met = &m->events[all[j].event];
			if (met->s.place < 0) met->s.place = m->events[all[k].event].s.place;
		}
	}
}

/* Events that were cancelled fall out; the sightings learn the new numbers. */
static void number(dx_hunt *h, const merger *m, dx_events *out) {
	int32_t *now = DX_NEW(h->arena, int32_t, m->count + 1);
	out->items = DX_NEW(h->arena, dx_event, m->count + 1);
	for (uint32_t k = 0; k < m->count; k++) {
		now[k] = m->events[k].cancelled ? -1 : (int32_t)out->count;
		if (!m->events[k].cancelled) finish(m, &m->events[k], &out->items[out->count++]);
	}
	for (uint32_t k = 0; k < h->seen.count; k++) {
		if (h->seen.items[k].event >= 0) h->seen.items[k].event = now[h->seen.items[k].event];
	}
}

void dx_ev_merge(dx_hunt *h, dx_events *out) {
	merger m = {.h = h, .events = DX_NEW(h->arena, told, h->seen.count + 1)};
	size_t cells = (size_t)h->entities->count * TYPES;
	m.latest = dx_alloc_raw(h->arena, (cells + 1) * sizeof *m.latest);
	memset(m.latest, -1, cells * sizeof *m.latest);
	memset(m.latest_of, -1, sizeof m.latest_of);
	for (uint32_t k = 0; k < h->seen.count; k++) place(&m, &h->seen.items[k]);
	place_beside(&m);
	number(h, &m, out);
}
