/* Events told by a verb: "X met Y", "X visited Z", "X spoke by phone with Y", "X told the Council". */
#include "event/hunt.h"

static void begin(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	s->reality = (uint8_t)dx_ev_verb_reality(h, v);
	s->first = s->at;
	s->last = v + 1;
}

/* The token behind the verb, over "separately", "briefly", "again". */
static uint32_t behind(const dx_hunt *h, dx_sighting *s, uint32_t i) {
	for (unsigned n = 0; n < 3 && i < h->last && h->begins[i] < 0; n++, i++) {
		uint8_t code = dx_ev(h, i);
		if (code == DX_EV_AGAIN) s->again = true;
		if (code == DX_EV_SEPARATE) s->separate = true;
		if (code != DX_EV_AGAIN && code != DX_EV_SEPARATE && !(code == DX_EV_NONE && dx_is(dx_ev_at(h, i), DX_W_ADV)))
			break;
	}
	return i;
}

static const dx_entity *object_at(const dx_hunt *h, uint32_t i) {
	return i < h->last ? dx_ev_entity(h, h->begins[i]) : NULL;
}

static bool is_person(const dx_entity *e) { return e && e->type == DIXIT_PERSON; }

static bool subject_is_person(const dx_hunt *h, const dx_sighting *s) {
	return s->their || (s->count && is_person(&h->entities->items[s->people[0]]));
}

/* Does an object that is no mention stand at token i: "met requirements"? */
static bool object(const dx_hunt *h, uint32_t i) {
	dx_calendar c = {h->text, h->lexicon, h->codes};
	dx_when when;
	if (i >= h->last || dx_ev_at(h, i)->kind != DX_T_WORD || dx_when_at(&c, i, h->last, &when)) return false;
	uint8_t code = dx_ev(h, i);
	bool time = code == DX_EV_LAST || code == DX_EV_LATE || code == DX_EV_THIS || code == DX_EV_NEXT;
	bool joint = code >= DX_EV_BEHIND && code <= DX_EV_AS;
	return !time && !joint && !dx_is(dx_ev_at(h, i), DX_W_PREP | DX_W_ADV | DX_W_CONJ | DX_W_SUB);
}

static bool read_meet(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	s->type = DIXIT_MEETING;
	dx_ev_subject(h, s, v);
	/* "X and Y meet Monday": the present tense tells of what comes */
	if (dx_ev(h, v) == DX_EV_MEET && s->reality == DX_REAL && !dx_token_is(h->text, dx_ev_at(h, v), "met") &&
	    dx_ev(h, v - 1) != DX_EV_TO)
		s->reality = DX_AHEAD;
	uint32_t own = s->count, i = behind(h, s, v + 1);
	bool with = dx_ev(h, i) == DX_EV_WITH;
	uint32_t end = dx_ev_list(h, s, i + with);
	s->object = own;
	s->objects = s->count;
	if (end > i + with)
		s->last = end;
	else if (with)
		end = i;
	uint32_t stop = dx_ev_tail(h, s, end, DX_EV_TAKES(DX_EV_WITH));
	for (uint32_t k = stop; k < stop + 3; k++) s->many |= dx_ev(h, k) == DX_EV_TIMES; /* "one-on-one several times" */
	if (dx_ev(h, v) == DX_EV_MEETING && !own) dx_ev_owner(h, s);
	if (s->count == own && own == 1 && dx_ev_body(&h->entities->items[s->people[0]], DX_BODY_SITS)) {
		s->type = DIXIT_SESSION;
		s->body = (int32_t)s->people[0];
		s->name = h->entities->items[s->body].name;
		return true;
	}
	/* "met the deadline", "met with criticism"; groups meet among themselves: "EU ministers met in Brussels" */
	bool several = own == 1 && h->entities->items[s->people[0]].number == 'p' && !object(h, i);
	return s->count > 1 || s->their || several;
}

static bool read_speak(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	s->type = DIXIT_CALL;
	uint32_t i = behind(h, s, v + 1);
	uint8_t code = dx_ev(h, i);
	const dx_entity *e = object_at(h, i + 1);
	dx_ev_subject(h, s, v);
	if (e && dx_ev_outlet(h, h->begins[i + 1]) && (code == DX_EV_TO || code == DX_EV_WITH)) {
		s->type = DIXIT_INTERVIEW;
		dx_ev_add(h, s, h->begins[i + 1]);
		s->last = dx_ev_mention(h, h->begins[i + 1])->last;
		if (!s->subjects) dx_ev_owner(h, s);
		s->spoken = true;
		for (uint32_t k = 0; k < s->count; k++) {
			if (is_person(&h->entities->items[s->people[k]])) return true;
		}
		return false;
	}
	if ((code == DX_EV_TO || code == DX_EV_BEFORE || code == DX_EV_AT) && dx_ev_body(e, DX_BODY_ADDRESSED)) {
		dx_ev_set_body(h, s, h->begins[i + 1]);
		s->last = dx_ev_mention(h, h->begins[i + 1])->last;
		dx_ev_tail(h, s, s->last, 0);
		if (!s->subjects) dx_ev_owner(h, s);
		s->spoken = true;
		return s->count > 0;
	}
	dx_ev_tail(h, s, i, DX_EV_TAKES(DX_EV_WITH) | DX_EV_TAKES(DX_EV_TO));
	return s->phone;
}

