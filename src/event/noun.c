/* Events told by a noun: "during a phone call with X", "at a meeting of the Council", "X's visit to Y". */
#include "event/hunt.h"

enum { PHRASE = 12 /* tokens of the noun phrase before its head */ };

typedef struct phrase {
	uint32_t first;   /* its first token */
	uint32_t end;     /* behind what was read of its tail */
	uint8_t governor; /* the word before it: preposition or verb */
	uint32_t governor_at;
	int32_t owner;    /* "X's", "his": mention, or -1 */
	int32_t modifier; /* "Security Council meeting", "Moscow talks": mention, or -1 */
	bool the, a, their, phone, press, separate;
	dx_reality reality;
	dx_when when; /* "Saturday's" */
} phrase;

/* Codes of words that may be adjectives and nouns inside the phrase, like any other. */
static bool plain_code(uint8_t code) {
	switch (code) {
	case DX_EV_NONE:
	case DX_EV_PLAN:
	case DX_EV_UNREAL:
	case DX_EV_CANCELLED:
	case DX_EV_LATE:
	case DX_EV_MATTER:
	case DX_EV_TOWN:
	case DX_EV_SAME:
	case DX_EV_COUNT: return true;
	default: return false;
	}
}

/* One step to the left of token k; false: the phrase begins there. */
static bool step_left(const dx_hunt *h, phrase *p, uint32_t *k) {
	uint32_t i = *k - 1;
	const dx_token *t = dx_ev_at(h, i);
	uint8_t code = dx_ev(h, i);
	int32_t m = h->ends[*k];
	if (m >= 0 && dx_ev_mention(h, m)->possessive && dx_ev_mention(h, m)->form == DIXIT_PRONOUN) {
		p->owner = m;
		p->their = code == DX_EV_THEIR;
		*k = i;
		return false;
	}
	if (dx_token_is(h->text, t, "'s") || t->first == '\'') {
		dx_calendar c = {h->text, h->lexicon, h->codes};
		if (i > h->first && h->ends[i] >= 0) {
			p->owner = h->ends[i];
			*k = dx_ev_mention(h, p->owner)->first;
		} else if (i > h->first && dx_when_at(&c, i - 1, i, &p->when)) {
			*k = i - 1;
			p->the = true; /* "Saturday's meeting": one that is known */
		}
		return false;
	}
	if (code == DX_EV_THE || code == DX_EV_THIS || code == DX_EV_A) {
		p->the = code != DX_EV_A;
		p->a = code == DX_EV_A;
		*k = i;
		return false;
	}
	if (m >= 0) {
		const dx_mention *mention = dx_ev_mention(h, m);
		if (mention->form == DIXIT_PRONOUN) return false;
		if (p->modifier < 0) p->modifier = m;
		*k = mention->first;
		if (dx_ev(h, mention->first) == DX_EV_THE) p->the = true;
		if (dx_ev(h, mention->first) == DX_EV_A) p->a = true;
		return !p->the && !p->a;
	}
	p->phone |= code == DX_EV_PHONE;
	p->press |= code == DX_EV_PRESS;
	p->separate |= code == DX_EV_SEPARATE;
	if (dx_ev_unreal(code) || code == DX_EV_PUBLIC) p->reality = DX_UNREAL;
	if (code == DX_EV_PLAN || code == DX_EV_PLANNED || code == DX_EV_NEXT) p->reality = DX_AHEAD;
	bool inside = code == DX_EV_PHONE || code == DX_EV_PRESS || code == DX_EV_SEPARATE || code == DX_EV_PLANNED ||
	              code == DX_EV_NEXT || code == DX_EV_LAST || code == DX_EV_TWO;
	if (code > DX_EV_NONE && code < DX_EV_TRIGGERS) inside = code == DX_EV_SUMMIT || code == DX_EV_BRIEFING;
	if (plain_code(code)) {
		bool plain = t->kind == DX_T_NUMBER || !t->word || !t->word->main_class ||
		             t->word->main_class & (DX_W_ADJ | DX_W_NOUN | DX_W_NUM);
		bool participle = dx_is(t, DX_W_VERB) && i > h->first && dx_is(t - 1, DX_W_DET); /* "the closing session" */
		inside = t->kind != DX_T_PUNCT && t->kind != DX_T_OPEN && t->kind != DX_T_CLOSE && (plain || participle);
	}
	if (inside) *k = i;
	return inside;
}

