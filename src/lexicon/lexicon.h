/* The word knowledge: tables of README.md, loaded once, then only read (safe from several threads).
 *
 * A look-up goes by word. dx_lexicon_word() finds the entry of one lower-cased word; phrases ("foreign minister",
 * "call for") form a trie over words that is walked with dx_lexicon_step(). What a word or phrase means is a list of
 * lexemes: "Jordan" is a country, a given name and a word of the phrase "Jordan River" at once; the stages choose. */
#ifndef DX_LEXICON_H
#define DX_LEXICON_H

#include "base/arena.h"
#include "base/slice.h"

/* Classes of words.tsv, as bits. */
enum {
	DX_W_DET = 1 << 0,
	DX_W_POSS = 1 << 1,
	DX_W_PREP = 1 << 2,
	DX_W_PRON = 1 << 3,
	DX_W_REFL = 1 << 4,
	DX_W_AUX = 1 << 5,
	DX_W_MODAL = 1 << 6,
	DX_W_NEG = 1 << 7,
	DX_W_CONJ = 1 << 8,
	DX_W_SUB = 1 << 9,
	DX_W_WH = 1 << 10,
	DX_W_ADV = 1 << 11,
	DX_W_NUM = 1 << 12,
	DX_W_ADJ = 1 << 13,
	DX_W_VERB = 1 << 14,
	DX_W_NOUN = 1 << 15,
	DX_W_INTERJ = 1 << 16
};

typedef enum dx_lexeme_type {
	DX_LEX_VERB,
	DX_LEX_NOUN,
	DX_LEX_TITLE,
	DX_LEX_ROLE,
	DX_LEX_COUNTRY,
	DX_LEX_PLACE,
	DX_LEX_BODY,
	DX_LEX_MEDIUM,
	DX_LEX_GIVEN,
	DX_LEX_NICKNAME,
	DX_LEX_ABBREVIATION,
	DX_LEX_DATE
} dx_lexeme_type;

/* dx_lexeme.detail of a verb: which forms the words are, as bits. */
enum { DX_V_BASE = 1, DX_V_THIRD = 2, DX_V_PAST = 4, DX_V_PARTICIPLE = 8, DX_V_ING = 16 };
/* of a reporting noun or role: */
enum { DX_N_SINGULAR = 1, DX_N_PLURAL = 2 };
/* of a country: which column of the table the words stand in. */
enum { DX_C_NAME, DX_C_ALIAS, DX_C_ADJECTIVE, DX_C_DEMONYM, DX_C_CAPITAL, DX_C_METONYM };
/* of places, bodies, media and titles: */
enum { DX_A_NAME, DX_A_ALIAS };

/* How the words must be written to mean this. */
enum { DX_SHAPE_ANY, DX_SHAPE_CAPITAL, DX_SHAPE_UPPER };

typedef struct dx_lexeme dx_lexeme;
struct dx_lexeme {
	uint8_t type, detail, shape, words; /* words: length of the phrase */
	uint32_t row;                       /* into the table of its type */
	const dx_lexeme *next;              /* another meaning of the same words */
};

typedef struct dx_word {
	dx_slice form;            /* lower case */
	uint32_t id;              /* 1… */
	uint32_t classes;         /* all classes */
	uint32_t main_class;      /* the likeliest one, 0: not in words.tsv */
	const dx_lexeme *lexemes; /* meanings of the word alone */
	uint32_t node;            /* trie node that this word opens, 0: opens no phrase */
	uint32_t types;           /* of its meanings and of those of the phrases it opens, as bits 1 << dx_lexeme_type */
} dx_word;

/* Frames of verbs.tsv and nouns.tsv, as bits. */
enum {
	DX_F_THAT = 1 << 0,
	DX_F_QUOTE = 1 << 1,
	DX_F_INV = 1 << 2,
	DX_F_NP = 1 << 3,
	DX_F_TO = 1 << 4,
	DX_F_OBJ_TO = 1 << 5,
	DX_F_ON_TO = 1 << 6,
	DX_F_OF = 1 << 7,
	DX_F_FOR = 1 << 8,
	DX_F_AS = 1 << 9,
	DX_F_ADDR = 1 << 10,
	DX_F_TO_ADDR = 1 << 11,
	DX_F_IF = 1 << 12,
	DX_F_IN = 1 << 13
};

