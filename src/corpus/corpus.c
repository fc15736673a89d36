/* implements dixit_corpus_*(): the two passes. */
#include "base/error.h"
#include "base/outfile.h"
#include "corpus/division.h"
#include "corpus/happenings.h"
#include "corpus/identity.h"
#include "corpus/repeats.h"
#include "record/record.h"

#include <stdlib.h>

static dixit_status out_of_memory(dixit_corpus *corpus, dixit_error *error) {
	corpus->stage = DX_CORPUS_BROKEN;
	return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
}

static dixit_status read_known(dixit_corpus *corpus, const dixit_corpus_options *options, dixit_error *error) {
	dx_roster_options rosters = {.lexicon = corpus->lexicon,
	                             .without_built_in = options->without_builtin_roster,
	                             .paths = options->rosters,
	                             .path_count = options->roster_count};
	dixit_status status = dx_roster_new(&corpus->roster, &rosters, error);
	if (status || !options->corrections) return status;
	char *paths[] = {(char *)options->corrections};
	return dx_corrections_new(&corpus->corrections, paths, 1, error);
}

static dixit_status set_up(dixit_corpus *corpus, const dixit_corpus_options *options, dixit_error *error) {
	if (dx_arena_guard(&corpus->arena)) return out_of_memory(corpus, error);
	dx_map_init(&corpus->known, &corpus->arena, 1024);
	corpus->once = options->once;
	dixit_status status = dx_lexicon_new(&corpus->lexicon, options->lexicon_dir, error);
	if (!status) status = read_known(corpus, options, error);
	if (status) return status;
	corpus->identity = dx_identity_new(corpus);
	corpus->repeats = dx_repeats_new(corpus);
	corpus->happenings = dx_happenings_new(corpus);
	return DIXIT_OK;
}

dixit_status dixit_corpus_new(dixit_corpus **out, const dixit_corpus_options *options, dixit_error *error) {
	static const dixit_corpus_options defaults = {0};
	dixit_corpus *corpus = *out = calloc(1, sizeof *corpus);
	if (!corpus) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dx_arena_init(&corpus->arena);
	dx_arena_init(&corpus->temp);
	dixit_status status = set_up(corpus, options ? options : &defaults, error);
	if (!status) return DIXIT_OK;
	dixit_corpus_free(corpus);
	*out = NULL;
	return status;
}

void dixit_corpus_free(dixit_corpus *corpus) {
	if (!corpus) return;
	dx_corrections_free(corpus->corrections);
	dx_roster_free(corpus->roster);
	dx_lexicon_free(corpus->lexicon);
	dx_arena_free(&corpus->temp);
	dx_arena_free(&corpus->arena);
	free(corpus);
}

bool dx_report_before(const dixit_corpus *corpus, uint32_t a, uint32_t b) {
	const dx_report *x = &corpus->articles.items[a], *y = &corpus->articles.items[b];
	if (!x->published.len != !y->published.len) return x->published.len != 0;
	int order = dx_slice_cmp(x->published, y->published);
	return (order ? order : dx_slice_cmp(x->key, y->key)) < 0;
}

/* An article without an id goes by its path. */
static dx_slice id_of(const dixit_record *record) { return record->id.len ? record->id : record->path; }

static dx_slice key_of(const dixit_record *record, dx_arena *arena) {
	dx_slice id = id_of(record);
	char *key = dx_alloc(arena, id.len + 1 + sizeof record->sha256);
	if (id.len) memcpy(key, id.ptr, id.len);
	memcpy(key + id.len + 1, record->sha256, sizeof record->sha256);
	return (dx_slice){key, id.len + 1 + strlen(record->sha256)};
}

uint32_t dx_report_find(const dixit_corpus *corpus, const dixit_record *record, dx_arena *temp) {
	dx_slice key = key_of(record, temp);
	const dx_slot *slot = dx_map_find(&corpus->known, key, dx_hash(key.ptr, key.len));
	return slot ? slot->value : DX_NONE;
}

static dx_slice kept(dixit_corpus *corpus, dx_slice s) {
	return s.len ? (dx_slice){dx_strndup(&corpus->arena, s.ptr, s.len), s.len} : (dx_slice){0};
}

