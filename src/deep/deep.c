/* Paragraphs → windows of pieces → six layers → labels. Paragraphs stand side by side in a window as long as they fit,
 * so that each sees its neighbours; windows are laid end to end without padding: only attention has to know where one
 * ends. src/train/deep/tagger.py makes the same windows. */
#include "deep/deep.h"

enum {
	PIECES = DX_DEEP_PLACES - 1, /* of a window behind [CLS]; every paragraph has a [SEP] behind it */
	TOKEN_PIECES = 16,
	BATCH = 252, /* rows from which on a batch is worked */
	ROWS = (BATCH + DX_DEEP_PLACES) / DX_DEEP_ROWS * DX_DEEP_ROWS + DX_DEEP_ROWS
};

/* Rows that see each other, and the tokens that they are pieces of. */
typedef struct window {
	uint32_t row, rows;
	uint32_t first, last; /* tokens */
} window;

typedef struct batch {
	const dx_deep *deep;
	const dx_text *text;
	float (*score)[DX_L_LANES]; /* by token */
	window *windows;            /* of the batch at hand */
	uint32_t window_count, rows;
	uint32_t waiting[PIECES + TOKEN_PIECES], waiting_count; /* pieces of a stretch that has no window yet */
	uint32_t *piece;                                        /* by row */
	uint32_t *row_of;       /* by token of the article: its first piece's row in the batch */
	bool *begins;           /* by token: does a stretch begin here, a paragraph or what was cut from one? */
	float *x, *wide, *part; /* rows × WIDTH; rows × INNER, which also holds queries, keys and values; rows × WIDTH */
	dx_deep_bytes bytes;
} batch;

static batch batch_made(const dx_deep *deep, const dx_text *text, dx_arena *arena) {
	batch b = {.deep = deep, .text = text};
	b.windows = dx_alloc_raw(arena, ROWS * sizeof *b.windows);
	b.piece = dx_alloc_raw(arena, ROWS * sizeof *b.piece);
	b.row_of = dx_alloc_raw(arena, (text->token_count + 1) * sizeof *b.row_of);
	b.begins = dx_alloc(arena, (text->token_count + 1) * sizeof *b.begins);
	b.x = dx_alloc(arena, ROWS * DX_DEEP_WIDTH * sizeof *b.x);
	b.wide = dx_alloc(arena, ROWS * DX_DEEP_INNER * sizeof *b.wide);
	b.part = dx_alloc(arena, ROWS * DX_DEEP_WIDTH * sizeof *b.part);
	b.bytes.bytes = dx_alloc(arena, ROWS * DX_DEEP_INNER);
	b.bytes.scale = dx_alloc(arena, ROWS * sizeof *b.bytes.scale);
	b.bytes.zero = dx_alloc(arena, ROWS * sizeof *b.bytes.zero);
	return b;
}

static void embed(batch *b) {
	const dx_deep_model *m = &b->deep->model;
	static const float nothing[DX_DEEP_WIDTH];
	for (uint32_t s = 0; s < b->window_count; s++) {
		for (uint32_t i = 0; i < b->windows[s].rows; i++) {
			uint32_t row = b->windows[s].row + i, piece = b->piece[row];
			const int8_t *from = m->rows + (size_t)piece * DX_DEEP_WIDTH;
			const float *place = m->places + (size_t)i * DX_DEEP_WIDTH;
			float *x = b->x + (size_t)row * DX_DEEP_WIDTH, scale = m->piece_scale[piece];
			for (uint32_t k = 0; k < DX_DEEP_WIDTH; k++) x[k] = scale * from[k] + place[k];
			b->deep->kernel->normalise(x, nothing, m->gain, m->shift);
		}
	}
}

static void multiply(batch *b, const dx_deep_matrix *m, const float *in, float *out) {
	uint32_t rows = (b->rows + DX_DEEP_ROWS - 1) / DX_DEEP_ROWS * DX_DEEP_ROWS;
	for (uint32_t r = 0; r < b->rows; r++)
		b->deep->kernel->quantise(in + (size_t)r * m->inputs, m->inputs, r, &b->bytes);
	b->deep->kernel->multiply(m, &b->bytes, rows, out);
}

/* x = norm(x + part) */
static void add(batch *b, const float *gain, const float *shift) {
	for (uint32_t r = 0; r < b->rows; r++) {
		size_t at = (size_t)r * DX_DEEP_WIDTH;
		b->deep->kernel->normalise(b->x + at, b->part + at, gain, shift);
	}
}

