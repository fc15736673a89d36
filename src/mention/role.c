/* Heads that are common nouns: people, groups and organisations without a name of their own, or before one. */
#include "mention/phrase.h"
#include "mention/words.h"

static const uint32_t CORES = DX_P(DX_P_TITLE) | DX_P(DX_P_ROLE);

uint32_t dx_name_start(const dx_phrase *s, uint32_t head) {
	uint32_t first = head;
	if (s->capital) first = s->capital_first;
	for (uint32_t i = s->born; i < s->f->found.count; i++) {
		const dx_mention *m = &s->f->found.items[i];
		if (m->possessive && m->form != DIXIT_PRONOUN && m->name_first < first && m->name_last > m->name_first &&
		    m->last <= first) {
			first = m->name_first;
		}
	}
	if (s->field < first && dx_tok(s->f, s->field)->caps != DX_CAPS_NONE) first = s->field;
	return first;
}

static void describe(dx_phrase *s, uint32_t m, const dx_piece *piece, const dx_role *role) {
	dx_mention *mention = &s->f->found.items[m];
	bool plural = piece->lexeme->detail & DX_N_PLURAL && !(piece->lexeme->detail & DX_N_SINGULAR && !s->counted);
	mention->form = DIXIT_TITLE;
	mention->lexeme = piece->lexeme;
	bool many = plural || role->number == 'p' || dx_token_is(s->f->text, dx_tok(s->f, piece->last - 1), "police");
	mention->number = many ? 'p' : 's';
	if (role->kind == DX_ROLE_PERSON)
		mention->type = plural ? DIXIT_GROUP : DIXIT_PERSON;
	else if (role->kind == DX_ROLE_GROUP)
		mention->type = DIXIT_GROUP;
	else
		mention->type = plural ? DIXIT_GROUP : DIXIT_ORGANISATION;
	if (!mention->country[0]) memcpy(mention->country, s->country, 3);
}

/* The organisation before a title or another role: "a Chinese Commerce Ministry spokesperson", "army chief". */
static void as_modifier(dx_phrase *s, const dx_piece *piece, const dx_role *role) {
	dx_finder *f = s->f;
	if (role->kind == DX_ROLE_PERSON || (role->kind == DX_ROLE_GROUP && !dx_piece_in(f, s->p + 1, DX_P(DX_P_TITLE)))) {
		if (s->field == DX_NO_TOKEN) s->field = piece->first;
		s->p++;
		return;
	}
	uint32_t start = dx_name_start(s, piece->first);
	uint32_t m = dx_found_add(f, start, piece->last, DIXIT_ORGANISATION);
	dx_mention *mention = &f->found.items[m];
	describe(s, m, piece, role);
	if (start < piece->first) {
		mention->form = DIXIT_NAME;
		mention->name_first = start;
		mention->name_last = piece->last;
	}
	dx_found_adopt(f, s->born, m);
	s->organisation = (int32_t)m;
	s->modified = true;
	s->capital = false;
	s->field = DX_NO_TOKEN;
	s->plain = 0;
	s->p++;
	s->firm = s->p;
}

/* "The broadcaster Haber 9", "the Palestinian movement Hamas", "aid worker Marit Koch". */
static int32_t before_name(dx_phrase *s, const dx_role *role) {
	dx_finder *f = s->f;
	uint32_t m;
	if (dx_piece_in(f, s->p + 1, DX_P(DX_P_NAME))) {
		uint16_t flags = dx_piece_at(f, s->p + 1)->flags;
		s->p++;
		m = dx_found_name(f, s->p);
		if (role->kind == DX_ROLE_PERSON)
			f->clues.items[m].person += 8;
		else
			f->clues.items[m].organisation += flags & DX_N_GIVEN ? 3 : 8;
		s->p++;
	} else {
		s->p++;
		m = dx_found_entity(f, s->p);
		s->p++;
	}
	dx_mention *mention = &f->found.items[m];
	mention->first = s->first;
	if (!mention->country[0]) memcpy(mention->country, s->country, 3);
	dx_found_adopt(f, s->born, m);
	return (int32_t)m;
}

/* "Ministry of Natural Resources", "Department of Health and Human Services": capitals behind "of" and "for". */
static void absorb_fields(dx_phrase *s) {
	dx_finder *f = s->f;
	while (dx_here_in(s, DX_P(DX_P_PREP) | DX_P(DX_P_AND))) {
		bool and = dx_here_in(s, DX_P(DX_P_AND));
		if (!and&&!dx_piece_is(f, s->p, "of") && !dx_piece_is(f, s->p, "for") && !dx_piece_is(f, s->p, "on") &&
		    !dx_piece_is(f, s->p, "against"))
			return;
		uint32_t q = s->p + 1;
		if (!and&&dx_piece_in(f, q, DX_P(DX_P_DET)) && dx_piece_in(f, q + 1, DX_P(DX_P_NAME))) q++;
		const dx_piece *piece = dx_piece_at(f, q);
		if (piece->kind != DX_P_NAME || piece->flags & (DX_N_GIVEN | DX_N_INITIAL | DX_N_ORG | DX_N_UPPER)) return;
		if (and&&!(piece->flags & DX_N_COMMON)) return;
		s->p = q + 1;
	}
}

