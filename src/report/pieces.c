/* A statement in its sentence, cut into pieces by what they are: "b" the sentence before, "a" the one behind, "s"
 * source, "c" cue, "t" content (told), "o" other words of its own sentences. */
#include "base/error.h"
#include "base/json.h"
#include "report/facts.h"
#include "text/text.h"
#include <stdlib.h>

/* Longer pieces are shown by their beginning and end: in bytes. */
enum { CONTENT_MAX = 1200, OTHER_MAX = 500 };

/* Where a part begins or ends. */
typedef struct bound {
	uint32_t at; /* byte */
	int8_t step; /* 1, -1 */
	uint8_t role;
} bound;

typedef struct cutter {
	dx_report *report;
	const dx_quoting *q;
	dx_json json;
} cutter;

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* Runs of blanks become one; a run that leaves a line empty is the end of a paragraph and stays a line end. */
static void squeeze(dx_buf *out, dx_slice text) {
	for (size_t i = 0; i < text.len;) {
		size_t from = i, lines = 0;
		while (i < text.len && !is_blank(text.ptr[i])) i++;
		dx_buf_put(out, text.ptr + from, i - from);
		from = i;
		for (; i < text.len && is_blank(text.ptr[i]); i++) lines += text.ptr[i] == '\n';
		if (i > from) dx_buf_char(out, lines > 1 ? '\n' : ' ');
	}
}

/* The last place at or before `at` where a code point begins, if possible behind a blank. */
static size_t fair_cut(dx_slice text, size_t at) {
	enum { LOOK = 40 };
	while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) at--;
	for (size_t i = at; i > 0 && at - i < LOOK; i--) {
		if (is_blank(text.ptr[i - 1])) return i;
	}
	return at;
}

static void put_piece(cutter *c, char mark, dx_slice text, const char *behind) {
	dx_buf *line = &c->report->line;
	size_t most = mark == 't' ? CONTENT_MAX : OTHER_MAX;
	if (!text.len) return;
	line->len = 0;
	if (text.len > most) {
		size_t head = fair_cut(text, most * 2 / 3), tail = fair_cut(text, text.len - most / 4);
		squeeze(line, (dx_slice){text.ptr, head});
		dx_buf_str(line, "[…] ");
		text = (dx_slice){text.ptr + tail, text.len - tail};
	}
	squeeze(line, text);
	dx_buf_str(line, behind);
	dx_json_string(&c->json, (dx_slice){&mark, 1});
	if (!line->failed) dx_json_string(&c->json, (dx_slice){line->ptr, line->len});
}

/* The byte of a code point; the text's end for one beyond. */
static uint32_t byte_of(const dx_quoting *q, uint32_t point) {
	dx_slice text = q->text->bytes;
	if (point >= q->points) return (uint32_t)text.len;
	uint32_t at = q->marks[point / 64];
	for (uint32_t i = point % 64; i; i--) {
		at++;
		while (((unsigned char)text.ptr[at] & 0xC0) == 0x80) at++;
	}
	return at;
}

static int bound_order(const void *pa, const void *pb) {
	const bound *a = pa, *b = pb;
	if (a->at != b->at) return a->at < b->at ? -1 : 1;
	if (a->step != b->step) return a->step < b->step ? -1 : 1;
	return (a->role > b->role) - (a->role < b->role);
}

/* Beginnings and ends of the parts, in order; NULL: the record's words do not stand in the text where it says. */
static bound *bounds_of(const cutter *c, const dx_said *said) {
	bound *bounds = DX_NEW(&c->report->temp, bound, (size_t)said->parts * 2);
	for (uint32_t i = 0; i < said->parts; i++) {
		const dx_part *part = &c->report->store->parts.items[said->part + i];
		uint32_t start = byte_of(c->q, part->start), end = byte_of(c->q, part->end);
		if (!dx_slice_eq(dx_cut(c->q->text->bytes, start, end), part->text)) return NULL;
		bounds[2 * i] = (bound){start, 1, part->role};
		bounds[2 * i + 1] = (bound){end, -1, part->role};
	}
	if (said->parts) qsort(bounds, (size_t)said->parts * 2, sizeof *bounds, bound_order);
	return bounds;
}

static dx_span sentence_span(const dx_text *text, uint32_t sentence) {
	const dx_sentence *s = &text->sentences[sentence];
	return dx_bytes_of(text, (dx_range){s->first, s->last});
}

/* The first sentence that ends behind the byte; the number of sentences where none does. */
static uint32_t sentence_at(const dx_text *text, uint32_t byte) {
	uint32_t from = 0, end = text->sentence_count;
	while (from < end) {
		uint32_t middle = from + (end - from) / 2;
		if (sentence_span(text, middle).end <= byte)
			from = middle + 1;
		else
			end = middle;
	}
	return from;
}

