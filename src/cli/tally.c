#include "cli/tally.h"

#include "base/error.h"
#include "cli/cell.h"
#include "record/record.h"
#include <inttypes.h>
#include <stdlib.h>

enum { SPEAKERS_SHOWN = 10, EVENTS_SHOWN = 20, NAME_WIDTH = 36 };

dixit_status dx_tally_init(dx_tally *tally, dixit_error *error) {
	memset(tally, 0, sizeof *tally);
	dx_arena_init(&tally->arena);
	if (dx_arena_guard(&tally->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	dx_map_init(&tally->speaker_of, &tally->arena, 256);
	dx_map_init(&tally->event_of, &tally->arena, 256);
	return DIXIT_OK;
}

void dx_tally_free(dx_tally *tally) { dx_arena_free(&tally->arena); }

static dx_slice keep(dx_tally *tally, dx_slice s) { return (dx_slice){dx_strndup(&tally->arena, s.ptr, s.len), s.len}; }

/* What an article says of somebody's office fills what earlier ones left open. */
static void add_speaker(dx_tally *tally, const dixit_entity *entity) {
	bool fresh;
	dx_slot *slot = dx_map_put(&tally->speaker_of, entity->key, tally->speakers.count, &fresh);
	if (fresh) {
		slot->key = keep(tally, entity->key);
		dx_tally_speaker *s = DX_PUSH(&tally->arena, &tally->speakers);
		s->key = slot->key;
		s->name = keep(tally, entity->name);
		s->type = entity->type;
	}
	dx_tally_speaker *speaker = &tally->speakers.items[slot->value];
	speaker->statements++;
	for (uint32_t i = 0; i < entity->role_count && !speaker->title.len; i++) {
		speaker->title = keep(tally, entity->roles[i].title);
	}
	if (!speaker->country[0]) memcpy(speaker->country, entity->country, sizeof speaker->country);
}

static dx_slice participants(dx_tally *tally, const dixit_record *record, const dixit_event *event) {
	size_t len = 0;
	for (uint32_t i = 0; i < event->participants.count; i++) {
		len += record->entities[event->participants.items[i]].name.len + 2;
	}
	char *text = dx_alloc_raw(&tally->arena, len + 1), *to = text;
	for (uint32_t i = 0; i < event->participants.count; i++) {
		dx_slice name = record->entities[event->participants.items[i]].name;
		if (i) to = mempcpy(to, ", ", 2);
		to = mempcpy(to, name.ptr, name.len);
	}
	return (dx_slice){text, (size_t)(to - text)};
}

/* The same event told in several articles is one line: same type, date, place and participants. */
static void add_event(dx_tally *tally, const dixit_record *record, const dixit_event *event) {
	dx_tally_event e = {.who = participants(tally, record, event), .type = event->type};
	memcpy(e.date, event->date, sizeof e.date);
	if (event->place >= 0) e.place = keep(tally, record->entities[event->place].name);
	size_t room = e.who.len + e.place.len + 40;
	char *key = dx_alloc_raw(&tally->arena, room);
	int len = snprintf(key, room, "%d\n%s\n%.*s\n%.*s", (int)e.type, e.date, (int)e.place.len,
	                   e.place.ptr ? e.place.ptr : "", (int)e.who.len, e.who.ptr);
	bool fresh;
	dx_map_put(&tally->event_of, (dx_slice){key, (size_t)len}, tally->events.count, &fresh);
	if (fresh) *DX_PUSH(&tally->arena, &tally->events) = e;
}

dixit_status dx_tally_add(dx_tally *tally, const dixit_record *record, dixit_error *error) {
	if (dx_arena_guard(&tally->arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	for (uint32_t i = 0; i < record->statement_count; i++) {
		const dixit_statement *st = &record->statements[i];
		tally->by_kind[st->kind]++;
		for (uint32_t k = 0; k < st->speakers.count; k++) add_speaker(tally, &record->entities[st->speakers.items[k]]);
	}
	for (uint32_t i = 0; i < record->event_count; i++) {
		if (record->events[i].participants.count) add_event(tally, record, &record->events[i]);
	}
	return DIXIT_OK;
}

static int most_first(const void *left, const void *right) {
	const dx_tally_speaker *a = left, *b = right;
	if (a->statements != b->statements) return a->statements < b->statements ? 1 : -1;
	return dx_slice_cmp(a->key, b->key);
}

/* Undated events last. */
static int by_date(const void *left, const void *right) {
	const dx_tally_event *a = left, *b = right;
	if (!a->date[0] != !b->date[0]) return a->date[0] ? -1 : 1;
	int c = strcmp(a->date, b->date);
	if (!c) c = (int)a->type - (int)b->type;
	if (!c) c = dx_slice_cmp(a->who, b->who);
	return c ? c : dx_slice_cmp(a->place, b->place);
}

static void print_speaker(dx_buf *out, const dx_tally_speaker *s, const dx_lexicon *lexicon, unsigned width) {
	char office[256];
	const dx_country *country = s->type == DIXIT_COUNTRY ? NULL : dx_lexicon_country_of(lexicon, s->country);
	dx_slice what = s->title.len ? s->title : dx_slice_of(dx_entity_type_name(s->type));
	int n = snprintf(office, sizeof office, "%.*s%s%.*s", (int)(what.len < 200 ? what.len : 200), what.ptr,
	                 country ? ", " : "", country ? (int)country->name.len : 0, country ? country->name.ptr : "");
	dx_buf_printf(out, "  %6" PRIu64 "  ", s->statements);
	dx_cell(out, s->name, NAME_WIDTH);
	dx_buf_str(out, "  ");
	unsigned left = width > NAME_WIDTH + 24 ? width - NAME_WIDTH - 12 : 0;
	dx_cell(out, (dx_slice){office, (size_t)(n < (int)sizeof office ? n : (int)sizeof office - 1)}, left);
	dx_cell_end(out);
}

static void print_event(dx_buf *out, const dx_tally_event *e, unsigned width) {
	dx_buf_printf(out, "  %-10s  %-16s  ", e->date[0] ? e->date : "-", dx_event_type_name(e->type));
	dx_buf line = {0};
	dx_buf_slice(&line, e->who);
	if (e->place.len) dx_buf_printf(&line, " (%.*s)", (int)e->place.len, e->place.ptr);
	if (!line.failed) dx_cell(out, (dx_slice){line.ptr, line.len}, width > 60 ? width - 32 : 0);
	dx_buf_free(&line);
	dx_cell_end(out);
}

static void print_rest(dx_buf *out, uint32_t count, uint32_t shown) {
	if (count > shown) dx_buf_printf(out, "  and %u more\n", count - shown);
}

void dx_tally_print(dx_tally *tally, dx_buf *out, const dx_lexicon *lexicon, unsigned width) {
	uint64_t all = 0;
	for (size_t k = 0; k < sizeof tally->by_kind / sizeof *tally->by_kind; k++) all += tally->by_kind[k];
	dx_buf_printf(out, "%" PRIu64 " statement%s:", all, all == 1 ? "" : "s");
	for (int k = DIXIT_DIRECT; k <= DIXIT_INDIRECT; k++) {
		dx_buf_printf(out, "%s %" PRIu64 " %s", k ? "," : "", tally->by_kind[k], dx_kind_name((dixit_kind)k));
	}
	dx_buf_char(out, '\n');
	uint32_t speakers = tally->speakers.count, events = tally->events.count;
	if (speakers) {
		qsort(tally->speakers.items, speakers, sizeof *tally->speakers.items, most_first);
		dx_buf_str(out, "\nwho spoke most\n");
	}
	for (uint32_t i = 0; i < speakers && i < SPEAKERS_SHOWN; i++)
		print_speaker(out, &tally->speakers.items[i], lexicon, width);
	print_rest(out, speakers, SPEAKERS_SHOWN);
	if (events) {
		qsort(tally->events.items, events, sizeof *tally->events.items, by_date);
		dx_buf_str(out, "\nwho met\n");
	}
	for (uint32_t i = 0; i < events && i < EVENTS_SHOWN; i++) print_event(out, &tally->events.items[i], width);
	print_rest(out, events, EVENTS_SHOWN);
}
