/* Where articles come from: files, folders (walked in sorted order), JSON Lines, standard input. A reader hands out raw
 * items one by one; decoding is left to the worker that takes the item. */
#ifndef DX_READER_H
#define DX_READER_H

#include "base/buf.h"
#include "base/slice.h"

typedef struct dx_reader dx_reader;

/* One article still in its bytes. `bytes` is the caller's buffer, reused from item to item. */
typedef struct dx_raw {
	dx_buf bytes;
	char *path;    /* as the record names it; heap, owned by the item */
	uint64_t line; /* of a JSON Lines file, 0: the whole file is one article */
	bool json;
} dx_raw;

/* `paths`: files, folders, "-" (JSON Lines where the first byte that is no blank is '{', else one text). Borrowed.
 * Files ending in .jsonl, .ndjson or .json, and others whose first line reads as a JSON object, are JSON Lines; a .json
 * file may also hold one object over several lines (line 0 then). In a folder and the folders below it, in the bytewise
 * order of their paths: .txt .text .jsonl .ndjson .json (small or capital) and files without ending; hidden ones are
 * left out, symbolic links are followed, and a folder is entered once. */
dixit_status dx_reader_new(dx_reader **out, char *const *paths, size_t count, dixit_error *error);
void dx_reader_free(dx_reader *reader);
/* The next item into *raw. DIXIT_OK; DIXIT_END; or an error about one item (missing or empty file, line too long,
 * directory unreadable …) with its place, after which the next call goes on with the next item. A line over
 * DIXIT_ARTICLE_MAX is skipped in a stream, not held in memory; a file over it is not read. */
dixit_status dx_reader_next(dx_reader *reader, dx_raw *raw, dixit_error *error);
/* Bytes read so far and bytes known to be there (0: unknown, as for standard input): for the progress line. */
void dx_reader_progress(const dx_reader *reader, uint64_t *done, uint64_t *total);
void dx_raw_free(dx_raw *raw);

#endif
