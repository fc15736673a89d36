/* train: annotated articles to model files. `make train` calls it. */
#include "deep/deep.h"
#include "train/base_train.h"
#include "train/card.h"
#include "train/read.h"
#include "train/study.h"
#include "train/tokens.h"

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
    "  --study         also the learning curve and the ablation table, into DIR/study.txt\n"
    "  --tokens        only write the articles as tokens with labels: DIR/train.jsonl, DIR/dev.jsonl\n"
    "  --deep DIR      judges for the transformer DIR/deep.bin: deep-source.bin, deep-statement.bin, deep-card.txt\n"
    "  --scores        with --deep: only write what the labels score, eight floats a token: OUT/dev.scores\n"
    "  --fold DIR      with --deep, once for each of N: DIR/deep.bin was trained without every Nth article\n";

enum { DX_DEEP_FOLDS = 8 };

typedef struct options {
	const char *out, *corpora, *dev, *models, *date, *gold[32], *deep, *fold[DX_DEEP_FOLDS];
	uint32_t golds, folds, articles;
	uint64_t seed;
	bool study, tokens, scores;
} options;

static double seconds(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static options read_options(int argc, char **argv) {
	static const struct option table[] = {{"out", 1, 0, 'o'},    {"corpora", 1, 0, 'c'},
	                                      {"gold", 1, 0, 'g'},   {"dev", 1, 0, 'd'},
	                                      {"models", 1, 0, 'm'}, {"articles", 1, 0, 'n'},
	                                      {"seed", 1, 0, 's'},   {"date", 1, 0, 'D'},
	                                      {"study", 0, 0, 'S'},  {"tokens", 0, 0, 'T'},
	                                      {"deep", 1, 0, 'e'},   {"fold", 1, 0, 'f'},
	                                      {"scores", 0, 0, 'C'}, {0, 0, 0, 0}};
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
		case 'T': o.tokens = true; break;
		case 'C': o.scores = true; break;
		case 'e': o.deep = optarg; break;
		case 'f':
			if (o.folds == DX_DEEP_FOLDS) dx_stop("more than %d times --fold", DX_DEEP_FOLDS);
			o.fold[o.folds++] = optarg;
			break;
		default: fputs(usage, stderr); exit(2);
		}
	}
	if (!o.out || optind < argc || (!o.corpora && !o.golds) || (o.folds || o.scores) != (o.deep != NULL)) {
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
	unsigned count;
	const dx_model_file *files = dx_models_files(models, &count);
	for (unsigned i = 0; i < 3; i++) {
		const char *path = in_folder(s->o.out, files[i].name);
		if (!dx_save(path, files[i].bytes.ptr, files[i].bytes.len)) dx_stop("%s cannot be written", path);
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
	                .deep = s->o.deep != NULL,
	                .articles = DX_LEAST_ARTICLES,
	                .least = s->o.deep ? DX_DEEP_LEAST : DX_LINEAR_LEAST,
	                .tally = tally};
	const char *path = in_folder(s->o.out, s->o.deep ? "deep-card.txt" : "card.txt");
	if (!dx_card_write(&card, path)) dx_stop("%s cannot be written", path);
}

/* Labels of article i by models as they are in the files. */
static void label_packed(dx_work *w, uint32_t i, const dx_tagger *tagger) {
	dx_gold_article *a = &w->gold->items[i];
	dx_labels labels;
	if (dx_arena_guard(&a->arena)) dx_stop("out of memory");
	tagger->label(&labels, tagger, &w->frames[i], w->rule_label[i], &a->arena);
	memcpy(w->label[i], labels.label, a->text.token_count);
	memcpy(w->share[i], labels.share, a->text.token_count * sizeof *labels.share);
}

/* The curve of the confidence is fitted once more, to what comes of the weights as they were written: as bytes. */
static dx_tally calibrate_packed(session *s, dx_run *run) {
	dx_models *models;
	dixit_error error = {0};
	if (dx_models_new(&models, s->o.out, &error)) dx_stop("%s: %s", error.file, error.message);
	dx_tagger tagger = dx_linear_tagger(models);
	for (uint32_t i = 0; i < s->dev.count; i++) label_packed(&s->check, i, &tagger);
	dx_models_free(models);
	dx_judges_calibrate(&run->judges, &s->check, DX_LINEAR_LEAST);
	dx_run_write(run, s->o.out);
	return dx_judges_score(&s->check, &run->judges, DX_LINEAR_LEAST);
}

static void print_tallies(session *s, const dx_judges *judges, const dx_tally *tally) {
	for (int percent = 10; percent <= 50; percent += 10) {
		char name[32];
		snprintf(name, sizeof name, "from 0.%d", percent);
		float from = (float)percent / 100;
		dx_tally t = dx_judges_score(&s->check, judges, (dx_least){{from, from, from}});
		dx_tally_print(stderr, name, &t);
	}
	dx_tally_print(stderr, "as it runs", tally);
	dx_tally_print_sure(stderr, tally);
}

