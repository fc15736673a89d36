/* From bytes to an article: encodings, date line and title, blocks and their roles, JSON. */
#include "article/article.h"
#include "article/prefix.h"
#include "article/published.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static dx_lexicon *lexicon;
static dx_article_patterns *patterns;
static dx_rx_scratch *scratch;
static dx_arena arena;

/* A lexicon whose furniture.tsv holds `rows`; *folder is removed again. */
static dixit_status with_furniture(dx_lexicon **out, const char *rows, dixit_error *error) {
	char folder[] = "/tmp/dixit-test-XXXXXX", path[64];
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/furniture.tsv", folder);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	fputs("pattern\twhere\tkind\n", f);
	fputs(rows, f);
	assert_int_equal(fclose(f), 0);
	dixit_status status = dx_lexicon_new(out, folder, error);
	unlink(path);
	rmdir(folder);
	return status;
}

static int set_up(void **state) {
	(void)state;
	dixit_error error = {0};
	dx_arena_init(&arena);
	scratch = dx_rx_scratch_new();
	dixit_status status = with_furniture(&lexicon,
	                                     "share:?\tany\tshare\n"
	                                     "photo: .{1,150}\tany\tcredit\n"
	                                     "by [a-z .]{1,40}\thead\tbyline\n"
	                                     "\\(reporting by .{1,150}\ttail\tcredit\n"
	                                     "related news\tstop\trelated\n",
	                                     &error);
	if (status) print_error("%s:%d: %s\n", error.file, (int)error.line, error.message);
	return !scratch || status || dx_article_patterns_new(&patterns, lexicon, &error);
}

static int tear_down(void **state) {
	(void)state;
	dx_article_patterns_free(patterns);
	dx_lexicon_free(lexicon);
	dx_rx_scratch_free(scratch);
	dx_arena_free(&arena);
	return 0;
}

static dixit_status from_file(dx_article *article, const char *bytes, size_t len, dixit_error *error) {
	dx_arena_reset(&arena, 0);
	if (dx_arena_guard(&arena)) fail();
	*article = (dx_article){.id = DX_LIT("a"), .path = DX_LIT("dir/a.txt")};
	return dx_article_from_file(article, (dx_slice){bytes, len}, patterns, scratch, &arena, error);
}

static dixit_status from_json(dx_article *article, const char *line, size_t len, dixit_error *error) {
	dx_arena_reset(&arena, 0);
	if (dx_arena_guard(&arena)) fail();
	*article = (dx_article){.id = DX_LIT("file:7"), .path = DX_LIT("dir/file.jsonl")};
	return dx_article_from_json(article, (dx_slice){line, len}, patterns, scratch, &arena, error);
}

static void is(dx_slice got, const char *expected) {
	char text[512];
	snprintf(text, sizeof text, "%.*s", (int)got.len, got.ptr ? got.ptr : "");
	assert_string_equal(text, expected);
}

/* The roles of all blocks as letters. */
static const char *roles(const char *text) {
	static char out[64];
	dx_article article;
	assert_int_equal(from_file(&article, text, strlen(text), NULL), DIXIT_OK);
	uint32_t n = article.block_count;
	assert_in_range(n, 1, sizeof out - 1);
	for (uint32_t i = 0; i < n; i++) out[i] = "BHFR"[article.blocks[i].role];
	out[n] = 0;
	return out;
}

static dx_slice block(const dx_article *article, uint32_t i) {
	assert_in_range(i, 0, article->block_count - 1);
	return dx_cut(article->text, article->blocks[i].start, article->blocks[i].end);
}

/* --- encodings ---------------------------------------------------------------------------------------------------- */

#define BYTES(s) s, sizeof(s) - 1

