/* Contents: what stands behind the cue ("X said that S"), before it ("S, X said") or around it ("A," X said, "B"). */
#include "statement/scan.h"

/* Bounds that keep the stage linear where a "sentence" is a whole article: tokens of a content, cues looked at. */
enum { CONTENT_MAX = 400, CUES_NEAR = 40 };

static const uint32_t FINITE_BITS = 1u << DX_TAG_AUX | 1u << DX_TAG_MODAL | 1u << DX_TAG_VERB | 1u << DX_TAG_ED;

static bool some(dx_range r) { return r.first < r.last; }

static void own_regions(dx_scan *s, dx_range content, int32_t statement) {
	for (uint32_t i = content.first; i < content.last; i++) {
		if (s->tags[i] != DX_TAG_OPEN) continue;
		int32_t r = dx_outer_region(s->text, i);
		if (r >= 0) s->owner[r] = statement;
	}
}

/* Punctuation outside the marks does not belong to a content. */
static dx_range trimmed(const dx_scan *s, dx_range r) {
	uint32_t loose = DX_TAGS(DX_TAG_PUNCT, DX_TAG_COMMA);
	while (r.first < r.last && loose >> s->tags[r.first] & 1 && dx_at(s, r.first)->first != '(') r.first++;
	while (r.first < r.last && loose >> s->tags[r.last - 1] & 1 && dx_at(s, r.last - 1)->first != ')') {
		char c = dx_at(s, r.last - 1)->first;
		if ((c == '?' || c == '!') || dx_at(s, r.last - 1)->region >= 0) break;
		r.last--;
	}
	return r;
}

void dx_add_fragment(dx_scan *s, dx_statement *st, dx_range content) {
	content = trimmed(s, content);
	if (!some(content)) return;
	dx_span *grown = DX_NEW(s->arena, dx_span, st->content_count + 1);
	if (st->content_count) memcpy(grown, st->content, st->content_count * sizeof *grown);
	uint32_t at = st->content_count++;
	dx_span fresh = dx_bytes_of(s->text, content);
	for (; at > 0 && grown[at - 1].start > fresh.start; at--) grown[at] = grown[at - 1];
	grown[at] = fresh;
	st->content = grown;
	own_regions(s, content, (int32_t)(st - s->found.items));
}

dx_statement *dx_add_statement(dx_scan *s, const dx_cue *cue, dx_range content, const char *by) {
	dx_statement *st = DX_PUSH(s->arena, &s->found);
	st->act = DIXIT_SAY;
	st->event = st->previous = -1;
	st->by = by;
	if (cue) {
		st->act = cue->act;
		st->negated = cue->negated;
		st->cue = dx_bytes_of(s->text, cue->range);
		st->cue_first = cue->range.first;
		st->cue_last = cue->range.last;
		st->source = dx_bytes_of(s->text, cue->source);
		dx_range holder = some(cue->holder) ? cue->holder : cue->source;
		st->source_first = holder.first;
		st->source_last = holder.last;
		st->addressee = dx_bytes_of(s->text, cue->addressee);
	}
	dx_add_fragment(s, st, content);
	return st;
}

/* "Stressing that S, X offered …", "After the mayor said S, the bridge closed": the content of a cue in a fronted
 * clause ends at the comma behind which subject and verb of the main clause stand. */
static uint32_t main_clause(const dx_scan *s, const dx_cue *cue, uint32_t start, uint32_t limit) {
	static const char *const fronts[] = {"after",  "when",  "as",   "while",  "although",
	                                     "though", "since", "once", "before", NULL};
	bool fronted = cue->kind == DX_CUE_ING && cue->range.first == s->first;
	if (cue->range.first > s->first) fronted = dx_word_in(s, s->first, fronts);
	for (uint32_t k = start + 1; fronted && k + 2 < limit && k < start + DX_REACH; k++) {
		if (s->tags[k] != DX_TAG_COMMA) continue;
		dx_range np = dx_phrase_right(s, k + 1, limit);
		if (some(np) && np.last < limit && dx_tagged(s, np.last, FINITE_BITS)) return k;
	}
	return limit;
}

