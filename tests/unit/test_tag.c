/* What learned models are made of: the chain of labels, tables of weights, labels of spans, the files that are opened.
 */
#include "tag/label.h"
#include "tag/models.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* --- random numbers ------------------------------------------------------------------------------------------ */

static uint64_t state_of_random = 1;

static uint32_t any(void) {
	state_of_random = state_of_random * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(state_of_random >> 33);
}

static float within(float most) { return ((float)any() / 1073741824.0f - 1) * most; }

/* --- chain --------------------------------------------------------------------------------------------------- */

enum { LONGEST = 6 };

typedef float scores[DX_L_LANES];

static void make_chain(dx_chain *chain, float most) {
	for (unsigned a = 0; a < DX_L_LANES; a++) {
		chain->first[a] = within(most);
		for (unsigned b = 0; b < DX_L_LANES; b++) chain->next[a][b] = within(most);
	}
	dx_chain_forbid(chain);
}

static void make_scores(scores *score, uint32_t n, float most) {
	for (uint32_t i = 0; i < n; i++) {
		for (unsigned l = 0; l < DX_L_LANES; l++) score[i][l] = within(most);
	}
}

static bool allowed(const uint8_t *label, uint32_t n) {
	for (uint32_t i = 0; i < n; i++) {
		if (label[i] >= DX_L_COUNT || !dx_label_follows(i ? label[i - 1] : DX_L_NONE, label[i])) return false;
	}
	return true;
}

static double weight(const dx_chain *chain, const scores *score, const uint8_t *label, uint32_t n) {
	double sum = 0;
	for (uint32_t i = 0; i < n; i++) {
		sum += (double)score[i][label[i]];
		sum += (double)(i ? chain->next[label[i - 1]][label[i]] : chain->first[label[i]]);
	}
	return sum;
}

typedef struct truth {
	double best, all, share[LONGEST][DX_L_COUNT]; /* all: sum of the weights, not their logarithm */
} truth;

/* Every sequence there is, one by one. */
static truth brute(const dx_chain *chain, const scores *score, uint32_t n) {
	truth t = {.best = -INFINITY};
	uint32_t sequences = 1;
	for (uint32_t i = 0; i < n; i++) sequences *= DX_L_COUNT;
	for (uint32_t s = 0; s < sequences; s++) {
		uint8_t label[LONGEST];
		uint32_t rest = s;
		for (uint32_t i = 0; i < n; i++, rest /= DX_L_COUNT) label[i] = (uint8_t)(rest % DX_L_COUNT);
		if (!allowed(label, n)) continue;
		double w = weight(chain, score, label, n), e = exp(w);
		if (w > t.best) t.best = w;
		t.all += e;
		for (uint32_t i = 0; i < n; i++) t.share[i][label[i]] += e;
	}
	return t;
}

static void chain_is_what_all_sequences_say(void **state) {
	(void)state;
	dx_arena arena;
	dx_arena_init(&arena);
	for (int round = 0; round < 60; round++) {
		dx_chain chain;
		scores score[LONGEST], share[LONGEST];
		uint8_t label[LONGEST];
		uint32_t n = 1 + (uint32_t)round % LONGEST;
		make_chain(&chain, 1 + (float)(round % 4));
		make_scores(score, n, 1 + (float)(round % 5));
		truth t = brute(&chain, score, n);
		dx_chain_best(&chain, score, n, label, &arena);
		assert_true(allowed(label, n));
		assert_true(fabs(weight(&chain, score, label, n) - t.best) < 1e-4);
		assert_true(fabs(dx_chain_shares(&chain, score, n, share, &arena) - log(t.all)) < 1e-4);
		for (uint32_t i = 0; i < n; i++) {
			for (unsigned l = 0; l < DX_L_COUNT; l++)
				assert_true(fabs((double)share[i][l] - t.share[i][l] / t.all) < 1e-4);
			assert_true(share[i][DX_L_COUNT] == 0);
		}
		dx_arena_reset(&arena, 1 << 16);
	}
	dx_arena_free(&arena);
}

