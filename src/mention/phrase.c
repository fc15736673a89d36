/* Reading one noun phrase: determiner, modifiers, head. */
#include "mention/phrase.h"
#include "mention/words.h"

enum { DEPTH_MAX = 3, PLAIN_MAX = 4 };

/* "Foreign Ministry", "Supreme Court": a body of the tables that every country has. */
static bool national(const dx_finder *f, const dx_piece *piece) {
	const dx_body *body = dx_lexicon_body(f->lexicon, piece->lexeme);
	return !body->country[0] &&
	       (body->type == DX_BODY_AGENCY || body->type == DX_BODY_COURT || body->type == DX_BODY_PARLIAMENT);
}

bool dx_core_ahead(const dx_finder *f, uint32_t p) {
	for (unsigned n = 0; n < 5; n++, p++) {
		const dx_piece *piece = dx_piece_at(f, p);
		switch (piece->kind) {
		case DX_P_TITLE:
		case DX_P_ROLE: return true;
		case DX_P_PLAIN:
			if (piece->flags & DX_PLAIN_VERB) return false;
			break;
		case DX_P_NAME:
			if (piece->flags & DX_N_ORG) return true;
			if (!(piece->flags & DX_N_COMMON)) return false;
			break;
		case DX_P_BODY:
			if (national(f, piece)) return true;
			break;
		case DX_P_MODIFIER:
		case DX_P_ADJECTIVE:
		case DX_P_PLACE:
		case DX_P_COUNTRY:
		case DX_P_MEDIUM: break;
		default: return false;
		}
	}
	return false;
}

void dx_phrase_modify(dx_phrase *s, uint32_t m) {
	const dx_mention *mention = &s->f->found.items[m];
	s->modified = true;
	if (mention->type == DIXIT_COUNTRY || mention->type == DIXIT_PLACE) {
		if (!s->country[0]) memcpy(s->country, mention->country, 3);
		return;
	}
	if (mention->form == DIXIT_PRONOUN) return;
	s->organisation = (int32_t)m;
	if (!s->country[0]) memcpy(s->country, mention->country, 3);
}

static void firm(dx_phrase *s) {
	s->firm = s->p;
	s->plain = 0;
}

/* Mention m was the owner ("Iran's"): the phrase goes on behind its 's, modified by it. */
static int32_t owned_by(dx_phrase *s, uint32_t m) {
	dx_phrase_modify(s, m);
	s->determined = true;
	s->field = DX_NO_TOKEN;
	s->p++;
	firm(s);
	return -1;
}

/* The, a, his, two, and several of them: "all the", "his two". */
static void read_leading(dx_phrase *s) {
	for (;; s->p++) {
		const dx_piece *piece = dx_here(s);
		if (piece->kind == DX_P_OWNER) {
			uint32_t m = dx_found_pronoun(s->f, s->p);
			if (m != UINT32_MAX) s->modified = true;
		} else if (piece->kind == DX_P_NUMBER) {
			s->counted = true;
		} else if (piece->kind != DX_P_DET) {
			break;
		}
		s->determined = true;
	}
	firm(s);
}

/* "The UN plans", not "the UN plan": a word that may be a verb of a singular subject. */
static bool acts(const dx_finder *f, const dx_piece *piece) {
	dx_slice w = dx_token_slice(f->text, dx_tok(f, piece->first));
	return piece->flags & DX_PLAIN_VERB && (w.ptr[w.len - 1] == 's' || w.ptr[w.len - 1] == 'd');
}

