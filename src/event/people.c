/* Who takes part: subjects to the left, lists to the right, and what "the two sides" stands for. */
#include "event/hunt.h"

#include <strings.h>

enum { LOOK_BACK = 60 }; /* mentions that "the two ministers" may reach back */

void dx_ev_add_entity(dx_sighting *s, uint32_t entity) {
	for (uint32_t k = 0; k < s->count; k++) {
		if (s->people[k] == entity) return;
	}
	if (s->count < DX_EV_PEOPLE) s->people[s->count++] = entity;
}

bool dx_ev_mention_has(const dx_hunt *h, int32_t mention, dx_event_word code) {
	const dx_mention *m = dx_ev_mention(h, mention);
	for (uint32_t i = m->first; i < m->last && i < m->first + 6; i++) {
		if (h->codes[i] == code) return true;
	}
	return false;
}

bool dx_ev_outlet(const dx_hunt *h, int32_t mention) {
	const dx_entity *e = mention < 0 ? NULL : dx_ev_entity(h, mention);
	if (!e) return false;
	return e->type == DIXIT_MEDIUM || (e->type == DIXIT_ORGANISATION && dx_ev_mention_has(h, mention, DX_EV_OUTLET));
}

/* What "the two women", "the two ministers" asks of each of them. */
static bool is_such(const dx_hunt *h, const dx_entity *e, int32_t group) {
	const dx_mention *g = dx_ev_mention(h, group);
	bool minister = false;
	char gender = 0;
	for (uint32_t i = g->first; i < g->last && i < g->first + 6; i++) {
		if (h->codes[i] != DX_EV_PERSONS) continue;
		if (dx_token_is(h->text, dx_ev_at(h, i), "women")) gender = 'f';
		if (dx_token_is(h->text, dx_ev_at(h, i), "men")) gender = 'm';
		minister = dx_token_is(h->text, dx_ev_at(h, i), "ministers");
	}
	if (gender && e->gender != gender && (e->gender == 'f' || e->gender == 'm')) return false;
	for (uint32_t k = 0; minister && k < e->roles.count; k++) {
		dx_slice title = e->roles.items[k].title;
		if (title.len >= 8 && !strncasecmp(title.ptr + title.len - 8, "Minister", 8)) return true;
	}
	return !minister;
}

/* "The two women", "the two ministers", "the pair": the two such persons named before mention `mention`, if there are
 * no more of them. `group`: the mention that says what they are, or -1. */
static bool add_last_two(const dx_hunt *h, dx_sighting *s, int32_t mention, int32_t group) {
	int32_t found[2] = {-1, -1};
	unsigned n = 0;
	for (int32_t m = mention - 1; m >= 0 && m > mention - LOOK_BACK; m--) {
		const dx_entity *e = dx_ev_entity(h, m);
		if (!e || e->type != DIXIT_PERSON || dx_ev_mention(h, m)->name_first == dx_ev_mention(h, m)->name_last)
			continue;
		int32_t who = dx_ev_mention(h, m)->entity;
		if ((n && found[0] == who) || (n > 1 && found[1] == who) || (group >= 0 && !is_such(h, e, group))) continue;
		if (n == 2) return false;
		found[n++] = who;
	}
	if (n < 2) return false;
	dx_ev_add_entity(s, (uint32_t)found[1]);
	dx_ev_add_entity(s, (uint32_t)found[0]);
	return true;
}

/* "They", "both", "the two sides", "the two ministers". */
static bool add_known(const dx_hunt *h, dx_sighting *s, int32_t mention) {
	const dx_mention *m = dx_ev_mention(h, mention);
	bool two = dx_ev_mention_has(h, mention, DX_EV_TWO) || dx_ev_mention_has(h, mention, DX_EV_BOTH);
	uint8_t first = h->codes[m->first];
	if (two && dx_ev_mention_has(h, mention, DX_EV_PERSONS) && (first == DX_EV_THE || first == DX_EV_BOTH)) {
		if (!add_last_two(h, s, mention, mention)) s->their = true;
		return true;
	}
	if (m->form == DIXIT_PRONOUN ? m->entity >= 0 : !(two && dx_ev_mention_has(h, mention, DX_EV_SIDES))) return false;
	s->their = true;
	return true;
}

