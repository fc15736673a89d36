#include "base/error.h"

#include <errno.h>
#include <stdarg.h>
#include <string.h>

static void set(dixit_error *error, dixit_status status, const char *format, va_list args) {
	if (!error) return;
	memset(error, 0, sizeof *error);
	error->status = status;
	vsnprintf(error->message, sizeof error->message, format, args);
}

dixit_status dx_fail(dixit_error *error, dixit_status status, const char *format, ...) {
	va_list args;
	va_start(args, format);
	set(error, status, format, args);
	va_end(args);
	return status;
}

dixit_status dx_fail_errno(dixit_error *error, const char *format, ...) {
	int saved = errno;
	dixit_status status = saved == EPIPE ? DIXIT_E_PIPE : saved == ENOMEM ? DIXIT_E_MEMORY : DIXIT_E_IO;
	va_list args;
	va_start(args, format);
	set(error, status, format, args);
	va_end(args);
	if (error && saved) {
		size_t n = strlen(error->message);
		snprintf(error->message + n, sizeof error->message - n, ": %s", strerror(saved));
	}
	return status;
}

void dx_error_at(dixit_error *error, const char *file, uint64_t line, uint64_t byte) {
	if (!error) return;
	if (file && !error->file[0]) snprintf(error->file, sizeof error->file, "%s", file);
	if (line && !error->line) error->line = line;
	if (byte && !error->byte) error->byte = byte;
}
