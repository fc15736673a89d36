#include "train/judge.h"
#include "train/read.h"

#include <math.h>
#include <stdlib.h>

typedef struct subject {
	const dx_text *text;
	dx_wanted *wanted;
	uint32_t count;
	dx_candidates candidates;
} subject;

static void open_subject(subject *a, dx_work *w, uint32_t i, dx_arena *arena) {
	dx_gold_article *g = &w->gold->items[i];
	*a = (subject){.text = &g->text};
	a->wanted = DX_NEW(arena, dx_wanted, g->quote_count);
	for (uint32_t q = 0; q < g->quote_count; q++) {
		a->wanted[a->count] = dx_wanted_of(a->text, &g->quotes[q]);
		a->count++;
	}
	dx_signals in = {a->text,      &g->tags,    &w->frames[i],
	                 &w->rules[i], w->label[i], (const float(*)[DX_L_LANES])w->share[i]};
	dx_candidates_find(&a->candidates, &in, arena);
}

/* --- examples ---------------------------------------------------------------------------------------------------- */

typedef struct examples {
	float *features, *labels;
	uint32_t *groups, *articles;
	uint32_t count, cap, width;
} examples;

static void add_example(examples *e, const float *features, float label, uint32_t group, uint32_t article) {
	if (e->count == e->cap) {
		e->cap = e->cap ? e->cap * 2 : 4096;
		e->features = dx_need_more(e->features, (size_t)e->cap * e->width * sizeof *e->features);
		e->labels = dx_need_more(e->labels, e->cap * sizeof *e->labels);
		e->groups = dx_need_more(e->groups, e->cap * sizeof *e->groups);
		e->articles = dx_need_more(e->articles, e->cap * sizeof *e->articles);
	}
	memcpy(e->features + (size_t)e->count * e->width, features, e->width * sizeof *features);
	e->labels[e->count] = label;
	e->groups[e->count] = group;
	e->articles[e->count++] = article;
}

static void examples_free(examples *e) {
	free(e->features);
	free(e->labels);
	free(e->groups);
	free(e->articles);
}

static const dx_wanted *wanted_by_cue(const subject *a, dx_range cue) {
	for (uint32_t q = 0; q < a->count; q++) {
		if (dx_touch(a->wanted[q].cue, cue)) return &a->wanted[q];
	}
	return NULL;
}

/* Cues that are annotated choose the annotated source; where no option touches it, they teach nothing. */
static void source_examples(examples *e, const subject *a, uint32_t number) {
	for (uint32_t i = 0; i < a->candidates.cue_count; i++) {
		const dx_cue_option *cue = &a->candidates.cues[i];
		const dx_wanted *w = wanted_by_cue(a, cue->range);
		if (!w) continue;
		for (uint32_t k = 0; k < cue->source_count; k++) {
			dx_range r = cue->sources[k].range, b = dx_bare(a->text, r);
			float label = dx_source_right(w, r) ? 0.2f : 0;
			if (label > 0 && b.first == w->source.first && b.last == w->source.last) label = 1;
			if (label > 0 && r.first == r.last) label = 1;
			add_example(e, cue->sources[k].features, label, number << 12 | (i & 4095), number);
		}
	}
}

/* How right a candidate is: 0 wrong, else from 0.7 up with its agreement. */
static float right(const subject *a, const dx_cue_option *cue, const dx_content_option *o) {
	dx_range source = cue ? cue->sources[cue->source].range : (dx_range){0, 0};
	double best = 0;
	for (uint32_t q = 0; q < a->count; q++) {
		if (!dx_source_right(&a->wanted[q], source)) continue;
		double j = dx_jaccard(a->text, &a->wanted[q], o->content, o->pieces);
		best = j > best ? j : best;
	}
	return best < 0.5 ? 0 : (float)(0.7 + 0.6 * (best - 0.5));
}

static void option_examples(examples *e, const subject *a, uint32_t number) {
	for (uint32_t i = 0; i < a->candidates.cue_count; i++) {
		const dx_cue_option *cue = &a->candidates.cues[i];
		for (uint32_t k = 0; k < cue->option_count; k++) {
			add_example(e, cue->options[k].features, right(a, cue, &cue->options[k]), 0, number);
		}
	}
	for (uint32_t i = 0; i < a->candidates.loose_count; i++) {
		add_example(e, a->candidates.loose[i].features, right(a, NULL, &a->candidates.loose[i]), 0, number);
	}
}

/* Every second article, by parity; 2: all. */
static examples part_of(const examples *e, unsigned parity) {
	examples out = {.width = e->width};
	for (uint32_t i = 0; i < e->count; i++) {
		if (parity == 2 || e->articles[i] % 2 == parity) {
			add_example(&out, e->features + (size_t)i * e->width, e->labels[i], e->groups[i], e->articles[i]);
		}
	}
	return out;
}

static dx_trees_trained *train_on(const examples *e, unsigned parity, const dx_trees_plan *plan) {
	examples p = part_of(e, parity);
	dx_examples in = {p.features, p.labels, NULL, p.groups, p.count, p.width};
	dx_trees_plan own = *plan;
	/* A handful of articles would give no leaf, and then no cue would ever get a source. */
	if (own.least_rows > 2 + p.count / 50) own.least_rows = 2 + p.count / 50;
	dx_trees_trained *t = dx_trees_train(&own, &in, NULL);
	examples_free(&p);
	return t;
}

