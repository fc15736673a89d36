/* New mentions and what speaks for their type. */
#include "mention/finder.h"
#include "mention/words.h"

uint32_t dx_found_add(dx_finder *f, uint32_t first, uint32_t last, dixit_entity_type type) {
	dx_mention *m = DX_PUSH(f->arena, &f->found);
	*m = (dx_mention){.first = first,
	                  .last = last,
	                  .name_first = first,
	                  .name_last = first,
	                  .type = (uint8_t)type,
	                  .form = DIXIT_NAME,
	                  .gender = 'n',
	                  .number = 's',
	                  .person = 3,
	                  .parent = -1,
	                  .entity = -1};
	(void)DX_PUSH(f->arena, &f->clues);
	return f->found.count - 1;
}

void dx_found_cut(dx_finder *f, uint32_t count) {
	f->found.count = count;
	f->clues.count = count;
}

void dx_found_adopt(dx_finder *f, uint32_t from, uint32_t parent) {
	for (uint32_t i = from; i < f->found.count; i++) {
		if (i != parent && f->found.items[i].parent < 0) f->found.items[i].parent = (int32_t)parent;
	}
}

/* A capital is a place behind "in", "at", "near", behind "to" and "from" beside words of travel, and in "the capital
 * Doha"; elsewhere it is its government. */
static bool stands_as_place(const dx_finder *f, uint32_t p) {
	if (p == 0) return false;
	uint32_t q = p - 1;
	if (dx_piece_in(f, q, DX_P(DX_P_AND)) && q > 0 && f->found.count) {
		const dx_mention *left = &f->found.items[f->found.count - 1];
		return left->last == dx_piece_at(f, q)->first && left->type == DIXIT_PLACE;
	}
	if (dx_piece_in(f, q, DX_P(DX_P_PLAIN)) && dx_piece_is(f, q, "capital")) return true;
	bool verb = dx_piece_in(f, q, DX_P(DX_P_VERB) | DX_P(DX_P_PLAIN)); /* "left Lomé", "visited Kyiv" */
	if (verb && dx_listed(dx_token_slice(f->text, dx_tok(f, dx_piece_at(f, q)->first)), DX_LIST_TRAVEL)) return true;
	if (dx_piece_in(f, q, DX_P(DX_P_PLAIN) | DX_P(DX_P_DET)) && q > 0)
		q--; /* "in central Kyiv", "at the White House" */
	if (!dx_piece_in(f, q, DX_P(DX_P_PREP))) return false;
	dx_slice prep = dx_token_slice(f->text, dx_tok(f, dx_piece_at(f, q)->first));
	if (dx_listed(prep, DX_LIST_LOCATIVE)) return true;
	bool from = dx_piece_is(f, q, "from");
	if (!dx_piece_is(f, q, "to") && !from) return false;
	for (uint32_t k = q, n = 0; k-- > 0 && n < 2; n++) {
		if (dx_listed(dx_token_slice(f->text, dx_tok(f, dx_piece_at(f, k)->first)),
		              from ? DX_LIST_MESSAGE : DX_LIST_TRAVEL))
			return !from;
	}
	return from;
}

/* "PARIS, May 3 —" and "Hyderabad:" at a paragraph's start; "Bonn, Germany". */
static bool dateline(const dx_finder *f, uint32_t p) {
	if (dx_piece_at(f, p)->first == f->first) {
		const dx_piece *n = dx_piece_at(f, p + 1);
		const dx_token *t = n->kind == DX_P_END ? NULL : dx_tok(f, n->first);
		if (t && t->kind == DX_T_PUNCT && (t->first == '-' || t->first == ':' || t->first == '(')) return true;
		if (t && t->first == ',' && dx_tok(f, dx_piece_at(f, p)->first)->caps == DX_CAPS_UPPER) return true;
	}
	if (!dx_piece_in(f, p + 1, DX_P(DX_P_COMMA)) || !dx_piece_in(f, p + 2, DX_P(DX_P_COUNTRY) | DX_P(DX_P_PLACE)))
		return false;
	const dx_lexeme *l = dx_piece_at(f, p)->lexeme, *c = dx_piece_at(f, p + 2)->lexeme;
	return l && l->type == DX_LEX_COUNTRY && c->type == DX_LEX_COUNTRY && l->row == c->row;
}

static void set_country(dx_mention *m, const char iso[3]) { memcpy(m->country, iso, 3); }

