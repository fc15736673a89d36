#include "cli/adding.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/folder.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

enum { AT_ONCE = 64 /* files between two looks at whether to stop */ };

static const dx_option options[] = {
    {"once", 0, NULL, "add what is there, wait for files that are being written, and end (for cron)"},
    {"poll", 0, "N", "look every N seconds instead of being told by the system (folders of other machines)"},
    DX_OPT_WAIT,
    DX_OPT_JOBS,
    DX_OPT_LEXICON,
    DX_OPT_MODELS,
    DX_OPT_ACCURATE,
    DX_OPT_CONFIDENCE,
    DX_OPT_QUIET,
    DX_OPT_HELP,
    {0},
};

static volatile sig_atomic_t stop;
static int bell[2] = {-1, -1};

/* The pipe wakes who waits, also where the signal comes just before the waiting. A second signal ends the program. */
static void on_signal(int signal) {
	int kept = errno;
	(void)signal;
	stop = 1;
	ssize_t n = write(bell[1], "", 1);
	(void)n;
	errno = kept;
}

static bool listen_for_signals(void) {
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESETHAND | SA_RESTART};
	if (pipe2(bell, O_CLOEXEC | O_NONBLOCK)) return false;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct sigaction old;
		if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) sigaction(signals[i], &action, NULL);
	}
	return true;
}

/* An article that cannot be read is told, and no reason to end. */
static bool goes_on(int code) { return code == DX_EXIT_OK || code == DX_EXIT_SOME || code == DX_EXIT_NOTHING; }

/* Add these files; what a store that is locked could not take comes again. */
static int add_files(dx_adding *adding, dx_folder *folder, char *const *paths, size_t count) {
	int worst = DX_EXIT_OK;
	for (size_t i = 0; i < count && !stop; i += AT_ONCE) {
		size_t n = count - i < AT_ONCE ? count - i : AT_ONCE;
		int code = dx_adding_run(adding, paths + i, n);
		if (code == DX_EXIT_BUSY) dx_folder_again(folder, paths + i, n);
		if (!goes_on(code) && (code != DX_EXIT_BUSY || dx_args_value(adding->args, "once"))) return code;
		if (code) worst = DX_EXIT_SOME;
	}
	if (count) dx_adding_tell(adding);
	return worst;
}

static int watch(dx_adding *adding, dx_folder *folder) {
	bool once = dx_args_value(adding->args, "once") != NULL, waiting = true;
	int worst = DX_EXIT_OK;
	while (!stop) {
		char **paths;
		size_t count;
		dixit_error error;
		if (dx_folder_look(folder, &paths, &count, &waiting, &error)) return dx_console_exit(&error);
		int code = add_files(adding, folder, paths, count);
		if (!goes_on(code)) return code;
		if (code) worst = code;
		if (once && !waiting) break;
		if (!stop) dx_folder_wait(folder, bell[0], waiting);
	}
	return once ? worst : DX_EXIT_OK;
}

static int start(dx_adding *adding, const dx_args *args) {
	const unsigned range[] = {1, 86400};
	dx_folder_wish wish = {.path = args->operands[1], .beside = args->operands[0]};
	dx_folder *folder;
	dixit_error error;
	if (!dx_args_number(args, "poll", range, &wish.seconds)) return DX_EXIT_USAGE;
	if (dx_folder_open(&folder, &wish, &error)) {
		dx_folder_close(folder);
		dx_console_error(&error);
		return error.status == DIXIT_E_MEMORY ? DX_EXIT_INTERNAL : DX_EXIT_NOTHING;
	}
	int code = dx_adding_open(adding, args);
	adding->stop = &stop;
	if (dx_folder_polls(folder)) dx_console_say("dixit watch: the system does not tell of changes: looking for them");
	if (!code) code = listen_for_signals() ? watch(adding, folder) : DX_EXIT_INTERNAL;
	dx_folder_close(folder);
	return code;
}

static int run(const dx_args *args) {
	dx_adding adding = {0};
	int code = start(&adding, args);
	dx_adding_close(&adding);
	return code;
}

const dx_command dx_cmd_watch = {
    "watch",
    "DB DIR",
    "add what appears in a folder to a store, until it is interrupted",
    "What is in DIR and the folders below it is added as by `dixit add`, then whatever comes: a file is read once who "
    "writes it has closed it or has moved it there, or, where the system does not tell, once it has not changed for "
    "two "
    "seconds. A file that changes is read again, and its article replaced.\n\n"
    "Ctrl-C (or SIGTERM) ends it after the article at hand, with exit code 0; what was added is committed. An article "
    "that cannot be read is told on standard error. While another program writes to the store, files wait.",
    options,
    2,
    2,
    run,
};
