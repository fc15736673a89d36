/* Cues: reporting verbs in verbal use, "according to", reporting nouns. What looks like a noun ("the claims") or an
 * attribute ("the stated aim") is passed over. */
#include "statement/scan.h"

typedef struct verb_use {
	uint32_t first;  /* first auxiliary, or the verb */
	uint32_t before; /* token before the chain and its adverbs; UINT32_MAX: the sentence begins here */
	bool be, have, other, to, negated, would;
} verb_use;

static const char *const be_words[] = {"is",    "are", "was", "were", "be", "been",
                                       "being", "am",  "'s",  "'re",  "'m", NULL};
static const char *const have_words[] = {"has", "have", "had", "having", "'ve", NULL};

static void note_auxiliary(const dx_scan *s, uint32_t i, verb_use *use) {
	if (s->tags[i] == DX_TAG_NEG || dx_word_is(s, i, "never"))
		use->negated = true;
	else if (s->tags[i] == DX_TAG_MODAL) {
		use->other = true;
		use->would = use->would || dx_word_is(s, i, "would");
	} else if (s->tags[i] != DX_TAG_AUX)
		return;
	else if (dx_word_in(s, i, have_words))
		use->have = true;
	else if (dx_word_in(s, i, be_words))
		use->be = true;
	else
		use->other = true;
}

/* The auxiliaries left of the verb: "has also repeatedly said". */
static verb_use look_left(const dx_scan *s, uint32_t verb) {
	verb_use use = {.first = verb};
	uint32_t i = verb, chain = DX_TAGS(DX_TAG_AUX, DX_TAG_MODAL, DX_TAG_NEG, DX_TAG_ADV);
	if (i > s->first && s->tags[i - 1] == DX_TAG_TO) {
		use.to = true;
		i--;
	}
	while (i > s->first && dx_tagged(s, i - 1, chain) && verb - i < 8) {
		i--;
		note_auxiliary(s, i, &use);
		if (s->tags[i] != DX_TAG_ADV && !use.to) use.first = i;
	}
	use.before = i > s->first ? i - 1 : UINT32_MAX;
	return use;
}

static dx_tag tag_before(const dx_scan *s, const verb_use *use) {
	return use->before == UINT32_MAX ? DX_TAG_PUNCT : (dx_tag)s->tags[use->before];
}

/* The "quoted" of "quoted (somebody) as saying", left of `as`; `as` itself: none. */
static uint32_t quoting_verb(const dx_scan *s, uint32_t as) {
	static const char *const verbs[] = {"quoted", "cited", "quotes", "cites", "quoting", "citing", NULL};
	for (uint32_t i = as; i > s->first && as - i < 12;) {
		i--;
		if (s->tags[i] == DX_TAG_COMMA || s->tags[i] == DX_TAG_OPEN) break;
		if (dx_word_in(s, i, verbs)) return i;
	}
	return as;
}

/* Is the -ing form a verb of speech here, and of which kind? */
static int ing_use(const dx_scan *s, uint32_t i, const verb_use *use) {
	if (use->be) return DX_CUE_FINITE;
	dx_tag before = tag_before(s, use);
	if (before == DX_TAG_PREP) {
		if (dx_word_is(s, use->before, "as") && quoting_verb(s, use->before) < use->before) return DX_CUE_QUOTED_AS;
		return dx_word_is(s, use->before, "by") || dx_word_is(s, use->before, "without") ? DX_CUE_ING : -1;
	}
	if (DX_TAGS(DX_TAG_DET, DX_TAG_POSS, DX_TAG_ADJ, DX_TAG_NUM, DX_TAG_VERB, DX_TAG_MODAL) >> before & 1) return -1;
	(void)i;
	return DX_CUE_ING;
}

static int past_use(const dx_scan *s, uint32_t i, const verb_use *use, uint8_t form) {
	if (use->be) return -1; /* passive: the source, if any, is the agent */
	if (use->have) return DX_CUE_FINITE;
	if (!(form & DX_V_PAST) || use->to || use->other) return -1;
	if (DX_TAGS(DX_TAG_DET, DX_TAG_POSS, DX_TAG_ADJ, DX_TAG_PREP, DX_TAG_NUM) >> tag_before(s, use) & 1) return -1;
	if (i + 1 < s->stop && dx_word_is(s, i + 1, "by")) return -1; /* "the plan announced by" */
	return DX_CUE_FINITE;
}

