/* What a page says of its article beside the text. */
#include "article/line.h"
#include "article/members.h"
#include "article/page_own.h"
#include "article/published.h"
#include "article/repair.h"

static void fill(dx_slice *to, dx_slice from, dx_arena *arena) {
	from = dx_line_trim(from);
	if (!to->len && from.len) *to = (dx_slice){dx_strndup(arena, from.ptr, from.len), from.len};
}

static void fill_date(dx_article *about, dx_slice from, dx_arena *arena) {
	char day[11];
	if (about->published.len || !dx_line_trim(from).len) return;
	if (dx_published_parse(from, day))
		fill(&about->published, (dx_slice){day, 10}, arena);
	else
		fill(&about->unread_date, from, arena);
}

/* Only addresses: a canonical link may be "/". */
static void fill_url(dx_slice *to, dx_slice from, dx_arena *arena) {
	if (from.len > 8 && !strncasecmp(from.ptr, "http", 4)) fill(to, from, arena);
}

/* Types of schema.org that are news articles: NewsArticle, ReportageNewsArticle, Article, BlogPosting … */
static bool is_article_type(const json_t *type) {
	if (json_is_array(type)) {
		for (size_t i = 0; i < json_array_size(type); i++) {
			if (is_article_type(json_array_get(type, i))) return true;
		}
		return false;
	}
	const char *s = json_string_value(type);
	size_t n = s ? strlen(s) : 0;
	return (n >= 7 && !strcmp(s + n - 7, "Article")) ||
	       (s && (!strcmp(s, "BlogPosting") || !strcmp(s, "LiveBlogPosting")));
}

/* The first object that is an article, itself or in @graph, a list or mainEntity. */
static const json_t *find_article(const json_t *value, unsigned depth) {
	static const char *const inside[] = {"@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"};
	enum { DEPTH_MAX = 6 };
	const json_t *found = NULL;
	if (depth == DEPTH_MAX) return NULL;
	if (json_is_object(value) && is_article_type(json_object_get(value, "@type"))) return value;
	for (size_t i = 0; !found && i < json_array_size(value); i++)
		found = find_article(json_array_get(value, i), depth + 1);
	for (size_t i = 0; !found && json_is_object(value) && i < sizeof inside / sizeof *inside; i++) {
		found = find_article(json_object_get(value, inside[i]), depth + 1);
	}
	return found;
}

static void take_article(dx_page *page, const json_t *object, dx_arena *arena) {
	dx_article said = {0};
	dx_slice body;
	dx_members_read(&said, object, NULL, arena);
	fill(&page->about.title, said.title, arena);
	fill(&page->about.publisher, said.publisher, arena);
	fill(&page->about.published, said.published, arena);
	fill(&page->about.unread_date, said.unread_date, arena);
	fill_url(&page->about.url, said.url, arena);
	fill(&page->about.language, said.language, arena);
	body = (dx_slice){json_string_value(json_object_get(object, "articleBody")),
	                  json_string_length(json_object_get(object, "articleBody"))};
	fill(&page->body, body, arena);
}

typedef struct script_ld {
	dx_page *page;
	const json_t *root;
	dx_arena *arena;
} script_ld;

static void take_script(void *context) {
	const script_ld *s = context;
	const json_t *article = find_article(s->root, 0);
	if (article) take_article(s->page, article, s->arena);
}

void dx_page_read_ld(dx_page *page, dx_slice script, dx_arena *arena) {
	json_error_t why;
	dx_slice mended = dx_repair_json(script, arena);
	json_t *root =
	    json_loadb(mended.ptr, mended.len, JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL | JSON_DISABLE_EOF_CHECK, &why);
	script_ld read = {page, root, arena};
	bool whole = dx_arena_try(arena, take_script, &read);
	json_decref(root);
	if (!whole) longjmp(arena->recover, 1);
}

typedef enum part { TITLE, PUBLISHED, PUBLISHER, URL, LANGUAGE } part;

/* <meta property= or name= or itemprop=>, best first. */
static const struct {
	const char *name;
	part part;
} metas[] = {
    {"og:title", TITLE},
    {"twitter:title", TITLE},
    {"article:published_time", PUBLISHED},
    {"og:article:published_time", PUBLISHED},
    {"datePublished", PUBLISHED},
    {"parsely-pub-date", PUBLISHED},
    {"sailthru.date", PUBLISHED},
    {"dc.date.issued", PUBLISHED},
    {"dc.date", PUBLISHED},
    {"DC.date.created", PUBLISHED},
    {"publishdate", PUBLISHED},
    {"publish-date", PUBLISHED},
    {"pubdate", PUBLISHED},
    {"article.published", PUBLISHED},
    {"date", PUBLISHED},
    {"og:site_name", PUBLISHER},
    {"application-name", PUBLISHER},
    {"dc.publisher", PUBLISHER},
    {"og:url", URL},
    {"og:locale", LANGUAGE},
};
enum { METAS = sizeof metas / sizeof *metas };

