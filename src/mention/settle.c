/* The end of the stage: types of open names by the whole article's evidence, weak ones dropped, text order. */
#include "base/map.h"
#include "base/utf8.h"
#include "mention/finder.h"
#include "mention/words.h"

/* Hash of the word without accents, as it may be written elsewhere: "Öztürkmen", "Ozturkmen". 0: no accents. */
static uint64_t plain_hash(const dx_finder *f, uint32_t token) {
	dx_slice s = dx_token_slice(f->text, dx_tok(f, token));
	bool ascii = true;
	for (size_t i = 0; i < s.len && ascii; i++) ascii = (unsigned char)s.ptr[i] < 0x80;
	if (ascii) return 0;
	dx_slice plain = dx_utf8_fold(f->arena, s);
	return dx_hash(plain.ptr, plain.len);
}

/* "Golestani" may be short for "Amir-Golestani". */
static void learn_half(dx_finder *f, uint32_t token) {
	dx_slice s = dx_token_slice(f->text, dx_tok(f, token));
	size_t at = s.len;
	while (at > 0 && s.ptr[at - 1] != '-') at--;
	if (!at || s.len - at < 4 || s.len - at > 40) return;
	dx_slice half = dx_utf8_fold(f->arena, (dx_slice){s.ptr + at, s.len - at});
	dx_evidence_add(&f->evidence, dx_hash(half.ptr, half.len), DX_SEEN_PERSON);
}

static uint8_t seen(const dx_finder *f, uint32_t token) {
	uint8_t bits = dx_evidence_of(&f->evidence, dx_tok(f, token)->hash);
	uint64_t plain = plain_hash(f, token);
	return plain ? bits | dx_evidence_of(&f->evidence, plain) : bits;
}

static bool sure_person(const dx_clue *c) {
	return c->person >= 3 && c->person > c->organisation && c->person > c->place;
}

static bool sure_other(const dx_clue *c) {
	int8_t other = c->organisation > c->place ? c->organisation : c->place;
	return other >= 4 && other > c->person;
}

static bool plural_looking(const dx_finder *f, uint32_t token) {
	dx_slice s = dx_token_slice(f->text, dx_tok(f, token));
	if (s.len < 4 || s.ptr[s.len - 1] != 's' || strchr("sui", s.ptr[s.len - 2])) return false;
	return s.len < 5 || memcmp(s.ptr + s.len - 4, "news", 4) != 0;
}

/* "Jewish", "Hispanic": a word of that kind is rather an adjective than a name. */
static bool adjective_like(const dx_finder *f, uint32_t token) {
	static const char *const ends[] = {"ean", "ian", "ish", "ese", "ern", "ist", "ic", "lim"};
	const dx_token *t = dx_tok(f, token);
	if (t->word && (t->word->classes || dx_text_lexeme(t, DX_LEX_GIVEN))) return !dx_text_lexeme(t, DX_LEX_GIVEN);
	dx_slice s = dx_token_slice(f->text, t);
	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
		size_t n = strlen(ends[k]);
		if (s.len > n + 1 && !memcmp(s.ptr + s.len - n, ends[k], n)) return true;
	}
	return false;
}

/* "Its chief, Hartono, said", "Toninho, who said": one word that can be nothing but a person. */
static bool plainly_person(const dx_finder *f, const dx_mention *m, const dx_clue *c) {
	return c->person >= 4 && c->organisation <= 0 && c->place <= 0 && !plural_looking(f, m->name_first) &&
	       !adjective_like(f, m->name_first);
}

