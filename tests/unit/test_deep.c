/* The transformer: word pieces, windows, kernels, damaged files. What it should score, tests/check-deep.py knows. */
#include "deep/deep.h"
#include "pipeline/engine.h"

#include "article.h"
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static dx_lexicon *lexicon;
static dx_deep *deep;
static dx_arena arena;

static int set_up(void **state) {
	(void)state;
	dixit_error error = {0};
	dx_arena_init(&arena);
	dixit_status status = dx_lexicon_new(&lexicon, NULL, &error);
	if (!status) status = dx_deep_new(&deep, NULL, NULL, &error);
	if (status) print_error("%s: %s\n", error.file, error.message);
	return status != DIXIT_OK;
}

static int tear_down(void **state) {
	(void)state;
	dx_deep_free(deep);
	dx_lexicon_free(lexicon);
	dx_arena_free(&arena);
	return 0;
}

static dx_text make(const char *s) {
	dx_text text;
	dx_article article = article_of_lines(dx_slice_of(s), &arena);
	dx_text_make(&text, &article, lexicon, &arena);
	return text;
}

/* --- pieces ------------------------------------------------------------------------------------------------------ */

/* The word as its pieces, parted by blanks. */
static const char *cut(const char *word) {
	uint32_t pieces[64], n = dx_pieces_of(&deep->pieces, dx_slice_of(word), pieces, 64);
	char *out = dx_alloc(&arena, 4096);
	for (uint32_t i = 0, at = 0; i < n; i++) {
		const dx_deep_model *m = &deep->model;
		uint32_t from = m->piece_at[pieces[i]];
		at += (uint32_t)snprintf(out + at, 4096 - at, "%s%.*s", i ? " " : "", (int)(m->piece_at[pieces[i] + 1] - from),
		                         m->letters + from);
	}
	return out;
}

static void words_become_pieces(void **state) {
	(void)state;
	assert_int_equal(dx_arena_guard(&arena), 0);
	assert_string_equal(cut("minister"), "minister");
	assert_string_equal(cut("Minister"), "minister");
	assert_string_equal(cut("MINISTÈRE"), cut("ministere"));
	assert_string_equal(cut("U.N."), "u . n .");
	assert_string_equal(cut("don't"), "don ' t");
	assert_string_equal(cut("\xE2\x80\x9C"), "\xE2\x80\x9C");
	assert_string_equal(cut("\xF0\x9F\x98\x80"), "[UNK]");
	assert_string_equal(cut(""), "[UNK]");
	assert_string_equal(cut("x\xCC\x81y"), cut("xy")); /* a mark on a letter is dropped */
}

/* The pieces of a word, put together, are the word; the longest that fits comes first. */
static void pieces_are_the_word(void **state) {
	(void)state;
	static const char *const words[] = {"unpronounceable", "Qadirabad", "zzyzx", "co-signatories", "2,400-strong"};
	assert_int_equal(dx_arena_guard(&arena), 0);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		char whole[128] = "";
		size_t at = 0;
		for (const char *p = cut(words[i]); *p; p++) {
			if (*p == ' ' || (*p == '#' && p[1] == '#')) {
				p += *p == '#';
				continue;
			}
			whole[at++] = *p;
		}
		whole[at] = 0;
		assert_int_equal(strcasecmp(whole, words[i]), 0);
	}
}

static void a_very_long_word_is_unknown(void **state) {
	(void)state;
	char word[300];
	assert_int_equal(dx_arena_guard(&arena), 0);
	memset(word, 'a', sizeof word);
	word[101] = 0;
	assert_string_equal(cut(word), "[UNK]");
	word[100] = 0;
	assert_string_not_equal(cut(word), "[UNK]");
}

/* --- scores ------------------------------------------------------------------------------------------------------ */

typedef float scores[DX_L_LANES];

static scores *score(const dx_text *text, const dx_deep *by) {
	scores *out = dx_alloc(&arena, (text->token_count + 1) * sizeof *out);
	dx_deep_scores(out, text, by, &arena);
	return out;
}

static const char article[] = "Harbour dispute drags on\n"
                              "The port authority of Lindholm said on Tuesday that it had received no offer from the "
                              "dockers' union, and that the "
                              "cranes would stand still until one came.\n"
                              "\"We are not asking for the moon,\" said Ines Okafor, who leads the union. \"We are "
                              "asking for what was signed.\"\n"
                              "She added that the talks in Vessby had been \"a waste of a good afternoon\".\n";