static void read_left(const dx_hunt *h, phrase *p, uint32_t at) {
	uint32_t k = at;
	*p = (phrase){.owner = -1, .modifier = -1};
	for (unsigned n = 0; n < PHRASE && k > h->first; n++) {
		if (!step_left(h, p, &k)) break;
	}
	/* "six hours of talks", "a second round of talks" */
	if (dx_ev(h, k - 1) == DX_EV_OF && dx_ev(h, k - 2) == DX_EV_SPAN) {
		k -= 2;
		for (unsigned n = 0; n < 4 && k > h->first; n++) {
			const dx_token *t = dx_ev_at(h, k - 1);
			if (t->kind != DX_T_NUMBER && !dx_is(t, DX_W_DET | DX_W_NUM | DX_W_ADJ)) break;
			k--;
		}
	}
	p->first = k;
	p->governor_at = k > h->first ? k - 1 : k;
	p->governor = k > h->first && h->clause_of[k - 1] == h->clause_of[at] ? dx_ev(h, k - 1) : DX_EV_NONE;
	if ((dx_ev(h, k - 2) == DX_EV_OCCUR || dx_ev(h, k - 2) == DX_EV_HOLD) && dx_ev(h, k - 1) == DX_EV_NONE &&
	    (dx_token_is(h->text, dx_ev_at(h, k - 1), "up") || dx_token_is(h->text, dx_ev_at(h, k - 1), "off"))) {
		p->governor = DX_EV_HOLD; /* "wrapped up a visit" */
		p->governor_at = k - 2;
	}
	if (p->governor == DX_EV_OF && dx_ev(h, k - 2) == DX_EV_SIDELINES) p->governor = DX_EV_SIDELINES;
	if (p->governor == DX_EV_OF && dx_ev(h, k - 2) == DX_EV_EDGE)
		p->governor = DX_EV_AT; /* "at the start of his speech" */
	if (p->governor == DX_EV_OF && dx_ev(h, k - 2) == DX_EV_BEFORE) p->governor = DX_EV_BEFORE; /* ahead of */
}

/* "After a call with X", "the call between them": no word for the telephone is needed. */
static bool plain_call(const dx_hunt *h, const phrase *p, uint32_t i) {
	uint8_t next = dx_ev(h, i + 1);
	return (p->the || p->a || p->owner >= 0) && (next == DX_EV_WITH || next == DX_EV_BETWEEN);
}

static int type_of(const dx_hunt *h, const phrase *p, uint32_t i) {
	switch (dx_ev(h, i)) {
	case DX_EV_MEETING:
	case DX_EV_MEET: return DIXIT_MEETING;
	case DX_EV_TALKS: return p->phone ? DIXIT_CALL : DIXIT_MEETING;
	case DX_EV_CALL: return p->phone || p->the || plain_call(h, p, i) ? DIXIT_CALL : -1;
	case DX_EV_CONVERSATION: return p->phone || p->the || p->their ? DIXIT_CALL : -1;
	case DX_EV_VISIT:
	case DX_EV_TRIP: return DIXIT_VISIT;
	case DX_EV_SESSION: return DIXIT_SESSION;
	case DX_EV_SUMMIT: return DIXIT_SUMMIT;
	case DX_EV_CONFERENCE:
	case DX_EV_BRIEFING: return p->press || dx_ev(h, i) == DX_EV_BRIEFING ? DIXIT_PRESS_CONFERENCE : -1;
	case DX_EV_INTERVIEW: return DIXIT_INTERVIEW;
	case DX_EV_ADDRESS:
	case DX_EV_SPEECH: return DIXIT_SESSION;
	default: return -1;
	}
}

