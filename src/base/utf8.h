/* UTF-8: decoding, repair, counting, folding. */
#ifndef DX_UTF8_H
#define DX_UTF8_H

#include "base/arena.h"
#include "base/slice.h"

/* Decode the code point at s (len > 0 bytes left) into *cp; returns its bytes, 1 to 4. Ill-formed: U+FFFD, 1 byte. */
unsigned dx_utf8_decode(const char *s, size_t len, uint32_t *cp);
/* Encode into out[4]; returns the bytes written. Surrogates and values over 10FFFF become U+FFFD. */
unsigned dx_utf8_encode(uint32_t cp, char out[4]);
/* Offset of the first ill-formed byte, or text.len. */
size_t dx_utf8_valid(dx_slice text);
/* The text with every maximal ill-formed part replaced by U+FFFD (as the Unicode standard, chapter 3.9, advises);
 * returns `text` itself where it is well-formed. */
dx_slice dx_utf8_repair(dx_arena *arena, dx_slice text);
/* Code points in the text; well-formed text only. */
uint32_t dx_utf8_count(dx_slice text);
/* Lower case without accents, hyphens, apostrophes, full stops and blanks made one '-': the form of entity keys.
 * NFKD and case folding by utf8proc, so that "Amir-Abdollahian" gives "amir-abdollahian". */
dx_slice dx_utf8_fold(dx_arena *arena, dx_slice text);

#endif
