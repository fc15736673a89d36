/* Events of several articles: which are one, whatever the order of the records, and that the graph makes one node of
 * them. */
#include "corpus/happenings.h"
#include "graph/graph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* Entities of every record: e1 Ann (NO), e2 Bob (GE), e3 Cleo (AM), e4 Norway, e5 Georgia, e6 Batumi (GE), e7 Oslo. */
static const char people[] =
    "{\"id\":\"e1\",\"type\":\"person\",\"name\":\"Ann\",\"key\":\"person/ann\",\"country\":\"NO\"},"
    "{\"id\":\"e2\",\"type\":\"person\",\"name\":\"Bob\",\"key\":\"person/bob\",\"country\":\"GE\"},"
    "{\"id\":\"e3\",\"type\":\"person\",\"name\":\"Cleo\",\"key\":\"person/cleo\",\"country\":\"AM\"},"
    "{\"id\":\"e4\",\"type\":\"country\",\"name\":\"Norway\",\"key\":\"country/norway\",\"country\":\"NO\"},"
    "{\"id\":\"e5\",\"type\":\"country\",\"name\":\"Georgia\",\"key\":\"country/georgia\",\"country\":\"GE\"},"
    "{\"id\":\"e6\",\"type\":\"place\",\"name\":\"Batumi\",\"key\":\"place/batumi\",\"country\":\"GE\"},"
    "{\"id\":\"e7\",\"type\":\"place\",\"name\":\"Oslo\",\"key\":\"place/oslo\",\"country\":\"NO\"}";

typedef struct event {
	const char *published, *type, *name, *guests, *place, *date, *clause;
} event;

static const char *quoted(char room[64], const char *value) {
	if (!value) return "null";
	snprintf(room, 64, "\"%s\"", value);
	return room;
}

static dixit_record *record_of(const event *e, uint32_t number) {
	char json[4096], published[64], name[64], place[64], date[64];
	int n = snprintf(json, sizeof json,
	                 "{\"schema\":\"dixit.article/1\",\"id\":\"a%u\",\"published\":%s,\"length\":500,\"statements\":[],"
	                 "\"entities\":[%s],\"events\":[{\"id\":\"v1\",\"type\":\"%s\",\"name\":%s,\"participants\":[%s],"
	                 "\"place\":%s,\"date\":%s,\"start\":0,\"end\":9,\"text\":\"%s\"}]}",
	                 number, quoted(published, e->published), people, e->type, quoted(name, e->name), e->guests,
	                 quoted(place, e->place), quoted(date, e->date), e->clause ? e->clause : "met on Monday");
	dixit_record *record;
	dixit_error error;
	if (dixit_record_parse(&record, json, (size_t)n, &error)) fail_msg("%s", error.message);
	return record;
}

enum { MOST = 8 };

/* The keys of the events, taken in from number `from` on; the records go to the graph in that order. */
static void link_all(const event *events, uint32_t count, uint32_t from, char keys[MOST][160], dixit_graph *graph) {
	dixit_corpus *corpus;
	assert_int_equal(dixit_corpus_new(&corpus, &(dixit_corpus_options){.without_builtin_roster = true}, NULL),
	                 DIXIT_OK);
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < count; i++) {
			uint32_t number = (i + from) % count;
			dixit_record *record = record_of(&events[number], number), *out;
			if (pass) {
				assert_int_equal(dixit_corpus_link(&out, corpus, record, NULL), DIXIT_OK);
				dx_slice key = out->events[0].key;
				assert_true(key.len > 0 && key.len < 160);
				snprintf(keys[number], 160, "%.*s", (int)key.len, key.ptr);
				assert_int_equal(dixit_graph_add(graph, out, NULL), DIXIT_OK);
				dixit_record_free(out);
			} else {
				assert_int_equal(dixit_corpus_add(corpus, record, NULL), DIXIT_OK);
			}
			dixit_record_free(record);
		}
		if (!pass) assert_int_equal(dixit_corpus_settle(corpus, NULL), DIXIT_OK);
	}
	dixit_corpus_free(corpus);
}

static uint32_t event_nodes(dixit_graph *graph) {
	assert_int_equal(dixit_graph_finish(graph, NULL), DIXIT_OK);
	const dx_network *network = dx_graph_network(graph);
	uint32_t n = 0;
	for (uint32_t i = 0; i < network->node_count; i++) n += network->nodes[i].kind >= DX_KIND_EVENTS;
	return n;
}

/* `groups` has a letter for each event: the same letter, the same key. */
static void expect(const event *events, const char *groups) {
	uint32_t count = (uint32_t)strlen(groups);
	char first[MOST][160], keys[MOST][160];
	for (uint32_t from = 0; from < count; from++) {
		dixit_graph *graph;
		uint32_t nodes = 0;
		assert_int_equal(dixit_graph_new(&graph, NULL), DIXIT_OK);
		link_all(events, count, from, from ? keys : first, graph);
		for (uint32_t i = 0; i < count; i++) {
			if (from) assert_string_equal(keys[i], first[i]);
			nodes += strchr(groups, groups[i]) == groups + i;
			for (uint32_t k = 0; k < i; k++) {
				bool same = !strcmp(first[i], first[k]);
				if (same != (groups[i] == groups[k])) fail_msg("%u and %u: %s, %s", k, i, first[k], first[i]);
			}
		}
		assert_int_equal(event_nodes(graph), nodes);
		dixit_graph_free(graph);
	}
}