/* Each score by itself wants an inner label that nothing allows. */
static void chain_never_takes_what_is_forbidden(void **state) {
	(void)state;
	dx_arena arena;
	dx_arena_init(&arena);
	dx_chain chain = {0};
	dx_chain_forbid(&chain);
	scores score[4] = {{0}}, share[4];
	uint8_t label[4];
	score[0][DX_L_CONTENT_IN] = 20;
	score[1][DX_L_SOURCE_IN] = 21;
	score[2][DX_L_CUE_IN] = 22;
	score[3][DX_L_CONTENT_IN] = 23;
	dx_chain_best(&chain, (const scores *)score, 4, label, &arena);
	assert_true(allowed(label, 4));
	dx_chain_shares(&chain, (const scores *)score, 4, share, &arena);
	assert_true(share[0][DX_L_CONTENT_IN] < 1e-6f);
	for (uint32_t i = 0; i < 4; i++) {
		float sum = 0;
		for (unsigned l = 0; l < DX_L_COUNT; l++) sum += share[i][l];
		assert_true(fabsf(sum - 1) < 1e-5f);
	}
	dx_arena_free(&arena);
}

static void chain_of_many_tokens_keeps_its_measure(void **state) {
	(void)state;
	enum { MANY = 20000 };
	dx_arena arena;
	dx_arena_init(&arena);
	dx_chain chain;
	scores *score = dx_alloc(&arena, MANY * sizeof *score), *share = dx_alloc(&arena, MANY * sizeof *share);
	uint8_t *label = dx_alloc(&arena, MANY);
	make_chain(&chain, 2);
	make_scores(score, MANY, 8);
	dx_chain_best(&chain, (const scores *)score, MANY, label, &arena);
	assert_true(allowed(label, MANY));
	double all = dx_chain_shares(&chain, (const scores *)score, MANY, share, &arena);
	assert_true(isfinite(all) && all > weight(&chain, (const scores *)score, label, MANY));
	for (uint32_t i = 0; i < MANY; i++) {
		float sum = 0;
		for (unsigned l = 0; l < DX_L_COUNT; l++) sum += share[i][l];
		assert_true(fabsf(sum - 1) < 1e-4f);
	}
	assert_true(dx_chain_shares(&chain, (const scores *)score, 0, share, &arena) == 0);
	dx_arena_free(&arena);
}

/* --- tables of weights --------------------------------------------------------------------------------------- */

/* A file of a linear model with empty buckets, and room for what may follow them. */
typedef struct file {
	dx_linear_file head;
	uint8_t buckets[2 * 128];
	uint8_t rest[sizeof(dx_pass_tail) + 128];
} file;

static file linear_file(uint32_t width) {
	return (file){.head = {.magic = "dxlin1", .width = width, .buckets = 2, .scale = 0.5f}};
}

static size_t linear_size(const file *f) { return sizeof f->head + 2 * dx_linear_bucket_size(f->head.width); }

static dx_slice first_bytes(const file *f, size_t len) { return (dx_slice){(const char *)f, len}; }

static void linear_opens_each_width(void **state) {
	(void)state;
	static const uint32_t widths[] = {DX_NARROW, DX_DUAL, DX_WIDE};
	for (int i = 0; i < 3; i++) {
		_Alignas(64) file f = linear_file(widths[i]);
		dx_linear m;
		assert_true(dx_linear_open(&m, first_bytes(&f, linear_size(&f))));
		assert_int_equal(m.width, widths[i]);
		assert_int_equal(m.mask, 1);
		assert_true(m.scale == 0.5f);
		assert_ptr_equal(m.buckets, f.buckets);
		for (size_t len = 0; len < linear_size(&f); len++) assert_false(dx_linear_open(&m, first_bytes(&f, len)));
	}
}

