#include "base/error.h"
#include "base/outfile.h"
#include "cli/cell.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/records.h"
#include "record/record.h"

enum { ARTICLE, WHO, ACT, KIND, TEXT, COLUMNS };
enum { NARROW = 120, LEAST = 72 };

/* Widths of the columns on a wide terminal and on a narrow one; the last takes the rest. */
static const unsigned wide[COLUMNS] = {16, 26, 10, 10, 0}, narrow[COLUMNS] = {10, 20, 8, 10, 0};
static const char *const heads[COLUMNS] = {"article", "who", "act", "kind, date", "what"};

static const dx_option options[] = {
    {"width", 'w', "N", "columns to fit into (default: the terminal's, else COLUMNS, else as long as need be)"},
    DX_OPT_HELP,
    {0},
};

typedef struct view {
	dx_outfile out;
	dx_buf page, cell; /* the lines of one record; a cell in the making */
	unsigned widths[COLUMNS];
	bool headed;
} view;

static void cell(view *v, int column) {
	if (!v->cell.failed)
		dx_cell(&v->page, (dx_slice){v->cell.ptr, v->cell.len}, v->widths[column]);
	else
		v->page.failed = true;
	dx_buf_char(&v->page, ' ');
	v->cell.len = 0;
}

static void names(dx_buf *out, const dixit_record *record, const dixit_refs *refs) {
	for (uint32_t i = 0; i < refs->count; i++) {
		if (i) dx_buf_str(out, ", ");
		dx_buf_slice(out, record->entities[refs->items[i]].name);
	}
}

static void statement(view *v, const dixit_record *record, const dixit_statement *st) {
	dx_buf_slice(&v->cell, record->id);
	cell(v, ARTICLE);
	if (st->speakers.count)
		names(&v->cell, record, &st->speakers);
	else
		dx_buf_slice(&v->cell, st->source.text.len ? st->source.text : DX_LIT("-"));
	cell(v, WHO);
	dx_buf_printf(&v->cell, "%s%s", st->negated ? "not " : "", dx_act_name(st->act));
	cell(v, ACT);
	dx_buf_str(&v->cell, dx_kind_name(st->kind));
	cell(v, KIND);
	for (uint32_t i = 0; i < st->content_count; i++) {
		if (i) dx_buf_str(&v->cell, " … ");
		dx_buf_slice(&v->cell, st->content[i].text);
	}
	if (!st->content_count) dx_buf_slice(&v->cell, st->cue.text);
	cell(v, TEXT);
	dx_cell_end(&v->page);
}

static void event(view *v, const dixit_record *record, const dixit_event *ev) {
	dx_buf_slice(&v->cell, record->id);
	cell(v, ARTICLE);
	names(&v->cell, record, &ev->participants);
	cell(v, WHO);
	dx_buf_str(&v->cell, dx_event_type_name(ev->type));
	cell(v, ACT);
	dx_buf_str(&v->cell, ev->date[0] ? ev->date : "-");
	cell(v, KIND);
	dx_buf_slice(&v->cell, ev->extent.text);
	cell(v, TEXT);
	dx_cell_end(&v->page);
}

static dixit_status flush(view *v, dixit_error *error) {
	dixit_status status = v->page.failed ? dx_fail(error, DIXIT_E_MEMORY, "out of memory")
	                                     : dx_outfile_write(&v->out, v->page.ptr, v->page.len, error);
	v->page.len = 0;
	return status;
}

static void heading(view *v) {
	for (int column = 0; column < COLUMNS; column++) {
		dx_buf_str(&v->cell, heads[column]);
		cell(v, column);
	}
	dx_cell_end(&v->page);
	v->headed = true;
}

static dixit_status show(void *context, const dixit_record *record, dixit_error *error) {
	view *v = context;
	if (!v->headed) heading(v);
	for (uint32_t i = 0; i < record->statement_count; i++) statement(v, record, &record->statements[i]);
	for (uint32_t i = 0; i < record->event_count; i++) event(v, record, &record->events[i]);
	return flush(v, error);
}

static int show_all(view *v, const dx_args *args) {
	dixit_error error;
	dx_records records = {.each = show, .context = v};
	dixit_status status = dx_outfile_open(&v->out, "-", &error);
	int code = status ? dx_console_exit(&error) : dx_records_run(&records, args);
	if (code == DX_EXIT_OK || code == DX_EXIT_SOME) {
		if (dx_outfile_commit(&v->out, &error)) code = dx_console_exit(&error);
	}
	return code;
}

static void divide(view *v, unsigned width) {
	memcpy(v->widths, width && width < NARROW ? narrow : wide, sizeof v->widths);
	if (!width) return;
	if (width < LEAST) width = LEAST;
	v->widths[TEXT] = width;
	for (int column = 0; column < TEXT; column++) v->widths[TEXT] -= v->widths[column] + 1;
}

static int run(const dx_args *args) {
	const unsigned range[] = {LEAST, 10000};
	unsigned width = dx_console_width();
	if (!dx_args_number(args, "width", range, &width)) return DX_EXIT_USAGE;
	view v = {0};
	divide(&v, width);
	int code = show_all(&v, args);
	dx_buf_free(&v.page);
	dx_buf_free(&v.cell);
	return code;
}

const dx_command dx_cmd_show = {
    "show",
    "RECORDS...",
    "statements and events of records, as a table to read",
    "RECORDS is a file that `dixit extract` or `dixit run` wrote, a store of `dixit add`, or - for standard input. A "
    "line for each statement: "
    "article, speaker (or the source as written), act, kind, content; then one for each event: participants, type, "
    "date, "
    "and the words that tell of it.",
    options,
    1,
    DX_MANY,
    run,
};
