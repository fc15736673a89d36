#include "base/date.h"
#include "base/error.h"
#include "cli/args.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/found.h"
#include "cli/interrupt.h"
#include "cli/words.h"
#include "record/record.h"

enum { LIMIT = 25 /* of a table: a screen */, FLUSH = 1 << 16, LEAST_WIDTH = 72 };

static const dx_option options[] = {
    {"speaker", 0, "NAME", "said by NAME (key, name or other name); may be given several times: any of them"},
    {"about", 0, "NAME", "in which NAME is named; likewise"},
    {"words", 0, "WORDS", "with these words, \"phrases\" and beginnings* (--words '\"cease fire\" talk*')"},
    {"in-article", 0, "WORDS", "out of articles with these words"},
    {"from", 0, "DATE", "published on this day or later, YYYY-MM-DD"},
    {"to", 0, "DATE", "published on this day or before"},
    {"country", 0, "COUNTRY", "by a country, or who holds an office in it or speaks for it; name or code"},
    {"publisher", 0, "NAME", "in articles of NAME; may be given several times"},
    {"act", 0, "ACT,...", "say, think, intend, judge, deny, withhold (--act judge,deny)"},
    {"kind", 0, "KIND,...", "direct, mixed, indirect (--kind direct,mixed)"},
    {"confidence", 0, "N", "of at least N percent confidence"},
    {"first", 0, NULL, "the earliest one; with --limit, so many"},
    {"last", 0, NULL, "the latest one; with --limit, so many"},
    {"timeline", 0, NULL, "the earliest first, a day at a time"},
    {"context", 0, "N", "with N sentences of the article before and behind it (--context 2)"},
    {"limit", 0, "N", "at most N (default: 25 of a table, else all)"},
    {"format", 'f', "FORMAT", "table, jsonl or csv (default: table)"},
    {"output", 'o', "FILE", "where the answers go (default: standard output)"},
    {"width", 'w', "N", "columns to fit into (default: the terminal's, else COLUMNS, else as long as need be)"},
    {"lexicon", 0, "DIR", "folder with .tsv tables that replace the built-in ones of the same name"},
    DX_OPT_HELP,
    {0},
};

typedef struct task {
	const dx_args *args;
	dx_arena arena;
	dx_store *store;
	dx_lexicon *lexicon;           /* made where it is needed */
	dx_article_patterns *patterns; /* likewise */
	dx_store_question question;
	const dx_found_format *format;
	dx_found found;
	dx_found_view view;
	unsigned limit; /* 0: none */
} task;

static bool mistake(const char *option, const char *what, const char *value) {
	dx_console_say("dixit find: --%s %s, not '%s' (see: dixit help find)", option, what, value);
	return false;
}

static bool is_option(const dx_args *args, unsigned i, const char *name) {
	return strcmp(args->given[i].option->name, name) == 0;
}

/* --- options that need no store ----------------------------------------------------------------------------------- */

static bool read_day(const task *job, const char *option, uint32_t *day) {
	const char *value = dx_args_value(job->args, option);
	if (!value) return true;
	*day = dx_date_number(value, strlen(value));
	if (*day && dx_date_exists(*day / 10000, *day / 100 % 100, *day % 100)) return true;
	return mistake(option, "is a day, YYYY-MM-DD", value);
}

static bool read_days(task *job) {
	dx_store_question *q = &job->question;
	if (!read_day(job, "from", &q->from) || !read_day(job, "to", &q->to)) return false;
	if (!q->from || !q->to || q->from <= q->to) return true;
	return mistake("to", "is the day of --from or a later one", dx_args_value(job->args, "to"));
}

static bool read_words(task *job, const char *option, const char *const **words, uint32_t *count) {
	const char **list = DX_NEW(&job->arena, const char *, job->args->given_count + 1);
	for (unsigned i = 0; i < job->args->given_count; i++) {
		const char *value = job->args->given[i].value;
		if (!is_option(job->args, i, option)) continue;
		if (!dx_store_has_words(value)) return mistake(option, "needs a word to look for", value);
		list[(*count)++] = value;
	}
	*words = list;
	return true;
}

