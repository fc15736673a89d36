/* What the tools that people crawl with call the parts of an article: one table for JSON, CSV and JSON-LD. */
#ifndef DX_FIELDS_H
#define DX_FIELDS_H

#include "base/slice.h"

typedef enum dx_named {
	DX_NAMED_TEXT,
	DX_NAMED_TITLE,
	DX_NAMED_DATE,
	DX_NAMED_PUBLISHER,
	DX_NAMED_ID,
	DX_NAMED_URL,
	DX_NAMED_LANGUAGE,
	DX_NAMED_COUNT
} dx_named;

/* The user's own name of a field, in place of the table's; NULL: the table's. Borrowed. */
typedef struct dx_fields {
	const char *own[DX_NAMED_COUNT];
} dx_fields;

dx_fields dx_fields_of(const dixit_fields *fields);
/* The i-th name of a field, best first; NULL: no more. A full stop leads into an object ("source.name"). `fields` NULL:
 * the table's names. */
const char *dx_named_name(const dx_fields *fields, dx_named field, unsigned i);
/* Which name of the field a column of a CSV file has, 0 the best; -1: none. Case counts not, and blanks and hyphens are
 * as good as '_'. */
int dx_named_rank(const dx_fields *fields, dx_named field, dx_slice column);

#endif
