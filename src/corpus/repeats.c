#include "corpus/repeats_own.h"

#include "corpus/identity.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { SPEAKERS, SPOKEN_FOR, PIECES, HEAD }; /* what dx_said.notes begins with */
enum { PIECE_NOTES = 3 };

dx_repeats *dx_repeats_new(dixit_corpus *corpus) { return DX_NEW(&corpus->arena, dx_repeats, 1); }

/* --- the first pass ------------------------------------------------------------------------------------------------
 */

static const uint32_t *notes_of(dixit_corpus *corpus, const dixit_statement *s) {
	uint32_t n = HEAD + s->speakers.count + s->speaks_for.count + PIECE_NOTES * s->content_count;
	size_t bytes = 0;
	for (uint32_t i = 0; i < s->content_count; i++) bytes += s->content[i].text.len;
	uint32_t *notes = dx_alloc_raw(&corpus->arena, n * sizeof *notes + bytes), *to = notes;
	*to++ = s->speakers.count;
	*to++ = s->speaks_for.count;
	*to++ = s->content_count;
	for (uint32_t i = 0; i < s->speakers.count; i++) *to++ = s->speakers.items[i];
	for (uint32_t i = 0; i < s->speaks_for.count; i++) *to++ = s->speaks_for.items[i];
	char *text = (char *)(notes + n);
	for (uint32_t i = 0; i < s->content_count; i++) {
		const dixit_extent *e = &s->content[i];
		*to++ = e->start;
		*to++ = e->end;
		*to++ = (uint32_t)e->text.len;
		if (e->text.len) memcpy(text, e->text.ptr, e->text.len);
		text += e->text.len;
	}
	return notes;
}

dixit_extent *dx_said_pieces(const dx_said *said, uint32_t *count, dx_arena *arena) {
	const uint32_t *notes = said->notes;
	const uint32_t *from = notes + HEAD + notes[SPEAKERS] + notes[SPOKEN_FOR];
	*count = notes[PIECES];
	const char *text = (const char *)(from + PIECE_NOTES * *count);
	dixit_extent *out = DX_NEW(arena, dixit_extent, *count);
	for (uint32_t i = 0; i < *count; i++, from += PIECE_NOTES) {
		out[i] = (dixit_extent){from[0], from[1], {text, from[2]}};
		text += from[2];
	}
	return out;
}

void dx_said_words(const dixit_corpus *corpus, const dx_said *said, dx_spoken *out) {
	dx_arena *temp = (dx_arena *)&corpus->temp; /* for folding; what it gives out here is not kept */
	const uint32_t *notes = said->notes, *from = notes + HEAD + notes[SPEAKERS] + notes[SPOKEN_FOR];
	const char *text = (const char *)(from + PIECE_NOTES * notes[PIECES]);
	dx_spoken_start(out);
	for (uint32_t i = 0; i < notes[PIECES]; i++, from += PIECE_NOTES) {
		dx_spoken_piece(out, (dx_slice){text, from[2]}, corpus->lexicon, temp);
		text += from[2];
	}
	for (uint32_t i = 0; said->kind == DIXIT_DIRECT && i < out->count; i++) out->words[i].flags |= DX_SPOKEN_QUOTED;
}

static uint16_t at_most(uint32_t n) { return n < UINT16_MAX ? (uint16_t)n : UINT16_MAX; }

void dx_repeats_add(dixit_corpus *corpus, const dixit_record *record, uint32_t article) {
	dx_repeats *r = corpus->repeats;
	dx_copy_notes *notes = DX_PUSH(&corpus->arena, &r->articles);
	notes->first = r->said.count;
	notes->day = dx_day_parse(record->published);
	dx_copies_note(corpus, record, notes);
	for (uint32_t i = 0; i < record->statement_count; i++) {
		const dixit_statement *s = &record->statements[i];
		dx_said *said = DX_PUSH(&corpus->arena, &r->said);
		*said = (dx_said){.notes = notes_of(corpus, s), .article = article, .number = i};
		dx_evidence_carry(corpus, s, r->said.count - 1);
		said->kind = (uint8_t)s->kind;
		said->act = (uint8_t)s->act;
		said->negated = s->negated;
		said->cue = (uint32_t)dx_hash(s->cue.text.ptr, s->cue.text.len);
		dx_said_words(corpus, said, &r->left);
		said->sum = r->left.sum;
		said->words = at_most(r->left.total);
		said->prints = at_most(dx_said_prints(&r->left, NULL));
	}
}

/* --- what two statements have in common ----------------------------------------------------------------------------
 */

bool dx_days_near(dx_day a, dx_day b, int32_t most) { return a != DX_NO_DAY && b != DX_NO_DAY && abs(a - b) <= most; }

bool dx_said_accord(const dx_said *a, const dx_said *b) {
	return a->negated == b->negated && (a->act == DIXIT_DENY) == (b->act == DIXIT_DENY);
}