static dx_trees_trained *mean_of(const examples *e, const dx_trees_plan *plan, uint32_t bags) {
	dx_trees_trained *all[DX_JUDGE_BAGS_MAX] = {NULL};
	for (uint32_t k = 0; k < bags; k++) {
		dx_trees_plan own = *plan;
		own.seed += 2 * (uint64_t)k;
		all[k] = train_on(e, 2, &own);
	}
	if (bags == 1) return all[0];
	dx_trees_trained *mean = dx_trees_mean(all, bags);
	for (uint32_t k = 0; k < bags; k++) dx_trees_trained_free(all[k]);
	return mean;
}

typedef struct opened {
	char *bytes;
	dx_trees trees;
} opened;

static opened open_trees(const dx_trees_trained *t) {
	size_t size;
	opened o = {.bytes = dx_trees_pack(t, &size)};
	if (!dx_trees_open(&o.trees, (dx_slice){o.bytes, size})) dx_stop("trees do not open");
	return o;
}

static dx_trees_plan plan_of(dx_trees_loss loss, uint64_t seed) {
	dx_trees_plan plan = dx_trees_plan_usual(loss);
	plan.seed = seed;
	bool chooses = loss == DX_SOFTMAX;
	plan.trees = chooses ? 96 : 240;
	plan.rate = chooses ? 0.2f : 0.05f;
	plan.leaves = chooses ? 24 : 32;
	plan.depth = chooses ? 6 : 7;
	plan.least_rows = chooses ? 30 : 60;
	plan.row_share = chooses ? 0.8f : 0.7f;
	plan.feature_share = chooses ? 0.5f : 0.3f;
	plan.report = 0;
	return plan;
}

typedef struct every {
	dx_work *work;
	examples *out;
	const dx_trees *half[2]; /* judges of the source trained on the other half, or NULL: source examples are wanted */
} every;

static void collect(const every *e) {
	dx_arena arena;
	dx_arena_init(&arena);
	if (dx_arena_guard(&arena)) dx_stop("out of memory");
	for (uint32_t i = 0; i < e->work->gold->count; i++) {
		subject a;
		if (e->work->use && !e->work->use[i]) continue;
		dx_arena_reset(&arena, 1u << 26);
		open_subject(&a, e->work, i, &arena);
		if (!e->half[0]) {
			source_examples(e->out, &a, i);
			continue;
		}
		dx_choose_sources(&a.candidates, e->half[i % 2]);
		dx_options_find(&a.candidates);
		option_examples(e->out, &a, i);
	}
	dx_arena_free(&arena);
}

dx_judges dx_judges_train(dx_work *work, uint64_t seed, uint32_t bags) {
	examples sources = {.width = DX_SOURCE_WIDTH}, options = {.width = DX_OPTION_WIDTH};
	dx_trees_plan choose = plan_of(DX_SOFTMAX, seed), judge = plan_of(DX_LOGISTIC, seed + 1);
	collect(&(every){work, &sources, {NULL, NULL}});
	dx_trees_trained *even = train_on(&sources, 0, &choose), *odd = train_on(&sources, 1, &choose);
	opened by_even = open_trees(even), by_odd = open_trees(odd);
	collect(&(every){work, &options, {&by_odd.trees, &by_even.trees}});
	fprintf(stderr, "judges: %u sources, %u candidates\n", sources.count, options.count);
	dx_judges out = {mean_of(&sources, &choose, bags), mean_of(&options, &judge, bags)};
	free(by_even.bytes);
	free(by_odd.bytes);
	dx_trees_trained_free(even);
	dx_trees_trained_free(odd);
	examples_free(&sources);
	examples_free(&options);
	return out;
}

void dx_judges_free(dx_judges *judges) {
	dx_trees_trained_free(judges->source);
	dx_trees_trained_free(judges->option);
}

static dx_range source_of(const dx_choice *c) {
	return c->cue ? c->cue->sources[c->cue->source].range : (dx_range){0, 0};
}

static void tally_article(dx_tally *t, const dx_gold_article *g, const dx_choice *c, uint32_t n) {
	dx_guess *guesses = dx_need((n + 1) * sizeof *guesses);
	for (uint32_t j = 0; j < n; j++) {
		dx_range cue = c[j].cue ? c[j].cue->range : (dx_range){0, 0};
		guesses[j] = (dx_guess){c[j].option->content, c[j].option->pieces, source_of(&c[j]), cue,
		                        c[j].probability,     c[j].standing};
	}
	dx_tally_add(t, g, guesses, n);
	free(guesses);
}

static uint32_t between(dx_range a, dx_range b) { return a.last <= b.first ? b.first - a.last : a.first - b.last; }

