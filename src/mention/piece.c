/* Cutting a sentence into pieces. */
#include "mention/finder.h"
#include "mention/words.h"

static const uint32_t SPOKEN = 1u << DX_LEX_TITLE | 1u << DX_LEX_ROLE;

static dx_piece *push(dx_finder *f, uint32_t first, uint32_t last, dx_piece_kind kind) {
	dx_piece *p = DX_PUSH(f->arena, &f->pieces);
	p->first = first;
	p->last = last;
	p->kind = (uint8_t)kind;
	return p;
}

static dx_piece_kind before(const dx_finder *f) {
	return f->pieces.count ? (dx_piece_kind)DX_LAST(&f->pieces).kind : DX_P_END;
}

static dx_piece_kind mark_kind(const dx_finder *f, uint32_t i) {
	const dx_token *t = dx_tok(f, i);
	switch (t->kind) {
	case DX_T_NUMBER: return DX_P_NUMBER;
	case DX_T_OPEN:
	case DX_T_CLOSE: return DX_P_MARK;
	default: break;
	}
	if (t->first == ',') return DX_P_COMMA;
	if (t->first == '&') return DX_P_AND;
	if (t->first == '\'' && !t->space_before && i > f->first && dx_tok(f, i - 1)->kind == DX_T_WORD) return DX_P_POSS;
	return DX_P_STOP;
}

/* 's behind a noun; behind "it" or "that" it is a verb. */
static bool clitic(const dx_finder *f, const dx_token *t) {
	dx_slice s = dx_token_slice(f->text, t);
	return t->first == '\'' && s.len <= 4 && (s.ptr[s.len - 1] == 's' || s.ptr[s.len - 1] == 'S');
}

static bool any_verb(const dx_token *t) {
	if (!t->word) return false;
	if (t->word->classes & DX_W_VERB) return true;
	return dx_text_lexeme(t, DX_LEX_VERB) != NULL;
}

static bool ends_in(dx_slice s, const char *end, size_t n) {
	return s.len > n + 2 && !memcmp(s.ptr + s.len - n, end, n);
}

/* Pieces behind which a verb form is rather a noun or an adjective. */
static const uint32_t NOMINAL_BEFORE =
    DX_P(DX_P_DET) | DX_P(DX_P_OWNER) | DX_P(DX_P_POSS) | DX_P(DX_P_ADJECTIVE) | DX_P(DX_P_MODIFIER) | DX_P(DX_P_PREP);

/* A word without a meaning of its own: verb, plain noun or adjective. */
static dx_piece_kind open_kind(const dx_finder *f, const dx_token *t) {
	bool nominal = NOMINAL_BEFORE >> before(f) & 1;
	dx_slice s = dx_token_slice(f->text, t);
	if (!t->word || !t->word->classes) {
		bool verbal = ends_in(s, "ing", 3) || ends_in(s, "ed", 2) || (t->word && dx_text_lexeme(t, DX_LEX_VERB));
		if (ends_in(s, "ly", 2)) return DX_P_STOP;
		return verbal && !nominal ? DX_P_VERB : DX_P_PLAIN;
	}
	if (t->word->main_class == DX_W_VERB && !(nominal && t->word->classes & (DX_W_NOUN | DX_W_ADJ))) {
		return nominal && (ends_in(s, "ing", 3) || ends_in(s, "ed", 2)) ? DX_P_PLAIN : DX_P_VERB;
	}
	return DX_P_PLAIN;
}

static bool noun_follows(const dx_finder *f, uint32_t i) {
	if (i + 1 >= f->last) return false;
	const dx_token *n = dx_tok(f, i + 1);
	if (n->kind == DX_T_OPEN || n->kind == DX_T_NUMBER) return true;
	if (n->kind != DX_T_WORD) return false;
	uint32_t main = n->word ? n->word->main_class : 0;
	return !(main & (DX_W_DET | DX_W_POSS | DX_W_PREP | DX_W_PRON | DX_W_AUX | DX_W_MODAL | DX_W_CONJ | DX_W_SUB |
	                 DX_W_WH | DX_W_ADV));
}