/* Where a content that begins at `start` must end: before the next cue that speaks on its own in this sentence. */
static uint32_t content_end(const dx_scan *s, const dx_cue *cue, uint32_t start) {
	uint32_t breaks = DX_TAGS(DX_TAG_CONJ, DX_TAG_SUB, DX_TAG_COMMA, DX_TAG_PUNCT);
	uint32_t limit = s->last > start + CONTENT_MAX ? start + CONTENT_MAX : s->last;
	for (const dx_cue *c = cue + 1; c < s->cues.items + s->cues.count && c->head < limit && c - cue < CUES_NEAR; c++) {
		if (c->head <= start || c->kind == DX_CUE_NOUN || c->kind == DX_CUE_INFINITIVE) continue;
		if (c->strength < 2) continue;
		if (!some(c->source) && c->kind != DX_CUE_ING && c->kind != DX_CUE_ACCORDING) continue;
		uint32_t from = c->shared || c->kind == DX_CUE_ACCORDING || !some(c->source) || c->source.first > c->head
		                    ? c->range.first
		                    : c->source.first;
		while (from > start && s->tags[from - 1] == DX_TAG_ADV) from--;
		if (from <= start + 1) continue;
		dx_tag before = (dx_tag)s->tags[from - 1];
		if (!(breaks >> before & 1) || dx_word_is(s, from - 1, "that")) continue;
		if (before == DX_TAG_COMMA || before == DX_TAG_PUNCT) {
			if (c->kind != DX_CUE_ING && c->kind != DX_CUE_ACCORDING && c->shared) continue;
			return from - 1;
		}
		bool clause = c->after < s->stop && dx_word_is(s, c->after, "that");
		if (before == DX_TAG_CONJ && c->shared && c->strength < 3 && !clause && !c->withhold &&
		    !dx_word_is(s, from - 1, "but"))
			continue;
		return from - 1;
	}
	return main_clause(s, cue, start, limit);
}

/* ---- to the right ---- */

static bool begins_phrase(const dx_scan *s, uint32_t i) {
	return dx_tagged(s, i,
	                 DX_TAGS(DX_TAG_DET, DX_TAG_POSS, DX_TAG_NOUN, DX_TAG_NAME, DX_TAG_ADJ, DX_TAG_NUM, DX_TAG_PRON,
	                         DX_TAG_OPEN, DX_TAG_ED, DX_TAG_ING));
}

/* "told reporters in Geneva that": the addressee is the phrase behind the verb. */
static uint32_t read_addressee(const dx_scan *s, dx_cue *cue) {
	uint32_t i = cue->after;
	if (cue->frames & DX_F_TO_ADDR && i < s->last && dx_word_is(s, i, "to"))
		i++;
	else if (!(cue->frames & DX_F_ADDR))
		return cue->after;
	if (i >= s->last || !begins_phrase(s, i) || s->tags[i] == DX_TAG_OPEN) return cue->after;
	dx_range np = {i, i + 1};
	int32_t m = s->begins[i];
	if (s->tags[i] != DX_TAG_PRON) {
		if (m >= 0)
			np.last = s->mentions->items[m].last;
		else
			np = dx_phrase_right(s, i, s->last);
	}
	if (!some(np) || np.last > s->last) return cue->after;
	cue->addressee = np;
	return np.last;
}

/* First token of the content behind the cue; s->stop: there is none. *quoted: it opens with a quotation mark. */
static uint32_t that_or_quote(const dx_scan *s, uint32_t i, bool *quoted) {
	uint32_t q = dx_skip_adjuncts(s, i, s->last);
	*quoted = false;
	for (unsigned turn = 0; turn < 2; turn++) {
		bool that = q + 1 < s->last && dx_word_is(s, q, "that");
		if (that && !(q > i && dx_tagged(s, q + 1, FINITE_BITS))) return s->tags[q + 1] == DX_TAG_COMMA ? q + 2 : q + 1;
		bool mark = q < s->last && (s->tags[q] == DX_TAG_COMMA || dx_at(s, q)->first == ':');
		uint32_t open = mark ? q + 1 : q;
		if (open < s->last && s->tags[open] == DX_TAG_OPEN) {
			*quoted = true;
			return open;
		}
		if (mark && dx_at(s, q)->first == ':') return q + 1 < s->last ? q + 1 : s->stop;
		if (q == i) break;
		q = i;
	}
	return s->stop;
}

