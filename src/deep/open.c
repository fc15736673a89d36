#include "base/error.h"
#include "deep/deep.h"
#include <stdlib.h>

#define MODEL(name) extern const char dx_model_##name[], dx_model_##name##_end[]
MODEL(deep);
MODEL(deep_source);
MODEL(deep_statement);
MODEL(deep_card);
#undef MODEL

static dx_deep_file bad_file(dx_deep *d) {
	const dx_model_file *file = d->files;
	if (!dx_deep_open(&d->model, file[DX_DEEP_MODEL].bytes)) return DX_DEEP_MODEL;
	if (!dx_trees_open(&d->source, file[DX_DEEP_SOURCE].bytes) || d->source.width != DX_SOURCE_WIDTH)
		return DX_DEEP_SOURCE;
	if (!dx_trees_open(&d->statement, file[DX_DEEP_STATEMENT].bytes) || d->statement.width != DX_OPTION_WIDTH)
		return DX_DEEP_STATEMENT;
	return DX_DEEP_FILES;
}

static dixit_status load(dx_deep *d, const char *folder, dixit_error *error) {
	unsigned found;
	dixit_status status = folder ? dx_model_files_load(d->files, DX_DEEP_FILES, folder, &found, error) : DIXIT_OK;
	if (status) return status;
	dx_deep_file bad = bad_file(d);
	if (bad < DX_DEEP_FILES) return dx_model_file_bad(&d->files[bad], folder, error);
	return dx_pieces_init(&d->pieces, &d->model) ? DIXIT_OK : dx_fail(error, DIXIT_E_MEMORY, "out of memory");
}

dixit_status dx_deep_new(dx_deep **out, const char *folder, const char *kernel, dixit_error *error) {
	*out = NULL;
	dx_deep *deep = malloc(sizeof *deep);
	if (!deep) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	*deep = (dx_deep){.kernel = dx_deep_kernel_of(kernel),
	                  .files = {DX_MODEL_FILE(deep, "deep.bin"), DX_MODEL_FILE(deep_source, "deep-source.bin"),
	                            DX_MODEL_FILE(deep_statement, "deep-statement.bin"),
	                            DX_MODEL_FILE(deep_card, "deep-card.txt")}};
	dixit_status status = deep->kernel
	                          ? load(deep, folder, error)
	                          : dx_fail(error, DIXIT_E_USAGE, "this machine cannot run the kernel '%s'", kernel);
	if (status)
		dx_deep_free(deep);
	else
		*out = deep;
	return status;
}

void dx_deep_free(dx_deep *deep) {
	if (!deep) return;
	dx_pieces_free(&deep->pieces);
	dx_model_files_free(deep->files, DX_DEEP_FILES);
	free(deep);
}

static void label(dx_labels *out, const dx_tagger *tagger, const dx_frame *frame, const uint8_t *rules,
                  dx_arena *arena) {
	(void)rules;
	dx_deep_label(out, frame->text, tagger->model, arena);
}

dx_tagger dx_deep_tagger(const dx_deep *deep) {
	return (dx_tagger){label, deep, &deep->source, &deep->statement, DX_DEEP_LEAST};
}
