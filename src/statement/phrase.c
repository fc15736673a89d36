/* Noun phrases without a parse: from the last word leftwards, from the first word rightwards. Mentions are jumped over
 * whole; between them coarse tags decide. */
#include "statement/scan.h"

static bool is_close_paren(const dx_scan *s, uint32_t i) {
	return dx_at(s, i)->first == ')' && dx_at(s, i)->kind == DX_T_PUNCT;
}
static bool is_open_paren(const dx_scan *s, uint32_t i) {
	return dx_at(s, i)->first == '(' && dx_at(s, i)->kind == DX_T_PUNCT;
}

static bool nominal(const dx_scan *s, uint32_t i) {
	return dx_tagged(s, i, DX_TAGS(DX_TAG_NOUN, DX_TAG_NAME, DX_TAG_NUM, DX_TAG_PRON)) || is_close_paren(s, i);
}

/* Back over "(D-S.C.)"; 0: no opening bracket near. */
static uint32_t over_brackets(const dx_scan *s, uint32_t close, uint32_t low) {
	for (uint32_t k = close; k-- > low && close - k < 14;) {
		if (is_open_paren(s, k)) return k;
	}
	return 0;
}

/* "A and B": the left part counts where it begins a clause; in "left the room and Smith said" it does not. Returns its
 * first token, or `conj` where it does not belong. */
static uint32_t over_conjunction(const dx_scan *s, uint32_t conj, uint32_t low) {
	if (conj <= low || dx_word_is(s, conj, "but") || !nominal(s, conj - 1)) return conj;
	dx_range left = dx_phrase_left(s, conj, low);
	if (left.first == left.last) return conj;
	while (left.first > low + 1 && s->tags[left.first - 1] == DX_TAG_COMMA &&
	       s->tags[left.first - 2] == DX_TAG_NAME) { /* A, B and C */
		dx_range more = dx_phrase_left(s, left.first - 1, low);
		if (more.first == more.last) break;
		left.first = more.first;
	}
	bool begins = left.first == s->first ||
	              dx_tagged(s, left.first - 1,
	                        DX_TAGS(DX_TAG_PUNCT, DX_TAG_COMMA, DX_TAG_OPEN, DX_TAG_CLOSE, DX_TAG_SUB, DX_TAG_CONJ));
	return begins ? left.first : conj;
}

/* One step to the left from the phrase's first token i; returns the new first token, i where the phrase ends. */
static uint32_t step_left(const dx_scan *s, uint32_t i, uint32_t low) {
	if (i <= low) return i;
	uint32_t l = i - 1;
	int32_t m = s->ends[i];
	if (m >= 0 && s->mentions->items[m].first >= low && s->mentions->items[m].first < i)
		return s->mentions->items[m].first;
	bool more = l > low;
	switch (s->tags[l]) {
	case DX_TAG_NOUN:
	case DX_TAG_NAME:
	case DX_TAG_ADJ:
	case DX_TAG_NUM:
	case DX_TAG_DET:
	case DX_TAG_POSS: return l;
	case DX_TAG_DATE: return dx_tagged(s, i, DX_TAGS(DX_TAG_POSS)) ? l : i;
	case DX_TAG_ED:
	case DX_TAG_ING:
	case DX_TAG_ADV: return more && dx_tagged(s, l - 1, DX_TAGS(DX_TAG_DET, DX_TAG_POSS, DX_TAG_ADJ)) ? l : i;
	case DX_TAG_VERB: return more && dx_tagged(s, l - 1, DX_TAGS(DX_TAG_DET)) ? l : i;
	case DX_TAG_PREP: return more && nominal(s, l - 1) && s->tags[l - 1] != DX_TAG_PRON ? l : i;
	case DX_TAG_CONJ: {
		uint32_t left = over_conjunction(s, l, low);
		return left < l ? left : i;
	}
	case DX_TAG_PUNCT:
		if (is_close_paren(s, l)) {
			uint32_t open = over_brackets(s, l, low);
			return open > low ? open : i;
		}
		return i;
	default: return i;
	}
}

