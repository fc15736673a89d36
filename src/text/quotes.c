/* Quotation regions: every mark is settled as opening, closing or neither, by what stands around it and by what is
 * open. A double mark may stay open to the paragraph's end, as typographers let a quotation go on over paragraphs; a
 * single one counts only where its partner follows, since apostrophes look the same. Nesting is bounded, so that each
 * mark costs the same. */
#include "text/cutter.h"

enum { NESTING = 8, NO_TOKEN = UINT32_MAX };

typedef struct frame {
	uint32_t region, token;
	uint32_t weak; /* a closing single mark that may be a plural's apostrophe ("the states’ claims"), or NO_TOKEN */
	dx_mark mark;
	bool inner;  /* another mark of the family opened inside */
	bool speaks; /* and closed behind a comma or full stop, as speech does */
} frame;

typedef struct pairing {
	dx_cutter *c;
	uint32_t first, last; /* tokens of the paragraph */
	uint32_t base;        /* its first region */
	frame stack[NESTING];
	unsigned depth;
	bool alternate;    /* straight marks open and close by turns, whatever stands around them */
	uint32_t straight; /* straight double marks so far */
	uint32_t against;  /* those that by their place would be the other half of the turn */
	bool directed;     /* a double mark that is not straight was met */
} pairing;

/* What stands around a mark. */
typedef struct around {
	bool left;                       /* as before a quotation: blank, bracket or dash before it, none behind it */
	bool right;                      /* as behind one */
	bool spaced;                     /* blanks on both sides, and something behind them */
	bool begins;                     /* a word follows at once */
	bool first;                      /* nothing stands before it in the paragraph */
	const dx_token *before, *behind; /* joined to it, or NULL */
} around;

static bool is_wordy(const dx_token *t) { return t && (t->kind == DX_T_WORD || t->kind == DX_T_NUMBER); }
static bool is_punct(const dx_token *t, const char *set) {
	return t && t->kind == DX_T_PUNCT && t->first > 0 && strchr(set, t->first) != NULL;
}

static around look(const pairing *p, uint32_t i) {
	const dx_token *t = &p->c->tokens.items[i];
	around a = {0};
	if (i > p->first && !t->space_before) a.before = t - 1;
	if (i + 1 < p->last && !t[1].space_before) a.behind = t + 1;
	bool opened = is_punct(a.before, "([{") || (a.before && a.before->kind == DX_T_OPEN);
	a.begins = is_wordy(a.behind);
	a.first = i == p->first;
	bool dash = is_punct(a.before, "-/") && a.begins;
	a.left = a.behind && (!a.before || opened || dash);
	a.right = a.before && !opened && !a.left && (!a.begins || a.before->kind != DX_T_WORD);
	a.spaced = !a.before && !a.behind && i + 1 < p->last;
	return a;
}

static dx_mark mark_of(const pairing *p, const dx_token *t) {
	dx_mark mark = *dx_mark_at(p->c->bytes, t->start, t->end);
	if (t->first == '"' && mark.family == DX_MARK_SINGLE) { /* `` '' */
		mark.family = DX_MARK_DOUBLE;
		mark.ascii = '"';
	}
	return mark;
}

/* --- opening and closing --- */

static void open_region(pairing *p, uint32_t i, const dx_mark *mark) {
	if (p->depth == NESTING) return;
	for (unsigned k = 0; k < p->depth; k++) p->stack[k].inner |= p->stack[k].mark.family == mark->family;
	dx_region *r = DX_PUSH(p->c->arena, &p->c->regions);
	*r = (dx_region){i, 0, -1, -1, false, false, (uint8_t)mark->ascii};
	if (mark->family == DX_MARK_GUILLEMET) r->mark = '<';
	p->stack[p->depth++] = (frame){p->c->regions.count - 1, i, NO_TOKEN, *mark, false, false};
	p->c->tokens.items[i].kind = DX_T_OPEN;
}

static void end_region(pairing *p, const frame *f, uint32_t i) {
	dx_region *r = &p->c->regions.items[f->region];
	dx_mark mark = mark_of(p, &p->c->tokens.items[i]);
	r->last = i + 1;
	r->closed = true;
	r->mixed = mark.style != f->mark.style && !(f->mark.style == '`' && mark.style == '"'); /* `x' is a pair */
	p->c->tokens.items[i].kind = DX_T_CLOSE;
}