/* Remember the words of names that are sure, so that short forms elsewhere can lean on them. */
static void learn(dx_finder *f) {
	for (uint32_t i = 0; i < f->found.count; i++) {
		dx_mention *m = &f->found.items[i];
		const dx_clue *c = &f->clues.items[i];
		if (!c->open || !m->number || c->ship || m->name_last == m->name_first) continue;
		bool single = m->name_last - m->name_first == 1 && !(c->flags & DX_N_TITLED) && !plainly_person(f, m, c);
		if (sure_person(c) && !single) {
			m->type = DIXIT_PERSON;
			for (uint32_t k = m->name_first; k < m->name_last; k++) {
				if (dx_tok(f, k)->kind != DX_T_WORD ||
				    dx_listed(dx_token_slice(f->text, dx_tok(f, k)), DX_LIST_PARTICLE))
					continue;
				uint8_t bits = DX_SEEN_PERSON;
				if (k == m->name_last - 1) bits |= DX_SEEN_SURNAME;
				if (k == m->name_first && m->name_last - m->name_first > 1) bits |= DX_SEEN_FIRST;
				dx_evidence_add(&f->evidence, dx_tok(f, k)->hash, bits);
				uint64_t plain = plain_hash(f, k);
				if (plain) dx_evidence_add(&f->evidence, plain, bits);
				learn_half(f, k);
			}
		} else if (sure_other(c)) {
			dx_evidence_add(&f->evidence, dx_tok(f, m->name_first)->hash, DX_SEEN_ORGANISATION);
		}
	}
}

static bool speech_follows(const dx_finder *f, const dx_mention *m) {
	return m->last < f->text->token_count && dx_tok(f, m->last)->word &&
	       dx_text_lexeme(dx_tok(f, m->last), DX_LEX_VERB);
}

/* "Republicans", "Muslims", "Zionists": people by what they are. */
static bool people(const dx_finder *f, uint32_t token) {
	static const char *const ends[] = {"ans", "ists", "ims", "ites", "crats", "ews", "urds", "nis", "hris"};
	dx_slice s = dx_token_slice(f->text, dx_tok(f, token));
	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
		size_t n = strlen(ends[k]);
		if (s.len > n + 1 && !memcmp(s.ptr + s.len - n, ends[k], n)) return true;
	}
	return false;
}

/* One word: a person's short form where the article has such a name, else what the words around it say. */
static bool keep_single(dx_finder *f, dx_mention *m, const dx_clue *c) {
	uint8_t bits = seen(f, m->name_first);
	if (c->adjective && !(bits & (DX_SEEN_PERSON | DX_SEEN_ORGANISATION))) return false;
	if (c->flags & DX_N_TITLED && sure_person(c)) {
		m->type = DIXIT_PERSON;
		m->form = DIXIT_SHORT;
		return true;
	}
	if (bits & DX_SEEN_PERSON && !(bits & DX_SEEN_ORGANISATION && c->organisation > 2)) {
		m->type = DIXIT_PERSON;
		m->form = DIXIT_SHORT;
		return true;
	}
	if (people(f, m->name_first) && !(bits & DX_SEEN_ORGANISATION)) {
		m->type = DIXIT_GROUP;
		m->number = 'p';
		return !(c->flags & DX_N_WEAK) || bits & DX_SEEN_CAPITAL;
	}
	if (sure_person(c)) {
		m->type = DIXIT_PERSON;
		m->form = DIXIT_SHORT;
		return true;
	}
	m->type = c->place > c->organisation ? DIXIT_PLACE : DIXIT_ORGANISATION;
	if (bits & DX_SEEN_ORGANISATION) return true;
	if (c->flags & DX_N_WEAK) return speech_follows(f, m) && !plural_looking(f, m->name_first);
	return !(c->flags & DX_N_COMMON);
}

static bool keep_long(dx_finder *f, dx_mention *m, const dx_clue *c) {
	if (c->adjective) return false;
	if (sure_person(c)) return true;
	uint8_t first = seen(f, m->name_first), last = seen(f, m->name_last - 1);
	bool known =
	    last & DX_SEEN_SURNAME && (first & DX_SEEN_FIRST || c->flags & DX_N_GIVEN || c->person > 0) && !sure_other(c);
	if (known || (c->person >= 2 && c->person > c->organisation && c->person > c->place)) {
		m->type = DIXIT_PERSON;
		return true;
	}
	m->type = c->place > c->organisation ? DIXIT_PLACE : DIXIT_ORGANISATION;
	return !(c->flags & DX_N_COMMON) || c->flags & (DX_N_ORG | DX_N_PLACE) ||
	       (first & DX_SEEN_CAPITAL && !(first & DX_SEEN_LOWER));
}