static uint32_t takes_of(uint8_t type) {
	switch (type) {
	case DIXIT_VISIT: return DX_EV_TAKES(DX_EV_WITH) | DX_EV_TAKES(DX_EV_BY);
	case DIXIT_INTERVIEW:
		return DX_EV_TAKES(DX_EV_WITH) | DX_EV_TAKES(DX_EV_TO) | DX_EV_TAKES(DX_EV_BY) | DX_EV_TAKES(DX_EV_FOR);
	case DIXIT_CALL:
		return DX_EV_TAKES(DX_EV_WITH) | DX_EV_TAKES(DX_EV_BETWEEN) | DX_EV_TAKES(DX_EV_TO) | DX_EV_TAKES(DX_EV_FROM);
	case DIXIT_SESSION:
	case DIXIT_PRESS_CONFERENCE: return DX_EV_TAKES(DX_EV_WITH);
	default:
		return DX_EV_TAKES(DX_EV_WITH) | DX_EV_TAKES(DX_EV_BETWEEN) | DX_EV_TAKES(DX_EV_OF) | DX_EV_TAKES(DX_EV_BY);
	}
}

/* "A session of the General Assembly", "his address at the United Nations": the body behind the noun. */
static uint32_t read_body(const dx_hunt *h, dx_sighting *s, uint32_t i) {
	uint8_t code = dx_ev(h, i);
	bool speech = dx_ev(h, s->at) == DX_EV_ADDRESS || dx_ev(h, s->at) == DX_EV_SPEECH;
	bool joint = code == DX_EV_OF || code == DX_EV_AT || code == DX_EV_TO || code == DX_EV_BEFORE || code == DX_EV_IN;
	if (!joint || (code == DX_EV_TO && !speech)) return i;
	for (uint32_t k = i + 1; k < i + 6 && k < h->last; k++) {
		int32_t m = h->begins[k];
		if (m < 0) {
			if (dx_ev_at(h, k)->kind == DX_T_PUNCT || dx_ev_verbal(h, k)) return i;
			continue;
		}
		bool fits = (speech ? dx_ev_body(dx_ev_entity(h, m), DX_BODY_ADDRESSED) : dx_ev_convenes(h, m)) ||
		            (code == DX_EV_OF && s->type == DIXIT_SESSION && dx_ev_entity(h, m) &&
		             dx_ev_entity(h, m)->type == DIXIT_ORGANISATION);
		if (!fits || !dx_ev_set_body(h, s, m)) return i;
		s->last = dx_ev_mention(h, m)->last;
		return s->last;
	}
	return i;
}

/* "A Security Council meeting" is a session, "Moscow talks" are held there, "the G20 summit" has a name. */
static void read_modifier(const dx_hunt *h, dx_sighting *s, const phrase *p) {
	const dx_entity *e = dx_ev_entity(h, p->modifier);
	if (!e) return;
	const dx_mention *m = dx_ev_mention(h, p->modifier);
	if (e->type == DIXIT_ORGANISATION &&
	    (dx_ev(h, s->at) == DX_EV_SESSION || (dx_ev(h, s->at) == DX_EV_MEETING && dx_ev_convenes(h, p->modifier)))) {
		dx_ev_set_body(h, s, p->modifier);
	}
	bool capital = m->lexeme && (m->lexeme->type == DX_LEX_PLACE ||
	                             (m->lexeme->type == DX_LEX_COUNTRY && m->lexeme->detail == DX_C_CAPITAL));
	if (capital && s->type != DIXIT_VISIT) s->place = m->entity;
	if (s->type == DIXIT_SUMMIT && e->type == DIXIT_ORGANISATION) {
		uint32_t first = dx_ev(h, m->first) == DX_EV_THE || dx_ev(h, m->first) == DX_EV_A ? m->first + 1 : m->first;
		s->name = dx_cut(h->text->bytes, dx_ev_at(h, first)->start, dx_ev_at(h, s->at)->end);
	}
}

/* "Visit to X": the place. */
static uint32_t read_visited(const dx_hunt *h, dx_sighting *s, uint32_t i) {
	bool took = dx_ev(h, i) == DX_EV_THAT && dx_ev(h, i + 1) == DX_EV_OCCUR; /* "a trip that took him to X" */
	uint32_t to = took ? i + 3 : i, k = to + 1;
	if (s->type != DIXIT_VISIT || dx_ev(h, to) != DX_EV_TO) return i;
	while (k < to + 5 && k < h->last && h->begins[k] < 0 && dx_ev_at(h, k)->kind == DX_T_WORD && !dx_ev_verbal(h, k))
		k++;
	const dx_entity *e = k < h->last ? dx_ev_entity(h, h->begins[k]) : NULL;
	if (!e || (e->type != DIXIT_PLACE && e->type != DIXIT_COUNTRY)) return i;
	s->place = dx_ev_mention(h, h->begins[k])->entity;
	s->last = dx_ev_mention(h, h->begins[k])->last;
	if (dx_ev(h, s->last) == DX_EV_AND) { /* "to Kosovo and Serbia" */
		e = dx_ev_entity(h, h->begins[s->last + 1]);
		if (e && (e->type == DIXIT_PLACE || e->type == DIXIT_COUNTRY))
			s->last = dx_ev_mention(h, h->begins[s->last + 1])->last;
	}
	return s->last;
}

