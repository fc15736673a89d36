#include "base/outfile.h"

#include "base/error.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_stdout(const char *path) { return strcmp(path, "-") == 0; }

/* A pipe, terminal or /dev/full can't be renamed over: it is written directly. */
static bool is_special(const char *path) {
	struct stat st;
	return stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}

static dixit_status failed(const dx_outfile *out, const char *what, dixit_error *error) {
	dixit_status status = dx_fail_errno(error, "cannot %s", what);
	dx_error_at(error, out->path, 0, 0);
	return status;
}

dixit_status dx_outfile_open(dx_outfile *out, const char *path, dixit_error *error) {
	*out = (dx_outfile){NULL, path, NULL};
	errno = 0;
	if (is_stdout(path)) {
		out->stream = stdout;
		return DIXIT_OK;
	}
	if (is_special(path)) {
		out->stream = fopen(path, "wb");
		return out->stream ? DIXIT_OK : failed(out, "open for writing", error);
	}
	size_t n = strlen(path) + 8;
	out->beside = malloc(n);
	if (!out->beside) return failed(out, "open for writing", error);
	snprintf(out->beside, n, "%s.XXXXXX", path);
	int fd = mkstemp(out->beside);
	if (fd < 0) {
		free(out->beside);
		out->beside = NULL;
		return failed(out, "create", error);
	}
	mode_t mask = umask(0);
	umask(mask);
	if (fchmod(fd, 0666 & ~mask) || !(out->stream = fdopen(fd, "wb"))) {
		close(fd);
		dx_outfile_abandon(out);
		return failed(out, "open for writing", error);
	}
	return DIXIT_OK;
}

dixit_status dx_outfile_write(dx_outfile *out, const char *data, size_t len, dixit_error *error) {
	errno = 0;
	if (!len || fwrite(data, 1, len, out->stream) == len) return DIXIT_OK;
	return failed(out, "write", error);
}

dixit_status dx_outfile_commit(dx_outfile *out, dixit_error *error) {
	dixit_status status = DIXIT_OK;
	errno = 0;
	if (fflush(out->stream) || (out->beside && fsync(fileno(out->stream)))) status = failed(out, "write", error);
	if (!is_stdout(out->path)) {
		FILE *stream = out->stream;
		out->stream = NULL;
		if (fclose(stream) && !status) status = failed(out, "close", error);
	}
	if (!status && out->beside && rename(out->beside, out->path)) status = failed(out, "rename into place", error);
	if (status) {
		dx_outfile_abandon(out);
	} else {
		free(out->beside);
		out->beside = NULL;
	}
	return status;
}

void dx_outfile_abandon(dx_outfile *out) {
	if (out->stream && out->stream != stdout) fclose(out->stream);
	out->stream = NULL;
	if (out->beside) {
		unlink(out->beside);
		free(out->beside);
		out->beside = NULL;
	}
}

dixit_status dx_outfile_put(const char *path, dx_slice data, dixit_error *error) {
	dx_outfile out;
	dixit_status status = dx_outfile_open(&out, path, error);
	if (!status) status = dx_outfile_write(&out, data.ptr, data.len, error);
	if (!status) return dx_outfile_commit(&out, error);
	dx_outfile_abandon(&out);
	return status;
}
