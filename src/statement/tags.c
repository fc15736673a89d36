/* Coarse tags: the lexicon's classes, a look at the word before, and endings for words it does not know. */
#include "statement/scan.h"

/* Is the word, by the tables, ever a verb, ever a noun? The reporting tables count as much as words.tsv. */
static uint32_t classes_of(const dx_token *t) {
	if (!t->word) return 0;
	uint32_t classes = t->word->classes;
	for (const dx_lexeme *l = t->word->lexemes; l; l = l->next) {
		if (l->type == DX_LEX_VERB)
			classes |= DX_W_VERB;
		else if (l->type == DX_LEX_NOUN || l->type == DX_LEX_ROLE)
			classes |= DX_W_NOUN;
		else if (l->type == DX_LEX_TITLE && l->shape == DX_SHAPE_ANY)
			classes |= DX_W_NOUN;
	}
	return classes;
}

/* Behind "to": a known verb, or a word in small letters that no table knows. */
static bool is_infinitive(const dx_token *t) {
	uint32_t classes = classes_of(t);
	return classes & DX_W_VERB || (!classes && t->kind == DX_T_WORD && t->caps == DX_CAPS_NONE);
}

static bool ends_in(dx_slice s, const char *end, size_t n) {
	return s.len > n + 2 && memcmp(s.ptr + s.len - n, end, n) == 0;
}

static dx_tag by_ending(dx_slice s) {
	if (ends_in(s, "ly", 2)) return DX_TAG_ADV;
	if (ends_in(s, "ing", 3)) return DX_TAG_ING;
	if (ends_in(s, "ed", 2)) return DX_TAG_ED;
	if (ends_in(s, "ous", 3) || ends_in(s, "ful", 3) || ends_in(s, "ible", 4) || ends_in(s, "able", 4))
		return DX_TAG_ADJ;
	return DX_TAG_NOUN;
}

static dx_tag function_tag(uint32_t main_class) {
	switch (main_class) {
	case DX_W_DET: return DX_TAG_DET;
	case DX_W_POSS: return DX_TAG_POSS;
	case DX_W_PREP: return DX_TAG_PREP;
	case DX_W_PRON: return DX_TAG_PRON;
	case DX_W_REFL: return DX_TAG_ADV; /* "he himself said" */
	case DX_W_AUX: return DX_TAG_AUX;
	case DX_W_MODAL: return DX_TAG_MODAL;
	case DX_W_NEG: return DX_TAG_NEG;
	case DX_W_CONJ: return DX_TAG_CONJ;
	case DX_W_SUB: return DX_TAG_SUB;
	case DX_W_WH: return DX_TAG_WH;
	case DX_W_NUM: return DX_TAG_NUM;
	case DX_W_ADV: return DX_TAG_ADV;
	case DX_W_INTERJ: return DX_TAG_ADV;
	default: return DX_TAG_NOUN;
	}
}

/* "claims", "reports", "plans": a noun behind a determiner, a verb behind a subject pronoun or an auxiliary. */
static dx_tag open_tag(const dx_text *text, const dx_token *t, uint32_t classes, dx_tag before) {
	bool verb = classes & DX_W_VERB, noun = classes & DX_W_NOUN, adj = classes & DX_W_ADJ;
	dx_slice form = dx_token_slice(text, t);
	dx_tag ending = by_ending(form);
	dx_tag verbal = ending == DX_TAG_ING ? DX_TAG_ING : ending == DX_TAG_ED ? DX_TAG_ED : DX_TAG_VERB;
	uint32_t nominal = DX_TAGS(DX_TAG_DET, DX_TAG_POSS, DX_TAG_ADJ, DX_TAG_NUM, DX_TAG_PREP);
	uint32_t verbal_before = DX_TAGS(DX_TAG_PRON, DX_TAG_MODAL, DX_TAG_TO, DX_TAG_AUX, DX_TAG_NEG, DX_TAG_WH);
	if (nominal >> before & 1) {
		if (noun) return DX_TAG_NOUN;
		if (adj) return DX_TAG_ADJ;
		if (verbal == DX_TAG_VERB) return verb ? DX_TAG_VERB : ending;
		return verbal;
	}
	if (verb && verbal_before >> before & 1) return verbal;
	uint32_t main = t->word ? t->word->main_class : 0;
	if (main == DX_W_VERB) return verbal;
	if (main == DX_W_ADJ) return DX_TAG_ADJ;
	if (main == DX_W_NOUN) return DX_TAG_NOUN;
	if (main == DX_W_ADV) return DX_TAG_ADV;
	if (verb) return verbal;
	return noun ? DX_TAG_NOUN : adj ? DX_TAG_ADJ : ending;
}

