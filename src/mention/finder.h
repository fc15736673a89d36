/* Inside the mention stage. A sentence is cut into pieces (a name run, a title, a country, a plain word, a comma …),
 * then noun phrases are read from the pieces left to right. Every look ahead is bounded, so the stage is linear. */
#ifndef DX_MENTION_FINDER_H
#define DX_MENTION_FINDER_H

#include "mention/evidence.h"
#include "mention/mention.h"

typedef enum dx_piece_kind {
	DX_P_STOP, /* ends a noun phrase: full stops, brackets, adverbs, subordinators */
	DX_P_END,  /* behind the last piece of a sentence */
	DX_P_MARK, /* a quotation mark */
	DX_P_COMMA,
	DX_P_AND, /* and, or, & */
	DX_P_PREP,
	DX_P_VERB, /* verbs, auxiliaries, modals */
	DX_P_WHO,
	DX_P_PRONOUN,
	DX_P_DET,
	DX_P_OWNER, /* his, its */
	DX_P_POSS,  /* 's */
	DX_P_NUMBER,
	DX_P_PLAIN,     /* a noun or adjective without a meaning of its own */
	DX_P_ADJECTIVE, /* Iranian */
	DX_P_DEMONYM,   /* Iranians */
	DX_P_COUNTRY,
	DX_P_PLACE,
	DX_P_BODY,
	DX_P_MEDIUM,
	DX_P_TITLE,
	DX_P_MODIFIER, /* deputy, former */
	DX_P_ROLE,
	DX_P_NAME
} dx_piece_kind;

#define DX_P(kind) (1u << (kind))
enum {
	DX_P_ENTITIES = DX_P(DX_P_COUNTRY) | DX_P(DX_P_PLACE) | DX_P(DX_P_BODY) | DX_P(DX_P_MEDIUM),
	DX_P_CLOSERS = DX_P(DX_P_STOP) | DX_P(DX_P_END) | DX_P(DX_P_MARK) | DX_P(DX_P_COMMA) | DX_P(DX_P_WHO)
};

/* Flags of a name piece. */
enum {
	DX_N_GIVEN = 1 << 0,    /* begins with a given name */
	DX_N_INITIAL = 1 << 1,  /* holds an initial: "Tor W." */
	DX_N_PARTICLE = 1 << 2, /* holds bin, van, al- … */
	DX_N_COMMON = 1 << 3,   /* every word is a common word of words.tsv */
	DX_N_ANY_COMMON = 1 << 4,
	DX_N_ORG = 1 << 5,     /* ends in a word like Ministry, Council, Corp */
	DX_N_WEAK = 1 << 6,    /* one word at the start of a sentence, seen nowhere else with a capital */
	DX_N_UPPER = 1 << 7,   /* an acronym */
	DX_N_TITLED = 1 << 8,  /* read as a name because a title stands before it */
	DX_N_PLACE = 1 << 9,   /* ends in a word like River, City, or begins with Lake */
	DX_N_MEDIUM = 1 << 10, /* a medium's name with more words: "Al Jazeera TV" */
	DX_N_PRESS = 1 << 11   /* an unknown newspaper or station: "Radio Jetim" */
};

/* Flags of a plain word, and of a title. */
enum {
	DX_PLAIN_NOUN = 1 << 0, /* may be a noun */
	DX_PLAIN_VERB = 1 << 1, /* may be a verb as well */
	DX_T_FORMER = 1 << 0    /* "ex-president" in one token */
};

typedef struct dx_piece {
	uint32_t first, last; /* tokens, end exclusive */
	const dx_lexeme *lexeme;
	uint16_t flags;
	uint8_t kind;
} dx_piece;

/* Why a name is taken for a person or an organisation; the sums decide when the whole article is known. */
typedef struct dx_clue {
	int8_t person, organisation, place;
	bool open;      /* type not settled yet */
	bool adjective; /* rather describes the noun behind it */
	bool ship;      /* "the trawler Northern Pride" */
	uint16_t flags; /* of its name piece */
} dx_clue;

enum { DX_PAD = 6 }; /* pieces behind the last one that may be looked at */

