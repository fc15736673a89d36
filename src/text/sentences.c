/* Sentence ends, by rules on what stands before and behind a full stop (the tradition of Mikheev, "Periods, Capitalized
 * Words, etc.", 2002: abbreviations and capitals decide). */
#include "text/cutter.h"

typedef struct stop {
	uint32_t end; /* first token behind the stop, the marks and brackets that close with it */
	bool quoted;  /* a quotation mark closes with it */
	bool bracket;
} stop;

static const uint32_t CLOSED = DX_W_DET | DX_W_POSS | DX_W_PREP | DX_W_PRON | DX_W_REFL | DX_W_AUX | DX_W_MODAL |
                               DX_W_CONJ | DX_W_SUB | DX_W_WH | DX_W_ADV | DX_W_INTERJ;

static const dx_token *at(const dx_cutter *c, uint32_t i) { return &c->tokens.items[i]; }

static bool is_terminal(const dx_token *t) {
	return t->kind == DX_T_PUNCT && (t->first == '.' || t->first == '?' || t->first == '!');
}

static bool is_stopped_word(const dx_cutter *c, const dx_token *t) {
	return t->kind == DX_T_WORD && c->bytes.ptr[t->end - 1] == '.';
}

/* A number of a footnote: [12]. */
static bool is_footnote(const dx_cutter *c, uint32_t i, uint32_t last) {
	return i + 2 < last && at(c, i)->first == '[' && at(c, i + 1)->kind == DX_T_NUMBER && at(c, i + 2)->first == ']';
}

/* Marks and brackets that close right behind the stop belong to its sentence, and footnotes. */
static stop close_behind(const dx_cutter *c, uint32_t i, uint32_t last) {
	stop s = {i, false, false};
	for (; s.end < last; s.end++) {
		const dx_token *t = at(c, s.end);
		if (is_footnote(c, s.end, last)) {
			s.end += 2;
			continue;
		}
		bool bracket = t->kind == DX_T_PUNCT && (t->first == ')' || t->first == ']');
		bool leftover = t->kind == DX_T_SYMBOL && (t->first == '"' || t->first == '\'') && !t->space_before &&
		                (s.end + 1 == last || at(c, s.end + 1)->space_before);
		if (t->kind == DX_T_CLOSE || leftover)
			s.quoted = true;
		else if (bracket && !t->space_before)
			s.bracket = true;
		else if (!is_terminal(t) || t->space_before)
			break;
	}
	return s;
}

static bool has_capital(const dx_cutter *c, const dx_token *t) {
	if (t->caps != DX_CAPS_NONE) return true;
	for (uint32_t b = t->start + 1; b < t->end && b < t->start + 5; b++) { /* iPhone, al-Qaeda */
		if (c->bytes.ptr[b] >= 'A' && c->bytes.ptr[b] <= 'Z') return true;
	}
	return false;
}

/* A word that is no name, with a capital because the sentence begins there: The, He, But, In. */
static bool is_starter(const dx_token *t) {
	return t->kind == DX_T_WORD && t->caps == DX_CAPS_INITIAL && t->word && t->word->main_class & CLOSED;
}

/* May token i begin a sentence, by its looks? Marks, brackets and dashes are looked through. */
static bool may_begin(const dx_cutter *c, uint32_t i, uint32_t last) {
	enum { THROUGH = 3 };
	for (uint32_t k = i; k < last && k < i + THROUGH; k++) {
		const dx_token *t = at(c, k);
		switch (t->kind) {
		case DX_T_WORD: return has_capital(c, t) || t->first == '\'';
		case DX_T_NUMBER: return true;
		case DX_T_CLOSE: return false;
		case DX_T_SYMBOL: return t->first != '/' && t->first != '=';
		case DX_T_PUNCT:
			if (!strchr("([-", t->first)) return false;
			break;
		default: break;
		}
	}
	return false;
}

/* --- what the stop is --- */

static bool continues_phrase(const dx_cutter *c, uint32_t i) {
	const dx_token *t = at(c, i);
	if (i == c->first || !t->word || !at(c, i - 1)->word || !at(c, i - 1)->word->node) return false;
	return dx_lexicon_step(c->lexicon, at(c, i - 1)->word->node, t->word) != 0; /* Yahoo! */
}

/* A finite form of a verb that reports more often than not. */
static bool reports(const dx_cutter *c, const dx_token *t) {
	if (!t->word || t->caps != DX_CAPS_NONE) return false;
	for (const dx_lexeme *l = t->word->lexemes; l; l = l->next) {
		bool finite = l->type == DX_LEX_VERB && l->detail & (DX_V_PAST | DX_V_THIRD);
		if (finite && dx_lexicon_verb(c->lexicon, l)->strength >= 2) return true;
	}
	return false;
}

/* Does the attribution end at token i, behind its verb? Behind a full stop ("“A.” Smith said.") nothing else may follow
 * but a day; behind ? and ! it may go on, but not with a clause of its own. */