/* "Democrats", "Republicans", "Tories" */
static bool party_people(const dx_finder *f, const dx_piece *piece, const dx_lexeme *l) {
	if (dx_lexicon_body(f->lexicon, l)->type != DX_BODY_PARTY || l->words > 1) return false;
	dx_slice w = dx_token_slice(f->text, dx_tok(f, piece->first));
	return w.len > 4 && w.ptr[w.len - 1] == 's' && dx_tok(f, piece->first)->caps != DX_CAPS_UPPER;
}

uint32_t dx_found_entity(dx_finder *f, uint32_t p) {
	const dx_piece *piece = dx_piece_at(f, p);
	const dx_lexeme *l = piece->lexeme;
	uint32_t i = dx_found_add(f, piece->first, piece->last, DIXIT_PLACE);
	dx_mention *m = &f->found.items[i];
	m->lexeme = l;
	m->name_last = m->last;
	switch (l->type) {
	case DX_LEX_COUNTRY:
		set_country(m, dx_lexicon_country(f->lexicon, l)->iso);
		m->type = DIXIT_COUNTRY;
		if (l->detail == DX_C_CAPITAL || l->detail == DX_C_METONYM) {
			if (stands_as_place(f, p) || dateline(f, p))
				m->type = DIXIT_PLACE;
			else
				m->form = DIXIT_METONYM;
		}
		break;
	case DX_LEX_BODY:
		if (party_people(f, piece, l)) { /* "some Democrats": not the party */
			m->type = DIXIT_GROUP;
			m->number = 'p';
			m->lexeme = NULL;
			break;
		}
		m->type = DIXIT_ORGANISATION;
		if (dx_national_elsewhere(f, piece->first, l))
			m->lexeme = NULL;
		else
			set_country(m, dx_lexicon_body(f->lexicon, l)->country);
		break;
	case DX_LEX_MEDIUM:
		set_country(m, dx_lexicon_medium(f->lexicon, l)->country);
		m->type = DIXIT_MEDIUM;
		break;
	default: set_country(m, dx_lexicon_place(f->lexicon, l)->country);
	}
	return i;
}

static char gender_of(const dx_finder *f, const dx_piece *piece) {
	for (uint32_t i = piece->first; i < piece->last; i++) {
		if (dx_token_is(f->text, dx_tok(f, i), "bin") || dx_token_is(f->text, dx_tok(f, i), "ibn")) return 'm';
		if (dx_token_is(f->text, dx_tok(f, i), "binti") || dx_token_is(f->text, dx_tok(f, i), "bint")) return 'f';
	}
	if (piece->last - piece->first < 2) return 'n';
	const dx_lexeme *l = dx_text_lexeme(dx_tok(f, piece->first), DX_LEX_GIVEN);
	char g = l ? dx_lexicon_given(f->lexicon, l)->gender : 'u';
	return g == 'u' ? 'n' : g;
}

/* "European officials", "Arab leaders": one word with such an ending before a noun describes. */
static bool adjectival(const dx_finder *f, uint32_t p) {
	const dx_piece *piece = dx_piece_at(f, p);
	dx_slice w;
	uint32_t n = piece->last - piece->first;
	w = dx_token_slice(f->text, dx_tok(f, piece->last - 1));
	if (n > 2 || (n == 2 && !dx_listed(dx_token_slice(f->text, dx_tok(f, piece->first)), DX_LIST_DIRECTION)))
		return false;
	if (w.len < 5 || !dx_piece_in(f, p + 1, DX_P(DX_P_PLAIN) | DX_P(DX_P_ROLE) | DX_P(DX_P_TITLE))) return false;
	static const char *const ends[] = {"ean", "ian", "ish", "ese", "ern", "ist", "ic"};
	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
		size_t len = strlen(ends[k]);
		if (!memcmp(w.ptr + w.len - len, ends[k], len)) return true;
	}
	return false;
}

/* Verbs of speech beside a name speak for a person: "Smith said", "said Smith". */
static bool speaks(const dx_finder *f, uint32_t p) {
	if (dx_piece_in(f, p + 1, DX_P(DX_P_VERB)) && dx_text_lexeme(dx_tok(f, dx_piece_at(f, p + 1)->first), DX_LEX_VERB))
		return true;
	return p > 0 && dx_piece_in(f, p - 1, DX_P(DX_P_VERB)) && p > 1 &&
	       dx_piece_in(f, p - 2, DX_P(DX_P_MARK) | DX_P(DX_P_COMMA)) &&
	       dx_text_lexeme(dx_tok(f, dx_piece_at(f, p - 1)->first), DX_LEX_VERB);
}

