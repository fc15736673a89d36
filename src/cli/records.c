#include "cli/records.h"

#include "base/buf.h"
#include "base/error.h"
#include "cli/console.h"
#include "record/record.h"
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* A record is longer than its article, which has a limit of its own. */
enum { LINE_MAX_BYTES = 16 * DIXIT_ARTICLE_MAX, BLOCK = 1 << 16, BAD_MAX = 3 };

typedef struct lines {
	FILE *stream;
	const char *path;
	dx_buf buf; /* bytes read and not yet handed out begin at `from` */
	size_t from, scanned;
	uint64_t number;
	bool skipping; /* in a line that is too long */
	bool good;     /* a line was a record */
	uint64_t kept; /* found wrong and not told yet: what comes shows whether they are worth a line each */
	dixit_error wrong[BAD_MAX];
} lines;

static void compact(lines *l) {
	if (!l->from) return;
	memmove(l->buf.ptr, l->buf.ptr + l->from, l->buf.len - l->from);
	l->buf.len -= l->from;
	l->scanned -= l->from;
	l->from = 0;
}

/* More bytes behind those in the buffer; false: there are none, or an error. */
static bool read_more(lines *l) {
	compact(l);
	char *room = dx_buf_room(&l->buf, BLOCK);
	errno = 0;
	size_t got = room ? fread(room, 1, BLOCK, l->stream) : 0;
	l->buf.len += got;
	return got > 0;
}

static dixit_status at_end(lines *l, dx_slice *line, dixit_error *error) {
	if (l->buf.failed) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	if (ferror(l->stream)) return dx_fail_errno(error, "cannot read");
	if (l->from == l->buf.len || l->skipping) return DIXIT_END;
	*line = (dx_slice){l->buf.ptr + l->from, l->buf.len - l->from};
	l->from = l->scanned = l->buf.len;
	l->number++;
	return DIXIT_OK;
}

static dixit_status too_long(lines *l, dixit_error *error) {
	bool first = !l->skipping;
	l->skipping = true;
	l->from = l->scanned = l->buf.len;
	return first ? dx_fail(error, DIXIT_E_TOO_LONG, "a line of more than %d MiB", LINE_MAX_BYTES >> 20) : DIXIT_OK;
}

/* The next line without its line feed, good until the next call; a too long one is an error and skipped. */
static dixit_status next_line(lines *l, dx_slice *line, dixit_error *error) {
	if (!l->buf.ptr && !read_more(l)) return at_end(l, line, error);
	for (;;) {
		const char *lf = memchr(l->buf.ptr + l->scanned, '\n', l->buf.len - l->scanned);
		if (lf) {
			*line = (dx_slice){l->buf.ptr + l->from, (size_t)(lf - l->buf.ptr) - l->from};
			l->from = l->scanned = (size_t)(lf - l->buf.ptr) + 1;
			bool rest = l->skipping;
			l->skipping = false;
			if (rest) continue;
			l->number++;
			return DIXIT_OK;
		}
		l->scanned = l->buf.len;
		if (l->buf.len - l->from > LINE_MAX_BYTES) {
			l->number += !l->skipping;
			dixit_status status = too_long(l, error);
			if (status) return status;
		}
		if (!read_more(l)) return at_end(l, line, error);
	}
}

static bool blank(dx_slice line) {
	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] != ' ' && line.ptr[i] != '\t' && line.ptr[i] != '\r') return false;
	}
	return true;
}

static void tell(dx_records *records, const dixit_error *error) {
	if (records->again) return;
	dx_progress_failure(&records->progress, error);
	records->failed++;
}

/* A wrong line among records is told. A file that begins with several is none of ours, likely an article: its first
 * line is told, and how many there are; a line each would bury the rest. */
static void wrong_line(dx_records *records, lines *l, dixit_error *bad) {
	dx_error_at(bad, l->path, l->number, 0);
	if (l->good) {
		tell(records, bad);
		return;
	}
	if (l->kept < BAD_MAX) l->wrong[l->kept] = *bad;
	l->kept++;
}

static void tell_kept(dx_records *records, lines *l) {
	for (uint64_t i = 0; i < l->kept && i < BAD_MAX; i++) tell(records, &l->wrong[i]);
	if (l->kept > BAD_MAX && !records->again) {
		dx_console_say("dixit: %s: %" PRIu64 " more lines before the first record are no records either", l->path,
		               l->kept - BAD_MAX);
		records->failed += l->kept - BAD_MAX;
	}
	l->kept = 0;
}

