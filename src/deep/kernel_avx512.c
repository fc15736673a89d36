#include "deep/kernel.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define KERNEL static __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma"), unused))
#define VEC 16
#define BYTE uint8_t
#define FMA(a, b, c) ((vec)_mm512_fmadd_ps((__m512)(a), (__m512)(b), (__m512)(c)))
#include "deep/kernel_body.inc"

/* As an intrinsic function it makes gcc 12 copy every sum twice. */
INLINE __m512i dot(__m512i sum, __m512i x, __m512i w) {
	__asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(x), "v"(w));
	return sum;
}

/* Six rows by 64 outputs in registers: 24 sums, four loads of weights, six bytes of the rows spread out. */
KERNEL void strip(const dx_deep_matrix *m, const dx_deep_bytes *in, uint32_t row, uint32_t output, float *out) {
	const size_t block = (size_t)m->inputs * LANES;
	const int8_t *w = m->packed + output / LANES * block;
	const uint8_t *a = (const uint8_t *)in->bytes + (size_t)row * m->inputs;
	__m512i sum[DX_DEEP_ROWS][4];
#pragma GCC unroll 6
	for (int r = 0; r < DX_DEEP_ROWS; r++)
		for (int c = 0; c < 4; c++) sum[r][c] = _mm512_setzero_si512();
	for (uint32_t k = 0; k < m->inputs; k += 4, w += 64, a += 4) {
		__m512i w0 = _mm512_loadu_si512(w), w1 = _mm512_loadu_si512(w + block);
		__m512i w2 = _mm512_loadu_si512(w + 2 * block), w3 = _mm512_loadu_si512(w + 3 * block);
#pragma GCC unroll 6
		for (int r = 0; r < DX_DEEP_ROWS; r++) {
			int32_t four;
			memcpy(&four, a + (size_t)r * m->inputs, sizeof four);
			__m512i x = _mm512_set1_epi32(four);
			sum[r][0] = dot(sum[r][0], x, w0);
			sum[r][1] = dot(sum[r][1], x, w1);
			sum[r][2] = dot(sum[r][2], x, w2);
			sum[r][3] = dot(sum[r][3], x, w3);
		}
	}
	for (uint32_t r = 0; r < DX_DEEP_ROWS; r++) {
		for (uint32_t c = 0; c < 4; c++) {
			uint32_t at = output + c * LANES;
			put(out + (size_t)(row + r) * m->outputs + at, scaled((ivec)sum[r][c], m, in, row + r, at));
		}
	}
}

KERNEL void multiply(const dx_deep_matrix *m, const dx_deep_bytes *in, uint32_t rows, float *out) {
	for (uint32_t o = 0; o < m->outputs; o += 64)
		for (uint32_t r = 0; r < rows; r += DX_DEEP_ROWS) strip(m, in, r, o, out);
}

static const dx_deep_kernel kernel = {"avx512", multiply, quantise, normalise, gelu, attend};
const dx_deep_kernel *dx_deep_kernel_avx512(void) { return &kernel; }
#else
const dx_deep_kernel *dx_deep_kernel_avx512(void) { return NULL; }
#endif
