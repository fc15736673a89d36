/* What comes out of settling: one key, name and country for each figure, and the list of merges. A figure is called
 * as most articles call it; figures that would have one key get what tells them apart behind it. */
#include "corpus/who.h"

#include <stdlib.h>

static const char *const why_names[] = {
    [DX_WHY_SAME] = "spelling",
    [DX_WHY_SPELLING] = "spelling",
    [DX_WHY_ALIAS] = "alias",
    [DX_WHY_ORDER] = "order of names",
    [DX_WHY_MIDDLE] = "middle name",
    [DX_WHY_NICKNAME] = "nickname",
    [DX_WHY_INITIAL] = "initial",
    [DX_WHY_DOUBLE] = "double surname",
    [DX_WHY_SUFFIX] = "suffix",
    [DX_WHY_SURNAME] = "surname",
    [DX_WHY_SURNAME_COUNTRY] = "surname and country",
    [DX_WHY_SURNAME_OFFICE] = "surname and office",
    [DX_WHY_OFFICE] = "office",
    [DX_WHY_NAMESAKE] = "namesake",
    [DX_WHY_INSTITUTION] = "institution",
    [DX_WHY_ACRONYM] = "acronym",
    [DX_WHY_ROSTER] = "roster",
    [DX_WHY_CORRECTION] = "correction",
};

/* A name that a figure bears in articles. */
typedef struct bearing {
	uint32_t root, name, key, figure;
	uint32_t articles;
	uint8_t rank; /* 2 full name, 1 with an initial in place of the given name or a surname, 0 none */
} bearing;

typedef struct finishing {
	dixit_corpus *corpus;
	DX_VEC(bearing) names;
	dx_map known;
	uint32_t *best; /* figure → its best bearing, DX_NONE */
} finishing;

static uint8_t rank_of(const dx_identity *id, const dx_seen *s) {
	if (s->type != DIXIT_PERSON) { /* an institution is not called by its acronym, nor without its country */
		dx_slice name = id->names.items.items[s->name];
		return s->country[0] && memchr(name.ptr, ' ', name.len) ? 2 : s->country[0] || memchr(name.ptr, ' ', name.len);
	}
	if (s->form == DX_SEEN_NAMELESS) return 0;
	uint32_t called = dx_called_number(id, s);
	return s->form == DX_SEEN_FULL && called != DX_NONE && !id->called.items[called].given ? 2 : 1;
}

static void note_name(finishing *f, uint32_t seen) {
	dx_identity *id = f->corpus->identity;
	const dx_seen *s = &id->seen.items[seen];
	uint32_t figure = id->figure_of[seen];
	uint32_t parts[2] = {figure, s->name};
	dx_slice key = {(const char *)parts, sizeof parts};
	const dx_slot *slot = dx_map_find(&f->known, key, dx_hash(key.ptr, key.len));
	if (!slot) {
		key.ptr = dx_strndup(&f->corpus->temp, key.ptr, key.len);
		slot = dx_map_put(&f->known, key, f->names.count, NULL);
		*DX_PUSH(&f->corpus->temp, &f->names) =
		    (bearing){dx_figure_root(id, figure), s->name, s->key, figure, 0, rank_of(id, s)};
	}
	f->names.items[slot->value].articles++;
}

/* The better name: complete, then frequent, then long, then by letters. */
static bool better(const dx_identity *id, const bearing *a, const bearing *b) {
	if (a->rank != b->rank) return a->rank > b->rank;
	if (a->articles != b->articles) return a->articles > b->articles;
	dx_slice x = id->names.items.items[a->name], y = id->names.items.items[b->name];
	return x.len != y.len ? x.len > y.len : dx_slice_cmp(x, y) < 0;
}

static int by_root(const void *a, const void *b) {
	const bearing *x = a, *y = b;
	if (x->root != y->root) return x->root < y->root ? -1 : 1;
	if (x->name != y->name) return x->name < y->name ? -1 : 1;
	return (x->figure > y->figure) - (x->figure < y->figure);
}

