#include "cli/left_out.h"

#include "base/map.h"
#include "cli/console.h"
#include <inttypes.h>
#include <stdlib.h>

void dx_left_out_add(dx_left_out *l, const dixit_error *what) {
	unsigned i = 0;
	while (i + 1 < DX_LANGUAGES_TOLD && l->languages[i].count && strcmp(l->languages[i].name, what->message) != 0) i++;
	if (!l->languages[i].count) {
		snprintf(l->languages[i].name, sizeof l->languages[i].name, "%.39s",
		         i + 1 < DX_LANGUAGES_TOLD ? what->message : "others");
	}
	l->languages[i].count++;
	l->foreign++;
}

/* false: it was there already. */
static bool put(uint64_t *ids, uint64_t room, uint64_t sum) {
	uint64_t at = sum & (room - 1);
	while (ids[at] && ids[at] != sum) at = (at + 1) & (room - 1);
	if (ids[at]) return false;
	ids[at] = sum;
	return true;
}

static bool grow(dx_left_out *l) {
	if (l->id_count * 2 < l->id_room) return true;
	uint64_t room = l->id_room ? l->id_room * 2 : 1024, *ids = calloc(room, sizeof *ids);
	if (!ids) return false;
	for (uint64_t i = 0; i < l->id_room; i++) {
		if (l->ids[i]) (void)put(ids, room, l->ids[i]);
	}
	free(l->ids);
	l->ids = ids;
	l->id_room = room;
	return true;
}

/* As much of it as there is room for, in whole letters. */
static void keep(char *to, size_t room, dx_slice from) {
	size_t n = from.len < room ? from.len : room - 1;
	while (n && n < from.len && ((unsigned char)from.ptr[n] & 0xC0) == 0x80) n--;
	snprintf(to, room, "%.*s", (int)n, n ? from.ptr : "");
}

void dx_left_out_id(dx_left_out *l, const dixit_record *record) {
	uint64_t sum = dx_hash(record->id.ptr, record->id.len);
	if (l->id_count == DX_IDS_COMPARED || !grow(l)) return;
	if (put(l->ids, l->id_room, sum ? sum : 1)) {
		l->id_count++;
	} else if (!l->twice++) {
		keep(l->first_id, sizeof l->first_id, record->id);
		keep(l->first_path, sizeof l->first_path, record->path);
	}
}

void dx_left_out_date(dx_left_out *l, const dixit_record *record) {
	dx_slice date = record->unread_date;
	if (!date.len || l->undated++) return;
	keep(l->unread_date, sizeof l->unread_date, date);
	keep(l->undated_id, sizeof l->undated_id, record->id);
}

void dx_left_out_tell(const dx_left_out *l) {
	if (l->foreign) {
		dx_buf list = {0};
		for (unsigned i = 0; i < DX_LANGUAGES_TOLD && l->languages[i].count; i++) {
			dx_buf_printf(&list, "%s%s %" PRIu64, i ? ", " : "", l->languages[i].name, l->languages[i].count);
		}
		dx_console_say("dixit: %" PRIu64 " article%s left out, not in English (%.*s); --any-language reads them too",
		               l->foreign, l->foreign == 1 ? "" : "s", list.failed ? 0 : (int)list.len,
		               list.ptr ? list.ptr : "");
		dx_buf_free(&list);
	}
	if (l->undated) {
		dx_console_say("dixit: %" PRIu64
		               " article%s a day that is not understood, the first is %s with '%s'; --from and --to leave "
		               "them out, and weekdays in them stand for no day",
		               l->undated, l->undated == 1 ? " gives" : "s give", l->undated_id, l->unread_date);
	}
	if (!l->twice) return;
	dx_console_say("dixit: %" PRIu64
	               " article%s the id of one before, the first is %s in %s; `link` takes those with one "
	               "id and one text for one",
	               l->twice, l->twice == 1 ? " has" : "s have", l->first_id, l->first_path);
}

void dx_left_out_free(dx_left_out *left_out) { free(left_out->ids); }
