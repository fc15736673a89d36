/* Only forms that nothing else has: the place in capitals, then an agency in brackets or a day with its month, then a
 * dash; and a line of day, month and year alone. */
#include "article/dateline.h"

#include "article/blocks.h"
#include "article/published.h"
#include <ctype.h>

enum {
	NEAR_TOP = 5,      /* blocks that are looked at */
	DATELINE_MAX = 90, /* bytes up to the dash */
	DATE_MAX = 40
};

static bool is_letter(char c) { return isalpha((unsigned char)c) || (unsigned char)c >= 0x80; }
static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static bool is_weekday(dx_slice word) {
	static const char *const names[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (word.len >= 3 && word.len <= strlen(names[i]) && !strncasecmp(names[i], word.ptr, word.len)) return true;
	}
	return false;
}

/* What stands in a line, or before a dash: months, days (one or two digits), years, other words. */
typedef struct contents {
	unsigned months, days, years, capitals, others;
} contents;

static void count_word(contents *c, dx_slice word) {
	bool lower = false;
	for (size_t i = 0; i < word.len; i++) lower |= word.ptr[i] >= 'a' && word.ptr[i] <= 'z';
	if (dx_month_of(word))
		c->months++;
	else if (!lower && word.len >= 3)
		c->capitals++;
	else if (!is_weekday(word))
		c->others++;
}

/* False: a word without a capital, a number that is neither day nor year, a sign that stands in no date. */
static bool read_contents(dx_slice s, contents *c) {
	*c = (contents){0};
	for (size_t i = 0, n; i < s.len; i += n) {
		n = 1;
		if (is_digit(s.ptr[i])) {
			while (i + n < s.len && is_digit(s.ptr[i + n])) n++;
			c->days += n <= 2;
			c->years += n == 4;
			if (n == 3 || n > 4) return false;
		} else if (is_letter(s.ptr[i])) {
			if (s.ptr[i] >= 'a' && s.ptr[i] <= 'z') return false;
			while (i + n < s.len && is_letter(s.ptr[i + n])) n++;
			count_word(c, (dx_slice){s.ptr + i, n});
		} else if (!strchr(" ,./'-", s.ptr[i])) {
			return false;
		}
	}
	return true;
}

static bool full_date(const contents *c) { return c->months == 1 && c->days == 1 && c->years == 1; }

/* Bytes of the dash with the blanks around it that stands at s, or 0. */
static size_t dash_at(dx_slice s) {
	static const char *const dashes[] = {" - ", " -- ", " – ", " — ", "— ", NULL};
	for (const char *const *d = dashes; *d; d++) {
		size_t n = strlen(*d);
		if (s.len > n && !memcmp(s.ptr, *d, n)) return n;
	}
	return 0;
}

/* Bytes of the dateline that the paragraph begins with, 0: none. *date: what stands before agency and dash. */
static size_t dateline_of(dx_slice line, dx_slice *date) {
	size_t at = 0, dash = 0, max = line.len < DATELINE_MAX ? line.len : DATELINE_MAX;
	while (at < max && !(dash = dash_at((dx_slice){line.ptr + at, line.len - at}))) at++;
	if (!dash) return 0;
	const char *open = memchr(line.ptr, '(', at);
	bool agency = open && line.ptr[at - 1] == ')' && open[1] >= 'A' && open[1] <= 'Z';
	if (open && !agency) return 0;
	*date = (dx_slice){line.ptr, open ? (size_t)(open - line.ptr) : at};
	contents all, place;
	size_t word = 0;
	while (word < date->len && is_letter(line.ptr[word])) word++;
	if (!read_contents(*date, &all) || !read_contents((dx_slice){line.ptr, word}, &place) || !place.capitals) return 0;
	bool told = agency || (all.months == 1 && all.days == 1);
	char next = line.ptr[at + dash];
	bool begins = !(next >= 'a' && next <= 'z') && next != ' ';
	return told && begins && all.others <= 3 && all.months <= 1 && all.days <= 1 ? at + dash : 0;
}

static void take_date(dx_article *article, dx_slice date, dx_arena *arena) {
	char day[11];
	contents c;
	if (article->published.len || !read_contents(date, &c) || !full_date(&c) || !dx_published_parse(date, day)) return;
	article->published = (dx_slice){dx_strndup(arena, day, 10), 10};
}

static bool is_date_line(dx_slice line) {
	contents c;
	return line.len <= DATE_MAX && read_contents(line, &c) && full_date(&c) && !c.capitals && !c.others;
}

/* Block i becomes two: the dateline, whose place tells of which country the article speaks, and what is told. */
static void split(dx_article *article, uint32_t i, size_t bytes, dx_arena *arena) {
	dx_block *all = DX_NEW(arena, dx_block, article->block_count + 1);
	const dx_block *b = article->blocks;
	memcpy(all, b, (i + 1) * sizeof *all);
	memcpy(all + i + 1, b + i, (article->block_count - i) * sizeof *all);
	all[i].end = b[i].start + (uint32_t)bytes;
	while (all[i].end > all[i].start + 1 && article->text.ptr[all[i].end - 1] == ' ') all[i].end--;
	all[i + 1].start = b[i].start + (uint32_t)bytes;
	article->blocks = all;
	article->block_count++;
}

void dx_dateline_mark(dx_article *article, dx_arena *arena) {
	for (uint32_t i = 0; i < article->block_count && i < NEAR_TOP; i++) {
		dx_slice line = dx_block_slice(article, &article->blocks[i]), date;
		if (is_date_line(line)) {
			take_date(article, line, arena);
			if (article->blocks[i].role == DX_BLOCK_BODY) article->blocks[i].role = DX_BLOCK_FURNITURE;
			continue;
		}
		size_t bytes = article->blocks[i].role == DX_BLOCK_BODY ? dateline_of(line, &date) : 0;
		if (!bytes) continue;
		take_date(article, date, arena);
		split(article, i, bytes, arena);
		return;
	}
}
