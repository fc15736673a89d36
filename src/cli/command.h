/* Subcommands and their options as tables: the parser, the help, the man page and the completion all read these. */
#ifndef DX_CLI_COMMAND_H
#define DX_CLI_COMMAND_H

#include "base/arena.h"
#include "base/slice.h"

typedef struct dx_option {
	const char *name;     /* without dashes; NULL ends a table */
	char letter;          /* 0: none */
	const char *argument; /* what help calls it; NULL: a switch */
	const char *help;
} dx_option;

typedef struct dx_args dx_args;

typedef struct dx_command {
	const char *name;
	const char *operands; /* as in the usage line, "" for none */
	const char *summary;  /* one line, no full stop */
	const char *text;     /* paragraphs, separated by an empty line */
	const dx_option *options;
	unsigned least, most;            /* how many operands */
	int (*run)(const dx_args *args); /* returns an exit code */
} dx_command;

extern const dx_command *const dx_commands[]; /* NULL ends it */
const dx_command *dx_command_named(const char *name);

enum { DX_MANY = 1u << 30 };

/* Options that several subcommands share. */
#define DX_OPT_HELP                                                                                                    \
	{ "help", 'h', NULL, "show this and end" }
/* What `graph` and `export` write, for the text of their help. */
#define DX_HELP_FORMATS                                                                                                \
	"Formats, by the ending of the file or by --format: graphml, gexf, dot (.dot, .gv), json, cyjs, csv, pajek "       \
	"(.net, "                                                                                                          \
	".paj), dl, svg, png, pdf.\n\n"
#define DX_OPT_QUIET                                                                                                   \
	{ "quiet", 'q', NULL, "no progress line and no summary, only errors" }
#define DX_OPT_JOBS                                                                                                    \
	{ "jobs", 'j', "N", "number of worker threads, 1 to 256 (default: one a core)" }
#define DX_OPT_LEXICON                                                                                                 \
	{ "lexicon", 0, "DIR", "folder with .tsv tables that replace the built-in ones of the same name" }
#define DX_OPT_MODELS                                                                                                  \
	{ "models", 0, "DIR", "folder with model files that replace the built-in ones of the same name" }
#define DX_OPT_ACCURATE                                                                                                \
	{ "accurate", 0, NULL, "find statements by a transformer: more of them right, some thirty times slower" }
#define DX_OPT_CONFIDENCE                                                                                              \
	{                                                                                                                  \
		"confidence", 0, "N",                                                                                          \
		    "write statements of at least N percent confidence, 0 to 100 (default: what `dixit model` calls "          \
		    "threshold)"                                                                                               \
	}

/* How articles are read: `extract`, `run` and `report`. */
#define DX_OPT_FIELDS                                                                                                  \
	{"text-field", 0, "NAME", "what JSON and tables call the text (a.b: b inside of a); also below"},                  \
	    {"title-field", 0, "NAME", "the title"}, {"date-field", 0, "NAME", "the date of publication"},                 \
	    {"publisher-field", 0, "NAME", "the publisher"}, {"id-field", 0, "NAME", "the id"}, {                          \
		"url-field", 0, "NAME", "the address"                                                                          \
	}
#define DX_OPT_ANY_LANGUAGE                                                                                            \
	{ "any-language", 0, NULL, "read articles that are not in English too" }
/* What PATH may be, for the text of their help. */
#define DX_HELP_PATHS                                                                                                  \
	"PATH is a file, a folder, or - for standard input. Files are told by their first bytes: text; HTML pages; JSON "  \
	"Lines, arrays and objects in the field names of the usual crawlers; CSV and TSV with a header; WARC and WET; "    \
	"all of these packed (gzip, bzip2, xz, zstd) or in an archive (zip, tar, tar.*). From folders and archives come "  \
	"files that end in .txt .text .html .htm .xhtml .json .jsonl .ndjson .csv .tsv .tab .warc .wet, packed or not, "   \
	"and files without ending. The README has the names of fields and the limits.\n\n"                                 \
	"Articles that are plainly not in English are left out and counted.\n\n"

/* Exit codes, one meaning each. */
typedef enum dx_exit {
	DX_EXIT_OK,
	DX_EXIT_SOME,
	DX_EXIT_USAGE,
	DX_EXIT_NOTHING,
	DX_EXIT_INTERNAL,
	DX_EXIT_OUTPUT,
	DX_EXIT_STORE,
	DX_EXIT_BUSY
} dx_exit;

typedef struct dx_exit_text {
	int code;
	const char *text;
} dx_exit_text;
extern const dx_exit_text dx_exit_texts[]; /* text NULL ends it */

#endif
