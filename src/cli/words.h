/* Options that take one of a few words: the parser, its messages and the completion read one table. */
#ifndef DX_CLI_WORDS_H
#define DX_CLI_WORDS_H

#include "cli/args.h"

/* Word number i that the option takes; NULL: no more, or it takes other things than words. */
const char *dx_word_at(const char *command, const char *option, unsigned i);
/* May several be given, with commas? */
bool dx_words_several(const char *command, const char *option);

/* What the word given means (dixit.h, or its number); *value is left alone where the option was not given. false: there
 * is no such word, which is told on stderr. */
bool dx_args_word(const dx_args *args, const char *option, unsigned *value);
/* "judge,deny" as bits of what they mean; given twice, both count. */
bool dx_args_words(const dx_args *args, const char *option, unsigned *bits);

#endif
