#include "cli/folder.h"

#include "base/error.h"
#include "base/map.h"
#include "base/vec.h"
#include "input/walk.h"
#include <errno.h>
#include <fts.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { SETTLED = 2 /* seconds without a change that make a file complete */, POLL = 2, SOON = 500 /* ms */ };

typedef struct entry {
	char *path;
	off_t size;
	struct timespec changed;
	time_t since; /* when it was first seen as it is */
	bool writing; /* somebody has changed it and not closed it yet, as the system tells */
	bool closed;
	bool taken; /* handed out as it is now */
} entry;

typedef struct watched {
	int number;
	char *path;
} watched;

struct dx_folder {
	const char *path;
	const char *beside; /* without its folder */
	unsigned seconds;   /* 0: the system tells */
	bool polls;
	int inotify;
	bool deeper; /* a folder came: it and those below are to be watched too */
	dx_arena arena;
	dx_map known;
	DX_VEC(entry) entries;
	DX_VEC(watched) folders;
	DX_VEC(char *) ready;
};

/* --- what the system tells ---------------------------------------------------------------------------------------- */

static void stop_listening(dx_folder *f) {
	if (f->inotify >= 0) close(f->inotify);
	f->inotify = -1;
	f->seconds = POLL;
	f->polls = true;
}

/* A watched folder keeps its number when it is watched again, also under another name. */
static void note_folder(dx_folder *f, int number, const char *path) {
	size_t length = strlen(path);
	while (length > 1 && path[length - 1] == '/') length--;
	char *copy = dx_strndup(&f->arena, path, length);
	for (uint32_t i = 0; i < f->folders.count; i++) {
		if (f->folders.items[i].number != number) continue;
		f->folders.items[i].path = copy;
		return;
	}
	*DX_PUSH(&f->arena, &f->folders) = (watched){number, copy};
}

static void listen_to(dx_folder *f) {
	static const uint32_t mask = IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_ONLYDIR;
	char *roots[] = {(char *)f->path, NULL};
	FTS *tree = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR | FTS_NOSTAT, NULL);
	f->deeper = false;
	for (FTSENT *e = tree ? fts_read(tree) : NULL; e; e = fts_read(tree)) {
		if (e->fts_info != FTS_D) continue;
		if (e->fts_level > 0 && e->fts_name[0] == '.') {
			fts_set(tree, e, FTS_SKIP);
			continue;
		}
		int number = inotify_add_watch(f->inotify, e->fts_path, mask);
		if (number >= 0)
			note_folder(f, number, e->fts_path);
		else if (errno == ENOSPC || errno == ENOMEM) {
			stop_listening(f);
			break;
		}
	}
	if (tree) fts_close(tree);
}

static const char *folder_of(const dx_folder *f, int number) {
	for (uint32_t i = 0; i < f->folders.count; i++) {
		if (f->folders.items[i].number == number) return f->folders.items[i].path;
	}
	return NULL;
}

static entry *entry_of(dx_folder *f, const char *path) {
	dx_slice key = dx_slice_of(path);
	const dx_slot *slot = dx_map_find(&f->known, key, dx_hash(key.ptr, key.len));
	if (slot) return &f->entries.items[slot->value];
	key.ptr = dx_strndup(&f->arena, path, key.len);
	dx_map_put(&f->known, key, f->entries.count, NULL);
	entry *e = DX_PUSH(&f->arena, &f->entries);
	*e = (entry){.path = (char *)key.ptr, .size = -1};
	return e;
}

static void hear(dx_folder *f, const struct inotify_event *event) {
	const char *folder = folder_of(f, event->wd);
	char path[4096];
	if (event->mask & (IN_ISDIR | IN_Q_OVERFLOW | IN_IGNORED)) f->deeper = true;
	if (!folder || !event->len || (event->mask & IN_ISDIR)) return;
	if (snprintf(path, sizeof path, "%s/%s", folder, event->name) >= (int)sizeof path) return;
	if (event->mask & IN_MODIFY) entry_of(f, path)->writing = true;
	if (!(event->mask & (IN_CLOSE_WRITE | IN_MOVED_TO))) return;
	entry *e = entry_of(f, path);
	e->writing = false;
	e->closed = true;
}

static void hear_all(dx_folder *f) {
	_Alignas(struct inotify_event) char buffer[16384];
	ssize_t n;
	while (f->inotify >= 0 && (n = read(f->inotify, buffer, sizeof buffer)) > 0) {
		for (char *at = buffer; at < buffer + n;) {
			const struct inotify_event *event = (const struct inotify_event *)at;
			hear(f, event);
			at += sizeof *event + event->len;
		}
	}
	if (f->inotify >= 0 && f->deeper) listen_to(f);
}