void dx_organisation_close(dx_phrase *s, uint32_t m) {
	dx_finder *f = s->f;
	uint32_t head = f->found.items[m].name_first;
	if (dx_capital(f, head)) absorb_fields(s);
	while (dx_complement(s, false)) {
	}
	dx_mention *mention = &f->found.items[m];
	mention->last = dx_read_to(s);
	mention->name_first = dx_name_start(s, head);
	if (mention->name_first < mention->first) mention->first = mention->name_first;
	mention->name_last = mention->last;
	mention->form = DIXIT_NAME;
	if (!mention->country[0]) memcpy(mention->country, s->country, 3);
	dx_found_adopt(f, s->born, m);
}

/* "The army's chief": the role owns what follows. */
static void as_owner(dx_phrase *s, const dx_piece *piece, const dx_role *role) {
	dx_finder *f = s->f;
	uint32_t m = dx_found_add(f, s->first, piece->last, DIXIT_ORGANISATION);
	describe(s, m, piece, role);
	f->found.items[m].possessive = true;
	uint32_t start = dx_name_start(s, piece->first);
	if (role->kind == DX_ROLE_ORGANISATION && start < piece->first) {
		f->found.items[m].form = DIXIT_NAME;
		f->found.items[m].name_first = start;
		f->found.items[m].name_last = piece->last;
	}
	dx_found_adopt(f, s->born, m);
	s->capital = false;
	s->organisation = -1;
	dx_phrase_modify(s, m);
	s->determined = true;
	s->field = DX_NO_TOKEN;
	s->plain = 0;
	s->p += 2;
	s->firm = s->p;
}

static int32_t as_head(dx_phrase *s, const dx_piece *piece, const dx_role *role) {
	dx_finder *f = s->f;
	bool capital = dx_capital(f, piece->first) && !dx_initial(f, piece->first);
	bool plural = piece->lexeme->detail & DX_N_PLURAL || role->kind == DX_ROLE_GROUP;
	if (!plural && !s->determined && !s->modified && !capital && s->first != f->first) {
		s->p++;
		return -1;
	}
	uint32_t m = dx_found_add(f, s->first, piece->last, DIXIT_ORGANISATION);
	describe(s, m, piece, role);
	s->p++;
	bool named =
	    role->kind == DX_ROLE_ORGANISATION && f->found.items[m].type == DIXIT_ORGANISATION && (capital || s->modified);
	if (named) {
		f->found.items[m].name_first = piece->first;
		dx_organisation_close(s, m);
		bool bare = f->found.items[m].name_first == piece->first && piece->last - piece->first == 1 &&
		            f->found.items[m].last == piece->last;
		if (f->found.items[m].name_first == piece->first &&
		    (!capital || bare)) { /* "its mission", "the Commission": no name */
			f->found.items[m].name_last = f->found.items[m].name_first;
			f->found.items[m].form = DIXIT_TITLE;
		}
		f->found.items[m].first = s->first;
		return (int32_t)m;
	}
	while (dx_complement(s, false)) {
	}
	f->found.items[m].last = dx_read_to(s);
	if (!f->found.items[m].country[0]) memcpy(f->found.items[m].country, s->country, 3);
	dx_found_adopt(f, s->born, m);
	return (int32_t)m;
}

/* "A military operation", "press freedom": the role word describes the noun behind it. */
static bool describes(const dx_phrase *s, const dx_piece *piece) {
	const dx_piece *next = dx_piece_at(s->f, s->p + 1);
	if (next->kind != DX_P_PLAIN || piece->lexeme->detail & DX_N_PLURAL) return false;
	const dx_token *t = dx_tok(s->f, next->first);
	if (!t->word || !(t->word->classes & DX_W_NOUN)) return false;
	dx_slice w = dx_token_slice(s->f->text, t);
	return !(next->flags & DX_PLAIN_VERB) || (w.ptr[w.len - 1] != 's' && w.ptr[w.len - 1] != 'd');
}

int32_t dx_role_read(dx_phrase *s) {
	dx_finder *f = s->f;
	const dx_piece *piece = dx_here(s);
	const dx_role *role = dx_lexicon_role(f->lexicon, piece->lexeme);
	bool plural = piece->lexeme->detail == DX_N_PLURAL;
	if (dx_piece_in(f, s->p + 1, DX_P(DX_P_POSS))) {
		as_owner(s, piece, role);
		return -1;
	}
	if (dx_piece_in(f, s->p + 1, CORES) ||
	    (!plural && dx_piece_in(f, s->p + 1, DX_P(DX_P_PLAIN) | DX_P(DX_P_MODIFIER)) && dx_core_ahead(f, s->p + 1))) {
		as_modifier(s, piece, role);
		return -1;
	}
	if (!plural && describes(s, piece)) {
		s->p++;
		return -1;
	}
	if (!plural && dx_piece_in(f, s->p + 1, DX_P(DX_P_NAME) | DX_P(DX_P_BODY) | DX_P(DX_P_MEDIUM)) &&
	    !(dx_piece_in(f, s->p + 1, DX_P(DX_P_NAME)) && dx_piece_at(f, s->p + 1)->flags & DX_N_WEAK)) {
		bool name = dx_piece_in(f, s->p + 1, DX_P(DX_P_NAME));
		if (role->kind == DX_ROLE_PERSON && name &&
		    dx_piece_at(f, s->p + 1)->flags & DX_N_ORG) { /* "the conservative Tax Foundation" */
			s->p++;
			return -1;
		}
		if (role->kind != DX_ROLE_PERSON || name) return before_name(s, role);
	}
	return as_head(s, piece, role);
}
