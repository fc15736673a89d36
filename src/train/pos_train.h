/* Training of the tagger of tag/pos.h. No globals: several threads may train at once. */
#ifndef DX_TRAIN_POS_TRAIN_H
#define DX_TRAIN_POS_TRAIN_H

#include "tag/pos.h"
#include "train/gold.h"

/* Articles to learn from: those with silver and, where `use` isn't NULL, use[article] != 0. */
typedef struct dx_pos_source {
	const dx_gold *gold;
	const uint8_t *use;
	bool names; /* learn names from it too */
} dx_pos_source;

/* The two model files as they lie in memory, on cache lines; free them with dx_pos_files_free(). */
typedef struct dx_pos_files {
	uint8_t *pos, *name;
	size_t pos_size, name_size;
} dx_pos_files;

/* Eight epochs are enough (six seconds for PolNeAR and GUM). Says on standard error how it goes. */
void dx_pos_train(dx_pos_files *out, const dx_pos_source *sources, uint32_t count, uint32_t epochs, uint64_t seed);
/* Both models, ready to tag with; `files` must outlive them. */
void dx_pos_files_open(dx_pos_model *out, const dx_pos_files *files);
void dx_pos_files_free(dx_pos_files *files);
/* Fill article.tags.pos and .name, in its arena, of articles with use[article] != 0 (NULL: all). */
void dx_pos_tag_gold(dx_gold *gold, const uint8_t *use, const dx_pos_model *model);

#endif
