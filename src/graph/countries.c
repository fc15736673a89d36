/* From the two letters of a country to its node: the country entity that most records know by them, else one made from
 * the lexicon's table. */
#include "graph/facts.h"

#include "base/utf8.h"
#include "lexicon/lexicon.h"

enum { LETTERS = 26, CODES = LETTERS * LETTERS };

typedef struct seat {
	uint32_t node, votes;
} seat;

static int code_of(const char *letters) {
	int a = letters[0] - 'A', b = letters[1] - 'A';
	return a < 0 || a >= LETTERS || b < 0 || b >= LETTERS ? -1 : a * LETTERS + b;
}

static int code_of_fact(const dx_fact *f) {
	return code_of((char[2]){(char)(f->target >> 8), (char)(f->target & 0xFF)});
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

/* Nodes for the countries that are in some office but are nowhere an entity. */
static dixit_status fill(dixit_graph *graph, seat *seats, dixit_error *error) {
	dx_lexicon *lexicon = NULL;
	dixit_status status = DIXIT_OK;
	for (uint32_t i = 0; i < graph->offices.count && !status; i++) {
		int code = code_of_fact(&graph->offices.items[i]);
		if (code < 0 || seats[code].votes) continue;
		if (!lexicon && (status = dx_lexicon_new(&lexicon, NULL, error))) break;
		char iso[3] = {(char)('A' + code / LETTERS), (char)('A' + code % LETTERS), 0};
		const dx_country *country = dx_lexicon_country_of(lexicon, iso);
		seats[code] = (seat){made(graph, iso, country ? country->name : dx_slice_of(iso)), 1};
	}
	dx_lexicon_free(lexicon);
	return status;
}

dixit_status dx_graph_countries(dixit_graph *graph, dixit_error *error) {
	seat *seats = DX_NEW(&graph->arena, seat, CODES);
	elect(graph, seats);
	dixit_status status = fill(graph, seats, error);
	if (status) return status;
	for (uint32_t i = 0; i < graph->offices.count; i++) {
		dx_fact fact = graph->offices.items[i];
		int code = code_of_fact(&fact);
		if (code < 0) continue;
		fact.target = seats[code].node;
		if (fact.target == fact.source) continue;
		*DX_PUSH(&graph->arena, &graph->facts) = fact;
		*DX_PUSH(&graph->arena, &graph->traces) = (dx_fact){fact.target, 0, DX_TRACE_SEEN, fact.article, 0, fact.date};
	}
	return DIXIT_OK;
}
