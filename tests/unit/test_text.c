/* Tokens, sentences, quotation regions, phrases. A text is drawn as one line: tokens parted by blanks (those that touch
 * the one before by "_"), sentences by " / ", paragraphs by " // ", quotation marks as { } with the region's number, ~
 * behind it where the region stays open and % where its marks are mixed. */
#include "base/map.h"
#include "text/text.h"

#include "article.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static dx_lexicon *lexicon;
static dx_arena arena;

static int set_up(void **state) {
	(void)state;
	dixit_error error = {0};
	dx_arena_init(&arena);
	dixit_status status = dx_lexicon_new(&lexicon, NULL, &error);
	if (status) print_error("%s:%d: %s\n", error.file, (int)error.line, error.message);
	return status != DIXIT_OK;
}

static int tear_down(void **state) {
	(void)state;
	dx_lexicon_free(lexicon);
	dx_arena_free(&arena);
	return 0;
}

static void make_sized(dx_text *text, dx_slice s) {
	dx_arena_reset(&arena, 1 << 20);
	dx_article article = article_of_lines(s, &arena);
	dx_text_make(text, &article, lexicon, &arena);
}

static dx_text make(const char *s) {
	dx_text text;
	make_sized(&text, dx_slice_of(s));
	return text;
}

typedef struct drawing {
	char out[4096];
	size_t len;
} drawing;

static void put(drawing *d, const char *s, size_t n) {
	assert_true(d->len + n < sizeof d->out);
	memcpy(d->out + d->len, s, n);
	d->len += n;
	d->out[d->len] = 0;
}

static void draw_token(drawing *d, const dx_text *text, uint32_t i) {
	const dx_token *t = &text->tokens[i];
	char mark[32];
	if (t->kind == DX_T_OPEN || t->kind == DX_T_CLOSE) {
		const dx_region *r = &text->regions[t->region];
		bool open = t->kind == DX_T_OPEN;
		const char *note = !open ? "" : !r->closed ? "~" : r->mixed ? "%" : "";
		int n = snprintf(mark, sizeof mark, open ? "{%d%s" : "}%d%s", t->region, note);
		put(d, mark, (size_t)n);
	} else {
		put(d, text->bytes.ptr + t->start, t->end - t->start);
	}
}

static void draw(drawing *d, const dx_text *text) {
	d->len = 0;
	d->out[0] = 0;
	for (uint32_t p = 0; p < text->paragraph_count; p++) {
		if (p) put(d, " //", 3);
		for (uint32_t s = text->paragraphs[p].first; s < text->paragraphs[p].last; s++) {
			if (s > text->paragraphs[p].first) put(d, " /", 2);
			for (uint32_t i = text->sentences[s].first; i < text->sentences[s].last; i++) {
				bool touches = i > text->sentences[s].first && !text->tokens[i].space_before;
				if (d->len) put(d, touches ? "_" : " ", 1);
				draw_token(d, text, i);
			}
		}
	}
}

typedef struct row {
	const char *text, *drawn;
} row;

static void check_rows(const row *rows, size_t count) {
	drawing d;
	for (size_t i = 0; i < count; i++) {
		dx_text text = make(rows[i].text);
		draw(&d, &text);
		assert_string_equal(d.out, rows[i].drawn);
	}
}
#define CHECK(rows) check_rows((rows), sizeof(rows) / sizeof *(rows))

static void words_and_numbers(void **state) {
	(void)state;
	static const row rows[] = {
	    {"It isn't the envoy's, nor the envoys' car.", "It is_n't the envoy_'s_, nor the envoys_' car_."},
	    {"We can’t; they’d WON'T, I'm, you’ve", "We ca_n’t_; they_’d WO_N'T_, I_'m_, you_’ve"},
	    {"O’Neill of Côte d’Ivoire's Sana'a", "O’Neill of Côte d’Ivoire_'s Sana'a"},
	    {"A well-known US-UK pact, al-Qaeda's", "A well-known US-UK pact_, al-Qaeda_'s"},
	    {"6,000 at 3.5 by 10:30 the 21st, 85% of $5bn", "6,000 at 3.5 by 10:30 the 21st_, 85_% of $_5bn"},
	    {"on 2023-10-27, a 193-member body; F-16s", "on 2023-10-27_, a 193-member body_; F-16s"},
	    {"#Gaza @UN_Envoy AT&T and/or", "#_Gaza @_UN_Envoy AT_&_T and_/_or"},
	    {"see https://a.example/b?c=d, www.un.org.", "see https://a.example/b?c=d_, www.un.org_."},
	    {"to first.last@mail.example.org, via example.com.", "to first.last@mail.example.org_, via example.com_."},
	    {"yes... no -- well… a–b", "yes_... no -- well_… a_–_b"},
	    {"a b c d​e soft­hyphen", "a b c d e soft­hyphen"},
	    {"’Tis the ’90s, the '80s for 'em", "’Tis the ’90s_, the '80s for 'em"},
	    {"(UN)’s 5's", "(_UN_)_’s 5_'s"},
	    {"Ünïversity ½ of 中文", "Ünïversity ½ of 中文"},
	    {"ʼa a@ @ a@b", "ʼa a_@ @ a_@_b"},
	};
	CHECK(rows);
}

