/* The articles read once more: which of their texts belong to statements of the page is told by the check sum. */
#include "article/raw.h"
#include "base/error.h"
#include "report/facts.h"
#include "text/text.h"
#include <stdlib.h>
#include <sys/stat.h>

typedef struct quoter {
	dx_report *report;
	const dx_report_words *words;
	dx_rx_scratch *scratch;
	dx_reader *reader;
	dx_raw raw;
	uint32_t *first; /* doc → its first statement of the page in `order`, one more at the end */
	uint32_t *order; /* statements of the page by doc */
	uint32_t missing;
} quoter;

/* Statements of the page by article, in one pass. */
static void sort_by_doc(quoter *q) {
	dx_report *report = q->report;
	q->first = DX_NEW(&report->arena, uint32_t, (size_t)report->docs.count + 2);
	q->order = DX_NEW(&report->arena, uint32_t, report->statements.count);
	for (uint32_t i = 0; i < report->statements.count; i++) {
		q->first[report->store->said.items[report->statements.items[i]].doc + 2]++;
	}
	for (uint32_t i = 2; i < report->docs.count + 2; i++) q->first[i] += q->first[i - 1];
	for (uint32_t i = 0; i < report->statements.count; i++) {
		uint32_t said = report->statements.items[i];
		q->order[q->first[report->store->said.items[said].doc + 1]++] = said;
	}
}

/* The docs that are wanted, by the check sum of their text: several may have one text. */
static void list_texts(quoter *q) {
	dx_report *report = q->report;
	report->of_text = DX_NEW(&report->arena, uint32_t, report->docs.count);
	for (uint32_t i = 0; i < report->docs.count; i++) {
		dx_doc *doc = &report->docs.items[i];
		report->of_text[i] = DX_NOBODY;
		if (q->first[i] == q->first[i + 1] || !doc->sha256[0]) continue;
		bool fresh;
		dx_slot *slot = dx_map_put(&report->by_text, dx_slice_of(doc->sha256), i, &fresh);
		q->missing++;
		if (fresh) continue;
		report->of_text[i] = slot->value;
		slot->value = i;
	}
}

static void mark_points(dx_quoting *quoting, dx_slice text, dx_arena *arena) {
	quoting->marks = DX_NEW(arena, uint32_t, text.len / 64 + 2);
	quoting->points = 0;
	for (uint32_t i = 0; i < text.len; i++) {
		if (((unsigned char)text.ptr[i] & 0xC0) == 0x80) continue;
		if (quoting->points % 64 == 0) quoting->marks[quoting->points / 64] = i;
		quoting->points++;
	}
}

static void quote_text(quoter *q, const dx_article *article, uint32_t doc) {
	dx_report *report = q->report;
	dx_text text;
	dx_quoting quoting = {report, &text, NULL, 0};
	dx_text_make(&text, article, q->words->lexicon, &report->temp);
	mark_points(&quoting, article->text, &report->temp);
	for (; doc != DX_NOBODY; doc = report->of_text[doc]) {
		if (report->docs.items[doc].had) continue;
		report->docs.items[doc].had = true;
		q->missing--;
		for (uint32_t i = q->first[doc]; i < q->first[doc + 1]; i++) {
			dx_pieces_make(report, &report->store->said.items[q->order[i]], &quoting);
		}
	}
}

/* An article that can't be read here is one whose text can't be had; only the lack of memory is an error. */
static dixit_status take_raw(quoter *q) {
	dx_article article = {.path = DX_LIT("-"), .id = DX_LIT("-")};
	const dx_article_means means = {q->words->patterns, q->scratch, q->words->fields};
	dixit_status status = dx_article_from_raw(&article, &q->raw, &means, &q->report->temp, NULL);
	if (status == DIXIT_E_MEMORY) return status;
	if (status) return DIXIT_OK;
	dx_slice sum = dx_slice_of(article.sha256);
	const dx_slot *slot = dx_map_find(&q->report->by_text, sum, dx_hash(sum.ptr, sum.len));
	if (slot) quote_text(q, &article, slot->value);
	return DIXIT_OK;
}

