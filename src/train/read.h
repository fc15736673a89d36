/* Reading annotated files: lines of plain or xz text, and what they are laid into. Only src/train includes it. */
#ifndef DX_TRAIN_READ_H
#define DX_TRAIN_READ_H

#include "train/gold.h"

/* Say what is wrong and end the program with exit code 1. */
_Noreturn void dx_stop(const char *form, ...) __attribute__((format(printf, 1, 2)));
/* Call `take` for every line (without its line feed, NUL-terminated, changeable). A path that ends in .xz goes through
 * xz(1). */
void dx_each_line(const char *path, void (*take)(void *context, char *line, size_t length, unsigned number),
                  void *context);

/* A token as another parser or an annotator has it. */
typedef struct dx_parsed {
	uint32_t start, end; /* bytes */
	uint8_t pos, name, relation;
	uint32_t head; /* 1-based in its sentence, 0: root */
} dx_parsed;

uint8_t dx_silver_pos(const char *tag);
uint8_t dx_silver_name(const char *kind);
uint8_t dx_silver_relation(const char *name);
/* Lay one sentence over the article's tokens, looking from token `from` on. */
void dx_silver_lay(dx_gold_article *article, const dx_parsed *sentence, uint32_t count, uint32_t from);
/* Where the code points of a text begin, and where the last one ends: count + 1 bytes. */
typedef struct dx_offsets {
	const uint32_t *at;
	uint32_t count;
} dx_offsets;
dx_offsets dx_offsets_of(dx_slice text, dx_arena *arena);

/* Lexicon and patterns of a new gold; the next article's place, zeroed, its arena ready. It counts once the caller has
 * raised `count`. */
void dx_gold_tools(dx_gold *gold);
dx_gold_article *dx_gold_next(dx_gold *gold);
/* Everything up to the mentions, from article.text and article.id; the text is taken as it is. */
void dx_gold_lay_out(dx_gold *gold, dx_gold_article *article, const char *path);
/* dixit_kind of a statement by the quotation regions that the words of its content lie in. */
uint8_t dx_quote_kind(const dx_text *text, const dx_quote *quote);
/* Add the articles of a JSON Lines file, up to `most` in all; those of a folder of brat files. */
void dx_gold_json(dx_gold *gold, const char *path, uint32_t most);
void dx_gold_brat(dx_gold *gold, const char *folder);

#endif