/* "The pair", "the two" before the verb at token v, which are no mention. */
static bool add_pair(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	uint32_t i = v;
	while (i > h->first && v - i < 4 && dx_is(dx_ev_at(h, i - 1), DX_W_AUX | DX_W_MODAL | DX_W_ADV)) i--;
	if (dx_ev(h, i - 1) != DX_EV_TWO || dx_ev(h, i - 2) != DX_EV_THE) return false;
	for (uint32_t k = i - 1, n = 0; k-- > 0 && n < DX_EV_REACH; n++) {
		if (h->begins[k] < 0) continue;
		if (!add_last_two(h, s, h->begins[k] + 1, -1)) s->their = true;
		return true;
	}
	return false;
}

bool dx_ev_add(const dx_hunt *h, dx_sighting *s, int32_t mention) {
	const dx_mention *m = dx_ev_mention(h, mention);
	if (m->number == 'p' && add_known(h, s, mention)) return true;
	const dx_entity *e = dx_ev_entity(h, mention);
	if (!e || e->type == DIXIT_PLACE || (m->form == DIXIT_PRONOUN && m->person != 3)) return false;
	if (e->type == DIXIT_MEDIUM && s->type != DIXIT_INTERVIEW) return false;
	dx_ev_add_entity(s, (uint32_t)m->entity);
	return true;
}

static bool may_take_part(const dx_hunt *h, int32_t m) {
	const dx_mention *mention = dx_ev_mention(h, m);
	if (mention->possessive) return false;
	const dx_entity *e = dx_ev_entity(h, m);
	return e ? e->type != DIXIT_PLACE : mention->number == 'p' && mention->type == DIXIT_GROUP;
}

/* Behind a comma or "and" a new clause may begin: "met X, Y said". */
static bool subject_of_another(const dx_hunt *h, uint32_t i) {
	return i < h->last && dx_ev_verbal(h, i) && h->codes[i] != DX_EV_HOST;
}

/* "Met officials in Oslo": the place belongs to the phrase, and to the meeting. */
static void place_inside(const dx_hunt *h, dx_sighting *s, int32_t mention) {
	const dx_mention *m = dx_ev_mention(h, mention);
	bool meeting = s->type == DIXIT_MEETING || s->type == DIXIT_PRESS_CONFERENCE;
	if (s->place >= 0 || !meeting || m->name_first != m->name_last) return;
	for (int32_t k = mention + 1; k < (int32_t)h->mentions->count && k < mention + 4; k++) {
		const dx_mention *inner = dx_ev_mention(h, k);
		if (inner->first >= m->last) break;
		bool in = dx_ev(h, inner->first - 1) == DX_EV_IN || dx_ev(h, inner->first - 1) == DX_EV_AT;
		if (in && inner->type == DIXIT_PLACE && inner->entity >= 0) s->place = inner->entity;
	}
}

/* "His Qatari and Syrian counterparts" begins with a possessive: the countries that the article knows take part, then
 * the mention that the phrase ends with. Returns where that begins, or i. */
static uint32_t to_counterparts(const dx_hunt *h, dx_sighting *s, uint32_t i) {
	int32_t own = i < h->last ? h->begins[i] : -1;
	if (own < 0 || !dx_ev_mention(h, own)->possessive || dx_ev_mention(h, own)->form != DIXIT_PRONOUN) return i;
	for (uint32_t k = i + 1; k < i + 8 && k < h->last; k++) {
		if (h->begins[k] < 0) continue;
		if (!dx_ev_mention_has(h, h->begins[k], DX_EV_PERSONS)) return i;
		for (uint32_t j = i + 1; j < k; j++) {
			const dx_lexeme *l = dx_text_phrase(h->text, h->lexicon, j, k, 1u << DX_LEX_COUNTRY);
			int32_t country = l ? h->countries[dx_ev_iso(dx_lexicon_country(h->lexicon, l)->iso)] : -1;
			if (country >= 0) dx_ev_add_entity(s, (uint32_t)country);
		}
		s->nameless = true;
		return k;
	}
	return i;
}

/* "The foreign ministers of Estonia, Latvia and Lithuania": where a country follows the group, the group was its first
 * country's. */