/* "In Ohio officials said": the phrase hangs on a preposition; keep its last part. */
static uint32_t without_adjunct(const dx_scan *s, uint32_t first, uint32_t end) {
	int32_t m = s->ends[end];
	if (m >= 0 && s->mentions->items[m].first > first) return s->mentions->items[m].first;
	for (uint32_t i = end; i-- > first + 1;) {
		if (dx_tagged(s, i, DX_TAGS(DX_TAG_DET)) && s->tags[i - 1] != DX_TAG_PREP) return i;
	}
	return first;
}

dx_range dx_phrase_left(const dx_scan *s, uint32_t end, uint32_t floor) {
	dx_range none = {end, end};
	uint32_t low = end > floor + DX_REACH ? end - DX_REACH : floor;
	if (end <= low) return none;
	uint32_t i = end;
	bool of = end > low + 2 && s->tags[end - 1] == DX_TAG_PRON && dx_word_is(s, end - 2, "of"); /* one of them */
	if (s->tags[end - 1] == DX_TAG_PRON && !of) return (dx_range){end - 1, end};
	if (of) i = end - 2;
	if (s->tags[end - 1] == DX_TAG_PREP || s->tags[end - 1] == DX_TAG_CONJ) return none;
	for (uint32_t next = step_left(s, i, low); next < i; next = step_left(s, i, low)) i = next;
	while (i < end && dx_tagged(s, i, DX_TAGS(DX_TAG_POSS)) && dx_at(s, i)->first == '\'') i++;
	if (i > low && s->tags[i - 1] == DX_TAG_PREP) i = without_adjunct(s, i, end);
	return i < end ? (dx_range){i, end} : none;
}

/* Prepositions that hang a phrase on a name behind a cue; "said X on Tuesday" must not take the day. */
static bool attaches(const dx_scan *s, uint32_t prep, uint32_t limit) {
	if (prep + 1 >= limit || dx_tagged(s, prep + 1, DX_TAGS(DX_TAG_DATE, DX_TAG_ING))) return false;
	static const char *const words[] = {"of", "for", "at", "from", "to", "in", "with"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		if (!dx_word_is(s, prep, words[k])) continue;
		return k < 1 || !(dx_word_is(s, prep + 1, "a") || dx_word_is(s, prep + 1, "an"));
	}
	return false;
}

/* One step to the right from token i, first behind the phrase so far; returns the new end, i where it is complete. */
static uint32_t step_right(const dx_scan *s, uint32_t i, uint32_t first, uint32_t limit) {
	if (i >= limit) return i;
	int32_t m = s->begins[i];
	bool open =
	    i == first || dx_tagged(s, i - 1,
	                            DX_TAGS(DX_TAG_DET, DX_TAG_POSS, DX_TAG_ADJ, DX_TAG_NUM, DX_TAG_PREP, DX_TAG_NOUN,
	                                    DX_TAG_NAME, DX_TAG_ED, DX_TAG_ING, DX_TAG_CONJ, DX_TAG_ADV));
	if (m >= 0 && open && s->mentions->items[m].last <= limit && s->tags[i] != DX_TAG_PRON)
		return s->mentions->items[m].last;
	switch (s->tags[i]) {
	case DX_TAG_DET:
	case DX_TAG_POSS:
		return i == first || s->tags[i] == DX_TAG_POSS ||
		               dx_tagged(s, i - 1, DX_TAGS(DX_TAG_PREP, DX_TAG_CONJ, DX_TAG_DET))
		           ? i + 1
		           : i;
	case DX_TAG_NOUN:
	case DX_TAG_NAME:
	case DX_TAG_ADJ:
	case DX_TAG_NUM: return i + 1;
	case DX_TAG_ED:
	case DX_TAG_ING:
	case DX_TAG_ADV:
	case DX_TAG_DATE:
		return i > first && i + 1 < limit && dx_tagged(s, i - 1, DX_TAGS(DX_TAG_DET, DX_TAG_POSS, DX_TAG_ADJ)) &&
		               dx_tagged(s, i + 1, DX_TAGS(DX_TAG_NOUN, DX_TAG_NAME, DX_TAG_ADJ, DX_TAG_POSS, DX_TAG_ED))
		           ? i + 1
		           : i;
	case DX_TAG_VERB: /* "air traffic minister X": a noun in the midst of nouns */
		return i > first && i + 1 < limit && s->tags[i - 1] == DX_TAG_NOUN && s->tags[i + 1] == DX_TAG_NOUN ? i + 1 : i;
	case DX_TAG_PREP: return i > first && nominal(s, i - 1) && attaches(s, i, limit) ? i + 1 : i;
	case DX_TAG_CONJ:
		return i > first && nominal(s, i - 1) && i + 1 < limit && !dx_word_is(s, i, "but") &&
		               dx_tagged(s, i + 1, DX_TAGS(DX_TAG_NAME, DX_TAG_DET, DX_TAG_NOUN))
		           ? i + 1
		           : i;
	case DX_TAG_PUNCT:
		if (i > first && is_open_paren(s, i)) {
			for (uint32_t k = i; k < limit && k - i < 14; k++) {
				if (is_close_paren(s, k)) return k + 1;
			}
		}
		return i;
	default: return i;
	}
}

