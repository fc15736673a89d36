#include "input/fields.h"

/* dixit's own name first, then, as far as they differ: news-please (maintext, date_publish, source_domain), newspaper4k
 * (publish_date, meta_site_name, canonical_link), trafilatura (raw_text, hostname, source-hostname), Fundus (body,
 * plaintext, publishing_date, html.*), Media Cloud (media_name, publish_date, story_text), GDELT (seendate, domain),
 * the HuggingFace sets (plain_text, article, document), NewsAPI (publishedAt, source.name), the Guardian's API
 * (webTitle …), Event Registry (dateTime, source.title), Webz.io (thread.*), Aylien (links.permalink), schema.org. */
static const char *const text_names[] = {"text",
                                         "maintext",
                                         "plain_text",
                                         "plaintext",
                                         "body",
                                         "articleBody",
                                         "article_body",
                                         "article_text",
                                         "story_text",
                                         "full_text",
                                         "fulltext",
                                         "body_text",
                                         "bodyText",
                                         "fields.bodyText",
                                         "fields.body",
                                         "content",
                                         "content.rendered",
                                         "article",
                                         "text_content",
                                         "textContent",
                                         "main_text",
                                         "raw_text",
                                         "document",
                                         "story",
                                         "html",
                                         "raw_html",
                                         NULL};
static const char *const title_names[] = {"title",   "headline",      "title.rendered", "headline.main", "webTitle",
                                          "heading", "article_title", "news_title",     "thread.title",  NULL};
static const char *const date_names[] = {
    "published",        "date",           "date_publish",       "publish_date", "publishing_date", "published_at",
    "publishedAt",      "published_date", "publication_date",   "pub_date",     "pubDate",         "pubdate",
    "datePublished",    "date_published", "webPublicationDate", "dateTime",     "datetime",        "seendate",
    "thread.published", "date_modify",    "created_at",         "timestamp",    "html.crawl_date", NULL};
static const char *const publisher_names[] = {
    "publisher", "publisher.name", "source.name",    "source.title",    "media_name",
    "sitename",  "site_name",      "meta_site_name", "source_name",     "publication",
    "newspaper", "outlet",         "source_domain",  "source-hostname", "hostname",
    "domain",    "source",         "site",           "thread.site",     "html.source_info.publisher",
    NULL};
static const char *const id_names[] = {"id",  "uuid",     "guid", "article_id", "articleId", "story_id", "stories_id",
                                       "_id", "_id.$oid", "uri",  "doc_id",     "docid",     NULL};
static const char *const url_names[] = {"url",
                                        "link",
                                        "article_url",
                                        "source_url",
                                        "canonical_url",
                                        "canonical_link",
                                        "web_url",
                                        "webUrl",
                                        "permalink",
                                        "links.permalink",
                                        "href",
                                        "html.responded_url",
                                        "html.requested_url",
                                        "mainEntityOfPage.@id",
                                        "mainEntityOfPage",
                                        "source",
                                        NULL};
static const char *const language_names[] = {"language", "lang", "inLanguage", "meta_lang", NULL};

static const char *const *const tables[DX_NAMED_COUNT] = {text_names, title_names, date_names,    publisher_names,
                                                          id_names,   url_names,   language_names};

dx_fields dx_fields_of(const dixit_fields *fields) {
	return (dx_fields){{[DX_NAMED_TEXT] = fields->text,
	                    [DX_NAMED_TITLE] = fields->title,
	                    [DX_NAMED_DATE] = fields->published,
	                    [DX_NAMED_PUBLISHER] = fields->publisher,
	                    [DX_NAMED_ID] = fields->id,
	                    [DX_NAMED_URL] = fields->url}};
}

const char *dx_named_name(const dx_fields *fields, dx_named field, unsigned i) {
	if (fields && fields->own[field]) return i ? NULL : fields->own[field];
	return tables[field][i];
}

static char folded(char c) {
	if (c >= 'A' && c <= 'Z') return (char)(c | 0x20);
	return c == ' ' || c == '-' ? '_' : c;
}

static bool same(const char *name, dx_slice column) {
	size_t i = 0;
	while (i < column.len && name[i] && folded(name[i]) == folded(column.ptr[i])) i++;
	return i == column.len && !name[i];
}

int dx_named_rank(const dx_fields *fields, dx_named field, dx_slice column) {
	const char *name;
	for (unsigned i = 0; (name = dx_named_name(fields, field, i)); i++) {
		if (same(name, column)) return (int)i;
	}
	return -1;
}