static void nearest_source(const dx_candidates *c, dx_cue_option *cue) {
	uint32_t best = UINT32_MAX;
	cue->source = 0;
	for (uint32_t k = 0; k < cue->source_count; k++) {
		dx_range r = cue->sources[k].range;
		if (r.first == r.last) {
			if (best == UINT32_MAX) cue->source = k;
		} else if (c->in.label[r.first] == DX_L_SOURCE && !dx_touch(r, cue->range) && between(r, cue->range) < best) {
			best = between(r, cue->range);
			cue->source = k;
		}
	}
}

/* The nearest pairs of cue and content first; statements of the rules without a cue fill what is left. */
static uint32_t choose_nearest(dx_candidates *c, dx_choice **out) {
	for (uint32_t i = 0; i < c->cue_count; i++) nearest_source(c, &c->cues[i]);
	dx_options_find(c);
	for (uint32_t i = 0; i < c->cue_count; i++) {
		dx_cue_option *cue = &c->cues[i];
		for (uint32_t k = 0; k < cue->option_count; k++) {
			dx_content_option *o = &cue->options[k];
			bool beside = cue->labelled && (o->from == 1 || o->from == 2) && !dx_touch(o->content[0], cue->range);
			o->score = beside ? 0.6f + 0.4f / (float)(1 + between(o->content[0], cue->range)) : 0;
		}
	}
	for (uint32_t i = 0; i < c->loose_count; i++) {
		c->loose[i].score = c->in.rules->items[c->loose[i].rule].confidence >= 0.5 ? 0.55f : 0;
	}
	return dx_choose_scored(c, (dx_least){{0.5f, 0.5f, 0.5f}}, out);
}

static uint32_t choose(dx_candidates *c, const opened judges[2], dx_least from, dx_choice **out) {
	dx_choose_sources(c, &judges[0].trees);
	dx_options_find(c);
	return dx_choose_options(c, &judges[1].trees, from, out);
}

static dx_tally tally(dx_work *work, const dx_judges *judges, dx_least from, dx_said *each) {
	dx_tally t = {.each = each};
	opened files[2] = {{0}, {0}};
	if (judges) files[0] = open_trees(judges->source), files[1] = open_trees(judges->option);
	dx_arena arena;
	dx_arena_init(&arena);
	if (dx_arena_guard(&arena)) dx_stop("out of memory");
	for (uint32_t i = 0; i < work->gold->count; i++) {
		subject a;
		dx_choice *chosen = NULL;
		dx_arena_reset(&arena, 1u << 26);
		open_subject(&a, work, i, &arena);
		uint32_t n = judges ? choose(&a.candidates, files, from, &chosen) : choose_nearest(&a.candidates, &chosen);
		tally_article(&t, &work->gold->items[i], chosen, n);
	}
	dx_arena_free(&arena);
	free(files[0].bytes);
	free(files[1].bytes);
	return t;
}

dx_tally dx_judges_score(dx_work *work, const dx_judges *judges, dx_least from) {
	return tally(work, judges, from, NULL);
}

/* A curve through what is kept: from `cut` on, sums of the trees. */
static void fit_curve(dx_trees_trained *t, const dx_said *each, const float cut[DX_STANDINGS]) {
	dx_said kept = {dx_need(each->count * sizeof *kept.said), dx_need(each->count * sizeof *kept.right), NULL, 0, 0};
	for (uint32_t i = 0; i < each->count; i++) {
		if (each->said[i] < cut[each->standing[i]]) continue;
		kept.said[kept.count] = each->said[i];
		kept.right[kept.count++] = each->right[i];
	}
	dx_outcomes in = {kept.said, kept.right, NULL, kept.count};
	free(t->points);
	t->points = dx_isotonic_fit(&in, 48, &t->point_count);
	free(kept.said);
	free(kept.right);
}

/* The least sum that the curve calls `probability`. */
static float sum_at(const dx_trees_trained *t, float probability) {
	dx_isotonic curve = {t->points, t->point_count};
	float low = -14, high = 14;
	for (int i = 0; i < 40 && curve.count; i++) {
		float mid = (low + high) / 2;
		if (dx_isotonic_at(&curve, mid) < probability)
			low = mid;
		else
			high = mid;
	}
	return high;
}

/* The order of candidates doesn't change by the curve. Where those begin that are kept does, and with it the curve: a
 * few rounds settle it. */
void dx_judges_calibrate(dx_judges *judges, dx_work *dev, dx_least least) {
	dx_said each = {NULL, NULL, NULL, 0, 0};
	dx_trees_trained *t = judges->option;
	free(t->points);
	t->points = NULL;
	t->point_count = 0;
	tally(dev, judges, (dx_least){{0.02f, 0.02f, 0.02f}}, &each);
	for (uint32_t i = 0; i < each.count; i++) {
		float p = fminf(fmaxf(each.said[i], 1e-6f), 1 - 1e-6f);
		each.said[i] = logf(p / (1 - p)); /* back to the sum of the trees */
	}
	float cut[DX_STANDINGS] = {-14, -14, -14};
	for (int round = 0; round < 5; round++) {
		fit_curve(t, &each, cut);
		for (int k = DX_PLAIN; k < DX_STANDINGS; k++) cut[k] = sum_at(t, least.of[k]);
	}
	free(each.said);
	free(each.right);
	free(each.standing);
}