static bool read_phoned(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	s->type = DIXIT_CALL;
	dx_ev_subject(h, s, v);
	uint32_t own = s->count, end = dx_ev_list(h, s, v + 1);
	dx_ev_tail(h, s, end, 0);
	return own && s->count > own;
}

static bool is_named(const dx_hunt *h, int32_t m) {
	return is_person(dx_ev_entity(h, m)) && dx_ev_mention(h, m)->name_first < dx_ev_mention(h, m)->name_last;
}

/* "X called Y on Monday": by phone where nothing says what Y was called, and nobody is quoted. */
static bool read_called(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	s->type = DIXIT_CALL;
	int32_t m = v + 1 < h->last ? h->begins[v + 1] : -1;
	if (h->cues[v] >= 0 || !is_named(h, h->ends[v]) || !is_named(h, m)) return false;
	dx_ev_subject(h, s, v);
	uint32_t own = s->count, end = dx_ev_list(h, s, v + 1), stop = dx_ev_tail(h, s, end, 0);
	bool over = stop >= h->last || dx_ev_at(h, stop)->first == '.' || dx_ev(h, stop) == DX_EV_AND;
	return own && s->count > own && over;
}

/* "Discussed the truce with X"; where it was in a call or at a meeting, that noun tells more. */
static bool read_discuss(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	for (uint32_t k = v + 1; k < h->last && k < v + 30 && h->clause_of[k] == h->clause_of[v]; k++) {
		uint8_t code = dx_ev(h, k);
		if (code == DX_EV_CALL || code == DX_EV_CONVERSATION || code == DX_EV_MEETING || code == DX_EV_TALKS ||
		    code == DX_EV_SESSION)
			return false;
	}
	s->type = DIXIT_MEETING;
	dx_ev_subject(h, s, v);
	uint32_t own = s->count;
	dx_ev_tail(h, s, v + 1, DX_EV_TAKES(DX_EV_WITH) | DX_EV_TAKES(DX_EV_ABOUT));
	if (s->phone) s->type = DIXIT_CALL;
	s->weak = true;
	return own && (s->count > own || (s->phone && own > 1));
}

/* Two who sign something somewhere on some day have met. */
static bool read_sign(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	s->type = DIXIT_MEETING;
	dx_ev_subject(h, s, v);
	if (s->count < 2) return false;
	for (uint32_t k = v + 1; k < h->last && k < v + 12 && h->clause_of[k] == h->clause_of[v]; k++) {
		if (dx_ev(h, k) == DX_EV_IN || dx_ev(h, k) == DX_EV_AT) {
			dx_ev_tail(h, s, k, 0);
			break;
		}
	}
	return s->place >= 0 && s->when.kind != DX_WHEN_NONE;
}

/* "Is to see X on Wednesday". */
static bool read_see(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	s->type = DIXIT_MEETING;
	if (s->reality != DX_AHEAD || !is_person(object_at(h, v + 1))) return false;
	dx_ev_subject(h, s, v);
	uint32_t own = s->count;
	dx_ev_tail(h, s, dx_ev_list(h, s, v + 1), 0);
	return own && s->count > own && s->when.kind != DX_WHEN_NONE;
}

/* A delegation travels too; "led by X" names who is in it. */
static bool travellers(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	if (subject_is_person(h, s)) return true;
	const dx_entity *e = s->count ? &h->entities->items[s->people[0]] : NULL;
	if (!e || (e->type != DIXIT_GROUP && e->type != DIXIT_ORGANISATION)) return false;
	int32_t m = -1;
	for (uint32_t k = s->first; k < v && m < 0; k++) {
		if (dx_ev_entity(h, h->begins[k]) == e) m = h->begins[k];
	}
	if (m < 0 || !(dx_ev_mention_has(h, m, DX_EV_DELEGATION) || dx_ev_mention_has(h, m, DX_EV_PERSONS))) return false;
	uint32_t by = dx_ev_mention(h, m)->last + 1;
	if (dx_ev(h, by) == DX_EV_BY && is_person(object_at(h, by + 1))) dx_ev_list(h, s, by + 1);
	return true;
}

