#include "export/picture.h"

#include "base/error.h"
#include "export/days.h"
#include "export/export.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

volatile sig_atomic_t dx_picture_child;

typedef struct drawing {
	const dx_network *net;
	const char *type;
	FILE *dot;
	dx_outfile out;
	pid_t child;
} drawing;

/* Signals that the caller ignores or holds back are neato's to end by; those of the terminal are the caller's alone. */
static int set_signals(posix_spawnattr_t *attributes) {
	sigset_t none, ignored;
	sigemptyset(&none);
	sigemptyset(&ignored);
	sigaddset(&ignored, SIGPIPE);
	sigaddset(&ignored, SIGXFSZ);
	posix_spawnattr_setsigdefault(attributes, &ignored);
	posix_spawnattr_setsigmask(attributes, &none);
	posix_spawnattr_setpgroup(attributes, 0);
	return posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
}

/* What a PNG is at most, in inches of 96 pixels: it is scaled down as a whole where it would be bigger. Where only some
 * nodes have labels these grew with the picture, and fewer pixels do. */
static char *page(const dx_network *net) {
	for (uint32_t i = 0; i < net->node_count; i++) {
		if (!net->nodes[i].labelled) return "-Gsize=34,34";
	}
	return "-Gsize=60,60";
}

/* Start neato, reading the drawing's DOT and writing to its file. Returns an errno. */
static int start(drawing *d) {
	char type[16];
	snprintf(type, sizeof type, "-T%s", d->type);
	char *size = strcmp(d->type, "png") ? NULL : page(d->net);
	char *const argv[] = {"neato", "-n2", type, size, NULL};
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
	int failed = posix_spawnp(&d->child, argv[0], &files, &attributes, argv, environ);
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
	dx_picture_child = d->child;
	bool well = ended_well(d->child);
	dx_picture_child = 0;
	if (well) return DX_PICTURE_DRAWN;
	dx_fail(error, DIXIT_E_IO, "neato (Graphviz) could not draw the network");
	return DX_PICTURE_FAILED;
}

/* Cairo dates a PDF by the clock. The same network is to be the same bytes, so the date becomes that of the latest
 * article, in the same number of digits. Nothing is lost where it is not found. */
static void date_by_network(const drawing *d) {
	static const char mark[] = "/CreationDate (D:";
	enum { DIGITS = 14 };
	uint32_t day = dx_day_read(dx_slice_of(d->net->last));
	char date[DIGITS + 8];
	dx_buf file = {0};
	int fd = fileno(d->out.stream);
	off_t size = lseek(fd, 0, SEEK_END);
	char *bytes = size > 0 ? dx_buf_room(&file, (size_t)size) : NULL;
	snprintf(date, sizeof date, "%08u000000", day ? day : 19700101);
	if (bytes && pread(fd, bytes, (size_t)size, 0) == size) {
		char *at = memmem(bytes, (size_t)size, mark, sizeof mark - 1);
		off_t place = at ? at - bytes + (off_t)sizeof mark - 1 : size;
		if (place + DIGITS < size && pwrite(fd, date, DIGITS, place) != DIGITS) errno = 0;
	}
	dx_buf_free(&file);
}

static dx_picture draw(drawing *d, const char *path, dixit_error *error) {
	if (write_dot(d, error) || dx_outfile_open(&d->out, path, error)) return DX_PICTURE_FAILED;
	dx_picture result = draw_into(d, error);
	if (result != DX_PICTURE_DRAWN) {
		dx_outfile_abandon(&d->out);
		dx_error_at(error, path, 0, 0);
		return result;
	}
	if (d->out.beside && strcmp(d->type, "pdf") == 0) date_by_network(d);
	return dx_outfile_commit(&d->out, error) ? DX_PICTURE_FAILED : DX_PICTURE_DRAWN;
}

dx_picture dx_picture_draw(const dx_network *network, const char *path, const char *type, dixit_error *error) {
	drawing d = {.net = network, .type = type};
	dx_picture result = draw(&d, path, error);
	if (d.dot) fclose(d.dot);
	return result;
}

dx_picture dx_picture_of(const dixit_graph *graph, const char *path, const char *type, dixit_error *error) {
	return dx_picture_draw(dx_graph_network(graph), path, type, error);
}