static void linear_refuses_other_bytes(void **state) {
	(void)state;
	_Alignas(64) file f;
	dx_linear m;
#define REFUSED(change)                                                                                                \
	do {                                                                                                               \
		f = linear_file(DX_WIDE);                                                                                      \
		change;                                                                                                        \
		assert_false(dx_linear_open(&m, first_bytes(&f, sizeof f)));                                                   \
	} while (0)
	REFUSED(f.head.magic[0] = 'x');
	REFUSED(f.head.magic[5] = '2');
	REFUSED(f.head.magic[6] = '0');
	REFUSED(f.head.width = 0);
	REFUSED(f.head.width = DX_WIDE + 1);
	REFUSED(f.head.width = UINT32_MAX);
	REFUSED(f.head.buckets = 0);
	REFUSED(f.head.buckets = 3);
	REFUSED(f.head.buckets = 1u << 31);
	REFUSED(f.head.buckets = UINT32_MAX);
#undef REFUSED
	_Alignas(64) char apart[sizeof f + 8];
	f = linear_file(DX_WIDE);
	memcpy(apart + 8, &f, sizeof f);
	assert_false(dx_linear_open(&m, (dx_slice){apart + 8, sizeof f})); /* on no cache line */
}

static file pass_file(uint32_t width) {
	file f = linear_file(width);
	dx_pass_tail tail = {.magic = "dxpass1"};
	dx_chain_forbid(&tail.chain);
	tail.chain.next[DX_L_CUE][DX_L_CUE_IN] = 3;
	memcpy((char *)&f + linear_size(&f), &tail, sizeof tail);
	return f;
}

static void pass_opens_with_its_chain_or_not_at_all(void **state) {
	(void)state;
	static const uint32_t widths[] = {DX_NARROW, DX_DUAL};
	for (int i = 0; i < 2; i++) {
		_Alignas(64) file f = pass_file(widths[i]);
		dx_pass_model m;
		size_t whole = linear_size(&f) + sizeof(dx_pass_tail);
		assert_true(dx_pass_open(&m, first_bytes(&f, whole), widths[i]));
		assert_int_equal(m.weights.mask, 1);
		assert_true(m.chain.next[DX_L_CUE][DX_L_CUE_IN] == 3);
		for (size_t len = 0; len < whole; len++) assert_false(dx_pass_open(&m, first_bytes(&f, len), widths[i]));
		assert_false(dx_pass_open(&m, first_bytes(&f, whole), widths[!i]));
		f.head.buckets = 1; /* the chain is not where it should be */
		assert_false(dx_pass_open(&m, first_bytes(&f, whole), widths[i]));
		f = pass_file(widths[i]);
		((char *)&f)[linear_size(&f) + 2] = 'P';
		assert_false(dx_pass_open(&m, first_bytes(&f, whole), widths[i]));
	}
}

/* Weights that would leave no likelihood to divide by; what is forbidden is so whatever the file says. */
static void pass_refuses_weights_without_measure(void **state) {
	(void)state;
	static const float bad[] = {NAN, INFINITY, -INFINITY, 1e30f, -1e4f};
	dx_pass_model m;
	_Alignas(64) file f = pass_file(DX_NARROW);
	size_t at = linear_size(&f), whole = at + sizeof(dx_pass_tail);
	dx_pass_tail tail;
	for (unsigned i = 0; i < sizeof bad / sizeof *bad; i++) {
		for (unsigned part = 0; part < 3; part++) {
			f = pass_file(DX_NARROW);
			memcpy(&tail, (char *)&f + at, sizeof tail);
			*(part ? part == 1 ? &tail.chain.first[DX_L_CUE] : &tail.chain.next[DX_L_NONE][DX_L_CUE_IN]
			       : &tail.chain.next[DX_L_CUE][DX_L_SOURCE]) = bad[i];
			memcpy((char *)&f + at, &tail, sizeof tail);
			assert_int_equal(dx_pass_open(&m, first_bytes(&f, whole), DX_NARROW), part == 2);
		}
		assert_true(m.chain.next[DX_L_NONE][DX_L_CUE_IN] < -1e3f);
	}
}

