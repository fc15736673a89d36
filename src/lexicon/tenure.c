/* Rows of roster.tsv, the built-in one and a user's. */
#include "base/date.h"
#include "base/error.h"
#include "lexicon/lexicon.h"

static bool number(dx_slice s, uint32_t *out) {
	*out = 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] < '0' || s.ptr[i] > '9') return false;
		*out = *out * 10 + (uint32_t)(s.ptr[i] - '0');
	}
	return true;
}

/* YYYY, YYYY-MM or YYYY-MM-DD; what is not written becomes `missing` in every place. */
static bool read_day(dx_slice s, uint32_t missing, uint32_t *out) {
	uint32_t year, month = missing, day = missing;
	if (s.len != 4 && s.len != 7 && s.len != 10) return false;
	if (!number(dx_cut(s, 0, 4), &year)) return false;
	if (s.len > 4 && (s.ptr[4] != '-' || !number(dx_cut(s, 5, 7), &month))) return false;
	if (s.len > 7 && (s.ptr[7] != '-' || !number(dx_cut(s, 8, 10), &day))) return false;
	*out = year * 10000 + month * 100 + day;
	return dx_date_exists(year, s.len > 4 ? month : 1, s.len > 7 ? day : 1);
}

static bool read_country(dx_slice s, char out[3]) {
	if (s.len != 2) return false;
	memcpy(out, s.ptr, 2);
	return s.ptr[0] >= 'A' && s.ptr[0] <= 'Z' && s.ptr[1] >= 'A' && s.ptr[1] <= 'Z';
}

static dixit_status wrong(dx_slice field, const char *what, const char **where, dixit_error *error) {
	*where = field.ptr;
	return dx_fail(error, DIXIT_E_FORMAT, "\"%.*s\" is no %s", (int)(field.len < 80 ? field.len : 80), field.ptr, what);
}

dixit_status dx_tenure_read(dx_tenure *out, const dx_slice fields[], const char **where, dixit_error *error) {
	dx_slice country = fields[DX_TENURE_COUNTRY], from = fields[DX_TENURE_FROM], to = fields[DX_TENURE_TO];
	*out = (dx_tenure){.name = fields[DX_TENURE_NAME],
	                   .aliases = fields[DX_TENURE_ALIASES],
	                   .title = fields[DX_TENURE_TITLE],
	                   .institution = fields[DX_TENURE_INSTITUTION],
	                   .id = fields[DX_TENURE_ID],
	                   .to = DX_DAY_OPEN};
	if (country.len && !read_country(country, out->country)) return wrong(country, "two-letter country", where, error);
	static const char day[] = "day: YYYY, YYYY-MM or YYYY-MM-DD";
	if (from.len && !read_day(from, 0, &out->from)) return wrong(from, day, where, error);
	if (to.len && !read_day(to, 99, &out->to)) return wrong(to, day, where, error);
	if (out->from <= out->to) return DIXIT_OK;
	*where = to.ptr;
	return dx_fail(error, DIXIT_E_FORMAT, "to (%.*s) is before from (%.*s)", (int)to.len, to.ptr, (int)from.len,
	               from.ptr);
}

void dx_day_text(uint32_t day, char out[11]) {
	out[0] = 0;
	if (!day || day == DX_DAY_OPEN) return;
	uint32_t year = day / 10000 % 10000, month = day / 100 % 100, date = day % 100;
	if (!month || month == 99)
		snprintf(out, 11, "%04u", year);
	else if (!date || date == 99)
		snprintf(out, 11, "%04u-%02u", year, month);
	else
		snprintf(out, 11, "%04u-%02u-%02u", year, month, date);
}
