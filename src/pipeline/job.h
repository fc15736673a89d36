/* One article of a run: its bytes, the memory it is worked on in, and what came of it. Jobs are reused. */
#ifndef DX_JOB_H
#define DX_JOB_H

#include "input/reader.h"
#include "pipeline/engine.h"

typedef struct dx_job {
	dx_raw raw;
	dx_arena arena;
	dixit_record *record; /* in the arena; NULL where the article failed or is not wanted */
	dx_slice text;        /* the article, decoded */
	dx_buf json;
	dixit_error error;
	dixit_status status;
	uint64_t done, total; /* bytes of the input, when the article was read */
	bool finished;
	struct dx_job *next_free;
} dx_job;

void dx_job_init(dx_job *job);
void dx_job_free(dx_job *job);
/* Read the next article into the job. DIXIT_END: no more; else OK: an item that cannot be read is a finished job. */
dixit_status dx_job_read(dx_job *job, dx_reader *reader);
/* From bytes to record and JSON; the outcome is in `status` and `error`. The sink is asked whether the article is
 * wanted and told nothing. */
void dx_job_work(dx_job *job, const dixit_engine *engine, const dixit_sink *sink, dx_rx_scratch *scratch);
/* Tell the sink. */
dixit_status dx_job_deliver(const dx_job *job, const dixit_sink *sink);
/* Ready for the next article; memory that an unusually long one took goes back to the system. */
void dx_job_reset(dx_job *job);

#endif
