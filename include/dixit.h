/** dixit: who said what, to whom, about whom, where.
 *
 * This header is the manual of the library. Text is UTF-8 everywhere. Spans in records are Unicode code points into the
 * article's text, end exclusive. An out-pointer is the caller's and is freed with the `dixit_X_free` of its type; a
 * returned pointer is borrowed from its parent. Every function that can fail returns a dixit_status and describes the
 * failure in the dixit_error that the caller passes (NULL: no description wanted). The library never prints, never
 * exits and never aborts.
 */
#ifndef DIXIT_H
#define DIXIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

#define DIXIT_VERSION "0.1.0"
/** Longest article that is read, in bytes of decoded text; a longer one is DIXIT_E_TOO_LONG. */
#define DIXIT_ARTICLE_MAX (16u << 20)

typedef enum dixit_status {
	DIXIT_OK = 0,
	DIXIT_END = 1,         /**< not an error: a source of articles or records has no more */
	DIXIT_SKIPPED = 2,     /**< not an error: an article that is left out, as it is not in English */
	DIXIT_E_MEMORY = -1,   /**< out of memory */
	DIXIT_E_IO = -2,       /**< open, read, write or rename failed; errno's text is in the message */
	DIXIT_E_FORMAT = -3,   /**< the bytes are not what they should be (JSON, TSV, binary instead of text) */
	DIXIT_E_TOO_LONG = -4, /**< an article or line over DIXIT_ARTICLE_MAX */
	DIXIT_E_EMPTY = -5,    /**< an article without a word of text */
	DIXIT_E_USAGE = -6,    /**< an argument that makes no sense */
	DIXIT_E_GRAPH = -7,    /**< igraph reported an error */
	DIXIT_E_INTERNAL = -8, /**< a bug in dixit */
	DIXIT_E_PIPE = -9,     /**< the reader of the output has gone (EPIPE): end quietly */
	DIXIT_E_BUSY = -10     /**< another program keeps the file locked */
} dixit_status;

/** What went wrong and where. Plain data: nothing to free. */
typedef struct dixit_error {
	dixit_status status;
	char file[512];    /**< path as given, "-" for standard input, "" where no file is concerned */
	uint64_t line;     /**< 1-based, 0: unknown */
	uint64_t byte;     /**< 1-based byte in the line (in the file where line is 0), 0: unknown */
	char message[256]; /**< one line without the place */
} dixit_error;

/** A piece of text. Not NUL-terminated; borrowed from the record that holds it. */
typedef struct dixit_slice {
	const char *ptr;
	size_t len;
} dixit_slice;

/** A piece of an article: code points, end exclusive, and the words themselves. start == end: absent. */
typedef struct dixit_extent {
	uint32_t start, end;
	dixit_slice text;
} dixit_extent;

typedef enum dixit_kind { DIXIT_DIRECT, DIXIT_MIXED, DIXIT_INDIRECT } dixit_kind;

typedef enum dixit_act { DIXIT_SAY, DIXIT_THINK, DIXIT_INTEND, DIXIT_JUDGE, DIXIT_DENY, DIXIT_WITHHOLD } dixit_act;

typedef enum dixit_entity_type {
	DIXIT_PERSON,
	DIXIT_ORGANISATION,
	DIXIT_COUNTRY,
	DIXIT_GROUP,
	DIXIT_PLACE,
	DIXIT_MEDIUM
} dixit_entity_type;

typedef enum dixit_form { DIXIT_NAME, DIXIT_SHORT, DIXIT_TITLE, DIXIT_PRONOUN, DIXIT_METONYM } dixit_form;

typedef enum dixit_event_type {
	DIXIT_MEETING,
	DIXIT_CALL,
	DIXIT_VISIT,
	DIXIT_SESSION,
	DIXIT_SUMMIT,
	DIXIT_PRESS_CONFERENCE,
	DIXIT_INTERVIEW
} dixit_event_type;

/** Indices into the arrays of the same record: entities of a statement or event. */
typedef struct dixit_refs {
	uint32_t *items;
	uint32_t count;
} dixit_refs;

/** Where else a statement stands: a repeat of it in another article, or further down in its own. */
typedef struct dixit_evidence {
	dixit_slice statement; /**< "ARTICLE#s3" */
	dixit_slice published; /**< YYYY-MM-DD, len 0: unknown */
	dixit_extent *content; /**< the pieces as that article has them, at its own code points */
	uint32_t content_count;
} dixit_evidence;

