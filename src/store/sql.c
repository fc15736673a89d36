/* The statements, and SQLite's errors as ours. Whatever comes from a user or an article is bound, never part of SQL. */
#include "store/own.h"
#include <stdarg.h>

/* Entities as the names they have most often. */
#define NAMED                                                                                                          \
	"SELECT e.number, (SELECT text FROM name WHERE entity = e.number ORDER BY named DESC, articles DESC, "             \
	"length(text) DESC, text LIMIT 1), e.key, e.articles FROM entity e "

static const char *const texts[DX_QUERIES] = {
    [DX_Q_BEGIN] = "BEGIN",
    [DX_Q_BEGIN_WRITE] = "BEGIN IMMEDIATE",
    [DX_Q_COMMIT] = "COMMIT",
    [DX_Q_ROLLBACK] = "ROLLBACK",
    [DX_Q_ARTICLE_AT] = "SELECT number, sha256 FROM article WHERE id = ?1 AND place = ?2",
    [DX_Q_ARTICLE_SAME] = "SELECT number FROM article WHERE id = ?1 AND sha256 = ?2 LIMIT 1",
    [DX_Q_ARTICLE_ADD] = "INSERT INTO article(id, place, sha256, path, url, publisher, published, language) "
                         "VALUES(?1, ?2, ?3, ?4, ?5, nullif(?6, 0), ?7, ?8) RETURNING number",
    [DX_Q_ARTICLE_SET] =
        "UPDATE article SET sha256 = ?2, path = ?3, url = ?4, publisher = nullif(?5, 0), published = ?6, "
        "language = ?7, linked = 0 WHERE number = ?1",
    [DX_Q_PUBLISHER] = "INSERT INTO publisher(name, folded) VALUES(?1, ?2) ON CONFLICT(name) DO UPDATE SET "
                       "folded = excluded.folded RETURNING number",
    [DX_Q_BODY_ADD] = "INSERT INTO body(article, title, text, record) VALUES(?1, ?2, ?3, ?4)",
    [DX_Q_BODY_WORDS] = "INSERT INTO article_words(rowid, title, text) VALUES(?1, ?2, ?3)",
    [DX_Q_BODY_FORGET] = "INSERT INTO article_words(article_words, rowid, title, text) SELECT 'delete', article, "
                         "title, text FROM body WHERE article = ?1",
    [DX_Q_BODY_DROP] = "DELETE FROM body WHERE article = ?1",
    [DX_Q_BODY_RECORD] = "SELECT coalesce(linked, record) FROM body WHERE article = ?1",
    [DX_Q_ENTITY] = "INSERT INTO entity(key, type, articles) VALUES(?1, ?2, 1) ON CONFLICT(key, type) DO UPDATE SET "
                    "articles = articles + 1 RETURNING number",
    [DX_Q_ENTITY_OF] = "SELECT number FROM entity WHERE key = ?1 AND type = ?2",
    [DX_Q_ENTITY_LESS] = "UPDATE entity SET articles = articles - 1 WHERE number = ?1",
    [DX_Q_ENTITY_DROP] = "DELETE FROM entity WHERE number = ?1 AND articles = 0",
    [DX_Q_NAME] = "INSERT INTO name(folded, entity, text, articles, named) VALUES(?1, ?2, ?3, 1, ?4) ON CONFLICT DO "
                  "UPDATE SET articles = articles + 1, named = named + excluded.named",
    [DX_Q_NAME_LESS] = "UPDATE name SET articles = articles - 1, named = named - ?4 WHERE folded = ?1 AND entity = ?2 "
                       "AND text = ?3",
    [DX_Q_NAME_DROP] = "DELETE FROM name WHERE folded = ?1 AND entity = ?2 AND text = ?3 AND articles = 0",
    [DX_Q_LAST_OF_DAY] = "SELECT number FROM statement WHERE number >= ?1 AND number < ?2 ORDER BY number DESC LIMIT 1",
    [DX_Q_STATEMENT] = "INSERT INTO statement(number, article, place, kind, act, negated, confidence, content, cue, "
                       "source, same_as, marks) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    [DX_Q_STATEMENT_WORDS] = "INSERT INTO words(rowid, content, marks) VALUES(?1, ?2, ?3)",
    [DX_Q_STATEMENTS_FORGET] = "INSERT INTO words(words, rowid, content, marks) SELECT 'delete', number, content, "
                               "marks FROM statement WHERE article = ?1",
    [DX_Q_STATEMENTS_DROP] = "DELETE FROM statement WHERE article = ?1",
    [DX_Q_PART] = "INSERT OR IGNORE INTO part(statement, role, entity) VALUES(?1, ?2, ?3)",
    [DX_Q_EVIDENCE] = "INSERT OR IGNORE INTO evidence(statement, repeat, article) VALUES(?1, ?2, ?3)",
    [DX_Q_EVENT] = "INSERT INTO event(article, place, type, name, key, date, venue, host) "
                   "VALUES(?1, ?2, ?3, ?4, ?5, ?6, nullif(?7, 0), nullif(?8, 0)) RETURNING number",
    [DX_Q_PARTICIPANT] = "INSERT OR IGNORE INTO participant(event, entity) VALUES(?1, ?2)",
    [DX_Q_EVENTS_DROP] = "DELETE FROM event WHERE article = ?1",
    [DX_Q_NEXT] = "SELECT article, coalesce(linked, record) FROM body WHERE article > ?1 AND linked IS NOT '' "
                  "ORDER BY article LIMIT 1",
    [DX_Q_NEXT_ORIGINAL] = "SELECT article, record FROM body WHERE article > ?1 ORDER BY article LIMIT 1",
    [DX_Q_TEXT] = "SELECT text FROM body WHERE article = ?1",
    [DX_Q_TEXT_OF] = "SELECT text FROM article JOIN body ON article.number = body.article WHERE sha256 = ?1 LIMIT 1",
    [DX_Q_HALF_LINKED] = "SELECT EXISTS(SELECT 1 FROM article WHERE linked = 0) AND EXISTS(SELECT 1 FROM article WHERE "
                         "linked > 0)",
    [DX_Q_LINK_BODY] = "UPDATE body SET linked = ?2 WHERE article = ?1",
    [DX_Q_LINK_ARTICLE] = "UPDATE article SET linked = ?2 WHERE number = ?1",
    [DX_Q_BY_KEY] = NAMED "WHERE e.key = ?1 ORDER BY e.articles DESC, e.type",
    [DX_Q_BY_NAME] = NAMED "WHERE e.number IN (SELECT entity FROM name WHERE folded = ?1) ORDER BY e.articles DESC, "
                           "e.key, e.type",
    [DX_Q_BY_NUMBER] = NAMED "WHERE e.number = ?1",
    [DX_Q_NAMES_LIKE] = "SELECT n.entity, n.text, e.key, e.articles, n.folded FROM name n JOIN entity e ON e.number = "
                        "n.entity",
    [DX_Q_PUBLISHERS] = "SELECT number, name, '', 0, folded FROM publisher ORDER BY name",
    [DX_Q_FIRST_OF] = "SELECT s.number FROM article a JOIN statement s ON s.article = a.number WHERE a.id = ?1 AND "
                      "s.place = ?2 ORDER BY s.number LIMIT 1",
    [DX_Q_OUTLETS] = "SELECT DISTINCT a.number, p.name, a.url, a.id, a.published FROM article a LEFT JOIN publisher p "
                     "ON p.number = a.publisher WHERE a.number = ?2 OR a.number = (SELECT article FROM statement WHERE "
                     "number = ?1) OR a.number IN (SELECT b.number FROM evidence v JOIN article b ON b.id = v.article "
                     "WHERE v.statement = ?1) ORDER BY a.published IS NULL, a.published, a.number",
};

