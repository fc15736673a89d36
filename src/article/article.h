/* One article, decoded, with its blocks (lines and paragraphs) told apart: what is told, headlines, page furniture and
 * repeats. Offsets everywhere count the bytes of `text`. */
#ifndef DX_ARTICLE_H
#define DX_ARTICLE_H

#include "base/arena.h"
#include "base/rx.h"
#include "lexicon/lexicon.h"

typedef enum dx_block_role {
	DX_BLOCK_BODY,
	DX_BLOCK_HEADLINE,  /* the article's own title line, bullets under it; not quoted from */
	DX_BLOCK_FURNITURE, /* Share:, Related News, headlines of other stories, photo credits; never quoted from */
	DX_BLOCK_REPEAT     /* the same paragraph or headline stood before */
} dx_block_role;

/* A paragraph: a line, or the lines that a wrapped paragraph is spread over (blocks.h says which). */
typedef struct dx_block {
	uint32_t start, end; /* bytes, outer white space left out */
	uint8_t role;
} dx_block;

typedef struct dx_article {
	dx_slice text;                                                 /* well-formed UTF-8 */
	dx_slice id, path, url, publisher, title, published, language; /* len 0: unknown; published YYYY-MM-DD */
	dx_slice unread_date; /* what the article gave as its day where it is none that is understood, len 0: nothing */
	char sha256[65];      /* of text, hexadecimal */
	dx_block *blocks;
	uint32_t block_count;
} dx_article;

/* The compiled patterns of furniture.tsv; made once, shared by all threads. A pattern that doesn't compile is
 * DIXIT_E_FORMAT and named. */
typedef struct dx_article_patterns dx_article_patterns;
dixit_status dx_article_patterns_new(dx_article_patterns **out, const dx_lexicon *lexicon, dixit_error *error);
void dx_article_patterns_free(dx_article_patterns *patterns);

/* All three: the caller has set id and path, and what they don't find in the article they leave as the caller set it.
 * The article may point into what it was made from. An article without a word of text is DIXIT_E_EMPTY, one over
 * DIXIT_ARTICLE_MAX bytes DIXIT_E_TOO_LONG. Errors carry the byte; file and line are the caller's to add. */

/* Bytes of a text file → article: encoding told (BOM, UTF-8, UTF-16, uchardet + iconv), NUL bytes dropped, CR LF and CR
 * made LF (so offsets count a line end as one), binary refused (DIXIT_E_FORMAT), date line and title read, blocks
 * marked. */
dixit_status dx_article_from_file(dx_article *article, dx_slice bytes, const dx_article_patterns *patterns,
                                  dx_rx_scratch *scratch, dx_arena *arena, dixit_error *error);
/* One line of JSON Lines → article (contract, "Input"). The text is the value of "text" as decoded: CR is kept and is
 * white space; only NUL (\u0000) is dropped. "published" or "date" becomes YYYY-MM-DD or, where it is no date, nothing;
 * an "id" may be a number. Faults inside strings (ill-formed UTF-8, raw control characters, lone surrogates) are read
 * as U+FFFD; other faults are DIXIT_E_FORMAT. */
dixit_status dx_article_from_json(dx_article *article, dx_slice line, const dx_article_patterns *patterns,
                                  dx_rx_scratch *scratch, dx_arena *arena, dixit_error *error);
/* article->text, well-formed UTF-8 that the caller has set, taken as it is: nothing is decoded, folded or dropped, so
 * offsets are the caller's own. The rest as for a text file. */
dixit_status dx_article_from_text(dx_article *article, const dx_article_patterns *patterns, dx_rx_scratch *scratch,
                                  dx_arena *arena, dixit_error *error);

#endif
