#include "input/stream.h"

#include "base/error.h"
#include "input/cut.h"
#include "input/form.h"
#include "input/unpack.h"
#include "input/walk.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file, what is packed in it, and what is packed in that: corpus.tar.zst has two levels, the page.html.gz in it is
 * the third. */
enum { LEVELS = 3 };

struct dx_stream {
	const dx_fields *fields;
	bool chosen;   /* the user named the file */
	int fd;        /* -1: closed */
	uint64_t size; /* bytes that the file said it has */
	uint64_t read; /* bytes of this file that are counted in `done` */
	uint64_t done;
	dx_bytes bytes[LEVELS];
	dx_unpack *unpack[LEVELS]; /* reads bytes[i] and is read by bytes[i + 1] */
	unsigned level;            /* whose bytes are being cut or, without a cutter, unpacked */
	bool found;                /* was a member of an archive read? */
	dx_cutter cutter;          /* .bytes NULL: the next member is to be opened */
	dx_buf path;               /* of the file and, behind a '/', of the member; NUL-terminated */
	size_t lengths[LEVELS];    /* of the path at each level */
};

dixit_status dx_stream_new(dx_stream **out) {
	*out = calloc(1, sizeof **out);
	if (!*out) return DIXIT_E_MEMORY;
	(*out)->fd = -1;
	return DIXIT_OK;
}

/* What a file has beyond the bytes that were read (it was too long, or failed) counts as done. */
static void close_file(dx_stream *s) {
	for (unsigned i = LEVELS; i-- > 0;) {
		dx_unpack_close(s->unpack[i]);
		s->unpack[i] = NULL;
	}
	dx_cutter_free(&s->cutter);
	if (s->fd > STDIN_FILENO) close(s->fd);
	if (s->size > s->read) s->done += s->size - s->read;
	s->fd = -1;
}

void dx_stream_free(dx_stream *stream) {
	if (!stream) return;
	if (stream->fd >= 0) close_file(stream);
	for (unsigned i = 0; i < LEVELS; i++) dx_bytes_free(&stream->bytes[i]);
	dx_buf_free(&stream->path);
	free(stream);
}

bool dx_stream_is_open(const dx_stream *stream) { return stream->fd >= 0; }
uint64_t dx_stream_done(const dx_stream *stream) { return stream->done; }

static dixit_status read_file(void *context, char *to, size_t size, size_t *got, dixit_error *error) {
	dx_stream *s = context;
	ssize_t n;
	do n = read(s->fd, to, size);
	while (n < 0 && errno == EINTR);
	*got = n > 0 ? (size_t)n : 0;
	s->read += *got;
	s->done += *got;
	return n < 0 ? dx_fail_errno(error, "cannot read") : DIXIT_OK;
}

static dixit_status out_of_memory(dixit_error *error) { return dx_fail(error, DIXIT_E_MEMORY, "out of memory"); }

static dixit_status name_level(dx_stream *s, unsigned level, const char *name, dixit_error *error) {
	size_t keep = level ? s->lengths[level - 1] : 0;
	s->path.len = keep;
	if (level && name[0]) dx_buf_char(&s->path, '/');
	dx_buf_str(&s->path, name);
	s->lengths[level] = s->path.len;
	dx_buf_put(&s->path, "", 1);
	if (!s->path.failed) return DIXIT_OK;
	s->path.failed = false;
	return out_of_memory(error);
}

/* The name of a member as a path below its archive: no root, no "..", no empty part. Its last part comes back. */
static const char *as_below(char *name) {
	char *out = name, *last = name;
	for (const char *in = name; *in;) {
		size_t n = strcspn(in, "/");
		bool part = n && !(n == 1 && in[0] == '.') && !(n == 2 && in[0] == '.' && in[1] == '.');
		if (part) {
			if (out > name) *out++ = '/';
			last = out;
			memmove(out, in, n);
			out += n;
		}
		in += n + (in[n] == '/');
	}
	*out = 0;
	return last;
}

/* An archive in an archive is refused: nobody needs it, and those made to harm are made so. */
static dixit_status open_packed(dx_stream *s, dx_form form, dixit_error *error) {
	if (s->level && form == DX_FORM_ARCHIVE) {
		return dx_fail(error, DIXIT_E_FORMAT, "an archive in an archive, which is not read: unpack the outer one");
	}
	if (s->level + 1 == LEVELS) return dx_fail(error, DIXIT_E_FORMAT, "packed three times over, which is not read");
	return dx_unpack_open(&s->unpack[s->level], &s->bytes[s->level], !s->level, error);
}

