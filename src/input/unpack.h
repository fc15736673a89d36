/* Packed files: gzip, bzip2, xz, zstd, zip and tar (packed or not), unpacked as they are read, nothing ever written.
 * The only user of libarchive. Names of members are names and no more: no file of that name is opened.
 *
 * Limits against archives made to harm: an archive that unpacks to more than DX_UNPACK_RATIO times the bytes read of it
 * is given up once that is more than DX_UNPACK_FREE bytes; memory is that of the unpacker and one buffer. */
#ifndef DX_UNPACK_H
#define DX_UNPACK_H

#include "input/bytes.h"

enum { DX_UNPACK_RATIO = 250, DX_UNPACK_FREE = 64 << 20 };

typedef enum dx_packing {
	DX_PACKED_NOT,
	DX_PACKED_STREAM, /* one file, or a tar, behind a packer of streams */
	DX_PACKED_ARCHIVE /* zip, tar: has members */
} dx_packing;
/* By the first bytes. */
dx_packing dx_packing_of(dx_slice head);

typedef struct dx_unpack dx_unpack;

/* `from` is borrowed. `members`: may it be an archive? Without that only a packed stream is read, whatever is in it. */
dixit_status dx_unpack_open(dx_unpack **out, dx_bytes *from, bool members, dixit_error *error);
void dx_unpack_close(dx_unpack *unpack);
/* The next file in it. *name is its name, borrowed until the next call; "" where it has none, as in a packed stream.
 * DIXIT_END; or an error about one member, after which the next call goes on if the archive can be read on. */
dixit_status dx_unpack_next(dx_unpack *unpack, const char **name, dixit_error *error);
/* Bytes of that file; a dx_bytes_read with the unpacker as its context. */
dixit_status dx_unpack_read(void *unpack, char *to, size_t size, size_t *got, dixit_error *error);
/* A gzip, zstd … stream that is in memory, unpacked behind *out, `most` bytes at most. */
dixit_status dx_unpack_slice(dx_buf *out, dx_slice packed, size_t most, dixit_error *error);

#endif
