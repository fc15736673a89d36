/* A network read back from a file: nodes and edges as the readers find them, then sorted and tied as the graph's own.
 */
#ifndef DX_LOAD_H
#define DX_LOAD_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "export/field.h"

typedef struct dx_load_cell {
	uint32_t row;
	int64_t whole;
	double number;
	dx_slice text;
} dx_load_cell;

typedef struct dx_load_column {
	const char *name;
	uint8_t type;
	DX_VEC(dx_load_cell) cells;
} dx_load_column;
typedef DX_VEC(dx_load_column) dx_load_columns;

/* Read-only outside load.c but for net's title, articles, first, last and directed. */
typedef struct dx_load {
	dx_arena arena;
	dixit_error *error;
	const char *path;
	dx_network net;
	dx_map keys;     /* node → number */
	dx_map names[2]; /* by side: name → slot */
	DX_VEC(dx_node) nodes;
	DX_VEC(dx_edge) edges;
	DX_VEC(dx_day) days; /* of the edge at hand */
	dx_load_columns columns[2];
} dx_load;

/* To be freed whatever comes back. The guard of the arena is the readers' to set: the others below jump to it. */
dixit_status dx_load_init(dx_load *load, dixit_error *error);
void dx_load_free(dx_load *load);
/* An error with the file and, where it is known (not 0), the line. */
dixit_status dx_load_fail(dx_load *load, dixit_status status, uint64_t line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Where a value of this name goes: a field of the table or a column, which is made where there is none. */
uint32_t dx_load_slot(dx_load *load, dx_side side, dx_slice name, dx_column_type type);
dx_column_type dx_load_type(const dx_load *load, dx_side side, uint32_t slot);
/* A new node or edge, to which the following values go, until it is done. */
dixit_status dx_load_node(dx_load *load, dx_slice key, uint64_t line);
dixit_status dx_load_edge(dx_load *load, dx_slice source, dx_slice target, uint64_t line);
dixit_status dx_load_set(dx_load *load, dx_side side, uint32_t slot, const dx_value *value, uint64_t line);
/* The value as text, as dx_put_value() writes it. */
dixit_status dx_load_text(dx_load *load, dx_side side, uint32_t slot, dx_slice text, uint64_t line);
dixit_status dx_load_day(dx_load *load, dx_slice day, dx_slice value, uint64_t line);
dixit_status dx_load_done(dx_load *load, dx_side side, uint64_t line);
/* Everything has been read: load->net is whole. */
dixit_status dx_load_end(dx_load *load);

/* tie.c: strengths and ties of the sorted edges */
void dx_load_tie(dx_load *load);
/* "2.5"; false: no number */
bool dx_read_number(dx_slice text, double *out);
bool dx_read_int(dx_slice text, int64_t *out);

#endif
