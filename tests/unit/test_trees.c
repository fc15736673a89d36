/* Boosted trees at run time: a small model laid out by hand, walked, and spoilt in every way. */
#include "tag/trees.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

enum { WIDTH = 3, NODES = 9, POINTS = 3 };

/* Two trees and what fills them up to a lot, which is a leaf of nought. */
typedef struct model {
	dx_trees_file head;
	uint32_t trees[DX_TREES_ABREAST];
	dx_tree_node nodes[NODES];
	float points[2 * POINTS];
} model;

static model small(void) {
	model m = {{"dxtree1", WIDTH, DX_TREES_ABREAST, NODES, POINTS, 0.5f, {0}},
	           {0},
	           {{.step = 0}},
	           {-1, 0.125f, 0, 0.25f, 2, 0.75f}};
	const dx_tree_node nodes[NODES] = {
	    {1.5f, 0, 1, 1}, /* first tree: x0 > 1.5, then to the right x2 > -1 */
	    {-0.25f, 0, 0, 0}, {-1, 2, 1, 1}, {1, 0, 0, 0}, {2, 0, 0, 0}, {0, 1, 1, 1}, /* second tree: x1 > 0 */
	    {-4, 0, 0, 0},     {8, 0, 0, 0},  {0, 0, 0, 0},
	};
	memcpy(m.nodes, nodes, sizeof nodes);
	for (int i = 0; i < DX_TREES_ABREAST - 2; i++) m.trees[i] = 8;
	m.trees[DX_TREES_ABREAST - 2] = 5 | 1u << 24;
	m.trees[DX_TREES_ABREAST - 1] = 0 | 2u << 24;
	return m;
}

static dx_slice bytes_of(const model *m) { return (dx_slice){(const char *)m, sizeof *m}; }

static float score(float a, float b, float c) {
	_Alignas(64) const model m = small();
	dx_trees trees;
	assert_true(dx_trees_open(&trees, bytes_of(&m)));
	return dx_trees_score(&trees, (const float[WIDTH]){a, b, c});
}

static void score_is_the_sum_of_the_leaves(void **state) {
	(void)state;
	assert_float_equal(score(0, 1, 0), 0.5f - 0.25f + 8, 1e-6f);
	assert_float_equal(score(1.5f, 0, 5), 0.5f - 0.25f - 4, 1e-6f); /* what is equal goes left */
	assert_float_equal(score(2, 1, -2), 0.5f + 1 + 8, 1e-6f);
	assert_float_equal(score(2, -1, 0), 0.5f + 2 - 4, 1e-6f);
	assert_float_equal(score(INFINITY, -INFINITY, NAN), 0.5f + 1 - 4, 1e-6f);
}

static void probability_is_the_curve_or_the_sigmoid(void **state) {
	(void)state;
	_Alignas(64) model m = small();
	dx_trees trees;
	const float low[WIDTH] = {2, -1, 0}, high[WIDTH] = {2, 1, 0}; /* scores -1.5 and 10.5 */
	assert_true(dx_trees_open(&trees, bytes_of(&m)));
	assert_float_equal(dx_trees_probability(&trees, low), 0.125f, 1e-6f);
	assert_float_equal(dx_trees_probability(&trees, high), 0.75f, 1e-6f);
	m.head.points = 0;
	assert_true(dx_trees_open(&trees, bytes_of(&m)));
	assert_float_equal(dx_trees_probability(&trees, low), 1 / (1 + expf(1.5f)), 1e-6f);
}

static void curve_is_straight_between_its_points(void **state) {
	(void)state;
	const float points[] = {-1, 0.125f, 0, 0.25f, 2, 0.75f};
	const dx_isotonic curve = {points, POINTS}, one = {points, 1};
	const float expected[][2] = {{-INFINITY, 0.125f}, {-1, 0.125f}, {-0.5f, 0.1875f}, {0, 0.25f},
	                             {1, 0.5f},           {2, 0.75f},   {INFINITY, 0.75f}};
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		assert_float_equal(dx_isotonic_at(&curve, expected[i][0]), expected[i][1], 1e-6f);
		assert_float_equal(dx_isotonic_at(&one, expected[i][0]), 0.125f, 1e-6f);
	}
}

static void bytes_that_lead_astray_are_refused(void **state) {
	(void)state;
	dx_trees trees;
	_Alignas(64) model m = small();
	for (size_t len = 0; len < sizeof m; len++) assert_false(dx_trees_open(&trees, (dx_slice){(const char *)&m, len}));
#define REFUSED(change)                                                                                                \
	do {                                                                                                               \
		m = small();                                                                                                   \
		change;                                                                                                        \
		assert_false(dx_trees_open(&trees, bytes_of(&m)));                                                             \
	} while (0)
	REFUSED(m.head.magic[0] = 'x');
	REFUSED(m.head.trees = 1);
	REFUSED(m.head.trees = UINT32_MAX - 7);
	REFUSED(m.head.nodes = UINT32_MAX);
	REFUSED(m.head.points = UINT32_MAX);
	REFUSED(m.head.width = 2);
	REFUSED(m.head.base = NAN);
	REFUSED(m.trees[0] = NODES);
	REFUSED(m.nodes[2].feature = WIDTH);
	REFUSED(m.nodes[0].step = 0); /* a node that leads to itself */
	REFUSED(m.nodes[0].inner = 2);
	REFUSED(m.nodes[1].step = 1); /* a leaf that leads on */
	REFUSED(m.nodes[5].step = 3); /* the right child is behind the end */
	REFUSED(m.nodes[1].threshold = INFINITY);
	REFUSED(m.points[2] = -1);      /* scores that do not rise */
	REFUSED(m.points[3] = 0.0625f); /* probabilities that fall */
	REFUSED(m.points[5] = 1.5f);
#undef REFUSED
}

/* Whatever passes must not read outside: for the sanitizers. */
static void spoilt_bytes_do_no_harm(void **state) {
	(void)state;
	uint64_t random = 7;
	float *x = malloc(WIDTH * sizeof *x);
	model *m = malloc(sizeof *m);
	assert_non_null(x);
	assert_non_null(m);
	for (int i = 0; i < WIDTH; i++) x[i] = (float)i;
	for (int round = 0; round < 20000; round++) {
		*m = small();
		for (int k = 0; k < 1 + round % 3; k++) {
			random = random * 6364136223846793005u + 1442695040888963407u;
			((uint8_t *)m)[(random >> 33) % sizeof *m] = (uint8_t)(random >> 25);
		}
		dx_trees trees;
		if (m->head.width <= WIDTH && dx_trees_open(&trees, bytes_of(m))) dx_trees_probability(&trees, x);
	}
	free(m);
	free(x);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(score_is_the_sum_of_the_leaves),
	    cmocka_unit_test(probability_is_the_curve_or_the_sigmoid),
	    cmocka_unit_test(curve_is_straight_between_its_points),
	    cmocka_unit_test(bytes_that_lead_astray_are_refused),
	    cmocka_unit_test(spoilt_bytes_do_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
