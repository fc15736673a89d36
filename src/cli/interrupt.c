#include "cli/interrupt.h"

#include "export/picture.h"

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

static struct sigaction before[sizeof signals / sizeof *signals];
static volatile sig_atomic_t held;

/* Graphviz at work ends at once: what it would draw nobody wants any more. */
static void note(int signal) {
	held = signal;
	if (dx_picture_child > 0) kill(dx_picture_child, SIGKILL);
}

/* By handlers, not by a mask: igraph's OpenBLAS has a thread of its own, which a mask of ours would not reach and which
 * would take the signal. */
void dx_interrupt_hold(bool hold) {
	struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
	if (hold) held = 0;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		if (hold) sigaction(signals[i], NULL, &before[i]);
		if (before[i].sa_handler != SIG_IGN) sigaction(signals[i], hold ? &action : &before[i], NULL);
	}
	if (!hold && held) raise(held);
}
