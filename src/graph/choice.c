/* The options of a network: which go together, what each mode takes of the facts, and how the network is called. */
#include "graph/facts.h"

#include "base/error.h"
#include "base/utf8.h"
#include <math.h>
#include <stdarg.h>

#define BIT(x) (1u << (x))
enum {
	EVERYTHING = BIT(DX_PRESENT) - 1,
	AT = BIT(DX_SAID_AT) | BIT(DX_TOOK_PART),
	OFFICE = BIT(DX_REPRESENTS) | BIT(DX_SPEAKS_FOR),
	NAMING = BIT(DX_NAMES),
	PLAIN = BIT(DIXIT_NORMALISE_NONE),
	DIRECTED = PLAIN | BIT(DIXIT_NORMALISE_ACTIVITY) | BIT(DIXIT_NORMALISE_PROMINENCE),
	MUTUAL = PLAIN | BIT(DIXIT_NORMALISE_AVERAGE) | BIT(DIXIT_NORMALISE_JACCARD) | BIT(DIXIT_NORMALISE_COSINE),
	UNSIGNED = BIT(DIXIT_SIGN_NONE),
	JUDGING = UNSIGNED | BIT(DIXIT_SIGN_SUBTRACT),
	AGREEING = JUDGING | BIT(DIXIT_SIGN_CONGRUENCE) | BIT(DIXIT_SIGN_CONFLICT)
};

#define RULE(m, t) .mode = DIXIT_MODE_##m, .tie = DIXIT_TIE_##t
static const dx_rule rules[] = {
    {RULE(FULL, NAMES), .title = "who spoke, who met", .relations = EVERYTHING, .relation = -1, .kind = -1,
     .norms = PLAIN, .signs = UNSIGNED},
    {RULE(SPEAKERS, NAMES), .title = "speakers who name each other", .relations = NAMING, .relation = -1, .kind = -1,
     .norms = DIRECTED, .signs = JUDGING, .least = 1},
    {RULE(SPEAKERS, TOGETHER), .title = "speakers at the same events", .relations = AT, .relation = DX_PRESENT,
     .kind = DX_KIND_EVENTS, .norms = MUTUAL, .signs = UNSIGNED, .least = 1, .projected = true, .presence = true},
    {RULE(SPEAKERS, OBJECTS), .title = "speakers who name the same", .relations = NAMING, .relation = -1, .kind = -1,
     .norms = MUTUAL, .signs = AGREEING, .least = 1, .projected = true},
    {RULE(SPEAKER_COUNTRY, NAMES), .title = "speakers and the countries they name", .relations = NAMING, .relation = -1,
     .kind = DIXIT_COUNTRY, .norms = DIRECTED, .signs = JUDGING, .least = 1},
    {RULE(SPEAKER_COUNTRY, REPRESENTS), .title = "speakers and the countries they represent", .relations = OFFICE,
     .relation = DX_REPRESENTS, .kind = DIXIT_COUNTRY, .norms = DIRECTED, .signs = UNSIGNED, .least = 1},
    {RULE(SPEAKER_INSTITUTION, NAMES), .title = "speakers and the organisations they name", .relations = NAMING,
     .relation = -1, .kind = DIXIT_ORGANISATION, .norms = DIRECTED, .signs = JUDGING, .least = 1},
    {RULE(SPEAKER_INSTITUTION, REPRESENTS), .title = "speakers and the organisations they represent",
     .relations = OFFICE, .relation = DX_REPRESENTS, .kind = DIXIT_ORGANISATION, .norms = DIRECTED, .signs = UNSIGNED,
     .least = 1},
    {RULE(SPEAKER_EVENT, NAMES), .title = "speakers and the events they were at", .relations = AT,
     .relation = DX_PRESENT, .kind = DX_KIND_EVENTS, .norms = DIRECTED, .signs = UNSIGNED, .least = 1},
    {RULE(COUNTRIES, NAMES), .title = "countries whose officials speak of each other", .relations = 0, .relation = -1,
     .kind = -1, .norms = DIRECTED, .signs = JUDGING},
    {RULE(EVENTS, NAMES), .title = "events with the same participants", .relations = AT, .relation = DX_PRESENT,
     .kind = DX_KIND_EVENTS, .norms = MUTUAL, .signs = UNSIGNED, .projected = true, .turned = true, .presence = true},
};

