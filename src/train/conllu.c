/* CoNLL-U of GUM: articles put together again from their sentences, the annotation laid over our tokens. */
#include "train/read.h"
#include "train/rows.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NESTED = 64, FORM = 128 };

/* An entity's bracket that is open. */
typedef struct bracket {
	unsigned long id;
	char kind[16];
	uint32_t first; /* token of the sentence */
} bracket;

/* A named thing: tokens of the document, both ends included. */
typedef struct named {
	uint32_t first, last;
	uint8_t name;
} named;

typedef struct conllu {
	dx_gold *gold;
	const char *path;
	uint32_t most;
	char id[256];
	char *text;
	size_t size, room;
	bool paragraph;   /* the next sentence begins one */
	size_t at;        /* byte behind the last token */
	size_t range_end; /* of a token of several words, and the last of its words */
	unsigned long range_last;
	dx_parsed *tokens; /* of the document */
	uint32_t count, token_cap;
	uint32_t first;      /* token of this sentence */
	uint32_t *sentences; /* their first tokens */
	uint32_t sentence_count, sentence_cap;
	named *names;
	uint32_t name_count, name_cap;
	bracket open[NESTED];
	uint32_t depth;
} conllu;

/* --- names ------------------------------------------------------------------------------------------------------- */

static const dx_word *word_of(const conllu *r, uint32_t token) {
	char lower[FORM];
	uint32_t length = r->tokens[token].end - r->tokens[token].start;
	if (length >= FORM) return NULL;
	for (uint32_t i = 0; i < length; i++) lower[i] = (char)tolower((unsigned char)r->text[r->tokens[token].start + i]);
	return dx_lexicon_word(r->gold->lexicon, lower, length);
}

static bool means(const dx_word *word, dx_lexeme_type type) {
	for (const dx_lexeme *l = word ? word->lexemes : NULL; l; l = l->next) {
		if (l->type == type) return true;
	}
	return false;
}

/* Things and events with names are what CoreNLP calls MISC; the rest has none there either. */
static uint8_t kind_of(const char *kind) {
	static const char *const others[] = {"event", "object", "abstract"};
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		if (strcmp(kind, others[i]) == 0) return DX_NAME_OTHER;
	}
	return dx_silver_name(kind);
}

/* "of", "the", "and" and "&", which join the parts of a name. */
static bool joins(const conllu *r, uint32_t token) {
	static const char *const words[] = {"of", "the", "and", "&", "for"};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);
		if (r->tokens[token].end - r->tokens[token].start == n &&
		    !memcmp(r->text + r->tokens[token].start, words[i], n))
			return true;
	}
	return false;
}

/* Grow from the head over proper nouns and, in what is no person, the small words between them. */
static named core_of(const conllu *r, named span, uint32_t head) {
	named core = {head, head, span.name};
	while (core.first > span.first && r->tokens[core.first - 1].pos == DX_POS_NNP) core.first--;
	for (uint32_t k = head + 1; k <= span.last && k <= core.last + 3; k++) {
		if (r->tokens[k].pos == DX_POS_NNP)
			core.last = k;
		else if (span.name == DX_NAME_PERSON || !joins(r, k))
			break;
	}
	if (span.name != DX_NAME_PERSON) return core;
	for (uint32_t k = core.last; k-- > core.first;) { /* "President" is no part of the name behind it */
		if (!means(word_of(r, k), DX_LEX_TITLE) || means(word_of(r, k), DX_LEX_GIVEN)) continue;
		core.first = k + 1;
		break;
	}
	bool office = core.first == core.last && means(word_of(r, head), DX_LEX_TITLE); /* "the President" */
	if (office && !means(word_of(r, head), DX_LEX_GIVEN)) core.name = DX_NAME_NONE;
	return core;
}

static void close_bracket(conllu *r, unsigned long id, uint32_t last) {
	uint32_t k = r->depth;
	while (k && r->open[k - 1].id != id) k--;
	if (!k--) return;
	named span = {r->first + r->open[k].first, last, kind_of(r->open[k].kind)};
	memmove(r->open + k, r->open + k + 1, (r->depth - k - 1) * sizeof *r->open);
	r->depth--;
	if (span.name == DX_NAME_NONE) return;
	if (r->name_count == r->name_cap) {
		r->name_cap = r->name_cap ? r->name_cap * 2 : 256;
		r->names = dx_need_more(r->names, r->name_cap * sizeof *r->names);
	}
	r->names[r->name_count++] = span;
}

