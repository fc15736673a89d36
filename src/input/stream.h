/* One file, pipe or standard input, unpacked where it is packed, and handed out article by article. */
#ifndef DX_STREAM_H
#define DX_STREAM_H

#include "input/reader.h"

typedef struct dx_stream dx_stream;

dixit_status dx_stream_new(dx_stream **out);
void dx_stream_free(dx_stream *stream);
/* As of dx_reader_fields(). */
void dx_stream_fields(dx_stream *stream, const dx_fields *fields);
/* Open `path` ("-": standard input) and tell what it holds. `chosen`: the user named that very file. On an error the
 * stream is closed. */
dixit_status dx_stream_open(dx_stream *stream, const char *path, bool chosen, dixit_error *error);
bool dx_stream_is_open(const dx_stream *stream);
/* The next article into *raw. DIXIT_END closes the stream; so does an error after which the file cannot be read on. An
 * error has the path of the file or member in it. */
dixit_status dx_stream_next(dx_stream *stream, dx_raw *raw, dixit_error *error);
/* Bytes read since the stream was made, of all files. */
uint64_t dx_stream_done(const dx_stream *stream);

#endif
