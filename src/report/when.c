#include "report/when.h"

enum { STEPS = 62 };

const char *const dx_step_names[] = {
    [DX_STEP_DAY] = "day", [DX_STEP_WEEK] = "week", [DX_STEP_MONTH] = "month", [DX_STEP_YEAR] = "year"};

static bool parts_of(dx_slice date, int64_t out[3]) {
	static const unsigned starts[] = {0, 5, 8}, ends[] = {4, 7, 10};
	if (date.len != 10) return false;
	for (int k = 0; k < 3; k++) {
		out[k] = 0;
		for (unsigned i = starts[k]; i < ends[k]; i++) {
			if (date.ptr[i] < '0' || date.ptr[i] > '9') return false;
			out[k] = out[k] * 10 + (date.ptr[i] - '0');
		}
	}
	return true;
}

/* Days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date algorithms": the year begins in March). */
static int64_t day_number(const int64_t date[3]) {
	int64_t year = date[0] - (date[1] <= 2), era = year / 400, of_era = year - era * 400;
	int64_t of_year = (153 * (date[1] + (date[1] > 2 ? -3 : 9)) + 2) / 5 + date[2] - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int64_t step_number(dx_step step, const int64_t date[3]) {
	switch (step) {
	case DX_STEP_DAY: return day_number(date);
	case DX_STEP_WEEK: return (day_number(date) + 719468 + 2) / 7; /* 0000-03-01 was a Wednesday: weeks from Monday */
	case DX_STEP_MONTH: return date[0] * 12 + date[1] - 1;
	case DX_STEP_YEAR: break;
	}
	return date[0];
}

bool dx_when_init(dx_when *when, dx_slice first, dx_slice last) {
	int64_t from[3], to[3];
	if (!parts_of(first, from) || !parts_of(last, to)) return false;
	when->step = DX_STEP_DAY;
	while (when->step < DX_STEP_YEAR && step_number(when->step, to) - step_number(when->step, from) >= STEPS) {
		when->step++;
	}
	when->first = step_number(when->step, from);
	return true;
}

int64_t dx_when_step(const dx_when *when, dx_slice date) {
	int64_t day[3];
	if (!parts_of(date, day)) return -1;
	int64_t step = step_number(when->step, day) - when->first;
	return step < 0 ? -1 : step;
}