static dx_piece_kind closed_kind(const dx_finder *f, uint32_t i) {
	const dx_token *t = dx_tok(f, i);
	uint32_t classes = t->word->classes;
	if (classes & DX_W_POSS && classes & DX_W_PRON) return noun_follows(f, i) ? DX_P_OWNER : DX_P_PRONOUN;
	switch (t->word->main_class) {
	case DX_W_DET: return DX_P_DET;
	case DX_W_POSS: return DX_P_OWNER;
	case DX_W_PRON: return DX_P_PRONOUN;
	case DX_W_PREP: return DX_P_PREP;
	case DX_W_AUX:
	case DX_W_MODAL: return DX_P_VERB;
	case DX_W_CONJ: return dx_token_is(f->text, t, "and") || dx_token_is(f->text, t, "or") ? DX_P_AND : DX_P_STOP;
	case DX_W_NUM: return DX_P_NUMBER;
	case DX_W_WH:
		return t->first == 'w' && (dx_token_is(f->text, t, "who") || dx_token_is(f->text, t, "which") ||
		                           dx_token_is(f->text, t, "whose") || dx_token_is(f->text, t, "whom"))
		           ? DX_P_WHO
		           : DX_P_STOP;
	case DX_W_ADV:
	case DX_W_SUB:
	case DX_W_NEG:
	case DX_W_INTERJ:
	case DX_W_REFL: return DX_P_STOP;
	default: return DX_P_END; /* an open class */
	}
}

/* A given name that is a place too ("Jordan Peele", "Chad Smith") begins a person's name before an unknown capital. */
static bool rather_person(const dx_finder *f, uint32_t i, const dx_lexeme *named) {
	const dx_token *t = dx_tok(f, i);
	if (named->words > 1 || t->caps == DX_CAPS_UPPER) return false;
	if (before(f) == DX_P_TITLE && named->type == DX_LEX_PLACE) return true;
	if (!dx_text_lexeme(t, DX_LEX_GIVEN))
		return before(f) == DX_P_TITLE && named->type == DX_LEX_COUNTRY && named->detail == DX_C_CAPITAL;
	if (i + 1 >= f->last || !dx_capital(f, i + 1)) return before(f) == DX_P_TITLE;
	const dx_token *n = dx_tok(f, i + 1);
	bool known = n->word && (n->word->classes || dx_text_phrase(f->text, f->lexicon, i + 1, f->last, SPOKEN) ||
	                         dx_named_at(f, i + 1));
	return !known && !dx_listed(dx_token_slice(f->text, n), DX_LIST_ORGANISATION);
}

static void push_named(dx_finder *f, uint32_t i, const dx_lexeme *l) {
	dx_piece_kind kind = l->type == DX_LEX_PLACE    ? DX_P_PLACE
	                     : l->type == DX_LEX_BODY   ? DX_P_BODY
	                     : l->type == DX_LEX_MEDIUM ? DX_P_MEDIUM
	                                                : DX_P_COUNTRY;
	if (l->type == DX_LEX_COUNTRY && l->detail == DX_C_ADJECTIVE) kind = DX_P_ADJECTIVE;
	if (l->type == DX_LEX_COUNTRY && l->detail == DX_C_DEMONYM) kind = DX_P_DEMONYM;
	push(f, i, i + l->words, kind)->lexeme = l;
}

/* "head", "chair", "host" are titles behind a determiner or a name and verbs elsewhere. */
static bool title_is_verb(const dx_finder *f, uint32_t i) {
	const dx_token *t = dx_tok(f, i);
	if (t->caps != DX_CAPS_NONE || !any_verb(t)) return false;
	dx_piece_kind prev = before(f);
	if (prev == DX_P_VERB || prev == DX_P_PRONOUN) return true;
	if (prev == DX_P_PREP) return i > f->first && dx_token_is(f->text, t - 1, "to");
	if (DX_P_CLOSERS >> prev & 1) return t->word->main_class == DX_W_VERB;
	return false;
}

/* "Richmond, Va." */
static bool place_abbreviation(const dx_finder *f, const dx_token *t) {
	const dx_lexeme *l = dx_text_lexeme(t, DX_LEX_ABBREVIATION);
	return l && dx_lexicon_abbreviation(f->lexicon, l)->kind == DX_ABBREV_PLACE;
}

/* "the North-East Atlantic": a direction before a place. */
static bool direction(const dx_finder *f, uint32_t i) {
	const dx_token *t = dx_tok(f, i);
	return i + 1 < f->last && dx_capital(f, i + 1) && dx_listed(dx_token_slice(f->text, t), DX_LIST_DIRECTION) &&
	       dx_named_at(f, i + 1);
}

