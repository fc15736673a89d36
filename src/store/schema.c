/* The tables. A later version is one more text in `steps`, which brings the tables of the version before up to date;
 * what is in a released version's text stays as it is. */
#include "store/own.h"

#define TOKENS "columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'"

static const char *const steps[DX_STORE_VERSION] = {
    "CREATE TABLE publisher(number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL);"

    /* place: dx_place_of(). linked: 1 by `dixit link`, 2 that found it to repeat another one that is to stay alone */
    "CREATE TABLE article(number INTEGER PRIMARY KEY, id TEXT NOT NULL, place TEXT NOT NULL, sha256 TEXT NOT NULL,"
    " path TEXT, url TEXT, publisher INTEGER REFERENCES publisher, published TEXT, language TEXT,"
    " linked INTEGER NOT NULL DEFAULT 0, UNIQUE(id, place));"
    "CREATE INDEX article_by_text ON article(sha256);"
    "CREATE INDEX article_unlinked ON article(number) WHERE linked = 0;"
    "CREATE INDEX article_linked ON article(number) WHERE linked > 0;"

    /* What is long stands apart, so that the table of articles is quick to walk. */
    "CREATE TABLE body(article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE, title TEXT,"
    " text TEXT NOT NULL, record TEXT NOT NULL, linked TEXT);"
    "CREATE VIRTUAL TABLE article_words USING fts5(title, text, content = 'body', content_rowid = 'article', " TOKENS
    ");"

    /* articles: how many have it; how many of them call it so; named: by its own name, not by another one */
    "CREATE TABLE entity(number INTEGER PRIMARY KEY, key TEXT NOT NULL, type TEXT NOT NULL, articles INTEGER NOT NULL,"
    " UNIQUE(key, type));"
    "CREATE TABLE name(folded TEXT NOT NULL, entity INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,"
    " text TEXT NOT NULL, articles INTEGER NOT NULL, named INTEGER NOT NULL, PRIMARY KEY(folded, entity, text)) "
    "WITHOUT ROWID;"
    "CREATE INDEX name_of ON name(entity);"

    /* place: index in the record. marks: the words by which derive.c makes a statement's traits searchable */
    "CREATE TABLE statement(number INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,"
    " place INTEGER NOT NULL, kind TEXT NOT NULL, act TEXT NOT NULL, negated INTEGER NOT NULL,"
    " confidence INTEGER NOT NULL, content TEXT NOT NULL, cue TEXT, source TEXT, same_as TEXT, marks TEXT NOT NULL,"
    " UNIQUE(article, place));"
    "CREATE VIRTUAL TABLE words USING fts5(content, marks, content = 'statement', content_rowid = 'number', " TOKENS
    ");"
    "CREATE TABLE part(statement INTEGER NOT NULL REFERENCES statement ON DELETE CASCADE, role TEXT NOT NULL,"
    " entity INTEGER NOT NULL REFERENCES entity, PRIMARY KEY(statement, role, entity)) WITHOUT ROWID;"
    "CREATE INDEX part_of ON part(entity, role);"
    "CREATE TABLE evidence(statement INTEGER NOT NULL REFERENCES statement ON DELETE CASCADE, repeat TEXT NOT NULL,"
    " article TEXT NOT NULL, PRIMARY KEY(statement, repeat)) WITHOUT ROWID;"

    "CREATE TABLE event(number INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,"
    " place INTEGER NOT NULL, type TEXT NOT NULL, name TEXT, key TEXT, date TEXT, venue INTEGER REFERENCES entity,"
    " host INTEGER REFERENCES entity, UNIQUE(article, place));"
    "CREATE INDEX event_in ON event(venue) WHERE venue IS NOT NULL;"
    "CREATE INDEX event_by ON event(host) WHERE host IS NOT NULL;"
    "CREATE TABLE participant(event INTEGER NOT NULL REFERENCES event ON DELETE CASCADE,"
    " entity INTEGER NOT NULL REFERENCES entity, PRIMARY KEY(event, entity)) WITHOUT ROWID;"
    "CREATE INDEX participant_of ON participant(entity);",
};

static dixit_status execute(dx_store *store, const char *sql, dixit_error *error) {
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK) return DIXIT_OK;
	return dx_sql_failed(store, store->db, error);
}

dixit_status dx_schema_make(dx_store *store, int64_t version, dixit_error *error) {
	dixit_status status = DIXIT_OK;
	for (; !status && version < DX_STORE_VERSION; version++) status = execute(store, steps[version], error);
	char pragmas[96];
	snprintf(pragmas, sizeof pragmas, "PRAGMA application_id = %d; PRAGMA user_version = %d", DX_STORE_APPLICATION,
	         DX_STORE_VERSION);
	return status ? status : execute(store, pragmas, error);
}
