/* Titles and offices: "Iran's deputy foreign minister", "U.N. special envoy for shared waters". */
#include "mention/phrase.h"
#include "mention/words.h"

/* Titles whose "to X" says where they are sent or whom they serve. */
static bool goes_to(const dx_finder *f, const dx_piece *piece) {
	static const char *const words[] = {"ambassador",     "envoy",    "adviser",    "advisor",   "aide",
	                                    "representative", "observer", "delegate",   "counselor", "assistant",
	                                    "mission",        "embassy",  "delegation", "nuncio"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		if (dx_token_is(f->text, dx_tok(f, piece->last - 1), words[k])) return true;
	}
	return false;
}

/* Append words as a title writes them: capitals on all but the small ones. */
static uint32_t put_words(const dx_finder *f, char *out, uint32_t o, uint32_t first, uint32_t last) {
	for (uint32_t i = first; i < last; i++) {
		const dx_token *t = dx_tok(f, i);
		dx_slice w = dx_token_slice(f->text, t);
		if (o && t->kind == DX_T_WORD && t->first != '\'') out[o++] = ' ';
		bool small = t->word && t->word->main_class & (DX_W_PREP | DX_W_CONJ | DX_W_DET);
		memcpy(out + o, w.ptr, w.len);
		if (!small && out[o] >= 'a' && out[o] <= 'z') out[o] = (char)(out[o] - 32);
		o += (uint32_t)w.len;
	}
	return o;
}

static uint32_t put_slice(char *out, uint32_t o, dx_slice s) {
	bool start = true;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		bool small = start && s.len - i > 4 &&
		             (!memcmp(s.ptr + i, "of ", 3) || !memcmp(s.ptr + i, "for ", 4) || !memcmp(s.ptr + i, "the ", 4));
		out[o++] = start && !small && c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
		start = c == ' ' || c == '-';
	}
	return o;
}

static bool begins_with(dx_slice s, const char *word) {
	size_t n = strlen(word);
	return s.len >= n && !memcmp(s.ptr, word, n);
}

/* "IAEA Director General" behind "IAEA" is "Director General": the institution is kept beside the title. */
static dx_slice without_body(const dx_phrase *s, dx_slice base) {
	if (s->organisation < 0) return base;
	const dx_mention *m = &s->f->found.items[s->organisation];
	if (m->lexeme == NULL || m->lexeme->type != DX_LEX_BODY) return base;
	dx_slice as_written =
	    dx_cut(s->f->text->bytes, dx_tok(s->f, m->name_first)->start, dx_tok(s->f, m->name_last - 1)->end);
	dx_slice names[] = {as_written, dx_lexicon_body(s->f->lexicon, m->lexeme)->name};
	for (unsigned k = 0; k < 2; k++) {
		size_t n = names[k].len;
		if (base.len > n + 1 && base.ptr[n] == ' ' && !memcmp(base.ptr, names[k].ptr, n))
			return (dx_slice){base.ptr + n + 1, base.len - n - 1};
	}
	return base;
}

/* "Foreign Minister" of the table, with the words of its field ("Fisheries Minister") and "Deputy" before it. */
static dx_slice canonical(const dx_phrase *s, const dx_piece *piece, const dx_title *title) {
	dx_slice base = without_body(s, title->canonical.len ? title->canonical : title->title);
	bool field = s->field != DX_NO_TOKEN && s->field < piece->first && title->kind != DX_TITLE_HONORIFIC &&
	             title->kind != DX_TITLE_CLERGY && title->kind != DX_TITLE_NOBLE;
	uint32_t from = field ? s->field : piece->first;
	uint32_t room = dx_tok(s->f, piece->last - 1)->end - dx_tok(s->f, from)->start + (piece->first - from) +
	                (uint32_t)base.len + 24;
	char *out = dx_alloc_raw(s->f->arena, room);
	uint32_t o = 0;
	if (s->acting) o = put_slice(out, o, DX_LIT("Acting"));
	if (s->deputy && !begins_with(base, "Deputy") && !begins_with(base, "deputy") && !begins_with(base, "Vice") &&
	    !begins_with(base, "vice")) {
		if (o) out[o++] = ' ';
		o = put_slice(out, o, DX_LIT("Deputy"));
	}
	if (field) o = put_words(s->f, out, o, from, piece->first);
	if (o) out[o++] = ' ';
	o = put_slice(out, o, base);
	return (dx_slice){out, o};
}

