/* The finished network as the exporters see it: nodes sorted by key, edges by source, target and relation. A node is in
 * it that made a statement or has an edge; one whose only edges would tell its own office or country is not. */
#ifndef DX_GRAPH_H
#define DX_GRAPH_H

#include "base/slice.h"

/* Kinds of nodes: the entity types of dixit.h, then its event types. */
enum { DX_KIND_EVENTS = DIXIT_MEDIUM + 1, DX_KINDS = DX_KIND_EVENTS + DIXIT_INTERVIEW + 1 };

typedef enum dx_relation {
	DX_SAID_AT,    /* speaker → event at which a statement was made */
	DX_TOOK_PART,  /* participant or host → event */
	DX_HELD_IN,    /* event → its place or country */
	DX_REPRESENTS, /* person → country or organisation of an office; organisation, group → its country */
	DX_SPEAKS_FOR, /* speaker → whom the speaker speaks for */
	DX_NAMES,      /* speaker → who or what is named in a statement */
	DX_MET,        /* two participants of a meeting; stands once, from the smaller key to the greater */
	DX_CALLED,     /* two participants of a call; likewise */
	/* of networks of one or two kinds of nodes (dixit_mode) only */
	DX_PRESENT,  /* speaker or participant → event */
	DX_TOGETHER, /* two speakers who were at the same events; stands once, from the smaller key to the greater */
	DX_SHARED,   /* two speakers who name the same; likewise */
	DX_GUESTS,   /* two events with the same participants; likewise */
	DX_RELATIONS
} dx_relation;

typedef struct dx_node {
	dx_slice key;             /* unique, never empty, without blanks at its ends and control characters */
	dx_slice label;           /* never empty */
	dx_slice title;           /* latest office, len 0: none */
	dx_slice aliases;         /* other names, joined by "; " */
	char country[3];          /* ISO 3166-1 alpha-2, "" unknown */
	char first[11], last[11]; /* days of the articles (of an event: its own day), "" unknown */
	uint8_t kind;
	uint32_t statements; /* made by an entity, or made at an event */
	uint32_t articles;
	uint32_t strength;    /* weights of all its edges */
	uint32_t colour;      /* 0xRRGGBB: of its kind, or of its community */
	bool labelled;        /* its label is drawn; false: too many nodes for all of them */
	double x, y;          /* points, y upwards */
	double size;          /* diameter in points */
	double font;          /* height of the label in points */
	double width, height; /* of the label as drawn, in points */
} dx_node;

/* Evidence of one day. */
typedef struct dx_day {
	uint32_t date; /* YYYYMMDD */
	double value;  /* the part of an edge's value that is from this day; below 0 where a difference turned round */
} dx_day;

typedef struct dx_edge {
	uint32_t source, target; /* nodes */
	uint32_t weight;         /* statements or other evidences, over 0 */
	double value; /* weight as asked for (counted by days, normalised …), over 0 and finite: what files say */
	int8_t sign;  /* of signed networks: 1 praise, agreement; -1 blame, conflict; else 0 */
	uint32_t articles;
	dx_slice evidence; /* "article#s3; article#v1", DX_EVIDENCE_MAX of them, then "… +4" */
	char first[11], last[11];
	uint8_t relation;
	const dx_day *days; /* by date, each day once: when its evidence is from; what has no date is left out */
	uint32_t day_count;
} dx_edge;

/* All edges from one node to another: edges[edge] to edges[edge + count - 1]. */
typedef struct dx_tie {
	uint32_t edge, count;
	dx_slice evidence; /* of all of them, each piece once, cut as that of an edge */
} dx_tie;

/* A further attribute of all nodes or edges, one value each, by number: measures, communities. */
typedef enum dx_column_type { DX_COLUMN_INT, DX_COLUMN_DOUBLE, DX_COLUMN_TEXT, DX_COLUMN_BOOL } dx_column_type;
typedef struct dx_column {
	const char *name, *label; /* "pagerank", "PageRank" */
	uint8_t type;             /* dx_column_type */
	const int64_t *numbers;   /* INT, BOOL */
	const double *doubles;    /* DOUBLE; NaN: absent */
	const dx_slice *texts;    /* TEXT; len 0: absent */
} dx_column;

enum { DX_EVIDENCE_MAX = 20, DX_ALIASES_MAX = 20 };

typedef struct dx_network {
	const dx_node *nodes;
	const dx_edge *edges;
	const dx_tie *ties; /* in the order of the edges */
	uint32_t node_count, edge_count, tie_count, articles;
	const dx_column *node_columns, *edge_columns;
	uint32_t node_column_count, edge_column_count;
	const struct dx_bulk *bulk; /* NULL, or the edges where they are too many for `edges`, which is NULL: bulk.h */
	bool directed;              /* false: no edge has a direction (projections) */
	dx_slice title;             /* what the network is: mode, filters; for the head of a file */
	char first[11], last[11];   /* days of the articles, "" unknown */
} dx_network;

/* NULL: the graph is not finished. */
const dx_network *dx_graph_network(const dixit_graph *graph);

/* How a kind of node and a relation are called and drawn. Colours are 0xRRGGBB. */
typedef struct dx_kind_look {
	const char *name;      /* "person", "press-conference" */
	const char *label;     /* "Press conference" */
	uint32_t colour, tint; /* of outline and filling */
} dx_kind_look;
typedef struct dx_relation_look {
	const char *name;  /* "took-part" */
	const char *label; /* "took part in" */
	uint32_t colour;
	bool mutual; /* has no direction although it is written with one */
} dx_relation_look;
const dx_kind_look *dx_kind_look_of(uint8_t kind);
const dx_relation_look *dx_relation_look_of(uint8_t relation);

/* The communities that nodes are coloured by (dixit_graph_measures), by number; the others are grey. Returns how many.
 */
enum { DX_COMMUNITY_COLOURS = 12 };
typedef struct dx_community_look {
	uint32_t colour;
	dx_slice name; /* label of its strongest node */
	uint32_t nodes;
} dx_community_look;
uint32_t dx_community_looks(const dx_network *network, dx_community_look looks[DX_COMMUNITY_COLOURS]);

/* Cut a label into lines for drawing; returns how many, at most `max`. The rest stands on the last line. */
uint32_t dx_label_lines(dx_slice label, dx_slice *lines, uint32_t max);
enum { DX_LABEL_LINES = 6 };

#endif
