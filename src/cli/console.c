#include "cli/console.h"

#include "base/outfile.h"
#include "cli/command.h"
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static bool line_open; /* a progress line stands on the terminal and has no line feed */

/* Without descriptor 1 the next file opened would become stdout. Open for reading, writing to it still fails. */
void dx_console_start(void) {
	for (int fd = 0; fd <= 2; fd++) {
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 2 ? O_WRONLY : O_RDONLY) < 0) _exit(DX_EXIT_INTERNAL);
	}
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

static void clear_line(void) {
	if (line_open) fputs("\r\033[K", stderr);
	line_open = false;
}

void dx_console_say(const char *format, ...) {
	dx_buf line = {0};
	char fixed[1024];
	va_list args;
	va_start(args, format);
	int n = vsnprintf(fixed, sizeof fixed, format, args);
	va_end(args);
	if (n >= (int)sizeof fixed) n = sizeof fixed - 1;
	for (int i = 0; i < n; i++) dx_buf_char(&line, (unsigned char)fixed[i] < 0x20 || fixed[i] == 0x7f ? '?' : fixed[i]);
	clear_line();
	dx_buf_char(&line, '\n');
	if (!line.failed) fwrite(line.ptr, 1, line.len, stderr);
	dx_buf_free(&line);
}

void dx_console_error(const dixit_error *error) {
	dx_buf place = {0};
	if (error->file[0]) dx_buf_printf(&place, "%s:", error->file);
	if (error->line) dx_buf_printf(&place, "%" PRIu64 ":", error->line);
	if (place.len) dx_buf_char(&place, ' ');
	if (error->byte) dx_buf_printf(&place, "byte %" PRIu64 ": ", error->byte);
	dx_console_say("dixit: %.*s%s", place.failed ? 0 : (int)place.len, place.ptr ? place.ptr : "", error->message);
	dx_buf_free(&place);
}

int dx_console_exit(const dixit_error *error) {
	if (error->status == DIXIT_E_PIPE) return DX_EXIT_OK;
	dx_console_error(error);
	if (error->status == DIXIT_E_IO) return DX_EXIT_OUTPUT;
	if (error->status == DIXIT_E_BUSY) return DX_EXIT_BUSY;
	return error->status == DIXIT_E_USAGE ? DX_EXIT_USAGE : DX_EXIT_INTERNAL;
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

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void dx_progress_start(dx_progress *progress, bool wanted) {
	progress->shown = wanted && isatty(STDERR_FILENO);
	progress->started = progress->last = now();
}

void dx_progress_show(dx_progress *progress, uint64_t articles, uint64_t done, uint64_t total) {
	double t = progress->shown ? now() : 0;
	if (!progress->shown || t - progress->last < 0.2) return;
	progress->last = t;
	double seconds = t - progress->started;
	fprintf(stderr, "\r%" PRIu64 " articles, %.0f/s", articles, (double)articles / seconds);
	if (total > done && done) {
		unsigned left = (unsigned)(seconds * (double)(total - done) / (double)done + 0.5);
		fprintf(stderr, ", %u:%02u left", left / 60, left % 60);
	}
	fputs("\033[K", stderr);
	line_open = true;
}

void dx_progress_end(dx_progress *progress) {
	if (progress->shown) clear_line();
}
