#include "train/card.h"

#include <string.h>

const char *dx_card_name(const char *path) {
	size_t end = strlen(path);
	while (end > 1 && path[end - 1] == '/') end--;
	while (end > 0 && path[end - 1] != '/') end--;
	return path + end;
}

/* What comes from the command line must stay on its line, and ASCII. */
static void put_name(FILE *f, const char *s) {
	size_t n = strlen(s);
	while (n > 1 && s[n - 1] == '/') n--;
	for (size_t i = 0; i < n; i++) putc(s[i] >= ' ' && s[i] <= '~' ? s[i] : '?', f);
}

static void put_data(FILE *f, const char *what, const dx_card_data *d) {
	fprintf(f, "%s: ", what);
	put_name(f, d->name);
	if (d->tags_only)
		fprintf(f, ": %u articles, for parts of speech and names\n", d->articles);
	else
		fprintf(f, ": %u articles, %u statements\n", d->articles, d->statements);
}

static void put_origin(FILE *f, const dx_card *c) {
	fputs(c->deep
	          ? "model: transformer with a linear chain over its labels (source, cue, content), boosted trees (which "
	            "source, which statement)\n"
	            "base: all-MiniLM-L6-v2 (sentence-transformers, Apache-2.0; six layers, 384 wide), fine-tuned; its "
	            "vocabulary cut to what English news needs; weights as bytes\n"
	          : "model: averaged perceptrons (part of speech, names), arc-hybrid parser (heads), two-pass CRF "
	            "(source, cue, content), boosted trees (which source, which statement)\n",
	      f);
	fputs("format: 1\ndate: ", f);
	put_name(f, c->date);
	fprintf(f, "\nseed: %llu\n", (unsigned long long)c->seed);
	for (uint32_t i = 0; i < c->data_count; i++) put_data(f, "training data", &c->data[i]);
	if (!c->base) fputs("part of speech, names and heads: not trained here, the files that were there before\n", f);
	put_data(f, "development data", &c->dev);
}

static void put_licences(FILE *f, const dx_card *c) {
	fputs("licences: PolNeAR states no licence: the files hold weights", f);
	fputs(c->deep ? " only, no text" : " of hashed features only, no text", f);
	fputs("; GUM's annotation is CC BY 4.0, its texts have licences of their own, some of them non-commercial; the "
	      "silver annotation (parts of speech, names, heads) is CoreNLP's\n",
	      f);
	if (c->deep) {
		fputs("not in the files: texts; the pieces of words in them are the base model's own, chosen by the number of "
		      "training articles that have them and by their frequency in the base model\n",
		      f);
		return;
	}
	fprintf(
	    f,
	    "not in the files: texts and words, and so names of people: of the hash of a word or feature a part only (16 "
	    "or 24 bits beside its place in the table), which a guessed word can be tried against; features of the "
	    "parser and of the CRF seen in fewer than %u training articles\n",
	    c->articles);
}

static double share(uint32_t part, uint32_t whole) { return whole ? 100.0 * part / whole : 0; }

static void put_figures(FILE *f, const dx_tally *t) {
	const dx_span_score *x = &t->spans;
	fprintf(f, "exact spans: source F1 %.1f, cue F1 %.1f, content F1 %.1f\n",
	        dx_f1(x->hit[0], x->predicted[0], x->gold[0]), dx_f1(x->hit[1], x->predicted[1], x->gold[1]),
	        dx_f1(x->hit[2], x->predicted[2], x->gold[2]));
	fprintf(f, "attribution: precision %.1f, recall %.1f, F1 %.1f\n", share(t->hit, t->predicted),
	        share(t->hit, t->gold), dx_f1(t->hit, t->predicted, t->gold));
	fprintf(f, "speech: F1 %.1f\n", dx_f1(t->speech_hit, t->predicted - t->forgiven, t->speech_gold));
	fprintf(f, "recall by kind: direct %.1f, mixed %.1f, indirect %.1f\n", share(t->kind_hit[0], t->kind_gold[0]),
	        share(t->kind_hit[1], t->kind_gold[1]), share(t->kind_hit[2], t->kind_gold[2]));
	fprintf(f, "speaker overlap: %.1f of statements whose content agrees\n", share(t->overlap, t->matched));
	fputs("calibration:", f);
	for (unsigned k = 0, any = 0; k < 10; k++) {
		if (!t->sure[k]) continue;
		fprintf(f, "%s said %.2f is %.2f (%u)", any++ ? ";" : "", t->sure_sum[k] / t->sure[k],
		        (double)t->sure_right[k] / t->sure[k], t->sure[k]);
	}
	if (!t->predicted) fputs(" no statements", f);
	fputc('\n', f);
}

bool dx_card_write(const dx_card *card, const char *path) {
	FILE *f = fopen(path, "wb");
	if (!f) return false;
	put_origin(f, card);
	put_licences(f, card);
	fprintf(f, "threshold: %.2f quoted, %.2f others, %.2f doubtful\n", (double)card->least.of[DX_QUOTED],
	        (double)card->least.of[DX_PLAIN], (double)card->least.of[DX_DOUBTFUL]);
	put_figures(f, card->tally);
	bool good = !ferror(f);
	return fclose(f) == 0 && good;
}
