/* Rows by the lexeme that stands for them. */
#include "lexicon/tables.h"

#define ROW(type, name, vec)                                                                                           \
	const type *dx_lexicon_##name(const dx_lexicon *lexicon, const dx_lexeme *l) { return &lexicon->vec.items[l->row]; }
ROW(dx_verb, verb, verbs)
ROW(dx_noun, noun, nouns)
ROW(dx_title, title, titles)
ROW(dx_role, role, roles)
ROW(dx_country, country, countries)
ROW(dx_place, place, places)
ROW(dx_body, body, bodies)
ROW(dx_medium, medium, media)
ROW(dx_given, given, given)
ROW(dx_nickname, nickname, nicknames)
ROW(dx_abbreviation, abbreviation, abbreviations)
ROW(dx_date_word, date, dates)

const dx_furniture *dx_lexicon_furniture(const dx_lexicon *lexicon, uint32_t i) {
	return i < lexicon->furniture.count ? &lexicon->furniture.items[i] : NULL;
}

const dx_tenure *dx_lexicon_tenure(const dx_lexicon *lexicon, uint32_t i) {
	return i < lexicon->roster.count ? &lexicon->roster.items[i] : NULL;
}

const dx_country *dx_lexicon_country_of(const dx_lexicon *lexicon, const char iso[3]) {
	if (iso[0] < 'A' || iso[0] > 'Z' || iso[1] < 'A' || iso[1] > 'Z') return NULL;
	uint16_t i = lexicon->by_iso[(iso[0] - 'A') * 26 + iso[1] - 'A'];
	return i ? &lexicon->countries.items[i - 1] : NULL;
}