static uint32_t object_and_infinitive(const dx_scan *s, uint32_t i) {
	dx_range np = dx_phrase_right(s, i, s->last);
	if (!some(np)) return s->stop;
	for (uint32_t k = np.last; k < s->last && k < np.last + 3; k++) {
		if (s->tags[k] == DX_TAG_TO) return np.first;
		if (s->tags[k] != DX_TAG_ADV && s->tags[k] != DX_TAG_NEG) break;
	}
	return s->stop;
}

/* Contents that follow from the verb's frame alone; *by names the frame. */
static uint32_t by_frame(const dx_scan *s, const dx_cue *cue, uint32_t i, const char **by) {
	uint32_t f = cue->frames;
	if (i >= s->last) return s->stop;
	*by = "frame-to";
	if (f & DX_F_TO && s->tags[i] == DX_TAG_TO) return i;
	*by = "frame-if";
	if (f & DX_F_IF &&
	    (dx_word_is(s, i, "whether") || dx_word_is(s, i, "if") || dx_word_is(s, i, "why") || dx_word_is(s, i, "how")))
		return i;
	*by = "frame-obj-to";
	if (f & (DX_F_OBJ_TO | DX_F_ON_TO)) {
		uint32_t start = object_and_infinitive(s, i);
		if (start < s->stop) return start;
	}
	*by = "frame-np";
	bool phrasal = cue->after - cue->head > 1; /* "expressed concern over S" */
	if (phrasal && f & DX_F_NP && s->tags[i] == DX_TAG_PREP && i + 1 < s->last && begins_phrase(s, i + 1)) return i;
	if (!begins_phrase(s, i)) return s->stop;
	dx_range np = dx_phrase_right(s, i, s->last);
	*by = "frame-of";
	for (uint32_t k = np.first; f & DX_F_OF && k < np.last + 2 && k < s->last; k++) {
		if (dx_word_is(s, k, "of")) return i;
	}
	*by = "frame-as";
	for (uint32_t k = i; f & DX_F_AS && k < s->last && k < i + 16 && s->tags[k] != DX_TAG_COMMA; k++) {
		if (dx_word_is(s, k, "as")) return i;
	}
	*by = "frame-np";
	uint32_t ends = DX_TAGS(DX_TAG_PREP, DX_TAG_PUNCT, DX_TAG_COMMA, DX_TAG_DATE, DX_TAG_ADV, DX_TAG_CONJ, DX_TAG_TO,
	                        DX_TAG_SUB, DX_TAG_WH);
	if (cue->names && some(np) && s->tags[np.last - 1] != DX_TAG_ADJ &&
	    (np.last >= s->last || dx_tagged(s, np.last, ends)))
		return s->stop;
	return f & (DX_F_FOR | DX_F_NP) ? i : s->stop;
}

/* A bare clause: "said the talks had failed". Dates right behind the cue are no part of it. */
static uint32_t bare_clause(const dx_scan *s, const dx_cue *cue, uint32_t i, uint32_t *end) {
	if (!(cue->frames & DX_F_THAT)) return s->stop;
	while (i < s->last && dx_tagged(s, i, DX_TAGS(DX_TAG_DATE))) i++;
	if (i + 1 < s->last && s->tags[i] == DX_TAG_PREP && dx_tagged(s, i + 1, DX_TAGS(DX_TAG_DATE))) {
		for (i += 2; i < s->last && dx_tagged(s, i, DX_TAGS(DX_TAG_DATE, DX_TAG_NUM));) i++;
	}
	uint32_t no = DX_TAGS(DX_TAG_PUNCT, DX_TAG_COMMA, DX_TAG_CLOSE, DX_TAG_CONJ, DX_TAG_VERB, DX_TAG_TO, DX_TAG_AUX,
	                      DX_TAG_MODAL);
	if (i >= s->last || dx_tagged(s, i, no)) return s->stop;
	*end = content_end(s, cue, i);
	if (cue->plain) return dx_has_verb(s, i, *end) || *end > i + 3 ? i : s->stop;
	if (cue->strength < 2) return s->stop;
	dx_range np = dx_phrase_right(s, i, *end); /* other verbs need a clear clause: subject and verb */
	while (np.last < *end && s->tags[np.last] == DX_TAG_ADV) np.last++;
	return some(np) && np.last < *end && dx_tagged(s, np.last, FINITE_BITS) ? i : s->stop;
}