static bool push_spoken(dx_finder *f, uint32_t i, const dx_lexeme *l) {
	const dx_lexeme *title = NULL, *role = NULL;
	for (; l; l = l->next) {
		if (l->type == DX_LEX_TITLE && !title) title = l;
		if (l->type == DX_LEX_ROLE && !role) role = l;
	}
	if (!title && !role) return false;
	if (before(f) != DX_P_END && dx_capital(f, i) && !f->title_case && (title ? title : role)->words == 1 &&
	    (before(f) == DX_P_PLACE || before(f) == DX_P_NAME || before(f) == DX_P_COUNTRY) &&
	    dx_listed(dx_token_slice(f->text, dx_tok(f, i)), DX_LIST_PAPER))
		return false;
	if ((title ? title : role)->words == 1 && title_is_verb(f, i)) return false;
	if (title && role &&
	    dx_lexicon_title(f->lexicon, title)->kind ==
	        DX_TITLE_MODIFIER) { /* "the opposition said", "opposition leader" */
		uint32_t next = i + title->words;
		bool core =
		    next < f->last && dx_tok(f, next)->word && dx_text_phrase(f->text, f->lexicon, next, f->last, SPOKEN);
		if (!core) title = NULL;
	}
	dx_piece_kind kind = DX_P_ROLE;
	if (title) kind = dx_lexicon_title(f->lexicon, title)->kind == DX_TITLE_MODIFIER ? DX_P_MODIFIER : DX_P_TITLE;
	if (!title) title = role;
	push(f, i, i + title->words, kind)->lexeme = title;
	return true;
}

/* "ex-president", "then-Prime Minister": the title behind the prefix. */
static bool push_prefixed(dx_finder *f, uint32_t i) {
	dx_slice s = dx_token_slice(f->text, dx_tok(f, i));
	const char *dash = memchr(s.ptr, '-', s.len);
	if (!dash || s.len > 40) return false;
	dx_slice prefix = {s.ptr, (size_t)(dash - s.ptr)}, rest = {dash + 1, s.len - prefix.len - 1};
	bool past = (prefix.len == 4 && !memcmp(prefix.ptr + 1, "hen", 3)) || (prefix.len == 2 && prefix.ptr[1] == 'x');
	if (!past) return false;
	char lower[40];
	for (size_t k = 0; k < rest.len; k++)
		lower[k] = rest.ptr[k] >= 'A' && rest.ptr[k] <= 'Z' ? (char)(rest.ptr[k] + 32) : rest.ptr[k];
	const dx_word *w = dx_lexicon_word(f->lexicon, lower, rest.len);
	if (!w) return false;
	const dx_lexeme *best = NULL;
	for (const dx_lexeme *l = w->lexemes; l; l = l->next)
		if (l->type == DX_LEX_TITLE) best = l;
	uint32_t node = w->node;
	for (uint32_t k = i + 1; node && k < f->last && dx_tok(f, k)->word; k++) {
		node = dx_lexicon_step(f->lexicon, node, dx_tok(f, k)->word);
		if (!node) break;
		for (const dx_lexeme *l = dx_lexicon_at(f->lexicon, node); l; l = l->next)
			if (l->type == DX_LEX_TITLE) best = l;
	}
	if (!best) return false;
	dx_piece *p = push(f, i, i + best->words, DX_P_TITLE);
	p->lexeme = best;
	p->flags = DX_T_FORMER;
	return true;
}

static void push_word(dx_finder *f, uint32_t i) {
	const dx_token *t = dx_tok(f, i);
	dx_piece_kind kind = t->word && t->word->main_class ? closed_kind(f, i) : DX_P_END;
	if (kind == DX_P_END) kind = t->word && dx_text_lexeme(t, DX_LEX_DATE) ? DX_P_STOP : open_kind(f, t);
	dx_piece *p = push(f, i, i + 1, kind);
	if (kind != DX_P_PLAIN) return;
	if (any_verb(t)) p->flags |= DX_PLAIN_VERB;
	if (!t->word || !t->word->classes || t->word->classes & DX_W_NOUN) p->flags |= DX_PLAIN_NOUN;
}

/* "U.S. secretary of state", "White House official", "UN chief" stand in the tables as one phrase: the country or body
 * before the title is worth a piece of its own. The words of the title behind it, or 0. */
static uint32_t title_words(const dx_finder *f, uint32_t i, const dx_lexeme *named, const dx_lexeme *spoken) {
	if (named->words >= spoken->words) return 0;
	const dx_lexeme *rest = dx_text_phrase(f->text, f->lexicon, i + named->words, f->last, SPOKEN);
	return rest && rest->words == spoken->words - named->words ? rest->words : 0;
}

/* "foreign ministry spokesman": the institution is worth a piece of its own. Its words, or 0. */
static uint32_t institution_words(const dx_finder *f, uint32_t i, const dx_lexeme *spoken) {
	if (spoken->words < 2 || spoken->type != DX_LEX_TITLE ||
	    dx_lexicon_title(f->lexicon, spoken)->kind != DX_TITLE_SPOKES)
		return 0;
	const dx_lexeme *l = dx_text_phrase(f->text, f->lexicon, i, i + spoken->words - 1, 1u << DX_LEX_ROLE);
	return l && l->words + 1u == spoken->words ? l->words : 0;
}

