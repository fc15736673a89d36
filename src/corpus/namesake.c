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
	DX_VEC(uint32_t) unclear; /* entities that fit several figures alike */
	DX_VEC(uint32_t) strange; /* … that fit none while there are some */
	bool open;                /* such ones open a figure */
} splitting;

static bool described(const dx_seen *s) { return s->held_count || s->country[0]; }

/* -1000: not the same. */
static int fit(const splitting *sp, uint32_t number, uint32_t seen, const dx_traits *traits) {
	dx_identity *id = sp->corpus->identity;
	const dx_figure *f = &id->figures.items[sp->figures[number]];
	dx_list list = {f->seen.items, sp->ordered[number] ? sp->ordered[number] : f->seen.count};
	bool clash;
	const dx_traits *theirs = id->figures.items[dx_figure_root(id, sp->figures[number])].traits;
	int points = sp->prior + dx_traits_fit(id, theirs, traits, &clash);
	if (!clash && points >= sp->prior + 15 && sp->count == 1 && sp->prior >= 15)
		return points; /* no need to look further */
	dx_company company = dx_company_of(sp->corpus, (dx_list){&seen, 1}, list, traits, theirs);
	return company.together || (clash && company.home < 20) ? -1000 : points + company.shared + company.home;
}

/* The one who is met more often is likelier to be meant: three points each time it is twice as often. */
static int frequency(uint32_t articles) {
	int points = 0;
	for (; articles > 1 && points < 24; articles /= 2) points += 3;
	return points;
}

/* Two fit about as well, and none of them is met far more often. */
static bool unclear(const dx_identity *id, int margin, uint32_t best, uint32_t second) {
	if (second == DX_NONE || margin >= MARGIN) return false;
	return id->figures.items[best].size < 8 * id->figures.items[second].size;
}

static uint32_t fresh_figure(splitting *sp, uint32_t seen) {
	dx_identity *id = sp->corpus->identity;
	uint32_t fresh = dx_figure_new(sp->corpus, DIXIT_PERSON, sp->called);
	id->figures.items[fresh].form = id->seen.items[seen].form;
	dx_figure_take(sp->corpus, fresh, seen);
	return fresh;
}

static void place(splitting *sp, uint32_t seen) {
	dx_identity *id = sp->corpus->identity;
	dx_traits traits = {0};
	dx_traits_see(id, &traits, seen);
	int best = -1001, second = -1001;
	uint32_t chosen = DX_NONE, rival = DX_NONE;
	for (uint32_t i = 0; i < sp->count; i++) {
		int points = fit(sp, i, seen, &traits);
		int often = frequency(id->figures.items[sp->figures[i]].size);
		if (points > -1000) points += points >= 0 ? often : often >= 9 ? often / 2 : 0;
		if (points > best) {
			second = best;
			rival = chosen;
			best = points;
			chosen = sp->figures[i];
		} else if (points > second) {
			second = points;
			rival = sp->figures[i];
		}
	}
	if (best >= 0 && unclear(id, best - second, chosen, rival)) {
		*DX_PUSH(&sp->corpus->temp, &sp->unclear) = seen;
	} else if (best >= 0) {
		dx_figure_take(sp->corpus, chosen, seen);
	} else if (sp->count && !sp->open) {
		*DX_PUSH(&sp->corpus->temp, &sp->strange) = seen;
	} else if (sp->count < FIGURES_MAX) {
		sp->figures[sp->count++] = fresh_figure(sp, seen);
	} /* else it stays alone: result.c gives it a figure of its own */
}

static int by_number(const void *a, const void *b) {
	const uint32_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static void put_in_order(splitting *sp) {
	for (uint32_t i = 0; i < sp->count; i++) {
		dx_figure *f = &sp->corpus->identity->figures.items[sp->figures[i]];
		if (f->seen.count > 1) qsort(f->seen.items, f->seen.count, sizeof *f->seen.items, by_number);
		sp->ordered[i] = f->seen.count;
	}
}

void dx_namesakes_split(dixit_corpus *corpus, uint32_t called, dx_list seen, int prior) {
	dx_identity *id = corpus->identity;
	splitting sp = {.corpus = corpus, .called = called, .prior = prior};
	uint32_t f = called < id->listed_names ? id->listed_of[called] : DX_NONE;
	for (; f != DX_NONE && sp.count < FIGURES_MAX; f = id->figures.items[f].next_listed) sp.figures[sp.count++] = f;
	for (int said = 1; said >= 0; said--) {
		sp.open = false; /* what most articles say is known first, slips and namesakes are judged by it */
		sp.strange.count = 0;
		for (uint32_t i = 0; i < seen.count; i++)
			if (described(&id->seen.items[seen.items[i]]) == said) place(&sp, seen.items[i]);
		put_in_order(&sp);
		sp.open = true;
		for (uint32_t i = 0; i < sp.strange.count; i++) place(&sp, sp.strange.items[i]);
		put_in_order(&sp);
	}
	if (!sp.unclear.count) return;
	uint32_t rest = dx_figure_new(corpus, DIXIT_PERSON, called);
	id->figures.items[rest].form = id->seen.items[seen.items[0]].form;
	id->figures.items[rest].vague = true;
	if (sp.unclear.count > 1) qsort(sp.unclear.items, sp.unclear.count, sizeof *sp.unclear.items, by_number);
	for (uint32_t i = 0; i < sp.unclear.count; i++) dx_figure_take(corpus, rest, sp.unclear.items[i]);
}