static int present_use(const dx_scan *s, uint32_t i, const verb_use *use, const dx_lexeme *l) {
	uint8_t strength = dx_lexicon_verb(s->lexicon, l)->strength, form = l->detail;
	if (use->to) return DX_CUE_INFINITIVE;
	if (use->other) return DX_CUE_FINITE;
	if (use->be || use->have) return -1;
	dx_tag before = tag_before(s, use);
	if (DX_TAGS(DX_TAG_DET, DX_TAG_POSS, DX_TAG_ADJ, DX_TAG_PREP) >> before & 1) return -1;
	bool clause = i + 1 < s->stop && dx_word_is(s, i + 1, "that") &&
	              DX_TAGS(DX_TAG_NOUN, DX_TAG_NAME, DX_TAG_PRON, DX_TAG_DET) >> before & 1;
	bool base = form & DX_V_BASE && !(form & DX_V_THIRD);
	if ((strength < 3 || base) && !clause && !dx_word_is(s, i, "say") &&
	    DX_TAGS(DX_TAG_NOUN, DX_TAG_ADJ) >> s->tags[i] & 1)
		return -1;
	return DX_CUE_FINITE;
}

static int verb_kind(const dx_scan *s, uint32_t i, const dx_lexeme *l, const verb_use *use) {
	uint8_t form = l->detail;
	if (form & DX_V_ING) return ing_use(s, i, use);
	if (form & (DX_V_PAST | DX_V_PARTICIPLE)) {
		int kind = past_use(s, i, use, form);
		if (kind >= 0 || !(form & DX_V_BASE)) return kind;
	}
	return present_use(s, i, use, l);
}

/* Speaking that did not take place: "declined to comment", "did not respond to a request". */
static bool is_withheld(const dx_scan *s, dx_cue *cue) {
	static const char *const speech[] = {"comment",  "say",    "elaborate", "answer",  "discuss",  "respond", "reply",
	                                     "speak",    "talk",   "provide",   "give",    "identify", "name",    "confirm",
	                                     "disclose", "reveal", "specify",   "explain", "be",       NULL};
	static const char *const silent[] = {"comment", "respond", "reply", "answer", "return", "elaborate", NULL};
	uint32_t i = cue->after;
	if (cue->act == DIXIT_WITHHOLD && i + 1 < s->stop && dx_word_is(s, i, "to")) return dx_word_in(s, i + 1, speech);
	if (cue->act == DIXIT_WITHHOLD && i < s->stop && dx_word_is(s, i, "comment")) return true;
	if (cue->negated && dx_word_in(s, cue->head, silent)) return true;
	if (cue->kind == DX_CUE_INFINITIVE && cue->head >= s->first + 3 && dx_word_is(s, cue->head - 2, "yet") &&
	    dx_word_in(s, cue->head, speech)) {
		cue->range.first = cue->head - 3; /* has yet to comment */
		return true;
	}
	if (cue->head > s->first && dx_word_is(s, cue->head - 1, "neither") && i + 1 < s->stop && dx_word_is(s, i, "nor")) {
		cue->range = (dx_range){cue->head - 1, i + 2}; /* neither confirmed nor denied */
		return true;
	}
	return false;
}

static void add_plain_cue(dx_scan *s, dx_range range, uint32_t head, dx_cue_kind kind) {
	dx_cue *cue = DX_PUSH(s->arena, &s->cues);
	cue->kind = (uint8_t)kind;
	cue->range = range;
	cue->head = head;
	cue->after = range.last;
	cue->strength = 3;
	cue->frames = DX_F_THAT | DX_F_INV | DX_F_QUOTE;
}

/* "S, as reported by X": the agent is the source, as behind "according to". */
static bool is_agentive(const dx_scan *s, uint32_t i, const dx_lexeme *l) {
	if (!(l->detail & DX_V_PARTICIPLE) || i == s->first || i + 1 >= s->stop) return false;
	return dx_word_is(s, i - 1, "as") && dx_word_is(s, i + 1, "by");
}

