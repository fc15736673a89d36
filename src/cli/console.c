#include "cli/console.h"

#include "cli/command.h"
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool line_open; /* a progress line stands on the terminal and has no line feed */
static bool as_json;

/* Without descriptor 1 the next file opened would become stdout. Open for reading, writing to it still fails. */
void dx_console_start(void) {
	for (int fd = 0; fd <= 2; fd++) {
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 2 ? O_WRONLY : O_RDONLY) < 0) _exit(DX_EXIT_INTERNAL);
	}
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

void dx_console_json(bool wanted) { as_json = wanted; }
bool dx_console_is_json(void) { return as_json; }

void dx_console_clear(void) {
	if (line_open) fputs("\r\033[K", stderr);
	line_open = false;
}

void dx_console_progress(const dx_buf *line) {
	if (line->failed) return;
	fprintf(stderr, "\r%.*s\033[K", (int)line->len, line->ptr);
	line_open = true;
}

void dx_event_open(dx_event *event, const char *kind) {
	*event = (dx_event){.line = {0}};
	event->json.out = &event->line;
	dx_json_open(&event->json, '{');
	dx_event_text(event, "event", dx_slice_of(kind));
}

void dx_event_text(dx_event *event, const char *key, dx_slice text) {
	dx_json_key(&event->json, key);
	dx_json_string(&event->json, text);
}

void dx_event_number(dx_event *event, const char *key, uint64_t number) {
	dx_json_key(&event->json, key);
	dx_json_uint(&event->json, number);
}

void dx_event_error(dx_event *event, const dixit_error *error) {
	if (error->file[0]) dx_event_text(event, "file", dx_slice_of(error->file));
	if (error->line) dx_event_number(event, "line", error->line);
	if (error->byte) dx_event_number(event, "byte", error->byte);
	dx_event_text(event, "reason", dx_slice_of(dx_console_reason(error->status)));
	dx_event_text(event, "message", dx_slice_of(error->message));
}

void dx_event_close(dx_event *event) {
	dx_json_close(&event->json, '}');
	dx_buf_char(&event->line, '\n');
	dx_console_clear();
	if (!event->line.failed) fwrite(event->line.ptr, 1, event->line.len, stderr);
	dx_buf_free(&event->line);
}

const char *dx_console_reason(dixit_status status) {
	static const char *const words[] = {"none",  "memory", "io",      "format",   "too-long",
	                                    "empty", "usage",  "network", "internal", "pipe"};
	unsigned i = status < 0 ? (unsigned)-(int)status : 0;
	return i < sizeof words / sizeof *words ? words[i] : "other";
}

void dx_console_say(const char *format, ...) {
	dx_buf line = {0};
	char fixed[1024];
	va_list args;
	va_start(args, format);
	int n = vsnprintf(fixed, sizeof fixed, format, args);
	va_end(args);
	if (n >= (int)sizeof fixed) n = sizeof fixed - 1;
	if (as_json) {
		dx_event event;
		dx_event_open(&event, "message");
		dx_event_text(&event, "message", (dx_slice){fixed, n > 0 ? (size_t)n : 0});
		dx_event_close(&event);
		return;
	}
	for (int i = 0; i < n; i++) dx_buf_char(&line, (unsigned char)fixed[i] < 0x20 || fixed[i] == 0x7f ? '?' : fixed[i]);
	dx_console_clear();
	dx_buf_char(&line, '\n');
	if (!line.failed) fwrite(line.ptr, 1, line.len, stderr);
	dx_buf_free(&line);
}

static void tell(const dixit_error *error, const char *kind) {
	dx_event event;
	if (as_json) {
		dx_event_open(&event, kind);
		dx_event_error(&event, error);
		dx_event_close(&event);
		return;
	}
	dx_buf place = {0};
	if (error->file[0]) dx_buf_printf(&place, "%s:", error->file);
	if (error->line) dx_buf_printf(&place, "%" PRIu64 ":", error->line);
	if (place.len) dx_buf_char(&place, ' ');
	if (error->byte) dx_buf_printf(&place, "byte %" PRIu64 ": ", error->byte);
	dx_console_say("dixit: %.*s%s", place.failed ? 0 : (int)place.len, place.ptr ? place.ptr : "", error->message);
	dx_buf_free(&place);
}

void dx_console_error(const dixit_error *error) { tell(error, "error"); }
void dx_console_failure(const dixit_error *error) { tell(error, "failure"); }

int dx_console_exit(const dixit_error *error) {
	if (error->status == DIXIT_E_PIPE) return DX_EXIT_OK;
	dx_console_error(error);
	if (error->status == DIXIT_E_IO) return DX_EXIT_OUTPUT;
	if (error->status == DIXIT_E_BUSY) return DX_EXIT_BUSY;
	return error->status == DIXIT_E_USAGE ? DX_EXIT_USAGE : DX_EXIT_INTERNAL;
}

int dx_console_commit(dx_outfile *out, int code) {
	dixit_error error;
	if ((code != DX_EXIT_OK && code != DX_EXIT_SOME) || !out->stream) {
		dx_outfile_abandon(out);
		return code;
	}
	return dx_outfile_commit(out, &error) ? dx_console_exit(&error) : code;
}

int dx_console_store_exit(const dixit_error *error) {
	if (error->status != DIXIT_E_FORMAT) return dx_console_exit(error);
	dx_console_error(error);
	return DX_EXIT_STORE;
}

int dx_console_put(dx_buf *data) {
	dixit_error error = {.status = DIXIT_E_MEMORY, .message = "out of memory"};
	dx_outfile out;
	dixit_status status = data->failed ? DIXIT_E_MEMORY : dx_outfile_open(&out, "-", &error);
	if (!status) status = dx_outfile_write(&out, data->ptr, data->len, &error);
	if (!status) status = dx_outfile_commit(&out, &error);
	dx_buf_free(data);
	return status ? dx_console_exit(&error) : DX_EXIT_OK;
}

unsigned dx_console_width(void) {
	struct winsize size;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col) return size.ws_col;
	const char *columns = getenv("COLUMNS");
	unsigned long n = columns ? strtoul(columns, NULL, 10) : 0;
	return n < 10000 ? (unsigned)n : 0;
}
