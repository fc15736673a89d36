#include "corpus/division.h"

#include "base/error.h"
#include "corpus/happenings.h"
#include "corpus/identity.h"
#include "corpus/repeats.h"
#include "record/record.h"

static void note_statement(dixit_statement *note, const dixit_statement *s) {
	*note = (dixit_statement){.kind = s->kind,
	                          .act = s->act,
	                          .negated = s->negated,
	                          .by = "",
	                          .content = s->content,
	                          .content_count = s->content_count,
	                          .cue = s->cue,
	                          .speakers = s->speakers,
	                          .speaks_for = s->speaks_for,
	                          .event = -1,
	                          .evidence = s->evidence,
	                          .evidence_count = s->evidence_count};
}

static void note_entity(dixit_entity *note, const dixit_entity *e, dx_arena *arena) {
	*note = *e;
	note->identifier = (dx_slice){0};
	note->aliases = DX_NEW(arena, dixit_slice, e->alias_count);
	note->alias_count = 0;
	for (uint32_t i = 0; i < e->alias_count; i++) {
		if (dx_alias_tells(e, e->aliases[i])) note->aliases[note->alias_count++] = e->aliases[i];
	}
}

/* The address of an article: its id, or else its path, and the check sum. */
static void address(dixit_record *out, const dixit_record *record) {
	out->id = record->id;
	if (!record->id.len) out->path = record->path;
	memcpy(out->sha256, record->sha256, sizeof out->sha256);
}

dixit_record *dx_note_of(const dixit_record *record, dx_arena *arena) {
	dixit_record *note = DX_NEW(arena, dixit_record, 1);
	address(note, record);
	note->publisher = record->publisher;
	note->published = record->published;
	note->length = record->length;
	memcpy(note->simhash, record->simhash, sizeof note->simhash);
	note->statement_count = record->statement_count;
	note->statements = DX_NEW(arena, dixit_statement, record->statement_count);
	for (uint32_t i = 0; i < record->statement_count; i++) note_statement(&note->statements[i], &record->statements[i]);
	note->entity_count = record->entity_count;
	note->entities = DX_NEW(arena, dixit_entity, record->entity_count);
	for (uint32_t i = 0; i < record->entity_count; i++) note_entity(&note->entities[i], &record->entities[i], arena);
	note->event_count = record->event_count;
	note->events = DX_NEW(arena, dixit_event, record->event_count);
	for (uint32_t i = 0; i < record->event_count; i++) {
		note->events[i] = record->events[i];
		note->events[i].key = (dx_slice){0};
	}
	return note;
}

/* --- decisions -----------------------------------------------------------------------------------------------------
 */

static void decide_entity(dixit_entity *out, const dx_linked *who, dx_arena *arena) {
	out->key = who->dropped ? DX_LIT(DX_DROPPED_KEY) : who->key;
	out->name = who->name;
	out->identifier = who->identifier;
	memcpy(out->country, who->country, sizeof out->country);
	if (!who->title.len) return;
	out->roles = DX_NEW(arena, dixit_role, 1);
	out->role_count = 1;
	out->roles[0] = (dixit_role){.title = who->title, .organisation = -1};
	memcpy(out->roles[0].country, who->title_country, sizeof out->roles[0].country);
}

static dixit_refs speakers(const dixit_corpus *corpus, dixit_refs said, uint32_t article, dx_arena *arena) {
	dixit_refs out = {DX_NEW(arena, uint32_t, said.count), 0};
	for (uint32_t i = 0; i < said.count; i++) {
		bool known = said.items[i] < corpus->articles.items[article].entity_count;
		if (known && dx_identity_of(corpus, article, said.items[i])->silent) continue;
		out.items[out.count++] = said.items[i];
	}
	return out;
}

static void decide_statement(const dixit_corpus *corpus, dixit_statement *out, const dixit_statement *s, dx_spot here,
                             dx_arena *arena) {
	*out = (dixit_statement){.kind = s->kind, .act = s->act, .by = "", .event = -1};
	out->speakers = speakers(corpus, s->speakers, here.article, arena);
	if (here.statement >= corpus->articles.items[here.article].statement_count) return;
	dx_spot first = dx_repeated_statement(corpus, here.article, here.statement);
	if (first.article != here.article || first.statement != here.statement)
		out->same_as = dx_spot_text(corpus, first, arena);
	else
		out->evidence = dx_repeats_of(corpus, here, arena, &out->evidence_count);
}