/* The best name of each root; one name of several of its figures counts together. */
static void choose_names(finishing *f) {
	dx_identity *id = f->corpus->identity;
	bearing *n = f->names.items;
	if (f->names.count > 1) qsort(n, f->names.count, sizeof *n, by_root);
	f->best = dx_alloc_raw(&f->corpus->temp, (id->figures.count + 1) * sizeof(uint32_t));
	memset(f->best, 0xff, (id->figures.count + 1) * sizeof(uint32_t));
	for (uint32_t i = 0; i < f->names.count; i++) {
		if (i && n[i].root == n[i - 1].root && n[i].name == n[i - 1].name) n[i].articles += n[i - 1].articles;
		uint32_t *best = &f->best[n[i].root];
		if (*best == DX_NONE || better(id, &n[i], &n[*best])) *best = i;
	}
}

static void choose_country(dx_identity *id, dx_figure *f) {
	if (f->result.country[0]) return;
	if (f->traits) {
		uint16_t most = 0;
		for (unsigned i = 0; i < f->traits->land_count; i++) {
			const dx_land *l = &f->traits->lands[i];
			bool more = l->count > most || (l->count == most && memcmp(l->iso, f->result.country, 2) < 0);
			if (more) memcpy(f->result.country, l->iso, 2);
			if (more) most = l->count;
		}
		return;
	}
	uint32_t lead = 0; /* Boyer and Moore: whoever has more than half */
	for (uint32_t i = 0; i < f->seen.count; i++) {
		const char *iso = id->seen.items[f->seen.items[i]].country;
		if (!iso[0]) continue;
		bool same = !memcmp(iso, f->result.country, 2);
		if (!lead && !same) memcpy(f->result.country, iso, 2);
		lead = same || !lead ? lead + 1 : lead - 1;
	}
}

static dx_slice joined(dx_arena *arena, dx_slice a, char between, dx_slice b) {
	char *s = dx_alloc_raw(arena, a.len + b.len + 2);
	memcpy(s, a.ptr, a.len);
	s[a.len] = between;
	if (b.len) memcpy(s + a.len + 1, b.ptr, b.len);
	return (dx_slice){s, a.len + 1 + b.len};
}

/* The article that names the figure first: what is left to tell it by. */
static dx_slice by_article(dixit_corpus *corpus, const dx_figure *f) {
	const dx_identity *id = corpus->identity;
	dx_slice text = corpus->articles.items[corpus->order[id->place[f->seen.items[0]]]].id;
	char *s = dx_strndup(&corpus->arena, text.ptr, text.len);
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)s[i] <= ' ') s[i] = '-';
	return (dx_slice){s, text.len};
}

/* Ways to tell namesakes apart, the first ones first; len 0: this one says nothing. */
static dx_slice told_by(dixit_corpus *corpus, const dx_figure *f, unsigned way) {
	const dx_identity *id = corpus->identity;
	const dx_traits *t = f->traits;
	switch (way) {
	case 0: return dx_slice_of(f->result.country);
	case 1: {
		if (!t || !t->body_count) return (dx_slice){0};
		dx_slice key = id->keys.items.items[t->bodies[0].key];
		const char *slash = memchr(key.ptr, '/', key.len);
		return slash ? (dx_slice){slash + 1, (size_t)(key.ptr + key.len - slash - 1)} : key;
	}
	case 2: return t && t->post_count ? dx_plain_fold(&corpus->arena, id->jobs[t->posts[0].job].text) : (dx_slice){0};
	default: return by_article(corpus, f);
	}
}

typedef struct keyed {
	uint32_t key, figure;
} keyed;

static int by_key(const void *a, const void *b) {
	const keyed *x = a, *y = b;
	if (x->key != y->key) return x->key < y->key ? -1 : 1;
	return (x->figure > y->figure) - (x->figure < y->figure);
}

static bool told_apart(dixit_corpus *corpus, const keyed *group, uint32_t count, unsigned way) {
	enum { GROUP_MAX = 16 };
	dx_slice told[GROUP_MAX];
	if (count > GROUP_MAX) return false;
	for (uint32_t i = 0; i < count; i++) {
		told[i] = told_by(corpus, &corpus->identity->figures.items[group[i].figure], way);
		for (uint32_t k = 0; k < i; k++)
			if (dx_slice_eq(told[i], told[k])) return false;
	}
	return true;
}