/* "The Norwegian Foreign Ministry", "Israel's Supreme Court": the body of that country, not the one of the table. */
static void make_national(dx_phrase *s, uint32_t m, const dx_piece *piece) {
	dx_finder *f = s->f;
	const dx_piece *left = s->p > 1 ? dx_piece_at(f, s->p - 2) : NULL; /* s->p stands behind the body */
	if (piece->kind != DX_P_BODY || !s->country[0] || !left) return;
	if (!(DX_P(left->kind) & (DX_P(DX_P_ADJECTIVE) | DX_P(DX_P_POSS) | DX_P(DX_P_COUNTRY)))) return;
	dx_mention *mention = &f->found.items[m];
	if (mention->country[0] &&
	    !memcmp(mention->country, s->country, 2)) { /* "the Israeli Knesset": the one of the table */
		mention->first = s->first;
		dx_found_adopt(f, s->born, m);
		return;
	}
	if (!mention->country[0] && mention->lexeme && !national(f, piece)) return;
	if (mention->country[0]) mention->lexeme = NULL;
	memcpy(mention->country, s->country, 3);
	mention->name_first = dx_name_start(s, piece->first);
	mention->first = s->first < mention->name_first ? s->first : mention->name_first;
	dx_found_adopt(f, s->born, m);
}

/* "The U.S. Environmental Protection Agency": a body of that very country. */
static bool own_body(const dx_finder *f, uint32_t m, uint32_t p) {
	if (f->found.items[m].type != DIXIT_COUNTRY || !dx_piece_in(f, p, DX_P(DX_P_BODY))) return false;
	return !memcmp(dx_lexicon_body(f->lexicon, dx_piece_at(f, p)->lexeme)->country, f->found.items[m].country, 2);
}

/* "The Republican said": one of the party. */
static bool party_member(const dx_finder *f, const dx_piece *piece) {
	static const char *const words[] = {"republican", "democrat", "tory", "socialist", "conservative", "liberal"};
	if (piece->kind != DX_P_BODY || piece->last - piece->first > 1) return false;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (dx_token_is(f->text, dx_tok(f, piece->first), words[k])) return true;
	return false;
}

/* "The Defence Ministry of Chile" */
static void of_country(dx_phrase *s, uint32_t m, const dx_piece *piece) {
	dx_finder *f = s->f;
	if (piece->kind != DX_P_BODY || f->found.items[m].country[0]) return;
	if (f->found.items[m].lexeme && !national(f, piece)) return;
	if (!dx_here_in(s, DX_P(DX_P_PREP)) || !dx_piece_is(f, s->p, "of")) return;
	uint32_t q = dx_piece_in(f, s->p + 1, DX_P(DX_P_DET)) ? s->p + 2 : s->p + 1;
	if (!dx_piece_in(f, q, DX_P(DX_P_COUNTRY)) || !dx_complement(s, false)) return;
	dx_mention *mention = &f->found.items[m];
	mention->last = mention->name_last = dx_read_to(s);
	memcpy(mention->country, s->country, 3);
	dx_found_adopt(f, m + 1, m);
}

/* Before its head a country, body or place; with 's the owner of what follows. Returns its mention where it is the head
 * itself, -1 where the phrase goes on. */
static int32_t read_entity(dx_phrase *s) {
	dx_finder *f = s->f;
	const dx_piece *piece = dx_here(s);
	uint32_t m = dx_found_entity(f, s->p), lead = s->first;
	bool bare = s->plain == 0 && !s->modified && !s->office_count;
	s->p++;
	make_national(s, m, piece);
	if (dx_here_in(s, DX_P(DX_P_POSS))) {
		f->found.items[m].possessive = true;
		if (f->found.items[m].type == DIXIT_PLACE && f->found.items[m].lexeme->type == DX_LEX_COUNTRY) {
			f->found.items[m].type = DIXIT_COUNTRY;
			f->found.items[m].form = DIXIT_METONYM;
		}
		if (bare) f->found.items[m].first = lead;
		return owned_by(s, m);
	}
	if (dx_core_ahead(f, s->p) || own_body(f, m, s->p)) {
		dx_phrase_modify(s, m);
		if (!s->capital) {
			s->capital = true;
			s->capital_first = piece->first;
		}
		s->field = DX_NO_TOKEN;
		firm(s);
		return -1;
	}
	if (bare && s->determined && party_member(f, piece) && dx_here_in(s, DX_P_CLOSERS | DX_P(DX_P_VERB))) {
		f->found.items[m].type = DIXIT_PERSON;
		f->found.items[m].form = DIXIT_TITLE;
		f->found.items[m].name_last = f->found.items[m].name_first;
		f->found.items[m].country[0] = 0;
	}
	of_country(s, m, piece);
	bool noun = dx_here_in(s, DX_P(DX_P_PLAIN)) && dx_here(s)->flags & DX_PLAIN_NOUN && !acts(f, dx_here(s));
	if (bare && !noun) f->found.items[m].first = lead;
	return (int32_t)m;
}

