/* Facts → nodes and edges. Drafts and articles get their rank by key, facts are renumbered to ranks and sorted; then
 * each edge and each node is one run of them, or, in projections, of several. */
#include "graph/sum.h"

#include <stdlib.h>

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
	if (a->date != b->date) return a->date < b->date ? -1 : 1;
	return (a->sign > b->sign) - (a->sign < b->sign);
}

static void sorted(const dx_summing *s, dx_facts *facts, bool targets) {
	for (uint32_t i = 0; i < facts->count; i++) {
		dx_fact *f = &facts->items[i];
		f->source = s->draft_rank[f->source];
		if (targets) f->target = s->draft_rank[f->target];
		f->article = s->article_rank[f->article];
	}
	if (facts->count) qsort(facts->items, facts->count, sizeof *facts->items, fact_order);
}

uint32_t dx_run_end(const dx_facts *facts, uint32_t from) {
	const dx_fact *f = &facts->items[from];
	uint32_t end = from + 1;
	while (end < facts->count && facts->items[end].source == f->source && facts->items[end].target == f->target &&
	       facts->items[end].relation == f->relation) {
		end++;
	}
	return end;
}

/* Evidence that comes twice, from an article that was added twice, counts once. */
static dx_total summed(const dx_fact *facts, uint32_t count) {
	dx_total s = {0};
	for (uint32_t i = 0; i < count; i++) {
		const dx_fact *f = &facts[i];
		s.weight += i == 0 || !dx_fact_repeats(f);
		s.articles += i == 0 || f[-1].article != f->article;
		if (f->date && (!s.first || f->date < s.first)) s.first = f->date;
		if (f->date > s.last) s.last = f->date;
	}
	return s;
}

/* "article#s3; article#v1": of `weight` pieces the first ones, which the facts begin with. */
static dx_slice evidence_of(const dx_summing *s, const dx_fact *facts, uint32_t count, uint32_t weight) {
	const dixit_graph *graph = s->graph;
	size_t room = 32;
	for (uint32_t i = 0, n = 0; i < count && n < DX_EVIDENCE_MAX; i++) {
		if (i && dx_fact_repeats(&facts[i])) continue;
		room += graph->articles.items[s->article_at[facts[i].article]].id.len + 16;
		n++;
	}
	char *out = dx_alloc_raw(&s->graph->arena, room);
	size_t o = 0;
	for (uint32_t i = 0, n = 0; i < count && n < DX_EVIDENCE_MAX; i++) {
		const dx_fact *f = &facts[i];
		if (i && dx_fact_repeats(f)) continue;
		dx_slice id = graph->articles.items[s->article_at[f->article]].id;
		if (n++) o += (size_t)snprintf(out + o, room - o, "; ");
		memcpy(out + o, id.ptr, id.len);
		o += id.len;
		o += (size_t)snprintf(out + o, room - o, "#%c%u", "sev"[f->number >> 30], f -> number &((1u << 30) - 1));
	}
	if (weight > DX_EVIDENCE_MAX) o += (size_t)snprintf(out + o, room - o, "; … +%u", weight - DX_EVIDENCE_MAX);
	return (dx_slice){out, o};
}

/* In signed networks what takes no side made no edge and is no evidence. */
static void show_facts(dx_summing *s, uint32_t from, uint32_t end) {
	bool signs = s->graph->choice.options.sign != DIXIT_SIGN_NONE;
	for (uint32_t i = from; i < end; i++) {
		const dx_fact *f = &s->graph->facts.items[i];
		if (!signs || f->sign) *DX_PUSH(&s->graph->arena, &s->shown) = *f;
	}
}

/* s->parts, which make up the value before it was divided, as days that make up the value. */
static void spread_days(dx_summing *s, dx_edge *e) {
	double raw = 0;
	uint32_t dated = 0;
	for (uint32_t i = 0; i < s->parts.count; i++) {
		raw += s->parts.items[i].plus - s->parts.items[i].minus;
		dated += s->parts.items[i].date != 0;
	}
	dx_day *days = dx_alloc_raw(&s->graph->arena, dated * sizeof *days);
	e->days = days;
	for (uint32_t i = 0; i < s->parts.count && raw != 0; i++) {
		const dx_part *part = &s->parts.items[i];
		double value = (part->plus - part->minus) / raw * e->value;
		if (part->date && value != 0) days[e->day_count++] = (dx_day){part->date, value};
	}
}

