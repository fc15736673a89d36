/* The compiled rows of furniture.tsv. */
#ifndef DX_PATTERNS_H
#define DX_PATTERNS_H

#include "article/article.h"
#include "article/prefix.h"
#include "base/vec.h"

/* A pattern and one beginning of the lines it may match; mask 0: any. A pattern has as many entries as beginnings. */
typedef struct dx_pattern {
	dx_prefix prefix;
	const dx_rx *rx;
} dx_pattern;

typedef struct dx_pattern_set {
	dx_pattern *items;        /* sorted by the first byte of the beginning */
	uint32_t first[0x81 + 1]; /* items of first byte b: first[b] to first[b + 1]; those of byte 0 may match any line */
} dx_pattern_set;

typedef struct dx_compiled {
	dx_rx *rx;
} dx_compiled;

struct dx_article_patterns {
	dx_arena arena; /* of the lists */
	DX_VEC(dx_compiled) all;
	dx_pattern_set sets[DX_FURN_STOP + 1]; /* by dx_furniture_where */
};

/* Is the whole line one of the set? */
bool dx_pattern_set_match(const dx_pattern_set *set, dx_rx_scratch *scratch, dx_slice line);

#endif