static uint32_t office_first(const dx_phrase *s, const dx_piece *piece) {
	uint32_t first = piece->first;
	if (s->field < first) first = s->field;
	if (s->modifier < first) first = s->modifier;
	return first;
}

void dx_office_read(dx_phrase *s) {
	dx_finder *f = s->f;
	const dx_piece *piece = dx_here(s);
	const dx_title *title = dx_lexicon_title(f->lexicon, piece->lexeme);
	if (s->office_count == DX_OFFICES_MAX) s->office_count--;
	dx_office *o = &s->offices[s->office_count++];
	*o = (dx_office){.first = office_first(s, piece),
	                 .last = piece->last,
	                 .kind = title->kind,
	                 .gender = title->gender,
	                 .organisation = s->organisation};
	o->former = s->former || piece->flags & DX_T_FORMER;
	o->deputy = s->deputy;
	const dx_token *head = dx_tok(f, piece->last - 1);
	bool owner = dx_token_is(f->text, dx_tok(f, s->first), "his") || dx_token_is(f->text, dx_tok(f, s->first), "her");
	o->counterpart = dx_token_is(f->text, head, "counterpart") ||
	                 (owner && s->country[0] && dx_token_is(f->text, head, "colleague")); /* "his Swiss colleague" */
	bool predecessor = dx_token_is(f->text, head, "predecessor");
	o->heir = predecessor || dx_token_is(f->text, head, "successor");
	o->former = o->former || predecessor;
	o->canonical = canonical(s, piece, title);
	memcpy(o->country, s->country, 3);
	s->former = s->deputy = s->acting = false;
	s->field = s->modifier = DX_NO_TOKEN;
	s->plain = 0;
	s->p++;
	s->firm = s->p;
	if (title->kind != DX_TITLE_HONORIFIC) dx_complement(s, true);
}

typedef enum preposition { P_NONE, P_OF, P_FOR, P_TO, P_AT, P_IN, P_FROM, P_WITH } preposition;

static preposition preposition_at(const dx_finder *f, uint32_t p) {
	static const char *const words[] = {"", "of", "for", "to", "at", "in", "from", "with"};
	if (!dx_piece_in(f, p, DX_P(DX_P_PREP))) return P_NONE;
	for (unsigned k = 1; k < sizeof words / sizeof *words; k++) {
		if (dx_piece_is(f, p, words[k])) return (preposition)k;
	}
	return P_NONE;
}

static const uint32_t NOUN_STARTS = DX_P(DX_P_DET) | DX_P(DX_P_OWNER) | DX_P(DX_P_ADJECTIVE) | DX_P(DX_P_COUNTRY) |
                                    DX_P(DX_P_PLACE) | DX_P(DX_P_BODY) | DX_P(DX_P_MEDIUM) | DX_P(DX_P_NAME) |
                                    DX_P(DX_P_ROLE) | DX_P(DX_P_TITLE) | DX_P(DX_P_PLAIN) | DX_P(DX_P_MODIFIER);