static void every_encoding_becomes_utf8(void **state) {
	(void)state;
	static const struct {
		const char *bytes;
		size_t len;
		const char *text;
	} table[] = {
	    {BYTES("Lom\xC3\xA9 spoke."), "Lomé spoke."},
	    {BYTES("\xEF\xBB\xBFLom\xC3\xA9 spoke."), "Lomé spoke."},
	    {BYTES("\xEF\xBB\xBFLom\xE9 spoke."), "Lom\xEF\xBF\xBD spoke."},
	    {BYTES("\xFF\xFEL\0o\0m\0\xE9\0 \0\x3D\xD8\x00\xDE"), "Lomé 😀"},
	    {BYTES("\xFE\xFF\0L\0o\0m\0\xE9\xD8\x3D\0!"), "Lomé\xEF\xBF\xBD!"},
	    {BYTES("L\0o\0m\0\xE9\0 \0s\0p\0o\0k\0e\0"), "Lomé spoke"},
	    {BYTES("\0L\0o\0m\0\xE9\0 \0s\0p\0o\0k\0e"), "Lomé spoke"},
	    {BYTES("\xFF\xFE\0\0L\0\0\0\xE9\0\0\0"), "Lé"},
	    {BYTES("\0\0\xFE\xFF\0\0\0L\0\0\0\xE9"), "Lé"},
	    {BYTES("\x93We wait,\x94 he said \x96 in Lom\xE9."), "“We wait,” he said – in Lomé."},
	    {BYTES("The minister\x92s aide"), "The minister’s aide"},
	    {BYTES("One\0 word and an\0other one that is longer"), "One word and another one that is longer"},
	    {BYTES("One\r\ntwo\rthree\n\r\nfour\r"), "One\ntwo\nthree\n\nfour\n"},
	    /* one bad byte among good sequences: still UTF-8 */
	    {BYTES("“Lomé” spoke \xFF and “Cotonou” did not."), "“Lomé” spoke \xEF\xBF\xBD and “Cotonou” did not."},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		dx_article article;
		assert_int_equal(from_file(&article, table[i].bytes, table[i].len, NULL), DIXIT_OK);
		is(article.text, table[i].text);
	}
}

/* Dense in letters that Windows-1252 would show as others: uchardet and iconv are asked. */
static void other_encodings_are_guessed(void **state) {
	(void)state;
	static const char koi8[] = "\xED\xC9\xCE\xC9\xD3\xD4\xD2 \xDA\xC1\xD1\xD7\xC9\xCC \xD7 \xD0\xCF\xCE\xC5\xC4\xC5\xCC"
	                           "\xD8\xCE\xC9\xCB, \xDE\xD4\xCF \xD0\xC5\xD2\xC5\xC7\xCF\xD7\xCF\xD2\xD9 \xD0\xD2\xCF"
	                           "\xC4\xCF\xCC\xD6\xC1\xD4\xD3\xD1 \xDA\xC1\xD7\xD4\xD2\xC1.";
	dx_article article;
	assert_int_equal(from_file(&article, BYTES(koi8), NULL), DIXIT_OK);
	is(article.text, "Министр заявил в понедельник, что переговоры продолжатся завтра.");
}

static void binary_data_is_refused(void **state) {
	(void)state;
	char noise[512];
	for (size_t i = 0; i < sizeof noise; i++) noise[i] = i < 100 ? 'a' : (char)(i * 7 % 32);
	const struct {
		const char *bytes;
		size_t len;
		uint64_t byte;
	} table[] = {{BYTES("%PDF-1.7 and so on"), 1}, {BYTES("PK\3\4rest of it"), 1}, {noise, sizeof noise, 0}};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		dx_article article;
		dixit_error error = {0};
		assert_int_equal(from_file(&article, table[i].bytes, table[i].len, &error), DIXIT_E_FORMAT);
		if (table[i].byte)
			assert_int_equal(error.byte, table[i].byte);
		else
			assert_in_range(error.byte, 101, 110);
	}
}

static void no_word_is_empty(void **state) {
	(void)state;
	static const char *const table[] = {"", " \n\n", "* * *\n“—”", " date 2024-05-03\n\n"};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		dx_article article;
		assert_int_equal(from_file(&article, table[i], strlen(table[i]), NULL), DIXIT_E_EMPTY);
	}
}

static void too_long_is_refused(void **state) {
	(void)state;
	size_t len = DIXIT_ARTICLE_MAX + 1;
	char *text = malloc(len);
	assert_non_null(text);
	memset(text, 'a', len);
	dx_article article;
	assert_int_equal(from_file(&article, text, len, NULL), DIXIT_E_TOO_LONG);
	assert_int_equal(from_file(&article, text, len - 1, NULL), DIXIT_OK);
	free(text);
}

