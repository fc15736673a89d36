#include "input/reader.h"

#include "base/error.h"
#include "input/stream.h"
#include "input/walk.h"
#include <stdlib.h>
#include <sys/stat.h>

struct dx_reader {
	char *const *paths;
	size_t count, next;
	dx_walk *walk;     /* the folder being walked, or NULL */
	bool found;        /* has it given a file or an error yet? */
	dx_buf path;       /* of the file being read, NUL-terminated */
	dx_stream *stream; /* open while a file is being read */
	uint64_t total;    /* bytes, 0: unknown */
};

static bool is_folder(const char *path) {
	struct stat st;
	return !stat(path, &st) && S_ISDIR(st.st_mode);
}

/* Bytes of a file; false where they are not known beforehand. */
static bool add_size(const char *path, uint64_t *total) {
	struct stat st;
	if (stat(path, &st)) return true; /* it will be an error of its own */
	if (!S_ISREG(st.st_mode)) return false;
	*total += (uint64_t)st.st_size;
	return true;
}

static bool add_folder(const char *path, uint64_t *total) {
	dx_walk *walk;
	dx_buf file = {0};
	bool known = !dx_walk_new(&walk, path, NULL);
	dixit_status status;
	while (known && (status = dx_walk_next(walk, &file, NULL)) != DIXIT_END) {
		if (!status) known = add_size(file.ptr, total);
	}
	dx_walk_free(walk);
	dx_buf_free(&file);
	return known;
}

static uint64_t measure(char *const *paths, size_t count) {
	uint64_t total = 0;
	for (size_t i = 0; i < count; i++) {
		bool known = strcmp(paths[i], "-") != 0;
		if (known) known = is_folder(paths[i]) ? add_folder(paths[i], &total) : add_size(paths[i], &total);
		if (!known) return 0;
	}
	return total;
}

dixit_status dx_reader_new(dx_reader **out, char *const *paths, size_t count, dixit_error *error) {
	dx_reader *reader = calloc(1, sizeof *reader);
	*out = NULL;
	if (!reader || dx_stream_new(&reader->stream)) {
		free(reader);
		return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	}
	reader->paths = paths;
	reader->count = count;
	reader->total = measure(paths, count);
	*out = reader;
	return DIXIT_OK;
}

void dx_reader_fields(dx_reader *reader, const dx_fields *fields) { dx_stream_fields(reader->stream, fields); }

void dx_reader_free(dx_reader *reader) {
	if (!reader) return;
	dx_walk_free(reader->walk);
	dx_stream_free(reader->stream);
	dx_buf_free(&reader->path);
	free(reader);
}

void dx_raw_free(dx_raw *raw) {
	dx_buf_free(&raw->bytes);
	free(raw->path);
	*raw = (dx_raw){0};
}

void dx_reader_progress(const dx_reader *reader, uint64_t *done, uint64_t *total) {
	*done = dx_stream_done(reader->stream);
	*total = reader->total && reader->total < *done ? *done : reader->total; /* a file may grow */
}

static dixit_status set_path(dx_reader *reader, const char *path, dixit_error *error) {
	reader->path.len = 0;
	dx_buf_put(&reader->path, path, strlen(path) + 1);
	if (!reader->path.failed) return DIXIT_OK;
	reader->path.failed = false;
	return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
}

static dixit_status next_in_folder(dx_reader *reader, dixit_error *error) {
	dixit_status status = dx_walk_next(reader->walk, &reader->path, error);
	if (status != DIXIT_END) {
		reader->found = true;
		return status;
	}
	dx_walk_free(reader->walk);
	reader->walk = NULL;
	if (reader->found) return DIXIT_END;
	dx_fail(error, DIXIT_E_EMPTY, "no file in the folder that is read here (see: dixit help extract)");
	dx_error_at(error, reader->paths[reader->next - 1], 0, 0);
	return DIXIT_E_EMPTY;
}

/* The path of the next file into reader->path. */
static dixit_status next_file(dx_reader *reader, dixit_error *error) {
	while (reader->walk || reader->next < reader->count) {
		dixit_status status;
		if (reader->walk) {
			status = next_in_folder(reader, error);
			if (status != DIXIT_END) return status;
			continue;
		}
		const char *path = reader->paths[reader->next++];
		if (!is_folder(path)) return set_path(reader, path, error);
		reader->found = false;
		status = dx_walk_new(&reader->walk, path, error);
		if (status) return status;
	}
	return DIXIT_END;
}

static dixit_status next_item(dx_reader *reader, dx_raw *raw, dixit_error *error) {
	for (;;) {
		if (!dx_stream_is_open(reader->stream)) {
			dixit_status status = next_file(reader, error);
			if (!status) status = dx_stream_open(reader->stream, reader->path.ptr, !reader->walk, error);
			if (status) return status;
		}
		dixit_status status = dx_stream_next(reader->stream, raw, error);
		if (status != DIXIT_END) return status;
	}
}

dixit_status dx_reader_next(dx_reader *reader, dx_raw *raw, dixit_error *error) {
	raw->bytes.len = 0;
	raw->bytes.failed = false;
	dixit_status status = next_item(reader, raw, error);
	if (status < 0) {
		if (reader->path.len) dx_error_at(error, reader->path.ptr, 0, 0);
		raw->bytes.len = 0;
	}
	return status;
}

void dx_raw_place(const dx_raw *raw, dixit_error *error) {
	uint64_t byte = error->byte;
	if (error->file[0]) return;
	dx_error_at(error, raw->path, 0, 0);
	error->line = raw->line;
	if (!raw->line) error->byte = raw->byte ? raw->byte : byte;
	if (raw->form == DX_RAW_ROW) error->byte = 0; /* cells were unquoted */
	if (!raw->line || raw->form == DX_RAW_ROW || !byte || byte > raw->bytes.len + 1) return;
	const char *start = raw->bytes.ptr, *lf = byte > 1 ? memrchr(start, '\n', byte - 1) : NULL;
	for (const char *p = start; lf && p <= lf; p++) error->line += *p == '\n';
	error->byte = lf ? byte - 1 - (size_t)(lf - start) : byte + (raw->byte ? raw->byte - 1 : 0);
}

size_t dx_raw_file_of(const char *path) {
	struct stat st;
	size_t len = strlen(path);
	char *part = strdup(path);
	if (!part) return len;
	for (size_t n = len; n; n--) {
		if (n < len && path[n] != '/') continue;
		part[n] = 0;
		if (stat(part, &st) || !S_ISREG(st.st_mode)) continue;
		len = n;
		break;
	}
	free(part);
	return len;
}
