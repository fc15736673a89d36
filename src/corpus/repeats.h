/* The same quotation in several articles is one statement with several pieces of evidence; an article that repeats
 * another one is known as such. */
#ifndef DX_REPEATS_H
#define DX_REPEATS_H

#include "corpus/corpus.h"

/* A statement of an article. */
typedef struct dx_spot {
	uint32_t article, statement;
} dx_spot;

dx_repeats *dx_repeats_new(dixit_corpus *corpus);
void dx_repeats_add(dixit_corpus *corpus, const dixit_record *record, uint32_t article);
/* After dx_identity_settle(): who spoke counts. */
void dx_repeats_settle(dixit_corpus *corpus);
/* The first article that this one repeats, or DX_NONE. */
uint32_t dx_repeated_article(const dixit_corpus *corpus, uint32_t article);
/* The first statement that this one repeats, or itself. */
dx_spot dx_repeated_statement(const dixit_corpus *corpus, uint32_t article, uint32_t statement);
/* The repeats of a first statement, by date, article and number, in `arena`; *count 0: none. */
dixit_evidence *dx_repeats_of(const dixit_corpus *corpus, dx_spot first, dx_arena *arena, uint32_t *count);
/* "ARTICLE#s3" */
dx_slice dx_spot_text(const dixit_corpus *corpus, dx_spot place, dx_arena *arena);

#endif
