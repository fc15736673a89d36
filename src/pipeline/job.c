#include "pipeline/job.h"

#include "article/language.h"
#include "article/raw.h"
#include "base/error.h"
#include "input/walk.h"
#include "record/record.h"
#include <inttypes.h>
#include <stdio.h>

enum { KEEP = 1 << 20 }; /* bytes that a job keeps of each kind of memory */

void dx_job_init(dx_job *job) {
	memset(job, 0, sizeof *job);
	dx_arena_init(&job->arena);
}

void dx_job_free(dx_job *job) {
	dx_raw_free(&job->raw);
	dx_arena_free(&job->arena);
	dx_buf_free(&job->json);
}

void dx_job_reset(dx_job *job) {
	dx_arena_reset(&job->arena, KEEP);
	if (job->raw.bytes.cap > KEEP) dx_buf_free(&job->raw.bytes);
	if (job->json.cap > KEEP) dx_buf_free(&job->json);
	job->raw.bytes.failed = job->json.failed = false;
	job->json.len = 0;
	job->record = NULL;
	job->status = DIXIT_OK;
	job->finished = false;
}

dixit_status dx_job_read(dx_job *job, dx_reader *reader) {
	job->status = dx_reader_next(reader, &job->raw, &job->error);
	dx_reader_progress(reader, &job->done, &job->total);
	if (job->status == DIXIT_END) return DIXIT_END;
	job->finished = job->status != DIXIT_OK;
	return DIXIT_OK;
}

/* How an article without an id of its own is called: its file without folder and endings, and its number in it. */
static dx_slice own_id(dx_job *job) {
	dx_slice stem = dx_walk_stem(job->raw.path);
	if (!job->raw.number) return stem;
	char *id = dx_alloc(&job->arena, stem.len + 24);
	return (dx_slice){id,
	                  (size_t)snprintf(id, stem.len + 24, "%.*s:%" PRIu64, (int)stem.len, stem.ptr, job->raw.number)};
}

static bool is_wanted(const dx_article *article, const dixit_sink *sink) {
	return !sink->wanted || sink->wanted(sink->context, article->id, article->path, article->sha256);
}

static dixit_status work(dx_job *job, const dixit_engine *engine, const dixit_sink *sink, dx_rx_scratch *scratch) {
	if (dx_arena_guard(&job->arena)) return dx_fail(&job->error, DIXIT_E_MEMORY, "out of memory");
	dx_article article = {.path = dx_slice_of(job->raw.path), .id = own_id(job)};
	const dx_article_means means = {engine->patterns, scratch, &engine->fields};
	dixit_status status = dx_article_from_raw(&article, &job->raw, &means, &job->arena, &job->error);
	if (status || !is_wanted(&article, sink)) return status;
	const char *language = engine->any_language ? NULL : dx_language_foreign(article.text);
	if (language) return dx_fail(&job->error, DIXIT_SKIPPED, "%s", language);
	job->text = article.text;
	job->record = dx_stages(engine, &article, &job->arena);
	dx_record_write(&job->json, job->record);
	return job->json.failed ? dx_fail(&job->error, DIXIT_E_MEMORY, "out of memory") : DIXIT_OK;
}

void dx_job_work(dx_job *job, const dixit_engine *engine, const dixit_sink *sink, dx_rx_scratch *scratch) {
	job->status = work(job, engine, sink, scratch);
	if (job->status) dx_raw_place(&job->raw, &job->error);
}

dixit_status dx_job_deliver(const dx_job *job, const dixit_sink *sink) {
	dixit_status status = DIXIT_OK;
	if (job->status == DIXIT_SKIPPED) {
		if (sink->skipped) sink->skipped(sink->context, &job->error);
	} else if (job->status) {
		if (sink->failure) sink->failure(sink->context, &job->error);
	} else if (job->record) {
		if (sink->text) status = sink->text(sink->context, job->text.ptr, job->text.len);
		if (!status) status = sink->record(sink->context, job->record, job->json.ptr, job->json.len);
	}
	return status;
}