static void add_verb_cue(dx_scan *s, uint32_t i, const dx_lexeme *l) {
	const dx_verb *verb = dx_lexicon_verb(s->lexicon, l);
	if (dx_at(s, i)->caps != DX_CAPS_NONE && i > s->first && !s->title_case && dx_at(s, i - 1)->kind == DX_T_WORD)
		return;
	if (is_agentive(s, i, l)) {
		add_plain_cue(s, (dx_range){i - 1, i + 2}, i, DX_CUE_ACCORDING);
		return;
	}
	verb_use use = look_left(s, i);
	int kind = verb_kind(s, i, l, &use);
	if (kind < 0) return;
	dx_cue *cue = DX_PUSH(s->arena, &s->cues);
	cue->kind = (uint8_t)kind;
	cue->head = i;
	cue->after = i + l->words;
	cue->range = (dx_range){kind == DX_CUE_INFINITIVE || kind == DX_CUE_ING ? i : use.first, cue->after};
	cue->act = verb->act;
	cue->strength = verb->strength;
	cue->frames = verb->frames;
	cue->negated = use.negated;
	cue->plain = dx_slice_eq(verb->lemma, DX_LIT("say"));
	cue->names = dx_slice_eq(verb->lemma, DX_LIT("call"));
	cue->base = kind == DX_CUE_FINITE && l->detail == DX_V_BASE && use.first == i;
	cue->withhold = is_withheld(s, cue) || (cue->plain && use.negated && use.would);
	if (kind == DX_CUE_QUOTED_AS) {
		cue->range.first = quoting_verb(s, use.before);
		while (cue->range.first > s->first && s->tags[cue->range.first - 1] == DX_TAG_AUX) cue->range.first--;
	}
}

/* "X's claim that", "the allegation that": a noun that brings its content as a that-clause; "made the following
 * comment:": one that ends its sentence and brings the next one. */
static void add_noun_cue(dx_scan *s, uint32_t i, const dx_lexeme *l) {
	const dx_noun *noun = dx_lexicon_noun(s->lexicon, l);
	uint32_t after = i + l->words;
	bool colon = after + 1 == s->stop && dx_at(s, after)->first == ':';
	if (after + 1 >= s->stop && !colon) return;
	bool quoted = s->tags[after] == DX_TAG_OPEN || colon;
	if (!quoted && (!(noun->frames & DX_F_THAT) || !dx_word_is(s, after, "that"))) return;
	if (!colon && dx_tagged(s, after + 1, DX_TAGS(DX_TAG_AUX, DX_TAG_MODAL, DX_TAG_VERB, DX_TAG_ED)))
		return; /* "attacks that hit" */
	add_plain_cue(s, (dx_range){i, after}, i, DX_CUE_NOUN);
	DX_LAST(&s->cues).act = noun->act;
}

/* Tokens of "according to", "in the words of" at token i; 0: none. */
static uint32_t according_at(const dx_scan *s, uint32_t i) {
	static const char *const nouns[] = {"words", "view", "opinion", NULL};
	if (dx_word_is(s, i, "according")) return i + 1 < s->stop && dx_word_is(s, i + 1, "to") ? 2 : 0;
	if (i + 4 >= s->stop || !dx_word_is(s, i, "in")) return 0;
	return dx_word_is(s, i + 1, "the") && dx_word_in(s, i + 2, nouns) && dx_word_is(s, i + 3, "of") ? 4 : 0;
}

void dx_scan_cues(dx_scan *s) {
	s->cues.count = 0;
	for (uint32_t i = s->first; i < s->stop; i++) {
		const dx_token *t = dx_at(s, i);
		if (t->kind != DX_T_WORD || t->region >= 0) continue;
		uint32_t according = according_at(s, i);
		if (according) {
			add_plain_cue(s, (dx_range){i, i + according}, i, DX_CUE_ACCORDING);
			i += according - 1;
			continue;
		}
		if (!t->word || (!t->word->lexemes && !t->word->node)) continue;
		const dx_lexeme *l = dx_text_phrase(s->text, s->lexicon, i, s->stop, 1u << DX_LEX_VERB);
		uint32_t had = s->cues.count;
		bool subject = l && l->words > 1 && i + l->words < s->stop &&
		               dx_tagged(s, i + l->words, DX_TAGS(DX_TAG_AUX, DX_TAG_MODAL));
		if (subject && dx_text_lexeme(t, DX_LEX_VERB)) l = dx_text_lexeme(t, DX_LEX_VERB); /* said [nothing was owed] */
		if (l) add_verb_cue(s, i, l);
		if (s->cues.count > had) {
			i += l->words - 1;
			continue;
		}
		l = dx_text_phrase(s->text, s->lexicon, i, s->stop, 1u << DX_LEX_NOUN);
		if (l && s->tags[i] != DX_TAG_VERB) add_noun_cue(s, i, l);
	}
}
