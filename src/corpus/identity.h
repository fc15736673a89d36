/* Which entities of different articles are one. */
#ifndef DX_IDENTITY_H
#define DX_IDENTITY_H

#include "base/buf.h"
#include "corpus/corpus.h"

/* What the corpus says of an entity of an article. */
typedef struct dx_linked {
	uint32_t number; /* equal for equal entities; of no meaning otherwise */
	/* The same, but also equal for people known to one article each who share a surname or an office without a name:
	 * too little to make them one, enough where they say or do the same besides. */
	uint32_t as_named;
	dx_slice key, name, identifier;
	char country[3];
	bool dropped; /* by a correction: goes from the record */
	bool silent;  /* by a correction: is no speaker */
	/* Of the roster, where the article gives no office: */
	dx_slice title;
	char title_country[3];
} dx_linked;

/* All in the corpus's arena, which a failing allocation leaves by its guard. */
dx_identity *dx_identity_new(dixit_corpus *corpus);
void dx_identity_add(dixit_corpus *corpus, const dixit_record *record, uint32_t article);
/* Is the other name worth remembering: another full name of a person, an acronym of an institution? */
bool dx_alias_tells(const dixit_entity *entity, dx_slice alias);
void dx_identity_settle(dixit_corpus *corpus);
/* After settling. */
const dx_linked *dx_identity_of(const dixit_corpus *corpus, uint32_t article, uint32_t entity);
/* Every merge: key, into, reason, articles; TSV with a header line, sorted. */
void dx_identity_merges(const dixit_corpus *corpus, dx_buf *out);

#endif