const dx_rule *dx_rule_of(uint8_t mode, uint8_t tie) {
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		if (rules[i].mode == mode && rules[i].tie == tie) return &rules[i];
	}
	return NULL;
}

bool dx_wanted_is(const dx_wanted *wanted, dx_slice name, dx_arena *arena) {
	if (!name.len || !wanted->count) return false;
	dx_slice folded = dx_utf8_fold(arena, name);
	for (uint32_t i = 0; i < wanted->count; i++) {
		if (dx_slice_eq(wanted->raw[i], name)) return true;
		if (folded.len && dx_slice_eq(wanted->folded[i], folded)) return true; /* signs alone fold to nothing */
	}
	return false;
}

bool dx_wanted_ends(const dx_wanted *wanted, dx_slice name, dx_arena *arena) {
	dx_slice folded = wanted->count ? dx_utf8_fold(arena, name) : (dx_slice){0};
	for (uint32_t i = 0; i < wanted->count; i++) {
		if (dx_ends_with_name(folded, wanted->folded[i])) return true;
	}
	return false;
}

static void keep_names(dixit_graph *graph, dixit_names names, dx_wanted *out) {
	out->raw = DX_NEW(&graph->arena, dx_slice, names.count);
	out->folded = DX_NEW(&graph->arena, dx_slice, names.count);
	out->count = 0;
	for (size_t i = 0; i < names.count; i++) {
		size_t len = strlen(names.items[i]);
		dx_slice own = {dx_strndup(&graph->arena, names.items[i], len), len};
		out->raw[out->count] = own;
		out->folded[out->count++] = dx_utf8_fold(&graph->arena, own);
	}
}

static dixit_status keep_countries(dixit_graph *graph, dixit_names names, dixit_error *error) {
	dx_wanted *out = &graph->choice.countries;
	keep_names(graph, names, out);
	if (!out->count) return DIXIT_OK;
	dixit_status status = dx_graph_lexicon(graph, error);
	for (uint32_t i = 0; i < out->count && !status; i++) {
		const dx_country *country = dx_lexicon_country_named(graph->lexicon, out->raw[i], &graph->arena);
		if (!country)
			status = dx_fail(error, DIXIT_E_USAGE, "no country is called '%s'", out->raw[i].ptr);
		else
			out->raw[i] = out->folded[i] = dx_slice_of(country->iso);
	}
	return status;
}

static dixit_status keep_day(const char *day, uint32_t *out, dixit_error *error) {
	if (!day) return DIXIT_OK;
	*out = dx_date_number(day, strlen(day));
	if (*out && dx_date_of_days(dx_date_days(*out)) == *out) return DIXIT_OK;
	return dx_fail(error, DIXIT_E_USAGE, "'%s' is no day (YYYY-MM-DD)", day);
}

static dixit_status keep_days(dx_choice *choice, const dixit_graph_options *o, dixit_error *error) {
	choice->from = 0;
	choice->to = UINT32_MAX;
	dixit_status status = keep_day(o->from, &choice->from, error);
	if (!status) status = keep_day(o->to, &choice->to, error);
	if (!status && choice->from > choice->to) {
		status = dx_fail(error, DIXIT_E_USAGE, "the first day, %s, is after the last, %s", o->from, o->to);
	}
	return status;
}