static void give_country(dx_phrase *s, uint32_t m) {
	dx_mention *mention = &s->f->found.items[m];
	if (!mention->country[0]) memcpy(mention->country, s->country, 3);
}

/* "Marit Koch of the Nordic Relief Council", "President Adjavon of Togo": where the bearer of the name belongs. */
static void belongs(dx_phrase *s, uint32_t m) {
	if (!dx_here_in(s, DX_P(DX_P_PREP)) || !dx_piece_is(s->f, s->p, "of")) return;
	uint32_t count = s->f->found.count;
	int32_t organisation = s->organisation;
	bool office = s->office_count && !s->offices[s->office_count - 1].country[0] &&
	              s->offices[s->office_count - 1].organisation < 0;
	if (dx_complement(s, office))
		s->f->found.items[m].last = dx_read_to(s);
	else
		dx_found_cut(s->f, count);
	s->organisation = organisation;
}

/* A person's name behind titles: "Iranian Foreign Minister Hossein Amir-Abdollahian". */
static int32_t named_person(dx_phrase *s) {
	dx_finder *f = s->f;
	uint32_t m = dx_found_name(f, s->p);
	s->p++;
	dx_mention *mention = &f->found.items[m];
	mention->type = DIXIT_PERSON;
	mention->first = s->first;
	f->clues.items[m].person += 10;
	belongs(s, m);
	dx_offices_give(s, m);
	dx_found_adopt(f, s->born, m);
	if (!dx_here_in(s, DX_P(DX_P_POSS)) || !dx_core_ahead(f, s->p + 1)) return (int32_t)m;
	mention = &f->found.items[m]; /* "President Abbas's spokesman Nabil": the one who is named first owns the title that
	                                 follows */
	mention->possessive = true;
	s->office_count = 0;
	s->country[0] = 0;
	s->organisation = -1;
	s->capital = false;
	return owned_by(s, m);
}

/* Words that make a plain word before a name an occupation: "pollster Pat", "skipper Torgeir". */
static bool occupation(const dx_finder *f, const dx_piece *piece) {
	dx_slice w = dx_token_slice(f->text, dx_tok(f, piece->first));
	static const char *const ends[] = {"er", "or", "ist", "ian", "man", "woman", "ent", "ant"};
	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
		size_t n = strlen(ends[k]);
		if (w.len > n + 2 && !memcmp(w.ptr + w.len - n, ends[k], n)) return true;
	}
	return false;
}

/* A name that is the head: a person, an organisation, or open until the article's end. */
static int32_t name_head(dx_phrase *s) {
	dx_finder *f = s->f;
	if (s->office_count) return named_person(s);
	const dx_piece *piece = dx_here(s), *left = s->p ? dx_piece_at(f, s->p - 1) : NULL;
	uint32_t m = dx_found_name(f, s->p);
	bool behind = s->plain && left; /* plain words stand before the name */
	bool ship = behind && dx_listed(dx_token_slice(f->text, dx_tok(f, left->first)), DX_LIST_SHIP);
	f->clues.items[m].ship = ship;
	bool worker = behind && !ship && left->kind == DX_P_PLAIN && occupation(f, left) &&
	              !(left->flags & DX_PLAIN_VERB) && (s->determined || !(piece->flags & DX_N_ORG));
	bool whole = s->plain == 0 || (s->determined && worker) || worker;
	if (worker && piece->last - piece->first > 1 && !(piece->flags & DX_N_ORG)) f->clues.items[m].person += 3;
	bool both =
	    s->determined && s->p > 0 && dx_piece_in(f, s->p - 1, DX_P(DX_P_DET)) && dx_piece_is(f, s->p - 1, "both");
	if (whole && !both) f->found.items[m].first = s->first;
	s->p++;
	give_country(s, m);
	if (whole) dx_found_adopt(f, s->born, m);
	if (piece->flags & DX_N_ORG)
		dx_organisation_close(s, m);
	else if (piece->last - piece->first > 1)
		belongs(s, m);
	dx_found_adopt(f, m + 1, m);
	return (int32_t)m;
}

