/* People of the roster, as figures that no article names yet: what articles say joins them where names, countries and
 * offices agree, and they lend their key, name and identifier. */
#include "corpus/who.h"

void dx_roster_titles(dixit_corpus *corpus) {
	for (uint32_t i = 0; i < dx_roster_count(corpus->roster); i++) {
		const dx_roster_person *p = dx_roster_at(corpus->roster, i);
		for (uint32_t k = 0; k < p->office_count; k++)
			dx_text_number(&corpus->arena, &corpus->identity->titles, p->offices[k].title);
	}
}

/* The key of an institution, DX_NONE where no article names it. */
static uint32_t body_key(dixit_corpus *corpus, dx_slice institution) {
	if (!institution.len) return DX_NONE;
	const dx_lexeme *l = dx_lexicon_phrase(corpus->lexicon, institution, DX_LEX_BODY);
	if (l) institution = dx_lexicon_body(corpus->lexicon, l)->name;
	dx_slice folded = dx_plain_fold(&corpus->temp, institution);
	char *key = dx_alloc_raw(&corpus->temp, folded.len + 16);
	int n = snprintf(key, folded.len + 16, "organisation/%.*s", (int)folded.len, folded.ptr);
	const dx_slot *slot = dx_map_find(&corpus->identity->keys.map, (dx_slice){key, (size_t)n}, dx_hash(key, (size_t)n));
	return slot ? slot->value : DX_NONE;
}

static void give_offices(dixit_corpus *corpus, const dx_roster_person *p, dx_traits *traits) {
	dx_identity *id = corpus->identity;
	for (uint32_t k = 0; k < p->office_count; k++) {
		const dx_roster_office *o = &p->offices[k];
		uint32_t title = dx_text_number(&corpus->arena, &id->titles, o->title);
		dx_post post = {.job = id->jobs[title].same, .count = 1, .first = DX_UNDATED, .last = DX_UNDATED};
		memcpy(post.country, o->country, sizeof post.country);
		if (o->from) {
			post.first = dx_day_number(o->from);
			post.last = o->to == DX_DAY_OPEN ? INT32_MAX / 2 : dx_day_number(o->to);
		}
		dx_traits_hold(id, traits, &post, body_key(corpus, o->institution));
	}
}

/* A figure of that name; several of one name follow each other. */
static uint32_t enlist(dixit_corpus *corpus, uint32_t person, dx_slice name) {
	dx_identity *id = corpus->identity;
	uint32_t called = dx_called_enter(corpus, name, false);
	if (called == DX_NONE) return DX_NONE;
	uint32_t f = dx_figure_new(corpus, DIXIT_PERSON, called);
	id->figures.items[f].listed = person + 1;
	id->figures.items[f].next_listed = DX_NONE;
	id->figures.items[f].form = DX_SEEN_FULL;
	return f;
}

void dx_roster_enlist(dixit_corpus *corpus) {
	dx_identity *id = corpus->identity;
	uint32_t count = dx_roster_count(corpus->roster);
	id->listed_figure = DX_NEW(&corpus->arena, uint32_t, count + 1);
	for (uint32_t i = 0; i < count; i++) {
		const dx_roster_person *p = dx_roster_at(corpus->roster, i);
		uint32_t root = id->listed_figure[i] = enlist(corpus, i, p->name);
		if (root == DX_NONE) continue;
		give_offices(corpus, p, id->figures.items[root].traits);
		for (uint32_t k = 0; k < p->alias_count; k++) {
			uint32_t alias = enlist(corpus, i, p->aliases[k]);
			if (alias == DX_NONE) continue;
			dx_figure_join(corpus, alias, root, DX_WHY_ROSTER);
			id->figures.items[alias].alias = true;
		}
	}
	id->listed_names = id->called.count;
	id->listed_of = dx_alloc_raw(&corpus->arena, (id->listed_names + 1) * sizeof(uint32_t));
	memset(id->listed_of, 0xff, (id->listed_names + 1) * sizeof(uint32_t));
	for (uint32_t f = id->figures.count; f-- > 0;) {
		uint32_t *first = &id->listed_of[id->figures.items[f].called];
		id->figures.items[f].next_listed = *first;
		*first = f;
	}
}

void dx_roster_results(dixit_corpus *corpus, dx_figure *figure) {
	const dx_roster_person *p = dx_roster_at(corpus->roster, figure->listed - 1);
	char *key = dx_alloc_raw(&corpus->arena, p->key.len + 8);
	int n = snprintf(key, p->key.len + 8, "person/%.*s", (int)p->key.len, p->key.ptr);
	figure->result.key = (dx_slice){key, (size_t)n};
	figure->result.name = p->name;
	figure->result.identifier = p->id;
	figure->in_office = DX_NEW(&corpus->arena, dx_linked, p->office_count);
	for (uint32_t k = 0; k < p->office_count; k++) {
		dx_linked *l = &figure->in_office[k];
		*l = figure->result;
		l->title = p->offices[k].title;
		memcpy(l->title_country, p->offices[k].country, sizeof l->title_country);
	}
}
