/* What files say of nodes and edges, one table for all formats and for reading back: the built-in fields, behind them
 * the further columns of the network. */
#ifndef DX_FIELD_H
#define DX_FIELD_H

#include "export/sink.h"
#include "graph/graph.h"

typedef enum dx_side { DX_NODES, DX_EDGES } dx_side;

/* Where a field's value is. */
typedef enum dx_place {
	DX_AT_SLICE,
	DX_AT_CHARS, /* NUL-terminated array, `room` bytes */
	DX_AT_U32,
	DX_AT_SIGN,
	DX_AT_POINTS, /* a double in points: four decimals */
	DX_AT_DOUBLE,
	DX_AT_BOOL,
	DX_AT_KIND,
	DX_AT_RELATION,
	DX_AT_COLOUR,
	DX_AT_DAYS, /* "2024-01-05 2; 2024-02-01 1" */
	/* made from others, not read back */
	DX_AT_RELATION_LABEL,
	DX_AT_EDGE_COLOUR
} dx_place;

typedef struct dx_field {
	const char *name;
	uint8_t type, place; /* dx_column_type, dx_place */
	uint8_t uses;        /* DX_USE_… */
	uint8_t room;
	size_t offset;
	bool (*wanted)(
	    const dx_network *net); /* NULL: always; else only in files of networks that have something to tell */
} dx_field;

enum {
	DX_USE_VIZ = 1,  /* GEXF has an element or attribute of its own for it */
	DX_USE_NAME = 2, /* the label or id once more, under the name where Cytoscape or Gephi's table shows it */
	DX_USE_MADE = 4, /* follows from other fields */
	DX_USE_TIME = 8  /* where the weight is one of each day: all of them; Gephi shows one */
};

/* Row i of the table; NULL behind the last. */
const dx_field *dx_field_at(dx_side side, unsigned i);
enum { DX_FIELDS_MAX = 24 };

/* The fields and columns of a network that files have. */
typedef struct dx_shown {
	const dx_network *net;
	dx_side side;
	const dx_field *fields[DX_FIELDS_MAX];
	unsigned field_count;
	const dx_column *columns;
	unsigned count; /* fields and columns */
} dx_shown;
dx_shown dx_shown_of(const dx_network *net, dx_side side, unsigned without);
const char *dx_shown_name(const dx_shown *shown, unsigned which);
uint8_t dx_shown_type(const dx_shown *shown, unsigned which);

/* One value. Absent: no text, NaN. */
typedef struct dx_value {
	bool absent;
	bool points; /* a double of four decimals */
	int64_t whole;
	double number;
	dx_slice text;
	char chars[8]; /* "#2166ac", pointed to by `text` */
} dx_value;
/* Field or column `which` of node or edge `row`. `scratch` holds what has to be put together. */
void dx_shown_get(const dx_shown *shown, unsigned which, uint32_t row, dx_value *value, dx_buf *scratch);
/* As text that every reader takes: numbers, true and false; text goes through `put`. */
void dx_put_value(dx_buf *buf, uint8_t type, const dx_value *value, void (*put)(dx_buf *buf, dx_slice text));

uint32_t dx_edge_colour(const dx_edge *edge);
/* "#2166ac" */
void dx_put_colour(dx_buf *buf, uint32_t colour);
bool dx_has_days(const dx_network *net);

#endif
