/* What stands beside a name between commas. */
#include "mention/finder.h"

enum { ONE_DEEP = 1 }; /* an apposition is read as a part, so that it takes no apposition itself */

/* The apposition must end here: a comma, the sentence's end, a bracket, a quotation mark, "who". */
static bool closed(const dx_finder *f, uint32_t p) {
	if (!dx_piece_in(f, p, DX_P_CLOSERS)) return false;
	return !dx_piece_in(f, p, DX_P(DX_P_STOP)) || dx_tok(f, dx_piece_at(f, p)->first)->kind != DX_T_WORD;
}

static bool is_dead(const dx_mention *m) { return m->number == 0; }

static void bury(dx_finder *f, uint32_t m) { f->found.items[m].number = 0; }

static bool nameless_person(const dx_mention *m) {
	return m->type == DIXIT_PERSON && m->form == DIXIT_TITLE && m->number == 's';
}

static bool named(const dx_finder *f, uint32_t m) {
	const dx_mention *x = &f->found.items[m];
	return x->name_last > x->name_first && x->form != DIXIT_TITLE && x->number == 's';
}

/* May the name be a person's, as far as is known? */
static bool personable(const dx_finder *f, uint32_t m) {
	const dx_clue *c = &f->clues.items[m];
	if (!named(f, m) || f->found.items[m].type == DIXIT_COUNTRY || f->found.items[m].lexeme) return false;
	return f->found.items[m].type == DIXIT_PERSON ||
	       (c->open && c->organisation < 4 && c->place < 4 && !(c->flags & DX_N_WEAK));
}

static void take_offices(dx_finder *f, uint32_t m, const dx_mention *from) {
	dx_mention *to = &f->found.items[m];
	if (from->office_count) {
		dx_office *all = DX_NEW(f->arena, dx_office, to->office_count + from->office_count);
		if (to->office_count) memcpy(all, to->offices, to->office_count * sizeof *all);
		memcpy(all + to->office_count, from->offices, from->office_count * sizeof *all);
		to->offices = all;
		to->office_count += from->office_count;
	}
	if (to->gender == 'n') to->gender = from->gender;
	if (!to->country[0]) memcpy(to->country, from->country, 3);
}

/* The description t becomes part of the named mention m. */
static void absorb(dx_finder *f, uint32_t m, uint32_t t, uint32_t born) {
	dx_mention copy = f->found.items[t];
	take_offices(f, m, &copy);
	f->found.items[m].last = copy.last;
	bury(f, t);
	for (uint32_t i = born; i < f->found.count; i++) {
		dx_mention *x = &f->found.items[i];
		if (i != t && (x->parent < 0 || x->parent == (int32_t)t)) x->parent = (int32_t)m;
	}
}

/* What companies and states are called as well as people: "Mozilla Firefox, its main rival,". */
static bool neutral(const dx_finder *f, uint32_t t) {
	static const char *const words[] = {"rival",       "ally",     "partner",   "critic",     "backer",
	                                    "supporter",   "maker",    "owner",     "seller",     "producer",
	                                    "supplier",    "member",   "publisher", "competitor", "manufacturer",
	                                    "broadcaster", "operator", "player",    "subsidiary"};
	const dx_mention *m = &f->found.items[t];
	for (uint32_t i = m->first; i < m->last; i++) {
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (dx_token_is(f->text, dx_tok(f, i), words[k])) return true;
	}
	return false;
}

/* "X, Kenya's foreign minister and head of the AU delegation,": descriptions of a person up to the closing comma. */
static bool describe_person(dx_finder *f, uint32_t m, uint32_t *p, uint32_t q) {
	uint32_t count = f->found.count;
	int32_t t = dx_phrase_read(f, &q, ONE_DEEP), second = -1;
	if (t >= 0 && nameless_person(&f->found.items[t]) && !closed(f, q) && dx_piece_in(f, q, DX_P(DX_P_AND))) {
		q++;
		second = dx_phrase_read(f, &q, ONE_DEEP);
		if (second < 0 || !nameless_person(&f->found.items[second])) t = -1;
	}
	if (t < 0 || !nameless_person(&f->found.items[t]) || !closed(f, q)) {
		dx_found_cut(f, count);
		return false;
	}
	f->clues.items[m].person += neutral(f, (uint32_t)t) ? 0 : 8;
	absorb(f, m, (uint32_t)t, count);
	if (second >= 0) absorb(f, m, (uint32_t)second, count);
	*p = q;
	return true;
}

/* A name in apposition has two words or a title; one word alone must stand between commas: "its chief, Hartono, said".
 */
static bool named_so(const dx_finder *f, uint32_t t, uint32_t q) {
	const dx_mention *m = &f->found.items[t];
	const uint16_t doubtful = DX_N_COMMON | DX_N_UPPER | DX_N_ORG | DX_N_PLACE | DX_N_PRESS;
	if (m->name_last - m->name_first > 1 || m->office_count) return true;
	return dx_piece_in(f, q, DX_P(DX_P_COMMA)) && !(f->clues.items[t].flags & doubtful);
}