typedef enum dx_title_kind {
	DX_TITLE_HONORIFIC,
	DX_TITLE_OFFICE,
	DX_TITLE_RANK,
	DX_TITLE_JOB,
	DX_TITLE_CLERGY,
	DX_TITLE_SPOKES,
	DX_TITLE_NOBLE,
	DX_TITLE_MODIFIER
} dx_title_kind;
typedef enum dx_role_kind { DX_ROLE_PERSON, DX_ROLE_GROUP, DX_ROLE_ORGANISATION } dx_role_kind;
typedef enum dx_body_type {
	DX_BODY_BODY,
	DX_BODY_AGENCY,
	DX_BODY_ARMED_GROUP,
	DX_BODY_PARTY,
	DX_BODY_PARLIAMENT,
	DX_BODY_COURT,
	DX_BODY_COMPANY,
	DX_BODY_NGO,
	DX_BODY_ARMY,
	DX_BODY_RELIGIOUS
} dx_body_type;
typedef enum dx_abbrev_kind {
	DX_ABBREV_TITLE,
	DX_ABBREV_MONTH,
	DX_ABBREV_UNIT,
	DX_ABBREV_PLACE,
	DX_ABBREV_COMPANY,
	DX_ABBREV_LATIN,
	DX_ABBREV_TIME,
	DX_ABBREV_OTHER,
	DX_ABBREV_INITIAL
} dx_abbrev_kind;
typedef enum dx_date_kind {
	DX_DATE_WEEKDAY,
	DX_DATE_MONTH,
	DX_DATE_RELATIVE,
	DX_DATE_PART,
	DX_DATE_ORDINAL
} dx_date_kind;
typedef enum dx_furniture_where { DX_FURN_ANY, DX_FURN_HEAD, DX_FURN_TAIL, DX_FURN_STOP } dx_furniture_where;

typedef struct dx_verb {
	dx_slice lemma;
	uint8_t act, strength;
	int8_t polarity;
	uint32_t frames;
} dx_verb; /* act: dixit_act; polarity: 1 praise, -1 blame, 0 neither */
typedef struct dx_noun {
	dx_slice lemma;
	uint8_t act;
	int8_t polarity;
	uint32_t frames;
} dx_noun;
typedef struct dx_title {
	dx_slice title, canonical;
	uint8_t kind;
	char gender;
} dx_title; /* gender: m f - */
typedef struct dx_role {
	dx_slice noun;
	uint8_t kind;
	char number;
} dx_role; /* number of `noun`: s p */
typedef struct dx_country {
	char iso[3];
	dx_slice name;
} dx_country;
typedef struct dx_place {
	dx_slice name;
	char country[3];
} dx_place; /* country "": several */
typedef struct dx_body {
	dx_slice name;
	uint8_t type;
	char country[3];
} dx_body;
typedef struct dx_medium {
	dx_slice name;
	char country[3];
} dx_medium;
typedef struct dx_given {
	dx_slice name;
	char gender;
} dx_given; /* m f u */
typedef struct dx_nickname {
	dx_slice nick, full;
} dx_nickname;
typedef struct dx_abbreviation {
	dx_slice form;
	uint8_t kind;
	bool ends;
} dx_abbreviation;
typedef struct dx_date_word {
	dx_slice word;
	uint8_t kind;
	int16_t value;
} dx_date_word;
typedef struct dx_furniture {
	dx_slice pattern, kind;
	uint8_t where;
} dx_furniture;

/* One office somebody held, a row of roster.tsv. Days are YYYYMMDD; of `from`, months and days that are not known are
 * 00, of `to` 99, so that from <= day && day <= to holds for every day that may be meant. */
typedef struct dx_tenure {
	dx_slice name, aliases, title, institution, id; /* len 0: not given; aliases separated by ';' */
	char country[3];
	uint32_t from, to; /* 0 and DX_DAY_OPEN where not given */
} dx_tenure;
enum { DX_DAY_OPEN = 99999999 };
/* Columns of roster.tsv. */
enum {
	DX_TENURE_NAME,
	DX_TENURE_ALIASES,
	DX_TENURE_TITLE,
	DX_TENURE_COUNTRY,
	DX_TENURE_INSTITUTION,
	DX_TENURE_FROM,
	DX_TENURE_TO,
	DX_TENURE_ID,
	DX_TENURE_COLUMNS
};

