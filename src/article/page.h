/* An HTML page → the article on it. The only user of libxml2's HTML parser.
 *
 * What is known of the article comes from JSON-LD (schema.org's NewsArticle and its kin), then from Open Graph and
 * other <meta>, then from the page itself. Its text is the headline, an empty line, and its paragraphs with empty lines
 * between them: those of JSON-LD's articleBody where that has paragraphs, else those of the page. Which of the page's
 * blocks are paragraphs of the article is told by where they stand (an element that says it is the article, or the
 * smallest that holds nearly all full paragraphs), by the links in them and by what the elements around them are called
 * (after Kohlschütter, Fankhauser, Nejdl 2010, Boilerplate Detection using Shallow Text Features). */
#ifndef DX_PAGE_H
#define DX_PAGE_H

#include "article/article.h"

typedef struct dx_page {
	dx_article about; /* title, published or unread_date, publisher, url, language as the page tells them */
	dx_slice body;    /* JSON-LD's articleBody */
	dx_slice text;
} dx_page;

/* `html` is well-formed UTF-8. Everything in *page is in the arena. DIXIT_E_EMPTY: no text on it. */
dixit_status dx_page_read(dx_page *page, dx_slice html, dx_arena *arena, dixit_error *error);
/* A field that holds HTML: all of its paragraphs, no headline. */
dixit_status dx_page_read_piece(dx_page *page, dx_slice html, dx_arena *arena, dixit_error *error);
/* Does a text begin with a tag of HTML and have paragraphs in tags? */
bool dx_page_is_markup(dx_slice text);

#endif
