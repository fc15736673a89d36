#include "cli/step.h"

#include "base/error.h"
#include "base/outfile.h"
#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/records.h"
#include "cli/words.h"
#include "corpus/division.h"
#include "record/record.h"

/* What an option goes with, as bits 1 << dx_step. */
static const struct {
	const char *option;
	unsigned steps;
} allowed[] = {{"roster", 1 << DX_STEP_SETTLE},      {"no-builtin-roster", 1 << DX_STEP_SETTLE},
               {"corrections", 1 << DX_STEP_SETTLE}, {"merges", 1 << DX_STEP_SETTLE},
               {"lexicon", 1 << DX_STEP_SETTLE},     {"duplicates", 1 << DX_STEP_SETTLE | 1 << DX_STEP_APPLY}};

bool dx_step_of(const dx_args *args, dx_step *step) {
	unsigned word = DX_STEP_ALL;
	if (!dx_args_word(args, "step", &word)) return false;
	*step = (dx_step)word;
	for (size_t i = 0; *step != DX_STEP_ALL && i < sizeof allowed / sizeof *allowed; i++) {
		if (allowed[i].steps >> *step & 1 || !dx_args_value(args, allowed[i].option)) continue;
		dx_console_say("dixit link: --%s does not go with --step %s (see: dixit help link)", allowed[i].option,
		               dx_args_value(args, "step"));
		return false;
	}
	return true;
}

typedef struct alone {
	dx_records records;
	dx_outfile out;
	dx_arena arena;
	dx_buf line;
	bool once;
} alone;

static dixit_status put(alone *a, const dixit_record *record, const char *schema, dixit_error *error) {
	a->line.len = 0;
	dx_record_write_as(&a->line, record, schema);
	if (a->line.failed) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	return dx_outfile_write(&a->out, a->line.ptr, a->line.len, error);
}

static dixit_status note(void *context, const dixit_record *record, dixit_error *error) {
	alone *a = context;
	dx_arena_reset(&a->arena, 1 << 20);
	if (dx_arena_guard(&a->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	return put(a, dx_note_of(record, &a->arena), DX_NOTE_SCHEMA, error);
}

static dixit_status apply(void *context, const dixit_record *record, dixit_error *error) {
	alone *a = context;
	dixit_record *linked;
	dixit_status status = dx_decision_apply(&linked, a->records.decision, record, a->once, error);
	if (!status && linked) status = put(a, linked, DX_RECORD_SCHEMA, error);
	dixit_record_free(linked);
	return status;
}

int dx_step_run(const dx_args *args, dx_step step) {
	const char *path = dx_args_value(args, "output");
	alone a = {.records = {.each = step == DX_STEP_NOTES ? note : apply, .pairs = step == DX_STEP_APPLY}};
	dixit_error error;
	unsigned once = 0;
	if (!dx_args_word(args, "duplicates", &once)) return DX_EXIT_USAGE;
	if (dx_outfile_open(&a.out, path ? path : "-", &error)) return dx_console_exit(&error);
	dx_interrupt_watch(&a.out);
	a.records.context = &a;
	a.once = once;
	dx_arena_init(&a.arena);
	int code = dx_records_run(&a.records, args);
	dx_interrupt_hold(true);
	dx_interrupt_forget();
	code = dx_console_commit(&a.out, code);
	dx_interrupt_hold(false);
	dx_buf_free(&a.line);
	dx_arena_free(&a.arena);
	return code;
}