typedef struct dx_finder {
	const dx_text *text;
	const dx_lexicon *lexicon;
	dx_arena *arena;
	dx_evidence evidence;
	DX_VEC(dx_piece) pieces; /* of the sentence in work, closed by DX_PAD pieces DX_P_END */
	DX_VEC(dx_mention) found;
	DX_VEC(dx_clue) clues; /* one a mention */
	uint32_t first, last;  /* tokens of the sentence in work */
	uint8_t *lands;        /* by ISO code: does the article speak of that country? */
	bool any_land;         /* ... of any? */
	bool title_case;       /* capitals say nothing in this sentence */
} dx_finder;

static inline const dx_token *dx_tok(const dx_finder *f, uint32_t i) { return &f->text->tokens[i]; }
static inline const dx_piece *dx_piece_at(const dx_finder *f, uint32_t p) { return &f->pieces.items[p]; }
static inline bool dx_piece_in(const dx_finder *f, uint32_t p, uint32_t kinds) {
	return kinds >> f->pieces.items[p].kind & 1;
}
static inline bool dx_piece_is(const dx_finder *f, uint32_t p, const char *lower) {
	return f->pieces.items[p].kind != DX_P_END && dx_token_is(f->text, dx_tok(f, f->pieces.items[p].first), lower);
}

/* piece.c: cut the sentence in work into pieces. */
void dx_pieces_cut(dx_finder *f);
/* join.c: make one name of a country, place, body or medium and the name behind it: "Qatar Airways", "Al Jazeera TV".
 */
void dx_pieces_join(dx_finder *f);
/* run.c: the name that begins at token i, into *out; false: none does. `titled`: a title stands before it. */
bool dx_run_at(const dx_finder *f, uint32_t i, bool titled, dx_piece *out);
/* Does the word begin with a capital (or a particle and a capital, "al-Marzouqi")? */
bool dx_capital(const dx_finder *f, uint32_t i);
/* "Iran-backed", "US-UK", "Israel-Hamas", "R-Utah": it describes and names nobody. */
bool dx_compound(const dx_finder *f, uint32_t i);
/* Is a capital at token i no sign of a name: sentence's start, behind an opening mark, in a headline? */
bool dx_initial(const dx_finder *f, uint32_t i);
/* The word's meaning as country, place, body or medium, in the order of preference; NULL: none. */
const dx_lexeme *dx_named_at(const dx_finder *f, uint32_t i);

/* phrase.c: read the noun phrase that begins with piece *p; *p moves behind it (at least one piece). Returns the
 * mention that it made, or -1. `depth` counts phrases around it. */
int32_t dx_phrase_read(dx_finder *f, uint32_t *p, unsigned depth);

/* national.c: note the countries that the article speaks of, in f->lands. */
void dx_national_find(dx_finder *f);
/* Is the lexicon's body at token `first` a party of another country that bears the same name? */
bool dx_national_elsewhere(const dx_finder *f, uint32_t first, const dx_lexeme *l);

/* phrase.c: does a title, role or organisation word follow from piece p on within a few words of the same phrase? */
bool dx_core_ahead(const dx_finder *f, uint32_t p);

/* found.c: a new mention with its clue. */
uint32_t dx_found_add(dx_finder *f, uint32_t first, uint32_t last, dixit_entity_type type);
/* Forget mentions from number `count` on. */
void dx_found_cut(dx_finder *f, uint32_t count);
/* Make the mentions from number `from` on that stand in no other yet parts of `parent`. */
void dx_found_adopt(dx_finder *f, uint32_t from, uint32_t parent);
/* A mention of the country, place, body or medium of piece p. */
uint32_t dx_found_entity(dx_finder *f, uint32_t p);
/* A mention of the name of piece p, with clues for its type. */
uint32_t dx_found_name(dx_finder *f, uint32_t p);
/* A mention of the pronoun of piece p. */
uint32_t dx_found_pronoun(dx_finder *f, uint32_t p);

/* apposition.c: "X, the minister of Y,", "the minister, X,", "X, 52,": widens mention m, which ends before piece *p. */
void dx_apposition(dx_finder *f, uint32_t m, uint32_t *p);

/* settle.c: decide the open names of the whole article, drop what is none, put all in order. */
void dx_settle(dx_mentions *out, dx_finder *f);

#endif
