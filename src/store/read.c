/* Records and texts out, and the linked ones back in. */
#include "store/own.h"

static dixit_status kept(dx_buf *buf, dx_slice text, dx_slice *out, dixit_error *error) {
	buf->len = 0;
	dx_buf_slice(buf, text);
	if (buf->failed) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	*out = (dx_slice){buf->ptr, buf->len};
	return DIXIT_OK;
}

/* One row a call, so that what is done with the record may change the tables. */
dixit_status dx_store_next(dx_store *store, bool original, int64_t *number, dx_slice *line, dixit_error *error) {
	dx_query query = original ? DX_Q_NEXT_ORIGINAL : DX_Q_NEXT;
	dixit_status status = dx_sql_ask(store, query, error, "i", *number);
	if (!status) status = dx_sql_row(store, query, error);
	if (status) return status;
	*number = sqlite3_column_int64(store->ready[query], 0);
	status = kept(&store->line, dx_sql_text(store->ready[query], 1), line, error);
	store->line_of = 0;
	dx_sql_end(store, query);
	return status;
}

static dixit_status text_by(dx_store *store, dx_query query, dx_slice *text, dixit_error *error) {
	dixit_status status = dx_sql_row(store, query, error);
	if (status) return status;
	status = kept(&store->text, dx_sql_text(store->ready[query], 0), text, error);
	dx_sql_end(store, query);
	return status;
}

dixit_status dx_store_text(dx_store *store, int64_t article, dx_slice *text, dixit_error *error) {
	dixit_status status = dx_sql_ask(store, DX_Q_TEXT, error, "i", article);
	return status ? status : text_by(store, DX_Q_TEXT, text, error);
}

dixit_status dx_store_text_of(dx_store *store, const char *sha256, dx_slice *text, dixit_error *error) {
	dixit_status status = dx_sql_ask(store, DX_Q_TEXT_OF, error, "T", dx_slice_of(sha256));
	return status ? status : text_by(store, DX_Q_TEXT_OF, text, error);
}

bool dx_store_half_linked(dx_store *store) {
	int64_t half = 0;
	return !dx_sql_number(store, DX_Q_HALF_LINKED, &half, NULL, "") && half;
}

/* --- linking ------------------------------------------------------------------------------------------------------ */

dixit_status dx_store_begin(dx_store *store, dixit_error *error) {
	return dx_sql_do(store, DX_Q_BEGIN_WRITE, error, "");
}

dixit_status dx_store_commit(dx_store *store, dixit_error *error) { return dx_sql_do(store, DX_Q_COMMIT, error, ""); }

dixit_status dx_store_relink(dx_store *store, dixit_error *error) {
	static const char sql[] = "INSERT INTO words(words) VALUES('delete-all'); DELETE FROM part; DELETE FROM evidence; "
	                          "DELETE FROM participant; DELETE FROM event; DELETE FROM statement; DELETE FROM name; "
	                          "DELETE FROM entity";
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK) return DIXIT_OK;
	return dx_sql_failed(store, store->db, error);
}

static dixit_status put_link(dx_store *store, int64_t article, dx_slice line, dixit_error *error) {
	dixit_record *record = NULL;
	if (line.len && line.ptr[line.len - 1] == '\n') line.len--;
	dixit_status status = dx_sql_do(store, DX_Q_LINK_BODY, error, "iT", article, line);
	if (!status) status = dx_sql_do(store, DX_Q_LINK_ARTICLE, error, "ii", article, (int64_t)(line.len ? 1 : 2));
	if (!status && line.len) status = dixit_record_parse(&record, line.ptr, line.len, error);
	if (!status && record) status = dx_derive(store, article, record, error);
	dixit_record_free(record);
	dx_arena_reset(&store->temp, 1 << 20);
	return status;
}

dixit_status dx_store_link(dx_store *store, int64_t article, dx_slice line, dixit_error *error) {
	if (dx_arena_guard(&store->temp)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	return put_link(store, article, line, error);
}