/* The texts that need no file. */
static dixit_status ask_for_texts(quoter *q) {
	dx_report *report = q->report;
	dixit_status status = DIXIT_OK;
	for (uint32_t i = 0; i < report->docs.count && status != DIXIT_E_MEMORY; i++) {
		const dx_doc *doc = &report->docs.items[i];
		dx_article article = {.path = DX_LIT("-"), .id = DX_LIT("-")};
		bool wanted = q->first[i] != q->first[i + 1] && !doc->had && doc->sha256[0];
		if (!wanted || !q->words->text_of(q->words->context, doc->sha256, &article.text)) continue;
		status = dx_article_from_text(&article, q->words->patterns, q->scratch, &report->temp, NULL);
		dx_slice sum = dx_slice_of(article.sha256);
		const dx_slot *slot = status ? NULL : dx_map_find(&report->by_text, sum, dx_hash(sum.ptr, sum.len));
		if (slot) quote_text(q, &article, slot->value);
		dx_arena_reset(&report->temp, 1 << 20);
	}
	return status == DIXIT_E_MEMORY ? status : DIXIT_OK;
}

static dixit_status read_paths(quoter *q, char *const *paths, size_t count) {
	dixit_status status = count ? dx_reader_new(&q->reader, paths, count, NULL) : DIXIT_OK;
	if (count && !status) dx_reader_fields(q->reader, q->words->fields);
	while (count && !status && q->missing) {
		status = dx_reader_next(q->reader, &q->raw, NULL);
		if (status == DIXIT_END) break;
		if (!status)
			status = take_raw(q);
		else if (status != DIXIT_E_MEMORY)
			status = DIXIT_OK; /* a file that can't be read: the next one */
		dx_arena_reset(&q->report->temp, 1 << 20);
	}
	dx_reader_free(q->reader);
	q->reader = NULL;
	return status == DIXIT_E_MEMORY ? status : DIXIT_OK;
}

static int by_path(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* A record may name anything: only plain files are opened, no device or pipe that never ends. */
static bool is_file(const char *path) {
	struct stat st;
	return strcmp(path, "-") && !stat(path, &st) && S_ISREG(st.st_mode);
}

static dixit_status read_own(quoter *q) {
	dx_report *report = q->report;
	char **paths = DX_NEW(&report->arena, char *, report->docs.count);
	size_t count = 0, files = 0;
	for (uint32_t i = 0; i < report->docs.count; i++) {
		const dx_doc *doc = &report->docs.items[i];
		if (q->first[i] == q->first[i + 1] || !doc->path.len) continue;
		/* Of a member of an archive the archive is read. */
		paths[count++] = dx_strndup(&report->arena, doc->path.ptr, dx_raw_file_of(doc->path.ptr));
	}
	if (count) qsort(paths, count, sizeof *paths, by_path);
	for (size_t i = 0; i < count; i++) {
		bool again = files && !strcmp(paths[files - 1], paths[i]);
		if (!again && is_file(paths[i])) paths[files++] = paths[i];
	}
	return read_paths(q, paths, files);
}

static void own_words(quoter *q) {
	dx_report *report = q->report;
	for (uint32_t i = 0; i < report->statements.count; i++) {
		dx_said *said = &report->store->said.items[report->statements.items[i]];
		if (!said->words.len) dx_pieces_make(report, said, NULL);
		dx_arena_reset(&report->temp, 1 << 20);
	}
	for (uint32_t i = 0; i < report->docs.count; i++) {
		if (report->docs.items[i].had) continue;
		report->without_text += q->first[i] != q->first[i + 1];
		report->bare += q->first[i + 1] - q->first[i];
	}
}

static dixit_status quote_all(quoter *q, char *const *paths, size_t count) {
	dx_report *report = q->report;
	if (dx_arena_guard(&report->arena)) return DIXIT_E_MEMORY;
	if (dx_arena_guard(&report->temp)) return DIXIT_E_MEMORY;
	sort_by_doc(q);
	list_texts(q);
	dixit_status status = q->missing && q->words->text_of ? ask_for_texts(q) : DIXIT_OK;
	if (!status && q->missing) status = read_own(q);
	if (!status && q->missing) status = read_paths(q, paths, count);
	if (!status) own_words(q);
	return status;
}

dixit_status dx_report_quote(dx_report *report, const dx_report_words *words, char *const *paths, size_t count,
                             dixit_error *error) {
	quoter q = {.report = report, .words = words, .scratch = dx_rx_scratch_new()};
	dixit_status status = q.scratch ? quote_all(&q, paths, count) : DIXIT_E_MEMORY;
	dx_reader_free(q.reader);
	dx_raw_free(&q.raw);
	dx_rx_scratch_free(q.scratch);
	return status ? dx_fail(error, DIXIT_E_MEMORY, "out of memory") : DIXIT_OK;
}

dx_report_gap dx_report_gap_of(const dx_report *report) { return (dx_report_gap){report->bare, report->without_text}; }