/* Is the verb at token k a past form, as far as its ending tells? Then what it tells of does not lie ahead. */
static bool past(const dx_hunt *h, uint32_t k) {
	dx_slice s = dx_token_slice(h->text, dx_ev_at(h, k));
	if (s.len > 2 && !memcmp(s.ptr + s.len - 2, "ed", 2)) return true;
	return dx_token_is(h->text, dx_ev_at(h, k), "held") || dx_token_is(h->text, dx_ev_at(h, k), "took") ||
	       dx_token_is(h->text, dx_ev_at(h, k), "had") || dx_token_is(h->text, dx_ev_at(h, k), "made") ||
	       dx_token_is(h->text, dx_ev_at(h, k), "paid") || dx_token_is(h->text, dx_ev_at(h, k), "gave") ||
	       dx_token_is(h->text, dx_ev_at(h, k), "began");
}

/* "The summit closed in Nairobi on Wednesday", "talks were held in Muscat". */
static void read_predicate(const dx_hunt *h, dx_sighting *s, uint32_t k, uint32_t takes) {
	bool apposed = k + 1 < h->last && dx_ev_at(h, k)->first == ',' && dx_ev(h, k + 1) == DX_EV_HOLD;
	k += apposed; /* "the meeting, held on Tuesday in X" */
	uint32_t first = k;
	for (uint32_t limit = k + 4; k < h->last && k < limit && dx_is(dx_ev_at(h, k), DX_W_AUX | DX_W_MODAL | DX_W_ADV);
	     k++) {
	}
	uint8_t code = dx_ev(h, k);
	if (h->clause_of[first] != h->clause_of[s->at]) return;
	if (dx_ev(h, first) == DX_EV_MAY) s->reality = DX_UNREAL; /* "a meeting could help" */
	if (dx_ev(h, first) == DX_EV_WILL) s->reality = DX_AHEAD;
	if (code == DX_EV_CANCELLED && k > first) /* "was called off" */
		s->cancels = !dx_token_is(h->text, dx_ev_at(h, k), "called") ||
		             (k + 1 < h->last && dx_token_is(h->text, dx_ev_at(h, k + 1), "off"));
	if (code != DX_EV_HOLD && code != DX_EV_OCCUR && code != DX_EV_HOST) return;
	if (h->clause_of[k] != h->clause_of[s->at]) return;
	dx_reality r = dx_ev_verb_reality(h, k);
	if (r != DX_REAL) s->reality = (uint8_t)r;
	s->noun &= r != DX_REAL || !past(h, k);
	if (code == DX_EV_OCCUR && k + 1 < h->last && dx_token_is(h->text, dx_ev_at(h, k + 1), "place")) k++;
	dx_ev_tail(h, s, k + 1, takes);
}

