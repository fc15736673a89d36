/* What stands behind a trigger: "with X and Y", "in Doha", "on Saturday", in any order. */
#include "event/hunt.h"

enum { TOPIC = 14 /* words of "on the situation in Gaza" that are passed over */ };

static bool date_at(const dx_hunt *h, uint32_t i, dx_when *out) {
	if (i >= h->last) return false;
	dx_calendar c = {h->text, h->lexicon, h->codes};
	return dx_when_at(&c, i, h->last, out);
}

static void take_date(dx_sighting *s, const dx_when *when) {
	if (s->when.kind == DX_WHEN_NONE || (s->when.kind == DX_WHEN_VAGUE && when->kind != DX_WHEN_VAGUE)) s->when = *when;
}

/* "on", "late", "this past": does a date follow them? */
static bool before_date(const dx_hunt *h, uint32_t i) {
	dx_when when;
	for (uint32_t k = i; k < i + 4 && k < h->last; k++) {
		if (date_at(h, k, &when)) return true;
		uint8_t code = dx_ev(h, k);
		bool lead = code == DX_EV_ON || code == DX_EV_LATE || code == DX_EV_LAST || code == DX_EV_NEXT ||
		            code == DX_EV_THIS || code == DX_EV_THE || code == DX_EV_IN || code == DX_EV_SAME ||
		            code == DX_EV_AFTER || code == DX_EV_A || code == DX_EV_COUNT || code == DX_EV_TWO;
		if (!lead) return false;
	}
	return false;
}

/* May the word at token k stand between "in" and the place: "the city of", "the presidential palace in"? */
static bool before_place(const dx_hunt *h, uint32_t k, uint32_t first) {
	const dx_token *t = dx_ev_at(h, k);
	uint8_t code = dx_ev(h, k);
	if (t->kind != DX_T_WORD) return false;
	if (code == DX_EV_OF) return dx_ev(h, k - 1) == DX_EV_TOWN;
	if (code == DX_EV_IN || code == DX_EV_AT) return k > first && dx_is(dx_ev_at(h, k - 1), DX_W_NOUN);
	return dx_is(t, DX_W_DET | DX_W_ADJ | DX_W_NOUN) || t->word->form.ptr[0] == '\'';
}

/* The place named behind "in" or "at", from token i; returns the token behind it, 0: none. */
static uint32_t place_at(const dx_hunt *h, dx_sighting *s, uint32_t i) {
	for (uint32_t k = i; k < i + 8 && k < h->last; k++) {
		int32_t m = h->begins[k];
		const dx_entity *e = dx_ev_entity(h, m);
		if (m >= 0 && dx_ev_mention(h, m)->possessive) {
			k = dx_ev_mention(h, m)->last; /* Qatar's capital Doha */
			continue;
		}
		if (e && (e->type == DIXIT_PLACE || e->type == DIXIT_COUNTRY)) {
			if (s->place < 0) s->place = dx_ev_mention(h, m)->entity;
			return dx_ev_mention(h, m)->last;
		}
		if (e && e->type == DIXIT_ORGANISATION && s->place < 0 && s->type == DIXIT_MEETING)
			s->place = dx_ev_mention(h, m)->entity; /* a palace */
		if (m >= 0) return e ? dx_ev_mention(h, m)->last : 0;
		if (!dx_ev_at(h, k)->word || !before_place(h, k, i)) return 0;
	}
	return 0;
}

typedef struct tail {
	const dx_hunt *h;
	dx_sighting *s;
	uint32_t at, takes, topic; /* topic: words left of it, 0: none open */
	bool sidelines;            /* "on the sidelines of a conference in X": the topic has the event's place */
	bool object;               /* the topic is what was discussed */
} tail;

/* "by phone", "over the phone", "by video link". */
static bool read_phone(tail *t) {
	uint32_t k = t->at + 1;
	if (dx_ev(t->h, t->at) != DX_EV_BY && dx_ev(t->h, t->at) != DX_EV_ON) return false;
	if (dx_ev(t->h, k) == DX_EV_THE) k++;
	if (dx_ev(t->h, k) != DX_EV_PHONE) return false;
	t->s->phone = true;
	t->at = t->s->last = k + 1;
	return true;
}

