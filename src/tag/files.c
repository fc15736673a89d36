#include "tag/files.h"

#include "base/error.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MODEL_MAX = 64 << 20 };

/* The file's bytes; they stay NULL where there is no such file. */
static dixit_status load(dx_model_file *file, const char *path, dixit_error *error) {
	struct stat st;
	errno = 0;
	if (stat(path, &st)) return errno == ENOENT ? DIXIT_OK : dx_fail_errno(error, "cannot open the model file");
	if (!S_ISREG(st.st_mode)) return dx_fail(error, DIXIT_E_FORMAT, "this is no ordinary file");
	if (st.st_size > MODEL_MAX)
		return dx_fail(error, DIXIT_E_TOO_LONG, "a model file of more than %d MiB", MODEL_MAX >> 20);
	FILE *f = fopen(path, "rb");
	if (!f) return dx_fail_errno(error, "cannot open the model file");
	dixit_status status = DIXIT_OK;
	size_t len = (size_t)st.st_size;
	if (!(file->own = aligned_alloc(64, (len + 64) / 64 * 64)))
		status = dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	else if (fread(file->own, 1, len, f) != len)
		status = dx_fail_errno(error, "cannot read the model file");
	fclose(f);
	file->bytes = (dx_slice){file->own, len};
	return status;
}

dixit_status dx_model_files_load(dx_model_file *files, unsigned count, const char *folder, unsigned *found,
                                 dixit_error *error) {
	struct stat st;
	dixit_status status = DIXIT_OK;
	*found = 0;
	if (stat(folder, &st) || !S_ISDIR(st.st_mode)) {
		status = dx_fail(error, DIXIT_E_USAGE, "--models needs a folder of model files");
		dx_error_at(error, folder, 0, 0);
	}
	for (unsigned i = 0; i < count && !status; i++) {
		char path[4096];
		int n = snprintf(path, sizeof path, "%s/%s", folder, files[i].name);
		if (n < 0 || (size_t)n >= sizeof path)
			status = dx_fail(error, DIXIT_E_USAGE, "the path of the models is too long");
		else
			status = load(&files[i], path, error);
		if (status) dx_error_at(error, path, 0, 0);
		*found += files[i].own != NULL;
	}
	return status;
}

dixit_status dx_model_file_bad(const dx_model_file *file, const char *folder, dixit_error *error) {
	char path[4096];
	if (file->own)
		snprintf(path, sizeof path, "%s/%s", folder, file->name);
	else
		snprintf(path, sizeof path, "%s (built in)", file->name);
	dx_fail(error, DIXIT_E_FORMAT, "not a model file of this version");
	dx_error_at(error, path, 0, 0);
	return DIXIT_E_FORMAT;
}

void dx_model_files_free(dx_model_file *files, unsigned count) {
	for (unsigned i = 0; i < count; i++) free(files[i].own);
}
