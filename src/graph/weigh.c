/* What evidence weighs. After Leifeld, Discourse Network Analyzer (DNA; "Discourse network analysis: policy debates as
 * dynamic networks", Oxford Handbook of Political Networks 2017, and its Exporter): duplicates go first, by article, by
 * calendar time or altogether, then what is left is counted; in signed networks praise and blame are counted apart. The
 * normalisations of networks of two kinds of nodes are DNA's too: a weight is divided by all that its speaker says
 * (activity) or by all that is said of its object (prominence). */
#include "graph/sum.h"

#include <stdlib.h>

/* Day, ISO week or month; 0: unknown. 1970-01-01 was a Thursday. */
static uint32_t unit_of(const dx_piece *p, dixit_count count) {
	if (count == DIXIT_COUNT_ARTICLE) return p->article;
	if (!p->date || count == DIXIT_COUNT_RANGE) return 0;
	if (count == DIXIT_COUNT_WEEK) return (uint32_t)(dx_date_days(p->date) + 719468 + 3 - 1) / 7 + 1;
	return count == DIXIT_COUNT_MONTH ? p->date / 100 : p->date;
}

static int by_unit(const void *pa, const void *pb) {
	const dx_piece *a = pa, *b = pb;
	if (a->unit != b->unit) return a->unit < b->unit ? -1 : 1;
	if (a->sign != b->sign) return a->sign < b->sign ? -1 : 1;
	if (a->date != b->date) return a->date < b->date ? -1 : 1;
	if (a->article != b->article) return a->article < b->article ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/* Of each unit and sign the first piece stays. */
static void once_a(dx_pieces *pieces, dixit_count count) {
	uint32_t kept = 0;
	if (count == DIXIT_COUNT_ALL || pieces->count < 2) return;
	for (uint32_t i = 0; i < pieces->count; i++) pieces->items[i].unit = unit_of(&pieces->items[i], count);
	qsort(pieces->items, pieces->count, sizeof *pieces->items, by_unit);
	for (uint32_t i = 0; i < pieces->count; i++) {
		const dx_piece *p = &pieces->items[i], *last = kept ? &pieces->items[kept - 1] : NULL;
		if (!last || last->unit != p->unit || last->sign != p->sign) pieces->items[kept++] = *p;
	}
	pieces->count = kept;
}

/* Evidence that comes twice, from an article that was added twice, counts once. Returns how much there is of it. */
static uint32_t gather(dx_summing *s, uint32_t from, uint32_t end) {
	const dx_fact *facts = s->graph->facts.items;
	bool signs = s->graph->choice.options.sign != DIXIT_SIGN_NONE;
	uint32_t count = 0;
	s->pieces.count = 0;
	for (uint32_t i = from; i < end; i++) {
		const dx_fact *f = &facts[i];
		if (i > from && dx_fact_repeats(f)) continue;
		if (signs && !f->sign) continue;
		count++;
		dx_piece *p = DX_PUSH(&s->graph->arena, &s->pieces);
		*p = (dx_piece){f->article, f->number, f->date, 0, signs ? f->sign : 0};
	}
	return count;
}

static int by_date(const void *pa, const void *pb) {
	const dx_piece *a = pa, *b = pb;
	return (a->date > b->date) - (a->date < b->date);
}

uint32_t dx_weigh(dx_summing *s, uint32_t from, uint32_t end) {
	static const dixit_count counts[] = {DIXIT_COUNT_ALL, DIXIT_COUNT_ARTICLE, DIXIT_COUNT_DAY};
	const dx_choice *choice = &s->graph->choice;
	uint32_t count = gather(s, from, end);
	once_a(&s->pieces, choice->rule->presence ? DIXIT_COUNT_RANGE : choice->options.count);
	once_a(&s->pieces, counts[choice->options.weight]);
	if (s->pieces.count > 1) qsort(s->pieces.items, s->pieces.count, sizeof *s->pieces.items, by_date);
	s->parts.count = 0;
	for (uint32_t i = 0; i < s->pieces.count; i++) {
		const dx_piece *p = &s->pieces.items[i];
		if (!s->parts.count || DX_LAST(&s->parts).date != p->date) {
			*DX_PUSH(&s->graph->arena, &s->parts) = (dx_part){.date = p->date};
		}
		dx_part *part = &DX_LAST(&s->parts);
		if (p->sign < 0)
			part->minus++;
		else
			part->plus++;
	}
	return count;
}

/* More praise than blame, whatever is counted. */
static int8_t leaning(const dx_facts *facts, uint32_t from, uint32_t end) {
	int64_t sum = 0;
	for (uint32_t i = from; i < end; i++) {
		if (i == from || !dx_fact_repeats(&facts->items[i])) sum += facts->items[i].sign;
	}
	return (int8_t)((sum > 0) - (sum < 0));
}

static void line_of(dx_summing *s, uint32_t from, uint32_t end) {
	const dx_fact *f = &s->graph->facts.items[from];
	dx_line line = {.source = f->source, .target = f->target, .from = from, .end = end, .relation = f->relation};
	line.weight = dx_weigh(s, from, end);
	double plus = 0, minus = 0;
	for (uint32_t i = 0; i < s->parts.count; i++) {
		plus += s->parts.items[i].plus;
		minus += s->parts.items[i].minus;
	}
	line.gross = plus + minus;
	line.value = plus > minus ? plus - minus : minus - plus;
	line.sign = leaning(&s->graph->facts, from, end);
	if (s->graph->choice.options.sign != DIXIT_SIGN_NONE) line.sign = (int8_t)((plus > minus) - (plus < minus));
	if (line.gross > 0) *DX_PUSH(&s->graph->arena, &s->lines) = line;
}

static void divide(dx_summing *s, bool by_target) {
	double *sums = DX_NEW(&s->graph->arena, double, s->graph->drafts.count);
	for (uint32_t i = 0; i < s->lines.count; i++) {
		const dx_line *line = &s->lines.items[i];
		sums[by_target ? line->target : line->source] += line->gross;
	}
	for (uint32_t i = 0; i < s->lines.count; i++) {
		dx_line *line = &s->lines.items[i];
		line->value /= sums[by_target ? line->target : line->source];
	}
}

void dx_lines_of_facts(dx_summing *s) {
	const dx_facts *facts = &s->graph->facts;
	bool two = s->graph->choice.rule->kind >= 0;
	uint32_t runs = 0;
	for (uint32_t i = 0; i < facts->count; i = dx_run_end(facts, i)) runs++;
	s->lines.items = dx_alloc_raw(&s->graph->arena, runs * sizeof *s->lines.items);
	s->lines.cap = runs; /* at once: doubling would take as much again */
	for (uint32_t i = 0, end; i < facts->count; i = end) {
		end = dx_run_end(facts, i);
		if (!dx_node_allowed(s, facts->items[i].source)) continue;
		if (two || dx_node_allowed(s, facts->items[i].target)) line_of(s, i, end);
	}
	dixit_normalise how = s->graph->choice.options.normalise;
	if (how == DIXIT_NORMALISE_ACTIVITY) divide(s, false);
	if (how == DIXIT_NORMALISE_PROMINENCE) divide(s, true);
}
