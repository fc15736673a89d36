#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define KERNEL static __attribute__((unused))
#define VEC 4
#define FMA(a, b, c) fused((a), (b), (c))
#define MORE(a, b) more((a), (b))
#define LESS(a, b) less((a), (b))
#define STRIP_ROWS 1
#define STRIP_WIDTH 4
typedef float quad __attribute__((vector_size(16)));
typedef int32_t mask __attribute__((vector_size(16)));

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
	return (quad){fused_one(a[0], b[0], c[0]), fused_one(a[1], b[1], c[1]), fused_one(a[2], b[2], c[2]),
	              fused_one(a[3], b[3], c[3])};
}

/* a where `first` is all ones, else b. */
static inline quad either(mask first, quad a, quad b) { return (quad)((first & (mask)a) | (~first & (mask)b)); }
static inline quad more(quad a, quad b) { return either(a > b, a, b); }
static inline quad less(quad a, quad b) { return either(a < b, a, b); }
#include "deep/kernel_body.inc"

INLINE ivec dot(ivec sum, ivec x, ivec w) {
	uint8_t a[16];
	int8_t b[16];
	memcpy(a, &x, 16);
	memcpy(b, &w, 16);
	for (int i = 0; i < 4; i++)
		sum[i] += a[4 * i] * b[4 * i] + a[4 * i + 1] * b[4 * i + 1] + a[4 * i + 2] * b[4 * i + 2] +
		          a[4 * i + 3] * b[4 * i + 3];
	return sum;
}

INLINE ivec dot_halves(ivec sum, ivec x, ivec w) {
	int16_t a[8], b[8];
	memcpy(a, &x, 16);
	memcpy(b, &w, 16);
	for (int i = 0; i < 4; i++) sum[i] += a[2 * i] * b[2 * i] + a[2 * i + 1] * b[2 * i + 1];
	return sum;
}

INLINE float greatest_of(vec v) {
	float most = v[0];
	for (int i = 1; i < VEC; i++) most = v[i] > most ? v[i] : most;
	return most;
}

INLINE int32_t whole_of(ivec v) { return v[0] + v[1] + v[2] + v[3]; }

INLINE void put_bytes(void *to, ivec v) {
	uint8_t bytes[VEC] = {(uint8_t)v[0], (uint8_t)v[1], (uint8_t)v[2], (uint8_t)v[3]};
	memcpy(to, bytes, VEC);
}

INLINE void put_halves(void *to, ivec v) {
	uint16_t halves[VEC] = {(uint16_t)v[0], (uint16_t)v[1], (uint16_t)v[2], (uint16_t)v[3]};
	memcpy(to, halves, sizeof halves);
}

static const dx_deep_kernel kernel = {"plain", multiply, quantise, normalise, gelu, attend, label};
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
