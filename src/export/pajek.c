/* Pajek: .net is the network, .paj the network with the kinds as a partition and the sizes as a vector, in one project
 * file (networkx reads a partition in a .net as edges). As readers were found to take it:
 *   - networkx knows nodes by their labels and splits lines as a shell does: labels are unique, a double quote becomes
 *     an apostrophe, a backslash a slash, everything stands on one line;
 *   - Gephi takes the number behind x as the size if anything follows y, so nothing does; it reads one list of arcs, so
 *     all relations stand in one, each with its label;
 *   - Pajek's plane goes from 0 to 1, y downwards. In signed networks blame is negative. */
#include "base/error.h"
#include "export/export.h"
#include "export/field.h"
#include "export/names.h"

#include <math.h>
#include <strings.h>

typedef struct frame {
	double left, top, range;
} frame;

static frame frame_of(const dx_network *net) {
	double left = INFINITY, right = -INFINITY, bottom = INFINITY, top = -INFINITY;
	for (uint32_t i = 0; i < net->node_count; i++) {
		left = fmin(left, net->nodes[i].x);
		right = fmax(right, net->nodes[i].x);
		bottom = fmin(bottom, net->nodes[i].y);
		top = fmax(top, net->nodes[i].y);
	}
	double range = fmax(right - left, top - bottom);
	return (frame){left, top, range > 0 ? range : 1};
}

static void write_vertices(dx_sink *sink, const dx_network *net, const dx_slice *names) {
	frame f = frame_of(net);
	dx_buf_printf(&sink->buf, "*Vertices %u\r\n", net->node_count);
	for (uint32_t i = 0; i < net->node_count && !sink->status; i++) {
		const dx_node *node = &net->nodes[i];
		dx_buf_printf(&sink->buf, "%u \"", i + 1);
		dx_buf_slice(&sink->buf, names[i]);
		dx_buf_str(&sink->buf, "\" ");
		dx_put_number(&sink->buf, 0.05 + 0.9 * (node->x - f.left) / f.range);
		dx_buf_char(&sink->buf, ' ');
		dx_put_number(&sink->buf, 0.05 + 0.9 * (f.top - node->y) / f.range);
		dx_buf_str(&sink->buf, "\r\n");
		dx_sink_turn(sink);
	}
}

static void write_lines(dx_sink *sink, const dx_network *net) {
	dx_buf_str(&sink->buf, net->directed ? "*Arcs\r\n" : "*Edges\r\n");
	for (uint32_t i = 0; i < net->edge_count && !sink->status; i++) {
		const dx_edge *edge = &net->edges[i];
		dx_buf_printf(&sink->buf, "%u %u ", edge->source + 1, edge->target + 1);
		dx_put_exact(&sink->buf, edge->sign < 0 ? -edge->value : edge->value);
		dx_buf_printf(&sink->buf, " l \"%s\"\r\n", dx_relation_look_of(edge->relation)->label);
		dx_sink_turn(sink);
	}
}

/* Classes count from 1 in the order of the kinds; their names stand as a comment. */
static void write_project(dx_sink *sink, const dx_network *net) {
	dx_buf_str(&sink->buf, "\r\n*Partition kind");
	for (unsigned i = 0; i < DX_KINDS; i++) {
		dx_buf_printf(&sink->buf, "%s %u %s", i ? "," : ":", i + 1, dx_kind_look_of((uint8_t)i)->name);
	}
	dx_buf_printf(&sink->buf, "\r\n*Vertices %u\r\n", net->node_count);
	for (uint32_t i = 0; i < net->node_count && !sink->status; i++) {
		dx_buf_printf(&sink->buf, "%u\r\n", net->nodes[i].kind + 1);
		dx_sink_turn(sink);
	}
	dx_buf_printf(&sink->buf, "\r\n*Vector size\r\n*Vertices %u\r\n", net->node_count);
	for (uint32_t i = 0; i < net->node_count && !sink->status; i++) {
		dx_put_number(&sink->buf, net->nodes[i].size);
		dx_buf_str(&sink->buf, "\r\n");
		dx_sink_turn(sink);
	}
}

static bool is_project(const char *path) {
	size_t n = strlen(path);
	return n > 4 && strcasecmp(path + n - 4, ".paj") == 0;
}

static dixit_status write_all(dx_arena *arena, dx_sink *sink, const dx_network *net) {
	static const dx_spelling spelling = {"\"\\", "'/", true};
	if (dx_arena_guard(arena)) return dx_fail(sink->error, DIXIT_E_MEMORY, "out of memory");
	const dx_slice *names = dx_unique_names(arena, net, &spelling);
	bool project = is_project(sink->out->path);
	if (project) dx_buf_str(&sink->buf, "*Network dixit\r\n");
	write_vertices(sink, net, names);
	write_lines(sink, net);
	if (project) write_project(sink, net);
	return DIXIT_OK;
}

dixit_status dx_write_pajek(dx_outfile *out, const dx_network *network, dixit_error *error) {
	return dx_sink_write(write_all, out, network, error);
}
