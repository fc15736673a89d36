/* The record contract: what is written is read back to the same bytes, broken records are refused with their place,
 * and byte spans become code points. */
#include "record/build.h"
#include "record/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#ifndef TEST_DATA
#define TEST_DATA "tests/data"
#endif

static const char minimal[] =
    "{\"schema\":\"dixit.article/1\",\"id\":\"a\",\"path\":null,\"url\":null,\"publisher\":null,\"title\":null,"
    "\"published\":null,\"language\":null,\"length\":9,\"sha256\":null,\"simhash\":null,\"statements\":["
    "{\"id\":\"s1\",\"kind\":\"direct\",\"act\":\"deny\",\"content\":[{\"start\":1,\"end\":3,\"text\":\"b\\nc\"}],"
    "\"cue\":null,\"source\":{\"start\":4,\"end\":6,\"text\":\"he\"},\"speakers\":[\"e1\"],\"for\":[],"
    "\"addressees\":[],\"about\":[\"e2\",\"e1\"],\"event\":\"v1\",\"negated\":true,\"confidence\":0.5,\"by\":\"x\"}],"
    "\"entities\":[{\"id\":\"e1\",\"type\":\"person\",\"name\":\"A "
    "\\\"B\\\"\",\"key\":\"person/a\",\"aliases\":[\"A\"],"
    "\"roles\":[{\"title\":\"King\",\"country\":\"IR\",\"organisation\":\"e2\",\"start\":0,\"end\":1}],"
    "\"country\":\"IR\",\"mentions\":[{\"start\":4,\"end\":6,\"text\":\"he\",\"form\":\"pronoun\"}]},"
    "{\"id\":\"e2\",\"type\":\"group\",\"name\":\"C\",\"key\":\"group/c\",\"aliases\":[],\"roles\":[],"
    "\"country\":null,\"mentions\":[]}],\"events\":[{\"id\":\"v1\",\"type\":\"press-conference\",\"name\":\"N\","
    "\"participants\":[\"e1\"],\"place\":null,\"host\":\"e2\",\"date\":\"2023-10-14\",\"start\":0,\"end\":9,"
    "\"text\":\"whole\"}]}\n";

static void same_bytes(const char *line, size_t len) {
	dixit_record *record;
	dixit_error error = {0};
	dx_buf out = {0};
	assert_int_equal(dixit_record_parse(&record, line, len, &error), DIXIT_OK);
	dx_record_write(&out, record);
	assert_false(out.failed);
	assert_int_equal(out.len, len);
	assert_memory_equal(out.ptr, line, len);
	dx_buf_free(&out);
	dixit_record_free(record);
}

static void every_field_comes_back(void **state) {
	(void)state;
	dixit_record *r;
	same_bytes(minimal, sizeof minimal - 1);
	assert_int_equal(dixit_record_parse(&r, minimal, sizeof minimal - 1, NULL), DIXIT_OK);
	const dixit_statement *s = &r->statements[0];
	assert_int_equal(s->act, DIXIT_DENY);
	assert_true(s->negated);
	assert_int_equal(s->about.items[0], 1);
	assert_int_equal(s->event, 0);
	assert_int_equal(s->cue.end, 0);
	assert_string_equal(s->by, "x");
	assert_string_equal(r->entities[0].roles[0].country, "IR");
	assert_int_equal(r->entities[0].roles[0].organisation, 1);
	assert_int_equal(r->entities[0].mentions[0].form, DIXIT_PRONOUN);
	assert_int_equal(r->events[0].type, DIXIT_PRESS_CONFERENCE);
	assert_int_equal(r->events[0].place, -1);
	assert_int_equal(r->events[0].host, 1);
	assert_string_equal(r->events[0].date, "2023-10-14");
	assert_int_equal(r->path.len, 0);
	dixit_record_free(r);
	dixit_record_free(NULL);
}

static void whole_files_come_back(void **state) {
	(void)state;
	FILE *in = fopen(TEST_DATA "/network.jsonl", "rb");
	assert_non_null(in);
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;
	unsigned n = 0;
	for (; (len = getline(&line, &cap, in)) > 0; n++) same_bytes(line, (size_t)len);
	assert_true(n > 5);
	free(line);
	fclose(in);
}

