/* Text in columns, measured as a terminal shows it. */
#ifndef DX_CLI_CELL_H
#define DX_CLI_CELL_H

#include "base/buf.h"

/* Append text in `width` columns: cut with '…' where longer, filled with blanks where shorter. width 0: as it is.
 * Control characters, which an article could use to command the terminal, become blanks. */
void dx_cell(dx_buf *out, dx_slice text, unsigned width);
/* Columns that the text takes, not counting more than `most`. */
unsigned dx_cell_width(dx_slice text, unsigned most);
/* Drop the blanks at the end of the line and end it. */
void dx_cell_end(dx_buf *out);

#endif
