/* Speakers, institutions spoken for, addressees and what a statement is about. */
#include "entity/resolver.h"

enum { HEADS_MAX = 6, ABOUT_MAX = 64 };

/* A list of entities, each once. `mark` holds for every entity the number of the list it was put on last. */
typedef struct list {
	dx_arena *arena;
	uint32_t *mark;
	uint32_t number;
	DX_VEC(uint32_t) items;
} list;

static void begin(list *l) {
	l->number++;
	l->items.items = NULL;
	l->items.count = l->items.cap = 0;
}

static void put(list *l, uint32_t e) {
	if (l->mark[e] == l->number) return;
	l->mark[e] = l->number;
	*DX_PUSH(l->arena, &l->items) = e;
}

static dixit_refs end(const list *l) { return (dixit_refs){l->items.items, l->items.count}; }

static int32_t entity_of(const dx_resolver *r, uint32_t m) {
	int32_t e = dx_mention_at(r, m)->entity;
	return e < 0 ? -1 : (int32_t)dx_same(r, (uint32_t)e);
}

/* "Both", "they": the speakers of the statement before where there were several. */
static bool plural_pronoun(const dx_resolver *r, uint32_t m) {
	const dx_mention *mention = dx_mention_at(r, m);
	return mention->form == DIXIT_PRONOUN && mention->number == 'p' && mention->person == 3;
}

