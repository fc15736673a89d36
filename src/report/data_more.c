/* Offices and statements over time, summed up by speaker over all statements, also those that have no room. */
#include "report/data.h"
#include "report/when.h"
#include <stdlib.h>

enum { OFFICES_MAX = 12 }; /* of one holder */

/* An office as all articles that give it tell of it. */
typedef struct tenure {
	const dx_office *office; /* the first */
	uint32_t row, count;
	dx_slice first, last;
} tenure;

static uint32_t row_of(const dx_report *report, uint32_t thing) {
	int64_t node = thing == DX_NOBODY ? -1 : report->things.items[thing].node;
	return node < 0 ? DX_NOBODY : report->row_of[node];
}

/* A thing's key, not its number, which depends on the order of the records. */
static dx_slice organisation_of(const dx_report *report, const dx_office *office) {
	return office->organisation == DX_NOBODY ? DX_LIT("") : report->things.items[office->organisation].key;
}

static int same_office(const dx_report *report, const tenure *a, const tenure *b) {
	if (a->row != b->row) return a->row < b->row ? -1 : 1;
	int c = dx_slice_cmp(a->office->title, b->office->title);
	if (!c) c = strcmp(a->office->country, b->office->country);
	return c ? c : dx_slice_cmp(organisation_of(report, a->office), organisation_of(report, b->office));
}

static int by_office(const void *pa, const void *pb, void *context) {
	const tenure *a = pa, *b = pb;
	int c = same_office(context, a, b);
	return c ? c : dx_slice_cmp(a->first, b->first);
}

static int by_count(const void *pa, const void *pb, void *context) {
	const tenure *a = pa, *b = pb;
	if (a->row != b->row) return a->row < b->row ? -1 : 1;
	if (a->count != b->count) return a->count > b->count ? -1 : 1;
	return same_office(context, a, b);
}

/* Sorted tenures, those of one office joined; an article without a date tells nothing of when. */
static uint32_t joined(const dx_report *report, tenure *all, uint32_t count) {
	uint32_t n = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (!n || same_office(report, &all[n - 1], &all[i])) {
			all[n++] = all[i];
			continue;
		}
		all[n - 1].count++;
		if (!all[n - 1].first.len) all[n - 1].first = all[i].first;
		all[n - 1].last = all[i].last;
	}
	return n;
}

static void put_tenure(dx_data *data, const tenure *t) {
	dx_data_row(data);
	dx_json_uint(&data->json, t->row);
	dx_json_string(&data->json, t->office->title);
	dx_json_string_or_null(&data->json, dx_slice_of(t->office->country));
	dx_data_thing(data, t->office->organisation);
	dx_json_string_or_null(&data->json, t->first);
	dx_json_string_or_null(&data->json, t->last);
	dx_json_uint(&data->json, t->count);
	dx_data_row_end(data);
}

void dx_data_offices(dx_data *data) {
	dx_report *report = data->report;
	tenure *all = DX_NEW(&report->temp, tenure, report->offices.count);
	uint32_t count = 0;
	for (uint32_t i = 0; i < report->offices.count; i++) {
		const dx_office *office = &report->offices.items[i];
		uint32_t row = row_of(report, office->holder);
		if (row != DX_NOBODY) all[count++] = (tenure){office, row, 1, office->date, office->date};
	}
	if (count) qsort_r(all, count, sizeof *all, by_office, report);
	count = joined(report, all, count);
	if (count) qsort_r(all, count, sizeof *all, by_count, report);
	dx_data_table(data, "offices", "holder title country organisation first last count");
	uint32_t shown = 0;
	for (uint32_t i = 0; i < count; i++) {
		shown = i && all[i - 1].row == all[i].row ? shown + 1 : 0;
		if (shown < OFFICES_MAX) put_tenure(data, &all[i]);
	}
	dx_data_table_end(data);
}

/* One statement of one speaker in one step. */
typedef struct spoken {
	uint32_t row, step;
} spoken;

static int by_row(const void *pa, const void *pb) {
	const spoken *a = pa, *b = pb;
	if (a->row != b->row) return a->row < b->row ? -1 : 1;
	return (a->step > b->step) - (a->step < b->step);
}

static uint32_t list_spoken(const dx_report *report, const dx_when *when, spoken *all) {
	uint32_t count = 0;
	for (uint32_t i = 0; i < report->said.count; i++) {
		const dx_said *said = &report->said.items[i];
		int64_t step = dx_when_step(when, report->docs.items[said->doc].date);
		for (uint32_t k = 0; step >= 0 && k < said->refs[DX_WHO]; k++) {
			uint32_t row = row_of(report, report->refs.items[said->ref + k]);
			if (row != DX_NOBODY) all[count++] = (spoken){row, (uint32_t)step};
		}
	}
	return count;
}

/* Row, then step, count, step, count … */
void dx_data_when(dx_data *data) {
	dx_report *report = data->report;
	const dx_network *net = report->net;
	dx_when when = {0};
	uint32_t count = 0, room = 0;
	for (uint32_t i = 0; i < report->said.count; i++) room += report->said.items[i].refs[DX_WHO];
	spoken *all = DX_NEW(&report->temp, spoken, room);
	if (dx_when_init(&when, dx_slice_of(net->first), dx_slice_of(net->last))) count = list_spoken(report, &when, all);
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