/** One attributed statement (contract: schema dixit.article/1). */
typedef struct dixit_statement {
	dixit_kind kind;
	dixit_act act;
	bool negated;
	float confidence; /**< 0 to 1 */
	const char *by;   /**< rule that decided, NUL-terminated */
	dixit_extent *content;
	uint32_t content_count;
	dixit_extent cue, source;
	dixit_refs speakers, speaks_for, addressees, about; /**< indices into entities */
	int32_t event;                                      /**< index into events, -1: none */
	dixit_slice same_as;      /**< of a repeat, once linked: the first one, "ARTICLE#s3"; len 0: it is no repeat */
	dixit_evidence *evidence; /**< of the first one, once linked: its repeats, by date, article and number */
	uint32_t evidence_count;
} dixit_statement;

/** An office or title that a mention gives to an entity. */
typedef struct dixit_role {
	dixit_slice title;
	char country[3];      /**< ISO 3166-1 alpha-2, "" unknown */
	int32_t organisation; /**< index into entities, -1: none */
	uint32_t start, end;  /**< code points; both 0: from the roster, the article does not say so */
} dixit_role;

typedef struct dixit_mention {
	dixit_extent extent;
	dixit_form form;
} dixit_mention;

typedef struct dixit_entity {
	dixit_entity_type type;
	dixit_slice name, key;
	dixit_slice
	    identifier; /**< once linked: what the roster calls it (Wikidata's number or the user's own); len 0: none */
	dixit_slice *aliases;
	uint32_t alias_count;
	dixit_role *roles;
	uint32_t role_count;
	char country[3];
	dixit_mention *mentions;
	uint32_t mention_count;
} dixit_entity;

typedef struct dixit_event {
	dixit_event_type type;
	dixit_slice name; /**< len 0: none */
	dixit_slice key;  /**< once linked: the same in all articles that tell of it; len 0: not linked */
	dixit_refs participants;
	int32_t place, host; /**< index into entities, -1: none */
	char date[11];       /**< YYYY-MM-DD, "" unknown */
	dixit_extent extent;
} dixit_event;

/** What dixit knows of one article. Owns everything it points to; free with dixit_record_free(). */
typedef struct dixit_record {
	dixit_slice id, path, url, publisher, title, published, language; /**< len 0: null in the record */
	dixit_slice
	    unread_date; /**< what the article gave as its day, where that is not understood; not written, len 0: nothing */
	uint32_t length; /**< code points of the text */
	char sha256[65]; /**< of the text's UTF-8 bytes, hexadecimal */
	char simhash[17];    /**< of the text's words, hexadecimal: nearly equal texts differ in few bits; "" unknown */
	dixit_slice same_as; /**< once linked: id of the article that this one repeats; len 0: none */
	dixit_statement *statements;
	uint32_t statement_count;
	dixit_entity *entities;
	uint32_t entity_count;
	dixit_event *events;
	uint32_t event_count;
	void *owner; /**< private */
} dixit_record;

/** Release a record and all it holds. NULL is allowed. */
void dixit_record_free(dixit_record *record);

/** Parse one line of JSON Lines (schema dixit.article/1), as dixit writes it.
 *
 * @param[out] out the record; the caller's, free it with dixit_record_free()
 * @param line     UTF-8, `length` bytes, with or without its line feed; need not outlive the call
 * @return DIXIT_OK; DIXIT_E_FORMAT with the byte in `error` where it is not such a record
 */
dixit_status dixit_record_parse(dixit_record **out, const char *line, size_t length, dixit_error *error);

/** The engine: lexicon, patterns and learned models. Immutable once made; shared by any number of threads. */
typedef struct dixit_engine dixit_engine;

/** Make an engine.
 *
 * @param[out] out    the caller's, free it with dixit_engine_free()
 * @param lexicon_dir folder whose .tsv tables replace the built-in ones of the same name; NULL: none
 * @param models_dir  folder whose model files (NAME.bin) replace the built-in ones of the same name; NULL: none
 */
dixit_status dixit_engine_new(dixit_engine **out, const char *lexicon_dir, const char *models_dir, dixit_error *error);
/** Let a transformer label sources, cues and contents in place of the linear models: right more often, and some thirty
 * times slower. Its files come from models_dir as well. To be called before the first extraction; on failure the engine
 * is as it was. */
