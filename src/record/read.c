/* One line of JSON → record, by jansson. What dixit writes is taken whole; what is not of that form is refused with the
 * place inside the record ("statements[3].speakers") since jansson keeps no byte positions of values. */
#include "base/error.h"
#include "record/record.h"

#include <jansson.h>

typedef struct reader {
	dx_arena arena;
	json_t *root;
	dixit_record *record;
	dixit_error *error;
	const char *list; /* "statements", "entities", "events" or NULL: where a message points to */
	uint32_t index;
	const char *schema;
} reader;

/* Say what is wrong with `key` of the object at hand. Always false. */
static bool wrong(reader *r, const char *key, const char *what) {
	if (r->list)
		dx_fail(r->error, DIXIT_E_FORMAT, "%s[%u].%s: %s", r->list, r->index, key, what);
	else
		dx_fail(r->error, DIXIT_E_FORMAT, "%s: %s", key, what);
	return false;
}

static bool wrong_schema(reader *r) {
	dx_fail(r->error, DIXIT_E_FORMAT, "schema: not %s", r->schema);
	return false;
}

static bool absent(const json_t *value) { return !value || json_is_null(value); }

static bool string_of(reader *r, const json_t *value, const char *key, dx_slice *out) {
	if (!json_is_string(value)) return wrong(r, key, "not a string");
	size_t len = json_string_length(value);
	*out = (dx_slice){dx_strndup(&r->arena, json_string_value(value), len), len};
	return true;
}

/* A string or null, or a missing key. */
static bool text_field(reader *r, const json_t *object, const char *key, dx_slice *out) {
	const json_t *value = json_object_get(object, key);
	*out = (dx_slice){0};
	return absent(value) || string_of(r, value, key, out);
}

/* A string of a form, or null, into a fixed array: `form` has 'A' for a capital letter, '9' for a digit, 'x' for a
 * hexadecimal digit, anything else for itself. */
static bool formed(const char *s, size_t len, const char *form, size_t times) {
	size_t n = strlen(form);
	if (len != n * times) return false;
	for (size_t i = 0; i < len; i++) {
		char c = s[i], f = form[i % n];
		bool digit = c >= '0' && c <= '9';
		bool good = f == 'A'   ? c >= 'A' && c <= 'Z'
		            : f == '9' ? digit
		            : f == 'x' ? digit || (c >= 'a' && c <= 'f')
		                       : c == f;
		if (!good) return false;
	}
	return true;
}

static bool country_field(reader *r, const json_t *object, char out[3]) {
	dx_slice s;
	if (!text_field(r, object, "country", &s)) return false;
	if (!s.len) return true;
	if (!formed(s.ptr, s.len, "AA", 1)) return wrong(r, "country", "not two capital letters");
	memcpy(out, s.ptr, 3);
	return true;
}

static bool date_field(reader *r, const json_t *object, const char *key, dx_slice *out) {
	if (!text_field(r, object, key, out)) return false;
	return !out->len || formed(out->ptr, out->len, "9999-99-99", 1) || wrong(r, key, "not a date YYYY-MM-DD");
}

static bool uint_field(reader *r, const json_t *object, const char *key, uint32_t *out) {
	const json_t *value = json_object_get(object, key);
	if (!json_is_integer(value)) return wrong(r, key, "not an integer");
	json_int_t n = json_integer_value(value);
	if (n < 0 || n > UINT32_MAX) return wrong(r, key, "out of range");
	*out = (uint32_t)n;
	return true;
}

/* A word of the contract → its enum value. */
static bool enum_field(reader *r, const json_t *object, const char *key, int (*number_of)(dx_slice), int *out) {
	const json_t *value = json_object_get(object, key);
	if (!json_is_string(value)) return wrong(r, key, "not a string");
	*out = number_of((dx_slice){json_string_value(value), json_string_length(value)});
	return *out >= 0 || wrong(r, key, "not a word of the contract");
}

/* An array, its length into *count; null and a missing key are an empty one. */
static bool array_field(reader *r, const json_t *object, const char *key, const json_t **out, uint32_t *count) {
	*out = json_object_get(object, key);
	*count = 0;
	if (absent(*out)) return true;
	if (!json_is_array(*out)) return wrong(r, key, "not an array");
	if (json_array_size(*out) > INT32_MAX) return wrong(r, key, "too long");
	*count = (uint32_t)json_array_size(*out);
	return true;
}

