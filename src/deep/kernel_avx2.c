#include "deep/kernel.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define KERNEL static __attribute__((target("avx2,fma"), unused))
#define FMA(a, b, c) fma16((a), (b), (c))
typedef float fma_lanes __attribute__((vector_size(64), aligned(4)));
KERNEL inline __attribute__((always_inline)) fma_lanes fma16(fma_lanes a, fma_lanes b, fma_lanes c) {
	__m256 x[2], y[2], z[2];
	fma_lanes out;
	__builtin_memcpy(x, &a, sizeof x);
	__builtin_memcpy(y, &b, sizeof y);
	__builtin_memcpy(z, &c, sizeof z);
	z[0] = _mm256_fmadd_ps(x[0], y[0], z[0]);
	z[1] = _mm256_fmadd_ps(x[1], y[1], z[1]);
	__builtin_memcpy(&out, z, sizeof out);
	return out;
}
#include "deep/kernel_body.inc"

/* Three rows by 16 outputs. Bytes are widened to 16 bits: the instruction that multiplies bytes would saturate. A sum
 * has four outputs, each in two halves. */
KERNEL void strip(const dx_deep_matrix *m, const dx_deep_bytes *in, uint32_t row, uint32_t output, float *out) {
	const int8_t *w = m->packed + (size_t)output * m->inputs;
	const uint8_t *a = in->bytes + (size_t)row * m->inputs;
	__m256i sum[3][4];
	for (int r = 0; r < 3; r++)
		for (int c = 0; c < 4; c++) sum[r][c] = _mm256_setzero_si256();
	for (uint32_t k = 0; k < m->inputs; k += 4, w += 64, a += 4) {
		__m256i x[3];
		for (int r = 0; r < 3; r++) {
			int32_t four;
			memcpy(&four, a + (size_t)r * m->inputs, sizeof four);
			x[r] = _mm256_broadcastq_epi64(_mm_cvtepu8_epi16(_mm_cvtsi32_si128(four)));
		}
#pragma GCC unroll 4
		for (int c = 0; c < 4; c++) {
			__m256i wide = _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)(const void *)(w + 16 * c)));
			for (int r = 0; r < 3; r++) sum[r][c] = _mm256_add_epi32(sum[r][c], _mm256_madd_epi16(x[r], wide));
		}
	}
	for (uint32_t r = 0; r < 3; r++) {
		int32_t half[4][8];
		i16 whole = {0};
		for (int c = 0; c < 4; c++) _mm256_storeu_si256((__m256i *)(void *)half[c], sum[r][c]);
		for (int i = 0; i < LANES; i++) whole[i] = half[i / 4][i % 4 * 2] + half[i / 4][i % 4 * 2 + 1];
		put(out + (size_t)(row + r) * m->outputs + output, scaled(whole, m, in, row + r, output));
	}
}

KERNEL void multiply(const dx_deep_matrix *m, const dx_deep_bytes *in, uint32_t rows, float *out) {
	for (uint32_t o = 0; o < m->outputs; o += LANES)
		for (uint32_t r = 0; r < rows; r += 3) strip(m, in, r, o, out);
}

static const dx_deep_kernel kernel = {"avx2", multiply, quantise, normalise, gelu, attend};
const dx_deep_kernel *dx_deep_kernel_avx2(void) { return &kernel; }
#else
const dx_deep_kernel *dx_deep_kernel_avx2(void) { return NULL; }
#endif
