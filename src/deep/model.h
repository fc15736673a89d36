/* The transformer's file as it lies in memory. All numbers little-endian; each part on a cache line:
 * dx_deep_head; chain (64 + 8 floats); label weights (8 × 384 floats) and biases (8); gain and shift of the first norm;
 * places (202 × 384 floats); scales of the pieces (floats), their offsets (pieces + 1), their letters, their rows of
 * 384 bytes; then six layers, each: four matrices (queries, keys and values in one; output; inner; outer), each scale,
 * bias, sum, bytes; gain and shift of both norms. */
#ifndef DX_DEEP_MODEL_H
#define DX_DEEP_MODEL_H

#include "base/slice.h"
#include "deep/kernel.h"
#include "tag/chain.h"

enum { DX_DEEP_LAYERS = 6, DX_DEEP_LINE = 64 };

typedef struct dx_deep_head {
	char magic[8];                 /* "dxdeep2" */
	uint32_t pieces, letters;      /* letters: bytes of all pieces together */
	uint32_t unknown, start, stop; /* numbers of [UNK], [CLS], [SEP] */
	uint32_t reserved[9];
} dx_deep_head;

typedef struct dx_deep_layer {
	dx_deep_matrix qkv, output, inner, outer;
	const float *gain[2], *shift[2];
} dx_deep_layer;

typedef struct dx_deep_model {
	const dx_deep_head *head;
	dx_chain chain;
	const float *label_weights, *label_bias; /* [8][384], [8] */
	const float *gain, *shift, *places;
	const float *piece_scale;
	const uint32_t *piece_at; /* offsets into letters */
	const char *letters;
	const int8_t *rows;
	dx_deep_layer layers[DX_DEEP_LAYERS];
} dx_deep_model;

/* false: these bytes are no such model. */
bool dx_deep_open(dx_deep_model *out, dx_slice bytes);

#endif
