/* Averaged perceptrons, trained twice: once with every feature, then again with those that found a place in the
 * file. */
#include "train/pos_train.h"
#include "train/read.h"
#include "train/rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Twice these sizes gain a tenth of a percent, and memory that other models want too. */
enum {
	POS_BUCKETS = 1 << 12,  /* 512 KiB */
	NAME_BUCKETS = 1 << 11, /* 128 KiB */
	WORD_BUCKETS = 1 << 10, /* 64 KiB */
	RARE = 4,               /* words seen less often count as unknown */
	SURE = 12,              /* a word seen so often in one part of speech has only that one */
	LEAST = 2,              /* a feature must stand in so many articles */
	MARGIN = 40             /* what the right label must be ahead by, else it is learned again */
};

typedef struct item {
	const dx_gold_article *article;
	uint8_t *class, *pos, *name;
	bool names;
} item;

typedef struct trainer {
	item *items;
	uint32_t count;
	bool names; /* which of the two is being trained */
	dx_rows table;
	float *mean; /* weights, averaged over time */
	double left; /* part of the updates that are still to come, 1 to 0 */
	uint64_t random;
	uint64_t asked, wrong;
} trainer;

static uint32_t labels(const trainer *t) { return t->names ? DX_NAME_OTHER + 1 : DX_POS_LEARNED; }

/* --- words ------------------------------------------------------------------------------------------------------- */

typedef struct counted {
	uint64_t key;
	uint32_t id, count;
} counted;

static int often_first(const void *a, const void *b) {
	const counted *x = a, *y = b;
	if (x->count != y->count) return x->count > y->count ? -1 : 1;
	return x->key < y->key ? -1 : x->key > y->key;
}

static bool opens(const dx_text *text, uint32_t i) {
	uint32_t first = text->sentences[text->tokens[i].sentence].first;
	return i == first || (i == first + 1 && text->tokens[first].kind == DX_T_OPEN);
}

/* How often each word was seen in each part of speech. A capital at a sentence's start says nothing of the word. */
static void count_words(const trainer *t, dx_rows *words) {
	dx_rows_init(words, DX_POS_LEARNED);
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t n = 0; n < t->count; n++) {
			const dx_gold_article *a = t->items[n].article;
			for (uint32_t i = 0; i < a->text.token_count; i++) {
				const dx_token *k = &a->text.tokens[i];
				bool capital = k->caps != DX_CAPS_NONE;
				if (!a->silver[i].known || a->silver[i].pos >= DX_POS_LEARNED || (capital && opens(&a->text, i)))
					continue;
				if (dx_pos_mark(&a->text, k) != DX_POS_COUNT) continue;
				uint32_t id = dx_rows_put(words, dx_pos_key(k, capital), n);
				if (pass) words->weights[(size_t)id * DX_POS_LEARNED + a->silver[i].pos] += 1;
			}
		}
		if (!pass) dx_rows_weights(words);
	}
}

/* Up to four parts of speech of a word, the most frequent first, as bytes of a number; each with one more added. */
static uint32_t set_of(const float *seen, float all) {
	uint32_t set = 0;
	float least = fmaxf(all * 0.01f, all < 20 ? 1 : 2), before = INFINITY;
	int last = -1;
	for (int k = 0; k < 4; k++) {
		int best = -1;
		for (int l = 0; l < DX_POS_LEARNED; l++) {
			bool after = seen[l] < before || (seen[l] == before && l > last);
			if (after && (best < 0 || seen[l] > seen[best])) best = l;
		}
		if (best < 0 || seen[best] < least) break;
		set |= (uint32_t)(best + 1) << 8 * k;
		before = seen[best];
		last = best;
	}
	return set;
}

/* Classes of sets: the most frequent ones get numbers. */
static uint32_t number_sets(const counted *order, uint32_t count, const dx_rows *words, uint32_t *out) {
	dx_rows sets;
	dx_rows_init(&sets, 1);
	for (uint32_t k = 0; k < count; k++) {
		dx_rows_put(&sets, set_of(words->weights + (size_t)order[k].id * DX_POS_LEARNED, (float)order[k].count), 0);
	}
	counted *ranked = dx_need_zero(sets.count, sizeof *ranked);
	for (uint32_t id = 0; id < sets.count; id++) ranked[id] = (counted){sets.keys[id], id, 0};
	for (uint32_t k = 0; k < count; k++) {
		uint32_t set = set_of(words->weights + (size_t)order[k].id * DX_POS_LEARNED, (float)order[k].count);
		if (set > 0xFF) ranked[dx_rows_find(&sets, set)].count += order[k].count;
	}
	qsort(ranked, sets.count, sizeof *ranked, often_first);
	uint32_t n = 0;
	while (n < sets.count && n < DX_CLASS_COUNT - 1 - DX_CLASS_SET && ranked[n].count) { /* 255 means none */
		out[n] = (uint32_t)ranked[n].key;
		n++;
	}
	free(ranked);
	dx_rows_free(&sets);
	return n;
}