/* All kernels that this machine can run give the same bits. */
static void kernels_say_the_same(void **state) {
	(void)state;
	static const char *const names[] = {"avx512", "avx2", "plain"};
	assert_int_equal(dx_arena_guard(&arena), 0);
	dx_text text = make(article);
	const scores *wanted = (const scores *)score(&text, deep);
	unsigned ran = 0;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		dx_deep *other;
		dixit_error error = {0};
		dixit_status status = dx_deep_new(&other, NULL, names[i], &error);
		if (status) {
			assert_int_equal(status, DIXIT_E_USAGE);
			continue;
		}
		assert_string_equal(other->kernel->name, names[i]);
		assert_memory_equal(score(&text, other), wanted, text.token_count * sizeof *wanted);
		dx_deep_free(other);
		ran++;
	}
	assert_true(ran >= 1);
	dx_deep *none;
	assert_int_equal(dx_deep_new(&none, NULL, "abacus", NULL), DIXIT_E_USAGE);
	assert_null(none);
}

enum { QKV = 3 * DX_DEEP_WIDTH };

static float some_float(uint32_t *seed) {
	return (float)((*seed = *seed * 1664525u + 1013904223u) >> 8) / (1 << 22) - 2;
}

/* Columns that are constant, of two neighbouring floats, of no size, and others. */
static void fill(float (*qkv)[QKV], int rows) {
	uint32_t seed = 1;
	for (int r = 0; r < rows; r++) {
		for (int i = 0; i < QKV; i++) {
			float x = some_float(&seed);
			bool odd = r & 1;
			if (i % 5 == 1) x = odd ? 1 : 1 + 0x1p-23f * (float)(i % 64);
			if (i % 5 == 2) x = -3;
			if (i % DX_DEEP_WIDTH < DX_DEEP_HEAD) x = i % 2 ? 0 : x; /* the first head */
			if (i < DX_DEEP_HEAD || (i >= DX_DEEP_WIDTH && i < DX_DEEP_WIDTH + DX_DEEP_HEAD)) x = 0;
			qkv[r][i] = x;
		}
	}
}

static void heads_are_the_same_by_all_kernels(void **state) {
	(void)state;
	static const uint32_t counts[] = {1, 2, 3, 15, 16, 17, 31, 32, 33, 201, 202};
	static const char *const names[] = {"avx512", "avx2"};
	static float qkv[DX_DEEP_PLACES][QKV], out[2][DX_DEEP_PLACES][DX_DEEP_WIDTH];
	fill(qkv, DX_DEEP_PLACES);
	for (size_t n = 0; n < sizeof counts / sizeof *counts; n++) {
		for (int k = 0; k < 2; k++) {
			const dx_deep_kernel *kernel = dx_deep_kernel_of(names[k]), *plain = dx_deep_kernel_of("plain");
			assert_non_null(plain);
			if (!kernel) continue;
			memset(out, 0, sizeof out);
			for (int h = 0; h < DX_DEEP_HEADS; h++) {
				plain->attend(qkv[0] + h * DX_DEEP_HEAD, counts[n], out[0][0] + h * DX_DEEP_HEAD);
				kernel->attend(qkv[0] + h * DX_DEEP_HEAD, counts[n], out[1][0] + h * DX_DEEP_HEAD);
			}
			assert_memory_equal(out[0], out[1], sizeof out[0]);
			float sum = 0; /* queries of no size: all values weigh the same */
			for (uint32_t r = 0; r < counts[n]; r++) sum += qkv[r][2 * DX_DEEP_WIDTH];
			assert_float_equal(out[1][0][0], sum / (float)counts[n], 0.01f);
		}
	}
}

/* The largest products that a matrix may bring do not overflow. */
static void products_are_exact_by_all_kernels(void **state) {
	(void)state;
	enum { ROWS = 6, OUTPUTS = 64, INPUTS = 384 };
	static const char *const names[] = {"avx512", "avx2", "plain"};
	static const int8_t pairs[4][2] = {{127, 1}, {64, 64}, {-127, -1}, {-64, -64}};
	static int8_t packed[OUTPUTS * INPUTS];
	static uint8_t bytes[ROWS * INPUTS];
	static float out[ROWS * OUTPUTS];
	float scale[OUTPUTS], bias[OUTPUTS] = {0}, row_scale[ROWS];
	int32_t sum[OUTPUTS] = {0}, zero[ROWS] = {0};
	for (int i = 0; i < OUTPUTS * INPUTS; i++) packed[i] = pairs[i / 4 % 4][i % 2]; /* by output, as four of them lie */
	for (int o = 0; o < OUTPUTS; o++) scale[o] = 1;
	for (int r = 0; r < ROWS; r++) row_scale[r] = 1;
	memset(bytes, 255, sizeof bytes);
	dx_deep_matrix m = {packed, scale, bias, sum, OUTPUTS, INPUTS};
	dx_deep_bytes in = {bytes, row_scale, zero};
	for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
		const dx_deep_kernel *kernel = dx_deep_kernel_of(names[k]);
		if (!kernel) continue;
		kernel->multiply(&m, &in, ROWS, out);
		for (int i = 0; i < ROWS * OUTPUTS; i++)
			assert_float_equal(out[i], 255.0f * 128 * INPUTS / 2 * (i % 4 < 2 ? 1 : -1), 0);
	}
}

