/* What can be told of one line or paragraph by its looks: where it begins and ends, whether it is a sentence or a bare
 * headline. All of it is about news in English, and errs to the side of "this is told". */
#ifndef DX_LINE_H
#define DX_LINE_H

#include "base/slice.h"

/* Without white space at its ends; U+00A0, U+200B, U+FEFF and the other blanks of Unicode count as such. */
dx_slice dx_line_trim(dx_slice line);
/* The rest behind a bullet ("- ", "• ", "* " …), or the line itself where it has none. */
dx_slice dx_line_unbullet(dx_slice line);
/* Does a trimmed line end as a sentence does: . ! ? or …, behind which marks and brackets may close? */
bool dx_line_ends_sentence(dx_slice line);
/* Does it end with a full stop? Neither "…", "..." nor the last one of "U.S." is one. */
bool dx_line_ends_full_stop(dx_slice line);
/* Does a sentence end before its end: a full stop behind a word of three lower-case letters or more, and a capital
 * behind that? */
bool dx_line_has_two_sentences(dx_slice line);
bool dx_line_starts_lower(dx_slice line);
bool dx_line_starts_upper(dx_slice line);
/* A headline that stands alone: short, begins with a capital, a digit or a single mark, ends without punctuation, one
 * sentence, no double quotation marks, and, save in Title Case, none of the words that tell prose ("said", "he"). */
bool dx_line_is_bare_headline(dx_slice line);
/* The same, but it ends with a question mark. */
bool dx_line_is_bare_question(dx_slice line);
/* Where a headline runs into the paragraph behind it ("Ministers meet in Doha again- A senior envoy …"): offset of the
 * hyphen, or 0. */
size_t dx_line_run_in(dx_slice line);

#endif
