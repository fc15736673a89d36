/* Facts → nodes and edges. Drafts and articles get their rank by key, facts are renumbered to ranks and sorted; then
 * each edge and each node is one run of them. */
#include "graph/facts.h"

#include <stdlib.h>

typedef struct summing {
	dixit_graph *graph;
	uint32_t *draft_at, *draft_rank; /* rank → draft and back */
	uint32_t *article_at, *article_rank;
	bool *kept;      /* by rank of the draft: dx_graph_keep() */
	uint32_t *place; /* by rank: node */
} summing;

/* What one run of facts adds up to. */
typedef struct sum {
	uint32_t weight, articles, first, last;
} sum;

static int draft_order(const void *a, const void *b, void *graph) {
	const dx_draft *drafts = ((const dixit_graph *)graph)->drafts.items;
	return dx_slice_cmp(drafts[*(const uint32_t *)a].key, drafts[*(const uint32_t *)b].key);
}

static int article_order(const void *a, const void *b, void *graph) {
	const dx_told *articles = ((const dixit_graph *)graph)->articles.items;
	return dx_slice_cmp(articles[*(const uint32_t *)a].key, articles[*(const uint32_t *)b].key);
}

static void ranked(dixit_graph *graph, uint32_t count, int (*order)(const void *, const void *, void *), uint32_t *at,
                   uint32_t *rank) {
	for (uint32_t i = 0; i < count; i++) at[i] = i;
	if (count) qsort_r(at, count, sizeof *at, order, graph);
	for (uint32_t i = 0; i < count; i++) rank[at[i]] = i;
}

static int fact_order(const void *pa, const void *pb) {
	const dx_fact *a = pa, *b = pb;
	if (a->source != b->source) return a->source < b->source ? -1 : 1;
	if (a->target != b->target) return a->target < b->target ? -1 : 1;
	if (a->relation != b->relation) return a->relation < b->relation ? -1 : 1;
	if (a->article != b->article) return a->article < b->article ? -1 : 1;
	if (a->number != b->number) return a->number < b->number ? -1 : 1;
	return (a->date > b->date) - (a->date < b->date);
}

static void sorted(const summing *s, dx_facts *facts, bool targets) {
	for (uint32_t i = 0; i < facts->count; i++) {
		dx_fact *f = &facts->items[i];
		f->source = s->draft_rank[f->source];
		if (targets) f->target = s->draft_rank[f->target];
		f->article = s->article_rank[f->article];
	}
	if (facts->count) qsort(facts->items, facts->count, sizeof *facts->items, fact_order);
}

/* End of the run that starts at `from`: same source, target and relation. */
static uint32_t run_end(const dx_facts *facts, uint32_t from) {
	const dx_fact *f = &facts->items[from];
	uint32_t end = from + 1;
	while (end < facts->count && facts->items[end].source == f->source && facts->items[end].target == f->target &&
	       facts->items[end].relation == f->relation) {
		end++;
	}
	return end;
}

static bool repeats(const dx_fact *f) { return f[-1].article == f->article && f[-1].number == f->number; }

/* Evidence that comes twice, from an article that was added twice, counts once. */
static sum summed(const dx_facts *facts, uint32_t from, uint32_t end) {
	sum s = {0};
	for (uint32_t i = from; i < end; i++) {
		const dx_fact *f = &facts->items[i];
		s.weight += i == from || !repeats(f);
		s.articles += i == from || f[-1].article != f->article;
		if (f->date && (!s.first || f->date < s.first)) s.first = f->date;
		if (f->date > s.last) s.last = f->date;
	}
	return s;
}

/* "article#s3; article#v1" */
static dx_slice evidence_of(const summing *s, uint32_t from, uint32_t end, uint32_t weight) {
	const dixit_graph *graph = s->graph;
	const dx_facts *facts = &graph->facts;
	size_t room = 32;
	for (uint32_t i = from, n = 0; i < end && n < DX_EVIDENCE_MAX; i++) {
		if (i > from && repeats(&facts->items[i])) continue;
		room += graph->articles.items[s->article_at[facts->items[i].article]].id.len + 16;
		n++;
	}
	char *out = dx_alloc_raw(&s->graph->arena, room);
	size_t o = 0;
	for (uint32_t i = from, n = 0; i < end && n < DX_EVIDENCE_MAX; i++) {
		const dx_fact *f = &facts->items[i];
		if (i > from && repeats(f)) continue;
		dx_slice id = graph->articles.items[s->article_at[f->article]].id;
		if (n++) o += (size_t)snprintf(out + o, room - o, "; ");
		memcpy(out + o, id.ptr, id.len);
		o += id.len;
		o += (size_t)snprintf(out + o, room - o, "#%c%u", "sev"[f->number >> 30], f -> number &((1u << 30) - 1));
	}
	if (weight > DX_EVIDENCE_MAX) o += (size_t)snprintf(out + o, room - o, "; … +%u", weight - DX_EVIDENCE_MAX);
	return (dx_slice){out, o};
}

static void sum_edges(const summing *s) {
	dixit_graph *graph = s->graph;
	const dx_facts *facts = &graph->facts;
	uint32_t count = 0;
	for (uint32_t i = 0; i < facts->count; i = run_end(facts, i)) count++;
	graph->edges = DX_NEW(&graph->arena, dx_edge, count);
	for (uint32_t i = 0, end; i < facts->count; i = end) {
		end = run_end(facts, i);
		const dx_fact *f = &facts->items[i];
		sum total = summed(facts, i, end);
		dx_edge *e = &graph->edges[graph->network.edge_count++];
		*e = (dx_edge){.source = f->source, .target = f->target, .weight = total.weight, .articles = total.articles};
		e->value = e->weight;
		e->relation = (uint8_t)f->relation;
		e->evidence = evidence_of(s, i, end, total.weight);
		dx_date_text(total.first, e->first);
		dx_date_text(total.last, e->last);
	}
}