/* "The broadcaster Haber 9": a maker of news, who is a person only where a given name follows. */
static bool institution(const dx_phrase *s, const dx_piece *piece) {
	if (s->office_count != 1 || piece->flags & DX_N_GIVEN) return false;
	const dx_token *t = dx_tok(s->f, s->offices[0].last - 1);
	return dx_token_is(s->f->text, t, "broadcaster") || dx_token_is(s->f->text, t, "publisher");
}

/* "The Refugee Convention", "the Commander-in-Chief Forum": the title is a word of a thing's name. */
static bool thing_behind_title(const dx_phrase *s, const dx_piece *piece) {
	if (piece->last - piece->first > 1 || !(piece->flags & DX_N_COMMON) || s->offices[0].kind == DX_TITLE_HONORIFIC)
		return false;
	return dx_listed(dx_token_slice(s->f->text, dx_tok(s->f, piece->first)), DX_LIST_ORGANISATION);
}

/* Names before a head: "Breitbart News Daily host X", "Commerce Minister", "Trump's spokesman". */
static int32_t read_name(dx_phrase *s) {
	dx_finder *f = s->f;
	const dx_piece *piece = dx_here(s);
	if (institution(s, piece)) {
		s->office_count = 0;
		int32_t m = name_head(s);
		f->clues.items[m].organisation += 8;
		return m;
	}
	if (s->office_count && thing_behind_title(s, piece)) s->office_count = 0;
	if (s->office_count) return named_person(s);
	if (dx_piece_in(f, s->p + 1, DX_P(DX_P_POSS))) {
		bool bare = s->plain == 0 && !s->modified;
		uint32_t m = dx_found_name(f, s->p);
		f->found.items[m].possessive = true;
		if (bare) f->found.items[m].first = s->first;
		bool job = dx_core_ahead(f, dx_piece_in(f, s->p + 2, DX_P(DX_P_PLAIN)) ? s->p + 3 : s->p + 2);
		if (!(piece->flags & DX_N_GIVEN) && job) f->clues.items[m].organisation += 2;
		s->p += 2;
		dx_phrase_modify(s, m);
		s->determined = true;
		s->field = DX_NO_TOKEN;
		firm(s);
		return -1;
	}
	bool title_next = dx_piece_in(f, s->p + 1, DX_P(DX_P_TITLE));
	if (title_next && piece->flags & DX_N_COMMON && !(piece->flags & DX_N_ORG)) {
		if (s->field == DX_NO_TOKEN) s->field = piece->first;
		s->p++;
		firm(s);
		return -1;
	}
	bool ahead = dx_core_ahead(f, s->p + 1) && !(piece->flags & DX_N_WEAK);
	if (ahead && piece->flags & (DX_N_GIVEN | DX_N_INITIAL | DX_N_PARTICLE) && !(piece->flags & DX_N_ORG) &&
	    dx_piece_in(f, s->p + 1, DX_P(DX_P_PLAIN)))
		ahead = false;
	if (!ahead) return name_head(s);
	uint32_t m = dx_found_name(f, s->p);
	if (!s->capital) {
		s->capital = true;
		s->capital_first = piece->first;
	}
	s->p++;
	dx_phrase_modify(s, m);
	s->field = DX_NO_TOKEN;
	firm(s);
	return -1;
}