static bool read_people(tail *t) {
	uint8_t code = dx_ev(t->h, t->at);
	if (code < DX_EV_WITH || code - DX_EV_WITH > 31 || !(t->takes & DX_EV_TAKES(code))) return false;
	if (t->topic && t->s->type == DIXIT_VISIT) return false;        /* "for talks with X" */
	bool close = t->at == t->s->at + 1 || t->at == t->s->when.last; /* not "at the request of X" */
	if (code == DX_EV_OF && !close) return false;
	uint32_t before = t->s->count;
	uint32_t end = code == DX_EV_BETWEEN ? dx_ev_pair(t->h, t->s, t->at + 1) : dx_ev_list(t->h, t->s, t->at + 1);
	if (end == t->at + 1) return false;
	if (code == DX_EV_BETWEEN) t->s->mutual = t->s->count - before > 1 || t->s->their;
	if (code == DX_EV_BY && t->s->count > before && t->s->type != DIXIT_VISIT)
		t->s->host = (int32_t)t->s->people[before];
	t->at = t->s->last = end;
	t->topic = 0;
	return true;
}

static bool read_when(tail *t) {
	dx_when when;
	if (date_at(t->h, t->at, &when)) {
		take_date(t->s, &when);
		t->at = t->s->last = when.last;
		t->topic = 0;
		return true;
	}
	if (!before_date(t->h, t->at)) return false;
	t->at++;
	return true;
}

/* "Talks on fishing quotas in Oslo on Tuesday": a city behind the topic, with a date or nothing behind it, is where
 * they talked; "on the war in Sudan", "on the protests in Oslo" have a place of their own. */
static bool behind_topic(const tail *t) {
	const dx_hunt *h = t->h;
	if (t->object || dx_ev(h, t->at) != DX_EV_IN || dx_ev(h, t->at - 1) == DX_EV_MATTER) return false;
	const dx_entity *e = t->at + 1 < h->last ? dx_ev_entity(h, h->begins[t->at + 1]) : NULL;
	if (!e || e->type != DIXIT_PLACE) return false;
	uint32_t end = dx_ev_mention(h, h->begins[t->at + 1])->last;
	return end >= h->last || dx_ev_at(h, end)->kind == DX_T_PUNCT || before_date(h, end);
}

static bool read_where(tail *t) {
	uint8_t code = dx_ev(t->h, t->at);
	if (code != DX_EV_IN && code != DX_EV_AT) return false;
	if (t->topic && !t->sidelines && !behind_topic(t)) return false;
	uint32_t end = place_at(t->h, t->s, t->at + 1);
	if (!end) return false;
	t->at = t->s->last = end;
	return true;
}

/* "For three hours", "for talks", "behind closed doors": no topic. Returns the token behind it, or `i`. */
static uint32_t over_manner(const dx_hunt *h, const dx_sighting *s, uint32_t i) {
	if (dx_ev(h, i) == DX_EV_BEHIND && i + 2 < h->last && dx_token_is(h->text, dx_ev_at(h, i + 2), "doors"))
		return i + 3;
	if (dx_ev(h, i) != DX_EV_FOR) return i;
	for (uint32_t k = i + 1; k < i + 6 && k < h->last; k++) {
		uint8_t code = dx_ev(h, k);
		const dx_token *t = dx_ev_at(h, k);
		bool talks = s->type != DIXIT_VISIT && (code == DX_EV_TALKS || code == DX_EV_MEETING);
		if (code == DX_EV_SPAN || talks) return k + 1;
		if (t->kind != DX_T_NUMBER && code != DX_EV_COUNT &&
		    !dx_is(t, DX_W_DET | DX_W_ADJ | DX_W_NUM | DX_W_ADV | DX_W_PREP))
			break;
	}
	return i;
}

/* "Several times", "twice", "regularly": many events and no one. */
static bool read_times(tail *t) {
	uint32_t k = t->at;
	const dx_token *token = dx_ev_at(t->h, k);
	if (dx_ev(t->h, k) != DX_EV_TIMES && dx_is(token, DX_W_ADJ | DX_W_NUM | DX_W_DET)) k++;
	if (dx_ev(t->h, k) != DX_EV_TIMES) return false;
	t->s->many = true;
	t->at = k + 1;
	return true;
}

/* Words that lead on without telling anything: "separately", "again", "together". */
static bool pass_over(tail *t) {
	const dx_token *token = dx_ev_at(t->h, t->at);
	uint8_t code = dx_ev(t->h, t->at);
	uint32_t manner = t->topic ? t->at : over_manner(t->h, t->s, t->at);
	if (manner > t->at) {
		t->at = manner;
		return true;
	}
	if (code == DX_EV_AGAIN) t->s->again = true;
	bool small = code == DX_EV_AGAIN || code == DX_EV_SEPARATE || code == DX_EV_TOGETHER || code == DX_EV_HOST ||
	             code == DX_EV_BOTH;
	if (!small && !(dx_is(token, DX_W_ADV) && t->h->begins[t->at] < 0 && code == DX_EV_NONE)) return false;
	t->at++;
	return true;
}