/* The place behind "visited", "arrived in": over a determiner and adjectives. */
static uint32_t visited_place(const dx_hunt *h, dx_sighting *s, uint32_t i) {
	for (uint32_t k = i; k < i + 5 && k < h->last; k++) {
		const dx_entity *e = dx_ev_entity(h, h->begins[k]);
		if (h->begins[k] >= 0 && !dx_ev_mention(h, h->begins[k])->possessive) {
			if (!e || (e->type != DIXIT_PLACE && e->type != DIXIT_COUNTRY)) return i;
			s->place = dx_ev_mention(h, h->begins[k])->entity;
			s->last = dx_ev_mention(h, h->begins[k])->last;
			return s->last;
		}
		if (dx_ev_at(h, k)->kind != DX_T_WORD || dx_is(dx_ev_at(h, k), DX_W_PREP)) return i;
	}
	return i;
}

static bool read_visit(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	s->type = DIXIT_VISIT;
	dx_ev_subject(h, s, v);
	if (!travellers(h, s, v)) return false;
	uint32_t i = visited_place(h, s, v + 1);
	if (s->place < 0) { /* "visited the camp yesterday": over the object */
		i = h->begins[v + 1] >= 0 ? dx_ev_mention(h, h->begins[v + 1])->last : v + 1;
		for (unsigned n = 0; n < 4 && i < h->last &&
		                     dx_is(dx_ev_at(h, i), DX_W_DET | DX_W_NOUN | DX_W_ADJ | DX_W_NUM) && h->begins[i] < 0;
		     n++) {
			dx_when when;
			dx_calendar c = {h->text, h->lexicon, h->codes};
			if (dx_when_at(&c, i, h->last, &when)) break;
			i++;
		}
	}
	dx_ev_tail(h, s, i, DX_EV_TAKES(DX_EV_WITH));
	return s->place >= 0 || s->when.kind != DX_WHEN_NONE;
}

static bool read_go(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	s->type = DIXIT_VISIT;
	uint32_t i = behind(h, s, v + 1);
	uint8_t code = dx_ev(h, i);
	if (code != DX_EV_IN && code != DX_EV_TO && code != DX_EV_AT) return false;
	if (dx_ev(h, v) == DX_EV_DUE && code == DX_EV_TO) return false;
	dx_ev_subject(h, s, v);
	if (!travellers(h, s, v)) return false;
	uint32_t end = visited_place(h, s, i + 1);
	if (s->place < 0) return false;
	dx_ev_tail(h, s, end, DX_EV_TAKES(DX_EV_WITH));
	if (dx_ev(h, v) == DX_EV_DUE) {
		s->reality = DX_AHEAD;
		return s->when.kind != DX_WHEN_NONE;
	}
	return true;
}

/* A person, or a group of such as are received: "a delegation of the party", "foreign diplomats". */
static bool is_guest(const dx_hunt *h, uint32_t i) {
	const dx_entity *e = object_at(h, i);
	if (!e || is_person(e)) return e != NULL;
	int32_t m = h->begins[i];
	return e->type == DIXIT_GROUP &&
	       (dx_ev_mention_has(h, m, DX_EV_DELEGATION) || dx_ev_mention_has(h, m, DX_EV_PERSONS) ||
	        dx_ev_mention_has(h, m, DX_EV_LISTENERS));
}

/* "X received Y", "X hosted Y", "Y was received by X". */
static bool read_receive(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	s->type = DIXIT_MEETING;
	if (dx_token_is(h->text, dx_ev_at(h, v), "host") &&
	    (v == h->first || !dx_is(dx_ev_at(h, v - 1), DX_W_MODAL | DX_W_AUX | DX_W_PREP))) {
		return false; /* "told host X" */
	}
	uint32_t i = behind(h, s, v + 1);
	bool passive = dx_ev(h, i) == DX_EV_BY;
	if (passive && (v == h->first || !dx_is(dx_ev_at(h, v - 1), DX_W_AUX))) return false; /* "a party hosted by X" */
	if (!is_guest(h, i + passive)) return false;
	dx_ev_subject(h, s, v);
	uint32_t own = s->count, end = dx_ev_list(h, s, i + passive);
	if (!own || s->count <= own || (passive && !subject_is_person(h, s))) return false;
	if (end < h->last && dx_ev_at(h, end)->word && dx_ev_at(h, end)->word->main_class == DX_W_NOUN &&
	    dx_ev(h, end) == DX_EV_NONE)
		return false;                                                              /* "hosted a Ramadan meal" */
	s->weak = dx_ev(h, v) == DX_EV_RECEIVE && (dx_ev_at(h, v)->first | 32) == 'w'; /* "welcomed him as an ally" */
	s->host = (int32_t)s->people[passive ? own : 0];
	dx_ev_tail(h, s, end, 0);
	return true;
}

