/* The stage: rules propose, models label, trees choose; what was chosen becomes statements. */
#include "statement/choose.h"
#include "tag/attribution.h"

#include <string.h>

/* "not", "n't", "never" in the cue or among the auxiliaries before it. */
static bool is_negated(const dx_text *text, const dx_tags *tags, dx_range cue, uint32_t head) {
	uint32_t first = text->sentences[text->tokens[cue.first].sentence].first;
	uint32_t i = cue.first;
	while (i > first && i + 4 > cue.first &&
	       (tags->pos[i - 1] == DX_POS_MD || tags->pos[i - 1] == DX_POS_RB || tags->relation[i - 1] == DX_REL_AUX))
		i--;
	for (; i <= head && i < cue.last; i++) {
		if (dx_is(&text->tokens[i], DX_W_NEG) || dx_token_is(text, &text->tokens[i], "never")) return true;
	}
	return false;
}

static uint8_t act_of(const dx_text *text, const dx_lexicon *lexicon, const dx_cue_option *cue) {
	const dx_lexeme *verb = NULL, *noun = NULL;
	for (uint32_t k = cue->range.first; k < cue->range.last && !verb; k++) {
		verb = dx_text_phrase(text, lexicon, k, cue->range.last, 1u << DX_LEX_VERB);
		if (!noun) noun = dx_text_phrase(text, lexicon, k, cue->range.last, 1u << DX_LEX_NOUN);
	}
	if (verb) return dx_lexicon_verb(lexicon, verb)->act;
	return noun ? dx_lexicon_noun(lexicon, noun)->act : DIXIT_SAY;
}

/* "Neither side said", "no official confirmed"; not "No 10", "No Labels", "none other than X". */
static bool is_nobody(const dx_text *text, dx_range source) {
	if (source.first >= source.last) return false;
	const dx_token *word = &text->tokens[source.first], *next = word + 1;
	bool more = source.first + 1 < source.last;
	if (dx_token_is(text, word, "no")) return more && next->kind == DX_T_WORD && next->caps == DX_CAPS_NONE;
	if (dx_token_is(text, word, "none")) return !more || !dx_token_is(text, next, "other");
	return dx_token_is(text, word, "neither") || dx_token_is(text, word, "nobody");
}

static void deny_nobody(const dx_text *text, dx_statement *st) {
	dx_range source = {st->source_first, st->source_last};
	if (st->act != DIXIT_WITHHOLD && is_nobody(text, source)) st->negated = true;
}

typedef struct maker {
	const dx_text *text;
	const dx_tags *tags;
	const dx_lexicon *lexicon;
	const dx_statements *rules;
	dx_arena *arena;
	dx_statements *out;
	const int32_t *rule_at; /* by token: the rules' statement whose cue it is in, or -1 */
	uint8_t *taken;         /* by token: what statements have it already */
	float least;
} maker;

/* Who decided: the models, or the models and the rule that proposed the same. */
static const char *by_of(const maker *m, const dx_content_option *o) {
	static const char models[] = "model+";
	if (o->rule < 0) return "model";
	const char *rule = m->rules->items[o->rule].by;
	size_t n = strlen(rule) + 1;
	char *by = dx_alloc_raw(m->arena, sizeof models - 1 + n);
	memcpy(by, models, sizeof models - 1);
	memcpy(by + sizeof models - 1, rule, n);
	return by;
}

/* The conjunction "that" brings the content in and is no part of it. */
static dx_range without_that(const maker *m, dx_range r) {
	bool that = dx_token_is(m->text, &m->text->tokens[r.first], "that") && m->tags->pos[r.first] != DX_POS_DT;
	if (!that || r.first + 2 >= r.last) return r;
	r.first += m->tags->pos[r.first + 1] == DX_POS_COMMA ? 2 : 1;
	return r;
}

static void set_content(const maker *m, dx_statement *st, const dx_content_option *o) {
	dx_range pieces[DX_PIECES_MAX] = {{0, 0}};
	st->content = DX_NEW(m->arena, dx_span, o->pieces);
	st->content_count = o->pieces;
	for (uint32_t i = 0; i < o->pieces; i++) {
		pieces[i] = i ? o->content[i] : without_that(m, o->content[i]);
		st->content[i] = dx_bytes_of(m->text, pieces[i]);
	}
	st->kind = dx_quoted_kind(m->text, pieces, o->pieces);
}

/* The source without a comma behind it. Where it is but the end of what the rules take for the source, behind a
 * preposition ("barge owners in [Braila]"), it is the rules' one. */
