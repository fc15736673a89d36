/* Folders of brat: NAME.txt with NAME.ann, spans ("T1") that relations ("R1") or events ("E1") link. */
#include "base/utf8.h"
#include "base/vec.h"
#include "train/read.h"
#include "train/rows.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef enum part { OTHER, SOURCE, CUE, CONTENT } part;

typedef struct node {
	const char *id;
	unsigned line;
	part part;
	dx_span *pieces; /* bytes, in order */
	uint32_t piece_count;
	bool used; /* a content that a statement has */
} node;

/* References as they are written: spans may stand behind what links them. */
typedef struct event {
	const char *id, *trigger;
	unsigned line;
} event;

typedef struct reference {
	const char *from, *to;
	unsigned line;
} reference;

typedef struct link {
	uint32_t from, to; /* nodes */
} link;

typedef struct brat {
	dx_gold_article *article;
	dx_arena *arena; /* the article's */
	const char *path;
	dx_offsets points;
	DX_VEC(node) nodes;
	DX_VEC(event) events;
	DX_VEC(reference) references;
	DX_VEC(link) links;
	DX_VEC(dx_quote) quotes;
} brat;

/* --- lines -----------------------------------------------------------------------------------------------------------
 */

static part part_of(const char *type) {
	static const struct {
		const char *name;
		part part;
	} table[] = {{"source", SOURCE}, {"speaker", SOURCE}, {"cue", CUE}, {"content", CONTENT}, {"quote", CONTENT}};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (strcasecmp(table[i].name, type) == 0) return table[i].part;
	}
	return OTHER;
}

static const char *behind_blanks(const char *s, const char *end) {
	while (s < end && isspace((unsigned char)*s)) s++;
	return s;
}

static void add_piece(brat *r, node *n, const char *offsets) {
	char *end;
	unsigned long a = strtoul(offsets, &end, 10), b = *end == ' ' ? strtoul(end + 1, &end, 10) : 0;
	if (*end || b <= a || b > r->points.count) {
		dx_stop("%s:%u: \"%s\" is no span of a text of %u code points", r->path, n->line, offsets, r->points.count);
	}
	n->pieces[n->piece_count++] = (dx_span){r->points.at[a], r->points.at[b]};
}

static int by_place(const void *a, const void *b) {
	const dx_span *x = a, *y = b;
	if (x->start != y->start) return x->start < y->start ? -1 : 1;
	return (x->end > y->end) - (x->end < y->end);
}

/* brat cuts spans at line ends: pieces that only white space parts are one. */
static void join_pieces(const brat *r, node *n) {
	const char *text = r->article->article.text.ptr;
	uint32_t kept = 1;
	qsort(n->pieces, n->piece_count, sizeof *n->pieces, by_place);
	for (uint32_t i = 1; i < n->piece_count; i++) {
		dx_span *last = &n->pieces[kept - 1], piece = n->pieces[i];
		bool apart =
		    piece.start > last->end && behind_blanks(text + last->end, text + piece.start) < text + piece.start;
		if (apart)
			n->pieces[kept++] = piece;
		else if (piece.end > last->end)
			last->end = piece.end;
	}
	n->piece_count = kept;
}

/* The annotation repeats the words. Where they are others than those in the text, the offsets count something else, and
 * all that is trained would be wrong. White space is left out: brat writes a line end as a blank. */
static void check_words(const brat *r, const node *n, const char *words) {
	const char *text = r->article->article.text.ptr, *end = words + strlen(words);
	bool same = true;
	for (uint32_t i = 0; i < n->piece_count && same; i++) {
		const char *s = text + n->pieces[i].start, *stop = text + n->pieces[i].end;
		while (same && (s = behind_blanks(s, stop)) < stop) {
			words = behind_blanks(words, end);
			same = words < end && *s++ == *words++;
		}
	}
	if (same && behind_blanks(words, end) == end) return;
	dx_stop("%s:%u: %s is not what stands there in the text: offsets count the code points of the .txt file", r->path,
	        n->line, n->id);
}

