/* dixit_run(): the calling thread reads raw items and hands results on in input order; workers do all the rest.
 *
 * Jobs in flight stand in a ring by their number. Free ones are a stack, so that the memory used last, which is still
 * in the cache, is used next. The calling thread sleeps until half of the jobs in flight are done, not at every
 * article: with short articles waking it would cost as much as the work. */
#include "base/error.h"
#include "pipeline/job.h"
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

enum {
	THREADS_MAX = 256,
	JOBS_A_THREAD = 4,
	BYTES_A_THREAD = 1 << 20 /* raw bytes in flight, beyond which there is one job a thread and no more */
};

typedef struct crew {
	const dixit_engine *engine;
	const dixit_sink *sink;
	dx_reader *reader;
	dx_job *jobs, *free;
	dx_job **ring; /* job number n stands at n % size */
	uint64_t size;
	uint64_t head, taken, tail; /* numbers: the next to deliver, to work on, to read */
	uint64_t bytes, articles;
	pthread_mutex_t lock;
	pthread_cond_t work, done;
	uint64_t awaited; /* number that the calling thread sleeps for */
	bool stop, ended;
	pthread_t threads[THREADS_MAX];
	unsigned thread_count;
} crew;

static dx_job **at(const crew *c, uint64_t number) { return &c->ring[number % c->size]; }

static void *worker(void *context) {
	crew *c = context;
	dx_rx_scratch *scratch = dx_rx_scratch_new();
	pthread_mutex_lock(&c->lock);
	for (;;) {
		while (c->taken == c->tail && !c->stop) pthread_cond_wait(&c->work, &c->lock);
		if (c->stop) break;
		uint64_t number = c->taken++;
		dx_job *job = *at(c, number);
		if (!job->finished) {
			pthread_mutex_unlock(&c->lock);
			if (scratch)
				dx_job_work(job, c->engine, c->sink, scratch);
			else
				job->status = dx_fail(&job->error, DIXIT_E_MEMORY, "out of memory");
			pthread_mutex_lock(&c->lock);
			job->finished = true;
		}
		if (number == c->awaited) pthread_cond_signal(&c->done);
	}
	pthread_mutex_unlock(&c->lock);
	dx_rx_scratch_free(scratch);
	return NULL;
}

static dixit_status deliver(crew *c, const dx_job *job) {
	dixit_status status = dx_job_deliver(job, c->sink);
	c->articles++;
	if (!status && c->sink->progress) c->sink->progress(c->sink->context, c->articles, job->done, job->total);
	return status;
}

/* Hand on what is done, in order. Only this thread moves `head` and `tail`. */
static dixit_status deliver_finished(crew *c) {
	while (c->head < c->tail) {
		dx_job *job = *at(c, c->head);
		pthread_mutex_lock(&c->lock);
		bool finished = job->finished && c->head < c->taken;
		pthread_mutex_unlock(&c->lock);
		if (!finished) return DIXIT_OK;
		dixit_status status = deliver(c, job);
		c->head++;
		c->bytes -= job->raw.bytes.len;
		dx_job_reset(job);
		job->next_free = c->free;
		c->free = job;
		if (status) return status;
	}
	return DIXIT_OK;
}

static void wait_for_half(crew *c) {
	uint64_t middle = c->head + (c->tail - c->head) / 2;
	pthread_mutex_lock(&c->lock);
	c->awaited = (*at(c, middle))->finished && middle < c->taken ? c->head : middle;
	while (!((*at(c, c->awaited))->finished && c->awaited < c->taken)) pthread_cond_wait(&c->done, &c->lock);
	c->awaited = UINT64_MAX;
	pthread_mutex_unlock(&c->lock);
}

static bool may_read(const crew *c) {
	uint64_t in_flight = c->tail - c->head;
	bool room = in_flight < c->thread_count || c->bytes < (uint64_t)c->thread_count * BYTES_A_THREAD;
	return !c->ended && c->free && room;
}

