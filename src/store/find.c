/* Answers to questions: all that a statement must have is one query of the full-text index, over its words and its
 * marks (derive.c), whose rows come in the order of time. */
#include "record/record.h"
#include "store/own.h"

/* --- what a user wrote, as FTS5 reads it ---------------------------------------------------------------------------
 */

static bool is_word_byte(char c) {
	unsigned char u = (unsigned char)c;
	return (u >= '0' && u <= '9') || ((u | 32) >= 'a' && (u | 32) <= 'z') || u >= 0x80;
}

static bool has_word(dx_slice text) {
	for (size_t i = 0; i < text.len; i++) {
		if (is_word_byte(text.ptr[i])) return true;
	}
	return false;
}

/* The next word or phrase of a text, without its quotation marks; *prefix: a star ended it. false: there is none. */
static bool next_token(const char **at, dx_slice *token, bool *prefix) {
	const char *s = *at + strspn(*at, " \t\r\n");
	bool phrase = *s == '"';
	if (!*s) return false;
	s += phrase;
	size_t length = strcspn(s, phrase ? "\"" : " \t\r\n\"");
	*token = (dx_slice){s, length};
	s += length + (phrase && s[length]);
	*prefix = phrase ? *s == '*' : length && token->ptr[length - 1] == '*';
	*at = s + (phrase && *s == '*');
	return true;
}

bool dx_store_has_words(const char *text) {
	dx_slice token;
	bool prefix;
	while (next_token(&text, &token, &prefix)) {
		if (has_word(token)) return true;
	}
	return false;
}

/* As a string of FTS5, in which nothing is an operator. A token holds no quotation mark. */
static void put_words(dx_buf *out, const char *const *texts, uint32_t count) {
	bool any = false;
	for (uint32_t i = 0; i < count; i++) {
		const char *at = texts[i];
		dx_slice token;
		bool prefix;
		while (next_token(&at, &token, &prefix)) {
			if (!has_word(token)) continue;
			dx_buf_str(out, any ? " AND \"" : "\"");
			dx_buf_slice(out, token);
			dx_buf_str(out, prefix ? "\" *" : "\"");
			any = true;
		}
	}
}

/* --- the query ---------------------------------------------------------------------------------------------------- */

/* Opens one more thing that a statement must have. */
static void also(dx_buf *out, const char *column) { dx_buf_printf(out, "%s%s : (", out->len ? " AND " : "", column); }

static void put_ids(dx_buf *out, char letter, const dx_store_ids *ids) {
	if (!ids->count) return;
	also(out, "marks");
	for (uint32_t i = 0; i < ids->count; i++)
		dx_buf_printf(out, "%s%c%lld", i ? " OR " : "", letter, (long long)ids->items[i]);
	dx_buf_char(out, ')');
}

static void put_bits(dx_buf *out, char letter, unsigned bits, const char *(*name)(unsigned)) {
	bool any = false;
	if (!bits) return;
	also(out, "marks");
	for (unsigned i = 0; i < 32; i++) {
		if (!(bits >> i & 1)) continue;
		dx_buf_printf(out, "%s%c%s", any ? " OR " : "", letter, name(i));
		any = true;
	}
	dx_buf_char(out, ')');
}

static const char *act_name(unsigned i) { return dx_act_name((dixit_act)i); }
static const char *kind_name(unsigned i) { return dx_kind_name((dixit_kind)i); }

static void put_match(dx_buf *out, const dx_store_question *q) {
	put_ids(out, 's', &q->speakers);
	put_ids(out, 'a', &q->about);
	put_ids(out, 'p', &q->publishers);
	put_bits(out, 'x', q->acts, act_name);
	put_bits(out, 'k', q->kinds, kind_name);
	if (q->country_count) {
		also(out, "marks");
		for (uint32_t i = 0; i < q->country_count; i++) dx_buf_printf(out, "%sc%s", i ? " OR " : "", q->countries[i]);
		dx_buf_char(out, ')');
	}
	if (q->word_count) {
		also(out, "content");
		put_words(out, q->words, q->word_count);
		dx_buf_char(out, ')');
	}
}

enum { MATCH = 1, LEAST, MOST, SURE, ARTICLES };

static void put_sql(dx_buf *out, const dx_store_question *q, bool matches) {
	dx_buf_str(out, "SELECT s.number, s.article, s.place, s.same_as FROM ");
	dx_buf_str(out, matches ? "words JOIN statement s ON s.number = words.rowid WHERE words MATCH ?1 AND words.rowid"
	                        : "statement s WHERE s.number");
	dx_buf_str(out, " BETWEEN ?2 AND ?3 AND s.confidence >= ?4");
	if (q->article_count)
		dx_buf_str(out, " AND s.article IN (SELECT rowid FROM article_words WHERE article_words MATCH ?5)");
	dx_buf_str(out, matches ? " ORDER BY words.rowid" : " ORDER BY s.number");
	dx_buf_str(out, q->latest_first ? " DESC" : "");
	dx_buf_char(out, 0);
}

