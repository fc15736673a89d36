/* One file, pipe or standard input, read in large pieces and handed out article by article. */
#ifndef DX_STREAM_H
#define DX_STREAM_H

#include "article/reader.h"

typedef struct dx_stream dx_stream;

dixit_status dx_stream_new(dx_stream **out);
void dx_stream_free(dx_stream *stream);
/* Open `path` ("-": standard input), borrowed while the stream is open, and tell JSON Lines from text. On an error the
 * stream is closed. */
dixit_status dx_stream_open(dx_stream *stream, const char *path, dixit_error *error);
bool dx_stream_is_open(const dx_stream *stream);
/* The next article's bytes into *raw, all but its path. DIXIT_END closes the stream; so does an error after which the
 * file cannot be read on. */
dixit_status dx_stream_next(dx_stream *stream, dx_raw *raw, dixit_error *error);
/* Bytes read since the stream was made, of all files. */
uint64_t dx_stream_done(const dx_stream *stream);

#endif
