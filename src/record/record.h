/* The record contract, both directions. Only here do byte offsets become code points. */
#ifndef DX_RECORD_H
#define DX_RECORD_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/slice.h"

#define DX_RECORD_SCHEMA "dixit.article/1"

/* What a line says it is. Notes and decisions (corpus/division.h) have the form of records and hold something else. */
#define DX_NOTE_SCHEMA "dixit.note/1"
#define DX_DECISION_SCHEMA "dixit.decision/1"

/* Append the record as one line of JSON with its LF. */
void dx_record_write_as(dx_buf *out, const dixit_record *record, const char *schema);
static inline void dx_record_write(dx_buf *out, const dixit_record *record) {
	dx_record_write_as(out, record, DX_RECORD_SCHEMA);
}
/* Read one line. Unknown keys are passed over and a key that may be null may be missing; a wrong type, an index out of
 * range, an id out of order or another schema is DIXIT_E_FORMAT. */
dixit_status dx_record_read_as(dixit_record **out, dx_slice line, const char *schema, dixit_error *error);
/* Give `record`, which lies in `arena` with all it points to, the arena itself: dixit_record_free() then frees it and
 * `arena` is empty again. A record without an owner belongs to somebody's arena, and freeing it does nothing. */
void dx_record_adopt(dixit_record *record, dx_arena *arena);

/* Names of the contract: "direct", "say", "person", "name", "meeting" … */
const char *dx_kind_name(dixit_kind kind);
const char *dx_act_name(dixit_act act);
const char *dx_entity_type_name(dixit_entity_type type);
const char *dx_form_name(dixit_form form);
const char *dx_event_type_name(dixit_event_type type);
/* … and back; -1: no such name. */
int dx_kind_of(dx_slice name);
int dx_act_of(dx_slice name);
int dx_entity_type_of(dx_slice name);
int dx_form_of(dx_slice name);
int dx_event_type_of(dx_slice name);

#endif
