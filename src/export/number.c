/* Numbers in files: printf would write a comma where the program's locale says so. */
#include "export/export.h"

#include <math.h>

size_t dx_number(char out[DX_NUMBER_MAX], double x) {
	static const double most = 1e14; /* four decimals more still fit an int64_t */
	if (!isfinite(x)) x = 0;
	int64_t n = llround(fmax(-most, fmin(most, x)) * 10000);
	uint64_t whole = (uint64_t)(n < 0 ? -n : n) / 10000, rest = (uint64_t)(n < 0 ? -n : n) % 10000;
	char digits[24];
	size_t len = 0, i = sizeof digits;
	do digits[--i] = (char)('0' + whole % 10);
	while (whole /= 10);
	if (n < 0) out[len++] = '-';
	memcpy(out + len, digits + i, sizeof digits - i);
	len += sizeof digits - i;
	if (rest) out[len++] = '.';
	for (uint64_t place = 1000; rest; place /= 10) {
		out[len++] = (char)('0' + rest / place);
		rest %= place;
	}
	out[len] = 0;
	return len;
}
