#include "corpus/alike.h"

#include <string.h>

enum {
	RUN = 3,          /* words of the shortest run */
	RUNS_MAX = 96,    /* runs that are chained; what a pair of statements has beyond is left */
	TRIES = 12,       /* places of the same three words that are looked at */
	TABLE = 2048,     /* buckets */
	NOWHERE = 0xFFFF, /* end of a bucket */
	EXCHANGED = 3,    /* words that an editor exchanges at one place, or leaves out in the middle without a sign */
	LONG_RUN = 8,
	FIRM = 6 /* words in quotation marks that suffice, whatever stands around them */
};

typedef struct run {
	uint32_t a, b, length;
	uint32_t best, before; /* words of the chain that ends here, run before it + 1 */
} run;

typedef struct pair {
	const dx_spoken *a, *b;
	bool firm; /* only what stands in quotation marks counts */
	run runs[RUNS_MAX];
	uint32_t count;
} pair;

/* Words [first, last) of one side at a place where the two differ. */
typedef struct side {
	const dx_spoken *spoken;
	uint32_t first, last;
} side;

static uint32_t bucket(const dx_spoken_word *w) {
	uint64_t h = w[0].hash * 0x9e3779b97f4a7c15u + w[1].hash * 0xbf58476d1ce4e5b9u + w[2].hash * 0x94d049bb133111ebu;
	return (uint32_t)(h >> 53);
}

static bool same_three(const dx_spoken_word *a, const dx_spoken_word *b) {
	return a[0].hash == b[0].hash && a[1].hash == b[1].hash && a[2].hash == b[2].hash;
}

/* All common runs that can't be made longer, in the order of `a`. */
static void find_runs(pair *p) {
	uint16_t heads[TABLE], next[DX_SPOKEN_MAX] = {0};
	const dx_spoken_word *a = p->a->words, *b = p->b->words;
	uint32_t an = p->a->count, bn = p->b->count;
	memset(heads, 0xFF, sizeof heads);
	for (uint32_t k = bn >= RUN ? bn - RUN + 1 : 0; k-- > 0;) {
		uint32_t h = bucket(b + k);
		next[k] = heads[h];
		heads[h] = (uint16_t)k;
	}
	for (uint32_t i = 0; i + RUN <= an; i++) {
		uint32_t tries = 0;
		for (uint32_t k = heads[bucket(a + i)]; k != NOWHERE && tries < TRIES; k = next[k], tries++) {
			bool inside = i && k && a[i - 1].hash == b[k - 1].hash;
			if (inside || !same_three(a + i, b + k)) continue;
			uint32_t n = RUN;
			while (i + n < an && k + n < bn && a[i + n].hash == b[k + n].hash) n++;
			if (p->count < RUNS_MAX) p->runs[p->count++] = (run){i, k, n, n, 0};
		}
	}
}

/* The heaviest chain of runs that rise on both sides, as its last run + 1; 0: there are none. */
static uint32_t chain(pair *p) {
	uint32_t last = 0;
	for (uint32_t i = 0; i < p->count; i++) {
		run *r = &p->runs[i];
		for (uint32_t k = 0; k < i; k++) {
			const run *q = &p->runs[k];
			if (q->a + q->length > r->a || q->b + q->length > r->b || q->best + r->length <= r->best) continue;
			r->best = q->best + r->length;
			r->before = k + 1;
		}
		if (!last || r->best > p->runs[last - 1].best) last = i + 1;
	}
	return last;
}

static uint32_t size(side s) { return s.last - s.first; }

/* Flags of its words, or those that it has and the other side lacks where `than` is given. */
static uint8_t flags_in(side s) {
	uint8_t flags = 0;
	for (uint32_t i = s.first; i < s.last; i++) flags |= s.spoken->words[i].flags;
	return flags;
}

static bool has_flag(const dx_spoken *s, uint32_t i, uint8_t flag) {
	return i < s->count ? (s->words[i].flags & flag) != 0 : true;
}

/* May words be missing here: is there a sign of it, or do sentences begin on both sides of the cut? */
static bool cut_here(side empty, side full) {
	if (has_flag(empty.spoken, empty.last, DX_SPOKEN_GAP)) return true;
	return has_flag(full.spoken, full.first, DX_SPOKEN_OPENS) && has_flag(full.spoken, full.last, DX_SPOKEN_OPENS);
}

/* "EU" and "European Union": the one word is the first letters of the others, function words left out or not. */
static bool acronym_of(side one, side more) {
	if (size(one) != 1 || size(more) < 2) return false;
	const dx_spoken_word *w = &one.spoken->words[one.first];
	uint32_t n = 0;
	for (uint32_t i = more.first; i < more.last; i++) {
		if (n < w->length && n < sizeof w->start && more.spoken->words[i].start[0] == w->start[n])
			n++;
		else if (!(more.spoken->words[i].flags & DX_SPOKEN_PLAIN))
			return false;
	}
	return n == w->length;
}

/* Is what stands on the two sides the same but for what an editor exchanges? */
static bool exchanged(side a, side b) {
	uint8_t in_a = flags_in(a), in_b = flags_in(b);
	if ((in_a | in_b) & DX_SPOKEN_BRACKET) return size(a) <= 2 * EXCHANGED && size(b) <= 2 * EXCHANGED;
	if (acronym_of(a, b) || acronym_of(b, a)) return true;
	if (size(a) > EXCHANGED || size(b) > EXCHANGED) return false;
	if ((in_a | in_b) & DX_SPOKEN_NUMBER || (in_a ^ in_b) & DX_SPOKEN_NOT) return false;
	return !(in_a & in_b & DX_SPOKEN_NAME);
}