typedef struct placed {
	dx_range content;
	const char *by;
} placed;

static placed content_right(const dx_scan *s, dx_cue *cue) {
	bool quoted;
	uint32_t behind = read_addressee(s, cue), end = 0;
	placed p = {{s->stop, s->stop}, "clause"};
	if (behind != cue->after && behind < s->last && dx_tagged(s, behind, FINITE_BITS)) { /* warned [the US will …] */
		cue->addressee = (dx_range){0, 0};
		behind = cue->after;
	}
	uint32_t start = that_or_quote(s, behind, &quoted);
	if (start == s->stop && behind != cue->after && !(cue->frames & DX_F_ADDR)) behind = cue->after;
	if (start < s->stop)
		p.by = cue->kind == DX_CUE_NOUN ? "noun" : quoted ? "quote" : "that";
	else
		start = by_frame(s, cue, behind, &p.by);
	if (start == s->stop) {
		start = bare_clause(s, cue, behind, &end);
		p.by = "clause";
	}
	if (start == s->stop) return p;
	p.content = (dx_range){start, content_end(s, cue, start)};
	return p;
}

/* ---- to the left ---- */

/* The quotation that ends right before token i ("…," X said), or -1. */
static int32_t quote_before(const dx_scan *s, uint32_t i) {
	if (i > s->first && s->tags[i - 1] == DX_TAG_COMMA) i--;
	if (i == 0 || s->tags[i - 1] != DX_TAG_CLOSE) return -1;
	int32_t r = dx_outer_region(s->text, i - 1);
	return r >= 0 && s->text->regions[r].last == i ? r : -1;
}

/* From where a content left of token e begins: the sentence's untaken part, or the quotation's own beginning. */
static dx_range content_left(const dx_scan *s, uint32_t e, bool *quoted) {
	uint32_t from = s->clause;
	int32_t r = quote_before(s, e);
	*quoted = r >= 0;
	if (r >= 0) {
		const dx_region *region = &s->text->regions[r];
		if (region->first <= from) return (dx_range){region->first, region->last};
		bool colon = dx_at(s, region->first - 1)->first == ':';
		uint32_t words = region->first - from;
		if (colon || words < 2) from = region->first;
		return (dx_range){from, region->last};
	}
	if (e <= from || s->tags[e - 1] != DX_TAG_COMMA) return (dx_range){e, e};
	return (dx_range){from, e - 1};
}

/* Earlier paragraphs of a quotation that goes on into the region of this content. */
static void add_carried(dx_scan *s, dx_statement *st, uint32_t first) {
	int32_t r = s->tags[first] == DX_TAG_OPEN ? dx_outer_region(s->text, first) : -1;
	for (unsigned n = 0; r >= 0 && n < 32; n++) {
		r = s->text->regions[r].continues;
		if (r < 0 || s->owner[r] >= 0) return;
		dx_add_fragment(s, st, (dx_range){s->text->regions[r].first, s->text->regions[r].last});
	}
}

/* "A," X said, "B" and "A," X said. "B": the quotation resumed behind the cue. */
static void add_resumed(dx_scan *s, uint32_t st_index, uint32_t behind) {
	uint32_t limit = s->last > behind + DX_REACH / 2 ? behind + DX_REACH / 2 : s->last;
	for (uint32_t q = behind; q + 1 < limit; q++) {
		if (dx_at(s, q)->first == ':') return;
		if (!dx_tagged(s, q, DX_TAGS(DX_TAG_COMMA, DX_TAG_PUNCT))) continue;
		if (s->tags[q + 1] == DX_TAG_CONJ && q + 2 < limit) q++; /* "A," he said, but "B" */
		if (s->tags[q + 1] != DX_TAG_OPEN) continue;
		for (uint32_t k = q; k > behind && k + 3 > q; k--) { /* "A," X said, adding: it has a verb of its own */
			if (dx_tagged(s, k - 1, DX_TAGS(DX_TAG_ING)) && dx_text_lexeme(dx_at(s, k - 1), DX_LEX_VERB)) return;
		}
		int32_t r = dx_outer_region(s->text, q + 1);
		if (r < 0) return;
		const dx_region *region = &s->text->regions[r];
		if (q > behind + 2 && region->last + 1 < s->last) return; /* a fragment in what is told, not the rest of it */
		dx_add_fragment(s, &s->found.items[st_index], (dx_range){region->first, region->last});
		return;
	}
}

