/* Which statements were made at an event: only where the cue's own clause says so ("said during a call with X"). */
#include "event/hunt.h"

enum { NEIGHBOURS = 8 };

static bool takes_part(const dx_event *e, const dx_statement *st) {
	for (uint32_t k = 0; k < st->speakers.count; k++) {
		for (uint32_t j = 0; j < e->participants.count; j++) {
			if (e->participants.items[j] == st->speakers.items[k]) return true;
		}
	}
	return false;
}

static bool same_speaker(const dx_statement *a, const dx_statement *b) {
	return a->speakers.count && b->speakers.count && a->speakers.items[0] == b->speakers.items[0];
}

/* "Said during a call that … and urged …": the later cues of the sentence. */
static void rest_of_sentence(const dx_hunt *h, uint32_t statement) {
	dx_statement *all = h->statements->items, *st = &all[statement];
	uint32_t sentence = dx_ev_at(h, st->cue_first)->sentence;
	uint32_t from = statement > NEIGHBOURS ? statement - NEIGHBOURS : 0;
	for (uint32_t k = from; k < h->statements->count && k <= statement + NEIGHBOURS; k++) {
		if (all[k].cue_first >= all[k].cue_last || all[k].event >= 0) continue;
		bool later = all[k].cue_first > st->cue_first && dx_ev_at(h, all[k].cue_first)->sentence == sentence;
		if (later && same_speaker(st, &all[k])) all[k].event = st->event;
	}
}

/* A quotation that goes on in the same paragraph. */
static void carry_on(const dx_hunt *h) {
	dx_statement *all = h->statements->items;
	uint32_t paragraph = 0;
	for (uint32_t k = 0; k < h->statements->count; k++) {
		dx_statement *st = &all[k];
		if (st->event >= 0 || !st->carried || st->previous < 0 || !st->content_count) continue;
		const dx_statement *from = &all[st->previous];
		if (from->event < 0 || !from->content_count) continue;
		while (paragraph + 1 < h->text->paragraph_count && h->text->paragraphs[paragraph].end <= st->content[0].start)
			paragraph++;
		if (from->content[0].start >= h->text->paragraphs[paragraph].start) st->event = from->event;
	}
}

void dx_ev_said(const dx_hunt *h, const dx_events *events) {
	for (uint32_t k = 0; k < h->seen.count; k++) {
		const dx_sighting *s = &h->seen.items[k];
		if (s->event < 0 || !s->spoken || s->cue < 0) continue;
		dx_statement *st = &h->statements->items[s->cue];
		/* "the two sides" take part, whoever they were taken for */
		if (st->event >= 0 || !(s->their || takes_part(&events->items[s->event], st))) continue;
		st->event = s->event;
		rest_of_sentence(h, (uint32_t)s->cue);
	}
	carry_on(h);
}
