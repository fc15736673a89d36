#include "cli/args.h"
#include "cli/commands.h"
#include "cli/console.h"

static const dx_option options[] = {DX_OPT_HELP, {0}};

static int run(const dx_args *args) {
	(void)args;
	dx_buf out = {0};
	dx_buf_str(&out, "dixit " DIXIT_VERSION "\n");
	return dx_console_put(&out);
}

const dx_command dx_cmd_version = {
    "version", "", "the version", "Prints the version of the program.", options, 0, 0, run,
};
