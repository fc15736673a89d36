/* SHA-256 as records and `dixit model` show it. */
#ifndef DX_SHA256_H
#define DX_SHA256_H

#include "base/slice.h"

enum { DX_SHA256_ROOM = 65 };

/* Hexadecimal, in lower case, with a NUL at the end. */
void dx_sha256(char out[DX_SHA256_ROOM], dx_slice bytes);

#endif