const char *dx_sql_of(dx_query query) { return texts[query]; }

/* The message that goes with a code, and the status; sqlite3_errmsg() is added where it says more. */
static dixit_status told(const dx_store *store, int code, const char *more, dixit_error *error) {
	switch (code) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return dx_fail(error, DIXIT_E_BUSY, "another program is writing to it and did not end in %u s", store->wait);
	case SQLITE_FULL: return dx_fail(error, DIXIT_E_IO, "the disk is full");
	case SQLITE_NOMEM: return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	case SQLITE_READONLY:
	case SQLITE_PERM: return dx_fail(error, DIXIT_E_IO, "cannot be written: %s", more);
	case SQLITE_CANTOPEN: return dx_fail(error, DIXIT_E_IO, "cannot open: %s", more);
	case SQLITE_IOERR: return dx_fail(error, DIXIT_E_IO, "cannot read or write: %s", more);
	case SQLITE_NOTADB: return dx_fail(error, DIXIT_E_FORMAT, "no store of dixit: %s", more);
	case SQLITE_CORRUPT:
		return dx_fail(error, DIXIT_E_FORMAT, "damaged: %s (sqlite3 FILE .recover saves what can be saved)", more);
	case SQLITE_CONSTRAINT: /* rows that do not go together, or a table that is not there: nothing that dixit writes */
	case SQLITE_MISMATCH:
	case SQLITE_ERROR: return dx_fail(error, DIXIT_E_FORMAT, "damaged: %s", more);
	default: return dx_fail(error, DIXIT_E_INTERNAL, "SQLite: %s (%d)", more, code);
	}
}