/* What is fitted and what is rounded to whole numbers is near what it stands for, in double precision. */
static void arithmetic_is_near(void **state) {
	(void)state;
	enum { COUNT = 37 };
	float x[1808];
	for (int i = 0; i < 1808; i++) x[i] = (float)(i - 904) / 100;
	deep->kernel->gelu(x, 1808);
	for (int i = 0; i < 1808; i++) {
		double v = (double)(float)((i - 904) / 100.0);
		assert_float_equal(x[i], 0.5 * v * (1 + erf(v / sqrt(2))), 1e-4f);
	}
	static float qkv[COUNT][QKV], out[COUNT][DX_DEEP_WIDTH];
	uint32_t seed = 1;
	for (int r = 0; r < COUNT; r++)
		for (int i = 0; i < QKV; i++) qkv[r][i] = some_float(&seed);
	deep->kernel->attend(qkv[0], COUNT, out[0]);
	for (int r = 0; r < COUNT; r++) {
		double weight[COUNT], sum = 0;
		for (int k = 0; k < COUNT; k++) {
			double product = 0;
			for (int d = 0; d < DX_DEEP_HEAD; d++) product += (double)qkv[r][d] * (double)qkv[k][DX_DEEP_WIDTH + d];
			sum += weight[k] = exp(product / sqrt(DX_DEEP_HEAD));
		}
		for (int d = 0; d < DX_DEEP_HEAD; d++) {
			double wanted = 0;
			for (int k = 0; k < COUNT; k++) wanted += weight[k] / sum * (double)qkv[k][2 * DX_DEEP_WIDTH + d];
			assert_float_equal(out[r][d], wanted, 0.05f);
		}
	}
}

static bool has(const dx_text *text, const dx_labels *labels, unsigned begin, const char *words) {
	for (uint32_t i = 0, b; i < text->token_count; i++) {
		if (labels->label[i] != begin) continue;
		for (b = i + 1; b < text->token_count && labels->label[b] == begin + 1;) b++;
		if (dx_slice_eq(dx_cut(text->bytes, text->tokens[i].start, text->tokens[b - 1].end), dx_slice_of(words)))
			return true;
	}
	return false;
}

static void labels_are_found(void **state) {
	(void)state;
	assert_int_equal(dx_arena_guard(&arena), 0);
	dx_text text = make(article);
	dx_labels labels;
	dx_deep_label(&labels, &text, deep, &arena);
	assert_true(has(&text, &labels, DX_L_SOURCE, "The port authority of Lindholm"));
	assert_true(has(&text, &labels, DX_L_CUE, "said"));
	assert_true(has(&text, &labels, DX_L_CUE, "added"));
	for (uint32_t i = 0; i < text.token_count; i++) {
		float sum = 0;
		for (unsigned l = 0; l < DX_L_COUNT; l++) sum += labels.share[i][l];
		assert_float_equal(sum, 1, 1e-3f);
	}
}

/* One paragraph far longer than a window, sentences without end, words of many pieces, no words at all. */
static void any_length_is_read(void **state) {
	(void)state;
	enum { MOST = 60000 };
	assert_int_equal(dx_arena_guard(&arena), 0);
	char *s = dx_alloc(&arena, MOST + 64);
	static const char *const parts[] = {"said ", "Xqzwvkjh-Brrtlpfgh ", "no. ", "\n", ", "};
	for (size_t kind = 0; kind < sizeof parts / sizeof *parts; kind++) {
		size_t at = 0;
		for (size_t n = 1; at < MOST / 8; n++) {
			const char *part = n % 97 ? parts[kind] : parts[(kind + n) % 5];
			memcpy(s + at, part, strlen(part));
			at += strlen(part);
		}
		s[at] = 0;
		dx_text text = make(s);
		dx_labels labels;
		dx_deep_label(&labels, &text, deep, &arena);
		for (uint32_t i = 0; i < text.token_count; i++) {
			assert_true(labels.label[i] < DX_L_COUNT);
			assert_true(isfinite(labels.share[i][0]));
		}
	}
}

/* What stands in a window before and behind changes the scores of a paragraph; what stands in another one does not. */
static void neighbours_are_seen(void **state) {
	(void)state;
	assert_int_equal(dx_arena_guard(&arena), 0);
	dx_text alone = make("The plan would fail.\n"), among = make("\"Yes,\" Ms. Okafor said.\nThe plan would fail.\n");
	const scores *a = (const scores *)score(&alone, deep), *b = (const scores *)score(&among, deep);
	assert_memory_not_equal(a, b + (among.token_count - alone.token_count), alone.token_count * sizeof *a);
}

