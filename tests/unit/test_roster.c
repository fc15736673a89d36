/* The built-in roster as a table, rosters of users, look-ups; corrections. */
#include "base/map.h"
#include "base/name.h"
#include "corpus/corrections.h"
#include "corpus/roster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

enum { FILES = 2 };

static dx_lexicon *lexicon;
static dx_roster *built_in;
static dx_arena arena;
static char folder[] = "/tmp/dixit-roster-XXXXXX";
static char paths[FILES][64];

static int set_up(void **state) {
	(void)state;
	dixit_error error = {0};
	dx_arena_init(&arena);
	if (!mkdtemp(folder)) return 1;
	for (int i = 0; i < FILES; i++) snprintf(paths[i], sizeof paths[i], "%s/%d.tsv", folder, i);
	dixit_status status = dx_lexicon_new(&lexicon, NULL, &error);
	if (!status) status = dx_roster_new(&built_in, &(dx_roster_options){.lexicon = lexicon}, &error);
	if (status) print_error("%s:%d: %s\n", error.file, (int)error.line, error.message);
	return status != DIXIT_OK;
}

static int tear_down(void **state) {
	(void)state;
	for (int i = 0; i < FILES; i++) unlink(paths[i]);
	rmdir(folder);
	dx_roster_free(built_in);
	dx_lexicon_free(lexicon);
	dx_arena_free(&arena);
	return 0;
}

