/* Rows of comma-separated values (RFC 4180): cells in quotation marks may hold delimiters, line ends and doubled marks.
 * Tab-separated tables are often written without quoting: there a row whose marks make no sense has none. */
#ifndef DX_CSV_H
#define DX_CSV_H

#include "base/arena.h"
#include "base/slice.h"
#include "base/vec.h"
#include "input/fields.h"

typedef DX_VEC(dx_slice) dx_cells;

/* How far a row is read, line by line. Begins as {0}. */
typedef struct dx_csv_scan {
	enum { DX_CSV_START, DX_CSV_PLAIN, DX_CSV_QUOTED, DX_CSV_MARK } place; /* of the last byte */
	bool broken;                                                           /* letters behind a closing mark */
} dx_csv_scan;
/* Another line of the row, without its line feed. True: the row may be complete; false: a cell goes on. */
bool dx_csv_line(dx_csv_scan *scan, dx_slice line, char delimiter);
/* The cells of a complete row, unquoted; what needs room is in the arena, the rest points into `row`. */
void dx_csv_cells(dx_cells *cells, dx_slice row, char delimiter, dx_arena *arena);
/* The delimiter that a header is most often cut by: ',' '\t' ';' or '|'; 0: none of them is in it. */
char dx_csv_delimiter(dx_slice header);
/* What a header says. */
typedef struct dx_csv_header {
	unsigned columns, known; /* known to the table of fields */
	bool text;               /* the article's text is among them */
} dx_csv_header;
/* Of a line that is no row all is 0. */
dx_csv_header dx_csv_header_of(dx_slice line, char delimiter, const dx_fields *fields);

#endif
