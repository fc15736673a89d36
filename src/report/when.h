/* Statements over time: days, weeks, months or years, so that a chart has some sixty bars. */
#ifndef DX_REPORT_WHEN_H
#define DX_REPORT_WHEN_H

#include "base/slice.h"

typedef enum dx_step { DX_STEP_DAY, DX_STEP_WEEK, DX_STEP_MONTH, DX_STEP_YEAR } dx_step;

typedef struct dx_when {
	dx_step step;
	int64_t first; /* number of the first step */
} dx_when;

extern const char *const dx_step_names[];

/* Steps for the days from `first` to `last`, YYYY-MM-DD. false: no days. */
bool dx_when_init(dx_when *when, dx_slice first, dx_slice last);
/* The step of a day, counted from the first; -1: no day, or one before. */
int64_t dx_when_step(const dx_when *when, dx_slice date);

#endif
