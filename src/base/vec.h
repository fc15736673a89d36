/* Growing arrays in an arena: `DX_VEC(dx_token) tokens = {0}; *DX_PUSH(arena, &tokens) = t;`
 * Growth copies into a fresh block of twice the size; the old block stays in the arena until that is freed. */
#ifndef DX_VEC_H
#define DX_VEC_H

#include "base/arena.h"
#include <string.h>

#define DX_VEC(type)                                                                                                   \
	struct {                                                                                                           \
		type *items;                                                                                                   \
		uint32_t count, cap;                                                                                           \
	}

static inline void *dx_vec_grown(dx_arena *arena, void *items, uint32_t count, uint32_t *cap, size_t size) {
	uint32_t room = *cap ? *cap * 2 : 8;
	void *fresh = dx_alloc_raw(arena, room * size);
	if (count) memcpy(fresh, items, count * size);
	*cap = room;
	return fresh;
}

/* Address of a new, zeroed last element. */
#define DX_PUSH(arena, v)                                                                                              \
	((v)->count == (v)->cap                                                                                            \
	     ? (void)((v)->items = dx_vec_grown((arena), (v)->items, (v)->count, &(v)->cap, sizeof *(v)->items))           \
	     : (void)0,                                                                                                    \
	 memset(&(v)->items[(v)->count], 0, sizeof *(v)->items), &(v)->items[(v)->count++])

#define DX_LAST(v) ((v)->items[(v)->count - 1])

#endif
