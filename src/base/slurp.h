/* Small files of a user, tables above all, read whole. */
#ifndef DX_SLURP_H
#define DX_SLURP_H

#include "base/arena.h"
#include "base/slice.h"

enum { DX_SLURP_MAX = 64 << 20 };

/* The file into the arena. Errors do not name the file: the caller does. */
dixit_status dx_slurp(dx_arena *arena, const char *path, dx_slice *out, dixit_error *error);
/* Is it UTF-8? The error names line and byte. */
dixit_status dx_slurp_check(dx_slice bytes, dixit_error *error);

#endif
