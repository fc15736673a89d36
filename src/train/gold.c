/* Gold and silver: JSON Lines with quotes; tab-separated tokens of another parser, laid over ours by their offsets. */
#include "train/gold.h"
#include "statement/scan.h"
#include "train/read.h"
#include "train/rows.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

dx_offsets dx_offsets_of(dx_slice text, dx_arena *arena) {
	uint32_t *at = dx_alloc_raw(arena, (text.len + 1) * sizeof *at), n = 0;
	for (size_t i = 0; i < text.len; i++) {
		if (((uint8_t)text.ptr[i] & 0xC0) != 0x80) at[n++] = (uint32_t)i;
	}
	at[n] = (uint32_t)text.len;
	return (dx_offsets){at, n};
}

uint8_t dx_quote_kind(const dx_text *text, const dx_quote *quote) {
	dx_range *ranges = dx_need((quote->content_count + 1) * sizeof *ranges);
	for (uint32_t i = 0; i < quote->content_count; i++) ranges[i] = dx_tokens_of(text, quote->content[i]);
	uint8_t kind = dx_quoted_kind(text, ranges, quote->content_count);
	free(ranges);
	return kind;
}

/* --- JSON Lines -------------------------------------------------------------------------------------------------- */

typedef struct gold_reader {
	dx_gold *gold;
	const char *path;
	uint32_t most;
	unsigned line;
	dx_offsets points; /* of the article at hand */
} gold_reader;

static dx_span span_of(const json_t *o, const gold_reader *r) {
	if (!o || json_is_null(o)) return (dx_span){0, 0};
	const json_t *start = json_object_get(o, "start"), *end = json_object_get(o, "end");
	json_int_t a = json_integer_value(start), b = json_integer_value(end);
	if (!json_is_integer(start) || !json_is_integer(end)) {
		dx_stop("%s:%u: a span without the numbers \"start\" and \"end\"", r->path, r->line);
	}
	if (a < 0 || b <= a || b > r->points.count) {
		dx_stop("%s:%u: %lld to %lld is no span of a text of %u code points", r->path, r->line, (long long)a,
		        (long long)b, r->points.count);
	}
	return (dx_span){r->points.at[a], r->points.at[b]};
}

static void read_content(const gold_reader *r, const json_t *q, dx_gold_article *a, dx_quote *out) {
	const json_t *fragments = json_object_get(q, "fragments"), *f;
	size_t n = json_array_size(fragments), k;
	out->content = DX_NEW(&a->arena, dx_span, n + 1);
	json_array_foreach(fragments, k, f) { out->content[out->content_count++] = span_of(f, r); }
	if (!n) out->content[out->content_count++] = span_of(q, r);
}

static void read_quotes(const gold_reader *r, dx_gold_article *a, const json_t *quotes) {
	a->quotes = DX_NEW(&a->arena, dx_quote, json_array_size(quotes));
	size_t i;
	const json_t *q;
	json_array_foreach(quotes, i, q) {
		if (json_is_true(json_object_get(q, "nested"))) continue;
		dx_quote *out = &a->quotes[a->quote_count++];
		read_content(r, q, a, out);
		out->source = span_of(json_object_get(q, "speaker"), r);
		out->cue = span_of(json_object_get(q, "cue"), r);
		const char *kind = json_string_value(json_object_get(q, "type"));
		const char *class = json_string_value(json_object_get(q, "cue_class"));
		if (!kind) kind = "";
		out->kind = strcmp(kind, "direct") == 0     ? DIXIT_DIRECT
		            : strcmp(kind, "mixed") == 0    ? DIXIT_MIXED
		            : strcmp(kind, "indirect") == 0 ? DIXIT_INDIRECT
		                                            : dx_quote_kind(&a->text, out);
		out->speech = !class || strcmp(class, "speech") == 0;
	}
}