static void unlist(const dx_hunt *h, dx_sighting *s, int32_t group, int32_t next) {
	const dx_mention *m = dx_ev_mention(h, group);
	const dx_entity *e = dx_ev_entity(h, next);
	if (m->type != DIXIT_GROUP || !e || e->type != DIXIT_COUNTRY) return;
	for (int32_t k = group + 1; k < group + 6 && k < (int32_t)h->mentions->count; k++) {
		const dx_mention *inner = dx_ev_mention(h, k);
		if (inner->last != m->last || inner->type != DIXIT_COUNTRY || inner->entity < 0) continue;
		if (dx_ev(h, inner->first - 1) != DX_EV_OF) return;
		for (uint32_t j = 0; j < s->count; j++) {
			if ((int32_t)s->people[j] == m->entity) s->people[j] = (uint32_t)inner->entity;
		}
		return;
	}
}

static uint32_t list(const dx_hunt *h, dx_sighting *s, uint32_t i, bool object) {
	uint32_t end = i, at = to_counterparts(h, s, i);
	int32_t before = -1;
	for (unsigned n = 0; n < DX_EV_PEOPLE && at < h->last; n++) {
		if (dx_ev(h, at) == DX_EV_BOTH && (h->begins[at] < 0 || dx_ev_mention(h, h->begins[at])->last == at + 1) &&
		    h->begins[at + 1] >= 0)
			at++;
		if (at >= h->last || h->begins[at] < 0 || !may_take_part(h, h->begins[at])) break;
		const dx_mention *m = dx_ev_mention(h, h->begins[at]);
		if (object && n && subject_of_another(h, m->last)) break;
		if (!dx_ev_add(h, s, h->begins[at])) break;
		if (object) place_inside(h, s, h->begins[at]);
		if (before >= 0) unlist(h, s, before, h->begins[at]);
		before = h->begins[at];
		end = m->last;
		at = end;
		if (at < h->last && dx_ev_at(h, at)->first == ',') at++;
		if (dx_ev(h, at) == DX_EV_AND) at++;
		if (at == end) break;
		if (dx_ev(h, at) == DX_EV_WITH || dx_ev(h, at) == DX_EV_LATE) at++;
	}
	return end;
}

uint32_t dx_ev_list(const dx_hunt *h, dx_sighting *s, uint32_t i) { return list(h, s, i, true); }
uint32_t dx_ev_pair(const dx_hunt *h, dx_sighting *s, uint32_t i) { return list(h, s, i, false); }

/* No subject: what a preposition governs ("of Kenya"), and what stands in another clause or in quotation marks. */
static bool may_be_subject(const dx_hunt *h, int32_t m) {
	uint32_t first = dx_ev_mention(h, m)->first;
	if (!may_take_part(h, m)) return false;
	if (first == h->first) return true;
	const dx_token *before = dx_ev_at(h, first - 1);
	if (dx_ev(h, first) == DX_EV_WHO || dx_ev(h, first - 1) == DX_EV_TELL) return false; /* "told reporters" */
	return !(before->word && before->word->main_class == DX_W_PREP && h->clause_of[first - 1] == h->clause_of[first]);
}

/* The first phrase of the clause that can be a subject, before token `end`. */
static int32_t first_subject(const dx_hunt *h, uint32_t clause, uint32_t end) {
	const dx_clause *c = &h->clauses.items[clause];
	for (uint32_t i = c->first; i < end && i < c->first + DX_EV_REACH; i++) {
		if (h->clause_of[i] == clause && h->begins[i] >= 0 && may_be_subject(h, h->begins[i])) return h->begins[i];
	}
	return -1;
}

/* "X, who …", "X and Y, who …". */
static int32_t antecedent(const dx_hunt *h, const dx_clause *c) {
	uint32_t i = c->first;
	if (i > h->first && dx_ev_at(h, i - 1)->first == ',') i--;
	return i > h->first ? h->ends[i] : -1;
}

static uint32_t list_start(const dx_hunt *h, int32_t m) {
	uint32_t i = dx_ev_mention(h, m)->first;
	for (unsigned n = 0; n < DX_EV_PEOPLE && i > h->first; n++) {
		uint32_t k = i - 1;
		bool joint = dx_ev_at(h, k)->first == ',' || dx_ev(h, k) == DX_EV_AND;
		if (dx_ev(h, k) == DX_EV_AND && k > h->first && dx_ev_at(h, k - 1)->first == ',') k--;
		if (!joint || h->ends[k] < 0 || !may_be_subject(h, h->ends[k])) break;
		if (dx_ev_at(h, i - 1)->first == ',' && n == 0) break; /* an apposition or an adjunct, no list */
		i = dx_ev_mention(h, h->ends[k])->first;
	}
	return i;
}