static void run_layer(batch *b, const dx_deep_layer *l) {
	const dx_deep_kernel *kernel = b->deep->kernel;
	multiply(b, &l->qkv, b->x, b->wide);
	for (uint32_t s = 0; s < b->window_count; s++) {
		const window *t = &b->windows[s];
		for (uint32_t h = 0; h < DX_DEEP_HEADS; h++) {
			kernel->attend(b->wide + (size_t)t->row * 3 * DX_DEEP_WIDTH + (size_t)h * DX_DEEP_HEAD, t->rows,
			               b->part + (size_t)t->row * DX_DEEP_WIDTH + (size_t)h * DX_DEEP_HEAD);
		}
	}
	multiply(b, &l->output, b->part, b->wide); /* queries, keys and values are done with */
	memcpy(b->part, b->wide, (size_t)b->rows * DX_DEEP_WIDTH * sizeof *b->part);
	add(b, l->gain[0], l->shift[0]);
	multiply(b, &l->inner, b->x, b->wide);
	kernel->gelu(b->wide, b->rows * DX_DEEP_INNER);
	multiply(b, &l->outer, b->wide, b->part);
	add(b, l->gain[1], l->shift[1]);
}

static void read_out(const batch *b) {
	const dx_deep_model *m = &b->deep->model;
	for (uint32_t s = 0; s < b->window_count; s++) {
		for (uint32_t t = b->windows[s].first; t < b->windows[s].last; t++) {
			const float *x = b->x + (size_t)b->row_of[t] * DX_DEEP_WIDTH;
			b->deep->kernel->label(x, m->label_weights, m->label_bias, DX_L_COUNT, b->score[t]);
		}
	}
}

static void work(batch *b) {
	if (!b->rows) return;
	embed(b);
	for (int i = 0; i < DX_DEEP_LAYERS; i++) run_layer(b, &b->deep->model.layers[i]);
	read_out(b);
	b->rows = b->window_count = 0;
}

/* Tokens from `first` on that fit into a window, up to `last`: to the last sentence's end in the second half, if one is
 * there. Their pieces wait. */
static uint32_t fit(batch *b, uint32_t first, uint32_t last) {
	const dx_text *text = b->text;
	uint32_t token = first, cut = 0, cut_count = 0, count = 0;
	b->begins[first] = true;
	for (; token < last; token++) {
		dx_slice word = dx_cut(text->bytes, text->tokens[token].start, text->tokens[token].end);
		uint32_t n = dx_pieces_of(&b->deep->pieces, word, b->waiting + count, TOKEN_PIECES);
		if (count + n + 1 > PIECES) break;
		b->row_of[token] = count;
		count += n;
		bool ends = text->sentences[text->tokens[token].sentence].last == token + 1;
		if (ends && count + 1 > PIECES / 2) cut = token + 1, cut_count = count;
	}
	if (token < last && cut) token = cut, count = cut_count;
	b->waiting_count = count;
	return token;
}

/* What waits goes into the last window, or a new one where it does not fit. */
static void place(batch *b, uint32_t first, uint32_t last) {
	window *w = b->window_count ? &b->windows[b->window_count - 1] : NULL;
	if (!w || w->rows - 1 + b->waiting_count + 1 > PIECES) {
		if (b->rows >= BATCH) work(b);
		w = &b->windows[b->window_count++];
		*w = (window){b->rows, 1, first, first};
		b->piece[b->rows++] = b->deep->model.head->start;
	}
	for (uint32_t t = first; t < last; t++) b->row_of[t] += b->rows;
	memcpy(b->piece + b->rows, b->waiting, b->waiting_count * sizeof *b->waiting);
	b->rows += b->waiting_count;
	b->piece[b->rows++] = b->deep->model.head->stop;
	w->rows = b->rows - w->row;
	w->last = last;
}

static void walk(batch *b, uint32_t p) {
	uint32_t last = dx_paragraph_last(b->text, p);
	for (uint32_t at = dx_paragraph_first(b->text, p), to; at < last; at = to) {
		to = fit(b, at, last);
		place(b, at, to);
	}
}

/* Scores of all tokens; returns where stretches begin. */
static const bool *scores(float (*out)[DX_L_LANES], const dx_text *text, const dx_deep *deep, dx_arena *arena) {
	batch b = batch_made(deep, text, arena);
	b.score = out;
	for (uint32_t p = 0; p < text->paragraph_count; p++) walk(&b, p);
	work(&b);
	return b.begins;
}

void dx_deep_scores(float (*out)[DX_L_LANES], const dx_text *text, const dx_deep *deep, dx_arena *arena) {
	scores(out, text, deep, arena);
}

void dx_deep_label(dx_labels *out, const dx_text *text, const dx_deep *deep, dx_arena *arena) {
	uint32_t n = text->token_count;
	float(*score)[DX_L_LANES] = dx_alloc(arena, (n + 1) * sizeof *score);
	*out = (dx_labels){dx_alloc(arena, n + 1), dx_alloc(arena, (n + 1) * sizeof *out->share)};
	const bool *begins = scores(score, text, deep, arena);
	for (uint32_t a = 0, b; a < n; a = b) {
		for (b = a + 1; b < n && !begins[b];) b++;
		const float(*from)[DX_L_LANES] = (const float(*)[DX_L_LANES])score + a;
		dx_chain_best(&deep->model.chain, from, b - a, out->label + a, arena);
		dx_chain_shares(&deep->model.chain, from, b - a, out->share + a, arena);
	}
}
