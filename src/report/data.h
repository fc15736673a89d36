/* The page's data as JSON: tables {"columns":[…],"rows":[[…]…]}, so that the file tells what it holds. */
#ifndef DX_REPORT_DATA_H
#define DX_REPORT_DATA_H

#include "base/json.h"
#include "report/facts.h"

typedef struct dx_data {
	dx_report *report;
	const dx_lexicon *lexicon;
	dx_outfile *out;
	dixit_error *error;
	dx_json json;
	dixit_status status;
} dx_data;

/* Hand what is written on, safe inside a script element: no <, >, & and no line separators as such. Called between rows
 * only, so that nothing is cut in the middle. `from`: not before so many bytes. */
void dx_data_flush(dx_data *data, size_t from);
void dx_data_table(dx_data *data, const char *name, const char *columns);
void dx_data_row(dx_data *data);
void dx_data_row_end(dx_data *data);
void dx_data_table_end(dx_data *data);
void dx_data_number(dx_data *data, double x);
/* A thing by its row, or by its name where it has none; null for DX_NOBODY. */
void dx_data_thing(dx_data *data, uint32_t thing);

/* data_more.c: offices and statements over time */
void dx_data_offices(dx_data *data);
void dx_data_when(dx_data *data);

#endif