static void gold_line(void *context, char *line, size_t length, unsigned number) {
	gold_reader *r = context;
	dixit_error error = {0};
	json_error_t wrong;
	r->line = number;
	if (!length || r->gold->count >= r->most) return;
	json_t *root = json_loadb(line, length, JSON_ALLOW_NUL, &wrong);
	if (!root) dx_stop("%s:%u: not JSON: %s", r->path, number, wrong.text);
	if (!json_is_array(json_object_get(root, "quotes"))) dx_stop("%s:%u: no array \"quotes\"", r->path, number);
	dx_gold_article *a = dx_gold_next(r->gold);
	if (dx_arena_guard(&a->arena)) dx_stop("%s: out of memory", r->path);
	char *copy = dx_strndup(&a->arena, line, length);
	dx_rx_scratch *scratch = dx_rx_scratch_new();
	if (dx_article_from_json(&a->article, (dx_slice){copy, length}, r->gold->patterns, scratch, &a->arena, &error)) {
		dx_stop("%s:%u: %s", r->path, number, error.message);
	}
	dx_rx_scratch_free(scratch);
	dx_text_make(&a->text, &a->article, r->gold->lexicon, &a->arena);
	dx_mention_find(&a->mentions, &a->text, r->gold->lexicon, &a->arena);
	r->points = dx_offsets_of(a->article.text, &a->arena);
	read_quotes(r, a, json_object_get(root, "quotes"));
	json_decref(root);
	r->gold->count++;
}

void dx_gold_json(dx_gold *gold, const char *path, uint32_t most) {
	dx_each_line(path, gold_line, &(gold_reader){.gold = gold, .path = path, .most = most});
}

/* --- silver ------------------------------------------------------------------------------------------------------ */

static const struct {
	const char *name;
	uint8_t value;
} pos_names[] = {{"NN", DX_POS_NN},    {"NNS", DX_POS_NNS},       {"NNP", DX_POS_NNP},       {"NNPS", DX_POS_NNP},
                 {"VB", DX_POS_VB},    {"VBD", DX_POS_VBD},       {"VBG", DX_POS_VBG},       {"VBN", DX_POS_VBN},
                 {"VBP", DX_POS_VBP},  {"VBZ", DX_POS_VBZ},       {"MD", DX_POS_MD},         {"IN", DX_POS_IN},
                 {"TO", DX_POS_TO},    {"DT", DX_POS_DT},         {"PDT", DX_POS_DT},        {"JJ", DX_POS_JJ},
                 {"JJR", DX_POS_JJR},  {"JJS", DX_POS_JJR},       {"RB", DX_POS_RB},         {"RBR", DX_POS_RBR},
                 {"RBS", DX_POS_RBR},  {"PRP", DX_POS_PRP},       {"PRP$", DX_POS_PRPS},     {"WP$", DX_POS_PRPS},
                 {"WDT", DX_POS_WDT},  {"WP", DX_POS_WP},         {"WRB", DX_POS_WRB},       {"CC", DX_POS_CC},
                 {"CD", DX_POS_CD},    {"POS", DX_POS_POS},       {"EX", DX_POS_EX},         {"RP", DX_POS_RP},
                 {",", DX_POS_COMMA},  {".", DX_POS_STOP},        {":", DX_POS_COLON},       {"``", DX_POS_OPEN},
                 {"''", DX_POS_CLOSE}, {"-LRB-", DX_POS_BRACKET}, {"-RRB-", DX_POS_BRACKET}, {"$", DX_POS_SYMBOL},
                 {"#", DX_POS_SYMBOL}, {"HYPH", DX_POS_COLON}};
static const struct {
	const char *name;
	uint8_t value;
} entity_names[] = {{"PERSON", DX_NAME_PERSON},  {"ORGANIZATION", DX_NAME_ORGANISATION},
                    {"LOCATION", DX_NAME_PLACE}, {"MISC", DX_NAME_OTHER},
                    {"person", DX_NAME_PERSON},  {"organization", DX_NAME_ORGANISATION},
                    {"place", DX_NAME_PLACE}};