static dixit_status prepare(dx_store *store, const dx_buf texts[3], sqlite3_stmt **out, dixit_error *error) {
	const dx_store_question *q = store->question;
	const dx_buf *sql = &texts[0], *match = &texts[1], *around = &texts[2];
	sqlite3_finalize(*out);
	*out = NULL;
	dixit_status status = dx_sql_prepare(store, sql->ptr, out, error);
	if (status) return status;
	if (match->len) sqlite3_bind_text64(*out, MATCH, match->ptr, match->len, SQLITE_TRANSIENT, SQLITE_UTF8);
	if (around->len) sqlite3_bind_text64(*out, ARTICLES, around->ptr, around->len, SQLITE_TRANSIENT, SQLITE_UTF8);
	bool undated = !q->from && !q->to;
	sqlite3_bind_int64(*out, LEAST, q->from ? dx_day_start(q->from) : 0);
	sqlite3_bind_int64(*out, MOST, undated && !q->latest_first ? INT64_MAX : dx_day_start(q->to ? q->to + 1 : 0) - 1);
	sqlite3_bind_int64(*out, SURE, (int64_t)q->confidence);
	return DIXIT_OK;
}

dixit_status dx_store_find(dx_store *store, const dx_store_question *question, dixit_error *error) {
	dx_buf texts[3] = {{0}, {0}, {0}};
	store->question = question;
	store->line_of = 0;
	dx_arena_reset(&store->shown_room, 0);
	store->shown = (dx_map){0};
	put_match(&texts[1], question);
	put_words(&texts[2], question->articles, question->article_count);
	put_sql(&texts[0], question, texts[1].len > 0);
	dixit_status status = DIXIT_OK;
	for (int i = 0; i < 3; i++) {
		if (texts[i].failed) status = dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	}
	if (!status) status = prepare(store, texts, &store->hits, error);
	if (!status) status = prepare(store, texts, &store->probe, error);
	store->undated = question->latest_first && !question->from && !question->to;
	for (int i = 0; i < 3; i++) dx_buf_free(&texts[i]);
	return status;
}

/* --- the answers -------------------------------------------------------------------------------------------------- */

enum { DIGITS_MAX = 12 };

/* "ARTICLE#s3": the article, and the index of the statement. */
static bool split(dx_slice reference, dx_slice *article, int64_t *place) {
	size_t end = reference.len;
	*place = 0;
	while (end && reference.ptr[end - 1] != '#') end--;
	if (!end || reference.len - end < 2 || reference.len - end > DIGITS_MAX || reference.ptr[end] != 's') return false;
	for (size_t i = end + 1; i < reference.len; i++) *place = *place * 10 + (reference.ptr[i] - '0');
	*article = (dx_slice){reference.ptr, end - 1};
	*place -= 1;
	return true;
}

/* The number of the first one of a repeat; 0: it is not in the store. */
static dixit_status first_of(dx_store *store, dx_slice reference, int64_t *number, dixit_error *error) {
	dx_slice article;
	int64_t place;
	*number = 0;
	if (!split(reference, &article, &place)) return DIXIT_OK;
	dixit_status status = dx_sql_number(store, DX_Q_FIRST_OF, number, error, "Ti", article, place);
	return status == DIXIT_END ? DIXIT_OK : status;
}

/* Does this statement answer the question too? */
static dixit_status answers(dx_store *store, int64_t number, bool *is, dixit_error *error) {
	const dx_store_question *q = store->question;
	int64_t least = q->from ? dx_day_start(q->from) : 0;
	int64_t most = q->to ? dx_day_start(q->to + 1) : q->from ? dx_day_start(0) : INT64_MAX;
	*is = number >= least && number < most;
	if (!*is) return DIXIT_OK;
	sqlite3_bind_int64(store->probe, LEAST, number);
	sqlite3_bind_int64(store->probe, MOST, number);
	int code = sqlite3_step(store->probe);
	*is = code == SQLITE_ROW;
	sqlite3_reset(store->probe);
	return code == SQLITE_ROW || code == SQLITE_DONE ? DIXIT_OK : dx_sql_failed(store, store->db, error);
}

