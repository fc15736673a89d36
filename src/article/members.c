#include "article/members.h"

#include "article/line.h"
#include "article/published.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/vec.h"

static dx_slice copy(dx_slice s, dx_arena *arena) { return (dx_slice){dx_strndup(arena, s.ptr, s.len), s.len}; }

static bool is_address(dx_slice s) { return s.len > 8 && !strncasecmp(s.ptr, "http", 4); }

static bool set_date(dx_article *article, dx_slice value, dx_arena *arena) {
	char day[11], digits[20];
	size_t n = 0;
	while (n < value.len && n < sizeof digits - 1 && value.ptr[n] >= '0' && value.ptr[n] <= '9') n++;
	bool whole = n == value.len || value.ptr[n] == '.';
	snprintf(digits, sizeof digits, "%.*s", (int)n, n ? value.ptr : "");
	bool known = dx_published_parse(value, day) ||
	             (whole && n >= 9 && n <= 13 && dx_published_from_epoch(strtoll(digits, NULL, 10), day));
	if (known)
		article->published = copy((dx_slice){day, 10}, arena);
	else if (!article->unread_date.len)
		article->unread_date = copy(value, arena);
	return known;
}

bool dx_members_set(dx_article *article, dx_named field, dx_slice value, unsigned rank, dx_arena *arena) {
	dx_slice *const to[DX_NAMED_COUNT] = {[DX_NAMED_TITLE] = &article->title,
	                                      [DX_NAMED_PUBLISHER] = &article->publisher,
	                                      [DX_NAMED_ID] = &article->id,
	                                      [DX_NAMED_URL] = &article->url,
	                                      [DX_NAMED_LANGUAGE] = &article->language};
	if (field != DX_NAMED_ID) value = dx_line_trim(value);
	if (!value.len) return false;
	if (field == DX_NAMED_DATE) return set_date(article, value, arena);
	/* `source` is an address with some tools and a name with others. */
	if (field == DX_NAMED_PUBLISHER && is_address(value)) return false;
	if (field == DX_NAMED_URL && rank && !is_address(value)) return false;
	*to[field] = copy(value, arena);
	return true;
}

/* "source.name" leads into an object; a key that has the full stop in it counts as well. */
static const json_t *member(const json_t *object, const char *name) {
	const json_t *value = json_object_get(object, name);
	const char *stop = value ? NULL : strchr(name, '.');
	if (!stop) return value;
	const json_t *inner = json_object_getn(object, name, (size_t)(stop - name));
	return inner ? member(inner, stop + 1) : NULL;
}

/* A string, or the first one of a list; a number as its digits. */
static dx_slice text_of(const json_t *value, char digits[32]) {
	if (json_is_array(value)) value = json_array_get(value, 0);
	if (json_is_string(value)) return (dx_slice){json_string_value(value), json_string_length(value)};
	int n = 0;
	if (json_is_integer(value)) n = snprintf(digits, 32, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	if (json_is_real(value) && json_real_value(value) > 0 && json_real_value(value) < 1e15) {
		n = snprintf(digits, 32, "%.0f", json_real_value(value));
	}
	return (dx_slice){digits, (size_t)n};
}

void dx_members_read(dx_article *article, const json_t *object, const dx_fields *fields, dx_arena *arena) {
	char digits[32];
	for (int field = DX_NAMED_TITLE; field < DX_NAMED_COUNT; field++) {
		const char *name;
		bool number = field == DX_NAMED_DATE || field == DX_NAMED_ID;
		for (unsigned i = 0; (name = dx_named_name(fields, (dx_named)field, i)); i++) {
			const json_t *value = member(object, name);
			if (!value || (!number && json_is_number(value))) continue;
			if (dx_members_set(article, (dx_named)field, text_of(value, digits), i, arena)) break;
		}
	}
}

/* The strings of a value in their order, each a paragraph; of a deep value only so many levels. */
typedef struct strings {
	dx_arena *arena;
	DX_VEC(dx_slice) items;
	size_t bytes;
} strings;

static void collect(strings *out, const json_t *value, unsigned depth) {
	enum { DEPTH_MAX = 8 };
	if (json_is_string(value) && json_string_length(value)) {
		*DX_PUSH(out->arena, &out->items) = (dx_slice){json_string_value(value), json_string_length(value)};
		out->bytes += json_string_length(value) + 2;
	}
	if (depth == DEPTH_MAX) return;
	for (size_t i = 0; i < json_array_size(value); i++) collect(out, json_array_get(value, i), depth + 1);
	if (!json_is_object(value)) return;
	for (void *at = json_object_iter((json_t *)(uintptr_t)value); at;
	     at = json_object_iter_next((json_t *)(uintptr_t)value, at)) {
		collect(out, json_object_iter_value(at), depth + 1);
	}
}

static dx_slice joined(const strings *in) {
	char *text = dx_alloc_raw(in->arena, in->bytes + 1), *to = text;
	for (uint32_t i = 0; i < in->items.count; i++) {
		if (i) to = mempcpy(to, "\n\n", 2);
		to = mempcpy(to, in->items.items[i].ptr, in->items.items[i].len);
	}
	return (dx_slice){text, (size_t)(to - text)};
}

dixit_status dx_members_text(dx_slice *text, const json_t *object, const dx_fields *fields, dx_arena *arena,
                             dixit_error *error) {
	const char *name, *other = NULL;
	bool empty = false;
	*text = (dx_slice){0};
	for (unsigned i = 0; (name = dx_named_name(fields, DX_NAMED_TEXT, i)); i++) {
		const json_t *value = member(object, name);
		strings found = {.arena = arena};
		if (!value) continue;
		if (!json_is_string(value) && !json_is_array(value) && !json_is_object(value)) {
			if (!other) other = name;
			continue;
		}
		collect(&found, value, 0);
		*text = found.items.count ? joined(&found) : *text;
		empty = true;
		if (text->len) return DIXIT_OK;
	}
	if (empty) return DIXIT_OK;
	name = dx_named_name(fields, DX_NAMED_TEXT, 0);
	return other ? dx_fail(error, DIXIT_E_FORMAT, "\"%s\" is not a string", other)
	             : dx_fail(error, DIXIT_E_FORMAT, "no \"%s\" in the object", name);
}