/* DX_NONE: it is there already. */
static uint32_t take_article(dixit_corpus *corpus, const dixit_record *record) {
	if (dx_report_find(corpus, record, &corpus->temp) != DX_NONE) return DX_NONE;
	uint32_t article = corpus->articles.count;
	dx_report *report = DX_PUSH(&corpus->arena, &corpus->articles);
	report->key = key_of(record, &corpus->arena);
	report->id = (dx_slice){report->key.ptr, id_of(record).len};
	report->published = kept(corpus, record->published);
	report->publisher = kept(corpus, record->publisher);
	report->simhash = strtoull(record->simhash, NULL, 16);
	report->length = record->length;
	report->entity_count = record->entity_count;
	report->statement_count = record->statement_count;
	report->event_count = record->event_count;
	dx_map_put(&corpus->known, report->key, article, NULL);
	return article;
}

dixit_status dixit_corpus_add(dixit_corpus *corpus, const dixit_record *record, dixit_error *error) {
	if (corpus->stage != DX_CORPUS_OPEN) return dx_fail(error, DIXIT_E_USAGE, "the corpus takes no more records");
	if (dx_arena_guard(&corpus->arena) || dx_arena_guard(&corpus->temp)) return out_of_memory(corpus, error);
	uint32_t article = take_article(corpus, record);
	if (article != DX_NONE) {
		dx_identity_add(corpus, record, article);
		dx_repeats_add(corpus, record, article);
		dx_happenings_add(corpus, record, article);
	}
	dx_arena_reset(&corpus->temp, 1 << 20);
	return DIXIT_OK;
}

static int by_report(const void *a, const void *b, void *context) {
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
	return dx_report_before(context, x, y) ? -1 : dx_report_before(context, y, x);
}

static void put_in_order(dixit_corpus *corpus) {
	uint32_t count = corpus->articles.count;
	corpus->order = DX_NEW(&corpus->arena, uint32_t, count);
	corpus->rank = DX_NEW(&corpus->arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++) corpus->order[i] = i;
	if (count) qsort_r(corpus->order, count, sizeof *corpus->order, by_report, corpus);
	for (uint32_t i = 0; i < count; i++) corpus->rank[corpus->order[i]] = i;
}

dixit_status dixit_corpus_settle(dixit_corpus *corpus, dixit_error *error) {
	if (corpus->stage != DX_CORPUS_OPEN) return dx_fail(error, DIXIT_E_USAGE, "the corpus is settled already");
	if (dx_arena_guard(&corpus->arena) || dx_arena_guard(&corpus->temp)) return out_of_memory(corpus, error);
	put_in_order(corpus);
	dx_identity_settle(corpus);
	dx_repeats_settle(corpus);
	dx_happenings_settle(corpus);
	if (corpus->corrections) dx_corrections_unmet(corpus->corrections, &corpus->arena, &corpus->notes);
	dx_arena_reset(&corpus->temp, 1 << 20);
	corpus->stage = DX_CORPUS_SETTLED;
	return DIXIT_OK;
}

const char *dixit_corpus_note(const dixit_corpus *corpus, uint32_t i) {
	return i < corpus->notes.count ? corpus->notes.items[i] : NULL;
}

dixit_status dixit_corpus_link(dixit_record **out, dixit_corpus *corpus, const dixit_record *record,
                               dixit_error *error) {
	*out = NULL;
	if (corpus->stage != DX_CORPUS_SETTLED) return dx_fail(error, DIXIT_E_USAGE, "the corpus is not settled yet");
	dx_arena arena;
	dx_arena_init(&arena);
	if (dx_arena_guard(&arena)) {
		dx_arena_free(&arena);
		return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	}
	uint32_t article = dx_report_find(corpus, record, &arena);
	bool known = article != DX_NONE;
	dixit_record *linked = NULL;
	if (known) linked = dx_linked_record(dx_decided(corpus, record, article, &arena), record, corpus->once, &arena);
	if (linked) {
		dx_record_adopt(linked, &arena);
		*out = linked;
	} else {
		dx_arena_free(&arena);
	}
	return known ? DIXIT_OK : dx_fail(error, DIXIT_E_USAGE, "this record was not there in the first pass");
}

dixit_status dixit_corpus_write_merges(const dixit_corpus *corpus, const char *path, dixit_error *error) {
	if (corpus->stage != DX_CORPUS_SETTLED) return dx_fail(error, DIXIT_E_USAGE, "the corpus is not settled yet");
	dx_buf text = {0};
	dx_identity_merges(corpus, &text);
	dixit_status status = text.failed ? dx_fail(error, DIXIT_E_MEMORY, "out of memory")
	                                  : dx_outfile_put(path, (dx_slice){text.ptr, text.len}, error);
	dx_buf_free(&text);
	return status;
}