static void read_one(crew *c) {
	dx_job *job = c->free;
	if (dx_job_read(job, c->reader) == DIXIT_END) {
		c->ended = true;
		return;
	}
	c->free = job->next_free;
	c->bytes += job->raw.bytes.len;
	pthread_mutex_lock(&c->lock);
	*at(c, c->tail) = job;
	c->tail++;
	pthread_cond_signal(&c->work);
	pthread_mutex_unlock(&c->lock);
}

static dixit_status direct(crew *c) {
	while (!c->ended) {
		if (may_read(c))
			read_one(c);
		else
			wait_for_half(c);
		dixit_status status = deliver_finished(c);
		if (status) return status;
	}
	while (c->head < c->tail) {
		wait_for_half(c);
		dixit_status status = deliver_finished(c);
		if (status) return status;
	}
	return DIXIT_OK;
}

static void dismiss(crew *c) {
	pthread_mutex_lock(&c->lock);
	c->stop = true;
	pthread_cond_broadcast(&c->work);
	pthread_mutex_unlock(&c->lock);
	for (unsigned i = 0; i < c->thread_count; i++) pthread_join(c->threads[i], NULL);
	pthread_mutex_destroy(&c->lock);
	pthread_cond_destroy(&c->work);
	pthread_cond_destroy(&c->done);
}

/* One thread: read, work, deliver, with one job and without any of the above. */
static dixit_status alone(crew *c) {
	dx_job *job = c->free;
	dx_rx_scratch *scratch = dx_rx_scratch_new();
	if (!scratch) return DIXIT_E_MEMORY;
	dixit_status status = DIXIT_OK;
	while (!status && dx_job_read(job, c->reader) != DIXIT_END) {
		if (!job->finished) dx_job_work(job, c->engine, c->sink, scratch);
		status = deliver(c, job);
		dx_job_reset(job);
	}
	dx_rx_scratch_free(scratch);
	return status;
}

static dixit_status together(crew *c, unsigned threads) {
	pthread_mutex_init(&c->lock, NULL);
	pthread_cond_init(&c->work, NULL);
	pthread_cond_init(&c->done, NULL);
	c->awaited = UINT64_MAX;
	while (c->thread_count < threads && !pthread_create(&c->threads[c->thread_count], NULL, worker, c)) {
		c->thread_count++;
	}
	dixit_status status = c->thread_count ? direct(c) : alone(c);
	dismiss(c);
	return status;
}

static unsigned cores(void) {
	cpu_set_t set;
	return sched_getaffinity(0, sizeof set, &set) ? 1 : (unsigned)CPU_COUNT(&set);
}

static dixit_status run(crew *c, unsigned threads) {
	c->size = threads == 1 ? 1 : (uint64_t)threads * JOBS_A_THREAD;
	c->jobs = calloc(c->size, sizeof *c->jobs);
	c->ring = calloc(c->size, sizeof *c->ring);
	dixit_status status = c->jobs && c->ring ? DIXIT_OK : DIXIT_E_MEMORY;
	for (uint64_t i = c->size; !status && i-- > 0;) {
		dx_job_init(&c->jobs[i]);
		c->jobs[i].next_free = c->free;
		c->free = &c->jobs[i];
	}
	if (!status) status = threads == 1 ? alone(c) : together(c, threads);
	for (uint64_t i = 0; c->jobs && i < c->size; i++) dx_job_free(&c->jobs[i]);
	free(c->jobs);
	free(c->ring);
	return status;
}

dixit_status dixit_run(const dixit_engine *engine, char *const *paths, size_t count, unsigned threads,
                       const dixit_sink *sink, dixit_error *error) {
	if (!count) return dx_fail(error, DIXIT_E_USAGE, "nothing to read");
	if (!threads) threads = cores();
	if (threads > THREADS_MAX) threads = THREADS_MAX;
	crew *c = calloc(1, sizeof *c);
	if (!c) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	c->engine = engine;
	c->sink = sink;
	dixit_status status = dx_reader_new(&c->reader, paths, count, error);
	if (!status) {
		dx_reader_fields(c->reader, &engine->fields);
		status = run(c, threads);
		if (status) {
			dx_fail(error, status, "%s",
			        status == DIXIT_E_MEMORY ? "out of memory" : "stopped by the receiver of the records");
		}
		dx_reader_free(c->reader);
	}
	free(c);
	return status;
}
