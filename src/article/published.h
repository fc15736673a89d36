/* Dates of publication as the world writes them. */
#ifndef DX_PUBLISHED_H
#define DX_PUBLISHED_H

#include "base/slice.h"

/* Is it YYYY-MM-DD, and a day that exists? */
bool dx_published_is_iso(dx_slice s);
/* "2023-10-15T09:00:00Z", "20231015", "15 October 2023", "Sun, 15 Oct 2023 …", "Oct. 15, 2023", "15.10.2023",
 * "10/15/2023" … → out as YYYY-MM-DD. false: no such form, no such day, or 03/04/2023, which is two days. The day is
 * taken as written, in its own time zone. */
bool dx_published_parse(dx_slice s, char out[11]);
/* 1 to 12 for the name of a month or its beginning, three letters or more, in any case; 0: none. */
unsigned dx_month_of(dx_slice word);
/* Seconds or milliseconds since 1970 → the day in UTC. */
bool dx_published_from_epoch(int64_t n, char out[11]);

#endif