static const node *find_node(const brat *r, const char *id) {
	for (uint32_t i = 0; i < r->nodes.count; i++) {
		if (strcmp(r->nodes.items[i].id, id) == 0) return &r->nodes.items[i];
	}
	return NULL;
}

/* T1<tab>Content 10 30;40 55<tab>the words */
static void take_span(brat *r, char *line, unsigned number) {
	char *rest = line, *id = strsep(&rest, "\t"), *where = strsep(&rest, "\t");
	char *type = where ? strsep(&where, " ") : NULL;
	if (!where) dx_stop("%s:%u: a span without type and offsets", r->path, number);
	if (find_node(r, id)) dx_stop("%s:%u: %s stands twice", r->path, number, id);
	node *n = DX_PUSH(r->arena, &r->nodes);
	*n = (node){.id = id, .line = number, .part = part_of(type)};
	n->pieces = DX_NEW(r->arena, dx_span, strlen(where));
	for (char *piece; (piece = strsep(&where, ";"));) add_piece(r, n, piece);
	if (rest && *rest) check_words(r, n, rest);
	join_pieces(r, n);
}

/* R1<tab>Name Arg1:T3 Arg2:T1, or E1<tab>Cue:T3 Source:T1 Content:T2. The first reference is linked to the others. */
static void take_links(brat *r, char *line, unsigned number) {
	char *rest = line, *first = NULL, *id = strsep(&rest, "\t");
	uint32_t before = r->references.count;
	for (char *word; (word = strsep(&rest, " \t"));) {
		char *to = strchr(word, ':');
		if (!to++) continue; /* the relation's name */
		if (first)
			*DX_PUSH(r->arena, &r->references) = (reference){first, to, number};
		else if (*id == 'E')
			*DX_PUSH(r->arena, &r->events) = (event){id, to, number};
		if (!first) first = to;
	}
	if (!first || (*id == 'R' && r->references.count == before)) {
		dx_stop("%s:%u: %s links nothing", r->path, number, id);
	}
}

static void ann_line(void *context, char *line, size_t length, unsigned number) {
	brat *r = context;
	if (!length) return;
	char *copy = dx_strndup(r->arena, line, length);
	switch (*line) {
	case 'T': take_span(r, copy, number); break;
	case 'R':
	case 'E': take_links(r, copy, number); break;
	case 'A': /* attributes, in older files modifications */
	case 'M':
	case 'N': /* entries of knowledge bases */
	case '#': /* notes */
	case '*': /* spans that mean the same */ break;
	default: dx_stop("%s:%u: not a line of brat's", r->path, number);
	}
}

/* --- links -----------------------------------------------------------------------------------------------------------
 */

/* An event stands for what triggers it. */
static uint32_t node_of(const brat *r, const char *id, unsigned line) {
	const char *wanted = id;
	for (uint32_t i = 0; *id == 'E' && i < r->events.count; i++) {
		if (strcmp(r->events.items[i].id, id) == 0) wanted = r->events.items[i].trigger;
	}
	const node *found = find_node(r, wanted);
	if (!found) dx_stop("%s:%u: there is no %s", r->path, line, wanted);
	return (uint32_t)(found - r->nodes.items);
}

/* Two sources, or two cues, that are linked say nothing of who said what. */
static void resolve(brat *r) {
	for (uint32_t i = 0; i < r->references.count; i++) {
		const reference *f = &r->references.items[i];
		link l = {node_of(r, f->from, f->line), node_of(r, f->to, f->line)};
		part a = r->nodes.items[l.from].part, b = r->nodes.items[l.to].part;
		if (a == OTHER || b == OTHER || (a == b && a != CONTENT)) continue;
		*DX_PUSH(r->arena, &r->links) = l;
	}
	for (uint32_t i = 0; i < r->events.count; i++) node_of(r, r->events.items[i].trigger, r->events.items[i].line);
}

