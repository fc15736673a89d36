/* Strings to numbers: an intern table with open addressing, in an arena. Keys are borrowed and must outlive the map. */
#ifndef DX_MAP_H
#define DX_MAP_H

#include "base/arena.h"
#include "base/slice.h"

typedef struct dx_slot {
	uint64_t hash; /* 0: free */
	dx_slice key;
	uint32_t value;
} dx_slot;

typedef struct dx_map {
	dx_arena *arena;
	dx_slot *slots;
	uint32_t count, mask; /* mask + 1 slots, a power of two */
} dx_map;

uint64_t dx_hash(const char *s, size_t len);
void dx_map_init(dx_map *map, dx_arena *arena, uint32_t expected);
/* The slot of `key`, made with value `fresh` where there was none. *added (may be NULL) tells which. */
dx_slot *dx_map_put(dx_map *map, dx_slice key, uint32_t fresh, bool *added);
/* NULL: absent. `hash` is dx_hash of the key. */
const dx_slot *dx_map_find(const dx_map *map, dx_slice key, uint64_t hash);

#endif
