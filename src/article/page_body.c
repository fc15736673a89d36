/* Which pieces of a page are the article's. */
#include "article/line.h"
#include "article/page_own.h"
#include <ctype.h>

enum {
	FULL = 80,         /* bytes of a full paragraph */
	SHORT = 40,        /* below that only what ends as a sentence does is text */
	NEARLY = 90,       /* per cent of the full paragraphs that the article's element holds */
	HALF = 50,         /* the same for an element that says it is the article */
	FURNITURE_MAX = 40 /* per cent of the full paragraphs that an element called furniture may hold */
};

/* Words in class and id of what stands on a page and is not the article. Words that frameworks use for any block
 * (widget, hidden, meta) are none. */
static const char *const furniture_words[] = {"share",
                                              "sharing",
                                              "social",
                                              "related",
                                              "recommended",
                                              "recommendations",
                                              "recommendation",
                                              "recirc",
                                              "newsletter",
                                              "subscribe",
                                              "subscription",
                                              "promo",
                                              "promotion",
                                              "advert",
                                              "advertisement",
                                              "ad",
                                              "ads",
                                              "adslot",
                                              "banner",
                                              "sponsored",
                                              "sponsor",
                                              "comment",
                                              "comments",
                                              "disqus",
                                              "sidebar",
                                              "breadcrumb",
                                              "breadcrumbs",
                                              "cookie",
                                              "cookies",
                                              "consent",
                                              "gdpr",
                                              "trending",
                                              "popular",
                                              "footer",
                                              "nav",
                                              "navbar",
                                              "navigation",
                                              "menu",
                                              "popup",
                                              "modal",
                                              "overlay",
                                              "caption",
                                              "credit",
                                              "byline",
                                              "author",
                                              "authors",
                                              "timestamp",
                                              "tags",
                                              "topics",
                                              "toolbar",
                                              "paywall",
                                              "signup",
                                              "login",
                                              "readmore",
                                              "teaser",
                                              "teasers",
                                              "outbrain",
                                              "taboola",
                                              "gallery",
                                              "masthead",
                                              "copyright",
                                              "disclaimer",
                                              NULL};
static const char *const furniture_classes[] = {"sr-only",   "visually-hidden", "screen-reader-text", "read-more",
                                                "most-read", "see-also",        "more-stories",       NULL};
/* Class or id of what holds the article's paragraphs. */
static const char *const body_words[] = {"articlebody",  "article-body",    "article__body",
                                         "article_body", "article-content", "article__content",
                                         "article-text", "story-body",      "story__body",
                                         "storybody",    "story-content",   "entry-content",
                                         "post-content", "post-body",       "post__content",
                                         "content-body", "field-name-body", "body-content",
                                         "main-content", "maincontent",     NULL};

static dx_element *info(const xmlNode *node) { return node->_private; }

/* A paragraph of prose, by its length, its links and its end. */
static bool is_full(const dx_piece *p) {
	return p->text.len >= FULL && (uint64_t)p->linked * 5 < p->text.len * 2 &&
	       (dx_line_ends_sentence(p->text) || dx_line_has_two_sentences(p->text));
}

/* Is one of the words of `s`, as they stand between other signs than letters, in the table? */
static bool says(dx_slice s, const char *const *table) {
	for (size_t i = 0; i < s.len;) {
		size_t n = 0;
		while (i + n < s.len && isalpha((unsigned char)s.ptr[i + n])) n++;
		for (const char *const *word = table; n && *word; word++) {
			if (strlen(*word) == n && !strncasecmp(*word, s.ptr + i, n)) return true;
		}
		i += n ? n : 1;
	}
	return false;
}

/* The same for whole names of classes. */
static bool is_called(dx_slice s, const char *const *table) {
	for (size_t i = 0; i < s.len;) {
		size_t n = strcspn(s.ptr + i, " \t\n");
		for (const char *const *word = table; n && *word; word++) {
			if (strlen(*word) == n && !strncasecmp(*word, s.ptr + i, n)) return true;
		}
		i += n + 1;
	}
	return false;
}

