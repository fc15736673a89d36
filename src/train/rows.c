#include "train/rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static _Noreturn void out_of_memory(void) {
	fputs("train: out of memory\n", stderr);
	exit(4);
}

void *dx_need(size_t size) {
	void *p = malloc(size ? size : 1);
	if (!p) out_of_memory();
	return p;
}

void *dx_need_zero(size_t count, size_t size) {
	void *p = calloc(count ? count : 1, size);
	if (!p) out_of_memory();
	return p;
}

void *dx_need_more(void *p, size_t size) {
	p = realloc(p, size ? size : 1);
	if (!p) out_of_memory();
	return p;
}

uint8_t *dx_need_lines(size_t size) {
	void *p = aligned_alloc(64, size);
	if (!p) out_of_memory();
	return memset(p, 0, size);
}

void dx_rows_init(dx_rows *table, uint32_t width) {
	*table = (dx_rows){.width = width, .mask = (1u << 16) - 1};
	table->slots = dx_need_zero(table->mask + 1, sizeof *table->slots);
}

void dx_rows_free(dx_rows *table) {
	free(table->keys);
	free(table->seen);
	free(table->last);
	free(table->slots);
	free(table->weights);
	*table = (dx_rows){0};
}

static uint32_t slot_of(const dx_rows *t, uint64_t feature) {
	uint32_t at = (uint32_t)(feature >> 24) & t->mask;
	while (t->slots[at] && t->keys[t->slots[at] - 1] != feature) at = (at + 1) & t->mask;
	return at;
}

static void index_again(dx_rows *t) {
	free(t->slots);
	while (t->mask < t->count * 2u) t->mask = t->mask * 2 + 1;
	t->slots = dx_need_zero(t->mask + 1, sizeof *t->slots);
	for (uint32_t id = 0; id < t->count; id++) t->slots[slot_of(t, t->keys[id])] = id + 1;
}

uint32_t dx_rows_put(dx_rows *t, uint64_t feature, uint32_t article) {
	uint32_t at = slot_of(t, feature);
	if (!t->slots[at]) {
		if (t->count == t->cap) {
			t->cap = t->cap ? t->cap * 2 : 1u << 16;
			t->keys = dx_need_more(t->keys, t->cap * sizeof *t->keys);
			t->seen = dx_need_more(t->seen, t->cap * sizeof *t->seen);
			t->last = dx_need_more(t->last, t->cap * sizeof *t->last);
		}
		uint32_t id = t->count++;
		t->keys[id] = feature;
		t->seen[id] = 1;
		t->last[id] = article;
		t->slots[at] = id + 1;
		if (t->count * 2u > t->mask) index_again(t);
		return id;
	}
	uint32_t id = t->slots[at] - 1;
	if (t->last[id] != article) {
		t->last[id] = article;
		t->seen[id]++;
	}
	return id;
}

uint32_t dx_rows_find(const dx_rows *t, uint64_t feature) { return t->slots[slot_of(t, feature)] - 1; }

uint32_t *dx_rows_prune(dx_rows *t, uint32_t least) {
	uint32_t *map = dx_need(t->count * sizeof *map), kept = 0;
	for (uint32_t id = 0; id < t->count; id++) {
		map[id] = UINT32_MAX;
		if (t->seen[id] < least) continue;
		t->keys[kept] = t->keys[id];
		t->seen[kept] = t->seen[id];
		t->last[kept] = t->last[id];
		map[id] = kept++;
	}
	t->count = kept;
	index_again(t);
	return map;
}

void dx_rows_weights(dx_rows *t) {
	free(t->weights);
	t->weights = dx_need_zero((size_t)t->count * t->width, sizeof *t->weights);
}

typedef struct heavy {
	float weight;
	uint32_t id;
} heavy;

static uint32_t width_of(const dx_rows *t) {
	return t->width <= DX_NARROW ? DX_NARROW : t->width <= DX_DUAL ? DX_DUAL : DX_WIDE;
}

