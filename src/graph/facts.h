/* The network in the making, private to this folder. dixit_graph_add() only notes facts; dixit_graph_finish() sorts
 * them, so that neither the order of the records nor a record that comes twice changes the graph. */
#ifndef DX_FACTS_H
#define DX_FACTS_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "graph/graph.h"

/* One piece of evidence for one edge (or, as a trace, for one node): sorted by all fields but the last. */
typedef struct dx_fact {
	uint32_t source, target; /* drafts, later ranks */
	uint32_t relation;       /* dx_relation; of a trace: dx_trace */
	uint32_t article;        /* index, later rank */
	uint32_t number;         /* letter and number of the item in its record: dx_item() */
	uint32_t date;           /* YYYYMMDD, 0 unknown */
} dx_fact;
typedef DX_VEC(dx_fact) dx_facts;

typedef enum dx_trace {
	DX_TRACE_SEEN,  /* the node stands in the article */
	DX_TRACE_SPOKE, /* the node made this statement, or it was made at the node */
	DX_TRACE_NAMED  /* this statement names the node, whoever made it */
} dx_trace;

/* Two participants name an event; a third one tells that there are more. */
enum { DX_DRAFT_GUESTS = 3 };

/* A node before its names and numbers are settled. */
typedef struct dx_draft {
	dx_slice key;
	uint8_t kind;
	/* the latest office: greatest of date, article, place in the article, words */
	dx_slice title;
	uint32_t title_date, title_article, title_start;
	/* of an event: what its label is made of, where it has no name */
	uint32_t date;
	int64_t place;                    /* draft, -1: none */
	uint32_t guests[DX_DRAFT_GUESTS]; /* drafts, the first ones by key */
	uint32_t guest_count;             /* of those; all of them: there may be more */
} dx_draft;

/* How often a node went by a name, in all records. */
typedef struct dx_tally {
	uint32_t node, text, count;
	uint32_t tag; /* dx_tag */
} dx_tally;
typedef enum dx_tag { DX_TAG_NAME, DX_TAG_ALIAS, DX_TAG_COUNTRY } dx_tag;

typedef struct dx_told {
	dx_slice key; /* id and check sum: what tells articles apart */
	dx_slice id;
	uint32_t date;
} dx_told;

typedef enum dx_graph_stage { DX_GRAPH_OPEN, DX_GRAPH_DONE, DX_GRAPH_BROKEN } dx_graph_stage;

struct dixit_graph {
	dx_arena arena;
	dx_arena temp;                      /* emptied after every record */
	dx_map keys, words, tallied, known; /* node keys, texts, (node, tag, text), articles → index */
	DX_VEC(dx_draft) drafts;
	DX_VEC(dx_slice) texts;
	DX_VEC(dx_tally) tallies;
	DX_VEC(dx_told) articles;
	dx_facts facts, traces;
	dx_facts offices; /* "represents" whose target is still the two letters of a country */
	dx_node *nodes;
	dx_edge *edges;
	dx_tie *ties;
	dx_network network;
	uint8_t stage;
};

/* The item of a record that evidence points to: 's' 3 is "#s3". Statements sort before entities and events. */
static inline uint32_t dx_item(char letter, uint32_t index) {
	return (letter == 's' ? 0u : letter == 'e' ? 1u << 30 : 2u << 30) | ((index + 1) & ((1u << 30) - 1));
}

/* text.c: what comes from records, made fit for every format */
dx_slice dx_graph_clean(dx_arena *arena, dx_slice text);
dx_slice dx_graph_id(dx_arena *arena, dx_slice text);
uint32_t dx_graph_word(dixit_graph *graph, dx_slice text);
uint32_t dx_date_number(const char *date, size_t len);
void dx_date_text(uint32_t date, char out[11]);

/* draft.c: nodes and their names */
uint32_t dx_draft_put(dixit_graph *graph, dx_slice key, uint8_t kind);
void dx_draft_call(dixit_graph *graph, uint32_t node, dx_tag tag, dx_slice text);

/* countries.c: from two letters to the node of the country */
dixit_status dx_graph_countries(dixit_graph *graph, dixit_error *error);

/* keep.c: facts of nodes that only stand in the text with an office go; `kept` is set for the nodes that are left.
 * Facts and traces are sorted. */
void dx_graph_keep(dixit_graph *graph, bool *kept);

/* sum.c: facts → nodes and edges; describe.c: names, labels */
void dx_graph_sum(dixit_graph *graph);
/* `kept[i]` is the draft of node i. */
void dx_graph_describe(dixit_graph *graph, const uint32_t *kept);

/* layout.c and, for its steps, components.c, fit.c, spread.c, pack.c; label.c */
dixit_status dx_graph_layout(dixit_graph *graph, dixit_error *error);
void dx_graph_sizes(dixit_graph *graph);
/* Nodes `members` (count of them) moved apart until their boxes hardly overlap. */
void dx_graph_spread(dx_arena *arena, dx_node *nodes, const uint32_t *members, uint32_t count);
/* Components laid out side by side; component i holds members[starts[i]] to members[starts[i + 1]]. */
void dx_graph_pack(dx_arena *arena, dx_node *nodes, const uint32_t *members, const uint32_t *starts, uint32_t count);

#endif