/* The pieces of a capitalised or lexical word; false: it is a plain word. */
static bool push_meaning(dx_finder *f, uint32_t i) {
	const dx_token *t = dx_tok(f, i);
	bool capital = dx_capital(f, i), lexical = t->word && t->word->types;
	const dx_lexeme *named = lexical && capital ? dx_named_at(f, i) : NULL;
	const dx_lexeme *spoken = lexical ? dx_text_phrase(f->text, f->lexicon, i, f->last, SPOKEN) : NULL;
	dx_piece run;
	if (spoken && institution_words(f, i, spoken))
		spoken = dx_text_phrase(f->text, f->lexicon, i, i + spoken->words - 1, 1u << DX_LEX_ROLE);
	uint32_t behind = named && spoken ? title_words(f, i, named, spoken) : 0;
	if (named && (!spoken || named->words >= spoken->words || behind)) {
		if (rather_person(f, i, named) && dx_run_at(f, i, true, &run))
			*push(f, 0, 0, DX_P_NAME) = run;
		else
			push_named(f, i, named);
		/* what the whole phrase means is kept: "UN chief" is the Secretary-General */
		bool whole = behind && named->type == DX_LEX_BODY && spoken->type == DX_LEX_TITLE &&
		             DX_LAST(&f->pieces).kind == DX_P_BODY;
		if (whole) push(f, i + named->words, i + spoken->words, DX_P_TITLE)->lexeme = spoken;
		return true;
	}
	bool titled = before(f) == DX_P_TITLE && capital && !dx_initial(f, i);
	bool namely = capital && spoken && spoken->words == 1 && dx_text_lexeme(t, DX_LEX_GIVEN) && i + 1 < f->last &&
	              dx_capital(f, i + 1) && !(dx_tok(f, i + 1)->word && dx_tok(f, i + 1)->word->classes);
	if (spoken && !namely && push_spoken(f, i, spoken)) return true;
	if (t->kind == DX_T_WORD && memchr(f->text->bytes.ptr + t->start, '-', t->end - t->start)) {
		if (push_prefixed(f, i)) return true;
		if (capital && dx_compound(f, i)) {
			push(f, i, i + 1, DX_P_PLAIN);
			return true;
		}
	}
	const uint32_t glue = DX_W_DET | DX_W_PREP | DX_W_PRON | DX_W_CONJ | DX_W_AUX;
	if (titled && t->word && (t->word->main_class & glue || dx_text_lexeme(t, DX_LEX_DATE))) titled = false;
	if (capital && lexical && place_abbreviation(f, t)) {
		push(f, i, i + 1, DX_P_STOP);
		return true;
	}
	if (capital && direction(f, i)) {
		push(f, i, i + 1, DX_P_PLAIN);
		return true;
	}
	if (!dx_run_at(f, i, titled, &run)) return false;
	*push(f, 0, 0, DX_P_NAME) = run;
	return true;
}

/* A small word that begins no title, role or phrase and leads to no capital is a plain word at once. */
static bool plainly(const dx_finder *f, uint32_t i) {
	const dx_token *t = dx_tok(f, i);
	const uint32_t told = SPOKEN | 1u << DX_LEX_COUNTRY | 1u << DX_LEX_PLACE | 1u << DX_LEX_BODY | 1u << DX_LEX_MEDIUM;
	if (t->caps != DX_CAPS_NONE || !t->word || t->word->types & told) return false;
	if (t->end - t->start > 6 || i + 1 >= f->last) return true;
	return t[1].caps == DX_CAPS_NONE && t[1].end - t[1].start > 3;
}

void dx_pieces_cut(dx_finder *f) {
	f->pieces.count = 0;
	for (uint32_t i = f->first; i < f->last;) {
		const dx_token *t = dx_tok(f, i);
		if (t->kind != DX_T_WORD) {
			push(f, i, i + 1, mark_kind(f, i));
		} else if (clitic(f, t)) {
			push(f, i, i + 1,
			     before(f) == DX_P_PRONOUN || before(f) == DX_P_WHO || before(f) == DX_P_DET ? DX_P_VERB : DX_P_POSS);
		} else if (plainly(f, i) || !push_meaning(f, i)) {
			push_word(f, i);
		}
		i = DX_LAST(&f->pieces).last;
	}
	for (unsigned n = 0; n < DX_PAD; n++) push(f, f->last, f->last, DX_P_END);
	dx_pieces_join(f);
}