/* The mark is none: an apostrophe behind a word, or a symbol. */
static void settle_as_none(pairing *p, uint32_t i) {
	dx_token *t = &p->c->tokens.items[i];
	bool behind_word = i > p->first && !t->space_before && t[-1].kind == DX_T_WORD && t->first == '\'';
	t->kind = behind_word ? DX_T_PUNCT : DX_T_SYMBOL;
}

/* Give up what is open on top of the stack: a single mark closes at its doubtful partner if it has one. */
static void abandon(pairing *p) {
	const frame *f = &p->stack[--p->depth];
	if (f->weak != NO_TOKEN) {
		end_region(p, f, f->weak);
		return;
	}
	p->c->regions.items[f->region].last = 0; /* swept out at the end */
	settle_as_none(p, f->token);
}

static void close_frame(pairing *p, unsigned k, uint32_t i) {
	while (p->depth > k + 1) abandon(p);
	const dx_token *before = &p->c->tokens.items[i - 1];
	if (is_punct(before, ",.?!")) {
		for (unsigned outer = 0; outer < k; outer++)
			p->stack[outer].speaks |= p->stack[outer].mark.family == p->stack[k].mark.family;
	}
	end_region(p, &p->stack[k], i);
	p->depth = k;
}

/* --- double marks and guillemets --- */

static bool opens_anew(const dx_mark *m, const around *a) {
	if (!a->behind && !a->spaced) return false;
	switch (m->hint) {
	case DX_HINT_OPEN: return m->family != DX_MARK_DOUBLE || !a->right || a->begins;
	case DX_HINT_CLOSE: return a->left || a->first;
	default: return a->left || a->spaced || (a->begins && !is_wordy(a->before));
	}
}

/* Does a mark open inside a region of its own family, rather than close that? */
static bool opens_inside(const dx_mark *m, const dx_mark *outer, const around *a) {
	if (m->family == DX_MARK_CORNER) return m->hint == DX_HINT_OPEN;
	if (m->family == DX_MARK_GUILLEMET) return m->cp == outer->cp && a->left;
	if (m->hint == DX_HINT_OPEN) return !a->right && a->behind;
	return m->hint == DX_HINT_NONE && a->left;
}

/* 5'11": the second mark stands behind a number that stands behind a foot mark. */
static bool is_inches(const pairing *p, uint32_t i, const around *a) {
	if (!a->before || a->before->kind != DX_T_NUMBER || i < p->first + 3) return false;
	const dx_token *t = &p->c->tokens.items[i];
	return !t[-1].space_before && t[-2].first == '\'' && !t[-2].space_before && t[-3].kind == DX_T_NUMBER;
}

static void settle_wide(pairing *p, uint32_t i, const dx_mark *m, const around *a) {
	unsigned k = p->depth;
	while (k > 0 && p->stack[k - 1].mark.family != m->family) k--;
	bool opens = k ? opens_inside(m, &p->stack[k - 1].mark, a) : opens_anew(m, a);
	bool closes = k && !opens;
	if (m->family == DX_MARK_DOUBLE && is_inches(p, i, a)) return;
	if (m->family == DX_MARK_DOUBLE && m->hint == DX_HINT_NONE) {
		p->against += p->straight % 2 ? a->left : a->right;
		p->straight++;
		if (p->alternate) opens = !k, closes = k;
	} else if (m->family == DX_MARK_DOUBLE) {
		p->directed = true;
	}
	if (closes)
		close_frame(p, k - 1, i);
	else if (opens)
		open_region(p, i, m);
}

/* --- single marks --- */

/* A plural's apostrophe or a closing mark: an s before it, and a word behind the blank. */
static bool is_doubtful(const pairing *p, uint32_t i, const around *a) {
	if (!a->before || a->before->kind != DX_T_WORD || a->behind) return false;
	char s = p->c->bytes.ptr[a->before->end - 1];
	return (s == 's' || s == 'S') && i + 1 < p->last && p->c->tokens.items[i + 1].kind == DX_T_WORD;
}

