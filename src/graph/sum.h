/* The steps of summing up, private to this folder: facts → lines (weigh.c, project.c) → fewer lines (filter.c) → edges
 * and nodes (sum.c). Nodes are ranks of drafts by key until sum.c gives them their numbers. */
#ifndef DX_SUM_H
#define DX_SUM_H

#include "graph/facts.h"

/* An edge in the making. */
typedef struct dx_line {
	uint32_t source, target;
	uint32_t from, end;  /* its facts; a projected one has none of its own */
	uint32_t weight;     /* pieces of evidence; of a projected one: targets that both share */
	double value, gross; /* gross: praise and blame added up, what activity and prominence are made of */
	uint8_t relation;
	int8_t sign;
} dx_line;
typedef DX_VEC(dx_line) dx_lines;

/* What evidence weighs, as asked for, by day: `minus` counts blame in signed networks only. */
typedef struct dx_part {
	uint32_t date; /* 0: unknown */
	double plus, minus;
} dx_part;
typedef DX_VEC(dx_part) dx_parts;

typedef struct dx_piece {
	uint32_t article, number, date;
	uint32_t unit; /* within which it counts once */
	int8_t sign;
} dx_piece;
typedef DX_VEC(dx_piece) dx_pieces;

/* All facts of one source and one target, as numbers. */
typedef struct dx_cell {
	uint32_t row, column;
	uint32_t from, end; /* facts */
	uint32_t part, part_end;
	uint32_t plus, minus;
} dx_cell;

typedef struct dx_matrix {
	dx_cell *cells; /* by row, then column */
	uint32_t count;
	uint32_t *rows;    /* row → its first cell; one more at the end */
	uint32_t *columns; /* column → where its cells stand in `by_column`; one more at the end */
	uint32_t *by_column;
	uint32_t crowd;  /* columns of more cells than this make no ties */
	dx_parts parts;  /* of all cells */
	uint32_t *piece; /* fact → rank of its statement by article and number */
	uint32_t *stamp; /* by such rank, and by article behind them: the last edge that had it */
	uint32_t piece_count;
} dx_matrix;

typedef struct dx_summing {
	dixit_graph *graph;
	uint32_t *draft_at, *draft_rank; /* rank → draft and back */
	uint32_t *article_at, *article_rank;
	uint32_t *spoke; /* by rank: statements made */
	bool *seen;      /* by rank: stands in an article that counts */
	bool *kept;      /* by rank */
	uint32_t *place; /* by rank: node */
	dx_lines lines;
	dx_matrix matrix;
	dx_pieces pieces; /* at hand */
	dx_parts parts;   /* of the edge at hand */
	dx_facts shown;   /* evidence at hand */
} dx_summing;

/* What one run of facts adds up to. */
typedef struct dx_total {
	uint32_t weight, articles, first, last;
} dx_total;

static inline const dx_draft *dx_draft_at(const dx_summing *s, uint32_t rank) {
	return &s->graph->drafts.items[s->draft_at[rank]];
}

/* sum.c: ranks, sorted facts and traces, who made how many statements. */
void dx_sum_ready(dx_summing *s);

/* End of the run that starts at `from`: same source, target and relation. */
uint32_t dx_run_end(const dx_facts *facts, uint32_t from);
static inline bool dx_fact_repeats(const dx_fact *f) {
	return f[-1].article == f->article && f[-1].number == f->number;
}

/* weigh.c: the facts from `from` to `end` weighed by day into s->parts, which is emptied first; pieces counted. */
uint32_t dx_weigh(dx_summing *s, uint32_t from, uint32_t end);
/* One line a run of facts, normalised. */
void dx_lines_of_facts(dx_summing *s);

/* project.c: one line for each two sources with a target in common, normalised */
void dx_lines_of_shares(dx_summing *s);
/* Evidence and days of such a line, into s->shown (the first few) and s->parts (plus: of value, minus: to be taken
 * off); `total` is of all of it. */
void dx_share_evidence(dx_summing *s, uint32_t index, dx_total *total);

/* filter.c: lines that the options leave, and `kept` of their nodes */
void dx_lines_filter(dx_summing *s);
/* The nodes that a mode allows, before: enough statements. */
bool dx_node_allowed(const dx_summing *s, uint32_t rank);

#endif