static dx_range whole_source(const maker *m, const dx_cue_option *cue) {
	dx_range r = cue->sources[cue->source].range;
	while (r.first < r.last && m->tags->pos[r.last - 1] == DX_POS_COMMA) r.last--;
	if (cue->rule < 0 || r.first >= r.last) return r;
	const dx_statement *rule = &m->rules->items[cue->rule];
	bool inside = rule->source_first < r.first && r.last <= rule->source_last;
	if (inside && m->tags->pos[r.first - 1] == DX_POS_IN) return (dx_range){rule->source_first, rule->source_last};
	return r;
}

static void set_cue(const maker *m, dx_statement *st, const dx_cue_option *cue) {
	dx_range source = whole_source(m, cue);
	dx_range words = cue->range; /* "put it bluntly:": the colon is no word of the cue */
	while (words.first + 1 < words.last && words.last > cue->head + 1 &&
	       m->text->tokens[words.last - 1].kind == DX_T_PUNCT)
		words.last--;
	st->cue = dx_bytes_of(m->text, words);
	st->cue_first = words.first;
	st->cue_last = words.last;
	st->source = dx_bytes_of(m->text, source);
	st->source_first = source.first;
	st->source_last = source.last;
	if (cue->rule >= 0) {
		const dx_statement *rule = &m->rules->items[cue->rule];
		st->act = rule->act;
		st->negated = rule->negated;
		st->addressee = rule->addressee;
		/* "who said": the rules know the phrase that "who" stands for. */
		bool same = rule->source.start == st->source.start && rule->source.end == st->source.end;
		if (same && rule->source_first < rule->source_last) {
			st->source_first = rule->source_first;
			st->source_last = rule->source_last;
		}
	} else {
		st->act = act_of(m->text, m->lexicon, cue);
		st->negated = is_negated(m->text, m->tags, cue->range, cue->head);
	}
}

/* Is token i one of these words? The list ends with NULL. */
static bool token_among(const maker *m, uint32_t i, const char *const *words) {
	return dx_token_among(m->text, &m->text->tokens[i], words);
}

/* "The gunmen are believed to have left": what hangs on a passive as its subject is not who believes. */
static bool is_told_of(const maker *m, const dx_cue_option *cue) {
	const dx_tags *tags = m->tags;
	dx_range source = cue->sources[cue->source].range;
	if (tags->pos[cue->head] != DX_POS_VBN || source.first >= source.last || source.last > cue->range.first)
		return false;
	if (cue->rule >= 0) return false; /* quoted as saying: the rules take no other passive */
	const dx_lexeme *verb = dx_text_lexeme(&m->text->tokens[cue->head], DX_LEX_VERB);
	uint8_t act = verb ? dx_lexicon_verb(m->lexicon, verb)->act : DIXIT_JUDGE;
	if (act != DIXIT_SAY && act != DIXIT_THINK) return false;
	uint32_t i = cue->head, first = m->text->sentences[m->text->tokens[i].sentence].first;
	while (i > first && (tags->pos[i - 1] == DX_POS_RB || dx_is(&m->text->tokens[i - 1], DX_W_NEG))) i--;
	static const char *const be[] = {"is", "are", "was", "were", "be", "been", "being", "'s", "'re", NULL};
	return i > first && token_among(m, i - 1, be);
}

/* What was withheld has no content, whatever the models take for one: the rules' word stands. */
static bool is_withheld(const maker *m, const dx_cue_option *cue) {
	return cue->rule >= 0 && m->rules->items[cue->rule].act == DIXIT_WITHHOLD &&
	       !m->rules->items[cue->rule].content_count;
}

/* "A freighter said to be carrying fertiliser ran aground": nobody says so. */
static bool is_said_to_be(const maker *m, const dx_cue_option *cue) {
	uint32_t i = cue->head + 1;
	return cue->rule < 0 && i + 1 < m->text->token_count && dx_token_is(m->text, &m->text->tokens[cue->head], "said") &&
	       dx_token_is(m->text, &m->text->tokens[i], "to") && m->tags->pos[i + 1] == DX_POS_VB;
}

/* "Koskela called Hellevik on Tuesday": by phone; the rules know who calls what something. */
static bool is_phone_call(const maker *m, const dx_choice *c) {
	const dx_cue_option *cue = c->cue;
	return cue->rule < 0 && dx_quoted_kind(m->text, c->option->content, c->option->pieces) == DIXIT_INDIRECT &&
	       dx_token_is(m->text, &m->text->tokens[cue->head], "called") && cue->head + 1 == cue->range.last;
}