static bool read_format(task *job) {
	unsigned format = 0;
	if (!dx_args_word(job->args, "format", &format)) return false;
	job->format = &dx_found_formats[format];
	return true;
}

/* Which come first, and how many. */
static bool read_order(task *job) {
	const dx_args *args = job->args;
	bool first = dx_args_value(args, "first"), last = dx_args_value(args, "last"),
	     timeline = dx_args_value(args, "timeline");
	if (first + last + timeline > 1) {
		dx_console_say("dixit find: of --first, --last and --timeline there can be one (see: dixit help find)");
		return false;
	}
	job->question.latest_first = !first && !timeline;
	job->view.timeline = timeline;
	job->limit = first || last ? 1 : !strcmp(job->format->name, "table") ? LIMIT : 0;
	const unsigned range[] = {1, UINT32_MAX};
	return dx_args_number(args, "limit", range, &job->limit);
}

static bool read_options(task *job) {
	const unsigned widths[] = {LEAST_WIDTH, 10000}, percent[] = {0, 100}, around[] = {0, 100};
	dx_store_question *q = &job->question;
	job->view.width = dx_console_width();
	if (job->view.width && job->view.width < LEAST_WIDTH) job->view.width = LEAST_WIDTH;
	return read_format(job) && read_order(job) && read_days(job) && dx_args_words(job->args, "act", &q->acts) &&
	       dx_args_words(job->args, "kind", &q->kinds) && read_words(job, "words", &q->words, &q->word_count) &&
	       read_words(job, "in-article", &q->articles, &q->article_count) &&
	       dx_args_number(job->args, "width", widths, &job->view.width) &&
	       dx_args_number(job->args, "confidence", percent, &q->confidence) &&
	       dx_args_number(job->args, "context", around, &job->found.context);
}

/* --- names -------------------------------------------------------------------------------------------------------- */

static void put_named(dx_buf *out, const dx_store_list *list) {
	enum { SHOWN = 5 };
	for (uint32_t i = 0; i < list->count && i < SHOWN; i++) {
		const dx_store_named *n = &list->items[i];
		dx_buf_str(out, i ? ", " : " ");
		dx_buf_slice(out, n->name);
		if (!n->key.len) continue;
		dx_buf_str(out, " (");
		dx_buf_slice(out, n->key);
		dx_buf_printf(out, ", %lld article%s)", (long long)n->articles, n->articles == 1 ? "" : "s");
	}
	if (list->count > SHOWN) dx_buf_printf(out, " and %u more", list->count - SHOWN);
}

/* "nobody is called 'X'; names like it: A, B" */
static void tell_list(const char *what, const char *name, const char *which, const dx_store_list *list) {
	dx_buf names = {0};
	put_named(&names, list);
	dx_console_say("dixit find: %s '%s'%s%.*s", what, name, list->count ? which : "", names.failed ? 0 : (int)names.len,
	               names.ptr ? names.ptr : "");
	dx_buf_free(&names);
}

/* How a kind of name is looked up. */
typedef struct lookup {
	const char *option, *none;
	bool keys; /* several may have one name, and keys tell them apart */
	dixit_status (*exact)(dx_store *, dx_slice, dx_arena *, dx_store_list *, dixit_error *);
	dixit_status (*like)(dx_store *, dx_slice, dx_arena *, dx_store_list *, dixit_error *);
} lookup;

static const lookup speaker = {"speaker", "nobody is called", true, dx_store_entities, dx_store_like_entity};
static const lookup about = {"about", "nobody and nothing is called", true, dx_store_entities, dx_store_like_entity};
static const lookup publisher = {"publisher", "no article is of a publisher", false, dx_store_publishers,
                                 dx_store_like_publisher};

