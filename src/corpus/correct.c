/* What the user's corrections say, on top of all that was found out. An entity that a correction changes gets a figure
 * of the key to have: the one that has it already, or a new one. */
#include "corpus/who.h"

typedef struct correcting {
	dixit_corpus *corpus;
	dx_map by_key; /* final key → figure */
} correcting;

static uint32_t figure_of_key(correcting *c, const dx_correction *want, uint32_t from) {
	dx_identity *id = c->corpus->identity;
	const dx_slot *slot = dx_map_find(&c->by_key, want->key, dx_hash(want->key.ptr, want->key.len));
	if (slot) return slot->value;
	uint32_t f = dx_figure_new(c->corpus, id->figures.items[from].type, DX_NONE);
	dx_figure *figure = &id->figures.items[f];
	figure->result = id->figures.items[from].result;
	figure->result.key = want->key;
	figure->result.number = figure->result.as_named = f;
	figure->result.identifier = (dx_slice){0};
	dx_map_put(&c->by_key, want->key, f, NULL);
	return f;
}

static void set_all(dx_figure *f, const dx_roster *roster, const dx_correction *want) {
	uint32_t offices = f->in_office ? dx_roster_at(roster, f->listed - 1)->office_count : 0;
	for (uint32_t i = 0; i <= offices; i++) {
		dx_linked *l = i ? &f->in_office[i - 1] : &f->result;
		if (want->name.len) l->name = want->name;
		l->dropped |= want->drop;
		l->silent |= want->not_a_speaker;
	}
}

void dx_corrections_apply(dixit_corpus *corpus) {
	dx_identity *id = corpus->identity;
	correcting c = {.corpus = corpus};
	dx_map_init(&c.by_key, &corpus->temp, id->figures.count + 16);
	for (uint32_t i = 0; i < id->figures.count; i++)
		if (id->figures.items[i].same == i && id->figures.items[i].result.key.len)
			dx_map_put(&c.by_key, id->figures.items[i].result.key, i, NULL);
	id->corrected = DX_NEW(&corpus->temp, bool, id->seen.count + 1);
	for (uint32_t i = 0; i < id->seen.count; i++) {
		uint32_t root = dx_figure_root(id, id->figure_of[i]);
		dx_slice article = corpus->articles.items[corpus->order[id->place[i]]].id;
		dx_correction want = dx_corrections_of(corpus->corrections, id->figures.items[root].result.key, article);
		if (want.changed) {
			uint32_t to = figure_of_key(&c, &want, root);
			id->figure_of[i] = to;
			id->corrected[i] = true;
			root = to;
		}
		if (want.name.len || want.drop || want.not_a_speaker) set_all(&id->figures.items[root], corpus->roster, &want);
	}
}
