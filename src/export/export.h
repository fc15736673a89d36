/* The file formats of the network: one writer a format, one table of formats. */
#ifndef DX_EXPORT_H
#define DX_EXPORT_H

#include "base/outfile.h"
#include "graph/graph.h"

typedef struct dx_format {
	const char *name;       /* "graphml": what --format takes */
	const char *endings[3]; /* ".graphml", …, NULL */
	const char *what;       /* one line for help */
	dixit_status (*write)(dx_outfile *out, const dx_network *network, dixit_error *error);
} dx_format;

/* Row i of the table; NULL behind the last. */
const dx_format *dx_format_at(unsigned i);
/* By name, else (name NULL) by the ending of `path`; NULL: none. */
const dx_format *dx_format_of(const char *path, const char *name);

dixit_status dx_write_graphml(dx_outfile *out, const dx_network *network, dixit_error *error);
dixit_status dx_write_dot(dx_outfile *out, const dx_network *network, dixit_error *error);

/* A number as every reader takes it, whatever the locale: a full stop, at most four decimals, no exponent, no -0. NaN
 * and infinity, which Gephi and Graphviz read each in a way of their own, become 0. */
enum { DX_NUMBER_MAX = 32 };
size_t dx_number(char out[DX_NUMBER_MAX], double x);

#endif
