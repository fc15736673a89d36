/* With what a line must begin that a pattern matches: literal beginnings read off the pattern, so that of a hundred
 * patterns a line tries the one or two that could be meant. (The "literal optimisation" of grep and ripgrep.) */
#ifndef DX_PREFIX_H
#define DX_PREFIX_H

#include "base/slice.h"

enum { DX_PREFIX_LEN = 8, DX_PREFIXES_MAX = 160 };

/* Beginnings, folded: small letters, '0' for every digit, '\x80' for every byte beyond ASCII; the bytes of the line
 * from the lowest on, and a mask of those that count. */
typedef struct dx_prefix {
	uint64_t bytes, mask;
} dx_prefix;

/* The beginnings of a caseless PCRE2 pattern that is matched from a line's start. Returns how many; 0: the line may
 * begin with anything (as also where the pattern is more than this reader of patterns understands). */
unsigned dx_prefix_read(dx_slice pattern, dx_prefix out[DX_PREFIXES_MAX]);
/* The first bytes of a line, folded. */
uint64_t dx_prefix_of_line(dx_slice line);

#endif
