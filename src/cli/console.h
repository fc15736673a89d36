/* Talk goes to stderr, data to stdout. One place knows whether a progress line stands on the terminal. */
#ifndef DX_CLI_CONSOLE_H
#define DX_CLI_CONSOLE_H

#include "base/json.h"
#include "base/outfile.h"

/* Every standard stream is there and a closed pipe or a full file is an error of write(), not a signal. */
void dx_console_start(void);
/* One line on stderr. Control characters (in file names, say) are shown as '?'. */
void dx_console_say(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* "dixit: FILE:LINE: byte N: message" */
void dx_console_error(const dixit_error *error);
/* The same of one article or record among many: the work goes on. */
void dx_console_failure(const dixit_error *error);
/* What an error in writing or computing ends the program with, told on stderr. A closed pipe is quiet and no error. */
int dx_console_exit(const dixit_error *error);
/* Commit an output that is whole by this exit code, else it goes. Returns the code to end with. */
int dx_console_commit(dx_outfile *out, int code);
/* The same for an error of a store: one that is none of dixit's is told from a fault of dixit. */
int dx_console_store_exit(const dixit_error *error);
/* Data to stdout; returns an exit code. The buffer is freed. */
int dx_console_put(dx_buf *data);
/* Columns of the terminal on stdout, else COLUMNS; 0: neither, so nothing is cut. */
unsigned dx_console_width(void);

/* --log-json: every line on stderr is an object (HACKING.md). */
void dx_console_json(bool wanted);
bool dx_console_is_json(void);

/* Such an object in the making. */
typedef struct dx_event {
	dx_buf line;
	dx_json json;
} dx_event;
void dx_event_open(dx_event *event, const char *kind);
void dx_event_text(dx_event *event, const char *key, dx_slice text);
void dx_event_number(dx_event *event, const char *key, uint64_t number);
/* Place, reason and message. */
void dx_event_error(dx_event *event, const dixit_error *error);
void dx_event_close(dx_event *event); /* written and freed */
/* "format", "empty", "too-long" … */
const char *dx_console_reason(dixit_status status);

/* For progress.c: a line without a line feed, which the next line of talk takes away; dx_console_clear() does so now.
 */
void dx_console_progress(const dx_buf *line);
void dx_console_clear(void);

#endif
