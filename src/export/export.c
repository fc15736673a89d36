/* The table of formats, and finding the right row. */
#include "export/export.h"

#include "base/error.h"
#include "export/picture.h"
#include <errno.h>
#include <strings.h>

static dixit_status drawn(const char *path, const dx_network *network, const char *type, dixit_error *error) {
	dixit_error own = {0};
	if (dx_picture_draw(network, path, type, &own) == DX_PICTURE_DRAWN) return DIXIT_OK;
	if (error) *error = own;
	return own.status;
}

static dixit_status save_svg(const char *path, const dx_network *net, dixit_error *error) {
	return drawn(path, net, "svg", error);
}
static dixit_status save_png(const char *path, const dx_network *net, dixit_error *error) {
	return drawn(path, net, "png", error);
}
static dixit_status save_pdf(const char *path, const dx_network *net, dixit_error *error) {
	return drawn(path, net, "pdf", error);
}

static const dx_format formats[] = {
    {"graphml",
     {".graphml"},
     "GraphML for Gephi, Cytoscape, igraph and networkx; holds everything",
     .write = dx_write_graphml,
     .read = dx_read_graphml},
    {"gexf",
     {".gexf"},
     "GEXF 1.3 for Gephi, with a time line where days are known; holds everything",
     .write = dx_write_gexf,
     .read = dx_read_gexf},
    {"dot", {".dot", ".gv"}, "DOT for Graphviz (draw it with neato -n2)", .write = dx_write_dot},
    {"json",
     {".json"},
     "node-link JSON for networkx; holds everything",
     .write = dx_write_nodelink,
     .read = dx_read_json},
    {"cyjs",
     {".cyjs"},
     "JSON for Cytoscape and Cytoscape.js; holds everything",
     .write = dx_write_cytoscape,
     .read = dx_read_json},
    {"csv", {".csv"}, "NAME.nodes.csv and NAME.edges.csv for Gephi's spreadsheet import", .save = dx_save_csv},
    {"pajek", {".net", ".paj"}, "Pajek; .paj with the kinds as a partition", .write = dx_write_pajek},
    {"dl", {".dl"}, "UCINET, one value a pair of nodes", .write = dx_write_ucinet},
    {"svg", {".svg"}, "a picture for browsers, drawn by Graphviz", .save = save_svg},
    {"png", {".png"}, "a picture, drawn by Graphviz", .save = save_png},
    {"pdf", {".pdf"}, "a picture for print, drawn by Graphviz", .save = save_pdf},
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

/* The row, or what is wrong. */
static const dx_format *found(const char *path, const char *name, dixit_error *error) {
	const dx_format *format = dx_format_of(path, name);
	if (!format && name) {
		dx_fail(error, DIXIT_E_USAGE, "no format is called '%s'", name);
	} else if (!format) {
		dx_fail(error, DIXIT_E_USAGE, "the name's ending tells no format");
		dx_error_at(error, path, 0, 0);
	}
	return format;
}

dixit_status dx_network_write(const dx_network *network, const char *path, const char *format, dixit_error *error) {
	const dx_format *f = found(path, format, error);
	dx_outfile out;
	if (!f) return DIXIT_E_USAGE;
	if (network->bulk && f->write != dx_write_graphml)
		return dx_fail(error, DIXIT_E_USAGE, "a network of %u edges is written as GraphML only", network->edge_count);
	if (f->save) return f->save(path, network, error);
	dixit_status status = dx_outfile_open(&out, path, error);
	if (status) return status;
	status = f->write(&out, network, error);
	if (status)
		dx_outfile_abandon(&out);
	else
		status = dx_outfile_commit(&out, error);
	return status;
}

dixit_status dixit_graph_write(const dixit_graph *graph, const char *path, const char *format, dixit_error *error) {
	const dx_network *network = dx_graph_network(graph);
	if (!network) return dx_fail(error, DIXIT_E_USAGE, "the graph is not finished");
	return dx_network_write(network, path, format, error);
}

dixit_status dx_network_read(dx_load *load, const char *path, const char *format, const dx_network **out) {
	const dx_format *f = found(path, format, load->error);
	if (!f) return DIXIT_E_USAGE;
	load->path = path;
	if (!f->read)
		return dx_load_fail(load, DIXIT_E_USAGE, 0, "%s does not hold everything, so it is not read back", f->name);
	errno = 0;
	FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	if (!in) {
		dixit_status status = dx_fail_errno(load->error, "cannot open");
		dx_error_at(load->error, path, 0, 0);
		return status;
	}
	dixit_status status = f->read(load, in);
	if (in != stdin) fclose(in);
	if (!status) status = dx_load_end(load);
	*out = status ? NULL : &load->net;
	return status;
}
