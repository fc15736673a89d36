/* Events: what counts as one and what does not, days made absolute, one event told twice, statements made at one.
 * Sentences go through all stages, since an event is what the mentions and statements around a trigger make of it. */
#include "event/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static dixit_engine *engine;

static int set_up(void **state) {
	(void)state;
	return dixit_engine_new(&engine, NULL, NULL, NULL);
}

static int tear_down(void **state) {
	(void)state;
	dixit_engine_free(engine);
	return 0;
}

static const char *const types[] = {"meeting", "call", "visit", "session", "summit", "press conference", "interview"};

static void name_of(char *out, size_t size, const dixit_record *r, uint32_t entity) {
	size_t n = strlen(out);
	snprintf(out + n, size - n, "%.*s", (int)r->entities[entity].name.len, r->entities[entity].name.ptr);
}

static void append(char *out, size_t size, const char *s) {
	size_t n = strlen(out);
	snprintf(out + n, size - n, "%s", s);
}

/* "meeting 2024-03-04 in Oslo by Host: A, B (said)", events joined by " | ". */
static void describe(char *out, size_t size, const dixit_record *r) {
	out[0] = 0;
	for (uint32_t k = 0; k < r->event_count; k++) {
		const dixit_event *e = &r->events[k];
		if (k) append(out, size, " | ");
		append(out, size, types[e->type]);
		if (e->date[0]) append(out, size, " ");
		append(out, size, e->date);
		if (e->place >= 0) append(out, size, " in ");
		if (e->place >= 0) name_of(out, size, r, (uint32_t)e->place);
		if (e->host >= 0) append(out, size, " by ");
		if (e->host >= 0) name_of(out, size, r, (uint32_t)e->host);
		for (uint32_t i = 0; i < e->participants.count; i++) {
			append(out, size, i ? ", " : ": ");
			name_of(out, size, r, e->participants.items[i]);
		}
		for (uint32_t i = 0; i < r->statement_count; i++) {
			const dixit_statement *s = &r->statements[i];
			if (s->event != (int32_t)k) continue;
			char cue[64];
			snprintf(cue, sizeof cue, " (%.*s)", (int)s->cue.text.len, s->cue.text.ptr);
			append(out, size, cue);
		}
	}
}

static void tells(const char *published, const char *text, const char *expected) {
	dixit_record *record;
	dixit_error error = {0};
	char got[2048];
	dixit_meta meta = {.published = published};
	assert_int_equal(dixit_extract(&record, engine, text, strlen(text), &meta, &error), DIXIT_OK);
	describe(got, sizeof got, record);
	dixit_record_free(record);
	if (strcmp(got, expected)) print_error("text: %s\n", text);
	assert_string_equal(got, expected);
}

typedef struct row {
	const char *text, *expected;
} row;

/* All on Wednesday 6 March 2024. A plain sentence follows, so that the first one is not taken for a title. */
static void check(const row *rows, size_t count) {
	for (size_t k = 0; k < count; k++) {
		char text[2048];
		snprintf(text, sizeof text, "%s\n\nIt is a small ship.\n", rows[k].text);
		tells("2024-03-06", text, rows[k].expected);
	}
}
#define CHECK(rows) check(rows, sizeof(rows) / sizeof *(rows))

#define VIK "Foreign Minister Kari Vik"
#define MBOGO "President Otieno Mbogo"
#define BOTH ": Kari Vik, Otieno Mbogo"
#define TURNED ": Otieno Mbogo, Kari Vik"