/* "George W. Bush", "George H. W. Bush": the keys leave initials out, here they tell. */
static bool told_by_name(dixit_corpus *corpus, const keyed *group, uint32_t count) {
	dx_identity *id = corpus->identity;
	if (count > 8) return false;
	dx_slice folded[8];
	for (uint32_t i = 0; i < count; i++) {
		folded[i] = dx_plain_fold(&corpus->arena, id->figures.items[group[i].figure].result.name);
		for (uint32_t k = 0; k < i; k++)
			if (dx_slice_eq(folded[i], folded[k])) return false;
	}
	for (uint32_t i = 0; i < count; i++)
		id->figures.items[group[i].figure].result.key = joined(&corpus->arena, DX_LIT("person"), '/', folded[i]);
	return true;
}

/* `listed`: somebody of the roster has the key already. */
static void tell_apart(dixit_corpus *corpus, const keyed *group, uint32_t count, bool listed) {
	dx_identity *id = corpus->identity;
	if (!listed && (count < 2 || told_by_name(corpus, group, count))) return;
	unsigned way = 0;
	while (way < 3 && !told_apart(corpus, group, count, way)) way++;
	while (listed && count == 1 && way < 3 && !told_by(corpus, &id->figures.items[group->figure], way).len) way++;
	for (uint32_t i = 0; i < count; i++) {
		dx_figure *f = &id->figures.items[group[i].figure];
		dx_slice told = told_by(corpus, f, way);
		if (told.len) f->result.key = joined(&corpus->arena, f->result.key, '@', told);
	}
}

static void give_results(finishing *f) {
	dixit_corpus *corpus = f->corpus;
	dx_identity *id = corpus->identity;
	DX_VEC(keyed) people = {0};
	dx_map listed;
	dx_map_init(&listed, &corpus->temp, 64);
	for (uint32_t i = 0; i < id->figures.count; i++) {
		dx_figure *figure = &id->figures.items[i];
		if (figure->same != i || f->best[i] == DX_NONE) continue;
		const bearing *best = &f->names.items[f->best[i]];
		bool known = figure->type != DIXIT_PERSON || figure->form == DX_SEEN_FULL || figure->size > 1 || figure->listed;
		figure->result.number = i;
		figure->result.as_named = known ? i : id->figures.count + best->key;
		figure->result.name = id->names.items.items[best->name];
		bool ours = !figure->own_key.len || (best->rank && id->articles[best->key] == best->articles);
		figure->result.key = ours ? id->keys.items.items[best->key] : figure->own_key;
		choose_country(id, figure);
		if (figure->listed) {
			dx_roster_results(corpus, figure);
			dx_map_put(&listed, figure->result.key, i, NULL);
			continue;
		}
		if (figure->vague && (figure->type != DIXIT_PERSON || figure->form == DX_SEEN_NAMELESS))
			figure->result.key = joined(&corpus->arena, figure->result.key, '@', by_article(corpus, figure));
		else if (figure->type == DIXIT_PERSON && figure->form != DX_SEEN_NAMELESS)
			*DX_PUSH(&corpus->temp, &people) = (keyed){best->key, i};
	}
	if (people.count > 1) qsort(people.items, people.count, sizeof *people.items, by_key);
	for (uint32_t i = 0; i < people.count;) {
		uint32_t end = i + 1;
		while (end < people.count && people.items[end].key == people.items[i].key) end++;
		dx_slice key = id->keys.items.items[people.items[i].key];
		tell_apart(corpus, people.items + i, end - i, dx_map_find(&listed, key, dx_hash(key.ptr, key.len)) != NULL);
		i = end;
	}
}

/* What no step took in stands alone. */
static void take_rest(dixit_corpus *corpus) {
	dx_identity *id = corpus->identity;
	for (uint32_t i = 0; i < id->seen.count; i++) {
		if (id->figure_of[i] != DX_NONE) continue;
		uint32_t f = dx_figure_new(corpus, id->seen.items[i].type, DX_NONE);
		id->figures.items[f].form = DX_SEEN_NAMELESS;
		id->figures.items[f].vague = true;
		dx_figure_take(corpus, f, i);
	}
}