dx_range dx_phrase_right(const dx_scan *s, uint32_t i, uint32_t limit) {
	dx_range none = {i, i};
	if (i >= limit) return none;
	if (limit > i + DX_REACH) limit = i + DX_REACH;
	if (s->tags[i] == DX_TAG_PRON) return (dx_range){i, i + 1};
	uint32_t end = i;
	for (uint32_t next = step_right(s, end, i, limit); next > end; next = step_right(s, end, i, limit)) end = next;
	while (end > i && dx_tagged(s, end - 1, DX_TAGS(DX_TAG_PREP, DX_TAG_CONJ, DX_TAG_DET, DX_TAG_ADV))) end--;
	return end > i ? (dx_range){i, end} : none;
}

static bool date_follows(const dx_scan *s, uint32_t i, uint32_t limit) {
	if (i < limit && s->tags[i] == DX_TAG_DET) i++;
	if (i < limit && s->tags[i] == DX_TAG_ADJ) i++;
	return i < limit &&
	       (s->tags[i] == DX_TAG_DATE || (s->tags[i] == DX_TAG_NUM && dx_at(s, i)->end - dx_at(s, i)->start == 4));
}

uint32_t dx_skip_adjuncts(const dx_scan *s, uint32_t i, uint32_t limit) {
	if (limit > i + DX_REACH / 2) limit = i + DX_REACH / 2;
	while (i < limit) {
		dx_tag tag = (dx_tag)s->tags[i];
		if (tag == DX_TAG_ADV || tag == DX_TAG_DATE) {
			i++;
		} else if (tag == DX_TAG_NUM && s->tags[i - 1] == DX_TAG_DATE) {
			i++;
		} else if (tag == DX_TAG_PREP) {
			if (date_follows(s, i + 1, limit)) {
				i += 2;
				continue;
			}
			dx_range np = dx_phrase_right(s, i + 1, limit);
			if (np.first == np.last) return i;
			i = np.last;
		} else {
			return i;
		}
	}
	return i;
}

bool dx_has_verb(const dx_scan *s, uint32_t first, uint32_t last) {
	uint32_t verbs = DX_TAGS(DX_TAG_AUX, DX_TAG_MODAL, DX_TAG_VERB, DX_TAG_ED);
	if (last > first + 2 * DX_REACH) last = first + 2 * DX_REACH;
	for (uint32_t i = first; i < last; i++) {
		if (verbs >> s->tags[i] & 1) return true;
	}
	return false;
}
