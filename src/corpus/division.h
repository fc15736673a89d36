/* Linking divided among machines. Every article makes a note, which is all that dixit_corpus_add() looks at; one place
 * adds the notes and settles; what it decided of an article rewrites the record, wherever that is. The result is that
 * of dixit_corpus_link(), which goes the same way.
 *
 * A note is a record without what linking does not read. A decision is a record of the same articles, entities,
 * statements and events, which holds: keys, names, countries and identifiers of entities, an office that only the
 * roster knows; speakers; same_as and evidence; keys of events. */
#ifndef DX_DIVISION_H
#define DX_DIVISION_H

#include "corpus/corpus.h"

/* The note borrows from the record. */
dixit_record *dx_note_of(const dixit_record *record, dx_arena *arena);

/* Of an entity that a correction drops. */
#define DX_DROPPED_KEY "-"
static inline bool dx_is_dropped(const dixit_entity *decided) {
	return dx_slice_eq(decided->key, DX_LIT(DX_DROPPED_KEY));
}

/* What the settled corpus says of the article; `record` may be its note. Borrows from both. With --duplicates once, an
 * article that was decided before is a repeat of itself. */
dixit_record *dx_decided(dixit_corpus *corpus, const dixit_record *record, uint32_t article, dx_arena *arena);
/* The same, independent of the corpus's record. DIXIT_E_USAGE for one that was not added. */
dixit_status dx_corpus_decide(dixit_record **out, dixit_corpus *corpus, const dixit_record *note, dixit_error *error);

/* linked.c: the record as decided, in `arena`; evidence is the decision's. NULL: it repeats another one and goes. */
dixit_record *dx_linked_record(const dixit_record *decision, const dixit_record *record, bool once, dx_arena *arena);
/* The same for a decision that may be of another article: DIXIT_E_FORMAT. */
dixit_status dx_decision_apply(dixit_record **out, const dixit_record *decision, const dixit_record *record, bool once,
                               dixit_error *error);

#endif