static bool is_named_body(const xmlNode *node) {
	dx_slice role = dx_page_attribute(node, "role"), property = dx_page_attribute(node, "itemprop");
	return dx_page_is(node, "article") || dx_page_is(node, "main") || dx_slice_eq(role, DX_LIT("main")) ||
	       dx_slice_eq(role, DX_LIT("article")) || dx_slice_eq(property, DX_LIT("articleBody")) ||
	       is_called(dx_page_attribute(node, "class"), body_words) ||
	       is_called(dx_page_attribute(node, "id"), body_words);
}

static bool is_furniture(const xmlNode *node, uint32_t all) {
	static const char *const never[] = {"html", "body", "article", "main", "p", NULL};
	for (const char *const *name = never; *name; name++) {
		if (dx_page_is(node, *name)) return false;
	}
	dx_slice class = dx_page_attribute(node, "class");
	bool said = says(class, furniture_words) || says(dx_page_attribute(node, "id"), furniture_words) ||
	            is_called(class, furniture_classes) || dx_page_is(node, "form");
	return said && (uint64_t)info(node)->full * 100 < (uint64_t)all * FURNITURE_MAX;
}

/* Bytes of full paragraphs in every element; with `clean`, those in furniture count not. */
static void count_full(const dx_tree *tree, const xmlNode *root, bool clean) {
	const xmlNode *last = root, *next;
	for (const xmlNode *n = root; n; n = dx_page_next(n, root)) {
		if (n->type == XML_ELEMENT_NODE) info(n)->full = 0;
	}
	for (uint32_t i = 0; i < tree->pieces.count; i++) {
		const dx_piece *p = &tree->pieces.items[i];
		if (is_full(p) && !(clean && info(p->element)->furniture)) {
			info(p->element)->full += (uint32_t)p->text.len;
		}
	}
	/* Children before parents: the document backwards. */
	while ((next = dx_page_next(last, root))) last = next;
	for (const xmlNode *n = last; n != root;) {
		if (n->type == XML_ELEMENT_NODE) info(n->parent)->full += info(n)->full;
		if (!n->prev) {
			n = n->parent;
			continue;
		}
		n = n->prev;
		while (n->last && n->type == XML_ELEMENT_NODE) n = n->last;
	}
}

static void mark_furniture(const xmlNode *root) {
	uint32_t all = info(root)->full;
	for (const xmlNode *n = root; n; n = dx_page_next(n, root)) {
		if (n->type != XML_ELEMENT_NODE) continue;
		info(n)->furniture = (n != root && info(n->parent)->furniture) || is_furniture(n, all);
	}
}

/* Of the elements that say they hold the article the smallest one that has most of it. */
static const xmlNode *named_article(const xmlNode *root) {
	const xmlNode *best = NULL;
	uint64_t all = info(root)->full;
	for (const xmlNode *n = root; n; n = dx_page_next(n, root)) {
		if (n->type != XML_ELEMENT_NODE || !info(n)->full || info(n)->furniture || !is_named_body(n)) continue;
		/* An <article> in a <main> with other stories is the one to take; a part of an article is not. */
		bool whole = !best || dx_page_is(n, "article");
		uint64_t least = whole ? all * HALF : (uint64_t)info(best)->full * NEARLY;
		if ((uint64_t)info(n)->full * 100 >= least) best = n;
	}
	return best;
}

/* The smallest element that holds nearly all full paragraphs. */
static const xmlNode *dense_article(const xmlNode *root) {
	const xmlNode *at = root, *next = root;
	while (next) {
		at = next;
		next = NULL;
		for (const xmlNode *n = at->children; n && info(root)->full; n = n->next) {
			bool most = n->type == XML_ELEMENT_NODE && !dx_page_is(n, "p") &&
			            (uint64_t)info(n)->full * 100 >= (uint64_t)info(root)->full * NEARLY;
			if (most) next = n;
		}
	}
	return at;
}

