/* From the two letters of a country to its node: the country entity that most records know by them, else one made from
 * the lexicon's table. */
#include "graph/facts.h"

#include "base/utf8.h"

enum { LETTERS = 26, CODES = LETTERS * LETTERS };

typedef struct seat {
	uint32_t node, votes;
} seat;

static int code_of(const char *letters) {
	int a = letters[0] - 'A', b = letters[1] - 'A';
	return a < 0 || a >= LETTERS || b < 0 || b >= LETTERS ? -1 : a * LETTERS + b;
}

static int code_of_letters(uint32_t letters) {
	return code_of((char[2]){(char)(letters >> 8 & 0xFF), (char)(letters & 0xFF)});
}

/* The country entity that went most often by each code, the smaller key where two went equally often. */
static void elect(const dixit_graph *graph, seat *seats) {
	for (uint32_t i = 0; i < graph->tallies.count; i++) {
		const dx_tally *t = &graph->tallies.items[i];
		const dx_draft *draft = &graph->drafts.items[t->node];
		if (t->tag != DX_TAG_COUNTRY || draft->kind != DIXIT_COUNTRY) continue;
		int code = code_of(graph->texts.items[t->text].ptr);
		if (code < 0) continue;
		seat *s = &seats[code];
		bool tie = t->count == s->votes && dx_slice_cmp(draft->key, graph->drafts.items[s->node].key) < 0;
		if (t->count > s->votes || (s->votes && tie)) *s = (seat){t->node, t->count};
	}
}

static uint32_t made(dixit_graph *graph, const char iso[3], dx_slice name) {
	dx_slice type = DX_LIT("country/"), fold = dx_utf8_fold(&graph->arena, name);
	char *key = dx_alloc(&graph->arena, type.len + fold.len);
	memcpy(key, type.ptr, type.len);
	memcpy(key + type.len, fold.ptr, fold.len);
	uint32_t node = dx_draft_put(graph, (dx_slice){key, type.len + fold.len}, DIXIT_COUNTRY);
	dx_draft_call(graph, node, DX_TAG_NAME, name);
	dx_draft_call(graph, node, DX_TAG_COUNTRY, dx_slice_of(iso));
	return node;
}

/* A node for a country that is in some office but is nowhere an entity. */
static dixit_status seat_of(dixit_graph *graph, seat *seats, uint32_t letters, dixit_error *error) {
	int code = code_of_letters(letters);
	if (code < 0 || seats[code].votes) return DIXIT_OK;
	dixit_status status = dx_graph_lexicon(graph, error);
	if (status) return status;
	char iso[3] = {(char)('A' + code / LETTERS), (char)('A' + code % LETTERS), 0};
	const dx_country *country = dx_lexicon_country_of(graph->lexicon, iso);
	seats[code] = (seat){made(graph, iso, country ? country->name : dx_slice_of(iso)), 1};
	return DIXIT_OK;
}

static dixit_status fill(dixit_graph *graph, seat *seats, dixit_error *error) {
	dixit_status status = DIXIT_OK;
	for (uint32_t i = 0; i < graph->offices.count && !status; i++) {
		status = seat_of(graph, seats, graph->offices.items[i].target, error);
	}
	for (uint32_t i = 0; i < graph->officials.count && !status; i++) {
		const dx_fact *f = &graph->officials.items[i];
		status = seat_of(graph, seats, f->source, error);
		if (!status && (f->target & DX_LETTERS)) status = seat_of(graph, seats, f->target, error);
	}
	return status;
}

static void trace(dixit_graph *graph, uint32_t node, dx_trace kind, const dx_fact *f) {
	dx_fact *t = DX_PUSH(&graph->arena, &graph->traces);
	*t = (dx_fact){.source = node, .relation = (uint8_t)kind, .article = f->article, .date = f->date};
	if (kind != DX_TRACE_SEEN) t->number = f->number;
}

static void seat_office(dixit_graph *graph, const seat *seats, dx_fact fact) {
	int code = code_of_letters(fact.target);
	if (code < 0) return;
	fact.target = seats[code].node;
	if (fact.target == fact.source) return;
	*DX_PUSH(&graph->arena, &graph->facts) = fact;
	trace(graph, fact.target, DX_TRACE_SEEN, &fact);
}

static void seat_official(dixit_graph *graph, const seat *seats, dx_fact fact) {
	int source = code_of_letters(fact.source), target = fact.target & DX_LETTERS ? code_of_letters(fact.target) : -1;
	if (source < 0 || (target < 0 && (fact.target & DX_LETTERS))) return;
	fact.source = seats[source].node;
	if (fact.relation == DX_OFFICIAL_SPOKE) {
		trace(graph, fact.source, DX_TRACE_SEEN, &fact);
		trace(graph, fact.source, DX_TRACE_SPOKE, &fact);
		return;
	}
	if (target >= 0) fact.target = seats[target].node;
	if (fact.target == fact.source) return;
	*DX_PUSH(&graph->arena, &graph->facts) = fact;
	trace(graph, fact.target, DX_TRACE_SEEN, &fact);
}

dixit_status dx_graph_countries(dixit_graph *graph, dixit_error *error) {
	if (!graph->offices.count && !graph->officials.count) return DIXIT_OK;
	seat *seats = DX_NEW(&graph->arena, seat, CODES);
	elect(graph, seats);
	dixit_status status = fill(graph, seats, error);
	if (status) return status;
	for (uint32_t i = 0; i < graph->offices.count; i++) seat_office(graph, seats, graph->offices.items[i]);
	for (uint32_t i = 0; i < graph->officials.count; i++) seat_official(graph, seats, graph->officials.items[i]);
	graph->offices.count = graph->officials.count = 0;
	return DIXIT_OK;
}
