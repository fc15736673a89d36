#include "input/walk.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "base/vec.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

const char *const dx_walk_json_endings[] = {".jsonl", ".ndjson", ".json", NULL};
const char *const dx_walk_table_endings[] = {".csv", ".tsv", ".tab", NULL};
const char *const dx_walk_page_endings[] = {".html", ".htm", ".xhtml", NULL};
static const char *const other_endings[] = {".txt", ".text", ".warc", ".wet",  ".zip", ".tar",
                                            ".tgz", ".tbz2", ".txz",  ".tzst", NULL};
static const char *const packed_endings[] = {".gz", ".bz2", ".xz", ".zst", NULL};

typedef struct entry {
	const char *name; /* of a folder with a '/' behind it, so that names sort as whole paths do */
	bool folder;
} entry;

/* A folder on the way down: its entries, and how many of them are done. */
typedef struct level {
	struct level *up;
	dx_arena arena;
	DX_VEC(entry) entries;
	uint32_t next;
	size_t path; /* bytes of walk->path that are this folder's, with its '/' */
} level;

struct dx_walk {
	level *top;
	dx_buf path;
	dx_arena arena; /* of `seen` */
	dx_map seen;    /* device and inode of every folder entered */
	bool started;
};

bool dx_walk_has_ending(const char *path, const char *const *endings) {
	size_t len = strlen(path);
	for (; *endings; endings++) {
		size_t n = strlen(*endings);
		if (len > n && !strcasecmp(path + len - n, *endings)) return true;
	}
	return false;
}

size_t dx_walk_unpacked(const char *name) {
	size_t len = strlen(name);
	if (!dx_walk_has_ending(name, packed_endings)) return len;
	while (name[--len] != '.') continue;
	return len;
}

dx_slice dx_walk_stem(const char *path) {
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	size_t whole = dx_walk_unpacked(name);
	const char *dot = memrchr(name, '.', whole);
	return (dx_slice){name, dot && dot > name ? (size_t)(dot - name) : whole};
}

bool dx_walk_wanted(const char *name) {
	char bare[256];
	if (name[0] == '.') return false;
	snprintf(bare, sizeof bare, "%.*s", (int)dx_walk_unpacked(name), name);
	return !strchr(bare, '.') || dx_walk_has_ending(bare, other_endings) ||
	       dx_walk_has_ending(bare, dx_walk_json_endings) || dx_walk_has_ending(bare, dx_walk_table_endings) ||
	       dx_walk_has_ending(bare, dx_walk_page_endings);
}

static int by_name(const void *a, const void *b) { return strcmp(((const entry *)a)->name, ((const entry *)b)->name); }

/* What an entry is; symbolic links are followed. A link to nowhere counts as a file, so that opening it tells. */
static mode_t kind(DIR *dir, const struct dirent *d) {
	struct stat st;
	if (d->d_type == DT_DIR) return S_IFDIR;
	if (d->d_type == DT_REG) return S_IFREG;
	if (d->d_type != DT_LNK && d->d_type != DT_UNKNOWN) return 0;
	return fstatat(dirfd(dir), d->d_name, &st, 0) ? S_IFREG : st.st_mode & S_IFMT;
}

static void list_entry(level *l, DIR *dir, const struct dirent *d) {
	if (d->d_name[0] == '.') return;
	mode_t mode = kind(dir, d);
	bool folder = mode == S_IFDIR;
	if (!folder && (mode != S_IFREG || !dx_walk_wanted(d->d_name))) return;
	size_t n = strlen(d->d_name);
	char *name = dx_alloc(&l->arena, n + 2);
	memcpy(name, d->d_name, n);
	if (folder) name[n] = '/';
	*DX_PUSH(&l->arena, &l->entries) = (entry){name, folder};
}

