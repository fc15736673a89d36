/* Inside the entity stage. Entities are made in one sweep over the named mentions, by hash of folded names; a second
 * sweep, in text order, gives titles and pronouns their holders. What is looked at beside a map entry is bounded. */
#ifndef DX_ENTITY_RESOLVER_H
#define DX_ENTITY_RESOLVER_H

#include "base/map.h"
#include "base/name.h"
#include "entity/entity.h"

enum { DX_PARTS_MAX = 8, DX_RECENT_MAX = 16, DX_CHAIN_MAX = 8, DX_STATED_MAX = 4 };

/* A person's name in folded parts: "Mohammed bin Abdulrahman Al Thani" → mohammed, abdulrahman, thani. */
typedef struct dx_parts {
	dx_slice part[DX_PARTS_MAX]; /* without particles, initials and suffix */
	uint8_t count;
	dx_slice suffix; /* jr, iii; len 0: none */
	char initial;    /* of a first name given as initial: "S. Bråten"; 0: none */
} dx_parts;

/* How an entity was mentioned last. */
enum { DX_AS_SUBJECT = 1, DX_AS_PART = 2 /* inside another phrase, or as an owner */, DX_AS_PRONOUN = 4 };

/* What the sweeps know of an entity beside the record itself; same index. */
typedef struct dx_trace {
	dx_parts name;       /* of a person: the fullest so far */
	int32_t same;        /* entity it was found to be, or -1 */
	uint32_t last_token; /* where it was mentioned last, in the sweep, outside of quotations if it ever was */
	uint32_t last_heard; /* the same, quotations included */
	uint32_t seen;       /* mentions by name, in the whole article */
	uint32_t met;        /* mentions outside of quotations so far */
	uint8_t place;       /* of the last one of these: DX_AS_ bits */
	bool nameless;       /* known by title or role only */
	bool full;           /* a person known by more than a surname */
	bool twin;           /* another of the same full name was told apart from him */
	bool described;      /* a mention gives him an office or says what he is */
	bool contested;      /* two titles before his surname that nobody bears at once */
	uint8_t stated_count;
	uint32_t stated[DX_STATED_MAX]; /* mentions that give him an office */
	int32_t claim[2]; /* first mention of his surname with a title, the last one before his full name; -1: none */
	int32_t head;     /* mention that it was made of, or -1 */
	int32_t longest;  /* mention that its name is taken from, or -1 */
	uint8_t kind;     /* of an organisation: what its descriptions tell ("the carrier X"), bits of holder.c */
	const dx_lexeme *lexeme;
} dx_trace;

/* One of the entities that share a piece of a name. */
typedef struct dx_link {
	uint32_t entity;
	int32_t next; /* index into links, or -1 */
} dx_link;

/* A mention of two at once: "both sides". */
typedef struct dx_pair {
	uint32_t mention, entity[2];
} dx_pair;

typedef struct dx_resolver {
	const dx_article *article;
	const dx_text *text;
	const dx_lexicon *lexicon;
	dx_arena *arena;
	dx_mentions *mentions;
	dx_statements *statements;
	DX_VEC(dx_entity) entities;
	DX_VEC(dx_trace) traces;
	DX_VEC(dx_link) links;
	DX_VEC(dx_pair) pairs; /* by mention */
	dx_map names;          /* kind letter + folded name → entity */
	dx_map tails;          /* skeleton of a surname, or of parts of it → first link of the entities that bear it */
	int32_t *source_of;    /* by mention: statement whose source it heads, or -1 */
	uint32_t recent[DX_RECENT_MAX]; /* people, latest first */
	uint32_t recent_count;
	uint32_t things[DX_RECENT_MAX]; /* organisations, countries, media, groups, latest first */
	uint32_t thing_count;
	int32_t speaker; /* entity that spoke last before the mention in work, or -1 */
	uint32_t speaker_sentence;
	int32_t *subject;   /* by sentence: first person mentioned outside quotations, or -1 */
	int32_t *quoted_by; /* by quotation region: the mention that heads its source, or -1 */
} dx_resolver;

static inline dx_mention *dx_mention_at(const dx_resolver *r, uint32_t m) { return &r->mentions->items[m]; }
static inline const dx_token *dx_token_of(const dx_resolver *r, uint32_t t) { return &r->text->tokens[t]; }
/* The entity that `e` was found to be. */
uint32_t dx_same(const dx_resolver *r, uint32_t e);

/* make.c: a new entity of mention m. */
uint32_t dx_entity_make(dx_resolver *r, dixit_entity_type type, uint32_t m);
/* Mention m is a mention of entity e. */
void dx_entity_join(dx_resolver *r, uint32_t m, uint32_t e);
/* `e` turns out to be `into`: mentions and roles move over at the end. */
void dx_entity_merge(dx_resolver *r, uint32_t e, uint32_t into);
/* The entity of that kind and name, or -1; with `fresh` >= 0 entered where there is none. */
int32_t dx_name_find(dx_resolver *r, char kind, dx_slice folded, int32_t fresh);
/* From now on the name means that entity; negative: none. */
void dx_name_change(dx_resolver *r, char kind, dx_slice folded, int32_t entity);
/* The country's entity, or -1 where the article does not name it. */
int32_t dx_country_entity(dx_resolver *r, const char iso[3]);

/* fold.c: split a person's name into parts. */
void dx_parts_of(const dx_resolver *r, uint32_t first, uint32_t last, dx_parts *out);
/* Consonants of a folded word, doubles and look-alikes made one: "marzouqi", "marzooqi" → mrzk. */
dx_slice dx_skeleton(dx_arena *arena, dx_slice folded);
/* Are two folded words spelling variants: equal, or long, begun alike and at most two letters apart? */
bool dx_spelled_alike(dx_slice a, dx_slice b);
/* Parts from `from` on, written together. */
dx_slice dx_joined(dx_arena *arena, const dx_parts *parts, unsigned from);

