/* Whose "Democratic Party" is it? A party with a name of common words alone is the lexicon's only where the article
 * speaks of that one's country, or of no country at all. */
#include "mention/finder.h"

enum { ISO = 26 * 26 };

static uint32_t iso_of(const char *iso) { return (uint32_t)((iso[0] - 'A') % 26 * 26 + (iso[1] - 'A') % 26); }

/* "Social Democrats", "Liberal Party": every word is a common one. */
static bool generic(const dx_finder *f, uint32_t first, const dx_lexeme *l) {
	if (l->type != DX_LEX_BODY || dx_lexicon_body(f->lexicon, l)->type != DX_BODY_PARTY) return false;
	for (uint32_t i = first; i < first + l->words; i++) {
		const dx_token *t = dx_tok(f, i);
		if (!t->word || !t->word->classes || t->caps == DX_CAPS_UPPER) return false;
	}
	return true;
}

static const char *country_of(const dx_finder *f, const dx_lexeme *l) {
	switch (l->type) {
	case DX_LEX_COUNTRY: return dx_lexicon_country(f->lexicon, l)->iso;
	case DX_LEX_BODY: return dx_lexicon_body(f->lexicon, l)->country;
	case DX_LEX_MEDIUM: return dx_lexicon_medium(f->lexicon, l)->country;
	default: return dx_lexicon_place(f->lexicon, l)->country;
	}
}

void dx_national_find(dx_finder *f) {
	f->lands = DX_NEW(f->arena, uint8_t, ISO);
	for (uint32_t k = 0; k < f->text->sentence_count; k++) {
		const dx_sentence *s = &f->text->sentences[k];
		f->first = s->first;
		f->last = s->last;
		for (uint32_t i = s->first; i < s->last; i++) {
			const dx_lexeme *l = dx_tok(f, i)->caps != DX_CAPS_NONE ? dx_named_at(f, i) : NULL;
			if (!l) continue;
			const char *iso = country_of(f, l);
			if (iso[0] && !generic(f, i, l)) {
				f->lands[iso_of(iso)] = 1;
				f->any_land |= l->type == DX_LEX_COUNTRY;
			}
			i += l->words - 1u;
		}
	}
}

bool dx_national_elsewhere(const dx_finder *f, uint32_t first, const dx_lexeme *l) {
	if (l->words < 2 || !f->any_land || !generic(f, first, l)) return false;
	const char *iso = dx_lexicon_body(f->lexicon, l)->country;
	return iso[0] && !f->lands[iso_of(iso)];
}
