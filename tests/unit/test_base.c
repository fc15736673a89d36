/* The small things everything stands on: arena, map, UTF-8, JSON writer, output files, patterns. */
#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "base/map.h"
#include "base/outfile.h"
#include "base/rx.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* --- arena --------------------------------------------------------------------------------------------------- */

static void arena_memory_is_zeroed_aligned_and_apart(void **state) {
	(void)state;
	dx_arena arena;
	dx_arena_init(&arena);
	unsigned char *before = NULL;
	for (size_t size = 1; size < 300000; size = size * 3 + 1) {
		unsigned char *p = dx_alloc(&arena, size);
		assert_int_equal((uintptr_t)p % 16, 0);
		for (size_t i = 0; i < size; i++) assert_int_equal(p[i], 0);
		memset(p, 0xAA, size);
		if (before) assert_int_equal(before[0], 0xAA);
		before = p;
	}
	dx_arena_free(&arena);
}

static void arena_reset_keeps_no_more_than_asked(void **state) {
	(void)state;
	dx_arena arena;
	dx_arena_init(&arena);
	char *first = dx_alloc_raw(&arena, 100);
	dx_alloc_raw(&arena, 5 << 20);
	dx_arena_reset(&arena, 1 << 20);
	assert_ptr_equal(dx_alloc_raw(&arena, 100), first); /* the small chunk was kept and is used again */
	memset(dx_alloc(&arena, 5 << 20), 1, 5 << 20);
	dx_arena_reset(&arena, 0);
	assert_null(arena.first);
	memset(dx_alloc(&arena, 64), 1, 64);
	dx_arena_free(&arena);
}

/* A size that no system has jumps to the guard, and the arena can still be used and freed. */
static void arena_out_of_memory_comes_back_at_the_guard(void **state) {
	(void)state;
	dx_arena *arena = malloc(sizeof *arena);
	assert_non_null(arena);
	dx_arena_init(arena);
	volatile int jumps = 0;
	if (dx_arena_guard(arena)) jumps++;
	if (jumps == 0) dx_alloc(arena, SIZE_MAX - 4);
	if (jumps == 1) dx_alloc(arena, SIZE_MAX / 2 + 100);
	assert_int_equal(jumps, 2);
	assert_string_equal(dx_strndup(arena, "abcdef", 3), "abc");
	dx_arena_free(arena);
	free(arena);
}

static void vec_keeps_its_elements_while_growing(void **state) {
	(void)state;
	dx_arena arena;
	dx_arena_init(&arena);
	DX_VEC(uint32_t) v = {0};
	for (uint32_t i = 0; i < 1000; i++) {
		uint32_t *fresh = DX_PUSH(&arena, &v);
		assert_int_equal(*fresh, 0);
		*fresh = i * 7;
	}
	for (uint32_t i = 0; i < 1000; i++) assert_int_equal(v.items[i], i * 7);
	assert_int_equal(DX_LAST(&v), 999 * 7);
	dx_arena_free(&arena);
}

/* --- map ----------------------------------------------------------------------------------------------------- */

static void map_finds_what_was_put_and_nothing_else(void **state) {
	(void)state;
	dx_arena arena;
	dx_map map;
	dx_arena_init(&arena);
	dx_map_init(&map, &arena, 0);
	char key[32];
	for (uint32_t i = 0; i < 5000; i++) {
		bool added;
		size_t len = (size_t)snprintf(key, sizeof key, "key %u", i);
		dx_map_put(&map, (dx_slice){dx_strndup(&arena, key, len), len}, i, &added);
		assert_true(added);
	}
	assert_int_equal(map.count, 5000);
	for (uint32_t i = 0; i < 5000; i++) {
		bool added;
		size_t len = (size_t)snprintf(key, sizeof key, "key %u", i);
		assert_int_equal(dx_map_put(&map, (dx_slice){key, len}, 99999, &added)->value, i);
		assert_false(added);
	}
	assert_null(dx_map_find(&map, DX_LIT("key 5000"), dx_hash("key 5000", 8)));
	assert_null(dx_map_find(&map, DX_LIT(""), dx_hash("", 0)));
	dx_map_put(&map, DX_LIT(""), 7, NULL);
	assert_int_equal(dx_map_find(&map, DX_LIT(""), dx_hash("", 0))->value, 7);
	dx_arena_free(&arena);
}