/* "On the situation in Gaza", "about trade". */
static bool read_topic(tail *t) {
	const dx_token *token = dx_ev_at(t->h, t->at);
	uint8_t code = dx_ev(t->h, t->at);
	bool opens = code == DX_EV_ON || code == DX_EV_ABOUT || code == DX_EV_OF || code == DX_EV_FOR || code == DX_EV_IN ||
	             code == DX_EV_AT;
	if (!t->topic && !opens) return false;
	if (!t->topic) t->topic = TOPIC;
	if (code == DX_EV_SIDELINES) t->sidelines = true;
	if (--t->topic == 0) return false;
	int32_t m = t->h->begins[t->at];
	bool inside = m >= 0 || opens || code == DX_EV_AND || code == DX_EV_TO || !dx_ev_verbal(t->h, t->at);
	if (!inside || (token->kind != DX_T_WORD && token->kind != DX_T_NUMBER)) return false;
	t->at = m >= 0 ? dx_ev_mention(t->h, m)->last : t->at + 1;
	return true;
}

static bool read_comma(tail *t) {
	if (dx_ev_at(t->h, t->at)->first != ',' || t->at + 1 >= t->h->last) return false;
	uint8_t code = dx_ev(t->h, t->at + 1);
	bool goes_on = code == DX_EV_WITH || code == DX_EV_IN || code == DX_EV_AT || before_date(t->h, t->at + 1);
	if (!goes_on) return false;
	t->at++;
	return true;
}

uint32_t dx_ev_tail(const dx_hunt *h, dx_sighting *s, uint32_t i, uint32_t takes) {
	tail t = {h, s, i, takes, 0, false, false};
	int32_t region = dx_ev_at(h, s->at)->region;
	if (takes & DX_EV_TAKES(DX_EV_ABOUT)) {
		t.topic = TOPIC;
		t.object = true;
	}
	while (t.at < h->last && t.at < i + DX_EV_REACH && dx_ev_at(h, t.at)->region == region &&
	       h->clause_of[t.at] == h->clause_of[s->at]) {
		if (read_people(&t) || read_phone(&t) || read_when(&t) || read_where(&t) || read_times(&t) || pass_over(&t) ||
		    read_topic(&t) || read_comma(&t))
			continue;
		break;
	}
	return t.at;
}

/* No date of the event: "since Monday", "by Friday", "Saturday's earthquake"; but "from 3 to 5 March" is. */
static bool other_use(const dx_hunt *h, const dx_when *when) {
	uint8_t before = dx_ev(h, when->first - 1);
	if (before == DX_EV_ON) before = dx_ev(h, when->first - 2);
	if (before == DX_EV_FROM && when->range) return false;
	if (before == DX_EV_SINCE || before == DX_EV_BY || before == DX_EV_FROM || before == DX_EV_BEFORE) return true;
	return when->last < h->last && dx_token_is(h->text, dx_ev_at(h, when->last), "'s");
}

/* "The turn came on April 30, when X met Y". */
static bool before_when(const dx_hunt *h, const dx_when *when, uint32_t at) {
	uint32_t first = h->clauses.items[h->clause_of[at]].first;
	return dx_ev(h, first) == DX_EV_WHEN && (when->last == first || when->last + 1 == first);
}

static bool near_cue(const dx_hunt *h, const dx_when *when) {
	uint32_t clause = h->clause_of[when->first];
	uint32_t k = when->first > h->first + 6 ? when->first - 6 : h->first;
	for (; k < h->last && k < when->last + 6; k++) {
		if (h->clause_of[k] == clause && h->cues[k] >= 0) return true;
	}
	return false;
}

/* May the date in another clause be that of the trigger at token `at`? */
static bool shared_date(const dx_hunt *h, const dx_when *when, uint32_t at) {
	const dx_clause *c = &h->clauses.items[h->clause_of[when->first]];
	if (before_when(h, when, at)) return true;
	return !c->event && c->kind != DX_CLAUSE_IF && !near_cue(h, when);
}