typedef struct dx_lexicon dx_lexicon;

/* Load the embedded tables, or those that stand in `dir` in their place (NULL: none). Errors name file, line, byte. */
dixit_status dx_lexicon_new(dx_lexicon **out, const char *dir, dixit_error *error);
void dx_lexicon_free(dx_lexicon *lexicon);
/* Write the embedded tables into `dir` (made where it is missing). */
dixit_status dx_lexicon_dump(const char *dir, dixit_error *error);
/* Table number i of the lexicon: its name and how many rows it has; NULL behind the last. */
const char *dx_lexicon_table(const dx_lexicon *lexicon, unsigned i, uint32_t *rows);

/* The entry of a lower-cased word (apostrophes as '), or NULL. */
const dx_word *dx_lexicon_word(const dx_lexicon *lexicon, const char *s, size_t len);
/* The same for a word whose dx_hash is known. */
const dx_word *dx_lexicon_hashed(const dx_lexicon *lexicon, dx_slice word, uint64_t hash);
/* The trie node behind `node` over `word`; 0: no phrase goes on so. */
uint32_t dx_lexicon_step(const dx_lexicon *lexicon, uint32_t node, const dx_word *word);
/* What the phrase that ends at `node` means, or NULL. */
const dx_lexeme *dx_lexicon_at(const dx_lexicon *lexicon, uint32_t node);

/* Rows, by dx_lexeme.row of the type. */
const dx_verb *dx_lexicon_verb(const dx_lexicon *lexicon, const dx_lexeme *l);
const dx_noun *dx_lexicon_noun(const dx_lexicon *lexicon, const dx_lexeme *l);
const dx_title *dx_lexicon_title(const dx_lexicon *lexicon, const dx_lexeme *l);
const dx_role *dx_lexicon_role(const dx_lexicon *lexicon, const dx_lexeme *l);
const dx_country *dx_lexicon_country(const dx_lexicon *lexicon, const dx_lexeme *l);
const dx_country *dx_lexicon_country_of(const dx_lexicon *lexicon, const char iso[3]); /* NULL: unknown */
/* By code, by the name of the table however it is written, by another name of it. Looks at all of them: not for what is
 * asked often. */
const dx_country *dx_lexicon_country_named(const dx_lexicon *lexicon, dx_slice name, dx_arena *temp);
const dx_place *dx_lexicon_place(const dx_lexicon *lexicon, const dx_lexeme *l);
const dx_body *dx_lexicon_body(const dx_lexicon *lexicon, const dx_lexeme *l);
const dx_medium *dx_lexicon_medium(const dx_lexicon *lexicon, const dx_lexeme *l);
const dx_given *dx_lexicon_given(const dx_lexicon *lexicon, const dx_lexeme *l);
const dx_nickname *dx_lexicon_nickname(const dx_lexicon *lexicon, const dx_lexeme *l);
const dx_abbreviation *dx_lexicon_abbreviation(const dx_lexicon *lexicon, const dx_lexeme *l);
const dx_date_word *dx_lexicon_date(const dx_lexicon *lexicon, const dx_lexeme *l);
/* Furniture pattern i, or NULL behind the last. */
const dx_furniture *dx_lexicon_furniture(const dx_lexicon *lexicon, uint32_t i);

/* Row i of roster.tsv, or NULL behind the last. */
const dx_tenure *dx_lexicon_tenure(const dx_lexicon *lexicon, uint32_t i);
/* The meaning of that type that a whole phrase has, as it stands in text, or NULL. */
const dx_lexeme *dx_lexicon_phrase(const dx_lexicon *lexicon, dx_slice written, dx_lexeme_type type);

/* tenure.c: a row out of its DX_TENURE_COLUMNS fields. On failure *where is in the field that is wrong. */
dixit_status dx_tenure_read(dx_tenure *out, const dx_slice fields[], const char **where, dixit_error *error);
/* The next of the `;`-separated values in *rest; false: no more. */
bool dx_next_value(dx_slice *rest, dx_slice *value);
/* A day of a tenure as it is written in a table, "" where it is not given. */
void dx_day_text(uint32_t day, char out[11]);

#endif