/* --- the head ----------------------------------------------------------------------------------------------------- */

static void date_line_gives_date_and_title(void **state) {
	(void)state;
	static const char text[] = " date 2024-05-03 Togo shuts its crossings\n\nTogo closed them on Thursday.\n";
	dx_article article;
	assert_int_equal(from_file(&article, BYTES(text), NULL), DIXIT_OK);
	is(article.published, "2024-05-03");
	is(article.title, "Togo shuts its crossings");
	is(block(&article, 0), "Togo shuts its crossings");
	assert_int_equal(article.blocks[0].start, 17);
	assert_int_equal(article.blocks[0].role, DX_BLOCK_HEADLINE);
	is(block(&article, 1), "Togo closed them on Thursday.");
	assert_int_equal(article.blocks[1].role, DX_BLOCK_BODY);
	assert_string_equal(article.sha256, "edaa4c8481f7b1fe6cd523abda748f10460d4e7bba7f317d117dd22e569fb6c0");
}

static void lead_in_the_date_line_is_told(void **state) {
	(void)state;
	static const char *const table[] = {
	    "date 2024-05-03 Lomé: Togo says it will open the border.\n\nMore.",
	    "date 2024-05-03 Coast Wire - The minister refused. Nobody else\n\nMore.",
	    "date 2024-05-03 Lomé: Togo says that it has closed every one of its land crossings with its neighbour for as "
	    "long as"
	    " the inquiry into the fire at the night market takes\n\nMore.",
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		dx_article article;
		assert_string_equal(roles(table[i]), "BB");
		assert_int_equal(from_file(&article, table[i], strlen(table[i]), NULL), DIXIT_OK);
		assert_int_equal(article.title.len, 0);
		is(article.published, "2024-05-03");
		assert_int_equal(article.blocks[0].start, 16);
	}
}

static void what_is_no_date_line_stays(void **state) {
	(void)state;
	static const char *const table[] = {"date 2024-13-03 Togo shuts\n\nMore.", "dates 2024-05-03 Togo\n\nMore.",
	                                    "date 2024-05-033 Togo\n\nMore.", "date: soon\n\nMore.", "date\n\nMore."};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		dx_article article;
		assert_int_equal(from_file(&article, table[i], strlen(table[i]), NULL), DIXIT_OK);
		assert_int_equal(article.published.len, 0);
		assert_int_equal(article.blocks[0].start, 0);
	}
}

static void title_stands_alone_without_full_stop(void **state) {
	(void)state;
	assert_string_equal(roles("Togo shuts its crossings\n\nTogo closed them."), "HB");
	assert_string_equal(roles("Envoys to meet in the U.S.\n\nThey will meet there."), "HB");
	assert_string_equal(roles("Is Togo at war?\n\nIt is not."), "HB");
	assert_string_equal(roles("Togo shut its crossings.\n\nIt closed them all."), "BB");
	assert_string_equal(roles("Togo says it will wait"), "B");
	/* the date line may hold the date alone */
	assert_string_equal(roles("date 2024-05-03\nTogo shuts its crossings\n\nTogo closed them."), "HB");
}

