/* The census: that neither the order of records nor their number is seen in what it gives and takes. Counts and formats
 * are shown by fixtures/people. */
#include "corpus/census.h"

#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

enum { RECORDS = 400, PEOPLE = 23, LINE = 2048, DIGEST = 1 << 17 };

static const dx_census_choice all = {UINT32_MAX, 0, 0, DX_BY_STATEMENTS};

static void add_line(dx_census *census, const char *line) {
	dixit_record *record;
	dixit_error error = {0};
	if (dixit_record_parse(&record, line, strlen(line), &error)) fail_msg("%s", error.message);
	assert_int_equal(dx_census_add(census, record, &error), DIXIT_OK);
	dixit_record_free(record);
}

/* Record number i: two people of PEOPLE, who change their names and offices, and a body whose name changes. */
static void record_of(char line[LINE], unsigned i) {
	unsigned a = i * 7 % PEOPLE, b = (a + 1 + i % 5) % PEOPLE;
	const char *day = i % 9 ? (i % 3 ? "\"2021-05-0%u\"" : "\"2019-11-1%u\"") : "null";
	char published[32];
	snprintf(published, sizeof published, day, i % 8 + 1);
	int n =
	    snprintf(line, LINE,
	             "{\"schema\":\"dixit.article/1\",\"id\":\"a%u\",\"published\":%s,\"length\":99,\"statements\":["
	             "{\"id\":\"s1\",\"kind\":\"direct\",\"act\":\"say\",\"speakers\":[\"e1\"],\"about\":[\"e2\",\"e3\"]},"
	             "{\"id\":\"s2\",\"kind\":\"direct\",\"act\":\"say\",\"speakers\":[\"e1\",\"e2\"]}],\"entities\":["
	             "{\"id\":\"e1\",\"type\":\"person\",\"name\":\"P%u%s\",\"key\":\"person/"
	             "p%u\",\"country\":\"%s\",\"aliases\":[\"Q%u\"],"
	             "\"roles\":[{\"title\":\"%s\",\"country\":%s,\"organisation\":%s,\"start\":0,\"end\":1}]},"
	             "{\"id\":\"e2\",\"type\":\"person\",\"name\":\"P%u\",\"key\":\"person/p%u\"},"
	             "{\"id\":\"e3\",\"type\":\"organisation\",\"name\":\"Body %c\",\"key\":\"organisation/body\"}]}",
	             i, published, a, i % 4 ? "" : " the Elder", a, i % 6 ? "DK" : "NO", i % 3, i % 2 ? "Mayor" : "Clerk",
	             i % 5 ? "\"DK\"" : "null", i % 7 ? "null" : "\"e3\"", b, b, i % 3 ? 'A' : 'B');
	assert_in_range(n, 1, LINE - 1);
}

static dx_census *fresh(void) {
	dx_census *census;
	assert_int_equal(dx_census_new(&census, NULL), DIXIT_OK);
	return census;
}

/* Everything that the list says, as text. */
static void digest_of(dx_census *census, char out[DIGEST]) {
	const dx_census_entity *const *list;
	uint32_t count;
	size_t n = 0;
	assert_int_equal(dx_census_list(census, &all, &list, &count, NULL), DIXIT_OK);
	for (uint32_t i = 0; i < count; i++) {
		const dx_census_entity *e = list[i];
		n += (size_t)snprintf(out + n, DIGEST - n, "%.*s %.*s %s %u %u %u %u %.*s/%u/%u %.*s/%u/%u", (int)e->key.len,
		                      e->key.ptr, (int)e->name.len, e->name.ptr, e->country, e->articles, e->mentions,
		                      e->statements, e->named, (int)e->first.article.len, e->first.article.ptr, e->first.day,
		                      e->first.number, (int)e->last.article.len, e->last.article.ptr, e->last.day,
		                      e->last.number);
		for (uint32_t k = 0; k < e->alias_count; k++) {
			n += (size_t)snprintf(out + n, DIGEST - n, " =%.*s", (int)e->aliases[k].len, e->aliases[k].ptr);
		}
		for (uint32_t k = 0; k < e->role_count; k++) {
			const dx_census_role *r = &e->roles[k];
			n += (size_t)snprintf(out + n, DIGEST - n, " +%.*s/%s/%.*s/%u/%u", (int)r->title.len, r->title.ptr,
			                      r->country, (int)r->organisation.len, r->organisation.ptr, r->first, r->last);
		}
		assert_in_range(n + 1, 1, DIGEST - 1024);
		out[n++] = '\n';
	}
	out[n] = 0;
	assert_int_equal(count, PEOPLE + 1);
}

static void order_does_not_matter(void **state) {
	(void)state;
	static char first[DIGEST], other[DIGEST], line[LINE];
	static const unsigned steps[] = {1, 399, 7, 123}; /* each visits all: none shares a factor with RECORDS */
	for (unsigned s = 0; s < sizeof steps / sizeof *steps; s++) {
		dx_census *census = fresh();
		for (unsigned i = 0; i < RECORDS; i++) {
			record_of(line, i * steps[s] % RECORDS);
			add_line(census, line);
		}
		digest_of(census, s ? other : first);
		if (s) assert_string_equal(first, other);
		dx_census_free(census);
	}
}

/* Later and later statements in articles of longer and longer ids: what was known before is forgotten. */
static size_t taken_by(unsigned records) {
	dx_census *census = fresh();
	struct mallinfo2 before = mallinfo2();
	for (unsigned i = 1; i <= records; i++) {
		char line[512];
		snprintf(line, sizeof line,
		         "{\"schema\":\"dixit.article/1\",\"id\":\"article-%09u\",\"published\":\"20%02u-01-01\",\"length\":9,"
		         "\"statements\":[{\"id\":\"s1\",\"kind\":\"direct\",\"act\":\"say\",\"speakers\":[\"e1\"]}],"
		         "\"entities\":[{\"id\":\"e1\",\"type\":\"person\",\"name\":\"Ann Lee\",\"key\":\"person/ann-lee\","
		         "\"roles\":[{\"title\":\"Mayor\",\"country\":\"DK\",\"start\":0,\"end\":1}]}]}",
		         i, i * 90 / records);
		add_line(census, line);
	}
	struct mallinfo2 after = mallinfo2();
	dx_census_free(census);
	return after.uordblks + after.hblkhd - before.uordblks - before.hblkhd;
}

static void memory_grows_with_people_not_records(void **state) {
	(void)state;
	size_t few = taken_by(100), many = taken_by(20000);
	assert_true(many <= few + 4096);
}

static void a_list_ends_the_counting(void **state) {
	(void)state;
	dx_census *census = fresh();
	const dx_census_entity *const *list;
	uint32_t count;
	char line[LINE];
	dixit_record *record;
	record_of(line, 1);
	assert_int_equal(dx_census_list(census, &all, &list, &count, NULL), DIXIT_OK);
	assert_int_equal(count, 0);
	assert_int_equal(dixit_record_parse(&record, line, strlen(line), NULL), DIXIT_OK);
	assert_int_equal(dx_census_add(census, record, NULL), DIXIT_E_USAGE);
	dixit_record_free(record);
	dx_census_free(census);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(order_does_not_matter),
	    cmocka_unit_test(memory_grows_with_people_not_records),
	    cmocka_unit_test(a_list_ends_the_counting),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
