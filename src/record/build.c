/* What the stages found → the record: byte spans become code points, tokens become spans. */
#include "record/build.h"
#include "record/record.h"
#include "text/simhash.h"

#include <inttypes.h>
#include <stdio.h>

/* Code points before every 64th byte: the pass over the text is linear, a look-up reads at most 64 bytes more. */
enum { STEP_BITS = 6, STEP = 1 << STEP_BITS };

typedef struct points {
	dx_slice text;
	uint32_t *marks; /* NULL: the text is ASCII, bytes are code points */
	uint32_t total;
} points;

typedef struct builder {
	dixit_record *record;
	const dx_text *text;
	const dx_mentions *mentions;
	points points;
	dx_arena *arena;
} builder;

/* Bytes in `len` that begin a code point, eight at a time: a byte 10xxxxxx goes on with one. */
static uint32_t starts_in(const char *s, size_t len) {
	const uint64_t ones = 0x0101010101010101u;
	uint32_t n = (uint32_t)len;
	for (; len >= 8; s += 8, len -= 8) {
		uint64_t w;
		memcpy(&w, s, 8);
		n -= (uint32_t)((((w >> 7) & ~(w >> 6) & ones) * ones) >> 56);
	}
	for (; len; s++, len--) n -= ((unsigned char)*s & 0xC0) == 0x80;
	return n;
}

static void points_make(points *p, dx_slice text, dx_arena *arena) {
	*p = (points){text, NULL, starts_in(text.ptr, text.len)};
	if (p->total == text.len) return;
	size_t steps = text.len >> STEP_BITS;
	p->marks = dx_alloc_raw(arena, (steps + 1) * sizeof *p->marks);
	p->marks[0] = 0;
	for (size_t i = 0; i < steps; i++) p->marks[i + 1] = p->marks[i] + starts_in(text.ptr + (i << STEP_BITS), STEP);
}

static uint32_t point_at(const points *p, uint32_t byte) {
	if (!p->marks) return byte;
	uint32_t from = byte & ~(uint32_t)(STEP - 1);
	return p->marks[byte >> STEP_BITS] + starts_in(p->text.ptr + from, byte - from);
}

static dixit_extent extent_of(const builder *b, dx_span span) {
	if (span.start == span.end) return (dixit_extent){0};
	return (dixit_extent){point_at(&b->points, span.start), point_at(&b->points, span.end),
	                      dx_cut(b->text->bytes, span.start, span.end)};
}

static dx_span tokens_span(const dx_text *text, uint32_t first, uint32_t last) {
	if (first >= last) return (dx_span){0, 0};
	return (dx_span){text->tokens[first].start, text->tokens[last - 1].end};
}

static void statement_build(const builder *b, dixit_statement *out, const dx_statement *in) {
	out->kind = (dixit_kind)in->kind;
	out->act = (dixit_act)in->act;
	out->negated = in->negated;
	out->confidence = in->confidence;
	out->by = in->by ? in->by : "";
	out->content = DX_NEW(b->arena, dixit_extent, in->content_count);
	out->content_count = in->content_count;
	for (uint32_t i = 0; i < in->content_count; i++) out->content[i] = extent_of(b, in->content[i]);
	out->cue = extent_of(b, in->cue);
	out->source = extent_of(b, in->source);
	out->speakers = in->speakers;
	out->speaks_for = in->speaks_for;
	out->addressees = in->addressees;
	out->about = in->about;
	out->event = in->event;
}

/* The name where there is one, else the whole phrase: "Foreign Minister X" is the role "Foreign Minister" and the
 * mention "X"; "the minister" is a mention as it stands. */
static void mention_build(const builder *b, dixit_mention *out, const dx_mention *in) {
	bool named = in->name_first < in->name_last;
	dx_span span =
	    named ? tokens_span(b->text, in->name_first, in->name_last) : tokens_span(b->text, in->first, in->last);
	out->extent = extent_of(b, span);
	out->form = (dixit_form)in->form;
}

static void role_build(const builder *b, dixit_role *out, const dx_entity_role *in) {
	out->title = in->title;
	memcpy(out->country, in->country, sizeof out->country);
	out->organisation = in->organisation;
	out->start = point_at(&b->points, in->span.start);
	out->end = point_at(&b->points, in->span.end);
}

static void entity_build(const builder *b, dixit_entity *out, const dx_entity *in) {
	out->type = (dixit_entity_type)in->type;
	out->name = in->name;
	out->key = in->key;
	out->aliases = in->aliases.items;
	out->alias_count = in->aliases.count;
	memcpy(out->country, in->country, sizeof out->country);
	out->roles = DX_NEW(b->arena, dixit_role, in->roles.count);
	out->role_count = in->roles.count;
	for (uint32_t i = 0; i < in->roles.count; i++) role_build(b, &out->roles[i], &in->roles.items[i]);
	out->mentions = DX_NEW(b->arena, dixit_mention, in->mentions.count);
	out->mention_count = in->mentions.count;
	for (uint32_t i = 0; i < in->mentions.count; i++) {
		mention_build(b, &out->mentions[i], &b->mentions->items[in->mentions.items[i]]);
	}
}

static void event_build(const builder *b, dixit_event *out, const dx_event *in) {
	out->type = (dixit_event_type)in->type;
	out->name = in->name;
	out->participants = in->participants;
	out->place = in->place;
	out->host = in->host;
	memcpy(out->date, in->date, sizeof out->date);
	out->extent = extent_of(b, in->span);
}

static void article_build(const builder *b, const dx_article *article) {
	dixit_record *r = b->record;
	r->id = article->id;
	r->path = article->path;
	r->url = article->url;
	r->publisher = article->publisher;
	r->title = article->title;
	r->published = article->published;
	if (!article->published.len) r->unread_date = article->unread_date;
	r->language = article->language;
	r->length = b->points.total;
	memcpy(r->sha256, article->sha256, sizeof r->sha256);
	uint64_t simhash = dx_text_simhash(b->text);
	if (simhash) snprintf(r->simhash, sizeof r->simhash, "%016" PRIx64, simhash);
}

void dx_record_build(dixit_record *out, const dx_article *article, const dx_text *text, const dx_mentions *mentions,
                     const dx_statements *statements, const dx_entities *entities, const dx_events *events,
                     dx_arena *arena) {
	*out = (dixit_record){0};
	builder b = {out, text, mentions, {{0}, NULL, 0}, arena};
	points_make(&b.points, article->text, arena);
	article_build(&b, article);
	out->statement_count = statements->count;
	out->statements = DX_NEW(arena, dixit_statement, statements->count);
	for (uint32_t i = 0; i < statements->count; i++) {
		statement_build(&b, &out->statements[i], &statements->items[i]);
	}
	out->entity_count = entities->count;
	out->entities = DX_NEW(arena, dixit_entity, entities->count);
	for (uint32_t i = 0; i < entities->count; i++) entity_build(&b, &out->entities[i], &entities->items[i]);
	out->event_count = events->count;
	out->events = DX_NEW(arena, dixit_event, events->count);
	for (uint32_t i = 0; i < events->count; i++) event_build(&b, &out->events[i], &events->items[i]);
}