static void put_file(int i, const char *bytes) {
	FILE *f = fopen(paths[i], "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, strlen(bytes), f), strlen(bytes));
	assert_int_equal(fclose(f), 0);
}

static dx_slice key(const char *name) { return dx_person_key(&arena, dx_slice_of(name)); }

/* The roster of one or two files, with the built-in table or without. */
static dx_roster *roster_of(const char *first, const char *second, bool with_built_in) {
	char *files[] = {paths[0], paths[1]};
	dixit_error error = {0};
	dx_roster *r;
	put_file(0, first);
	if (second) put_file(1, second);
	dx_roster_options options = {
	    .lexicon = with_built_in ? lexicon : NULL, .paths = files, .path_count = second ? 2 : 1};
	if (dx_roster_new(&r, &options, &error)) fail_msg("%s:%d: %s", error.file, (int)error.line, error.message);
	return r;
}

static void assert_text(dx_slice got, const char *wanted) {
	if (!dx_slice_eq(got, dx_slice_of(wanted))) fail_msg("%.*s is not %s", (int)got.len, got.ptr, wanted);
}

static void assert_named(const dx_roster *r, const char *name, const char *country, uint32_t day, const char *wanted) {
	const dx_roster_person *p = dx_roster_named(r, key(name), country, day);
	if (!wanted && p) fail_msg("%s is %.*s, not nobody", name, (int)p->name.len, p->name.ptr);
	if (wanted && !p) fail_msg("%s is nobody, not %s", name, wanted);
	if (p) assert_text(p->name, wanted);
}

static void assert_holder(const dx_roster *r, dx_office_query query, const char *wanted) {
	const dx_roster_person *p = dx_roster_holder(r, &query);
	if (!wanted && p)
		fail_msg("%.*s on %u: %.*s", (int)query.title.len, query.title.ptr, query.day, (int)p->name.len, p->name.ptr);
	if (wanted && !p) fail_msg("%.*s on %u: nobody, not %s", (int)query.title.len, query.title.ptr, query.day, wanted);
	if (p) assert_text(p->name, wanted);
}

/* --- the built-in table --- */

static bool is_number(dx_slice id) {
	if (id.len < 2 || id.ptr[0] != 'Q' || id.ptr[1] == '0') return false;
	for (size_t i = 1; i < id.len; i++) {
		if (id.ptr[i] < '0' || id.ptr[i] > '9') return false;
	}
	return true;
}

/* Days, countries and the order of from and to are checked by the loader; what it lets a user do is checked here. */
static void built_in_table_is_well_formed(void **state) {
	(void)state;
	const dx_tenure *t;
	dx_map lines, ids;
	dx_map_init(&lines, &arena, 2048);
	dx_map_init(&ids, &arena, 2048);
	for (uint32_t i = 0; (t = dx_lexicon_tenure(lexicon, i)); i++) {
		char line[512];
		bool added;
		int n = snprintf(line, sizeof line, "%.*s\t%.*s\t%s\t%.*s\t%u\t%u", (int)t->name.len, t->name.ptr,
		                 (int)t->title.len, t->title.ptr, t->country, (int)t->institution.len, t->institution.ptr,
		                 t->from, t->to);
		assert_in_range(n, 1, sizeof line - 1);
		dx_map_put(&lines, (dx_slice){dx_strndup(&arena, line, (size_t)n), (size_t)n}, 0, &added);
		if (!added) fail_msg("twice: %s", line);
		if (!t->title.len) fail_msg("no title: %s", line);
		if (t->country[0] && !dx_lexicon_country_of(lexicon, t->country)) fail_msg("no such country: %s", line);
		if (!t->country[0] && !t->institution.len) fail_msg("whose office? %s", line);
		if (t->from && t->from < 19400000) fail_msg("too early: %s", line);
		if (t->to != DX_DAY_OPEN && t->to > 20260000) fail_msg("too late: %s", line);
		if (!t->id.len) continue;
		if (!is_number(t->id)) fail_msg("no Wikidata number: %s", line);
		dx_map_put(&ids, t->id, 0, &added);
		if (!added) fail_msg("an identifier of two lines: %s", line);
	}
}

/* One spelling a person; an alias of two is one that only country and day tell apart. */
static void built_in_people_are_told_apart(void **state) {
	(void)state;
	uint32_t shared = 0;
	assert_true(dx_roster_count(built_in) >= 450);
	for (uint32_t i = 0; i < dx_roster_count(built_in); i++) {
		const dx_roster_person *p = dx_roster_at(built_in, i);
		assert_false(p->own);
		assert_true(p->office_count > 0);
		dx_roster_hits hits = dx_roster_find(built_in, p->key);
		if (hits.count != 1 || hits.persons[0] != i) fail_msg("not one: %.*s", (int)p->name.len, p->name.ptr);
		for (uint32_t k = 0; k < p->alias_count; k++) {
			dx_slice alias = dx_person_key(&arena, p->aliases[k]);
			shared += dx_roster_find(built_in, alias).count > 1;
		}
	}
	assert_true(shared <= 4);
}

/* --- names --- */

static void all_spellings_give_one_person(void **state) {
	(void)state;
	static const char *const spellings[] = {"Faisal Mekdad", "Faisal Mikdad", "Faisal Miqdad", "FAISAL MEKDAD"};
	for (unsigned i = 0; i < 4; i++) assert_named(built_in, spellings[i], "", 0, "Faisal Mekdad");
	assert_named(built_in, "Hossein Amirabdollahian", "IR", 20220101, "Hossein Amir-Abdollahian");
	assert_named(built_in, "Jens Stoltenberg", "NO", 0, "Jens Stoltenberg");
	dx_slice whole = DX_LIT("person/volodymyr-zelenskyy");
	assert_ptr_equal(dx_roster_named(built_in, whole, "", 0),
	                 dx_roster_named(built_in, key("Volodymyr Zelensky"), "", 0));
	assert_named(built_in, "Nobody Inparticular", "", 0, NULL);
}

static void country_and_day_tell_namesakes_apart(void **state) {
	(void)state;
	assert_named(built_in, "King Abdullah", "JO", 20100101, "Abdullah II");
	assert_named(built_in, "King Abdullah", "SA", 20100101, "Abdullah bin Abdulaziz");
	assert_named(built_in, "King Abdullah", "", 20100101, NULL);
	assert_named(built_in, "King Abdullah", "", 20200101, "Abdullah II");
	assert_named(built_in, "John Kelly", "US", 20170501, "John Kelly");
	assert_named(built_in, "John Kelly", "IE", 20170501, NULL);
	dx_roster *r = roster_of("name\ttitle\tcountry\tfrom\tto\tid\n"
	                         "Bo Lund\tMayor\tDK\t2001\t2009\tx1\nBo Lund\tMayor\tDK\t2010\t2019\tx2\n"
	                         "Bo Lund\tMinister\tDK\t2020\t\tx2\n",
	                         NULL, false);
	assert_int_equal(dx_roster_count(r), 2);
	assert_int_equal(dx_roster_find(r, key("Bo Lund")).count, 2);
	assert_text(dx_roster_named(r, key("Bo Lund"), "DK", 20050607)->id, "x1");
	assert_text(dx_roster_named(r, key("Bo Lund"), "", 20150607)->id, "x2");
	assert_null(dx_roster_named(r, key("Bo Lund"), "DK", 0));
	assert_text(dx_roster_in_office(dx_roster_at(r, 1), 20210203)->title, "Minister");
	assert_null(dx_roster_in_office(dx_roster_at(r, 0), 20210203));
	dx_roster_free(r);
}

static void surnames_find_their_bearers(void **state) {
	(void)state;
	static const struct {
		const char *surname, *name;
	} cases[] = {{"Leyen", "Ursula von der Leyen"},
	             {"von der Leyen", "Ursula von der Leyen"},
	             {"Abdollahian", "Hossein Amir-Abdollahian"},
	             {"Amir-Abdollahian", "Hossein Amir-Abdollahian"},
	             {"Wang", "Wang Yi"},
	             {"Assad", "Bashar al-Assad"},
	             {"al-Assad", "Bashar al-Assad"},
	             {"Zelenskyy", "Volodymyr Zelensky"},
	             {"Lula", "Luiz Inácio Lula da Silva"},
	             {"Kirchner", "Cristina Fernández de Kirchner"},
	             {"Aquino", "Benigno Aquino III"}};
	for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
		dx_roster_hits hits = dx_roster_surname(built_in, key(cases[i].surname));
		bool there = false;
		for (uint32_t k = 0; k < hits.count; k++) {
			there |= dx_slice_eq(dx_roster_at(built_in, hits.persons[k])->name, dx_slice_of(cases[i].name));
		}
		if (!there) fail_msg("%s is not among the %u called %s", cases[i].name, hits.count, cases[i].surname);
	}
	assert_int_equal(dx_roster_surname(built_in, key("Angela")).count, 0);
}