/* A surname, or another part of a name, will do where one entity alone has it. */
static int take_like(task *job, const lookup *l, const char *name, dx_store_list *found) {
	dixit_error error;
	if (l->like(job->store, dx_slice_of(name), &job->arena, found, &error)) return dx_console_store_exit(&error);
	if (l->keys && found->count && found->items[0].all && (found->count == 1 || !found->items[1].all)) {
		found->count = 1;
		tell_list("one alone has the name", name, ":", found);
		return DX_EXIT_OK;
	}
	tell_list(l->none, name, "; names like it:", found);
	return DX_EXIT_USAGE;
}

/* The numbers of all who are meant by an option. */
static int read_names(task *job, const lookup *l, dx_store_ids *ids) {
	const dx_args *args = job->args;
	int64_t *numbers = NULL;
	for (unsigned i = 0; i < args->given_count; i++) {
		const char *name = args->given[i].value;
		dx_store_list found;
		dixit_error error;
		if (!is_option(args, i, l->option)) continue;
		if (l->exact(job->store, dx_slice_of(name), &job->arena, &found, &error)) return dx_console_store_exit(&error);
		int code = found.count ? DX_EXIT_OK : take_like(job, l, name, &found);
		if (code) return code;
		if (found.count > 1 && l->keys)
			tell_list("all that are called", name, " are meant, a key would mean one:", &found);
		int64_t *all = DX_NEW(&job->arena, int64_t, ids->count + found.count);
		if (ids->count) memcpy(all, numbers, ids->count * sizeof *all);
		for (uint32_t k = 0; k < found.count; k++) all[ids->count + k] = found.items[k].number;
		ids->items = numbers = all;
		ids->count += found.count;
	}
	return DX_EXIT_OK;
}

static int read_countries(task *job) {
	const dx_args *args = job->args;
	const char **codes = DX_NEW(&job->arena, const char *, args->given_count + 1);
	for (unsigned i = 0; i < args->given_count; i++) {
		const char *name = args->given[i].value;
		if (!is_option(args, i, "country")) continue;
		const dx_country *country = dx_lexicon_country_named(job->lexicon, dx_slice_of(name), &job->arena);
		if (!country) {
			dx_console_say("dixit find: no country is called '%s'", name);
			return DX_EXIT_USAGE;
		}
		codes[job->question.country_count++] = country->iso;
	}
	job->question.countries = codes;
	return DX_EXIT_OK;
}

static int read_lexicon(task *job) {
	bool context = job->found.context, country = dx_args_value(job->args, "country");
	dixit_error error;
	if (!context && !country) return DX_EXIT_OK;
	dixit_status status = dx_lexicon_new(&job->lexicon, dx_args_value(job->args, "lexicon"), &error);
	if (!status && context) status = dx_article_patterns_new(&job->patterns, job->lexicon, &error);
	if (!status) return DX_EXIT_OK;
	dx_console_error(&error);
	return status == DIXIT_E_MEMORY ? DX_EXIT_INTERNAL : DX_EXIT_USAGE;
}

static int read_question(task *job) {
	dx_store_question *q = &job->question;
	int code = read_lexicon(job);
	if (!code) code = read_names(job, &speaker, &q->speakers);
	if (!code) code = read_names(job, &about, &q->about);
	if (!code) code = read_names(job, &publisher, &q->publishers);
	return code ? code : read_countries(job);
}

/* --- answers ------------------------------------------------------------------------------------------------------ */

static dixit_status flush(dx_found_view *v, dixit_error *error) {
	dixit_status status = v->page.failed ? dx_fail(error, DIXIT_E_MEMORY, "out of memory")
	                                     : dx_outfile_write(&v->out, v->page.ptr, v->page.len, error);
	v->page.len = 0;
	return status;
}

