#include "graph/igraph_run.h"

#include "base/error.h"

enum { SEED = 20231014 };

/* igraph speaks through handlers that are global: ours note the first error, free what igraph held, and keep quiet. */
static char igraph_reason[160];

static void note_error(const char *reason, const char *file, int line, igraph_error_t code) {
	if (!igraph_reason[0]) {
		snprintf(igraph_reason, sizeof igraph_reason, "%s (%s, %s:%d)", reason, igraph_strerror(code), file, line);
	}
	IGRAPH_FINALLY_FREE();
}

static void ignore_warning(const char *reason, const char *file, int line) {
	(void)reason;
	(void)file;
	(void)line;
}

static igraph_error_t run_seeded(dx_igraph_work *work, void *context) {
	igraph_rng_t own, *theirs = igraph_rng_default();
	igraph_error_t code = igraph_rng_init(&own, &igraph_rngtype_mt19937);
	if (code) return code;
	code = igraph_rng_seed(&own, SEED);
	igraph_rng_set_default(&own);
	if (!code) code = work(context);
	igraph_rng_set_default(theirs);
	igraph_rng_destroy(&own);
	return code;
}

dixit_status dx_igraph_run(const char *what, dx_igraph_work *work, void *context, dixit_error *error) {
#if IGRAPH_VERSION_MAJOR >= 1
	igraph_setup();
#endif
	igraph_reason[0] = 0;
	igraph_error_handler_t *old_error = igraph_set_error_handler(note_error);
	igraph_warning_handler_t *old_warning = igraph_set_warning_handler(ignore_warning);
	igraph_error_t code = run_seeded(work, context);
	igraph_set_error_handler(old_error);
	igraph_set_warning_handler(old_warning);
	if (!code) return DIXIT_OK;
	return dx_fail(error, code == IGRAPH_ENOMEM ? DIXIT_E_MEMORY : DIXIT_E_GRAPH, "%s: %s", what, igraph_reason);
}