static uint32_t other_end(const link *l, uint32_t n) {
	return l->from == n ? l->to : l->to == n ? l->from : UINT32_MAX;
}

static uint32_t cues_of(const brat *r, uint32_t n) {
	uint32_t count = 0;
	for (uint32_t i = 0; i < r->links.count; i++) {
		uint32_t m = other_end(&r->links.items[i], n);
		count += m != UINT32_MAX && r->nodes.items[m].part == CUE;
	}
	return count;
}

/* What hangs on a node, in the order of the file, the nearest first. */
typedef struct cluster {
	uint32_t *nodes, count;
	bool *in;
	bool through; /* also by way of a source that hangs on no second cue, to contents that no statement has */
} cluster;

/* Other cues are not entered, and sources not left: somebody may say many things. */
static void gather(const brat *r, cluster *c, uint32_t from) {
	memset(c->in, 0, r->nodes.count * sizeof *c->in);
	c->nodes[0] = from;
	c->count = 1;
	c->in[from] = true;
	for (uint32_t k = 0; k < c->count; k++) {
		uint32_t at = c->nodes[k];
		bool source = r->nodes.items[at].part == SOURCE;
		if (source && !(c->through && cues_of(r, at) == 1)) continue;
		for (uint32_t i = 0; i < r->links.count; i++) {
			uint32_t to = other_end(&r->links.items[i], at);
			if (to == UINT32_MAX || c->in[to] || r->nodes.items[to].part == CUE) continue;
			if (source && r->nodes.items[to].used) continue;
			c->in[to] = true;
			c->nodes[c->count++] = to;
		}
	}
}

/* --- statements ------------------------------------------------------------------------------------------------------
 */

static int by_content(const void *a, const void *b) {
	const dx_quote *x = a, *y = b;
	int c = by_place(&x->content[0], &y->content[0]);
	if (!c) c = by_place(&x->cue, &y->cue);
	return c ? c : by_place(&x->source, &y->source);
}

/* False: no content hangs there. A source or a cue in several pieces counts by its first one. */
static bool add_quote(brat *r, const cluster *c) {
	dx_quote q = {.speech = true};
	uint32_t room = 0;
	for (uint32_t i = 0; i < c->count; i++) room += r->nodes.items[c->nodes[i]].piece_count;
	q.content = DX_NEW(r->arena, dx_span, room);
	for (uint32_t i = 0; i < c->count; i++) {
		node *n = &r->nodes.items[c->nodes[i]];
		if (n->part == CUE) q.cue = n->pieces[0];
		if (n->part == SOURCE && q.source.end == 0) q.source = n->pieces[0];
		if (n->part != CONTENT) continue;
		memcpy(q.content + q.content_count, n->pieces, n->piece_count * sizeof *n->pieces);
		q.content_count += n->piece_count;
		n->used = true;
	}
	if (!q.content_count) return false;
	qsort(q.content, q.content_count, sizeof *q.content, by_place);
	q.kind = dx_quote_kind(&r->article->text, &q);
	*DX_PUSH(r->arena, &r->quotes) = q;
	return true;
}