static const struct {
	const char *name;
	uint8_t value;
} relation_names[] = {{"root", DX_REL_ROOT},
                      {"nsubj", DX_REL_SUBJECT},
                      {"nsubjpass", DX_REL_SUBJECT},
                      {"nsubj:pass", DX_REL_SUBJECT},
                      {"csubj", DX_REL_SUBJECT},
                      {"csubjpass", DX_REL_SUBJECT},
                      {"nsubj:outer", DX_REL_SUBJECT},
                      {"csubj:pass", DX_REL_SUBJECT},
                      {"expl", DX_REL_SUBJECT},
                      {"dobj", DX_REL_OBJECT},
                      {"obj", DX_REL_OBJECT},
                      {"iobj", DX_REL_OBJECT},
                      {"ccomp", DX_REL_CLAUSE},
                      {"xcomp", DX_REL_XCOMP},
                      {"advcl", DX_REL_ADVCL},
                      {"acl", DX_REL_RELATIVE},
                      {"acl:relcl", DX_REL_RELATIVE},
                      {"advcl:relcl", DX_REL_RELATIVE},
                      {"parataxis", DX_REL_PARATAXIS},
                      {"conj", DX_REL_CONJ},
                      {"nmod", DX_REL_OBLIQUE},
                      {"obl", DX_REL_OBLIQUE},
                      {"appos", DX_REL_APPOS},
                      {"mark", DX_REL_MARK},
                      {"cc", DX_REL_MARK},
                      {"case", DX_REL_MARK},
                      {"cc:preconj", DX_REL_MARK},
                      {"aux", DX_REL_AUX},
                      {"auxpass", DX_REL_AUX},
                      {"aux:pass", DX_REL_AUX},
                      {"cop", DX_REL_AUX},
                      {"neg", DX_REL_AUX},
                      {"compound:prt", DX_REL_AUX},
                      {"det", DX_REL_INSIDE},
                      {"amod", DX_REL_INSIDE},
                      {"compound", DX_REL_INSIDE},
                      {"nummod", DX_REL_INSIDE},
                      {"nmod:poss", DX_REL_INSIDE},
                      {"det:predet", DX_REL_INSIDE},
                      {"flat", DX_REL_INSIDE},
                      {"mwe", DX_REL_INSIDE},
                      {"fixed", DX_REL_INSIDE},
                      {"punct", DX_REL_PUNCT}};

#define LOOK_UP(table, wanted, otherwise)                                                                              \
	for (size_t i_ = 0; i_ < sizeof(table) / sizeof *(table); i_++) {                                                  \
		if (strcmp((table)[i_].name, (wanted)) == 0) return (table)[i_].value;                                         \
	}                                                                                                                  \
	return otherwise

uint8_t dx_silver_pos(const char *tag) { LOOK_UP(pos_names, tag, DX_POS_OTHER); }
uint8_t dx_silver_name(const char *kind) { LOOK_UP(entity_names, kind, DX_NAME_NONE); }
uint8_t dx_silver_relation(const char *name) { LOOK_UP(relation_names, name, DX_REL_OBLIQUE); }

void dx_silver_lay(dx_gold_article *a, const dx_parsed *sentence, uint32_t count, uint32_t from) {
	const dx_text *text = &a->text;
	uint32_t *mine = dx_need(count * sizeof *mine), k = from;
	for (uint32_t i = 0; i < count; i++) { /* our token that begins where theirs does, or that theirs begins in */
		while (k < text->token_count && text->tokens[k].end <= sentence[i].start) k++;
		mine[i] = k < text->token_count && text->tokens[k].start < sentence[i].end ? k : UINT32_MAX;
	}
	for (uint32_t i = 0; i < count; i++) {
		if (mine[i] == UINT32_MAX || (i && mine[i] == mine[i - 1])) continue;
		dx_silver *s = &a->silver[mine[i]];
		*s = (dx_silver){true, sentence[i].pos, sentence[i].name, sentence[i].relation, false, mine[i]};
		uint32_t head = sentence[i].head; /* 1-based, 0: root */
		uint32_t other = head && head <= count ? mine[head - 1] : mine[i];
		if (other == UINT32_MAX) continue;
		s->headed = text->tokens[other].sentence == text->tokens[mine[i]].sentence;
		if (s->headed) s->head = other;
	}
	free(mine);
}

typedef struct silver_reader {
	dx_gold *gold;
	dx_gold_article *article;
	dx_offsets points;
	dx_parsed *tokens;
	uint32_t count, cap, from;
} silver_reader;

static void lay_sentence(silver_reader *r) {
	if (r->article && r->count) dx_silver_lay(r->article, r->tokens, r->count, r->from);
	r->count = 0;
	if (!r->article) return;
	while (r->from < r->article->text.token_count && r->article->silver[r->from].known) r->from++;
}

