/* What the kernels share in source and each compile for its own machine. The including file defines KERNEL (the
 * attribute of every function) and FMA(a, b, c). */
#include "deep/kernel.h"

#include <math.h>
#include <string.h>

#ifdef __clang__
#pragma STDC FP_CONTRACT OFF
#endif
typedef float v16 __attribute__((vector_size(64), aligned(4)));
typedef int32_t i16 __attribute__((vector_size(64), aligned(4)));
typedef uint8_t b16 __attribute__((vector_size(16), aligned(1)));

enum { LANES = 16, KEYS = (DX_DEEP_PLACES + LANES - 1) / LANES * LANES };

KERNEL inline __attribute__((always_inline)) v16 get(const float *p) {
	v16 v;
	memcpy(&v, p, sizeof v);
	return v;
}
KERNEL inline __attribute__((always_inline)) void put(float *p, v16 v) { memcpy(p, &v, sizeof v); }
KERNEL inline __attribute__((always_inline)) v16 all(float x) { return (v16){0} + x; }

KERNEL inline __attribute__((always_inline)) float sum_of(v16 v) {
	float s[LANES];
	put(s, v);
	for (int n = LANES / 2; n; n /= 2)
		for (int i = 0; i < n; i++) s[i] += s[i + n];
	return s[0];
}

/* Where `mask` is all ones a, else b. */
KERNEL inline __attribute__((always_inline)) v16 choose(i16 mask, v16 a, v16 b) {
	return (v16)(((i16)a & mask) | ((i16)b & ~mask));
}

/* exp(x) for x <= 0: 2^n times a polynomial on [-ln 2 / 2, ln 2 / 2] (Cephes' expf). */
KERNEL inline __attribute__((always_inline)) v16 exp_of(v16 x) {
	const float magic = 12582912; /* 1.5 * 2^23: adding it rounds */
	x = choose(x < all(-87), all(-87), x);
	v16 n = FMA(x, all(1.44269504f), all(magic)) - magic;
	v16 f = FMA(n, all(-0.693359375f), x);
	f = FMA(n, all(2.12194440e-4f), f);
	v16 p = all(1.9875691500e-4f);
	p = FMA(p, f, all(1.3981999507e-3f));
	p = FMA(p, f, all(8.3334519073e-3f));
	p = FMA(p, f, all(4.1665795894e-2f));
	p = FMA(p, f, all(1.6666665459e-1f));
	p = FMA(p, f, all(5.0000001201e-1f));
	p = FMA(p, f * f, f + 1);
	i16 power = (__builtin_convertvector(n, i16) + 127) << 23;
	return p * (v16)power;
}

/* erf by Abramowitz and Stegun, 7.1.26 (error below 1.5e-7). */
KERNEL void gelu(float *x, uint32_t n) {
	for (uint32_t i = 0; i < n; i += LANES) {
		v16 v = get(x + i), z = v * 0.70710678f;
		v16 size = choose(z < all(0), -z, z);
		v16 t = 1 / FMA(size, all(0.3275911f), all(1));
		v16 p = all(1.061405429f);
		p = FMA(p, t, all(-1.453152027f));
		p = FMA(p, t, all(1.421413741f));
		p = FMA(p, t, all(-0.284496736f));
		p = FMA(p, t, all(0.254829592f));
		v16 erf = 1 - p * t * exp_of(-(z * z));
		erf = choose(z < all(0), -erf, erf);
		put(x + i, 0.5f * v * (1 + erf));
	}
}

KERNEL void normalise(float *x, const float *y, const float *gain, const float *shift) {
	v16 sum = {0}, squares = {0};
	for (uint32_t i = 0; i < DX_DEEP_WIDTH; i += LANES) {
		v16 v = get(x + i) + get(y + i);
		put(x + i, v);
		sum += v;
	}
	float mean = sum_of(sum) / DX_DEEP_WIDTH;
	for (uint32_t i = 0; i < DX_DEEP_WIDTH; i += LANES) {
		v16 v = get(x + i) - mean;
		squares = FMA(v, v, squares);
	}
	float scale = 1 / sqrtf(sum_of(squares) / DX_DEEP_WIDTH + 1e-12f);
	for (uint32_t i = 0; i < DX_DEEP_WIDTH; i += LANES) {
		v16 v = (get(x + i) - mean) * scale;
		put(x + i, FMA(v, get(gain + i), get(shift + i)));
	}
}

