/* What a file holds, told by its first bytes, and by its ending where they leave it open. */
#ifndef DX_FORM_H
#define DX_FORM_H

#include "base/slice.h"

typedef enum dx_form {
	DX_FORM_TEXT,    /* one article */
	DX_FORM_HTML,    /* one page */
	DX_FORM_LINES,   /* JSON Lines: a line is one article */
	DX_FORM_OBJECT,  /* one JSON object over several lines */
	DX_FORM_ARRAY,   /* JSON objects in brackets */
	DX_FORM_ROWS,    /* comma- or tab-separated values behind a header */
	DX_FORM_WARC,    /* a web archive */
	DX_FORM_STREAM,  /* packed */
	DX_FORM_ARCHIVE, /* with members */
} dx_form;

typedef struct dx_head {
	const char *path; /* "-": standard input */
	dx_slice bytes;   /* the first ones of the file */
	bool whole;       /* that is all of them */
} dx_head;

/* *skip: bytes before the first item (a byte order mark; what stands before the array in {"articles": [). Forms that
 * cannot be read are DIXIT_E_FORMAT. */
dixit_status dx_form_tell(dx_form *form, size_t *skip, const dx_head *head, dixit_error *error);

#endif