/* "Told ambassadors in Abuja on Monday": they met; a body was in session. */
static bool read_tell(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	int32_t m = v + 1 < h->last ? h->begins[v + 1] : -1;
	if (m < 0) return false;
	uint32_t end = dx_ev_mention(h, m)->last;
	uint8_t next = dx_ev(h, end);
	if (next == DX_EV_MEETING || next == DX_EV_SESSION || next == DX_EV_SUMMIT || next == DX_EV_BRIEFING) return false;
	bool body = dx_ev_body(dx_ev_entity(h, m), DX_BODY_TOLD);
	if (!body && !dx_ev_mention_has(h, m, DX_EV_LISTENERS) && !dx_ev_mention_has(h, m, DX_EV_PERSONS)) return false;
	s->cue = h->cues[v];
	s->spoken = true;
	dx_ev_subject(h, s, v);
	if (body)
		dx_ev_set_body(h, s, m);
	else
		s->type = DIXIT_MEETING;
	if (!body) dx_ev_add(h, s, m);
	for (int32_t k = m + 1; k < (int32_t)h->mentions->count && dx_ev_mention(h, k)->last <= end;
	     k++) { /* "ambassadors in Abuja" */
		if (dx_ev_mention(h, k)->type == DIXIT_PLACE && s->place < 0) s->place = dx_ev_mention(h, k)->entity;
	}
	s->last = end;
	dx_ev_tail(h, s, end, 0);
	return s->subjects && (body || (s->when.kind != DX_WHEN_NONE && s->count > s->subjects));
}

static bool read_addressed(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	int32_t m = v + 1 < h->last ? h->begins[v + 1] : -1;
	if (m < 0 || !dx_ev_body(dx_ev_entity(h, m), DX_BODY_ADDRESSED)) return false;
	uint32_t end = dx_ev_mention(h, m)->last;
	uint8_t next = dx_ev(h, end);
	if (next == DX_EV_MEETING || next == DX_EV_SESSION || next == DX_EV_SUMMIT) return false;
	dx_ev_subject(h, s, v);
	dx_ev_set_body(h, s, m);
	s->cue = h->cues[v];
	s->spoken = true;
	s->last = end;
	dx_ev_tail(h, s, end, 0);
	return s->subjects > 0;
}

static bool read_sit(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	dx_ev_subject(h, s, v);
	const dx_entity *e = s->count == 1 ? &h->entities->items[s->people[0]] : NULL;
	if (!e || !dx_ev_body(e, DX_BODY_SITS)) return false;
	s->type = DIXIT_SESSION;
	s->body = (int32_t)s->people[0];
	s->name = e->name;
	dx_ev_tail(h, s, v + 1, 0);
	return s->place >= 0 || s->when.kind != DX_WHEN_NONE;
}

/* "X was interviewed by CNN", "CNN interviewed X". */
static bool read_interviewed(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	s->type = DIXIT_INTERVIEW;
	bool passive = dx_ev(h, v + 1) == DX_EV_BY;
	if (passive && (v == h->first || !dx_is(dx_ev_at(h, v - 1), DX_W_AUX))) return false;
	dx_ev_subject(h, s, v);
	uint32_t own = s->count, i = v + 1 + passive;
	bool outlet =
	    passive ? dx_ev_outlet(h, h->begins[i]) : own && h->entities->items[s->people[0]].type == DIXIT_MEDIUM;
	dx_ev_tail(h, s, dx_ev_list(h, s, i), 0);
	return own && outlet && s->count > own;
}

static const struct {
	uint8_t code;
	bool (*read)(const dx_hunt *, dx_sighting *, uint32_t);
} readers[] = {
    {DX_EV_MEET, read_meet},
    {DX_EV_MEETING, read_meet},
    {DX_EV_SPEAK, read_speak},
    {DX_EV_PHONED, read_phoned},
    {DX_EV_CALLED, read_called},
    {DX_EV_DISCUSS, read_discuss},
    {DX_EV_SIGN, read_sign},
    {DX_EV_SEE, read_see},
    {DX_EV_VISITED, read_visit},
    {DX_EV_VISIT, read_visit},
    {DX_EV_GO, read_go},
    {DX_EV_DUE, read_go},
    {DX_EV_HOST, read_receive},
    {DX_EV_RECEIVE, read_receive},
    {DX_EV_TELL, read_tell},
    {DX_EV_ADDRESSED, read_addressed},
    {DX_EV_ADDRESS, read_addressed},
    {DX_EV_SIT, read_sit},
    {DX_EV_INTERVIEWED, read_interviewed},
};

bool dx_ev_verb(const dx_hunt *h, dx_sighting *s, uint32_t i) {
	for (size_t k = 0; k < sizeof readers / sizeof *readers; k++) {
		if (readers[k].code != dx_ev(h, i)) continue;
		begin(h, s, i);
		return s->reality != DX_UNREAL && readers[k].read(h, s, i);
	}
	return false;
}
