#include "cli/network.h"

#include "cli/console.h"
#include "cli/words.h"
#include <errno.h>
#include <math.h>
#include <stdlib.h>

static bool mistake(const dx_args *args, const char *option, const char *what, const char *value) {
	const char *name = args->command->name;
	dx_console_say("dixit %s: --%s %s, not '%s' (see: dixit help %s)", name, option, what, value, name);
	return false;
}

static bool names(const dx_args *args, const char *option, dixit_names *out, dx_arena *arena) {
	const char **items = DX_NEW(arena, const char *, args->given_count);
	for (unsigned i = 0; i < args->given_count; i++) {
		if (strcmp(args->given[i].option->name, option)) continue;
		if (!args->given[i].value[0]) return mistake(args, option, "needs a name", "");
		items[out->count++] = args->given[i].value;
	}
	out->items = items;
	return true;
}

static bool real(const dx_args *args, const char *option, double most, double *out) {
	const char *value = dx_args_value(args, option);
	if (!value) return true;
	char *end;
	errno = 0;
	*out = strtod(value, &end);
	bool digits = (value[0] >= '0' && value[0] <= '9') || value[0] == '.';
	if (digits && !*end && !errno && *out > 0 && *out <= most) return true;
	return mistake(args, option, most <= 1 ? "is a number over 0, at most 1" : "is a number over 0", value);
}

/* "7d", "2w" */
static bool days(const dx_args *args, const char *option, unsigned *out) {
	const char *value = dx_args_value(args, option);
	if (!value) return true;
	char *end;
	errno = 0;
	unsigned long n = strtoul(value, &end, 10);
	bool digits = value[0] >= '0' && value[0] <= '9' && !errno && (*end == 'd' || *end == 'w') && !end[1];
	if (digits && *end == 'w') n *= 7;
	if (!digits || n < 1 || n > 36600)
		return mistake(args, option, "is a number of days or weeks (7d, 2w), at most 36600d", value);
	*out = (unsigned)n;
	return true;
}

static bool words(const dx_args *args, dixit_graph_options *o) {
	unsigned mode = 0, tie = 0, weight = 0, count = 0, norm = 0, sign = 0;
	if (!dx_args_word(args, "mode", &mode) || !dx_args_word(args, "tie", &tie) ||
	    !dx_args_word(args, "weight", &weight) || !dx_args_word(args, "count", &count) ||
	    !dx_args_word(args, "normalise", &norm) || !dx_args_word(args, "sign", &sign) ||
	    !dx_args_words(args, "act", &o->acts) || !dx_args_words(args, "kind", &o->kinds)) {
		return false;
	}
	bool choice =
	    mode == DIXIT_MODE_SPEAKERS || mode == DIXIT_MODE_SPEAKER_COUNTRY || mode == DIXIT_MODE_SPEAKER_INSTITUTION;
	if (dx_args_value(args, "tie") && !choice) {
		const char *given = dx_args_value(args, "mode");
		return mistake(args, "tie", "goes with the modes speakers, speaker-country and speaker-institution",
		               given ? given : dx_word_at(args->command->name, "mode", DIXIT_MODE_FULL));
	}
	o->mode = (dixit_mode)mode;
	o->tie = (dixit_tie)tie;
	o->weight = (dixit_weight)weight;
	o->count = (dixit_count)count;
	o->normalise = (dixit_normalise)norm;
	o->sign = (dixit_sign)sign;
	return true;
}

static bool numbers(const dx_args *args, dixit_graph_options *o) {
	static const unsigned percent[2] = {0, 100}, any[2] = {0, 1000000000}, some[2] = {1, 1000000000},
	                      near[2] = {1, 1000};
	unsigned sure = 0;
	const char *least = dx_args_value(args, "min-statements");
	if (!dx_args_number(args, "confidence", percent, &sure) ||
	    !dx_args_number(args, "min-statements", any, &o->min_statements) ||
	    !dx_args_number(args, "depth", near, &o->depth) || !dx_args_number(args, "top", some, &o->top) ||
	    !real(args, "min-weight", HUGE_VAL, &o->min_weight) || !real(args, "backbone", 1, &o->backbone)) {
		return false;
	}
	o->confidence = (float)sure / 100;
	o->silent = least && !o->min_statements;
	if (!o->depth || dx_args_value(args, "ego")) return true;
	dx_console_say("dixit %s: --depth goes with --ego (see: dixit help %s)", args->command->name, args->command->name);
	return false;
}

static bool time(const dx_args *args, dx_network_wish *wish) {
	if (!days(args, "window", &wish->window) || !days(args, "step", &wish->step)) return false;
	wish->counts = dx_args_value(args, "counts");
	wish->skip_empty = dx_args_value(args, "skip-empty") != NULL;
	if ((wish->step || wish->skip_empty) && !wish->window) {
		dx_console_say("dixit graph: --%s goes with --window (see: dixit help graph)",
		               wish->step ? "step" : "skip-empty");
		return false;
	}
	if (!wish->step) wish->step = wish->window;
	return true;
}

bool dx_network_wish_of(const dx_args *args, dx_network_wish *wish, dx_arena *arena) {
	dixit_graph_options *o = &wish->options;
	*wish = (dx_network_wish){.window = 0};
	o->from = dx_args_value(args, "from");
	o->to = dx_args_value(args, "to");
	o->ego = dx_args_value(args, "ego");
	o->lexicon = dx_args_value(args, "lexicon");
	o->keep_isolates = dx_args_value(args, "keep-isolates") != NULL;
	if (o->ego && !o->ego[0]) return mistake(args, "ego", "needs a name", "");
	return words(args, o) && numbers(args, o) && time(args, wish) && names(args, "person", &o->persons, arena) &&
	       names(args, "country", &o->countries, arena) && names(args, "institution", &o->institutions, arena) &&
	       names(args, "publisher", &o->publishers, arena);
}

int dx_network_set(dixit_graph *graph, const dx_network_wish *wish, const dx_args *args) {
	dixit_error error;
	const char *name = args->command->name;
	dixit_status status = dixit_graph_set(graph, &wish->options, &error);
	if (status == DIXIT_E_USAGE || status == DIXIT_E_FORMAT || (status == DIXIT_E_IO && wish->options.lexicon)) {
		if (error.file[0])
			dx_console_error(&error);
		else
			dx_console_say("dixit %s: %s (see: dixit help %s)", name, error.message, name);
		return DX_EXIT_USAGE;
	}
	return status ? dx_console_exit(&error) : DX_EXIT_OK;
}

int dx_network_take(dixit_graph *graph, dx_records *records, const dx_args *args) {
	int code = dx_records_run(records, args);
	if (code != DX_EXIT_OK && code != DX_EXIT_SOME) return code;
	for (unsigned i = 0; dixit_graph_unmatched(graph, i); i++)
		dx_console_say("dixit %s: %s", args->command->name, dixit_graph_unmatched(graph, i));
	return code;
}