static uint8_t word_class(const float *seen, uint32_t all, const uint32_t *sets, uint32_t set_count) {
	uint32_t set = set_of(seen, (float)all), most = (set & 0xFF) - 1;
	if (all >= SURE && seen[most] >= 0.995f * (float)all) return (uint8_t)most;
	for (uint32_t k = 0; k < set_count && set > 0xFF; k++) {
		if (sets[k] == set) return (uint8_t)(DX_CLASS_SET + k);
	}
	return (uint8_t)(DX_CLASS_MOSTLY + most);
}

/* The table of words: head and buckets. */
static uint8_t *make_words(const trainer *t, size_t *size) {
	dx_rows words;
	count_words(t, &words);
	counted *order = dx_need(words.count * sizeof *order);
	uint32_t count = 0, sets[DX_CLASS_COUNT], dropped = 0;
	for (uint32_t id = 0; id < words.count; id++) {
		float all = 0;
		for (int l = 0; l < DX_POS_LEARNED; l++) all += words.weights[(size_t)id * DX_POS_LEARNED + l];
		if (all >= RARE) order[count++] = (counted){words.keys[id], id, (uint32_t)all};
	}
	qsort(order, count, sizeof *order, often_first);
	uint32_t set_count = number_sets(order, count, &words, sets);
	dx_pos_words head = {"dxword1", WORD_BUCKETS, {0}};
	*size = sizeof head + WORD_BUCKETS * 64;
	uint8_t *out = dx_need_lines(*size);
	memcpy(out, &head, sizeof head);
	uint32_t *buckets = (uint32_t *)(void *)(out + sizeof head);
	for (uint32_t k = 0; k < count; k++) {
		uint32_t *b = buckets + dx_pos_bucket(order[k].key, WORD_BUCKETS - 1) * DX_POS_BUCKET, r = 0;
		uint32_t print = dx_pos_print(order[k].key);
		while (r < DX_POS_BUCKET && b[r] && (b[r] | 0xFF) != print) r++;
		if (r == DX_POS_BUCKET || b[r])
			dropped++;
		else
			b[r] = (print & ~0xFFu) |
			       word_class(words.weights + (size_t)order[k].id * DX_POS_LEARNED, order[k].count, sets, set_count);
	}
	fprintf(stderr, "words: %u, %u dropped, %u sets\n", count, dropped, set_count);
	free(order);
	dx_rows_free(&words);
	return out;
}

/* --- perceptron -------------------------------------------------------------------------------------------------- */

enum { FEATURES = 32 };

static uint32_t features(const trainer *t, const dx_pos_view *v, uint32_t i, uint64_t out[FEATURES]) {
	if (t->names) {
		dx_name_static(v, i, out);
		dx_name_history(v, i, out + DX_NAME_STATIC);
		return DX_NAME_STATIC + DX_NAME_HISTORY;
	}
	dx_pos_static(v, i, out);
	dx_pos_history(v, i, out + DX_POS_STATIC);
	return DX_POS_STATIC + DX_POS_HISTORY;
}

/* What the annotation says, or a label that is none: then there is nothing to learn. */
static uint32_t truth(const trainer *t, const item *it, uint32_t i) {
	const dx_silver *s = &it->article->silver[i];
	if (!s->known) return UINT32_MAX;
	return t->names ? s->name : s->pos;
}

static void set_label(const trainer *t, dx_pos_view *v, uint32_t i, uint32_t label) {
	if (!t->names) {
		v->pos[i] = (uint8_t)label;
		return;
	}
	v->name[i] = (uint8_t)label;
	if (label) dx_name_remember(v, i);
}

typedef uint32_t decide(trainer *t, const dx_pos_view *v, uint32_t i, uint32_t gold, uint32_t article);

