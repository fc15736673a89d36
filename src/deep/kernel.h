/* The arithmetic of the transformer, compiled three times: for AVX-512 with VNNI, for AVX2, and for any machine.
 * Products of matrices and of queries with keys are sums of bytes, weighted values of 16 bits, and exact; the rest is
 * single precision in the same order of the same roundings (fused multiply-add everywhere), so that all three give the
 * same bits: what is rounded to bytes layer after layer would make the smallest difference a large one. */
#ifndef DX_DEEP_KERNEL_H
#define DX_DEEP_KERNEL_H

#include <stdbool.h>
#include <stdint.h>

enum {
	DX_DEEP_WIDTH = 384,
	DX_DEEP_INNER = 1536,
	DX_DEEP_HEADS = 12,
	DX_DEEP_HEAD = DX_DEEP_WIDTH / DX_DEEP_HEADS,
	DX_DEEP_ROWS = 6,    /* a matrix is worked in strips of so many rows: buffers hold a multiple of it */
	DX_DEEP_PLACES = 202 /* pieces in a row, with the two at its ends */
};

/* outputs × inputs weights as bytes, of which two neighbours (the inputs 2n and 2n + 1) are 128 in size together at
 * most; `packed` has, for each 16 outputs, then each 4 inputs, 16 times 4 bytes. */
typedef struct dx_deep_matrix {
	const int8_t *packed;
	const float *scale, *bias; /* by output */
	const int32_t *sum;        /* by output: of its bytes */
	uint32_t outputs, inputs;
} dx_deep_matrix;

/* Rows as bytes: x = (byte - zero) * scale. */
typedef struct dx_deep_bytes {
	uint8_t *bytes;
	float *scale;
	int32_t *zero;
} dx_deep_bytes;

typedef struct dx_deep_kernel {
	const char *name;
	/* out[rows][outputs] = in × matrix + bias; rows is a multiple of DX_DEEP_ROWS. */
	void (*multiply)(const dx_deep_matrix *m, const dx_deep_bytes *in, uint32_t rows, float *out);
	/* The row's bytes; n is a multiple of 16. */
	void (*quantise)(const float *x, uint32_t n, uint32_t row, const dx_deep_bytes *out);
	/* x = norm(x + y), of DX_DEEP_WIDTH values (Ba, Kiros and Hinton, 2016). */
	void (*normalise)(float *x, const float *y, const float *gain, const float *shift);
	/* x = gelu(x) (Hendrycks and Gimpel, 2016), n a multiple of 16. */
	void (*gelu)(float *x, uint32_t n);
	/* One head over `count` rows of queries, keys and values, DX_DEEP_WIDTH * 3 values apart, into out, DX_DEEP_WIDTH
	 * apart (Vaswani et al., 2017). */
	void (*attend)(const float *qkv, uint32_t count, float *out);
	/* out[l] = x · weights[l] + bias[l] for so many labels, of DX_DEEP_WIDTH weights each. */
	void (*label)(const float *x, const float *weights, const float *bias, uint32_t count, float *out);
} dx_deep_kernel;

/* The fastest one that this machine can run; with a name that one, or NULL where it is unknown or cannot run. */
const dx_deep_kernel *dx_deep_kernel_of(const char *name);
/* Each NULL where it was not compiled. */
const dx_deep_kernel *dx_deep_kernel_avx512(void);
const dx_deep_kernel *dx_deep_kernel_avx2(void);
const dx_deep_kernel *dx_deep_kernel_plain(void);

#endif