static void abbreviations(void **state) {
	(void)state;
	static const row rows[] = {
	    {"Mr. Roe and Gen. Poe met J. K. Doe.", "Mr. Roe and Gen. Poe met J. K. Doe_."},
	    {"The U.S. envoy left on Jan. 5 at 10 a.m. Tuesday.", "The U.S. envoy left on Jan. 5 at 10 a.m. Tuesday_."},
	    {"He left the U.S. The talks failed.", "He left the U.S. / The talks failed_."},
	    {"The U.S. Senate met at the U.N.", "The U.S. Senate met at the U.N."},
	    {"He came at 6 p.m. She left.", "He came at 6 p.m. / She left_."},
	    {"He said no. No. 5 won. He sat. Sat. 7 passed.", "He said no_. / No. 5 won_. / He sat_. / Sat. 7 passed_."},
	    {"Roe Inc. of Ohio sued Poe Inc. The court sat.", "Roe Inc. of Ohio sued Poe Inc. / The court sat_."},
	    {"A U.S.-led force of J.Roe", "A U.S.-led force of J._Roe"},
	    {"Plan B. The end and I. They left.", "Plan B. / The end and I_. / They left_."},
	    {"e.g. this, i.e. that, p. 330 (b. March 9)", "e.g. this_, i.e. that_, p. 330 (_b. March 9_)"},
	};
	CHECK(rows);
}

static void sentences(void **state) {
	(void)state;
	static const row rows[] = {
	    {"One ended. Two began? Yes! 5 came.", "One ended_. / Two began_? / Yes_! / 5 came_."},
	    {"It rose 3.5 points. so what", "It rose 3.5 points_. so what"},
	    {"The end.The next.", "The end_. / The next_."},
	    {"Well... maybe. He waited... Then he left.", "Well_... maybe_. / He waited_... / Then he left_."},
	    {"(He left.) She stayed.", "(_He left_._) / She stayed_."},
	    {"It was so.[12] He left. [3] Yes.", "It was so_._[_12_] / He left_. [_3_] / Yes_."},
	    {"“We won.” he said. “We did.”", "{0_We won_._}0 he said_. / {1_We did_._}1"},
	    {"“We won,” Roe said. He left.", "{0_We won_,_}0 Roe said_. / He left_."},
	    {"“Did we?” Roe asked. “Yes!” Jane Roe told Poe.",
	     "{0_Did we_?_}0 Roe asked_. / {1_Yes_!_}1 Jane Roe told Poe_."},
	    {"“We did.” Roe said. “No.” Roe said he won.", "{0_We did_._}0 Roe said_. / {1_No_._}1 / Roe said he won_."},
	    {"“Did we?” The envoy left.", "{0_Did we_?_}0 / The envoy left_."},
	    {"“Never!” Israel left the hall.", "{0_Never_!_}0 / Israel left the hall_."},
	    {"“One ended. Two began.” It ended.", "{0_One ended_. / Two began_._}0 / It ended_."},
	    {"“It is long.” – Jane Roe", "{0_It is long_._}0 – Jane Roe"},
	    {"It ended. al-Shabab left. iPhone sales rose.", "It ended_. / al-Shabab left_. / iPhone sales rose_."},
	    {"2. Results\nNo stop here\nNext", "2_. Results // No stop here // Next"},
	};
	CHECK(rows);
}

