/* Days: as text, and when each node is seen, for files that know of time. */
#ifndef DX_DAYS_H
#define DX_DAYS_H

#include "base/arena.h"
#include "base/buf.h"
#include "graph/graph.h"

/* 20240105 as "2024-01-05" */
void dx_put_day(dx_buf *buf, uint32_t date);
/* The number of "2024-01-05"; 0: no such day. */
uint32_t dx_day_number(dx_slice text);

/* The days of node i, each once and in order, are dates[starts[i]] to dates[starts[i + 1]]. */
typedef struct dx_times {
	uint32_t *dates;
	uint32_t *starts;
} dx_times;
/* From the first and last day of each node and the days of its edges. Jumps to the arena's guard. */
dx_times dx_times_of(dx_arena *arena, const dx_network *net);

#endif
