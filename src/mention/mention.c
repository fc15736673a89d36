/* The mention stage: sentence by sentence into pieces and phrases, then all names together. */
#include "mention/finder.h"

static const uint32_t STARTS =
    DX_P(DX_P_ADJECTIVE) | DX_P(DX_P_DEMONYM) | DX_P_ENTITIES | DX_P(DX_P_TITLE) | DX_P(DX_P_ROLE) | DX_P(DX_P_NAME);
static const uint32_t LEADS =
    DX_P(DX_P_DET) | DX_P(DX_P_OWNER) | DX_P(DX_P_NUMBER) | DX_P(DX_P_PLAIN) | DX_P(DX_P_MODIFIER);

/* Determiners and plain words lead to a phrase only where something with a meaning follows. */
static uint32_t over_leads(dx_finder *f, uint32_t p, bool *phrase) {
	uint32_t q = p;
	while (dx_piece_in(f, q, LEADS) ||
	       (q > p && dx_piece_in(f, q, DX_P(DX_P_POSS)) && dx_piece_in(f, q - 1, DX_P(DX_P_PLAIN))))
		q++;
	*phrase = dx_piece_in(f, q, STARTS);
	if (*phrase) return p;
	for (uint32_t k = p; k < q; k++)
		if (dx_piece_in(f, k, DX_P(DX_P_OWNER))) dx_found_pronoun(f, k);
	return q;
}

/* "to release civilian prisoners", "at least 40 people": a plain word that belongs to no phrase behind it. */
static bool stray(const dx_finder *f, uint32_t p) {
	return dx_piece_in(f, p, DX_P(DX_P_PLAIN)) &&
	       (dx_piece_at(f, p)->flags & DX_PLAIN_VERB || dx_piece_in(f, p + 1, DX_P(DX_P_NUMBER)));
}

/* "Both said": a determiner before a verb, which looks like a noun's adjective there, is a pronoun. */
static bool both_act(const dx_finder *f, uint32_t p) {
	if (!dx_piece_in(f, p, DX_P(DX_P_DET)) || !dx_piece_is(f, p, "both")) return false;
	if (dx_piece_in(f, p + 1, DX_P(DX_P_VERB))) return true;
	const dx_token *t = dx_tok(f, dx_piece_at(f, p + 1)->first);
	return dx_piece_in(f, p + 1, DX_P(DX_P_PLAIN)) && t->word && t->word->main_class == DX_W_VERB;
}

static void read_sentence(dx_finder *f) {
	uint32_t p = 0;
	dx_pieces_cut(f);
	while (!dx_piece_in(f, p, DX_P(DX_P_END))) {
		if (dx_piece_in(f, p, DX_P(DX_P_PRONOUN) | DX_P(DX_P_WHO)) || both_act(f, p)) {
			dx_found_pronoun(f, p++);
			continue;
		}
		bool phrase = dx_piece_in(f, p, STARTS);
		if (stray(f, p)) {
			p++;
			continue;
		}
		if (!phrase && dx_piece_in(f, p, LEADS)) {
			p = over_leads(f, p, &phrase);
			if (!phrase) continue;
		}
		if (phrase)
			dx_phrase_read(f, &p, 0);
		else
			p++;
	}
}

void dx_mention_find(dx_mentions *out, const dx_text *text, const dx_lexicon *lexicon, dx_arena *arena) {
	dx_finder f = {.text = text, .lexicon = lexicon, .arena = arena};
	dx_evidence_make(&f.evidence, text, arena);
	dx_national_find(&f);
	for (uint32_t i = 0; i < text->sentence_count; i++) {
		const dx_sentence *s = &text->sentences[i];
		if (text->paragraphs[s->paragraph].role == DX_BLOCK_FURNITURE || s->first == s->last) continue;
		f.first = s->first;
		f.last = s->last;
		f.title_case = dx_title_case(text, s);
		read_sentence(&f);
	}
	dx_settle(out, &f);
}