/* From the least to the greatest value in 255 steps, so that zero is a whole byte. */
KERNEL void quantise(const float *x, uint32_t n, uint32_t row, const dx_deep_bytes *out) {
	v16 low = {0}, high = {0};
	for (uint32_t i = 0; i < n; i += LANES) {
		v16 v = get(x + i);
		low = choose(v < low, v, low);
		high = choose(v > high, v, high);
	}
	float least[LANES], most[LANES];
	put(least, low);
	put(most, high);
	for (int i = 1; i < LANES; i++) {
		if (least[i] < least[0]) least[0] = least[i];
		if (most[i] > most[0]) most[0] = most[i];
	}
	float range = most[0] - least[0], step = range > 1e-20f ? range / 255 : 1, inverse = 1 / step;
	int32_t zero = (int32_t)(-least[0] * inverse + 0.5f);
	out->scale[row] = step;
	out->zero[row] = zero;
	const float magic = 12582912;
	for (uint32_t i = 0; i < n; i += LANES) {
		i16 q = __builtin_convertvector(FMA(get(x + i), all(inverse), all(magic)) - magic, i16) + zero;
		q &= ~(q < 0);
		q = (q & ~(q > 255)) | ((q > 255) & 255);
		b16 bytes = __builtin_convertvector(q, b16);
		memcpy(out->bytes + (size_t)row * n + i, &bytes, sizeof bytes);
	}
}

/* Keys turned, so that one load has the same number of 16 keys. */
KERNEL void turn(const float *keys, uint32_t count, float turned[DX_DEEP_HEAD][KEYS]) {
	for (uint32_t k = 0; k < count; k++) {
		for (uint32_t d = 0; d < DX_DEEP_HEAD; d++) turned[d][k] = keys[(size_t)k * 3 * DX_DEEP_WIDTH + d];
	}
	uint32_t padded = (count + LANES - 1) / LANES * LANES;
	for (uint32_t d = 0; d < DX_DEEP_HEAD; d++) {
		for (uint32_t k = count; k < padded; k++) turned[d][k] = 0;
	}
}

/* How much each key counts for one query: softmax of the products, unscaled; returns what they sum up to. */
KERNEL float weigh(const float *query, float turned[DX_DEEP_HEAD][KEYS], uint32_t count, float *weights) {
	v16 top = all(-1e30f);
	for (uint32_t k = 0; k < count; k += LANES) {
		v16 s = {0};
		for (uint32_t d = 0; d < DX_DEEP_HEAD; d++) s = FMA(all(query[d]), get(turned[d] + k), s);
		s *= 0.176776695f; /* 1 / sqrt(32) */
		put(weights + k, s);
	}
	for (uint32_t k = count; k % LANES; k++) weights[k] = -1e30f;
	for (uint32_t k = 0; k < count; k += LANES) {
		v16 s = get(weights + k);
		top = choose(s > top, s, top);
	}
	float most[LANES];
	put(most, top);
	for (int i = 1; i < LANES; i++)
		if (most[i] > most[0]) most[0] = most[i];
	v16 sum = {0};
	for (uint32_t k = 0; k < count; k += LANES) {
		v16 e = exp_of(get(weights + k) - most[0]);
		put(weights + k, e);
		sum += e;
	}
	for (uint32_t k = count; k % LANES; k++) weights[k] = 0;
	return sum_of(sum);
}

KERNEL void attend(const float *qkv, uint32_t count, float *out) {
	float turned[DX_DEEP_HEAD][KEYS], weights[KEYS];
	turn(qkv + DX_DEEP_WIDTH, count, turned);
	for (uint32_t q = 0; q < count; q++) {
		float scale = 1 / weigh(qkv + (size_t)q * 3 * DX_DEEP_WIDTH, turned, count, weights);
		v16 a = {0}, b = {0};
		for (uint32_t k = 0; k < count; k++) {
			const float *value = qkv + (size_t)k * 3 * DX_DEEP_WIDTH + 2 * (size_t)DX_DEEP_WIDTH;
			v16 w = all(weights[k]);
			a = FMA(w, get(value), a);
			b = FMA(w, get(value + LANES), b);
		}
		put(out + (size_t)q * DX_DEEP_WIDTH, a * scale);
		put(out + (size_t)q * DX_DEEP_WIDTH + LANES, b * scale);
	}
}

/* What is left of a sum of bytes: the zero taken out, scaled, the bias put in. */
KERNEL inline __attribute__((always_inline)) v16 scaled(i16 sum, const dx_deep_matrix *m, const dx_deep_bytes *in,
                                                        uint32_t row, uint32_t output) {
	i16 sums;
	memcpy(&sums, m->sum + output, sizeof sums);
	v16 x = __builtin_convertvector(sum - sums * in->zero[row], v16);
	return FMA(x * in->scale[row], get(m->scale + output), get(m->bias + output));
}