/* Walk over an article as the tagger does; `choose` says what each token is that the model is asked about. */
static void walk(trainer *t, uint32_t n, decide *choose) {
	const item *it = &t->items[n];
	const dx_text *text = &it->article->text;
	uint8_t memory[DX_NAME_MEMORY] = {0};
	dx_pos_view v = {text, it->class, it->pos, it->name, memory, 0, 0};
	for (uint32_t s = 0; s < text->sentence_count; s++) {
		v.first = text->sentences[s].first;
		v.last = text->sentences[s].last;
		for (uint32_t i = v.first; i < v.last; i++) {
			bool ask = t->names ? dx_name_likely(&v, i) : v.class[i] >= DX_POS_COUNT;
			uint32_t given = t->names ? DX_NAME_NONE : v.class[i];
			set_label(t, &v, i, ask ? choose(t, &v, i, truth(t, it, i), n) : given);
		}
	}
}

static uint32_t collect(trainer *t, const dx_pos_view *v, uint32_t i, uint32_t gold, uint32_t article) {
	uint64_t f[FEATURES];
	uint32_t n = features(t, v, i, f);
	for (uint32_t k = 0; k < n; k++) dx_rows_put(&t->table, f[k], article);
	return gold < labels(t) ? gold : t->names ? DX_NAME_NONE : DX_POS_NN;
}

static uint32_t learn(trainer *t, const dx_pos_view *v, uint32_t i, uint32_t gold, uint32_t article) {
	(void)article;
	uint64_t f[FEATURES];
	uint32_t n = features(t, v, i, f), ids[FEATURES], width = t->table.width, best = 0, known = 0;
	float sum[DX_WIDE] = {0};
	for (uint32_t k = 0; k < n; k++) {
		uint32_t id = dx_rows_find(&t->table, f[k]);
		if (id == UINT32_MAX) continue;
		ids[known++] = id;
		const float *w = t->table.weights + (size_t)id * width;
		for (uint32_t l = 0; l < width; l++) sum[l] += w[l];
	}
	for (uint32_t l = 1; l < width; l++) best = sum[l] > sum[best] ? l : best;
	if (gold >= width) return best;
	uint32_t rival = gold == 0;
	for (uint32_t l = 0; l < width; l++) rival = l != gold && sum[l] > sum[rival] ? l : rival;
	t->asked++;
	t->wrong += best != gold;
	if (sum[gold] > sum[rival] + MARGIN) return best;
	for (uint32_t k = 0; k < known; k++) {
		size_t row = (size_t)ids[k] * width;
		t->table.weights[row + gold] += 1;
		t->table.weights[row + rival] -= 1;
		t->mean[row + gold] += (float)t->left;
		t->mean[row + rival] -= (float)t->left;
	}
	return best;
}

static uint32_t below(trainer *t, uint32_t n) {
	t->random ^= t->random << 13;
	t->random ^= t->random >> 7;
	t->random ^= t->random << 17;
	return (uint32_t)((t->random >> 33) % n);
}

/* Train from nothing; afterwards the table's weights are the averaged ones. */
static void train_epochs(trainer *t, uint32_t epochs) {
	uint32_t *order = dx_need(t->count * sizeof *order);
	dx_rows_weights(&t->table);
	t->mean = dx_need_zero((size_t)t->table.count * t->table.width, sizeof *t->mean);
	for (uint32_t n = 0; n < t->count; n++) order[n] = n;
	for (uint32_t e = 0; e < epochs; e++) {
		t->asked = t->wrong = 0;
		for (uint32_t n = t->count; n > 1; n--) {
			uint32_t other = below(t, n), kept = order[n - 1];
			order[n - 1] = order[other];
			order[other] = kept;
		}
		for (uint32_t n = 0; n < t->count; n++) {
			t->left = 1 - ((double)e * t->count + n) / ((double)epochs * t->count);
			if (!t->names || t->items[order[n]].names) walk(t, order[n], learn);
		}
		fprintf(stderr, "%s: %u features, epoch %u: %.3f %% wrong of %llu\n", t->names ? "names" : "pos",
		        t->table.count, e + 1, 100.0 * (double)t->wrong / (double)t->asked, (unsigned long long)t->asked);
	}
	free(t->table.weights);
	t->table.weights = t->mean;
	t->mean = NULL;
	free(order);
}