typedef struct finds {
	dx_slice meta[METAS], canonical, time, heading, title, language;
	unsigned headings;
} finds;

static void find_meta(finds *f, const xmlNode *node) {
	static const char *const attributes[] = {"property", "name", "itemprop"};
	dx_slice content = dx_page_attribute(node, "content");
	for (size_t k = 0; content.len && k < sizeof attributes / sizeof *attributes; k++) {
		dx_slice name = dx_page_attribute(node, attributes[k]);
		for (size_t i = 0; name.len && i < METAS; i++) {
			bool same = strlen(metas[i].name) == name.len && !strncasecmp(metas[i].name, name.ptr, name.len);
			if (same && !f->meta[i].len) f->meta[i] = content;
		}
	}
}

static void find_time(finds *f, const xmlNode *node) {
	dx_slice day = dx_page_attribute(node, "datetime");
	if (!f->time.len) f->time = day;
}

static void find_script(dx_page *page, const xmlNode *node, dx_arena *arena) {
	dx_slice type = dx_page_attribute(node, "type");
	bool ld = type.len >= 19 && !strncasecmp(type.ptr, "application/ld+json", 19);
	const char *content = ld && node->children ? (const char *)node->children->content : NULL;
	if (content) dx_page_read_ld(page, dx_slice_of(content), arena);
}

static void find(dx_page *page, finds *f, const dx_tree *tree) {
	const xmlNode *root = xmlDocGetRootElement(tree->doc);
	for (const xmlNode *n = root; n; n = dx_page_next(n, root)) {
		if (n->type != XML_ELEMENT_NODE) continue;
		if (dx_page_is(n, "meta")) find_meta(f, n);
		if (dx_page_is(n, "script")) find_script(page, n, tree->arena);
		if (dx_page_is(n, "time")) find_time(f, n);
		if (dx_page_is(n, "html")) f->language = dx_page_attribute(n, "lang");
		if (dx_page_is(n, "title") && !f->title.len) f->title = dx_page_words(n, tree->arena);
		if (dx_page_is(n, "h1") && f->headings++ == 0) f->heading = dx_page_words(n, tree->arena);
		bool canonical = dx_page_is(n, "link") && dx_slice_eq(dx_page_attribute(n, "rel"), DX_LIT("canonical"));
		if (canonical && !f->canonical.len) f->canonical = dx_page_attribute(n, "href");
	}
}

/* "Ministers meet in Oslo | Nordic Times", "… - BBC News": without the name of the site. */
static dx_slice without_site(dx_slice title, dx_slice publisher, dx_slice heading) {
	static const char *const signs[] = {" | ", " - ", " – ", " — ", " · ", " :: ", " » "};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		size_t n = strlen(signs[i]);
		const char *at = NULL, *next = title.ptr;
		while (next && (next = memmem(next, title.len - (size_t)(next - title.ptr), signs[i], n))) at = next++;
		if (!at) continue;
		dx_slice front = {title.ptr, (size_t)(at - title.ptr)}, back = {at + n, title.len - front.len - n};
		bool site = publisher.len && back.len >= publisher.len && !strncasecmp(back.ptr, publisher.ptr, publisher.len);
		if (site || dx_slice_eq(front, heading)) return dx_line_trim(front);
	}
	return title;
}

/* JSON-LD was read on the way. */
void dx_page_read_head(dx_page *page, const dx_tree *tree) {
	dx_article *about = &page->about;
	dx_slice *const to[] = {&about->title, &about->published, &about->publisher, &about->url, &about->language};
	finds f = {0};
	char day[11];
	find(page, &f, tree);
	for (size_t i = 0; i < METAS; i++) {
		if (metas[i].part == PUBLISHED)
			fill_date(about, f.meta[i], tree->arena);
		else if (metas[i].part == URL)
			fill_url(to[URL], f.meta[i], tree->arena);
		else
			fill(to[metas[i].part], f.meta[i], tree->arena);
	}
	fill_url(&about->url, f.canonical, tree->arena);
	if (dx_published_parse(f.time, day)) fill(&about->published, (dx_slice){day, 10}, tree->arena); /* or "PT4M" */
	if (f.headings == 1) fill(&about->title, f.heading, tree->arena);
	fill(&about->title, f.title, tree->arena);
	fill(&about->language, f.language, tree->arena);
	about->title = without_site(about->title, about->publisher, f.heading);
}