/* "She addressed the United Nations": those who were spoken to, and not a word of what was said. */
static bool is_audience(const maker *m, const dx_choice *c) {
	static const char *const verbs[] = {"addressed", "addressing", "addresses", "address", "briefed", "briefing", NULL};
	const dx_content_option *o = c->option;
	if (!token_among(m, c->cue->head, verbs) || o->pieces != 1) return false;
	for (uint32_t k = o->content[0].first; k < o->content[0].last; k++) {
		if (m->text->tokens[k].region >= 0) return false;
		if (m->tags->pos[k] != DX_POS_DT && m->tags->pos[k] != DX_POS_NNP) return false;
	}
	return true;
}

/* "Reuters quoted a diplomat as saying …": the diplomat says it, as the rule with "as saying" holds. */
static bool is_as_saying(const maker *m, const dx_statement *rule) {
	return rule->cue_first + 1 < rule->cue_last && dx_token_is(m->text, &m->text->tokens[rule->cue_first], "as");
}

static bool quotes_another(const maker *m, const dx_choice *c) {
	dx_range in = c->option->content[0];
	for (uint32_t k = in.first; k < in.last; k++) {
		if (m->rule_at[k] < 0) continue;
		const dx_statement *r = &m->rules->items[m->rule_at[k]];
		if (is_as_saying(m, r) && r->source_first < r->source_last && in.first <= r->source_first &&
		    r->cue_last <= in.last)
			return true;
	}
	return false;
}

/* "… an answer in kind. Speaking to Haber 9, he said": what is reported without marks stands in its cue's sentence. */
static bool is_elsewhere(const maker *m, const dx_choice *c) {
	const dx_content_option *o = c->option;
	for (uint32_t i = 0; i < o->pieces; i++) {
		if (m->text->tokens[o->content[i].first].sentence == m->text->tokens[c->cue->head].sentence) return false;
	}
	return dx_quoted_kind(m->text, o->content, o->pieces) == DIXIT_INDIRECT;
}

/* "She accused Oslo of counting twice, and vowed to publish": what lies between the source and another verb's cue
 * belongs to the verb that it follows, as the rules hold. The rules' statement, or -1. */
static int32_t verb_between(const maker *m, const dx_choice *c) {
	const dx_cue_option *cue = c->cue;
	dx_range source = cue->sources[cue->source].range, in = c->option->content[0];
	if (source.first >= source.last || source.last > in.first) return -1;
	if (c->option->content[c->option->pieces - 1].last > cue->range.first) return -1;
	for (uint32_t k = in.first + 1; k > source.last && k + 6 > in.first; k--) {
		int32_t i = m->rule_at[k - 1];
		if (i < 0) continue;
		const dx_statement *r = &m->rules->items[i];
		if (!r->content_count || r->source_first >= source.last || r->source_last <= source.first) return -1;
		uint32_t first = dx_token_at(m->text, r->content[0].start);
		return first == in.first || first == in.first + 1 ? i : -1;
	}
	return -1;
}

/* "Asked not to be named", "not to be quoted by name": on what terms somebody spoke, and nothing of what was said. */
static bool is_anonymity(const maker *m, const dx_choice *c) {
	static const char *const words[] = {"not", "to", "be"}, *const verbs[] = {"named", "identified", "quoted", NULL};
	uint32_t i = c->cue->head + 1;
	if (i + 4 > m->text->token_count || c->cue->range.last > i + 4) return false; /* "… to be named said" */
	for (uint32_t k = 0; k < 3; k++) {
		if (!dx_token_is(m->text, &m->text->tokens[i + k], words[k])) return false;
	}
	return token_among(m, i + 3, verbs) &&
	       dx_quoted_kind(m->text, c->option->content, c->option->pieces) == DIXIT_INDIRECT;
}

/* Does the source's last word name such as bear arms? Whom others attack, they may attack with words. */
static bool is_armed(const maker *m, const dx_cue_option *cue) {
	static const char *const armed[] = {"gunmen", "rebels",    "soldiers", "troops",      "militants",  "fighters",
	                                    "forces", "militia",   "bandits",  "insurgents",  "pirates",    "jihadists",
	                                    "drones", "warplanes", "jets",     "helicopters", "assailants", NULL};
	dx_range source = cue->sources[cue->source].range;
	return source.first < source.last && token_among(m, source.last - 1, armed);
}