/* Cues take their contents first, then what is left: cues whose contents hang on the source, contents without cue. */
static void make_quotes(brat *r) {
	uint32_t n = r->nodes.count;
	cluster c = {.nodes = DX_NEW(r->arena, uint32_t, n + 1), .in = DX_NEW(r->arena, bool, n + 1)};
	bool *done = DX_NEW(r->arena, bool, n + 1);
	for (uint32_t i = 0; i < n; i++) {
		if (r->nodes.items[i].part != CUE) continue;
		gather(r, &c, i);
		done[i] = add_quote(r, &c);
	}
	c.through = true;
	for (uint32_t i = 0; i < n; i++) {
		if (r->nodes.items[i].part != CUE || done[i]) continue;
		gather(r, &c, i);
		if (add_quote(r, &c)) continue;
		fprintf(stderr, "train: %s:%u: the cue %s has no content and is left out\n", r->path, r->nodes.items[i].line,
		        r->nodes.items[i].id);
	}
	c.through = false;
	for (uint32_t i = 0; i < n; i++) {
		if (r->nodes.items[i].part != CONTENT || r->nodes.items[i].used) continue;
		gather(r, &c, i);
		add_quote(r, &c);
	}
	if (r->quotes.count) qsort(r->quotes.items, r->quotes.count, sizeof *r->quotes.items, by_content);
	r->article->quotes = r->quotes.items;
	r->article->quote_count = r->quotes.count;
}

/* --- files -----------------------------------------------------------------------------------------------------------
 */

static char *path_of(const char *folder, const char *name, size_t length, const char *ending) {
	size_t size = strlen(folder) + length + strlen(ending) + 2;
	char *path = dx_need(size);
	snprintf(path, size, "%s/%.*s%s", folder, (int)length, name, ending);
	return path;
}

static dx_slice read_text(const char *path, dx_arena *arena) {
	size_t room = 1u << 16, n = 0, got;
	char *bytes = dx_need(room);
	bool good = false;
	FILE *f = fopen(path, "rb");
	if (f) {
		while ((got = fread(bytes + n, 1, room - n, f)) > 0 && n <= DIXIT_ARTICLE_MAX) {
			n += got;
			if (n == room) bytes = dx_need_more(bytes, room *= 2);
		}
		good = !ferror(f);
		fclose(f);
	}
	if (!good) dx_stop("%s: %s", path, strerror(errno));
	dx_slice text = {dx_strndup(arena, bytes, n), n};
	free(bytes);
	size_t bad = dx_utf8_valid(text);
	if (bad < n) dx_stop("%s: byte %zu is not UTF-8", path, bad + 1);
	return text;
}

static void add_article(dx_gold *gold, const char *folder, const char *name, size_t length) {
	char *text = path_of(folder, name, length, ".txt"), *ann = path_of(folder, name, length, ".ann");
	dx_gold_article *a = dx_gold_next(gold);
	if (dx_arena_guard(&a->arena)) dx_stop("%s: out of memory", text);
	a->article.text = read_text(text, &a->arena);
	a->article.id = (dx_slice){dx_strndup(&a->arena, name, length), length};
	dx_gold_lay_out(gold, a, folder);
	brat r = {.article = a, .arena = &a->arena, .path = ann};
	if (dx_arena_guard(&a->arena)) dx_stop("%s: out of memory", ann);
	r.points = dx_offsets_of(a->article.text, &a->arena);
	dx_each_line(ann, ann_line, &r);
	resolve(&r);
	make_quotes(&r);
	gold->count++;
	free(text);
	free(ann);
}

static int is_annotation(const struct dirent *entry) {
	size_t n = strlen(entry->d_name);
	return *entry->d_name != '.' && n > 4 && strcmp(entry->d_name + n - 4, ".ann") == 0;
}

static int by_name(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }

void dx_gold_brat(dx_gold *gold, const char *folder) {
	struct dirent **names;
	uint32_t first = gold->count, quotes = 0;
	int n = scandir(folder, &names, is_annotation, by_name);
	if (n < 0) dx_stop("%s: %s", folder, strerror(errno));
	if (n == 0) dx_stop("%s: no articles: none of its files is NAME.ann", folder);
	for (int i = 0; i < n; i++) {
		add_article(gold, folder, names[i]->d_name, strlen(names[i]->d_name) - 4);
		free(names[i]);
	}
	free(names);
	for (uint32_t i = first; i < gold->count; i++) quotes += gold->items[i].quote_count;
	if (!quotes) dx_stop("%s: no span of the type Content or Quote", folder);
}