/* --- offices --- */

static void offices_have_their_holders(void **state) {
	(void)state;
#define OFFICE(t, c, d) ((dx_office_query){.title = DX_LIT(t), .country = c, .day = d})
#define SEAT(t, i, d) ((dx_office_query){.title = DX_LIT(t), .institution = DX_LIT(i), .day = d})
	assert_holder(built_in, OFFICE("Foreign Minister", "IR", 20231014), "Hossein Amir-Abdollahian");
	assert_holder(built_in, OFFICE("foreign secretary", "GB", 20170303), "Boris Johnson");
	assert_holder(built_in, OFFICE("Foreign Minister", "US", 20140303), "John Kerry");
	assert_holder(built_in, OFFICE("Defense Minister", "US", 20220303), "Lloyd Austin");
	assert_holder(built_in, OFFICE("Prime Minister", "DE", 20100303), "Angela Merkel");
	assert_holder(built_in, SEAT("Secretary-General", "UN", 20231014), "António Guterres");
	assert_holder(built_in, SEAT("Spokesperson", "State Department", 20220303), "Ned Price");
	assert_holder(built_in, OFFICE("IAEA Director General", "", 20221014), "Rafael Grossi");
	assert_holder(built_in, OFFICE("NATO Secretary-General", "", 20101014), "Anders Fogh Rasmussen");
	/* many have that title at once, or nobody is known */
	assert_holder(built_in, OFFICE("Spokesperson", "US", 20220303), NULL);
	assert_holder(built_in, OFFICE("Foreign Minister", "IR", 18991014), NULL);
	assert_holder(built_in, OFFICE("Ferry Master", "DK", 20221014), NULL);
}

