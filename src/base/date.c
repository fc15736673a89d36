#include "base/date.h"

uint32_t dx_date_number(const char *date, size_t len) {
	uint32_t n = 0;
	if (len != 10) return 0;
	for (size_t i = 0; i < len; i++) {
		if (i == 4 || i == 7) {
			if (date[i] != '-') return 0;
			continue;
		}
		if (date[i] < '0' || date[i] > '9') return 0;
		n = n * 10 + (uint32_t)(date[i] - '0');
	}
	return n;
}

void dx_date_text(uint32_t date, char out[11]) {
	static const uint32_t tens[] = {10000000, 1000000, 100000, 10000, 1000, 100, 10, 1};
	memset(out, 0, 11);
	if (!date) return;
	for (size_t i = 0, o = 0; i < 8; i++) {
		if (i == 4 || i == 6) out[o++] = '-';
		out[o++] = (char)('0' + date / tens[i] % 10);
	}
}

bool dx_date_exists(uint32_t year, uint32_t month, uint32_t day) {
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	if (month < 1 || month > 12 || day < 1) return false;
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return day <= days[month - 1] + (month == 2 && leap ? 1u : 0u);
}
