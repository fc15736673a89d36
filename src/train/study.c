#include "train/study.h"
#include "train/read.h"

#include <stdarg.h>
#include <stdlib.h>

/* --- one configuration -----------------------------------------------------------------------------------------------
 */

static const dx_pass_plan plans[2] = {{{8, 0.05f, 0.5f, 1, NULL, NULL}, 1, DX_LEAST_ARTICLES, 1 << 15, true},
                                      {{8, 0.05f, 0.5f, 2, NULL, NULL}, 2, DX_LEAST_ARTICLES, 1 << 13, true}};

dx_setup dx_setup_whole(uint64_t seed) { return (dx_setup){UINT32_MAX, 2, true, true, NULL, seed}; }

static void set_groups(dx_work *w, uint32_t groups) {
	for (uint32_t i = 0; i < w->gold->count; i++) w->frames[i].groups = groups;
}

/* Numbers of the rules' statements, which are hidden until they are put back. */
static uint32_t *hide_rules(dx_work *w) {
	uint32_t *counts = dx_need((w->gold->count + 1) * sizeof *counts);
	for (uint32_t i = 0; i < w->gold->count; i++) {
		counts[i] = w->rules[i].count;
		w->rules[i].count = 0;
	}
	return counts;
}

static void show_rules(dx_work *w, uint32_t *counts) {
	for (uint32_t i = 0; i < w->gold->count; i++) w->rules[i].count = counts[i];
	free(counts);
}

static void train_all(dx_run *out, dx_work *train, dx_work *dev, const dx_setup *setup) {
	*out = (dx_run){.pass_count = setup->passes};
	for (unsigned k = 0; k < setup->passes; k++) {
		dx_pass_plan plan = plans[k];
		plan.chain.seed += setup->seed;
		plan.every_epoch = setup->every_epoch;
		if (k) {
			dx_work_found(train);
			dx_work_found(dev);
		}
		dx_pass_train(&out->passes[k], train, dev, &plan, k ? &out->passes[0] : NULL);
	}
	out->judges = dx_judges_train(train, setup->seed, 1);
	dx_judges_calibrate(&out->judges, dev, DX_LINEAR_LEAST);
	out->tally = dx_judges_score(dev, &out->judges, DX_LINEAR_LEAST);
}

void dx_run_train(dx_run *out, dx_work *train, dx_work *dev, const dx_setup *setup) {
	uint32_t groups = setup->rules ? setup->groups : setup->groups & ~(1u << DX_G_RULES);
	uint32_t *hidden[2] = {NULL, NULL};
	set_groups(train, groups);
	set_groups(dev, groups);
	train->use = setup->use;
	if (!setup->rules) hidden[0] = hide_rules(train), hidden[1] = hide_rules(dev);
	train_all(out, train, dev, setup);
	if (hidden[0]) show_rules(train, hidden[0]);
	if (hidden[1]) show_rules(dev, hidden[1]);
	train->use = NULL;
}

void dx_run_free(dx_run *run) {
	for (unsigned k = 0; k < run->pass_count; k++) dx_pass_trained_free(&run->passes[k]);
	dx_judges_free(&run->judges);
}

void dx_run_write(const dx_run *run, const char *folder) {
	char path[4][4096];
	static const char *const names[4] = {"first.bin", "second.bin", "source.bin", "statement.bin"};
	for (unsigned i = 0; i < 4; i++) snprintf(path[i], sizeof *path, "%s/%s", folder, names[i]);
	if (!dx_passes_write(run->passes, plans, (const char *[]){path[0], path[1]}) ||
	    !dx_trees_write(run->judges.source, path[2]) || !dx_trees_write(run->judges.option, path[3]))
		dx_stop("%s: the models cannot be written", folder);
}

/* --- many of them ----------------------------------------------------------------------------------------------------
 */

typedef struct study {
	dx_work *train, *dev;
	const dx_tally *whole;
	uint64_t seed;
	FILE *out;
} study;

static void say(const study *s, const char *form, ...) __attribute__((format(printf, 2, 3)));
static void say(const study *s, const char *form, ...) {
	for (int i = 0; i < 2; i++) {
		va_list list;
		va_start(list, form);
		vfprintf(i ? stderr : s->out, form, list);
		va_end(list);
	}
	fflush(s->out);
}

static void head(const study *s, const char *title) {
	say(s, "\n%-36s %7s %7s %7s %7s %7s %7s %7s %7s\n", title, "source", "cue", "content", "attrib.", "speech",
	    "direct", "mixed", "indir.");
}

static double share(uint32_t part, uint32_t whole) { return whole ? 100.0 * part / whole : 0; }

