/* Between the files that read pages. */
#ifndef DX_PAGE_OWN_H
#define DX_PAGE_OWN_H

#include "article/page.h"
#include "base/vec.h"
#include <libxml/HTMLparser.h>

/* A run of text between two borders of blocks. */
typedef struct dx_piece {
	dx_slice text;          /* blanks made one, trimmed; line feeds are <br> */
	uint32_t linked;        /* bytes of it in links */
	const xmlNode *element; /* the block it stands in */
} dx_piece;

typedef struct dx_tree {
	xmlDoc *doc;
	dx_arena *arena;
	DX_VEC(dx_piece) pieces;
} dx_tree;

/* What is known of an element of the page, in its _private. */
typedef struct dx_element {
	uint32_t full; /* bytes of full paragraphs in it */
	bool furniture;
	bool inside; /* it stands in the article's element */
} dx_element;

/* An attribute's value, borrowed from the document. */
dx_slice dx_page_attribute(const xmlNode *node, const char *name);
bool dx_page_is(const xmlNode *node, const char *element);
/* The next node in document order below `top`; NULL: there is none. */
const xmlNode *dx_page_next(const xmlNode *node, const xmlNode *top);

/* What a node and those in it say, blanks made one; in the arena. */
dx_slice dx_page_words(const xmlNode *node, dx_arena *arena);
/* JSON-LD, <meta>, <link>, <time>, <h1>, <title>: what the page says of the article. */
void dx_page_read_head(dx_page *page, const dx_tree *tree);
/* One script of JSON-LD: what it says of an article fills what *page does not know yet. */
void dx_page_read_ld(dx_page *page, dx_slice script, dx_arena *arena);
/* The page's text as pieces; what is never text (scripts, navigation, forms) is left out. */
void dx_page_cut(dx_tree *tree);
/* The pieces that are the article's, joined by empty lines. */
dx_slice dx_page_body(dx_tree *tree);
/* Those wanted, joined so; NULL: all. */
dx_slice dx_page_join(const dx_tree *tree, const bool *wanted);

#endif
