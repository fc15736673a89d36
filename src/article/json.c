/* One line of JSON Lines → article. jansson reads; a line that it refuses is mended (repair.h) and read once more. */
#include "article/article.h"

#include "article/decode.h"
#include "article/line.h"
#include "article/published.h"
#include "article/repair.h"
#include "base/error.h"
#include <jansson.h>

typedef struct field {
	dx_slice *to;
	const char *key;
} field;

/* Copies of the strings go into one block that is taken from the arena before jansson allocates anything: a jump out of
 * the arena would leak what jansson holds. No string is longer decoded than it was in the line. */
typedef struct room {
	char *next;
	size_t left;
} room;

static room make_room(dx_arena *arena, size_t line) {
	enum { BESIDE = 64 }; /* the date and a number as id may be longer than they were */
	return (room){dx_alloc_raw(arena, line + BESIDE), line + BESIDE};
}

static dx_slice keep(room *r, const char *s, size_t len) {
	if (len > r->left) len = r->left;
	dx_slice kept = {r->next, len};
	memcpy(r->next, s, len);
	r->next += len;
	r->left -= len;
	return kept;
}

static dx_slice keep_string(room *r, const json_t *value) {
	return json_is_string(value) ? keep(r, json_string_value(value), json_string_length(value)) : (dx_slice){0};
}

static dixit_status fail_at(dixit_error *error, size_t byte, const char *why) {
	dx_fail(error, DIXIT_E_FORMAT, "not JSON: %s", why);
	dx_error_at(error, NULL, 0, byte);
	return DIXIT_E_FORMAT;
}

/* Numbers beyond 64 bits, in keys that nobody reads, are no reason to refuse a line. */
static json_t *load(dx_slice line, json_error_t *why) {
	json_t *root = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL, why);
	if (root || json_error_code(why) != json_error_numeric_overflow) return root;
	return json_loadb(line.ptr, line.len, JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, why);
}

static dixit_status parse(json_t **out, room *r, dx_slice line, dx_arena *arena, dixit_error *error) {
	json_error_t why;
	*r = make_room(arena, line.len);
	*out = load(line, &why);
	if (*out) return DIXIT_OK;
	if (json_error_code(&why) == json_error_out_of_memory) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dx_slice mended = dx_repair_json(line, arena);
	*r = make_room(arena, mended.len);
	*out = load(mended, &why);
	if (*out) return DIXIT_OK;
	if (json_error_code(&why) == json_error_out_of_memory) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	size_t at = why.position > 0 ? (size_t)why.position - 1 : 0;
	return fail_at(error, dx_repair_origin(line, at) + 1, why.text);
}

static void read_published(dx_article *article, const json_t *root, room *r) {
	static const char *const keys[] = {"published", "date"};
	char day[11];
	for (size_t i = 0; i < sizeof keys / sizeof *keys && !article->published.len; i++) {
		const json_t *v = json_object_get(root, keys[i]);
		dx_slice s = {json_string_value(v), json_string_length(v)};
		bool known = json_is_string(v) ? dx_published_parse(s, day)
		                               : json_is_integer(v) && dx_published_from_epoch(json_integer_value(v), day);
		if (known) article->published = keep(r, day, 10);
	}
}

static void read_id(dx_article *article, const json_t *root, room *r) {
	const json_t *id = json_object_get(root, "id");
	char digits[24];
	if (json_is_string(id) && json_string_length(id)) {
		article->id = keep_string(r, id);
	} else if (json_is_integer(id)) {
		int n = snprintf(digits, sizeof digits, "%" JSON_INTEGER_FORMAT, json_integer_value(id));
		article->id = keep(r, digits, (size_t)n);
	}
}

static dixit_status read_fields(dx_article *article, const json_t *root, room *r, dixit_error *error) {
	const field table[] = {{&article->title, "title"},
	                       {&article->url, "url"},
	                       {&article->publisher, "publisher"},
	                       {&article->language, "language"}};
	const json_t *text = json_object_get(root, "text");
	if (!json_is_object(root)) return fail_at(error, 1, "an article is an object in braces");
	if (!text) return dx_fail(error, DIXIT_E_FORMAT, "no \"text\" in the object");
	if (!json_is_string(text)) return dx_fail(error, DIXIT_E_FORMAT, "\"text\" is not a string");
	article->text = keep_string(r, text);
	read_id(article, root, r);
	read_published(article, root, r);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		dx_slice s = dx_line_trim(keep_string(r, json_object_get(root, table[i].key)));
		if (s.len) *table[i].to = s;
	}
	return DIXIT_OK;
}

static void drop_nul(dx_article *article, dx_arena *arena) {
	article->text = dx_drop_nul(article->text, arena);
	article->id = dx_drop_nul(article->id, arena);
	article->title = dx_drop_nul(article->title, arena);
	article->url = dx_drop_nul(article->url, arena);
	article->publisher = dx_drop_nul(article->publisher, arena);
	article->language = dx_drop_nul(article->language, arena);
}

dixit_status dx_article_from_json(dx_article *article, dx_slice line, const dx_article_patterns *patterns,
                                  dx_rx_scratch *scratch, dx_arena *arena, dixit_error *error) {
	room r;
	json_t *root;
	dixit_status status = parse(&root, &r, line, arena, error);
	if (status) return status;
	status = read_fields(article, root, &r, error);
	json_decref(root);
	if (status) return status;
	drop_nul(article, arena);
	return dx_article_from_text(article, patterns, scratch, arena, error);
}
