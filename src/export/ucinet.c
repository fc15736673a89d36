/* UCINET's DL, edgelist1: a matrix, so one value a pair of nodes, which is the sum over its relations (in signed
 * networks blame counts negative), and both directions of a network without any. All labels stand in one list before
 * the data and lines have numbers: labels inside the data would lose the nodes without edges. Gephi wants that list on
 * one line (igraph the format on one of its own) and knows no quotes: blanks and what separates labels become '_',
 * quotes become apostrophes. */
#include "base/error.h"
#include "export/export.h"
#include "export/names.h"
#include "export/sink.h"

static double value_of(const dx_network *net, const dx_tie *tie) {
	double sum = 0;
	for (uint32_t i = 0; i < tie->count; i++) {
		const dx_edge *edge = &net->edges[tie->edge + i];
		sum += edge->sign < 0 ? -edge->value : edge->value;
	}
	return sum;
}

static void write_line(dx_buf *buf, uint32_t from, uint32_t to, double value) {
	dx_buf_printf(buf, "%u %u ", from + 1, to + 1);
	dx_put_exact(buf, value);
	dx_buf_str(buf, "\r\n");
}

static dixit_status write_all(dx_arena *arena, dx_sink *sink, const dx_network *net) {
	static const dx_spelling spelling = {",;:=!\"", "     '", false};
	if (dx_arena_guard(arena)) return dx_fail(sink->error, DIXIT_E_MEMORY, "out of memory");
	const dx_slice *names = dx_unique_names(arena, net, &spelling);
	dx_buf_printf(&sink->buf, "DL n=%u\r\nformat=edgelist1\r\nlabels:\r\n", net->node_count);
	for (uint32_t i = 0; i < net->node_count && !sink->status; i++) {
		if (i) dx_buf_char(&sink->buf, ',');
		dx_buf_slice(&sink->buf, names[i]);
		dx_sink_turn(sink);
	}
	dx_buf_str(&sink->buf, "\r\ndata:\r\n");
	for (uint32_t i = 0; i < net->tie_count && !sink->status; i++) {
		const dx_edge *edge = &net->edges[net->ties[i].edge];
		double value = value_of(net, &net->ties[i]);
		if (value == 0) continue; /* in a matrix that is no line */
		write_line(&sink->buf, edge->source, edge->target, value);
		if (!net->directed && edge->source != edge->target) write_line(&sink->buf, edge->target, edge->source, value);
		dx_sink_turn(sink);
	}
	return DIXIT_OK;
}

dixit_status dx_write_ucinet(dx_outfile *out, const dx_network *network, dixit_error *error) {
	return dx_sink_write(write_all, out, network, error);
}