/* Labels that the model is as sure of as a float allows still leave shares that are numbers. */
static void chain_keeps_shares_of_extreme_scores(void **state) {
	(void)state;
	dx_arena arena;
	dx_chain chain;
	dx_arena_init(&arena);
	for (int round = 0; round < 500; round++) {
		scores score[LONGEST], share[LONGEST];
		make_chain(&chain, 20);
		make_scores(score, LONGEST, round % 2 ? 1e4f : 1e30f);
		for (uint32_t i = 0; i < LONGEST; i++) score[i][0] = 0;
		dx_chain_shares(&chain, (const scores *)score, LONGEST, share, &arena);
		for (uint32_t i = 0; i < LONGEST; i++) {
			float sum = 0;
			for (unsigned l = 0; l < DX_L_COUNT; l++) sum += share[i][l];
			assert_true(fabsf(sum - 1) < 1e-3f);
		}
	}
	dx_arena_free(&arena);
}

static void parts_of_speech_open_with_their_words_or_not_at_all(void **state) {
	(void)state;
	_Alignas(64) file f = linear_file(DX_WIDE), narrow = linear_file(DX_NARROW);
	dx_pos_words head = {.magic = "dxword1", .buckets = 1};
	dx_slice name = first_bytes(&narrow, linear_size(&narrow)), none = {0};
	size_t at = linear_size(&f), whole = at + sizeof head + 64;
	dx_pos_model m;
	memcpy((char *)&f + at, &head, sizeof head);
	assert_true(dx_pos_open(&m, first_bytes(&f, whole), none));
	assert_true(dx_pos_open(&m, first_bytes(&f, whole), name));
	assert_int_equal(m.word_mask, 0);
	for (size_t len = 0; len < whole; len++) assert_false(dx_pos_open(&m, first_bytes(&f, len), name));
	for (size_t len = 1; len < name.len; len++)
		assert_false(dx_pos_open(&m, first_bytes(&f, whole), first_bytes(&narrow, len)));
	assert_false(dx_pos_open(&m, first_bytes(&f, whole), first_bytes(&f, whole))); /* names are narrow */
	static const uint32_t bad[] = {0, 2, 3, 1u << 31, UINT32_MAX};
	for (int i = 0; i < 5; i++) {
		head.buckets = bad[i];
		memcpy((char *)&f + at, &head, sizeof head);
		assert_false(dx_pos_open(&m, first_bytes(&f, whole), none));
	}
	head = (dx_pos_words){.magic = "dxword0", .buckets = 1};
	memcpy((char *)&f + at, &head, sizeof head);
	assert_false(dx_pos_open(&m, first_bytes(&f, whole), none));
}

/* --- labels of spans ----------------------------------------------------------------------------------------- */

/* Ten tokens of three bytes, a blank behind each; sentences and paragraphs: 0 1 2 3 | 4 5 || 6 7 8 9. */
static dx_token tokens[10];
static dx_sentence sentences[] = {{0, 4, 0}, {4, 6, 0}, {6, 10, 1}};

static dx_text ten_tokens(void) {
	for (uint32_t i = 0; i < 10; i++)
		tokens[i] = (dx_token){.start = 4 * i, .end = 4 * i + 3, .sentence = i < 4 ? 0 : i < 6 ? 1 : 2};
	return (dx_text){.tokens = tokens, .sentences = sentences, .token_count = 10, .sentence_count = 3};
}

static const char *drawn(const uint8_t *labels) {
	static char out[11];
	for (int i = 0; i < 10; i++) out[i] = "-SsQqCc"[labels[i]];
	return out;
}