static void edge_of(dx_summing *s, uint32_t index, dx_edge *e) {
	const dx_line *line = &s->lines.items[index];
	bool projected = s->graph->choice.rule->projected;
	dx_total total;
	s->shown.count = 0;
	if (projected) {
		dx_share_evidence(s, index, &total);
	} else {
		show_facts(s, line->from, line->end);
		dx_weigh(s, line->from, line->end);
		total = summed(s->shown.items, s->shown.count);
	}
	*e = (dx_edge){.source = line->source, .target = line->target, .weight = line->weight, .articles = total.articles};
	e->value = line->value;
	e->sign = line->sign;
	e->relation = line->relation;
	e->evidence = evidence_of(s, s->shown.items, s->shown.count, total.weight);
	dx_date_text(total.first, e->first);
	dx_date_text(total.last, e->last);
	spread_days(s, e);
}

static void sum_edges(dx_summing *s) {
	dixit_graph *graph = s->graph;
	graph->network.edge_count = s->lines.count;
	graph->edges = DX_NEW(&graph->arena, dx_edge, s->lines.count);
	for (uint32_t i = 0; i < s->lines.count; i++) edge_of(s, i, &graph->edges[i]);
}

static bool same_ends(const dx_edge *a, const dx_edge *b) { return a->source == b->source && a->target == b->target; }

