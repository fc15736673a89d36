/* Inside "who is who". The first pass notes every entity of every article in a few bytes. Settling puts the articles
 * into their own order (dx_report_before) and numbers keys, names and titles by first appearance in it, so that
 * nothing below depends on the order of the input. Then, each step looking at a bounded number of others:
 *
 *   namesake.c   the people of one full name: articles whose offices, countries and company contradict stay apart
 *   variant.c    spellings, initials, nicknames, order of names: figures of different names become one
 *   enlist.c     people of the roster come first, as figures that no article names yet
 *   surname.c    surnames alone: the one person who fits
 *   office.c     offices without a name: who held them then
 *   body.c       institutions with and without their country, acronyms
 *   result.c     keys, names, countries; correct.c: the user's corrections
 *
 * Agreement is counted in points, about two for each time that it halves the chance of two different people: offices,
 * countries, institutions, fields of work (traits.c), who and which countries stand beside them (company.c), how rare
 * the name is. Below 0, or where another figure fits nearly as well, nothing is joined.
 *
 * A figure is a set of entities that are one; figures found to be the same form a tree (union-find). */
#ifndef DX_WHO_H
#define DX_WHO_H

#include "corpus/identity.h"
#include "entity/resolver.h"
#include "event/date.h"

enum {
	DX_WORDS_MAX = 6,          /* words of a person's name */
	DX_POSTS_MAX = 6,          /* offices that are remembered of a figure, the most frequent ones */
	DX_LANDS_MAX = 4,          /* … countries */
	DX_BODIES_MAX = 4,         /* … institutions */
	DX_SAMPLE_MAX = 24,        /* articles of a figure that are looked at for company */
	DX_COMPANY_MAX = 48,       /* entities of an article that count as company */
	DX_UNDATED = INT32_MIN / 2 /* the article has no date; half of the range, so that days can be subtracted */
};

/* How an entity is named in its article. */
enum { DX_SEEN_NAMELESS, DX_SEEN_SHORT, DX_SEEN_FULL };

/* An entity of an article. */
typedef struct dx_seen {
	uint32_t key, name; /* interned: "person/anna-lind", "Anna Lind" */
	uint32_t held;      /* its first office */
	uint16_t held_count;
	uint8_t type, form;
	char country[2];
	uint16_t mentions;
} dx_seen;

/* An office that an article gives to an entity. */
typedef struct dx_held {
	uint32_t title;
	uint32_t body; /* key of the institution, DX_NONE */
	char country[2];
} dx_held;

/* "Anna Lind" is also called "Anna Lind-Berg" in one article; an institution its acronym. */
typedef struct dx_also {
	uint32_t key, name, alias;
} dx_also;

/* A table of interned text. */
typedef struct dx_texts {
	dx_map map;
	DX_VEC(dx_slice) items;
} dx_texts;

/* Fields of work, as bits. */
enum {
	DX_FIELD_POLITICS = 1,
	DX_FIELD_BUSINESS = 2,
	DX_FIELD_SPORT = 4,
	DX_FIELD_ARTS = 8,
	DX_FIELD_COURT = 16,
	DX_FIELD_SCIENCE = 32,
	DX_FIELD_ARMY = 64
};

/* What is known of a title. */
typedef struct dx_job {
	dx_slice text;
	uint32_t same;  /* the title that stands for all that mean the same office */
	uint8_t fields; /* bits */
	bool official;  /* an office or rank: its country is the holder's */
	bool sole;      /* one holder a country at a time */
	bool plain;     /* says little: leader, official, president of anything */
	bool deputy;
} dx_job;

typedef struct dx_post {
	uint32_t job; /* dx_job.same */
	char country[2];
	uint16_t count;
	int32_t first, last; /* days */
} dx_post;

typedef struct dx_land {
	char iso[2];
	uint16_t count;
	bool official;
} dx_land;

typedef struct dx_place_of_work {
	uint32_t key;
	uint16_t count;
} dx_place_of_work;

/* What the articles say of a figure. */
typedef struct dx_traits {
	dx_post posts[DX_POSTS_MAX];
	dx_land lands[DX_LANDS_MAX];
	dx_place_of_work bodies[DX_BODIES_MAX];
	uint8_t post_count, land_count, body_count;
	uint8_t fields;
} dx_traits;