/* Who takes part by the verb that governs the noun: "X held talks", "X told a meeting", "X attended a summit". */
static bool by_verb(const dx_hunt *h, dx_sighting *s, const phrase *p) {
	uint32_t v = p->governor_at;
	switch (p->governor) {
	case DX_EV_HOLD:
	case DX_EV_HAVE:
	case DX_EV_ATTEND:
	case DX_EV_PAY:
	case DX_EV_HOST:
	case DX_EV_ADDRESSED:
	case DX_EV_TELL:
	case DX_EV_SIT:
	case DX_EV_GO: break;
	case DX_EV_RECEIVE:
		if (s->type != DIXIT_CALL) return false; /* "received a phone call from X" */
		break;
	default: return false;
	}
	dx_reality r = dx_ev_verb_reality(h, v);
	if (r != DX_REAL) s->reality = (uint8_t)r;
	s->noun &= r != DX_REAL || !past(h, v);
	uint32_t before = s->count;
	s->spoken = p->governor == DX_EV_TELL || p->governor == DX_EV_ADDRESSED;
	if (s->spoken && h->cues[v] >= 0) s->cue = h->cues[v];
	if (s->cue >= 0 && h->statements->items[s->cue].speakers.count) {
		const dixit_refs *r2 = &h->statements->items[s->cue].speakers;
		for (uint32_t k = 0; k < r2->count; k++) dx_ev_add_entity(s, r2->items[k]);
		s->subjects = s->count;
	} else {
		dx_ev_subject(h, s, v);
		if (s->spoken && !s->subjects) dx_ev_owner(h, s); /* "addressing the summit, X said" */
	}
	if (p->governor == DX_EV_HOST && s->count) s->host = (int32_t)s->people[s->count > before ? before : 0];
	bool body = s->type == DIXIT_MEETING && s->count == 1 && dx_ev(h, s->at) == DX_EV_MEETING;
	if (body && dx_ev_body(&h->entities->items[s->people[0]], DX_BODY_SITS)) {
		s->type = DIXIT_SESSION; /* "the Council held a meeting" */
		s->body = (int32_t)s->people[0];
		s->name = h->entities->items[s->body].name;
	}
	return true;
}

/* "For talks" is one only behind words of travel: "was in Accra for talks". */
static bool travelled(const dx_hunt *h, dx_sighting *s, uint32_t i) {
	for (uint32_t k = i, n = 0; k-- > h->first && n < 12 && h->clause_of[k] == h->clause_of[i]; n++) {
		uint8_t code = dx_ev(h, k);
		if (code == DX_EV_GO || code == DX_EV_VISITED) {
			s->reality = (uint8_t)dx_ev_verb_reality(h, k);
			return s->reality != DX_UNREAL;
		}
		if (dx_ev_unreal(code) || code == DX_EV_CALL) return false;
	}
	return false;
}

/* "Told reporters after the meeting", "speaking after talks with X": said there, or as good as. */
static bool said_after(const dx_hunt *h, const phrase *p) {
	for (uint32_t k = p->governor_at, n = 0; k-- > h->first && n < 5; n++) {
		uint8_t code = dx_ev(h, k);
		if (h->cues[k] >= 0 || code == DX_EV_SPEAK) return true;
		bool prep = dx_is(dx_ev_at(h, k), DX_W_PREP) && code != DX_EV_TO && code != DX_EV_ON;
		if (dx_ev_at(h, k)->kind != DX_T_WORD || prep) return false;
	}
	return false;
}

/* "Arrived for talks": with whom is not told. */
static bool partnerless(const dx_hunt *h, const dx_sighting *s) {
	if (s->type != DIXIT_MEETING || s->their || s->the || s->body >= 0 || s->count != 1) return false;
	return h->entities->items[s->people[0]].number != 'p';
}

/* ... and by the preposition: who spoke, or whom the clause is about. */
static bool by_preposition(const dx_hunt *h, dx_sighting *s, const phrase *p) {
	switch (p->governor) {
	case DX_EV_IN:
	case DX_EV_AT:
	case DX_EV_DURING:
	case DX_EV_SIDELINES:
		s->spoken = true;
		s->beside = p->governor == DX_EV_SIDELINES;
		break;
	case DX_EV_ON: s->spoken = s->type == DIXIT_CALL || s->type == DIXIT_VISIT; break;
	case DX_EV_BEFORE:
		if (dx_token_is(h->text, dx_ev_at(h, p->governor_at), "of"))
			s->reality = DX_AHEAD; /* "ahead of a meeting on Monday" */
		break;
	case DX_EV_FOR:
		if (!travelled(h, s, p->governor_at)) return false;
		break;
	case DX_EV_AFTER:
	case DX_EV_FROM:
		if (p->end < h->last && dx_ev_at(h, p->end)->kind == DX_T_WORD && !dx_is(dx_ev_at(h, p->end), DX_W_PREP) &&
		    dx_ev_verbal(h, p->end))
			return s->mutual; /* "a day after talks in X collapsed": anybody's */
		s->spoken = p->governor == DX_EV_AFTER && said_after(h, p);
		if (p->governor == DX_EV_FROM && s->when.kind == DX_WHEN_NONE)
			s->when.kind = DX_WHEN_VAGUE; /* "returned on Monday from a trip": the day of the return */
		if (s->type == DIXIT_PRESS_CONFERENCE && !s->spoken && p->owner < 0) return false; /* anybody's */
		break;
	case DX_EV_OF: return s->the || s->mutual || p->owner >= 0;
	default:
		return s->mutual || s->the || p->owner >= 0 || p->phone || s->type == DIXIT_SUMMIT ||
		       s->type == DIXIT_MEETING || (s->type == DIXIT_VISIT && s->count);
	}
	/* a spokesman speaks after the meeting, too */
	bool anaphor = s->the && (!s->spoken || p->governor == DX_EV_AFTER);
	if (s->type == DIXIT_VISIT && !p->a && p->owner < 0) return true; /* "during the visit": somebody's */
	bool named = s->mutual || anaphor || (p->owner >= 0 && !p->their);
	if (!named)
		dx_ev_owner(h, s);
	else if (s->spoken)
		dx_ev_cue(h, s);
	return p->governor != DX_EV_FOR || !partnerless(h, s);
}

