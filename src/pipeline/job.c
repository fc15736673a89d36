#include "pipeline/job.h"

#include "base/error.h"
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

/* How an article without an id of its own is called: its file without folder and ending, and the line in it. */
static dx_slice own_id(dx_job *job) {
	const char *path = job->raw.path, *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	int len = (int)(dot && dot > name ? (size_t)(dot - name) : strlen(name));
	if (!job->raw.line) return (dx_slice){name, (size_t)len};
	char *id = dx_alloc(&job->arena, (size_t)len + 24);
	return (dx_slice){id, (size_t)snprintf(id, (size_t)len + 24, "%.*s:%" PRIu64, len, name, job->raw.line)};
}

static bool is_wanted(const dx_article *article, const dixit_sink *sink) {
	return !sink->wanted || sink->wanted(sink->context, article->id, article->path, article->sha256);
}

static dixit_status work(dx_job *job, const dixit_engine *engine, const dixit_sink *sink, dx_rx_scratch *scratch) {
	if (dx_arena_guard(&job->arena)) return dx_fail(&job->error, DIXIT_E_MEMORY, "out of memory");
	dx_slice bytes = {job->raw.bytes.ptr, job->raw.bytes.len};
	dx_article article = {.path = dx_slice_of(job->raw.path), .id = own_id(job)};
	dixit_status (*decode)(dx_article *, dx_slice, const dx_article_patterns *, dx_rx_scratch *, dx_arena *,
	                       dixit_error *) = job->raw.json ? dx_article_from_json : dx_article_from_file;
	dixit_status status = decode(&article, bytes, engine->patterns, scratch, &job->arena, &job->error);
	if (status || !is_wanted(&article, sink)) return status;
	job->text = article.text;
	job->record = dx_stages(engine, &article, &job->arena);
	dx_record_write(&job->json, job->record);
	return job->json.failed ? dx_fail(&job->error, DIXIT_E_MEMORY, "out of memory") : DIXIT_OK;
}

void dx_job_work(dx_job *job, const dixit_engine *engine, const dixit_sink *sink, dx_rx_scratch *scratch) {
	job->status = work(job, engine, sink, scratch);
	if (job->status) dx_error_at(&job->error, job->raw.path, job->raw.line, 0);
}

dixit_status dx_job_deliver(const dx_job *job, const dixit_sink *sink) {
	dixit_status status = DIXIT_OK;
	if (job->status) {
		if (sink->failure) sink->failure(sink->context, &job->error);
		return DIXIT_OK;
	}
	if (!job->record) return DIXIT_OK;
	if (sink->text) status = sink->text(sink->context, job->text.ptr, job->text.len);
	return status ? status : sink->record(sink->context, job->record, job->json.ptr, job->json.len);
}