/* "met Haniyeh", "met with Haniyeh" */
static bool met(const dx_finder *f, uint32_t p) {
	if (p == 0) return false;
	uint32_t q = p - 1;
	if (q > 0 && dx_piece_in(f, q, DX_P(DX_P_PREP)) && dx_piece_is(f, q, "with")) q--;
	return dx_piece_in(f, q, DX_P(DX_P_VERB)) && (dx_piece_is(f, q, "met") || dx_piece_is(f, q, "meets"));
}

static bool all_unknown(const dx_finder *f, const dx_piece *piece) {
	for (uint32_t i = piece->first; i < piece->last; i++) {
		const dx_token *t = dx_tok(f, i);
		if (t->word && t->word->classes && !dx_text_lexeme(t, DX_LEX_GIVEN)) return false;
	}
	return true;
}

/* The words of the name itself: a given name, an initial, a particle, a word like "Council". */
static void clues_inside(const dx_finder *f, const dx_piece *piece, dx_clue *clue) {
	uint32_t n = piece->last - piece->first;
	bool plain = !(piece->flags & (DX_N_ORG | DX_N_PLACE));
	const dx_token *first = dx_tok(f, piece->first);
	bool doubtful = first->word && first->word->classes; /* Will, Grace, Christian */
	if (n > 1 && piece->flags & DX_N_GIVEN) clue->person += !plain ? 1 : doubtful ? 3 : 5;
	if (n > 1 && piece->flags & DX_N_INITIAL) clue->person += 3;
	if (piece->flags & DX_N_PARTICLE && !(piece->flags & DX_N_ANY_COMMON)) clue->person += 3;
	if (piece->flags & DX_N_ORG) clue->organisation += 5;
	if (n > 1 && dx_listed(dx_token_slice(f->text, dx_tok(f, piece->last - 1)), DX_LIST_COMPANY))
		clue->organisation += 6;
	if (piece->flags & DX_N_PLACE) clue->place += 8;
	if (piece->flags & DX_N_UPPER) clue->organisation += 3;
	if (n > 1 && piece->flags & DX_N_ANY_COMMON) clue->organisation += piece->flags & DX_N_GIVEN ? 1 : 2;
	if (piece->flags & DX_N_COMMON) clue->organisation += 2;
	if (n >= 2 && n <= 3 && plain && all_unknown(f, piece))
		clue->person += n == 2 && first->caps == DX_CAPS_INITIAL ? 2 : 1;
	if (n == 1 && piece->flags & DX_N_GIVEN && !doubtful && !f->title_case) clue->person += 3; /* "Melanie said" */
	if (n > 5) clue->organisation += 1;
}

/* The words around it. */
static void clues_around(const dx_finder *f, uint32_t p, dx_clue *clue) {
	const dx_piece *piece = dx_piece_at(f, p);
	uint32_t n = piece->last - piece->first;
	if (dx_piece_in(f, p + 1, DX_P(DX_P_WHO)) && dx_piece_is(f, p + 1, "who")) clue->person += 4;
	if (dx_piece_in(f, p + 1, DX_P(DX_P_COMMA))) {
		bool member = n == 1 && p > 0 && dx_piece_is(f, p - 1, "of"); /* "members of Lumen, who" */
		if (dx_piece_in(f, p + 2, DX_P(DX_P_WHO)) && (dx_piece_is(f, p + 2, "who") || dx_piece_is(f, p + 2, "whose")))
			clue->person += member ? 2 : 4;
		if (dx_piece_in(f, p + 2, DX_P(DX_P_WHO)) && dx_piece_is(f, p + 2, "which")) clue->organisation += 4;
		if (dx_piece_in(f, p + 2, DX_P(DX_P_NUMBER)) && dx_piece_in(f, p + 3, DX_P(DX_P_COMMA)) && n > 1)
			clue->person += 4;
		if (dx_piece_in(f, p + 2, DX_P(DX_P_COUNTRY) | DX_P(DX_P_PLACE)) && p > 0 &&
		    dx_piece_in(f, p - 1, DX_P(DX_P_PREP)))
			clue->place += 3;
	}
	if (p == 0 && piece->first == f->first && dx_tok(f, piece->first)->caps == DX_CAPS_UPPER && dateline(f, p))
		clue->place += 6;
	if (n > 1 && speaks(f, p)) clue->person += 2;
	if (n == 1 && met(f, p)) clue->person += 3;
	if (p == 0) return;
	if (dx_piece_in(f, p - 1, DX_P(DX_P_DET))) clue->organisation += dx_piece_is(f, p - 1, "the") ? 3 : 1;
	if (dx_piece_in(f, p - 1, DX_P(DX_P_PREP)) &&
	    dx_listed(dx_token_slice(f->text, dx_tok(f, dx_piece_at(f, p - 1)->first)), DX_LIST_LOCATIVE)) {
		clue->place += 3;
	}
}

