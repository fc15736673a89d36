#include "cli/interrupt.h"

#include <signal.h>
#include <unistd.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
static char *volatile beside;

/* Only async-signal-safe calls. SA_RESETHAND has reset the handler, so raise() ends the program as the signal would. */
static void remove_and_end(int signal) {
	if (beside) unlink(beside);
	raise(signal);
}

void dx_interrupt_watch(const dx_outfile *out) {
	beside = out->beside;
	struct sigaction action = {.sa_handler = remove_and_end, .sa_flags = SA_RESETHAND | SA_NODEFER};
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct sigaction old;
		/* a signal that the caller ignores (nohup) stays ignored */
		if (sigaction(signals[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) sigaction(signals[i], &action, NULL);
	}
}

void dx_interrupt_forget(void) { beside = NULL; }

void dx_interrupt_hold(bool hold) {
	static sigset_t before;
	sigset_t set;
	sigemptyset(&set);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) sigaddset(&set, signals[i]);
	if (hold)
		sigprocmask(SIG_BLOCK, &set, &before);
	else
		sigprocmask(SIG_SETMASK, &before, NULL);
}
