/* Ctrl-C leaves no half-written file behind. */
#ifndef DX_CLI_INTERRUPT_H
#define DX_CLI_INTERRUPT_H

#include "base/outfile.h"

/* Until dx_interrupt_forget(), INT, TERM and HUP remove the file in the making before they end the program. */
void dx_interrupt_watch(const dx_outfile *out);
void dx_interrupt_forget(void);
/* Put these signals off (while a file moves into its place, or the library has one of its own in the making) and let
 * them in again. */
void dx_interrupt_hold(bool hold);

#endif
