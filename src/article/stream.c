#include "article/stream.h"

#include "article/walk.h"
#include "base/error.h"
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUFFER = 1 << 18 };

typedef enum form {
	TEXT,       /* the file is one article */
	JSON_LINES, /* a line is one article */
	JSON_WHOLE  /* a .json file that holds one object over several lines */
} form;

struct dx_stream {
	int fd; /* -1: closed */
	const char *path;
	form form;
	bool ended;    /* no more bytes in the file */
	bool found;    /* has it given an article (or an error about one)? */
	uint64_t line; /* lines begun */
	uint64_t size; /* bytes that the file said it has */
	uint64_t read; /* bytes of this file that are counted in `done` */
	uint64_t done;
	size_t at, end; /* bytes of `buffer` not yet handed out */
	char buffer[BUFFER];
};

dixit_status dx_stream_new(dx_stream **out) {
	*out = calloc(1, sizeof **out);
	if (!*out) return DIXIT_E_MEMORY;
	(*out)->fd = -1;
	return DIXIT_OK;
}

/* What a file has beyond the bytes that were read (it was too long, or failed) counts as done. */
static void close_file(dx_stream *s) {
	if (s->fd > STDIN_FILENO) close(s->fd);
	if (s->size > s->read) s->done += s->size - s->read;
	s->fd = -1;
}

void dx_stream_free(dx_stream *stream) {
	if (!stream) return;
	if (stream->fd >= 0) close_file(stream);
	free(stream);
}

bool dx_stream_is_open(const dx_stream *stream) { return stream->fd >= 0; }
uint64_t dx_stream_done(const dx_stream *stream) { return stream->done; }

/* Up to `size` bytes; 0 at the end of the file; -1 on error. */
static ssize_t read_some(dx_stream *s, char *to, size_t size) {
	ssize_t n;
	do n = read(s->fd, to, size);
	while (n < 0 && errno == EINTR);
	if (n == 0) s->ended = true;
	if (n > 0) s->read += (uint64_t)n;
	if (n > 0) s->done += (uint64_t)n;
	return n;
}

/* The buffer filled as far as the file goes: what tells the form may come in several pieces through a pipe. `enough`:
 * stop when a whole line is there, so that a slow pipe is not waited for. */
static dixit_status fill_first(dx_stream *s, dixit_error *error) {
	s->at = s->end = 0;
	while (s->end < BUFFER && !s->ended) {
		ssize_t n = read_some(s, s->buffer + s->end, BUFFER - s->end);
		if (n < 0) return dx_fail_errno(error, "cannot read");
		if (n > 0 && memchr(s->buffer + s->end, '\n', (size_t)n)) {
			s->end += (size_t)n;
			break;
		}
		s->end += n > 0 ? (size_t)n : 0;
	}
	return DIXIT_OK;
}

static dx_slice rest_of_buffer(const dx_stream *s) { return (dx_slice){s->buffer + s->at, s->end - s->at}; }

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

static dx_slice without_blanks(dx_slice s) {
	while (s.len && is_blank(s.ptr[0])) s = (dx_slice){s.ptr + 1, s.len - 1};
	while (s.len && is_blank(s.ptr[s.len - 1])) s.len--;
	return s;
}

/* The first line that is not blank, as far as the buffer has it. *whole: all of it. */
static dx_slice first_line(const dx_stream *s, bool *whole) {
	dx_slice rest = rest_of_buffer(s);
	while (rest.len && is_blank(rest.ptr[0])) rest = (dx_slice){rest.ptr + 1, rest.len - 1};
	const char *lf = rest.len ? memchr(rest.ptr, '\n', rest.len) : NULL;
	*whole = lf || s->ended;
	if (lf) rest.len = (size_t)(lf - rest.ptr);
	return without_blanks(rest);
}

/* A text may begin with a brace too; so the line must read as an object. One longer than the buffer can't be read here:
 * then a quotation mark behind the brace must do. */
static bool reads_as_object(dx_slice line, bool whole) {
	if (!whole) {
		dx_slice inner = without_blanks((dx_slice){line.ptr + 1, line.len - 1});
		return inner.len && inner.ptr[0] == '"';
	}
	json_t *root = json_loadb(line.ptr, line.len, JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL, NULL);
	bool object = json_is_object(root);
	json_decref(root);
	return object;
}

static bool in_units(dx_slice s) {
	return s.len >= 2 && (!memcmp(s.ptr, "\xFF\xFE", 2) || !memcmp(s.ptr, "\xFE\xFF", 2));
}

static dixit_status tell_form(dx_stream *s, dixit_error *error) {
	dx_slice start = rest_of_buffer(s);
	bool named = dx_walk_has_ending(s->path, dx_walk_json_endings), whole;
	size_t mark = start.len >= 3 && !memcmp(start.ptr, "\xEF\xBB\xBF", 3) ? 3 : 0;
	s->form = TEXT;
	if (named && in_units(start)) return dx_fail(error, DIXIT_E_FORMAT, "JSON Lines in UTF-16; UTF-8 is needed");
	s->at = mark;
	dx_slice line = first_line(s, &whole);
	bool brace = line.len && line.ptr[0] == '{';
	if (named && line.len && line.ptr[0] == '[') {
		return dx_fail(error, DIXIT_E_FORMAT, "a JSON array; JSON Lines has one object a line");
	}
	if (named && brace && dx_walk_has_ending(s->path, (const char *const[]){".json", NULL}) && whole &&
	    line.ptr[line.len - 1] != '}') {
		s->form = JSON_WHOLE;
	} else if (named || (brace && (!strcmp(s->path, "-") || reads_as_object(line, whole)))) {
		s->form = JSON_LINES;
	}
	if (s->form == TEXT) s->at = 0; /* decoding wants to see the mark */
	return DIXIT_OK;
}

