/* Institutions, groups, media, places, countries: one key, one figure. National institutions are known by country and
 * kind, in whatever words ("Chinese Foreign Ministry", "Ministry of Foreign Affairs of China"); without a country they
 * are those of the article's only or main country, or of that article alone. Acronyms go to the full name that an
 * article gives them. */
#include "corpus/who.h"

#include <stdlib.h>

enum { WORDS_MAX = 12 };

typedef struct words {
	dx_slice word[WORDS_MAX];
	unsigned count;
} words;

static bool among(dx_slice s, const char *const *list) {
	for (; *list; list++)
		if (s.len == strlen(*list) && !memcmp(s.ptr, *list, s.len)) return true;
	return false;
}

/* Institutions that every country has. */
static bool national(const words *w) {
	static const char *const kinds[] = {"government", "army",       "navy",     "parliament", "cabinet",
	                                    "senate",     "presidency", "military", "police",     NULL};
	static const char *const pairs[][2] = {{"supreme", "court"}, {"constitutional", "court"}, {"central", "bank"},
	                                       {"air", "force"},     {"armed", "forces"},         {"high", "court"}};
	if (w->count == 1 && among(w->word[0], kinds)) return true;
	if (w->count > 1 && w->count <= 4 && dx_slice_eq(w->word[w->count - 1], DX_LIT("ministry"))) return true;
	if (w->count && w->count <= 6 && dx_slice_eq(w->word[0], DX_LIT("ministry"))) return true;
	for (size_t i = 0; w->count == 2 && i < sizeof pairs / sizeof *pairs; i++)
		if (dx_slice_eq(w->word[0], dx_slice_of(pairs[i][0])) && dx_slice_eq(w->word[1], dx_slice_of(pairs[i][1])))
			return true;
	return false;
}

static words split(dx_slice rest) {
	words w = {.count = 0};
	for (size_t i = 0, from = 0; i <= rest.len; i++) {
		if (i < rest.len && rest.ptr[i] != '-') continue;
		if (i > from && w.count < WORDS_MAX) w.word[w.count++] = (dx_slice){rest.ptr + from, i - from};
		from = i + 1;
	}
	return w;
}

static void drop(words *w, unsigned from, unsigned count) {
	for (unsigned i = from; i + count < w->count; i++) w->word[i] = w->word[i + count];
	w->count -= count;
}

/* Length in words of the country's name or adjective at word i; 0: it is none. */
static unsigned country_at(const dixit_corpus *corpus, const words *w, unsigned i, const char iso[2]) {
	const dx_word *word = dx_lexicon_word(corpus->lexicon, w->word[i].ptr, w->word[i].len);
	const dx_lexeme *l = word ? word->lexemes : NULL;
	uint32_t node = word ? word->node : 0;
	unsigned best = 0;
	for (unsigned n = 1; n <= 4; n++) {
		for (; l; l = l->next)
			if (l->type == DX_LEX_COUNTRY && !memcmp(dx_lexicon_country(corpus->lexicon, l)->iso, iso, 2)) best = n;
		if (!node || i + n >= w->count) break;
		word = dx_lexicon_word(corpus->lexicon, w->word[i + n].ptr, w->word[i + n].len);
		node = word ? dx_lexicon_step(corpus->lexicon, node, word) : 0;
		l = node ? dx_lexicon_at(corpus->lexicon, node) : NULL;
	}
	return best;
}

static void without_country(const dixit_corpus *corpus, words *w, const char iso[2]) {
	unsigned n = country_at(corpus, w, 0, iso);
	if (n && n < w->count) {
		drop(w, 0, n);
		return;
	}
	for (unsigned i = 1; i + 1 < w->count; i++) {
		if (!dx_slice_eq(w->word[i], DX_LIT("of"))) continue;
		unsigned at = i + 1 + (dx_slice_eq(w->word[i + 1], DX_LIT("the")) && i + 2 < w->count);
		n = country_at(corpus, w, at, iso);
		if (n && at + n == w->count) {
			w->count = i;
			return;
		}
	}
}

/* "foreign-ministry", "ministry-of-foreign-affairs" → foreign ministry, in one order, in `out`. */
static dx_slice plain_kind(words *w, char out[128]) {
	static const char *const idle[] = {"of", "the", "and", "affairs", "for", NULL};
	size_t o = 0;
	bool ministry = false;
	for (unsigned i = 0; i < w->count; i++) {
		dx_slice s = w->word[i];
		if (dx_slice_eq(s, DX_LIT("ministry"))) {
			ministry = true;
			continue;
		}
		if (among(s, idle) || o + s.len + 12 > 128) continue;
		if (dx_slice_eq(s, DX_LIT("defence"))) s = DX_LIT("defense");
		memcpy(out + o, s.ptr, s.len);
		o += s.len;
		out[o++] = '-';
	}
	if (ministry) memcpy(out + o, "ministry", 8);
	return (dx_slice){out, ministry ? o + 8 : o ? o - 1 : 0};
}