uint32_t dx_said_speakers(const dixit_corpus *corpus, const dx_said *said, uint64_t *out, uint32_t most) {
	uint32_t n = 0;
	for (uint32_t i = 0; i < said->notes[SPEAKERS]; i++) {
		const dx_linked *who = dx_identity_of(corpus, said->article, said->notes[HEAD + i]);
		if (who->dropped || who->silent) continue;
		if (n < most) out[n] = dx_hash((const char *)&who->as_named, sizeof who->as_named);
		n++;
	}
	return n;
}

/* Entities of the notes from `first`, `count` of them: is `number` among them? */
static bool among(const dixit_corpus *corpus, const dx_said *s, uint32_t first, uint32_t number) {
	uint32_t count = s->notes[first ? SPOKEN_FOR : SPEAKERS];
	if (first) first = s->notes[SPEAKERS];
	for (uint32_t i = 0; i < count && i < 8; i++) {
		if (dx_identity_of(corpus, s->article, s->notes[HEAD + first + i])->as_named == number) return true;
	}
	return false;
}

bool dx_said_by_same(const dixit_corpus *corpus, const dx_said *a, const dx_said *b) {
	for (uint32_t i = 0; i < a->notes[SPEAKERS] && i < 8; i++) {
		uint32_t number = dx_identity_of(corpus, a->article, a->notes[HEAD + i])->as_named;
		if (among(corpus, b, 0, number) || among(corpus, b, 1, number)) return true;
	}
	for (uint32_t i = 0; i < b->notes[SPEAKERS] && i < 8; i++) {
		if (among(corpus, a, 1, dx_identity_of(corpus, b->article, b->notes[HEAD + i])->as_named)) return true;
	}
	return false;
}

/* --- settling ------------------------------------------------------------------------------------------------------
 */

static uint32_t *numbers(dixit_corpus *corpus, uint32_t count) {
	return dx_alloc_raw(&corpus->arena, (size_t)(count + 1) * sizeof(uint32_t));
}

static void put_in_order(dixit_corpus *corpus) {
	dx_repeats *r = corpus->repeats;
	uint32_t count = corpus->articles.count, place = 0;
	r->order = numbers(corpus, r->said.count);
	r->place = numbers(corpus, r->said.count);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t first = r->articles.items[corpus->order[i]].first;
		for (uint32_t k = 0; k < corpus->articles.items[corpus->order[i]].statement_count; k++) {
			r->order[place] = first + k;
			r->place[first + k] = place++;
		}
	}
}

/* Groups as chains that rise, for dx_repeats_of(). */
static void string_up(dixit_corpus *corpus) {
	dx_repeats *r = corpus->repeats;
	uint32_t count = r->said.count, *last = DX_NEW(&corpus->temp, uint32_t, count);
	r->first = numbers(corpus, count);
	r->more = numbers(corpus, count);
	for (uint32_t i = 0; i < count; i++) { /* last[root]: place of the last member so far + 1 */
		uint32_t root = dx_groups_root(&r->groups, i);
		r->more[i] = DX_NONE;
		r->first[i] = last[root] ? r->first[last[root] - 1] : i;
		if (last[root]) r->more[last[root] - 1] = i;
		last[root] = i + 1;
	}
}

void dx_repeats_settle(dixit_corpus *corpus) {
	dx_repeats *r = corpus->repeats;
	put_in_order(corpus);
	dx_groups_init(&r->groups, r->said.count, &corpus->arena);
	dx_candidates_join(corpus);
	dx_copies_find(corpus);
	string_up(corpus);
	dx_evidence_index(corpus);
}

/* --- what came out -------------------------------------------------------------------------------------------------
 */

uint32_t dx_repeated_article(const dixit_corpus *corpus, uint32_t article) { return corpus->repeats->copied[article]; }

static uint32_t place_of(const dixit_corpus *corpus, dx_spot spot) {
	const dx_repeats *r = corpus->repeats;
	return r->place[r->articles.items[spot.article].first + spot.statement];
}

static dx_spot spot_of(const dx_said *said) { return (dx_spot){said->article, said->number}; }

dx_spot dx_repeated_statement(const dixit_corpus *corpus, uint32_t article, uint32_t statement) {
	const dx_repeats *r = corpus->repeats;
	return spot_of(dx_said_at(r, r->first[place_of(corpus, (dx_spot){article, statement})]));
}

dx_slice dx_spot_text(const dixit_corpus *corpus, dx_spot spot, dx_arena *arena) {
	dx_slice id = corpus->articles.items[spot.article].id;
	char *text = dx_alloc_raw(arena, id.len + 16);
	if (id.len) memcpy(text, id.ptr, id.len);
	int n = snprintf(text + id.len, 16, "#s%" PRIu32, spot.statement + 1);
	return (dx_slice){text, id.len + (size_t)n};
}