/* It came before. */
static void repeat_itself(const dixit_corpus *corpus, dixit_record *out, uint32_t article, dx_arena *arena) {
	out->same_as = corpus->articles.items[article].id;
	for (uint32_t i = 0; i < out->statement_count; i++) {
		out->statements[i].same_as = dx_spot_text(corpus, (dx_spot){article, i}, arena);
		out->statements[i].evidence_count = 0;
	}
}

/* An article may come twice, the same text with more found in it (by another version, say): of what only the second
 * record has nothing was decided. */
dixit_record *dx_decided(dixit_corpus *corpus, const dixit_record *record, uint32_t article, dx_arena *arena) {
	dx_report *report = &corpus->articles.items[article];
	uint32_t first = dx_repeated_article(corpus, article);
	dixit_record *out = DX_NEW(arena, dixit_record, 1);
	address(out, record);
	out->length = record->length;
	if (first != DX_NONE) out->same_as = corpus->articles.items[first].id;
	out->entity_count = record->entity_count;
	out->entities = DX_NEW(arena, dixit_entity, record->entity_count);
	for (uint32_t i = 0; i < record->entity_count; i++) {
		const dixit_entity *e = &record->entities[i];
		out->entities[i] = (dixit_entity){.type = e->type, .key = e->key, .name = e->name};
		if (i < report->entity_count) decide_entity(&out->entities[i], dx_identity_of(corpus, article, i), arena);
	}
	out->statement_count = record->statement_count;
	out->statements = DX_NEW(arena, dixit_statement, record->statement_count);
	for (uint32_t i = 0; i < record->statement_count; i++)
		decide_statement(corpus, &out->statements[i], &record->statements[i], (dx_spot){article, i}, arena);
	out->event_count = record->event_count;
	out->events = DX_NEW(arena, dixit_event, record->event_count);
	for (uint32_t i = 0; i < record->event_count; i++) {
		out->events[i] = (dixit_event){.type = record->events[i].type, .place = -1, .host = -1};
		if (i < report->event_count) out->events[i].key = dx_happening_key(corpus, article, i);
	}
	if (corpus->once && report->given) repeat_itself(corpus, out, article, arena);
	report->given = true;
	return out;
}

dixit_status dx_corpus_decide(dixit_record **out, dixit_corpus *corpus, const dixit_record *note, dixit_error *error) {
	dx_arena arena;
	*out = NULL;
	dx_arena_init(&arena);
	if (dx_arena_guard(&arena)) {
		dx_arena_free(&arena);
		return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	}
	uint32_t article = dx_report_find(corpus, note, &arena);
	if (article == DX_NONE) {
		dx_arena_free(&arena);
		return dx_fail(error, DIXIT_E_USAGE, "this note was not there in the first pass");
	}
	*out = dx_decided(corpus, note, article, &arena);
	dx_record_adopt(*out, &arena);
	return DIXIT_OK;
}

static bool same_article(const dixit_record *a, const dixit_record *b) {
	bool named = dx_slice_eq(a->id, b->id) && (a->id.len || dx_slice_eq(a->path, b->path));
	return named && !strcmp(a->sha256, b->sha256) && a->entity_count == b->entity_count &&
	       a->statement_count == b->statement_count && a->event_count == b->event_count;
}

dixit_status dx_decision_apply(dixit_record **out, const dixit_record *decision, const dixit_record *record, bool once,
                               dixit_error *error) {
	dx_arena arena;
	*out = NULL;
	if (!same_article(decision, record)) return dx_fail(error, DIXIT_E_FORMAT, "the decision is of another article");
	dx_arena_init(&arena);
	if (dx_arena_guard(&arena)) {
		dx_arena_free(&arena);
		return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	}
	dixit_record *linked = dx_linked_record(decision, record, once, &arena);
	if (linked) {
		dx_record_adopt(linked, &arena);
		*out = linked;
	} else {
		dx_arena_free(&arena);
	}
	return DIXIT_OK;
}