/* A person's name in folded words: given name, middle ones, surname. */
typedef struct dx_called {
	const char *text;             /* the words, one after the other */
	uint8_t at[DX_WORDS_MAX + 1]; /* where each begins; at[count]: the end */
	uint8_t count;                /* without initials and particles */
	char given;                   /* initial in place of the given name: "S. Braten"; 0: none */
	char middle[4];               /* initials behind the given name, 0-terminated */
	char suffix[4];               /* jr, sr, ii … */
	bool brief;                   /* a surname alone */
	uint32_t articles;
} dx_called;

static inline dx_slice dx_called_word(const dx_called *n, unsigned i) {
	return (dx_slice){n->text + n->at[i], (size_t)(n->at[i + 1] - n->at[i])};
}
static inline dx_slice dx_called_from(const dx_called *n, unsigned i) {
	return (dx_slice){n->text + n->at[i], (size_t)(n->at[n->count] - n->at[i])};
}

/* Why two figures are one. */
typedef enum dx_reason {
	DX_WHY_SAME,
	DX_WHY_SPELLING,
	DX_WHY_ALIAS,
	DX_WHY_ORDER,
	DX_WHY_MIDDLE,
	DX_WHY_NICKNAME,
	DX_WHY_INITIAL,
	DX_WHY_DOUBLE,
	DX_WHY_SUFFIX,
	DX_WHY_SURNAME,
	DX_WHY_SURNAME_COUNTRY,
	DX_WHY_SURNAME_OFFICE,
	DX_WHY_OFFICE,
	DX_WHY_NAMESAKE,
	DX_WHY_INSTITUTION,
	DX_WHY_ACRONYM,
	DX_WHY_ROSTER,
	DX_WHY_CORRECTION,
	DX_WHY_NOT = 255
} dx_reason;

typedef struct dx_figure {
	uint32_t same;   /* figure it was found to be, or itself */
	uint32_t listed; /* person of the roster + 1; 0: none */
	uint32_t called; /* of a person: number of the name; DX_NONE */
	uint8_t type, form, why;
	uint32_t next_listed;  /* another person of the roster with that name, DX_NONE */
	bool alias;            /* another name of the one it is the same as, which need not be like it */
	bool vague;            /* nothing tells the articles of this name apart */
	DX_VEC(uint32_t) seen; /* in the articles' order */
	dx_traits *traits;     /* of people; of the root after merging */
	uint32_t size;         /* articles of all that are the same; of the root */
	dx_slice own_key;      /* of a national institution: country and kind; len 0: none */
	dx_linked result;
	dx_linked *in_office; /* of somebody listed: the same with each of the offices */
} dx_figure;

/* Entities with this key became the root, in so many articles. */
typedef struct dx_merge {
	uint32_t key, root, articles;
	uint8_t why;
} dx_merge;

struct dx_identity {
	/* noted by the first pass */
	dx_texts keys, names, titles;
	DX_VEC(dx_seen) seen;
	DX_VEC(dx_held) held;
	DX_VEC(dx_also) also;
	dx_map also_known;
	DX_VEC(uint32_t) first; /* article → its first entity */
	/* in the articles' own order */
	uint32_t *begin;      /* place → first entity; one more at the end */
	uint32_t *place;      /* entity → place of its article */
	int32_t *day;         /* place → day */
	uint32_t *figure_of;  /* entity → figure, DX_NONE while unknown */
	uint32_t *articles;   /* key → articles that name it */
	uint32_t *mark, turn; /* key → turn in which it was met */
	uint32_t place_count;
	dx_job *jobs;        /* by title */
	uint32_t *called_of; /* name → dx_called, DX_NONE */
	DX_VEC(dx_called) called;
	dx_texts called_known;   /* what two names must share to be one → number of the name */
	uint32_t *listed_of;     /* name → first figure of the roster, DX_NONE */
	uint32_t listed_names;   /* names that listed_of knows */
	uint32_t *listed_figure; /* person of the roster → figure */
	uint32_t listed_count;   /* figures of the roster; they are the first ones */
	uint8_t *short_bearers;  /* by name, of surnames alone: does a full name have it? */
	DX_VEC(dx_figure) figures;
	DX_VEC(dx_merge) merges;
	bool *corrected; /* entities that a correction moved; NULL: there are no corrections */
};

/* Entities, in the articles' order. */
typedef struct dx_list {
	const uint32_t *items;
	uint32_t count;
} dx_list;