dixit_status dixit_engine_accurate(dixit_engine *engine, dixit_error *error);
/** Only statements of at least this confidence come out, 0 to 1. Without this call: those of 0.20 and more, or 0.35
 * where no table knows the cue as reporting or nobody is named, which is where the development articles were best
 * served. To be called before the first extraction. */
void dixit_engine_confidence(dixit_engine *engine, float least);
/** What the parts of an article are called in JSON and tables, in place of the names that dixit knows (README.md).
 * Every one may be NULL; a full stop leads into an object ("meta.title"). */
typedef struct dixit_fields {
	const char *text, *title, *published, *publisher, *id, *url;
} dixit_fields;
/** The texts are borrowed until the engine is freed. To be called before the first extraction. */
void dixit_engine_fields(dixit_engine *engine, const dixit_fields *fields);
/** dixit_run() reads articles in any language. Without this call those that are plainly not in English are left out. To
 * be called before the first extraction. */
void dixit_engine_any_language(dixit_engine *engine);
/** NULL is allowed. No extraction may be running. */
void dixit_engine_free(dixit_engine *engine);

/** What is known of an article beside its text. Every field may be NULL. NUL-terminated UTF-8. */
typedef struct dixit_meta {
	const char *id, *path, *url, *publisher, *title, *language;
	const char *published; /**< YYYY-MM-DD */
} dixit_meta;

/** Extract the statements of one article.
 *
 * @param[out] out  the record; the caller's, free it with dixit_record_free()
 * @param engine    shared, not changed; safe from several threads at once
 * @param text      UTF-8, not NUL-terminated; ill-formed bytes are read as U+FFFD
 * @param length    bytes; at most DIXIT_ARTICLE_MAX, else DIXIT_E_TOO_LONG
 * @param meta      date, title, id; NULL: what the text's own date line says
 * @return DIXIT_OK, or an error with its message
 */
dixit_status dixit_extract(dixit_record **out, const dixit_engine *engine, const char *text, size_t length,
                           const dixit_meta *meta, dixit_error *error);

/** What dixit_run() tells its caller. The functions are called from the calling thread only, in input order, but for
 * `wanted`. */
typedef struct dixit_sink {
	void *context; /**< passed to each */
	/** One article done. `record` and `json` (one line with its LF, `length` bytes) are borrowed for the call. A status
	 * other than DIXIT_OK stops the run, which returns it. */
	dixit_status (*record)(void *context, const dixit_record *record, const char *json, size_t length);
	/** One article failed; the run goes on. May be NULL. */
	void (*failure)(void *context, const dixit_error *error);
	/** After every article. `total` is 0 where the size of the input is unknown. May be NULL. */
	void (*progress)(void *context, uint64_t articles, uint64_t bytes_done, uint64_t bytes_total);
	/** One article was left out: its place is in `what`, and its message names the language. May be NULL. */
	void (*skipped)(void *context, const dixit_error *what);
	/** Is an article wanted? Called by the threads that do the work, several at once and in no order, once it is
	 * decoded and before anything is looked for in it; `sha256` is of its text, as in records. false: nothing else is
	 * called for it but `progress`. May be NULL. */
	bool (*wanted)(void *context, dixit_slice id, dixit_slice path, const char *sha256);
	/** The text of the article whose record comes next, as the record's offsets count it: UTF-8, borrowed for the call.
	 * A status other than DIXIT_OK stops the run. May be NULL. */
	dixit_status (*text)(void *context, const char *text, size_t length);
} dixit_sink;

/** Extract from files, folders and streams, with `threads` workers (0: one a core). Records come in input order and
 * are the same bytes for any number of threads; memory is bounded by threads times article size.
 *
 * @param paths files (text, HTML, JSON, CSV, WARC; packed or in archives), folders, or "-" for standard input; as in
 *              README.md
 * @return DIXIT_OK also where single articles failed (they went to sink->failure)
 */
dixit_status dixit_run(const dixit_engine *engine, char *const *paths, size_t count, unsigned threads,
                       const dixit_sink *sink, dixit_error *error);

/** Any number of articles, to be linked: one key for one person, organisation or event in all of them, repeated
 * statements and articles found. Two passes over the same records: dixit_corpus_add() each, dixit_corpus_settle(),
 * dixit_corpus_link() each. The order of the records changes nothing. One thread at a time. */
typedef struct dixit_corpus dixit_corpus;

