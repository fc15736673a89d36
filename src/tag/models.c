#include "tag/models.h"

#include "base/error.h"
#include <stdlib.h>

#define MODEL(name) extern const char dx_model_##name[], dx_model_##name##_end[]
MODEL(pos);
MODEL(name);
MODEL(parse);
MODEL(first);
MODEL(second);
MODEL(source);
MODEL(statement);
MODEL(card);
#undef MODEL

typedef enum model { POS, NAME, PARSE, FIRST, SECOND, SOURCE, STATEMENT, CARD, MODELS } model;

struct dx_own_models {
	dx_model_file files[MODELS];
};

bool dx_pass_open(dx_pass_model *out, dx_slice bytes, uint32_t width) {
	dx_pass_tail tail;
	if (!dx_linear_open(&out->weights, bytes) || out->weights.width != width) return false;
	size_t at = sizeof(dx_linear_file) + ((size_t)out->weights.mask + 1) * 64;
	if (bytes.len < at + sizeof tail) return false;
	memcpy(&tail, bytes.ptr + at, sizeof tail);
	if (memcmp(tail.magic, "dxpass1", 8) != 0) return false;
	out->chain = tail.chain;
	dx_chain_forbid(&out->chain);
	return dx_chain_good(&out->chain);
}

static model bad_model(dx_models *m, const dx_model_file *file) {
	if (!dx_pos_open(&m->pos, file[POS].bytes, file[NAME].bytes))
		return dx_pos_open(&m->pos, file[POS].bytes, (dx_slice){0}) ? NAME : POS;
	if (!dx_parse_open(&m->parse, file[PARSE].bytes)) return PARSE;
	if (!dx_pass_open(&m->first, file[FIRST].bytes, DX_DUAL)) return FIRST;
	if (!dx_pass_open(&m->second, file[SECOND].bytes, DX_NARROW)) return SECOND;
	if (!dx_trees_open(&m->source, file[SOURCE].bytes) || m->source.width != DX_SOURCE_WIDTH) return SOURCE;
	if (!dx_trees_open(&m->statement, file[STATEMENT].bytes) || m->statement.width != DX_OPTION_WIDTH) return STATEMENT;
	return MODELS;
}

static dixit_status load(dx_models *m, const char *folder, dixit_error *error) {
	unsigned found = 0;
	dx_model_file *files = m->own->files;
	dixit_status status = folder ? dx_model_files_load(files, MODELS, folder, &found, error) : DIXIT_OK;
	if (status) return status;
	if (folder && found == (files[CARD].own != NULL)) {
		dx_fail(error, DIXIT_E_USAGE, "no model file (pos.bin, first.bin, ...) lies in it");
		dx_error_at(error, folder, 0, 0);
		return DIXIT_E_USAGE;
	}
	model bad = bad_model(m, files);
	m->card = files[CARD].bytes;
	return bad < MODELS ? dx_model_file_bad(&files[bad], folder, error) : DIXIT_OK;
}

dixit_status dx_models_new(dx_models **out, const char *folder, dixit_error *error) {
	*out = NULL;
	dx_models *m = calloc(1, sizeof *m);
	struct dx_own_models *own = m ? malloc(sizeof *own) : NULL;
	if (!own) {
		free(m);
		return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	}
	*own = (struct dx_own_models){{DX_MODEL_FILE(pos, "pos.bin"), DX_MODEL_FILE(name, "name.bin"),
	                               DX_MODEL_FILE(parse, "parse.bin"), DX_MODEL_FILE(first, "first.bin"),
	                               DX_MODEL_FILE(second, "second.bin"), DX_MODEL_FILE(source, "source.bin"),
	                               DX_MODEL_FILE(statement, "statement.bin"), DX_MODEL_FILE(card, "card.txt")}};
	m->own = own;
	dixit_status status = load(m, folder, error);
	if (status)
		dx_models_free(m);
	else
		*out = m;
	return status;
}

void dx_models_free(dx_models *m) {
	if (!m) return;
	dx_model_files_free(m->own->files, MODELS);
	free(m->own);
	free(m);
}

const dx_model_file *dx_models_files(const dx_models *m, unsigned *count) {
	*count = MODELS;
	return m->own->files;
}