static dixit_status fits(const dx_rule *rule, const dixit_graph_options *o, dixit_error *error) {
	const char *wrong = NULL;
	if (!rule)
		wrong = "this mode has no such tie";
	else if (!(rule->norms & BIT(o->normalise)))
		wrong =
		    "this network cannot be normalised so (average, jaccard, cosine: undirected ones; activity, prominence: "
		    "directed ones; mode full: none)";
	else if (!(rule->signs & BIT(o->sign)))
		wrong = "this network has no such sign (congruence, conflict: speakers by objects; subtract: also who names "
		        "whom)";
	else if (rule->presence && (o->weight || o->count))
		wrong = "weight and count say nothing here: being at an event counts once";
	else if (!(o->confidence >= 0 && o->confidence <= 1))
		wrong = "confidence goes from 0 to 1";
	else if (!(o->backbone >= 0 && o->backbone <= 1))
		wrong = "the backbone's level goes from 0 to 1";
	else if (!(o->min_weight >= 0) || !isfinite(o->min_weight))
		wrong = "the least weight is a number from 0 on";
	return wrong ? dx_fail(error, DIXIT_E_USAGE, "%s", wrong) : DIXIT_OK;
}

static void keep_unmet(dixit_graph *graph, dx_wanted *names, const char *what) {
	char line[240];
	names->unmet = DX_NEW(&graph->arena, const char *, names->count);
	names->open = names->count;
	for (uint32_t i = 0; i < names->count; i++) {
		dx_slice name = names->raw[i];
		snprintf(line, sizeof line, "%s is called '%.*s'", what, (int)(name.len < 100 ? name.len : 100), name.ptr);
		names->unmet[i] = dx_strndup(&graph->arena, line, strlen(line));
	}
}

static void keep_words(dixit_graph *graph, const dixit_graph_options *o) {
	dx_choice *choice = &graph->choice;
	keep_names(graph, o->persons, &choice->persons);
	keep_names(graph, o->institutions, &choice->institutions);
	keep_names(graph, o->publishers, &choice->publishers);
	keep_names(graph, (dixit_names){&o->ego, o->ego ? 1 : 0}, &choice->ego);
	keep_unmet(graph, &choice->persons, "nobody in the records");
	keep_unmet(graph, &choice->institutions, "no organisation in the records");
	keep_unmet(graph, &choice->publishers, "no publisher in the records");
	choice->lexicon = o->lexicon ? dx_strndup(&graph->arena, o->lexicon, strlen(o->lexicon)) : NULL;
}