static dixit_status start(dx_stream *s, dixit_error *error) {
	struct stat st;
	if (fstat(s->fd, &st)) return dx_fail_errno(error, "cannot read");
	if (S_ISDIR(st.st_mode)) return dx_fail(error, DIXIT_E_IO, "a folder, where a file is needed");
	s->size = S_ISREG(st.st_mode) && s->fd != STDIN_FILENO ? (uint64_t)st.st_size : 0;
	dixit_status status = fill_first(s, error);
	if (!status && !s->end) status = dx_fail(error, DIXIT_E_EMPTY, "an empty file");
	return status ? status : tell_form(s, error);
}

dixit_status dx_stream_open(dx_stream *stream, const char *path, dixit_error *error) {
	dx_stream *s = stream;
	s->path = path;
	s->ended = s->found = false;
	s->line = s->size = s->read = 0;
	s->fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : STDIN_FILENO;
	dixit_status status = s->fd < 0 ? dx_fail_errno(error, "cannot open") : start(s, error);
	if (status && s->fd >= 0) close_file(s);
	return status;
}

static dixit_status out_of_memory(dixit_error *error) { return dx_fail(error, DIXIT_E_MEMORY, "out of memory"); }

/* The whole file. One that says it is too long is not read; one that doesn't say (a pipe) is read to the limit. */
static dixit_status read_whole(dx_stream *s, dx_raw *raw, dixit_error *error) {
	bool too_long = s->size > DIXIT_ARTICLE_MAX;
	size_t want = too_long ? 0 : (s->size > s->end ? (size_t)s->size + 1 : s->end);
	if (!dx_buf_room(&raw->bytes, want)) return out_of_memory(error);
	dx_buf_slice(&raw->bytes, rest_of_buffer(s));
	while (!s->ended && !too_long) {
		char *to = dx_buf_room(&raw->bytes, raw->bytes.cap > raw->bytes.len ? 1 : BUFFER);
		if (!to) return out_of_memory(error);
		ssize_t n = read_some(s, to, raw->bytes.cap - raw->bytes.len);
		if (n < 0) return dx_fail_errno(error, "cannot read");
		raw->bytes.len += (size_t)n;
		too_long = raw->bytes.len > DIXIT_ARTICLE_MAX;
	}
	return too_long ? dx_fail(error, DIXIT_E_TOO_LONG, "an article of more than 16 MiB") : DIXIT_OK;
}

/* The next line, blank or not, into raw->bytes, without its line feed. A line that is too long is read to its end and
 * not held. DIXIT_END: no line is left. */
static dixit_status read_line(dx_stream *s, dx_buf *out, dixit_error *error) {
	bool too_long = false, any = false;
	out->len = 0;
	for (;;) {
		if (s->at == s->end) {
			ssize_t n = s->ended ? 0 : read_some(s, s->buffer, BUFFER);
			if (n < 0) {
				s->ended = true;
				return dx_fail_errno(error, "cannot read");
			}
			if (n == 0) break;
			s->at = 0;
			s->end = (size_t)n;
		}
		dx_slice rest = rest_of_buffer(s);
		const char *lf = memchr(rest.ptr, '\n', rest.len);
		size_t n = lf ? (size_t)(lf - rest.ptr) : rest.len;
		too_long |= out->len + n > DIXIT_ARTICLE_MAX;
		if (too_long)
			out->len = 0;
		else
			dx_buf_put(out, rest.ptr, n);
		s->at += lf ? n + 1 : n;
		any = true;
		if (lf) break;
	}
	if (!any) return DIXIT_END;
	s->line++;
	if (out->failed) return out_of_memory(error);
	return too_long ? dx_fail(error, DIXIT_E_TOO_LONG, "a line of more than 16 MiB") : DIXIT_OK;
}

static bool all_blank(const dx_buf *buf) {
	size_t i = 0;
	while (i < buf->len && is_blank(buf->ptr[i])) i++;
	return i == buf->len;
}

static dixit_status next_line(dx_stream *s, dx_raw *raw, dixit_error *error) {
	dixit_status status;
	do status = read_line(s, &raw->bytes, error);
	while (!status && all_blank(&raw->bytes));
	if (status == DIXIT_E_TOO_LONG || status == DIXIT_E_MEMORY) dx_error_at(error, NULL, s->line, 0);
	if (status == DIXIT_END && !s->found) return dx_fail(error, DIXIT_E_EMPTY, "an empty file");
	return status;
}

dixit_status dx_stream_next(dx_stream *stream, dx_raw *raw, dixit_error *error) {
	dx_stream *s = stream;
	raw->json = s->form != TEXT;
	raw->line = 0;
	if (s->form != JSON_LINES) {
		dixit_status status = s->found ? DIXIT_END : read_whole(s, raw, error);
		s->found = true;
		if (status) close_file(s);
		return status;
	}
	dixit_status status = next_line(s, raw, error);
	if (status == DIXIT_END || status == DIXIT_E_EMPTY) close_file(s);
	raw->line = s->line;
	s->found = true;
	return status;
}
