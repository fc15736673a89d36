/* One kind of node out of two: speakers are tied by the objects they both name, speakers by events they both were at,
 * events by participants they share. igraph_bipartite_projection() counts shared neighbours, but carries neither how
 * often somebody named something nor a sign, so the product of the matrix with itself is taken here, row by row
 * (Gustavson 1978, "Two fast algorithms for sparse matrices"): memory for the result and one row.
 *
 * With x(j,k) how often speaker a names j with sign k, y(j,k) the same of b (unsigned networks have one k), after DNA's
 * Exporter (see weigh.c):
 *   unsigned    sum of x(j) y(j)
 *   congruence  sum of x(j,+) y(j,+) + x(j,-) y(j,-)
 *   conflict    sum of x(j,+) y(j,-) + x(j,-) y(j,+)
 *   subtract    congruence less conflict
 * divided, where asked for, by
 *   average     (sum of x + sum of y) / 2
 *   Jaccard     sum of x where y is 0 + sum of y where x is 0 + sum of x y (a conflict may come to more than 1)
 *   cosine      |x| |y|, the Euclidean lengths over j and k (DNA divides by the product of the sums instead, which is
 * no cosine: a speaker would not be wholly similar to itself).
 */
#include "graph/sum.h"

#include <math.h>
#include <stdlib.h>

/* So many pairs of speakers at one object are looked at, all objects together. The objects that most speakers name go
 * first where there are more: they would tie everybody to everybody, in the square of time and memory. */
enum { PAIRS_MAX = 4000000 };

/* What one row shares with another. */
typedef struct share {
	double agree, clash;  /* congruence, or the unsigned sum; conflict */
	double x, y, product; /* over what both have: for Jaccard */
	uint32_t shared;
} share;

typedef struct norm {
	double sum, square;
} norm;

typedef struct projecting {
	dx_summing *s;
	dx_matrix *m;
	share *shares; /* by other row, all zero between rows */
	uint32_t *touched, touched_count;
	norm *norms; /* by row */
} projecting;

static void fill_cells(dx_summing *s) {
	dixit_graph *graph = s->graph;
	dx_matrix *m = &s->matrix;
	const dx_facts *facts = &graph->facts;
	uint32_t count = 0;
	for (uint32_t i = 0; i < facts->count; i = dx_run_end(facts, i)) count++;
	m->cells = DX_NEW(&graph->arena, dx_cell, count);
	for (uint32_t i = 0, end; i < facts->count; i = end) {
		end = dx_run_end(facts, i);
		if (!dx_node_allowed(s, facts->items[i].source)) continue;
		dx_weigh(s, i, end);
		if (!s->parts.count) continue;
		dx_cell *cell = &m->cells[m->count++];
		*cell = (dx_cell){.row = facts->items[i].source, .column = facts->items[i].target, .from = i, .end = end};
		cell->part = m->parts.count;
		for (uint32_t k = 0; k < s->parts.count; k++) {
			const dx_part *part = DX_PUSH(&graph->arena, &m->parts);
			m->parts.items[m->parts.count - 1] = s->parts.items[k];
			cell->plus += (uint32_t)part->plus;
			cell->minus += (uint32_t)part->minus;
		}
		cell->part_end = m->parts.count;
	}
}

static void index_cells(dx_summing *s) {
	dx_matrix *m = &s->matrix;
	dx_arena *arena = &s->graph->arena;
	uint32_t nodes = s->graph->drafts.count;
	m->rows = DX_NEW(arena, uint32_t, (size_t)nodes + 1);
	m->columns = DX_NEW(arena, uint32_t, (size_t)nodes + 1);
	m->by_column = DX_NEW(arena, uint32_t, m->count);
	for (uint32_t i = 0; i < m->count; i++) {
		m->rows[m->cells[i].row + 1]++;
		m->columns[m->cells[i].column + 1]++;
	}
	for (uint32_t i = 0; i < nodes; i++) {
		m->rows[i + 1] += m->rows[i];
		m->columns[i + 1] += m->columns[i];
	}
	uint32_t *next = DX_NEW(arena, uint32_t, nodes);
	memcpy(next, m->columns, nodes * sizeof *next);
	for (uint32_t i = 0; i < m->count; i++) m->by_column[next[m->cells[i].column]++] = i;
}