dixit_status dixit_graph_set(dixit_graph *graph, const dixit_graph_options *options, dixit_error *error) {
	dx_choice *choice = &graph->choice;
	if (graph->stage != DX_GRAPH_OPEN || graph->articles.count) {
		return dx_fail(error, DIXIT_E_USAGE, "options are set before the first record");
	}
	const dx_rule *rule = dx_rule_of((uint8_t)options->mode, (uint8_t)options->tie);
	dixit_status status = fits(rule, options, error);
	if (!status) status = keep_days(choice, options, error);
	if (status || !rule) return status;
	if (dx_arena_guard(&graph->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	choice->options = *options;
	choice->rule = rule;
	choice->least = options->min_statements ? options->min_statements : options->silent ? 0 : rule->least;
	keep_words(graph, options);
	status = choice->lexicon ? dx_graph_lexicon(graph, error) : DIXIT_OK; /* a mistake in it is told now */
	return status ? status : keep_countries(graph, options->countries, error);
}

/* --- what the network is called ------------------------------------------------------------------------------------
 */

static const char *const act_names[] = {"say", "think", "intend", "judge", "deny", "withhold"};
static const char *const kind_names[] = {"direct", "mixed", "indirect"};
static const char *const weight_names[] = {"", "weight: articles", "weight: days"};
static const char *const count_names[] = {
    "", "once an article", "once a day", "once a week", "once a month", "once in the whole time"};
static const char *const norm_names[] = {"",
                                         "normalised: average activity",
                                         "normalised: Jaccard",
                                         "normalised: cosine",
                                         "normalised: activity",
                                         "normalised: prominence"};
static const char *const sign_names[] = {"", "congruence", "conflict", "praise less blame"};

typedef struct title {
	char text[480];
	size_t len;
} title;

static void __attribute__((format(printf, 2, 3))) add(title *t, const char *format, ...) {
	va_list args;
	va_start(args, format);
	int n = vsnprintf(t->text + t->len, sizeof t->text - t->len, format, args);
	va_end(args);
	if (n > 0) t->len += (size_t)n < sizeof t->text - t->len ? (size_t)n : sizeof t->text - t->len - 1;
}

static void add_set(title *t, const char *what, const char *const *names, unsigned bits) {
	if (!bits) return;
	add(t, "; %s", what);
	for (unsigned i = 0; bits >> i; i++) {
		if (bits >> i & 1) add(t, " %s", names[i]);
	}
}

static void add_wanted(title *t, const char *what, const dx_wanted *wanted) {
	for (uint32_t i = 0; i < wanted->count; i++) {
		add(t, "%s%.*s", i ? ", " : what, (int)(wanted->raw[i].len < 60 ? wanted->raw[i].len : 60), wanted->raw[i].ptr);
	}
}

static void add_option(title *t, const char *name) {
	if (name[0]) add(t, "; %s", name);
}

static void add_days(title *t, const dx_choice *choice) {
	char from[11], to[11];
	dx_date_text(choice->from, from);
	dx_date_text(choice->to == UINT32_MAX ? 0 : choice->to, to);
	if (from[0]) add(t, "; from %s", from);
	if (to[0]) add(t, "; to %s", to);
}

dx_slice dx_choice_title(dixit_graph *graph) {
	const dx_choice *choice = &graph->choice;
	const dixit_graph_options *o = &choice->options;
	title t = {.len = 0};
	add(&t, "%s", choice->rule->title);
	add_option(&t, o->mode == DIXIT_MODE_SPEAKERS && o->tie == DIXIT_TIE_OBJECTS && o->sign == DIXIT_SIGN_SUBTRACT
	                   ? "congruence less conflict"
	                   : sign_names[o->sign]);
	add_option(&t, weight_names[o->weight]);
	add_option(&t, count_names[o->count]);
	add_option(&t, norm_names[o->normalise]);
	add_set(&t, "acts:", act_names, o->acts);
	add_set(&t, "kinds:", kind_names, o->kinds);
	if (o->confidence > 0) add(&t, "; confidence from %d %%", (int)lround(o->confidence * 100.0));
	add_wanted(&t, "; by ", &choice->persons);
	for (uint32_t i = 0; i < choice->countries.count; i++) {
		const dx_country *country = dx_lexicon_country_of(graph->lexicon, choice->countries.raw[i].ptr);
		add(&t, "%s%.*s", i ? ", " : "; of ", (int)country->name.len, country->name.ptr);
	}
	add_wanted(&t, "; of ", &choice->institutions);
	add_wanted(&t, "; in ", &choice->publishers);
	add_days(&t, choice);
	if (o->min_statements) add(&t, "; speakers of %u statements or more", o->min_statements);
	if (o->min_weight > 0) add(&t, "; weight from %g", o->min_weight);
	if (o->backbone > 0) add(&t, "; backbone at %g", o->backbone);
	add_wanted(&t, "; around ", &choice->ego);
	if (o->top) add(&t, "; the %u weightiest", o->top);
	if (graph->crowds) add(&t, "; without %u that over %u share", graph->crowds, graph->crowd);
	return dx_graph_clean(&graph->arena, (dx_slice){dx_strndup(&graph->arena, t.text, t.len), t.len});
}

void dx_graph_tell(dixit_graph *graph, const char *format, ...) {
	char line[240];
	va_list args;
	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	*DX_PUSH(&graph->arena, &graph->notes) = dx_strndup(&graph->arena, line, strlen(line));
}

const char *dixit_graph_note(const dixit_graph *graph, unsigned i) {
	return i < graph->notes.count ? graph->notes.items[i] : NULL;
}
