#include "article/raw.h"

#include "article/decode.h"
#include "article/line.h"
#include "article/members.h"
#include "article/page.h"
#include "base/error.h"
#include "input/csv.h"

/* In the order of the names: a column called `text` goes before one called `body`. */
static dixit_status read_row(dx_article *article, const dx_raw *raw, const dx_fields *fields, dx_arena *arena,
                             dixit_error *error) {
	dx_slice bytes = {raw->bytes.ptr, raw->bytes.len}, all;
	dx_cells columns = {0}, cells = {0};
	dx_slice row = {bytes.ptr + raw->head, bytes.len - raw->head};
	if (row.len && row.ptr[row.len - 1] == '\r') row.len--;
	dixit_status status = dx_decode_file(&all, row, arena, error);
	if (status) return status;
	dx_csv_cells(&columns, (dx_slice){bytes.ptr, raw->head}, raw->delimiter, arena);
	dx_csv_cells(&cells, all, raw->delimiter, arena);
	if (cells.count > columns.count) {
		return dx_fail(error, DIXIT_E_FORMAT, "a row of %u cells where the header has %u", cells.count, columns.count);
	}
	int best[DX_NAMED_COUNT];
	memset(best, -1, sizeof best);
	for (uint32_t i = 0; i < columns.count; i++) {
		for (int field = 0; field < DX_NAMED_COUNT; field++) {
			int rank = dx_named_rank(fields, (dx_named)field, dx_line_trim(columns.items[i]));
			if (rank < 0 || i >= cells.count || (best[field] >= 0 && best[field] < rank)) continue;
			if (field == DX_NAMED_TEXT) {
				if (dx_line_trim(cells.items[i]).len) article->text = cells.items[i];
				if (dx_line_trim(cells.items[i]).len) best[field] = rank;
			} else if (dx_members_set(article, (dx_named)field, cells.items[i], (unsigned)rank, arena)) {
				best[field] = rank;
			}
		}
	}
	return DIXIT_OK;
}

static void fill(dx_slice *to, dx_slice from) {
	if (!to->len) *to = from;
}

static dixit_status read_page(dx_article *article, const dx_raw *raw, dx_arena *arena, dixit_error *error) {
	dx_slice bytes = {raw->bytes.ptr, raw->bytes.len}, text;
	dx_page page = {0};
	dixit_status status = dx_decode_page(&text, bytes, raw->charset, arena, error);
	if (!status) status = dx_page_read(&page, text, arena, error);
	if (status) return status;
	article->text = page.text;
	article->title = page.about.title;
	article->published = page.about.published;
	article->unread_date = page.about.unread_date;
	article->publisher = page.about.publisher;
	article->url = page.about.url;
	article->language = page.about.language;
	return DIXIT_OK;
}

/* A field that holds HTML. */
static dixit_status unmark(dx_article *article, dx_arena *arena, dixit_error *error) {
	dx_page page = {0};
	if (!dx_page_is_markup(article->text)) return DIXIT_OK;
	dixit_status status = dx_page_read_piece(&page, article->text, arena, error);
	if (status) return status;
	article->text = page.text;
	return DIXIT_OK;
}

static dx_slice known(const char *s, dx_arena *arena) {
	size_t len = strlen(s);
	return (dx_slice){dx_strndup(arena, s, len), len};
}

dixit_status dx_article_from_raw(dx_article *article, const dx_raw *raw, const dx_article_means *means, dx_arena *arena,
                                 dixit_error *error) {
	dx_slice bytes = {raw->bytes.ptr, raw->bytes.len};
	dixit_status status = DIXIT_OK;
	switch (raw->form) {
	case DX_RAW_TEXT: status = dx_decode_file(&article->text, bytes, arena, error); break;
	case DX_RAW_HTML: status = read_page(article, raw, arena, error); break;
	case DX_RAW_JSON: status = dx_json_read(article, bytes, means->fields, arena, error); break;
	case DX_RAW_ROW: status = read_row(article, raw, means->fields, arena, error); break;
	}
	if (!status && (raw->form == DX_RAW_JSON || raw->form == DX_RAW_ROW)) status = unmark(article, arena, error);
	if (status) return status;
	if (raw->url[0]) fill(&article->url, known(raw->url, arena));
	status = dx_article_from_text(article, means->patterns, means->scratch, arena, error);
	/* When a page was fetched is no more than a fallback, also to the date line of its text. */
	if (!status && raw->published[0]) fill(&article->published, known(raw->published, arena));
	return status;
}