/* Does what one side has more, and the other has not at all, let them be one statement? */
static bool left_out(side empty, side full, bool at_end) {
	if (at_end) { /* a piece of a longer one; but "accept this" is no piece of "we will not accept this" */
		uint32_t near = full.last == full.spoken->count ? full.last : full.last - (size(full) < 2 ? size(full) : 2);
		return !(flags_in((side){full.spoken, near, full.last}) & DX_SPOKEN_NOT);
	}
	if (cut_here(empty, full)) return true;
	uint8_t flags = flags_in(full);
	if (flags & DX_SPOKEN_BRACKET) return size(full) <= 2 * EXCHANGED;
	return size(full) <= EXCHANGED && !(flags & (DX_SPOKEN_NUMBER | DX_SPOKEN_NOT));
}

/* Only the reporter's words? They may differ. */
static bool unquoted(const pair *p, side s) { return p->firm && size(s) && !(flags_in(s) & DX_SPOKEN_QUOTED); }

/* Equal words at the ends of the place, too few for a run. */
static void trim(side *a, side *b) {
	const dx_spoken_word *x = a->spoken->words, *y = b->spoken->words;
	for (; size(*a) && size(*b) && x[a->first].hash == y[b->first].hash; a->first++) b->first++;
	for (; size(*a) && size(*b) && x[a->last - 1].hash == y[b->last - 1].hash; a->last--) b->last--;
}

static bool bridged(const pair *p, side a, side b, bool at_end) {
	trim(&a, &b);
	if (!size(a) && !size(b)) return true;
	if (unquoted(p, a) || unquoted(p, b)) return true;
	if (!size(a)) return left_out(a, b, at_end);
	if (!size(b)) return left_out(b, a, at_end);
	if (exchanged(a, b)) return true;
	/* "A … x" against "A y z x": what the ellipsis left out, and a word */
	bool signs = has_flag(a.spoken, a.last, DX_SPOKEN_GAP) || has_flag(b.spoken, b.last, DX_SPOKEN_GAP);
	return signs && !at_end && (size(a) <= 1 || size(b) <= 1);
}

typedef struct sums {
	uint32_t a, b, content, longest; /* firm words covered in a and b; words of content; longest run */
	uint32_t differing;              /* words exchanged */
	bool good;
} sums;

static bool counts(const pair *p, const dx_spoken_word *w) { return !p->firm || w->flags & DX_SPOKEN_QUOTED; }

static void cover(const pair *p, const run *r, sums *s) {
	for (uint32_t i = 0; i < r->length; i++) {
		const dx_spoken_word *a = &p->a->words[r->a + i], *b = &p->b->words[r->b + i];
		s->a += counts(p, a);
		s->b += counts(p, b);
		s->content += !(a->flags & DX_SPOKEN_PLAIN) && counts(p, a) && counts(p, b);
	}
	if (r->length > s->longest) s->longest = r->length;
}

static void bridge(const pair *p, const run *left, const run *right, sums *s) {
	side a = {p->a, left ? left->a + left->length : 0, right ? right->a : p->a->count};
	side b = {p->b, left ? left->b + left->length : 0, right ? right->b : p->b->count};
	s->good = s->good && bridged(p, a, b, !left || !right);
	if (size(a) && size(b) && !unquoted(p, a) && !unquoted(p, b)) s->differing += size(a) < size(b) ? size(b) : size(a);
}

static uint32_t firm_words(const pair *p, const dx_spoken *s) {
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->count; i++) n += counts(p, &s->words[i]);
	return n;
}

static dx_alike judged(const pair *p, const sums *s, bool loose) {
	uint32_t an = firm_words(p, p->a), bn = firm_words(p, p->b);
	uint32_t covered = s->a < s->b ? s->a : s->b;
	dx_alike out = {.covered = covered};
	if (!s->good || s->differing * 4 > covered + 4) return out;
	out.whole = s->a * 4 >= an * 3 && s->b * 4 >= bn * 3;
	bool piece = s->a * 4 >= an * 3 || s->b * 4 >= bn * 3;
	bool overlap = s->a * 2 >= an || s->b * 2 >= bn;
	out.same = out.whole && covered >= 4 && s->content >= 2;
	if (!loose) return out;
	piece = piece && (s->content >= 6 || (s->content >= 5 && covered >= 7) || (s->content >= 3 && covered >= 8));
	out.same = out.same || piece || (overlap && s->longest >= LONG_RUN && s->content >= 6);
	return out;
}

/* Without marks in it, a mixed statement's words are all that there is to compare. */
static bool marked(const dx_spoken *s) {
	for (uint32_t i = 0; i < s->count; i++) {
		if (s->words[i].flags & DX_SPOKEN_QUOTED) return true;
	}
	return false;
}

/* Along the chain, from its last run to its first. */
static dx_alike along(const pair *p, uint32_t last, bool loose) {
	sums s = {.good = true};
	const run *right = NULL;
	for (uint32_t i = last; i; i = p->runs[i - 1].before) {
		const run *r = &p->runs[i - 1];
		bridge(p, r, right, &s);
		cover(p, r, &s);
		right = r;
	}
	bridge(p, NULL, right, &s);
	return judged(p, &s, loose);
}

dx_alike dx_spoken_alike(const dx_spoken *a, dixit_kind a_kind, const dx_spoken *b, dixit_kind b_kind) {
	bool loose = a_kind != DIXIT_INDIRECT && b_kind != DIXIT_INDIRECT;
	pair p = {.a = a, .b = b, .firm = loose && marked(a) && marked(b)};
	find_runs(&p);
	uint32_t last = chain(&p);
	if (!last) return (dx_alike){0};
	dx_alike out = along(&p, last, loose);
	if (!p.firm || (out.same && out.covered >= FIRM)) return out;
	p.firm = false; /* a few words in quotation marks alone tell little */
	return along(&p, last, loose);
}