static void a_change_of_holders_is_told_by_the_day(void **state) {
	(void)state;
	dx_roster *r = roster_of("name\ttitle\tcountry\tfrom\tto\n"
	                         "Ada One\tMayor\tDK\t2001-05-01\t2010-06-30\nBob Two\tMayor\tDK\t2010-06-30\t2015\n"
	                         "Cid Three\tMayor\tDK\t2015-09\t2019\nDan Four\tMayor\tDK\t2019\t\n"
	                         "Eve Five\tMayor\tDK\t2024-01-01\t\n",
	                         NULL, false);
	static const struct {
		uint32_t day;
		const char *name;
	} cases[] = {{20010430, NULL},      {20010501, "Ada One"},  {20100629, "Ada One"},
	             {20100630, "Bob Two"}, {20150301, "Bob Two"},  {20151001, "Cid Three"},
	             {20190202, NULL},      {20200202, "Dan Four"}, {20240601, NULL}};
	for (unsigned i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_holder(r, OFFICE("mayor", "DK", cases[i].day), cases[i].name);
	}
	dx_roster_free(r);
}

/* --- users' files --- */

static void a_users_person_takes_the_place(void **state) {
	(void)state;
	dx_roster *r =
	    roster_of("id\tname\tinstitution\n\n# mine\nmy-7\tAntonio Guterres\t-\n\tJane Q. Public\tCity Hall\n",
	              "\xEF\xBB\xBFname\ttitle\taliases\r\nJane Public\tMayor\tJ. Public; Janie\r\n\t\t\r\n", true);
	assert_int_equal(dx_roster_count(r), dx_roster_count(built_in) + 1);
	assert_named(r, "António Guterres", "", 0, "Antonio Guterres");
	const dx_roster_person *p = dx_roster_named(r, key("Antonio Guterres"), "PT", 20200101);
	assert_text(p->id, "my-7");
	assert_true(p->own);
	assert_true(p->office_count >= 2); /* the user gave none, so the built-in ones stay */
	p = dx_roster_named(r, key("Janie"), "", 0);
	assert_text(p->name, "Jane Public");
	assert_int_equal(p->office_count, 1);
	assert_text(p->offices[0].title, "Mayor");
	assert_int_equal(p->offices[0].institution.len, 0);
	dx_roster_free(r);
	r = roster_of("name\taliases\nSergei Lavrov\tS. V. Lavrov\n", NULL, true); /* an alias in the built-in table */
	assert_int_equal(dx_roster_count(r), dx_roster_count(built_in));
	assert_named(r, "Sergey Lavrov", "RU", 20200101, "Sergei Lavrov");
	assert_text(dx_roster_named(r, key("Sergey Lavrov"), "", 0)->id, "Q58217");
	dx_roster_free(r);
}

static void assert_bad(const char *bytes, unsigned line, unsigned byte, const char *words, bool corrections) {
	char *files[] = {paths[0]};
	dixit_error error = {0};
	dx_roster *r = NULL;
	dx_corrections *c = NULL;
	put_file(0, bytes);
	dixit_status status = corrections
	                          ? dx_corrections_new(&c, files, 1, &error)
	                          : dx_roster_new(&r, &(dx_roster_options){.paths = files, .path_count = 1}, &error);
	assert_int_equal(status, DIXIT_E_FORMAT);
	assert_null(r);
	assert_null(c);
	assert_string_equal(error.file, paths[0]);
	if (error.line != line || error.byte != byte || !strstr(error.message, words))
		fail_msg("%u:%u %s; %u:%u %s was wanted", (unsigned)error.line, (unsigned)error.byte, error.message, line, byte,
		         words);
}