/* What a known name at its front tells: "Qatar Airways" is of Qatar, "Al Jazeera TV" is Al Jazeera. */
static void from_known(const dx_finder *f, const dx_piece *piece, dx_mention *m, dx_clue *clue) {
	clue->open = !(piece->flags & DX_N_MEDIUM);
	if (piece->flags & DX_N_MEDIUM) {
		m->type = DIXIT_MEDIUM;
		m->lexeme = piece->lexeme;
		if (m->lexeme) set_country(m, dx_lexicon_medium(f->lexicon, m->lexeme)->country);
		return;
	}
	if (!piece->lexeme) return;
	if (piece->lexeme->type == DX_LEX_COUNTRY) set_country(m, dx_lexicon_country(f->lexicon, piece->lexeme)->iso);
	if (piece->lexeme->type == DX_LEX_PLACE) set_country(m, dx_lexicon_place(f->lexicon, piece->lexeme)->country);
}

uint32_t dx_found_name(dx_finder *f, uint32_t p) {
	const dx_piece *piece = dx_piece_at(f, p);
	uint32_t i = dx_found_add(f, piece->first, piece->last, DIXIT_ORGANISATION);
	dx_mention *m = &f->found.items[i];
	dx_clue *clue = &f->clues.items[i];
	m->name_last = m->last;
	m->gender = gender_of(f, piece);
	from_known(f, piece, m, clue);
	clue->adjective = adjectival(f, p);
	clue->flags = piece->flags;
	clues_inside(f, piece, clue);
	clues_around(f, p, clue);
	return i;
}

typedef struct pronoun {
	const char *word;
	char gender, number;
	uint8_t person;
	bool possessive;
} pronoun;

static const pronoun pronouns[] = {
    {"he", 'm', 's', 3, false},         {"him", 'm', 's', 3, false},     {"his", 'm', 's', 3, true},
    {"himself", 'm', 's', 3, false},    {"she", 'f', 's', 3, false},     {"her", 'f', 's', 3, false},
    {"hers", 'f', 's', 3, true},        {"herself", 'f', 's', 3, false}, {"it", 'n', 's', 3, false},
    {"its", 'n', 's', 3, true},         {"itself", 'n', 's', 3, false},  {"they", 'n', 'p', 3, false},
    {"them", 'n', 'p', 3, false},       {"their", 'n', 'p', 3, true},    {"theirs", 'n', 'p', 3, true},
    {"themselves", 'n', 'p', 3, false}, {"i", 'n', 's', 1, false},       {"me", 'n', 's', 1, false},
    {"my", 'n', 's', 1, true},          {"mine", 'n', 's', 1, true},     {"myself", 'n', 's', 1, false},
    {"we", 'n', 'p', 1, false},         {"us", 'n', 'p', 1, false},      {"our", 'n', 'p', 1, true},
    {"ours", 'n', 'p', 1, true},        {"you", 'n', 's', 2, false},     {"your", 'n', 's', 2, true},
    {"who", 'n', 's', 3, false},        {"both", 'n', 'p', 3, false}};

uint32_t dx_found_pronoun(dx_finder *f, uint32_t p) {
	const dx_piece *piece = dx_piece_at(f, p);
	const dx_token *t = dx_tok(f, piece->first);
	for (size_t k = 0; k < sizeof pronouns / sizeof *pronouns; k++) {
		const pronoun *w = &pronouns[k];
		if ((w->word[0] | 32) != (t->first | 32) || !dx_token_is(f->text, t, w->word)) continue;
		uint32_t i = dx_found_add(f, piece->first, piece->last, w->number == 'p' ? DIXIT_GROUP : DIXIT_PERSON);
		dx_mention *m = &f->found.items[i];
		m->form = DIXIT_PRONOUN;
		m->gender = w->gender;
		m->number = w->number;
		m->person = w->person;
		m->possessive = w->possessive || piece->kind == DX_P_OWNER;
		if (w->gender == 'n' && w->person == 3 && w->number == 's' && w->word[0] == 'i') m->type = DIXIT_ORGANISATION;
		return i;
	}
	return UINT32_MAX;
}