/* The mention right before the verb group, over auxiliaries and adverbs. */
static int32_t adjacent(const dx_hunt *h, uint32_t v) {
	uint32_t clause = h->clause_of[v];
	for (unsigned n = 0; n < 8 && v > h->first && h->clause_of[v - 1] == clause; n++, v--) {
		if (h->ends[v] >= 0) return h->ends[v];
		const dx_token *t = dx_ev_at(h, v - 1);
		uint8_t code = dx_ev(h, v - 1);
		if (code >= DX_EV_WITH && code <= DX_EV_SINCE && code != DX_EV_TO)
			return -1; /* "told reporters after meeting Y": not the reporters */
		bool group = code == DX_EV_TO || code == DX_EV_PLAN || code == DX_EV_DUE || code == DX_EV_NOT;
		if (!group && !dx_is(t, DX_W_AUX | DX_W_MODAL | DX_W_ADV | DX_W_NEG)) return -1;
	}
	return v > h->first && h->ends[v] >= 0 && h->clause_of[v - 1] == clause ? h->ends[v] : -1;
}

/* The speakers of a statement; "the two sides" are those of the event before, whoever they were taken for. */
static void add_speakers(const dx_hunt *h, dx_sighting *s, int32_t statement) {
	const dx_statement *st = &h->statements->items[statement];
	int32_t source = st->source_first < st->source_last ? h->begins[st->source_first] : -1;
	if (source >= 0 && dx_ev_mention(h, source)->number == 'p' && add_known(h, s, source)) return;
	for (uint32_t k = 0; k < st->speakers.count; k++) dx_ev_add_entity(s, st->speakers.items[k]);
}

void dx_ev_subject(const dx_hunt *h, dx_sighting *s, uint32_t v) {
	uint32_t clause = h->clause_of[v], before = s->count;
	if (add_pair(h, s, v)) {
		s->subjects = s->count;
		return;
	}
	int32_t m = adjacent(h, v);
	if (m >= 0 && dx_ev(h, dx_ev_mention(h, m)->first) == DX_EV_WHO) m = -1;
	if (m >= 0 && !may_be_subject(h, m)) m = -1;
	for (unsigned n = 0; n < 3 && m < 0; n++) {
		const dx_clause *c = &h->clauses.items[clause];
		m = first_subject(h, clause, v);
		if (m >= 0) break;
		if (c->kind == DX_CLAUSE_RELATIVE) {
			m = antecedent(h, c);
			break;
		}
		if (c->kind != DX_CLAUSE_COORDINATE || clause == c->parent) break;
		clause = c->parent;
	}
	if (m >= 0) {
		uint32_t start = list_start(h, m);
		list(h, s, start, false);
		if (s->count == before && !s->their) dx_ev_add(h, s, m);
		if (dx_ev_mention(h, m)->first < s->first) s->first = start;
	}
	s->subjects = s->count;
}

/* The statement whose cue stands nearest in the clause of token i, to the left first. */
static int32_t cue_near(const dx_hunt *h, uint32_t i) {
	uint32_t clause = h->clause_of[i];
	if (h->cues[i] >= 0) return h->cues[i];
	for (uint32_t k = i, n = 0; k-- > h->first && n < DX_EV_REACH; n++) {
		if (h->cues[k] >= 0 && h->clause_of[k] == clause) return h->cues[k];
	}
	for (uint32_t k = i + 1; k < h->last && k < i + DX_EV_REACH; k++) {
		if (h->cues[k] >= 0 && h->clause_of[k] == clause) return h->cues[k];
	}
	return -1;
}

void dx_ev_cue(const dx_hunt *h, dx_sighting *s) { s->cue = cue_near(h, s->at); }

void dx_ev_owner(const dx_hunt *h, dx_sighting *s) {
	uint32_t clause = h->clause_of[s->at];
	dx_ev_cue(h, s);
	if (s->cue >= 0 && h->statements->items[s->cue].speakers.count) {
		add_speakers(h, s, s->cue);
	} else {
		int32_t m = first_subject(h, clause, s->first);
		/* "In a call late on Monday, X and Y agreed": behind the adjunct */
		for (uint32_t i = s->last; m < 0 && i < h->last && i < s->last + 6; i++) {
			if (h->begins[i] >= 0 && h->clause_of[i] == clause && may_be_subject(h, h->begins[i])) m = h->begins[i];
		}
		if (m >= 0) list(h, s, dx_ev_mention(h, m)->first, false);
	}
	s->subjects = s->count;
}