/* "e12" → 11; -1 where it is not the letter and a number from 1 to `limit`. */
static int64_t id_number(const json_t *value, char letter, uint32_t limit) {
	if (!json_is_string(value)) return -1;
	const char *s = json_string_value(value);
	size_t len = json_string_length(value);
	if (len < 2 || len > 11 || s[0] != letter || s[1] == '0') return -1;
	uint64_t n = 0;
	for (size_t i = 1; i < len; i++) {
		if (s[i] < '0' || s[i] > '9') return -1;
		n = n * 10 + (uint64_t)(s[i] - '0');
	}
	return n <= limit ? (int64_t)n - 1 : -1;
}

static bool id_field(reader *r, const json_t *object, char letter) {
	int64_t n = id_number(json_object_get(object, "id"), letter, r->index + 1);
	return n == (int64_t)r->index || wrong(r, "id", "not in order");
}

static bool ref_field(reader *r, const json_t *object, const char *key, char letter, int32_t *out) {
	const json_t *value = json_object_get(object, key);
	uint32_t limit = letter == 'e' ? r->record->entity_count : r->record->event_count;
	*out = -1;
	if (absent(value)) return true;
	*out = (int32_t)id_number(value, letter, limit);
	return *out >= 0 || wrong(r, key, "no such id in the record");
}

static bool refs_field(reader *r, const json_t *object, const char *key, dixit_refs *out) {
	const json_t *array;
	if (!array_field(r, object, key, &array, &out->count)) return false;
	out->items = DX_NEW(&r->arena, uint32_t, out->count);
	for (uint32_t i = 0; i < out->count; i++) {
		int64_t n = id_number(json_array_get(array, i), 'e', r->record->entity_count);
		if (n < 0) return wrong(r, key, "no such entity in the record");
		out->items[i] = (uint32_t)n;
	}
	return true;
}

static bool range_fields(reader *r, const json_t *object, uint32_t *start, uint32_t *end) {
	if (!uint_field(r, object, "start", start) || !uint_field(r, object, "end", end)) return false;
	if (*start > *end || *end > r->record->length) return wrong(r, "end", "outside the text");
	return true;
}

static bool extent_of(reader *r, const json_t *value, const char *key, dixit_extent *out) {
	if (!json_is_object(value)) return wrong(r, key, "not an object");
	return range_fields(r, value, &out->start, &out->end) && text_field(r, value, "text", &out->text);
}

static bool extent_field(reader *r, const json_t *object, const char *key, dixit_extent *out) {
	const json_t *value = json_object_get(object, key);
	return absent(value) || extent_of(r, value, key, out);
}

static bool contents(reader *r, const json_t *object, dixit_extent **out, uint32_t *count) {
	const json_t *array;
	if (!array_field(r, object, "content", &array, count)) return false;
	*out = DX_NEW(&r->arena, dixit_extent, *count);
	for (uint32_t i = 0; i < *count; i++) {
		if (!extent_of(r, json_array_get(array, i), "content", &(*out)[i])) return false;
	}
	return true;
}

/* Repeats in other articles, whose length is not known here. */
static bool evidence(reader *r, const json_t *object, dixit_statement *out) {
	const json_t *array;
	if (!array_field(r, object, "evidence", &array, &out->evidence_count)) return false;
	out->evidence = DX_NEW(&r->arena, dixit_evidence, out->evidence_count);
	uint32_t length = r->record->length;
	r->record->length = UINT32_MAX;
	bool good = true;
	for (uint32_t i = 0; good && i < out->evidence_count; i++) {
		const json_t *value = json_array_get(array, i);
		dixit_evidence *e = &out->evidence[i];
		good = json_is_object(value) || wrong(r, "evidence", "not an object");
		good = good && text_field(r, value, "statement", &e->statement) &&
		       date_field(r, value, "published", &e->published) && contents(r, value, &e->content, &e->content_count);
	}
	r->record->length = length;
	return good;
}

static bool judgement(reader *r, const json_t *object, dixit_statement *out) {
	const json_t *negated = json_object_get(object, "negated"), *sure = json_object_get(object, "confidence");
	dx_slice by;
	if (!absent(negated) && !json_is_boolean(negated)) return wrong(r, "negated", "not true or false");
	if (!absent(sure) && !json_is_number(sure)) return wrong(r, "confidence", "not a number");
	if (!text_field(r, object, "by", &by)) return false;
	out->negated = json_is_true(negated);
	out->confidence = sure ? (float)json_number_value(sure) : 0;
	if (!(out->confidence >= 0 && out->confidence <= 1)) return wrong(r, "confidence", "not from 0 to 1");
	out->by = by.ptr ? by.ptr : "";
	return true;
}

