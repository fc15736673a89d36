/* The source of a cue: its subject to the left, over appositions and relative clauses; the agent to the right where the
 * cue is inverted; for "adding that" and "and said" the source of the clause before. */
#include "statement/scan.h"

static const uint32_t NOMINAL_BITS = 1u << DX_TAG_NOUN | 1u << DX_TAG_NAME | 1u << DX_TAG_PRON | 1u << DX_TAG_NUM |
                                     1u << DX_TAG_ADJ | 1u << DX_TAG_DET | 1u << DX_TAG_DATE;

static bool is_bracket(const dx_scan *s, uint32_t i) {
	return dx_at(s, i)->kind == DX_T_PUNCT && dx_at(s, i)->first == ')';
}

/* "X, who met Y," "X, the minister of Z," "X, 45," before the cue: from the closing comma back to X. */
static dx_range over_apposition(const dx_scan *s, uint32_t comma) {
	dx_range none = {comma, comma};
	uint32_t low = comma > s->first + DX_REACH ? comma - DX_REACH : s->first;
	unsigned commas = 0;
	for (uint32_t k = comma; k-- > low + 1 && commas < 5;) {
		if (s->tags[k] == DX_TAG_CLOSE || s->tags[k] == DX_TAG_OPEN) return none;
		if (s->tags[k] != DX_TAG_COMMA) continue;
		commas++;
		if (!(NOMINAL_BITS >> s->tags[k - 1] & 1) && !is_bracket(s, k - 1)) continue;
		uint32_t plain = k + 1; /* the part before "who" must hold no verb */
		while (plain < comma && s->tags[plain] != DX_TAG_WH) plain++;
		if (dx_has_verb(s, k + 1, plain)) continue;
		dx_range np = dx_phrase_left(s, k, s->first);
		if (np.first == np.last) continue;
		bool begins =
		    np.first == s->first || !dx_tagged(s, np.first - 1, DX_TAGS(DX_TAG_PREP, DX_TAG_VERB, DX_TAG_COMMA));
		if (begins || s->tags[np.first - 1] == DX_TAG_COMMA) return (dx_range){np.first, comma};
	}
	return none;
}

/* The subject of the sentence's first clause, behind "On Tuesday," and "Meanwhile". */
static dx_range first_subject(const dx_scan *s) {
	uint32_t i = s->first, limit = s->stop;
	uint32_t fronted = DX_TAGS(DX_TAG_PREP, DX_TAG_SUB, DX_TAG_ING, DX_TAG_DATE, DX_TAG_ADV, DX_TAG_ED, DX_TAG_CONJ,
	                           DX_TAG_WH, DX_TAG_TO);
	for (unsigned tries = 0; tries < 3 && i < limit && dx_tagged(s, i, fronted); tries++) {
		if (s->tags[i] == DX_TAG_CONJ ||
		    (s->tags[i] == DX_TAG_ADV && i + 1 < limit && s->tags[i + 1] != DX_TAG_COMMA)) {
			i++;
			continue;
		}
		uint32_t k = i;
		while (k < limit && k - i < DX_REACH / 2 && s->tags[k] != DX_TAG_COMMA) k++;
		if (k >= limit || s->tags[k] != DX_TAG_COMMA) break;
		i = k + 1;
	}
	return dx_phrase_right(s, i, limit);
}

/* A cue that shares its subject takes it from the nearest earlier cue, else from the sentence. */
static bool share(dx_scan *s, dx_cue *cue) {
	cue->shared = true;
	for (dx_cue *c = cue; c-- > s->cues.items && cue - c < 40;) {
		if (c->source.first == c->source.last || c->kind == DX_CUE_ACCORDING || c->kind == DX_CUE_NOUN ||
		    c->strength < 2)
			continue;
		cue->source = c->source;
		cue->holder = c->holder;
		return true;
	}
	dx_range np = first_subject(s);
	if (np.first == np.last || np.last > cue->range.first) return false;
	cue->source = np;
	return true;
}

static bool is_singular(const dx_scan *s, uint32_t i) {
	static const char *const words[] = {"a", "an", "this", "each", "he", "she", "it", NULL};
	return dx_word_in(s, i, words);
}

/* "the light show": before a base form a common noun in the singular is no subject but a part of the same name. */
static bool is_singular_noun(const dx_scan *s, dx_range np) {
	static const char *const plurals[] = {"people", "police", "men",    "women",    "children",
	                                      "media",  "staff",  "others", "majority", NULL};
	const dx_token *t = dx_at(s, np.last - 1);
	if (s->tags[np.last - 1] != DX_TAG_NOUN || t->caps != DX_CAPS_NONE || s->text->bytes.ptr[t->end - 1] == 's')
		return false;
	if (dx_word_in(s, np.last - 1, plurals)) return false;
	for (uint32_t i = np.first; i < np.last; i++) {
		if (s->tags[i] == DX_TAG_CONJ || s->tags[i] == DX_TAG_NUM) return false;
	}
	return true;
}

