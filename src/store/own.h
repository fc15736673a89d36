/* Private to this folder: SQLite's side of a store. */
#ifndef DX_STORE_OWN_H
#define DX_STORE_OWN_H

#include "base/error.h"
#include "base/map.h"
#include "base/vec.h"
#include "store/store.h"
#include <pthread.h>
#include <sqlite3.h>

/* Statements that are prepared once; sql.c has their text. */
typedef enum dx_query {
	DX_Q_BEGIN,
	DX_Q_BEGIN_WRITE,
	DX_Q_COMMIT,
	DX_Q_ROLLBACK,
	DX_Q_ARTICLE_AT,
	DX_Q_ARTICLE_SAME,
	DX_Q_ARTICLE_ADD,
	DX_Q_ARTICLE_SET,
	DX_Q_PUBLISHER,
	DX_Q_BODY_ADD,
	DX_Q_BODY_WORDS,
	DX_Q_BODY_FORGET,
	DX_Q_BODY_DROP,
	DX_Q_BODY_RECORD,
	DX_Q_ENTITY,
	DX_Q_ENTITY_OF,
	DX_Q_ENTITY_LESS,
	DX_Q_ENTITY_DROP,
	DX_Q_NAME,
	DX_Q_NAME_LESS,
	DX_Q_NAME_DROP,
	DX_Q_LAST_OF_DAY,
	DX_Q_STATEMENT,
	DX_Q_STATEMENT_WORDS,
	DX_Q_STATEMENTS_FORGET,
	DX_Q_STATEMENTS_DROP,
	DX_Q_PART,
	DX_Q_EVIDENCE,
	DX_Q_EVENT,
	DX_Q_PARTICIPANT,
	DX_Q_EVENTS_DROP,
	DX_Q_NEXT,
	DX_Q_NEXT_ORIGINAL,
	DX_Q_TEXT,
	DX_Q_TEXT_OF,
	DX_Q_HALF_LINKED,
	DX_Q_LINK_BODY,
	DX_Q_LINK_ARTICLE,
	DX_Q_BY_KEY,
	DX_Q_BY_NAME,
	DX_Q_BY_NUMBER,
	DX_Q_NAMES_LIKE,
	DX_Q_PUBLISHERS,
	DX_Q_FIRST_OF,
	DX_Q_OUTLETS,
	DX_QUERIES
} dx_query;

/* An article taken and not committed yet. */
typedef struct dx_taken {
	dx_slice text, json;
	dx_slice replaced; /* once written: its id, where it took another one's place */
} dx_taken;

struct dx_store {
	sqlite3 *db;
	sqlite3_stmt *ready[DX_QUERIES];
	char path[4096], folder[4096]; /* folder: what relative paths are relative to */
	unsigned wait;
	/* dx_store_has(): a connection of its own, so that it does not see what is not committed */
	pthread_mutex_t lock;
	sqlite3 *other;
	sqlite3_stmt *at, *same;
	dx_arena asked;
	/* what was taken */
	dx_arena intake;
	DX_VEC(dx_taken) taken;
	size_t bytes;
	double since; /* when the first of them was taken */
	bool again;
	uint64_t counts[DX_STORE_OUTCOMES];
	void (*replaced)(void *context, dx_slice id);
	void *context;
	/* what the records are made into */
	dx_arena temp;
	dx_buf marks, content;
	dx_buf line, text; /* handed out */
	int64_t line_of;   /* the article whose record `line` holds, while a question is answered */
	/* a question being answered */
	const dx_store_question *question;
	sqlite3_stmt *hits, *probe;
	bool undated; /* those without a day are still to come, behind the earliest */
	dx_arena shown_room;
	dx_map shown; /* first ones of repeats that came out, though they did not answer themselves */
};

/* sql.c. Types of what is bound: t a dx_slice (NULL where empty), T a dx_slice (empty where empty), i an int64_t. What
 * slices point to outlives the stepping. */
dixit_status dx_sql_ask(dx_store *store, dx_query query, dixit_error *error, const char *types, ...);
/* DIXIT_OK: there is a row in store->ready[query]; DIXIT_END: no more, and the statement is free again. */
dixit_status dx_sql_row(dx_store *store, dx_query query, dixit_error *error);
void dx_sql_end(dx_store *store, dx_query query);
/* Ask, and no row is awaited. */
dixit_status dx_sql_do(dx_store *store, dx_query query, dixit_error *error, const char *types, ...);
/* Ask, and one row with one number is awaited; DIXIT_END: there is none, and *out is as it was. */
dixit_status dx_sql_number(dx_store *store, dx_query query, int64_t *out, dixit_error *error, const char *types, ...);
dixit_status dx_sql_prepare(dx_store *store, const char *sql, sqlite3_stmt **out, dixit_error *error);
dx_slice dx_sql_text(sqlite3_stmt *statement, int column);
/* What SQLite said last, as ours. */
dixit_status dx_sql_failed(const dx_store *store, sqlite3 *db, dixit_error *error);
/* The statement's text, for a connection of one's own. */
const char *dx_sql_of(dx_query query);

/* "dixt", at byte 68 of the file, as SQLite's application id. */
enum { DX_STORE_APPLICATION = 0x64697874 };

/* schema.c: the tables of a new store (version 0), or those of an older one brought up to date, in the transaction that
 * is open. */
dixit_status dx_schema_make(dx_store *store, int64_t version, dixit_error *error);

/* place.c: what tells an article apart beside its id: nothing where the id came with it, the file where the id is made
 * of its name, the text where it came through standard input. In `arena`. */
dx_slice dx_place_of(const dx_store *store, dx_slice id, dx_slice path, const char *sha256, dx_arena *arena);

/* derive.c: the number of the record's publisher, 0: it has none. */
dixit_status dx_publisher(dx_store *store, const dixit_record *record, int64_t *number, dixit_error *error);
/* The tables that are made from a record. */
dixit_status dx_derive(dx_store *store, int64_t article, const dixit_record *record, dixit_error *error);
/* Take them back; `record` is what they were made from. */
dixit_status dx_underive(dx_store *store, int64_t article, const dixit_record *record, dixit_error *error);

/* Numbers of statements: the day, and a count within it. Those without a day come last. */
enum { DX_DAY_BITS = 36, DX_NO_DAY = 99999999 };
static inline int64_t dx_day_start(uint32_t day) { return (int64_t)(day ? day : DX_NO_DAY) << DX_DAY_BITS; }

#endif
