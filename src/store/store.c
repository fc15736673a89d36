/* Opening and closing. */
#include "store/own.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static const char magic[16] = "SQLite format 3";

bool dx_store_is(const char *path) {
	struct stat st;
	char head[sizeof magic];
	if (stat(path, &st) || !S_ISREG(st.st_mode)) return false; /* a pipe would lose what is read here */
	FILE *file = fopen(path, "rb");
	if (!file) return false;
	bool is = fread(head, 1, sizeof head, file) == sizeof head && memcmp(head, magic, sizeof magic) == 0;
	fclose(file);
	return is;
}

static dixit_status pragma(dx_store *store, const char *sql, int64_t *out, dixit_error *error) {
	sqlite3_stmt *statement;
	dixit_status status = dx_sql_prepare(store, sql, &statement, error);
	if (status) return status;
	int code = sqlite3_step(statement);
	if (code == SQLITE_ROW && out) *out = sqlite3_column_int64(statement, 0);
	if (code != SQLITE_ROW && code != SQLITE_DONE) status = dx_sql_failed(store, store->db, error);
	sqlite3_finalize(statement);
	return status;
}

static dixit_status refused(const dx_store *store, dixit_error *error, const char *why, int64_t version) {
	dx_fail(error, DIXIT_E_FORMAT, why, (long long)version, DX_STORE_VERSION);
	dx_error_at(error, store->path, 0, 0);
	return DIXIT_E_FORMAT;
}

/* Whose file it is. *version 0: an empty one. */
static dixit_status identify(dx_store *store, int64_t *version, dixit_error *error) {
	int64_t application = 0, tables = 0;
	dixit_status status = pragma(store, "PRAGMA application_id", &application, error);
	if (!status) status = pragma(store, "PRAGMA user_version", version, error);
	if (!status) status = pragma(store, "SELECT count(*) FROM sqlite_schema", &tables, error);
	if (status) return status;
	if (!application && !*version && !tables) return DIXIT_OK;
	if (application != DX_STORE_APPLICATION) return refused(store, error, "a database of another program", 0);
	if (*version > DX_STORE_VERSION)
		return refused(store, error, "a store of a newer dixit (version %lld; this one reads up to %d)", *version);
	return *version > 0 ? DIXIT_OK : refused(store, error, "damaged: it has no version", 0);
}

/* Two who make the same new store at once: switching to a log is the one lock that SQLite does not wait for. */
static dixit_status use_log(dx_store *store, dixit_error *error) {
	const struct timespec pause = {.tv_nsec = 50000000};
	dixit_status status;
	for (unsigned waited = 0;; waited++) {
		status = pragma(store, "PRAGMA journal_mode = WAL", NULL, error);
		if (status != DIXIT_E_BUSY || waited >= store->wait * 20) return status;
		nanosleep(&pause, NULL);
	}
}

/* Tables that are missing are made. What this finds may have changed since it was identified: another one may have made
 * them meanwhile. */
static dixit_status bring_up(dx_store *store, dixit_error *error) {
	int64_t version = 0;
	dixit_status status = use_log(store, error);
	if (!status) status = pragma(store, "PRAGMA synchronous = FULL", NULL, error);
	if (!status) status = pragma(store, "PRAGMA foreign_keys = ON", NULL, error);
	if (!status) status = identify(store, &version, error);
	if (status || version == DX_STORE_VERSION) return status;
	status = dx_sql_do(store, DX_Q_BEGIN_WRITE, error, "");
	if (status) return status;
	status = identify(store, &version, error);
	if (!status) status = dx_schema_make(store, version, error);
	if (!status) return dx_sql_do(store, DX_Q_COMMIT, error, "");
	dx_sql_do(store, DX_Q_ROLLBACK, NULL, "");
	return status;
}

static dixit_status for_reading(dx_store *store, dixit_error *error) {
	int64_t version = 0;
	dixit_status status = pragma(store, "PRAGMA query_only = ON", NULL, error);
	if (!status) status = dx_sql_do(store, DX_Q_BEGIN, error, "");
	if (!status) status = identify(store, &version, error);
	if (status || version == DX_STORE_VERSION) return status;
	if (!version) return refused(store, error, "an empty database, no store of dixit", 0);
	return refused(store, error, "a store of an older dixit (version %lld); `dixit add` brings it up to %d", version);
}