typedef struct dixit_corpus_options {
	const char *lexicon_dir; /**< as of dixit_engine_new(); NULL: none */
	char *const *rosters;    /**< files of known people (README.md); of two that name one person the later one wins */
	size_t roster_count;
	bool without_builtin_roster;
	const char *corrections; /**< file of merges, splits, names (README.md), applied last; NULL: none */
	bool once;               /**< repeats go: their first one keeps them as evidence */
} dixit_corpus_options;

/** @param[out] out the caller's, free it with dixit_corpus_free()
 * @param options  NULL: all defaults; need not outlive the call
 * @return DIXIT_E_FORMAT with file, line and byte for a wrong roster or correction */
dixit_status dixit_corpus_new(dixit_corpus **out, const dixit_corpus_options *options, dixit_error *error);
/** NULL is allowed. */
void dixit_corpus_free(dixit_corpus *corpus);
/** First pass: take in what one record holds. The record may be freed afterwards. An article given twice (same id, same
 * text) counts once. */
dixit_status dixit_corpus_add(dixit_corpus *corpus, const dixit_record *record, dixit_error *error);
/** Decide who is who: to be called once between the passes. */
dixit_status dixit_corpus_settle(dixit_corpus *corpus, dixit_error *error);
/** What a user should know of the settled corpus: lines of the corrections whose key no entity has, with file and line.
 * One text each, borrowed; NULL behind the last. */
const char *dixit_corpus_note(const dixit_corpus *corpus, uint32_t i);
/** Second pass: the record as linked.
 *
 * @param[out] out the caller's, free it with dixit_record_free(); independent of `record`. NULL where the options say
 *                 `once` and the article repeats another one, or came out already.
 * @return DIXIT_E_USAGE for a record that was not added
 */
dixit_status dixit_corpus_link(dixit_record **out, dixit_corpus *corpus, const dixit_record *record,
                               dixit_error *error);
/** Every merge with its reason, as TSV with a header line: key, into, reason, articles. Whole or not at all; "-" is
 * standard output. */
dixit_status dixit_corpus_write_merges(const dixit_corpus *corpus, const char *path, dixit_error *error);

/** What the nodes of a network are and what ties them. */
typedef enum dixit_mode {
	DIXIT_MODE_FULL,                /**< all kinds of nodes and relations */
	DIXIT_MODE_SPEAKERS,            /**< one kind of node, who made a statement; dixit_tie tells what ties them */
	DIXIT_MODE_SPEAKER_COUNTRY,     /**< two kinds: speakers that are no countries → countries, by dixit_tie */
	DIXIT_MODE_SPEAKER_INSTITUTION, /**< speakers that are no organisations → organisations, by dixit_tie */
	DIXIT_MODE_SPEAKER_EVENT,       /**< speakers → events at which they spoke or took part */
	DIXIT_MODE_COUNTRIES,           /**< whose officials (and who as a country) speak of which country; directed */
	DIXIT_MODE_EVENTS               /**< events tied by the participants they share; undirected */
} dixit_mode;

/** What makes a tie. */
typedef enum dixit_tie {
	DIXIT_TIE_NAMES,     /**< a statement of the one names the other; directed */
	DIXIT_TIE_TOGETHER,  /**< speakers: both were at the same event; undirected */
	DIXIT_TIE_OBJECTS,   /**< speakers: both name the same; undirected */
	DIXIT_TIE_REPRESENTS /**< speaker-country, speaker-institution: holds an office of it, or speaks for it */
} dixit_tie;

/** What a weight counts. */
typedef enum dixit_weight { DIXIT_WEIGHT_STATEMENTS, DIXIT_WEIGHT_ARTICLES, DIXIT_WEIGHT_DAYS } dixit_weight;

/** Which repetitions count: evidence for the same tie (and, in signed networks, of the same sign) counts once an
 * article, day, week from Monday, month, or once at all: "duplicates" of the Discourse Network Analyzer. All evidence
 * without a day counts as of one day. */
typedef enum dixit_count {
	DIXIT_COUNT_ALL,
	DIXIT_COUNT_ARTICLE,
	DIXIT_COUNT_DAY,
	DIXIT_COUNT_WEEK,
	DIXIT_COUNT_MONTH,
	DIXIT_COUNT_RANGE
} dixit_count;

/** By what a weight is divided, after Leifeld's Discourse Network Analyzer: src/graph/project.c and weigh.c have the
 * formulas. */
