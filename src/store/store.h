/* One SQLite file that holds articles, their records, and what can be looked up in them.
 *
 * The record, the line of JSON that `extract` writes, is kept whole; tables of statements, entities, names and events
 * are made from it (derive.c) and can be made again. A statement's number is its article's day and a count, so that
 * numbers are in the order of time: whatever looks for statements finds the earliest or the latest ones first.
 *
 * A store has one writer at a time, and any number of readers, who see it as it was when they began. */
#ifndef DX_STORE_H
#define DX_STORE_H

#include "base/arena.h"
#include "base/buf.h"

enum { DX_STORE_VERSION = 1, DX_STORE_WAIT = 10 /* seconds for another writer */ };

typedef struct dx_store dx_store;

typedef enum dx_store_mode {
	DX_STORE_READ,
	DX_STORE_WRITE,
	DX_STORE_CREATE /* write, made where it is missing */
} dx_store_mode;

/* Does the file begin as SQLite's files do? false also where it cannot be read. */
bool dx_store_is(const char *path);
/* DIXIT_E_FORMAT: a database of another program or of a newer dixit, or damaged; it is left as it is. DIXIT_E_BUSY:
 * locked for more than `wait` seconds. A reader sees the store as it is now until it is closed. */
dixit_status dx_store_open(dx_store **out, const char *path, dx_store_mode mode, unsigned wait, dixit_error *error);
/* What was not committed is lost. NULL is allowed. */
void dx_store_close(dx_store *store);

/* --- adding ------------------------------------------------------------------------------------------------------- */

typedef enum dx_store_outcome { DX_STORE_NEW, DX_STORE_REPLACED, DX_STORE_SAME, DX_STORE_OUTCOMES } dx_store_outcome;

/* From here on articles that are there are replaced too. */
void dx_store_again(dx_store *store);
/* Is this text in the store already, so that adding it would change nothing? From any thread; what was taken and not
 * committed yet is not seen. false also where the store cannot tell. */
bool dx_store_has(dx_store *store, dx_slice id, dx_slice path, const char *sha256);
/* Take in an article: its text and its record as a line of JSON. An article with the id and text of one that is there
 * changes nothing; one with the id of one that is there and another text takes its place. (An id made of a file's name
 * counts together with the file's folder.) Committed now and then, several articles at once. */
dixit_status dx_store_take(dx_store *store, dx_slice text, dx_slice json, dixit_error *error);
/* Commit what was taken. */
dixit_status dx_store_flush(dx_store *store, dixit_error *error);
/* How many articles of each outcome were committed. */
uint64_t dx_store_count(const dx_store *store, dx_store_outcome outcome);
/* Called at commit for every article that took another one's place. */
void dx_store_tell(dx_store *store, void (*replaced)(void *context, dx_slice id), void *context);

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* The record behind article `number` (0: the first one), as linked where it was; *number becomes its own. DIXIT_END: no
 * more. `line` is good until the next call. With `original`, as extracted. */
dixit_status dx_store_next(dx_store *store, bool original, int64_t *number, dx_slice *line, dixit_error *error);
/* The text of the article, good until the next call. */
dixit_status dx_store_text(dx_store *store, int64_t article, dx_slice *text, dixit_error *error);
/* The text with this check sum; DIXIT_END: there is none. */
dixit_status dx_store_text_of(dx_store *store, const char *sha256, dx_slice *text, dixit_error *error);
/* Some articles are linked and others not. */
bool dx_store_half_linked(dx_store *store);

/* --- linking ------------------------------------------------------------------------------------------------------ */

/* Nobody else writes from here to the commit, or to closing, which takes all back. */
dixit_status dx_store_begin(dx_store *store, dixit_error *error);
/* Forget what was made from the records, to be made from the linked ones. */
dixit_status dx_store_relink(dx_store *store, dixit_error *error);
/* The linked record of an article; an empty line: it repeats another article and is not wanted. */
dixit_status dx_store_link(dx_store *store, int64_t article, dx_slice line, dixit_error *error);
dixit_status dx_store_commit(dx_store *store, dixit_error *error);

/* --- names -------------------------------------------------------------------------------------------------------- */

typedef struct dx_store_named {
	int64_t number;
	dx_slice name, key; /* of a publisher no key */
	int64_t articles;
	bool all; /* found by likeness: the name has all parts of what was looked for */
} dx_store_named;

typedef struct dx_store_list {
	dx_store_named *items;
	uint32_t count, cap;
} dx_store_list;

/* Entities with this key or name, in whatever case and accents; the most frequent first. All lies in `arena`. */
dixit_status dx_store_entities(dx_store *store, dx_slice name, dx_arena *arena, dx_store_list *out, dixit_error *error);
dixit_status dx_store_publishers(dx_store *store, dx_slice name, dx_arena *arena, dx_store_list *out,
                                 dixit_error *error);
/* Where nothing has that name: up to five whose names are like it. */
dixit_status dx_store_like_entity(dx_store *store, dx_slice name, dx_arena *arena, dx_store_list *out,
                                  dixit_error *error);
dixit_status dx_store_like_publisher(dx_store *store, dx_slice name, dx_arena *arena, dx_store_list *out,
                                     dixit_error *error);

/* --- finding ------------------------------------------------------------------------------------------------------ */

typedef struct dx_store_ids {
	const int64_t *items;
	uint32_t count; /* 0: any */
} dx_store_ids;

typedef struct dx_store_question {
	dx_store_ids speakers, about, publishers; /* one of them each */
	const char *const *countries;             /* ISO 3166: by one of them, or who holds office in it or speaks for it */
	uint32_t country_count;
	unsigned acts, kinds; /* bits 1 << dixit_act, 1 << dixit_kind; 0: any */
	unsigned confidence;  /* percent */
	uint32_t from, to;    /* YYYYMMDD, 0: open; with either, what has no day is left out */
	const char *const *words;
	uint32_t word_count;         /* texts in which blanks part words, quotation marks hold a phrase together and a star
	                                ends the beginning of a word; a statement has them all */
	const char *const *articles; /* the same of the article around it */
	uint32_t article_count;
	bool latest_first;
} dx_store_question;

/* A statement found. A quotation that several articles carry comes once, as its first one that answers. */
typedef struct dx_store_hit {
	int64_t statement, article;
	uint32_t place; /* index into the record's statements */
	dx_slice line;  /* the article's record */
} dx_store_hit;

/* Is there a word to look for in this text? */
bool dx_store_has_words(const char *text);
/* `question` outlives the answers. One question at a time. */
dixit_status dx_store_find(dx_store *store, const dx_store_question *question, dixit_error *error);
/* DIXIT_END: no more. The hit's line is good until the next call. */
dixit_status dx_store_answer(dx_store *store, dx_store_hit *hit, dixit_error *error);
/* Which articles carry it, the article itself among them, by date. Publisher, else the web site, else the id; each
 * once. */
dixit_status dx_store_outlets(dx_store *store, const dx_store_hit *hit, dx_arena *arena, dx_store_list *out,
                              dixit_error *error);

#endif
