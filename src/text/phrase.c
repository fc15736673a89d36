/* What words and phrases mean, if they are written as that meaning wants. */
#include "text/text.h"

/* "al-Qaeda", "d'Estaing": the capital stands behind the joint. */
static bool has_joint(const dx_token *t) {
	return t->word &&
	       (memchr(t->word->form.ptr, '-', t->word->form.len) || memchr(t->word->form.ptr, '\'', t->word->form.len));
}

static bool small_word(const dx_token *t) {
	const uint32_t small = DX_W_DET | DX_W_PREP | DX_W_CONJ | DX_W_POSS;
	return t->end - t->start <= 3 || (t->word && t->word->main_class & small);
}

/* The first word that is no article, preposition or particle decides: "the Hague", "bin Laden". */
static const dx_token *leading(const dx_token *t, unsigned words) {
	for (unsigned k = 0; k + 1 < words; k++) {
		if (t[k].caps != DX_CAPS_NONE || !small_word(&t[k])) return &t[k];
	}
	return &t[words - 1];
}

static bool written_so(const dx_token *t, unsigned words, uint8_t shape) {
	if (shape == DX_SHAPE_ANY) return true;
	if (shape == DX_SHAPE_UPPER) return t->caps == DX_CAPS_UPPER;
	const dx_token *lead = words > 1 ? leading(t, words) : t;
	return lead->caps != DX_CAPS_NONE || has_joint(lead);
}

static const dx_lexeme *meaning(const dx_lexeme *l, const dx_token *t, uint32_t types) {
	for (; l; l = l->next) {
		if (types >> l->type & 1 && written_so(t, l->words, l->shape)) return l;
	}
	return NULL;
}

const dx_lexeme *dx_text_phrase(const dx_text *text, const dx_lexicon *lexicon, uint32_t i, uint32_t end,
                                uint32_t types) {
	const dx_token *t = &text->tokens[i];
	if (!t->word || !(t->word->types & types)) return NULL;
	const dx_lexeme *best = meaning(t->word->lexemes, t, types);
	uint32_t node = t->word->node;
	for (uint32_t k = i + 1; node && k < end && text->tokens[k].word; k++) {
		node = dx_lexicon_step(lexicon, node, text->tokens[k].word);
		const dx_lexeme *longer = node ? meaning(dx_lexicon_at(lexicon, node), t, types) : NULL;
		if (longer) best = longer;
	}
	return best;
}

const dx_lexeme *dx_text_lexeme(const dx_token *token, dx_lexeme_type type) {
	return token->word && token->word->types >> type & 1 ? meaning(token->word->lexemes, token, 1u << type) : NULL;
}
