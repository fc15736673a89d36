/* Is a text in English? Told without a model: by its script, and by the small words of English and of the languages
 * that news are most often in besides it (stop words: Grefenstette 1995, Comparing two language identification
 * schemes). Made to let English through whatever it is about: what is short, or says too little, counts as English. */
#ifndef DX_LANGUAGE_H
#define DX_LANGUAGE_H

#include "base/slice.h"

/* NULL: English, or too little to tell. Else what it is ("German", "Cyrillic script", "another language"), a constant.
 * Only the first few kilobytes are looked at. */
const char *dx_language_foreign(dx_slice text);

#endif