typedef struct sorting {
	dixit_corpus *corpus;
	uint32_t *by_key; /* key → figure */
	dx_map kinds;     /* country and kind → figure */
} sorting;

static dx_slice rest_of(const dx_identity *id, uint32_t key) {
	dx_slice k = id->keys.items.items[key];
	const char *slash = memchr(k.ptr, '/', k.len);
	return slash ? (dx_slice){slash + 1, (size_t)(k.ptr + k.len - slash - 1)} : k;
}

static uint32_t figure_of_key(sorting *s, uint32_t seen) {
	dx_identity *id = s->corpus->identity;
	const dx_seen *e = &id->seen.items[seen];
	if (s->by_key[e->key] == DX_NONE) s->by_key[e->key] = dx_figure_new(s->corpus, e->type, DX_NONE);
	return s->by_key[e->key];
}

/* The institution of that kind and country: all its keys are one. */
static void place_national(sorting *s, uint32_t seen, const char iso[2]) {
	dixit_corpus *corpus = s->corpus;
	dx_identity *id = corpus->identity;
	words w = split(rest_of(id, id->seen.items[seen].key));
	without_country(corpus, &w, iso);
	char kind[128], key[140];
	dx_slice plain = plain_kind(&w, kind);
	int n = snprintf(key, sizeof key, "%.2s/%.*s", iso, (int)plain.len, plain.ptr);
	dx_slice known = {dx_strndup(&corpus->temp, key, (size_t)n), (size_t)n};
	bool added;
	dx_slot *slot = dx_map_put(&s->kinds, known, id->figures.count, &added);
	if (added) {
		uint32_t f = dx_figure_new(corpus, DIXIT_ORGANISATION, DX_NONE);
		dx_figure *figure = &id->figures.items[f];
		memcpy(figure->result.country, iso, 2);
		const dx_country *c = dx_lexicon_country_of(corpus->lexicon, figure->result.country);
		dx_slice country = c ? dx_plain_fold(&corpus->temp, c->name) : (dx_slice){iso, 2};
		char *made = dx_alloc_raw(&corpus->arena, 16 + country.len + plain.len);
		n = snprintf(made, 16 + country.len + plain.len, "organisation/%.*s-%.*s", (int)country.len, country.ptr,
		             (int)plain.len, plain.ptr);
		figure->own_key = (dx_slice){made, (size_t)n};
		figure->why = DX_WHY_INSTITUTION;
	}
	dx_figure_take(corpus, slot->value, seen);
}

/* The only country that the article names, or the one it names three times as often as the next. */
static bool main_country(const dx_identity *id, uint32_t seen, char out[2]) {
	enum { SEEN_MAX = 16 };
	uint32_t place = id->place[seen];
	struct {
		char iso[2];
		uint32_t mentions;
	} land[SEEN_MAX];
	unsigned count = 0;
	for (uint32_t i = id->begin[place]; i < id->begin[place + 1]; i++) {
		const dx_seen *s = &id->seen.items[i];
		if (!s->country[0]) continue;
		unsigned k = 0;
		while (k < count && memcmp(land[k].iso, s->country, 2)) k++;
		if (k == SEEN_MAX) return false;
		if (k == count) {
			memcpy(land[count].iso, s->country, 2);
			land[count++].mentions = 0;
		}
		land[k].mentions += s->mentions;
	}
	unsigned best = 0, second = count;
	for (unsigned k = 1; k < count; k++) {
		if (land[k].mentions > land[best].mentions) {
			second = best;
			best = k;
		} else if (second == count || land[k].mentions > land[second].mentions) {
			second = k;
		}
	}
	if (!count || (second < count && land[best].mentions < 3 * land[second].mentions)) return false;
	memcpy(out, land[best].iso, 2);
	return true;
}

/* The country of whoever has an office in it: "Foreign Minister X of Chad … the ministry". */
static bool holders_country(const dx_identity *id, uint32_t seen, char out[2]) {
	uint32_t place = id->place[seen];
	bool found = false;
	for (uint32_t i = id->begin[place]; i < id->begin[place + 1]; i++) {
		const dx_seen *s = &id->seen.items[i];
		for (uint32_t k = 0; k < s->held_count; k++) {
			const dx_held *held = &id->held.items[s->held + k];
			const char *iso = held->country[0] ? held->country : s->country;
			if (held->body != id->seen.items[seen].key || !iso[0]) continue;
			if (found && memcmp(out, iso, 2)) return false;
			memcpy(out, iso, 2);
			found = true;
		}
	}
	return found;
}

