/* What records add to the full network before anything is decided that needs all of them: which nodes stay, which of
 * their names they go by. Such parts of any division of the articles can be added up (HACKING: the columns). Only which
 * entity is a country's node is chosen among these records; linked records have one for each country. */
#include "base/buf.h"
#include "base/error.h"
#include "base/outfile.h"
#include "graph/sum.h"

typedef struct parts {
	dx_summing sum;
	dx_outfile *out;
	dx_buf buf;
	dixit_status status;
	dixit_error *error;
} parts;

static void flush(parts *p, size_t from) {
	if (p->buf.failed && !p->status) p->status = dx_fail(p->error, DIXIT_E_MEMORY, "out of memory");
	if (p->status || p->buf.len < from) return;
	p->status = dx_outfile_write(p->out, p->buf.ptr, p->buf.len, p->error);
	p->buf.len = 0;
}

enum { COLUMNS = 9, ENOUGH = 1 << 16 };

static void row(parts *p, const dx_slice cells[COLUMNS]) {
	for (int i = 0; i < COLUMNS; i++) {
		if (i) dx_buf_char(&p->buf, '\t');
		dx_buf_slice(&p->buf, cells[i]);
	}
	dx_buf_char(&p->buf, '\n');
	flush(p, ENOUGH);
}

static dx_slice number(uint32_t n, char room[12]) { return (dx_slice){room, (size_t)snprintf(room, 12, "%u", n)}; }

static dx_slice key_at(const parts *p, uint32_t rank) { return dx_draft_at(&p->sum, rank)->key; }

static void put_edges(parts *p) {
	const dx_facts *facts = &p->sum.graph->facts;
	for (uint32_t i = 0, end; i < facts->count; i = end) {
		const dx_fact *f = &facts->items[i];
		char weight[12];
		uint32_t n = 1;
		end = dx_run_end(facts, i);
		for (uint32_t k = i + 1; k < end; k++) n += !dx_fact_repeats(&facts->items[k]);
		row(p, (const dx_slice[COLUMNS]){DX_LIT("edge"), key_at(p, f->source), key_at(p, f->target),
		                                 dx_slice_of(dx_relation_look_of(f->relation)->name), number(n, weight)});
	}
}

/* The latest office with what tells which one is the latest: day, article and place in it. The article's check sum
 * stands behind a character 1, which sorts before all that an id can hold. */
static void put_title(parts *p, const dx_draft *draft) {
	char day[11], start[12];
	if (!draft->title.len) return;
	dx_slice key = p->sum.graph->articles.items[draft->title_article].key;
	char *article = dx_strndup(&p->sum.graph->arena, key.ptr, key.len);
	char *end = memchr(article, 0, key.len);
	if (end) *end = 1;
	dx_date_text(draft->title_date, day);
	snprintf(start, sizeof start, "%010u", draft->title_start);
	row(p, (const dx_slice[COLUMNS]){
	           DX_LIT("title"), draft->key, dx_slice_of(day), {article, key.len}, dx_slice_of(start), draft->title});
}

static void put_event(parts *p, const dx_draft *draft) {
	char day[11];
	dx_slice guests[DX_DRAFT_GUESTS] = {{0}};
	const dx_draft *drafts = p->sum.graph->drafts.items;
	dx_date_text(draft->date, day);
	for (uint32_t i = 0; i < draft->guest_count; i++) guests[i] = drafts[draft->guests[i]].key;
	dx_slice place = {0};
	if (draft->place >= 0) place = drafts[draft->place].key;
	row(p, (const dx_slice[COLUMNS]){DX_LIT("event"), draft->key, dx_slice_of(dx_kind_look_of(draft->kind)->label),
	                                 dx_slice_of(day), place, guests[0], guests[1], guests[2]});
}

/* Traces of one node: `seen` ones come first. */
static void put_node(parts *p, uint32_t rank, uint32_t from, uint32_t end) {
	const dx_fact *f = p->sum.graph->traces.items;
	const dx_draft *draft = dx_draft_at(&p->sum, rank);
	char kind[12], statements[12], articles[12], first[11], last[11];
	uint32_t seen = 0, early = 0, late = 0;
	bool active = false;
	for (uint32_t i = from; i < end; i++) {
		active |= f[i].relation != DX_TRACE_SEEN;
		if (f[i].relation != DX_TRACE_SEEN) continue;
		seen += i == from || f[i - 1].article != f[i].article;
		if (f[i].date && (!early || f[i].date < early)) early = f[i].date;
		if (f[i].date > late) late = f[i].date;
	}
	dx_date_text(early, first);
	dx_date_text(late, last);
	snprintf(kind, sizeof kind, "%02u", draft->kind);
	row(p, (const dx_slice[COLUMNS]){DX_LIT("node"), draft->key, dx_slice_of(kind),
	                                 dx_slice_of(dx_kind_look_of(draft->kind)->name),
	                                 number(p->sum.spoke[rank], statements), number(seen, articles), dx_slice_of(first),
	                                 dx_slice_of(last), active ? DX_LIT("1") : DX_LIT("0")});
	put_title(p, draft);
	if (draft->kind >= DX_KIND_EVENTS) put_event(p, draft);
}

static void put_nodes(parts *p) {
	const dx_facts *traces = &p->sum.graph->traces;
	uint32_t from = 0, end;
	for (uint32_t rank = 0; rank < p->sum.graph->drafts.count; rank++, from = end) {
		end = from;
		while (end < traces->count && traces->items[end].source == rank) end++;
		put_node(p, rank, from, end);
	}
}

static void put_names(parts *p) {
	static const char *const tags[] = {"name", "alias", "country"};
	const dixit_graph *graph = p->sum.graph;
	for (uint32_t i = 0; i < graph->tallies.count; i++) {
		const dx_tally *t = &graph->tallies.items[i];
		char count[12];
		row(p, (const dx_slice[COLUMNS]){DX_LIT("name"), graph->drafts.items[t->node].key, dx_slice_of(tags[t->tag]),
		                                 graph->texts.items[t->text], number(t->count, count)});
	}
}

static dixit_status put_all(dixit_graph *graph, dx_outfile *out, dixit_error *error) {
	parts p = {.sum = {.graph = graph}, .out = out, .error = error};
	if (dx_arena_guard(&graph->arena) || dx_arena_guard(&graph->temp)) {
		dx_buf_free(&p.buf);
		return dx_fail(error, DIXIT_E_MEMORY, "out of memory");
	}
	dixit_status status = dx_graph_countries(graph, error);
	if (status) return status;
	dx_sum_ready(&p.sum);
	put_edges(&p);
	put_nodes(&p);
	put_names(&p);
	flush(&p, 0);
	dx_buf_free(&p.buf);
	return p.status;
}

dixit_status dixit_graph_write_parts(dixit_graph *graph, const char *path, dixit_error *error) {
	dx_outfile out;
	if (graph->stage != DX_GRAPH_OPEN || graph->bulk || graph->choice.rule->mode != DIXIT_MODE_FULL)
		return dx_fail(error, DIXIT_E_USAGE, "parts are those of a graph in mode full that is not finished yet");
	dixit_status status = dx_outfile_open(&out, path, error);
	if (status) return status;
	graph->stage = DX_GRAPH_BROKEN; /* neither more records nor a network after this */
	status = put_all(graph, &out, error);
	if (!status) return dx_outfile_commit(&out, error);
	dx_outfile_abandon(&out);
	return status;
}
