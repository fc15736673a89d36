#include "base/error.h"
#include "base/name.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/people.h"
#include "cli/records.h"
#include "cli/words.h"
#include "record/record.h"

enum { LEAST_WIDTH = 72, FLUSH = 1 << 16 };

static const dx_option options[] = {
    {"output", 'o', "FILE", "where the list goes (default: standard output)"},
    {"format", 'f', "FORMAT", "table, tsv, jsonl or roster (default: table; with -o roster)"},
    {"type", 't', "TYPE", "person, organisation, country, group, place, medium or all (default: person)"},
    {"min", 0, "N", "only who made N statements or more (default: 0)"},
    {"top", 0, "N", "only the first N of the list"},
    {"sort", 0, "BY", "statements, mentions or name (default: statements)"},
    {"width", 'w', "N", "columns to fit into (default: the terminal's, else COLUMNS, else as long as need be)"},
    {"keys", 0, NULL, "in the table: the keys in place of the offices, whole, as corrections need them"},
    DX_OPT_HELP,
    {0},
};

typedef struct wish {
	const dx_people_format *format;
	dx_census_choice choice;
	unsigned width;
	const char *path;
	bool keys;
} wish;

static bool read_format(const dx_args *args, wish *w) {
	unsigned format = 0;
	if (!dx_args_word(args, "format", &format)) return false;
	w->format = &dx_people_formats[format];
	if (dx_args_value(args, "format") || !dx_args_value(args, "output")) return true;
	for (w->format = dx_people_formats; strcmp(w->format->name, "roster") != 0; w->format++) {
	}
	return true;
}

static bool read_type(const dx_args *args, wish *w) {
	unsigned type = DIXIT_PERSON;
	if (!dx_args_word(args, "type", &type)) return false;
	w->choice.types = type > DIXIT_MEDIUM ? UINT32_MAX : 1u << type;
	if (strcmp(w->format->name, "roster") || w->choice.types == 1u << DIXIT_PERSON) return true;
	dx_console_say("dixit people: a roster holds persons, not --type %s", dx_args_value(args, "type"));
	return false;
}

static bool read_order(const dx_args *args, wish *w) {
	unsigned order = 0;
	if (!dx_args_word(args, "sort", &order)) return false;
	w->choice.order = (dx_census_order)order;
	return true;
}

static bool read_keys(const dx_args *args, wish *w) {
	w->keys = dx_args_value(args, "keys") != NULL;
	if (!w->keys || !strcmp(w->format->name, "table")) return true;
	dx_console_say("dixit people: --keys goes with the table, tsv and jsonl have the keys anyway");
	return false;
}

static bool read_wish(const dx_args *args, wish *w) {
	const unsigned widths[] = {LEAST_WIDTH, 10000}, least[] = {0, UINT32_MAX}, most[] = {1, UINT32_MAX};
	*w = (wish){.width = dx_console_width(), .path = dx_args_value(args, "output")};
	if (!w->path) w->path = "-";
	if (w->width && w->width < LEAST_WIDTH) w->width = LEAST_WIDTH;
	return read_format(args, w) && read_keys(args, w) && read_type(args, w) && read_order(args, w) &&
	       dx_args_number(args, "width", widths, &w->width) && dx_args_number(args, "min", least, &w->choice.least) &&
	       dx_args_number(args, "top", most, &w->choice.most);
}

static dixit_status add(void *context, const dixit_record *record, dixit_error *error) {
	return dx_census_add(context, record, error);
}

static dixit_status flush(dx_people *p, dx_outfile *out, dixit_error *error) {
	dixit_status status = p->page.failed ? dx_fail(error, DIXIT_E_MEMORY, "out of memory")
	                                     : dx_outfile_write(out, p->page.ptr, p->page.len, error);
	p->page.len = 0;
	return status;
}

/* How many of the list bear each name, for the roster. */
static void count_names(dx_people *p, const dx_census_entity *const *list, uint32_t count) {
	dx_map_init(&p->names, &p->arena, count);
	for (uint32_t i = 0; i < count; i++)
		dx_map_put(&p->names, dx_person_key(&p->arena, list[i]->name), 0, NULL)->value++;
}

static dixit_status write_list(dx_people *p, dx_census *census, const wish *w, dx_outfile *out, dixit_error *error) {
	const dx_census_entity *const *list;
	uint32_t count;
	dixit_status status = dx_census_list(census, &w->choice, &list, &count, error);
	if (status) return status;
	count_names(p, list, count);
	w->format->head(p);
	for (uint32_t i = 0; i < count && !status; i++) {
		w->format->each(p, list[i]);
		if (p->page.len >= FLUSH) status = flush(p, out, error);
	}
	return status ? status : flush(p, out, error);
}

static int write_out(dx_census *census, const wish *w, dx_outfile *out) {
	dixit_error error;
	dx_people p = {.width = w->width, .types = (w->choice.types & (w->choice.types - 1)) != 0, .keys = w->keys};
	dx_arena_init(&p.arena);
	dixit_status status;
	if (dx_arena_guard(&p.arena))
		status = dx_fail(&error, DIXIT_E_MEMORY, "out of memory");
	else
		status = write_list(&p, census, w, out, &error);
	dx_arena_free(&p.arena);
	dx_buf_free(&p.page);
	dx_buf_free(&p.cell);
	return status ? dx_console_exit(&error) : DX_EXIT_OK;
}

static int take_census(dx_census *census, const dx_args *args, const wish *w) {
	dixit_error error;
	dx_outfile out;
	if (dx_outfile_open(&out, w->path, &error)) return dx_console_exit(&error);
	dx_interrupt_watch(&out);
	dx_records records = {.each = add, .context = census};
	int code = dx_records_run(&records, args);
	int written = code == DX_EXIT_OK || code == DX_EXIT_SOME ? write_out(census, w, &out) : DX_EXIT_OK;
	dx_interrupt_hold(true);
	dx_interrupt_forget();
	code = dx_console_commit(&out, written ? written : code);
	dx_interrupt_hold(false);
	return code;
}

static int run(const dx_args *args) {
	wish w;
	dixit_error error;
	dx_census *census;
	if (!read_wish(args, &w)) return DX_EXIT_USAGE;
	if (dx_census_new(&census, &error)) return dx_console_exit(&error);
	int code = take_census(census, args, &w);
	dx_census_free(census);
	return code;
}

const dx_command dx_cmd_people = {
    "people",
    "RECORDS...",
    "who stands in records: counts, offices over time, first and last statement; a roster to edit",
    "RECORDS is a file that `dixit extract`, `dixit run` or `dixit link` wrote, a store of `dixit add`, or - for "
    "standard input. Each entity "
    "key "
    "is one line: how many statements it made, how many name it, its mentions and articles, the days of its first and "
    "last statement, its offices, the latest first. The same records in any order give the same list.\n\n"
    "FORMAT tsv and jsonl have all names, all offices with the days they were seen first and last, and the statements "
    "themselves (article#sN). FORMAT roster is a table with the columns name, aliases, title, country, institution, "
    "from, to, id, one line an office, from and to the days it was seen: edit it and give it to --roster. Namesakes "
    "have "
    "their keys as id.",
    options,
    1,
    DX_MANY,
    run,
};
