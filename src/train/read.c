#include "train/read.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

void dx_stop(const char *form, ...) {
	va_list args;
	va_start(args, form);
	fputs("train: ", stderr);
	vfprintf(stderr, form, args);
	fputc('\n', stderr);
	va_end(args);
	exit(1);
}

/* Standard output of `xz -dc PATH`, without a shell. */
static FILE *unpacked(const char *path, pid_t *child) {
	int ends[2];
	if (pipe(ends) != 0 || (*child = fork()) < 0) dx_stop("%s: %s", path, strerror(errno));
	if (*child == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execlp("xz", "xz", "-dc", "--", path, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	return fdopen(ends[0], "r");
}

void dx_each_line(const char *path, void (*take)(void *context, char *line, size_t length, unsigned number),
                  void *context) {
	size_t n = strlen(path), room = 0;
	pid_t child = 0;
	FILE *f = n > 3 && strcmp(path + n - 3, ".xz") == 0 ? unpacked(path, &child) : fopen(path, "r");
	if (!f) dx_stop("%s: %s", path, strerror(errno));
	char *line = NULL;
	ssize_t length;
	for (unsigned number = 1; (length = getline(&line, &room, f)) >= 0; number++) {
		while (length && (line[length - 1] == '\n' || line[length - 1] == '\r')) line[--length] = 0;
		take(context, line, (size_t)length, number);
	}
	free(line);
	fclose(f);
	int status = 0;
	if (child && (waitpid(child, &status, 0) < 0 || status != 0)) dx_stop("%s: xz could not read it", path);
}
