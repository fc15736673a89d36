/* What the options of `graph` ask of the network. */
#ifndef DX_CLI_NETWORK_H
#define DX_CLI_NETWORK_H

#include "cli/records.h"

typedef struct dx_network_wish {
	dixit_graph_options options;
	unsigned window, step; /* days; window 0: one network of all time */
	bool skip_empty;       /* no files of windows in which there is nothing */
	const char *counts;    /* file for counts over time; NULL: none */
} dx_network_wish;

/* The options that ask for a network, for the table of a subcommand. */
#define DX_OPT_CHOICE                                                                                                  \
	{"mode", 0, "MODE",                                                                                                \
	 "full (default), speakers, speaker-country, speaker-event, speaker-institution, countries, events; see above"},   \
	    {"tie", 0, "TIE",                                                                                              \
	     "what ties speakers: names (default), together, objects; in speaker-country and speaker-institution: names "  \
	     "(default), represents (--mode speakers --tie objects)"},                                                     \
	    {"weight", 0, "WHAT", "what weights count: statements (default), articles, days (--weight articles)"},         \
	    {"count", 0, "HOW",                                                                                            \
	     "repetitions count: all (default), or once per article, day, week, month, range (--count week)"},             \
	    {"normalise", 0, "HOW",                                                                                        \
	     "none (default); undirected networks: average, jaccard, cosine; directed ones but full: activity, "           \
	     "prominence (--normalise jaccard)"},                                                                          \
	    {"sign", 0, "HOW",                                                                                             \
	     "only praise and blame: congruence, conflict, subtract of speakers by objects; subtract where names tie "     \
	     "(--mode speakers --tie objects --sign subtract)"},                                                           \
	    {"act", 0, "ACT,...",                                                                                          \
	     "statements of these acts only: say, think, intend, judge, deny, withhold (--act judge,deny)"},               \
	    {"kind", 0, "KIND,...", "statements of these kinds only: direct, mixed, indirect (--kind direct,mixed)"},      \
	    {"confidence", 0, "N", "statements of at least N percent confidence only (--confidence 60)"},                  \
	    {"person", 0, "NAME",                                                                                          \
	     "statements by NAME (name, other name, surname or key) only, and events NAME took part in; may be given "     \
	     "several times (--person 'Ann Bo')"},                                                                         \
	    {"country", 0, "NAME",                                                                                         \
	     "the same of a country, those in its offices and those who speak for it; name or code; several times "        \
	     "(--country Norway --country SE)"},                                                                           \
	    {"institution", 0, "NAME",                                                                                     \
	     "the same of an organisation, those in its offices and those who speak for it; several times "                \
	     "(--institution 'World Bank')"},                                                                              \
	    {"publisher", 0, "NAME", "articles of NAME only; several times (--publisher Reuters)"},                        \
	    {"from", 0, "DAY", "evidence from this day on only (--from 2023-10-01)"},                                      \
	    {"to", 0, "DAY", "evidence up to this day only (--to 2023-10-31)"},                                            \
	    {"min-statements", 0, "N",                                                                                     \
	     "leave out speakers (mode events: events; mode full: persons, organisations, groups, media) of fewer "        \
	     "statements; 0 lets in also those who only are named "                                                        \
	     "or present (--min-statements 3)"},                                                                           \
	    {"min-weight", 0, "W", "leave out edges of less weight (--min-weight 2)"},                                     \
	    {"backbone", 0, "ALPHA",                                                                                       \
	     "keep edges that stand out among their node's others at this level, over 0 to 1: the disparity filter of "    \
	     "Serrano et al. 2009 (--backbone 0.05)"},                                                                     \
	    {"ego", 0, "NAME", "keep NAME (name, other name, surname or key) and who is near (--ego 'Ann Bo' --depth 2)"}, \
	    {"depth", 0, "N", "with --ego: at most N edges away, 1 to 1000 (default: 1)"}, {                               \
		"keep-isolates", 0, NULL, "keep speakers (in mode events: events) without an edge"                             \
	}

/* The same, and what only makes sense where networks are written. */
#define DX_OPT_NETWORK                                                                                                 \
	DX_OPT_CHOICE, {"top", 0, "N", "keep the N nodes of the greatest weight (--top 50)"},                              \
	    {"window", 0, "DAYS",                                                                                          \
	     "a network for every stretch of DAYS, each a file with its first day in the name: NET-2023-10-01.graphml "    \
	     "(--window 7d --step 1d)"},                                                                                   \
	    {"step", 0, "DAYS", "days from one window to the next (default: as long as the window; --step 1d)"},           \
	    {"skip-empty", 0, NULL,                                                                                        \
	     "with --window: no files of windows in which there is nothing (without it the series has no gap)"},           \
	{                                                                                                                  \
		"counts", 0, "FILE",                                                                                           \
		    "write statements, speakers, nodes and edges per window (default: per day) as CSV (--counts counts.csv)"   \
	}

/* false: an option makes no sense, which is told on stderr. Lists lie in the arena. */
bool dx_network_wish_of(const dx_args *args, dx_network_wish *wish, dx_arena *arena);

/* Tell the graph; what comes back is an exit code, DX_EXIT_OK or that of a mistake, which is told on stderr. */
int dx_network_set(dixit_graph *graph, const dx_network_wish *wish, const dx_args *args);

/* dx_records_run(); names of the filters that no record has are told. */
int dx_network_take(dixit_graph *graph, dx_records *records, const dx_args *args);

#endif