static void bullets_under_the_title_are_headlines(void **state) {
	(void)state;
	assert_string_equal(roles("Togo shuts crossings\n- Traders stranded\n• Envoy due\nTogo closed them."), "HHHB");
	assert_string_equal(roles("Togo shuts crossings\nIt wants:\n- peace\n- bread\n"), "HBBB");
	/* a list and nothing else is what is told */
	assert_string_equal(roles("Five demands\n- Open the border.\n- Free the drivers.\n"), "HBB");
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

static void lines_of_one_paragraph_belong_together(void **state) {
	(void)state;
	static const char wrapped[] = "The minister said on Monday that the talks would go on for as\n"
	                              "long as it took, and that nobody should expect a result before\n"
	                              "the end of the month. “We have time,” he told reporters outside\n"
	                              "Lomé’s old town hall, where the delegations had met twice since\n"
	                              "Thursday.\n"
	                              "\n"
	                              "His counterpart did not comment when she left the building by a\n"
	                              "side door late in the evening.\n";
	dx_article article;
	assert_int_equal(from_file(&article, BYTES(wrapped), NULL), DIXIT_OK);
	assert_int_equal(article.block_count, 2);
	is((dx_slice){article.text.ptr + article.blocks[0].end - 9, 9}, "Thursday.");
	/* a headline over two lines, the date in the first, is one title; a longer line is as wide as the others */
	static const char dated[] = "date 2024-05-03 The minister waits in Lomé for the envoys of two\n"
	                            "Neighbours\n\n"
	                            "The minister said on Monday that the talks would go on for as long\n"
	                            "as it took, and that nobody should expect a result before the end, the\n"
	                            "Lomé Gazette said.\n";
	assert_int_equal(from_file(&article, BYTES(dated), NULL), DIXIT_OK);
	assert_int_equal(article.block_count, 2);
	is(article.title, "The minister waits in Lomé for the envoys of two Neighbours");
	assert_string_equal(roles("Nobody was hurt in the\nfire, he said.\n\nMore."), "BB");
	assert_string_equal(roles("He was calm.\n“We wait,” he said.\nShe left."), "BBB");
}

static void white_space_of_all_kinds_is_outside(void **state) {
	(void)state;
	static const char text[] = "\n \xC2\xA0\xE2\x80\x8B He waited.\xC2\xA0 \t\n\n\xE3\x80\x80She left.\xEF\xBB\xBF\n";
	dx_article article;
	assert_int_equal(from_file(&article, BYTES(text), NULL), DIXIT_OK);
	assert_int_equal(article.block_count, 2);
	is(block(&article, 0), "He waited.");
	is(block(&article, 1), "She left.");
}

static void headline_that_runs_in_is_cut_off(void **state) {
	(void)state;
	static const char text[] = "He was calm.\n\nEnvoys of four states meet in Doha again- A senior aide met them.";
	dx_article article;
	assert_int_equal(from_file(&article, BYTES(text), NULL), DIXIT_OK);
	assert_int_equal(article.block_count, 3);
	is(block(&article, 1), "Envoys of four states meet in Doha again");
	assert_int_equal(article.blocks[1].role, DX_BLOCK_FURNITURE);
	is(block(&article, 2), "A senior aide met them.");
	assert_int_equal(article.blocks[2].role, DX_BLOCK_BODY);
	/* a dateline, a sentence with a careless dash, a compound */
	assert_string_equal(roles("He was calm.\n\nLOME, Togo- The talks went on."), "BB");
	assert_string_equal(roles("He was calm.\n\nHe said the two sides were far apart- The talks went on."), "BB");
	assert_string_equal(roles("He was calm.\n\nPolicy before and after the pre- and post-war years."), "BB");
}

/* --- furniture and repeats ---------------------------------------------------------------------------------------- */

#define LONG_ONE                                                                                                       \
	"The minister said on Monday that the talks would go on for as long as it took, and that nobody should expect a "  \
	"result before the end of the month.\n\n"
#define LONG_TWO                                                                                                       \
	"\"We have time, and we have patience,\" he told reporters outside the town hall, where the delegations had "      \
	"met twice since Thursday without a word.\n\n"

static void patterns_mark_furniture(void **state) {
	(void)state;
	assert_string_equal(roles("Title here\nShare:\n\n" LONG_ONE "PHOTO: a boat\n\n" LONG_TWO), "HFBFB");
	assert_string_equal(roles("Title here\n\nBy Ada Quist\n\n" LONG_ONE "By Friday.\n\n" LONG_TWO), "HFBBB");
	assert_string_equal(roles("Title here\n\n" LONG_ONE LONG_TWO "(Reporting by A. Quist in Lomé.)"), "HBBF");
	assert_string_equal(roles("Title here\n\n(Reporting by A. Quist.)\n\n" LONG_ONE LONG_TWO LONG_ONE LONG_TWO),
	                    "HBBBRR");
}

static void stop_pattern_ends_the_article_at_its_end_only(void **state) {
	(void)state;
	assert_string_equal(roles("Title here\n\n" LONG_ONE LONG_TWO "Related News\n\nWhat is grain?\n\nA bus fell over."),
	                    "HBBFFF");
	assert_string_equal(roles("Title here\n\nRelated News\n\nBuses fall over\n\n" LONG_ONE LONG_TWO), "HFFBB");
}

static void headlines_of_other_stories_are_furniture(void **state) {
	(void)state;
	assert_string_equal(roles(LONG_ONE "Navy prepares ‘next step’ off the coast\n" LONG_TWO "More here."), "BFBB");
	assert_string_equal(roles(LONG_ONE LONG_TWO "Copper price slips\n\nMayor Said To Be Leaving Town Hall Post\n"),
	                    "BBFF");
	assert_string_equal(roles(LONG_ONE LONG_TWO "Copper price slips\n\nWhat is copper, and how is it mined?"), "BBFF");
}

static void what_may_be_told_is_no_furniture(void **state) {
	(void)state;
	assert_string_equal(roles(LONG_ONE "“No,” he said.\n\n" LONG_TWO), "BBB");
	assert_string_equal(roles(LONG_ONE "But why now?\n\n" LONG_TWO), "BBB");
	assert_string_equal(roles(LONG_ONE "He said the talks would go on\n\n" LONG_TWO), "BBB");
	assert_string_equal(roles(LONG_ONE "“A map is not a wall”\n\n" LONG_TWO), "BBB");
	/* items of a list, and the rest of a sentence */
	assert_string_equal(roles(LONG_ONE "It wants three things:\n\nAn open border\n\nNew patrols\n\n" LONG_TWO),
	                    "BBBBB");
	assert_string_equal(roles(LONG_ONE "Nobody in the\n\ntown hall spoke.\n\n" LONG_TWO), "BBBB");
	/* a text of bare lines is not all furniture */
	assert_string_equal(roles("Results\n\nTogo\n\nBenin\n\nGhana"), "HBBB");
}

static void repeats_are_told_once(void **state) {
	(void)state;
	assert_string_equal(roles("Togo Shuts Crossings\nTogo shuts crossings\n\n" LONG_ONE LONG_TWO LONG_ONE), "HRBBR");
	assert_string_equal(roles(LONG_ONE "“No,” he said.\n\n" LONG_TWO "“No,” he said."), "BBBB");
	/* a sentence that says what the title says is told, once */
	assert_string_equal(roles("Togo shuts all crossings with its neighbour\n\n"
	                          "Togo shuts all crossings with its neighbour.\n\n" LONG_ONE
	                          "Togo shuts all crossings with its neighbour.\n"),
	                    "HBBR");
}

static void bad_pattern_is_named(void **state) {
	(void)state;
	dx_lexicon *bad;
	dx_article_patterns *p;
	dixit_error error = {0};
	assert_int_equal(with_furniture(&bad, "share:?\tany\tshare\nread (more\tany\tmore\n", &error), DIXIT_OK);
	assert_int_equal(dx_article_patterns_new(&p, bad, &error), DIXIT_E_FORMAT);
	assert_null(p);
	assert_non_null(strstr(error.message, "entry 2 (read (more)"));
	dx_lexicon_free(bad);
}

/* Reading off a pattern how a line must begin may only ever let too many lines through, never too few. */
static void beginnings_of_patterns_are_read(void **state) {
	(void)state;
	static const struct {
		const char *pattern, *may, *may_not; /* lines, separated by '|'; may_not "": every line may match */
	} table[] = {
	    {"share:?", "share:|SHARE|share", "sha|store|Ashare"},
	    {"^(?:read|see) more", "Read more|see more", "reed|seen|more"},
	    {"^(?:please )?(?:sign up|log ?in)\\b.*", "please login|Please sign|log in|sign up", "sign in|pleased"},
	    {"^\\(?(?:file )?photos?$", "(photo|photos|(file photo|FILE PHOTO", "a photo|profile"},
	    {"^\\d{1,2}:\\d", "9:10|12:30", "a9|:30"},
	    {"^by (?-i:[A-Z](?<n>a|b)*) x", "by A x|BY B x", "but|from"},
	    {"^a{0,3}b+c?d", "b|ab|bbd", "c|d"},
	    {"^a+?b|é", "aab|ab|É", "b|c"},
	    {"^(?=x).y", "xy|zy", ""},
	    {"(?x) a b", "ab|q", ""},
	    {"[ab]c", "ac|q", ""},
	    {"\\Qa.b\\E", "a.b|q", ""},
	    {"(?:a|)b", "ab|b", "c"},
	    {"a(*SKIP)b", "ab|q", ""},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		dx_prefix found[DX_PREFIXES_MAX];
		unsigned count = dx_prefix_read(dx_slice_of(table[i].pattern), found);
		const char *const lists[] = {table[i].may, table[i].may_not};
		assert_int_equal(count == 0, !table[i].may_not[0]);
		for (unsigned k = 0; k < 2 && count; k++) {
			for (const char *line = lists[k], *end; line; line = end ? end + 1 : NULL) {
				end = strchr(line, '|');
				uint64_t start = dx_prefix_of_line((dx_slice){line, end ? (size_t)(end - line) : strlen(line)});
				bool may = false;
				for (unsigned n = 0; n < count; n++) may |= (start & found[n].mask) == found[n].bytes;
				if (may != (k == 0)) fail_msg("%s: %s", table[i].pattern, line);
			}
		}
	}
}

/* --- JSON --------------------------------------------------------------------------------------------------------- */

static void json_fields_are_read(void **state) {
	(void)state;
	static const char line[] = "{\"id\":\"n1\",\"text\":\"He said\\r\\nno.\\u0000 Yes.\",\"title\":\" A title \","
	                           "\"published\":\"2024-05-03T10:00:00Z\",\"url\":\"http://x\",\"publisher\":\"Wire\","
	                           "\"language\":\"en\",\"extra\":[1,123456789012345678901234567890]}";
	dx_article article;
	assert_int_equal(from_json(&article, BYTES(line), NULL), DIXIT_OK);
	is(article.id, "n1");
	is(article.text, "He said\r\nno. Yes.");
	is(article.title, "A title");
	is(article.published, "2024-05-03");
	is(article.url, "http://x");
	is(article.publisher, "Wire");
	is(article.language, "en");
	is(article.path, "dir/file.jsonl");
	assert_int_equal(article.block_count, 1);
}

static void json_fields_may_be_missing(void **state) {
	(void)state;
	dx_article article;
	assert_int_equal(from_json(&article, BYTES("{\"text\":\"One.\",\"title\":null,\"date\":1714730400}"), NULL),
	                 DIXIT_OK);
	is(article.id, "file:7");
	is(article.published, "2024-05-03");
	assert_int_equal(article.title.len, 0);
	assert_int_equal(from_json(&article, BYTES("{\"text\":\"One.\",\"id\":42,\"date\":\"soon\"}"), NULL), DIXIT_OK);
	is(article.id, "42");
	assert_int_equal(article.published.len, 0);
}

static void faults_inside_json_strings_are_mended(void **state) {
	(void)state;
	static const struct {
		const char *line;
		size_t len;
		const char *text;
	} table[] = {
	    {BYTES("{\"text\":\"a\xFF"
	           "b\"}"),
	     "a\xEF\xBF\xBD"
	     "b"},
	    {BYTES("{\"text\":\"a\tb\1c\"}"), "a b\xEF\xBF\xBD"
	                                      "c"},
	    {BYTES("{\"text\":\"a\0b\"}"), "ab"},
	    {BYTES("{\"text\":\"a\\ud83d b \\ud83d\\ude00 \\\\ud83d\\udc00\"}"), "a\xEF\xBF\xBD b 😀 \\ud83d\xEF\xBF\xBD"},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		dx_article article;
		assert_int_equal(from_json(&article, table[i].line, table[i].len, NULL), DIXIT_OK);
		is(article.text, table[i].text);
	}
}

static void bad_json_is_refused_with_its_byte(void **state) {
	(void)state;
	static const struct {
		const char *line;
		uint64_t first, last; /* where the error may be placed */
	} table[] = {
	    {"{\"text\":\"a\" \"b\":1}", 13, 15},
	    {"{\"extra\":\"\xFF\xFF\t\",\"text\":\"a\" \"b\":1}", 27, 29}, /* bytes of the line as it was, not as mended */
	    {"[1]", 0, 1},
	    {"{\"text\":5}", 0, 0},
	    {"{\"title\":\"a\"}", 0, 0},
	    {"{\"text\":\"a\"", 11, 11},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		dx_article article;
		dixit_error error = {0};
		assert_int_equal(from_json(&article, table[i].line, strlen(table[i].line), &error), DIXIT_E_FORMAT);
		assert_in_range(error.byte, table[i].first, table[i].last);
	}
}

static void dates_of_all_kinds_are_read(void **state) {
	(void)state;
	static const char *const table[][2] = {
	    {"2023-10-15", "2023-10-15"},
	    {"2023-10-15T23:59:59+02:00", "2023-10-15"},
	    {"2023/10/5 10:00", "2023-10-05"},
	    {"20231015T101500", "2023-10-15"},
	    {"20231015101500", "2023-10-15"},
	    {"15 October 2023", "2023-10-15"},
	    {"Oct. 5th, 2023", "2023-10-05"},
	    {"Sun, 15 Oct 2023 10:11:12 -0700", "2023-10-15"},
	    {"Sun Oct 15 10:11:12 +0000 2023", "2023-10-15"},
	    {"15-Oct-2023", "2023-10-15"},
	    {"15.10.2023", "2023-10-15"},
	    {"10/15/2023", "2023-10-15"},
	    {"15/10/2023", "2023-10-15"},
	    {"03/04/2023", ""},
	    {"2023-02-30", ""},
	    {"2024-02-29", "2024-02-29"},
	    {"2023-10", ""},
	    {"yesterday", ""},
	    {"", ""},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		char out[11] = "";
		assert_int_equal(dx_published_parse(dx_slice_of(table[i][0]), out), table[i][1][0] != 0);
		assert_string_equal(out, table[i][1]);
	}
}

/* --- the caller's own text ---------------------------------------------------------------------------------------- */

static void text_is_taken_as_it_is(void **state) {
	(void)state;
	dx_arena_reset(&arena, 0);
	if (dx_arena_guard(&arena)) fail();
	dx_article article = {.text = DX_LIT("Togo shuts it\r\n\r\nIt closed.\rIt opened.\r\n"), .path = DX_LIT("a\xFF")};
	assert_int_equal(dx_article_from_text(&article, patterns, scratch, &arena, NULL), DIXIT_OK);
	assert_int_equal(article.text.len, 40);
	assert_int_equal(article.block_count, 2);
	is(block(&article, 0), "Togo shuts it");
	is(article.path, "a\xEF\xBF\xBD");
	article = (dx_article){.text = DX_LIT("It closed.\rIt opened.\r")};
	assert_int_equal(dx_article_from_text(&article, patterns, scratch, &arena, NULL), DIXIT_OK);
	assert_int_equal(article.block_count, 2);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_encoding_becomes_utf8),
	    cmocka_unit_test(other_encodings_are_guessed),
	    cmocka_unit_test(binary_data_is_refused),
	    cmocka_unit_test(no_word_is_empty),
	    cmocka_unit_test(too_long_is_refused),
	    cmocka_unit_test(date_line_gives_date_and_title),
	    cmocka_unit_test(lead_in_the_date_line_is_told),
	    cmocka_unit_test(what_is_no_date_line_stays),
	    cmocka_unit_test(title_stands_alone_without_full_stop),
	    cmocka_unit_test(bullets_under_the_title_are_headlines),
	    cmocka_unit_test(lines_of_one_paragraph_belong_together),
	    cmocka_unit_test(white_space_of_all_kinds_is_outside),
	    cmocka_unit_test(headline_that_runs_in_is_cut_off),
	    cmocka_unit_test(patterns_mark_furniture),
	    cmocka_unit_test(stop_pattern_ends_the_article_at_its_end_only),
	    cmocka_unit_test(headlines_of_other_stories_are_furniture),
	    cmocka_unit_test(what_may_be_told_is_no_furniture),
	    cmocka_unit_test(repeats_are_told_once),
	    cmocka_unit_test(bad_pattern_is_named),
	    cmocka_unit_test(beginnings_of_patterns_are_read),
	    cmocka_unit_test(json_fields_are_read),
	    cmocka_unit_test(json_fields_may_be_missing),
	    cmocka_unit_test(faults_inside_json_strings_are_mended),
	    cmocka_unit_test(bad_json_is_refused_with_its_byte),
	    cmocka_unit_test(dates_of_all_kinds_are_read),
	    cmocka_unit_test(text_is_taken_as_it_is),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