dixit_status dx_sql_failed(const dx_store *store, sqlite3 *db, dixit_error *error) {
	int code = db ? sqlite3_extended_errcode(db) : SQLITE_NOMEM, why = db ? sqlite3_system_errno(db) : 0;
	const char *more = db ? sqlite3_errmsg(db) : "";
	bool system = why && ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN);
	dixit_status status = told(store, code & 0xff, system ? strerror(why) : more, error);
	dx_error_at(error, store->path, 0, 0);
	return status;
}

dixit_status dx_sql_prepare(dx_store *store, const char *sql, sqlite3_stmt **out, dixit_error *error) {
	if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, out, NULL) == SQLITE_OK) return DIXIT_OK;
	return dx_sql_failed(store, store->db, error);
}

static int bind_text(sqlite3_stmt *statement, int i, dx_slice text, bool null) {
	if (!text.len && null) return sqlite3_bind_null(statement, i);
	return sqlite3_bind_text64(statement, i, text.len ? text.ptr : "", text.len, SQLITE_STATIC, SQLITE_UTF8);
}

static dixit_status bind(dx_store *store, dx_query query, dixit_error *error, const char *types, va_list values) {
	sqlite3_stmt **statement = &store->ready[query];
	dixit_status status = *statement ? DIXIT_OK : dx_sql_prepare(store, dx_sql_of(query), statement, error);
	int code = SQLITE_OK;
	for (int i = 1; !status && !code && types[i - 1]; i++) {
		char type = types[i - 1];
		if (type == 'i')
			code = sqlite3_bind_int64(*statement, i, va_arg(values, int64_t));
		else
			code = bind_text(*statement, i, va_arg(values, dx_slice), type == 't');
	}
	return code ? dx_sql_failed(store, store->db, error) : status;
}

dixit_status dx_sql_ask(dx_store *store, dx_query query, dixit_error *error, const char *types, ...) {
	va_list values;
	va_start(values, types);
	dixit_status status = bind(store, query, error, types, values);
	va_end(values);
	return status;
}

void dx_sql_end(dx_store *store, dx_query query) {
	sqlite3_reset(store->ready[query]);
	sqlite3_clear_bindings(store->ready[query]);
}

dixit_status dx_sql_row(dx_store *store, dx_query query, dixit_error *error) {
	int code = sqlite3_step(store->ready[query]);
	if (code == SQLITE_ROW) return DIXIT_OK;
	dixit_status status = code == SQLITE_DONE ? DIXIT_END : dx_sql_failed(store, store->db, error);
	dx_sql_end(store, query);
	return status;
}

dixit_status dx_sql_do(dx_store *store, dx_query query, dixit_error *error, const char *types, ...) {
	va_list values;
	va_start(values, types);
	dixit_status status = bind(store, query, error, types, values);
	va_end(values);
	if (status) return status;
	status = dx_sql_row(store, query, error);
	if (!status) dx_sql_end(store, query);
	return status == DIXIT_END ? DIXIT_OK : status;
}

dixit_status dx_sql_number(dx_store *store, dx_query query, int64_t *out, dixit_error *error, const char *types, ...) {
	va_list values;
	va_start(values, types);
	dixit_status status = bind(store, query, error, types, values);
	va_end(values);
	if (!status) status = dx_sql_row(store, query, error);
	if (status) return status;
	*out = sqlite3_column_int64(store->ready[query], 0);
	/* to the end: RETURNING gives its row before the change is done with */
	status = dx_sql_row(store, query, error);
	if (!status) dx_sql_end(store, query);
	return status == DIXIT_END ? DIXIT_OK : status;
}

dx_slice dx_sql_text(sqlite3_stmt *statement, int column) {
	const char *text = (const char *)sqlite3_column_text(statement, column);
	return (dx_slice){text ? text : "", text ? (size_t)sqlite3_column_bytes(statement, column) : 0};
}
