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
	if (h->cuts[i] & DX_EV_CUT_START && (subject_at(h, i) || dx_ev(h, i - 1) == DX_EV_THAT)) return DX_CLAUSE_MAIN;
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

void dx_ev_clauses(dx_hunt *h) {
	h->clauses.count = 0;
	uint32_t outer = begin(h, h->first, dx_ev(h, h->first) == DX_EV_IF ? DX_CLAUSE_IF : DX_CLAUSE_MAIN, 0), now = outer;
	for (uint32_t i = h->first; i < h->last; i++) {
		bool relative =
		    h->clauses.items[now].kind == DX_CLAUSE_RELATIVE || h->clauses.items[now].kind == DX_CLAUSE_WHERE;
		int kind = i > h->first ? kind_at(h, i) : -1;
		if (kind == DX_CLAUSE_RELATIVE || kind == DX_CLAUSE_WHERE) {
			if (!relative) outer = now;
			now = begin(h, i, (dx_clause_kind)kind, outer);
		} else if (relative && i > h->clauses.items[now].first + 1 && dx_ev_at(h, i)->first == ',') {
			now = outer;
		} else if (kind >= 0) {
			now = begin(h, i, (dx_clause_kind)kind, now);
			if (kind != DX_CLAUSE_COORDINATE || !relative) outer = now;
		}
		h->clause_of[i] = now;
		h->clauses.items[now].last = i + 1;
		uint8_t code = h->codes[i];
		if (code > DX_EV_NONE && code < DX_EV_TRIGGERS) h->clauses.items[now].event = true;
	}
}
