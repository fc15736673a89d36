/* Regular expressions: the only user of PCRE2. Compiled once with JIT and shared by all threads; matching takes a
 * scratch of the thread's own. Limits are set, so a hostile line costs bounded time and reads as "no match". */
#ifndef DX_RX_H
#define DX_RX_H

#include "base/slice.h"

typedef struct dx_rx dx_rx;                 /* a compiled pattern */
typedef struct dx_rx_scratch dx_rx_scratch; /* match data, one a thread */

/* UTF-8 pattern; caseless where asked. On error a message with the byte in the pattern. Free with dx_rx_free. */
dixit_status dx_rx_compile(dx_rx **out, dx_slice pattern, bool caseless, dixit_error *error);
/* The same without JIT, for a pattern that is seldom tried: compiled several times as fast, matched as much slower. */
dixit_status dx_rx_compile_plain(dx_rx **out, dx_slice pattern, bool caseless, dixit_error *error);
void dx_rx_free(dx_rx *rx);
dx_rx_scratch *dx_rx_scratch_new(void); /* NULL: out of memory */
void dx_rx_scratch_free(dx_rx_scratch *scratch);
/* Match from byte `from`. Group g's span goes to groups[g] for g < count ({0,0}: did not take part). `subject` must be
 * well-formed UTF-8. */
bool dx_rx_match(const dx_rx *rx, dx_rx_scratch *scratch, dx_slice subject, uint32_t from, dx_span *groups,
                 uint32_t count);

#endif
