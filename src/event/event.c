#include "event/event.h"

#include "event/hunt.h"

static void index_mentions(dx_hunt *h) {
	uint32_t n = h->text->token_count + 8;
	h->begins = dx_alloc_raw(h->arena, n * sizeof *h->begins);
	h->ends = dx_alloc_raw(h->arena, n * sizeof *h->ends);
	memset(h->begins, -1, n * sizeof *h->begins);
	memset(h->ends, -1, n * sizeof *h->ends);
	for (uint32_t k = 0; k < h->mentions->count; k++) {
		const dx_mention *m = &h->mentions->items[k];
		if (m->parent >= 0 || m->last > h->text->token_count) continue;
		if (h->begins[m->first] < 0) h->begins[m->first] = (int32_t)k;
		if (h->ends[m->last] < 0) h->ends[m->last] = (int32_t)k;
	}
}

/* "Denied that X had met Y": what is denied did not take place. */
static void mark_denied(dx_hunt *h, const dx_statement *st) {
	for (uint32_t i = 0; i < st->content_count; i++) {
		dx_range r = dx_tokens_of(h->text, st->content[i]);
		for (uint32_t k = r.first; k < r.last && k < r.first + DX_EV_REACH; k++) h->denied[k] = 1;
	}
}

static void index_statements(dx_hunt *h) {
	uint32_t n = h->text->token_count + 8;
	h->denied = DX_NEW(h->arena, uint8_t, n);
	h->cuts = DX_NEW(h->arena, uint8_t, n);
	h->cues = dx_alloc_raw(h->arena, n * sizeof *h->cues);
	memset(h->cues, -1, n * sizeof *h->cues);
	for (uint32_t k = 0; k < h->statements->count; k++) {
		const dx_statement *st = &h->statements->items[k];
		if (st->act == DIXIT_DENY) mark_denied(h, st);
		for (uint32_t i = st->cue_first; i < st->cue_last; i++) {
			if (h->cues[i] < 0) h->cues[i] = (int32_t)k;
		}
		for (uint32_t i = 0; i < st->content_count; i++) {
			h->cuts[dx_token_at(h->text, st->content[i].start)] |= DX_EV_CUT_START;
			h->cuts[dx_token_at(h->text, st->content[i].end)] |= DX_EV_CUT_END;
		}
	}
}

static void index_countries(dx_hunt *h) {
	h->countries = dx_alloc_raw(h->arena, DX_EV_ISO * sizeof *h->countries);
	memset(h->countries, -1, DX_EV_ISO * sizeof *h->countries);
	for (uint32_t k = 0; k < h->entities->count; k++) {
		const dx_entity *e = &h->entities->items[k];
		if (e->type == DIXIT_COUNTRY && e->country[0]) h->countries[dx_ev_iso(e->country)] = (int32_t)k;
	}
}

/* The clause that tells of the event, without the marks around it: its span in the record. */
static void set_span(const dx_hunt *h, dx_sighting *s) {
	const dx_clause *c = &h->clauses.items[h->clause_of[s->at]];
	s->first = c->first;
	s->last = c->last;
	while (s->first < s->at && (dx_ev_at(h, s->first)->kind != DX_T_WORD || dx_ev(h, s->first) == DX_EV_AND ||
	                            dx_ev(h, s->first) == DX_EV_BUT || dx_ev(h, s->first) == DX_EV_THAT)) {
		s->first++;
	}
	while (s->last > s->at + 1 && dx_ev_at(h, s->last - 1)->kind == DX_T_PUNCT) s->last--;
}

/* "Held separate calls with X and Y": one sighting each. */
static void push_each(dx_hunt *h, const dx_sighting *all) {
	for (uint32_t k = all->object; k < all->objects; k++) {
		dx_sighting s = *all;
		s.count = 0;
		for (uint32_t j = 0; j < all->count; j++) {
			if (j == k || j < all->object || j >= all->objects) s.people[s.count++] = all->people[j];
		}
		*DX_PUSH(h->arena, &h->seen) = s;
	}
}

static void look_at(dx_hunt *h, uint32_t i) {
	if (h->denied[i]) return;
	if (dx_ev_at(h, i)->region >= 0) return; /* told by somebody in quotation marks: no report of an event */
	dx_sighting s = {.at = i,
	                 .clause = h->clause_of[i],
	                 .first = i,
	                 .last = i + 1,
	                 .place = -1,
	                 .host = -1,
	                 .body = -1,
	                 .cue = -1,
	                 .event = -1};
	bool found = dx_ev_is_noun(h, i) ? dx_ev_noun(h, &s, i) : dx_ev_verb(h, &s, i);
	if (!found || s.reality == DX_UNREAL) return;
	if (!s.cancels) dx_ev_surroundings(h, &s);
	set_span(h, &s);
	if (s.separate && s.objects > s.object + 1)
		push_each(h, &s);
	else
		*DX_PUSH(h->arena, &h->seen) = s;
}

static bool is_trigger(uint8_t code) { return code > DX_EV_NONE && code < DX_EV_TRIGGERS; }

static void read_sentence(dx_hunt *h, const dx_sentence *sentence) {
	bool any = false;
	for (uint32_t i = sentence->first; i < sentence->last && !any; i++) any = is_trigger(h->codes[i]);
	if (!any) return;
	h->first = sentence->first;
	h->last = sentence->last;
	h->sighted = h->seen.count;
	dx_ev_clauses(h);
	for (uint32_t i = h->first; i < h->last; i++) {
		if (is_trigger(h->codes[i])) look_at(h, i);
	}
}

void dx_event_find(dx_events *out, const dx_article *article, const dx_text *text, const dx_mentions *mentions,
                   const dx_entities *entities, dx_statements *statements, const dx_lexicon *lexicon, dx_arena *arena) {
	bool any;
	dx_hunt h = {.text = text,
	             .mentions = mentions,
	             .entities = entities,
	             .statements = statements,
	             .lexicon = lexicon,
	             .arena = arena};
	*out = (dx_events){0};
	for (uint32_t k = 0; k < statements->count; k++) statements->items[k].event = -1;
	h.codes = dx_event_words(text, arena, &any);
	if (!any) return;
	h.published = dx_day_parse(article->published);
	h.clause_of = DX_NEW(arena, uint32_t, text->token_count + 8);
	index_mentions(&h);
	index_countries(&h);
	index_statements(&h);
	for (uint32_t k = 0; k < text->paragraph_count; k++) {
		const dx_paragraph *p = &text->paragraphs[k];
		for (uint32_t i = p->first; i < p->last && p->role == DX_BLOCK_BODY; i++)
			read_sentence(&h, &text->sentences[i]);
	}
	dx_ev_merge(&h, out);
	dx_ev_said(&h, out);
}