/* Brackets of one token: "(12-person-new-…(13-place-…)" opens two and closes one, "13)12)" closes. */
static void take_brackets(conllu *r, char *misc) {
	char *p = strstr(misc, "Entity=");
	if (!p || (p != misc && p[-1] != '|')) return;
	for (p += 7; *p && *p != '|';) {
		bool opens = *p == '(';
		char *end;
		unsigned long id = strtoul(p + opens, &end, 10);
		if (opens && r->depth < NESTED) {
			bracket *b = &r->open[r->depth++];
			*b = (bracket){id, "", r->count - 1 - r->first};
			size_t n = *end == '-' ? strcspn(end + 1, "-()|") : 0;
			if (n < sizeof b->kind) memcpy(b->kind, end + 1, n);
		}
		p = end + strcspn(end, "()|");
		if (*p == ')') {
			close_bracket(r, id, r->count - 1);
			p++;
		} else if (!opens && p == end)
			break;
	}
}

/* Token of the span whose head lies outside it. */
static uint32_t head_of(const conllu *r, named span, uint32_t sentence) {
	for (uint32_t k = span.first; k <= span.last; k++) {
		uint32_t head = r->tokens[k].head ? sentence + r->tokens[k].head - 1 : UINT32_MAX;
		if (head < span.first || head > span.last) return k;
	}
	return span.last;
}

/* Persons first: the country in "French President Macron" is a place of its own, but the place in "University of
 * Bath" belongs to the organisation. Adjectives of countries are what CoreNLP calls MISC. */
static void lay_names(conllu *r, uint32_t sentence) {
	static const uint8_t order[] = {DX_NAME_PERSON, DX_NAME_PLACE, DX_NAME_OTHER, DX_NAME_ORGANISATION};
	for (uint32_t k = sentence; k < r->count; k++) {
		const dx_word *w =
		    r->tokens[k].pos == DX_POS_JJ && isupper((unsigned char)r->text[r->tokens[k].start]) ? word_of(r, k) : NULL;
		if (means(w, DX_LEX_COUNTRY)) r->tokens[k].name = DX_NAME_OTHER;
	}
	for (size_t o = 0; o < sizeof order; o++) {
		for (uint32_t n = 0; n < r->name_count; n++) {
			if (r->names[n].name != order[o]) continue;
			uint32_t head = head_of(r, r->names[n], sentence);
			if (r->tokens[head].pos != DX_POS_NNP) continue;
			named core = core_of(r, r->names[n], head);
			for (uint32_t k = core.first; core.name && k <= core.last; k++) r->tokens[k].name = core.name;
		}
	}
	r->name_count = 0;
	r->depth = 0;
}

/* --- text -------------------------------------------------------------------------------------------------------- */

static void end_sentence(conllu *r) {
	if (r->count == r->first) return;
	lay_names(r, r->first);
	if (r->sentence_count == r->sentence_cap) {
		r->sentence_cap = r->sentence_cap ? r->sentence_cap * 2 : 256;
		r->sentences = dx_need_more(r->sentences, r->sentence_cap * sizeof *r->sentences);
	}
	r->sentences[r->sentence_count++] = r->first;
	r->first = r->count;
}

static void add_text(conllu *r, const char *s) {
	size_t n = strlen(s);
	if (r->size + n + 2 > r->room) r->text = dx_need_more(r->text, r->room = (r->size + n + 2) * 2);
	if (r->size) r->text[r->size++] = r->paragraph ? '\n' : ' ';
	r->paragraph = false;
	r->at = r->size;
	memcpy(r->text + r->size, s, n);
	r->size += n;
	r->text[r->size] = 0;
}