static const char *span_drawn(uint32_t start, uint32_t end) {
	dx_text text = ten_tokens();
	uint8_t labels[10] = {0};
	dx_label_span(&text, labels, (dx_span){start, end}, DX_L_CONTENT);
	return drawn(labels);
}

static void token_at_is_the_first_that_ends_behind(void **state) {
	(void)state;
	dx_text text = ten_tokens();
	assert_int_equal(dx_token_at(&text, 0), 0);
	assert_int_equal(dx_token_at(&text, 2), 0);
	assert_int_equal(dx_token_at(&text, 3), 1); /* between two tokens */
	assert_int_equal(dx_token_at(&text, 4), 1);
	assert_int_equal(dx_token_at(&text, 38), 9);
	assert_int_equal(dx_token_at(&text, 39), 10);
	assert_int_equal(dx_token_at(&text, UINT32_MAX), 10);
	text.token_count = 0;
	assert_int_equal(dx_token_at(&text, 0), 0);
}

static void span_begins_once_a_paragraph(void **state) {
	(void)state;
	assert_string_equal(span_drawn(4, 7), "-C--------");
	assert_string_equal(span_drawn(4, 15), "-Ccc------");
	assert_string_equal(span_drawn(8, 23), "--Cccc----"); /* over the end of a sentence */
	assert_string_equal(span_drawn(16, 31), "----CcCc--");
	assert_string_equal(span_drawn(0, 400), "CcccccCccc");
	assert_string_equal(span_drawn(5, 9), "-Cc-------"); /* tokens that it holds a part of */
	assert_string_equal(span_drawn(3, 4), "----------"); /* a blank alone */
	assert_string_equal(span_drawn(8, 8), "----------");
	assert_string_equal(span_drawn(9, 9), "----------"); /* nothing, within a token */
	assert_string_equal(span_drawn(9, 5), "----------");
	assert_string_equal(span_drawn(400, 500), "----------");
}

static void what_another_span_cut_off_begins_anew(void **state) {
	(void)state;
	dx_text text = ten_tokens();
	uint8_t labels[10] = {0};
	dx_label_span(&text, labels, (dx_span){0, 23}, DX_L_CONTENT);
	dx_label_span(&text, labels, (dx_span){8, 11}, DX_L_SOURCE);
	dx_label_span(&text, labels, (dx_span){12, 15}, DX_L_CUE);
	assert_string_equal(drawn(labels), "CcSQcc----");
	dx_label_mend(&text, labels);
	assert_string_equal(drawn(labels), "CcSQCc----");
	dx_label_mend(&text, labels);
	assert_string_equal(drawn(labels), "CcSQCc----");
	uint8_t lost[10] = {DX_L_SOURCE_IN, DX_L_SOURCE_IN, DX_L_NONE, DX_L_CUE_IN, DX_L_CONTENT_IN, DX_L_CONTENT};
	dx_label_mend(&text, lost);
	assert_string_equal(drawn(lost), "Ss-QCC----");
	assert_true(allowed(lost, 10));
}

/* --- all of them together ------------------------------------------------------------------------------------ */

static void embedded_models_open(void **state) {
	(void)state;
	dx_models *m;
	dixit_error error = {0};
	dixit_status status = dx_models_new(&m, NULL, &error);
	if (status) print_error("%s: %s\n", error.file, error.message);
	assert_int_equal(status, DIXIT_OK);
	unsigned count;
	const dx_model_file *files = dx_models_files(m, &count);
	assert_true(count > 1);
	for (unsigned i = 0; i < count; i++) {
		assert_non_null(files[i].bytes.ptr);
		assert_true(files[i].bytes.len > 0);
		assert_int_equal((uintptr_t)files[i].bytes.ptr % 64, 0);
		assert_null(files[i].own);
	}
	assert_string_equal(files[count - 1].name, "card.txt");
	assert_ptr_equal(files[count - 1].bytes.ptr, m->card.ptr);
	dx_models_free(m);
	dx_models_free(NULL);
}

