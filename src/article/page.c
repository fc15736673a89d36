#include "article/page.h"

#include "article/line.h"
#include "article/page_own.h"
#include "base/error.h"
#include <pthread.h>

/* Blanks made one, and the signs that are no text left out; paragraphs stay. */
static dx_slice tidied(dx_slice s, dx_arena *arena) {
	char *out = dx_alloc_raw(arena, s.len * 2 + 1);
	size_t o = 0;
	bool blank = false;
	for (size_t i = 0; i < s.len; i++) {
		char c = s.ptr[i];
		bool nbsp = c == '\xC2' && i + 1 < s.len && s.ptr[i + 1] == '\xA0';
		i += nbsp;
		if (c == '\r' && i + 1 < s.len && s.ptr[i + 1] == '\n') continue;
		if (c == '\r') c = '\n';
		if (c == ' ' || c == '\t' || nbsp) {
			blank = o && out[o - 1] != '\n';
		} else if (c) {
			if (blank && c != '\n') out[o++] = ' ';
			blank = false;
			out[o++] = c;
		}
	}
	return dx_line_trim((dx_slice){out, o});
}

dx_slice dx_page_words(const xmlNode *node, dx_arena *arena) {
	size_t size = 0;
	for (const xmlNode *n = node; n; n = dx_page_next(n, node))
		size += n->content ? strlen((const char *)n->content) + 1 : 1;
	char *text = dx_alloc_raw(arena, size), *to = text;
	for (const xmlNode *n = node; n; n = dx_page_next(n, node)) {
		bool words = n->type == XML_TEXT_NODE && n->content;
		for (const char *c = words ? (const char *)n->content : ""; *c; c++) *to++ = *c == '\n' ? ' ' : *c;
		if (dx_page_is(n, "br")) *to++ = ' ';
	}
	return tidied((dx_slice){text, (size_t)(to - text)}, arena);
}

/* A body that is one long line lost its paragraphs: the page's own text has them. One that is much shorter is a
 * teaser. */
static bool body_serves(dx_slice body, dx_slice shown) {
	enum { ONE_PARAGRAPH = 1200, TEASER = 150 }; /* bytes */
	bool lines = memchr(body.ptr, '\n', body.len);
	if (body.len < TEASER || body.len * 2 < shown.len) return false;
	return lines || body.len < ONE_PARAGRAPH || shown.len * 5 < body.len * 4;
}

static dx_slice put_together(dx_slice title, dx_slice body, dx_arena *arena) {
	bool twice =
	    title.len && body.len > title.len && !memcmp(body.ptr, title.ptr, title.len) && body.ptr[title.len] == '\n';
	if (!title.len || twice) return body;
	char *text = dx_alloc_raw(arena, title.len + body.len + 2), *to = mempcpy(text, title.ptr, title.len);
	to = mempcpy(to, "\n\n", 2);
	to = mempcpy(to, body.ptr, body.len);
	return (dx_slice){text, (size_t)(to - text)};
}

typedef struct reading {
	dx_page *page;
	dx_tree tree;
	bool piece;
	dixit_error *error;
	dixit_status status;
} reading;

static dixit_status read_tree(reading *r, dixit_error *error) {
	dx_page *page = r->page;
	dx_arena *arena = r->tree.arena;
	dx_page_cut(&r->tree);
	if (r->piece) {
		page->text = dx_page_join(&r->tree, NULL);
		return DIXIT_OK;
	}
	dx_page_read_head(page, &r->tree);
	dx_slice body = dx_page_body(&r->tree);
	page->about.title = tidied(page->about.title, arena);
	if (dx_page_is_markup(page->body)) {
		dx_page inner = {0};
		dixit_status status = dx_page_read_piece(&inner, page->body, arena, error);
		if (status) return status;
		page->body = inner.text;
	}
	page->body = tidied(page->body, arena);
	if (body_serves(page->body, body)) body = page->body;
	if (!body.len) {
		return dx_fail(error, DIXIT_E_EMPTY,
		               "a page without an article: no paragraph of text on it (scripts may make it)");
	}
	page->text = put_together(page->about.title, body, arena);
	return DIXIT_OK;
}

static void read_guarded(void *context) {
	reading *r = context;
	r->status = read_tree(r, r->error);
}

static dixit_status read_html(reading *r, dx_slice html, dixit_error *error) {
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	const int options =
	    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_COMPACT;
	pthread_once(&once, xmlInitParser);
	memset(r->page, 0, sizeof *r->page);
	r->tree.doc = htmlReadMemory(html.ptr, (int)html.len, NULL, "UTF-8", options);
	if (!r->tree.doc) return dx_fail(error, DIXIT_E_EMPTY, "a page without a text");
	dixit_status status =
	    dx_arena_try(r->tree.arena, read_guarded, r) ? r->status : dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	xmlFreeDoc(r->tree.doc);
	return status;
}

dixit_status dx_page_read(dx_page *page, dx_slice html, dx_arena *arena, dixit_error *error) {
	reading r = {.page = page, .tree = {.arena = arena}, .error = error};
	return read_html(&r, html, error);
}

dixit_status dx_page_read_piece(dx_page *page, dx_slice html, dx_arena *arena, dixit_error *error) {
	reading r = {.page = page, .tree = {.arena = arena}, .piece = true, .error = error};
	return read_html(&r, html, error);
}

bool dx_page_is_markup(dx_slice text) {
	static const char *const openings[] = {"<p>",       "<p ",   "<div",     "<h1",      "<h2",   "<html",
	                                       "<!doctype", "<body", "<article", "<section", "<span", NULL};
	text = dx_line_trim(text);
	bool opens = false;
	for (const char *const *o = openings; *o; o++)
		opens |= text.len > strlen(*o) && !strncasecmp(text.ptr, *o, strlen(*o));
	return opens && (memmem(text.ptr, text.len, "</p>", 4) || memmem(text.ptr, text.len, "</div>", 6));
}