typedef enum dixit_normalise {
	DIXIT_NORMALISE_NONE,
	DIXIT_NORMALISE_AVERAGE,   /**< undirected: the mean of both nodes' activity */
	DIXIT_NORMALISE_JACCARD,   /**< undirected */
	DIXIT_NORMALISE_COSINE,    /**< undirected */
	DIXIT_NORMALISE_ACTIVITY,  /**< directed and two kinds of nodes: all that the source says */
	DIXIT_NORMALISE_PROMINENCE /**< directed and two kinds of nodes: all that is said of the target */
} dixit_normalise;

/** Networks of praise and blame. Only statements count whose cue praises or blames by the word tables and is not
 * negated. */
typedef enum dixit_sign {
	DIXIT_SIGN_NONE,
	DIXIT_SIGN_CONGRUENCE, /**< objects: both praise or both blame the same */
	DIXIT_SIGN_CONFLICT,   /**< objects: one praises what the other blames */
	DIXIT_SIGN_SUBTRACT /**< objects: congruence less conflict; names: praise less blame. The weight is the amount, the
	                       sign is the edge's own; ties that come to nothing are left out */
} dixit_sign;

/** Several names: any of them will do. Each NUL-terminated UTF-8. */
typedef struct dixit_names {
	const char *const *items;
	size_t count;
} dixit_names;

/** What a network is made of. All zero: everything, in mode full. */
typedef struct dixit_graph_options {
	dixit_mode mode;
	dixit_tie tie;
	dixit_weight weight;
	dixit_count count;
	dixit_normalise normalise;
	dixit_sign sign;
	/* Which statements count. Meetings and calls are no statements: those stay at which such a statement was made
	 * (acts, kinds) or such a speaker took part (persons, countries, institutions). */
	unsigned acts;            /**< bits 1 << dixit_act; 0: all */
	unsigned kinds;           /**< bits 1 << dixit_kind; 0: all */
	float confidence;         /**< at least so sure, 0 to 1 */
	dixit_names persons;      /**< made by: name, other name or key, whatever case and accents */
	dixit_names countries;    /**< made by a country, one who represents it or speaks for it: name or ISO 3166 code */
	dixit_names institutions; /**< made by an organisation, one who represents it or speaks for it */
	dixit_names publishers;   /**< in articles of */
	const char *from, *to;    /**< YYYY-MM-DD, both included; NULL: open. The day of a statement is its article's, of a
	                             meeting its own. With either, what has no day is left out */
	/* What is left out of the network that these make, in this order */
	uint32_t min_statements; /**< speakers (mode events: events; mode full: persons, organisations, groups, media) with
	                            fewer; 0: as the mode has it, which is 1 where speakers are nodes, else 0 */
	bool silent;             /**< also nodes that made no statement, where the mode leaves them out */
	double min_weight;       /**< edges of less weight */
	double backbone;     /**< edges that the disparity filter finds no surer than this, over 0 to 1; 0: none (Serrano,
	                        Boguñá, Vespignani 2009, Extracting the multiscale backbone of complex weighted networks) */
	const char *ego;     /**< keep this node (name, other name or key) and those around it; NULL: all */
	uint32_t depth;      /**< at most so many edges from it, whatever their direction; 0: 1 */
	uint32_t top;        /**< keep the N nodes of the greatest summed weight; 0: all */
	bool keep_isolates;  /**< also speakers (events in mode events) without an edge; mode full has them even so, unless
	                        min_weight, backbone, ego or top is set */
	const char *lexicon; /**< folder with tables, as for dixit_engine_new(); NULL: the built-in ones */
} dixit_graph_options;

/** The network of any number of records. One thread at a time (igraph). */
typedef struct dixit_graph dixit_graph;

/** @param[out] out the caller's, free it with dixit_graph_free() */
dixit_status dixit_graph_new(dixit_graph **out, dixit_error *error);
void dixit_graph_free(dixit_graph *graph);
/** Say what the network is made of, before the first record is added. What `options` points to need not outlive the
 * call. DIXIT_E_USAGE with the reason where options do not go together or a value is none. */
