#include "export/picture.h"

#include "base/arena.h"
#include "base/error.h"
#include "export/days.h"
#include "export/export.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Neato's environment: ours, and the time that PDF is dated by, so that the same network is the same bytes. */
static char **environment(dx_arena *arena, const dx_network *net) {
	enum { ROOM = 48 };
	static const char name[] = "SOURCE_DATE_EPOCH=";
	size_t count = 0;
	bool there = false;
	for (; environ[count]; count++) there |= strncmp(environ[count], name, sizeof name - 1) == 0;
	char **all = DX_NEW(arena, char *, count + 2), *dated = dx_alloc(arena, ROOM);
	memcpy(all, environ, count * sizeof *all);
	uint32_t day = dx_day_number(dx_slice_of(net->last));
	struct tm time = {.tm_year = (int)(day / 10000) - 1900, .tm_mon = (int)(day / 100 % 100) - 1, .tm_mday = (int)(day % 100)};
	snprintf(dated, ROOM, "%s%lld", name, day ? (long long)timegm(&time) : 0);
	if (!there) all[count] = dated;
	return all;
}

typedef struct drawing {
	const dx_network *net;
	const char *type;
	FILE *dot;
	dx_outfile out;
	char **environment;
	pid_t child;
} drawing;

/* Signals that the caller ignores or holds back are neato's to end by. */
static int set_signals(posix_spawnattr_t *attributes) {
	sigset_t none, ignored;
	sigemptyset(&none);
	sigemptyset(&ignored);
	sigaddset(&ignored, SIGPIPE);
	sigaddset(&ignored, SIGXFSZ);
	posix_spawnattr_setsigdefault(attributes, &ignored);
	posix_spawnattr_setsigmask(attributes, &none);
	return posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
}

/* Start neato, reading the drawing's DOT and writing to its file. Returns an errno. */
static int start(drawing *d) {
	char type[16];
	snprintf(type, sizeof type, "-T%s", d->type);
	char *const argv[] = {"neato", "-n2", type, NULL};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attributes;
	if (posix_spawn_file_actions_init(&files)) return ENOMEM;
	if (posix_spawnattr_init(&attributes)) {
		posix_spawn_file_actions_destroy(&files);
		return ENOMEM;
	}
	set_signals(&attributes);
	posix_spawn_file_actions_adddup2(&files, fileno(d->dot), STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, fileno(d->out.stream), STDOUT_FILENO);
	posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	int failed = posix_spawnp(&d->child, argv[0], &files, &attributes, argv, d->environment);
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

/* DOT into a file without a name: a pipe could break, which is a signal that is not the library's to deal with. */
static dixit_status write_dot(drawing *d, dixit_error *error) {
	errno = 0;
	d->dot = tmpfile();
	if (!d->dot) return dx_fail_errno(error, "cannot make a temporary file for Graphviz");
	dx_outfile out = {.stream = d->dot, .path = "the temporary file for Graphviz"};
	dixit_status status = dx_write_drawing(&out, d->net, error);
	if (!status && (fflush(d->dot) || fseek(d->dot, 0, SEEK_SET))) {
		status = dx_fail_errno(error, "cannot write");
		dx_error_at(error, out.path, 0, 0);
	}
	return status;
}

static dx_picture draw_into(drawing *d, dixit_error *error) {
	if (fflush(d->out.stream)) {
		dx_fail_errno(error, "cannot write");
		return DX_PICTURE_FAILED;
	}
	int failed = start(d);
	if (failed == ENOENT) {
		dx_fail(error, DIXIT_E_IO, "Graphviz is not installed (there is no neato): it draws SVG, PNG and PDF");
		return DX_PICTURE_NO_GRAPHVIZ;
	}
	if (failed) {
		errno = failed;
		dx_fail_errno(error, "cannot start neato");
		return DX_PICTURE_FAILED;
	}
	if (ended_well(d->child)) return DX_PICTURE_DRAWN;
	dx_fail(error, DIXIT_E_IO, "neato (Graphviz) could not draw the network");
	return DX_PICTURE_FAILED;
}

static dx_picture draw(drawing *d, const char *path, dixit_error *error) {
	if (write_dot(d, error) || dx_outfile_open(&d->out, path, error)) return DX_PICTURE_FAILED;
	dx_picture result = draw_into(d, error);
	if (result != DX_PICTURE_DRAWN) {
		dx_outfile_abandon(&d->out);
		dx_error_at(error, path, 0, 0);
	} else if (dx_outfile_commit(&d->out, error)) {
		result = DX_PICTURE_FAILED;
	}
	return result;
}

static dixit_status prepare(dx_arena *arena, drawing *d, dixit_error *error) {
	if (dx_arena_guard(arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	d->environment = environment(arena, d->net);
	return DIXIT_OK;
}

dx_picture dx_picture_draw(const dx_network *network, const char *path, const char *type, dixit_error *error) {
	drawing d = {.net = network, .type = type};
	dx_arena arena;
	dx_arena_init(&arena);
	dx_picture result = prepare(&arena, &d, error) ? DX_PICTURE_FAILED : draw(&d, path, error);
	if (d.dot) fclose(d.dot);
	dx_arena_free(&arena);
	return result;
}

dx_picture dx_picture_of(const dixit_graph *graph, const char *path, const char *type, dixit_error *error) {
	return dx_picture_draw(dx_graph_network(graph), path, type, error);
}