static void mistakes_in_rosters_are_told(void **state) {
	(void)state;
	assert_bad("", 0, 0, "no first line", false);
	assert_bad("title\tcountry\nMayor\tDK\n", 1, 1, "names no column name", false);
	assert_bad("name\tnick\nA B\tC\n", 1, 6, "no column is called \"nick\"", false);
	assert_bad("name\tid\tname\n", 1, 9, "twice", false);
	assert_bad("name\ttitle\n\tMayor\n", 2, 1, "name is empty", false);
	assert_bad("name\ttitle\nA B\tMayor\tDK\n", 2, 11, "more fields", false);
	assert_bad("name\tcountry\nA B\tDen\n", 2, 5, "two-letter country", false);
	assert_bad("name\tfrom\nA B\t2023-02-29\n", 2, 5, "YYYY-MM-DD", false);
	assert_bad("name\tfrom\nA B\t203\n", 2, 5, "YYYY-MM-DD", false);
	assert_bad("name\tto\tfrom\nA B\t2001\t2001-12-31\nA B\t2001\t2002\n", 3, 5, "before from", false);
	assert_bad("name\nA \xC3(\n", 2, 3, "UTF-8", false);
	dixit_error error = {0};
	dx_roster *r;
	char missing[] = "/nowhere/roster.tsv", *files[] = {missing};
	assert_int_equal(dx_roster_new(&r, &(dx_roster_options){.paths = files, .path_count = 1}, &error), DIXIT_E_IO);
	assert_string_equal(error.file, missing);
}

/* --- corrections --- */

#define HEAD "action\tkey\tto\tarticle\n"

static dx_corrections *corrections_of(const char *first, const char *second) {
	char *files[] = {paths[0], paths[1]};
	dixit_error error = {0};
	dx_corrections *c;
	put_file(0, first);
	if (second) put_file(1, second);
	if (dx_corrections_new(&c, files, second ? 2 : 1, &error))
		fail_msg("%s:%d: %s", error.file, (int)error.line, error.message);
	return c;
}

static dx_correction of(dx_corrections *c, const char *entity, const char *article) {
	return dx_corrections_of(c, dx_slice_of(entity), dx_slice_of(article));
}

static void corrections_are_found_by_key_and_article(void **state) {
	(void)state;
	dx_corrections *c = corrections_of("article\taction\tkey\tto\n\tmerge\tperson/a\tperson/b\n"
	                                   "a7\tsplit\tperson/b\tperson/z\na9\tsplit\tperson/b\tperson/y\n",
	                                   HEAD "merge\tperson/b\tperson/c\nrename\tperson/c\tCecil Cee\n"
	                                        "drop\tplace/nowhere\nnot-a-speaker\tperson/c\nmerge\tperson/z\tperson/q\n"
	                                        "split\tperson/c\tperson/d\ta8\nmerge\tperson/a\tperson/b\n");
	dx_correction got = of(c, "person/a", "a1");
	assert_text(got.key, "person/c");
	assert_text(got.name, "Cecil Cee");
	assert_true(got.changed && got.not_a_speaker && !got.drop);
	assert_text(of(c, "person/b", "a7").key, "person/q"); /* split, then merged */
	assert_text(of(c, "person/b", "a9").key, "person/y");
	assert_text(of(c, "person/a", "a8").key, "person/d"); /* merged, then split */
	assert_text(of(c, "person/c", "a8").key, "person/d");
	got = of(c, "place/nowhere", "");
	assert_true(got.drop && !got.changed);
	got = of(c, "person/unknown", "a7");
	assert_text(got.key, "person/unknown");
	assert_true(!got.changed && !got.drop && !got.not_a_speaker && !got.name.len);
	dx_corrections_free(c);
	c = corrections_of(HEAD "split\tperson/a\tperson/b\ta1\nsplit\tperson/b\tperson/a\ta2\n", NULL); /* mixed up */
	assert_text(of(c, "person/a", "a1").key, "person/b");
	assert_text(of(c, "person/b", "a2").key, "person/a");
	assert_text(of(c, "person/a", "a2").key, "person/a");
	dx_corrections_free(c);
	assert_int_equal(dx_corrections_new(&c, NULL, 0, NULL), DIXIT_OK);
	assert_text(of(c, "person/a", "a1").key, "person/a");
	dx_corrections_free(c);
}