dixit_status dixit_graph_set(dixit_graph *graph, const dixit_graph_options *options, dixit_error *error);
/** Add what one record holds. The record may be freed afterwards. */
dixit_status dixit_graph_add(dixit_graph *graph, const dixit_record *record, dixit_error *error);
/** First and last day of the evidence so far; false: nothing has a day. */
bool dixit_graph_days(const dixit_graph *graph, char first[11], char last[11]);
/** What stands in the days from `from` to `to` (both included) as a graph of its own, to be finished and written. Names
 * and titles are those of all records, so that a node is called the same in every slice. Afterwards `graph` takes no
 * more records, but may be sliced again and finished.
 *
 * @param[out] out the caller's, free it with dixit_graph_free() before `graph`, whose texts it borrows
 */
dixit_status dixit_graph_slice(dixit_graph **out, dixit_graph *graph, const char *from, const char *to,
                               dixit_error *error);
/** Do without positions: every node at 0, 0. For those who only count; before dixit_graph_finish(). */
void dixit_graph_no_layout(dixit_graph *graph);
/** Read the network from tables instead of adding records: rows of tab-separated columns, which the first line names.
 * Edges: `source`, `target`, optionally `relation` (as GraphML has it: names, met …; names where there is no such
 * column) and `weight` (over 0; else 1). Rows with the same ends and relation are added up. Nodes: `key`, optionally
 * `label`, `kind`, `country`, `title`, `aliases`, `statements`, `articles`, `first`, `last`; those that no row
 * describes are persons. A network of over a million edges has no positions and is written as GraphML only.
 *
 * @param edges path, "-" for standard input
 * @param nodes path or NULL
 * @return DIXIT_E_FORMAT with file, line and byte of the first row that makes no sense
 */
dixit_status dixit_graph_tables(dixit_graph *graph, const char *edges, const char *nodes, dixit_error *error);
/** Measure nodes and network as well; before dixit_graph_finish(). Files then have for each node: degree and strength
 * (in and out, where ties have a direction), PageRank, betweenness, closeness (harmonic where the network does not hang
 * together), core, component, community (Leiden), articulation point, brokerage between countries; src/graph/measure.h
 * says what they are made of. What would take too long is cut off or left out, and dixit_graph_note() tells.
 *
 * @param resolution of communities: over 1 more and smaller ones, under 1 fewer and bigger ones
 * @param by_community nodes are coloured by their community, not by their kind
 */
void dixit_graph_measures(dixit_graph *graph, double resolution, bool by_community);
/** Sum up, lay out and colour: to be called once after the last add and before writing. Same records in, in any order:
 * same graph out. */
dixit_status dixit_graph_finish(dixit_graph *graph, dixit_error *error);
/** In place of dixit_graph_finish(), in mode full: what the records add to the network, as rows of tab-separated
 * columns that parts of other articles can be added to (HACKING.md, Divided among machines). An article must be in one
 * part only. The graph is good for nothing afterwards but to be freed. */
dixit_status dixit_graph_write_parts(dixit_graph *graph, const char *path, dixit_error *error);
/** Names of the filters (persons, institutions, publishers) that no record has, once all were added: a line each,
 * borrowed; NULL behind the last. */
const char *dixit_graph_unmatched(const dixit_graph *graph, unsigned i);
/** What a user should know of the finished network: that filters left nothing, or what was left out for its size. One
 * line each, borrowed; NULL behind the last. */
const char *dixit_graph_note(const dixit_graph *graph, unsigned i);
/** Statements and speakers that came through the filters of statements, before nodes and edges were left out. */
uint32_t dixit_graph_statements(const dixit_graph *graph);
uint32_t dixit_graph_speakers(const dixit_graph *graph);
uint32_t dixit_graph_nodes(const dixit_graph *graph);
uint32_t dixit_graph_edges(const dixit_graph *graph);
/** Ordered pairs of nodes with one edge or more: what DOT, which has one edge a pair, holds. */
uint32_t dixit_graph_pairs(const dixit_graph *graph);
/** Write the graph as the ending of `path` says (.graphml, .gexf, .dot, .gv, .json, .cyjs, .csv, .net, .paj, .dl, .svg,
 * .png, .pdf) or as `format` says ("graphml", "gexf", "dot", "json", "cyjs", "csv", "pajek", "dl", "svg", "png", "pdf";
 * NULL: by ending). "-": standard output. The file appears whole or not at all; of csv, NAME.nodes.csv and
 * NAME.edges.csv both or neither. Pictures are drawn by Graphviz, run as a program: DIXIT_E_IO where there is none. */
dixit_status dixit_graph_write(const dixit_graph *graph, const char *path, const char *format, dixit_error *error);

#ifdef __cplusplus
}
#endif
#endif
