/* Private to repeats.c, candidates.c, groups.c, copies.c, evidence.c. */
#ifndef DX_REPEATS_OWN_H
#define DX_REPEATS_OWN_H

#include "corpus/alike.h"
#include "corpus/repeats.h"
#include "event/date.h"

/* A statement as the first pass keeps it. */
typedef struct dx_said {
	const uint32_t *notes; /* numbers of speakers, of those they speak for, of pieces; these; start, end, bytes of each
	                          piece; then the pieces' text */
	uint64_t sum;          /* dx_spoken.sum */
	uint32_t article, number;
	uint32_t cue; /* hash of its words */
	uint16_t words, prints;
	uint8_t kind, act;
	bool negated;
} dx_said;

/* Evidence that the record brought along from an earlier linking. */
typedef struct dx_carried {
	uint32_t said; /* in rising order */
	dixit_evidence evidence;
} dx_carried;

/* What the first pass keeps of an article beside dx_report. */
typedef struct dx_copy_notes {
	uint32_t first;   /* statement */
	uint32_t *traces; /* sorted: which names stand how far apart; copies share them */
	uint32_t trace_count;
	dx_day day;
} dx_copy_notes;

/* Statements that are one. All numbers are places: statements in the order of their articles (dx_report_before). */
typedef struct dx_groups {
	uint32_t *parent, *next, *size; /* next: another member, DX_NONE: none */
	uint32_t *last;                 /* of a root: its last member */
	DX_VEC(uint64_t) slots;         /* group and article → a member there */
	uint32_t used;
} dx_groups;

struct dx_repeats {
	DX_VEC(dx_said) said;
	DX_VEC(dx_copy_notes) articles;
	DX_VEC(dx_carried) carried;
	dx_map ids;       /* of articles, → the latest of that id; for what is carried */
	uint32_t *order;  /* place → statement */
	uint32_t *place;  /* statement → place */
	uint32_t *first;  /* place → place of the first statement of its group */
	uint32_t *more;   /* place → place of the next one of the same group, in order, or DX_NONE */
	uint32_t *copied; /* article → the one it repeats, or DX_NONE */
	dx_groups groups;
	dx_spoken left, right; /* the two that are compared */
};

enum {
	DX_SHORT_WORDS = 6,   /* with fewer words a statement is a phrase that anybody may say any day */
	DX_NEAR_DAYS = 3,     /* … and the same one only in articles of these days */
	DX_RETOLD_DAYS = 7,   /* the same for what is told in the reporter's words … */
	DX_RETOLD_WORDS = 12, /* … if they are fewer than this */
	DX_ORPHAN_WORDS = 10  /* words of a statement without a speaker that is one with somebody's */
};

static inline const dx_said *dx_said_at(const dx_repeats *r, uint32_t place) { return &r->said.items[r->order[place]]; }
static inline dx_day dx_said_day(const dx_repeats *r, const dx_said *s) { return r->articles.items[s->article].day; }
/* Known and so many days apart at most? */
bool dx_days_near(dx_day a, dx_day b, int32_t most);
/* The statement's words; of a direct one all count as quoted. */
void dx_said_words(const dixit_corpus *corpus, const dx_said *said, dx_spoken *out);
/* Do both say or both deny it? */
bool dx_said_accord(const dx_said *a, const dx_said *b);
/* Have they a speaker in common, or does one speak for the other? */
bool dx_said_by_same(const dixit_corpus *corpus, const dx_said *a, const dx_said *b);
/* Number of speakers, by identity; the first `most` of them in `out`, without the silent. */
uint32_t dx_said_speakers(const dixit_corpus *corpus, const dx_said *said, uint64_t *out, uint32_t most);

/* candidates.c: fill the groups by the statements' words. */
uint32_t dx_said_prints(const dx_spoken *spoken, uint32_t *out);
void dx_candidates_join(dixit_corpus *corpus);

/* groups.c */
void dx_groups_init(dx_groups *groups, uint32_t count, dx_arena *arena);
uint32_t dx_groups_root(dx_groups *groups, uint32_t place);
/* Without a look at what else is in the groups. Before dx_groups_index(). */
void dx_groups_merge(dx_groups *groups, uint32_t a, uint32_t b);
void dx_groups_index(dixit_corpus *corpus);
/* Does a statement of the article belong to the group of `place`? */
bool dx_groups_have(const dixit_corpus *corpus, uint32_t place, uint32_t article);
/* Make one of two groups, unless an article would lose a statement by it: two of its statements that are pieces of a
 * longer one elsewhere stay two. */
void dx_groups_join(dixit_corpus *corpus, uint32_t a, uint32_t b);

/* evidence.c */
void dx_evidence_carry(dixit_corpus *corpus, const dixit_statement *s, uint32_t said);
/* Before dx_repeats_of() with evidence carried. */
void dx_evidence_index(dixit_corpus *corpus);
/* The pieces as the article has them, cut out of the notes. */
dixit_extent *dx_said_pieces(const dx_said *said, uint32_t *count, dx_arena *arena);

/* copies.c: which articles repeat others; their statements are joined in order, also those without words. */
void dx_copies_note(dixit_corpus *corpus, const dixit_record *record, dx_copy_notes *notes);
void dx_copies_find(dixit_corpus *corpus);

#endif
