/* The parts of an article out of a JSON object, by the names that the tools give them (input/fields.h). */
#ifndef DX_MEMBERS_H
#define DX_MEMBERS_H

#include "article/article.h"
#include "input/fields.h"
#include <jansson.h>

/* Everything but the text; what the object lacks stays as it is. Strings are copied into the arena. */
void dx_members_read(dx_article *article, const json_t *object, const dx_fields *fields, dx_arena *arena);
/* The text into *text, copied; a list of strings, or of objects with strings in them, gives a paragraph each. Where
 * there is none, DIXIT_E_FORMAT says which name was looked for. */
dixit_status dx_members_text(dx_slice *text, const json_t *object, const dx_fields *fields, dx_arena *arena,
                             dixit_error *error);
/* One part from its text, as cells of tables have it; false: it was empty, or is none. `rank`: of the name, 0 the
 * best. */
bool dx_members_set(dx_article *article, dx_named field, dx_slice value, unsigned rank, dx_arena *arena);

#endif
