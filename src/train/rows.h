/* Features in training: numbers to rows of float weights, and how they become a model file. */
#ifndef DX_TRAIN_ROWS_H
#define DX_TRAIN_ROWS_H

#include "tag/linear.h"

typedef struct dx_rows {
	uint32_t width; /* labels with a weight */
	uint32_t count, cap;
	uint64_t *keys;  /* by id */
	uint32_t *seen;  /* number of articles, by id (see dx_rows_put) */
	uint32_t *last;  /* last article it was seen in, by id */
	uint32_t *slots; /* open addressing: id + 1 */
	uint32_t mask;
	float *weights; /* count × width, made by dx_rows_weights() */
} dx_rows;

void dx_rows_init(dx_rows *table, uint32_t width);
void dx_rows_free(dx_rows *table);
/* The feature's id, made where it is new. `article`, counted from 0 and never falling, counts how many it stands in. */
uint32_t dx_rows_put(dx_rows *table, uint64_t feature, uint32_t article);
/* UINT32_MAX: not there. */
uint32_t dx_rows_find(const dx_rows *table, uint64_t feature);
/* Keep only features seen in `least` articles or more. map[old id] is the new id or UINT32_MAX; caller frees it. */
uint32_t *dx_rows_prune(dx_rows *table, uint32_t least);
/* Keep only rows that fit into their room: of every bucket those that weigh much and are seen often. Whoever then
 * trains again from zero lets them learn to do without the others. Ids below `from` all stay. The map is as
 * dx_rows_prune() gives it. */
typedef struct dx_room {
	uint32_t buckets, rows; /* rows in a bucket */
	uint32_t from;
} dx_room;
uint32_t *dx_rows_keep_fitting(dx_rows *table, dx_room room);
/* Zeroed weights for all features of the table as it is now. */
void dx_rows_weights(dx_rows *table);
/* The heaviest rows as a model of `buckets` buckets (a power of two), `*size` bytes on a cache line; the
 * caller frees it. Width is at most DX_WIDE; the file's is the narrowest that holds it. */
uint8_t *dx_rows_pack(const dx_rows *table, uint32_t buckets, size_t *size);
/* malloc, calloc and realloc that end the program when memory runs out: training has nothing to save. */
void *dx_need(size_t size);
void *dx_need_zero(size_t count, size_t size);
void *dx_need_more(void *p, size_t size);
/* Zeroed, on a cache line; `size` is a multiple of 64. */
uint8_t *dx_need_lines(size_t size);
/* A file of these bytes; false: it can't be written. */
bool dx_save(const char *path, const void *bytes, size_t size);

#endif
