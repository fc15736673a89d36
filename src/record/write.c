/* Record → one line of JSON: the contract's keys in the contract's order, every key present. */
#include "base/json.h"
#include "record/record.h"

static void text_field(dx_json *json, const char *key, dx_slice value) {
	dx_json_key(json, key);
	dx_json_string_or_null(json, value);
}

/* A key that only linking writes. */
static void linked_field(dx_json *json, const char *key, dx_slice value) {
	if (value.len) text_field(json, key, value);
}

static void name_field(dx_json *json, const char *key, const char *name) {
	dx_json_key(json, key);
	dx_json_string(json, dx_slice_of(name));
}

static void uint_field(dx_json *json, const char *key, uint64_t n) {
	dx_json_key(json, key);
	dx_json_uint(json, n);
}

static void id_field(dx_json *json, char letter, uint32_t index) {
	dx_json_key(json, "id");
	dx_json_ref(json, letter, index + 1);
}

static void ref_field(dx_json *json, const char *key, char letter, int32_t index) {
	dx_json_key(json, key);
	if (index < 0)
		dx_json_null(json);
	else
		dx_json_ref(json, letter, (uint32_t)index + 1);
}

static void refs_field(dx_json *json, const char *key, dixit_refs refs) {
	dx_json_key(json, key);
	dx_json_open(json, '[');
	for (uint32_t i = 0; i < refs.count; i++) dx_json_ref(json, 'e', refs.items[i] + 1);
	dx_json_close(json, ']');
}

static void span_fields(dx_json *json, const dixit_extent *extent) {
	uint_field(json, "start", extent->start);
	uint_field(json, "end", extent->end);
	text_field(json, "text", extent->text);
}

static void extent_value(dx_json *json, const dixit_extent *extent) {
	dx_json_open(json, '{');
	span_fields(json, extent);
	dx_json_close(json, '}');
}

static void extent_field(dx_json *json, const char *key, const dixit_extent *extent) {
	dx_json_key(json, key);
	if (extent->start == extent->end)
		dx_json_null(json);
	else
		extent_value(json, extent);
}

static void extents_field(dx_json *json, const char *key, const dixit_extent *extents, uint32_t count) {
	dx_json_key(json, key);
	dx_json_open(json, '[');
	for (uint32_t i = 0; i < count; i++) extent_value(json, &extents[i]);
	dx_json_close(json, ']');
}

static void evidence_list(dx_json *json, const dixit_statement *s) {
	dx_json_key(json, "evidence");
	dx_json_open(json, '[');
	for (uint32_t i = 0; i < s->evidence_count; i++) {
		const dixit_evidence *e = &s->evidence[i];
		dx_json_open(json, '{');
		text_field(json, "statement", e->statement);
		text_field(json, "published", e->published);
		extents_field(json, "content", e->content, e->content_count);
		dx_json_close(json, '}');
	}
	dx_json_close(json, ']');
}

static void statement_value(dx_json *json, const dixit_statement *s, uint32_t index) {
	dx_json_open(json, '{');
	id_field(json, 's', index);
	name_field(json, "kind", dx_kind_name(s->kind));
	name_field(json, "act", dx_act_name(s->act));
	extents_field(json, "content", s->content, s->content_count);
	extent_field(json, "cue", &s->cue);
	extent_field(json, "source", &s->source);
	refs_field(json, "speakers", s->speakers);
	refs_field(json, "for", s->speaks_for);
	refs_field(json, "addressees", s->addressees);
	refs_field(json, "about", s->about);
	ref_field(json, "event", 'v', s->event);
	dx_json_key(json, "negated");
	dx_json_bool(json, s->negated);
	dx_json_key(json, "confidence");
	dx_json_fixed2(json, s->confidence > 0 ? (s->confidence < 1 ? s->confidence : 1) : 0);
	text_field(json, "by", dx_slice_of(s->by));
	linked_field(json, "same_as", s->same_as);
	if (s->evidence_count) evidence_list(json, s);
	dx_json_close(json, '}');
}