/* "The Norwegian said", "two Americans", "Iranians". */
static int32_t people_head(dx_phrase *s, const dx_piece *piece) {
	dx_finder *f = s->f;
	dx_slice w = dx_token_slice(f->text, dx_tok(f, piece->last - 1));
	bool plural = w.ptr[w.len - 1] == 's' || (w.len > 2 && !memcmp(w.ptr + w.len - 2, "sh", 2)) ||
	              (w.len > 2 && !memcmp(w.ptr + w.len - 2, "ch", 2)) ||
	              (w.len > 3 && !memcmp(w.ptr + w.len - 3, "ese", 3));
	uint32_t m = dx_found_add(f, s->first, piece->last, plural ? DIXIT_GROUP : DIXIT_PERSON);
	dx_mention *mention = &f->found.items[m];
	mention->form = DIXIT_TITLE;
	mention->lexeme = piece->lexeme;
	mention->number = plural ? 'p' : 's';
	memcpy(mention->country, dx_lexicon_country(f->lexicon, piece->lexeme)->iso, 3);
	if (w.len > 5 && !memcmp(w.ptr + w.len - 5, "woman", 5))
		mention->gender = 'f';
	else if (w.len > 3 && !memcmp(w.ptr + w.len - 3, "man", 3) && piece->kind == DX_P_DEMONYM)
		mention->gender = 'm';
	dx_found_adopt(f, s->born, m);
	return (int32_t)m;
}

/* "The Norwegian called on": a past form with no noun behind it. */
static bool past_verb(const dx_finder *f, uint32_t p) {
	const uint32_t nouns =
	    DX_P(DX_P_PLAIN) | DX_P(DX_P_ROLE) | DX_P(DX_P_TITLE) | DX_P(DX_P_NAME) | DX_P(DX_P_MODIFIER);
	return dx_piece_in(f, p, DX_P(DX_P_PLAIN)) && dx_piece_at(f, p)->flags & DX_PLAIN_VERB &&
	       acts(f, dx_piece_at(f, p)) && !dx_piece_in(f, p + 1, nouns);
}

static bool read_adjective(dx_phrase *s, int32_t *made) {
	const dx_piece *piece = dx_here(s);
	const uint32_t stops = DX_P_CLOSERS | DX_P(DX_P_VERB) | DX_P(DX_P_AND) | DX_P(DX_P_POSS);
	bool bare =
	    s->determined && !s->modified && s->plain == 0 && s->p > 0 && dx_piece_in(s->f, s->p - 1, DX_P(DX_P_DET));
	if (bare && (dx_piece_in(s->f, s->p + 1, stops) || past_verb(s->f, s->p + 1)) && !s->office_count) {
		*made = people_head(s, piece);
		s->p++;
		return true;
	}
	memcpy(s->country, dx_lexicon_country(s->f->lexicon, piece->lexeme)->iso, 3);
	if (!s->capital) {
		s->capital = true;
		s->capital_first = piece->first;
	}
	s->modified = true;
	s->field = DX_NO_TOKEN;
	s->p++;
	return false;
}

static void read_modifier(dx_phrase *s) {
	const dx_piece *piece = dx_here(s);
	const dx_token *t = dx_tok(s->f, piece->first);
	if (s->modifier == DX_NO_TOKEN) s->modifier = piece->first;
	s->deputy = s->deputy || dx_token_is(s->f->text, t, "deputy") || dx_token_is(s->f->text, t, "vice");
	s->former = s->former || dx_token_is(s->f->text, t, "former") || dx_token_is(s->f->text, t, "ex") ||
	            dx_token_is(s->f->text, t, "then");
	static const char *const stand_ins[] = {"acting", "interim", "caretaker"};
	for (size_t k = 0; k < sizeof stand_ins / sizeof *stand_ins; k++)
		s->acting = s->acting || dx_token_is(s->f->text, t, stand_ins[k]);
	s->p++;
}

