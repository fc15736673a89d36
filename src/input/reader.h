/* Where articles come from: files, folders (walked in sorted order), archives, standard input. A reader hands out raw
 * items one by one; decoding is left to the worker that takes the item. */
#ifndef DX_READER_H
#define DX_READER_H

#include "base/buf.h"
#include "base/slice.h"
#include "input/fields.h"

typedef struct dx_reader dx_reader;

typedef enum dx_raw_form {
	DX_RAW_TEXT,
	DX_RAW_JSON, /* one object */
	DX_RAW_HTML,
	DX_RAW_ROW /* the header of a table and, from `head` on, one row of it */
} dx_raw_form;

/* One article still in its bytes. `bytes` is the caller's buffer, reused from item to item. */
typedef struct dx_raw {
	dx_buf bytes;
	char *path;      /* as the record names it, of a member of an archive behind the archive's; heap, the item's */
	uint64_t number; /* in a file of many articles: line, element or record; 0: the whole file is one article */
	uint64_t line;   /* where it begins, 0: the place is a byte of the file */
	uint64_t byte;   /* 1-based, where it begins in that line, or in the file; 0: at its beginning */
	dx_raw_form form;
	size_t head;    /* of a row: bytes of the header */
	char delimiter; /* of a row */
	char url[2048]; /* what a WARC file knows; "": nothing */
	char published[11];
	char charset[40];
} dx_raw;

/* `paths`: files, folders, "-" for standard input. Borrowed. What a file is its first bytes tell, and its ending where
 * they leave it open (form.h). Packed files and archives are read through (unpack.h); in an archive a packed file is
 * unpacked too, but an archive in it is refused. In a folder and the folders below it, and among the members of an
 * archive: files with an ending that dixit reads (walk.h), or with none; hidden ones are left out, and so are tables
 * whose header knows nothing of articles. In folders they come in the bytewise order of their paths, symbolic links are
 * followed, and a folder is entered once. */
dixit_status dx_reader_new(dx_reader **out, char *const *paths, size_t count, dixit_error *error);
/* What the user calls the columns of tables: borrowed; NULL: as the table of fields does. */
void dx_reader_fields(dx_reader *reader, const dx_fields *fields);
void dx_reader_free(dx_reader *reader);
/* The next item into *raw. DIXIT_OK; DIXIT_END; or an error about one item (missing or empty file, line too long,
 * directory unreadable, broken archive …) with its place, after which the next call goes on with the next item. An item
 * over DIXIT_ARTICLE_MAX is skipped, not held in memory. */
dixit_status dx_reader_next(dx_reader *reader, dx_raw *raw, dixit_error *error);
/* Bytes read so far and bytes known to be there (0: unknown, as for standard input): for the progress line. Both are
 * those of the files as they lie there, packed or not. */
void dx_reader_progress(const dx_reader *reader, uint64_t *done, uint64_t *total);
void dx_raw_free(dx_raw *raw);
/* Give an error about an item its place: the file, and line and byte of the file for those of the item. */
void dx_raw_place(const dx_raw *raw, dixit_error *error);
/* The part of a record's path that is a file to be opened: all of it, or what stands before the name of a member. */
size_t dx_raw_file_of(const char *path);

#endif
