/* Model files: each lies in the program, and one of the same name in a folder of the user's stands in its place. */
#ifndef DX_TAG_FILES_H
#define DX_TAG_FILES_H

#include "base/slice.h"

typedef struct dx_model_file {
	const char *name;
	dx_slice bytes; /* on a cache line */
	char *own;      /* the same, where it is the folder's; NULL: built in */
} dx_model_file;

/* Built-in file dx_model_NAME … dx_model_NAME_end as NAME with that ending. */
#define DX_MODEL_FILE(symbol, file)                                                                                    \
	{ file, {dx_model_##symbol, (size_t)(dx_model_##symbol##_end - dx_model_##symbol)}, NULL }

/* Those that `folder` has; *found counts them. Errors name file or folder; what is loaded then is still to be freed. */
dixit_status dx_model_files_load(dx_model_file *files, unsigned count, const char *folder, unsigned *found,
                                 dixit_error *error);
/* DIXIT_E_FORMAT: this file is no model. */
dixit_status dx_model_file_bad(const dx_model_file *file, const char *folder, dixit_error *error);
void dx_model_files_free(dx_model_file *files, unsigned count);

#endif
