/* Loading the tables, embedded or a user's, by the same code. */
#include "lexicon/tables.h"

#include "base/error.h"
#include "base/outfile.h"
#include "base/slurp.h"
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

bool dx_next_value(dx_slice *rest, dx_slice *value) {
	while (rest->len) {
		const char *semi = memchr(rest->ptr, ';', rest->len);
		size_t n = semi ? (size_t)(semi - rest->ptr) : rest->len;
		*value = (dx_slice){rest->ptr, n};
		size_t skip = semi ? n + 1 : n;
		*rest = (dx_slice){rest->ptr + skip, rest->len - skip};
		while (value->len && value->ptr[0] == ' ') *value = (dx_slice){value->ptr + 1, value->len - 1};
		while (value->len && value->ptr[value->len - 1] == ' ') value->len--;
		if (value->len) return true;
	}
	return false;
}

static unsigned split(dx_slice line, dx_slice *fields) {
	unsigned n = 0;
	for (;;) {
		const char *tab = memchr(line.ptr, '\t', line.len);
		size_t len = tab ? (size_t)(tab - line.ptr) : line.len;
		if (n < DX_FIELDS_MAX) fields[n] = (dx_slice){line.ptr, len};
		n++;
		if (!tab) return n;
		line = (dx_slice){tab + 1, line.len - len - 1};
	}
}

static unsigned columns_of(const dx_table *table) {
	unsigned n = 1;
	for (const char *c = table->columns; *c; c++) n += *c == '\t';
	return n;
}

static dixit_status read_row(dx_lexicon *lexicon, const dx_table *table, dx_slice line, dixit_error *error) {
	dx_row row = {.error = error};
	unsigned want = columns_of(table), got = split(line, row.fields);
	if (got != want) return dx_fail(error, DIXIT_E_FORMAT, "%u fields where %u are needed", got, want);
	for (unsigned i = 0; i < want; i++) {
		if (dx_slice_eq(row.fields[i], DX_LIT("-"))) row.fields[i].len = 0;
	}
	if (!row.fields[0].len) return dx_fail(error, DIXIT_E_FORMAT, "the first field is empty");
	return table->add(lexicon, &row);
}

static dixit_status read_line(dx_lexicon *lexicon, const dx_table *table, dx_slice line, uint64_t number,
                              dixit_error *error) {
	dixit_status status = DIXIT_OK;
	if (number == 1 && !dx_slice_eq(line, dx_slice_of(table->columns))) {
		status = dx_fail(error, DIXIT_E_FORMAT, "the first line does not name the columns of %s.tsv", table->name);
	} else if (number > 1 && line.len && line.ptr[0] != '#') {
		status = read_row(lexicon, table, line, error);
		if (!status) lexicon->rows[table - dx_tables]++;
	}
	if (status) dx_error_at(error, NULL, number, 0);
	return status;
}

static dixit_status read_table(dx_lexicon *lexicon, const dx_table *table, dx_slice bytes, dixit_error *error) {
	uint64_t number = 0;
	dixit_status whole = dx_slurp_check(bytes, error);
	if (whole) return whole;
	while (bytes.len) {
		const char *lf = memchr(bytes.ptr, '\n', bytes.len);
		size_t n = lf ? (size_t)(lf - bytes.ptr) : bytes.len;
		dx_slice line = {bytes.ptr, n};
		if (line.len && line.ptr[line.len - 1] == '\r') line.len--;
		dixit_status status = read_line(lexicon, table, line, ++number, error);
		if (status) return status;
		size_t skip = lf ? n + 1 : n;
		bytes = (dx_slice){bytes.ptr + skip, bytes.len - skip};
	}
	return number ? DIXIT_OK : dx_fail(error, DIXIT_E_FORMAT, "the table is empty");
}

static dixit_status load_table(dx_lexicon *lexicon, const dx_table *table, const char *dir, dixit_error *error) {
	char path[4096];
	struct stat st;
	dx_slice bytes = {table->start, (size_t)(table->end - table->start)};
	int n = snprintf(path, sizeof path, "%s/%s.tsv", dir ? dir : "", table->name);
	if (n < 0 || (size_t)n >= sizeof path) return dx_fail(error, DIXIT_E_USAGE, "the lexicon's path is too long");
	bool own = dir && stat(path, &st) == 0;
	dixit_status status = own ? dx_slurp(&lexicon->arena, path, &bytes, error) : DIXIT_OK;
	if (!status) status = read_table(lexicon, table, bytes, error);
	if (status && own) {
		dx_error_at(error, path, 0, 0);
	} else if (status) {
		snprintf(path, sizeof path, "%s.tsv (built in)", table->name);
		dx_error_at(error, path, 0, 0);
	}
	return status;
}

static dixit_status load(dx_lexicon *lexicon, const char *dir, dixit_error *error) {
	struct stat st;
	if (dir && (stat(dir, &st) || !S_ISDIR(st.st_mode))) {
		dixit_status status = dx_fail(error, DIXIT_E_USAGE, "--lexicon needs a folder of .tsv tables");
		dx_error_at(error, dir, 0, 0);
		return status;
	}
	for (unsigned i = 0; i < dx_table_count; i++) {
		dixit_status status = load_table(lexicon, &dx_tables[i], dir, error);
		if (status) return status;
	}
	return DIXIT_OK;
}

dixit_status dx_lexicon_new(dx_lexicon **out, const char *dir, dixit_error *error) {
	dx_lexicon *volatile lexicon = calloc(1, sizeof(dx_lexicon));
	*out = NULL;
	if (!lexicon) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dx_arena_init(&lexicon->arena);
	if (dx_arena_guard(&lexicon->arena)) {
		dx_lexicon_free(lexicon);
		return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	}
	lexicon->index_mask = 65535;
	lexicon->index = DX_NEW(&lexicon->arena, dx_word_slot, lexicon->index_mask + 1);
	lexicon->trie_mask = 16383;
	lexicon->trie = DX_NEW(&lexicon->arena, dx_trie_slot, lexicon->trie_mask + 1);
	*DX_PUSH(&lexicon->arena, &lexicon->nodes) = NULL;
	dixit_status status = load(lexicon, dir, error);
	if (status)
		dx_lexicon_free(lexicon);
	else
		*out = lexicon;
	return status;
}

void dx_lexicon_free(dx_lexicon *lexicon) {
	if (!lexicon) return;
	dx_arena_free(&lexicon->arena);
	free(lexicon);
}

dixit_status dx_lexicon_dump(const char *dir, dixit_error *error) {
	errno = 0;
	if (mkdir(dir, 0777) && errno != EEXIST) {
		dixit_status status = dx_fail_errno(error, "cannot make the folder");
		dx_error_at(error, dir, 0, 0);
		return status;
	}
	for (unsigned i = 0; i < dx_table_count; i++) {
		const dx_table *t = &dx_tables[i];
		char path[4096];
		int n = snprintf(path, sizeof path, "%s/%s.tsv", dir, t->name);
		if (n < 0 || (size_t)n >= sizeof path) return dx_fail(error, DIXIT_E_USAGE, "the folder's path is too long");
		dixit_status status = dx_outfile_put(path, (dx_slice){t->start, (size_t)(t->end - t->start)}, error);
		if (status) {
			dx_error_at(error, dir, 0, 0);
			return status;
		}
	}
	return DIXIT_OK;
}

const char *dx_lexicon_table(const dx_lexicon *lexicon, unsigned i, uint32_t *rows) {
	if (i >= dx_table_count) return NULL;
	*rows = lexicon->rows[i];
	return dx_tables[i].name;
}