static uint32_t column_size(const dx_matrix *m, uint32_t column) { return m->columns[column + 1] - m->columns[column]; }

static int by_size(const void *pa, const void *pb) {
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;
	return (a > b) - (a < b);
}

/* Columns by size, the small ones first, as long as there is room for all of a size. */
static void limit_crowds(dx_summing *s) {
	dx_matrix *m = &s->matrix;
	uint32_t nodes = s->graph->drafts.count, left = 0, *sizes = DX_NEW(&s->graph->arena, uint32_t, nodes);
	uint64_t pairs = 0;
	for (uint32_t i = 0; i < nodes; i++) sizes[i] = column_size(m, i);
	if (nodes) qsort(sizes, nodes, sizeof *sizes, by_size);
	m->crowd = UINT32_MAX;
	for (uint32_t i = 0; i < nodes; i++) {
		pairs += (uint64_t)sizes[i] * (sizes[i] - (sizes[i] > 0)) / 2;
		if (pairs <= PAIRS_MAX || m->crowd != UINT32_MAX) continue;
		m->crowd = sizes[i] - 1;
	}
	for (uint32_t i = 0; i < nodes; i++) left += sizes[i] > m->crowd;
	if (!left) return;
	s->graph->crowds = left;
	s->graph->crowd = m->crowd;
	dx_graph_tell(s->graph, "%u that more than %u nodes share made no ties: there would be over %d pairs to look at",
	              left, m->crowd, PAIRS_MAX);
}

static void measure_rows(projecting *p) {
	for (uint32_t i = 0; i < p->m->count; i++) {
		const dx_cell *c = &p->m->cells[i];
		p->norms[c->row].sum += (double)c->plus + c->minus;
		p->norms[c->row].square += (double)c->plus * c->plus + (double)c->minus * c->minus;
	}
}

static void meet(projecting *p, const dx_cell *a, const dx_cell *b) {
	share *to = &p->shares[b->row];
	if (!to->shared++) p->touched[p->touched_count++] = b->row;
	double ap = a->plus, am = a->minus, bp = b->plus, bm = b->minus;
	to->agree += ap * bp + am * bm;
	to->clash += ap * bm + am * bp;
	to->x += (bp > 0 ? ap : 0) + (bm > 0 ? am : 0);
	to->y += (ap > 0 ? bp : 0) + (am > 0 ? bm : 0);
	to->product += ap * bp + am * bm;
}

static double divisor(const projecting *p, uint32_t a, uint32_t b, const share *shared) {
	const norm *x = &p->norms[a], *y = &p->norms[b];
	switch (p->s->graph->choice.options.normalise) {
	case DIXIT_NORMALISE_AVERAGE: return (x->sum + y->sum) / 2;
	case DIXIT_NORMALISE_JACCARD: return x->sum - shared->x + y->sum - shared->y + shared->product;
	case DIXIT_NORMALISE_COSINE: return sqrt(x->square * y->square); /* one root: 1 comes out as 1 */
	default: return 1;
	}
}

static double signed_value(dixit_sign sign, double agree, double clash) {
	return sign == DIXIT_SIGN_CONFLICT ? -clash : sign == DIXIT_SIGN_SUBTRACT ? agree - clash : agree;
}

static void line_of(projecting *p, uint32_t a, uint32_t b) {
	const dx_rule *rule = p->s->graph->choice.rule;
	dixit_sign sign = p->s->graph->choice.options.sign;
	const share *shared = &p->shares[b];
	double raw = signed_value(sign, shared->agree, shared->clash), value = fabs(raw) / divisor(p, a, b, shared);
	if (!(value > 0)) return;
	dx_line line = {.source = a, .target = b, .weight = shared->shared, .value = value, .gross = fabs(raw)};
	line.relation = rule->turned ? DX_GUESTS : rule->presence ? DX_TOGETHER : DX_SHARED;
	if (sign != DIXIT_SIGN_NONE) line.sign = raw > 0 ? 1 : -1;
	*DX_PUSH(&p->s->graph->arena, &p->s->lines) = line;
}

