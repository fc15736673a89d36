/* The file formats of the network: one writer a format, one table of formats. */
#ifndef DX_EXPORT_H
#define DX_EXPORT_H

#include "base/outfile.h"
#include "export/load.h"
#include "export/sink.h"
#include "graph/graph.h"

typedef struct dx_format {
	const char *name;       /* "graphml": what --format takes */
	const char *endings[4]; /* ".graphml", …, NULL */
	const char *what;       /* one line for help */
	dixit_status (*write)(dx_outfile *out, const dx_network *network, dixit_error *error);
	/* in place of `write`, of formats that are no single stream of ours: pairs of files, pictures */
	dixit_status (*save)(const char *path, const dx_network *network, dixit_error *error);
	/* NULL: does not hold everything and is not read back */
	dixit_status (*read)(dx_load *load, FILE *in);
} dx_format;

/* Row i of the table; NULL behind the last. */
const dx_format *dx_format_at(unsigned i);
/* By name, else (name NULL) by the ending of `path`; NULL: none. */
const dx_format *dx_format_of(const char *path, const char *name);

/* Whole or absent; "-" is standard output. */
dixit_status dx_network_write(const dx_network *network, const char *path, const char *format, dixit_error *error);
/* The network of a file, "-": standard input. *out and all it points to live in `load`, which the caller frees. */
dixit_status dx_network_read(dx_load *load, const char *path, const char *format, const dx_network **out);

dixit_status dx_write_graphml(dx_outfile *out, const dx_network *network, dixit_error *error);
dixit_status dx_write_gexf(dx_outfile *out, const dx_network *network, dixit_error *error);
dixit_status dx_write_dot(dx_outfile *out, const dx_network *network, dixit_error *error);
dixit_status dx_write_nodelink(dx_outfile *out, const dx_network *network, dixit_error *error);
dixit_status dx_write_cytoscape(dx_outfile *out, const dx_network *network, dixit_error *error);
dixit_status dx_write_pajek(dx_outfile *out, const dx_network *network, dixit_error *error);
dixit_status dx_write_ucinet(dx_outfile *out, const dx_network *network, dixit_error *error);
/* DOT for drawing alone: without what is not drawn, and in Graphviz's own spelling of "&". */
dixit_status dx_write_drawing(dx_outfile *out, const dx_network *network, dixit_error *error);
dixit_status dx_save_csv(const char *path, const dx_network *network, dixit_error *error);

dixit_status dx_read_graphml(dx_load *load, FILE *in);
dixit_status dx_read_gexf(dx_load *load, FILE *in);
dixit_status dx_read_json(dx_load *load, FILE *in); /* node-link and Cytoscape */

#endif