static bool statement(reader *r, const json_t *object) {
	dixit_statement *s = &r->record->statements[r->index];
	int kind, act;
	if (!id_field(r, object, 's') || !enum_field(r, object, "kind", dx_kind_of, &kind) ||
	    !enum_field(r, object, "act", dx_act_of, &act)) {
		return false;
	}
	s->kind = (dixit_kind)kind;
	s->act = (dixit_act)act;
	return contents(r, object, &s->content, &s->content_count) && extent_field(r, object, "cue", &s->cue) &&
	       extent_field(r, object, "source", &s->source) && refs_field(r, object, "speakers", &s->speakers) &&
	       refs_field(r, object, "for", &s->speaks_for) && refs_field(r, object, "addressees", &s->addressees) &&
	       refs_field(r, object, "about", &s->about) && ref_field(r, object, "event", 'v', &s->event) &&
	       judgement(r, object, s) && text_field(r, object, "same_as", &s->same_as) && evidence(r, object, s);
}

static bool aliases(reader *r, const json_t *object, dixit_entity *out) {
	const json_t *array;
	if (!array_field(r, object, "aliases", &array, &out->alias_count)) return false;
	out->aliases = DX_NEW(&r->arena, dixit_slice, out->alias_count);
	for (uint32_t i = 0; i < out->alias_count; i++) {
		if (!string_of(r, json_array_get(array, i), "aliases", &out->aliases[i])) return false;
	}
	return true;
}

static bool roles(reader *r, const json_t *object, dixit_entity *out) {
	const json_t *array;
	if (!array_field(r, object, "roles", &array, &out->role_count)) return false;
	out->roles = DX_NEW(&r->arena, dixit_role, out->role_count);
	for (uint32_t i = 0; i < out->role_count; i++) {
		const json_t *value = json_array_get(array, i);
		dixit_role *role = &out->roles[i];
		if (!json_is_object(value)) return wrong(r, "roles", "not an object");
		if (!text_field(r, value, "title", &role->title) || !country_field(r, value, role->country) ||
		    !ref_field(r, value, "organisation", 'e', &role->organisation) ||
		    !range_fields(r, value, &role->start, &role->end)) {
			return false;
		}
	}
	return true;
}

static bool mentions(reader *r, const json_t *object, dixit_entity *out) {
	const json_t *array;
	if (!array_field(r, object, "mentions", &array, &out->mention_count)) return false;
	out->mentions = DX_NEW(&r->arena, dixit_mention, out->mention_count);
	for (uint32_t i = 0; i < out->mention_count; i++) {
		const json_t *value = json_array_get(array, i);
		int form;
		if (!extent_of(r, value, "mentions", &out->mentions[i].extent) ||
		    !enum_field(r, value, "form", dx_form_of, &form)) {
			return false;
		}
		out->mentions[i].form = (dixit_form)form;
	}
	return true;
}

static bool entity(reader *r, const json_t *object) {
	dixit_entity *e = &r->record->entities[r->index];
	int type;
	if (!id_field(r, object, 'e') || !enum_field(r, object, "type", dx_entity_type_of, &type) ||
	    !text_field(r, object, "name", &e->name) || !text_field(r, object, "key", &e->key) ||
	    !text_field(r, object, "identifier", &e->identifier)) {
		return false;
	}
	if (!e->name.len) return wrong(r, "name", "empty");
	if (!e->key.len) return wrong(r, "key", "empty");
	e->type = (dixit_entity_type)type;
	return aliases(r, object, e) && roles(r, object, e) && country_field(r, object, e->country) &&
	       mentions(r, object, e);
}

static bool event(reader *r, const json_t *object) {
	dixit_event *v = &r->record->events[r->index];
	dx_slice date;
	int type;
	if (!id_field(r, object, 'v') || !enum_field(r, object, "type", dx_event_type_of, &type) ||
	    !text_field(r, object, "name", &v->name) || !text_field(r, object, "key", &v->key) ||
	    !refs_field(r, object, "participants", &v->participants) || !ref_field(r, object, "place", 'e', &v->place) ||
	    !ref_field(r, object, "host", 'e', &v->host) || !date_field(r, object, "date", &date)) {
		return false;
	}
	v->type = (dixit_event_type)type;
	if (date.len) memcpy(v->date, date.ptr, sizeof v->date);
	return extent_of(r, object, "text", &v->extent);
}

