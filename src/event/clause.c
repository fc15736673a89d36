/* A sentence as clauses, coarsely: a date or place told in one is not that of an event told in another. */
#include "event/hunt.h"

bool dx_ev_verbal(const dx_hunt *h, uint32_t i) {
	const dx_token *t = dx_ev_at(h, i);
	if (t->kind != DX_T_WORD) return false;
	if (h->cues[i] >= 0) return true;
	if (t->word && t->word->main_class) return t->word->main_class & (DX_W_VERB | DX_W_AUX | DX_W_MODAL);
	dx_slice s = dx_token_slice(h->text, t);
	return t->caps == DX_CAPS_NONE && s.len > 4 && !memcmp(s.ptr + s.len - 2, "ed", 2);
}

/* Does a mention begin at token i with a verb behind it: a subject of its own? */
static bool subject_at(const dx_hunt *h, uint32_t i) {
	if (i >= h->last || h->begins[i] < 0) return false;
	uint32_t after = dx_ev_mention(h, h->begins[i])->last;
	while (after < h->last && dx_is(dx_ev_at(h, after), DX_W_ADV) && !dx_ev_verbal(h, after)) after++;
	return after < h->last && dx_ev_verbal(h, after);
}

/* "The talks were": a subject that is no mention. */
static bool plain_subject(const dx_hunt *h, uint32_t i) {
	if (!dx_is(dx_ev_at(h, i), DX_W_DET)) return false;
	for (uint32_t k = i + 1; k < h->last && k < i + 5; k++) {
		const dx_token *t = dx_ev_at(h, k);
		if (dx_is(t, DX_W_AUX | DX_W_MODAL)) return k > i + 1;
		if (t->kind != DX_T_WORD || dx_is(t, DX_W_PREP)) return false;
	}
	return false;
}

/* "and met", "and then visited". */
static bool verb_at(const dx_hunt *h, uint32_t i) {
	for (unsigned n = 0; n < 3 && i < h->last; n++, i++) {
		if (h->begins[i] >= 0) return false;
		if (dx_ev_verbal(h, i)) return true;
		if (!dx_is(dx_ev_at(h, i), DX_W_ADV)) return false;
	}
	return false;
}

static uint32_t begin(dx_hunt *h, uint32_t i, dx_clause_kind kind, uint32_t parent) {
	*DX_PUSH(h->arena, &h->clauses) = (dx_clause){.first = i, .last = i, .parent = parent, .kind = (uint8_t)kind};
	return h->clauses.count - 1;
}

static bool region_edge(const dx_hunt *h, uint32_t i) {
	return i > h->first && dx_ev_at(h, i)->region != dx_ev_at(h, i - 1)->region;
}

/* The kind of clause that begins at token i, or -1. */
static int kind_at(const dx_hunt *h, uint32_t i) {
	char before = i > h->first ? dx_ev_at(h, i - 1)->first : 0;
	if (h->cuts[i] & DX_EV_CUT_END || region_edge(h, i)) return DX_CLAUSE_MAIN;
	if (h->cuts[i] & DX_EV_CUT_START && (subject_at(h, i) || plain_subject(h, i) || dx_ev(h, i - 1) == DX_EV_THAT))
		return DX_CLAUSE_MAIN;
	if (before == ';' || before == ':' || (before == '-' && dx_ev_at(h, i - 1)->kind == DX_T_PUNCT))
		return DX_CLAUSE_MAIN;
	switch (dx_ev(h, i)) {
	case DX_EV_WHO: return DX_CLAUSE_RELATIVE;
	case DX_EV_WHERE: return DX_CLAUSE_WHERE;
	case DX_EV_WHEN: return DX_CLAUSE_MAIN;
	case DX_EV_IF: return DX_CLAUSE_IF;
	case DX_EV_AFTER:
	case DX_EV_BEFORE:
	case DX_EV_AS: return subject_at(h, i + 1) ? DX_CLAUSE_MAIN : -1;
	case DX_EV_AND:
	case DX_EV_BUT:
		if (verb_at(h, i + 1)) return DX_CLAUSE_COORDINATE;
		return (before == ',' || dx_ev(h, i) == DX_EV_BUT) && subject_at(h, i + 1) ? DX_CLAUSE_MAIN : -1;
	default: break;
	}
	return -1;
}

/* Words that lead an adjunct: behind a statement's content they belong to the clause of its cue again ("discussed the
 * curbs at a session on Friday"). */
static bool adjunct(const dx_hunt *h, uint32_t i) {
	uint8_t code = dx_ev(h, i);
	return h->cuts[i] & DX_EV_CUT_END && !region_edge(h, i) && dx_is(dx_ev_at(h, i), DX_W_PREP) &&
	       code != DX_EV_AFTER && code != DX_EV_BEFORE && code != DX_EV_SINCE && code != DX_EV_AS;
}

typedef struct walk {
	uint32_t now, outer; /* the clause in work, and the one around a relative clause */
	uint32_t cue;        /* the clause of the cue whose content is in work */
	bool content;        /* it began a clause of its own */
} walk;

static void step(dx_hunt *h, walk *w, uint32_t i) {
	const dx_clause *c = &h->clauses.items[w->now];
	bool relative = c->kind == DX_CLAUSE_RELATIVE || c->kind == DX_CLAUSE_WHERE;
	if (i > h->first && adjunct(h, i)) {
		if (w->content) w->now = w->outer = w->cue;
		w->content = false;
		return;
	}
	int kind = i > h->first ? kind_at(h, i) : -1;
	if (kind == DX_CLAUSE_RELATIVE || kind == DX_CLAUSE_WHERE) {
		if (!relative) w->outer = w->now;
		w->now = begin(h, i, (dx_clause_kind)kind, w->outer);
	} else if (relative && i > c->first + 1 && dx_ev_at(h, i)->first == ',') {
		w->now = w->outer;
	} else if (kind >= 0) {
		if (h->cuts[i] & DX_EV_CUT_START) {
			w->cue = w->now;
			w->content = true;
		}
		w->now = begin(h, i, (dx_clause_kind)kind, w->now);
		if (kind != DX_CLAUSE_COORDINATE || !relative) w->outer = w->now;
	}
}

void dx_ev_clauses(dx_hunt *h) {
	h->clauses.count = 0;
	walk w = {0};
	w.now = w.outer = begin(h, h->first, dx_ev(h, h->first) == DX_EV_IF ? DX_CLAUSE_IF : DX_CLAUSE_MAIN, 0);
	for (uint32_t i = h->first; i < h->last; i++) {
		step(h, &w, i);
		h->clause_of[i] = w.now;
		h->clauses.items[w.now].last = i + 1;
		uint8_t code = h->codes[i];
		if (code > DX_EV_NONE && code < DX_EV_TRIGGERS) h->clauses.items[w.now].event = true;
	}
}
