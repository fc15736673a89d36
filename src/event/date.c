#include "event/date.h"

#include "event/words.h"
#include <stdio.h>

enum { BACK = 100 /* tokens that "the same day" may point back over */ };

dx_day dx_day_of(int year, int month, int day) {
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int of_era = y - era * 400;
	int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void civil(dx_day day, int *year, int *month, int *of_month) {
	int z = day + 719468;
	int era = (z >= 0 ? z : z - 146096) / 146097;
	int of_era = z - era * 146097;
	int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int of_year = of_era - (365 * y + y / 4 - y / 100);
	int m = (5 * of_year + 2) / 153;
	*of_month = of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = y + era * 400 + (*month <= 2);
}

void dx_day_write(dx_day day, char out[11]) {
	int y, m, d;
	civil(day, &y, &m, &d);
	snprintf(out, 11, "%04u-%02u-%02u", (unsigned)y % 10000, (unsigned)m % 100, (unsigned)d % 100);
}

static bool exists(int year, int month, int day) {
	int y, m, d;
	if (month < 1 || month > 12 || day < 1 || day > 31) return false;
	civil(dx_day_of(year, month, day), &y, &m, &d);
	return d == day;
}

/* Up to `max` digits at s; -1: none. */
static int digits(dx_slice s, size_t max, size_t *read) {
	int value = 0;
	size_t n = 0;
	while (n < s.len && n < max && s.ptr[n] >= '0' && s.ptr[n] <= '9') value = value * 10 + s.ptr[n++] - '0';
	*read = n;
	return n ? value : -1;
}

dx_day dx_day_parse(dx_slice s) {
	size_t n[3];
	if (s.len != 10 || s.ptr[4] != '-' || s.ptr[7] != '-') return DX_NO_DAY;
	int y = digits(s, 4, &n[0]), m = digits(dx_cut(s, 5, 7), 2, &n[1]), d = digits(dx_cut(s, 8, 10), 2, &n[2]);
	return n[0] == 4 && n[1] == 2 && n[2] == 2 && exists(y, m, d) ? dx_day_of(y, m, d) : DX_NO_DAY;
}

static const dx_token *tok(const dx_calendar *c, uint32_t i) { return &c->text->tokens[i]; }

static const dx_date_word *date_word(const dx_calendar *c, uint32_t i, uint32_t end, uint32_t *words) {
	if (i >= end) return NULL;
	const dx_lexeme *l = dx_text_phrase(c->text, c->lexicon, i, end, 1u << DX_LEX_DATE);
	if (!l) return NULL;
	*words = l->words;
	return dx_lexicon_date(c->lexicon, l);
}

/* The token as day of the month ("7", "7th", "7-9"); 0: none. */
static int day_of_month(const dx_calendar *c, uint32_t i, uint32_t end) {
	if (i >= end || tok(c, i)->kind != DX_T_NUMBER) return 0;
	dx_slice s = dx_token_slice(c->text, tok(c, i));
	size_t n;
	int d = digits(s, 3, &n);
	if (d < 1 || d > 31) return 0;
	if (n == s.len) return d;
	char next = s.ptr[n];
	return next == '-' || (next >= 'a' && next <= 'z') || (unsigned char)next >= 0x80 ? d : 0; /* not 3.5, not 6,000 */
}

static int year_at(const dx_calendar *c, uint32_t i, uint32_t end) {
	if (i >= end || tok(c, i)->kind != DX_T_NUMBER) return 0;
	dx_slice s = dx_token_slice(c->text, tok(c, i));
	size_t n;
	int y = digits(s, 5, &n);
	return n == 4 && s.len == 4 && y >= 1900 && y <= 2100 ? y : 0;
}

/* "-9", "and 9", "to 9" behind a day of the month: the first day counts. */
static uint32_t skip_range(const dx_calendar *c, uint32_t i, uint32_t end) {
	if (i + 1 >= end || !day_of_month(c, i + 1, end)) return i;
	bool joint = tok(c, i)->first == '-' || c->codes[i] == DX_EV_AND || c->codes[i] == DX_EV_TO;
	return joint ? i + 2 : i;
}

/* "2024-03-05". */
static bool iso_date(const dx_calendar *c, uint32_t i, dx_when *out) {
	dx_slice s = dx_token_slice(c->text, tok(c, i));
	out->value = s.len == 10 ? dx_day_parse(s) : DX_NO_DAY;
	if (out->value == DX_NO_DAY) return false;
	out->kind = DX_WHEN_DAY;
	return true;
}

/* The day itself (month * 32 + day), with the year that may follow at token i. */
static bool with_year(const dx_calendar *c, int month_day, uint32_t i, uint32_t end, dx_when *out) {
	uint32_t at = i < end && tok(c, i)->first == ',' ? i + 1 : i;
	int year = year_at(c, at, end), month = month_day / 32, day = month_day % 32;
	if (year && !exists(year, month, day)) return false;
	if (!exists(2000, month, day)) return false; /* a leap year */
	out->kind = year ? DX_WHEN_DAY : DX_WHEN_MONTH;
	out->value = year ? dx_day_of(year, month, day) : month_day;
	out->last = year ? at + 1 : i;
	return true;
}

/* "7 October", "7-9 October 2023", "the 7th of October". */
static bool day_first(const dx_calendar *c, uint32_t i, uint32_t end, dx_when *out) {
	int day = day_of_month(c, i, end);
	if (!day) return false;
	uint32_t j = skip_range(c, i + 1, end), words;
	out->range = j > i + 1;
	if (j < end && c->codes[j] == DX_EV_OF) j++;
	const dx_date_word *w = date_word(c, j, end, &words);
	return w && w->kind == DX_DATE_MONTH && with_year(c, w->value * 32 + day, j + words, end, out);
}

/* "October 7", "Oct. 7-9, 2023"; a month alone is a vague time. */
static bool month_first(const dx_calendar *c, uint32_t i, uint32_t end, dx_when *out) {
	uint32_t words = 1, floor = c->text->sentences[tok(c, i)->sentence].first;
	const dx_date_word *name = date_word(c, i, end, &words);
	if (!name) return false;
	int month = name->value, day = day_of_month(c, i + words, end);
	uint32_t after = i + words;
	if (day) {
		uint32_t last = skip_range(c, after + 1, end);
		out->range = last > after + 1 || (last < end && c->codes[last] == DX_EV_TO);
		return with_year(c, month * 32 + day, last, end, out);
	}
	uint8_t before = i > floor ? c->codes[i - 1] : DX_EV_NONE;
	bool year = year_at(c, after, end) != 0;
	bool time = before == DX_EV_IN || before == DX_EV_LAST || before == DX_EV_NEXT || before == DX_EV_LATE ||
	            before == DX_EV_THIS;
	if (!year && !time) return false;
	out->kind = DX_WHEN_VAGUE;
	out->last = after + year;
	return true;
}

static uint32_t skip_parts(const dx_calendar *c, uint32_t i, uint32_t end) {
	uint32_t words;
	const dx_date_word *w;
	while ((w = date_word(c, i, end, &words)) && w->kind == DX_DATE_PART) i += words;
	return i;
}

static bool is_period(const dx_calendar *c, uint32_t i, uint32_t end) {
	return i + 1 < end && c->codes[i + 1] == DX_EV_PERIOD && dx_token_is(c->text, tok(c, i + 1), "week");
}

/* "last Thursday", "this past Thursday", "Thursday of next week", "Monday last week". */
static int8_t turn_of(const dx_calendar *c, uint32_t first, uint32_t *last, uint32_t end) {
	uint32_t i = *last, floor = c->text->sentences[tok(c, first)->sentence].first;
	if (i < end && c->codes[i] == DX_EV_OF) i++;
	if (i < end && (c->codes[i] == DX_EV_NEXT || c->codes[i] == DX_EV_LAST) && is_period(c, i, end)) {
		*last = i + 2;
		return c->codes[i] == DX_EV_NEXT ? 2 : -2;
	}
	uint8_t before = first > floor ? c->codes[first - 1] : DX_EV_NONE;
	return before == DX_EV_LAST ? -1 : before == DX_EV_NEXT ? 1 : 0;
}

static bool weekday(const dx_calendar *c, const dx_date_word *w, uint32_t words, uint32_t end, dx_when *out) {
	uint32_t i = out->first;
	dx_slice s = w->word;
	if (s.ptr[s.len - 1] == 's' && s.ptr[s.len - 2] == 'y') return false; /* "on Mondays" */
	uint32_t j = skip_parts(c, i + words, end);
	dx_when date = {0};
	/* "Wednesday, Oct. 25": the date says more */
	uint32_t k = j < end && tok(c, j)->first == ',' ? j + 1 : j, n;
	if (day_first(c, k, end, &date) || ((w = date_word(c, k, end, &n)) && w->kind == DX_DATE_MONTH &&
	                                    month_first(c, k, end, &date) && date.kind != DX_WHEN_VAGUE)) {
		date.first = i;
		*out = date;
		return true;
	}
	out->kind = DX_WHEN_WEEKDAY;
	out->last = j;
	out->turn = turn_of(c, i, &out->last, end);
	uint32_t to = out->last;
	if (to < end && c->codes[to] == DX_EV_TO && (w = date_word(c, to + 1, end, &n)) && w->kind == DX_DATE_WEEKDAY) {
		out->range = true; /* "from Tuesday to Thursday" */
		out->last = to + 1 + n;
	}
	return true;
}

/* "One", "two" … "six" before "days"; 0: none. */
static int count_at(const dx_calendar *c, uint32_t i) {
	static const char *const names[] = {"a", "one", "two", "three", "four", "five", "six"};
	if (c->codes[i] != DX_EV_COUNT && c->codes[i] != DX_EV_TWO && c->codes[i] != DX_EV_A) return 0;
	for (int k = 0; k < 7; k++) {
		if (dx_token_is(c->text, tok(c, i), names[k])) return k ? k : 1;
	}
	return 0;
}

/* Does the clause end before token i? Then "the day after" is no "day after the vote". */
static bool ends_at(const dx_calendar *c, uint32_t i, uint32_t end) {
	return i >= end || tok(c, i)->kind == DX_T_PUNCT || c->codes[i] == DX_EV_AND || c->codes[i] == DX_EV_IN ||
	       c->codes[i] == DX_EV_AT;
}

/* "The same day", "the following day", "the previous day". */
static bool anchored_left(const dx_calendar *c, uint32_t i, dx_when *out) {
	uint8_t before = c->codes[i - 1];
	bool that = dx_token_is(c->text, tok(c, i - 1), "that");
	if (before == DX_EV_SAME || that)
		out->value = 0;
	else if (before == DX_EV_NEXT || dx_token_is(c->text, tok(c, i - 1), "following"))
		out->value = 1;
	else if (dx_token_is(c->text, tok(c, i - 1), "previous") || dx_token_is(c->text, tok(c, i - 1), "preceding"))
		out->value = -1;
	else
		return false;
	out->kind = DX_WHEN_ANCHOR;
	return true;
}

/* "Earlier in the day": the day that was told last. */
static bool in_the_day(const dx_calendar *c, uint32_t i, uint32_t floor, dx_when *out) {
	if (i < floor + 3 || c->codes[i - 1] != DX_EV_THE || c->codes[i - 2] != DX_EV_IN || c->codes[i - 3] != DX_EV_LATE)
		return false;
	out->kind = DX_WHEN_ANCHOR;
	out->value = 0;
	return true;
}

/* "A day earlier", "two days later", "the day before". */
static bool anchored(const dx_calendar *c, uint32_t i, uint32_t end, dx_when *out) {
	uint32_t floor = c->text->sentences[tok(c, i)->sentence].first;
	bool day = dx_token_is(c->text, tok(c, i), "day"), days = dx_token_is(c->text, tok(c, i), "days");
	if ((!day && !days) || i == floor) return false;
	if (day && (anchored_left(c, i, out) || in_the_day(c, i, floor, out))) return true;
	int count = count_at(c, i - 1);
	if (day && c->codes[i - 1] == DX_EV_THE) count = 1;
	if (!count || i + 1 >= end) return false;
	uint8_t turn = c->codes[i + 1];
	bool late = turn == DX_EV_LATE && c->codes[i - 1] != DX_EV_THE,
	     back = dx_token_is(c->text, tok(c, i + 1), "earlier");
	if (late && (back || dx_token_is(c->text, tok(c, i + 1), "later"))) {
		out->value = back ? -count : count;
	} else if ((turn == DX_EV_BEFORE || turn == DX_EV_AFTER) && ends_at(c, i + 2, end)) {
		out->value = turn == DX_EV_BEFORE ? -count : count;
	} else {
		return false;
	}
	out->kind = DX_WHEN_ANCHOR;
	out->last = i + 2;
	return true;
}

/* "last week", "later this month", "earlier in the week", "recently", "in 2012". */
static bool is_vague(const dx_calendar *c, uint32_t i, uint32_t end) {
	uint32_t floor = c->text->sentences[tok(c, i)->sentence].first;
	if (c->codes[i] == DX_EV_RECENTLY) return true;
	if (year_at(c, i, end)) return i > floor && c->codes[i - 1] == DX_EV_IN;
	if (c->codes[i] != DX_EV_PERIOD) return false;
	for (uint32_t k = i, n = 0; k-- > floor && n < 3; n++) {
		uint8_t code = c->codes[k];
		if (code == DX_EV_LAST || code == DX_EV_NEXT || code == DX_EV_THIS || code == DX_EV_LATE) return true;
		if (code != DX_EV_IN && code != DX_EV_THE) return false;
	}
	return false;
}

bool dx_when_at(const dx_calendar *c, uint32_t i, uint32_t end, dx_when *out) {
	uint32_t words = 1;
	*out = (dx_when){.first = i, .last = i + 1};
	if (tok(c, i)->kind == DX_T_NUMBER && (day_first(c, i, end, out) || iso_date(c, i, out))) return true;
	if (c->codes[i] == DX_EV_SPAN && anchored(c, i, end, out)) return true;
	out->range = false;
	if (tok(c, i)->word) {
		const dx_date_word *w = date_word(c, i, end, &words);
		if (w && w->kind == DX_DATE_MONTH) return month_first(c, i, end, out);
		if (w) out->value = w->value;
		if (w && w->kind == DX_DATE_WEEKDAY) return weekday(c, w, words, end, out);
		if (w && w->kind == DX_DATE_RELATIVE) {
			out->kind = DX_WHEN_RELATIVE;
			out->last = skip_parts(c, i + words, end);
			return true;
		}
	}
	if (is_vague(c, i, end)) out->kind = DX_WHEN_VAGUE;
	return out->kind != DX_WHEN_NONE;
}

bool dx_when_before(const dx_calendar *c, uint32_t i, dx_when *out) {
	uint32_t sentence = tok(c, i)->sentence;
	for (uint32_t k = i, n = 0; k-- > 0 && n < BACK; n++) {
		if (sentence - tok(c, k)->sentence > 3) return false;
		if (!dx_when_at(c, k, c->text->sentences[tok(c, k)->sentence].last, out)) continue;
		if (out->kind != DX_WHEN_VAGUE && out->kind != DX_WHEN_ANCHOR) return true;
	}
	return false;
}

static int weekday_of(dx_day day) { return (int)(((int64_t)day + 3) % 7 + 7) % 7 + 1; }

static dx_day weekday_day(const dx_when *when, dx_day published, dx_tense tense) {
	int p = weekday_of(published), back = (p - when->value + 7) % 7, forth = (when->value - p + 7) % 7;
	switch (when->turn) {
	case -1: return published - (back ? back : 7);
	case 1: return published + (forth ? forth : 7);
	case 2: return published - (p - 1) + 7 + when->value - 1;
	case -2: return published - (p - 1) - 7 + when->value - 1;
	default: return tense == DX_FUTURE ? published + forth : published - back;
	}
}

/* A day without a year: the last such day of a past event, the next one of a coming event, else the nearest. */
static dx_day nearest_year(int month, int day, dx_day published, dx_tense tense) {
	int y, m, d;
	dx_day best = DX_NO_DAY;
	civil(published, &y, &m, &d);
	for (int k = y - 1; k <= y + 1; k++) {
		if (!exists(k, month, day)) continue;
		dx_day here = dx_day_of(k, month, day);
		/* a day of grace: dates are told in the event's time zone */
		if (tense == DX_PAST && here > published + 1) continue;
		if (tense == DX_FUTURE && here < published - 1) continue;
		int64_t off = here > published ? here - published : published - here;
		int64_t old = best == DX_NO_DAY ? INT64_MAX : best > published ? best - published : published - best;
		if (off < old) best = here;
	}
	return best;
}

dx_day dx_when_day(const dx_when *when, dx_day published, dx_tense tense) {
	if (when->kind == DX_WHEN_DAY) return when->value;
	if (published == DX_NO_DAY) return DX_NO_DAY;
	switch (when->kind) {
	case DX_WHEN_WEEKDAY: return weekday_day(when, published, tense);
	case DX_WHEN_RELATIVE: return published + when->value;
	case DX_WHEN_MONTH: return nearest_year(when->value / 32, when->value % 32, published, tense);
	default: return DX_NO_DAY;
	}
}