static void role_value(dx_json *json, const dixit_role *role) {
	dx_json_open(json, '{');
	text_field(json, "title", role->title);
	text_field(json, "country", dx_slice_of(role->country));
	ref_field(json, "organisation", 'e', role->organisation);
	uint_field(json, "start", role->start);
	uint_field(json, "end", role->end);
	dx_json_close(json, '}');
}

static void mention_value(dx_json *json, const dixit_mention *mention) {
	dx_json_open(json, '{');
	span_fields(json, &mention->extent);
	name_field(json, "form", dx_form_name(mention->form));
	dx_json_close(json, '}');
}

static void entity_value(dx_json *json, const dixit_entity *e, uint32_t index) {
	dx_json_open(json, '{');
	id_field(json, 'e', index);
	name_field(json, "type", dx_entity_type_name(e->type));
	text_field(json, "name", e->name);
	text_field(json, "key", e->key);
	linked_field(json, "identifier", e->identifier);
	dx_json_key(json, "aliases");
	dx_json_open(json, '[');
	for (uint32_t i = 0; i < e->alias_count; i++) dx_json_string(json, e->aliases[i]);
	dx_json_close(json, ']');
	dx_json_key(json, "roles");
	dx_json_open(json, '[');
	for (uint32_t i = 0; i < e->role_count; i++) role_value(json, &e->roles[i]);
	dx_json_close(json, ']');
	text_field(json, "country", dx_slice_of(e->country));
	dx_json_key(json, "mentions");
	dx_json_open(json, '[');
	for (uint32_t i = 0; i < e->mention_count; i++) mention_value(json, &e->mentions[i]);
	dx_json_close(json, ']');
	dx_json_close(json, '}');
}

static void event_value(dx_json *json, const dixit_event *v, uint32_t index) {
	dx_json_open(json, '{');
	id_field(json, 'v', index);
	name_field(json, "type", dx_event_type_name(v->type));
	text_field(json, "name", v->name);
	linked_field(json, "key", v->key);
	refs_field(json, "participants", v->participants);
	ref_field(json, "place", 'e', v->place);
	ref_field(json, "host", 'e', v->host);
	text_field(json, "date", dx_slice_of(v->date));
	span_fields(json, &v->extent);
	dx_json_close(json, '}');
}

static void article_fields(dx_json *json, const dixit_record *r, const char *schema) {
	name_field(json, "schema", schema);
	text_field(json, "id", r->id);
	text_field(json, "path", r->path);
	text_field(json, "url", r->url);
	text_field(json, "publisher", r->publisher);
	text_field(json, "title", r->title);
	text_field(json, "published", r->published);
	text_field(json, "language", r->language);
	uint_field(json, "length", r->length);
	text_field(json, "sha256", dx_slice_of(r->sha256));
	text_field(json, "simhash", dx_slice_of(r->simhash));
	linked_field(json, "same_as", r->same_as);
}

void dx_record_write_as(dx_buf *out, const dixit_record *r, const char *schema) {
	dx_json json = {out, false};
	dx_json_open(&json, '{');
	article_fields(&json, r, schema);
	dx_json_key(&json, "statements");
	dx_json_open(&json, '[');
	for (uint32_t i = 0; i < r->statement_count; i++) statement_value(&json, &r->statements[i], i);
	dx_json_close(&json, ']');
	dx_json_key(&json, "entities");
	dx_json_open(&json, '[');
	for (uint32_t i = 0; i < r->entity_count; i++) entity_value(&json, &r->entities[i], i);
	dx_json_close(&json, ']');
	dx_json_key(&json, "events");
	dx_json_open(&json, '[');
	for (uint32_t i = 0; i < r->event_count; i++) event_value(&json, &r->events[i], i);
	dx_json_close(&json, ']');
	dx_json_close(&json, '}');
	dx_buf_char(out, '\n');
}
