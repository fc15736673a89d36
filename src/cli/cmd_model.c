#include "base/error.h"
#include "base/outfile.h"
#include "base/sha256.h"
#include "cli/args.h"
#include "cli/cell.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "tag/models.h"
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

static void put_files(dx_buf *out, const dx_models *models) {
	dx_slice bytes;
	const char *name;
	for (unsigned i = 0; (name = dx_models_file(models, i, &bytes)); i++) {
		char hash[DX_SHA256_ROOM];
		dx_sha256(hash, bytes);
		dx_buf_printf(out, "%-14s %9zu  %s  %s\n", name, bytes.len, hash,
		              dx_models_built_in(models, i) ? "built in" : "from the folder");
	}
}

/* The built-in card would say of the folder's models what is not so. */
static bool card_is_theirs(const dx_models *models) {
	dx_slice bytes;
	bool own = false, own_card = false;
	for (unsigned i = 0; dx_models_file(models, i, &bytes); i++) {
		bool built_in = dx_models_built_in(models, i);
		own |= !built_in;
		own_card |= !built_in && bytes.ptr == models->card.ptr;
	}
	return own == own_card;
}

static int show(const dx_models *models) {
	dx_buf out = {0};
	if (card_is_theirs(models))
		put_card(&out, models->card);
	else
		dx_buf_str(&out, "card: the folder has no card.txt, and the built-in one does not speak of its models\n");
	dx_buf_char(&out, '\n');
	put_files(&out, models);
	return dx_console_put(&out);
}

static dixit_status write_file(const char *dir, const char *name, dx_slice bytes, dixit_error *error) {
	char path[4096];
	int n = snprintf(path, sizeof path, "%s/%s", dir, name);
	if (n < 0 || (size_t)n >= sizeof path) return dx_fail(error, DIXIT_E_USAGE, "the folder's path is too long");
	return dx_outfile_put(path, bytes, error);
}

static int dump(const dx_models *models, const char *dir) {
	dixit_error error;
	dixit_status status = DIXIT_OK;
	errno = 0;
	if (mkdir(dir, 0777) && errno != EEXIST) status = dx_fail_errno(&error, "cannot make the folder");
	dx_slice bytes;
	const char *name;
	for (unsigned i = 0; !status && (name = dx_models_file(models, i, &bytes)); i++)
		status = write_file(dir, name, bytes, &error);
	if (!status) return DX_EXIT_OK;
	dx_error_at(&error, dir, 0, 0);
	return dx_console_exit(&error);
}

static int run(const dx_args *args) {
	const char *dir = dx_args_value(args, "dump");
	dixit_error error;
	dx_models *models;
	if (dx_models_new(&models, dir ? NULL : dx_args_value(args, "models"), &error)) {
		dx_console_error(&error);
		return error.status == DIXIT_E_MEMORY ? DX_EXIT_INTERNAL : DX_EXIT_USAGE;
	}
	int code = dir ? dump(models, dir) : show(models);
	dx_models_free(models);
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
