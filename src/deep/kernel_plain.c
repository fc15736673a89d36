#include <math.h>

#define KERNEL static __attribute__((unused))
#define FMA(a, b, c) fma16((a), (b), (c))
typedef float fma_lanes __attribute__((vector_size(64), aligned(4)));
/* Rounded once, as the instruction of the other machines does. */
KERNEL inline __attribute__((always_inline)) fma_lanes fma16(fma_lanes a, fma_lanes b, fma_lanes c) {
	for (int i = 0; i < 16; i++) c[i] = fmaf(a[i], b[i], c[i]);
	return c;
}
#include "deep/kernel_body.inc"

#include <stddef.h>

KERNEL void strip(const dx_deep_matrix *m, const dx_deep_bytes *in, uint32_t row, uint32_t output, float *out) {
	const int8_t *w = m->packed + (size_t)output * m->inputs;
	const uint8_t *a = in->bytes + (size_t)row * m->inputs;
	i16 sum = {0};
	for (uint32_t k = 0; k < m->inputs; k++) {
		for (int i = 0; i < LANES; i++) sum[i] += a[k] * w[k / 4 * 64 + (uint32_t)i * 4 + k % 4];
	}
	put(out + (size_t)row * m->outputs + output, scaled(sum, m, in, row, output));
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