static void project_row(projecting *p, uint32_t row) {
	const dx_matrix *m = p->m;
	for (uint32_t i = m->rows[row]; i < m->rows[row + 1]; i++) {
		uint32_t column = m->cells[i].column;
		if (column_size(m, column) > m->crowd) continue;
		for (uint32_t k = m->columns[column + 1]; k-- > m->columns[column];) {
			const dx_cell *other = &m->cells[m->by_column[k]];
			if (other->row <= row) break;
			meet(p, &m->cells[i], other);
		}
	}
	if (p->touched_count) qsort(p->touched, p->touched_count, sizeof *p->touched, by_size);
	for (uint32_t i = 0; i < p->touched_count; i++) {
		line_of(p, row, p->touched[i]);
		p->shares[p->touched[i]] = (share){0};
	}
	p->touched_count = 0;
}

static int by_statement(const void *pa, const void *pb, void *context) {
	const dx_fact *facts = context, *a = &facts[*(const uint32_t *)pa], *b = &facts[*(const uint32_t *)pb];
	if (a->article != b->article) return a->article < b->article ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/* So that evidence of several cells can be united without sorting it for every edge. */
static void rank_statements(dx_summing *s) {
	dx_matrix *m = &s->matrix;
	dx_facts *facts = &s->graph->facts;
	uint32_t *order = DX_NEW(&s->graph->arena, uint32_t, facts->count);
	m->piece = DX_NEW(&s->graph->arena, uint32_t, facts->count);
	for (uint32_t i = 0; i < facts->count; i++) order[i] = i;
	if (facts->count) qsort_r(order, facts->count, sizeof *order, by_statement, facts->items);
	for (uint32_t i = 0; i < facts->count; i++) {
		if (i && by_statement(&order[i], &order[i - 1], facts->items)) m->piece_count++;
		m->piece[order[i]] = m->piece_count;
	}
	m->piece_count++;
	m->stamp = DX_NEW(&s->graph->arena, uint32_t, (size_t)m->piece_count + s->graph->articles.count);
}

void dx_lines_of_shares(dx_summing *s) {
	uint32_t nodes = s->graph->drafts.count;
	fill_cells(s);
	index_cells(s);
	limit_crowds(s);
	projecting p = {.s = s, .m = &s->matrix};
	p.shares = DX_NEW(&s->graph->arena, share, nodes);
	p.touched = DX_NEW(&s->graph->arena, uint32_t, nodes);
	p.norms = DX_NEW(&s->graph->arena, norm, nodes);
	measure_rows(&p);
	for (uint32_t row = 0; row < nodes; row++) project_row(&p, row);
	rank_statements(s);
}

/* --- evidence of a line --------------------------------------------------------------------------------------------
 */

typedef struct gathering {
	dx_summing *s;
	dx_total *total;
	uint32_t mark;                                /* of this edge */
	uint32_t first[DX_EVIDENCE_MAX], first_count; /* facts of the smallest ranks, in order */
} gathering;

static void show(gathering *g, uint32_t fact) {
	const uint32_t *piece = g->s->matrix.piece;
	uint32_t at = g->first_count;
	if (at == DX_EVIDENCE_MAX && piece[g->first[at - 1]] < piece[fact]) return;
	if (at == DX_EVIDENCE_MAX) at--;
	for (; at && piece[g->first[at - 1]] > piece[fact]; at--) g->first[at] = g->first[at - 1];
	g->first[at] = fact;
	if (g->first_count < DX_EVIDENCE_MAX) g->first_count++;
}

static void take_fact(gathering *g, uint32_t index) {
	dx_matrix *m = &g->s->matrix;
	const dx_fact *f = &g->s->graph->facts.items[index];
	dx_total *total = g->total;
	if (g->s->graph->choice.options.sign != DIXIT_SIGN_NONE && !f->sign) return;
	if (f->date && (!total->first || f->date < total->first)) total->first = f->date;
	if (f->date > total->last) total->last = f->date;
	if (m->stamp[m->piece[index]] == g->mark) return;
	m->stamp[m->piece[index]] = g->mark;
	total->weight++;
	uint32_t *article = &m->stamp[m->piece_count + f->article];
	total->articles += *article != g->mark;
	*article = g->mark;
	show(g, index);
}

/* A product grows on the later of the days on which its factors were said. */
static void take_days(dx_summing *s, const dx_cell *a, const dx_cell *b) {
	const dx_part *parts = s->matrix.parts.items;
	double ap = 0, am = 0, bp = 0, bm = 0, agree = 0, clash = 0;
	for (uint32_t i = a->part, k = b->part; i < a->part_end || k < b->part_end;) {
		bool left = k == b->part_end || (i < a->part_end && parts[i].date <= parts[k].date);
		uint32_t date = left ? parts[i].date : parts[k].date;
		if (left) {
			ap += parts[i].plus;
			am += parts[i++].minus;
		} else {
			bp += parts[k].plus;
			bm += parts[k++].minus;
		}
		double more = ap * bp + am * bm - agree, worse = ap * bm + am * bp - clash;
		agree += more;
		clash += worse;
		if (more > 0 || worse > 0) *DX_PUSH(&s->graph->arena, &s->parts) = (dx_part){date, more, worse};
	}
}

static void take_cells(gathering *g, const dx_cell *a, const dx_cell *b) {
	dixit_sign sign = g->s->graph->choice.options.sign;
	bool agree = (a->plus && b->plus) || (a->minus && b->minus), clash = (a->plus && b->minus) || (a->minus && b->plus);
	if ((sign == DIXIT_SIGN_CONGRUENCE && !agree) || (sign == DIXIT_SIGN_CONFLICT && !clash)) return;
	for (uint32_t i = a->from; i < a->end; i++) take_fact(g, i);
	for (uint32_t i = b->from; i < b->end; i++) take_fact(g, i);
	take_days(g->s, a, b);
}

static int by_day(const void *pa, const void *pb) {
	const dx_part *a = pa, *b = pb;
	return (a->date > b->date) - (a->date < b->date);
}

/* Days of several targets become one list; what the sign of the network leaves out goes. */
static void unite_days(dx_summing *s) {
	dixit_sign sign = s->graph->choice.options.sign;
	dx_parts *parts = &s->parts;
	uint32_t count = 0;
	if (parts->count) qsort(parts->items, parts->count, sizeof *parts->items, by_day);
	for (uint32_t i = 0; i < parts->count; i++) {
		dx_part part = parts->items[i];
		if (sign == DIXIT_SIGN_CONFLICT) part.plus = 0;
		if (sign == DIXIT_SIGN_CONGRUENCE) part.minus = 0;
		if (count && parts->items[count - 1].date == part.date) {
			parts->items[count - 1].plus += part.plus;
			parts->items[count - 1].minus += part.minus;
		} else {
			parts->items[count++] = part;
		}
	}
	parts->count = count;
}

void dx_share_evidence(dx_summing *s, uint32_t index, dx_total *total) {
	const dx_matrix *m = &s->matrix;
	const dx_line *line = &s->lines.items[index];
	gathering g = {.s = s, .total = total, .mark = index + 1};
	*total = (dx_total){0};
	s->parts.count = s->shown.count = 0;
	uint32_t i = m->rows[line->source], k = m->rows[line->target];
	while (i < m->rows[line->source + 1] && k < m->rows[line->target + 1]) {
		const dx_cell *a = &m->cells[i], *b = &m->cells[k];
		if (a->column == b->column && column_size(m, a->column) <= m->crowd) take_cells(&g, a, b);
		i += a->column <= b->column;
		k += b->column <= a->column;
	}
	for (i = 0; i < g.first_count; i++) {
		*DX_PUSH(&s->graph->arena, &s->shown) = s->graph->facts.items[g.first[i]];
	}
	unite_days(s);
}
