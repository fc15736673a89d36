#include "cli/words.h"

#include "cli/console.h"
#include "cli/found.h"
#include "cli/people.h"
#include "cli/step.h"
#include "export/export.h"
#include "graph/measure.h"
#include "record/record.h"

typedef struct word {
	const char *name;
	unsigned value;
} word;

static const word modes[] = {{"full", DIXIT_MODE_FULL},
                             {"speakers", DIXIT_MODE_SPEAKERS},
                             {"speaker-country", DIXIT_MODE_SPEAKER_COUNTRY},
                             {"speaker-event", DIXIT_MODE_SPEAKER_EVENT},
                             {"speaker-institution", DIXIT_MODE_SPEAKER_INSTITUTION},
                             {"countries", DIXIT_MODE_COUNTRIES},
                             {"events", DIXIT_MODE_EVENTS},
                             {0}};
static const word ties[] = {{"names", DIXIT_TIE_NAMES},
                            {"together", DIXIT_TIE_TOGETHER},
                            {"objects", DIXIT_TIE_OBJECTS},
                            {"represents", DIXIT_TIE_REPRESENTS},
                            {0}};
static const word weights[] = {
    {"statements", DIXIT_WEIGHT_STATEMENTS}, {"articles", DIXIT_WEIGHT_ARTICLES}, {"days", DIXIT_WEIGHT_DAYS}, {0}};
static const word counts[] = {{"all", DIXIT_COUNT_ALL},
                              {"article", DIXIT_COUNT_ARTICLE},
                              {"day", DIXIT_COUNT_DAY},
                              {"week", DIXIT_COUNT_WEEK},
                              {"month", DIXIT_COUNT_MONTH},
                              {"range", DIXIT_COUNT_RANGE},
                              {0}};
static const word norms[] = {{"none", DIXIT_NORMALISE_NONE},
                             {"average", DIXIT_NORMALISE_AVERAGE},
                             {"jaccard", DIXIT_NORMALISE_JACCARD},
                             {"cosine", DIXIT_NORMALISE_COSINE},
                             {"activity", DIXIT_NORMALISE_ACTIVITY},
                             {"prominence", DIXIT_NORMALISE_PROMINENCE},
                             {0}};
static const word signs[] = {{"none", DIXIT_SIGN_NONE},
                             {"congruence", DIXIT_SIGN_CONGRUENCE},
                             {"conflict", DIXIT_SIGN_CONFLICT},
                             {"subtract", DIXIT_SIGN_SUBTRACT},
                             {0}};
static const word acts[] = {{"say", DIXIT_SAY},
                            {"think", DIXIT_THINK},
                            {"intend", DIXIT_INTEND},
                            {"judge", DIXIT_JUDGE},
                            {"deny", DIXIT_DENY},
                            {"withhold", DIXIT_WITHHOLD},
                            {0}};
static const word kinds[] = {{"direct", DIXIT_DIRECT}, {"mixed", DIXIT_MIXED}, {"indirect", DIXIT_INDIRECT}, {0}};
static const word colours[] = {{"kind", 0}, {"community", 1}, {0}};
static const word duplicates[] = {{"keep", 0}, {"once", 1}, {0}};
static const word steps[] = {{"notes", DX_STEP_NOTES}, {"settle", DX_STEP_SETTLE}, {"apply", DX_STEP_APPLY}, {0}};
static const word orders[] = {
    {"statements", DX_BY_STATEMENTS}, {"mentions", DX_BY_MENTIONS}, {"name", DX_BY_NAME}, {0}};
static const word rankings[] = {{"table", 0}, {"tsv", 1}, {"jsonl", 2}, {0}};

static const char *format_at(unsigned i) {
	const dx_format *format = dx_format_at(i);
	return format ? format->name : NULL;
}

static const char *readable_at(unsigned i) {
	for (unsigned k = 0; dx_format_at(k); k++) {
		if (dx_format_at(k)->read && !i--) return dx_format_at(k)->name;
	}
	return NULL;
}