/* --- files ------------------------------------------------------------------------------------------------------- */

static void put(const char *path, dx_slice bytes) {
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, f), bytes.len);
	assert_int_equal(fclose(f), 0);
}

static void damaged_files_are_refused(void **state) {
	(void)state;
	char dir[] = "/tmp/dixit-deep-XXXXXX", path[64];
	const char *packed = (const char *)deep->model.layers[5].outer.packed;
	size_t pair = (size_t)(packed - deep->files[DX_DEEP_MODEL].bytes.ptr);
	assert_non_null(mkdtemp(dir));
	for (int i = DX_DEEP_MODEL; i <= DX_DEEP_STATEMENT; i++) {
		const dx_model_file *file = &deep->files[i];
		snprintf(path, sizeof path, "%s/%s", dir, file->name);
		char *copy = malloc(file->bytes.len);
		assert_non_null(copy);
		memcpy(copy, file->bytes.ptr, file->bytes.len);
		for (int damage = 0; damage < (i == DX_DEEP_MODEL ? 5 : 4); damage++) {
			dx_slice bytes = {copy, file->bytes.len};
			dixit_error error = {0};
			dx_deep *other = NULL;
			if (damage == 1) bytes.len -= 64;
			if (damage == 2) copy[0] ^= 1;
			if (damage == 3) bytes.len = 0;
			if (damage == 4)
				copy[0] ^= 1, copy[pair] = copy[pair + 1] = 127; /* a sum of their products would overflow */
			put(path, bytes);
			dixit_status status = dx_deep_new(&other, dir, NULL, &error);
			assert_int_equal(status, damage ? DIXIT_E_FORMAT : DIXIT_OK);
			if (damage) assert_string_equal(error.file, path);
			dx_deep_free(other);
		}
		free(copy);
		assert_int_equal(unlink(path), 0);
	}
	assert_int_equal(rmdir(dir), 0);
}

/* The public way: asked for twice it is the same, and an engine that cannot have it goes on without. */
static void engine_takes_it_when_asked(void **state) {
	(void)state;
	dixit_engine *engine;
	dixit_error error = {0};
	assert_int_equal(dixit_engine_new(&engine, NULL, NULL, &error), DIXIT_OK);
	assert_ptr_equal(engine->tagger.model, engine->models);
	assert_int_equal(dixit_engine_accurate(engine, &error), DIXIT_OK);
	const dx_deep *first = engine->deep;
	assert_ptr_equal(engine->tagger.model, first);
	assert_int_equal(dixit_engine_accurate(engine, &error), DIXIT_OK);
	assert_ptr_equal(engine->deep, first);
	dixit_engine_free(engine);
	char dir[] = "/tmp/dixit-deep-XXXXXX", path[2][64];
	unsigned count;
	dx_models *models;
	assert_non_null(mkdtemp(dir));
	assert_int_equal(dx_models_new(&models, NULL, &error), DIXIT_OK);
	snprintf(path[0], sizeof path[0], "%s/source.bin", dir);
	snprintf(path[1], sizeof path[1], "%s/deep.bin", dir);
	const dx_model_file *files = dx_models_files(models, &count);
	for (unsigned i = 0; i < count; i++)
		if (strcmp(files[i].name, "source.bin") == 0) put(path[0], files[i].bytes);
	put(path[1], dx_slice_of("no model"));
	assert_int_equal(dixit_engine_new(&engine, NULL, dir, &error), DIXIT_OK);
	assert_int_equal(dixit_engine_accurate(engine, &error), DIXIT_E_FORMAT);
	assert_string_equal(error.file, path[1]);
	assert_ptr_equal(engine->tagger.model, engine->models);
	dixit_engine_free(engine);
	dx_models_free(models);
	for (int i = 0; i < 2; i++) assert_int_equal(unlink(path[i]), 0);
	assert_int_equal(rmdir(dir), 0);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_become_pieces),
	    cmocka_unit_test(pieces_are_the_word),
	    cmocka_unit_test(a_very_long_word_is_unknown),
	    cmocka_unit_test(kernels_say_the_same),
	    cmocka_unit_test(heads_are_the_same_by_all_kernels),
	    cmocka_unit_test(products_are_exact_by_all_kernels),
	    cmocka_unit_test(arithmetic_is_near),
	    cmocka_unit_test(labels_are_found),
	    cmocka_unit_test(any_length_is_read),
	    cmocka_unit_test(neighbours_are_seen),
	    cmocka_unit_test(damaged_files_are_refused),
	    cmocka_unit_test(engine_takes_it_when_asked),
	};
	return cmocka_run_group_tests_name("deep", tests, set_up, tear_down);
}
