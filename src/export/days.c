#include "export/days.h"

#include "base/date.h"
#include <stdlib.h>

void dx_put_day(dx_buf *buf, uint32_t date) {
	char day[11];
	dx_date_text(date, day);
	dx_buf_str(buf, day);
}

uint32_t dx_day_read(dx_slice text) {
	uint32_t n = dx_date_number(text.ptr, text.len), month = n / 100 % 100, day = n % 100;
	return month && month <= 12 && day && day <= 31 ? n : 0;
}

static void note(dx_times *times, uint32_t node, uint32_t date) {
	if (date) times->dates[times->starts[node + 1]++] = date;
}

static int by_date(const void *pa, const void *pb) {
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;
	return (a > b) - (a < b);
}

/* Each node's days in order and once, moved together. */
static void settle(dx_times *times, uint32_t nodes, const uint32_t *room) {
	uint32_t kept = 0;
	for (uint32_t i = 0; i < nodes; i++) {
		uint32_t from = room[i], end = times->starts[i + 1], first = kept;
		qsort(times->dates + from, end - from, sizeof *times->dates, by_date);
		for (uint32_t k = from; k < end; k++) {
			if (kept == first || times->dates[kept - 1] != times->dates[k]) times->dates[kept++] = times->dates[k];
		}
		times->starts[i] = first;
	}
	times->starts[nodes] = kept;
}

dx_times dx_times_of(dx_arena *arena, const dx_network *net) {
	uint32_t nodes = net->node_count, *room = DX_NEW(arena, uint32_t, nodes + 1);
	for (uint32_t i = 0; i < nodes; i++) room[i + 1] = 2;
	for (uint32_t i = 0; i < net->edge_count; i++) {
		room[net->edges[i].source + 1] += net->edges[i].day_count;
		room[net->edges[i].target + 1] += net->edges[i].day_count;
	}
	for (uint32_t i = 0; i < nodes; i++) room[i + 1] += room[i];
	dx_times times = {DX_NEW(arena, uint32_t, room[nodes]), DX_NEW(arena, uint32_t, nodes + 1)};
	memcpy(times.starts + 1, room, nodes * sizeof *room); /* starts[i + 1]: where the next day of node i goes */
	for (uint32_t i = 0; i < nodes; i++) {
		note(&times, i, dx_day_read(dx_slice_of(net->nodes[i].first)));
		note(&times, i, dx_day_read(dx_slice_of(net->nodes[i].last)));
	}
	for (uint32_t i = 0; i < net->edge_count; i++) {
		const dx_edge *edge = &net->edges[i];
		for (uint32_t d = 0; d < edge->day_count; d++) {
			note(&times, edge->source, edge->days[d].date);
			note(&times, edge->target, edge->days[d].date);
		}
	}
	settle(&times, nodes, room);
	return times;
}