/* At the end of a file. */
static void tell_none(dx_records *records, lines *l) {
	if (l->good || l->kept < BAD_MAX || records->again) {
		tell_kept(records, l);
		return;
	}
	dx_console_failure(&l->wrong[0]);
	dx_console_say("dixit: %s: none of %" PRIu64 " lines is a record: this looks like an article, not records; `dixit "
	               "extract` comes first",
	               l->path, l->kept);
	records->failed += l->kept;
}

static void right_line(dx_records *records, lines *l) {
	if (!l->good) tell_kept(records, l);
	l->good = true;
	records->read++;
}

static dixit_status take_pair(dx_records *records, dx_slice line, lines *l, dixit_error *error) {
	const char *tab = memchr(line.ptr, '\t', line.len);
	size_t before = tab ? (size_t)(tab - line.ptr) : 0;
	dixit_record *decision = NULL, *record = NULL;
	dixit_status status = tab ? DIXIT_OK : dx_fail(error, DIXIT_E_FORMAT, "not a decision, a tab and a record");
	if (!status) status = dx_record_read_as(&decision, (dx_slice){line.ptr, before}, DX_DECISION_SCHEMA, error);
	if (!status) status = dixit_record_parse(&record, tab + 1, line.len - before - 1, error);
	records->decision = decision;
	if (!status) status = records->each(records->context, record, error);
	dixit_record_free(record);
	dixit_record_free(decision);
	if (!status) right_line(records, l);
	if (status != DIXIT_E_FORMAT) return status;
	wrong_line(records, l, error);
	return DIXIT_OK;
}

static dixit_status take_line(dx_records *records, dx_slice line, lines *l, dixit_error *error) {
	const char *schema = records->schema ? records->schema : DX_RECORD_SCHEMA;
	dixit_record *record;
	dixit_error bad;
	if (records->pairs) return take_pair(records, line, l, error);
	if (dx_record_read_as(&record, line, schema, &bad)) {
		wrong_line(records, l, &bad);
		return DIXIT_OK;
	}
	right_line(records, l);
	dixit_status status = records->each(records->context, record, error);
	dixit_record_free(record);
	return status;
}

static dixit_status take_file(dx_records *records, lines *l, dixit_error *error) {
	for (;;) {
		dx_slice line = {0};
		dixit_error bad;
		dixit_status status = next_line(l, &line, &bad);
		if (status == DIXIT_END) return DIXIT_OK;
		if (status) {
			dx_error_at(&bad, l->path, status == DIXIT_E_TOO_LONG ? l->number : 0, 0);
			tell(records, &bad);
			if (status != DIXIT_E_TOO_LONG) return DIXIT_OK;
		} else if (!blank(line)) {
			status = take_line(records, line, l, error);
			if (status) return status;
		}
		records->done += line.len + 1;
		dx_progress_show(&records->progress, records->read - records->before, records->done, records->total);
	}
}

/* All that a pipe holds, in a file without a name. */
static FILE *spooled(FILE *from) {
	FILE *to = tmpfile();
	char block[BLOCK];
	size_t got;
	while (to && (got = fread(block, 1, sizeof block, from)) > 0) {
		if (fwrite(block, 1, got, to) == got) continue;
		int why = errno;
		fclose(to);
		errno = why;
		return NULL;
	}
	if (to) rewind(to);
	return to;
}

/* A pipe can be read once only. */
static bool is_file(FILE *stream) {
	struct stat about;
	return !fstat(fileno(stream), &about) && S_ISREG(about.st_mode);
}

static FILE *opened(dx_records *records, const char *path, unsigned operand) {
	if (records->spools && records->spools[operand]) {
		rewind(records->spools[operand]);
		return records->spools[operand];
	}
	bool standard = strcmp(path, "-") == 0;
	FILE *stream = standard ? stdin : fopen(path, "rb");
	if (!stream || !records->spools || (!standard && is_file(stream))) return stream;
	FILE *spool = spooled(stream);
	if (!standard) fclose(stream);
	return records->spools[operand] = spool;
}

static dixit_status take_path(dx_records *records, const char *path, unsigned operand, dixit_error *error) {
	errno = 0;
	lines l = {.stream = opened(records, path, operand), .path = path};
	if (!l.stream) {
		dixit_error bad;
		dx_fail_errno(&bad, "cannot open");
		dx_error_at(&bad, path, 0, 0);
		tell(records, &bad);
		return DIXIT_OK;
	}
	dixit_status status = take_file(records, &l, error);
	tell_none(records, &l);
	if (l.stream != stdin && !(records->spools && records->spools[operand])) fclose(l.stream);
	dx_buf_free(&l.buf);
	return status;
}