static bool same_ends(const dx_edge *a, const dx_edge *b) { return a->source == b->source && a->target == b->target; }

/* Piece by piece, whatever the relation. */
static int evidence_order(const void *pa, const void *pb) {
	const dx_fact *a = pa, *b = pb;
	if (a->article != b->article) return a->article < b->article ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/* The evidence of the edges' facts from `from` to `end`, which are needed no more by relation. */
static dx_slice evidence_of_all(const summing *s, uint32_t from, uint32_t end) {
	dx_facts *facts = &s->graph->facts;
	qsort(facts->items + from, end - from, sizeof *facts->items, evidence_order);
	return evidence_of(s, from, end, summed(facts, from, end).weight);
}

static void sum_ties(const summing *s) {
	dixit_graph *graph = s->graph;
	const dx_edge *edges = graph->edges;
	uint32_t count = graph->network.edge_count, ties = 0, fact = 0;
	for (uint32_t i = 0; i < count; i++) ties += i == 0 || !same_ends(&edges[i], &edges[i - 1]);
	graph->ties = DX_NEW(&graph->arena, dx_tie, ties);
	graph->network.tie_count = ties;
	for (uint32_t i = 0, t = 0; i < count; i += graph->ties[t++].count) {
		dx_tie *tie = &graph->ties[t];
		uint32_t first = fact;
		*tie = (dx_tie){.edge = i, .evidence = edges[i].evidence};
		for (; i + tie->count < count && same_ends(&edges[i], &edges[i + tie->count]); tie->count++) {
			fact = run_end(&graph->facts, fact);
		}
		if (tie->count > 1) tie->evidence = evidence_of_all(s, first, fact);
	}
}

static void place_nodes(const summing *s) {
	dixit_graph *graph = s->graph;
	uint32_t count = 0, *drafts = DX_NEW(&graph->arena, uint32_t, graph->drafts.count);
	for (uint32_t i = 0; i < graph->drafts.count; i++) {
		s->place[i] = count;
		if (s->kept[i]) drafts[count++] = s->draft_at[i];
	}
	graph->nodes = DX_NEW(&graph->arena, dx_node, count);
	graph->network.node_count = count;
	for (uint32_t i = 0; i < count; i++) {
		const dx_draft *draft = &graph->drafts.items[drafts[i]];
		graph->nodes[i].key = draft->key;
		graph->nodes[i].kind = draft->kind;
		graph->nodes[i].title = draft->title;
	}
	dx_graph_describe(graph, drafts);
}

static void sum_nodes(const summing *s) {
	const dx_facts *traces = &s->graph->traces;
	for (uint32_t i = 0, end; i < traces->count; i = end) {
		end = run_end(traces, i);
		const dx_fact *f = &traces->items[i];
		if (!s->kept[f->source]) continue;
		dx_node *node = &s->graph->nodes[s->place[f->source]];
		sum total = summed(traces, i, end);
		if (f->relation == DX_TRACE_SPOKE) node->statements = total.weight;
		if (f->relation != DX_TRACE_SEEN) continue;
		node->articles = total.articles;
		dx_date_text(total.first, node->first);
		dx_date_text(total.last, node->last);
	}
	for (uint32_t i = 0; i < s->graph->network.edge_count; i++) {
		dx_edge *e = &s->graph->edges[i];
		e->source = s->place[e->source];
		e->target = s->place[e->target];
		s->graph->nodes[e->source].strength += e->weight;
		s->graph->nodes[e->target].strength += e->weight;
	}
}

static void sum_articles(dixit_graph *graph) {
	uint32_t first = 0, last = 0;
	for (uint32_t i = 0; i < graph->articles.count; i++) {
		uint32_t date = graph->articles.items[i].date;
		if (date && (!first || date < first)) first = date;
		if (date > last) last = date;
	}
	graph->network.articles = graph->articles.count;
	dx_date_text(first, graph->network.first);
	dx_date_text(last, graph->network.last);
	graph->network.directed = true;
}

void dx_graph_sum(dixit_graph *graph) {
	uint32_t drafts = graph->drafts.count, articles = graph->articles.count;
	uint32_t *numbers = dx_alloc_raw(&graph->arena, ((size_t)drafts * 3 + (size_t)articles * 2) * sizeof *numbers);
	summing s = {.graph = graph, .draft_at = numbers, .draft_rank = numbers + drafts, .place = numbers + 2 * drafts};
	s.article_at = numbers + 3 * (size_t)drafts;
	s.article_rank = s.article_at + articles;
	s.kept = DX_NEW(&graph->arena, bool, drafts);
	ranked(graph, drafts, draft_order, s.draft_at, s.draft_rank);
	ranked(graph, articles, article_order, s.article_at, s.article_rank);
	sorted(&s, &graph->facts, true);
	sorted(&s, &graph->traces, false);
	dx_graph_keep(graph, s.kept);
	sum_edges(&s);
	sum_ties(&s);
	place_nodes(&s);
	sum_nodes(&s);
	sum_articles(graph);
	graph->network.nodes = graph->nodes;
	graph->network.edges = graph->edges;
	graph->network.ties = graph->ties;
}
