/* Web and mail addresses, which are one token each. */
#include "text/cutter.h"

#include <strings.h>

static bool alnum(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static bool begins(dx_slice text, uint32_t i, uint32_t end, const char *with) {
	size_t n = strlen(with);
	return end - i > n && strncasecmp(text.ptr + i, with, n) == 0;
}

uint32_t dx_url_end(dx_slice text, uint32_t i, uint32_t end) {
	char second = end - i > 4 ? text.ptr[i + 1] : 0;
	if (second != 't' && second != 'T' && second != 'w' && second != 'W') return i;
	if (!begins(text, i, end, "http://") && !begins(text, i, end, "https://") && !begins(text, i, end, "www."))
		return i;
	uint32_t k = i;
	while (k < end && (unsigned char)text.ptr[k] > ' ' && (unsigned char)text.ptr[k] < 0x7F &&
	       !strchr("<>\"`{}|^", text.ptr[k]))
		k++;
	while (k > i && strchr(".,;:!?)]'*_", text.ptr[k - 1])) k--;
	return k;
}

uint32_t dx_domain_end(dx_slice text, uint32_t i, uint32_t end) {
	uint32_t k = i + 1, dots = 0;
	while (k < end && (alnum(text.ptr[k]) || text.ptr[k] == '.' || text.ptr[k] == '-')) k++;
	while (k > i + 1 && !alnum(text.ptr[k - 1])) k--;
	for (uint32_t d = i + 1; d < k; d++) dots += text.ptr[d] == '.';
	return dots && text.ptr[i + 1] != '.' ? k : i;
}

/* Only endings that are no English words: a blank forgotten behind a full stop is commoner than ".in". */
static const char *const hosts[] = {"com", "org", "net", "gov", "edu", "co", "uk", "io", "tv", "info", "eu", "mil"};

bool dx_host_dot(dx_slice text, uint32_t i, uint32_t end) {
	enum { LABELS = 64 };
	uint32_t last = i, k = i + 1;
	for (; k < end && k < i + LABELS && (alnum(text.ptr[k]) || text.ptr[k] == '-' || text.ptr[k] == '.'); k++) {
		if (text.ptr[k] != '.') continue;
		if (k + 1 >= end || !alnum(text.ptr[k + 1])) break;
		last = k;
	}
	for (size_t h = 0; h < sizeof hosts / sizeof *hosts; h++) {
		size_t n = strlen(hosts[h]);
		if (k - last - 1 == n && strncasecmp(text.ptr + last + 1, hosts[h], n) == 0) return true;
	}
	return false;
}
