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
/* Files that hold JSON Lines, by their ending: .jsonl .ndjson .json */
extern const char *const dx_walk_json_endings[];

#endif
