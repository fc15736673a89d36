/* The table of formats and dixit_graph_write(). */
#include "export/export.h"

#include "base/error.h"
#include <strings.h>

static const dx_format formats[] = {
    {"graphml",
     {".graphml"},
     "GraphML for Gephi, Cytoscape, igraph and networkx, with positions, sizes and colours",
     dx_write_graphml},
    {"dot", {".dot", ".gv"}, "DOT for Graphviz (draw it with neato -n2)", dx_write_dot},
};

const dx_format *dx_format_at(unsigned i) { return i < sizeof formats / sizeof *formats ? &formats[i] : NULL; }

static bool ends_with(const char *path, const char *ending) {
	size_t n = strlen(path), m = strlen(ending);
	return n > m && strcasecmp(path + n - m, ending) == 0;
}

const dx_format *dx_format_of(const char *path, const char *name) {
	for (unsigned i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (name) {
			if (strcasecmp(name, formats[i].name) == 0) return &formats[i];
			continue;
		}
		for (unsigned k = 0; k < sizeof formats[i].endings / sizeof *formats[i].endings && formats[i].endings[k]; k++) {
			if (ends_with(path, formats[i].endings[k])) return &formats[i];
		}
	}
	return NULL;
}

dixit_status dixit_graph_write(const dixit_graph *graph, const char *path, const char *format, dixit_error *error) {
	const dx_network *network = dx_graph_network(graph);
	const dx_format *f = dx_format_of(path, format);
	dx_outfile out;
	if (!network) return dx_fail(error, DIXIT_E_USAGE, "the graph is not finished");
	if (!f && format) return dx_fail(error, DIXIT_E_USAGE, "no format is called '%s'", format);
	if (!f) {
		dx_fail(error, DIXIT_E_USAGE, "the name's ending tells no format (.graphml, .dot, .gv)");
		dx_error_at(error, path, 0, 0);
		return DIXIT_E_USAGE;
	}
	if (network->bulk && f->write != dx_write_graphml)
		return dx_fail(error, DIXIT_E_USAGE, "a network of %u edges is written as GraphML only", network->edge_count);
	dixit_status status = dx_outfile_open(&out, path, error);
	if (status) return status;
	status = f->write(&out, network, error);
	if (status)
		dx_outfile_abandon(&out);
	else
		status = dx_outfile_commit(&out, error);
	return status;
}
