/* train: annotated articles to model files. `make train` calls it. */
#include "tag/attribution.h"
#include "train/base_train.h"
#include "train/card.h"
#include "train/read.h"
#include "train/study.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char usage[] =
    "usage: train --out DIR [--corpora DIR] [--gold FILE|DIR]... [--dev FILE] [--models DIR] [options]\n"
    "  --corpora DIR   PolNeAR and GUM as in HACKING.md: trains everything\n"
    "  --gold PATH     annotated articles: JSON Lines with quotes, or a folder of brat files; also with --corpora\n"
    "  --dev FILE      JSON Lines with quotes to measure on (default: that of the corpora, else every tenth article)\n"
    "  --models DIR    without --corpora: where part of speech, names and heads come from (default: built in)\n"
    "  --articles N    only the first N articles of the corpora\n"
    "  --seed N        of all that is drawn (1)\n"
    "  --date DATE     for the card\n"
    "  --study         also the learning curve and the ablation table, into DIR/study.txt\n";

typedef struct options {
	const char *out, *corpora, *dev, *models, *date, *gold[32];
	uint32_t golds, articles;
	uint64_t seed;
	bool study;
} options;

static double seconds(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static options read_options(int argc, char **argv) {
	static const struct option table[] = {{"out", 1, 0, 'o'},  {"corpora", 1, 0, 'c'}, {"gold", 1, 0, 'g'},
	                                      {"dev", 1, 0, 'd'},  {"models", 1, 0, 'm'},  {"articles", 1, 0, 'n'},
	                                      {"seed", 1, 0, 's'}, {"date", 1, 0, 'D'},    {"study", 0, 0, 'S'},
	                                      {0, 0, 0, 0}};
	options o = {.articles = UINT32_MAX, .seed = 1, .date = "unknown"};
	for (int c; (c = getopt_long(argc, argv, "", table, NULL)) >= 0;) {
		switch (c) {
		case 'o': o.out = optarg; break;
		case 'c': o.corpora = optarg; break;
		case 'g':
			if (o.golds == 32) dx_stop("more than 32 times --gold");
			o.gold[o.golds++] = optarg;
			break;
		case 'd': o.dev = optarg; break;
		case 'm': o.models = optarg; break;
		case 'n': o.articles = (uint32_t)strtoul(optarg, NULL, 10); break;
		case 's': o.seed = strtoull(optarg, NULL, 10); break;
		case 'D': o.date = optarg; break;
		case 'S': o.study = true; break;
		default: fputs(usage, stderr); exit(2);
		}
	}
	if (!o.out || optind < argc || (!o.corpora && !o.golds)) {
		fputs(usage, stderr);
		exit(2);
	}
	return o;
}

enum { MOST_DATA = 2 + sizeof((options *)0)->gold / sizeof *((options *)0)->gold };

typedef struct session {
	options o;
	dx_gold train, dev, gum;
	dx_work work, check;
	dx_card_data data[MOST_DATA], measured;
	uint32_t data_count;
	double start;
} session;

static const char *in_folder(const char *folder, const char *name) {
	static char path[4][4096];
	static unsigned turn;
	char *p = path[turn++ % 4];
	snprintf(p, sizeof *path, "%s/%s", folder, name);
	return p;
}

static dx_card_data data_of(const char *name, const dx_gold *gold, uint32_t from) {
	dx_card_data d = {.name = name, .articles = gold->count - from};
	for (uint32_t i = from; i < gold->count; i++) d.statements += gold->items[i].quote_count;
	return d;
}

static void load_corpora(session *s) {
	const options *o = &s->o;
	dx_gold_polnear(&s->train, in_folder(o->corpora, "polnear-train.jsonl.xz"),
	                in_folder(o->corpora, "polnear-train.silver.tsv.xz"), o->articles);
	dx_gold_conllu(&s->gum, in_folder(o->corpora, "gum-train.conllu.xz"), UINT32_MAX);
	s->data[s->data_count++] = data_of("PolNeAR, training part", &s->train, 0);
	s->data[s->data_count] = data_of("GUM, training part", &s->gum, 0);
	s->data[s->data_count++].tags_only = true;
}

static void load(session *s) {
	const options *o = &s->o;
	if (o->corpora)
		load_corpora(s);
	else
		dx_gold_empty(&s->train);
	for (uint32_t i = 0; i < o->golds; i++) {
		uint32_t before = s->train.count;
		dx_gold_add(&s->train, o->gold[i]);
		s->data[s->data_count++] = data_of(dx_card_name(o->gold[i]), &s->train, before);
	}
	const char *name = "every tenth article of the training data, held back";
	if (o->dev || o->corpora) {
		dx_gold_polnear(&s->dev, o->dev ? o->dev : in_folder(o->corpora, "polnear-dev.jsonl.xz"), NULL, UINT32_MAX);
		name = o->dev ? dx_card_name(o->dev) : "PolNeAR, development part";
	} else
		dx_gold_split(&s->train, &s->dev, 10);
	s->measured = data_of(name, &s->dev, 0);
	if (!s->train.count || !s->dev.count) dx_stop("no articles to train on, or none to measure on");
	fprintf(stderr, "%u articles to train on, %u to measure on\n", s->train.count, s->dev.count);
}

static void tag(session *s) {
	if (s->o.corpora) {
		dx_base_train(&s->train, &s->dev, &s->gum, &(dx_base_plan){8, 10, s->o.seed, s->o.out});
		return;
	}
	dx_models *models;
	dixit_error error = {0};
	if (dx_models_new(&models, s->o.models, &error)) dx_stop("%s: %s", error.file, error.message);
	dx_base_apply(&s->train, models);
	dx_base_apply(&s->dev, models);
	dx_slice bytes;
	const char *name;
	for (unsigned i = 0; i < 3 && (name = dx_models_file(models, i, &bytes)); i++) {
		const char *path = in_folder(s->o.out, name);
		if (!dx_save(path, bytes.ptr, bytes.len)) dx_stop("%s cannot be written", path);
	}
	dx_models_free(models);
}

static void write_card(const session *s, const dx_tally *tally) {
	dx_card card = {.date = s->o.date,
	                .seed = s->o.seed,
	                .data = s->data,
	                .data_count = s->data_count,
	                .dev = s->measured,
	                .base = s->o.corpora != NULL,
	                .articles = DX_LEAST_ARTICLES,
	                .threshold = DX_LEAST.any,
	                .tally = tally};
	const char *path = in_folder(s->o.out, "card.txt");
	if (!dx_card_write(&card, path)) dx_stop("%s cannot be written", path);
}

static void label_packed(dx_work *w, uint32_t i, const dx_models *models) {
	dx_gold_article *a = &w->gold->items[i];
	dx_labels labels;
	if (dx_arena_guard(&a->arena)) dx_stop("out of memory");
	dx_attribute(&labels, &w->frames[i], w->rule_label[i], models, &a->arena);
	memcpy(w->label[i], labels.label, a->text.token_count);
	memcpy(w->share[i], labels.share, a->text.token_count * sizeof *labels.share);
}

/* The curve of the confidence is fitted once more, to what comes of the weights as they were written: as bytes. */
static dx_tally calibrate_packed(session *s, dx_run *run) {
	dx_models *models;
	dixit_error error = {0};
	if (dx_models_new(&models, s->o.out, &error)) dx_stop("%s: %s", error.file, error.message);
	for (uint32_t i = 0; i < s->dev.count; i++) label_packed(&s->check, i, models);
	dx_models_free(models);
	dx_judges_calibrate(&run->judges, &s->check);
	dx_run_write(run, s->o.out);
	return dx_judges_score(&s->check, &run->judges, DX_LEAST);
}

static void train(session *s) {
	dx_run run;
	dx_setup setup = dx_setup_whole(s->o.seed);
	dx_run_train(&run, &s->work, &s->check, &setup);
	dx_run_write(&run, s->o.out);
	dx_tally tally = calibrate_packed(s, &run);
	for (int percent = 10; percent <= 50; percent += 10) {
		char name[32];
		snprintf(name, sizeof name, "from 0.%d", percent);
		float from = (float)percent / 100;
		dx_tally t = dx_judges_score(&s->check, &run.judges, (dx_least){from, from});
		dx_tally_print(stderr, name, &t);
	}
	dx_tally_print(stderr, "as it runs", &tally);
	dx_tally_print_sure(stderr, &tally);
	dx_run_free(&run);
	write_card(s, &tally);
	fprintf(stderr, "trained: %.0f s\n", seconds() - s->start);
	if (s->o.study) dx_study(&s->work, &s->check, &tally, s->o.seed, in_folder(s->o.out, "study.txt"));
}

static void session_free(session *s) {
	dx_work_free(&s->work);
	dx_work_free(&s->check);
	dx_gold_free(&s->dev); /* may borrow from the other */
	dx_gold_free(&s->train);
	if (s->o.corpora) dx_gold_free(&s->gum);
}

int main(int argc, char **argv) {
	session s = {.o = read_options(argc, argv), .start = seconds()};
	load(&s);
	tag(&s);
	fprintf(stderr, "tagged: %.0f s\n", seconds() - s.start);
	dx_work_make(&s.work, &s.train);
	dx_work_make(&s.check, &s.dev);
	dx_work_frames(&s.work, UINT32_MAX);
	dx_work_frames(&s.check, UINT32_MAX);
	train(&s);
	session_free(&s);
	fprintf(stderr, "%.0f s\n", seconds() - s.start);
	return 0;
}
