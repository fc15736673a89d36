/* Training of the parser: a perceptron with averaged weights and a dynamic oracle (Goldberg and Nivre 2013). */
#ifndef DX_TRAIN_PARSE_TRAIN_H
#define DX_TRAIN_PARSE_TRAIN_H

#include "train/gold.h"
#include "train/rows.h"

/* Train on the articles with use[i] == 1, silver heads and parts of speech in their `tags`; others are passed over.
 * `out` is made, its rows fit into DX_PARSE_BUCKETS buckets: twice as many are no better. Safe to call from several
 * threads. */
enum { DX_PARSE_BUCKETS = 1 << 14 };
void dx_parse_train(const dx_gold *gold, const uint8_t *use, uint32_t epochs, uint64_t seed, dx_rows *out);

#endif
