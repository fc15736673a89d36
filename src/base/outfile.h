/* An output that appears whole or not at all: written beside its place, flushed to disk, renamed. "-" is stdout. */
#ifndef DX_OUTFILE_H
#define DX_OUTFILE_H

#include "base/slice.h"

typedef struct dx_outfile {
	FILE *stream;
	const char *path; /* borrowed; "-" for stdout */
	char *beside;     /* the file in the making; NULL for stdout and for devices, which are written directly */
} dx_outfile;

dixit_status dx_outfile_open(dx_outfile *out, const char *path, dixit_error *error);
dixit_status dx_outfile_write(dx_outfile *out, const char *data, size_t len, dixit_error *error);
/* Flush, sync and rename into place. On failure nothing is left behind. */
dixit_status dx_outfile_commit(dx_outfile *out, dixit_error *error);
/* All of it in one: `path` holds `data` then, or is as it was. */
dixit_status dx_outfile_put(const char *path, dx_slice data, dixit_error *error);
/* Drop what was written; an older file of that name stays as it was. Harmless after commit. */
void dx_outfile_abandon(dx_outfile *out);

#endif