/* Trees that are whole, but look at other features than the program counts. */
static void trees_of_other_features_are_refused(void **state) {
	(void)state;
	char dir[] = "/tmp/dixit-models-XXXXXX", path[64];
	const dx_trees_file head = {"dxtree1", DX_SOURCE_WIDTH + 1, 0, 0, 0, 0, {0}};
	dx_trees trees;
	dx_models *m;
	dixit_error error = {0};
	assert_true(dx_trees_open(&trees, (dx_slice){(const char *)&head, sizeof head}));
	assert_non_null(mkdtemp(dir));
	for (int i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "%s/%s.bin", dir, i ? "statement" : "source");
		FILE *out = fopen(path, "wb");
		assert_non_null(out);
		assert_int_equal(fwrite(&head, sizeof head, 1, out), 1);
		assert_int_equal(fclose(out), 0);
		assert_int_equal(dx_models_new(&m, dir, &error), DIXIT_E_FORMAT);
		assert_string_equal(error.file, path);
		assert_int_equal(remove(path), 0);
	}
	assert_int_equal(remove(dir), 0);
}

/* What stands in a folder comes in place of the embedded file, and nothing is left to free where it is refused. */
static void folder_of_models_takes_the_place(void **state) {
	(void)state;
	char dir[] = "/tmp/dixit-models-XXXXXX", path[64];
	_Alignas(64) file f = linear_file(DX_WIDE);
	dixit_error error = {0};
	dx_models *m;
	assert_non_null(mkdtemp(dir));
	assert_int_equal(dx_models_new(&m, dir, &error), DIXIT_E_USAGE);
	assert_null(m);
	assert_string_equal(error.file, dir);
	snprintf(path, sizeof path, "%s/parse.bin", dir);
	for (int good = 0; good < 2; good++) {
		FILE *out = fopen(path, "wb");
		assert_non_null(out);
		assert_int_equal(fwrite(&f, 1, linear_size(&f) - !good, out), linear_size(&f) - !good);
		assert_int_equal(fclose(out), 0);
		dixit_status status = dx_models_new(&m, dir, &error);
		assert_int_equal(status, good ? DIXIT_OK : DIXIT_E_FORMAT);
		if (!good) assert_string_equal(error.file, path);
	}
	assert_int_equal(m->parse.actions.mask, 1);
	unsigned own = 0, count;
	const dx_model_file *files = dx_models_files(m, &count);
	for (unsigned i = 0; i < count; i++) own += files[i].own != NULL;
	assert_int_equal(own, 1);
	dx_models_free(m);
	assert_int_equal(remove(path), 0);
	assert_int_equal(remove(dir), 0);
	assert_int_equal(dx_models_new(&m, dir, &error), DIXIT_E_USAGE);
	assert_string_equal(error.file, dir);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(chain_is_what_all_sequences_say),
	    cmocka_unit_test(chain_never_takes_what_is_forbidden),
	    cmocka_unit_test(chain_of_many_tokens_keeps_its_measure),
	    cmocka_unit_test(linear_opens_each_width),
	    cmocka_unit_test(linear_refuses_other_bytes),
	    cmocka_unit_test(pass_opens_with_its_chain_or_not_at_all),
	    cmocka_unit_test(pass_refuses_weights_without_measure),
	    cmocka_unit_test(chain_keeps_shares_of_extreme_scores),
	    cmocka_unit_test(trees_of_other_features_are_refused),
	    cmocka_unit_test(parts_of_speech_open_with_their_words_or_not_at_all),
	    cmocka_unit_test(token_at_is_the_first_that_ends_behind),
	    cmocka_unit_test(span_begins_once_a_paragraph),
	    cmocka_unit_test(what_another_span_cut_off_begins_anew),
	    cmocka_unit_test(embedded_models_open),
	    cmocka_unit_test(folder_of_models_takes_the_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