static void test_kinds(void **state) {
	(void)state;
	static const row rows[] = {
	    {VIK " met with " MBOGO " in Nairobi on Tuesday.", "meeting 2024-03-05 in Nairobi" BOTH},
	    {MBOGO " held talks with " VIK " in Oslo last Thursday.", "meeting 2024-02-29 in Oslo" TURNED},
	    {"Talks between Norway and Kenya were held in Oslo on Friday.", "meeting 2024-03-01 in Oslo: Norway, Kenya"},
	    {VIK " discussed the ferry with " MBOGO " in Oslo on Friday.", "meeting 2024-03-01 in Oslo" BOTH},
	    {VIK " held a phone call with " MBOGO " on Monday, her office said.", "call 2024-03-04" BOTH},
	    {VIK " spoke by phone with " MBOGO " yesterday.", "call 2024-03-05" BOTH},
	    {MBOGO " telephoned " VIK " on Sunday.", "call 2024-03-03" TURNED},
	    {MBOGO " visited Norway on October 7.", "visit 2023-10-07 in Norway: Otieno Mbogo"},
	    {MBOGO " arrived in Oslo on Monday for talks with " VIK ".",
	     "visit 2024-03-04 in Oslo: Otieno Mbogo | meeting 2024-03-04 in Oslo" TURNED},
	    {VIK " addressed a special session of the UN General Assembly late on Thursday.",
	     "session 2024-02-29: Kari Vik, UN General Assembly"},
	    {VIK " attended the G20 summit in Paris on Friday.", "summit 2024-03-01 in Paris: Kari Vik"},
	    {"The African Union summit opened in Addis Ababa on Saturday.", "summit 2024-03-02 in Addis Ababa"},
	    {VIK " told a press conference in Oslo on Tuesday that the ferry would sail.",
	     "press conference 2024-03-05 in Oslo: Kari Vik (told)"},
	    {VIK " told CNN in an interview on Friday that the ferry would sail.",
	     "interview 2024-03-01: Kari Vik, CNN (told)"},
	    {"Speaking at a press conference in Oslo on Friday, " VIK " said the ferry would sail.",
	     "press conference 2024-03-01 in Oslo: Kari Vik (said)"},
	};
	CHECK(rows);
}

static void test_hosts(void **state) {
	(void)state;
	static const row rows[] = {
	    {"King Harald Berg received " MBOGO " in Oslo on Monday.",
	     "meeting 2024-03-04 in Oslo by Harald Berg: Harald Berg, Otieno Mbogo"},
	    {MBOGO " was received by King Harald Berg in Oslo on Monday.",
	     "meeting 2024-03-04 in Oslo by Harald Berg: Otieno Mbogo, Harald Berg"},
	    {VIK " hosted " MBOGO " in Oslo on Friday.", "meeting 2024-03-01 in Oslo by Kari Vik" BOTH},
	};
	CHECK(rows);
}

static void test_not_real(void **state) {
	(void)state;
	static const row rows[] = {
	    {VIK " refused to meet " MBOGO " on Tuesday.", ""},
	    {VIK " did not meet " MBOGO " on Tuesday.", ""},
	    {VIK " may meet " MBOGO " on Tuesday.", ""},
	    {"If " VIK " meets " MBOGO " on Tuesday, the ferry will sail.", ""},
	    {VIK " called for a meeting with " MBOGO " in Oslo on Monday.", ""},
	    {VIK " cancelled a meeting with " MBOGO " on Monday.", ""},
	    {VIK " plans to visit Kenya.", ""},
	    {VIK " met the deadline on Monday.", ""},
	    {"The ministry denied that " VIK " had met " MBOGO " on Monday.", ""},
	    {VIK " would have met " MBOGO " on Monday.", ""},
	    {VIK " was to have met " MBOGO " on Monday.", ""},
	    {VIK " had been due to meet " MBOGO " on Monday.", ""},
	    {"Had " VIK " met " MBOGO " on Monday, the ferry would have sailed.", ""},
	    {"Any meeting between " VIK " and " MBOGO " on Monday is a rumour.", ""},
	    {"A meeting between " VIK " and " MBOGO " could help.", ""},
	    {VIK " will meet " MBOGO " in Oslo on Monday. The meeting was later called off.", ""},
	    {VIK " met " MBOGO " three times last year.", ""},
	    {VIK " met " MBOGO " in Oslo on Monday. The talks were called off after an hour.",
	     "meeting 2024-03-04 in Oslo" BOTH},
	    {VIK " told a town hall meeting in Bergen on Monday that the ferry would sail.", ""},
	    {VIK " read a briefing paper on Monday.", ""},
	    {VIK " said: \"I met " MBOGO " in Oslo on Monday.\"", ""},
	};
	CHECK(rows);
}

/* What is fixed for a day counts, and lies ahead of the day of publication. */
static void test_ahead(void **state) {
	(void)state;
	static const row rows[] = {
	    {VIK " will meet " MBOGO " on Tuesday in Oslo.", "meeting 2024-03-12 in Oslo" BOTH},
	    {VIK " plans to visit Kenya next Tuesday.", "visit 2024-03-12 in Kenya: Kari Vik"},
	    {"Ahead of a meeting with " MBOGO " on Saturday, " VIK " said the ferry would sail.",
	     "meeting 2024-03-09" TURNED},
	};
	CHECK(rows);
}

