#include "input/cut.h"

#include "base/error.h"

void dx_cutter_free(dx_cutter *cutter) {
	dx_buf_free(&cutter->header);
	dx_buf_free(&cutter->scratch);
	*cutter = (dx_cutter){0};
}

static dixit_status cut_whole(dx_cutter *c, dx_raw *raw, dixit_error *error) {
	uint64_t got;
	if (c->found) return DIXIT_END;
	dixit_status status = dx_bytes_some(c->bytes, &raw->bytes, DIXIT_ARTICLE_MAX + 1, &got, error);
	if (!status && got > DIXIT_ARTICLE_MAX) {
		status = dx_fail(error, DIXIT_E_TOO_LONG, "an article of more than 16 MiB");
	}
	return status;
}

static bool all_blank(const dx_buf *buf) {
	size_t i = 0;
	while (i < buf->len && strchr(" \t\r\n", buf->ptr[i]) && buf->ptr[i]) i++;
	return i == buf->len;
}

static dixit_status cut_line(dx_cutter *c, dx_raw *raw, dixit_error *error) {
	dixit_status status;
	do {
		raw->bytes.len = 0;
		status = dx_bytes_line(c->bytes, &raw->bytes, DIXIT_ARTICLE_MAX, error);
		c->line += status != DIXIT_END;
	} while (!status && all_blank(&raw->bytes));
	if (status == DIXIT_E_TOO_LONG && c->bytes->ended == false) dx_fail(error, status, "a line of more than 16 MiB");
	raw->line = raw->number = c->line;
	return status;
}

dixit_status dx_cut_next(dx_cutter *c, dx_raw *raw, dixit_error *error) {
	dixit_status status = DIXIT_END;
	raw->number = raw->line = raw->byte = raw->head = 0;
	raw->url[0] = raw->published[0] = raw->charset[0] = 0;
	raw->form = c->form == DX_FORM_HTML ? DX_RAW_HTML : c->form == DX_FORM_TEXT ? DX_RAW_TEXT : DX_RAW_JSON;
	switch (c->form) {
	case DX_FORM_TEXT:
	case DX_FORM_HTML:
	case DX_FORM_OBJECT: status = cut_whole(c, raw, error); break;
	case DX_FORM_LINES: status = cut_line(c, raw, error); break;
	case DX_FORM_ARRAY: status = dx_cut_element(c, raw, error); break;
	case DX_FORM_ROWS: status = dx_cut_row(c, raw, error); break;
	case DX_FORM_WARC: status = dx_cut_record(c, raw, error); break;
	case DX_FORM_STREAM:
	case DX_FORM_ARCHIVE: break;
	}
	if (status == DIXIT_END && !c->found && !c->opened) {
		status =
		    dx_fail(error, DIXIT_E_EMPTY, c->form == DX_FORM_WARC ? "a web archive without a page" : "an empty file");
		raw->line = raw->byte = 0;
	}
	c->found = true;
	if (status < 0) dx_error_at(error, NULL, raw->line, raw->byte);
	return status;
}
