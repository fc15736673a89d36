/* Which mentions head a source, and mentions for sources that have none: "Scientists", "barge owners in Brăila". */
#include "entity/resolver.h"

uint32_t dx_mention_from(const dx_resolver *r, uint32_t token) {
	uint32_t lo = 0, hi = r->mentions->count;
	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (dx_mention_at(r, mid)->first < token)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* What may stand between two heads: 2 with "and" or "or", 1 a comma alone, 0 anything else. */
static unsigned joint(const dx_resolver *r, uint32_t from, uint32_t to) {
	unsigned kind = from < to;
	for (uint32_t i = from; i < to; i++) {
		const dx_token *t = dx_token_of(r, i);
		bool and = t->first == '&' || dx_token_is(r->text, t, "and") || dx_token_is(r->text, t, "or");
		if (and)
			kind = 2;
		else if (!(t->kind == DX_T_PUNCT && t->first == ',') && !dx_token_is(r->text, t, "both"))
			return 0;
	}
	return kind;
}

/* Words that keep what stands behind them from being the head: "according to", "a report by". */
static bool hangs(const dx_resolver *r, uint32_t from, uint32_t to) {
	for (uint32_t i = from; i < to; i++) {
		const dx_token *t = dx_token_of(r, i);
		if (t->word && t->word->main_class & (DX_W_PREP | DX_W_WH | DX_W_SUB)) return true;
		if (t->kind == DX_T_OPEN || t->kind == DX_T_CLOSE) return true;
	}
	return false;
}

/* A noun right behind the mention is the head instead: "Axios report", "NYPD escort". */
static bool only_modifies(const dx_resolver *r, const dx_mention *m, uint32_t last) {
	if (m->possessive && m->form != DIXIT_PRONOUN) return true;
	if (m->last >= last) return m->possessive && last > m->last;
	const dx_token *t = dx_token_of(r, m->last);
	if (m->form == DIXIT_PRONOUN && m->possessive) return true;
	if (t->kind != DX_T_WORD || t->caps != DX_CAPS_NONE || m->form == DIXIT_TITLE) return false;
	if (dx_text_lexeme(t, DX_LEX_DATE)) return false;
	const uint32_t other = DX_W_PREP | DX_W_CONJ | DX_W_WH | DX_W_ADV | DX_W_SUB | DX_W_AUX | DX_W_MODAL | DX_W_REFL |
	                       DX_W_PRON | DX_W_DET;
	if (t->word && t->word->main_class & other) return false;
	return !(t->word && t->word->main_class == DX_W_VERB);
}

static bool names_follow(const dx_mention *group, const dx_mention *name) {
	return group->type == DIXIT_GROUP && group->form == DIXIT_TITLE && group->last == name->first &&
	       name->type == DIXIT_PERSON && name->name_last > name->name_first;
}

unsigned dx_heads(const dx_resolver *r, uint32_t first, uint32_t last, uint32_t *out, unsigned max) {
	unsigned n = 0;
	bool and = false; /* without it a second phrase behind a comma is an apposition */
	uint32_t behind = first;
	for (uint32_t m = dx_mention_from(r, first); m < r->mentions->count && dx_mention_at(r, m)->first < last; m++) {
		const dx_mention *mention = dx_mention_at(r, m);
		if (mention->first < behind) continue;
		if (only_modifies(r, mention, last)) {
			if (n == 0) behind = mention->last; /* what stands inside it is not the head either */
			continue;
		}
		if (n == 0) {
			if (hangs(r, first, mention->first)) return 0;
		} else {
			if (n == 1 && names_follow(dx_mention_at(r, out[0]),
			                           mention)) { /* "presidential candidates Hillary Clinton and Donald Trump" */
				out[0] = m;
				behind = mention->last;
				continue;
			}
			unsigned kind = joint(r, behind, mention->first);
			if (!kind) break;
			and = and || kind == 2;
		}
		if (n == max) break;
		out[n++] = m;
		behind = mention->last;
	}
	return n > 1 && !and? 1 : n;
}

static dx_slice lower_word(const dx_resolver *r, uint32_t token) {
	return dx_plain_fold(r->arena, dx_token_slice(r->text, dx_token_of(r, token)));
}

static bool ends_in(dx_slice s, const char *end) {
	size_t n = strlen(end);
	return s.len >= n && !memcmp(s.ptr + s.len - n, end, n);
}

/* The head noun of a phrase without a mention: the last word before a preposition, comma or relative clause. */
static uint32_t head_noun(const dx_resolver *r, uint32_t first, uint32_t last) {
	uint32_t head = first;
	for (uint32_t i = first; i < last; i++) {
		const dx_token *t = dx_token_of(r, i);
		if (t->kind == DX_T_PUNCT && i > first && t->first != '\'') break;
		if (t->word && i > first && t->word->main_class & (DX_W_PREP | DX_W_WH | DX_W_SUB | DX_W_CONJ)) break;
		if (t->kind == DX_T_WORD && t->first != '\'') head = i;
	}
	return head;
}

static bool determiner(const dx_resolver *r, uint32_t i) {
	const dx_token *t = dx_token_of(r, i);
	return t->kind == DX_T_NUMBER || (t->word && t->word->main_class & (DX_W_DET | DX_W_NUM | DX_W_POSS));
}

/* Who speaks in a phrase without a name: a group ("herders"), a person ("a herder"); documents speak for nobody. */
static bool describe(const dx_resolver *r, const dx_statement *st, dx_mention *out) {
	if (st->source_last <= st->source_first || st->source_last - st->source_first > 24) return false;
	uint32_t head = head_noun(r, st->source_first, st->source_last);
	const dx_token *t = dx_token_of(r, head);
	dx_slice w = lower_word(r, head);
	if (t->kind != DX_T_WORD || w.len < 3 ||
	    (t->word && t->word->main_class & (DX_W_PRON | DX_W_DET | DX_W_PREP | DX_W_ADV)))
		return false;
	*out = (dx_mention){.first = st->source_first,
	                    .last = st->source_last,
	                    .form = DIXIT_TITLE,
	                    .gender = 'n',
	                    .person = 3,
	                    .parent = -1,
	                    .entity = -1,
	                    .number = 's'};
	out->name_first = out->name_last = out->first;
	bool unknown = t->caps != DX_CAPS_NONE && !(t->word && (t->word->classes || t->word->lexemes));
	if (unknown && st->source_last - st->source_first <= 3 &&
	    head + 1 == st->source_last) { /* a name met only here, at a sentence's start */
		out->type = DIXIT_ORGANISATION;
		out->form = DIXIT_NAME;
		out->name_first = head;
		out->name_last = head + 1;
		return true;
	}
	static const char *const people[] = {"ers",  "ors",  "ists",   "ians", "men",  "women",
	                                     "ents", "ants", "people", "ees",  "crats"};
	static const char *const person[] = {"er", "or", "ist", "ian", "man", "woman", "ent", "ant", "crat"};
	for (size_t k = 0; k < sizeof people / sizeof *people; k++) {
		if (!ends_in(w, people[k])) continue;
		out->type = DIXIT_GROUP;
		out->number = 'p';
		return true;
	}
	static const char *const papers[] = {"paper",     "newsletter", "letter",    "poster",  "memoir",
	                                     "statement", "document",   "agreement", "percent", "event",
	                                     "movement",  "moment",     "center"};
	for (size_t k = 0; k < sizeof papers / sizeof *papers; k++)
		if (ends_in(w, papers[k])) return false;
	for (size_t k = 0; k < sizeof person / sizeof *person; k++) {
		if (!ends_in(w, person[k]) || !determiner(r, st->source_first)) continue;
		out->type = DIXIT_PERSON;
		return true;
	}
	return false;
}

int32_t dx_mention_around(const dx_resolver *r, uint32_t first, uint32_t last) {
	for (uint32_t m = dx_mention_from(r, first), n = 0; m-- > 0 && n < 4; n++) {
		const dx_mention *left = dx_mention_at(r, m);
		if (left->last >= last && left->name_last > left->name_first) return (int32_t)m;
	}
	return -1;
}

/* Merge the new mentions, both lists being in text order, and let parents and institutions follow the move. */
static void merge(dx_resolver *r, const dx_mention *fresh, uint32_t count) {
	uint32_t n = r->mentions->count, a = 0, b = 0, o = 0;
	dx_mention *all = DX_NEW(r->arena, dx_mention, n + count);
	uint32_t *to = DX_NEW(r->arena, uint32_t, n + 1);
	while (a < n || b < count) {
		bool old =
		    b == count ||
		    (a < n && (r->mentions->items[a].first < fresh[b].first ||
		               (r->mentions->items[a].first == fresh[b].first && r->mentions->items[a].last >= fresh[b].last)));
		if (old) to[a] = o;
		all[o++] = old ? r->mentions->items[a++] : fresh[b++];
	}
	for (uint32_t i = 0; i < o; i++) {
		if (all[i].parent >= 0) all[i].parent = (int32_t)to[all[i].parent];
		for (uint32_t k = 0; k < all[i].office_count; k++) {
			if (all[i].offices[k].organisation >= 0)
				all[i].offices[k].organisation = (int32_t)to[all[i].offices[k].organisation];
		}
	}
	r->mentions->items = all;
	r->mentions->count = o;
}

static void sort_fresh(dx_mention *fresh, uint32_t count) {
	for (uint32_t i = 1; i < count; i++) { /* nearly in order already: statements come in text order */
		dx_mention m = fresh[i];
		uint32_t j = i;
		for (; j > 0 && fresh[j - 1].first > m.first && i - j < 64; j--) fresh[j] = fresh[j - 1];
		fresh[j] = m;
	}
}

/* Whose words each quotation holds: the first head of the source of the statement that has it among its content. */
static void find_quoters(dx_resolver *r) {
	r->quoted_by = dx_alloc_raw(r->arena, (r->text->region_count + 1) * sizeof *r->quoted_by);
	memset(r->quoted_by, 0xff, (r->text->region_count + 1) * sizeof *r->quoted_by);
	int32_t *head = dx_alloc_raw(r->arena, (r->statements->count + 1) * sizeof *head);
	for (uint32_t i = 0; i < r->statements->count; i++) {
		const dx_statement *st = &r->statements->items[i];
		uint32_t m;
		head[i] = -1;
		if (st->source_last > st->source_first && dx_heads(r, st->source_first, st->source_last, &m, 1))
			head[i] = (int32_t)m;
	}
	for (uint32_t i = 0; i < r->statements->count; i++) {
		const dx_statement *st = &r->statements->items[i];
		int32_t h = head[i] >= 0 || st->previous < 0 ? head[i] : head[st->previous];
		for (uint32_t c = 0; h >= 0 && c < st->content_count; c++) {
			dx_range t = dx_tokens_of(r->text, st->content[c]);
			for (uint32_t k = t.first; k < t.last; k++) {
				int32_t region = dx_token_of(r, k)->region;
				if (region >= 0 && r->text->regions[region].first >= t.first) r->quoted_by[region] = h;
			}
		}
	}
}

int32_t dx_quotation_speaker(const dx_resolver *r, uint32_t token) {
	int32_t region = dx_token_of(r, token)->region;
	while (region >= 0 && r->quoted_by[region] < 0) region = r->text->regions[region].parent;
	if (region < 0) return -1;
	const dx_mention *m = dx_mention_at(r, (uint32_t)r->quoted_by[region]);
	if (m->entity >= 0) return (int32_t)dx_same(r, (uint32_t)m->entity);
	/* "… ," he said: who has spoken so far goes on */
	if (m->form != DIXIT_PRONOUN || r->speaker < 0) return -1;
	uint32_t e = dx_same(r, (uint32_t)r->speaker);
	return dx_gender_fits(m->gender, r->entities.items[e].gender) ? (int32_t)e : -1;
}

/* "The Chilean Embassy", "British Ambassador X": one who speaks for a country that is named by an adjective alone. */
static bool land_of(const dx_resolver *r, uint32_t m, dx_mention *out) {
	const dx_mention *mention = dx_mention_at(r, m);
	bool speaks =
	    mention->office_count && mention->offices[0].organisation < 0 && dx_speaks_for(mention->offices[0].canonical);
	if (!mention->country[0] || !(speaks || dx_state_organ(r, mention))) return false;
	for (uint32_t i = mention->first; i < mention->last && i < mention->first + 8; i++) {
		const dx_lexeme *l = dx_text_phrase(r->text, r->lexicon, i, mention->last, 1u << DX_LEX_COUNTRY);
		if (!l || l->detail != DX_C_ADJECTIVE || memcmp(dx_lexicon_country(r->lexicon, l)->iso, mention->country, 2))
			continue;
		*out = (dx_mention){.first = i,
		                    .last = i + l->words,
		                    .name_first = i,
		                    .name_last = i + l->words,
		                    .type = DIXIT_COUNTRY,
		                    .form = DIXIT_METONYM,
		                    .gender = 'n',
		                    .number = 's',
		                    .person = 3,
		                    .lexeme = l,
		                    .parent = -1,
		                    .entity = -1};
		memcpy(out->country, mention->country, 3);
		return true;
	}
	return false;
}

void dx_sources_cover(dx_resolver *r) {
	DX_VEC(dx_mention) fresh = {0};
	uint32_t heads[4];
	for (uint32_t i = 0; i < r->statements->count; i++) {
		const dx_statement *st = &r->statements->items[i];
		dx_mention m;
		if (st->source_last <= st->source_first) continue;
		unsigned n = dx_heads(r, st->source_first, st->source_last, heads, 4);
		bool found = n ? land_of(r, heads[0], &m)
		               : dx_mention_around(r, st->source_first, st->source_last) < 0 && describe(r, st, &m),
		     known = false;
		for (uint32_t k = fresh.count; found && k-- > 0 && fresh.count - k < 8;)
			known = known || fresh.items[k].first == m.first;
		if (found && !known) *DX_PUSH(r->arena, &fresh) = m;
	}
	if (fresh.count) {
		sort_fresh(fresh.items, fresh.count);
		merge(r, fresh.items, fresh.count);
	}
	r->source_of = dx_alloc_raw(r->arena, (r->mentions->count + 1) * sizeof *r->source_of);
	memset(r->source_of, 0xff, (r->mentions->count + 1) * sizeof *r->source_of);
	for (uint32_t i = r->statements->count; i-- > 0;) {
		const dx_statement *st = &r->statements->items[i];
		if (st->source_last <= st->source_first) continue;
		unsigned n = dx_heads(r, st->source_first, st->source_last, heads, 4);
		for (unsigned k = 0; k < n; k++) r->source_of[heads[k]] = (int32_t)i;
	}
	find_quoters(r);
}
