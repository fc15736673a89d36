/* Articles as tokens with their labels, for trainers written in another language. */
#ifndef DX_TRAIN_TOKENS_H
#define DX_TRAIN_TOKENS_H

#include "train/work.h"

/* JSON Lines; ends the program where `path` cannot be written. */
void dx_tokens_write(const dx_work *work, const char *path);

#endif
