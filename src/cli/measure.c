#include "cli/measure.h"

#include "cli/console.h"
#include "cli/words.h"
#include <errno.h>
#include <stdlib.h>

static bool mistake(const dx_args *args, const char *option, const char *what) {
	const char *name = args->command->name;
	dx_console_say("dixit %s: --%s %s, not '%s' (see: dixit help %s)", name, option, what, dx_args_value(args, option),
	               name);
	return false;
}

bool dx_measure_wish_of(const dx_args *args, dx_measure_wish *wish) {
	const char *resolution = dx_args_value(args, "resolution");
	unsigned community = 0;
	*wish = (dx_measure_wish){.resolution = 1};
	if (resolution) {
		char *end;
		errno = 0;
		wish->resolution = strtod(resolution, &end);
		bool digits = (resolution[0] >= '0' && resolution[0] <= '9') || resolution[0] == '.';
		if (!digits || *end || errno || wish->resolution < 0.01 || wish->resolution > 100)
			return mistake(args, "resolution", "is a number from 0.01 to 100");
	}
	if (!dx_args_word(args, "colour", &community)) return false;
	wish->by_community = community;
	wish->measures = wish->by_community || dx_args_value(args, "measures");
	wish->no_layout = dx_args_value(args, "no-layout");
	if (!resolution || wish->measures || strcmp(args->command->name, "graph") != 0) return true;
	dx_console_say("dixit graph: --resolution goes with --measures or --colour community (see: dixit help graph)");
	return false;
}

void dx_measure_wish_tell(dixit_graph *graph, const dx_measure_wish *wish) {
	if (wish->measures) dixit_graph_measures(graph, wish->resolution, wish->by_community);
	if (wish->no_layout) dixit_graph_no_layout(graph);
}
