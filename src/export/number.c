/* Numbers in files: printf would write a comma where the program's locale says so. */
#include "export/sink.h"

#include <math.h>
#include <stdlib.h>

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

size_t dx_number_exact(char out[DX_NUMBER_MAX], double x) {
	double four = round(x * 10000) / 10000;
	if (!isfinite(x) || (x == four && fabs(x) < 1e14)) return dx_number(out, x);
	int len = 0;
	for (int digits = 6; digits <= 17; digits++) {
		len = snprintf(out, DX_NUMBER_MAX, "%.*g", digits, x);
		if (strtod(out, NULL) == x) break;
	}
	char *point = out + (out[0] == '-');
	while (*point >= '0' && *point <= '9') point++;
	if (*point && *point != 'e') *point = '.';
	return (size_t)len;
}

void dx_put_number(dx_buf *buf, double x) {
	char digits[DX_NUMBER_MAX];
	size_t len = dx_number(digits, x);
	dx_buf_put(buf, digits, len);
}

void dx_put_exact(dx_buf *buf, double x) {
	char digits[DX_NUMBER_MAX];
	size_t len = dx_number_exact(digits, x);
	dx_buf_put(buf, digits, len);
}

void dx_put_int(dx_buf *buf, int64_t n) {
	if (n < 0) dx_buf_char(buf, '-');
	dx_buf_uint(buf, n < 0 ? 0 - (uint64_t)n : (uint64_t)n);
}
