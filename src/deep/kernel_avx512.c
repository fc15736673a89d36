#include "deep/kernel.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define KERNEL static __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma"), unused))
#define VEC 16
#define FMA(a, b, c) ((vec)_mm512_fmadd_ps((__m512)(a), (__m512)(b), (__m512)(c)))
#define MORE(a, b) ((vec)_mm512_max_ps((__m512)(a), (__m512)(b)))
#define LESS(a, b) ((vec)_mm512_min_ps((__m512)(a), (__m512)(b)))
#define STRIP_ROWS 6
#define STRIP_WIDTH 4
#include "deep/kernel_body.inc"

/* As an intrinsic function it makes gcc 12 copy every sum twice. */
INLINE ivec dot(ivec sum, ivec x, ivec w) {
	__asm__("vpdpbusd %2, %1, %0" : "+v"(sum) : "v"(x), "v"(w));
	return sum;
}

INLINE ivec dot_halves(ivec sum, ivec x, ivec w) {
	__asm__("vpdpwssd %2, %1, %0" : "+v"(sum) : "v"(x), "v"(w));
	return sum;
}

INLINE float greatest_of(vec v) { return _mm512_reduce_max_ps((__m512)v); }
INLINE int32_t whole_of(ivec v) { return _mm512_reduce_add_epi32((__m512i)v); }
INLINE void put_bytes(void *to, ivec v) { _mm_storeu_si128(to, _mm512_cvtepi32_epi8((__m512i)v)); }
INLINE void put_halves(void *to, ivec v) { _mm256_storeu_si256(to, _mm512_cvtepi32_epi16((__m512i)v)); }

static const dx_deep_kernel kernel = {"avx512", multiply, quantise, normalise, gelu, attend, label};
const dx_deep_kernel *dx_deep_kernel_avx512(void) { return &kernel; }
#else
const dx_deep_kernel *dx_deep_kernel_avx512(void) { return NULL; }
#endif
