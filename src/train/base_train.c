#include "train/base_train.h"
#include "tag/attribution.h"
#include "train/pass_train.h"
#include "train/read.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct fold {
	uint8_t *train, *apply; /* by article */
	dx_pos_files pos;
	uint8_t *parse;
	size_t parse_size;
} fold;

typedef struct base {
	dx_gold *gold;
	const dx_gold *more;
	const dx_base_plan *plan;
	fold folds[DX_FOLDS + 1]; /* the whole first */
} base;

static void train_pos(void *context, uint32_t i) {
	base *b = context;
	dx_pos_source sources[2] = {{b->gold, b->folds[i].train, true}, {b->more, NULL, true}};
	dx_pos_train(&b->folds[i].pos, sources, b->more ? 2 : 1, b->plan->pos_epochs, b->plan->seed);
}

static void train_parse(void *context, uint32_t i) {
	base *b = context;
	dx_rows rows;
	dx_parse_train(b->gold, b->folds[i].train, b->plan->parse_epochs, b->plan->seed, &rows);
	b->folds[i].parse = dx_rows_pack(&rows, DX_PARSE_BUCKETS, &b->folds[i].parse_size);
	dx_rows_free(&rows);
}

static void parse_article(dx_gold_article *a, const dx_parse_model *model) {
	if (dx_arena_guard(&a->arena)) dx_stop("out of memory");
	dx_parse(&a->tags, &a->text, model, &a->arena);
}

static void parse_gold(dx_gold *gold, const uint8_t *use, const dx_parse_model *model) {
	for (uint32_t i = 0; i < gold->count; i++) {
		if (!use || use[i]) parse_article(&gold->items[i], model);
	}
}

static void write_file(const char *folder, const char *name, const uint8_t *bytes, size_t size) {
	char path[4096];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	if (!dx_save(path, bytes, size)) dx_stop("%s cannot be written", path);
}

static dx_parse_model open_parse(const fold *f) {
	dx_parse_model m;
	if (!dx_parse_open(&m, (dx_slice){(const char *)f->parse, f->parse_size})) dx_stop("the parser does not open");
	return m;
}

static void begin(base *b) {
	uint32_t n = b->gold->count;
	for (unsigned k = 0; k <= DX_FOLDS; k++) {
		b->folds[k].train = dx_need_zero(n, 1);
		b->folds[k].apply = dx_need_zero(n, 1);
		for (uint32_t i = 0; i < n; i++) {
			bool mine = k && i % DX_FOLDS == k - 1;
			b->folds[k].train[i] = !mine;
			b->folds[k].apply[i] = mine;
		}
	}
}

void dx_base_train(dx_gold *train, dx_gold *dev, const dx_gold *more, const dx_base_plan *plan) {
	base b = {.gold = train, .more = more, .plan = plan};
	dx_pos_model pos;
	begin(&b);
	dx_in_parallel(train_pos, &b, DX_FOLDS + 1);
	for (unsigned k = 1; k <= DX_FOLDS; k++) {
		dx_pos_files_open(&pos, &b.folds[k].pos);
		dx_pos_tag_gold(train, b.folds[k].apply, &pos);
		dx_pos_files_free(&b.folds[k].pos);
	}
	dx_pos_files_open(&pos, &b.folds[0].pos);
	dx_pos_tag_gold(dev, NULL, &pos);
	write_file(plan->folder, "pos.bin", b.folds[0].pos.pos, b.folds[0].pos.pos_size);
	write_file(plan->folder, "name.bin", b.folds[0].pos.name, b.folds[0].pos.name_size);
	dx_pos_files_free(&b.folds[0].pos);
	dx_in_parallel(train_parse, &b, DX_FOLDS + 1);
	for (unsigned k = 0; k <= DX_FOLDS; k++) {
		dx_parse_model parse = open_parse(&b.folds[k]);
		if (k) {
			parse_gold(train, b.folds[k].apply, &parse);
		} else {
			parse_gold(dev, NULL, &parse);
			write_file(plan->folder, "parse.bin", b.folds[k].parse, b.folds[k].parse_size);
		}
		free(b.folds[k].parse);
		free(b.folds[k].train);
		free(b.folds[k].apply);
	}
}

static void tag_article(dx_gold_article *a, const dx_models *models) {
	if (dx_arena_guard(&a->arena)) dx_stop("out of memory");
	dx_tags_make(&a->tags, &a->text, models, &a->arena);
}

void dx_base_apply(dx_gold *gold, const dx_models *models) {
	for (uint32_t i = 0; i < gold->count; i++) tag_article(&gold->items[i], models);
}