static dixit_status open_store(dx_records *records, const char *path, dx_store **store, dixit_error *error) {
	dx_store_mode mode = records->linking ? DX_STORE_WRITE : DX_STORE_READ;
	dixit_status status = dx_store_open(store, path, mode, DX_STORE_WAIT, error);
	if (!status && records->linking) status = dx_store_begin(*store, error);
	if (!status && !records->linking && dx_store_half_linked(*store))
		dx_console_say("dixit: %s: some articles came after `dixit link %s`, which would link them too", path, path);
	return status;
}

/* Each record of a store; an error in reading is the store's, one of `each` is *fault. */
static dixit_status take_records(dx_records *records, lines *l, dixit_status *fault, dixit_error *error) {
	dixit_status status = DIXIT_OK;
	records->number = 0;
	while (!status && !*fault) {
		dx_slice line;
		status = dx_store_next(records->store, records->linking, &records->number, &line, error);
		l->number = (uint64_t)records->number;
		if (!status) *fault = take_line(records, line, l, error);
	}
	return status == DIXIT_END ? DIXIT_OK : status;
}

/* A store that can't be read is told and passed over, as a file is; one that is to be written and can't be ends it all.
 */
static dixit_status take_store(dx_records *records, const char *path, unsigned operand, dixit_error *error) {
	dx_store **store = &records->stores[operand];
	lines l = {.path = path, .good = true};
	dixit_status fault = DIXIT_OK, status = *store ? DIXIT_OK : open_store(records, path, store, error);
	records->store = *store;
	if (!status) status = take_records(records, &l, &fault, error);
	records->store = NULL;
	if (!records->twice && !records->keep) {
		dx_store_close(*store);
		*store = NULL;
	}
	if (fault || status == DIXIT_E_BUSY || (status && records->linking)) return fault ? fault : status;
	if (status) tell(records, error);
	return DIXIT_OK;
}

static int take_operands(dx_records *records, const dx_args *args) {
	for (unsigned i = 0; i < args->operand_count; i++) {
		dixit_error error;
		const char *path = args->operands[i];
		bool store = records->stores[i] || dx_store_is(path);
		dixit_status status = store ? take_store(records, path, i, &error) : take_path(records, path, i, &error);
		if (status == DIXIT_E_FORMAT && store) return dx_console_store_exit(&error);
		if (status) return dx_console_exit(&error);
	}
	return records->failed ? DX_EXIT_SOME : DX_EXIT_OK;
}

/* Bytes of all operands; 0: one of them is no file, and its end is not known. */
static uint64_t size_of_all(const dx_args *args) {
	uint64_t total = 0;
	struct stat about;
	for (unsigned i = 0; i < args->operand_count; i++) {
		if (stat(args->operands[i], &about) || !S_ISREG(about.st_mode)) return 0;
		total += (uint64_t)about.st_size;
	}
	return total;
}

static int take_all(dx_records *records, const dx_args *args) {
	const char *out = dx_args_value(args, "output");
	dx_progress_start(&records->progress, args, "records", (!out || !strcmp(out, "-")) && isatty(STDOUT_FILENO));
	if (records->again) records->progress.step = "link, second pass";
	records->before = records->read;
	records->done = 0;
	records->total = size_of_all(args);
	int code = take_operands(records, args);
	dx_progress_end(&records->progress);
	return code;
}

int dx_records_run(dx_records *records, const dx_args *args) {
	bool failed = !(records->stores = calloc(args->operand_count, sizeof(dx_store *)));
	if (records->twice) failed |= !(records->spools = calloc(args->operand_count, sizeof(FILE *)));
	if (failed) {
		dx_records_end(records, args);
		dx_console_say("dixit: out of memory");
		return DX_EXIT_INTERNAL;
	}
	int code = take_all(records, args);
	if (!records->twice && !records->keep) dx_records_end(records, args);
	if (records->read || (code != DX_EXIT_OK && code != DX_EXIT_SOME)) return code;
	dx_console_say("dixit: there is no record in what was given");
	return DX_EXIT_NOTHING;
}

int dx_records_again(dx_records *records, const dx_args *args) {
	records->again = true;
	return take_all(records, args);
}

void dx_records_end(dx_records *records, const dx_args *args) {
	for (unsigned i = 0; records->spools && i < args->operand_count; i++) {
		if (records->spools[i]) fclose(records->spools[i]);
	}
	for (unsigned i = 0; records->stores && i < args->operand_count; i++) dx_store_close(records->stores[i]);
	free(records->spools);
	free(records->stores);
	records->spools = NULL;
	records->stores = NULL;
}
