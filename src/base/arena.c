#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1 << 16, ALIGN = 16 };

struct dx_chunk {
	dx_chunk *next;
	size_t size; /* bytes behind this header */
	_Alignas(ALIGN) char data[];
};

void dx_arena_init(dx_arena *arena) { memset(arena, 0, sizeof *arena); }

static void enter(dx_arena *arena, dx_chunk *chunk) {
	arena->current = chunk;
	arena->next = chunk->data;
	arena->limit = chunk->data + chunk->size;
}

/* Chunks double in size, so that an article of n bytes takes O(log n) of them. */
static void grow(dx_arena *arena, size_t size) {
	dx_chunk *last = arena->current, *chunk = last ? last->next : arena->first;
	if (chunk && chunk->size >= size) {
		enter(arena, chunk);
		return;
	}
	size_t want = last ? last->size * 2 : CHUNK;
	if (want > (8u << 20)) want = 8u << 20;
	if (want < size) want = size;
	dx_chunk *fresh = size > SIZE_MAX / 2 ? NULL : malloc(sizeof *fresh + want);
	if (!fresh) longjmp(arena->recover, 1);
	fresh->size = want;
	fresh->next = chunk;
	if (last)
		last->next = fresh;
	else
		arena->first = fresh;
	enter(arena, fresh);
}

void *dx_alloc_raw(dx_arena *arena, size_t size) {
	size_t rounded = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (rounded < size) longjmp(arena->recover, 1);
	if ((size_t)(arena->limit - arena->next) < rounded || !arena->current) grow(arena, rounded);
	void *p = arena->next;
	arena->next += rounded;
	return p;
}

void *dx_alloc(dx_arena *arena, size_t size) {
	void *p = dx_alloc_raw(arena, size);
	memset(p, 0, size);
	return p;
}

char *dx_strndup(dx_arena *arena, const char *s, size_t len) {
	char *p = dx_alloc_raw(arena, len + 1);
	if (len) memcpy(p, s, len);
	p[len] = 0;
	return p;
}

void dx_arena_reset(dx_arena *arena, size_t keep) {
	size_t kept = 0;
	dx_chunk **link = &arena->first;
	while (*link) {
		dx_chunk *chunk = *link;
		if (kept + chunk->size <= keep) {
			kept += chunk->size;
			link = &chunk->next;
		} else {
			*link = chunk->next;
			free(chunk);
		}
	}
	arena->current = NULL;
	arena->next = arena->limit = NULL;
	if (arena->first) enter(arena, arena->first);
}

void dx_arena_free(dx_arena *arena) {
	dx_arena_reset(arena, 0);
	dx_arena_init(arena);
}

bool dx_arena_try(dx_arena *arena, void (*call)(void *context), void *context) {
	jmp_buf outer;
	memcpy(&outer, &arena->recover, sizeof outer);
	if (dx_arena_guard(arena)) {
		memcpy(&arena->recover, &outer, sizeof outer);
		return false;
	}
	call(context);
	memcpy(&arena->recover, &outer, sizeof outer);
	return true;
}