static dixit_status list(level *l, DIR *dir, dixit_error *error) {
	if (dx_arena_guard(&l->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	for (;;) {
		errno = 0;
		const struct dirent *d = readdir(dir);
		if (!d) break;
		list_entry(l, dir, d);
	}
	if (errno) return dx_fail_errno(error, "cannot read the folder");
	if (l->entries.count) qsort(l->entries.items, l->entries.count, sizeof(entry), by_name);
	return DIXIT_OK;
}

/* *fresh: was the folder not seen before? */
static dixit_status see(dx_walk *walk, DIR *dir, bool *fresh, dixit_error *error) {
	struct stat st;
	if (fstat(dirfd(dir), &st)) return dx_fail_errno(error, "cannot read the folder");
	if (dx_arena_guard(&walk->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	const uint64_t numbers[2] = {(uint64_t)st.st_dev, (uint64_t)st.st_ino};
	char *key = dx_strndup(&walk->arena, (const char *)numbers, sizeof numbers);
	dx_map_put(&walk->seen, (dx_slice){key, sizeof numbers}, 0, fresh);
	return DIXIT_OK;
}

static void leave(dx_walk *walk) {
	level *l = walk->top;
	walk->top = l->up;
	dx_arena_free(&l->arena);
	free(l);
}

/* Go down into the folder that walk->path names, '/' at its end. */
static dixit_status enter(dx_walk *walk, dixit_error *error) {
	level *l = calloc(1, sizeof *l);
	if (!l) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dx_arena_init(&l->arena);
	l->path = walk->path.len;
	l->up = walk->top;
	walk->top = l;
	bool fresh = false;
	DIR *dir = opendir(walk->path.ptr);
	dixit_status status = dir ? see(walk, dir, &fresh, error) : dx_fail_errno(error, "cannot open the folder");
	if (!status && fresh) status = list(l, dir, error);
	if (dir) closedir(dir);
	if (status || !fresh) leave(walk);
	return status;
}

static dixit_status append(dx_buf *path, size_t keep, const char *name, dixit_error *error) {
	path->len = keep;
	dx_buf_str(path, name);
	dx_buf_put(path, "", 1);
	if (path->failed) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	path->len--;
	return DIXIT_OK;
}

static dixit_status make_seen(dx_walk *walk, dixit_error *error) {
	if (dx_arena_guard(&walk->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dx_map_init(&walk->seen, &walk->arena, 16);
	return DIXIT_OK;
}

dixit_status dx_walk_new(dx_walk **out, const char *root, dixit_error *error) {
	dx_walk *walk = calloc(1, sizeof *walk);
	*out = NULL;
	if (!walk) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dx_arena_init(&walk->arena);
	size_t len = strlen(root);
	while (len && root[len - 1] == '/') len--;
	dx_buf_put(&walk->path, root, len);
	dixit_status status = append(&walk->path, walk->path.len, "/", error);
	if (!status) status = make_seen(walk, error);
	if (status)
		dx_walk_free(walk);
	else
		*out = walk;
	return status;
}

void dx_walk_free(dx_walk *walk) {
	if (!walk) return;
	while (walk->top) leave(walk);
	dx_arena_free(&walk->arena);
	dx_buf_free(&walk->path);
	free(walk);
}

static dixit_status descend(dx_walk *walk, dixit_error *error) {
	dixit_status status = enter(walk, error);
	if (!status) return DIXIT_OK;
	walk->path.ptr[walk->path.len - 1] = 0;
	dx_error_at(error, walk->path.ptr[0] ? walk->path.ptr : "/", 0, 0);
	walk->path.ptr[walk->path.len - 1] = '/';
	return status;
}

dixit_status dx_walk_next(dx_walk *walk, dx_buf *path, dixit_error *error) {
	if (!walk->started) {
		walk->started = true;
		dixit_status status = descend(walk, error);
		if (status) return status;
	}
	while (walk->top) {
		level *l = walk->top;
		if (l->next == l->entries.count) {
			leave(walk);
			continue;
		}
		const entry *e = &l->entries.items[l->next++];
		dixit_status status = append(&walk->path, l->path, e->name, error);
		if (!status && e->folder) status = descend(walk, error);
		if (status) return status;
		if (!e->folder) return append(path, 0, walk->path.ptr, error);
	}
	return DIXIT_END;
}
