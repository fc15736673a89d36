#include "corpus/event_key.h"

#include "base/map.h"
#include <stdio.h>

/* Of so many participants the key holds the names, of more two and a check sum of all. */
enum { NAMED_GUESTS = 3, KEY_FIXED = 128 };

typedef struct key_writer {
	char *ptr;
	size_t len;
} key_writer;

static void put(key_writer *w, dx_slice s) {
	if (s.len) memcpy(w->ptr + w->len, s.ptr, s.len);
	w->len += s.len;
}

static void put_part(key_writer *w, dx_slice s) {
	if (s.len) put(w, DX_LIT("/"));
	put(w, s);
}

static void put_guests(key_writer *w, const dx_event_parts *parts) {
	uint32_t named = parts->guest_count > NAMED_GUESTS ? 2 : parts->guest_count;
	uint64_t sum = 0;
	for (uint32_t i = 0; i < parts->guest_count; i++) {
		dx_slice key = parts->guests[i];
		sum = sum * 0x100000001b3u + dx_hash(key.ptr, key.len);
		if (i >= named) continue;
		put(w, i ? DX_LIT("+") : DX_LIT("/"));
		put(w, key);
	}
	if (named == parts->guest_count) return;
	char rest[48];
	int n = snprintf(rest, sizeof rest, "+%u-%016llx", parts->guest_count - named, (unsigned long long)sum);
	put(w, (dx_slice){rest, (size_t)n});
}

dx_slice dx_event_key(const dx_event_parts *parts, dx_arena *arena) {
	size_t room =
	    KEY_FIXED + parts->type.len + parts->name.len + parts->date.len + parts->place.len + parts->article.len;
	for (uint32_t i = 0; i < parts->guest_count && i < NAMED_GUESTS; i++) room += parts->guests[i].len + 1;
	key_writer w = {dx_alloc_raw(arena, room), 0};
	put(&w, parts->type);
	put_part(&w, parts->name);
	put_part(&w, parts->date);
	put_part(&w, parts->place);
	if (!parts->name.len) put_guests(&w, parts);
	if (!parts->article.len) return (dx_slice){w.ptr, w.len};
	char number[16];
	int n = snprintf(number, sizeof number, "#v%u", parts->index + 1);
	put_part(&w, parts->article);
	put(&w, (dx_slice){number, (size_t)n});
	return (dx_slice){w.ptr, w.len};
}