/* May the one who was told something take part? "Told CNN in an interview", "told X in a call"; those told something
 * "at a meeting with Y" may have been told of it only. */
static bool may_listen(const dx_sighting *s, const dx_entity *e) {
	if (!e) return false;
	if (s->type == DIXIT_INTERVIEW) return e->type == DIXIT_MEDIUM || e->type == DIXIT_ORGANISATION;
	bool alone = s->count == s->subjects && !s->the;
	bool person = e->type == DIXIT_PERSON || e->type == DIXIT_COUNTRY;
	return s->spoken && alone && person && (s->type == DIXIT_CALL || s->type == DIXIT_MEETING);
}

/* Who stands behind the verb of telling. */
static void add_listener(const dx_hunt *h, dx_sighting *s) {
	if (s->cue < 0) return;
	const dx_statement *st = &h->statements->items[s->cue];
	uint32_t i = st->cue_last;
	for (uint32_t k = st->cue_first; k < st->cue_last; k++) {
		if (dx_ev(h, k) == DX_EV_TELL) i = k + 1;
	}
	if (dx_ev(h, i - 1) != DX_EV_TELL || i >= h->last) return;
	if (may_listen(s, dx_ev_entity(h, h->begins[i]))) dx_ev_list(h, s, i);
}

bool dx_ev_is_noun(const dx_hunt *h, uint32_t i) {
	uint8_t code = dx_ev(h, i), before = dx_ev(h, i - 1);
	const dx_token *left = i > h->first ? dx_ev_at(h, i - 1) : NULL;
	bool nominal =
	    left && (dx_is(left, DX_W_DET | DX_W_POSS) || dx_token_is(h->text, left, "'s") || before == DX_EV_THIS ||
	             (left->word && left->word->main_class & (DX_W_ADJ | DX_W_NUM) && !dx_is(left, DX_W_ADV)));
	switch (code) {
	case DX_EV_MEETING: {
		bool verbal = !nominal && (h->begins[i + 1] >= 0 || dx_ev(h, i + 1) == DX_EV_WITH) &&
		              (!left || before == DX_EV_AFTER || before == DX_EV_BEFORE || before == DX_EV_WHEN ||
		               before == DX_EV_BY || dx_is(left, DX_W_AUX) || left->first == ',');
		return !verbal;
	}
	case DX_EV_MEET: return left && h->ends[i] >= 0 && dx_ev_mention(h, h->ends[i])->type == DIXIT_PLACE;
	case DX_EV_VISIT:
	case DX_EV_ADDRESS:
		return nominal || before == DX_EV_ON || before == DX_EV_DURING || before == DX_EV_BETWEEN ||
		       (left && left->word && left->word->main_class == DX_W_NOUN && h->ends[i] < 0);
	case DX_EV_TALKS:
	case DX_EV_CALL:
	case DX_EV_CONVERSATION:
	case DX_EV_TRIP:
	case DX_EV_SPEECH:
	case DX_EV_SESSION:
	case DX_EV_SUMMIT:
	case DX_EV_CONFERENCE:
	case DX_EV_BRIEFING:
	case DX_EV_INTERVIEW: return true;
	default: return false;
	}
}