static float most_of(const dx_rows *t, uint32_t id) {
	float most = 0;
	for (uint32_t l = 0; l < t->width; l++) most = fmaxf(most, fabsf(t->weights[(size_t)id * t->width + l]));
	return most;
}

static int heaviest_first(const void *a, const void *b) {
	const heavy *x = a, *y = b;
	if (x->weight != y->weight) return x->weight > y->weight ? -1 : 1;
	return x->id < y->id ? -1 : 1;
}

uint32_t *dx_rows_keep_fitting(dx_rows *t, dx_room room) {
	heavy *order = dx_need(t->count * sizeof *order);
	uint8_t *used = dx_need_zero(room.buckets, 1);
	for (uint32_t id = 0; id < t->count; id++) {
		order[id] = (heavy){most_of(t, id) * sqrtf((float)t->seen[id]), id};
	}
	qsort(order, t->count, sizeof *order, heaviest_first);
	for (uint32_t k = 0; k < t->count; k++) {
		if (order[k].id < room.from) continue;
		uint8_t *b = &used[dx_linear_bucket(t->keys[order[k].id], room.buckets - 1)];
		if (*b == room.rows || order[k].weight <= 0)
			t->seen[order[k].id] = 0;
		else
			++*b;
	}
	free(used);
	free(order);
	return dx_rows_prune(t, 1);
}

/* The step that one unit of a byte stands for: the largest weight, but outliers (one in ten thousand) are cut. */
static float step_of(const dx_rows *t, const heavy *order) {
	uint32_t at = t->count / 10000;
	return t->count && order[at].weight > 0 ? order[at].weight / 127 : 1;
}

static int8_t quantised(float w, float step) {
	float v = roundf(w / step);
	return (int8_t)(v > 127 ? 127 : v < -127 ? -127 : v);
}

/* Heaviest first, so that what finds its bucket full is what matters least. */
static uint32_t fill(const dx_rows *t, const heavy *order, uint32_t buckets, uint8_t *out) {
	uint32_t width = width_of(t), rows = dx_linear_rows(width), used = 0;
	float step = step_of(t, order);
	for (uint32_t k = 0; k < t->count; k++) {
		uint64_t key = t->keys[order[k].id];
		const float *w = t->weights + (size_t)order[k].id * t->width;
		uint8_t *bucket = out + (size_t)dx_linear_bucket(key, buckets - 1) * dx_linear_bucket_size(width);
		uint16_t print = dx_linear_print(key), have[DX_NARROW_ROWS];
		if (order[k].weight < step / 2) break;
		memcpy(have, bucket, rows * sizeof *have);
		uint32_t r = 0;
		while (r < rows && have[r] && have[r] != print) r++;
		if (r == rows || have[r]) continue;
		memcpy(bucket + r * sizeof print, &print, sizeof print);
		for (uint32_t l = 0; l < t->width; l++) {
			bucket[rows * sizeof print + r * width + l] = (uint8_t)quantised(w[l], step);
		}
		used++;
	}
	return used;
}

uint8_t *dx_rows_pack(const dx_rows *t, uint32_t buckets, size_t *size) {
	heavy *order = dx_need(t->count * sizeof *order);
	for (uint32_t id = 0; id < t->count; id++) {
		order[id] = (heavy){most_of(t, id), id};
	}
	qsort(order, t->count, sizeof *order, heaviest_first);
	dx_linear_file head = {"dxlin1", width_of(t), buckets, step_of(t, order), 0, {0}};
	*size = sizeof head + (size_t)buckets * dx_linear_bucket_size(head.width);
	uint8_t *out = dx_need_lines(*size);
	head.rows = fill(t, order, buckets, out + sizeof head);
	memcpy(out, &head, sizeof head);
	free(order);
	return out;
}

bool dx_save(const char *path, const void *bytes, size_t size) {
	FILE *f = fopen(path, "wb");
	bool good = f && fwrite(bytes, 1, size, f) == size;
	return f && fclose(f) == 0 && good;
}