static const dx_paragraph *paragraph_of(const dx_text *text, uint32_t sentence) {
	return &text->paragraphs[text->sentences[sentence].paragraph];
}

/* A neighbour, if it is a sentence of the story. `edge`: the statement's own sentence beside it. */
static void put_neighbour(cutter *c, char mark, uint32_t neighbour, uint32_t edge) {
	const dx_text *text = c->q->text;
	uint8_t role = paragraph_of(text, neighbour)->role;
	if (role != DX_BLOCK_BODY && role != DX_BLOCK_HEADLINE) return;
	bool apart = paragraph_of(text, neighbour) != paragraph_of(text, edge);
	dx_span span = sentence_span(text, neighbour);
	const char *gap = apart ? "\n" : " ";
	if (mark == 'a') put_piece(c, 'o', DX_LIT(" "), apart ? "\n" : "");
	put_piece(c, mark, dx_cut(text->bytes, span.start, span.end), mark == 'b' ? gap : "");
}

/* The text from `start` to `end`, cut at the bounds; where parts lie in each other the cue shows before the source, and
 * that before the content. */
static void put_core(cutter *c, dx_span span, const bound *bounds, uint32_t count) {
	static const char marks[] = {[DX_PART_SOURCE] = 's', [DX_PART_CUE] = 'c', [DX_PART_CONTENT] = 't'};
	static const uint8_t order[] = {DX_PART_CUE, DX_PART_SOURCE, DX_PART_CONTENT};
	int32_t open[3] = {0};
	uint32_t at = span.start;
	for (uint32_t i = 0; i <= count; i++) {
		uint32_t next = i < count ? bounds[i].at : span.end;
		char mark = 'o';
		for (int k = 2; k >= 0; k--) {
			if (open[order[k]]) mark = marks[order[k]];
		}
		if (next > at) put_piece(c, mark, dx_cut(c->q->text->bytes, at, next), "");
		if (next > at) at = next;
		if (i < count) open[bounds[i].role] += bounds[i].step;
	}
}

static bool put_in_sentence(cutter *c, const dx_said *said) {
	const dx_text *text = c->q->text;
	const bound *bounds = bounds_of(c, said);
	uint32_t count = said->parts * 2;
	if (!bounds || !count || !text->sentence_count) return false;
	uint32_t first = sentence_at(text, bounds[0].at), last = sentence_at(text, bounds[count - 1].at - 1);
	if (first == text->sentence_count) return false;
	if (last == text->sentence_count) last--;
	dx_span span = {sentence_span(text, first).start, sentence_span(text, last).end};
	if (bounds[0].at < span.start) span.start = bounds[0].at;
	if (bounds[count - 1].at > span.end) span.end = bounds[count - 1].at;
	if (first > 0) put_neighbour(c, 'b', first - 1, first);
	put_core(c, span, bounds, count);
	if (last + 1 < text->sentence_count) put_neighbour(c, 'a', last + 1, last);
	return true;
}

static int part_order(const void *pa, const void *pb) {
	const dx_part *a = pa, *b = pb;
	if (a->start != b->start) return a->start < b->start ? -1 : 1;
	return (a->role > b->role) - (a->role < b->role);
}

static void put_own_words(cutter *c, const dx_said *said) {
	static const char marks[] = {[DX_PART_SOURCE] = 's', [DX_PART_CUE] = 'c', [DX_PART_CONTENT] = 't'};
	dx_part *parts = DX_NEW(&c->report->temp, dx_part, said->parts);
	for (uint32_t i = 0; i < said->parts; i++) parts[i] = c->report->store->parts.items[said->part + i];
	if (said->parts) qsort(parts, said->parts, sizeof *parts, part_order);
	for (uint32_t i = 0; i < said->parts; i++) {
		bool close = i && parts[i].start <= parts[i - 1].end + 1;
		if (i) put_piece(c, 'o', close ? DX_LIT(" ") : DX_LIT(" … "), "");
		put_piece(c, marks[parts[i].role], parts[i].text, "");
	}
}

void dx_pieces_make(dx_report *report, dx_said *said, const dx_quoting *q) {
	cutter c = {report, q, {&report->buf, false}};
	report->buf.len = 0;
	dx_json_open(&c.json, '[');
	if (!q || !put_in_sentence(&c, said)) put_own_words(&c, said);
	dx_json_close(&c.json, ']');
	if (report->buf.failed || report->line.failed) longjmp(report->arena.recover, 1);
	said->words = (dx_slice){dx_strndup(&report->arena, report->buf.ptr, report->buf.len), report->buf.len};
}