static bool in_element(const xmlNode *node, const char *const *names) {
	for (; *names; names++) {
		if (dx_page_is(node, *names)) return true;
	}
	return false;
}

/* A piece of the article's element: prose, a sub-heading, or neither. */
static bool is_prose(const dx_piece *p) {
	static const char *const loose[] = {"li", "td", "th", "dd", "dt", "div", "section", NULL};
	bool sentence = dx_line_ends_sentence(p->text);
	if ((uint64_t)p->linked * 2 > p->text.len && !(sentence && p->text.len > 2 * FULL)) return false;
	return sentence || p->text.len >= FULL || (!in_element(p->element, loose) && p->text.len >= SHORT);
}

static bool is_heading(const dx_piece *p) {
	static const char *const names[] = {"h2", "h3", "h4", NULL};
	return in_element(p->element, names) && (uint64_t)p->linked * 2 <= p->text.len;
}

/* Headings stay where prose follows; what stands outside the full paragraphs stays where it is a sentence, or a bullet
 * under the title. */
static void choose(const dx_tree *tree, bool *wanted) {
	uint32_t n = tree->pieces.count, first = n, last = n;
	for (uint32_t i = 0; i < n; i++) {
		const dx_element *e = info(tree->pieces.items[i].element);
		if (!e->inside || e->furniture || !is_full(&tree->pieces.items[i])) continue;
		if (first == n) first = i;
		last = i;
	}
	for (uint32_t i = 0; i < n; i++) {
		const dx_piece *p = &tree->pieces.items[i];
		if (!info(p->element)->inside || info(p->element)->furniture || dx_page_is(p->element, "h1")) continue;
		bool bullet = i < first && p->text.len >= SHORT && !p->linked && dx_line_unbullet(p->text).ptr != p->text.ptr;
		bool outside = bullet || (dx_line_ends_sentence(p->text) && is_prose(p));
		wanted[i] = i >= first && i <= last ? is_prose(p) || is_heading(p) : outside;
	}
}

static void mark_inside(const xmlNode *article) {
	for (const xmlNode *n = article; n; n = dx_page_next(n, article)) {
		if (n->type == XML_ELEMENT_NODE) info(n)->inside = true;
	}
}

dx_slice dx_page_body(dx_tree *tree) {
	const xmlNode *root = xmlDocGetRootElement(tree->doc);
	if (!root || !tree->pieces.count) return (dx_slice){0};
	for (const xmlNode *n = root; n; n = dx_page_next(n, root)) {
		if (n->type == XML_ELEMENT_NODE) ((xmlNode *)(uintptr_t)n)->_private = DX_NEW(tree->arena, dx_element, 1);
	}
	count_full(tree, root, false);
	mark_furniture(root);
	count_full(tree, root, true);
	const xmlNode *article = named_article(root);
	mark_inside(article ? article : dense_article(root));
	bool *wanted = DX_NEW(tree->arena, bool, tree->pieces.count);
	choose(tree, wanted);
	return dx_page_join(tree, wanted);
}

dx_slice dx_page_join(const dx_tree *tree, const bool *wanted) {
	size_t size = 1;
	for (uint32_t i = 0; i < tree->pieces.count; i++) size += tree->pieces.items[i].text.len + 2;
	char *text = dx_alloc_raw(tree->arena, size), *to = text;
	for (uint32_t i = 0; i < tree->pieces.count; i++) {
		if (wanted && !wanted[i]) continue;
		if (to > text) to = mempcpy(to, "\n\n", 2);
		to = mempcpy(to, tree->pieces.items[i].text.ptr, tree->pieces.items[i].text.len);
	}
	return (dx_slice){text, (size_t)(to - text)};
}