/* person.c, thing.c: make entities of the named mentions. */
void dx_people_cluster(dx_resolver *r);
void dx_things_cluster(dx_resolver *r);
/* Does the mention name somebody as he was called before: "née X", "formerly Y X"? */
bool dx_former_name(const dx_resolver *r, uint32_t m);
/* The tokens of an organisation's name without its country's words at either end; false: it has none. */
bool dx_without_country(const dx_resolver *r, const dx_mention *m, uint32_t *first, uint32_t *last);

/* Ministry, army, embassy …: a word for a body that every country has. */
bool dx_national_word(const dx_resolver *r, uint32_t token);
/* Is the mention a ministry, mission, army … of a country, which speaks for it? */
bool dx_state_organ(const dx_resolver *r, const dx_mention *m);

/* title.c: how well a title agrees with the title of a role: 3 the same office, 2 its last word, 1 loosely, 0 not. */
unsigned dx_title_fit(dx_slice title, dx_slice role);
/* Chief, head, director …: titles of whoever leads an institution. */
bool dx_heads_body(dx_slice title);
/* Spokesman, ambassador, lawyer: titles of those who speak for somebody else. */
bool dx_speaks_for(dx_slice title);
/* Equal but for the case of ASCII letters. */
bool dx_same_word(dx_slice a, dx_slice b);
/* Does the mention begin with "a", "an", "another"? */
bool dx_indefinite(const dx_resolver *r, const dx_mention *m);
/* Do the countries not contradict? "" is unknown. */
static inline bool dx_country_fits(const char a[3], const char b[3]) { return !a[0] || !b[0] || !memcmp(a, b, 2); }

/* namesake.c: do the offices of mentions m and n belong to two people? `full`: they stand beside one full name. */
bool dx_offices_clash(const dx_resolver *r, uint32_t m, uint32_t n, bool full);
/* Has the article given e an office that the bearer of mention m's cannot hold? */
bool dx_contradicts(const dx_resolver *r, uint32_t m, uint32_t e);
/* Has it given him the same one: 2, or one of the two times a former one: 1, or not: 0? */
unsigned dx_agrees(const dx_resolver *r, uint32_t m, uint32_t e);
/* Does the mention say more of its bearer than Mr. or Mrs.? */
bool dx_gives_office(const dx_mention *m);
/* Remember what office mention m gives e. */
void dx_state(dx_resolver *r, uint32_t m, uint32_t e);
/* Does mention m tell of another person of e's full name? */
bool dx_namesake(const dx_resolver *r, uint32_t m, uint32_t e);

/* holder.c: is the office one of those that need no name: president, pope …? */
bool dx_unique_office(dx_slice title);
/* Who a title without a name stands for; makes an entity where nobody is found. */
void dx_holder_find(dx_resolver *r, uint32_t m);
/* nameless.c: an organisation or group without a name of its own: "the ministry", "Iranian officials". */
void dx_nameless_thing(dx_resolver *r, uint32_t m);
/* Learn from mention m what kind of organisation e is. */
void dx_kind_learn(dx_resolver *r, uint32_t m, uint32_t e);
/* role.c: the offices of mention m become roles of entity e. */
void dx_roles_add(dx_resolver *r, uint32_t m, uint32_t e);
/* The office that "his Qatari counterpart" means, for mention m. */
dx_slice dx_counterpart_title(const dx_resolver *r, uint32_t m);
/* Does the entity have the role already? Fills in a country or institution that was missing in it. */
bool dx_role_known(dx_entity *e, const dx_entity_role *role);
/* Do the genders not contradict? */
static inline bool dx_gender_fits(char a, char b) { return a == 'n' || b == 'n' || a == '-' || b == '-' || a == b; }

/* pair.c: note whom mention m means where it means two; false: it does not, or not plainly. */
bool dx_pair_find(dx_resolver *r, uint32_t m);
/* The two that mention m means, or NULL. */
const dx_pair *dx_pair_of(const dx_resolver *r, uint32_t m);
/* pronoun.c */
void dx_pronoun_find(dx_resolver *r, uint32_t m);

/* source.c: give each source without a mention at its head one ("Scientists", "barge owners in Brăila"); fill
 * source_of. */
void dx_sources_cover(dx_resolver *r);
/* source.c: number of the first mention that begins at or behind the token. */
uint32_t dx_mention_from(const dx_resolver *r, uint32_t token);
/* Who speaks in the innermost quotation around the token, as far as is known; -1: nobody known, or no quotation. */
int32_t dx_quotation_speaker(const dx_resolver *r, uint32_t token);
/* Does the mention stand where a subject may: under no other phrase, behind no verb or preposition? */
bool dx_in_subject_place(const dx_resolver *r, const dx_mention *m);
/* The named mention that begins before token `first` and holds all up to `last`: "Malaysia's prime minister, X" around
 * "X"; -1: none. */
int32_t dx_mention_around(const dx_resolver *r, uint32_t first, uint32_t last);
/* The mentions that head the phrase of tokens [first, last): at most `max`, into out; returns how many. */
unsigned dx_heads(const dx_resolver *r, uint32_t first, uint32_t last, uint32_t *out, unsigned max);

/* speaker.c: speakers, speaks_for, addressees and about of the statements. */
void dx_speakers_fill(dx_resolver *r);

/* finish.c: names, keys, aliases; order by first mention. */
void dx_entities_finish(dx_entities *out, dx_resolver *r);

#endif