/* "A document seen by Reuters": whoever read it did not write it. */
static bool is_read(const dx_resolver *r, uint32_t i) {
	static const char *const words[] = {"seen", "obtained", "reviewed", "viewed", "read", "examined", "verified"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (dx_token_is(r->text, dx_token_of(r, i), words[k])) return true;
	return false;
}

/* "A statement by the ministry", "Clinton's memoir": behind a head that is a document the one who made it speaks. */
static int32_t maker(const dx_resolver *r, const dx_statement *st) {
	for (uint32_t i = st->source_first; i + 1 < st->source_last; i++) {
		bool by = dx_token_is(r->text, dx_token_of(r, i), "by") || dx_token_is(r->text, dx_token_of(r, i), "from");
		if (!by || (i > st->source_first && is_read(r, i - 1))) continue;
		uint32_t head;
		if (dx_heads(r, i + 1, st->source_last, &head, 1)) return entity_of(r, head);
	}
	return -1;
}

/* "Trump's tweet said": things that speak for their owner. */
static int32_t owner(const dx_resolver *r, const dx_statement *st) {
	static const char *const things[] = {"tweet",   "tweets", "statement", "letter",   "remarks", "comments", "speech",
	                                     "memoir",  "book",   "office",    "campaign", "post",    "message",  "report",
	                                     "article", "email",  "website",   "team",     "words",   "op-ed"};
	const dx_token *last = dx_token_of(r, st->source_last - 1);
	bool thing = false;
	for (size_t k = 0; k < sizeof things / sizeof *things; k++) thing = thing || dx_token_is(r->text, last, things[k]);
	if (!thing) return -1;
	uint32_t m = dx_mention_from(r, st->source_first);
	if (m >= r->mentions->count) return -1;
	const dx_mention *mention = dx_mention_at(r, m);
	bool owns = mention->first == st->source_first && mention->possessive && mention->last < st->source_last;
	return owns ? entity_of(r, m) : -1;
}

/* Where the phrase has no head of its own: "who", of whoever stands before it; "one of them, Sergeant Issa Abakar". */
static int32_t beside(const dx_resolver *r, const dx_statement *st) {
	uint32_t token = dx_token_at(r->text, st->source.start), m = dx_mention_from(r, token);
	bool who = m < r->mentions->count && dx_mention_at(r, m)->first == token &&
	           dx_token_is(r->text, dx_token_of(r, token), "who");
	if (who) return entity_of(r, m);
	int32_t around = dx_mention_around(r, st->source_first, st->source_last);
	if (around >= 0) return entity_of(r, (uint32_t)around);
	for (uint32_t k = dx_mention_from(r, st->source_last), n = 0; k-- > 0 && n < 4; n++) {
		const dx_mention *name = dx_mention_at(r, k);
		if (name->first <= st->source_first) break;
		bool last = name->last == st->source_last && name->parent < 0 && dx_token_of(r, name->first - 1)->first == ',';
		if (last && name->type == DIXIT_PERSON && name->name_last > name->name_first) return entity_of(r, k);
	}
	return -1;
}

static void own_speakers(const dx_resolver *r, dx_statement *st, list *l, const dixit_refs *before) {
	uint32_t heads[HEADS_MAX];
	unsigned n = dx_heads(r, st->source_first, st->source_last, heads, HEADS_MAX);
	begin(l);
	for (unsigned k = 0; k < n; k++) {
		int32_t e = entity_of(r, heads[k]);
		const dx_pair *pair = dx_pair_of(r, heads[k]);
		if (pair) {
			put(l, dx_same(r, pair->entity[0]));
			put(l, dx_same(r, pair->entity[1]));
		} else if (plural_pronoun(r, heads[k]) && before->count > 1) {
			for (uint32_t i = 0; i < before->count; i++) put(l, before->items[i]);
		} else if (e >= 0) {
			put(l, (uint32_t)e);
		}
	}
	if (!n) {
		int32_t e = maker(r, st);
		if (e < 0) e = owner(r, st);
		if (e < 0) e = beside(r, st);
		if (e >= 0) put(l, (uint32_t)e);
	}
	st->speakers = end(l);
}

static bool title_ends(dx_slice title, const char *end) {
	size_t n = strlen(end);
	return title.len >= n && !memcmp(title.ptr + title.len - n, end, n);
}

/* The institution or country of a spokesperson or ambassador; the country of a ministry, mission or army. */
static void institutions(dx_resolver *r, dx_statement *st, list *l) {
	begin(l);
	for (uint32_t i = 0; i < st->speakers.count; i++) {
		uint32_t e = st->speakers.items[i];
		const dx_entity *entity = &r->entities.items[e];
		for (uint32_t k = 0; k < entity->roles.count; k++) {
			const dx_entity_role *role = &entity->roles.items[k];
			if (role->former || !dx_speaks_for(role->title)) continue;
			int32_t country = dx_country_entity(r, role->country);
			if (role->organisation >= 0)
				put(l, dx_same(r, (uint32_t)role->organisation));
			else if (role->person >= 0)
				put(l, dx_same(r, (uint32_t)role->person));
			else if (country >= 0 && !title_ends(role->title, "Lawyer") && !title_ends(role->title, "Attorney"))
				put(l, dx_same(r, (uint32_t)country));
		}
		int32_t head = r->traces.items[e].head;
		bool organ = head >= 0 && dx_state_organ(r, dx_mention_at(r, (uint32_t)head));
		int32_t country = organ ? dx_country_entity(r, entity->country) : -1;
		if (country >= 0) put(l, dx_same(r, (uint32_t)country));
	}
	st->speaks_for = end(l);
}

static void addressees(const dx_resolver *r, dx_statement *st, list *l) {
	begin(l);
	if (st->addressee.end > st->addressee.start) {
		uint32_t heads[HEADS_MAX];
		unsigned n = dx_heads(r, dx_token_at(r->text, st->addressee.start), dx_token_at(r->text, st->addressee.end),
		                      heads, HEADS_MAX);
		for (unsigned k = 0; k < n; k++) {
			int32_t e = entity_of(r, heads[k]);
			if (e >= 0) put(l, (uint32_t)e);
		}
	}
	st->addressees = end(l);
}

/* People, countries and organisations named in the content; "I" and "we" in a single speaker's quotation are that
 * speaker. */
static void about(dx_resolver *r, dx_statement *st, list *l) {
	begin(l);
	for (uint32_t c = 0; c < st->content_count; c++) {
		for (uint32_t m = dx_mention_from(r, dx_token_at(r->text, st->content[c].start)); m < r->mentions->count; m++) {
			dx_mention *mention = dx_mention_at(r, m);
			if (dx_token_of(r, mention->last - 1)->end > st->content[c].end) {
				if (dx_token_of(r, mention->first)->start >= st->content[c].end) break;
				continue;
			}
			bool quoted = dx_token_of(r, mention->first)->region >= 0;
			if (mention->person == 1 && quoted && mention->entity < 0 && st->speakers.count == 1) {
				mention->entity = (int32_t)st->speakers.items[0];
			}
			int32_t e = entity_of(r, m);
			if (e < 0 || mention->form == DIXIT_PRONOUN || l->items.count >= ABOUT_MAX) continue;
			uint8_t type = r->entities.items[e].type;
			if (type == DIXIT_PERSON
			        ? !r->traces.items[e].nameless
			        : type == DIXIT_COUNTRY || (type == DIXIT_ORGANISATION && !r->traces.items[e].nameless)) {
				put(l, (uint32_t)e);
			}
		}
	}
	st->about = end(l);
}

void dx_speakers_fill(dx_resolver *r) {
	list l = {.arena = r->arena, .mark = DX_NEW(r->arena, uint32_t, r->entities.count + 1)};
	dixit_refs none = {NULL, 0}, before = none;
	dx_statements *all = r->statements;
	for (uint32_t i = 0; i < all->count; i++) {
		dx_statement *st = &all->items[i];
		if (st->source_last <= st->source_first) continue;
		own_speakers(r, st, &l, &before);
		before = st->speakers;
	}
	for (unsigned pass = 0; pass < 2; pass++) { /* a statement may go on from one that stands behind it in the list */
		for (uint32_t i = 0; i < all->count; i++) {
			dx_statement *st = &all->items[i];
			bool open = st->source_last <= st->source_first || (st->carried && !st->speakers.count);
			if (open && st->previous >= 0) st->speakers = all->items[st->previous].speakers;
		}
	}
	for (uint32_t i = 0; i < all->count; i++) {
		dx_statement *st = &all->items[i];
		institutions(r, st, &l);
		addressees(r, st, &l);
		about(r, st, &l);
	}
}