/* `minimal` with the first `from` replaced by `to` must be refused with `message`. */
static void refused(const char *from, const char *to, const char *message) {
	dixit_record *record = (dixit_record *)1;
	dixit_error error = {0};
	dx_buf line = {0};
	const char *at = strstr(minimal, from);
	assert_non_null(at);
	dx_buf_put(&line, minimal, (size_t)(at - minimal));
	dx_buf_str(&line, to);
	dx_buf_str(&line, at + strlen(from));
	assert_int_equal(dixit_record_parse(&record, line.ptr, line.len, &error), DIXIT_E_FORMAT);
	assert_null(record);
	assert_string_equal(error.message, message);
	dx_buf_free(&line);
}

static void broken_records_are_refused(void **state) {
	(void)state;
	refused("article/1", "article/2", "schema: not dixit.article/1");
	refused("\"id\":\"a\"", "\"id\":7", "id: not a string");
	refused("\"length\":9", "\"length\":-1", "length: out of range");
	refused("\"length\":9", "\"length\":8", "events[0].end: outside the text");
	refused("\"published\":null", "\"published\":\"yesterday\"", "published: not a date YYYY-MM-DD");
	refused("\"id\":\"s1\"", "\"id\":\"s2\"", "statements[0].id: not in order");
	refused("\"id\":\"e2\"", "\"id\":\"e1\"", "entities[1].id: not in order");
	refused("\"kind\":\"direct\"", "\"kind\":\"odd\"", "statements[0].kind: not a word of the contract");
	refused("\"start\":1,\"end\":3", "\"start\":3,\"end\":1", "statements[0].end: outside the text");
	refused("\"speakers\":[\"e1\"]", "\"speakers\":[\"e3\"]", "statements[0].speakers: no such entity in the record");
	refused("\"speakers\":[\"e1\"]", "\"speakers\":\"e1\"", "statements[0].speakers: not an array");
	refused("\"speakers\":[\"e1\"]", "\"speakers\":[\"e0\"]", "statements[0].speakers: no such entity in the record");
	refused("\"event\":\"v1\"", "\"event\":\"v2\"", "statements[0].event: no such id in the record");
	refused("\"event\":\"v1\"", "\"event\":\"v01\"", "statements[0].event: no such id in the record");
	refused("\"confidence\":0.5", "\"confidence\":1.5", "statements[0].confidence: not from 0 to 1");
	refused("\"negated\":true", "\"negated\":1", "statements[0].negated: not true or false");
	refused("\"name\":\"C\"", "\"name\":null", "entities[1].name: empty");
	refused("\"key\":\"group/c\"", "\"key\":\"\"", "entities[1].key: empty");
	refused("\"country\":\"IR\"", "\"country\":\"Iran\"", "entities[0].country: not two capital letters");
	refused("\"date\":\"2023-10-14\"", "\"date\":\"2023\"", "events[0].date: not a date YYYY-MM-DD");
	refused("\"host\":\"e2\"", "\"host\":\"e4294967298\"", "events[0].host: no such id in the record");
}

static void broken_json_names_its_byte(void **state) {
	(void)state;
	dixit_record *record;
	dixit_error error = {0};
	assert_int_equal(dixit_record_parse(&record, "{\"a\": nonsense}", 15, &error), DIXIT_E_FORMAT);
	assert_true(error.byte >= 6 && error.byte <= 15);
	assert_int_equal(dixit_record_parse(&record, "", 0, &error), DIXIT_E_FORMAT);
	assert_int_equal(dixit_record_parse(&record, "[]", 2, &error), DIXIT_E_FORMAT);
	assert_int_equal(dixit_record_parse(&record, "\"\xff\"", 3, &error), DIXIT_E_FORMAT);
	assert_int_equal(dixit_record_parse(&record, "{} {}", 5, &error), DIXIT_E_FORMAT);
}

/* Missing keys read as null, keys of later versions are passed over. */
static void unknown_and_missing_keys(void **state) {
	(void)state;
	static const char line[] = "{\"later\":{\"a\":[1]},\"schema\":\"dixit.article/1\",\"length\":0}";
	dixit_record *r;
	assert_int_equal(dixit_record_parse(&r, line, sizeof line - 1, NULL), DIXIT_OK);
	assert_int_equal(r->statement_count + r->entity_count + r->event_count, 0);
	assert_int_equal(r->id.len, 0);
	dixit_record_free(r);
}

/* The text of the build tests: 2-, 3- and 4-byte letters before, between and behind ASCII, over several checkpoints. */
enum { COPIES = 60 };
static const char piece[] = "Łódź “kva” 😀 ok. ";
static const uint32_t piece_points = 17;