/* "that" begins a clause unless it plainly points: "that day", "of that". */
static dx_tag that_tag(const dx_scan *s, uint32_t i, dx_tag before) {
	bool noun = i + 1 < s->text->token_count && classes_of(dx_at(s, i) + 1) & DX_W_NOUN;
	if (before == DX_TAG_PREP || (before == DX_TAG_PUNCT && noun)) return DX_TAG_DET;
	return DX_TAG_SUB;
}

static bool is_title_case(const dx_scan *s, uint32_t first, uint32_t last) {
	uint32_t words = 0, capital = 0;
	for (uint32_t i = first; i < last && i < first + DX_REACH; i++) {
		const dx_token *t = dx_at(s, i);
		if (t->kind != DX_T_WORD || t->end - t->start < 4) continue;
		words++;
		capital += t->caps != DX_CAPS_NONE;
	}
	return words >= 4 && capital * 10 >= words * 8;
}

static dx_tag word_tag(const dx_scan *s, uint32_t i, dx_tag before, bool initial) {
	const dx_text *text = s->text;
	const dx_token *t = dx_at(s, i);
	uint32_t main = t->word ? t->word->main_class : 0;
	const uint32_t closed = DX_W_DET | DX_W_POSS | DX_W_PREP | DX_W_PRON | DX_W_REFL | DX_W_AUX | DX_W_MODAL |
	                        DX_W_NEG | DX_W_CONJ | DX_W_SUB | DX_W_WH | DX_W_NUM | DX_W_ADV;
	if (dx_text_lexeme(t, DX_LEX_DATE)) return DX_TAG_DATE;
	if (t->first == '\'' && t->end - t->start <= 4 && dx_token_is(text, t, "'s")) {
		return before == DX_TAG_PRON || before == DX_TAG_WH ? DX_TAG_AUX : DX_TAG_POSS;
	}
	if (dx_token_is(text, t, "to")) return i + 1 < text->token_count && is_infinitive(t + 1) ? DX_TAG_TO : DX_TAG_PREP;
	if (dx_token_is(text, t, "that")) return that_tag(s, i, before);
	bool capital = t->caps != DX_CAPS_NONE;
	if (capital && !initial && !(main & closed && t->caps != DX_CAPS_UPPER)) return DX_TAG_NAME;
	if (capital && !initial && main & (DX_W_PRON | DX_W_DET)) return function_tag(main);
	if (main & closed) return function_tag(main);
	uint32_t classes = classes_of(t);
	if (capital && !(classes & (DX_W_NOUN | DX_W_VERB | DX_W_ADJ))) return DX_TAG_NAME;
	if (!classes) return by_ending(dx_token_slice(text, t));
	return open_tag(text, t, classes, before);
}

static dx_tag token_tag(const dx_scan *s, uint32_t i, dx_tag before, bool initial) {
	const dx_token *t = dx_at(s, i);
	switch (t->kind) {
	case DX_T_WORD: return word_tag(s, i, before, initial);
	case DX_T_NUMBER: return DX_TAG_NUM;
	case DX_T_OPEN: return DX_TAG_OPEN;
	case DX_T_CLOSE: return DX_TAG_CLOSE;
	case DX_T_SYMBOL: return DX_TAG_NUM;
	default: return t->first == ',' ? DX_TAG_COMMA : t->first == '\'' ? DX_TAG_POSS : DX_TAG_PUNCT;
	}
}

void dx_scan_tags(dx_scan *s) {
	const dx_text *text = s->text;
	dx_tag before = DX_TAG_PUNCT;
	for (uint32_t k = 0; k < text->sentence_count; k++) {
		bool title_case = is_title_case(s, text->sentences[k].first, text->sentences[k].last), initial = true;
		s->title_cases[k] = title_case;
		before = DX_TAG_PUNCT;
		for (uint32_t i = text->sentences[k].first; i < text->sentences[k].last; i++) {
			dx_tag tag = token_tag(s, i, before, initial || title_case);
			s->tags[i] = (uint8_t)tag;
			if (tag == DX_TAG_PUNCT || tag == DX_TAG_OPEN)
				initial = dx_at(s, i)->first != '-' && dx_at(s, i)->first != '/';
			else
				initial = false;
			if (tag != DX_TAG_ADV || before == DX_TAG_PUNCT) before = tag;
		}
	}
	for (uint32_t m = 0; m < s->mentions->count; m++) {
		const dx_mention *mention = &s->mentions->items[m];
		for (uint32_t i = mention->name_first; i < mention->name_last; i++) {
			if (dx_at(s, i)->kind == DX_T_WORD && s->tags[i] != DX_TAG_POSS) s->tags[i] = DX_TAG_NAME;
		}
	}
}
