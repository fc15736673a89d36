/* A user's table: tab-separated UTF-8 with a header line that names the columns, in any order. Lines that begin with
 * '#' and blank lines are passed over, blanks around a field do not count, '-' is an empty field, fields missing at the
 * end of a line are empty; a byte order mark and CR LF, which spreadsheets write, are read over. */
#ifndef DX_SHEET_H
#define DX_SHEET_H

#include "base/arena.h"
#include "base/slice.h"

enum { DX_SHEET_COLUMNS = 8 };

typedef struct dx_sheet_row {
	dx_slice fields[DX_SHEET_COLUMNS]; /* in the order of dx_sheet.columns; they point into the file's bytes */
	uint64_t line;
	const char *where; /* set by `row`: where in the line it went wrong; NULL: not said */
	dixit_error *error;
} dx_sheet_row;

typedef struct dx_sheet {
	const char *const *columns;
	unsigned count;
	uint32_t needed; /* bits of the columns that must be in the header and may not be empty in a row */
	dixit_status (*row)(void *context, dx_sheet_row *row);
	void *context;
} dx_sheet;

/* Read the file into the arena (it stays there) and call `row` for each line. Errors name file, line and byte. */
dixit_status dx_sheet_read(const dx_sheet *sheet, dx_arena *arena, const char *path, dixit_error *error);

#endif
