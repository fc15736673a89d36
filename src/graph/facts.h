/* The network in the making, private to this folder. dixit_graph_add() only notes facts; dixit_graph_finish() sorts
 * them, so that neither the order of the records nor a record that comes twice changes the graph. */
#ifndef DX_FACTS_H
#define DX_FACTS_H

#include "base/arena.h"
#include "base/date.h"
#include "base/map.h"
#include "base/vec.h"
#include "graph/graph.h"
#include "lexicon/lexicon.h"

/* One piece of evidence for one edge (or, as a trace, for one node): sorted by all fields but the last. */
typedef struct dx_fact {
	uint32_t source, target; /* drafts, later ranks */
	uint8_t relation;        /* dx_relation; of a trace: dx_trace */
	int8_t sign;             /* of a statement: 1 praises, -1 blames, else 0 */
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

typedef enum dx_graph_stage { DX_GRAPH_OPEN, DX_GRAPH_SLICED, DX_GRAPH_DONE, DX_GRAPH_BROKEN } dx_graph_stage;

/* Names as a user gave them, and folded for comparing. */
typedef struct dx_wanted {
	dx_slice *raw, *folded;
	const char **unmet; /* what to tell of a name that no record has; NULL: one has, or it is told elsewhere */
	uint32_t count, open;
} dx_wanted;

/* What a mode and its tie make of the facts: a row of the table in choice.c. */
typedef struct dx_rule {
	uint8_t mode, tie;
	uint32_t relations; /* bits 1 << dx_relation: which facts are taken */
	int16_t relation;   /* what the edges are called, -1: as the facts */
	int16_t kind;       /* of all targets, and then of no source; DX_KIND_EVENTS: any event; -1: any */
	bool projected;     /* sources are tied by the targets they share */
	bool turned;        /* targets by sources, that is */
	bool presence;      /* being there counts once, however often it is told */
	uint8_t norms;      /* bits 1 << dixit_normalise */
	uint8_t signs;      /* bits 1 << dixit_sign */
	uint8_t least;      /* statements that a node must have made */
	const char *title;
} dx_rule;

/* Options, made ready. */
typedef struct dx_choice {
	dixit_graph_options options; /* its pointers are not used: the fields below are theirs */
	const dx_rule *rule;
	dx_wanted persons, countries, institutions, publishers; /* of countries `raw` is the code */
	dx_wanted ego;                                          /* one or none */
	uint32_t from, to;                                      /* YYYYMMDD; 0 and UINT32_MAX: open */
	uint32_t least;                                         /* statements */
	const char *lexicon;
} dx_choice;

typedef DX_VEC(const char *) dx_notes;

struct dixit_graph {
	dx_arena arena;
	dx_arena temp; /* emptied after every record, and used in summing up */
	dx_choice choice;
	dx_lexicon *lexicon;                /* made when something first needs it; NULL: nothing did */
	dx_map keys, words, tallied, known; /* node keys, texts, (node, tag, text), articles → index */
	DX_VEC(dx_draft) drafts;
	DX_VEC(dx_slice) texts;
	DX_VEC(dx_tally) tallies;
	DX_VEC(dx_told) articles;
	dx_facts facts, traces;
	dx_facts offices;   /* "represents" whose target is still the two letters of a country */
	dx_facts officials; /* mode countries: the source is such letters, the target is, where DX_LETTERS is set */
	dx_node *nodes;
	dx_edge *edges;
	dx_tie *ties;
	dx_network network;
	dx_notes notes;
	uint32_t statements, speakers;
	uint32_t crowds, crowd; /* how many targets were left out of projecting, shared by more than `crowd` nodes each */
	bool no_layout, measures, by_community;
	double resolution;                  /* of communities */
	const struct dx_measured *measured; /* NULL: were not asked for */
	struct dx_bulk *bulk;               /* NULL: no tables were read */
	uint8_t stage;
};

/* Of dixit_graph.officials: the target is two letters; the speaker is an official, there is no target. */
#define DX_LETTERS (1u << 31)
enum { DX_OFFICIAL_SPOKE = DX_RELATIONS };
static inline uint32_t dx_letters(const char code[3]) {
	return (uint32_t)(unsigned char)code[0] << 8 | (unsigned char)code[1];
}

/* The item of a record that evidence points to: 's' 3 is "#s3". Statements sort before entities and events. */
static inline uint32_t dx_item(char letter, uint32_t index) {
	return (letter == 's' ? 0u : letter == 'e' ? 1u << 30 : 2u << 30) | ((index + 1) & ((1u << 30) - 1));
}

/* text.c: what comes from records, made fit for every format */
dx_slice dx_graph_clean(dx_arena *arena, dx_slice text);
dx_slice dx_graph_id(dx_arena *arena, dx_slice text);
uint32_t dx_graph_word(dixit_graph *graph, dx_slice text);
/* Days since 1970-01-01 of a date that is known, and back (Hinnant, "chrono-compatible low-level date algorithms"). */
int32_t dx_date_days(uint32_t date);
uint32_t dx_date_of_days(int32_t days);

/* choice.c: the options that dixit_graph_set() was given; is the name one of those wanted, whatever case and accents?
 */
bool dx_wanted_is(const dx_wanted *wanted, dx_slice name, dx_arena *arena);
/* Does it end with one of them: is one of them the surname, in articles that only have the whole name too? */
bool dx_wanted_ends(const dx_wanted *wanted, dx_slice name, dx_arena *arena);
/* Both folded, whose words are joined by '-'. */
static inline bool dx_ends_with_name(dx_slice name, dx_slice end) {
	size_t at = name.len - end.len;
	return end.len && name.len > end.len && name.ptr[at - 1] == '-' && !memcmp(name.ptr + at, end.ptr, end.len);
}
const dx_rule *dx_rule_of(uint8_t mode, uint8_t tie);
/* For the head of a file: "speakers who name each other, 2023-10-01 to 2023-10-07, acts: judge". */
dx_slice dx_choice_title(dixit_graph *graph);
void dx_graph_tell(dixit_graph *graph, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* sign.c: the tables, loaded once; 1 praise, -1 blame, 0 neither or both, by the words of the cue */
dixit_status dx_graph_lexicon(dixit_graph *graph, dixit_error *error);
int8_t dx_sign_of(const dixit_graph *graph, const dixit_statement *statement);

/* select.c: which statements and events of a record count; the arrays are as long as those of the record */
typedef struct dx_selection {
	bool *statements, *events;
} dx_selection;
dx_selection dx_select(dixit_graph *graph, const dixit_record *record);
bool dx_select_article(dixit_graph *graph, const dixit_record *record);
bool dx_select_speaker(dixit_graph *graph, const dixit_record *record, const dixit_statement *s, uint32_t speaker);
/* Codes of the countries that a speaker speaks for, at most `max`; returns how many. */
uint32_t dx_countries_of(const dixit_record *record, const dixit_statement *s, uint32_t speaker, const char *codes[],
                         uint32_t max);

/* unmet.c: names of the filters that stand in the record are not to be told */
void dx_graph_meet(dixit_graph *graph, const dixit_record *record);

/* draft.c: nodes and their names */
uint32_t dx_draft_put(dixit_graph *graph, dx_slice key, uint8_t kind);
void dx_draft_call(dixit_graph *graph, uint32_t node, dx_tag tag, dx_slice text);

/* countries.c: from two letters to the node of the country */
dixit_status dx_graph_countries(dixit_graph *graph, dixit_error *error);

/* keep.c: facts of nodes that only stand in the text with an office go. Facts and traces are sorted. */
void dx_graph_keep(dixit_graph *graph);

/* sum.c: facts → nodes and edges (sum.h has its steps); describe.c: names, labels */
void dx_graph_sum(dixit_graph *graph);
/* `kept[i]` is the draft of node i. */
void dx_graph_describe(dixit_graph *graph, const uint32_t *kept);

/* layout.c and, for its steps, components.c, fit.c, spread.c, pack.c; label.c */
dixit_status dx_graph_layout(dixit_graph *graph, dixit_error *error);
void dx_graph_sizes(dixit_graph *graph);
/* Nodes `members` (count of them) moved apart until their boxes, or circles, hardly overlap. */
void dx_graph_spread(dx_arena *arena, dx_node *nodes, const uint32_t *members, uint32_t count, bool circles);
/* Components laid out side by side; component i holds members[starts[i]] to members[starts[i + 1]]. */
void dx_graph_pack(dx_arena *arena, dx_node *nodes, const uint32_t *members, const uint32_t *starts, uint32_t count);

#endif
