/* Bytes of unknown encoding → well-formed UTF-8. */
#ifndef DX_DECODE_H
#define DX_DECODE_H

#include "base/arena.h"
#include "base/slice.h"

/* A whole text file: byte order mark taken off, UTF-16 and UTF-32 with or without one, UTF-8, or an older encoding that
 * uchardet names; NUL bytes dropped; CR LF and CR become LF. *out may point into `bytes`. Binary data (a known file
 * signature, or too many control characters) is DIXIT_E_FORMAT with the byte that gave it away. */
dixit_status dx_decode_file(dx_slice *out, dx_slice bytes, dx_arena *arena, dixit_error *error);

/* A page: what is UTF-8 is read so whatever it claims; else the byte order mark, `claimed` ("" or what the server
 * said), the page's own <meta charset>, and then as above. */
dixit_status dx_decode_page(dx_slice *out, dx_slice bytes, const char *claimed, dx_arena *arena, dixit_error *error);
/* By iconv's name of the encoding; false: it knows none of that name, and Windows-1252 was taken. */
bool dx_decode_named(dx_slice *out, dx_slice bytes, const char *name, dx_arena *arena);

/* Text in an older encoding than Unicode → UTF-8. `high`: offset of the first byte over 7F. What the encoding does not
 * define becomes U+FFFD. */
dx_slice dx_decode_legacy(dx_slice bytes, size_t high, dx_arena *arena);

/* The text without its NUL bytes; the text itself where it has none. */
dx_slice dx_drop_nul(dx_slice text, dx_arena *arena);

#endif