static bool attribution_ends(const dx_cutter *c, uint32_t i, uint32_t last, bool full_stop) {
	if (i < last && full_stop && dx_text_lexeme(at(c, i), DX_LEX_DATE)) i++;
	if (i >= last) return true;
	const dx_token *t = at(c, i);
	if (t->kind == DX_T_PUNCT) return t->first == '.' || t->first == ',';
	if (full_stop || t->kind == DX_T_OPEN) return false;
	static const char *const clause[] = {"that", "he", "she", "it", "they", "there", "we"};
	dx_slice word = dx_cut(c->bytes, t->start, t->end);
	for (size_t k = 0; k < sizeof clause / sizeof *clause; k++) {
		if (dx_slice_eq(word, dx_slice_of(clause[k]))) return false;
	}
	return !dx_is(t, DX_W_DET | DX_W_POSS | DX_W_MODAL | DX_W_AUX) || t->word->main_class == DX_W_PREP;
}

/* "“…?” Smith said.": a name and a reporting verb right behind the mark. */
static bool attributes(const dx_cutter *c, uint32_t i, uint32_t last, bool full_stop) {
	enum { NAME_WORDS = 6 };
	for (uint32_t k = i; k < last && k < i + NAME_WORDS; k++) {
		const dx_token *t = at(c, k);
		if (t->kind != DX_T_WORD || (k == i && (is_starter(t) || !has_capital(c, t)))) return false;
		if (k > i && reports(c, t)) return attribution_ends(c, k + 1, last, full_stop);
		if (!has_capital(c, t) && t->end - t->start > 4) return false;
	}
	return false;
}

static const dx_abbreviation *abbreviation_of(const dx_cutter *c, const dx_token *t) {
	for (const dx_lexeme *l = t->word ? t->word->lexemes : NULL; l; l = l->next) {
		if (l->type == DX_LEX_ABBREVIATION) return dx_lexicon_abbreviation(c->lexicon, l);
	}
	return NULL;
}

/* A word that ends in a full stop: "U.S.", "Inc.", "Gen.", "J.". Does its stop end the sentence too? */
static bool word_ends(const dx_cutter *c, uint32_t i, const stop *s, uint32_t last) {
	const dx_token *t = at(c, i), *next = at(c, s->end);
	const dx_abbreviation *a = abbreviation_of(c, t);
	uint32_t begin = next->kind == DX_T_OPEN && s->end + 1 < last ? s->end + 1 : s->end;
	bool starter = is_starter(at(c, begin));
	if (a && a->kind == DX_ABBREV_TITLE && !a->ends) return false;
	if (s->quoted || s->bracket) return !attributes(c, s->end, last, true);
	if (next->kind == DX_T_NUMBER || next->kind == DX_T_SYMBOL) return false;
	if (a && a->kind == DX_ABBREV_TIME)
		return next->kind != DX_T_PUNCT && !dx_text_lexeme(next, DX_LEX_DATE) && next->caps != DX_CAPS_UPPER;
	return starter;
}

/* Is the capital behind the stop a new beginning although no blank parts them ("the end.The next")? */
static bool runs_on(const dx_cutter *c, uint32_t i, const stop *s) {
	const dx_token *next = at(c, s->end), *t = at(c, i);
	if (next->space_before || s->quoted || s->bracket || next->kind == DX_T_OPEN) return true;
	return i > c->first && next->kind == DX_T_WORD && next->caps == DX_CAPS_INITIAL && t->kind == DX_T_PUNCT &&
	       at(c, i - 1)->kind == DX_T_WORD;
}

/* Does the sentence end with the stop at token i? */
static bool ends(const dx_cutter *c, uint32_t i, const stop *s, uint32_t last) {
	const dx_token *t = at(c, i);
	if (s->end >= last) return true;
	if (i == c->first + 1 && t[-1].kind == DX_T_NUMBER) return false; /* "2. Results" */
	if (!runs_on(c, i, s) || !may_begin(c, s->end, last)) return false;
	if (t->kind == DX_T_WORD) return word_ends(c, i, s, last);
	const dx_token *next = at(c, s->end);
	if (s->quoted && next->kind == DX_T_PUNCT && next->first == '-') return false; /* "…" – A. Name */
	if (s->quoted && attributes(c, s->end, last, t->first == '.')) return false;
	if (t->first == '.' && (t->end - t->start > 1)) { /* an ellipsis is as often a pause */
		return s->quoted || next->kind == DX_T_OPEN || is_starter(next);
	}
	return t->first != '!' || s->end > i + 1 || !continues_phrase(c, i);
}

static void add(dx_cutter *c, uint32_t first, uint32_t last) {
	uint32_t number = c->sentences.count;
	*DX_PUSH(c->arena, &c->sentences) = (dx_sentence){first, last, c->paragraph};
	for (uint32_t i = first; i < last; i++) c->tokens.items[i].sentence = number;
}

void dx_cut_sentences(dx_cutter *c) {
	uint32_t first = c->first, last = c->tokens.count;
	for (uint32_t i = first; i < last; i++) {
		const dx_token *t = at(c, i);
		if (!is_terminal(t) && !is_stopped_word(c, t)) continue;
		stop s = close_behind(c, i + 1, last);
		if (ends(c, i, &s, last)) {
			add(c, first, s.end);
			first = s.end;
		}
		i = s.end - 1;
	}
	if (first < last) add(c, first, last);
}