/* "Iceland's fisheries minister, Guðrún Þorláksdóttir, denied": the name becomes part of the description m. */
static bool name_person(dx_finder *f, uint32_t m, uint32_t *p, uint32_t q) {
	uint32_t count = f->found.count;
	int32_t t = dx_phrase_read(f, &q, ONE_DEEP);
	/* "Malaysia's prime minister, Najib Razak said": the closing comma may be missing behind an office of a country */
	bool ends = closed(f, q) || (f->found.items[m].country[0] && dx_piece_in(f, q, DX_P(DX_P_VERB)));
	if (t < 0 || !personable(f, (uint32_t)t) || !ends || !named_so(f, (uint32_t)t, q)) {
		dx_found_cut(f, count);
		return false;
	}
	dx_mention copy = f->found.items[t];
	absorb(f, m, (uint32_t)t, count);
	dx_mention *to = &f->found.items[m];
	to->name_first = copy.name_first;
	to->name_last = copy.name_last;
	to->form = copy.form;
	to->lexeme = NULL;
	f->clues.items[m] = f->clues.items[t];
	f->clues.items[m].open = true;
	f->clues.items[m].person += 8;
	*p = q;
	return true;
}

/* "The U.N. refugee agency, UNHCR," and "Radio Jetim, a broadcaster in Osh,". */
static bool describe_organisation(dx_finder *f, uint32_t m, uint32_t *p, uint32_t q) {
	uint32_t count = f->found.count;
	bool nameless = !named(f, m);
	int32_t t = dx_phrase_read(f, &q, ONE_DEEP);
	const dx_mention *x = t >= 0 ? &f->found.items[t] : NULL;
	bool role = x && x->type == DIXIT_ORGANISATION && x->form == DIXIT_TITLE && x->name_last == x->name_first &&
	            x->number == 's';
	bool name =
	    x && named(f, (uint32_t)t) && x->type != DIXIT_PERSON && x->type != DIXIT_COUNTRY && x->type != DIXIT_PLACE;
	bool acronym = name && dx_tok(f, x->name_first)->caps == DX_CAPS_UPPER && x->name_last - x->name_first == 1;
	if (!x || !closed(f, q) ||
	    !(nameless ? name : role || (acronym && f->found.items[m].form == DIXIT_NAME && !f->found.items[m].lexeme))) {
		dx_found_cut(f, count);
		return false;
	}
	dx_mention copy = *x;
	dx_clue clue = f->clues.items[t];
	if (!nameless && !role) { /* two names of one body: the acronym stays a mention of its own inside */
		f->found.items[m].last = copy.last;
		f->found.items[t].parent = (int32_t)m;
		*p = q;
		return true;
	}
	absorb(f, m, (uint32_t)t, count);
	if (nameless) {
		dx_mention *to = &f->found.items[m];
		to->name_first = copy.name_first;
		to->name_last = copy.name_last;
		to->form = copy.form;
		to->lexeme = copy.lexeme;
		to->type = copy.type;
		f->clues.items[m] = clue;
	}
	f->clues.items[m].organisation += 8;
	*p = q;
	return true;
}

static bool one_of(const dx_finder *f, uint32_t p, const char *const *words, size_t count) {
	for (size_t k = 0; k < count; k++) {
		if (dx_piece_is(f, p, words[k])) return true;
	}
	return false;
}
#define ONE_OF(f, p, words) one_of((f), (p), (words), sizeof(words) / sizeof *(words))

/* The office that begins at piece q is m's, if a comma ends it; "in May", "last week" and the like may stand between.
 */
static bool take_office(dx_finder *f, uint32_t m, uint32_t *p, uint32_t q) {
	enum { WHEN_MAX = 4 };
	uint32_t count = f->found.count;
	int32_t t = dx_phrase_read(f, &q, ONE_DEEP);
	bool office = t >= 0 && nameless_person(&f->found.items[t]) && f->found.items[t].office_count;
	for (unsigned n = 0; office && n < WHEN_MAX && !closed(f, q); n++) {
		const uint32_t when = DX_P(DX_P_PREP) | DX_P(DX_P_NUMBER) | DX_P(DX_P_STOP) | DX_P(DX_P_DET) | DX_P(DX_P_PLAIN);
		bool date =
		    dx_piece_at(f, q)->kind != DX_P_END && dx_text_lexeme(dx_tok(f, dx_piece_at(f, q)->first), DX_LEX_DATE);
		if (!date && !dx_piece_in(f, q, when)) break;
		q++;
	}
	if (!office || !closed(f, q)) {
		dx_found_cut(f, count);
		return false;
	}
	absorb(f, m, (uint32_t)t, count);
	f->found.items[m].last = dx_piece_at(f, q - 1)->last;
	f->clues.items[m].person += 8;
	*p = q;
	return true;
}

