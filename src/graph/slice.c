/* A stretch of time out of a graph, as a graph of its own: the facts of its days and what they need of the rest. Linear
 * in the whole graph, and, when the slice is finished, n log n in the slice. */
#include "base/error.h"
#include "graph/facts.h"

typedef struct slicing {
	const dixit_graph *from;
	dixit_graph *to;
	uint32_t *drafts, *articles; /* old → new; UINT32_MAX: not in the slice */
} slicing;

static bool inside(const slicing *s, const dx_fact *f) {
	return f->date && f->date >= s->to->choice.from && f->date <= s->to->choice.to;
}

static void mark(const slicing *s, const dx_facts *facts, bool targets) {
	for (uint32_t i = 0; i < facts->count; i++) {
		const dx_fact *f = &facts->items[i];
		if (!inside(s, f)) continue;
		s->drafts[f->source] = 0;
		if (targets) s->drafts[f->target] = 0;
		s->articles[f->article] = 0;
	}
}

/* An event without a name is called by its place and guests, also by those who do nothing else in the slice. */
static void mark_names(const slicing *s) {
	for (uint32_t i = 0; i < s->from->drafts.count; i++) {
		const dx_draft *draft = &s->from->drafts.items[i];
		if (s->drafts[i] == UINT32_MAX || draft->kind < DX_KIND_EVENTS) continue;
		if (draft->place >= 0) s->drafts[draft->place] = 0;
		for (uint32_t k = 0; k < draft->guest_count && k < 2; k++) s->drafts[draft->guests[k]] = 0;
	}
}

static void copy_drafts(const slicing *s) {
	const dixit_graph *from = s->from;
	dixit_graph *to = s->to;
	for (uint32_t i = 0; i < from->drafts.count; i++) {
		if (s->drafts[i] == UINT32_MAX) continue;
		s->drafts[i] = to->drafts.count;
		*DX_PUSH(&to->arena, &to->drafts) = from->drafts.items[i];
	}
	for (uint32_t i = 0; i < to->drafts.count; i++) {
		dx_draft *draft = &to->drafts.items[i];
		if (draft->kind < DX_KIND_EVENTS) continue;
		if (draft->place >= 0) draft->place = s->drafts[draft->place];
		for (uint32_t k = 0; k < draft->guest_count && k < 2; k++) draft->guests[k] = s->drafts[draft->guests[k]];
	}
	for (uint32_t i = 0; i < from->tallies.count; i++) {
		dx_tally tally = from->tallies.items[i];
		tally.node = s->drafts[tally.node];
		if (tally.node != UINT32_MAX) *DX_PUSH(&to->arena, &to->tallies) = tally;
	}
}

static void copy_articles(const slicing *s) {
	for (uint32_t i = 0; i < s->from->articles.count; i++) {
		if (s->articles[i] == UINT32_MAX) continue;
		s->articles[i] = s->to->articles.count;
		*DX_PUSH(&s->to->arena, &s->to->articles) = s->from->articles.items[i];
	}
}

static void copy_facts(const slicing *s, const dx_facts *from, dx_facts *to, bool targets) {
	for (uint32_t i = 0; i < from->count; i++) {
		dx_fact f = from->items[i];
		if (!inside(s, &f)) continue;
		f.source = s->drafts[f.source];
		if (targets) f.target = s->drafts[f.target];
		f.article = s->articles[f.article];
		*DX_PUSH(&s->to->arena, to) = f;
	}
}

static uint32_t *unmarked(dx_arena *arena, uint32_t count) {
	uint32_t *out = dx_alloc_raw(arena, count * sizeof *out);
	memset(out, 0xFF, count * sizeof *out);
	return out;
}

static dixit_status fill(dixit_graph *to, const dixit_graph *from, dixit_error *error) {
	if (dx_arena_guard(&to->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	if (dx_arena_guard(&to->temp)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	slicing s = {.from = from, .to = to};
	s.drafts = unmarked(&to->temp, from->drafts.count);
	s.articles = unmarked(&to->temp, from->articles.count);
	mark(&s, &from->facts, true);
	mark(&s, &from->traces, false);
	mark_names(&s);
	copy_drafts(&s);
	copy_articles(&s);
	copy_facts(&s, &from->facts, &to->facts, true);
	copy_facts(&s, &from->traces, &to->traces, false);
	to->texts.items = from->texts.items; /* only read: no name comes in after this */
	to->texts.count = to->texts.cap = from->texts.count;
	dx_arena_reset(&to->temp, 1 << 20);
	return DIXIT_OK;
}

/* What needs the tables and all records: which node a country is. */
static dixit_status settle(dixit_graph *graph, dixit_error *error) {
	if (dx_arena_guard(&graph->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dixit_status status = dx_graph_countries(graph, error);
	graph->stage = status ? DX_GRAPH_BROKEN : DX_GRAPH_SLICED;
	return status;
}

dixit_status dixit_graph_slice(dixit_graph **out, dixit_graph *graph, const char *from, const char *to,
                               dixit_error *error) {
	*out = NULL;
	uint32_t first = dx_date_number(from, strlen(from)), last = dx_date_number(to, strlen(to));
	if (!first || !last || first > last) return dx_fail(error, DIXIT_E_USAGE, "%s to %s are no days", from, to);
	if (graph->stage != DX_GRAPH_OPEN && graph->stage != DX_GRAPH_SLICED) {
		return dx_fail(error, DIXIT_E_USAGE, "a finished graph cannot be sliced");
	}
	dixit_status status = settle(graph, error);
	if (!status) status = dixit_graph_new(out, error);
	if (status) return status;
	dx_choice *choice = &(*out)->choice;
	*choice = graph->choice; /* its texts lie in the graph that is sliced */
	(*out)->measures = graph->measures;
	(*out)->resolution = graph->resolution;
	(*out)->by_community = graph->by_community;
	if (first > choice->from) choice->from = first;
	if (last < choice->to) choice->to = last;
	status = fill(*out, graph, error);
	if (!status) return DIXIT_OK;
	dixit_graph_free(*out);
	*out = NULL;
	return status;
}

static void widen(const dx_facts *facts, uint32_t *first, uint32_t *last) {
	for (uint32_t i = 0; i < facts->count; i++) {
		uint32_t date = facts->items[i].date;
		if (date && (!*first || date < *first)) *first = date;
		if (date > *last) *last = date;
	}
}

bool dixit_graph_days(const dixit_graph *graph, char first[11], char last[11]) {
	uint32_t from = 0, to = 0;
	widen(&graph->facts, &from, &to);
	widen(&graph->traces, &from, &to);
	widen(&graph->offices, &from, &to);
	widen(&graph->officials, &from, &to);
	dx_date_text(from, first);
	dx_date_text(to, last);
	return from != 0;
}