static bool read_plain(dx_phrase *s) {
	const dx_piece *piece = dx_here(s);
	if (++s->plain > PLAIN_MAX) return false;
	dx_slice w = dx_token_slice(s->f->text, dx_tok(s->f, piece->first));
	bool no_field = dx_listed(w, DX_LIST_NO_PORTFOLIO) || (w.len > 4 && !memcmp(w.ptr + w.len - 2, "ed", 2));
	if (no_field)
		s->field = DX_NO_TOKEN;
	else if (s->field == DX_NO_TOKEN)
		s->field = piece->first;
	s->p++;
	return true;
}

/* "The president's spokesman": the title's holder owns what follows. */
static bool title_owner(dx_phrase *s) {
	if (!s->office_count) return false;
	int32_t m = dx_title_only(s);
	if (m < 0) return false;
	s->f->found.items[m].possessive = true;
	s->office_count = 0;
	s->country[0] = 0;
	s->organisation = -1;
	dx_phrase_modify(s, (uint32_t)m);
	s->determined = true;
	s->p++;
	firm(s);
	return true;
}

static bool describes_role(const dx_phrase *s) {
	const dx_piece *left = dx_piece_at(s->f, s->p - 1);
	return left->kind == DX_P_TITLE && s->offices[s->office_count - 1].kind == DX_TITLE_JOB &&
	       !dx_capital(s->f, left->first);
}

/* One piece; true: the phrase is complete, with its mention in *made (-1: none). */
static bool read_piece(dx_phrase *s, int32_t *made) {
	const dx_piece *piece = dx_here(s);
	if (s->office_count && piece->kind == DX_P_ROLE && describes_role(s)) {
		s->office_count--; /* "refugee camp", "rebel group" */
		s->organisation = -1;
	} else if (s->office_count && !dx_here_in(s, DX_P(DX_P_NAME) | DX_P(DX_P_TITLE) | DX_P(DX_P_POSS))) {
		*made = dx_title_only(s);
		return true;
	}
	switch (piece->kind) {
	case DX_P_POSS:
		if (!s->office_count && s->plain && dx_core_ahead(s->f, s->p + 1)) { /* "the skippers' union" */
			s->p++;
			s->determined = true;
			s->field = DX_NO_TOKEN;
			return false;
		}
		return !title_owner(s);
	case DX_P_PLAIN: return !read_plain(s);
	case DX_P_MODIFIER: read_modifier(s); return false;
	case DX_P_ADJECTIVE: return read_adjective(s, made);
	case DX_P_DEMONYM:
		*made = people_head(s, piece);
		s->p++;
		return true;
	case DX_P_COUNTRY:
	case DX_P_PLACE:
	case DX_P_BODY:
	case DX_P_MEDIUM: *made = read_entity(s); return *made >= 0;
	case DX_P_NAME: *made = read_name(s); return *made >= 0;
	case DX_P_TITLE: dx_office_read(s); return false;
	case DX_P_ROLE: *made = dx_role_read(s); return *made >= 0;
	default: return true;
	}
}

int32_t dx_phrase_read(dx_finder *f, uint32_t *p, unsigned depth) {
	dx_phrase s = {.f = f,
	               .p = *p,
	               .born = f->found.count,
	               .first = dx_piece_at(f, *p)->first,
	               .firm = *p,
	               .field = DX_NO_TOKEN,
	               .modifier = DX_NO_TOKEN,
	               .depth = depth,
	               .organisation = -1};
	int32_t made = -1;
	if (depth > DEPTH_MAX) return -1;
	read_leading(&s);
	while (!read_piece(&s, &made)) {
	}
	if (made < 0) {
		/* nothing to head the phrase: what was found inside stays, the plain words behind it are left to be read anew
		 * only where a later piece could begin a phrase */
		*p = s.p > *p ? s.p : *p + 1;
		return -1;
	}
	if (depth == 0) dx_apposition(f, (uint32_t)made, &s.p);
	*p = s.p;
	return made;
}