/* A connection. `immutable`: nobody writes, so no lock and no log is looked for. */
static sqlite3 *connect(const dx_store *store, int flags, bool immutable) {
	sqlite3 *db;
	char *uri = sqlite3_mprintf("file:%s?immutable=1", store->path);
	if (!uri) return NULL;
	bool plain = !immutable || strpbrk(store->path, "?#%");
	sqlite3_open_v2(plain ? store->path : uri, &db, flags | (plain ? 0 : SQLITE_OPEN_URI), NULL);
	sqlite3_free(uri);
	if (!db) return NULL;
	sqlite3_busy_timeout(db, (int)store->wait * 1000);
	sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_exec(db, "PRAGMA cell_size_check = ON; PRAGMA cache_size = -32768", NULL, NULL, NULL);
	return db;
}

static dixit_status open_for_writing(dx_store *store, bool make, dixit_error *error) {
	int64_t version = 0;
	store->db = connect(store, SQLITE_OPEN_READWRITE | (make ? SQLITE_OPEN_CREATE : 0), false);
	/* before anything is written: another program's database stays as it is, its journal too */
	dixit_status status = store->db ? identify(store, &version, error) : dx_sql_failed(store, NULL, error);
	if (!status && !version && !make) return refused(store, error, "an empty database, no store of dixit", 0);
	if (!status && sqlite3_db_readonly(store->db, "main") == 1) {
		dx_fail(error, DIXIT_E_IO, "cannot be written: the file or its folder is read-only");
		dx_error_at(error, store->path, 0, 0);
		return DIXIT_E_IO;
	}
	return status ? status : bring_up(store, error);
}

static dixit_status open_for_reading(dx_store *store, dixit_error *error) {
	/* one that may write takes the log with it when it closes; SQLite settles for reading where it must */
	store->db = connect(store, SQLITE_OPEN_READWRITE, false);
	dixit_status status = store->db ? for_reading(store, error) : dx_sql_failed(store, NULL, error);
	char log[sizeof store->path + 4];
	snprintf(log, sizeof log, "%s-wal", store->path);
	/* in a folder that cannot be written SQLite cannot lock; without a log there is nothing but the file to read */
	if (status != DIXIT_E_IO || access(store->path, R_OK) || !access(log, F_OK)) return status;
	for (int i = 0; i < DX_QUERIES; i++) {
		sqlite3_finalize(store->ready[i]);
		store->ready[i] = NULL;
	}
	sqlite3_close(store->db);
	store->db = connect(store, SQLITE_OPEN_READONLY, true);
	return store->db ? for_reading(store, error) : dx_sql_failed(store, NULL, error);
}

static dixit_status start(dx_store *store, const char *path, dx_store_mode mode, dixit_error *error) {
	dx_arena_init(&store->intake);
	dx_arena_init(&store->asked);
	dx_arena_init(&store->temp);
	dx_arena_init(&store->shown_room);
	pthread_mutex_init(&store->lock, NULL);
	errno = 0;
	int length = snprintf(store->path, sizeof store->path, "%s", path);
	if (length >= (int)sizeof store->path || !getcwd(store->folder, sizeof store->folder))
		return dx_fail_errno(error, "cannot open");
	struct stat st;
	if (mode != DX_STORE_CREATE && stat(path, &st)) return dx_fail_errno(error, "cannot open");
	if (mode == DX_STORE_READ) return open_for_reading(store, error);
	return open_for_writing(store, mode == DX_STORE_CREATE, error);
}

dixit_status dx_store_open(dx_store **out, const char *path, dx_store_mode mode, unsigned wait, dixit_error *error) {
	dx_store *store = calloc(1, sizeof *store);
	*out = NULL;
	if (!store) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	store->wait = wait;
	dixit_status status = start(store, path, mode, error);
	dx_error_at(error, status ? path : NULL, 0, 0);
	if (status)
		dx_store_close(store);
	else
		*out = store;
	return status;
}

/* An open transaction is taken back by sqlite3_close(). */
void dx_store_close(dx_store *store) {
	if (!store) return;
	for (int i = 0; i < DX_QUERIES; i++) sqlite3_finalize(store->ready[i]);
	sqlite3_finalize(store->hits);
	sqlite3_finalize(store->probe);
	sqlite3_finalize(store->at);
	sqlite3_finalize(store->same);
	sqlite3_close(store->other);
	sqlite3_close(store->db);
	pthread_mutex_destroy(&store->lock);
	dx_arena_free(&store->intake);
	dx_arena_free(&store->asked);
	dx_arena_free(&store->temp);
	dx_arena_free(&store->shown_room);
	dx_buf_free(&store->marks);
	dx_buf_free(&store->content);
	dx_buf_free(&store->line);
	dx_buf_free(&store->text);
	free(store);
}
