/* A folder's articles: every file below it, in the bytewise order of their paths. */
#ifndef DX_WALK_H
#define DX_WALK_H

#include "base/buf.h"

typedef struct dx_walk dx_walk;

dixit_status dx_walk_new(dx_walk **out, const char *root, dixit_error *error);
void dx_walk_free(dx_walk *walk);
/* The path of the next file into *path, NUL-terminated. DIXIT_OK; DIXIT_END; or an error about one folder that cannot
 * be read, whose path is in the error, after which the next call goes on. A folder that was seen before under another
 * name (a symbolic link, perhaps to a folder around it) is passed over. */
dixit_status dx_walk_next(dx_walk *walk, dx_buf *path, dixit_error *error);

/* Endings of file names, small and capital alike. */
bool dx_walk_has_ending(const char *path, const char *const *endings);
/* .jsonl .ndjson .json; .csv .tsv .tab; .html .htm .xhtml */
extern const char *const dx_walk_json_endings[], *const dx_walk_table_endings[], *const dx_walk_page_endings[];
/* Is a file of that name read in a folder or an archive: no ending, or .txt .text, one of the above, .warc .wet, an
 * archive's (.zip .tar .tgz …) or any of these with .gz .bz2 .xz or .zst behind it? Hidden files are not. */
bool dx_walk_wanted(const char *name);
/* Length of the name without an ending such as .gz; that of the whole name where it has none. */
size_t dx_walk_unpacked(const char *name);
/* Name of a file without folder and endings: what articles without an id are called after. Points into `path`. */
dx_slice dx_walk_stem(const char *path);

#endif
