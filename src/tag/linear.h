/* A sparse linear model: for each feature, a 64-bit number, a row of small weights, one a label.
 *
 * The rows lie in buckets of one or two cache lines. A feature's number names its bucket and, in 16 more bits, its row
 * in it; a feature that training never kept is in no row and adds nothing (or, one time in some ten thousand, another
 * feature's row). So a look-up is one read of memory, words leave no readable trace, and the table is used as it lies
 * in the file. Weights are bytes, to be multiplied by the model's `scale`. Little-endian. */
#ifndef DX_TAG_LINEAR_H
#define DX_TAG_LINEAR_H

#include "base/slice.h"

enum {
	DX_NARROW = 6, /* weights in a row of a narrow model: 8 rows in a bucket of 64 bytes */
	DX_NARROW_ROWS = 8,
	DX_DUAL = 12, /* of one that serves two passes at once: 4 rows in a bucket of 64 bytes */
	DX_DUAL_ROWS = 4,
	DX_WIDE = 30, /* of a wide one: 4 rows in a bucket of 128 bytes */
	DX_WIDE_ROWS = 4
};

static inline uint32_t dx_linear_rows(uint32_t width) { return width == DX_NARROW ? DX_NARROW_ROWS : DX_DUAL_ROWS; }
static inline size_t dx_linear_bucket_size(uint32_t width) { return width == DX_WIDE ? 128 : 64; }

typedef struct dx_linear {
	const uint8_t *buckets;
	uint32_t mask;  /* buckets - 1, a power of two */
	uint32_t width; /* DX_NARROW, DX_DUAL or DX_WIDE */
	float scale;
} dx_linear;

/* Header of a model file: 64 bytes, then the buckets. */
typedef struct dx_linear_file {
	char magic[8]; /* "dxlin1" */
	uint32_t width, buckets;
	float scale;
	uint32_t rows; /* that are in use */
	uint8_t rest[40];
} dx_linear_file;

/* The model in `bytes`, which must outlive it and lie on a cache line; false: these are not such bytes. */
bool dx_linear_open(dx_linear *out, dx_slice bytes);

/* Two numbers to one that depends on every bit of both. */
static inline uint64_t dx_mix(uint64_t a, uint64_t b) {
	uint64_t h = (a ^ (b + 1) * 0x9E3779B97F4A7C15u) * 0xD6E8FEB86659FD93u;
	return (h ^ h >> 32) * 0xD6E8FEB86659FD93u;
}

static inline uint16_t dx_linear_print(uint64_t feature) { return (uint16_t)(feature >> 16) | 1; }
static inline uint32_t dx_linear_bucket(uint64_t feature, uint32_t mask) { return (uint32_t)(feature >> 32) & mask; }

static inline void dx_linear_fetch(const dx_linear *m, uint64_t feature) {
	__builtin_prefetch(m->buckets + (size_t)dx_linear_bucket(feature, m->mask) * dx_linear_bucket_size(m->width));
}

typedef int16_t dx_lanes __attribute__((vector_size(16)));
typedef int8_t dx_bytes __attribute__((vector_size(8)));

/* High bits of the fields of 16 bits that are `print` in four at once; the lowest such bit is exact. */
static inline uint64_t dx_four_prints(const uint8_t *have, uint64_t print) {
	uint64_t x;
	memcpy(&x, have, sizeof x);
	x ^= print * 0x0001000100010001u;
	return (x - 0x0001000100010001u) & ~x & 0x8000800080008000u;
}

static inline dx_lanes dx_lanes_of(uint64_t bytes) {
	dx_bytes b;
	memcpy(&b, &bytes, sizeof b);
	return __builtin_convertvector(b, dx_lanes);
}

/* Add the feature's row of a narrow model to sum[0..5]; sum[6] and sum[7] are spoilt. The sum of 250 rows fits. No
 * branch: whether a feature is known can't be guessed. */
static inline void dx_narrow_add(const dx_linear *m, uint64_t feature, dx_lanes *sum) {
	const uint8_t *bucket = m->buckets + (size_t)dx_linear_bucket(feature, m->mask) * 64;
	uint16_t print = dx_linear_print(feature);
	uint64_t low = dx_four_prints(bucket, print), high = dx_four_prints(bucket + 8, print), w;
	uint64_t either = low ? low : high;
	uint64_t row = ((uint64_t)__builtin_ctzll(either | 1ull << 63) >> 4) + (low ? 0 : 4);
	row = either ? row : 0;
	/* Rows of six bytes from byte 16; read from two bytes before, so that the last one stays within the bucket. */
	memcpy(&w, bucket + 14 + row * DX_NARROW, sizeof w);
	*sum += dx_lanes_of((w >> 16) & (0 - (uint64_t)(either != 0)));
}

/* The same for a dual model: the first pass's weights and the second's. */
static inline void dx_dual_add(const dx_linear *m, uint64_t feature, dx_lanes *first, dx_lanes *second) {
	const uint8_t *bucket = m->buckets + (size_t)dx_linear_bucket(feature, m->mask) * 64;
	uint64_t found = dx_four_prints(bucket, dx_linear_print(feature)), v, w, all = 0 - (uint64_t)(found != 0);
	const uint8_t *row = bucket + 8 + ((uint64_t)__builtin_ctzll(found | 1ull << 63) >> 4) * DX_DUAL;
	memcpy(&v, row, sizeof v);
	memcpy(&w, row + 6, sizeof w);
	*first += dx_lanes_of(v & all);
	*second += dx_lanes_of(w & all);
}

/* Add the feature's row of a wide model to sum[0..29]. */
static inline void dx_wide_add(const dx_linear *m, uint64_t feature, int16_t sum[32]) {
	const uint8_t *bucket = m->buckets + (size_t)dx_linear_bucket(feature, m->mask) * 128;
	uint16_t print = dx_linear_print(feature), have[DX_WIDE_ROWS];
	memcpy(have, bucket, sizeof have);
	for (int r = 0; r < DX_WIDE_ROWS; r++) {
		if (have[r] != print) continue;
		const int8_t *w = (const int8_t *)bucket + 8 + r * DX_WIDE;
		for (int l = 0; l < DX_WIDE; l++) sum[l] = (int16_t)(sum[l] + w[l]);
		return;
	}
}

#endif
