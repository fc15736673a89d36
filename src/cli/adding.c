#include "cli/adding.h"

#include "base/error.h"
#include "cli/feed.h"
#include <inttypes.h>

/* Lines about articles that took another one's place; the summary counts them all. */
enum { REPLACED_MAX = 20, WAIT_MAX = 3600 };

static void on_replaced(void *context, dx_slice id) {
	dx_adding *adding = context;
	if (adding->replaced++ >= REPLACED_MAX || dx_args_value(adding->args, "quiet")) return;
	dx_console_say("dixit %s: %.*s: replaced", adding->args->command->name, (int)id.len, id.ptr);
}

int dx_adding_open(dx_adding *adding, const dx_args *args) {
	const unsigned range[] = {0, WAIT_MAX};
	unsigned wait = DX_STORE_WAIT;
	dixit_error error;
	int code;
	*adding = (dx_adding){.args = args};
	if (!dx_args_number(args, "wait", range, &wait)) return DX_EXIT_USAGE;
	adding->engine = dx_feed_engine(args, &code);
	if (!adding->engine) return code;
	if (dx_store_open(&adding->store, args->operands[0], DX_STORE_CREATE, wait, &error))
		return dx_console_store_exit(&error);
	if (dx_args_value(args, "again")) dx_store_again(adding->store);
	dx_store_tell(adding->store, on_replaced, adding);
	return DX_EXIT_OK;
}

static dixit_status take(void *context, dx_slice text, dx_slice json, dixit_error *error) {
	dx_adding *adding = context;
	if (adding->stop && *adding->stop) return dx_fail(error, DIXIT_E_PIPE, "stopped");
	return dx_store_take(adding->store, text, json, error);
}

static bool wanted(void *context, dx_slice id, dx_slice path, const char *sha256) {
	return !dx_store_has(((dx_adding *)context)->store, id, path, sha256);
}

int dx_adding_run(dx_adding *adding, char *const *paths, size_t count) {
	dx_feed feed = {.engine = adding->engine, .args = adding->args, .paths = paths, .path_count = count};
	feed.take = take;
	feed.wanted = dx_args_value(adding->args, "again") ? NULL : wanted;
	feed.context = adding;
	int code = dx_feed_run(&feed);
	adding->present += feed.unwanted;
	adding->failed += feed.failed;
	dixit_error error;
	/* what was taken is good, whatever happened to the rest; but not where the store itself failed */
	bool fit = !feed.error.status || feed.error.status == DIXIT_E_PIPE;
	if (fit && dx_store_flush(adding->store, &error)) return dx_console_store_exit(&error);
	return code;
}

void dx_adding_tell(const dx_adding *adding) {
	if (dx_args_value(adding->args, "quiet")) return;
	uint64_t added = dx_store_count(adding->store, DX_STORE_NEW);
	dx_console_say("dixit %s: %" PRIu64 " article%s added, %" PRIu64 " replaced, %" PRIu64 " were there",
	               adding->args->command->name, added, added == 1 ? "" : "s",
	               dx_store_count(adding->store, DX_STORE_REPLACED),
	               adding->present + dx_store_count(adding->store, DX_STORE_SAME));
}

void dx_adding_close(dx_adding *adding) {
	dx_store_close(adding->store);
	dixit_engine_free(adding->engine);
}