static void two_sides_tell_of_one(void **state) {
	(void)state;
	static const event events[] = {
	    {"2024-03-05", "meeting", NULL, "\"e1\",\"e2\"", "e6", "2024-03-04", NULL},
	    {"2024-03-06", "meeting", NULL, "\"e2\",\"e1\",\"e3\"", NULL, "2024-03-04", NULL}, /* one more, no place */
	    {"2024-03-06", "meeting", NULL, "\"e2\",\"e1\"", "e5", "2024-03-04", NULL},        /* Batumi is in Georgia */
	    {"2024-03-06", "meeting", NULL, "\"e2\",\"e1\"", "e7", "2024-03-04", NULL},        /* but Oslo is not */
	    {"2024-03-06", "visit", NULL, "\"e2\",\"e1\"", "e6", "2024-03-04", NULL},
	    {"2024-03-06", "meeting", NULL, "\"e1\",\"e3\"", "e7", "2024-03-04", NULL}, /* somebody else */
	    {"2024-03-11", "meeting", NULL, "\"e2\",\"e1\"", "e6", "2024-03-11", NULL},
	};
	expect(events, "aaabcde");
}

static void a_country_stands_for_its_minister(void **state) {
	(void)state;
	static const event events[] = {
	    {"2024-03-05", "meeting", NULL, "\"e1\",\"e2\"", "e6", "2024-03-04", NULL},
	    {"2024-03-06", "meeting", NULL, "\"e1\",\"e5\"", NULL, "2024-03-04", NULL},
	    {"2024-03-06", "meeting", NULL, "\"e4\",\"e5\"", "e6", "2024-03-04", NULL},
	    {"2024-03-06", "meeting", NULL, "\"e3\",\"e5\"", "e6", "2024-03-04", NULL},
	};
	expect(events, "aaab");
}

static void a_day_apart(void **state) {
	(void)state;
	static const event events[] = {
	    {"2024-03-05", "call", NULL, "\"e1\",\"e2\"", NULL, "2024-03-04", "spoke by telephone on Monday"},
	    {"2024-03-06", "call", NULL, "\"e1\",\"e2\"", NULL, "2024-03-05", "spoke by telephone yesterday"},
	    {"2024-03-05", "call", NULL, "\"e1\",\"e2\"", NULL, NULL, "after a call"},
	    {"2024-07-05", "call", NULL, "\"e1\",\"e2\"", NULL, NULL, "after a call"},
	    {"2024-03-07", "call", NULL, "\"e1\",\"e3\"", NULL, "2024-03-05", "spoke by telephone yesterday"},
	};
	expect(events, "aaabc");
	static const event told[] = {
	    {"2024-03-05", "meeting", NULL, "\"e1\",\"e2\"", NULL, "2024-03-04", "met on Monday"},
	    {"2024-03-06", "meeting", NULL, "\"e1\",\"e2\"", NULL, "2024-03-05", "met again on Tuesday"},
	};
	expect(told, "ab");
}

static void names_and_days(void **state) {
	(void)state;
	static const event events[] = {
	    {"2024-03-05", "summit", "Fjord Summit", "\"e1\"", "e7", "2024-03-04", NULL},
	    {"2024-03-06", "summit", "fjord summit", "\"e3\"", NULL, "2024-03-05", NULL},
	    {"2025-03-06", "summit", "Fjord Summit", "\"e3\"", NULL, "2025-03-05", NULL},
	    {"2024-03-07", "summit", "Fjord Summit", "\"e2\"", "e7", NULL, NULL},
	    {"2024-03-05", "summit", "Delta Summit", "\"e1\"", "e7", "2024-03-04", NULL},
	    {"2023-01-05", "summit", "Fjord Summit", "\"e2\"", "e7", NULL, NULL},
	};
	expect(events, "aabacd");
}

static void too_little_is_known(void **state) {
	(void)state;
	static const event events[] = {
	    {"2024-03-05", "meeting", NULL, "\"e1\"", NULL, "2024-03-04", NULL},
	    {"2024-03-06", "meeting", NULL, "\"e1\"", NULL, "2024-03-04", NULL},
	    {"2024-03-05", "meeting", NULL, "\"e1\",\"e2\"", NULL, NULL, NULL},
	    {NULL, "meeting", NULL, "\"e1\",\"e2\"", NULL, NULL, NULL},
	    {"2024-03-05", "visit", NULL, "\"e1\"", NULL, NULL, NULL},
	};
	expect(events, "abcde");
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(two_sides_tell_of_one), cmocka_unit_test(a_country_stands_for_its_minister),
	    cmocka_unit_test(a_day_apart),           cmocka_unit_test(names_and_days),
	    cmocka_unit_test(too_little_is_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