static void take_token(conllu *r, char *line) {
	char *field[10], *rest = line, *dash;
	for (int i = 0; i < 10; i++) field[i] = (field[i] = strsep(&rest, "\t")) ? field[i] : "";
	size_t n = strlen(field[1]);
	if (strchr(field[0], '.')) return; /* a word that is not written */
	while (r->at < r->size && isspace((unsigned char)r->text[r->at])) r->at++;
	if ((dash = strchr(field[0], '-'))) {
		r->range_end = r->at + n;
		r->range_last = strtoul(dash + 1, NULL, 10);
		return;
	}
	unsigned long id = strtoul(field[0], NULL, 10);
	const char *found = r->text ? strstr(r->text + r->at, field[1]) : NULL;
	bool inside = id <= r->range_last;
	size_t start = r->at;
	if (found && found - (r->text + r->at) < 8) start = (size_t)(found - r->text);
	r->at = start + n;
	if (inside && (r->at > r->range_end || id == r->range_last)) r->at = r->range_end;
	if (id == r->range_last) r->range_last = 0;
	if (r->at > r->size) r->at = r->size;
	if (r->count == r->token_cap) {
		r->token_cap = r->token_cap ? r->token_cap * 2 : 4096;
		r->tokens = dx_need_more(r->tokens, r->token_cap * sizeof *r->tokens);
	}
	/* CoreNLP, as the old treebank, has one tag for every "to". */
	bool to = strcasecmp(field[1], "to") == 0 && strcmp(field[4], "IN") == 0;
	r->tokens[r->count++] = (dx_parsed){(uint32_t)start,
	                                    (uint32_t)r->at,
	                                    to ? DX_POS_TO : dx_silver_pos(field[4]),
	                                    DX_NAME_NONE,
	                                    dx_silver_relation(field[7]),
	                                    (uint32_t)strtoul(field[6], NULL, 10)};
	take_brackets(r, field[9]);
}

/* GUM cuts words at hyphens, we don't: of the parts of one of our tokens, the one that the others hang from speaks. */
static void join_parts(const dx_text *text, dx_parsed *s, uint32_t count, uint32_t from) {
	for (uint32_t i = 0, end; i < count; i = end) {
		while (from < text->token_count && text->tokens[from].end <= s[i].start) from++;
		end = i + 1;
		if (from == text->token_count) return;
		while (end < count && s[end].start < text->tokens[from].end) end++;
		for (uint32_t k = i; k < end && end - i > 1; k++) {
			if (s[k].head > i && s[k].head <= end) continue;
			dx_parsed head = s[k];
			head.start = s[i].start;
			head.end = s[i].end;
			s[i] = head;
			break;
		}
	}
}

static void end_article(conllu *r) {
	end_sentence(r);
	if (r->size && r->gold->count < r->most) {
		dx_gold_article *a = dx_gold_next(r->gold);
		if (dx_arena_guard(&a->arena)) dx_stop("%s: out of memory", r->path);
		a->article.text = (dx_slice){dx_strndup(&a->arena, r->text, r->size), r->size};
		a->article.id = dx_slice_of(dx_strndup(&a->arena, r->id, strlen(r->id)));
		dx_gold_lay_out(r->gold, a, r->path);
		if (dx_arena_guard(&a->arena)) dx_stop("%s: out of memory", r->path);
		a->silver = DX_NEW(&a->arena, dx_silver, a->text.token_count + 1);
		for (uint32_t i = 0, from = 0; i < r->sentence_count; i++) {
			dx_parsed *s = r->tokens + r->sentences[i];
			uint32_t n = (i + 1 < r->sentence_count ? r->sentences[i + 1] : r->count) - r->sentences[i];
			while (from < a->text.token_count && a->text.tokens[from].end <= s->start) from++;
			join_parts(&a->text, s, n, from);
			dx_silver_lay(a, s, n, from);
		}
		r->gold->count++;
	}
	r->size = r->at = 0;
	r->count = r->first = r->sentence_count = 0;
}

static void conllu_line(void *context, char *line, size_t length, unsigned number) {
	conllu *r = context;
	(void)number;
	if (!length)
		end_sentence(r);
	else if (strncmp(line, "# newdoc", 8) == 0) {
		end_article(r);
		const char *id = strstr(line, "id = ");
		snprintf(r->id, sizeof r->id, "%s", id ? id + 5 : "");
	} else if (strcmp(line, "# newpar") == 0)
		r->paragraph = true;
	else if (strncmp(line, "# text = ", 9) == 0)
		add_text(r, line + 9);
	else if (*line != '#')
		take_token(r, line);
}

void dx_gold_conllu(dx_gold *out, const char *path, uint32_t most) {
	dx_gold_tools(out);
	conllu r = {.gold = out, .path = path, .most = most};
	dx_each_line(path, conllu_line, &r);
	end_article(&r);
	free(r.text);
	free(r.tokens);
	free(r.sentences);
	free(r.names);
}