static void hash_tells_lengths_and_bytes_apart(void **state) {
	(void)state;
	assert_int_not_equal(dx_hash("a", 1), dx_hash("a\0", 2));
	assert_int_not_equal(dx_hash("abcdefgh", 8), dx_hash("abcdefgi", 8));
	assert_int_not_equal(dx_hash("abcdefghi", 9), dx_hash("abcdefghj", 9));
	assert_int_not_equal(dx_hash("", 0), 0);
}

/* --- UTF-8 --------------------------------------------------------------------------------------------------- */

static void utf8_decodes_what_it_encodes(void **state) {
	(void)state;
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp += cp < 0x3000 ? 1 : 61) {
		char bytes[4];
		uint32_t back;
		unsigned n = dx_utf8_encode(cp, bytes);
		bool surrogate = cp >= 0xD800 && cp < 0xE000;
		assert_int_equal(dx_utf8_decode(bytes, n, &back), n);
		assert_int_equal(back, surrogate ? 0xFFFD : cp);
		assert_int_equal(dx_utf8_valid((dx_slice){bytes, n}), n);
		if (n > 1) assert_int_equal(dx_utf8_valid((dx_slice){bytes, n - 1}), 0);
	}
}

/* Maximal ill-formed parts: the examples of tables 3-8 to 3-11 of the Unicode standard. */
static void utf8_repair_follows_the_standard(void **state) {
	(void)state;
	static const struct {
		const char *in, *out;
	} table[] = {
	    {"plain", "plain"},
	    {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA"},
	    {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA"},
	    {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA\uFFFD\uFFFDB"},
	    {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "\uFFFD\uFFFD\uFFFD\uFFFDA"},
	    {"long enough to use words of eight bytes \xE2\x80", "long enough to use words of eight bytes \uFFFD"},
	};
	dx_arena arena;
	dx_arena_init(&arena);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		dx_slice out = dx_utf8_repair(&arena, dx_slice_of(table[i].in));
		assert_int_equal(out.len, strlen(table[i].out));
		assert_memory_equal(out.ptr, table[i].out, out.len);
		assert_int_equal(dx_utf8_valid(out), out.len);
	}
	dx_arena_free(&arena);
}

static void utf8_counts_code_points(void **state) {
	(void)state;
	assert_int_equal(dx_utf8_count(DX_LIT("")), 0);
	assert_int_equal(dx_utf8_count(DX_LIT("a\u00e9\u4e2d\U0001F600z")), 5);
}

static void utf8_fold_makes_keys(void **state) {
	(void)state;
	static const struct {
		const char *in, *out;
	} table[] = {
	    {"Amir-Abdollahian", "amir-abdollahian"},
	    {"Jos\u00e9 Mar\u00eda  Su\u00e1rez", "jose-maria-suarez"},
	    {"O\u2019Neill", "oneill"},
	    {"O'Neill", "oneill"},
	    {"U.S.", "u-s"},
	    {"  \u201cX\u201d ", "x"},
	    {"", ""},
	};
	dx_arena arena;
	dx_arena_init(&arena);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		dx_slice out = dx_utf8_fold(&arena, dx_slice_of(table[i].in));
		assert_string_equal(dx_strndup(&arena, out.ptr, out.len), table[i].out);
	}
	dx_arena_free(&arena);
}

/* --- JSON ---------------------------------------------------------------------------------------------------- */

static void json_keeps_commas_and_escapes(void **state) {
	(void)state;
	dx_buf out = {0};
	dx_json json = {&out, false};
	dx_json_open(&json, '{');
	dx_json_key(&json, "a");
	dx_json_string(&json, DX_LIT("\"\\\n\r\t\x01\x1f\u00e9/"));
	dx_json_key(&json, "b");
	dx_json_open(&json, '[');
	dx_json_uint(&json, 0);
	dx_json_uint(&json, UINT64_MAX);
	dx_json_bool(&json, false);
	dx_json_ref(&json, 'e', 12);
	dx_json_open(&json, '{');
	dx_json_close(&json, '}');
	dx_json_close(&json, ']');
	dx_json_key(&json, "c");
	dx_json_string_or_null(&json, DX_LIT(""));
	dx_json_key(&json, "d");
	dx_json_fixed2(&json, 0.97);
	dx_json_close(&json, '}');
	static const char want[] = "{\"a\":\"\\\"\\\\\\n\\r\\t\\u0001\\u001f\u00e9/\","
	                           "\"b\":[0,18446744073709551615,false,\"e12\",{}],\"c\":null,\"d\":0.97}";
	assert_int_equal(out.len, sizeof want - 1);
	assert_memory_equal(out.ptr, want, out.len);
	dx_buf_free(&out);
}

/* --- output files -------------------------------------------------------------------------------------------- */

static char folder[] = "/tmp/dixit-unit-XXXXXX";
static char file[64];

static int make_folder(void **state) {
	(void)state;
	if (!mkdtemp(folder)) return -1;
	snprintf(file, sizeof file, "%s/file", folder);
	return 0;
}

static int remove_folder(void **state) {
	(void)state;
	unlink(file);
	return rmdir(folder); /* fails where a file was left behind, and so does the group of tests */
}

static void file_holds(const char *want) {
	char got[64] = "";
	FILE *f = fopen(file, "rb");
	assert_non_null(f);
	got[fread(got, 1, sizeof got - 1, f)] = 0;
	fclose(f);
	assert_string_equal(got, want);
}

static void outfile_appears_at_commit_only(void **state) {
	(void)state;
	dx_outfile out;
	dixit_error error;
	assert_int_equal(dx_outfile_open(&out, file, &error), DIXIT_OK);
	assert_int_equal(dx_outfile_write(&out, "one", 3, &error), DIXIT_OK);
	assert_int_equal(access(file, F_OK), -1);
	assert_int_equal(dx_outfile_commit(&out, &error), DIXIT_OK);
	file_holds("one");
	struct stat st;
	mode_t mask = umask(0);
	umask(mask);
	assert_int_equal(stat(file, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0666 & ~mask);
	dx_outfile_abandon(&out); /* harmless now */
	file_holds("one");
}

static void outfile_abandoned_leaves_the_older_file(void **state) {
	(void)state;
	dx_outfile out;
	dixit_error error;
	assert_int_equal(dx_outfile_open(&out, file, &error), DIXIT_OK);
	assert_int_equal(dx_outfile_write(&out, "two", 3, &error), DIXIT_OK);
	dx_outfile_abandon(&out);
	file_holds("one");
}

static void outfile_on_a_full_device_fails(void **state) {
	(void)state;
	dx_outfile out;
	dixit_error error;
	assert_int_equal(dx_outfile_open(&out, "/dev/full", &error), DIXIT_OK);
	dixit_status status = dx_outfile_write(&out, "three", 5, &error);
	if (!status)
		status = dx_outfile_commit(&out, &error);
	else
		dx_outfile_abandon(&out);
	assert_int_equal(status, DIXIT_E_IO);
	assert_string_equal(error.file, "/dev/full");
}

static void outfile_in_a_missing_folder_fails(void **state) {
	(void)state;
	dx_outfile out;
	dixit_error error;
	assert_int_equal(dx_outfile_open(&out, "/nonexistent/x", &error), DIXIT_E_IO);
	assert_string_equal(error.file, "/nonexistent/x");
	assert_non_null(strstr(error.message, strerror(ENOENT)));
}

/* --- patterns ------------------------------------------------------------------------------------------------ */

static void rx_gives_groups(void **state) {
	(void)state;
	dx_rx *rx;
	dixit_error error;
	dx_rx_scratch *scratch = dx_rx_scratch_new();
	assert_int_equal(dx_rx_compile(&rx, DX_LIT("(\\w+)@(\\w+)(!)?"), true, &error), DIXIT_OK);
	dx_span g[4];
	assert_true(dx_rx_match(rx, scratch, DX_LIT("mail \u00e9A@b now"), 0, g, 4));
	assert_int_equal(g[0].start, 7);
	assert_int_equal(g[2].start, 9);
	assert_int_equal(g[3].end, 0);
	assert_false(dx_rx_match(rx, scratch, DX_LIT("mail \u00e9A@b now"), 9, g, 4));
	dx_rx_free(rx);
	dx_rx_scratch_free(scratch);
}

static void rx_bad_pattern_names_its_byte(void **state) {
	(void)state;
	dx_rx *rx;
	dixit_error error;
	assert_int_equal(dx_rx_compile(&rx, DX_LIT("ab(c"), false, &error), DIXIT_E_FORMAT);
	assert_null(rx);
	assert_non_null(strstr(error.message, "byte 5"));
}

/* Catastrophic without limits: 2^40 steps. */
static void rx_hostile_line_reads_as_no_match(void **state) {
	(void)state;
	dx_rx *rx;
	dixit_error error;
	dx_rx_scratch *scratch = dx_rx_scratch_new();
	assert_int_equal(dx_rx_compile(&rx, DX_LIT("^(a+)+$"), false, &error), DIXIT_OK);
	char line[64];
	memset(line, 'a', 40);
	line[40] = 'b';
	dx_span g[2];
	assert_false(dx_rx_match(rx, scratch, (dx_slice){line, 41}, 0, g, 2));
	assert_true(dx_rx_match(rx, scratch, (dx_slice){line, 10}, 0, g, 2));
	dx_rx_free(rx);
	dx_rx_scratch_free(scratch);
}

/* --- errors -------------------------------------------------------------------------------------------------- */

static void error_place_is_set_once(void **state) {
	(void)state;
	dixit_error error;
	errno = EPIPE;
	assert_int_equal(dx_fail_errno(&error, "cannot write"), DIXIT_E_PIPE);
	assert_int_equal(dx_fail(&error, DIXIT_E_FORMAT, "bad %d", 7), DIXIT_E_FORMAT);
	dx_error_at(&error, "inner", 0, 5);
	dx_error_at(&error, "outer", 3, 9);
	assert_string_equal(error.file, "inner");
	assert_int_equal(error.line, 3);
	assert_int_equal(error.byte, 5);
	assert_int_equal(dx_fail(NULL, DIXIT_E_IO, "nobody listens"), DIXIT_E_IO);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(arena_memory_is_zeroed_aligned_and_apart),
	    cmocka_unit_test(arena_reset_keeps_no_more_than_asked),
	    cmocka_unit_test(arena_out_of_memory_comes_back_at_the_guard),
	    cmocka_unit_test(vec_keeps_its_elements_while_growing),
	    cmocka_unit_test(map_finds_what_was_put_and_nothing_else),
	    cmocka_unit_test(hash_tells_lengths_and_bytes_apart),
	    cmocka_unit_test(utf8_decodes_what_it_encodes),
	    cmocka_unit_test(utf8_repair_follows_the_standard),
	    cmocka_unit_test(utf8_counts_code_points),
	    cmocka_unit_test(utf8_fold_makes_keys),
	    cmocka_unit_test(json_keeps_commas_and_escapes),
	    cmocka_unit_test(outfile_appears_at_commit_only),
	    cmocka_unit_test(outfile_abandoned_leaves_the_older_file),
	    cmocka_unit_test(outfile_on_a_full_device_fails),
	    cmocka_unit_test(outfile_in_a_missing_folder_fails),
	    cmocka_unit_test(rx_gives_groups),
	    cmocka_unit_test(rx_bad_pattern_names_its_byte),
	    cmocka_unit_test(rx_hostile_line_reads_as_no_match),
	    cmocka_unit_test(error_place_is_set_once),
	};
	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
