/* A network from a table of aggregated edges and one of nodes, as big as memory allows: an edge takes 16 bytes. A
 * network of at most DX_BULK_FULL edges becomes one in full (graph.h), for layout, measures and every format. */
#ifndef DX_BULK_H
#define DX_BULK_H

#include "base/buf.h"
#include "graph/facts.h"

#include <locale.h>

enum { DX_BULK_TARGET_BITS = 28, DX_BULK_BLOCK = 1 << 16, DX_BULK_FULL = 1000000, DX_BULK_NODES = 1 << 28 };
_Static_assert(DX_RELATIONS <= 16, "a relation has four bits");

typedef struct dx_bulk_edge {
	uint32_t source, target; /* nodes as they came, later by key; target: the relation in the upper four bits */
	double value;
} dx_bulk_edge;

typedef struct dx_bulk {
	DX_VEC(dx_bulk_edge *) blocks; /* of DX_BULK_BLOCK edges each */
	uint64_t count;
	DX_VEC(dx_slice) keys;       /* of nodes as they came */
	DX_VEC(dx_node *) described; /* the same nodes; NULL, or not there at the end: not in the table of nodes */
	bool relations;              /* the table says what they are */
} dx_bulk;

static inline dx_bulk_edge *dx_bulk_at(const dx_bulk *bulk, uint64_t i) {
	return &bulk->blocks.items[i / DX_BULK_BLOCK][i % DX_BULK_BLOCK];
}
static inline uint32_t dx_bulk_target(const dx_bulk_edge *e) { return e->target & (DX_BULK_NODES - 1); }
static inline uint8_t dx_bulk_relation(const dx_bulk_edge *e) { return (uint8_t)(e->target >> DX_BULK_TARGET_BITS); }

/* bulk_read.c: tab-separated rows below a line of column names. */
enum { DX_TABLE_COLUMNS = 16 };
typedef struct dx_table {
	FILE *stream;
	const char *path;
	dx_buf buf; /* what has been read; the next row begins at `from` */
	size_t from;
	uint64_t line;
	const char *row;
	dx_slice fields[DX_TABLE_COLUMNS]; /* of the row at hand, good until the next one */
	unsigned count;                    /* how many the first line has */
	int8_t at[DX_TABLE_COLUMNS];       /* column by name → field, -1: not there */
	locale_t plain;                    /* numbers with a point; 0 until needed */
} dx_table;

/* `names`: NULL ends them; the first `needed` must be there. */
dixit_status dx_table_open(dx_table *table, const char *path, const char *const *names, unsigned needed,
                           dixit_error *error);
/* DIXIT_END behind the last row. */
dixit_status dx_table_next(dx_table *table, dixit_error *error);
/* Is there a row that can be had without reading on, which would overwrite those at hand? */
bool dx_table_ready(const dx_table *table);
void dx_table_close(dx_table *table);
/* Empty where there is no such column. */
static inline dx_slice dx_table_get(const dx_table *t, unsigned name) {
	return t->at[name] < 0 ? (dx_slice){"", 0} : t->fields[t->at[name]];
}
/* An error at a field of the row at hand. */
dixit_status dx_table_wrong(const dx_table *table, dx_slice field, const char *what, dixit_error *error);
/* A decimal number, "12", "0.5", "1.0E7"; false: it is none. */
bool dx_table_number(dx_table *table, dx_slice text, double *out);

/* bulk_sort.c: nodes by key, edges by source, target and relation, the same ones added up. `rank`: node as it came → by
 * key. */
void dx_bulk_sort(dixit_graph *graph, uint32_t *rank);
/* bulk.c: the network; its edges in full where they are not too many, else in network.bulk. */
void dx_bulk_finish(dixit_graph *graph);
/* Of a network that is not in full: what of its wishes is left out is told. */
dixit_status dx_bulk_only(dixit_graph *graph, dixit_error *error);

#endif