/* Piece by piece, whatever the relation. */
static int evidence_order(const void *pa, const void *pb) {
	const dx_fact *a = pa, *b = pb;
	if (a->article != b->article) return a->article < b->article ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

static dx_slice evidence_of_all(dx_summing *s, uint32_t line, uint32_t count) {
	s->shown.count = 0;
	for (uint32_t i = line; i < line + count; i++) show_facts(s, s->lines.items[i].from, s->lines.items[i].end);
	qsort(s->shown.items, s->shown.count, sizeof *s->shown.items, evidence_order);
	return evidence_of(s, s->shown.items, s->shown.count, summed(s->shown.items, s->shown.count).weight);
}

static void sum_ties(dx_summing *s) {
	dixit_graph *graph = s->graph;
	const dx_edge *edges = graph->edges;
	uint32_t count = graph->network.edge_count, ties = 0;
	for (uint32_t i = 0; i < count; i++) ties += i == 0 || !same_ends(&edges[i], &edges[i - 1]);
	graph->ties = DX_NEW(&graph->arena, dx_tie, ties);
	graph->network.tie_count = ties;
	for (uint32_t i = 0, t = 0; i < count; i += graph->ties[t++].count) {
		dx_tie *tie = &graph->ties[t];
		*tie = (dx_tie){.edge = i, .evidence = edges[i].evidence};
		while (i + tie->count < count && same_ends(&edges[i], &edges[i + tie->count])) tie->count++;
		if (tie->count > 1) tie->evidence = evidence_of_all(s, i, tie->count);
	}
}

static void place_nodes(const dx_summing *s) {
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

static void sum_nodes(const dx_summing *s) {
	const dx_facts *traces = &s->graph->traces;
	for (uint32_t i = 0, end; i < traces->count; i = end) {
		end = dx_run_end(traces, i);
		const dx_fact *f = &traces->items[i];
		if (!s->kept[f->source]) continue;
		dx_node *node = &s->graph->nodes[s->place[f->source]];
		node->statements = s->spoke[f->source];
		if (f->relation != DX_TRACE_SEEN) continue;
		dx_total total = summed(traces->items + i, end - i);
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
	const dx_choice *choice = &graph->choice;
	uint32_t first = 0, last = 0, count = 0;
	for (uint32_t i = 0; i < graph->articles.count; i++) {
		uint32_t date = graph->articles.items[i].date;
		if (choice->from && date < choice->from) continue;
		if (choice->to != UINT32_MAX && (!date || date > choice->to)) continue;
		count++;
		if (date && (!first || date < first)) first = date;
		if (date > last) last = date;
	}
	graph->network.articles = count;
	dx_date_text(first, graph->network.first);
	dx_date_text(last, graph->network.last);
}

/* Who made statements, and how many there are: each once, however many made it. */
static void sum_statements(dx_summing *s) {
	dixit_graph *graph = s->graph;
	dx_facts *traces = &graph->traces, said = {0};
	for (uint32_t i = 0, end; i < traces->count; i = end) {
		end = dx_run_end(traces, i);
		const dx_fact *f = &traces->items[i];
		s->seen[f->source] = true;
		if (f->relation != DX_TRACE_SPOKE) continue;
		s->spoke[f->source] = summed(f, end - i).weight;
		if (dx_draft_at(s, f->source)->kind >= DX_KIND_EVENTS) continue;
		graph->speakers++;
		for (uint32_t k = i; k < end; k++) *DX_PUSH(&graph->temp, &said) = traces->items[k];
	}
	if (said.count) qsort(said.items, said.count, sizeof *said.items, evidence_order);
	graph->statements = summed(said.items, said.count).weight;
}

/* Of networks of one or two kinds of nodes: facts whose ends are of the right kinds, from the right end. */
static void fit_facts(dixit_graph *graph) {
	const dx_rule *rule = graph->choice.rule;
	dx_facts *facts = &graph->facts;
	uint32_t count = 0;
	for (uint32_t i = 0; i < facts->count && rule->kind >= 0; i++) {
		dx_fact f = facts->items[i];
		uint8_t source = graph->drafts.items[f.source].kind, target = graph->drafts.items[f.target].kind;
		if (target >= DX_KIND_EVENTS) target = DX_KIND_EVENTS;
		if (target != rule->kind || source == target) continue;
		if (rule->turned) {
			f.source = facts->items[i].target;
			f.target = facts->items[i].source;
		}
		facts->items[count++] = f;
	}
	if (rule->kind >= 0) facts->count = count;
}

void dx_sum_ready(dx_summing *s) {
	dixit_graph *graph = s->graph;
	uint32_t drafts = graph->drafts.count, articles = graph->articles.count;
	uint32_t *numbers = dx_alloc_raw(&graph->arena, ((size_t)drafts * 3 + (size_t)articles * 2) * sizeof *numbers);
	s->draft_at = numbers;
	s->draft_rank = numbers + drafts;
	s->place = numbers + 2 * (size_t)drafts;
	s->article_at = numbers + 3 * (size_t)drafts;
	s->article_rank = s->article_at + articles;
	s->spoke = DX_NEW(&graph->arena, uint32_t, drafts);
	s->seen = DX_NEW(&graph->arena, bool, drafts);
	s->kept = DX_NEW(&graph->arena, bool, drafts);
	ranked(graph, drafts, draft_order, s->draft_at, s->draft_rank);
	ranked(graph, articles, article_order, s->article_at, s->article_rank);
	fit_facts(graph);
	sorted(s, &graph->facts, true);
	sorted(s, &graph->traces, false);
	sum_statements(s);
}

void dx_graph_sum(dixit_graph *graph) {
	dx_summing s = {.graph = graph};
	const dx_rule *rule = graph->choice.rule;
	dx_sum_ready(&s);
	if (rule->mode == DIXIT_MODE_FULL) dx_graph_keep(graph);
	if (rule->projected)
		dx_lines_of_shares(&s);
	else
		dx_lines_of_facts(&s);
	dx_lines_filter(&s);
	sum_edges(&s);
	sum_ties(&s);
	place_nodes(&s);
	sum_nodes(&s);
	sum_articles(graph);
	if (!graph->network.node_count) dx_graph_tell(graph, "the network is empty");
	graph->network.directed = !rule->projected;
	graph->network.title = dx_choice_title(graph);
	graph->network.nodes = graph->nodes;
	graph->network.edges = graph->edges;
	graph->network.ties = graph->ties;
}
