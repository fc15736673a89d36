#include "cli/picture.h"

#include "base/error.h"
#include "base/outfile.h"
#include "cli/interrupt.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

/* Start neato, reading `dot` and writing to `fd`. Returns an errno. */
static int start(const char *dot, int fd, pid_t *child) {
	char *const argv[] = {"neato", "-n2", "-Tsvg", NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	sigset_t signals;
	if (posix_spawn_file_actions_init(&files)) return ENOMEM;
	if (posix_spawnattr_init(&attributes)) {
		posix_spawn_file_actions_destroy(&files);
		return ENOMEM;
	}
	sigemptyset(&signals);
	sigaddset(&signals, SIGPIPE);
	sigaddset(&signals, SIGXFSZ);
	posix_spawnattr_setsigdefault(&attributes, &signals);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_addopen(&files, STDIN_FILENO, dot, O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, fd, STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	int failed = posix_spawnp(child, argv[0], &files, &attributes, argv, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&files);
	return failed;
}

static bool ended_well(pid_t child) {
	int status;
	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR) return false;
	}
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

dx_picture dx_picture_draw(const char *dot, const char *svg, dixit_error *error) {
	dx_outfile out;
	if (dx_outfile_open(&out, svg, error)) return DX_PICTURE_FAILED;
	dx_interrupt_watch(&out);
	pid_t child;
	dx_picture result = DX_PICTURE_DRAWN;
	int failed = start(dot, fileno(out.stream), &child);
	if (failed == ENOENT) {
		result = DX_PICTURE_NO_GRAPHVIZ;
	} else if (failed) {
		errno = failed;
		dx_fail_errno(error, "cannot start neato");
		result = DX_PICTURE_FAILED;
	} else if (!ended_well(child)) {
		dx_fail(error, DIXIT_E_IO, "neato (Graphviz) could not draw %s", dot);
		result = DX_PICTURE_FAILED;
	}
	dx_interrupt_forget();
	if (result != DX_PICTURE_DRAWN)
		dx_outfile_abandon(&out);
	else if (dx_outfile_commit(&out, error))
		result = DX_PICTURE_FAILED;
	return result;
}
