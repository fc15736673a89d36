#include "export/pair.h"

#include "base/error.h"
#include <errno.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_ROOM = 4096 };

typedef struct pair {
	char path[2][PATH_ROOM], kept[PATH_ROOM]; /* kept: another name of the older first file */
	dx_outfile out[2];
	const dx_halves *halves;
} pair;

static bool ends_with(const char *path, const char *ending) {
	size_t n = strlen(path), m = strlen(ending);
	return n > m && strcasecmp(path + n - m, ending) == 0;
}

static bool name_files(pair *p, const char *path) {
	size_t stem = strlen(path);
	const char *const endings[] = {p->halves->endings[0], p->halves->endings[1], strrchr(p->halves->endings[0], '.')};
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		if (!ends_with(path, endings[i])) continue;
		stem -= strlen(endings[i]);
		break;
	}
	for (int i = 0; i < 2; i++) {
		int n = snprintf(p->path[i], PATH_ROOM, "%.*s%s", (int)stem, path, p->halves->endings[i]);
		if (n < 0 || n >= PATH_ROOM) return false;
	}
	return true;
}

/* Written to disk, so that nothing but the renaming can fail afterwards. */
static dixit_status on_disk(dx_outfile *out, dixit_error *error) {
	struct stat st;
	errno = 0;
	bool folder = stat(out->path, &st) == 0 && S_ISDIR(st.st_mode);
	if (folder) errno = EISDIR;
	if (!folder && fflush(out->stream) == 0 && (!out->beside || fsync(fileno(out->stream)) == 0)) return DIXIT_OK;
	dixit_status status = dx_fail_errno(error, "cannot write");
	dx_error_at(error, out->path, 0, 0);
	return status;
}

/* The first file comes into its place before the second; should that fail, what was there before comes back. */
static dixit_status both_in_place(pair *p, dixit_error *error) {
	const char *first = p->path[0];
	int n = snprintf(p->kept, sizeof p->kept, "%s.before", p->out[0].beside ? p->out[0].beside : "");
	bool file = p->out[0].beside != NULL && n < PATH_ROOM;
	bool kept = file && link(first, p->kept) == 0;
	dixit_status status = dx_outfile_commit(&p->out[0], error);
	bool placed = !status;
	if (!status) status = dx_outfile_commit(&p->out[1], error);
	if (status && placed && file && (!kept || rename(p->kept, first) != 0)) unlink(first);
	if (kept) unlink(p->kept);
	return status;
}

static dixit_status write_both(pair *p, const dx_network *net, dixit_error *error) {
	dixit_status status = DIXIT_OK;
	int opened = 0;
	for (; opened < 2 && !status; opened++) status = dx_outfile_open(&p->out[opened], p->path[opened], error);
	if (status) opened--;
	for (int i = 0; i < 2 && !status; i++) status = p->halves->write[i](&p->out[i], net, error);
	for (int i = 0; i < 2 && !status; i++) status = on_disk(&p->out[i], error);
	if (!status) status = both_in_place(p, error);
	for (int i = 0; i < opened && status; i++) dx_outfile_abandon(&p->out[i]);
	return status;
}

dixit_status dx_pair_save(const char *path, const dx_halves *halves, const dx_network *net, dixit_error *error) {
	pair p = {.halves = halves};
	if (!name_files(&p, path)) {
		dx_fail(error, DIXIT_E_USAGE, "the name of the file is too long");
		dx_error_at(error, path, 0, 0);
		return DIXIT_E_USAGE;
	}
	return write_both(&p, net, error);
}
