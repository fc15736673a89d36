#include "train/pass_train.h"
#include "tag/models.h"
#include "train/read.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

typedef struct parallel {
	void (*job)(void *context, uint32_t i);
	void *context;
	uint32_t count;
	atomic_uint next;
} parallel;

static void *worker(void *p) {
	parallel *all = p;
	for (;;) {
		uint32_t i = atomic_fetch_add(&all->next, 1);
		if (i >= all->count) return NULL;
		all->job(all->context, i);
	}
}

void dx_in_parallel(void (*job)(void *context, uint32_t i), void *context, uint32_t count) {
	parallel all = {job, context, count, 0};
	pthread_t other;
	bool two = pthread_create(&other, NULL, worker, &all) == 0;
	worker(&all);
	if (two) pthread_join(other, NULL);
}

typedef struct fold {
	dx_rows rows; /* shares keys with the others, has weights of its own */
	dx_chain chain;
	uint8_t *use; /* by article */
} fold;

typedef struct training {
	fold folds[DX_FOLDS + 1]; /* the whole first */
	dx_work *train, *dev;
	const dx_pass_plan *plan;
} training;

static void say_epoch(void *context, const dx_epoch *epoch) {
	training *t = context;
	dx_work_label(t->dev, epoch->rows, epoch->chain, NULL);
	dx_span_score s = dx_work_score(t->dev);
	fprintf(stderr, "  epoch %2u  loss %.0f  dev source %.1f cue %.1f content %.1f\n", epoch->number, epoch->loss,
	        dx_f1(s.hit[0], s.predicted[0], s.gold[0]), dx_f1(s.hit[1], s.predicted[1], s.gold[1]),
	        dx_f1(s.hit[2], s.predicted[2], s.gold[2]));
}

static void train_fold(void *context, uint32_t i) {
	training *t = context;
	dx_chain_plan plan = t->plan->chain;
	if (i == 0 && t->plan->every_epoch) {
		plan.epoch = say_epoch;
		plan.context = t;
	}
	dx_chain_train(&t->folds[i].rows, &t->folds[i].chain, &t->train->sequences, t->folds[i].use, plan);
}

static void begin_folds(training *t, const dx_rows *rows) {
	uint32_t n = t->train->gold->count;
	for (unsigned k = 0; k <= DX_FOLDS; k++) {
		t->folds[k].rows = *rows;
		t->folds[k].rows.weights = NULL;
		t->folds[k].use = dx_need_zero(n, 1);
		for (uint32_t i = 0; i < n; i++) t->folds[k].use[i] = k == 0 || i % DX_FOLDS != k - 1;
	}
}

/* A short training with all features says which rows are worth their room. */
static void keep_fitting(dx_rows *rows, dx_work *train, const dx_pass_plan *plan, uint32_t from) {
	dx_chain chain;
	dx_chain_plan brief = plan->chain;
	brief.epochs = 2;
	brief.epoch = NULL;
	uint8_t *all = dx_need(train->gold->count + 1);
	memset(all, 1, train->gold->count);
	dx_chain_train(rows, &chain, &train->sequences, all, brief);
	dx_room room = {plan->buckets, from ? DX_NARROW_ROWS : DX_DUAL_ROWS, from};
	uint32_t *map = dx_rows_keep_fitting(rows, room);
	dx_sequences_renumber(&train->sequences, map);
	free(rows->weights);
	rows->weights = NULL;
	free(map);
	free(all);
}

/* The rows of the first pass stand first, whatever they are seen in. */
static uint32_t begin_rows(dx_rows *rows, const dx_pass_trained *first) {
	dx_rows_init(rows, DX_NARROW);
	if (!first) return 0;
	for (uint32_t id = 0; id < first->rows.count; id++) {
		dx_rows_put(rows, first->rows.keys[id], 0);
		rows->seen[id] = UINT32_MAX;
	}
	return rows->count;
}

/* Label what the fold was not trained on. */
static void label_rest(dx_work *train, const fold *f) {
	for (uint32_t i = 0; i < train->gold->count; i++) f->use[i] = !f->use[i];
	dx_work_label(train, &f->rows, &f->chain, f->use);
	free(f->rows.weights);
}

static void train_folds(training *t) {
	dx_in_parallel(train_fold, t, DX_FOLDS + 1);
	for (unsigned k = 1; k <= DX_FOLDS; k++) label_rest(t->train, &t->folds[k]);
	for (unsigned k = 0; k <= DX_FOLDS; k++) free(t->folds[k].use);
}

void dx_pass_train(dx_pass_trained *out, dx_work *train, dx_work *dev, const dx_pass_plan *plan,
                   const dx_pass_trained *first) {
	training t = {.train = train, .dev = dev, .plan = plan};
	dx_rows rows;
	uint32_t shared = begin_rows(&rows, first);
	dx_work_features(train, &rows, plan->pass, true);
	uint32_t *map = dx_rows_prune(&rows, plan->least);
	dx_sequences_renumber(&train->sequences, map);
	free(map);
	keep_fitting(&rows, train, plan, shared);
	dx_work_features(dev, &rows, plan->pass, false);
	fprintf(stderr, "pass %u: %u features, %.1f a token\n", plan->pass, rows.count,
	        (double)train->sequences.id_count / (train->sequences.token_count + 1));
	begin_folds(&t, &rows);
	train_folds(&t);
	*out = (dx_pass_trained){t.folds[0].rows, shared, t.folds[0].chain};
	dx_work_label(dev, &out->rows, &out->chain, NULL);
	dx_span_score s = dx_work_score(dev);
	fprintf(stderr, "pass %u: dev source %.1f cue %.1f content %.1f\n", plan->pass,
	        dx_f1(s.hit[0], s.predicted[0], s.gold[0]), dx_f1(s.hit[1], s.predicted[1], s.gold[1]),
	        dx_f1(s.hit[2], s.predicted[2], s.gold[2]));
}

void dx_pass_trained_free(dx_pass_trained *t) { dx_rows_free(&t->rows); }

static bool write_pass(const dx_rows *rows, uint32_t buckets, const dx_chain *chain, const char *path) {
	size_t size;
	uint8_t *bytes = dx_rows_pack(rows, buckets, &size);
	dx_pass_tail tail = {"dxpass1", *chain};
	bytes = dx_need_more(bytes, size + sizeof tail);
	memcpy(bytes + size, &tail, sizeof tail);
	bool good = dx_save(path, bytes, size + sizeof tail);
	free(bytes);
	return good;
}

bool dx_passes_write(const dx_pass_trained passes[2], const dx_pass_plan plans[2], const char *paths[2]) {
	const dx_rows *a = &passes[0].rows, *b = &passes[1].rows;
	dx_rows both = *a, rest = *b;
	both.width = DX_DUAL;
	both.weights = dx_need_zero((size_t)a->count * DX_DUAL, sizeof *both.weights);
	for (size_t id = 0; id < a->count; id++) {
		memcpy(both.weights + id * DX_DUAL, a->weights + id * DX_NARROW, DX_NARROW * sizeof *a->weights);
		memcpy(both.weights + id * DX_DUAL + DX_NARROW, b->weights + id * DX_NARROW, DX_NARROW * sizeof *b->weights);
	}
	rest.count = b->count - passes[1].shared;
	rest.keys = b->keys + passes[1].shared;
	rest.weights = b->weights + (size_t)passes[1].shared * DX_NARROW;
	bool good = write_pass(&both, plans[0].buckets, &passes[0].chain, paths[0]) &&
	            write_pass(&rest, plans[1].buckets, &passes[1].chain, paths[1]);
	free(both.weights);
	return good;
}
