#include "cli/window.h"

#include "base/error.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "export/export.h"
#include <stdlib.h>
#include <time.h>

/* More files than that are a mistake. */
enum { WINDOWS_MAX = 10000, PATH_ROOM = 4096, DAY = 86400 };

typedef struct series {
	dixit_graph *graph;
	const dx_args *args;
	const dx_network_wish *wish;
	dx_buf counts; /* the CSV */
	unsigned windows, empty;
	bool files; /* some are to be written */
	dixit_error *error;
} series;

bool dx_window_splits(const dx_args *args, const dx_network_wish *wish, const char *path) {
	const dx_format *format = dx_format_of(path, dx_args_value(args, "format"));
	return wish->window && !(format && strcmp(format->name, "gexf") == 0);
}

bool dx_windows_make_sense(const dx_args *args, const dx_network_wish *wish) {
	for (unsigned i = 0; i < args->given_count && wish->window; i++) {
		const char *path = args->given[i].value;
		if (strcmp(args->given[i].option->name, "output")) continue;
		if (!dx_window_splits(args, wish, path)) continue;
		if (strcmp(path, "-") == 0 || strlen(path) + 16 > PATH_ROOM) {
			dx_console_say(
			    "dixit graph: %s: --window writes several files, which need a name each (see: dixit help graph)",
			    strcmp(path, "-") ? "the name is too long" : "-");
			return false;
		}
	}
	return true;
}

/* Days are counted in UTC, where each has 86400 seconds. */
static long long day_of(const char day[11]) {
	struct tm tm = {.tm_year = (int)strtol(day, NULL, 10) - 1900,
	                .tm_mon = (int)strtol(day + 5, NULL, 10) - 1,
	                .tm_mday = (int)strtol(day + 8, NULL, 10)};
	return (long long)timegm(&tm) / DAY;
}

static void day_text(long long day, char out[11]) {
	struct tm tm;
	time_t at = (time_t)(day * DAY);
	memset(out, 0, 11);
	if (gmtime_r(&at, &tm)) strftime(out, 11, "%Y-%m-%d", &tm);
}

/* "net.graphml" → "net-2023-10-01.graphml" */
static void name_file(char out[PATH_ROOM], const char *path, const char *day) {
	const char *slash = strrchr(path, '/'), *dot = strrchr(path, '.');
	size_t stem = dot && dot > (slash ? slash + 1 : path) ? (size_t)(dot - path) : strlen(path);
	snprintf(out, PATH_ROOM, "%.*s-%s%s", (int)stem, path, day, path + stem);
}

static dixit_status write_files(const series *s, const dixit_graph *slice, const char *day) {
	const char *format = dx_args_value(s->args, "format");
	dixit_status status = DIXIT_OK;
	for (unsigned i = 0; i < s->args->given_count && !status; i++) {
		const char *path = s->args->given[i].value;
		char name[PATH_ROOM];
		if (strcmp(s->args->given[i].option->name, "output") || !dx_window_splits(s->args, s->wish, path)) continue;
		name_file(name, path, day);
		dx_interrupt_hold(true);
		status = dixit_graph_write(slice, name, format, s->error);
		dx_interrupt_hold(false);
	}
	return status;
}

static dixit_status one(series *s, const char *from, const char *to) {
	dixit_graph *slice;
	dixit_status status = dixit_graph_slice(&slice, s->graph, from, to, s->error);
	if (status) return status;
	if (!s->files) dixit_graph_no_layout(slice);
	status = dixit_graph_finish(slice, s->error);
	bool skipped = s->wish->skip_empty && !dixit_graph_nodes(slice);
	if (!status && s->files && !skipped) status = write_files(s, slice, from);
	for (unsigned i = 0; !status && dixit_graph_nodes(slice) && dixit_graph_note(slice, i); i++) {
		dx_console_say("dixit graph: %s: %s", from, dixit_graph_note(slice, i));
	}
	if (!status) {
		s->windows++;
		s->empty += dixit_graph_nodes(slice) == 0;
		dx_buf_printf(&s->counts, "%s,%s,%u,%u,%u,%u\r\n", from, to, dixit_graph_statements(slice),
		              dixit_graph_speakers(slice), dixit_graph_nodes(slice), dixit_graph_edges(slice));
	}
	dixit_graph_free(slice);
	return status;
}

static dixit_status write_counts(series *s) {
	if (s->counts.failed) return dx_fail(s->error, DIXIT_E_MEMORY, "out of memory");
	dx_interrupt_hold(true);
	dixit_status status = dx_outfile_put(s->wish->counts, (dx_slice){s->counts.ptr, s->counts.len}, s->error);
	dx_interrupt_hold(false);
	return status;
}

static dixit_status all(series *s) {
	char first[11], last[11];
	dixit_status status = DIXIT_OK;
	unsigned window = s->wish->window ? s->wish->window : 1, step = s->wish->step ? s->wish->step : window;
	dx_buf_str(&s->counts, "from,to,statements,speakers,nodes,edges\r\n");
	if (dixit_graph_days(s->graph, first, last)) {
		const char *start = s->wish->options.from;
		long long from = day_of(start ? start : first), end = day_of(last);
		if ((end - from) / step >= WINDOWS_MAX) {
			return dx_fail(s->error, DIXIT_E_USAGE, "from %s to %s there are more than %d windows",
			               start ? start : first, last, WINDOWS_MAX);
		}
		for (; from <= end && !status; from += step) {
			char a[11], b[11];
			day_text(from, a);
			day_text(from + window - 1, b);
			status = one(s, a, b);
		}
	}
	if (!status && s->wish->counts) status = write_counts(s);
	if (status || !s->files) return status;
	if (!s->windows) dx_console_say("dixit graph: nothing has a day, so there are no windows and no files");
	if (s->wish->options.ego && s->windows && s->empty == s->windows)
		dx_console_say("dixit graph: nobody in any window is called '%s'", s->wish->options.ego);
	if (s->empty) {
		dx_console_say("dixit graph: %u of %u windows are empty%s", s->empty, s->windows,
		               s->wish->skip_empty ? " and have no files"
		                                   : ", and so are their files (--skip-empty leaves them out)");
	}
	return DIXIT_OK;
}

dixit_status dx_windows_write(dixit_graph *graph, const dx_args *args, const dx_network_wish *wish,
                              dixit_error *error) {
	series s = {.graph = graph, .args = args, .wish = wish, .error = error};
	for (unsigned i = 0; i < args->given_count; i++) {
		s.files |=
		    strcmp(args->given[i].option->name, "output") == 0 && dx_window_splits(args, wish, args->given[i].value);
	}
	if (!s.files && !wish->counts) return DIXIT_OK;
	dixit_status status = all(&s);
	dx_buf_free(&s.counts);
	return status;
}
