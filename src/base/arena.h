/* Memory that lives and dies together: one arena an article (freed in one call), one for the engine.
 *
 * An allocation never returns NULL. When memory runs out the arena jumps to the recovery point that its owner set with
 * dx_arena_guard(), so that one place handles it and no stage has to:
 *
 *     if (dx_arena_guard(arena)) return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
 */
#ifndef DX_ARENA_H
#define DX_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct dx_chunk dx_chunk;

typedef struct dx_arena {
	dx_chunk *first, *current; /* chunks in order of use; those behind `current` wait for reuse */
	char *next, *limit;        /* free room in `current` */
	jmp_buf recover;
} dx_arena;

/* setjmp must stand in the caller's own frame, hence a macro. Non-zero: memory ran out below. */
#define dx_arena_guard(arena) setjmp((arena)->recover)

/* For who holds something that a jump out of the arena would leak: make the call, with a recovery point of its own, and
 * put the outer one back. false: memory ran out below. */
bool dx_arena_try(dx_arena *arena, void (*call)(void *context), void *context);

void dx_arena_init(dx_arena *arena);
/* Give everything back to the arena for reuse, keeping at most `keep` bytes from the system. */
void dx_arena_reset(dx_arena *arena, size_t keep);
void dx_arena_free(dx_arena *arena);
/* `size` zeroed bytes, aligned for any type. */
void *dx_alloc(dx_arena *arena, size_t size);
/* `size` bytes, not zeroed. */
void *dx_alloc_raw(dx_arena *arena, size_t size);
/* NUL-terminated copy of `len` bytes. */
char *dx_strndup(dx_arena *arena, const char *s, size_t len);

/* For a loop that needs memory for one round only: what was allocated since dx_arena_mark() is free for reuse. */
typedef struct dx_arena_place {
	dx_chunk *current;
	char *next, *limit;
} dx_arena_place;
static inline dx_arena_place dx_arena_mark(const dx_arena *arena) {
	return (dx_arena_place){arena->current, arena->next, arena->limit};
}
static inline void dx_arena_back(dx_arena *arena, dx_arena_place place) {
	arena->current = place.current;
	arena->next = place.next;
	arena->limit = place.limit;
}

#define DX_NEW(arena, type, n) ((type *)dx_alloc((arena), sizeof(type) * (size_t)(n)))

#endif
