/* Who is who over articles, by records made here: what splits, what joins, that order changes nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "corpus/identity.h"
#include "corpus/who.h"
#include "dixit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PEOPLE_MAX = 4, ARTICLES_MAX = 12 };

typedef struct person {
	const char *name, *title, *country; /* title NULL: none; country NULL: unknown */
} person;

typedef struct story {
	const char *id, *published;
	const char *land; /* a country that the article names besides, or NULL */
	person people[PEOPLE_MAX];
} story;

static void add_text(char *out, size_t room, const char *format, ...) {
	size_t used = strlen(out);
	va_list list;
	va_start(list, format);
	vsnprintf(out + used, room - used, format, list);
	va_end(list);
}

static void add_person(char *out, size_t room, const person *p, unsigned number) {
	char key[200];
	size_t n = 0;
	for (const char *c = p->name; *c && n + 1 < sizeof key; c++)
		key[n++] = (char)(*c == ' ' ? '-' : *c >= 'A' && *c <= 'Z' ? *c + 32 : *c);
	key[n] = 0;
	char country[8] = "null";
	if (p->country) snprintf(country, sizeof country, "\"%s\"", p->country);
	add_text(out, room,
	         "%s{\"id\":\"e%u\",\"type\":\"person\",\"name\":\"%s\",\"key\":\"person/%s\",\"aliases\":[],\"roles\":[",
	         number > 1 ? "," : "", number, p->name, key);
	if (p->title)
		add_text(out, room, "{\"title\":\"%s\",\"country\":%s,\"organisation\":null,\"start\":1,\"end\":9}", p->title,
		         country);
	add_text(out, room, "],\"country\":%s,\"mentions\":[{\"start\":1,\"end\":2,\"text\":\"x\",\"form\":\"%s\"}]}",
	         country, strchr(p->name, ' ') ? "name" : "short");
}

static dixit_record *record_of(const story *s) {
	char json[4096] = "";
	add_text(
	    json, sizeof json,
	    "{\"schema\":\"dixit.article/"
	    "1\",\"id\":\"%s\",\"published\":\"%s\",\"length\":10,\"sha256\":\"%064d\",\"statements\":[],\"entities\":[",
	    s->id, s->published, 0);
	unsigned count = 0;
	while (count < PEOPLE_MAX && s->people[count].name) {
		add_person(json, sizeof json, &s->people[count], count + 1);
		count++;
	}
	if (s->land)
		add_text(json, sizeof json,
		         "%s{\"id\":\"e%u\",\"type\":\"country\",\"name\":\"%s\",\"key\":\"country/"
		         "%s\",\"aliases\":[],\"roles\":[],\"country\":\"%s\",\"mentions\":[]}",
		         count ? "," : "", count + 1, s->land, s->land, s->land);
	add_text(json, sizeof json, "],\"events\":[]}");
	dixit_record *record;
	dixit_error error;
	if (dixit_record_parse(&record, json, strlen(json), &error)) fail_msg("%s", error.message);
	return record;
}

typedef struct linked {
	dixit_corpus *corpus;
	dixit_record *records[ARTICLES_MAX], *out[ARTICLES_MAX];
	unsigned count;
} linked;

static linked link_all(const story *stories, unsigned count, bool backwards) {
	static const dixit_corpus_options options = {.without_builtin_roster = true};
	linked l = {.count = count};
	dixit_error error;
	assert_int_equal(dixit_corpus_new(&l.corpus, &options, &error), DIXIT_OK);
	for (unsigned i = 0; i < count; i++) l.records[i] = record_of(&stories[i]);
	for (unsigned i = 0; i < count; i++)
		assert_int_equal(dixit_corpus_add(l.corpus, l.records[backwards ? count - 1 - i : i], &error), DIXIT_OK);
	assert_int_equal(dixit_corpus_settle(l.corpus, &error), DIXIT_OK);
	for (unsigned i = 0; i < count; i++)
		assert_int_equal(dixit_corpus_link(&l.out[i], l.corpus, l.records[i], &error), DIXIT_OK);
	return l;
}

static void done(linked *l) {
	for (unsigned i = 0; i < l->count; i++) {
		dixit_record_free(l->records[i]);
		dixit_record_free(l->out[i]);
	}
	dixit_corpus_free(l->corpus);
}

/* Keys of the first person of each article. */
static void expect_keys(const story *stories, unsigned count, const char *const *keys) {
	for (int backwards = 0; backwards < 2; backwards++) {
		linked l = link_all(stories, count, backwards);
		for (unsigned i = 0; i < count; i++) {
			dixit_slice key = l.out[i]->entities[0].key;
			char text[200];
			snprintf(text, sizeof text, "%.*s", (int)key.len, key.ptr);
			assert_string_equal(text, keys[i]);
		}
		done(&l);
	}
}

static void test_spellings(void **state) {
	(void)state;
	static const story stories[] = {{"a1", "2020-01-01", NULL, {{"Yusuf Qasemi", "Foreign Minister", "AF"}}},
	                                {"a2", "2020-01-02", NULL, {{"Youssef Ghasemi", "Foreign Minister", "AF"}}},
	                                {"a3", "2020-01-03", NULL, {{"Yusuf Qasemi", NULL, NULL}}},
	                                {"a4", "2020-01-04", NULL, {{"Yusuf Qasimi", "Foreign Minister", "AF"}}}};
	static const char *const keys[] = {"person/yusuf-qasemi", "person/yusuf-qasemi", "person/yusuf-qasemi",
	                                   "person/yusuf-qasemi"};
	expect_keys(stories, 4, keys);
}