static void test_whose_date(void **state) {
	(void)state;
	static const row rows[] = {
	    {VIK " met briefly with " MBOGO ", the ministry said on Thursday.", "meeting" BOTH},
	    {VIK ", who visited Kenya on Monday, met " MBOGO " on Tuesday, the ministry said on Thursday.",
	     "visit 2024-03-04 in Kenya: Kari Vik | meeting 2024-03-05" BOTH},
	    {"The row ended on March 4, when " VIK " met briefly with " MBOGO " in Oslo.",
	     "meeting 2024-03-04 in Oslo" BOTH},
	    {VIK " arrived in Nairobi yesterday and met " MBOGO ".",
	     "visit 2024-03-05 in Nairobi: Kari Vik | meeting 2024-03-05 in Nairobi" BOTH},
	};
	CHECK(rows);
	tells(NULL, VIK " met briefly with " MBOGO " on Monday.\n\nIt is a small ship.\n", "meeting" BOTH);
	tells(NULL, VIK " met briefly with " MBOGO " on 7 October 2023.\n\nIt is a small ship.\n",
	      "meeting 2023-10-07" BOTH);
}

/* What stands for the day, on Wednesday 6 March 2024. */
static void test_days_in_words(void **state) {
	(void)state;
	static const struct {
		const char *words, *day;
	} rows[] = {
	    {"on Monday", "2024-03-04"},
	    {"on Wednesday", "2024-03-06"},
	    {"yesterday", "2024-03-05"},
	    {"the day before yesterday", "2024-03-04"},
	    {"three days ago", "2024-03-03"},
	    {"last Monday", "2024-03-04"},
	    {"on Monday last week", "2024-02-26"},
	    {"on Monday of last week", "2024-02-26"},
	    {"on 28 December", "2023-12-28"},
	    {"on Dec. 28", "2023-12-28"},
	    {"on the 4th of March", "2024-03-04"},
	    {"on March 4, 2021", "2021-03-04"},
	    {"on 2024-02-29", "2024-02-29"},
	    {"from 3 to 5 March", "2024-03-03"},
	    {"on March 3-5", "2024-03-03"},
	    {"on 3 and 4 March", "2024-03-03"},
	    {"from March 3 to 5", "2024-03-03"},
	    {"from Sunday to Tuesday", "2024-03-03"},
	    {"on Sunday and Monday", "2024-03-03"},
	    {"late on Monday evening", "2024-03-04"},
	    {"on Monday, March 4", "2024-03-04"},
	    {"last week", NULL},
	    {"earlier this week", NULL},
	    {"two weeks ago", NULL},
	    {"a week ago", NULL},
	    {"in February", NULL},
	    {"in 2019", NULL},
	    {"at the weekend", NULL},
	    {"the other day", NULL},
	    {"on 2024-02-30", NULL},
	    {"on March 32", NULL},
	    {"a day earlier", NULL},
	};
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		char text[512], expected[128];
		snprintf(text, sizeof text, VIK " met " MBOGO " %s.\n\nIt is a small ship.\n", rows[k].words);
		snprintf(expected, sizeof expected, "meeting%s%s" BOTH, rows[k].day ? " " : "", rows[k].day ? rows[k].day : "");
		tells("2024-03-06", text, expected);
	}
}

/* Days told from a day that was told before. */
static void test_days_from_a_day(void **state) {
	(void)state;
	static const struct {
		const char *words, *day;
	} rows[] = {
	    {"a day earlier", "2024-02-29"},      {"the same day", "2024-03-01"},   {"on the same day", "2024-03-01"},
	    {"the following day", "2024-03-02"},  {"the next day", "2024-03-02"},   {"the previous day", "2024-02-29"},
	    {"two days later", "2024-03-03"},     {"the day before", "2024-02-29"}, {"the day after", "2024-03-02"},
	    {"earlier in the day", "2024-03-01"},
	};
	for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
		char text[512], expected[160];
		snprintf(text, sizeof text,
		         "King Harald Berg visited Kenya on Friday. " VIK " spoke by phone with " MBOGO
		         " %s.\n\nIt is a small ship.\n",
		         rows[k].words);
		snprintf(expected, sizeof expected, "visit 2024-03-01 in Kenya: Harald Berg | call %s" BOTH, rows[k].day);
		tells("2024-03-06", text, expected);
	}
}