/* "X, who also serves as the envoy for Syria". */
static bool relative(dx_finder *f, uint32_t m, uint32_t *p, uint32_t q) {
	static const char *const verbs[] = {"serves", "served", "is", "was", "heads", "doubles"};
	static const char *const between[] = {"also", "now", "currently", "still", "then"};
	if (ONE_OF(f, q, between)) q++;
	if (!ONE_OF(f, q, verbs)) return false;
	static const char *const past[] = {"was", "served"};
	bool was = ONE_OF(f, q, past);
	uint32_t known = f->found.items[m].office_count;
	q++;
	if (ONE_OF(f, q, between)) q++;
	if (dx_piece_in(f, q, DX_P(DX_P_PREP)) && dx_piece_is(f, q, "as")) q++;
	if (!take_office(f, m, p, q)) return false;
	for (uint32_t i = known; was && i < f->found.items[m].office_count; i++) f->found.items[m].offices[i].former = true;
	return true;
}

/* "X, appointed fisheries minister in May,". */
static bool appointed(dx_finder *f, uint32_t m, uint32_t *p, uint32_t q) {
	static const char *const verbs[] = {"appointed", "named", "elected", "reelected", "re-elected", "nominated"};
	static const char *const adverbs[] = {"newly", "recently", "just"};
	if (ONE_OF(f, q, adverbs)) q++;
	return ONE_OF(f, q, verbs) && take_office(f, m, p, q + 1);
}

/* "Veselá, née Holubová,", "Karin Falk, formerly Karin Lind,": another name of the person m; `entity` joins the two.
 * A company was formerly something else as well, so that the given name must stay. */
static bool renamed(dx_finder *f, uint32_t m, uint32_t *p, uint32_t q) {
	static const char *const maiden[] = {"née", "nee", "né", "born"};
	static const char *const once[] = {"formerly", "previously"};
	bool later = ONE_OF(f, q, once);
	if ((!later && !ONE_OF(f, q, maiden)) || !dx_piece_in(f, q + 1, DX_P(DX_P_NAME))) return false;
	const dx_piece *piece = dx_piece_at(f, ++q);
	bool given = dx_tok(f, piece->first)->hash == dx_tok(f, f->found.items[m].name_first)->hash;
	if (later && (!given || piece->last - piece->first < 2)) return false;
	uint32_t count = f->found.count;
	int32_t t = dx_phrase_read(f, &q, ONE_DEEP);
	if (t < 0 || !personable(f, (uint32_t)t) || !closed(f, q)) {
		dx_found_cut(f, count);
		return false;
	}
	f->clues.items[m].person += 8;
	f->clues.items[t].person += 8;
	*p = q;
	return true;
}

static bool begins_phrase(const dx_finder *f, uint32_t p) {
	const uint32_t starts = DX_P(DX_P_DET) | DX_P(DX_P_OWNER) | DX_P(DX_P_ADJECTIVE) | DX_P_ENTITIES |
	                        DX_P(DX_P_TITLE) | DX_P(DX_P_MODIFIER) | DX_P(DX_P_ROLE) | DX_P(DX_P_NAME) |
	                        DX_P(DX_P_PLAIN);
	return dx_piece_in(f, p, starts);
}

void dx_apposition(dx_finder *f, uint32_t m, uint32_t *p) {
	if (!dx_piece_in(f, *p, DX_P(DX_P_COMMA)) || is_dead(&f->found.items[m])) return;
	bool person = personable(f, m);
	uint32_t q = *p + 1;
	if (person && dx_piece_in(f, q, DX_P(DX_P_NUMBER)) && dx_piece_in(f, q + 1, DX_P_CLOSERS)) {
		f->found.items[m].last = dx_piece_at(f, q)->last;
		f->clues.items[m].person += 3;
		*p = q + 1;
		if (!dx_piece_in(f, *p, DX_P(DX_P_COMMA))) return;
		q = *p + 1;
	}
	if (person && dx_piece_in(f, q, DX_P(DX_P_WHO)) && dx_piece_is(f, q, "who") && relative(f, m, p, q + 1)) return;
	if (person && (appointed(f, m, p, q) || renamed(f, m, p, q))) return;
	if (!begins_phrase(f, q)) return;
	const dx_mention *mention = &f->found.items[m];
	if (nameless_person(mention) && name_person(f, m, p, q)) {
		bool comma = dx_piece_in(f, *p, DX_P(DX_P_COMMA));
		if (comma && dx_piece_in(f, *p + 1, DX_P(DX_P_WHO)) && dx_piece_is(f, *p + 1, "who"))
			relative(f, m, p, *p + 2);
		else if (comma && dx_piece_in(f, *p + 1, DX_P(DX_P_DET))) /* "the chief, Hartono, a general," */
			describe_person(f, m, p, *p + 1);
		return;
	}
	if (person && describe_person(f, m, p, q)) return;
	if ((mention->type == DIXIT_ORGANISATION || mention->type == DIXIT_MEDIUM) && mention->number == 's') {
		describe_organisation(f, m, p, q);
	}
}
