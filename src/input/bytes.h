/* Bytes from anywhere (a file, a pipe, a member of an archive) through one buffer, with a way to put some back. */
#ifndef DX_BYTES_H
#define DX_BYTES_H

#include "base/buf.h"
#include "base/slice.h"

enum { DX_BYTES_BUFFER = 1 << 18 };

/* `size` bytes at most to `to`; *got 0: the end. */
typedef dixit_status dx_bytes_read(void *context, char *to, size_t size, size_t *got, dixit_error *error);

typedef struct dx_bytes {
	dx_bytes_read *read;
	void *context;
	uint64_t passed; /* bytes handed out */
	bool ended;      /* nothing is left to be read into the buffer */
	size_t at, end;  /* of `buffer`: not yet handed out */
	char *buffer;
	dx_buf again; /* what was put back, handed out before the buffer */
	size_t again_at;
} dx_bytes;

/* The buffer is made once and kept for the next source. DIXIT_E_MEMORY without a message. */
dixit_status dx_bytes_start(dx_bytes *bytes, dx_bytes_read *read, void *context);
void dx_bytes_free(dx_bytes *bytes);
/* Read until a line feed, the whole buffer or the end is there: what tells the form may come in several pieces through
 * a pipe, but a slow one is not waited for longer than needed. */
dixit_status dx_bytes_first(dx_bytes *bytes, dixit_error *error);
/* Some bytes into *rest, without handing them out. DIXIT_END: there are no more. */
dixit_status dx_bytes_peek(dx_bytes *bytes, dx_slice *rest, dixit_error *error);
/* The first `count` bytes of what was peeked at are handed out. */
void dx_bytes_take(dx_bytes *bytes, size_t count);
/* To be handed out again; they stand where the last ones handed out stood. false: out of memory. */
bool dx_bytes_back(dx_bytes *bytes, dx_slice s);
/* Up to the next line feed, which is taken and not kept, appended to *out. What goes beyond `most` bytes in *out is
 * taken and not held, and DIXIT_E_TOO_LONG comes back (without a message). DIXIT_END: not a byte is left. */
dixit_status dx_bytes_line(dx_bytes *bytes, dx_buf *out, size_t most, dixit_error *error);
/* `count` bytes, or as many as there are, appended to *out; NULL: passed over. *got tells how many. */
dixit_status dx_bytes_some(dx_bytes *bytes, dx_buf *out, uint64_t count, uint64_t *got, dixit_error *error);

#endif
