/* The document → pieces of text, each in its block. */
#include "article/line.h"
#include "article/page_own.h"
#include "base/utf8.h"

dx_slice dx_page_attribute(const xmlNode *node, const char *name) {
	if (node->type != XML_ELEMENT_NODE) return (dx_slice){0};
	for (const xmlAttr *a = node->properties; a; a = a->next) {
		bool same = !xmlStrcasecmp(a->name, BAD_CAST name) && a->children && a->children->content;
		if (same) return dx_slice_of((const char *)a->children->content);
	}
	return (dx_slice){0};
}

bool dx_page_is(const xmlNode *node, const char *element) {
	return node->type == XML_ELEMENT_NODE && !xmlStrcasecmp(node->name, BAD_CAST element);
}

const xmlNode *dx_page_next(const xmlNode *node, const xmlNode *top) {
	if (node->children && node->type != XML_ENTITY_REF_NODE) return node->children;
	while (node && node != top && !node->next) node = node->parent;
	return !node || node == top ? NULL : node->next;
}

static bool among(const xmlNode *node, const char *const *names) {
	for (; *names; names++) {
		if (!xmlStrcasecmp(node->name, BAD_CAST * names)) return true;
	}
	return false;
}

static bool is_never_text(const xmlNode *node) {
	static const char *const names[] = {"script", "style",  "noscript", "template", "svg",    "math",  "iframe",
	                                    "object", "button", "select",   "textarea", "nav",    "aside", "footer",
	                                    "figure", "audio",  "video",    "head",     "dialog", "menu",  "figcaption",
	                                    "canvas", "map",    "input",    "label",    NULL};
	static const char *const roles[] = {"navigation", "complementary", "banner", "contentinfo",
	                                    "search",     "dialog",        NULL};
	if (among(node, names)) return true;
	dx_slice role = dx_page_attribute(node, "role"), style = dx_page_attribute(node, "style");
	for (const char *const *r = roles; role.len && *r; r++) {
		if (dx_slice_eq(role, dx_slice_of(*r))) return true;
	}
	if (style.len && (strcasestr(style.ptr, "display:none") || strcasestr(style.ptr, "display: none"))) return true;
	if (dx_slice_eq(dx_page_attribute(node, "aria-hidden"), DX_LIT("true"))) return true;
	for (const xmlAttr *a = node->properties; a; a = a->next) {
		if (!xmlStrcasecmp(a->name, BAD_CAST "hidden")) return true;
	}
	return false;
}

static bool is_inline(const xmlNode *node) {
	static const char *const names[] = {"a",    "abbr", "acronym", "b",     "bdi",  "bdo",    "big",    "cite", "code",
	                                    "data", "del",  "dfn",     "em",    "font", "i",      "ins",    "kbd",  "mark",
	                                    "q",    "s",    "samp",    "small", "span", "strike", "strong", "sub",  "sup",
	                                    "time", "tt",   "u",       "var",   "wbr",  "img",    "o:p",    NULL};
	return among(node, names);
}

/* The block that a node stands in. */
static const xmlNode *block_of(const xmlNode *node) {
	while (node->parent && node->parent->type == XML_ELEMENT_NODE && is_inline(node)) node = node->parent;
	return node;
}

/* Text in the making. No text of a page is longer than the page: that much room is taken at once. */
typedef struct writer {
	dx_tree *tree;
	char *to, *limit; /* room left */
	char *start;      /* of the piece */
	uint32_t linked;
	unsigned links; /* <a> around the place */
	unsigned pres;  /* <pre> around it */
	bool blank;     /* a blank is due before the next letter */
} writer;

static void put(writer *w, const char *s, size_t n) {
	if (w->blank && w->to > w->start && w->to[-1] != '\n' && w->to < w->limit) *w->to++ = ' ';
	w->blank = false;
	if ((size_t)(w->limit - w->to) < n) n = (size_t)(w->limit - w->to);
	memcpy(w->to, s, n);
	w->to += n;
	if (w->links) w->linked += (uint32_t)n;
}

static void finish(writer *w, const xmlNode *element) {
	dx_slice text = dx_line_trim((dx_slice){w->start, (size_t)(w->to - w->start)});
	if (text.len) *DX_PUSH(w->tree->arena, &w->tree->pieces) = (dx_piece){text, w->linked, element};
	w->start = w->to;
	w->linked = 0;
	w->blank = false;
}

/* Two line breaks in a row end a paragraph. */
static void line_break(writer *w, const xmlNode *element) {
	if (w->to > w->start && w->to[-1] == '\n')
		finish(w, element);
	else if (w->to > w->start && w->to < w->limit)
		*w->to++ = '\n';
	w->blank = false;
}

/* C1 controls out of numeric entities stand for what Windows-1252 has there, as in browsers. */
static uint32_t as_meant(uint32_t cp) {
	static const uint16_t marks[] = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	                                 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
	                                 0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	                                 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};
	return cp >= 0x80 && cp < 0xA0 && marks[cp - 0x80] ? marks[cp - 0x80] : cp;
}

static void add_text(writer *w, const xmlNode *node) {
	dx_slice s = dx_slice_of((const char *)node->content);
	for (size_t i = 0, n; i < s.len; i += n) {
		uint32_t cp;
		char out[4];
		n = dx_utf8_decode(s.ptr + i, s.len - i, &cp);
		if (cp == '\n' && w->pres)
			line_break(w, block_of(node->parent));
		else if (cp == ' ' || cp == '\n' || cp == '\t' || cp == '\r' || cp == '\f' || cp == 0xA0)
			w->blank = true;
		else if (cp != 0xAD && cp != 0x200B && cp != 0xFEFF && cp >= 0x20)
			put(w, out, dx_utf8_encode(as_meant(cp), out));
	}
}

/* Borders, links and marks at the beginning (`by` 1) and the end (-1) of an element. */
static void edge(writer *w, const xmlNode *node, int by) {
	if (dx_page_is(node, "a")) w->links += (unsigned)by;
	if (dx_page_is(node, "q")) put(w, by > 0 ? "“" : "”", 3);
	if (dx_page_is(node, "br")) {
		if (by > 0) line_break(w, block_of(node->parent));
	} else if (!is_inline(node)) {
		finish(w, by > 0 ? block_of(node->parent) : node);
	}
	if (dx_page_is(node, "pre")) w->pres += (unsigned)by;
}

static size_t size_of(const xmlNode *root) {
	size_t size = 0;
	for (const xmlNode *node = root; node; node = dx_page_next(node, root)) {
		bool text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
		size += text && node->content ? strlen((const char *)node->content) * 3 / 2 + 2 : 8;
	}
	return size;
}

void dx_page_cut(dx_tree *tree) {
	const xmlNode *root = xmlDocGetRootElement(tree->doc), *node = root;
	if (!root) return;
	size_t size = size_of(root);
	writer w = {.tree = tree, .to = dx_alloc_raw(tree->arena, size)};
	w.start = w.to;
	w.limit = w.to + size;
	while (node) {
		bool element = node->type == XML_ELEMENT_NODE, enter = element && !is_never_text(node);
		bool text = node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
		if (enter) edge(&w, node, 1);
		if (element && !enter && !is_inline(node)) finish(&w, block_of(node->parent ? node->parent : node));
		if (text && node->content) add_text(&w, node);
		if (enter && node->children) {
			node = node->children;
			continue;
		}
		if (enter) edge(&w, node, -1);
		while (node != root && !node->next) {
			node = node->parent;
			edge(&w, node, -1);
		}
		node = node == root ? NULL : node->next;
	}
	finish(&w, root);
}