/* Does the sentence end, or pause, behind the attribution, so that its content must stand to the left? */
static bool closes(const dx_scan *s, uint32_t i) {
	uint32_t q = dx_skip_adjuncts(s, i, s->last);
	return q >= s->last || dx_tagged(s, q, DX_TAGS(DX_TAG_COMMA, DX_TAG_PUNCT, DX_TAG_ING, DX_TAG_CONJ, DX_TAG_SUB));
}

static bool post_posed(dx_scan *s, dx_cue *cue, uint32_t e, uint32_t behind) {
	bool quoted;
	dx_range left = content_left(s, e, &quoted);
	if (!some(left) || !(cue->frames & (DX_F_INV | DX_F_QUOTE))) return false;
	bool comma = behind + 1 < s->last && s->tags[behind] == DX_TAG_COMMA;
	bool fronted = dx_tagged(s, left.first, DX_TAGS(DX_TAG_PREP, DX_TAG_SUB, DX_TAG_ADV)) && comma &&
	               dx_has_verb(s, behind + 1, s->last);
	bool interrupted = comma && (fronted || dx_tagged(s, behind + 1, FINITE_BITS));
	if (!quoted && (!(cue->frames & DX_F_INV) || !closes(s, behind))) return false;
	if (!quoted && !interrupted && !dx_has_verb(s, left.first, left.last)) return false;
	uint32_t index = s->found.count;
	if (behind == cue->after) behind = read_addressee(s, cue);
	dx_statement *st = dx_add_statement(s, cue, left, quoted ? "quote-cue" : "clause-cue");
	if (quoted) add_carried(s, st, left.first);
	if (quoted)
		add_resumed(s, index, behind);
	else if (behind + 1 < s->last && s->tags[behind] == DX_TAG_COMMA &&
	         !dx_tagged(s, behind + 1, DX_TAGS(DX_TAG_ING))) {
		uint32_t end = content_end(s, cue, behind + 1);
		if (end > behind + 1) dx_add_fragment(s, &s->found.items[index], (dx_range){behind + 1, end});
	}
	s->clause = behind;
	return true;
}

/* "…," said X, the minister of Y. */
static dx_range inverted_source(const dx_scan *s, const dx_cue *cue) {
	dx_range np = dx_phrase_right(s, cue->after, s->last);
	if (!some(np) || np.last >= s->last || s->tags[np.last] != DX_TAG_COMMA) return np;
	uint32_t k = np.last + 1;
	if (k >= s->last ||
	    !dx_tagged(s, k, DX_TAGS(DX_TAG_DET, DX_TAG_NOUN, DX_TAG_WH, DX_TAG_NUM, DX_TAG_ADJ, DX_TAG_POSS, DX_TAG_NAME)))
		return np;
	uint32_t end = k;
	while (end < s->last && !dx_tagged(s, end, DX_TAGS(DX_TAG_COMMA, DX_TAG_OPEN, DX_TAG_CLOSE))) end++;
	bool relative = s->tags[k] == DX_TAG_WH;
	if (end - k > DX_REACH / 2 || (!relative && dx_has_verb(s, k, end))) return np;
	return (dx_range){np.first, end};
}

/* ---- one cue ---- */