static dx_deep *open_deep(const char *folder) {
	dx_deep *deep;
	dixit_error error = {0};
	if (dx_deep_new(&deep, folder, getenv("DIXIT_KERNEL"), &error)) dx_stop("%s: %s", error.file, error.message);
	if (!deep->files[DX_DEEP_MODEL].own) dx_stop("%s: there is no deep.bin", folder);
	return deep;
}

/* Every `step`th article from `first` on, by the transformer in a folder. */
static void label_deep(dx_work *w, const char *folder, uint32_t first, uint32_t step) {
	dx_deep *deep = open_deep(folder);
	dx_tagger tagger = dx_deep_tagger(deep);
	for (uint32_t i = first; i < w->gold->count; i += step) label_packed(w, i, &tagger);
	dx_deep_free(deep);
}

enum { DEEP_BAGS = 8 }; /* asking them is nothing beside the transformer */

/* Judges of the transformer's labels; those of the training articles come from folds that have not seen them. */
static void train_deep(session *s) {
	const options *o = &s->o;
	for (uint32_t k = 0; k < o->folds; k++) label_deep(&s->work, o->fold[k], k, o->folds);
	label_deep(&s->check, o->deep, 0, 1);
	fprintf(stderr, "labelled: %.0f s\n", seconds() - s->start);
	dx_judges judges = dx_judges_train(&s->work, o->seed, DEEP_BAGS);
	dx_judges_calibrate(&judges, &s->check, DX_DEEP_LEAST);
	dx_tally tally = dx_judges_score(&s->check, &judges, DX_DEEP_LEAST);
	if (!dx_trees_write(judges.source, in_folder(o->out, "deep-source.bin")) ||
	    !dx_trees_write(judges.option, in_folder(o->out, "deep-statement.bin")))
		dx_stop("%s: the models cannot be written", o->out);
	print_tallies(s, &judges, &tally);
	dx_judges_free(&judges);
	write_card(s, &tally);
}

static void train(session *s) {
	dx_run run;
	dx_setup setup = dx_setup_whole(s->o.seed);
	dx_run_train(&run, &s->work, &s->check, &setup);
	dx_run_write(&run, s->o.out);
	dx_tally tally = calibrate_packed(s, &run);
	print_tallies(s, &run.judges, &tally);
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

static int write_tokens(session *s) {
	dx_work_make(&s->work, &s->train);
	dx_work_make(&s->check, &s->dev);
	dx_tokens_write(&s->work, in_folder(s->o.out, "train.jsonl"));
	dx_tokens_write(&s->check, in_folder(s->o.out, "dev.jsonl"));
	session_free(s);
	return 0;
}

static void scores_of(dx_gold_article *a, const dx_deep *deep, FILE *out) {
	if (dx_arena_guard(&a->arena)) dx_stop("out of memory");
	float(*score)[DX_L_LANES] = dx_alloc(&a->arena, (a->text.token_count + 1) * sizeof *score);
	dx_deep_scores(score, &a->text, deep, &a->arena);
	fwrite(score, sizeof *score, a->text.token_count, out);
}

static int write_scores(session *s) {
	dx_deep *deep = open_deep(s->o.deep);
	const char *path = in_folder(s->o.out, "dev.scores");
	FILE *out = fopen(path, "wb");
	if (!out) dx_stop("%s cannot be written", path);
	double start = seconds();
	uint64_t tokens = 0, bytes = 0;
	for (uint32_t i = 0; i < s->dev.count; i++) {
		scores_of(&s->dev.items[i], deep, out);
		tokens += s->dev.items[i].text.token_count;
		bytes += s->dev.items[i].text.bytes.len;
	}
	double took = seconds() - start;
	bool good = !ferror(out);
	if (fclose(out) || !good) dx_stop("%s cannot be written", path);
	fprintf(stderr, "%s: %.0f tokens/s, %.3f MB/s\n", deep->kernel->name, (double)tokens / took,
	        (double)bytes / took * 1e-6);
	dx_deep_free(deep);
	session_free(s);
	return 0;
}

int main(int argc, char **argv) {
	session s = {.o = read_options(argc, argv), .start = seconds()};
	load(&s);
	if (s.o.tokens) return write_tokens(&s);
	if (s.o.scores) return write_scores(&s);
	tag(&s);
	fprintf(stderr, "tagged: %.0f s\n", seconds() - s.start);
	dx_work_make(&s.work, &s.train);
	dx_work_make(&s.check, &s.dev);
	dx_work_frames(&s.work, UINT32_MAX);
	dx_work_frames(&s.check, UINT32_MAX);
	if (s.o.deep)
		train_deep(&s);
	else
		train(&s);
	session_free(&s);
	fprintf(stderr, "%.0f s\n", seconds() - s.start);
	return 0;
}