static const char *found_at(unsigned i) { return dx_found_formats[i].name; }

static const char *list_at(unsigned i) { return dx_people_formats[i].name; }

static const char *type_at(unsigned i) {
	if (i > DIXIT_MEDIUM) return i == DIXIT_MEDIUM + 1 ? "all" : NULL;
	return dx_entity_type_name((dixit_entity_type)i);
}

typedef struct set {
	const char *command, *option; /* NULL: any */
	const word *words;            /* NULL: `at` has them, and they mean their number */
	const char *(*at)(unsigned i);
	bool several;
} set;

static const set sets[] = {
    {NULL, "mode", modes, NULL, false},
    {NULL, "tie", ties, NULL, false},
    {NULL, "weight", weights, NULL, false},
    {NULL, "count", counts, NULL, false},
    {NULL, "normalise", norms, NULL, false},
    {NULL, "sign", signs, NULL, false},
    {NULL, "act", acts, NULL, true},
    {NULL, "kind", kinds, NULL, true},
    {NULL, "colour", colours, NULL, false},
    {NULL, "duplicates", duplicates, NULL, false},
    {NULL, "step", steps, NULL, false},
    {"find", "format", NULL, found_at, false},
    {"graph", "format", NULL, format_at, false},
    {"export", "format", NULL, format_at, false},
    {"export", "from", NULL, readable_at, false},
    {"rank", "format", rankings, NULL, false},
    {"rank", "by", NULL, dx_measure_name, false},
    {"people", "format", NULL, list_at, false},
    {"people", "type", NULL, type_at, false},
    {"people", "sort", orders, NULL, false},
};

static const set *set_of(const char *command, const char *option) {
	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		if (strcmp(sets[i].option, option) == 0 && (!sets[i].command || strcmp(sets[i].command, command) == 0))
			return &sets[i];
	}
	return NULL;
}

static const char *word_at(const set *s, unsigned i) { return s->words ? s->words[i].name : s->at(i); }

const char *dx_word_at(const char *command, const char *option, unsigned i) {
	const set *s = set_of(command, option);
	return s ? word_at(s, i) : NULL;
}

bool dx_words_several(const char *command, const char *option) {
	const set *s = set_of(command, option);
	return s && s->several;
}

static bool take(const set *s, const char *name, size_t len, unsigned *value) {
	for (unsigned i = 0; word_at(s, i); i++) {
		if (strlen(word_at(s, i)) != len || memcmp(word_at(s, i), name, len) != 0) continue;
		*value = s->words ? s->words[i].value : i;
		return true;
	}
	return false;
}

static bool no_word(const dx_args *args, const set *s, const char *value) {
	dx_buf list = {0};
	for (unsigned i = 0; word_at(s, i); i++) dx_buf_printf(&list, "%s %s", i ? "," : "", word_at(s, i));
	dx_console_say("dixit %s: --%s is one of%.*s, not '%s' (see: dixit help %s)", args->command->name, s->option,
	               list.failed ? 0 : (int)list.len, list.ptr ? list.ptr : "", value, args->command->name);
	dx_buf_free(&list);
	return false;
}

bool dx_args_word(const dx_args *args, const char *option, unsigned *value) {
	const set *s = set_of(args->command->name, option);
	const char *given = dx_args_value(args, option);
	return !given || !s || take(s, given, strlen(given), value) || no_word(args, s, given);
}

bool dx_args_words(const dx_args *args, const char *option, unsigned *bits) {
	const set *s = set_of(args->command->name, option);
	for (unsigned i = 0; s && i < args->given_count; i++) {
		if (strcmp(args->given[i].option->name, option) != 0) continue;
		for (const char *at = args->given[i].value;;) {
			size_t len = strcspn(at, ",");
			unsigned value;
			if (!take(s, at, len, &value)) return no_word(args, s, args->given[i].value);
			*bits |= 1u << value;
			if (!at[len]) break;
			at += len + 1;
		}
	}
	return true;
}