static uint8_t *train_one(trainer *t, uint32_t epochs, uint32_t buckets, size_t *size) {
	dx_rows_init(&t->table, labels(t));
	for (uint32_t n = 0; n < t->count; n++) {
		if (!t->names || t->items[n].names) walk(t, n, collect);
	}
	free(dx_rows_prune(&t->table, LEAST));
	train_epochs(t, (epochs + 1) / 2);
	free(dx_rows_keep_fitting(&t->table, (dx_room){buckets, labels(t) > DX_NARROW ? DX_WIDE_ROWS : DX_NARROW_ROWS, 0}));
	train_epochs(t, epochs);
	uint8_t *bytes = dx_rows_pack(&t->table, buckets, size);
	dx_rows_free(&t->table);
	return bytes;
}

/* --- all of it --------------------------------------------------------------------------------------------------- */

static void take_items(trainer *t, const dx_pos_source *sources, uint32_t count) {
	uint32_t all = 0;
	for (uint32_t s = 0; s < count; s++) all += sources[s].gold->count;
	t->items = dx_need(all * sizeof *t->items);
	for (uint32_t s = 0; s < count; s++) {
		for (uint32_t n = 0; n < sources[s].gold->count; n++) {
			const dx_gold_article *a = &sources[s].gold->items[n];
			if (!a->silver || (sources[s].use && !sources[s].use[n])) continue;
			uint32_t tokens = a->text.token_count;
			uint8_t *room = dx_need_zero(tokens + 1, 3);
			t->items[t->count++] = (item){a, room, room + tokens, room + 2 * (size_t)tokens, sources[s].names};
		}
	}
}

/* The tags that names see are those that the tagger sets, with its mistakes. */
static void set_pos(trainer *t, const dx_pos_files *files) {
	dx_pos_model model;
	dx_arena arena;
	dx_pos_files_open(&model, files);
	dx_arena_init(&arena);
	if (dx_arena_guard(&arena)) dx_stop("out of memory");
	for (uint32_t n = 0; n < t->count; n++) {
		dx_tags tags;
		dx_pos_tag(&tags, &t->items[n].article->text, &model, &arena);
		memcpy(t->items[n].pos, tags.pos, t->items[n].article->text.token_count);
		dx_arena_reset(&arena, 1 << 20);
	}
	dx_arena_free(&arena);
}

void dx_pos_train(dx_pos_files *out, const dx_pos_source *sources, uint32_t count, uint32_t epochs, uint64_t seed) {
	trainer t = {.random = dx_mix(seed, 1) | 1};
	size_t rows, words_size;
	*out = (dx_pos_files){0};
	take_items(&t, sources, count);
	uint8_t *words = make_words(&t, &words_size);
	dx_pos_model model = {.words = (const uint32_t *)(const void *)(words + sizeof(dx_pos_words)),
	                      .word_mask = WORD_BUCKETS - 1};
	for (uint32_t n = 0; n < t.count; n++) dx_pos_classes(t.items[n].class, &t.items[n].article->text, &model);
	uint8_t *pos = train_one(&t, epochs, POS_BUCKETS, &rows);
	out->pos_size = rows + words_size;
	out->pos = dx_need_lines(out->pos_size);
	memcpy(out->pos, pos, rows);
	memcpy(out->pos + rows, words, words_size);
	free(pos);
	free(words);
	set_pos(&t, out);
	t.names = true;
	out->name = train_one(&t, epochs, NAME_BUCKETS, &out->name_size);
	for (uint32_t n = 0; n < t.count; n++) free(t.items[n].class);
	free(t.items);
}

static dx_slice slice(const uint8_t *bytes, size_t size) { return (dx_slice){(const char *)bytes, size}; }

void dx_pos_files_open(dx_pos_model *out, const dx_pos_files *files) {
	dx_slice name = files->name ? slice(files->name, files->name_size) : (dx_slice){0};
	if (!dx_pos_open(out, slice(files->pos, files->pos_size), name)) dx_stop("the models just made can't be read");
}

void dx_pos_files_free(dx_pos_files *files) {
	free(files->pos);
	free(files->name);
	*files = (dx_pos_files){0};
}

static void tag_article(dx_gold_article *a, const dx_pos_model *model) {
	if (dx_arena_guard(&a->arena)) dx_stop("out of memory");
	dx_pos_tag(&a->tags, &a->text, model, &a->arena);
}

void dx_pos_tag_gold(dx_gold *gold, const uint8_t *use, const dx_pos_model *model) {
	for (uint32_t n = 0; n < gold->count; n++) {
		dx_gold_article *a = &gold->items[n];
		if (!use || use[n]) tag_article(a, model);
	}
}