static void test_told_twice(void **state) {
	(void)state;
	static const row rows[] = {
	    {VIK " met briefly with " MBOGO " in Oslo.\n\nVik and Mbogo met on Monday.", "meeting 2024-03-04 in Oslo" BOTH},
	    {VIK " met briefly with " MBOGO " in Oslo on Monday. Vik then met Mbogo in Bergen on Tuesday.",
	     "meeting 2024-03-04 in Oslo" BOTH " | meeting 2024-03-05 in Bergen" BOTH},
	    {VIK " spoke by phone with " MBOGO
	         ".\n\nIn their conversation late on Friday, the two sides went over the timetable.",
	     "call 2024-03-01" BOTH},
	    {"Norway and Kenya held talks in Oslo on Monday.\n\nNorwegian Foreign Minister Kari Vik and Kenyan President "
	     "Otieno Mbogo met for two hours.",
	     "meeting 2024-03-04 in Oslo: Norway, Kenya, Kari Vik, Otieno Mbogo"},
	    {"Norway, Malta and Kenya held talks in Oslo on Monday.\n\nNorwegian Foreign Minister Kari Vik and Kenyan "
	     "President Otieno Mbogo met for two hours.",
	     "meeting 2024-03-04 in Oslo: Norway, Malta, Kenya | meeting" BOTH},
	    {VIK " met " MBOGO " in Oslo on Monday. The two met again in Bergen on Tuesday.",
	     "meeting 2024-03-04 in Oslo" BOTH " | meeting 2024-03-05 in Bergen" BOTH},
	    {VIK " said at a news conference with " MBOGO " after their talks in Oslo on Monday that it would sail.",
	     "press conference 2024-03-04" BOTH " (said) | meeting 2024-03-04 in Oslo" BOTH},
	    {"A senior Kenyan diplomat discussed the ferry with a Norwegian envoy on Tuesday.\n\nKenyan Deputy Foreign "
	     "Minister "
	     "Otieno Mbogo met with Norwegian envoy Kari Vik.",
	     "meeting 2024-03-05" TURNED},
	};
	CHECK(rows);
}

static void test_said_at(void **state) {
	(void)state;
	static const row rows[] = {
	    {VIK " told a Security Council meeting on Tuesday that the ferry would sail.",
	     "session 2024-03-05: Kari Vik, UN Security Council (told)"},
	    {"\"The ferry will sail,\" " VIK " said on Tuesday at a session of the UN Security Council.",
	     "session 2024-03-05: Kari Vik, UN Security Council (said)"},
	    {"In a phone call with " MBOGO " on Monday, " VIK " said the ferry would sail.",
	     "call 2024-03-04" TURNED " (said)"},
	    {VIK " met briefly with " MBOGO " in Oslo on Monday.\n\nAt the meeting, Vik said the ferry would sail.",
	     "meeting 2024-03-04 in Oslo" BOTH " (said)"},
	    {VIK " said after a meeting with " MBOGO " on Friday that the ferry would sail.",
	     "meeting 2024-03-01" BOTH " (said)"},
	    {"Speaking to reporters after talks with " MBOGO " on Friday, " VIK " said the ferry would sail.",
	     "meeting 2024-03-01" TURNED " (said)"},
	    {"The ministry said on Tuesday that " VIK " had met " MBOGO " on Monday.", "meeting 2024-03-04" BOTH},
	    {VIK " met briefly with " MBOGO " on Monday, the United Nations said.", "meeting 2024-03-04" BOTH},
	    {VIK
	     " said Tuesday that the ferry was ready.\n\n\"It will sail,\" Vik told a Security Council meeting on trade.",
	     "session 2024-03-05: Kari Vik, UN Security Council (told)"},
	};
	CHECK(rows);
}

/* Hostile texts: every look is bounded, so half a megabyte of triggers is read at once. */
static void test_many_triggers(void **state) {
	(void)state;
	static const char *const pieces[] = {"met ",
	                                     "meeting with ",
	                                     (VIK " met briefly with " MBOGO " in Oslo on Monday. "),
	                                     "the summit of ",
	                                     "and ",
	                                     "on Monday in Oslo and met with ",
	                                     "a day earlier ",
	                                     "to fly to meet ",
	                                     "the two met again. ",
	                                     "his separate calls with his ",
	                                     "the meeting was called off. "};
	for (size_t k = 0; k < sizeof pieces / sizeof *pieces; k++) {
		size_t len = strlen(pieces[k]), count = 500000 / len;
		char *text = malloc(len * count + 1);
		assert_non_null(text);
		for (size_t i = 0; i < count; i++) memcpy(text + i * len, pieces[k], len);
		text[len * count] = 0;
		dixit_record *record;
		dixit_meta meta = {.published = "2024-03-06"};
		assert_int_equal(dixit_extract(&record, engine, text, len * count, &meta, NULL), DIXIT_OK);
		assert_int_equal(record->event_count, k == 2);
		dixit_record_free(record);
		free(text);
	}
}

