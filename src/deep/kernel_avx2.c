#include "deep/kernel.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define KERNEL static __attribute__((target("avx2,fma"), unused))
#define VEC 8
#define FMA(a, b, c) ((vec)_mm256_fmadd_ps((__m256)(a), (__m256)(b), (__m256)(c)))
#define MORE(a, b) ((vec)_mm256_max_ps((__m256)(a), (__m256)(b)))
#define LESS(a, b) ((vec)_mm256_min_ps((__m256)(a), (__m256)(b)))
#define STRIP_ROWS 3
#define STRIP_WIDTH 2
#include "deep/kernel_body.inc"

INLINE ivec dot(ivec sum, ivec x, ivec w) {
	__m256i pairs = _mm256_maddubs_epi16((__m256i)x, (__m256i)w);
	return sum + (ivec)_mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
}

INLINE ivec dot_halves(ivec sum, ivec x, ivec w) { return sum + (ivec)_mm256_madd_epi16((__m256i)x, (__m256i)w); }

INLINE float greatest_of(vec v) {
	__m128 x = _mm_max_ps(_mm256_castps256_ps128((__m256)v), _mm256_extractf128_ps((__m256)v, 1));
	x = _mm_max_ps(x, _mm_movehl_ps(x, x));
	return _mm_cvtss_f32(_mm_max_ss(x, _mm_movehdup_ps(x)));
}

INLINE int32_t whole_of(ivec v) {
	__m128i x = _mm_add_epi32(_mm256_castsi256_si128((__m256i)v), _mm256_extracti128_si256((__m256i)v, 1));
	x = _mm_add_epi32(x, _mm_shuffle_epi32(x, 0x4E));
	return _mm_cvtsi128_si32(_mm_add_epi32(x, _mm_shuffle_epi32(x, 0xB1)));
}

INLINE void put_bytes(void *to, ivec v) {
	const __m256i lowest = _mm256_set1_epi32(0x0C080400);
	__m256i x = _mm256_shuffle_epi8((__m256i)v, lowest);
	_mm_storel_epi64(to, _mm_unpacklo_epi32(_mm256_castsi256_si128(x), _mm256_extracti128_si256(x, 1)));
}

INLINE void put_halves(void *to, ivec v) {
	_mm_storeu_si128(to, _mm_packus_epi32(_mm256_castsi256_si128((__m256i)v), _mm256_extracti128_si256((__m256i)v, 1)));
}

static const dx_deep_kernel kernel = {"avx2", multiply, quantise, normalise, gelu, attend, label};
const dx_deep_kernel *dx_deep_kernel_avx2(void) { return &kernel; }
#else
const dx_deep_kernel *dx_deep_kernel_avx2(void) { return NULL; }
#endif
