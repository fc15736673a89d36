/* People who share a full name. Those of whom articles say something come first: an article joins the figure that its
 * offices, country, company and colleagues fit best, and opens a new one where all contradict it. Then those of whom
 * nothing is said. Linear: a name has few figures, and of each few articles are looked at. */
#include "corpus/who.h"

#include <stdlib.h>

enum { FIGURES_MAX = 12, MARGIN = 10 };

typedef struct splitting {
	dixit_corpus *corpus;
	uint32_t called;
	int prior;
	uint32_t figures[FIGURES_MAX];
	uint32_t ordered[FIGURES_MAX]; /* entities that stood there before this round: they are in order */
	uint32_t count;
} splitting;

static bool described(const dx_seen *s) { return s->held_count || s->country[0]; }

/* -1000: not the same. */
static int fit(const splitting *sp, uint32_t number, uint32_t seen, const dx_traits *traits) {
	dx_identity *id = sp->corpus->identity;
	const dx_figure *f = &id->figures.items[sp->figures[number]];
	dx_list list = {f->seen.items, sp->ordered[number] ? sp->ordered[number] : f->seen.count};
	bool clash;
	int points = sp->prior + dx_traits_fit(id, f->traits, traits, &clash);
	if (clash) return -1000;
	if (points >= sp->prior + 15 && sp->count == 1 && sp->prior >= 15) return points; /* no need to look further */
	dx_company company = dx_company_of(sp->corpus, (dx_list){&seen, 1}, list, traits, f->traits);
	return company.together ? -1000 : points + company.shared + company.home;
}

static void place(splitting *sp, uint32_t seen) {
	dx_identity *id = sp->corpus->identity;
	dx_traits traits = {0};
	dx_traits_see(id, &traits, seen);
	int best = -1001, second = -1001;
	uint32_t chosen = DX_NONE;
	for (uint32_t i = 0; i < sp->count; i++) {
		int points = fit(sp, i, seen, &traits);
		if (points > best) {
			second = best;
			best = points;
			chosen = sp->figures[i];
		} else if (points > second) {
			second = points;
		}
	}
	bool clear = best >= 0 && best >= second + MARGIN;
	if (clear) {
		dx_figure_take(sp->corpus, chosen, seen);
	} else if (sp->count < FIGURES_MAX) {
		uint32_t fresh = dx_figure_new(sp->corpus, DIXIT_PERSON, sp->called);
		id->figures.items[fresh].form = id->seen.items[seen].form;
		id->figures.items[fresh].vague = best >= 0;
		dx_figure_take(sp->corpus, fresh, seen);
		sp->figures[sp->count++] = fresh;
	} /* else it stays alone: result.c gives it a figure of its own */
}

static int by_number(const void *a, const void *b) {
	const uint32_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

void dx_namesakes_split(dixit_corpus *corpus, uint32_t called, dx_list seen, int prior) {
	dx_identity *id = corpus->identity;
	splitting sp = {.corpus = corpus, .called = called, .prior = prior};
	for (int said = 1; said >= 0; said--) {
		for (uint32_t i = 0; i < seen.count; i++)
			if (described(&id->seen.items[seen.items[i]]) == said) place(&sp, seen.items[i]);
		for (uint32_t i = 0; i < sp.count; i++) {
			dx_figure *f = &id->figures.items[sp.figures[i]];
			if (f->seen.count > 1) qsort(f->seen.items, f->seen.count, sizeof *f->seen.items, by_number);
			sp.ordered[i] = f->seen.count;
		}
	}
}