/* Why an entity with this key became the root's; DX_WHY_NOT: it did not, its key says the same. */
static uint8_t why_of(const finishing *f, const dx_seen *s, uint32_t figure, uint32_t root) {
	const dx_identity *id = f->corpus->identity;
	const dx_figure *own = &id->figures.items[figure], *whole = &id->figures.items[root];
	const bearing *best = &f->names.items[f->best[root]];
	if (dx_slice_eq(id->keys.items.items[s->key], whole->result.key)) return DX_WHY_NOT;
	if (s->key == best->key && own->vague) return DX_WHY_NOT; /* an office of one article */
	if (own->own_key.len) return DX_WHY_INSTITUTION;
	if (s->key == best->key && !whole->listed) return DX_WHY_NAMESAKE;
	uint8_t why = figure != root ? own->why : id->figures.items[best->figure].why;
	return whole->listed && why < DX_WHY_SURNAME ? DX_WHY_ROSTER : why;
}

static int by_merge(const void *a, const void *b) {
	const dx_merge *x = a, *y = b;
	if (x->key != y->key) return x->key < y->key ? -1 : 1;
	if (x->root != y->root) return x->root < y->root ? -1 : 1;
	return (x->why > y->why) - (x->why < y->why);
}

static void list_merges(const finishing *f) {
	dixit_corpus *corpus = f->corpus;
	dx_identity *id = corpus->identity;
	DX_VEC(dx_merge) all = {0};
	for (uint32_t i = 0; i < id->seen.count; i++) {
		const dx_seen *s = &id->seen.items[i];
		uint32_t figure = id->figure_of[i], root = dx_figure_root(id, figure);
		uint8_t why = id->corrected && id->corrected[i] ? DX_WHY_CORRECTION : why_of(f, s, figure, root);
		if (why != DX_WHY_NOT) *DX_PUSH(&corpus->temp, &all) = (dx_merge){s->key, root, 1, why};
	}
	if (all.count > 1) qsort(all.items, all.count, sizeof *all.items, by_merge);
	for (uint32_t i = 0; i < all.count; i++) {
		if (id->merges.count && !by_merge(&DX_LAST(&id->merges), &all.items[i]))
			DX_LAST(&id->merges).articles++;
		else
			*DX_PUSH(&corpus->arena, &id->merges) = all.items[i];
	}
}

void dx_figures_finish(dixit_corpus *corpus) {
	dx_identity *id = corpus->identity;
	finishing f = {.corpus = corpus};
	take_rest(corpus);
	dx_map_init(&f.known, &corpus->temp, id->figures.count + 16);
	for (uint32_t i = 0; i < id->seen.count; i++) note_name(&f, i);
	choose_names(&f);
	give_results(&f);
	if (corpus->corrections) dx_corrections_apply(corpus);
	list_merges(&f);
}

typedef struct line {
	dx_slice key, into;
	const char *why;
	uint32_t articles;
} line;

static int by_line(const void *a, const void *b) {
	const line *x = a, *y = b;
	int order = dx_slice_cmp(x->key, y->key);
	if (!order) order = dx_slice_cmp(x->into, y->into);
	return order ? order : strcmp(x->why, y->why);
}

void dx_identity_merges(const dixit_corpus *corpus, dx_buf *out) {
	const dx_identity *id = corpus->identity;
	dx_buf_str(out, "key\tinto\treason\tarticles\n");
	dx_buf room = {0};
	line *lines = (line *)dx_buf_room(&room, (id->merges.count + 1) * sizeof *lines);
	out->failed |= room.failed;
	for (uint32_t i = 0; lines && i < id->merges.count; i++) {
		const dx_merge *m = &id->merges.items[i];
		lines[i] =
		    (line){id->keys.items.items[m->key], id->figures.items[m->root].result.key, why_names[m->why], m->articles};
	}
	if (lines && id->merges.count > 1) qsort(lines, id->merges.count, sizeof *lines, by_line);
	for (uint32_t i = 0; lines && i < id->merges.count; i++) {
		dx_buf_slice(out, lines[i].key);
		dx_buf_char(out, '\t');
		dx_buf_slice(out, lines[i].into);
		dx_buf_printf(out, "\t%s\t%u\n", lines[i].why, lines[i].articles);
	}
	dx_buf_free(&room);
}
