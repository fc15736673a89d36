/* Offices and statements over time, summed up by speaker over all statements, also those that have no room. */
#include "report/data.h"
#include "report/when.h"
#include <stdlib.h>

enum { OFFICES_MAX = 12 }; /* of one holder */

static uint32_t row_of(const dx_report *report, uint32_t thing) {
	int64_t node = thing == DX_NOBODY ? -1 : report->things.items[thing].node;
	return node < 0 ? DX_NOBODY : report->row_of[node];
}

/* A thing's key, not its number, which depends on the order of the records. */
static dx_slice organisation_of(const dx_report *report, const dx_office *office) {
	return office->organisation == DX_NOBODY ? DX_LIT("") : report->things.items[office->organisation].key;
}

/* An office and the row of its holder. */
typedef struct tenure {
	const dx_office *office;
	uint32_t row;
} tenure;

static int by_count(const void *pa, const void *pb, void *report) {
	const tenure *a = pa, *b = pb;
	if (a->row != b->row) return a->row < b->row ? -1 : 1;
	if (a->office->count != b->office->count) return a->office->count > b->office->count ? -1 : 1;
	int c = dx_slice_cmp(a->office->title, b->office->title);
	if (!c) c = strcmp(a->office->country, b->office->country);
	return c ? c : dx_slice_cmp(organisation_of(report, a->office), organisation_of(report, b->office));
}

static void put_office(dx_data *data, const tenure *t) {
	const dx_office *office = t->office;
	dx_data_row(data);
	dx_json_uint(&data->json, t->row);
	dx_json_string(&data->json, office->title);
	dx_json_string_or_null(&data->json, dx_slice_of(office->country));
	dx_data_thing(data, office->organisation);
	dx_json_string_or_null(&data->json, office->first);
	dx_json_string_or_null(&data->json, office->last);
	dx_json_uint(&data->json, office->count);
	dx_data_row_end(data);
}

void dx_data_offices(dx_data *data) {
	dx_report *report = data->report;
	tenure *all = DX_NEW(&report->temp, tenure, report->offices.count);
	uint32_t count = 0, shown = 0;
	for (uint32_t i = 0; i < report->offices.count; i++) {
		uint32_t row = row_of(report, report->offices.items[i].holder);
		if (row != DX_NOBODY) all[count++] = (tenure){&report->offices.items[i], row};
	}
	if (count) qsort_r(all, count, sizeof *all, by_count, report);
	dx_data_table(data, "offices", "holder title country organisation first last count");
	for (uint32_t i = 0; i < count; i++) {
		shown = i && all[i - 1].row == all[i].row ? shown + 1 : 0;
		if (shown < OFFICES_MAX) put_office(data, &all[i]);
	}
	dx_data_table_end(data);
}

/* One statement of one speaker in one step. */
typedef struct bar {
	uint32_t row, step;
} bar;

static int by_row(const void *pa, const void *pb) {
	const bar *a = pa, *b = pb;
	if (a->row != b->row) return a->row < b->row ? -1 : 1;
	return (a->step > b->step) - (a->step < b->step);
}

static uint32_t list_bars(const dx_report *report, const dx_when *when, bar *all) {
	uint32_t count = 0;
	for (uint32_t i = 0; i < report->spoken.count; i++) {
		const dx_spoken *spoken = &report->spoken.items[i];
		int64_t step = dx_when_step(when, report->docs.items[spoken->doc].date);
		uint32_t row = step < 0 ? DX_NOBODY : row_of(report, spoken->speaker);
		if (row != DX_NOBODY) all[count++] = (bar){row, (uint32_t)step};
	}
	return count;
}

/* Row, then step, count, step, count … */
void dx_data_when(dx_data *data) {
	dx_report *report = data->report;
	const dx_network *net = report->net;
	dx_when when = {0};
	uint32_t count = 0;
	bar *all = DX_NEW(&report->temp, bar, report->spoken.count);
	if (dx_when_init(&when, dx_slice_of(net->first), dx_slice_of(net->last))) count = list_bars(report, &when, all);
	if (count) qsort(all, count, sizeof *all, by_row);
	dx_json_key(&data->json, "step");
	dx_json_string(&data->json, dx_slice_of(dx_step_names[when.step]));
	dx_json_key(&data->json, "when");
	dx_json_open(&data->json, '[');
	for (uint32_t i = 0, end; i < count; i = end) {
		dx_data_row(data);
		dx_json_uint(&data->json, all[i].row);
		for (end = i; end < count && all[end].row == all[i].row;) {
			uint32_t from = end;
			while (end < count && all[end].row == all[i].row && all[end].step == all[from].step) end++;
			dx_json_uint(&data->json, all[from].step);
			dx_json_uint(&data->json, end - from);
		}
		dx_data_row_end(data);
	}
	dx_json_close(&data->json, ']');
}