/* "Jordan" is a person in an article on Jim Jordan, unless it stands behind "in". */
static void surname_not_place(dx_finder *f, dx_mention *m) {
	if (!m->lexeme || m->name_last - m->name_first != 1 || (m->form != DIXIT_NAME && m->form != DIXIT_METONYM)) return;
	bool capital = m->lexeme->type == DX_LEX_COUNTRY && m->lexeme->detail == DX_C_CAPITAL;
	bool doubtful = m->lexeme->type == DX_LEX_PLACE || capital ||
	                (m->lexeme->type == DX_LEX_COUNTRY && dx_text_lexeme(dx_tok(f, m->name_first), DX_LEX_GIVEN));
	if (!doubtful || !(seen(f, m->name_first) & DX_SEEN_SURNAME)) return;
	if (m->first > 0 && dx_listed(dx_token_slice(f->text, dx_tok(f, m->first - 1)), DX_LIST_LOCATIVE)) return;
	m->type = DIXIT_PERSON;
	m->form = DIXIT_SHORT;
	m->lexeme = NULL;
	m->country[0] = 0;
}

static void decide(dx_finder *f) {
	for (uint32_t i = 0; i < f->found.count; i++) {
		dx_mention *m = &f->found.items[i];
		const dx_clue *c = &f->clues.items[i];
		if (!m->number) continue;
		if (!c->open) {
			surname_not_place(f, m);
			continue;
		}
		if (c->ship && !(seen(f, m->name_first) & DX_SEEN_PERSON)) {
			m->number = 0;
			continue;
		}
		bool keep = m->name_last - m->name_first == 1 ? keep_single(f, m, c) : keep_long(f, m, c);
		if (!keep) {
			m->number = 0;
			continue;
		}
		if (m->type == DIXIT_ORGANISATION && c->flags & DX_N_PRESS) m->type = DIXIT_MEDIUM;
		if (m->type != DIXIT_PERSON)
			m->gender = 'n';
		else if (c->place >= c->person && m->lexeme)
			m->type = DIXIT_PLACE;
	}
}

/* Parts of a mention that was dropped belong to the mention around it. */
static int32_t living(const dx_finder *f, int32_t m) {
	while (m >= 0 && !f->found.items[m].number) m = f->found.items[m].parent;
	return m;
}

static int32_t moved(const dx_finder *f, const uint32_t *to, int32_t m) {
	m = living(f, m);
	return m < 0 ? -1 : (int32_t)to[m];
}

/* Counting sort by first token; within one, the longer first. */
static void order(dx_finder *f, uint32_t *to) {
	uint32_t n = f->text->token_count + 1;
	uint32_t *start = DX_NEW(f->arena, uint32_t, n + 1);
	uint32_t *at = DX_NEW(f->arena, uint32_t, f->found.count);
	for (uint32_t i = 0; i < f->found.count; i++)
		if (f->found.items[i].number) start[f->found.items[i].first + 1]++;
	for (uint32_t k = 1; k <= n; k++) start[k] += start[k - 1];
	for (uint32_t i = 0; i < f->found.count; i++) {
		const dx_mention *m = &f->found.items[i];
		if (m->number) at[start[m->first]++] = i;
	}
	uint32_t count = n ? start[n - 1] : 0;
	for (uint32_t k = 0; k < count; k++) {
		uint32_t i = at[k], j = k;
		for (; j > 0 && f->found.items[at[j - 1]].first == f->found.items[i].first &&
		       f->found.items[at[j - 1]].last < f->found.items[i].last;
		     j--)
			at[j] = at[j - 1];
		at[j] = i;
	}
	for (uint32_t k = 0; k < count; k++) to[at[k]] = k;
}

void dx_settle(dx_mentions *out, dx_finder *f) {
	learn(f);
	decide(f);
	uint32_t *to = DX_NEW(f->arena, uint32_t, f->found.count + 1);
	order(f, to);
	uint32_t count = 0;
	for (uint32_t i = 0; i < f->found.count; i++) count += f->found.items[i].number != 0;
	out->items = DX_NEW(f->arena, dx_mention, count);
	out->count = count;
	for (uint32_t i = 0; i < f->found.count; i++) {
		if (!f->found.items[i].number) continue;
		dx_mention *m = &out->items[to[i]];
		*m = f->found.items[i];
		m->parent = moved(f, to, m->parent);
		for (uint32_t k = 0; k < m->office_count; k++)
			m->offices[k].organisation = moved(f, to, m->offices[k].organisation);
	}
}
