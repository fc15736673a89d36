#include "tag/models.h"

#include "base/error.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { MODEL_MAX = 64 << 20 };

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

#define MODEL(name, ending)                                                                                            \
	{ #name ending, dx_model_##name, dx_model_##name##_end }
static const struct {
	const char *file, *begin, *end;
} embedded[MODELS] = {MODEL(pos, ".bin"),    MODEL(name, ".bin"),   MODEL(parse, ".bin"),     MODEL(first, ".bin"),
                      MODEL(second, ".bin"), MODEL(source, ".bin"), MODEL(statement, ".bin"), MODEL(card, ".txt")};
#undef MODEL

struct dx_own_models {
	char *bytes[MODELS]; /* NULL: the embedded one */
	dx_slice files[MODELS];
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

/* The file, on a cache line; *out stays NULL where there is none. */
static dixit_status load(char **out, size_t *len, const char *path, dixit_error *error) {
	struct stat st;
	errno = 0;
	if (stat(path, &st)) return errno == ENOENT ? DIXIT_OK : dx_fail_errno(error, "cannot open the model file");
	if (!S_ISREG(st.st_mode)) return dx_fail(error, DIXIT_E_FORMAT, "this is no ordinary file");
	if (st.st_size > MODEL_MAX) return dx_fail(error, DIXIT_E_TOO_LONG, "a model file of more than 64 MiB");
	FILE *f = fopen(path, "rb");
	if (!f) return dx_fail_errno(error, "cannot open the model file");
	dixit_status status = DIXIT_OK;
	*len = (size_t)st.st_size;
	if (!(*out = aligned_alloc(64, (*len + 64) / 64 * 64)))
		status = dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	else if (fread(*out, 1, *len, f) != *len)
		status = dx_fail_errno(error, "cannot read the model file");
	fclose(f);
	return status;
}

static dixit_status load_folder(struct dx_own_models *own, const char *folder, dixit_error *error) {
	struct stat st;
	unsigned found = 0;
	dixit_status status = DIXIT_OK;
	if (stat(folder, &st) || !S_ISDIR(st.st_mode))
		status = dx_fail(error, DIXIT_E_USAGE, "--models needs a folder of model files");
	for (int i = 0; i < MODELS && !status; i++) {
		char path[4096];
		size_t len = 0;
		int n = snprintf(path, sizeof path, "%s/%s", folder, embedded[i].file);
		if (n < 0 || (size_t)n >= sizeof path) {
			status = dx_fail(error, DIXIT_E_USAGE, "the path of the models is too long");
			break;
		}
		status = load(&own->bytes[i], &len, path, error);
		if (status) dx_error_at(error, path, 0, 0);
		if (!own->bytes[i]) continue;
		own->files[i] = (dx_slice){own->bytes[i], len};
		found += i != CARD;
	}
	if (!status && !found) status = dx_fail(error, DIXIT_E_USAGE, "no model file (pos.bin, first.bin, ...) lies in it");
	if (status) dx_error_at(error, folder, 0, 0);
	return status;
}

static model bad_model(dx_models *m, const dx_slice *file) {
	if (!dx_pos_open(&m->pos, file[POS], file[NAME]))
		return dx_pos_open(&m->pos, file[POS], (dx_slice){0}) ? NAME : POS;
	if (!dx_parse_open(&m->parse, file[PARSE])) return PARSE;
	if (!dx_pass_open(&m->first, file[FIRST], DX_DUAL)) return FIRST;
	if (!dx_pass_open(&m->second, file[SECOND], DX_NARROW)) return SECOND;
	if (!dx_trees_open(&m->source, file[SOURCE]) || m->source.width != DX_SOURCE_WIDTH) return SOURCE;
	if (!dx_trees_open(&m->statement, file[STATEMENT]) || m->statement.width != DX_OPTION_WIDTH) return STATEMENT;
	return MODELS;
}

dixit_status dx_models_new(dx_models **out, const char *folder, dixit_error *error) {
	*out = NULL;
	dx_models *m = calloc(1, sizeof *m);
	struct dx_own_models *own = m ? calloc(1, sizeof *own) : NULL;
	if (!own) {
		free(m);
		return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	}
	m->own = own;
	for (int i = 0; i < MODELS; i++)
		own->files[i] = (dx_slice){embedded[i].begin, (size_t)(embedded[i].end - embedded[i].begin)};
	dixit_status status = folder ? load_folder(own, folder, error) : DIXIT_OK;
	model bad = status ? MODELS : bad_model(m, own->files);
	if (bad < MODELS) {
		char path[4096];
		if (own->bytes[bad])
			snprintf(path, sizeof path, "%s/%s", folder, embedded[bad].file);
		else
			snprintf(path, sizeof path, "%s (built in)", embedded[bad].file);
		status = dx_fail(error, DIXIT_E_FORMAT, "not a model file of this version");
		dx_error_at(error, path, 0, 0);
	}
	m->card = own->files[CARD];
	if (status)
		dx_models_free(m);
	else
		*out = m;
	return status;
}

void dx_models_free(dx_models *m) {
	if (!m) return;
	for (int i = 0; i < MODELS; i++) free(m->own->bytes[i]);
	free(m->own);
	free(m);
}

const char *dx_models_file(const dx_models *m, unsigned i, dx_slice *bytes) {
	if (i >= MODELS) return NULL;
	*bytes = m->own->files[i];
	return embedded[i].file;
}

bool dx_models_built_in(const dx_models *m, unsigned i) { return !m->own->bytes[i]; }