/* --- looking ------------------------------------------------------------------------------------------------------ */

static bool is_beside(const dx_folder *f, const char *path) {
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t length = strlen(f->beside);
	return strncmp(name, f->beside, length) == 0 && (!name[length] || name[length] == '-');
}

static bool is_ready(dx_folder *f, entry *e, const struct stat *st, bool *waiting) {
	time_t now = time(NULL);
	bool same =
	    e->size == st->st_size && e->changed.tv_sec == st->st_mtim.tv_sec && e->changed.tv_nsec == st->st_mtim.tv_nsec;
	if (!same) {
		e->size = st->st_size;
		e->changed = st->st_mtim;
		e->since = now;
		e->taken = false;
	}
	if (e->taken || !e->size) return false;
	bool settled = now - e->since >= SETTLED || (now >= e->changed.tv_sec + SETTLED && !same);
	bool complete = f->inotify >= 0 ? !e->writing && (e->closed || settled) : settled;
	*waiting |= !complete && !e->writing;
	return complete;
}

static void look_at(dx_folder *f, const char *path, bool *waiting) {
	struct stat st;
	if (is_beside(f, path) || stat(path, &st)) return;
	entry *e = entry_of(f, path);
	if (!is_ready(f, e, &st, waiting)) return;
	e->taken = true;
	e->closed = false;
	*DX_PUSH(&f->arena, &f->ready) = e->path;
}

static dixit_status walk(dx_folder *f, dx_walk *tree, bool *waiting, dixit_error *error) {
	dx_buf path = {0};
	dixit_status status;
	if (dx_arena_guard(&f->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	hear_all(f);
	f->ready.count = 0;
	while ((status = dx_walk_next(tree, &path, error)) != DIXIT_END) {
		if (status == DIXIT_E_MEMORY) break;
		if (!status) look_at(f, path.ptr, waiting); /* a folder that can't be read, or is gone: the next one */
	}
	dx_buf_free(&path);
	return status == DIXIT_END ? DIXIT_OK : status;
}

dixit_status dx_folder_look(dx_folder *folder, char ***paths, size_t *count, bool *waiting, dixit_error *error) {
	dx_walk *tree;
	*waiting = false;
	*count = 0;
	dixit_status status = dx_walk_new(&tree, folder->path, error);
	if (!status) status = walk(folder, tree, waiting, error);
	dx_walk_free(tree);
	if (status) return status;
	*paths = folder->ready.items;
	*count = folder->ready.count;
	return DIXIT_OK;
}

void dx_folder_again(dx_folder *folder, char *const *paths, size_t count) {
	for (size_t i = 0; i < count; i++) {
		dx_slice key = dx_slice_of(paths[i]);
		const dx_slot *slot = dx_map_find(&folder->known, key, dx_hash(key.ptr, key.len));
		if (slot) folder->entries.items[slot->value].taken = false;
	}
}

void dx_folder_wait(dx_folder *folder, int fd, bool soon) {
	struct pollfd files[] = {{.fd = fd, .events = POLLIN}, {.fd = folder->inotify, .events = POLLIN}};
	int most = soon ? SOON : folder->inotify >= 0 ? -1 : (int)folder->seconds * 1000;
	if (poll(files, 2, most) <= 0 || !files[1].revents) return;
	/* several files often come together */
	poll(files, 1, SOON / 5);
}

dixit_status dx_folder_open(dx_folder **out, const dx_folder_wish *wish, dixit_error *error) {
	dx_folder *f = calloc(1, sizeof *f);
	struct stat st;
	*out = NULL;
	if (!f) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	const char *slash = strrchr(wish->beside, '/');
	*f = (dx_folder){.path = wish->path, .seconds = wish->seconds, .inotify = -1};
	f->beside = slash ? slash + 1 : wish->beside;
	dx_arena_init(&f->arena);
	*out = f;
	errno = 0;
	if (stat(wish->path, &st) || !S_ISDIR(st.st_mode)) {
		if (!errno) errno = ENOTDIR;
		dx_fail_errno(error, "cannot watch");
		dx_error_at(error, wish->path, 0, 0);
		return DIXIT_E_USAGE;
	}
	if (dx_arena_guard(&f->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dx_map_init(&f->known, &f->arena, 64);
	if (f->seconds) return DIXIT_OK;
	f->inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (f->inotify < 0)
		stop_listening(f);
	else
		listen_to(f);
	return DIXIT_OK;
}

void dx_folder_close(dx_folder *folder) {
	if (!folder) return;
	if (folder->inotify >= 0) close(folder->inotify);
	dx_arena_free(&folder->arena);
	free(folder);
}

bool dx_folder_polls(const dx_folder *folder) { return folder->polls; }