static void mistakes_in_corrections_are_told(void **state) {
	(void)state;
	assert_bad(HEAD "merge\tperson/a\tperson/b\nmerge\tperson/b\tperson/c\nmerge\tperson/c\tperson/a\n", 4, 0,
	           ":2 make a circle", true);
	assert_bad(HEAD "merge\tperson/a\tperson/a\n", 2, 0, "into itself", true);
	assert_bad(HEAD "merge\tperson/a\tperson/b\nmerge\tperson/a\tperson/c\n", 3, 7, ":2 says otherwise", true);
	assert_bad(HEAD "split\tperson/a\tperson/b\tx\nsplit\tperson/a\tperson/c\tx\n", 3, 7, ":2 says otherwise", true);
	assert_bad(HEAD "rename\tperson/a\tAnn\nrename\tperson/a\tAnna\n", 3, 8, ":2 says otherwise", true);
	assert_bad(HEAD "rename\tperson/a\tAnn\nmerge\tperson/a\tperson/b\n", 2, 0, "it is merged by", true);
	assert_bad(HEAD "rename\tperson/a\tAnn\ndrop\tperson/a\n", 2, 0, "it is dropped by", true);
	assert_bad(HEAD "fuse\tperson/a\tperson/b\n", 2, 1, "\"fuse\" is no action", true);
	assert_bad(HEAD "merge\tperson/a\n", 2, 1, "merge needs a value in to", true);
	assert_bad(HEAD "split\tperson/a\tperson/b\n", 2, 1, "split needs a value in article", true);
	assert_bad(HEAD "drop\tperson/a\tperson/b\n", 2, 15, "drop takes no value in to", true);
	assert_bad(HEAD "drop\tJane Doe\n", 2, 6, "is no key", true);
	assert_bad(HEAD "merge\tperson/a\tJane Doe\n", 2, 16, "is no key", true);
	assert_bad("action\tto\n", 1, 1, "names no column key", true);
}

/* A chain is walked over once, whatever the order of its lines. */
static void long_chains_end_in_their_last(void **state) {
	(void)state;
	enum { LINKS = 20000 };
	static char bytes[LINKS * 40 + 64];
	size_t n = (size_t)snprintf(bytes, sizeof bytes, HEAD);
	for (int i = LINKS; i-- > 0;) {
		n += (size_t)snprintf(bytes + n, sizeof bytes - n, "merge\tperson/%d\tperson/%d\n", i, i + 1);
	}
	dx_corrections *c = corrections_of(bytes, NULL);
	assert_text(of(c, "person/0", "").key, "person/20000");
	assert_text(of(c, "person/19999", "").key, "person/20000");
	dx_corrections_free(c);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(built_in_table_is_well_formed),
	    cmocka_unit_test(built_in_people_are_told_apart),
	    cmocka_unit_test(all_spellings_give_one_person),
	    cmocka_unit_test(country_and_day_tell_namesakes_apart),
	    cmocka_unit_test(surnames_find_their_bearers),
	    cmocka_unit_test(offices_have_their_holders),
	    cmocka_unit_test(a_change_of_holders_is_told_by_the_day),
	    cmocka_unit_test(a_users_person_takes_the_place),
	    cmocka_unit_test(mistakes_in_rosters_are_told),
	    cmocka_unit_test(corrections_are_found_by_key_and_article),
	    cmocka_unit_test(mistakes_in_corrections_are_told),
	    cmocka_unit_test(long_chains_end_in_their_last),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