static void begin_article(silver_reader *r, const char *id) {
	r->article = NULL;
	r->from = 0;
	for (uint32_t i = 0; i < r->gold->count; i++) {
		dx_gold_article *a = &r->gold->items[i];
		if (strlen(id) != a->article.id.len || memcmp(id, a->article.id.ptr, a->article.id.len) != 0) continue;
		r->article = a;
		a->silver = DX_NEW(&a->arena, dx_silver, a->text.token_count + 1);
		r->points = dx_offsets_of(a->article.text, &a->arena);
	}
}

static void take_token(silver_reader *r, char *line) {
	char *field[8], *rest = line;
	for (int i = 0; i < 8; i++) {
		field[i] = strsep(&rest, "\t");
		if (!field[i]) return;
	}
	unsigned long start = strtoul(field[0], NULL, 10), end = strtoul(field[1], NULL, 10);
	if (!r->article || end > r->points.count) return;
	if (r->count == r->cap) {
		r->cap = r->cap ? r->cap * 2 : 128;
		r->tokens = dx_need_more(r->tokens, r->cap * sizeof *r->tokens);
	}
	r->tokens[r->count++] = (dx_parsed){r->points.at[start],          r->points.at[end],
	                                    dx_silver_pos(field[4]),      dx_silver_name(field[5]),
	                                    dx_silver_relation(field[7]), (uint32_t)strtoul(field[6], NULL, 10)};
}

static void silver_line(void *context, char *line, size_t length, unsigned number) {
	silver_reader *r = context;
	(void)number;
	if (!length)
		lay_sentence(r);
	else if (strncmp(line, "# doc\t", 6) == 0) {
		lay_sentence(r);
		begin_article(r, line + 6);
	} else
		take_token(r, line);
}

/* --- golds ------------------------------------------------------------------------------------------------------- */

dx_gold_article *dx_gold_next(dx_gold *gold) {
	if (gold->count == gold->cap) {
		if (gold->cap) dx_stop("more than %u articles", gold->cap);
		gold->cap = 1u << 16; /* articles hold arenas and are not moved while they are filled */
		gold->items = dx_need_zero(gold->cap, sizeof *gold->items);
	}
	dx_gold_article *a = &gold->items[gold->count];
	*a = (dx_gold_article){0}; /* one that moved away may have stood there */
	dx_arena_init(&a->arena);
	return a;
}

void dx_gold_lay_out(dx_gold *gold, dx_gold_article *a, const char *path) {
	dixit_error error = {0};
	if (dx_arena_guard(&a->arena)) dx_stop("%s: out of memory", path);
	dx_rx_scratch *scratch = dx_rx_scratch_new();
	if (dx_article_from_text(&a->article, gold->patterns, scratch, &a->arena, &error)) {
		dx_stop("%s: %s: %s", path, a->article.id.ptr, error.message);
	}
	dx_rx_scratch_free(scratch);
	dx_text_make(&a->text, &a->article, gold->lexicon, &a->arena);
	dx_mention_find(&a->mentions, &a->text, gold->lexicon, &a->arena);
}

void dx_gold_tools(dx_gold *gold) {
	dixit_error error = {0};
	*gold = (dx_gold){0};
	if (dx_lexicon_new(&gold->lexicon, NULL, &error) ||
	    dx_article_patterns_new(&gold->patterns, gold->lexicon, &error)) {
		dx_stop("%s", error.message);
	}
}

void dx_gold_polnear(dx_gold *out, const char *jsonl, const char *silver, uint32_t most) {
	dx_gold_tools(out);
	dx_gold_json(out, jsonl, most);
	if (!silver) return;
	silver_reader s = {.gold = out};
	dx_each_line(silver, silver_line, &s);
	lay_sentence(&s);
	free(s.tokens);
}

void dx_gold_free(dx_gold *gold) {
	for (uint32_t i = 0; i < gold->count; i++) dx_arena_free(&gold->items[i].arena);
	free(gold->items);
	if (gold->borrowed) return;
	dx_article_patterns_free(gold->patterns);
	dx_lexicon_free(gold->lexicon);
}