/* May a phrase of this kind hang on the head by this preposition? */
static bool may_hang(const dx_phrase *s, preposition prep, bool title) {
	const dx_piece *head = dx_piece_at(s->f, s->p - 1);
	const uint32_t names = DX_P_ENTITIES | DX_P(DX_P_NAME);
	uint32_t q = s->p + 1;
	if (!dx_piece_in(s->f, q, NOUN_STARTS)) return false;
	bool the = dx_piece_in(s->f, q, DX_P(DX_P_DET)) && dx_piece_is(s->f, q, "the");
	switch (prep) {
	case P_OF: /* behind a name only what may be where somebody belongs: "of the Nordic Relief Council", "of Pune" */
		if (head->kind != DX_P_NAME || head->flags & DX_N_ORG) return true;
		if (the) q++;
		return dx_piece_in(s->f, q, DX_P_ENTITIES | DX_P(DX_P_ADJECTIVE)) ||
		       (dx_piece_in(s->f, q, DX_P(DX_P_NAME)) && dx_piece_at(s->f, q)->flags & (DX_N_ORG | DX_N_UPPER));
	case P_FOR: return (title || head->kind == DX_P_ROLE) && (!(dx_piece_in(s->f, q, DX_P(DX_P_DET)) && !the) || title);
	case P_TO: return goes_to(s->f, head);
	case P_AT:
	case P_WITH:
		return (title || head->kind == DX_P_ROLE) &&
		       dx_piece_in(s->f, the ? q + 1 : q, names | DX_P(DX_P_ADJECTIVE) | DX_P(DX_P_ROLE));
	case P_IN:
		return dx_piece_in(s->f, the ? q + 1 : q,
		                   DX_P(DX_P_PLACE) | DX_P(DX_P_COUNTRY) | (title ? 0 : DX_P(DX_P_NAME)));
	case P_FROM: return head->kind == DX_P_ROLE && dx_piece_in(s->f, the ? q + 1 : q, names);
	default: return false;
	}
}

static bool fits(const dx_phrase *s, preposition prep, uint32_t m) {
	uint8_t type = s->f->found.items[m].type;
	switch (prep) {
	case P_AT:
	case P_WITH: return type == DIXIT_ORGANISATION || type == DIXIT_MEDIUM;
	case P_IN: return type == DIXIT_PLACE || type == DIXIT_COUNTRY || type == DIXIT_ORGANISATION;
	case P_FOR: return type != DIXIT_PERSON || s->f->found.items[m].form == DIXIT_NAME;
	default: return true;
	}
}

/* What the complement says of the office: its country or its institution. */
static void learn(dx_phrase *s, preposition prep, uint32_t m, bool title) {
	const dx_mention *mention = &s->f->found.items[m];
	bool land = mention->type == DIXIT_COUNTRY || mention->type == DIXIT_PLACE;
	dx_office *o = title ? &s->offices[s->office_count - 1] : NULL;
	if (prep == P_OF && land) {
		if (!s->country[0]) memcpy(s->country, mention->country, 3);
		if (o && !o->country[0]) memcpy(o->country, mention->country, 3);
	} else if (prep == P_FOR && mention->type == DIXIT_COUNTRY) {
		if (!s->country[0]) memcpy(s->country, mention->country, 3);
		if (o && !o->country[0]) memcpy(o->country, mention->country, 3);
	} else if (!land && prep != P_TO && prep != P_IN && mention->form != DIXIT_PRONOUN) {
		if (o && o->organisation < 0) o->organisation = (int32_t)m;
		if (!o) s->organisation = (int32_t)m;
	}
	if (prep == P_IN && mention->form == DIXIT_METONYM) { /* "the union in Bergen" */
		s->f->found.items[m].type = DIXIT_PLACE;
		s->f->found.items[m].form = DIXIT_NAME;
	}
}

/* "Minister of water and forests", "head of mission": plain words name the field. */
static bool plain_field(dx_phrase *s, preposition prep, bool title) {
	uint32_t q = s->p + 1, n = 0;
	if (prep == P_OF && dx_piece_in(s->f, q, DX_P(DX_P_DET)))
		q++;
	else if (prep == P_FOR && !title)
		return false;
	if (dx_piece_in(s->f, q, DX_P(DX_P_END))) return false;
	dx_slice w = dx_token_slice(s->f->text, dx_tok(s->f, dx_piece_at(s->f, q)->first));
	if (!title && w.len > 5 && !memcmp(w.ptr + w.len - 3, "ing", 3))
		return false; /* "accused the government of haggling" */
	for (; n < 4; n++, q++) {
		const dx_piece *piece = dx_piece_at(s->f, q);
		bool and = n && piece->kind == DX_P_AND && dx_piece_in(s->f, q + 1, DX_P(DX_P_PLAIN)) &&
		           !(dx_piece_at(s->f, q + 1)->flags & DX_PLAIN_VERB);
		bool verb = piece->flags & DX_PLAIN_VERB && !dx_piece_in(s->f, q + 1, DX_P_CLOSERS);
		bool role = prep == P_OF && piece->kind == DX_P_ROLE; /* "head of mission" */
		if (!and&&((piece->kind != DX_P_PLAIN && !role) || (n && verb))) break;
	}
	if (!n) return false;
	s->p = q;
	return true;
}