/* "Soldiers stormed the bank": what was done to somebody or something, told without a quotation or a clause. */
static bool is_deed(const maker *m, const dx_choice *c) {
	static const char *const deeds[] = {"stormed",   "raided",   "struck",   "shelled", "seized",   "bombed",
	                                    "bombarded", "invaded",  "ambushed", "looted",  "besieged", "overran",
	                                    "torched",   "captured", "fled",     "marched", "raiding",  "shelling",
	                                    "bombing",   "storming", NULL};
	static const char *const either[] = {"attacked", "attacking", "assaulted", NULL};
	const dx_cue_option *cue = c->cue;
	const dx_content_option *o = c->option;
	if (o->content[0].first <= cue->head || dx_quoted_kind(m->text, o->content, o->pieces) != DIXIT_INDIRECT)
		return false;
	if (!token_among(m, cue->head, deeds) && !(token_among(m, cue->head, either) && is_armed(m, cue))) return false;
	/* "stormed that it was over": the rules know the clauses of these verbs */
	if (cue->rule >= 0 || dx_token_is(m->text, &m->text->tokens[cue->head + 1], "that")) return false;
	return true;
}

static void make(maker *m, const dx_choice *c) {
	dx_statement *st = &m->out->items[m->out->count];
	if (c->cue && (is_told_of(m, c->cue) || is_withheld(m, c->cue) || is_said_to_be(m, c->cue) || is_phone_call(m, c) ||
	               is_elsewhere(m, c) || is_audience(m, c)))
		return;
	if (c->cue && (quotes_another(m, c) || is_anonymity(m, c) || is_deed(m, c))) return;
	int32_t rule = c->option->rule;
	bool headline = dx_paragraph_of(m->text, c->option->content[0].first)->role == DX_BLOCK_HEADLINE;
	if (headline && rule < 0) return; /* its clipped language misleads the models */
	*st = (dx_statement){.act = DIXIT_SAY, .event = -1, .previous = -1, .confidence = c->probability};
	set_content(m, st, c->option);
	int32_t own = c->cue ? verb_between(m, c) : -1;
	if (c->cue) set_cue(m, st, c->cue);
	if (own >= 0) { /* the source is the same, the verb and its act are those of the rule */
		const dx_statement *verb = &m->rules->items[own];
		st->cue = verb->cue;
		st->cue_first = verb->cue_first;
		st->cue_last = verb->cue_last;
		st->act = verb->act;
		st->negated = verb->negated;
		st->addressee = verb->addressee;
	} else if (!c->cue && rule >= 0)
		st->carried = m->rules->items[rule].carried;
	deny_nobody(m->text, st);
	st->by = by_of(m, c->option);
	for (uint32_t i = 0; i < c->option->pieces; i++) dx_take(m->taken, c->option->content[i], DX_TAKEN_CONTENT);
	if (c->cue) dx_take(m->taken, (dx_range){st->cue_first, st->cue_last}, DX_TAKEN_CUE);
	m->out->count++;
}

/* How many tokens of the statement's content are in statements already; *size: of how many. */
static uint32_t taken_of(const maker *m, const dx_statement *st, uint32_t *size) {
	uint32_t taken = 0;
	*size = 0;
	for (uint32_t f = 0; f < st->content_count; f++) {
		dx_range r = dx_tokens_of(m->text, st->content[f]);
		*size += r.last - r.first;
		for (uint32_t k = r.first; k < r.last; k++) taken += m->taken[k] != 0;
	}
	return taken;
}

/* What is a statement by its form alone, and how sure it is where the models took nothing of it (on the development
 * articles; quotations without a cue are hardly annotated there). 0: not by its form. */
static float structure_of(const dx_statement *rule) {
	static const struct {
		const char *by;
		float sure;
	} forms[] = {{"transcript", 0.9f}, {"signed", 0.9f}, {"quote-free", 0.35f}, {"quote-next", 0.35f}};
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (strcmp(rule->by, forms[i].by) == 0) return forms[i].sure;
	}
	return 0;
}

/* Statements of the rules that the models have no say in, since the articles they learned from hardly annotate them:
 * what was withheld (it has no content), a report inside a reported clause, a quotation without a cue, a transcript. */
static bool stands_alone(const maker *m, const dx_statement *rule) {
	bool inside = rule->cue_first < rule->cue_last, free = true;
	for (uint32_t k = rule->cue_first; k < rule->cue_last; k++) {
		free = free && !(m->taken[k] & DX_TAKEN_CUE);
		inside = inside && m->taken[k] & DX_TAKEN_CONTENT;
	}
	if (!free) return false;
	if (!rule->content_count) return true;
	uint32_t size, taken = taken_of(m, rule, &size);
	if (is_as_saying(m, rule)) return taken == 0;
	if (strcmp(rule->by, "nested") == 0) return inside && taken == size;
	return taken == 0 && structure_of(rule) > 0;
}