/* "Meetings", "negotiations" go on and on; "talks" are one. */
static bool is_many(const dx_hunt *h, uint32_t i) {
	const dx_token *t = dx_ev_at(h, i);
	return h->text->bytes.ptr[t->end - 1] == 's' && !dx_token_is(h->text, t, "talks") && dx_ev(h, i) != DX_EV_SPEECH &&
	       dx_ev(h, i) != DX_EV_ADDRESS;
}

/* "NATO at its summit": whose it is stands right before. */
static int32_t nearest_owner(const dx_hunt *h, const phrase *p) {
	const dx_mention *own = dx_ev_mention(h, p->owner);
	int32_t before = p->governor_at > h->first ? h->ends[p->governor_at] : -1;
	if (before < 0 || !dx_token_is(h->text, dx_ev_at(h, own->first), "its")) return p->owner;
	if (p->governor != DX_EV_AT && p->governor != DX_EV_IN && p->governor != DX_EV_DURING) return p->owner;
	return dx_ev_mention(h, before)->type == DIXIT_ORGANISATION ? before : p->owner;
}

/* "The summit's secretariat", "a briefing paper", "the meeting room": the trigger at token i only tells of what kind.
 */
static bool is_modifier(const dx_hunt *h, uint32_t i) {
	if (i + 1 >= h->last) return false;
	const dx_token *next = dx_ev_at(h, i + 1);
	if (dx_token_is(h->text, next, "'s")) return true;
	dx_calendar c = {h->text, h->lexicon, h->codes};
	dx_when when;
	bool noun = next->word && next->word->main_class == DX_W_NOUN && next->caps == DX_CAPS_NONE;
	return noun && dx_ev(h, i + 1) == DX_EV_NONE && h->cues[i + 1] < 0 && h->begins[i + 1] < 0 &&
	       !dx_when_at(&c, i + 1, h->last, &when);
}

bool dx_ev_noun(const dx_hunt *h, dx_sighting *s, uint32_t i) {
	phrase p;
	if (is_modifier(h, i)) return false;
	read_left(h, &p, i);
	int type = type_of(h, &p, i);
	if (type < 0 || p.reality == DX_UNREAL || dx_ev_noun_reality(h, p.first) == DX_UNREAL) return false;
	s->type = (uint8_t)type;
	s->reality = (uint8_t)(p.reality ? p.reality : dx_ev_noun_reality(h, p.first));
	s->first = p.first;
	s->last = i + 1;
	s->when = p.when;
	s->phone = p.phone;
	s->noun = true;
	s->many = is_many(h, i);
	if (p.owner >= 0) {
		p.owner = nearest_owner(h, &p);
		if (p.their)
			s->their = true;
		else
			dx_ev_add(h, s, p.owner);
		s->subjects = s->count;
	}
	read_modifier(h, s, &p);
	uint32_t k = read_visited(h, s, i + 1);
	if (s->body < 0 && type != DIXIT_VISIT) k = read_body(h, s, k);
	uint32_t own = s->count, takes = takes_of(s->type);
	k = dx_ev_tail(h, s, k, takes);
	if (type == DIXIT_VISIT && s->place < 0) { /* "a visit by X to Y" */
		uint32_t to = read_visited(h, s, k);
		if (to > k) k = dx_ev_tail(h, s, to, takes);
	}
	p.end = k;
	s->object = own;
	s->objects = s->count;
	s->separate = p.separate && s->many;
	s->many &= !s->separate;
	read_predicate(h, s, k, takes);
	s->the = p.the && s->count == own && p.owner < 0 && s->body < 0;
	if (s->cancels) return true;
	bool governed = by_verb(h, s, &p) || by_preposition(h, s, &p);
	if (!governed) return false;
	add_listener(h, s);
	bool speech = dx_ev(h, i) == DX_EV_ADDRESS || dx_ev(h, i) == DX_EV_SPEECH;
	s->speech = speech && s->body < 0;
	if (s->type == DIXIT_SESSION && s->body < 0 && !s->the && !s->speech &&
	    s->subjects) { /* "the cabinet … at a special session" */
		const dx_entity *e = &h->entities->items[s->people[0]];
		if (e->type == DIXIT_ORGANISATION) {
			s->body = (int32_t)s->people[0];
			s->name = e->name;
		}
	}
	return true;
}
