/* Praise and blame, told from the cue by the word tables: verbs.tsv and nouns.tsv say which words of the acts judge and
 * deny take a side. */
#include "graph/facts.h"

/* A cue is a few words; what is longer holds more than one. */
enum { WORDS_MAX = 12, LETTERS_MAX = 40 };

dixit_status dx_graph_lexicon(dixit_graph *graph, dixit_error *error) {
	return graph->lexicon ? DIXIT_OK : dx_lexicon_new(&graph->lexicon, graph->choice.lexicon, error);
}

/* Reporting words are ASCII: anything else parts words, as blanks do. */
static bool in_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'' || c == '-'; }

static uint32_t words_of(const dx_lexicon *lexicon, dx_slice cue, const dx_word *words[WORDS_MAX]) {
	uint32_t count = 0;
	for (size_t i = 0; i < cue.len && count < WORDS_MAX;) {
		char lower[LETTERS_MAX];
		size_t len = 0;
		for (; i < cue.len && in_word(cue.ptr[i]); i++) {
			if (len < LETTERS_MAX)
				lower[len++] = (char)(cue.ptr[i] | (cue.ptr[i] >= 'A' && cue.ptr[i] <= 'Z' ? 32 : 0));
		}
		if (len)
			words[count++] = dx_lexicon_word(lexicon, lower, len);
		else
			i++;
	}
	return count;
}

/* Polarity of the meaning that reports such an act, *found: there is one. */
static int8_t polarity(const dx_lexicon *lexicon, const dx_lexeme *l, dixit_act act, bool *found) {
	for (; l; l = l->next) {
		if (l->type == DX_LEX_VERB && dx_lexicon_verb(lexicon, l)->act == act) {
			*found = true;
			return dx_lexicon_verb(lexicon, l)->polarity;
		}
		if (l->type == DX_LEX_NOUN && dx_lexicon_noun(lexicon, l)->act == act) {
			*found = true;
			return dx_lexicon_noun(lexicon, l)->polarity;
		}
	}
	return 0;
}

/* The longest phrase that starts at word i; *next is the word behind it. */
static int8_t phrase_at(const dx_lexicon *lexicon, const dx_word *const *words, uint32_t count, dixit_act act,
                        uint32_t *i) {
	bool found = false;
	uint32_t start = *i, node = words[start]->node;
	int8_t best = polarity(lexicon, words[start]->lexemes, act, &found);
	*i = start + 1;
	for (uint32_t k = start + 1; k < count && node && words[k]; k++) {
		node = dx_lexicon_step(lexicon, node, words[k]);
		bool longer = false;
		int8_t value = node ? polarity(lexicon, dx_lexicon_at(lexicon, node), act, &longer) : 0;
		if (!longer) continue;
		best = value;
		*i = k + 1;
	}
	return best;
}

int8_t dx_sign_of(const dixit_graph *graph, const dixit_statement *s) {
	if (!graph->lexicon || s->negated || (s->act != DIXIT_JUDGE && s->act != DIXIT_DENY)) return 0;
	const dx_word *words[WORDS_MAX];
	uint32_t count = words_of(graph->lexicon, s->cue.text, words);
	bool praise = false, blame = false;
	for (uint32_t i = 0; i < count;) {
		int8_t sign = 0;
		if (words[i])
			sign = phrase_at(graph->lexicon, words, count, s->act, &i);
		else
			i++;
		praise |= sign > 0;
		blame |= sign < 0;
	}
	return (int8_t)(praise - blame);
}
