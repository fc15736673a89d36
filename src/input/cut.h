/* A file cut into articles, each in its bytes. */
#ifndef DX_CUT_H
#define DX_CUT_H

#include "input/bytes.h"
#include "input/fields.h"
#include "input/form.h"
#include "input/reader.h"

/* Of the file being cut. What is not given begins as 0. */
typedef struct dx_cutter {
	dx_bytes *bytes;
	dx_form form;
	uint64_t line;   /* lines begun */
	uint64_t byte;   /* of an array: bytes handed out in this line */
	uint64_t number; /* of the last article */
	bool found;      /* has it given an article (or an error about one)? */
	bool opened;     /* the array's bracket, the table's header was read */
	bool ended;
	const dx_fields *fields; /* the user's names of columns */
	bool chosen;             /* the user named the file; a table in a folder may be anything */
	dx_buf header;           /* of a table */
	char delimiter;
	dx_buf scratch;
} dx_cutter;

void dx_cutter_free(dx_cutter *cutter);
/* The next article into *raw, all but its path. DIXIT_END; or an error about one, after which the next call goes on as
 * far as the file can be read. */
dixit_status dx_cut_next(dx_cutter *cutter, dx_raw *raw, dixit_error *error);

/* By form; the same terms. */
dixit_status dx_cut_element(dx_cutter *cutter, dx_raw *raw, dixit_error *error);
dixit_status dx_cut_row(dx_cutter *cutter, dx_raw *raw, dixit_error *error);
dixit_status dx_cut_record(dx_cutter *cutter, dx_raw *raw, dixit_error *error);

/* What a server sent, with its head, in raw->bytes: the page or text in it stays there, unchunked and unpacked, and
 * form and charset are set. DIXIT_END: it is none (an error page, a picture). */
dixit_status dx_http_body(dx_raw *raw, dixit_error *error);
/* The value of a header line "Name: value", or len 0 where it has another name. */
dx_slice dx_http_field(dx_slice line, const char *name);
/* Is that a content type that is read? Form and charset go into *raw. */
bool dx_http_type(dx_raw *raw, dx_slice type);

#endif