static void check_point(const dixit_extent *e, dx_slice text, uint32_t byte, uint32_t point) {
	assert_int_equal(e->start, point);
	assert_int_equal(e->end, point + 1);
	assert_ptr_equal(e->text.ptr, text.ptr + byte);
}

static void bytes_become_code_points(void **state) {
	(void)state;
	dx_arena arena;
	dx_arena_init(&arena);
	size_t step = sizeof piece - 1;
	char *bytes = dx_alloc(&arena, step * COPIES + 1);
	for (size_t i = 0; i < COPIES; i++) memcpy(bytes + i * step, piece, step);
	dx_article article = {.text = {bytes, step * COPIES}, .id = DX_LIT("a")};
	dx_span spans[COPIES];
	for (uint32_t i = 0; i < COPIES; i++) {
		/* the "o" of "ok", 4 bytes before the end of each piece */
		spans[i] = (dx_span){(uint32_t)((i + 1) * step - 4), (uint32_t)((i + 1) * step - 3)};
	}
	dx_statement statement = {.content = spans, .content_count = COPIES, .event = -1, .by = "x"};
	dx_text text = {.bytes = article.text};
	dx_statements statements = {&statement, 1};
	dixit_record r;
	dx_record_build(&r, &article, &text, &(dx_mentions){0}, &statements, &(dx_entities){0}, &(dx_events){0}, &arena);
	assert_int_equal(r.length, piece_points * COPIES);
	for (uint32_t i = 0; i < COPIES; i++) {
		check_point(&r.statements[0].content[i], article.text, spans[i].start, (i + 1) * piece_points - 4);
	}
	dixit_record_free(&r); /* has no owner: nothing happens */
	dx_arena_free(&arena);
}

/* "Minister Ann met her": a mention of role and name gives the name, one without name its whole phrase. */
static void entities_and_events_are_built(void **state) {
	(void)state;
	dx_arena arena;
	dx_arena_init(&arena);
	dx_article article = {.text = DX_LIT("Minister Ann met her")};
	dx_token tokens[] = {
	    {.start = 0, .end = 8}, {.start = 9, .end = 12}, {.start = 13, .end = 16}, {.start = 17, .end = 20}};
	dx_text text = {.bytes = article.text, .tokens = tokens, .token_count = 4};
	dx_mention found[] = {{.first = 0, .last = 2, .name_first = 1, .name_last = 2, .form = DIXIT_NAME},
	                      {.first = 3, .last = 4, .form = DIXIT_PRONOUN}};
	dx_entity entity = {.type = DIXIT_PERSON, .name = DX_LIT("Ann"), .key = DX_LIT("person/ann"), .country = "FR"};
	*DX_PUSH(&arena, &entity.mentions) = 0;
	*DX_PUSH(&arena, &entity.mentions) = 1;
	*DX_PUSH(&arena, &entity.roles) = (dx_entity_role){.title = DX_LIT("Minister"), .organisation = -1, .span = {0, 8}};
	uint32_t zero = 0;
	dx_event event = {.type = DIXIT_MEETING, .participants = {&zero, 1}, .place = -1, .host = -1, .span = {9, 20}};
	dixit_record r;
	dx_record_build(&r, &article, &text, &(dx_mentions){found, 2}, &(dx_statements){0}, &(dx_entities){&entity, 1},
	                &(dx_events){&event, 1}, &arena);
	assert_true(dx_slice_eq(r.entities[0].mentions[0].extent.text, DX_LIT("Ann")));
	assert_true(dx_slice_eq(r.entities[0].mentions[1].extent.text, DX_LIT("her")));
	assert_int_equal(r.entities[0].roles[0].end, 8);
	assert_true(dx_slice_eq(r.events[0].extent.text, DX_LIT("Ann met her")));
	dx_buf out = {0};
	dx_record_write(&out, &r);
	dixit_record *again;
	assert_int_equal(dixit_record_parse(&again, out.ptr, out.len, NULL), DIXIT_OK);
	dixit_record_free(again);
	dx_buf_free(&out);
	dx_arena_free(&arena);
}

int main(void) {
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_field_comes_back),        cmocka_unit_test(whole_files_come_back),
	    cmocka_unit_test(broken_records_are_refused),    cmocka_unit_test(broken_json_names_its_byte),
	    cmocka_unit_test(unknown_and_missing_keys),      cmocka_unit_test(bytes_become_code_points),
	    cmocka_unit_test(entities_and_events_are_built),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
