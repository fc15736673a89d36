/* Names as strings that can be compared. */
#ifndef DX_NAME_H
#define DX_NAME_H

#include "base/arena.h"
#include "base/slice.h"

/* dx_utf8_fold(), with "ø", "þ", "ł" and their like made plain letters. */
dx_slice dx_plain_fold(dx_arena *arena, dx_slice text);
/* What follows "person/" in a person's key: the first part, '-', all the rest written together, so that
 * "Amir-Abdollahian", "Amir Abdollahian" and "Amirabdollahian" have one. Initials in the middle are left out. */
dx_slice dx_person_key(dx_arena *arena, dx_slice name);

#endif
