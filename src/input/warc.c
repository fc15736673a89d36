/* Records of a web archive (ISO 28500): pages as servers sent them (response), pages as such (resource), and the texts
 * of WET files (conversion). Requests, metadata, pictures, redirects and error pages are passed over. A record whose
 * length is wrong is an error, and reading goes on with the next line that begins with "WARC/". */
#include "base/error.h"
#include "input/cut.h"
#include <inttypes.h>
#include <stdlib.h>

enum { HEADER_MAX = 1 << 16 };

typedef struct record {
	enum { OTHER, RESPONSE, PLAIN } kind;
	uint64_t length;
	bool has_length;
} record;

static bool is_version(dx_slice line) { return line.len >= 6 && !memcmp(line.ptr, "WARC/", 5); }

/* One line without its line end, in c->scratch. */
static dixit_status next_line(dx_cutter *c, dx_slice *line, dixit_error *error) {
	c->scratch.len = 0;
	dixit_status status = dx_bytes_line(c->bytes, &c->scratch, HEADER_MAX, error);
	*line = (dx_slice){c->scratch.ptr, c->scratch.len};
	while (line->len && line->ptr[line->len - 1] == '\r') line->len--;
	return status == DIXIT_E_TOO_LONG ? DIXIT_OK : status;
}

/* To the line that a record begins with, which is taken. */
static dixit_status find_record(dx_cutter *c, dixit_error *error) {
	dx_slice line;
	dixit_status status;
	do status = next_line(c, &line, error);
	while (!status && !is_version(line));
	return status;
}

static void keep(char *to, size_t room, dx_slice value) {
	to[0] = 0;
	if (value.len < room && value.len) snprintf(to, room, "%.*s", (int)value.len, value.ptr);
}

static void read_field(record *r, dx_raw *raw, dx_slice line) {
	static const struct {
		const char *name;
		int kind;
	} kinds[] = {{"response", RESPONSE}, {"resource", PLAIN}, {"conversion", PLAIN}};
	dx_slice v = dx_http_field(line, "WARC-Type");
	for (size_t i = 0; v.len && i < sizeof kinds / sizeof *kinds; i++) {
		if (dx_slice_eq(v, dx_slice_of(kinds[i].name))) r->kind = kinds[i].kind;
	}
	v = dx_http_field(line, "Content-Length");
	if (v.len && v.len < 20) {
		char digits[20];
		snprintf(digits, sizeof digits, "%.*s", (int)v.len, v.ptr);
		r->has_length = digits[strspn(digits, "0123456789")] == 0;
		r->length = strtoull(digits, NULL, 10);
	}
	v = dx_http_field(line, "WARC-Target-URI");
	if (v.len > 1 && v.ptr[0] == '<') v = (dx_slice){v.ptr + 1, v.len - 2}; /* as the first edition had them */
	if (v.len) keep(raw->url, sizeof raw->url, v);
	v = dx_http_field(line, "WARC-Date");
	if (v.len >= 10) keep(raw->published, sizeof raw->published, (dx_slice){v.ptr, 10});
	v = dx_http_field(line, "Content-Type");
	if (v.len && r->kind == PLAIN && !dx_http_type(raw, v)) r->kind = OTHER;
}

static dixit_status read_fields(dx_cutter *c, record *r, dx_raw *raw, dixit_error *error) {
	dx_slice line;
	dixit_status status;
	*r = (record){0};
	raw->url[0] = raw->published[0] = raw->charset[0] = 0;
	raw->form = DX_RAW_TEXT;
	while (!(status = next_line(c, &line, error)) && line.len) read_field(r, raw, line);
	if (status < 0) return status;
	if (status || !r->has_length) {
		return dx_fail(error, DIXIT_E_FORMAT, status ? "the file ends inside a record" : "a record without a length");
	}
	return DIXIT_OK;
}

/* A block that is longer than the record was holds the records behind it: they are read again. */
static void rescue(dx_cutter *c, const dx_buf *block) {
	static const char sign[] = "\nWARC/1.";
	const char *at = block->len ? memmem(block->ptr, block->len, sign, sizeof sign - 1) : NULL;
	if (at) (void)dx_bytes_back(c->bytes, (dx_slice){at + 1, block->len - (size_t)(at + 1 - block->ptr)});
}

/* Behind a record stand blank lines and the next record, or nothing. */
static dixit_status check_end(dx_cutter *c, const dx_buf *block, dixit_error *error) {
	dx_slice line;
	dixit_status status;
	do status = next_line(c, &line, error);
	while (!status && !line.len);
	if (status) return status == DIXIT_END ? DIXIT_OK : status;
	bool wrong = !is_version(line);
	dx_buf_char(&c->scratch, '\n');
	if (c->scratch.failed || !dx_bytes_back(c->bytes, (dx_slice){c->scratch.ptr, c->scratch.len})) {
		return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	}
	if (!wrong) return DIXIT_OK;
	if (block) rescue(c, block);
	return dx_fail(error, DIXIT_E_FORMAT, "the length of the record is wrong: no record begins where it ends");
}

static dixit_status read_block(dx_cutter *c, const record *r, dx_raw *raw, dixit_error *error) {
	uint64_t got;
	bool held = r->kind != OTHER && r->length <= DIXIT_ARTICLE_MAX;
	dixit_status status = dx_bytes_some(c->bytes, held ? &raw->bytes : NULL, r->length, &got, error);
	if (!status && got < r->length) {
		if (held) rescue(c, &raw->bytes);
		return dx_fail(error, DIXIT_E_FORMAT, "the file ends inside a record of %" PRIu64 " bytes", r->length);
	}
	if (!status) status = check_end(c, held ? &raw->bytes : NULL, error);
	if (!status && r->kind != OTHER && !held) {
		status = dx_fail(error, DIXIT_E_TOO_LONG, "a record of more than 16 MiB");
	}
	return status;
}

dixit_status dx_cut_record(dx_cutter *c, dx_raw *raw, dixit_error *error) {
	for (;;) {
		record r;
		raw->bytes.len = 0;
		raw->line = raw->byte = 0;
		dixit_status status = find_record(c, error);
		if (status) return status;
		raw->number = ++c->number;
		raw->byte = c->bytes->passed - c->scratch.len;
		status = read_fields(c, &r, raw, error);
		if (!status) status = read_block(c, &r, raw, error);
		if (!status && r.kind == RESPONSE) status = dx_http_body(raw, error);
		if (status < 0) return status;
		if (!status && r.kind != OTHER && raw->bytes.len) return DIXIT_OK;
	}
}