bool dx_complement(dx_phrase *s, bool title) {
	dx_finder *f = s->f;
	preposition prep = preposition_at(f, s->p);
	if (prep == P_NONE || !may_hang(s, prep, title)) return false;
	uint32_t count = f->found.count, q = s->p + 1;
	int32_t m = dx_phrase_read(f, &q, s->depth + 1);
	bool taken = false;
	if (m >= 0 && fits(s, prep, (uint32_t)m)) {
		s->p = q;
		learn(s, prep, (uint32_t)m, title);
		taken = true;
	} else if (m < 0 && f->found.count > count && prep == P_OF && q > s->p + 1) {
		s->p = q; /* "head of Iran's nuclear programme" */
		taken = true;
	} else if (m < 0 && (prep == P_OF || prep == P_FOR)) {
		dx_found_cut(f, count);
		taken = plain_field(s, prep, title);
	} else {
		dx_found_cut(f, count);
	}
	if (taken && title && s->office_count) s->offices[s->office_count - 1].last = dx_read_to(s);
	return taken;
}

void dx_offices_give(dx_phrase *s, uint32_t m) {
	dx_mention *mention = &s->f->found.items[m];
	if (s->office_count) {
		dx_office *copy = DX_NEW(s->f->arena, dx_office, mention->office_count + s->office_count);
		if (mention->office_count) memcpy(copy, mention->offices, mention->office_count * sizeof *copy);
		memcpy(copy + mention->office_count, s->offices, s->office_count * sizeof *copy);
		mention->offices = copy;
		mention->office_count += s->office_count;
	}
	for (unsigned i = 0; i < s->office_count; i++) {
		if (mention->gender == 'n' && s->offices[i].gender != '-') mention->gender = s->offices[i].gender;
		if (!mention->country[0]) memcpy(mention->country, s->offices[i].country, 3);
	}
	if (!mention->country[0]) memcpy(mention->country, s->country, 3);
}

/* "General election", "the prime minister candidate": the title only describes the noun behind it. */
static bool describes(const dx_phrase *s) {
	const dx_piece *next = dx_here(s);
	if (next->kind != DX_P_PLAIN || preposition_at(s->f, s->p) != P_NONE) return false;
	const dx_token *t = dx_tok(s->f, next->first);
	return t->word && t->word->classes & DX_W_NOUN && !(next->flags & DX_PLAIN_VERB);
}

/* "Appointed justice minister", "sworn in as prime minister", "became president": a title that somebody gets stands
 * without an article. */
static bool given(const dx_phrase *s) {
	static const char *const words[] = {"as", "named", "appointed", "elected", "re-elected", "became"};
	for (size_t k = 0; s->first > s->f->first && k < sizeof words / sizeof *words; k++)
		if (dx_token_is(s->f->text, dx_tok(s->f, s->first - 1), words[k])) return true;
	return false;
}

int32_t dx_title_only(dx_phrase *s) {
	dx_finder *f = s->f;
	bool real = false;
	for (unsigned i = 0; i < s->office_count; i++) real = real || s->offices[i].kind != DX_TITLE_HONORIFIC;
	const dx_office *o = &s->offices[0];
	bool capital = dx_tok(f, o->first)->caps != DX_CAPS_NONE && (!dx_initial(f, o->first) || f->title_case);
	bool stands = s->determined || s->modified || capital || s->first == f->first || s->depth > 0;
	if (!real || describes(s) || !(stands || (o->kind == DX_TITLE_OFFICE && given(s)))) return -1;
	uint32_t m = dx_found_add(f, s->first, dx_read_to(s), DIXIT_PERSON);
	f->found.items[m].form = DIXIT_TITLE;
	dx_offices_give(s, m);
	dx_found_adopt(f, s->born, m);
	return (int32_t)m;
}
