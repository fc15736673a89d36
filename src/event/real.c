/* Only what took place or is fixed for a day is an event: no refusals, wishes, invitations, conditions. */
#include "event/hunt.h"

enum { GROUP = 10 /* tokens of a verb group, and from a verb to its object */ };

/* "Had she met him", "were they to meet": a condition without "if". */
static bool inverted(const dx_hunt *h, uint32_t first) {
	const dx_token *t = dx_ev_at(h, first);
	bool verb = dx_token_is(h->text, t, "had") || dx_token_is(h->text, t, "were") || dx_token_is(h->text, t, "should");
	return verb && h->begins[first + 1] >= 0;
}

static bool conditional(const dx_hunt *h, uint32_t i) {
	uint32_t clause = h->clause_of[i];
	for (unsigned n = 0; n < 4; n++) {
		const dx_clause *c = &h->clauses.items[clause];
		if (c->kind == DX_CLAUSE_IF || inverted(h, c->first)) return true;
		if (c->kind != DX_CLAUSE_COORDINATE || c->parent == clause) return false;
		clause = c->parent;
	}
	return false;
}

/* "Had been due to meet": they did not. */
static bool had_been(const dx_hunt *h, uint32_t k) {
	return k > h->first + 1 && dx_token_is(h->text, dx_ev_at(h, k - 1), "been") &&
	       dx_token_is(h->text, dx_ev_at(h, k - 2), "had");
}

/* "Flew to X to meet Y" tells of the meeting, "will fly", "plans to fly" put both ahead. */
static dx_reality journey(const dx_hunt *h, uint32_t v) {
	for (uint32_t k = v, n = 0; n < 4 && k-- > h->first; n++) {
		uint8_t code = dx_ev(h, k);
		if (dx_ev_unreal(code) || code == DX_EV_NOT || code == DX_EV_MAY) return DX_UNREAL;
		if (code == DX_EV_WILL || code == DX_EV_PLAN || code == DX_EV_DUE) return DX_AHEAD;
		if (code != DX_EV_TO && !dx_is(dx_ev_at(h, k), DX_W_AUX | DX_W_ADV)) break;
	}
	return DX_REAL;
}

/* What governs an infinitive whose "to" stands at token k: "plans to", "is to" put it ahead; "flew to X to meet Y"
 * tells of the meeting; "urged Z to" does not. */
static dx_reality infinitive(const dx_hunt *h, uint32_t k) {
	dx_calendar c = {h->text, h->lexicon, h->codes};
	uint32_t clause = h->clause_of[k];
	for (unsigned n = 0; n < GROUP && k-- > h->first && h->clause_of[k] == clause; n++) {
		uint8_t code = dx_ev(h, k);
		if (code == DX_EV_PLAN || code == DX_EV_DUE || code == DX_EV_PLANNED)
			return had_been(h, k) ? DX_UNREAL : DX_AHEAD;
		if (code == DX_EV_GO || code == DX_EV_VISITED) return journey(h, k);
		if (dx_ev_unreal(code) || code == DX_EV_NOT) return DX_UNREAL;
		if (n == 0 && dx_is(dx_ev_at(h, k), DX_W_AUX)) return code == DX_EV_HAVE ? DX_UNREAL : DX_AHEAD;
		bool place = h->ends[k + 1] >= 0 && (dx_ev_mention(h, h->ends[k + 1])->type == DIXIT_PLACE ||
		                                     dx_ev_mention(h, h->ends[k + 1])->type == DIXIT_COUNTRY);
		dx_when when;
		if (!place && (code == DX_EV_ON || dx_when_at(&c, k, h->last, &when)))
			continue; /* "to X on Monday to meet Y" */
		if (!place && code != DX_EV_TO && code != DX_EV_IN && !dx_is(dx_ev_at(h, k), DX_W_ADV)) return DX_UNREAL;
		if (place) k = dx_ev_mention(h, h->ends[k + 1])->first;
	}
	return DX_UNREAL;
}

dx_reality dx_ev_verb_reality(const dx_hunt *h, uint32_t v) {
	dx_reality reality = DX_REAL;
	bool have = false;
	if (conditional(h, v)) return DX_UNREAL;
	uint32_t clause = h->clause_of[v];
	for (uint32_t k = v, n = 0; n < GROUP && k-- > h->first && h->clause_of[k] == clause; n++) {
		switch (dx_ev(h, k)) {
		case DX_EV_NOT:
		case DX_EV_MAY:
		case DX_EV_CANCELLED:
		case DX_EV_CALLED:
		case DX_EV_UNREAL: return DX_UNREAL;
		case DX_EV_WILL:
			if (have && dx_token_is(h->text, dx_ev_at(h, k), "would")) return DX_UNREAL;
			reality = DX_AHEAD;
			continue;
		case DX_EV_HAVE: have = true; continue;
		case DX_EV_TO: {
			if (have) return DX_UNREAL; /* "were to have met" */
			dx_reality r = infinitive(h, k);
			return r == DX_REAL ? reality : r;
		}
		case DX_EV_AGAIN:
		case DX_EV_PLAN:
		case DX_EV_DUE: continue;
		default: break;
		}
		if (!dx_is(dx_ev_at(h, k), DX_W_AUX | DX_W_ADV | DX_W_MODAL | DX_W_NEG)) break;
	}
	return reality;
}

/* "Called for a meeting", "no meeting", "cancelled his visit": looked for right before the noun phrase. */
dx_reality dx_ev_noun_reality(const dx_hunt *h, uint32_t i) {
	if (conditional(h, i)) return DX_UNREAL;
	for (uint32_t k = i, n = 0; n < 4 && k-- > h->first; n++) {
		uint8_t code = dx_ev(h, k);
		if (dx_ev_unreal(code) || code == DX_EV_NOT || code == DX_EV_MAY || code == DX_EV_CALL) return DX_UNREAL;
		if (code == DX_EV_PLAN || code == DX_EV_WILL || code == DX_EV_PLANNED) return DX_AHEAD;
		if (code != DX_EV_FOR && code != DX_EV_TO && code != DX_EV_ON && !dx_is(dx_ev_at(h, k), DX_W_ADV | DX_W_AUX))
			break;
	}
	return DX_REAL;
}
