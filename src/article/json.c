/* One line of JSON Lines → article. jansson reads; a line that it refuses is mended (repair.h) and read once more. */
#include "article/decode.h"
#include "article/members.h"
#include "article/raw.h"
#include "article/repair.h"
#include "base/error.h"

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

static dixit_status parse(json_t **out, dx_slice line, dx_arena *arena, dixit_error *error) {
	json_error_t why;
	*out = load(line, &why);
	if (*out) return DIXIT_OK;
	if (json_error_code(&why) == json_error_out_of_memory) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dx_slice mended = dx_repair_json(line, arena);
	*out = load(mended, &why);
	if (*out) return DIXIT_OK;
	if (json_error_code(&why) == json_error_out_of_memory) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	size_t at = why.position > 0 ? (size_t)why.position - 1 : 0;
	return fail_at(error, dx_repair_origin(line, at) + 1, why.text);
}

typedef struct reading {
	dx_article *article;
	const json_t *root;
	const dx_fields *fields;
	dx_arena *arena;
	dixit_error *error;
	dixit_status status;
} reading;

static void read_root(void *context) {
	reading *r = context;
	if (json_is_object(r->root))
		r->status = dx_members_text(&r->article->text, r->root, r->fields, r->arena, r->error);
	else
		r->status = fail_at(r->error, 1, "an article is an object in braces");
	if (!r->status) dx_members_read(r->article, r->root, r->fields, r->arena);
}

static void drop_nul(dx_article *article, dx_arena *arena) {
	article->text = dx_drop_nul(article->text, arena);
	article->id = dx_drop_nul(article->id, arena);
	article->title = dx_drop_nul(article->title, arena);
	article->url = dx_drop_nul(article->url, arena);
	article->publisher = dx_drop_nul(article->publisher, arena);
	article->language = dx_drop_nul(article->language, arena);
}

dixit_status dx_json_read(dx_article *article, dx_slice line, const dx_fields *fields, dx_arena *arena,
                          dixit_error *error) {
	json_t *root;
	dixit_status status = parse(&root, line, arena, error);
	if (status) return status;
	reading r = {article, root, fields, arena, error, DIXIT_OK};
	if (!dx_arena_try(arena, read_root, &r)) r.status = dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	json_decref(root);
	if (!r.status) drop_nul(article, arena);
	return r.status;
}

dixit_status dx_article_from_json(dx_article *article, dx_slice line, const dx_article_patterns *patterns,
                                  dx_rx_scratch *scratch, dx_arena *arena, dixit_error *error) {
	dixit_status status = dx_json_read(article, line, NULL, arena, error);
	return status ? status : dx_article_from_text(article, patterns, scratch, arena, error);
}