static void quotations(void **state) {
	(void)state;
	static const row rows[] = {
	    {"“a” \"b\" «c» ‹d› „e“ „f” »g« 「h」", "{0_a_}0 {1_b_}1 {2_c_}2 {3_d_}3 {4_e_}4 {5_f_}5 {6_g_}6 {7_h_}7"},
	    {"``a'' ''b'' `c' ‘d’ 'e' ’’f’’", "{0_a_}0 {1_b_}1 {2_c_}2 {3_d_}3 {4_e_}4 {5_f_}5"},
	    {"« spaced »", "{0 spaced }0"},
	    {"“a b\" and \"c d” and ‘e f'", "{0%_a b_}0 and {1%_c d_}1 and {2%_e f_}2"},
	    {"”a” and “b“ end", "{0_a_}0 and {1_b_}1 end"},
	    {"” a b,” he said", "{0 a b_,_}0 he said"},
	    {"“He said ‘no’ twice,” she said", "{0_He said {1_no_}1 twice_,_}0 she said"},
	    {"'He said \"no\" twice,' she said", "{0_He said {1_no_}1 twice_,_}0 she said"},
	    {"“He said “no” twice,” she said", "{0_He said {1_no_}1 twice_,_}0 she said"},
	    {"“‘a’ b” and “b ‘a.’”", "{0_{1_a_}1 b_}0 and {2_b {3_a_._}3_}2"},
	    {"‘The states’ claims are old,’ he said", "{0_The states_’ claims are old_,_}0 he said"},
	    {"its ‘talks’ in the ‘states’ of old", "its {0_talks_}0 in the {1_states_}1 of old"},
	    {"a ‘rise of claims’ in the south", "a {0_rise of claims_}0 in the south"},
	    {"the states’ claims, Roe's and the Does' own", "the states_’ claims_, Roe_'s and the Does_' own"},
	    {"‘Abd left the states, 'and never came", "‘_Abd left the states_, '_and never came"},
	    {"He is 5'11\" tall with a 6\" gun", "He is 5_'_11_\" tall with a 6_\" gun"},
	    {"\"He is 5'11\" tall,\" she said of the \"top 10\" list",
	     "{0_He is 5_'_11_\" tall_,_}0 she said of the {1_top 10_}1 list"},
	    {"He said \"it is so. Yes.", "He said {0~_it is so_. / Yes_."},
	    {"\"One, he said. \"Two,\" he said.", "\"_One_, he said_. / {0_Two_,_}0 he said_."},
	    {"\"One, \"he said. \"Two,\" he said.", "{0_One_, }0_he said_. / {1_Two_,_}1 he said_."},
	    {"One,\" he said.", "One_,_\" he said_."},
	    {"\"a\"-\"b\" (\"c\") —“d”— said:\"e\"", "{0_a_}0_-_{1_b_}1 (_{2_c_}2_) —_{3_d_}3_— said_:_{4_e_}4"},
	    {"\"\" “” \"\"a\"\"", "{0_}0 {1_}1 {2_{3_a_}3_}2"},
	};
	CHECK(rows);
}

static void open_quotations_carry_on(void **state) {
	(void)state;
	dx_text t = make("He said: “We go on.\n# Share “this”\n“And on.\n“And end,” he said.\n“New.”");
	assert_int_equal(t.region_count, 5);
	static const int32_t continues[] = {-1, -1, 0, 2, -1};
	static const bool closed[] = {false, true, false, true, true};
	for (unsigned r = 0; r < 5; r++) {
		assert_int_equal(t.regions[r].continues, continues[r]);
		assert_int_equal(t.regions[r].closed, closed[r]);
	}
	t = make("“We go on.\nPlain.\n“New.”");
	assert_int_equal(t.regions[1].continues, -1);
	/* A quotation inside that is no speech does not make the opening mark a slip. */
	t = make("“We say “no” to it.\n“And on.”");
	assert_int_equal(t.region_count, 3);
	assert_false(t.regions[0].closed);
	assert_int_equal(t.regions[1].parent, 0);
	assert_int_equal(t.regions[2].continues, 0);
}

static void kinds_and_marks(void **state) {
	(void)state;
	dx_text t = make("Iran’s “NATO” U.S. J. – 50% … the ‘x’ «y»");
	static const uint8_t kinds[] = {DX_T_WORD, DX_T_WORD,  DX_T_OPEN,   DX_T_WORD,   DX_T_CLOSE, DX_T_WORD,
	                                DX_T_WORD, DX_T_PUNCT, DX_T_NUMBER, DX_T_SYMBOL, DX_T_PUNCT, DX_T_WORD,
	                                DX_T_OPEN, DX_T_WORD,  DX_T_CLOSE,  DX_T_OPEN,   DX_T_WORD,  DX_T_CLOSE};
	static const uint8_t caps[] = {DX_CAPS_INITIAL, DX_CAPS_NONE, 0, DX_CAPS_UPPER, 0, DX_CAPS_UPPER, DX_CAPS_INITIAL};
	static const char first[] = "I'\"N\"UJ-5%.t'x'\"y\"";
	assert_int_equal(t.token_count, sizeof kinds);
	for (uint32_t i = 0; i < t.token_count; i++) {
		assert_int_equal(t.tokens[i].kind, kinds[i]);
		assert_int_equal(t.tokens[i].first, first[i]);
		if (i < sizeof caps) assert_int_equal(t.tokens[i].caps, caps[i]);
	}
	assert_int_equal(t.regions[0].mark, '"');
	assert_int_equal(t.regions[1].mark, '\'');
	assert_int_equal(t.regions[2].mark, '<');
	t = make("the states' own 6\" pipe");
	assert_int_equal(t.tokens[2].kind, DX_T_PUNCT);
	assert_int_equal(t.tokens[5].kind, DX_T_SYMBOL);
}

