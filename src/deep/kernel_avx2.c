#include "deep/kernel.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define KERNEL static __attribute__((target("avx2,fma"), unused))
#define VEC 8
#define BYTE uint16_t
#define FMA(a, b, c) ((vec)_mm256_fmadd_ps((__m256)(a), (__m256)(b), (__m256)(c)))
#include "deep/kernel_body.inc"

/* Two inputs of each of eight outputs and of one row: a sum has a half of an output in each 32 bits' pair. */
INLINE __m256i dot(__m256i sum, __m256i x, __m256i w) { return _mm256_add_epi32(sum, _mm256_madd_epi16(x, w)); }

/* The four sums of four outputs each, in two halves, as sixteen. */
INLINE void whole(const __m256i sum[4], ivec out[2]) {
	for (int i = 0; i < 2; i++) {
		__m256i pairs = _mm256_hadd_epi32(sum[2 * i], sum[2 * i + 1]);
		out[i] = (ivec)_mm256_permute4x64_epi64(pairs, 0xD8);
	}
}

/* Two rows by 16 outputs. Bytes are widened to 16 bits: the instruction that multiplies bytes would saturate. */
KERNEL void strip(const dx_deep_matrix *m, const dx_deep_bytes *in, uint32_t row, uint32_t output, float *out) {
	const int8_t *w = m->packed + (size_t)output * m->inputs;
	const uint16_t *a = (const uint16_t *)in->bytes + (size_t)row * m->inputs;
	__m256i sum[2][4];
#pragma GCC unroll 4
	for (int c = 0; c < 4; c++) sum[0][c] = sum[1][c] = _mm256_setzero_si256();
	for (uint32_t k = 0; k < m->inputs; k += 4, w += 64, a += 4) {
		__m256i x[2];
#pragma GCC unroll 2
		for (int r = 0; r < 2; r++) {
			int64_t four;
			memcpy(&four, a + (size_t)r * m->inputs, sizeof four);
			x[r] = _mm256_set1_epi64x(four);
		}
#pragma GCC unroll 4
		for (int c = 0; c < 4; c++) {
			__m256i wide = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)(w + 16 * c)));
			sum[0][c] = dot(sum[0][c], x[0], wide);
			sum[1][c] = dot(sum[1][c], x[1], wide);
		}
	}
	for (uint32_t r = 0; r < 2; r++) {
		ivec both[2];
		whole(sum[r], both);
		float *to = out + (size_t)(row + r) * m->outputs + output;
		put(to, scaled(both[0], m, in, row + r, output));
		put(to + VEC, scaled(both[1], m, in, row + r, output + VEC));
	}
}

KERNEL void multiply(const dx_deep_matrix *m, const dx_deep_bytes *in, uint32_t rows, float *out) {
	for (uint32_t o = 0; o < m->outputs; o += LANES)
		for (uint32_t r = 0; r < rows; r += 2) strip(m, in, r, o, out);
}

static const dx_deep_kernel kernel = {"avx2", multiply, quantise, normalise, gelu, attend};
const dx_deep_kernel *dx_deep_kernel_avx2(void) { return &kernel; }
#else
const dx_deep_kernel *dx_deep_kernel_avx2(void) { return NULL; }
#endif