/* What the bytes of the level are: something to cut, or something packed. */
static dixit_status tell_level(dx_stream *s, dixit_error *error) {
	static const char *const tab_endings[] = {".tsv", ".tab", NULL};
	dx_bytes *b = &s->bytes[s->level];
	size_t skip;
	dx_form form;
	dixit_status status = dx_bytes_first(b, error);
	if (!status && !b->end) status = dx_fail(error, DIXIT_E_EMPTY, "an empty file");
	if (status) return status;
	char *name = strndup(s->path.ptr, dx_walk_unpacked(s->path.ptr));
	if (!name) return out_of_memory(error);
	dx_head head = {name, {b->buffer, b->end}, b->ended};
	status = dx_form_tell(&form, &skip, &head, error);
	bool tabs = dx_walk_has_ending(name, tab_endings);
	free(name);
	if (status) return status;
	if (form == DX_FORM_STREAM || form == DX_FORM_ARCHIVE) return open_packed(s, form, error);
	s->found = true;
	dx_bytes_take(b, skip);
	bool member = s->level && s->lengths[s->level] > s->lengths[s->level - 1];
	s->cutter = (dx_cutter){
	    .bytes = b, .form = form, .delimiter = tabs ? '\t' : 0, .fields = s->fields, .chosen = s->chosen && !member};
	return DIXIT_OK;
}

static dixit_status start(dx_stream *s, dixit_error *error) {
	struct stat st;
	if (fstat(s->fd, &st)) return dx_fail_errno(error, "cannot read");
	if (S_ISDIR(st.st_mode)) return dx_fail(error, DIXIT_E_IO, "a folder, where a file is needed");
	s->size = S_ISREG(st.st_mode) && s->fd != STDIN_FILENO ? (uint64_t)st.st_size : 0;
	if (dx_bytes_start(&s->bytes[0], read_file, s)) return out_of_memory(error);
	return tell_level(s, error);
}

void dx_stream_fields(dx_stream *stream, const dx_fields *fields) { stream->fields = fields; }

dixit_status dx_stream_open(dx_stream *stream, const char *path, bool chosen, dixit_error *error) {
	dx_stream *s = stream;
	s->chosen = chosen;
	s->size = s->read = 0;
	s->level = 0;
	s->found = false;
	dixit_status status = name_level(s, 0, path, error);
	if (status) return status;
	s->fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : STDIN_FILENO;
	status = s->fd < 0 ? dx_fail_errno(error, "cannot open") : start(s, error);
	if (status && s->fd >= 0) close_file(s);
	return status;
}

static dixit_status name_member(dx_stream *s, const char *name, bool *wanted, dixit_error *error) {
	char *below = strdup(name);
	if (!below) return out_of_memory(error);
	const char *last = as_below(below);
	*wanted = !name[0] || dx_walk_wanted(last);
	dixit_status status = name_level(s, s->level + 1, below, error);
	free(below);
	return status;
}

/* One level down, into the next file of what is packed at this level. DIXIT_END: none is left, one level up. */
static dixit_status enter_member(dx_stream *s, dixit_error *error) {
	const char *name = "";
	bool wanted = false;
	dixit_status status = dx_unpack_next(s->unpack[s->level], &name, error);
	if (status == DIXIT_END) {
		dx_unpack_close(s->unpack[s->level]);
		s->unpack[s->level] = NULL;
		return status;
	}
	dixit_status named = name_member(s, name, &wanted, status ? NULL : error);
	if (status || named || !wanted) return status ? status : named;
	s->found = true;
	if (dx_bytes_start(&s->bytes[s->level + 1], dx_unpack_read, s->unpack[s->level])) return out_of_memory(error);
	s->level++;
	status = tell_level(s, error);
	if (status) s->level--;
	return status;
}

/* On to something that can be cut. DIXIT_END: the file has no more. */
static dixit_status enter(dx_stream *s, dixit_error *error) {
	while (!s->cutter.bytes) {
		dixit_status status = s->unpack[s->level] ? enter_member(s, error) : DIXIT_END;
		if (status < 0) return status;
		if (status && !s->level) {
			if (s->found) return DIXIT_END;
			s->found = true;
			(void)name_level(s, 0, s->path.ptr, NULL);
			return dx_fail(error, DIXIT_E_EMPTY, "nothing in it that is read here (see: dixit help extract)");
		}
		if (status) s->level--;
	}
	return DIXIT_OK;
}

/* The item's own copy of the path, made anew only where it changes. */
static dixit_status give_path(dx_raw *raw, const char *path, dixit_error *error) {
	if (raw->path && !strcmp(raw->path, path)) return DIXIT_OK;
	char *copy = strdup(path);
	if (!copy) return out_of_memory(error);
	free(raw->path);
	raw->path = copy;
	return DIXIT_OK;
}

dixit_status dx_stream_next(dx_stream *stream, dx_raw *raw, dixit_error *error) {
	dx_stream *s = stream;
	dixit_status status;
	for (;;) {
		status = enter(s, error);
		if (!status) status = dx_cut_next(&s->cutter, raw, error);
		if (status != DIXIT_END || !s->cutter.bytes) break;
		dx_cutter_free(&s->cutter);
		if (s->level) s->level--;
	}
	if (!status) status = give_path(raw, s->path.ptr, error);
	if (status < 0) dx_error_at(error, s->path.ptr, 0, 0);
	bool over = status == DIXIT_END || (s->cutter.bytes && s->cutter.form <= DX_FORM_HTML && !s->level);
	if (over) close_file(s);
	return status;
}
