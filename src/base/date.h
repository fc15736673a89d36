/* Days as numbers: YYYYMMDD, 0 for none. */
#ifndef DX_DATE_H
#define DX_DATE_H

#include "base/slice.h"

/* The number of "2024-01-05"; 0 where the text has another form. Whether there is such a day is not asked. */
uint32_t dx_date_number(const char *date, size_t len);
/* 20240105 as "2024-01-05"; 0 as "". */
void dx_date_text(uint32_t date, char out[11]);
/* Is there such a day in the (proleptic) Gregorian calendar? */
bool dx_date_exists(uint32_t year, uint32_t month, uint32_t day);

#endif
