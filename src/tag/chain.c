#include "tag/chain.h"

#include <math.h>
#include <string.h>

static const float never = -1e4f;

typedef float dx_row __attribute__((vector_size(32)));

void dx_chain_forbid(dx_chain *chain) {
	for (unsigned a = 0; a < DX_L_LANES; a++) {
		for (unsigned b = 0; b < DX_L_LANES; b++) {
			if (a >= DX_L_COUNT || b >= DX_L_COUNT || !dx_label_follows(a, b)) chain->next[a][b] = never;
		}
		if (a >= DX_L_COUNT || (a && a % 2 == 0)) chain->first[a] = never;
	}
}

/* Likelihoods are e^-60 or more: with two such weights a product stays within what a float holds. */
static bool good_weight(float w) { return w >= -20 && w <= 20; }

bool dx_chain_good(const dx_chain *chain) {
	for (unsigned a = 0; a < DX_L_COUNT; a++) {
		if (dx_label_follows(DX_L_NONE, a) && !good_weight(chain->first[a])) return false;
		for (unsigned b = 0; b < DX_L_COUNT; b++) {
			if (dx_label_follows(a, b) && !good_weight(chain->next[a][b])) return false;
		}
	}
	return true;
}

void dx_chain_best(const dx_chain *chain, const float (*score)[DX_L_LANES], uint32_t n, uint8_t *best,
                   dx_arena *arena) {
	if (!n) return;
	uint8_t(*from)[DX_L_LANES] = dx_alloc_raw(arena, n * sizeof *from);
	float now[DX_L_LANES], then[DX_L_LANES];
	for (unsigned l = 0; l < DX_L_COUNT; l++) now[l] = chain->first[l] + score[0][l];
	for (uint32_t i = 1; i < n; i++) {
		memcpy(then, now, sizeof then);
		for (unsigned b = 0; b < DX_L_COUNT; b++) {
			unsigned at = 0;
			float top = then[0] + chain->next[0][b];
			for (unsigned a = 1; a < DX_L_COUNT; a++) {
				float v = then[a] + chain->next[a][b];
				if (v > top) top = v, at = a;
			}
			now[b] = top + score[i][b];
			from[i][b] = (uint8_t)at;
		}
	}
	unsigned at = 0;
	for (unsigned l = 1; l < DX_L_COUNT; l++) {
		if (now[l] > now[at]) at = l;
	}
	for (uint32_t i = n; i-- > 0;) {
		best[i] = (uint8_t)at;
		if (i) at = from[i][at];
	}
}

/* Rows go by pointer: how a vector of this size is passed depends on the machine's extensions. */
static inline float sum_of(const dx_row *v) {
	return (*v)[0] + (*v)[1] + (*v)[2] + (*v)[3] + (*v)[4] + (*v)[5] + (*v)[6];
}

/* Relative to the best label's, whose logarithm is returned; never so small that a product of a few is nought. */
static float likelihoods(dx_row *out, const float score[DX_L_LANES]) {
	float top = score[0];
	for (unsigned l = 1; l < DX_L_COUNT; l++) top = score[l] > top ? score[l] : top;
	*out = (dx_row){0};
	for (unsigned l = 0; l < DX_L_COUNT; l++) {
		float below = score[l] - top;
		(*out)[l] = expf(below > -60 ? below : -60);
	}
	return top;
}

double dx_chain_shares(const dx_chain *chain, const float (*score)[DX_L_LANES], uint32_t n, float (*share)[DX_L_LANES],
                       dx_arena *arena) {
	if (!n) return 0;
	dx_row *alpha = dx_alloc_raw(arena, (n + 1) * 2 * sizeof *alpha + 32);
	alpha = (dx_row *)(((uintptr_t)alpha + 31) & ~(uintptr_t)31);
	dx_row *here = alpha + n, step[DX_L_LANES], back[DX_L_LANES] = {{0}};
	double log_sum = 0;
	for (unsigned a = 0; a < DX_L_COUNT; a++) {
		for (unsigned b = 0; b < DX_L_LANES; b++) step[a][b] = b < DX_L_COUNT ? expf(chain->next[a][b]) : 0;
	}
	for (unsigned a = 0; a < DX_L_COUNT; a++) {
		for (unsigned b = 0; b < DX_L_COUNT; b++) back[b][a] = step[a][b];
	}
	for (uint32_t i = 0; i < n; i++) {
		float most = likelihoods(&here[i], score[i]);
		dx_row sum = {0};
		if (i == 0) {
			for (unsigned l = 0; l < DX_L_COUNT; l++) sum[l] = expf(chain->first[l]);
		} else {
			for (unsigned a = 0; a < DX_L_COUNT; a++) sum += alpha[i - 1][a] * step[a];
		}
		sum *= here[i];
		float all = sum_of(&sum);
		alpha[i] = sum / all;
		log_sum += (double)logf(all) + most;
	}
	dx_row beta = {1, 1, 1, 1, 1, 1, 1, 0};
	for (uint32_t i = n; i-- > 0;) {
		dx_row both = alpha[i] * beta;
		both /= sum_of(&both);
		memcpy(share[i], &both, sizeof both);
		dx_row behind = beta * here[i];
		beta = (dx_row){0};
		for (unsigned b = 0; b < DX_L_COUNT; b++) beta += behind[b] * back[b];
		beta /= sum_of(&beta);
	}
	return log_sum;
}
