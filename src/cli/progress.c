#include "cli/progress.h"

#include "cli/console.h"
#include <inttypes.h>
#include <time.h>
#include <unistd.h>

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void dx_progress_start(dx_progress *p, const dx_args *args, const char *what, bool same_terminal) {
	bool asked = dx_args_value(args, "progress") || dx_console_is_json();
	*p = (dx_progress){.step = args->command->name, .what = what, .quiet = dx_args_value(args, "quiet") != NULL};
	p->shown = !p->quiet && (asked || (isatty(STDERR_FILENO) && !same_terminal));
	p->pause = isatty(STDERR_FILENO) && !dx_console_is_json() ? 0.2 : 1;
	p->started = p->last = now();
}

/* 0 where it cannot be told yet. */
static uint64_t seconds_left(const dx_progress *p, double seconds) {
	if (p->total <= p->done || !p->done) return 0;
	return (uint64_t)(seconds * (double)(p->total - p->done) / (double)p->done + 0.5);
}

static void put_line(const dx_progress *p, double seconds) {
	dx_buf line = {0};
	uint64_t left = seconds_left(p, seconds);
	dx_buf_printf(&line, "%" PRIu64 " %s, %.0f/s", p->count, p->what, (double)p->count / seconds);
	if (p->done) dx_buf_printf(&line, ", %.1f MB/s", (double)p->done / 1e6 / seconds);
	if (left >= 3600)
		dx_buf_printf(&line, ", %" PRIu64 ":%02u:%02u left", left / 3600, (unsigned)(left / 60 % 60),
		              (unsigned)(left % 60));
	if (left && left < 3600) dx_buf_printf(&line, ", %u:%02u left", (unsigned)(left / 60), (unsigned)(left % 60));
	if (p->failed) dx_buf_printf(&line, ", %" PRIu64 " failed", p->failed);
	if (isatty(STDERR_FILENO))
		dx_console_progress(&line);
	else if (!line.failed)
		dx_console_say("%.*s", (int)line.len, line.ptr);
	dx_buf_free(&line);
}

static void open_event(dx_event *event, const dx_progress *p, const char *kind) {
	double seconds = now() - p->started;
	dx_event_open(event, kind);
	dx_event_text(event, "step", dx_slice_of(p->step));
	dx_event_number(event, p->what, p->count);
	dx_event_number(event, "failed", p->failed);
	dx_event_number(event, "bytes", p->done);
	if (p->total) dx_event_number(event, "bytes_total", p->total);
	dx_json_key(&event->json, "seconds");
	dx_json_fixed2(&event->json, seconds);
}

void dx_progress_show(dx_progress *p, uint64_t count, uint64_t done, uint64_t total) {
	p->count = count;
	p->done = done;
	p->total = total;
	double t = p->shown ? now() : 0;
	if (!p->shown || t - p->last < p->pause) return;
	p->last = t;
	if (!dx_console_is_json()) {
		put_line(p, t - p->started);
		return;
	}
	dx_event event;
	uint64_t left = seconds_left(p, t - p->started);
	open_event(&event, p, "progress");
	if (left) dx_event_number(&event, "seconds_left", left);
	dx_event_close(&event);
}

void dx_progress_failure(dx_progress *p, const dixit_error *error) {
	if (p->failed < DX_FIRST_FAILURES) p->first[p->failed] = *error;
	p->failed++;
	unsigned reason = error->status < 0 ? (unsigned)-(int)error->status : 0;
	p->reasons[reason < DX_REASONS ? reason : 0]++;
	dx_console_failure(error);
}

static void summary_event(const dx_progress *p) {
	dx_event event;
	open_event(&event, p, "summary");
	dx_json *json = &event.json;
	dx_json_key(json, "reasons");
	dx_json_open(json, '{');
	for (int i = 0; i < DX_REASONS; i++) {
		if (p->reasons[i]) dx_event_number(&event, dx_console_reason((dixit_status)-i), p->reasons[i]);
	}
	dx_json_close(json, '}');
	dx_json_key(json, "first");
	dx_json_open(json, '[');
	for (uint64_t i = 0; i < p->failed && i < DX_FIRST_FAILURES; i++) {
		dx_json_open(json, '{');
		dx_event_error(&event, &p->first[i]);
		dx_json_close(json, '}');
	}
	dx_json_close(json, ']');
	dx_event_close(&event);
}

/* Why, in words: a line of its own was told of each, but they scrolled by. */
static const char *const why[DX_REASONS] = {[-DIXIT_E_MEMORY] = "for lack of memory",  [-DIXIT_E_IO] = "not to be read",
                                            [-DIXIT_E_FORMAT] = "of the wrong form",   [-DIXIT_E_TOO_LONG] = "too long",
                                            [-DIXIT_E_EMPTY] = "without text",         [-DIXIT_E_USAGE] = "not known",
                                            [-DIXIT_E_INTERNAL] = "for a bug in dixit"};

static void summary_line(const dx_progress *p) {
	dx_buf line = {0};
	dx_buf_printf(&line, "dixit: %" PRIu64 " %s failed: ", p->failed, p->what);
	const char *comma = "";
	for (int i = 0; i < DX_REASONS; i++) {
		if (!p->reasons[i]) continue;
		dx_buf_printf(&line, "%s%" PRIu64 " %s", comma, p->reasons[i], why[i] ? why[i] : "for other reasons");
		comma = ", ";
	}
	dx_buf_str(&line, "; the first: ");
	for (int i = 0; i < DX_FIRST_FAILURES; i++) {
		const dixit_error *e = &p->first[i];
		dx_buf_printf(&line, "%s%s", i ? ", " : "", e->file);
		if (e->line) dx_buf_printf(&line, ":%" PRIu64, e->line);
	}
	if (!line.failed) dx_console_say("%.*s", (int)line.len, line.ptr);
	dx_buf_free(&line);
}

void dx_progress_end(dx_progress *p) {
	if (p->shown) dx_console_clear();
	if (p->quiet) return;
	if (dx_console_is_json())
		summary_event(p);
	else if (p->failed > DX_FIRST_FAILURES) /* fewer stand on the screen still */
		summary_line(p);
}