/* The nearest date, in the trigger's clause or (`abroad`) in the other clauses. */
static void nearest_date(const dx_hunt *h, dx_sighting *s, bool abroad) {
	dx_when vague = {0};
	uint32_t from = s->at > h->first + DX_EV_REACH ? s->at - DX_EV_REACH : h->first, best = UINT32_MAX;
	for (uint32_t k = from; k < h->last && k < s->at + DX_EV_REACH; k++) {
		dx_when when;
		bool here = h->clause_of[k] == h->clause_of[s->at];
		if (here == abroad || dx_ev_at(h, k)->region != dx_ev_at(h, s->at)->region) continue;
		if (!date_at(h, k, &when)) continue;
		uint32_t off = k > s->at ? k - s->at : s->at - k;
		if (when.kind == DX_WHEN_VAGUE && !abroad) vague = when;
		bool fits = when.kind != DX_WHEN_VAGUE && !other_use(h, &when) && (!abroad || shared_date(h, &when, s->at));
		if (fits && off < best) {
			best = off;
			s->when = when;
		}
		k = when.last - 1;
	}
	if (best == UINT32_MAX && vague.kind) s->when = vague; /* "earlier in the week" */
}

/* "In New York, the spokeswoman told a briefing". */
static void fronted_place(const dx_hunt *h, dx_sighting *s) {
	uint32_t i = h->clauses.items[h->clause_of[s->at]].first;
	if (i < s->at && (dx_ev(h, i) == DX_EV_IN || dx_ev(h, i) == DX_EV_AT) && h->begins[i + 1] >= 0)
		place_at(h, s, i + 1);
}

/* "Arrived in Bissau yesterday and met both", "flew to Seoul, where she is to see Bae": place and date of the event
 * before, if it has the same subject. */
static void inherit(const dx_hunt *h, dx_sighting *s) {
	const dx_clause *c = &h->clauses.items[h->clause_of[s->at]];
	if (h->seen.count <= h->sighted) return;
	const dx_sighting *before = &DX_LAST(&h->seen);
	bool same = false;
	for (uint32_t k = 0; before->count && k < s->count; k++) same |= before->people[0] == s->people[k];
	bool goal =
	    same && before->type == DIXIT_VISIT && before->clause == s->clause; /* "arrived in X for talks with Y" */
	if (!goal && !(same && c->kind == DX_CLAUSE_COORDINATE) && c->kind != DX_CLAUSE_WHERE) return;
	if (s->place < 0 && s->type != DIXIT_CALL) s->place = before->place;
	if (s->when.kind == DX_WHEN_NONE && c->kind == DX_CLAUSE_COORDINATE && s->reality == before->reality)
		s->when = before->when;
}

/* "The same day", "a day earlier": from the day told before. */
static void anchor(const dx_hunt *h, dx_sighting *s) {
	dx_calendar c = {h->text, h->lexicon, h->codes};
	dx_when told;
	dx_day day = DX_NO_DAY;
	if (s->when.kind != DX_WHEN_ANCHOR) return;
	if (dx_when_before(&c, s->when.first, &told))
		day = dx_when_day(&told, h->published, s->reality == DX_AHEAD ? DX_OPEN : DX_PAST);
	int32_t offset = s->when.value;
	s->when.kind = day == DX_NO_DAY ? DX_WHEN_VAGUE : DX_WHEN_DAY;
	s->when.value = day == DX_NO_DAY ? 0 : day + offset;
}

void dx_ev_surroundings(const dx_hunt *h, dx_sighting *s) {
	if (s->place < 0 && s->type != DIXIT_CALL && s->type != DIXIT_VISIT) fronted_place(h, s);
	if (s->when.kind == DX_WHEN_NONE && !s->many) nearest_date(h, s, false);
	inherit(h, s);
	if (s->when.kind == DX_WHEN_NONE && !s->many) nearest_date(h, s, true);
	anchor(h, s);
}

bool dx_ev_cue_date(const dx_hunt *h, const dx_statement *st, dx_when *out) {
	dx_calendar c = {h->text, h->lexicon, h->codes};
	if (st->cue_first >= st->cue_last) return false;
	uint32_t end = h->text->sentences[dx_ev_at(h, st->cue_first)->sentence].last;
	for (uint32_t i = st->cue_last; i < end && i < st->cue_last + 5; i++) {
		if (h->codes[i] == DX_EV_THAT || dx_ev_at(h, i)->kind == DX_T_OPEN) return false;
		dx_when when;
		if (!dx_when_at(&c, i, end, &when)) continue;
		if (when.kind != DX_WHEN_VAGUE) *out = when;
		return when.kind != DX_WHEN_VAGUE;
	}
	return false;
}
