#include "base/map.h"

/* wyhash-like mixing of eight bytes at a time; never 0, which marks a free slot. */
uint64_t dx_hash(const char *s, size_t len) {
	uint64_t h = 0x9e3779b97f4a7c15u ^ len;
	while (len >= 8) {
		uint64_t v;
		memcpy(&v, s, 8);
		h = (h ^ v) * 0xff51afd7ed558ccdu;
		h ^= h >> 32;
		s += 8;
		len -= 8;
	}
	uint64_t v = 0;
	if (len >= 4) { /* 4 to 7 bytes: two loads that overlap */
		uint32_t head, tail;
		memcpy(&head, s, 4);
		memcpy(&tail, s + len - 4, 4);
		v = (uint64_t)head << 32 | tail;
	} else if (len) { /* 1 to 3 bytes: first, middle, last */
		v = (uint64_t)(unsigned char)s[0] << 16 | (uint64_t)(unsigned char)s[len >> 1] << 8 | (unsigned char)s[len - 1];
	}
	h = (h ^ v) * 0xc4ceb9fe1a85ec53u;
	h ^= h >> 29;
	return h ? h : 1;
}

void dx_map_init(dx_map *map, dx_arena *arena, uint32_t expected) {
	uint32_t size = 16;
	while (size < expected * 2) size *= 2;
	map->arena = arena;
	map->count = 0;
	map->mask = size - 1;
	map->slots = DX_NEW(arena, dx_slot, size);
}

static dx_slot *probe(const dx_map *map, dx_slice key, uint64_t hash) {
	uint32_t i = (uint32_t)hash & map->mask;
	while (map->slots[i].hash && !(map->slots[i].hash == hash && dx_slice_eq(map->slots[i].key, key))) {
		i = (i + 1) & map->mask;
	}
	return &map->slots[i];
}

static void widen(dx_map *map) {
	dx_map wide;
	dx_map_init(&wide, map->arena, map->mask + 1);
	for (uint32_t i = 0; i <= map->mask; i++) {
		const dx_slot *s = &map->slots[i];
		if (s->hash) *probe(&wide, s->key, s->hash) = *s;
	}
	wide.count = map->count;
	*map = wide;
}

dx_slot *dx_map_put(dx_map *map, dx_slice key, uint32_t fresh, bool *added) {
	uint64_t hash = dx_hash(key.ptr, key.len);
	dx_slot *slot = probe(map, key, hash);
	if (added) *added = !slot->hash;
	if (slot->hash) return slot;
	if (map->count * 3 > map->mask * 2) {
		widen(map);
		slot = probe(map, key, hash);
	}
	map->count++;
	*slot = (dx_slot){hash, key, fresh};
	return slot;
}

const dx_slot *dx_map_find(const dx_map *map, dx_slice key, uint64_t hash) {
	const dx_slot *slot = probe(map, key, hash);
	return slot->hash ? slot : NULL;
}
