#include "base/error.h"
#include "base/outfile.h"
#include "base/sha256.h"
#include "cli/args.h"
#include "cli/cell.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "deep/deep.h"
#include <errno.h>
#include <sys/stat.h>

static const dx_option options[] = {
    {"dump", 0, "DIR", "write the built-in model files into DIR"},
    DX_OPT_MODELS,
    DX_OPT_HELP,
    {0},
};

/* Line by line, because the card may be a stranger's and must not command the terminal. */
static void put_card(dx_buf *out, dx_slice card) {
	while (card.len) {
		const char *lf = memchr(card.ptr, '\n', card.len);
		size_t n = lf ? (size_t)(lf - card.ptr) : card.len, skip = lf ? n + 1 : n;
		dx_cell(out, (dx_slice){card.ptr, n}, 0);
		dx_cell_end(out);
		card = (dx_slice){card.ptr + skip, card.len - skip};
	}
}

typedef struct models {
	dx_models *linear;
	dx_deep *deep;
} models;

/* The files of both taggers, one after the other; NULL behind the last. */
static const dx_model_file *file_of(const models *m, unsigned i) {
	unsigned count;
	const dx_model_file *files = dx_models_files(m->linear, &count);
	if (i < count) return &files[i];
	return i - count < DX_DEEP_FILES ? &m->deep->files[i - count] : NULL;
}

static void put_files(dx_buf *out, const models *m) {
	const dx_model_file *file;
	for (unsigned i = 0; (file = file_of(m, i)); i++) {
		char hash[DX_SHA256_ROOM];
		dx_sha256(hash, file->bytes);
		dx_buf_printf(out, "%-18s %9zu  %s  %s\n", file->name, file->bytes.len, hash,
		              file->own ? "from the folder" : "built in");
	}
}

/* The built-in card would say of the folder's models what is not so. */
static void put_card_of(dx_buf *out, const dx_model_file *files, unsigned count) {
	bool own = false, own_card = files[count - 1].own != NULL;
	for (unsigned i = 0; i < count; i++) own |= files[i].own != NULL;
	if (own == own_card)
		put_card(out, files[count - 1].bytes);
	else
		dx_buf_printf(out, "card: the folder has no %s, and the built-in one does not speak of its models\n",
		              files[count - 1].name);
	dx_buf_char(out, '\n');
}

static int show(const models *m) {
	dx_buf out = {0};
	unsigned count;
	const dx_model_file *files = dx_models_files(m->linear, &count);
	put_card_of(&out, files, count);
	dx_buf_str(&out, "--accurate\n");
	put_card_of(&out, m->deep->files, DX_DEEP_FILES);
	put_files(&out, m);
	return dx_console_put(&out);
}

static dixit_status write_file(const char *dir, const char *name, dx_slice bytes, dixit_error *error) {
	char path[4096];
	int n = snprintf(path, sizeof path, "%s/%s", dir, name);
	if (n < 0 || (size_t)n >= sizeof path) return dx_fail(error, DIXIT_E_USAGE, "the folder's path is too long");
	return dx_outfile_put(path, bytes, error);
}

static int dump(const models *m, const char *dir) {
	dixit_error error;
	dixit_status status = DIXIT_OK;
	errno = 0;
	if (mkdir(dir, 0777) && errno != EEXIST) status = dx_fail_errno(&error, "cannot make the folder");
	const dx_model_file *file;
	for (unsigned i = 0; !status && (file = file_of(m, i)); i++)
		status = write_file(dir, file->name, file->bytes, &error);
	if (!status) return DX_EXIT_OK;
	dx_error_at(&error, dir, 0, 0);
	return dx_console_exit(&error);
}

static int run(const dx_args *args) {
	const char *dir = dx_args_value(args, "dump"), *folder = dir ? NULL : dx_args_value(args, "models");
	dixit_error error;
	models m = {NULL, NULL};
	dixit_status status = dx_models_new(&m.linear, folder, &error);
	if (!status) status = dx_deep_new(&m.deep, folder, NULL, &error);
	int code;
	if (status) {
		dx_console_error(&error);
		code = error.status == DIXIT_E_MEMORY ? DX_EXIT_INTERNAL : DX_EXIT_USAGE;
	} else
		code = dir ? dump(&m, dir) : show(&m);
	dx_deep_free(m.deep);
	dx_models_free(m.linear);
	return code;
}

const dx_command dx_cmd_model = {
    "model",
    "",
    "the learned models: what they were made from, their files",
    "Prints the card of the models (data, date, figures, licences) and then, computed now, name, size in bytes and "
    "SHA-256 of each model file. With --models the files of that folder are read, and so checked, first.\n\n"
    "Model files of one's own take effect by --models, file by file: one that is missing in the folder is the built-in "
    "one.",
    options,
    0,
    0,
    run,
};
