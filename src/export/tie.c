/* Ties of a network that was read back: all edges from one node to another, and their evidence as one list. */
#include "export/load.h"

#include <stdlib.h>

/* "article#s3" */
typedef struct piece {
	dx_slice text, article;
	uint8_t letter; /* statements, then entities, then events */
	uint64_t number;
} piece;
typedef DX_VEC(piece) pieces;

static piece piece_of(dx_slice text) {
	piece p = {.text = text, .article = text};
	for (size_t i = text.len; i-- > 0;) {
		if (text.ptr[i] != '#') continue;
		const char *letters = "sev", *at = i + 1 < text.len ? strchr(letters, text.ptr[i + 1]) : NULL;
		p.article.len = i;
		p.letter = at && *at ? (uint8_t)(at - letters) : UINT8_MAX;
		for (size_t k = i + 2; k < text.len && text.ptr[k] >= '0' && text.ptr[k] <= '9'; k++)
			p.number = p.number * 10 + (uint64_t)(text.ptr[k] - '0');
		break;
	}
	return p;
}

static int order(const void *pa, const void *pb) {
	const piece *a = pa, *b = pb;
	int articles = dx_slice_cmp(a->article, b->article);
	if (articles) return articles;
	if (a->letter != b->letter) return a->letter < b->letter ? -1 : 1;
	if (a->number != b->number) return a->number < b->number ? -1 : 1;
	return dx_slice_cmp(a->text, b->text);
}

/* Adds the pieces of "a#s1; a#s2; … +4"; returns how many more are told of. */
static uint64_t split(dx_arena *arena, dx_slice evidence, pieces *all) {
	static const dx_slice more = {"… +", sizeof "… +" - 1};
	for (size_t i = 0; i < evidence.len;) {
		size_t len = 0;
		while (i + len < evidence.len &&
		       !(evidence.ptr[i + len] == ';' && i + len + 1 < evidence.len && evidence.ptr[i + len + 1] == ' '))
			len++;
		dx_slice text = {evidence.ptr + i, len};
		if (len > more.len && memcmp(text.ptr, more.ptr, more.len) == 0)
			return strtoull(dx_strndup(arena, text.ptr + more.len, len - more.len), NULL, 10);
		if (len) *DX_PUSH(arena, all) = piece_of(text);
		i += len + 2;
	}
	return 0;
}

static dx_slice joined(dx_arena *arena, const pieces *all, uint64_t more) {
	size_t room = 40, o = 0;
	for (uint32_t i = 0; i < all->count; i++) room += all->items[i].text.len + 2;
	char *out = dx_alloc_raw(arena, room);
	uint32_t put = 0;
	for (uint32_t i = 0; i < all->count; i++) {
		if (i && order(&all->items[i - 1], &all->items[i]) == 0) continue;
		if (put == DX_EVIDENCE_MAX) {
			more++;
			continue;
		}
		if (put++) o += (size_t)snprintf(out + o, room - o, "; ");
		memcpy(out + o, all->items[i].text.ptr, all->items[i].text.len);
		o += all->items[i].text.len;
	}
	if (more) o += (size_t)snprintf(out + o, room - o, "; … +%llu", (unsigned long long)more);
	return (dx_slice){out, o};
}

static dx_slice evidence_of(dx_arena *arena, const dx_edge *edges, uint32_t count) {
	pieces all = {0};
	uint64_t more = 0;
	if (count == 1) return edges[0].evidence;
	for (uint32_t i = 0; i < count; i++) more += split(arena, edges[i].evidence, &all);
	if (all.count) qsort(all.items, all.count, sizeof *all.items, order);
	return joined(arena, &all, more);
}

static bool same_ends(const dx_edge *a, const dx_edge *b) { return a->source == b->source && a->target == b->target; }

void dx_load_tie(dx_load *load) {
	const dx_edge *edges = load->net.edges;
	uint32_t count = load->net.edge_count;
	dx_tie *ties = DX_NEW(&load->arena, dx_tie, count);
	for (uint32_t i = 0; i < count;) {
		dx_tie *tie = &ties[load->net.tie_count++];
		tie->edge = i;
		for (; i < count && same_ends(&edges[i], &edges[tie->edge]); i++) tie->count++;
		tie->evidence = evidence_of(&load->arena, edges + tie->edge, tie->count);
	}
	load->net.ties = ties;
	for (uint32_t i = 0; i < count; i++) {
		load->nodes.items[edges[i].source].strength += edges[i].weight;
		load->nodes.items[edges[i].target].strength += edges[i].weight;
	}
}