static bool article(reader *r) {
	dixit_record *out = r->record;
	const json_t *root = r->root;
	dx_slice schema, sha256, simhash;
	if (!json_is_object(root)) return wrong(r, "record", "not an object");
	if (!text_field(r, root, "schema", &schema)) return false;
	if (!dx_slice_eq(schema, dx_slice_of(r->schema))) return wrong_schema(r);
	if (!text_field(r, root, "id", &out->id) || !text_field(r, root, "path", &out->path) ||
	    !text_field(r, root, "url", &out->url) || !text_field(r, root, "publisher", &out->publisher) ||
	    !text_field(r, root, "title", &out->title) || !date_field(r, root, "published", &out->published) ||
	    !text_field(r, root, "language", &out->language) || !uint_field(r, root, "length", &out->length) ||
	    !text_field(r, root, "sha256", &sha256) || !text_field(r, root, "simhash", &simhash) ||
	    !text_field(r, root, "same_as", &out->same_as)) {
		return false;
	}
	if (sha256.len && !formed(sha256.ptr, sha256.len, "x", 64)) return wrong(r, "sha256", "not 64 hexadecimal digits");
	if (sha256.len) memcpy(out->sha256, sha256.ptr, sizeof out->sha256);
	if (simhash.len && !formed(simhash.ptr, simhash.len, "x", 16))
		return wrong(r, "simhash", "not 16 hexadecimal digits");
	if (simhash.len) memcpy(out->simhash, simhash.ptr, sizeof out->simhash);
	return true;
}

static bool list(reader *r, const char *key, const json_t *array, uint32_t count,
                 bool (*item)(reader *, const json_t *)) {
	r->list = key;
	for (r->index = 0; r->index < count; r->index++) {
		const json_t *value = json_array_get(array, r->index);
		if (!json_is_object(value)) return wrong(r, "id", "not an object");
		if (!item(r, value)) return false;
	}
	r->list = NULL;
	return true;
}

/* The three lists are counted first: statements and events name entities by number. */
static bool whole(reader *r) {
	dixit_record *out = r->record = DX_NEW(&r->arena, dixit_record, 1);
	const json_t *statements, *entities, *events;
	if (!article(r) || !array_field(r, r->root, "statements", &statements, &out->statement_count) ||
	    !array_field(r, r->root, "entities", &entities, &out->entity_count) ||
	    !array_field(r, r->root, "events", &events, &out->event_count)) {
		return false;
	}
	out->statements = DX_NEW(&r->arena, dixit_statement, out->statement_count);
	out->entities = DX_NEW(&r->arena, dixit_entity, out->entity_count);
	out->events = DX_NEW(&r->arena, dixit_event, out->event_count);
	return list(r, "entities", entities, out->entity_count, entity) &&
	       list(r, "events", events, out->event_count, event) &&
	       list(r, "statements", statements, out->statement_count, statement);
}

static dixit_status parse(reader *r, dx_slice line) {
	json_error_t bad;
	r->root = json_loadb(line.ptr ? line.ptr : "", line.len, JSON_ALLOW_NUL, &bad);
	if (!r->root) {
		/* jansson has no words for running out of memory in the middle of a value */
		bool memory = !bad.text[0] || json_error_code(&bad) == json_error_out_of_memory;
		dx_fail(r->error, memory ? DIXIT_E_MEMORY : DIXIT_E_FORMAT, "%s", memory ? "out of memory" : bad.text);
		dx_error_at(r->error, NULL, 0, bad.position > 0 ? (uint64_t)bad.position : 1);
		return memory ? DIXIT_E_MEMORY : DIXIT_E_FORMAT;
	}
	if (dx_arena_guard(&r->arena)) return dx_fail(r->error, DIXIT_E_MEMORY, "out of memory");
	if (!whole(r)) return DIXIT_E_FORMAT;
	dx_record_adopt(r->record, &r->arena);
	return DIXIT_OK;
}

dixit_status dx_record_read_as(dixit_record **out, dx_slice line, const char *schema, dixit_error *error) {
	reader r = {.error = error, .schema = schema};
	dx_arena_init(&r.arena);
	dixit_status status = parse(&r, line);
	json_decref(r.root);
	*out = status ? NULL : r.record;
	if (status) dx_arena_free(&r.arena);
	return status;
}

dixit_status dixit_record_parse(dixit_record **out, const char *line, size_t length, dixit_error *error) {
	return dx_record_read_as(out, (dx_slice){line, length}, DX_RECORD_SCHEMA, error);
}
