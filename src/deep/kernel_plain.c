#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define KERNEL static __attribute__((unused))
#define VEC 4
#define BYTE uint8_t
#define FMA(a, b, c) fused((a), (b), (c))
typedef float quad __attribute__((vector_size(16)));

/* a × b + c rounded once, as the instruction of the other machines does. Where there is none: the product of two floats
 * is exact in a double, and the sum is rounded to odd before it becomes a float (Boldo and Melquiond, 2008). */
static inline float fused_one(float a, float b, float c) {
#ifdef __FP_FAST_FMAF
	return fmaf(a, b, c);
#else
	double product = (double)a * b, sum = product + c, part = sum - product;
	double lost = (product - (sum - part)) + (c - part);
	int64_t bits;
	memcpy(&bits, &sum, sizeof bits);
	bits += lost != 0 && !(bits & 1) ? ((lost > 0) == (bits >= 0) ? 1 : -1) : 0;
	memcpy(&sum, &bits, sizeof bits);
	return (float)sum;
#endif
}

static inline quad fused(quad a, quad b, quad c) {
	for (int i = 0; i < 4; i++) c[i] = fused_one(a[i], b[i], c[i]);
	return c;
}
#include "deep/kernel_body.inc"

KERNEL void strip(const dx_deep_matrix *m, const dx_deep_bytes *in, uint32_t row, uint32_t output, float *out) {
	const int8_t *w = m->packed + (size_t)output * m->inputs;
	const uint8_t *a = (const uint8_t *)in->bytes + (size_t)row * m->inputs;
	int32_t sum[LANES] = {0};
	for (uint32_t k = 0; k < m->inputs; k += 4, w += 64, a += 4) {
		for (int i = 0; i < LANES; i++)
			sum[i] += a[0] * w[4 * i] + a[1] * w[4 * i + 1] + a[2] * w[4 * i + 2] + a[3] * w[4 * i + 3];
	}
	for (uint32_t i = 0; i < LANES; i += VEC) {
		put(out + (size_t)row * m->outputs + output + i, scaled(get_whole(sum + i), m, in, row, output + i));
	}
}

KERNEL void multiply(const dx_deep_matrix *m, const dx_deep_bytes *in, uint32_t rows, float *out) {
	for (uint32_t o = 0; o < m->outputs; o += LANES)
		for (uint32_t r = 0; r < rows; r++) strip(m, in, r, o, out);
}

static const dx_deep_kernel kernel = {"plain", multiply, quantise, normalise, gelu, attend};
const dx_deep_kernel *dx_deep_kernel_plain(void) { return &kernel; }

const dx_deep_kernel *dx_deep_kernel_of(const char *name) {
	bool avx512 = false, avx2 = false;
#if defined(__x86_64__) && defined(__GNUC__)
	avx512 = __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
	         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
	avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#endif
	const dx_deep_kernel *all[3] = {avx512 ? dx_deep_kernel_avx512() : NULL, avx2 ? dx_deep_kernel_avx2() : NULL,
	                                dx_deep_kernel_plain()};
	for (int i = 0; i < 3; i++) {
		if (all[i] && (!name || strcmp(name, all[i]->name) == 0)) return all[i];
	}
	return NULL;
}