/* Has the quotation come out already, or will it as its first one? */
static dixit_status is_known(dx_store *store, dx_slice same_as, bool *known, dixit_error *error) {
	int64_t first;
	*known = false;
	if (!same_as.len) return DIXIT_OK;
	dixit_status status = first_of(store, same_as, &first, error);
	if (!status && first) status = answers(store, first, known, error);
	if (status || *known) return status;
	if (dx_arena_guard(&store->shown_room)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	if (!store->shown.slots) dx_map_init(&store->shown, &store->shown_room, 16);
	bool fresh;
	dx_slice key = {dx_strndup(&store->shown_room, same_as.ptr, same_as.len), same_as.len};
	dx_map_put(&store->shown, key, 0, &fresh);
	*known = !fresh;
	return DIXIT_OK;
}

static dixit_status record_of(dx_store *store, dx_store_hit *hit, dixit_error *error) {
	if (store->line_of != hit->article) {
		dixit_status status = dx_sql_ask(store, DX_Q_BODY_RECORD, error, "i", hit->article);
		if (!status) status = dx_sql_row(store, DX_Q_BODY_RECORD, error);
		if (status == DIXIT_END) return dx_fail(error, DIXIT_E_FORMAT, "damaged: an article without its record");
		if (status) return status;
		store->line.len = 0;
		dx_buf_slice(&store->line, dx_sql_text(store->ready[DX_Q_BODY_RECORD], 0));
		dx_sql_end(store, DX_Q_BODY_RECORD);
		if (store->line.failed) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
		store->line_of = hit->article;
	}
	hit->line = (dx_slice){store->line.ptr, store->line.len};
	return DIXIT_OK;
}

dixit_status dx_store_answer(dx_store *store, dx_store_hit *hit, dixit_error *error) {
	bool known = true;
	while (known) {
		int code = sqlite3_step(store->hits);
		if (code == SQLITE_DONE && store->undated) {
			store->undated = false;
			sqlite3_reset(store->hits);
			sqlite3_bind_int64(store->hits, LEAST, dx_day_start(0));
			sqlite3_bind_int64(store->hits, MOST, INT64_MAX);
			continue;
		}
		if (code == SQLITE_DONE) return DIXIT_END;
		if (code != SQLITE_ROW) return dx_sql_failed(store, store->db, error);
		dixit_status status = is_known(store, dx_sql_text(store->hits, 3), &known, error);
		if (status) return status;
	}
	*hit = (dx_store_hit){.statement = sqlite3_column_int64(store->hits, 0),
	                      .article = sqlite3_column_int64(store->hits, 1),
	                      .place = (uint32_t)sqlite3_column_int64(store->hits, 2)};
	return record_of(store, hit, error);
}

/* --- outlets ------------------------------------------------------------------------------------------------------ */

/* "https://www.example.org/a" → "example.org" */
static dx_slice site_of(dx_slice url) {
	for (size_t i = 0; i + 2 < url.len; i++) {
		if (memcmp(url.ptr + i, "://", 3) != 0) continue;
		url = (dx_slice){url.ptr + i + 3, url.len - i - 3};
		break;
	}
	size_t end = 0;
	while (end < url.len && !strchr("/?#:", url.ptr[end])) end++;
	url.len = end;
	if (url.len > 4 && memcmp(url.ptr, "www.", 4) == 0) url = (dx_slice){url.ptr + 4, url.len - 4};
	return url;
}

static void add_outlet(dx_store_list *out, sqlite3_stmt *row, dx_arena *arena) {
	dx_slice name = dx_sql_text(row, 1);
	if (!name.len) name = site_of(dx_sql_text(row, 2));
	if (!name.len) name = dx_sql_text(row, 3);
	for (uint32_t i = 0; i < out->count; i++) {
		if (!dx_slice_eq(out->items[i].name, name)) continue;
		out->items[i].articles++;
		return;
	}
	name.ptr = dx_strndup(arena, name.ptr, name.len);
	*DX_PUSH(arena, out) = (dx_store_named){.number = sqlite3_column_int64(row, 0), .name = name, .articles = 1};
}

dixit_status dx_store_outlets(dx_store *store, const dx_store_hit *hit, dx_arena *arena, dx_store_list *out,
                              dixit_error *error) {
	*out = (dx_store_list){0};
	int64_t first = 0;
	dixit_status status = first_of(store, dx_sql_text(store->hits, 3), &first, error);
	if (!status) status = dx_sql_ask(store, DX_Q_OUTLETS, error, "ii", first ? first : hit->statement, hit->article);
	while (!status) {
		status = dx_sql_row(store, DX_Q_OUTLETS, error);
		if (!status) add_outlet(out, store->ready[DX_Q_OUTLETS], arena);
	}
	return status == DIXIT_END ? DIXIT_OK : status;
}