static void take_according(dx_scan *s, dx_cue *cue) {
	cue->source = dx_phrase_right(s, cue->after, s->last);
	if (!some(cue->source)) return;
	uint32_t end = cue->source.last;
	while (end < s->last && end < cue->source.last + 12 &&
	       dx_tagged(s, end, DX_TAGS(DX_TAG_VERB, DX_TAG_NOUN, DX_TAG_PREP, DX_TAG_DET, DX_TAG_NAME, DX_TAG_ADJ)))
		end++;
	if (end < s->last && s->tags[end] == DX_TAG_COMMA) cue->source.last = end; /* "exit polls," whatever polls may be */
	end = cue->source.last;
	bool words =
	    cue->range.last - cue->range.first > 2; /* "The deal is, in the words of X, “a gift”": they come behind */
	if (words && end + 1 < s->last && s->tags[end] == DX_TAG_COMMA && s->tags[end + 1] == DX_TAG_OPEN) {
		dx_add_statement(s, cue, (dx_range){end + 1, content_end(s, cue, end + 1)}, "according");
		return;
	}
	if (cue->range.first <= s->first + 1 && end < s->last && s->tags[end] == DX_TAG_COMMA) {
		dx_add_statement(s, cue, (dx_range){end + 1, content_end(s, cue, end + 1)}, "according");
		s->clause = end + 1;
		return;
	}
	dx_range left = {s->clause, cue->range.first};
	if (dx_has_verb(s, left.first, left.last)) {
		dx_add_statement(s, cue, left, "according");
		s->clause = end;
	}
}

/* A cue inside the content of an earlier one counts as a statement of its own only where it is beyond doubt. */
static bool is_nested(const dx_scan *s, const dx_cue *cue) {
	if (!s->found.count) return false;
	const dx_statement *st = &DX_LAST(&s->found);
	if (!st->content_count) return false;
	uint32_t at = dx_at(s, cue->head)->start;
	for (uint32_t i = 0; i < st->content_count; i++) {
		if (at >= st->content[i].start && at < st->content[i].end) return true;
	}
	return false;
}

/* A content that opens with a quotation mark: where the quotation is a whole ("…," he said before leaving) it ends with
 * it, and where it runs over the sentence it is taken to its own end. */
static dx_range fit_quotation(const dx_scan *s, dx_range content) {
	int32_t r = s->tags[content.first] == DX_TAG_OPEN ? dx_outer_region(s->text, content.first) : -1;
	if (r < 0) return content;
	const dx_region *region = &s->text->regions[r];
	if (region->last >= content.last) return (dx_range){region->first, region->last};
	uint32_t behind = region->last;
	bool whole = region->closed && behind - region->first > 2 && strchr(",.?!", dx_at(s, behind - 2)->first);
	bool verb = s->tags[behind] == DX_TAG_CONJ && behind + 1 < content.last &&
	            dx_tagged(s, behind + 1, DX_TAGS(DX_TAG_VERB, DX_TAG_ED));
	bool told = verb || dx_tagged(s, behind, DX_TAGS(DX_TAG_SUB, DX_TAG_DATE, DX_TAG_WH)) ||
	            dx_word_is(s, behind, "before") || dx_word_is(s, behind, "after") || dx_word_is(s, behind, "at");
	return whole || told ? (dx_range){region->first, region->last} : content;
}

static void take_right(dx_scan *s, dx_cue *cue) {
	placed p = content_right(s, cue);
	if (!some(p.content)) return;
	bool nested = is_nested(s, cue);
	if (nested && (cue->strength < 3 || p.by[0] == 'f')) return;
	p.content = fit_quotation(s, p.content);
	dx_add_statement(s, cue, p.content, nested ? "nested" : p.by);
	bool aside =
	    cue->kind == DX_CUE_ING && cue->range.first > s->first; /* ", calling it a crime," leaves the clause whole */
	if (p.content.last > s->clause && !aside) s->clause = p.content.last;
}

static void take_withheld(dx_scan *s, dx_cue *cue) {
	if (!some(cue->source)) return;
	bool declined = cue->act == DIXIT_WITHHOLD && cue->after + 1 < s->stop && dx_word_is(s, cue->after, "to");
	if (declined) cue->range.last = cue->after + 2;
	cue->act = DIXIT_WITHHOLD;
	cue->negated = false;
	dx_add_statement(s, cue, (dx_range){cue->range.last, cue->range.last}, "withhold");
}

