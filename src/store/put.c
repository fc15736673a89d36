/* Articles in. What is taken waits in memory and is written several at once, so that the lock is held for a moment only
 * and two programs that add at the same time take turns. */
#include "record/record.h"
#include "store/own.h"
#include <time.h>

enum { TOGETHER = 256, TOGETHER_BYTES = 8 << 20, KEEP = 1 << 20 };
static const double PATIENCE = 1; /* seconds that an article waits */

static double now(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* --- is it there? ------------------------------------------------------------------------------------------------- */

static sqlite3_stmt *prepared(dx_store *store, sqlite3_stmt **statement, dx_query query) {
	int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
	if (!store->other && sqlite3_open_v2(store->path, &store->other, flags, NULL) != SQLITE_OK) return NULL;
	if (!*statement) sqlite3_prepare_v2(store->other, dx_sql_of(query), -1, statement, NULL);
	return *statement;
}

/* Does the statement give a row? With `sha256`, is it the row's second column? -1: no row. */
static int answer(sqlite3_stmt *statement, dx_slice id, dx_slice second, const char *sha256) {
	int is = -1;
	sqlite3_bind_text64(statement, 1, id.ptr, id.len, SQLITE_STATIC, SQLITE_UTF8);
	sqlite3_bind_text64(statement, 2, second.len ? second.ptr : "", second.len, SQLITE_STATIC, SQLITE_UTF8);
	if (sqlite3_step(statement) == SQLITE_ROW)
		is = !sha256 || dx_slice_eq(dx_sql_text(statement, 1), dx_slice_of(sha256));
	sqlite3_reset(statement);
	sqlite3_clear_bindings(statement);
	return is;
}

static bool has(dx_store *store, dx_slice id, dx_slice path, const char *sha256) {
	if (dx_arena_guard(&store->asked)) return false;
	dx_slice place = dx_place_of(store, id, path, sha256, &store->asked);
	sqlite3_stmt *at = prepared(store, &store->at, DX_Q_ARTICLE_AT),
	             *same = prepared(store, &store->same, DX_Q_ARTICLE_SAME);
	if (!at || !same) return false;
	int there = answer(at, id, place, sha256);
	return there >= 0 ? there : answer(same, id, dx_slice_of(sha256), NULL) > 0;
}

bool dx_store_has(dx_store *store, dx_slice id, dx_slice path, const char *sha256) {
	pthread_mutex_lock(&store->lock);
	bool is = has(store, id, path, sha256);
	dx_arena_reset(&store->asked, KEEP);
	pthread_mutex_unlock(&store->lock);
	return is;
}

/* --- one article -------------------------------------------------------------------------------------------------- */

/* What becomes of an article, and the number of the one that is there, 0: none. */
typedef struct fate {
	dx_store_outcome outcome;
	int64_t number;
} fate;

static dixit_status look(dx_store *store, const dixit_record *r, dx_slice place, fate *out, dixit_error *error) {
	dx_slice sha = dx_slice_of(r->sha256);
	*out = (fate){DX_STORE_SAME, 0};
	dixit_status status = dx_sql_ask(store, DX_Q_ARTICLE_AT, error, "TT", r->id, place);
	if (!status) status = dx_sql_row(store, DX_Q_ARTICLE_AT, error);
	if (!status) {
		sqlite3_stmt *row = store->ready[DX_Q_ARTICLE_AT];
		out->number = sqlite3_column_int64(row, 0);
		if (!dx_slice_eq(dx_sql_text(row, 1), sha)) out->outcome = DX_STORE_REPLACED;
		dx_sql_end(store, DX_Q_ARTICLE_AT);
		return DIXIT_OK;
	}
	if (status != DIXIT_END) return status;
	status = dx_sql_number(store, DX_Q_ARTICLE_SAME, &out->number, error, "TT", r->id, sha);
	if (status == DIXIT_END) out->outcome = DX_STORE_NEW;
	return status == DIXIT_END ? DIXIT_OK : status;
}

/* The row of the article, new or changed. */
static dixit_status put_row(dx_store *store, const dixit_record *r, dx_slice place, int64_t *number,
                            dixit_error *error) {
	dx_slice sha = dx_slice_of(r->sha256);
	int64_t publisher = 0;
	dixit_status status = dx_publisher(store, r, &publisher, error);
	if (status) return status;
	if (*number)
		return dx_sql_do(store, DX_Q_ARTICLE_SET, error, "iTttitt", *number, sha, r->path, r->url, publisher,
		                 r->published, r->language);
	return dx_sql_number(store, DX_Q_ARTICLE_ADD, number, error, "TTTttitt", r->id, place, sha, r->path, r->url,
	                     publisher, r->published, r->language);
}

/* The record that the tables were made from, and with it the tables. */
static dixit_status drop_old(dx_store *store, int64_t number, dixit_error *error) {
	dixit_record *old = NULL;
	dixit_status status = dx_sql_ask(store, DX_Q_BODY_RECORD, error, "i", number);
	if (!status) status = dx_sql_row(store, DX_Q_BODY_RECORD, error);
	if (status) return status == DIXIT_END ? DIXIT_OK : status;
	dx_slice line = dx_sql_text(store->ready[DX_Q_BODY_RECORD], 0);
	if (line.len) status = dixit_record_parse(&old, line.ptr, line.len, error);
	dx_sql_end(store, DX_Q_BODY_RECORD);
	if (!status && old) status = dx_underive(store, number, old, error);
	dixit_record_free(old);
	if (!status) status = dx_sql_do(store, DX_Q_BODY_FORGET, error, "i", number);
	return status ? status : dx_sql_do(store, DX_Q_BODY_DROP, error, "i", number);
}

static dixit_status put(dx_store *store, const dx_taken *t, const dixit_record *r, dx_store_outcome *outcome,
                        dixit_error *error) {
	dx_slice place = dx_place_of(store, r->id, r->path, r->sha256, &store->temp);
	dx_slice json = {t->json.ptr, t->json.len && t->json.ptr[t->json.len - 1] == '\n' ? t->json.len - 1 : t->json.len};
	fate f;
	dixit_status status = look(store, r, place, &f, error);
	*outcome = f.outcome;
	if (status || (f.outcome == DX_STORE_SAME && !store->again)) return status;
	if (f.outcome == DX_STORE_SAME) *outcome = DX_STORE_REPLACED;
	int64_t number = f.number;
	if (number) status = drop_old(store, number, error);
	if (!status) status = put_row(store, r, place, &number, error);
	if (!status) status = dx_sql_do(store, DX_Q_BODY_ADD, error, "itTT", number, r->title, t->text, json);
	if (!status) status = dx_sql_do(store, DX_Q_BODY_WORDS, error, "itT", number, r->title, t->text);
	return status ? status : dx_derive(store, number, r, error);
}

/* --- several ------------------------------------------------------------------------------------------------------ */

static dixit_status write_one(dx_store *store, uint32_t i, uint64_t counts[DX_STORE_OUTCOMES], dixit_error *error) {
	dx_taken *t = &store->taken.items[i];
	dixit_record *record = NULL;
	dx_store_outcome outcome = DX_STORE_SAME;
	if (dx_arena_guard(&store->temp)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	if (dx_arena_guard(&store->intake)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dixit_status status = dixit_record_parse(&record, t->json.ptr, t->json.len, error);
	if (!status) status = put(store, t, record, &outcome, error);
	if (!status) counts[outcome]++;
	if (!status && outcome == DX_STORE_REPLACED)
		t->replaced = (dx_slice){dx_strndup(&store->intake, record->id.ptr, record->id.len), record->id.len};
	dixit_record_free(record);
	dx_arena_reset(&store->temp, KEEP);
	return status;
}

static dixit_status write_all(dx_store *store, uint64_t counts[DX_STORE_OUTCOMES], dixit_error *error) {
	dixit_status status = dx_sql_do(store, DX_Q_BEGIN_WRITE, error, "");
	if (status) return status;
	for (uint32_t i = 0; i < store->taken.count && !status; i++) status = write_one(store, i, counts, error);
	if (!status) status = dx_sql_do(store, DX_Q_COMMIT, error, "");
	if (status) dx_sql_do(store, DX_Q_ROLLBACK, NULL, "");
	return status;
}

dixit_status dx_store_flush(dx_store *store, dixit_error *error) {
	if (!store->taken.count) return DIXIT_OK;
	uint64_t counts[DX_STORE_OUTCOMES] = {0};
	dixit_status status = write_all(store, counts, error);
	for (int i = 0; i < DX_STORE_OUTCOMES && !status; i++) store->counts[i] += counts[i];
	for (uint32_t i = 0; i < store->taken.count && !status && store->replaced; i++) {
		if (store->taken.items[i].replaced.len) store->replaced(store->context, store->taken.items[i].replaced);
	}
	memset(&store->taken, 0, sizeof store->taken);
	store->bytes = 0;
	dx_arena_reset(&store->intake, KEEP);
	return status;
}

static dx_slice copied(dx_arena *arena, dx_slice text) {
	return (dx_slice){dx_strndup(arena, text.ptr, text.len), text.len};
}

dixit_status dx_store_take(dx_store *store, dx_slice text, dx_slice json, dixit_error *error) {
	if (dx_arena_guard(&store->intake)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	if (!store->taken.count) store->since = now();
	dx_taken taken = {.text = copied(&store->intake, text), .json = copied(&store->intake, json)};
	*DX_PUSH(&store->intake, &store->taken) = taken;
	store->bytes += text.len + json.len;
	bool enough = store->taken.count >= TOGETHER || store->bytes >= TOGETHER_BYTES || now() - store->since >= PATIENCE;
	return enough ? dx_store_flush(store, error) : DIXIT_OK;
}

uint64_t dx_store_count(const dx_store *store, dx_store_outcome outcome) { return store->counts[outcome]; }

void dx_store_tell(dx_store *store, void (*replaced)(void *context, dx_slice id), void *context) {
	store->replaced = replaced;
	store->context = context;
}

void dx_store_again(dx_store *store) { store->again = true; }
