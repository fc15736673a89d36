/* Who frees a record: the arena it lies in, kept inside itself so that a record is one thing to free. */
#include "record/record.h"

void dx_record_adopt(dixit_record *record, dx_arena *arena) {
	dx_arena *kept = DX_NEW(arena, dx_arena, 1);
	*kept = *arena; /* after the allocation, which may have moved on to a new chunk */
	record->owner = kept;
	dx_arena_init(arena);
}

void dixit_record_free(dixit_record *record) {
	if (!record || !record->owner) return;
	dx_arena arena = *(dx_arena *)record->owner;
	dx_arena_free(&arena);
}
