/* The one error rule: a status comes back, the words and the place go into the caller's dixit_error. */
#ifndef DX_ERROR_H
#define DX_ERROR_H

#include "dixit.h"

/* Fill `error` (NULL: nothing) and return `status`. The message is a printf format without place or final full stop. */
dixit_status dx_fail(dixit_error *error, dixit_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same with errno's text appended; EPIPE becomes DIXIT_E_PIPE. */
dixit_status dx_fail_errno(dixit_error *error, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Add the place to an error that has none yet. file NULL, line 0, byte 0: leave as it is. */
void dx_error_at(dixit_error *error, const char *file, uint64_t line, uint64_t byte);

#endif