static void row(const study *s, const char *name, const dx_tally *t) {
	const dx_span_score *x = &t->spans;
	say(s, "%-36s", name);
	for (unsigned k = 0; k < 3; k++) say(s, " %7.1f", dx_f1(x->hit[k], x->predicted[k], x->gold[k]));
	say(s, " %7.1f %7.1f", dx_f1(t->hit, t->predicted, t->gold),
	    dx_f1(t->speech_hit, t->predicted - t->forgiven, t->speech_gold));
	for (unsigned k = 0; k < 3; k++) say(s, " %7.1f", share(t->kind_hit[k], t->kind_gold[k]));
	say(s, "\n");
}

static void try(const study *s, const char *name, dx_setup setup) {
	dx_run run;
	setup.every_epoch = false;
	dx_run_train(&run, s->train, s->dev, &setup);
	row(s, name, &run.tally);
	dx_run_free(&run);
}

static int by_number(const void *a, const void *b) {
	const uint64_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

/* Some of the articles, drawn by seed; of every fold as many, and a smaller share is part of a larger one. */
static uint32_t draw(const study *s, unsigned percent, uint8_t *use) {
	uint32_t n = s->train->gold->count, drawn = 0;
	uint64_t *order = dx_need((n + 1) * sizeof *order);
	memset(use, 0, n);
	for (uint32_t fold = 0; fold < DX_FOLDS; fold++) {
		uint32_t count = 0;
		for (uint32_t i = fold; i < n; i += DX_FOLDS) order[count++] = dx_mix(s->seed + 1, i) >> 24 << 24 | i;
		qsort(order, count, sizeof *order, by_number);
		uint32_t wanted = (count * percent + 99) / 100;
		for (uint32_t k = 0; k < wanted; k++) use[order[k] & 0xFFFFFF] = 1;
		drawn += wanted;
	}
	free(order);
	return drawn;
}

static void learning_curve(const study *s) {
	static const unsigned percents[] = {10, 25, 50};
	uint8_t *use = dx_need(s->train->gold->count + 1);
	char name[64];
	head(s, "training articles");
	for (unsigned i = 0; i < sizeof percents / sizeof *percents; i++) {
		dx_setup setup = dx_setup_whole(s->seed);
		uint32_t drawn = draw(s, percents[i], use);
		setup.use = use;
		snprintf(name, sizeof name, "%u %%: %u", percents[i], drawn);
		try(s, name, setup);
	}
	snprintf(name, sizeof name, "100 %%: %u", s->train->gold->count);
	row(s, name, s->whole);
	free(use);
}

static void without_groups(const study *s) {
	static const char *const names[] = {"words",
	                                    "parts of speech and names",
	                                    "shape",
	                                    "reporting words",
	                                    "quotation marks",
	                                    "place in sentence and paragraph",
	                                    "heads",
	                                    "second pass: labels nearby",
	                                    "second pass: cues",
	                                    "second pass: spans",
	                                    "second pass: labels by rules"};
	_Static_assert(sizeof names / sizeof *names == DX_G_COUNT, "a name for each");
	head(s, "labels without features of");
	row(s, "nothing left out", s->whole);
	for (unsigned g = 0; g < DX_G_COUNT; g++) {
		dx_setup setup = dx_setup_whole(s->seed);
		setup.groups &= ~(1u << g);
		try(s, names[g], setup);
	}
}

static void without_stages(const study *s, const dx_tally *nearest) {
	head(s, "without the stage");
	row(s, "nothing left out", s->whole);
	dx_setup setup = dx_setup_whole(s->seed);
	setup.passes = 1;
	try(s, "second pass", setup);
	setup = dx_setup_whole(s->seed);
	setup.rules = false;
	try(s, "phrase rules", setup);
	row(s, "trees: the nearest is taken", nearest);
}

void dx_study(dx_work *train, dx_work *dev, const dx_tally *whole, uint64_t seed, const char *path) {
	study s = {train, dev, whole, seed, fopen(path, "wb")};
	if (!s.out) dx_stop("%s cannot be written", path);
	/* First, because it goes by the labels that are there. */
	dx_tally nearest = dx_judges_score(dev, NULL, DX_LINEAR_LEAST);
	say(&s, "%u articles to train on, %u to measure on; statements from %.2f on.\n", train->gold->count,
	    dev->gold->count, (double)DX_LINEAR_LEAST.of[DX_QUOTED]);
	say(&s, "source, cue, content: F1 of exact spans; attribution, speech: F1; direct, mixed, indirect: recall.\n"
	        "Part of speech, names and heads are the same in all rows: those of models trained on all articles.\n");
	learning_curve(&s);
	without_groups(&s);
	without_stages(&s, &nearest);
	bool good = !ferror(s.out);
	if (fclose(s.out) != 0 || !good) dx_stop("%s cannot be written", path);
}
