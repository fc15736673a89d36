/* Runs of capitals that may be one name: "Mohammed bin Abdulrahman bin Jassim Al Thani", "Nordic Relief Council". */
#include "mention/finder.h"
#include "mention/words.h"

enum {
	CLOSED = DX_W_DET | DX_W_POSS | DX_W_PREP | DX_W_PRON | DX_W_REFL | DX_W_AUX | DX_W_MODAL | DX_W_NEG | DX_W_CONJ |
	         DX_W_SUB | DX_W_WH | DX_W_ADV | DX_W_NUM | DX_W_INTERJ,
	GLUE = DX_W_DET | DX_W_POSS | DX_W_PREP | DX_W_PRON | DX_W_CONJ | DX_W_SUB | DX_W_WH | DX_W_AUX | DX_W_MODAL,
	NAMED = 1 << DX_LEX_COUNTRY | 1 << DX_LEX_PLACE | 1 << DX_LEX_BODY | 1 << DX_LEX_MEDIUM,
	RUN_MAX = 12 /* words; a longer run of capitals is no name */
};

static bool upper_byte(char c) { return (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0xC3; }

/* "al-Marzouqi", "d'Estaing": a small particle, a mark, a capital; but not "pro-Moscow". */
static bool hidden_capital(dx_slice s) {
	if (!memchr("adeoulbADEOULB", s.ptr[0], 14)) return false;
	static const char *const prefixes[] = {"al",  "el", "an", "ar", "as", "at", "ad",  "az",
	                                       "ash", "d",  "l",  "o",  "ul", "de", "bin", "abu"};
	for (size_t i = 1; i + 1 < s.len && i <= 3; i++) {
		size_t mark = s.ptr[i] == '-' || s.ptr[i] == '\''                      ? 1
		              : i + 3 < s.len && !memcmp(s.ptr + i, "\xE2\x80\x99", 3) ? 3
		                                                                       : 0;
		if (!mark) continue;
		if (i + mark >= s.len || !upper_byte(s.ptr[i + mark])) return false;
		for (size_t k = 0; k < sizeof prefixes / sizeof *prefixes; k++) {
			if (strlen(prefixes[k]) == i && !memcmp(s.ptr, prefixes[k], i)) return true;
		}
		return s.ptr[0] >= 'A' && s.ptr[0] <= 'Z';
	}
	return false;
}

bool dx_capital(const dx_finder *f, uint32_t i) {
	const dx_token *t = dx_tok(f, i);
	if (t->kind != DX_T_WORD) return false;
	return t->caps != DX_CAPS_NONE || (t->end - t->start > 4 && hidden_capital(dx_token_slice(f->text, t)));
}

bool dx_initial(const dx_finder *f, uint32_t i) {
	if (i == f->first || f->title_case) return true;
	const dx_token *t = dx_tok(f, i - 1);
	return t->kind == DX_T_OPEN || (t->kind == DX_T_PUNCT && (t->first == ':' || t->first == '-' || t->first == '.'));
}

static bool common(const dx_token *t) { return t->word && t->word->classes; }
static bool given(const dx_token *t) { return t->word && dx_text_lexeme(t, DX_LEX_GIVEN); }
static bool nick(const dx_token *t) { return t->word && dx_text_lexeme(t, DX_LEX_NICKNAME); }

static bool initial_letter(const dx_finder *f, uint32_t i) {
	const dx_token *t = dx_tok(f, i);
	uint32_t n = t->end - t->start;
	const char *s = f->text->bytes.ptr + t->start;
	if (t->kind != DX_T_WORD || s[0] < 'A' || s[0] > 'Z') return false;
	return n == 1 || (n == 2 && s[1] == '.') || (n == 4 && s[1] == '.' && s[3] == '.');
}

static bool listed_at(const dx_finder *f, uint32_t i, dx_word_list list) {
	dx_slice s = dx_token_slice(f->text, dx_tok(f, i));
	if (s.len > 2 && s.ptr[s.len - 1] == '.' && list == DX_LIST_ORGANISATION) s.len--;
	return dx_listed(s, list);
}

/* Particles from token i that lead to a capital: the capital's token; i itself where there are none. */
static uint32_t over_particles(const dx_finder *f, uint32_t i) {
	uint32_t k = i;
	while (k < f->last && k - i < 3 && dx_tok(f, k)->kind == DX_T_WORD &&
	       dx_tok(f, k)->end - dx_tok(f, k)->start <= 6 && listed_at(f, k, DX_LIST_PARTICLE))
		k++;
	return k > i && k < f->last && dx_capital(f, k) && !(common(dx_tok(f, k)) && !given(dx_tok(f, k))) ? k : i;
}

/* Nouns that make an adjective of the name before them: "Trump-era". */
static bool describing(dx_slice w) {
	static const char *const words[] = {"era",  "style", "day",  "year", "age",  "type",
	                                    "size", "level", "rule", "time", "area", "region"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		if (w.len == strlen(words[k]) && !memcmp(w.ptr, words[k], w.len)) return true;
	}
	return false;
}

static bool ends_in_ed(dx_slice s) { return s.len > 4 && s.ptr[s.len - 2] == 'e' && s.ptr[s.len - 1] == 'd'; }

/* Second halves of Korean and Chinese given names that are English words as well: "Hye-ran", "Ji-won". */
static bool syllable(dx_slice half) {
	static const char *const words[] = {"ran",  "won", "so",  "do", "an",    "sang", "sung",
	                                    "hung", "wan", "hee", "mi", "young", "chang"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (half.len == strlen(words[k]) && !memcmp(half.ptr, words[k], half.len)) return true;
	return false;
}

bool dx_compound(const dx_finder *f, uint32_t i) {
	const dx_token *t = dx_tok(f, i);
	dx_slice s = dx_token_slice(f->text, t);
	if (!memchr(s.ptr, '-', s.len) || s.len > 60) return false;
	if (s.ptr[1] == '-' && strchr("RDI", s.ptr[0])) return true; /* "(R-Utah)" */
	char lower[64];
	size_t from = 0;
	unsigned parts = 0, named = 0;
	for (size_t k = 0; k <= s.len; k++) {
		if (k < s.len && s.ptr[k] != '-') {
			lower[k] = s.ptr[k] >= 'A' && s.ptr[k] <= 'Z' ? (char)(s.ptr[k] + 32) : s.ptr[k];
			continue;
		}
		const dx_word *w = dx_lexicon_word(f->lexicon, lower + from, k - from);
		bool small = k > from && s.ptr[from] >= 'a' && s.ptr[from] <= 'z';
		bool noun =
		    w && !named && ((w->main_class == DX_W_NOUN && !describing(w->form)) || syllable(w->form)); /* "Ki-moon" */
		if (from && small && ((w && w->classes && !noun) || ends_in_ed((dx_slice){s.ptr + from, k - from})))
			return true;
		parts++;
		if (dx_listed((dx_slice){lower + from, k - from}, DX_LIST_HALF)) {
			named++;
			from = k + 1;
			continue;
		}
		for (const dx_lexeme *l = w ? w->lexemes : NULL; l; l = l->next) {
			if (l->type == DX_LEX_COUNTRY || l->type == DX_LEX_BODY) {
				named++;
				break;
			}
		}
		from = k + 1;
	}
	return parts > 1 && named == parts;
}

/* Has the article a capital on the word where it means something, and never a small letter? */
static bool proven(const dx_finder *f, const dx_token *t) {
	uint8_t seen = dx_evidence_of(&f->evidence, t->hash);
	return (seen & DX_SEEN_CAPITAL) && !(seen & DX_SEEN_LOWER);
}

/* Could the capitalised word at i stand inside a name that has begun? */
static bool goes_on(const dx_finder *f, uint32_t i) {
	const dx_token *t = dx_tok(f, i);
	if (!dx_capital(f, i)) return false;
	if (initial_letter(f, i)) return true;
	if (dx_compound(f, i)) return false;
	if (!t->word) return !f->title_case || proven(f, t);
	if (dx_text_lexeme(t, DX_LEX_DATE) && !given(t)) return false;
	if (t->word->main_class & GLUE && !given(t)) return false;
	return !f->title_case || given(t) || proven(f, t);
}

/* Could a name begin at i? */
static bool begins(const dx_finder *f, uint32_t i, uint16_t *flags) {
	const dx_token *t = dx_tok(f, i);
	if (!dx_capital(f, i)) return false;
	uint8_t seen = dx_evidence_of(&f->evidence, t->hash);
	bool next = i + 1 < f->last && goes_on(f, i + 1) && !(common(dx_tok(f, i + 1)) && !given(dx_tok(f, i + 1)));
	if (initial_letter(f, i)) return next && (t->end - t->start > 1 || (t->first != 'A' && t->first != 'I'));
	if (given(t) && next && !(t->word->main_class & (DX_W_DET | DX_W_PREP | DX_W_PRON))) {
		return !f->title_case || proven(f, t) || !proven(f, t + 1); /* not "Rip Donald Trump" */
	}
	if (t->word && dx_text_lexeme(t, DX_LEX_DATE)) return false;
	if (dx_listed(dx_token_slice(f->text, t), DX_LIST_NO_NAME)) return false;
	if (t->word && t->word->main_class & CLOSED) return false;
	if (t->caps == DX_CAPS_UPPER && common(t) && seen & DX_SEEN_LOWER) return false; /* "NEVER again" */
	if (!dx_initial(f, i)) return true;
	if (f->title_case && !(seen & DX_SEEN_CAPITAL) && t->caps != DX_CAPS_UPPER) return false;
	bool front = !f->title_case && i + 1 < f->last && goes_on(f, i + 1) &&
	             (listed_at(f, i, DX_LIST_ORGANISATION_FRONT) || listed_at(f, i, DX_LIST_PLACE_FRONT));
	if (common(t)) return front || ((seen & DX_SEEN_CAPITAL) && !(seen & DX_SEEN_LOWER));
	if (seen & DX_SEEN_LOWER) return false;
	if (!(seen & DX_SEEN_CAPITAL) && t->caps != DX_CAPS_UPPER && !next) *flags |= DX_N_WEAK;
	return true;
}

const dx_lexeme *dx_named_at(const dx_finder *f, uint32_t i) {
	const dx_token *t = dx_tok(f, i);
	if (!t->word || !(t->word->types & NAMED)) return NULL;
	const dx_lexeme *best = NULL;
	const dx_lexeme *l = dx_text_phrase(f->text, f->lexicon, i, f->last, NAMED);
	for (; l; l = l->next) {
		if (!((uint32_t)NAMED >> l->type & 1)) continue;
		if (!best || (l->type == DX_LEX_COUNTRY && best->type != DX_LEX_COUNTRY)) best = l;
	}
	return best;
}

static bool title_at(const dx_finder *f, uint32_t i) {
	const dx_token *t = dx_tok(f, i);
	return t->word && t->word->types >> DX_LEX_TITLE & 1 &&
	       dx_text_phrase(f->text, f->lexicon, i, f->last, 1 << DX_LEX_TITLE) != NULL;
}

/* "Social Democratic Party", "Free Democratic Alliance": a body's name behind common words with capitals is but the
 * end of another's. */
static bool inside_name(const dx_finder *f, const dx_lexeme *named, const dx_piece *run) {
	if (named->type != DX_LEX_BODY || named->words < 2 || f->title_case) return false;
	for (uint32_t k = run->first; k < run->last; k++) {
		if (!common(dx_tok(f, k)) || dx_tok(f, k)->caps == DX_CAPS_UPPER) return false;
	}
	return true;
}

/* A known name or a title that begins at i ends the run, but for a surname that is a place or a title too: "Denzel
 * Washington", "Stephen King", behind one given name. */
static bool other_begins(const dx_finder *f, uint32_t i, const dx_piece *run) {
	const dx_token *t = dx_tok(f, i);
	if (!t->word) return false;
	bool second = (run->last - run->first == 1 && run->flags & DX_N_GIVEN) ||
	              (run->last - run->first == 2 && initial_letter(f, run->last - 1)); /* "Benjamin J. Rhodes" */
	const dx_lexeme *named = dx_named_at(f, i);
	if (named && inside_name(f, named, run)) return false;
	if (named) return !(second && named->words == 1 && t->caps != DX_CAPS_UPPER && named->detail != DX_C_ADJECTIVE);
	if (given(t) || !title_at(f, i)) return false;
	return !(second && (i + 1 >= f->last || !dx_capital(f, i + 1)));
}

static void note(dx_piece *run, const dx_finder *f, uint32_t i) {
	const dx_token *t = dx_tok(f, i);
	bool is_given = given(t) || nick(t), is_common = common(t) && !is_given;
	if (i == run->first && is_given) run->flags |= DX_N_GIVEN;
	if (initial_letter(f, i)) run->flags |= DX_N_INITIAL;
	if (is_common)
		run->flags |= DX_N_ANY_COMMON;
	else
		run->flags &= (uint16_t)~DX_N_COMMON;
	if (t->end - t->start > 4 && t->caps != DX_CAPS_UPPER && hidden_capital(dx_token_slice(f->text, t)))
		run->flags |= DX_N_PARTICLE;
}

/* "Scientologist Tom Cruise", "Catalan Maria": a word for what somebody is. */
static bool describes_people(const dx_finder *f, uint32_t i) {
	dx_slice s = dx_token_slice(f->text, dx_tok(f, i));
	return s.len > 5 && (!memcmp(s.ptr + s.len - 3, "ist", 3) || !memcmp(s.ptr + s.len - 3, "ian", 3) ||
	                     !memcmp(s.ptr + s.len - 4, "crat", 4));
}

/* "Opposition senator", "Sky News John": a given name behind common words begins a name of its own. */
static bool splits(const dx_finder *f, uint32_t i, const dx_piece *run) {
	bool kind = run->last - run->first == 1 && !(run->flags & DX_N_GIVEN) && describes_people(f, run->first);
	return (run->flags & DX_N_COMMON || kind) && given(dx_tok(f, i)) && !common(dx_tok(f, i)) && i + 1 < f->last &&
	       goes_on(f, i + 1) && !common(dx_tok(f, i + 1));
}

/* "Barack Obama Election Day": a common noun behind given name and surname is none of the name, unless it makes it an
 * institution's ("Clinton Foundation"). */
static bool noun_behind(const dx_finder *f, uint32_t i, const dx_piece *run) {
	const dx_token *t = dx_tok(f, i);
	if (run->last - run->first != 2 || !(run->flags & DX_N_GIVEN) || run->flags & DX_N_INITIAL ||
	    given(dx_tok(f, i - 1)))
		return false;
	return common(t) && !given(t) && !listed_at(f, i, DX_LIST_ORGANISATION) && !listed_at(f, i, DX_LIST_SUFFIX) &&
	       !initial_letter(f, i);
}

static uint32_t over_suffix(const dx_finder *f, uint32_t i) {
	uint32_t k = i;
	if (k < f->last && dx_tok(f, k)->first == ',' && dx_tok(f, k)->kind == DX_T_PUNCT) k++;
	return k < f->last && dx_tok(f, k)->kind == DX_T_WORD && listed_at(f, k, DX_LIST_SUFFIX) && dx_capital(f, k) ? k + 1
	                                                                                                             : i;
}

static void close_run(const dx_finder *f, dx_piece *run) {
	uint32_t n = run->last - run->first;
	bool press = listed_at(f, run->last - 1, DX_LIST_PRESS) ||
	             (listed_at(f, run->first, DX_LIST_PRESS) && listed_at(f, run->first, DX_LIST_ORGANISATION_FRONT));
	if (n > 1 && press) run->flags |= DX_N_ORG | DX_N_PRESS;
	if (n > 1 && (listed_at(f, run->last - 1, DX_LIST_ORGANISATION) || listed_at(f, run->last - 1, DX_LIST_COMPANY) ||
	              listed_at(f, run->first, DX_LIST_ORGANISATION_FRONT))) {
		run->flags |= DX_N_ORG;
	}
	if (n > 1 && (listed_at(f, run->last - 1, DX_LIST_PLACE) || listed_at(f, run->first, DX_LIST_PLACE_FRONT)))
		run->flags |= DX_N_PLACE;
	if (n == 1 && dx_tok(f, run->first)->caps == DX_CAPS_UPPER && !f->title_case) run->flags |= DX_N_UPPER;
}

bool dx_run_at(const dx_finder *f, uint32_t i, bool titled, dx_piece *out) {
	*out = (dx_piece){i, i + 1, NULL, DX_N_COMMON, DX_P_NAME};
	uint32_t head = over_particles(f, i);
	bool particled = head > i;
	if (particled && dx_initial(f, i) && dx_tok(f, i)->caps != DX_CAPS_NONE && common(dx_tok(f, i)) &&
	    common(dx_tok(f, head)))
		particled = false;
	if (particled) {
		out->flags |= DX_N_PARTICLE;
	} else {
		head = i;
		if (titled ? !dx_capital(f, i) : !begins(f, i, &out->flags)) return false;
		if (titled) out->flags |= DX_N_TITLED;
	}
	note(out, f, head);
	out->last = head + 1;
	while (out->last < f->last && out->last - out->first < RUN_MAX) {
		uint32_t k = out->last, over = over_particles(f, k);
		if (over > k && dx_tok(f, k)->caps == DX_CAPS_NONE) {
			out->flags |= DX_N_PARTICLE;
			note(out, f, over);
			out->last = over + 1;
			continue;
		}
		if (!goes_on(f, k) || other_begins(f, k, out) || splits(f, k, out) || noun_behind(f, k, out)) break;
		note(out, f, k);
		out->last = k + 1;
	}
	if (out->last - out->first > 1) out->last = over_suffix(f, out->last);
	close_run(f, out);
	return true;
}