static void test_namesakes(void **state) {
	(void)state;
	static const story stories[] = {{"a1", "2020-01-01", NULL, {{"Lena Horak", "Finance Minister", "CZ"}}},
	                                {"a2", "2020-01-02", NULL, {{"Lena Horak", "Health Minister", "AT"}}},
	                                {"a3", "2020-01-03", "AT", {{"Lena Horak", NULL, NULL}}},
	                                {"a4", "2020-01-04", "CZ", {{"Lena Horak", NULL, NULL}}},
	                                {"a5", "2020-01-05", NULL, {{"Lena Horak", NULL, NULL}}}};
	static const char *const keys[] = {"person/lena-horak@CZ", "person/lena-horak@AT", "person/lena-horak@AT",
	                                   "person/lena-horak@CZ", "person/lena-horak"};
	expect_keys(stories, 5, keys);
}

static void test_surname_goes_to_its_office(void **state) {
	(void)state;
	static const story stories[] = {{"a1", "2020-01-01", NULL, {{"Jan Maslak", "Finance Minister", "SK"}}},
	                                {"a2", "2020-01-01", NULL, {{"Eva Maslak", "Mayor", "SK"}}},
	                                {"a3", "2020-01-03", NULL, {{"Maslak", "Mayor", "SK"}}},
	                                {"a4", "2020-01-04", NULL, {{"Maslak", "Finance Minister", "SK"}}},
	                                {"a5", "2020-01-05", "PE", {{"Maslak", NULL, NULL}}}};
	static const char *const keys[] = {"person/jan-maslak", "person/eva-maslak", "person/eva-maslak",
	                                   "person/jan-maslak", "person/maslak"};
	expect_keys(stories, 5, keys);
}

/* Two who stand in one article are two, however alike their names. */
static void test_together_is_apart(void **state) {
	(void)state;
	static const story stories[] = {{"a1", "2020-01-01", "PL", {{"Adam W. Lis", NULL, NULL}, {"Adam Lis", NULL, NULL}}},
	                                {"a2", "2020-01-02", "PL", {{"Adam W. Lis", NULL, NULL}}}};
	static const char *const keys[] = {"person/adam-w.-lis", "person/adam-w.-lis"};
	expect_keys(stories, 2, keys);
	linked l = link_all(stories, 2, false);
	assert_int_equal(l.out[0]->entity_count, 3);
	done(&l);
}

/* A slip of one article does not make a second person of one who is met often. */
static void test_a_slip_is_no_namesake(void **state) {
	(void)state;
	story stories[ARTICLES_MAX];
	char ids[ARTICLES_MAX][8];
	const char *keys[ARTICLES_MAX];
	for (unsigned i = 0; i < ARTICLES_MAX; i++) {
		snprintf(ids[i], sizeof ids[i], "a%02u", i);
		stories[i] = (story){
		    ids[i], "2020-01-01", "LV", {{"Ilze Ozolina", i == 3 ? NULL : "Prime Minister", i == 3 ? "FR" : "LV"}}};
		keys[i] = "person/ilze-ozolina";
	}
	expect_keys(stories, ARTICLES_MAX, keys);
}

static dx_called read_name(dixit_corpus *corpus, const char *name) {
	dx_called called;
	assert_true(dx_called_read(corpus, dx_slice_of(name), false, &called));
	return called;
}

static void test_names_match(void **state) {
	(void)state;
	static const struct {
		const char *a, *b;
		dx_reason why;
	} pairs[] = {{"Faisal Mekdad", "Faisal Miqdad", DX_WHY_SPELLING},
	             {"Abd al-Rahman Tarif", "Abdulrahman Tarif", DX_WHY_SAME},
	             {"Jean-Luc Morvan", "Jean Luc Morvan", DX_WHY_SAME},
	             {"T. Lindqvist", "Tove Lindqvist", DX_WHY_INITIAL},
	             {"Tove K. Lindqvist", "Tove Lindqvist", DX_WHY_MIDDLE},
	             {"Tove K. Lindqvist", "Tove B. Lindqvist", DX_WHY_NOT},
	             {"Bob Hartnell", "Robert Hartnell", DX_WHY_NICKNAME},
	             {"Ri Sol-ju", "Sol-ju Ri", DX_WHY_ORDER},
	             {"Ana Robles", "Ana Robles Quiroga", DX_WHY_DOUBLE},
	             {"Mario Fonti", "Maria Fonti", DX_WHY_NOT},
	             {"Dean Baker", "Dan Baker", DX_WHY_NOT},
	             {"Pavel Ivanov", "Pavel Ivanova", DX_WHY_NOT},
	             {"Juan Paz Jr.", "Juan Paz Sr.", DX_WHY_NOT},
	             {"Juan Paz Jr.", "Juan Paz", DX_WHY_SUFFIX},
	             {"Ali Reza", "Omar Reza", DX_WHY_NOT}};
	dixit_corpus *corpus;
	dixit_error error;
	assert_int_equal(dixit_corpus_new(&corpus, NULL, &error), DIXIT_OK);
	if (dx_arena_guard(&corpus->arena) || dx_arena_guard(&corpus->temp)) fail_msg("out of memory");
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		dx_called a = read_name(corpus, pairs[i].a), b = read_name(corpus, pairs[i].b);
		dx_reason there = dx_called_match(corpus, &a, &b), back = dx_called_match(corpus, &b, &a);
		if (there != pairs[i].why || back != pairs[i].why)
			fail_msg("%s and %s: %d and %d, not %d", pairs[i].a, pairs[i].b, there, back, pairs[i].why);
	}
	dixit_corpus_free(corpus);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_spellings),
	    cmocka_unit_test(test_namesakes),
	    cmocka_unit_test(test_surname_goes_to_its_office),
	    cmocka_unit_test(test_together_is_apart),
	    cmocka_unit_test(test_a_slip_is_no_namesake),
	    cmocka_unit_test(test_names_match),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
