#include "article/published.h"

#include "base/date.h"
#include <time.h>

typedef struct day {
	unsigned year, month, day;
} day;

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

static bool exists(const day *d) {
	return d->year >= 1500 && d->year <= 2999 && dx_date_exists(d->year, d->month, d->day);
}

static bool put(const day *d, char out[11]) {
	if (!exists(d)) return false;
	snprintf(out, 11, "%04u-%02u-%02u", d->year % 10000, d->month % 100, d->day % 100);
	return true;
}

/* Digits at s: how many (at most 20), their value in *value where it is small. */
static unsigned number(dx_slice s, size_t at, unsigned *value) {
	unsigned n = 0;
	*value = 0;
	for (; at + n < s.len && n < 20 && is_digit(s.ptr[at + n]); n++) {
		if (n < 8) *value = *value * 10 + (unsigned)(s.ptr[at + n] - '0');
	}
	return n;
}

/* Three numbers with the same sign between them: their digits and values. */
typedef struct triple {
	unsigned digits[3], value[3];
	char sign;
} triple;

static bool read_triple(dx_slice s, triple *t) {
	size_t at = 0;
	for (unsigned i = 0; i < 3; i++) {
		t->digits[i] = number(s, at, &t->value[i]);
		at += t->digits[i];
		if (!t->digits[i]) return false;
		if (i == 2) break;
		if (at >= s.len || !strchr("-/.", s.ptr[at]) || (i && s.ptr[at] != t->sign)) return false;
		t->sign = s.ptr[at++];
	}
	return true;
}

static bool numeric(dx_slice s, day *d) {
	triple t;
	if (!read_triple(s, &t)) return false;
	if (t.digits[0] == 4 && t.digits[1] <= 2 && t.digits[2] <= 2) {
		*d = (day){t.value[0], t.value[1], t.value[2]};
		return true;
	}
	if (t.digits[0] > 2 || t.digits[1] > 2 || t.digits[2] != 4) return false;
	unsigned a = t.value[0], b = t.value[1];
	bool day_first = t.sign == '.' || a > 12 || a == b; /* only English and American dates have strokes */
	if (!day_first && b <= 12) return false;
	*d = day_first ? (day){t.value[2], b, a} : (day){t.value[2], a, b};
	return true;
}

/* YYYYMMDD, and hours, minutes and seconds behind it. */
static bool compact(dx_slice s, day *d) {
	unsigned all, n = number(s, 0, &all);
	if (n != 8 && n != 12 && n != 14) return false;
	*d = (day){all / 10000, all / 100 % 100, all % 100};
	return true;
}

unsigned dx_month_of(dx_slice word) {
	static const char *const names[] = {"january", "february", "march",     "april",   "may",      "june",
	                                    "july",    "august",   "september", "october", "november", "december"};
	for (unsigned i = 0; i < 12; i++) {
		if (word.len >= 3 && word.len <= strlen(names[i]) && !strncasecmp(names[i], word.ptr, word.len)) return i + 1;
	}
	return 0;
}

/* A number among words: 1 to 31 is the day, four digits are the year, what stands beside ':' is a time and what stands
 * behind '+' (or, after a time, '-') a time zone. */
static void take_number(dx_slice s, size_t at, unsigned digits, bool timed, day *d) {
	unsigned value;
	number(s, at, &value);
	char before = at ? s.ptr[at - 1] : ' ', after = at + digits < s.len ? s.ptr[at + digits] : ' ';
	if (before == ':' || before == '+' || after == ':' || (timed && before == '-')) return;
	if (digits == 4 && !d->year) d->year = value;
	if (digits <= 2 && !d->day) d->day = value;
}

static bool worded(dx_slice s, day *d) {
	bool timed = false;
	for (size_t i = 0; i < s.len;) {
		size_t n = 0;
		if (is_digit(s.ptr[i])) {
			unsigned value, digits = number(s, i, &value);
			take_number(s, i, digits, timed, d);
			n = digits;
		} else if (is_letter(s.ptr[i])) {
			while (i + n < s.len && is_letter(s.ptr[i + n])) n++;
			if (!d->month) d->month = dx_month_of((dx_slice){s.ptr + i, n});
		} else {
			timed |= s.ptr[i] == ':' && i && is_digit(s.ptr[i - 1]);
			n = 1;
		}
		i += n;
	}
	return d->year && d->month && d->day;
}

bool dx_published_is_iso(dx_slice s) {
	triple t;
	if (s.len != 10 || !read_triple(s, &t) || t.sign != '-') return false;
	day d = {t.value[0], t.value[1], t.value[2]};
	return t.digits[0] == 4 && t.digits[1] == 2 && t.digits[2] == 2 && exists(&d);
}

bool dx_published_parse(dx_slice s, char out[11]) {
	while (s.len && (s.ptr[0] == ' ' || s.ptr[0] == '\t' || s.ptr[0] == '\n')) s = (dx_slice){s.ptr + 1, s.len - 1};
	if (s.len > 128) return false;
	day d = {0};
	return (numeric(s, &d) || compact(s, &d) || worded(s, &d)) && put(&d, out);
}

bool dx_published_from_epoch(int64_t n, char out[11]) {
	enum { SECONDS_MAX = 4000000000 }; /* the year 2096; more are milliseconds, as seconds so small are not news */
	time_t seconds = (time_t)(n > SECONDS_MAX ? n / 1000 : n);
	struct tm tm;
	if (n < 100000000 || seconds > SECONDS_MAX || !gmtime_r(&seconds, &tm)) return false;
	return put(&(day){(unsigned)tm.tm_year + 1900, (unsigned)tm.tm_mon + 1, (unsigned)tm.tm_mday}, out);
}