static void words_meet_the_lexicon(void **state) {
	(void)state;
	dx_text t = make("IRAN Iran’s iran's İran can't CAN U.S U.S. said");
	const dx_token *k = t.tokens;
	assert_true(k[0].hash == k[1].hash && k[1].hash == dx_hash("iran", 4));
	assert_true(k[2].hash == k[4].hash && k[2].word == k[4].word && k[2].word);
	assert_true(dx_token_is(&t, &k[2], "'s"));
	assert_false(dx_token_is(&t, &k[2], "'"));
	assert_true(dx_token_is(&t, &k[0], "iran"));
	assert_non_null(k[0].word);
	assert_ptr_equal(k[6].word, k[8].word); /* "ca" of "can't" */
	assert_non_null(k[9].word);
	assert_ptr_equal(k[9].word, k[10].word); /* "U.S" */
	assert_non_null(dx_text_lexeme(&k[11], DX_LEX_VERB));
	assert_null(dx_text_lexeme(&k[11], DX_LEX_COUNTRY));
}

typedef struct meant {
	const char *text;
	dx_lexeme_type type;
	unsigned words; /* 0: no such meaning */
} meant;

static void phrases_mean_what_they_are_written_as(void **state) {
	(void)state;
	static const meant rows[] = {
	    {"foreign minister of Iran", DX_LEX_TITLE, 2},
	    {"Prime Minister Roe", DX_LEX_TITLE, 2},
	    {"United States of old", DX_LEX_COUNTRY, 2},
	    {"united states of mind", DX_LEX_COUNTRY, 0},
	    {"US troops", DX_LEX_COUNTRY, 1},
	    {"us troops", DX_LEX_COUNTRY, 0},
	    {"U.S. troops", DX_LEX_COUNTRY, 1},
	    {"Iranian troops", DX_LEX_COUNTRY, 1},
	    {"al-Qaeda men", DX_LEX_BODY, 1},
	    {"calls for peace", DX_LEX_VERB, 2},
	    {"calls, for peace", DX_LEX_VERB, 0},
	    {"Iran", DX_LEX_VERB, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		dx_text t = make(rows[i].text);
		const dx_lexeme *l = dx_text_phrase(&t, lexicon, 0, t.token_count, 1u << rows[i].type);
		if (rows[i].type == DX_LEX_VERB && l && !rows[i].words)
			assert_int_equal(l->words, 1);
		else
			assert_int_equal(l ? l->words : 0, rows[i].words);
	}
	dx_text t = make("United States");
	assert_null(dx_text_phrase(&t, lexicon, 0, 1, 1u << DX_LEX_COUNTRY)); /* not over the end it is given */
}

/* What holds of every text. */
static void check_whole(const dx_text *t) {
	uint32_t sentence = 0, token = 0, end = 0;
	for (uint32_t p = 0; p < t->paragraph_count; p++) {
		assert_int_equal(t->paragraphs[p].first, sentence);
		for (; sentence < t->paragraphs[p].last; sentence++) {
			assert_int_equal(t->sentences[sentence].paragraph, p);
			assert_int_equal(t->sentences[sentence].first, token);
			assert_true(t->sentences[sentence].last > token);
			for (; token < t->sentences[sentence].last; token++) {
				const dx_token *k = &t->tokens[token];
				assert_int_equal(k->sentence, sentence);
				assert_true(k->start >= end && k->end > k->start && k->end <= t->paragraphs[p].end);
				end = k->end;
			}
		}
	}
	assert_int_equal(token, t->token_count);
	assert_int_equal(sentence, t->sentence_count);
}

static void check_regions(const dx_text *t) {
	uint32_t opened = 0, closed = 0, opens = 0, closes = 0;
	for (uint32_t r = 0; r < t->region_count; r++) {
		const dx_region *g = &t->regions[r];
		assert_true(g->last > g->first && g->last <= t->token_count && (!r || t->regions[r - 1].first < g->first));
		assert_true(g->parent < (int32_t)r && g->continues < (int32_t)r);
		if (g->parent >= 0)
			assert_true(t->regions[g->parent].first < g->first && t->regions[g->parent].last >= g->last);
		assert_int_equal(t->tokens[g->first].kind, DX_T_OPEN);
		assert_int_equal(t->tokens[g->first].region, r);
		if (g->closed) assert_int_equal(t->tokens[g->last - 1].kind, DX_T_CLOSE);
		opened++;
		closed += g->closed;
	}
	for (uint32_t i = 0; i < t->token_count; i++) {
		const dx_token *k = &t->tokens[i];
		opens += k->kind == DX_T_OPEN;
		closes += k->kind == DX_T_CLOSE;
		if (k->region >= 0) assert_true(t->regions[k->region].first <= i && t->regions[k->region].last > i);
	}
	assert_int_equal(opens, opened);
	assert_int_equal(closes, closed);
}

/* Marks, words and blanks thrown together at random, the same on every run. */
static void any_soup_comes_out_whole(void **state) {
	(void)state;
	static const char *const parts[] = {
	    "\"", "“", "”",   "'",  "‘", "’", "`",   "«",   "»",       "„",    "‚",           "「",
	    "」", " ", " ",   " ",  " ", " ", "a",   "The", "states",  "said", "Roe",         "U.S",
	    ".",  ".", ",",   "?",  "!", "…", "...", "-",   "—",       "5",    "(",           ")",
	    "[",  "@", "n't", "\n", " ", "é", "́",    "ʼ",   "http://", "Mr.",  "\xE2\x80\x8D"};
	uint32_t seed = 1;
	char soup[4096];
	for (unsigned round = 0; round < 400; round++) {
		size_t len = 0;
		while (len < 600) {
			seed = seed * 1664525 + 1013904223;
			const char *part = parts[(seed >> 16) % (sizeof parts / sizeof *parts)];
			memcpy(soup + len, part, strlen(part));
			len += strlen(part);
		}
		dx_text t;
		make_sized(&t, (dx_slice){soup, len});
		check_whole(&t);
		check_regions(&t);
	}
}

static double seconds(const char *part, size_t size) {
	size_t n = strlen(part), len = size / n * n;
	char *s = malloc(len + 1);
	assert_non_null(s);
	for (size_t i = 0; i < len; i += n) memcpy(s + i, part, n);
	clock_t begin = clock();
	dx_text t;
	make_sized(&t, (dx_slice){s, len});
	double took = (double)(clock() - begin) / CLOCKS_PER_SEC;
	check_whole(&t);
	check_regions(&t);
	free(s);
	return took;
}

/* Measured against prose of the same length, so that slow machines and sanitizers do not matter; a pass that is
 * quadratic in any of these takes thousands of times as long. */
static void no_row_of_marks_is_slow(void **state) {
	(void)state;
	enum { SIZE = 1 << 19 };
	static const char *const parts[] = {"\"",     "‘",       "(",     "'",  "“‘", "«", " \"a",
	                                    "\"a\" ", " 'as' a", "a@b.c", "a.", "a-", "?”"};
	double prose = seconds("The envoy said on Friday that the talks went on. ", SIZE);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) assert_true(seconds(parts[i], SIZE) < prose * 100 + 0.5);
}

static void nothing_gives_nothing(void **state) {
	(void)state;
	dx_text t = make("");
	assert_int_equal(t.token_count + t.sentence_count + t.paragraph_count + t.region_count, 0);
	t = make("​\n“");
	assert_int_equal(t.paragraph_count, 2);
	assert_int_equal(t.paragraphs[0].first, t.paragraphs[0].last);
	assert_int_equal(t.tokens[0].kind, DX_T_SYMBOL);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_and_numbers),
	    cmocka_unit_test(abbreviations),
	    cmocka_unit_test(sentences),
	    cmocka_unit_test(quotations),
	    cmocka_unit_test(open_quotations_carry_on),
	    cmocka_unit_test(kinds_and_marks),
	    cmocka_unit_test(words_meet_the_lexicon),
	    cmocka_unit_test(phrases_mean_what_they_are_written_as),
	    cmocka_unit_test(any_soup_comes_out_whole),
	    cmocka_unit_test(no_row_of_marks_is_slow),
	    cmocka_unit_test(nothing_gives_nothing),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