static void settle_single(pairing *p, uint32_t i, const dx_mark *m, const around *a) {
	bool feet = a->before && a->before->kind == DX_T_NUMBER && a->behind && a->behind->kind == DX_T_NUMBER;
	frame *top = p->depth && p->stack[p->depth - 1].mark.family == DX_MARK_SINGLE ? &p->stack[p->depth - 1] : NULL;
	if (feet) return;
	if (a->left && !is_punct(a->behind, ".,;:?!)]}")) {
		if (top) abandon(p);
		open_region(p, i, m);
	} else if (top && a->right && i > top->token + 1) {
		if (!is_doubtful(p, i, a))
			close_frame(p, p->depth - 1, i);
		else if (top->weak == NO_TOKEN)
			top->weak = i;
	}
}

/* --- the paragraph --- */

static void settle_all(pairing *p) {
	p->depth = 0;
	p->straight = p->against = 0;
	p->c->regions.count = p->base;
	for (uint32_t k = 0; k < p->c->marks.count; k++) {
		uint32_t i = p->c->marks.items[k];
		dx_mark mark = mark_of(p, &p->c->tokens.items[i]);
		settle_as_none(p, i);
		around a = look(p, i);
		if (mark.family == DX_MARK_SINGLE)
			settle_single(p, i, &mark, &a);
		else
			settle_wide(p, i, &mark, &a);
	}
}

/* Straight marks whose places do not pair, but whose number does, with one of them put down wrongly ("A, "he said.
 * "B."). */
static bool better_by_turns(const pairing *p) {
	bool left_open = false;
	for (unsigned k = 0; k < p->depth; k++) left_open |= p->stack[k].mark.family == DX_MARK_DOUBLE;
	return left_open && !p->directed && p->straight % 2 == 0 && p->against <= 1;
}

/* What is open at the paragraph's end runs up to there; but a mark with another pair behind it has lost its partner on
 * the way, and only counts where the quotation opens the paragraph and the next one and the pair inside is no speech.
 */
static void end_paragraph(pairing *p) {
	while (p->depth) {
		const frame *f = &p->stack[p->depth - 1];
		bool kept =
		    f->mark.family != DX_MARK_SINGLE && (!f->inner || (f->token == p->first && p->c->goes_on && !f->speaks));
		if (!kept) {
			abandon(p);
			continue;
		}
		p->c->regions.items[f->region].last = p->last;
		p->depth--;
	}
}

/* Drop the regions that came to nothing. */
static void sweep(pairing *p) {
	uint32_t kept = p->base;
	for (uint32_t r = p->base; r < p->c->regions.count; r++) {
		if (p->c->regions.items[r].last) p->c->regions.items[kept++] = p->c->regions.items[r];
	}
	p->c->regions.count = kept;
}

/* Parents of the regions, and the innermost region of each token. */
static void nest(pairing *p) {
	dx_region *regions = p->c->regions.items;
	uint32_t next = p->base;
	int32_t top = -1;
	for (uint32_t i = next < p->c->regions.count ? regions[next].first : p->last; i < p->last; i++) {
		while (top >= 0 && regions[top].last <= i) top = regions[top].parent;
		if (next < p->c->regions.count && regions[next].first == i) {
			regions[next].parent = top;
			top = (int32_t)next++;
		}
		p->c->tokens.items[i].region = top;
	}
}

/* A quotation left open goes on where the story's next paragraph opens with a mark of its kind. */
static void carry_on(pairing *p) {
	dx_cutter *c = p->c;
	if (!c->told || p->first == p->last) return;
	int32_t open = c->open;
	c->open = -1;
	if (p->base == c->regions.count) return;
	dx_region *begins = &c->regions.items[p->base];
	if (open >= 0 && begins->first == p->first && begins->mark == c->regions.items[open].mark) {
		const dx_mark before = mark_of(p, &c->tokens.items[c->regions.items[open].first]);
		if (mark_of(p, &c->tokens.items[begins->first]).style == before.style) begins->continues = open;
	}
	for (int32_t r = (int32_t)c->regions.count - 1; r >= (int32_t)p->base; r--) {
		const dx_region *region = &c->regions.items[r];
		if (region->parent >= 0) continue;
		if (!region->closed) c->open = r;
		return;
	}
}

void dx_cut_quotes(dx_cutter *c) {
	pairing p = {.c = c, .first = c->first, .last = c->tokens.count, .base = c->regions.count};
	if (c->marks.count) {
		settle_all(&p);
		p.alternate = better_by_turns(&p);
		if (p.alternate) settle_all(&p);
		end_paragraph(&p);
		sweep(&p);
		nest(&p);
	}
	carry_on(&p);
}
