/* Words and dates as they come out of records, made fit for every format: what GraphML, DOT and Gephi can't take
 * (control characters, line ends, bytes that are no UTF-8) never gets into the graph. */
#include "base/utf8.h"
#include "graph/facts.h"

/* XML 1.0 forbids the controls and U+FFFE, U+FFFF; line and paragraph separators and a byte order mark break labels. */
static bool blank(uint32_t cp) {
	return cp <= 0x20 || (cp >= 0x7F && cp <= 0xA0) || cp == 0x2028 || cp == 0x2029 || cp == 0xFEFF ||
	       (cp & 0xFFFE) == 0xFFFE;
}

static bool clean_already(dx_slice text) {
	bool before = true; /* a blank at the start is too many */
	for (size_t i = 0; i < text.len;) {
		uint32_t cp = (unsigned char)text.ptr[i];
		unsigned n = cp < 0x80 ? 1 : dx_utf8_decode(text.ptr + i, text.len - i, &cp);
		if (cp == 0xFFFD && n == 1) return false;
		bool is_blank = blank(cp);
		if (is_blank && (before || cp != ' ')) return false;
		before = is_blank;
		i += n;
	}
	return !before || !text.len;
}

/* Controls and runs of blanks become one blank, those at the ends go, ill-formed bytes become U+FFFD. */
dx_slice dx_graph_clean(dx_arena *arena, dx_slice text) {
	if (clean_already(text)) return text;
	char *out = dx_alloc_raw(arena, text.len * 3);
	size_t o = 0;
	bool owed = false;
	for (size_t i = 0; i < text.len;) {
		uint32_t cp;
		i += dx_utf8_decode(text.ptr + i, text.len - i, &cp);
		if (blank(cp)) {
			owed = o > 0;
			continue;
		}
		if (owed) out[o++] = ' ';
		owed = false;
		o += dx_utf8_encode(cp, out + o);
	}
	return (dx_slice){out, o};
}

/* The same for what becomes the id of a node. igraph 0.10 does not decode "&amp;" in ids, so '&' is not used there. */
dx_slice dx_graph_id(dx_arena *arena, dx_slice text) {
	dx_slice clean = dx_graph_clean(arena, text);
	if (!clean.len || !memchr(clean.ptr, '&', clean.len)) return clean;
	char *out = dx_strndup(arena, clean.ptr, clean.len);
	for (size_t i = 0; i < clean.len; i++) {
		if (out[i] == '&') out[i] = '+';
	}
	return (dx_slice){out, clean.len};
}

/* The number of a text, which is copied once however often it comes. */
uint32_t dx_graph_word(dixit_graph *graph, dx_slice text) {
	bool added;
	dx_slot *slot = dx_map_put(&graph->words, text, graph->texts.count, &added);
	if (added) {
		slot->key.ptr = dx_strndup(&graph->arena, text.ptr, text.len);
		*DX_PUSH(&graph->arena, &graph->texts) = slot->key;
	}
	return slot->value;
}

/* "2023-10-14" → 20231014; anything else is 0, unknown. */

int32_t dx_date_days(uint32_t date) {
	int32_t year = (int32_t)(date / 10000), month = (int32_t)(date / 100 % 100), day = (int32_t)(date % 100);
	if (month <= 2) year--;
	int32_t era = year / 400, of_era = year % 400;
	int32_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

uint32_t dx_date_of_days(int32_t days) {
	int32_t all = days + 719468, era = all / 146097, of_era = all % 146097;
	int32_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int32_t of_year = of_era - (365 * year + year / 4 - year / 100), m = (5 * of_year + 2) / 153;
	int32_t month = m < 10 ? m + 3 : m - 9;
	year += era * 400 + (month <= 2);
	return (uint32_t)(year * 10000 + month * 100 + of_year - (153 * m + 2) / 5 + 1);
}
