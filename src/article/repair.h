/* JSON that is nearly JSON. */
#ifndef DX_REPAIR_H
#define DX_REPAIR_H

#include "base/arena.h"
#include "base/slice.h"

/* A line of JSON with the faults mended that writers of news archives make inside strings, each of which would cost the
 * whole article: ill-formed UTF-8, raw control characters and halves of surrogate pairs (\ud83d alone) become U+FFFD;
 * raw tabs and carriage returns become blanks, as which they were meant; raw NUL bytes are dropped. */
dx_slice dx_repair_json(dx_slice line, dx_arena *arena);
/* Where in `line` the byte `at` of the repaired line comes from. */
size_t dx_repair_origin(dx_slice line, size_t at);

#endif
