#include "pipeline/engine.h"

#include "base/error.h"
#include "base/utf8.h"
#include "record/build.h"
#include "record/record.h"
#include <stdlib.h>

dixit_status dixit_engine_new(dixit_engine **out, const char *lexicon_dir, const char *models_dir, dixit_error *error) {
	*out = NULL;
	dixit_engine *engine = calloc(1, sizeof *engine);
	if (!engine) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dixit_status status = dx_lexicon_new(&engine->lexicon, lexicon_dir, error);
	if (!status) status = dx_models_new(&engine->models, models_dir, error);
	if (!status) status = dx_article_patterns_new(&engine->patterns, engine->lexicon, error);
	if (!status && models_dir && !(engine->models_dir = strdup(models_dir)))
		status = dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	if (status) {
		dixit_engine_free(engine);
		return status;
	}
	engine->tagger = dx_linear_tagger(engine->models);
	*out = engine;
	return DIXIT_OK;
}

dixit_status dixit_engine_accurate(dixit_engine *engine, dixit_error *error) {
	if (engine->deep) return DIXIT_OK;
	dixit_status status = dx_deep_new(&engine->deep, engine->models_dir, NULL, error);
	if (!status) engine->tagger = dx_deep_tagger(engine->deep);
	return status;
}

void dixit_engine_confidence(dixit_engine *engine, float least) {
	engine->least = (dx_least){{least, least, least}};
	engine->wished = true;
}

void dixit_engine_free(dixit_engine *engine) {
	if (!engine) return;
	dx_article_patterns_free(engine->patterns);
	dx_deep_free(engine->deep);
	dx_models_free(engine->models);
	free(engine->models_dir);
	dx_lexicon_free(engine->lexicon);
	free(engine);
}

dixit_record *dx_stages(const dixit_engine *engine, dx_article *article, dx_arena *arena) {
	const dx_lexicon *lexicon = engine->lexicon;
	dx_text text;
	dx_tags tags;
	dx_mentions mentions;
	dx_statements statements;
	dx_entities entities;
	dx_events events;
	dx_text_make(&text, article, lexicon, arena);
	dx_tags_make(&tags, &text, engine->models, arena);
	dx_mention_find(&mentions, &text, lexicon, arena);
	dx_statement_input in = {&text,   &mentions,       &tags,
	                         lexicon, &engine->tagger, engine->wished ? engine->least : engine->tagger.least};
	dx_statement_find(&statements, &in, arena);
	dx_entity_resolve(&entities, article, &text, &mentions, &statements, lexicon, arena);
	dx_event_find(&events, article, &text, &mentions, &entities, &statements, lexicon, arena);
	dixit_record *record = DX_NEW(arena, dixit_record, 1);
	dx_record_build(record, article, &text, &mentions, &statements, &entities, &events, arena);
	return record;
}

static bool is_date(const char *s) {
	static const char form[] = "dddd-dd-dd";
	for (size_t i = 0; i < sizeof form; i++) {
		if (form[i] == 'd' ? s[i] < '0' || s[i] > '9' : s[i] != form[i]) return false;
	}
	return true;
}

/* What the caller knows goes before what the text's own date line says. */
static void apply_meta(dx_article *article, const dixit_meta *meta, dx_arena *arena) {
	const struct {
		const char *given;
		dx_slice *field;
	} table[] = {
	    {meta->id, &article->id},
	    {meta->path, &article->path},
	    {meta->url, &article->url},
	    {meta->title, &article->title},
	    {meta->language, &article->language},
	    {meta->publisher, &article->publisher},
	    {meta->published, &article->published},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (!table[i].given) continue;
		size_t len = strlen(table[i].given);
		dx_slice copy = {dx_strndup(arena, table[i].given, len), len};
		*table[i].field = dx_utf8_repair(arena, copy);
	}
}

typedef struct dx_call {
	const dixit_engine *engine;
	dx_slice text;
	const dixit_meta *meta;
	dx_rx_scratch *scratch;
	dx_arena arena;
} dx_call;

static dixit_status extract_in(dx_call *call, dixit_record **out, dixit_error *error) {
	if (dx_arena_guard(&call->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	/* The record owns what it points to, so the text is copied, and repaired before the article stage, which would
	 * take ill-formed bytes for another encoding. */
	dx_slice copy = {dx_strndup(&call->arena, call->text.ptr, call->text.len), call->text.len};
	copy = dx_utf8_repair(&call->arena, copy);
	if (copy.len > DIXIT_ARTICLE_MAX) return dx_fail(error, DIXIT_E_TOO_LONG, "an article of more than 16 MiB");
	dx_article article = {0};
	if (call->meta) apply_meta(&article, call->meta, &call->arena);
	dixit_status status =
	    dx_article_from_file(&article, copy, call->engine->patterns, call->scratch, &call->arena, error);
	if (status) return status;
	if (call->meta) apply_meta(&article, call->meta, &call->arena);
	dixit_record *record = dx_stages(call->engine, &article, &call->arena);
	dx_record_adopt(record, &call->arena);
	*out = record;
	return DIXIT_OK;
}

dixit_status dixit_extract(dixit_record **out, const dixit_engine *engine, const char *text, size_t length,
                           const dixit_meta *meta, dixit_error *error) {
	*out = NULL;
	if (length > DIXIT_ARTICLE_MAX) return dx_fail(error, DIXIT_E_TOO_LONG, "an article of more than 16 MiB");
	if (meta && meta->published && !is_date(meta->published)) {
		return dx_fail(error, DIXIT_E_USAGE, "published is not a date YYYY-MM-DD");
	}
	dx_call call = {engine, {text, length}, meta, dx_rx_scratch_new(), {0}};
	if (!call.scratch) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dx_arena_init(&call.arena);
	dixit_status status = extract_in(&call, out, error);
	dx_arena_free(&call.arena);
	dx_rx_scratch_free(call.scratch);
	if (status && meta && meta->path) dx_error_at(error, meta->path, 0, 0);
	return status;
}
