/* Which statements have room: of each speaker the first and the last, then the surest, in turn.
 *
 * While records come in, those that can't have room any more are let go of, so that memory holds the first and last
 * statement of each speaker and some multiple of what the page holds, not all there are. That loses nothing: more
 * statements only push a statement back among those of its speaker, and one that is neither first nor last never
 * becomes either. So what was let go of would not have been chosen at the end, in whatever order the records came. */
#include "report/facts.h"
#include <stdlib.h>

enum { FIRST, LAST, REST, ROOM = 4, LEAST = 1024 };

typedef struct turn {
	uint32_t said, speaker;
	uint32_t place; /* FIRST, LAST, or REST and how many of the speaker's are surer */
	uint32_t row;   /* of the speaker in the page's order of strength; only at the end */
	float confidence;
} turn;

/* Statements without a named speaker count as those of one. */
static uint32_t speaker_of(const dx_store *store, const dx_said *said) {
	return said->refs[DX_WHO] ? store->refs.items[said->ref] : DX_NOBODY;
}

static const dx_doc *doc_of(const dx_report *report, const turn *t) {
	return &report->docs.items[report->store->said.items[t->said].doc];
}

static int by_day(const dx_report *report, const turn *a, const turn *b) {
	const dx_doc *x = doc_of(report, a), *y = doc_of(report, b);
	int c = x == y ? 0 : dx_slice_cmp(x->date, y->date);
	if (!c && x != y) c = dx_slice_cmp(x->key, y->key);
	uint32_t m = report->store->said.items[a->said].number, n = report->store->said.items[b->said].number;
	return c ? c : (m > n) - (m < n);
}

static int by_speaker_and_day(const void *pa, const void *pb, void *report) {
	const turn *a = pa, *b = pb;
	if (a->speaker != b->speaker) return a->speaker < b->speaker ? -1 : 1;
	return by_day(report, a, b);
}

static int by_confidence(const dx_report *report, const turn *a, const turn *b) {
	if (a->confidence != b->confidence) return a->confidence > b->confidence ? -1 : 1;
	return by_day(report, a, b);
}

static int by_speaker_and_confidence(const void *pa, const void *pb, void *report) {
	const turn *a = pa, *b = pb;
	if (a->speaker != b->speaker) return a->speaker < b->speaker ? -1 : 1;
	if (a->place != b->place) return a->place < b->place ? -1 : 1;
	return by_confidence(report, a, b);
}

static int by_place(const void *pa, const void *pb, void *report) {
	const turn *a = pa, *b = pb;
	if (a->place != b->place) return a->place < b->place ? -1 : 1;
	if (a->row != b->row) return a->row < b->row ? -1 : 1;
	return by_confidence(report, a, b);
}

/* The first and the last of one speaker's, among those with a date where there are any: those without stand in front.
 */
static void mark_ends(const dx_report *report, turn *turns, uint32_t count) {
	uint32_t first = 0;
	while (first < count && !doc_of(report, &turns[first])->date.len) first++;
	if (first == count) first = 0;
	turns[count - 1].place = LAST;
	turns[first].place = FIRST;
}

/* All statements in the store with their places, in the order of by_speaker_and_confidence. */
static turn *turns_of(dx_report *report, dx_arena *arena) {
	const dx_store *store = report->store;
	uint32_t count = store->said.count;
	turn *turns = DX_NEW(arena, turn, count);
	for (uint32_t i = 0; i < count; i++) {
		const dx_said *said = &store->said.items[i];
		turns[i] = (turn){i, speaker_of(store, said), REST, 0, said->confidence};
	}
	if (count) qsort_r(turns, count, sizeof *turns, by_speaker_and_day, report);
	for (uint32_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count && turns[end].speaker == turns[i].speaker;) end++;
		mark_ends(report, turns + i, end - i);
	}
	if (count) qsort_r(turns, count, sizeof *turns, by_speaker_and_confidence, report);
	for (uint32_t i = 1; i < count; i++) {
		bool goes_on = turns[i].speaker == turns[i - 1].speaker && turns[i - 1].place >= REST;
		if (goes_on) turns[i].place = turns[i - 1].place + 1;
	}
	return turns;
}

static void copy(dx_store *to, const dx_store *from, uint32_t index) {
	dx_said said = from->said.items[index];
	uint32_t refs = 0, part = to->parts.count, ref = to->refs.count;
	for (int i = 0; i < DX_REFS; i++) refs += said.refs[i];
	for (uint32_t i = 0; i < refs; i++) *DX_PUSH(&to->arena, &to->refs) = from->refs.items[said.ref + i];
	for (uint32_t i = 0; i < said.parts; i++) {
		dx_part p = from->parts.items[said.part + i];
		p.text.ptr = dx_strndup(&to->arena, p.text.ptr, p.text.len);
		*DX_PUSH(&to->arena, &to->parts) = p;
	}
	said.part = part;
	said.ref = ref;
	*DX_PUSH(&to->arena, &to->said) = said;
}

void dx_thin(dx_report *report) {
	dx_store *from = report->store, *to = from == report->stores ? report->stores + 1 : report->stores;
	if (from->said.count < report->thin_from) return;
	turn *turns = turns_of(report, &report->temp);
	uint32_t count = from->said.count, rest = 0;
	qsort_r(turns, count, sizeof *turns, by_place, report);
	for (uint32_t i = 0; i < count; i++) {
		if (turns[i].place >= REST && rest++ >= report->limits.statements) break;
		copy(to, from, turns[i].said);
	}
	dx_arena_reset(&from->arena, 0);
	from->said.items = NULL;
	from->said.count = from->said.cap = 0;
	from->parts.items = NULL;
	from->parts.count = from->parts.cap = 0;
	from->refs.items = NULL;
	from->refs.count = from->refs.cap = 0;
	report->store = to;
	dx_thin_later(report);
}

void dx_thin_later(dx_report *report) {
	uint64_t by_limit = (uint64_t)report->limits.statements * ROOM, by_count = (uint64_t)report->store->said.count * 2;
	report->thin_from = (by_limit > by_count ? by_limit : by_count) + LEAST;
}

static int by_article(const void *pa, const void *pb, void *report) { return by_day(report, pa, pb); }

void dx_thin_choose(dx_report *report) {
	turn *turns = turns_of(report, &report->arena);
	uint32_t count = report->store->said.count;
	for (uint32_t i = 0; i < count; i++) {
		int64_t node = turns[i].speaker == DX_NOBODY ? -1 : report->things.items[turns[i].speaker].node;
		if (turns[i].place < REST) turns[i].row = node < 0 ? DX_NOBODY : report->strength_of[node];
	}
	if (count) qsort_r(turns, count, sizeof *turns, by_place, report);
	if (count > report->limits.statements) count = report->limits.statements;
	if (count) qsort_r(turns, count, sizeof *turns, by_article, report);
	for (uint32_t i = 0; i < count; i++) {
		report->docs.items[report->store->said.items[turns[i].said].doc].wanted = true;
		*DX_PUSH(&report->arena, &report->statements) = turns[i].said;
	}
}
