/* Who is who in the article: mentions become entities, titles and pronouns find their holder, statements their
 * speakers. */
#ifndef DX_ENTITY_H
#define DX_ENTITY_H

#include "statement/statement.h"

typedef struct dx_entity_role {
	dx_slice title; /* canonical, or as written */
	char country[3];
	int32_t organisation; /* entity, or -1 */
	dx_span span;         /* bytes */
	bool former;
} dx_entity_role;

typedef struct dx_entity {
	uint8_t type;       /* dixit_entity_type */
	dx_slice name, key; /* longest proper form without title; folded "person/…" */
	DX_VEC(dx_slice) aliases;
	DX_VEC(dx_entity_role) roles;
	DX_VEC(uint32_t) mentions; /* indices, in text order */
	char country[3];
	char gender; /* m f n - */
	char number; /* s p */
} dx_entity;

typedef struct dx_entities {
	dx_entity *items; /* by first mention */
	uint32_t count;
} dx_entities;

/* Cluster the mentions (filling their `entity`), then fill speakers, speaks_for, addressees and about of the
 * statements. */
void dx_entity_resolve(dx_entities *out, const dx_article *article, const dx_text *text, dx_mentions *mentions,
                       dx_statements *statements, const dx_lexicon *lexicon, dx_arena *arena);

/* A letter that offices treated as one by news share (Foreign Minister, Secretary of State, Foreign Secretary); 0:
 * none.
 */
char dx_office_group(dx_slice title);

#endif