static dixit_status answer_all(task *job, dixit_error *error) {
	dx_found_view *v = &job->view;
	dixit_status status = dx_store_find(job->store, &job->question, error);
	job->format->head(v, &job->found);
	while (!status) {
		status = dx_store_answer(job->store, &job->found.hit, error);
		if (status) break;
		if (job->limit && v->rows == job->limit) {
			if (!dx_args_value(job->args, "limit") && job->limit > 1)
				dx_console_say("dixit find: there are more than %u; --limit N shows N", job->limit);
			break;
		}
		status = dx_found_take(&job->found, error);
		if (!status) job->format->each(v, &job->found);
		v->rows++;
		if (v->page.len >= FLUSH && !status) status = flush(v, error);
	}
	if (status && status != DIXIT_END) return status;
	if (!v->rows) dx_console_say("dixit find: no statement answers to that");
	return flush(v, error);
}

static int write_answers(task *job) {
	const char *path = dx_args_value(job->args, "output");
	dixit_error error;
	job->found.lexicon = job->lexicon;
	job->found.patterns = job->patterns;
	if (dx_outfile_open(&job->view.out, path ? path : "-", &error)) return dx_console_exit(&error);
	dx_interrupt_watch(&job->view.out);
	dixit_status status = answer_all(job, &error);
	dx_interrupt_hold(true);
	dx_interrupt_forget();
	if (status)
		dx_outfile_abandon(&job->view.out);
	else
		status = dx_outfile_commit(&job->view.out, &error);
	dx_interrupt_hold(false);
	return status ? dx_console_store_exit(&error) : DX_EXIT_OK;
}

static int answer(task *job) {
	dixit_error error;
	if (dx_arena_guard(&job->arena)) {
		dx_console_say("dixit: out of memory");
		return DX_EXIT_INTERNAL;
	}
	if (!read_options(job)) return DX_EXIT_USAGE;
	if (dx_store_open(&job->store, job->args->operands[0], DX_STORE_READ, DX_STORE_WAIT, &error)) {
		dx_console_store_exit(&error);
		return error.status == DIXIT_E_IO       ? DX_EXIT_NOTHING
		       : error.status == DIXIT_E_FORMAT ? DX_EXIT_STORE
		                                        : DX_EXIT_BUSY;
	}
	job->found.store = job->store;
	int code = read_question(job);
	return code ? code : write_answers(job);
}

static int run(const dx_args *args) {
	task job = {.args = args};
	dx_arena_init(&job.arena);
	dx_found_init(&job.found, NULL);
	int code = answer(&job);
	dx_found_free(&job.found);
	dx_buf_free(&job.view.page);
	dx_buf_free(&job.view.cell);
	dx_store_close(job.store);
	dx_article_patterns_free(job.patterns);
	dx_lexicon_free(job.lexicon);
	dx_arena_free(&job.arena);
	return code;
}

const dx_command dx_cmd_find = {
    "find",
    "DB",
    "who said what in a store: by speaker, subject, words, time, country, outlet",
    "DB is a store that `dixit add` wrote. Each statement that answers to all options is a line, the latest first: its "
    "day, the outlets that carry it, who said it, and what. Without options, all of them.\n\n"
    "Who said it first: dixit find DB --words '\"cease fire\"' --first\n\n"
    "What X said on Y over time: dixit find DB --speaker 'Ada Berg' --about Norway --timeline\n\n"
    "In its own words: dixit find DB --speaker 'Ada Berg' --kind direct --context 2\n\n"
    "A name is a key (person/ada-berg) or any name that an article gives, in whatever case and accents. Once `dixit "
    "link DB` has run, all spellings of a name are one person, and a quotation that several articles carry is one "
    "line with all its outlets; before that each article stands for itself. Words are those of the statement, in any "
    "order; words in quotation marks stand together, and a star ends the beginning of a word.\n\n"
    "jsonl has the keys of all who are named, and where the statement stands; csv is for spreadsheets. Nothing found "
    "is "
    "no error; a name that nobody has is one, and names like it are told.",
    options,
    1,
    1,
    run,
};