/* identity.c */
uint32_t dx_text_number(dx_arena *arena, dx_texts *texts, dx_slice text);
uint32_t dx_figure_new(dixit_corpus *corpus, uint8_t type, uint32_t called);
void dx_figure_take(dixit_corpus *corpus, uint32_t figure, uint32_t seen);
/* The figure that stands for all that are the same. */
uint32_t dx_figure_root(const dx_identity *id, uint32_t figure);
/* `figure` is `into`: both are roots. */
void dx_figure_join(dixit_corpus *corpus, uint32_t figure, uint32_t into, dx_reason why);

/* The name of a person's entity, DX_NONE: it has no words. */
uint32_t dx_called_number(const dx_identity *id, const dx_seen *seen);
/* The name's number, entered where it is new; DX_NONE: it has no words. */
uint32_t dx_called_enter(dixit_corpus *corpus, dx_slice name, bool brief);
/* Days since 1970 of YYYYMMDD; months and days that are out of range count as the first or last ones. */
int32_t dx_day_number(uint32_t day);
/* YYYYMMDD of the article at that place, 0: unknown. */
uint32_t dx_day_written(const dixit_corpus *corpus, uint32_t place);
/* Call `each` with every name of that form (DX_SEEN_SHORT, DX_SEEN_FULL) and its entities that have no figure yet. */
void dx_each_name(dixit_corpus *corpus, uint8_t form, void (*each)(dixit_corpus *, uint32_t, dx_list));

/* called.c: the words of a person's name. `brief`: a surname alone, whose particle is no given name. */
bool dx_called_read(dixit_corpus *corpus, dx_slice name, bool brief, dx_called *out);
/* Consonants of a folded word by sound, so that transliterations have one: "mekdad", "miqdad" → mktt. At most 15. */
typedef struct dx_sound {
	char s[16];
} dx_sound;
dx_sound dx_sound_of(dx_slice word);
/* May both be the name of one person, and by what? DX_WHY_NOT: no. */
dx_reason dx_called_match(const dixit_corpus *corpus, const dx_called *a, const dx_called *b);
/* Is the folded word a given name of the lexicon? */
bool dx_is_given(const dixit_corpus *corpus, dx_slice folded);
/* Are two surnames spellings of one? */
bool dx_family_alike(dx_slice a, dx_slice b);
/* The full names that a given name may be short for, in small letters; returns how many, at most `max`. */
typedef struct dx_full {
	char s[24];
} dx_full;
unsigned dx_called_fulls(const dixit_corpus *corpus, dx_slice given, dx_full *out, unsigned max);

/* traits.c */
void dx_jobs_read(dixit_corpus *corpus);
void dx_traits_see(const dx_identity *id, dx_traits *traits, uint32_t seen);
void dx_traits_join(dx_traits *into, const dx_traits *from);
/* An office from elsewhere than an article; `body`: key of the institution or DX_NONE. */
void dx_traits_hold(const dx_identity *id, dx_traits *traits, const dx_post *post, uint32_t body);
/* How well two descriptions agree, in points: above 0 they share something, below they contradict. *clash: they can't
 * be of one person. */
int dx_traits_fit(const dx_identity *id, const dx_traits *a, const dx_traits *b, bool *clash);

/* company.c: who else and which countries appear beside them. Points, 0 or more; `home` is what the countries of the
 * articles say, below 0 where they contradict. */
typedef struct dx_company {
	int shared, home;
	bool together; /* both are in one article */
} dx_company;
dx_company dx_company_of(dixit_corpus *corpus, dx_list a, dx_list b, const dx_traits *traits_a,
                         const dx_traits *traits_b);

/* namesake.c: make figures of the entities `seen`, which share a name. `prior`: points for that name being rare. */
void dx_namesakes_split(dixit_corpus *corpus, uint32_t called, dx_list seen, int prior);
/* enlist.c: figures for the people of the roster; their titles are numbered before dx_jobs_read(). */
void dx_roster_titles(dixit_corpus *corpus);
void dx_roster_enlist(dixit_corpus *corpus);
void dx_roster_results(dixit_corpus *corpus, dx_figure *figure);
/* correct.c: what the corrections want, applied to the results. */
void dx_corrections_apply(dixit_corpus *corpus);
/* variant.c */
void dx_variants_join(dixit_corpus *corpus);
/* surname.c, office.c */
void dx_surnames_place(dixit_corpus *corpus);
void dx_offices_place(dixit_corpus *corpus);
/* body.c */
void dx_bodies_place(dixit_corpus *corpus);
/* result.c: keys, names, countries. */
void dx_figures_finish(dixit_corpus *corpus);

static inline dx_list dx_figure_list(const dx_figure *f) { return (dx_list){f->seen.items, f->seen.count}; }

#endif
