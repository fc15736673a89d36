#include "mention/evidence.h"

static uint32_t slot_of(const dx_evidence *e, uint64_t hash) {
	uint32_t i = (uint32_t)(hash ^ hash >> 32) & e->mask;
	while (e->keys[i] && e->keys[i] != hash) i = (i + 1) & e->mask;
	return i;
}

uint8_t dx_evidence_of(const dx_evidence *evidence, uint64_t hash) { return evidence->bits[slot_of(evidence, hash)]; }

void dx_evidence_add(dx_evidence *evidence, uint64_t hash, uint8_t bits) {
	uint32_t i = slot_of(evidence, hash);
	if (evidence->keys[i]) evidence->bits[i] |= bits;
}

/* Small words that stand small in a headline too. */
static bool function_word(const dx_token *t) {
	const uint32_t closed = DX_W_DET | DX_W_POSS | DX_W_PREP | DX_W_PRON | DX_W_AUX | DX_W_MODAL | DX_W_CONJ | DX_W_SUB;
	return t->end - t->start < 8 && t->word && t->word->main_class & closed;
}

/* A headline has capitals on all of its words but such ("met", "sat" in small letters tell a sentence), or on nearly
 * all and is a paragraph of its own without a full stop. */
bool dx_title_case(const dx_text *text, const dx_sentence *sentence) {
	const dx_paragraph *paragraph = &text->paragraphs[sentence->paragraph];
	unsigned capital = 0, lower = 0, upper = 0;
	for (uint32_t i = sentence->first; i < sentence->last; i++) {
		const dx_token *t = &text->tokens[i];
		if (t->kind != DX_T_WORD || t->end - t->start < 3) continue;
		bool small = t->caps == DX_CAPS_NONE;
		lower += small && !function_word(t);
		capital += !small && t->end - t->start > 3;
		upper += t->caps == DX_CAPS_UPPER && t->end - t->start > 3;
		if (lower > capital + 8) return false; /* plain prose: nearly every sentence ends here */
	}
	if (upper >= 3 && upper * 10 >= (capital + lower) * 8) return true;
	if (capital < 4) return false;
	if (lower == 0) return true;
	if (paragraph->last - paragraph->first > 1) return false;
	const dx_token *end = &text->tokens[sentence->last - 1];
	return capital * 10 >= (capital + lower) * 8 && !(end->kind == DX_T_PUNCT && end->first == '.');
}

/* Does the sentence begin anew behind this token, so that a capital means nothing? */
static bool opens(const dx_token *t) {
	return t->kind == DX_T_OPEN || (t->kind == DX_T_PUNCT && (t->first == ':' || t->first == '-' || t->first == '.'));
}

static void see_capitals(dx_evidence *e, const dx_text *text, const dx_sentence *s) {
	bool title = dx_title_case(text, s), initial = true;
	for (uint32_t i = s->first; i < s->last; i++) {
		const dx_token *t = &text->tokens[i];
		if (t->kind == DX_T_WORD && t->caps != DX_CAPS_NONE) {
			uint32_t k = slot_of(e, t->hash);
			e->keys[k] = t->hash;
			if (!initial && !title) e->bits[k] |= DX_SEEN_CAPITAL;
		}
		initial = opens(t);
	}
}

/* "al-Marzouqi" is no word in small letters: it says nothing against the name "Al-Marzouqi" at a sentence's start. */
static bool inner_capital(const dx_text *text, const dx_token *t) {
	const char *hyphen = memchr(text->bytes.ptr + t->start, '-', t->end - t->start);
	return hyphen && hyphen + 1 < text->bytes.ptr + t->end && hyphen[1] >= 'A' && hyphen[1] <= 'Z';
}

void dx_evidence_make(dx_evidence *out, const dx_text *text, dx_arena *arena) {
	uint32_t capitals = 0, size = 16;
	for (uint32_t i = 0; i < text->token_count; i++) {
		const dx_token *t = &text->tokens[i];
		capitals += t->kind == DX_T_WORD && t->caps != DX_CAPS_NONE;
	}
	while (size < capitals * 2) size *= 2;
	*out = (dx_evidence){DX_NEW(arena, uint64_t, size), DX_NEW(arena, uint8_t, size), size - 1};
	for (uint32_t k = 0; k < text->sentence_count; k++) {
		const dx_sentence *s = &text->sentences[k];
		if (text->paragraphs[s->paragraph].role != DX_BLOCK_FURNITURE) see_capitals(out, text, s);
	}
	for (uint32_t i = 0; i < text->token_count; i++) {
		const dx_token *t = &text->tokens[i];
		if (t->kind != DX_T_WORD || t->caps != DX_CAPS_NONE || inner_capital(text, t)) continue;
		uint32_t k = slot_of(out, t->hash);
		if (out->keys[k]) out->bits[k] |= DX_SEEN_LOWER;
	}
}