static void test_days(void **state) {
	(void)state;
	static const char *const days[] = {"1600-02-29", "1899-12-31", "1970-01-01",
	                                   "2000-02-29", "2023-10-27", "2400-12-31"};
	for (size_t k = 0; k < sizeof days / sizeof *days; k++) {
		char out[11];
		dx_day_write(dx_day_parse(dx_slice_of(days[k])), out);
		assert_string_equal(out, days[k]);
	}
	assert_int_equal(dx_day_of(1970, 1, 1), 0);
	assert_int_equal(dx_day_of(2000, 3, 1), 11017);
	static const char *const none[] = {"",           "2023-02-29", "2023-13-01", "2023-00-10",
	                                   "2023/10/27", "2023-10-2",  "x023-10-27"};
	for (size_t k = 0; k < sizeof none / sizeof *none; k++)
		assert_int_equal(dx_day_parse(dx_slice_of(none[k])), DX_NO_DAY);
}

static void check_when(dx_when when, const char *published, dx_tense tense, const char *expected) {
	char out[11] = "";
	dx_day day = dx_when_day(&when, published ? dx_day_parse(dx_slice_of(published)) : DX_NO_DAY, tense);
	if (day != DX_NO_DAY) dx_day_write(day, out);
	assert_string_equal(out, expected);
}

static void test_relative_days(void **state) {
	(void)state;
	const char *friday = "2023-10-27";
	check_when((dx_when){.kind = DX_WHEN_WEEKDAY, .value = 4}, friday, DX_PAST, "2023-10-26");
	check_when((dx_when){.kind = DX_WHEN_WEEKDAY, .value = 5}, friday, DX_PAST, "2023-10-27");
	check_when((dx_when){.kind = DX_WHEN_WEEKDAY, .value = 5, .turn = -1}, friday, DX_PAST, "2023-10-20");
	check_when((dx_when){.kind = DX_WHEN_WEEKDAY, .value = 2, .turn = 1}, friday, DX_PAST, "2023-10-31");
	check_when((dx_when){.kind = DX_WHEN_WEEKDAY, .value = 1}, friday, DX_FUTURE, "2023-10-30");
	check_when((dx_when){.kind = DX_WHEN_WEEKDAY, .value = 3, .turn = 2}, friday, DX_FUTURE, "2023-11-01");
	check_when((dx_when){.kind = DX_WHEN_WEEKDAY, .value = 3, .turn = -2}, friday, DX_PAST, "2023-10-18");
	check_when((dx_when){.kind = DX_WHEN_RELATIVE, .value = -1}, "2024-03-01", DX_PAST, "2024-02-29");
	check_when((dx_when){.kind = DX_WHEN_MONTH, .value = 12 * 32 + 20}, "2024-01-05", DX_PAST, "2023-12-20");
	check_when((dx_when){.kind = DX_WHEN_MONTH, .value = 1 * 32 + 5}, "2023-12-20", DX_FUTURE, "2024-01-05");
	check_when((dx_when){.kind = DX_WHEN_MONTH, .value = 1 * 32 + 5}, "2023-12-20", DX_OPEN, "2024-01-05");
	check_when((dx_when){.kind = DX_WHEN_MONTH, .value = 2 * 32 + 29}, "2024-06-01", DX_PAST, "2024-02-29");
	check_when((dx_when){.kind = DX_WHEN_VAGUE}, friday, DX_PAST, "");
	check_when((dx_when){.kind = DX_WHEN_WEEKDAY, .value = 4}, NULL, DX_PAST, "");
	check_when((dx_when){.kind = DX_WHEN_DAY, .value = 0}, NULL, DX_PAST, "1970-01-01");
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_kinds),         cmocka_unit_test(test_hosts),
	    cmocka_unit_test(test_not_real),      cmocka_unit_test(test_ahead),
	    cmocka_unit_test(test_whose_date),    cmocka_unit_test(test_told_twice),
	    cmocka_unit_test(test_said_at),       cmocka_unit_test(test_many_triggers),
	    cmocka_unit_test(test_days),          cmocka_unit_test(test_relative_days),
	    cmocka_unit_test(test_days_in_words), cmocka_unit_test(test_days_from_a_day),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
