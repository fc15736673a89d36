/* Talk goes to stderr, data to stdout. One place knows whether a progress line stands on the terminal. */
#ifndef DX_CLI_CONSOLE_H
#define DX_CLI_CONSOLE_H

#include "base/buf.h"

/* Every standard stream is there and a closed pipe or a full file is an error of write(), not a signal. */
void dx_console_start(void);
/* One line on stderr. Control characters (in file names, say) are shown as '?'. */
void dx_console_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* "dixit: FILE:LINE: byte N: message" */
void dx_console_error(const dixit_error *error);
/* What an error in writing or computing ends the program with, told on stderr. A closed pipe is quiet and no error. */
int dx_console_exit(const dixit_error *error);
/* The same for an error of a store: one that is none of dixit's is told from a fault of dixit. */
int dx_console_store_exit(const dixit_error *error);
/* Data to stdout; returns an exit code. The buffer is freed. */
int dx_console_put(dx_buf *data);
/* Columns of the terminal on stdout, else COLUMNS; 0: neither, so nothing is cut. */
unsigned dx_console_width(void);

typedef struct dx_progress {
	bool shown;
	double started, last; /* seconds */
} dx_progress;

/* A progress line is shown where stderr is a terminal and the records do not go to that same terminal. */
void dx_progress_start(dx_progress *progress, bool wanted);
void dx_progress_show(dx_progress *progress, uint64_t articles, uint64_t done, uint64_t total);
void dx_progress_end(dx_progress *progress);

#endif