static void merge_rules(maker *m) {
	uint32_t found = m->out->count;
	for (uint32_t i = 0; i < m->rules->count; i++) {
		const dx_statement *rule = &m->rules->items[i];
		if (!stands_alone(m, rule)) continue;
		dx_statement *st = &m->out->items[m->out->count];
		*st = *rule;
		deny_nobody(m->text, st);
		if (structure_of(rule) > 0) st->confidence = structure_of(rule);
		if (st->confidence >= m->least) m->out->count++;
	}
	/* Both parts are in text order. */
	dx_statement *all = DX_NEW(m->arena, dx_statement, m->out->count);
	for (uint32_t i = 0, a = 0, b = found; i < m->out->count; i++) {
		bool left = a < found && (b == m->out->count ||
		                          dx_statement_place(&m->out->items[a]) <= dx_statement_place(&m->out->items[b]));
		all[i] = m->out->items[left ? a++ : b++];
	}
	m->out->items = all;
}

/* A quotation without a source goes on from the last statement before it that has one, as the rules hold. */
static void link_carried(maker *m) {
	int32_t last = -1;
	for (uint32_t i = 0; i < m->out->count; i++) {
		dx_statement *st = &m->out->items[i];
		st->previous = -1;
		if (st->carried)
			st->previous = last;
		else if (st->act == DIXIT_SAY || st->kind != DIXIT_INDIRECT)
			last = (int32_t)i;
		if (st->previous < 0) st->carried = false;
	}
}

/* The last of the first `count` statements that is a quotation with its cue, in the paragraph of `next`; NULL: none. */
static dx_statement *quotation_before(const maker *m, uint32_t count, const dx_statement *next) {
	const dx_paragraph *here = dx_paragraph_of(m->text, dx_token_at(m->text, next->content[0].start));
	for (uint32_t k = count; k > 0 && k + 4 > count; k--) {
		dx_statement *st = &m->out->items[k - 1];
		if (!st->content_count || st->content[0].start < here->start) return NULL;
		if (st->kind == DIXIT_DIRECT && st->cue_first < st->cue_last && st->source_first < st->source_last) return st;
	}
	return NULL;
}

/* A quotation without a cue, behind one in its paragraph: so the rules say, with the models or without. */
static bool goes_on(const dx_statement *st) {
	return !strcmp(st->by, "quote-next") || !strcmp(st->by, "model+quote-next");
}

/* "“A,” said Caddell, adding that … “B.”": B goes on with A, whatever stands between. */
static void resume(maker *m) {
	uint32_t kept = 0;
	for (uint32_t i = 0; i < m->out->count; i++) {
		dx_statement *st = &m->out->items[i];
		dx_statement *first = goes_on(st) ? quotation_before(m, kept, st) : NULL;
		if (!first) {
			m->out->items[kept++] = *st;
			continue;
		}
		dx_span *pieces = DX_NEW(m->arena, dx_span, first->content_count + st->content_count);
		memcpy(pieces, first->content, first->content_count * sizeof *pieces);
		memcpy(pieces + first->content_count, st->content, st->content_count * sizeof *pieces);
		first->content = pieces;
		first->content_count += st->content_count;
	}
	m->out->count = kept;
}

void dx_statement_find(dx_statements *out, const dx_statement_input *in, dx_arena *arena) {
	const dx_text *text = in->text;
	dx_statements rules;
	*out = (dx_statements){NULL, 0};
	if (!text->token_count) return;
	dx_rules_find(&rules, text, in->mentions, in->lexicon, arena);
	dx_frame frame;
	dx_labels labels;
	dx_frame_make(&frame, text, in->tags, in->lexicon, arena);
	in->tagger->label(&labels, in->tagger, &frame, dx_rules_label(&rules, text, arena), arena);
	dx_signals signals = {text, in->tags, &frame, &rules, labels.label, (const float(*)[DX_L_LANES])labels.share};
	dx_candidates candidates;
	dx_candidates_find(&candidates, &signals, arena);
	dx_choose_sources(&candidates, in->tagger->source);
	dx_options_find(&candidates);
	dx_choice *choices = NULL;
	uint32_t count = dx_choose_options(&candidates, in->tagger->statement, in->least, &choices);
	maker m = {text,
	           in->tags,
	           in->lexicon,
	           &rules,
	           arena,
	           out,
	           candidates.rule_at,
	           dx_alloc(arena, text->token_count + 1),
	           in->least.of[DX_QUOTED]};
	out->items = DX_NEW(arena, dx_statement, count + rules.count);
	for (uint32_t i = 0; i < count; i++) make(&m, &choices[i]);
	merge_rules(&m);
	resume(&m);
	link_carried(&m);
}