static void take_verb(dx_scan *s, dx_cue *cue) {
	if (cue->kind == DX_CUE_NOUN && !some(cue->source)) return; /* "the idea that": nobody's in particular */
	if (cue->withhold) {
		take_withheld(s, cue);
		return;
	}
	if (some(cue->source) && !cue->shared && cue->kind == DX_CUE_FINITE) {
		uint32_t e = cue->source.first;
		bool quoted = quote_before(s, e) >= 0;
		bool q;
		uint32_t here = that_or_quote(s, cue->after, &q);
		if ((quoted || here == s->stop) && e > s->clause && post_posed(s, cue, e, cue->after)) return;
	}
	if (!some(cue->source) && cue->kind == DX_CUE_FINITE && cue->frames & DX_F_INV) {
		uint32_t e = cue->range.first;
		dx_range np = inverted_source(s, cue);
		cue->source = np;
		if (some(np) && post_posed(s, cue, e, np.last)) return;
		bool colon = some(np) && np.last + 1 < s->last && dx_tagged(s, np.last, DX_TAGS(DX_TAG_COMMA, DX_TAG_PUNCT)) &&
		             s->tags[np.last + 1] == DX_TAG_OPEN;
		if (colon && e <= s->first + 1) { /* Said X: "…" */
			dx_add_statement(s, cue, (dx_range){np.last + 1, content_end(s, cue, np.last + 1)}, "quote");
			return;
		}
		cue->source = (dx_range){0, 0};
		if (quote_before(s, e) >= 0 && !some(np)) post_posed(s, cue, e, cue->after);
		return;
	}
	take_right(s, cue);
}

static void fill_fronted(dx_scan *s, dx_cue *cue) {
	for (dx_cue *c = cue + 1; c < s->cues.items + s->cues.count; c++) {
		if (c->kind != DX_CUE_FINITE || !some(c->source)) continue;
		cue->source = c->source;
		return;
	}
	uint32_t k = cue->after;
	while (k < s->last && s->tags[k] != DX_TAG_COMMA) k++;
	if (k < s->last) cue->source = dx_phrase_right(s, k + 1, s->last);
}

/* "WALLACE: Do you see those two as equal?" In a transcript the name stands in capitals before what is said. */
static bool take_transcript(dx_scan *s) {
	const dx_paragraph *p = &s->text->paragraphs[s->text->sentences[dx_at(s, s->first)->sentence].paragraph];
	uint32_t i = s->first, first;
	if (s->text->sentences[p->first].first != s->first) return false;
	if (s->tags[i] == DX_TAG_OPEN) i++;
	for (first = i; i < s->last && i < first + 4; i++) {
		if (dx_at(s, i)->caps != DX_CAPS_UPPER || dx_at(s, i)->end - dx_at(s, i)->start < 3) break;
	}
	if (i == first || i + 1 >= s->last || dx_at(s, i)->first != ':') return false;
	dx_cue cue = {.range = {i, i + 1}, .head = i, .after = i + 1, .source = {first, i}};
	uint32_t end = s->text->sentences[p->last - 1].last;
	dx_add_statement(s, &cue, (dx_range){i + 1, end < i + CONTENT_MAX ? end : i + CONTENT_MAX}, "transcript");
	int32_t region = first > s->first ? dx_outer_region(s->text, s->first) : -1;
	if (region >= 0) s->owner[region] = (int32_t)s->found.count - 1; /* the mark stands before the name */
	return true;
}

void dx_scan_contents(dx_scan *s) {
	s->clause = s->first;
	if (take_transcript(s)) return;
	for (uint32_t k = 0; k < s->cues.count; k++) dx_source_left(s, &s->cues.items[k]);
	uint32_t silent = 0; /* words of a "declined to comment", which are no cue again */
	for (uint32_t k = 0; k < s->cues.count; k++) {
		dx_cue *cue = &s->cues.items[k];
		if (cue->head < silent) continue;
		if (cue->withhold) silent = cue->after + 2;
		if (cue->kind == DX_CUE_ACCORDING)
			take_according(s, cue);
		else {
			if (cue->kind == DX_CUE_ING && !some(cue->source)) fill_fronted(s, cue);
			take_verb(s, cue);
		}
	}
}
