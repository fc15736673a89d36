/* Items of a reader → articles, whatever form they have. */
#ifndef DX_ARTICLE_RAW_H
#define DX_ARTICLE_RAW_H

#include "article/article.h"
#include "input/fields.h"
#include "input/reader.h"

/* What reading takes beside the item. */
typedef struct dx_article_means {
	const dx_article_patterns *patterns;
	dx_rx_scratch *scratch;
	const dx_fields *fields; /* the user's names; NULL: none */
} dx_article_means;

/* The caller has set path and id. The place of an error is the item's own: dx_raw_place() makes it the file's. What the
 * article's text is, to which all offsets refer, depends on the form:
 * - text: the whole file as decoded;
 * - JSON, tables: the value of the text field. Where that is HTML itself, its text as below, without a headline;
 * - HTML: the headline, an empty line, and the paragraphs of the article with empty lines between them (page.h). */
dixit_status dx_article_from_raw(dx_article *article, const dx_raw *raw, const dx_article_means *means, dx_arena *arena,
                                 dixit_error *error);

/* The parts of the article in a JSON object; text and blocks are the caller's work. */
dixit_status dx_json_read(dx_article *article, dx_slice line, const dx_fields *fields, dx_arena *arena,
                          dixit_error *error);

#endif