static bool finite_source(dx_scan *s, dx_cue *cue) {
	uint32_t j = cue->range.first;
	while (j > s->first && dx_tagged(s, j - 1, DX_TAGS(DX_TAG_ADV, DX_TAG_DATE))) j--;
	if (j > s->first && j < cue->range.first && s->tags[j] == DX_TAG_DATE && s->tags[j - 1] == DX_TAG_PREP)
		j--; /* "X on Monday said" */
	if (j == s->first) return false;
	dx_range np = {j, j};
	if (dx_word_is(s, j - 1, "both")) {
		cue->source = (dx_range){j - 1, j};
		return true;
	}
	switch (s->tags[j - 1]) {
	case DX_TAG_COMMA: np = over_apposition(s, j - 1); break;
	case DX_TAG_WH: {
		uint32_t end = j - 1;
		if (end > s->first && s->tags[end - 1] == DX_TAG_COMMA) end--;
		if (dx_word_is(s, j - 1, "what")) return false;
		cue->holder = dx_phrase_left(s, end, s->first);
		if (cue->holder.first == cue->holder.last) return false;
		np = (dx_range){j - 1, j}; /* a pronoun stays a pronoun */
		break;
	}
	case DX_TAG_CONJ: return share(s, cue);
	case DX_TAG_CLOSE:
	case DX_TAG_OPEN: return false;
	default: np = dx_phrase_left(s, j, s->first);
	}
	if (cue->base && np.first < np.last && (is_singular(s, np.first) || (!cue->plain && is_singular_noun(s, np))))
		return false;
	cue->source = np;
	return np.first < np.last;
}

/* "prompting leaders to call for": the leaders call; "asked leaders to call for": nobody has yet. */
static bool infinitive_source(dx_scan *s, dx_cue *cue) {
	static const char *const causes[] = {"prompting", "prompted", "leading", "led", "forcing",
	                                     "forced",    "spurring", "moved",   NULL};
	uint32_t to = cue->range.first - 1;
	int32_t m = to > s->first ? s->ends[to] : -1;
	if (m < 0 || s->mentions->items[m].type > DIXIT_GROUP || s->mentions->items[m].type == DIXIT_ORGANISATION)
		return share(s, cue);
	uint32_t first = s->mentions->items[m].first;
	if (first == s->first || !dx_word_in(s, first - 1, causes)) return false;
	cue->source = (dx_range){first, to};
	return true;
}

static bool ing_source(dx_scan *s, dx_cue *cue) {
	uint32_t j = cue->range.first;
	if (j == s->first) return false; /* "Stressing that S, he said": filled from the main clause */
	while (j > s->first + 1 && s->tags[j - 1] == DX_TAG_ADV) j--;
	if (s->tags[j - 1] == DX_TAG_NOUN || s->tags[j - 1] == DX_TAG_NAME) {
		dx_range np = dx_phrase_left(s, j, s->first);
		if (np.first == s->first || dx_word_is(s, np.first - 1, "with") || dx_word_is(s, np.first - 1, "despite")) {
			cue->source = np;
			return true;
		}
	}
	return share(s, cue);
}

/* "issued a strong warning": the verb that carries the noun, or the noun's own place. */
static uint32_t carrier(const dx_scan *s, uint32_t noun) {
	static const char *const verbs[] = {"issued",   "issues",    "issuing",  "made",    "makes",   "gave", "gives",
	                                    "sounded",  "delivered", "released", "voiced",  "offered", "sent", "raised",
	                                    "launched", "published", "repeated", "renewed", NULL};
	for (uint32_t i = noun; i > s->first && noun - i < 6;) {
		i--;
		if (dx_tagged(s, i, DX_TAGS(DX_TAG_DET, DX_TAG_ADJ, DX_TAG_ADV, DX_TAG_NUM))) continue;
		if (dx_word_is(s, i, "following")) continue;
		if (dx_word_in(s, i, verbs)) return i;
		if (s->tags[i] != DX_TAG_NOUN && s->tags[i] != DX_TAG_ING && s->tags[i] != DX_TAG_ED) break;
	}
	return noun;
}

/* "X's claim that": the possessor; "X issued a warning that": the carrier's subject. */
static bool noun_source(dx_scan *s, dx_cue *cue) {
	uint32_t j = cue->range.first;
	/* "his book “…”" is no statement, "made the remark “…”" is */
	bool title = s->tags[cue->after] == DX_TAG_OPEN || dx_at(s, cue->after)->first == ':';
	while (j > s->first && dx_tagged(s, j - 1, DX_TAGS(DX_TAG_ADJ, DX_TAG_NOUN, DX_TAG_ED))) j--;
	if (!title && j > s->first && s->tags[j - 1] == DX_TAG_POSS) {
		if (dx_at(s, j - 1)->first != '\'')
			cue->source = (dx_range){j - 1, j};
		else
			cue->source = dx_phrase_left(s, j - 1, s->first);
		return cue->source.first < cue->source.last;
	}
	uint32_t verb = carrier(s, cue->head);
	if (verb == cue->head) return false;
	cue->range.first = verb;
	return finite_source(s, cue);
}

/* "X was quoted as saying": the subject; "Reuters quoted X as saying": the object. */
static bool quoted_source(dx_scan *s, dx_cue *cue) {
	if (s->tags[cue->range.first] == DX_TAG_AUX) return finite_source(s, cue);
	uint32_t as = cue->head - 1;
	cue->source = dx_phrase_right(s, cue->range.first + 1, as);
	cue->range.first = as;
	return cue->source.first < cue->source.last;
}

bool dx_source_left(dx_scan *s, dx_cue *cue) {
	switch (cue->kind) {
	case DX_CUE_FINITE: return finite_source(s, cue);
	case DX_CUE_QUOTED_AS: return quoted_source(s, cue);
	case DX_CUE_ING: return ing_source(s, cue);
	case DX_CUE_INFINITIVE: return infinitive_source(s, cue);
	case DX_CUE_NOUN: return noun_source(s, cue);
	default: return false;
	}
}
