/* Countries as users write them. */
#include "base/utf8.h"
#include "lexicon/lexicon.h"

/* A name or an alias of a country, as the words of the tables stand in the trie. */
static const dx_country *country_by_words(const dx_lexicon *lexicon, dx_slice name) {
	uint32_t node = 0;
	const dx_lexeme *l = NULL;
	for (size_t i = 0; i < name.len;) {
		size_t start = i;
		char lower[64];
		for (; i < name.len && name.ptr[i] != ' ' && i - start < sizeof lower; i++) {
			char c = name.ptr[i];
			lower[i - start] = c >= 'A' && c <= 'Z' ? (char)(c | 32) : c;
		}
		const dx_word *word = dx_lexicon_word(lexicon, lower, i - start);
		if (!word) return NULL;
		l = start ? NULL : word->lexemes;
		node = start ? dx_lexicon_step(lexicon, node, word) : word->node;
		if (start && node) l = dx_lexicon_at(lexicon, node);
		if (start && !node) return NULL;
		while (i < name.len && name.ptr[i] == ' ') i++;
	}
	for (; l; l = l->next) {
		if (l->type == DX_LEX_COUNTRY && l->detail <= DX_C_ALIAS) return dx_lexicon_country(lexicon, l);
	}
	return NULL;
}

const dx_country *dx_lexicon_country_named(const dx_lexicon *lexicon, dx_slice name, dx_arena *temp) {
	dx_slice folded = dx_utf8_fold(temp, name);
	const dx_country *found = NULL;
	for (int a = 'A'; a <= 'Z'; a++) {
		for (int b = 'A'; b <= 'Z'; b++) {
			const char iso[3] = {(char)a, (char)b, 0};
			const dx_country *country = dx_lexicon_country_of(lexicon, iso);
			if (!country) continue;
			if (name.len == 2 && (name.ptr[0] & ~32) == a && (name.ptr[1] & ~32) == b) return country;
			if (!found && dx_slice_eq(dx_utf8_fold(temp, country->name), folded)) found = country;
		}
	}
	return found ? found : country_by_words(lexicon, name);
}