static void place_alone(sorting *s, uint32_t seen) {
	dx_identity *id = s->corpus->identity;
	uint32_t f = dx_figure_new(s->corpus, DIXIT_ORGANISATION, DX_NONE);
	id->figures.items[f].vague = true;
	dx_figure_take(s->corpus, f, seen);
}

static void place_thing(sorting *s, uint32_t seen) {
	dx_identity *id = s->corpus->identity;
	const dx_seen *e = &id->seen.items[seen];
	char iso[3] = "";
	memcpy(iso, e->country, 2);
	if (e->type == DIXIT_ORGANISATION) {
		words w = split(rest_of(id, e->key));
		if (iso[0]) without_country(s->corpus, &w, iso);
		if (national(&w)) {
			if (!iso[0] && !holders_country(id, seen, iso)) main_country(id, seen, iso);
			if (iso[0])
				place_national(s, seen, iso);
			else
				place_alone(s, seen);
			return;
		}
	}
	dx_figure_take(s->corpus, figure_of_key(s, seen), seen);
}

/* --- acronyms ------------------------------------------------------------------------------------------------- */

typedef struct claim {
	uint32_t alias, figure;
} claim;

static int by_alias(const void *a, const void *b) {
	const claim *x = a, *y = b;
	if (x->alias != y->alias) return x->alias < y->alias ? -1 : 1;
	return (x->figure > y->figure) - (x->figure < y->figure);
}

static bool countries_agree(const dx_identity *id, uint32_t a, uint32_t b) {
	const dx_figure *f = &id->figures.items[a], *g = &id->figures.items[b];
	const char *x = id->seen.items[f->seen.items[0]].country, *y = id->seen.items[g->seen.items[0]].country;
	return !x[0] || !y[0] || !memcmp(x, y, 2);
}

/* An acronym that only one institution claims is that institution where it stands alone. */
static void join_acronyms(sorting *s) {
	dixit_corpus *corpus = s->corpus;
	dx_identity *id = corpus->identity;
	DX_VEC(claim) claims = {0};
	for (uint32_t i = 0; i < id->also.count; i++) {
		const dx_also *also = &id->also.items[i];
		if (s->by_key[also->key] == DX_NONE || id->figures.items[s->by_key[also->key]].type != DIXIT_ORGANISATION)
			continue;
		dx_slice folded = dx_plain_fold(&corpus->temp, id->names.items.items[also->alias]);
		char *key = dx_alloc_raw(&corpus->temp, folded.len + 16);
		int n = snprintf(key, folded.len + 16, "organisation/%.*s", (int)folded.len, folded.ptr);
		const dx_slot *slot = dx_map_find(&id->keys.map, (dx_slice){key, (size_t)n}, dx_hash(key, (size_t)n));
		if (!slot || s->by_key[slot->value] == DX_NONE || slot->value == also->key) continue;
		*DX_PUSH(&corpus->temp, &claims) = (claim){s->by_key[slot->value], s->by_key[also->key]};
	}
	if (claims.count > 1) qsort(claims.items, claims.count, sizeof *claims.items, by_alias);
	for (uint32_t i = 0; i < claims.count;) {
		const claim *c = &claims.items[i];
		bool rival = false;
		uint32_t end = i + 1;
		for (; end < claims.count && claims.items[end].alias == c->alias; end++)
			rival |= dx_figure_root(id, claims.items[end].figure) != dx_figure_root(id, c->figure);
		uint32_t into = dx_figure_root(id, c->figure);
		if (!rival && into != c->alias && id->figures.items[c->alias].same == c->alias &&
		    countries_agree(id, c->alias, c->figure))
			dx_figure_join(corpus, c->alias, into, DX_WHY_ACRONYM);
		i = end;
	}
}

void dx_bodies_place(dixit_corpus *corpus) {
	dx_identity *id = corpus->identity;
	sorting s = {.corpus = corpus};
	uint32_t keys = id->keys.items.count;
	s.by_key = dx_alloc_raw(&corpus->temp, (keys + 1) * sizeof(uint32_t));
	memset(s.by_key, 0xff, (keys + 1) * sizeof(uint32_t));
	dx_map_init(&s.kinds, &corpus->temp, 256);
	for (uint32_t i = 0; i < id->seen.count; i++)
		if (id->seen.items[i].type != DIXIT_PERSON) place_thing(&s, i);
	join_acronyms(&s);
}
