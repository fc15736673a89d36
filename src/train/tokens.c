/* Articles as tokens with their labels, for trainers written in another language: JSON Lines, one article a line,
 * {"id", "paragraphs": [{"words": [...], "ends": [...], "labels": [...]}]}; `ends` are the tokens behind which a
 * sentence ends, labels the numbers of dx_label. */
#include "train/tokens.h"

#include "base/json.h"
#include "train/read.h"
#include "train/rows.h"

static void words(dx_json *json, const dx_text *text, const dx_paragraph *p) {
	dx_json_key(json, "words");
	dx_json_open(json, '[');
	for (uint32_t k = text->sentences[p->first].first; k < text->sentences[p->last - 1].last; k++) {
		dx_json_string(json, dx_cut(text->bytes, text->tokens[k].start, text->tokens[k].end));
	}
	dx_json_close(json, ']');
}

static void ends(dx_json *json, const dx_text *text, const dx_paragraph *p) {
	uint32_t from = text->sentences[p->first].first;
	dx_json_key(json, "ends");
	dx_json_open(json, '[');
	for (uint32_t s = p->first; s < p->last; s++) dx_json_uint(json, text->sentences[s].last - from);
	dx_json_close(json, ']');
}

static void article(dx_json *json, const dx_gold_article *a, const uint8_t *labels) {
	dx_json_open(json, '{');
	dx_json_key(json, "id");
	dx_json_string(json, a->article.id);
	dx_json_key(json, "paragraphs");
	dx_json_open(json, '[');
	for (uint32_t i = 0; i < a->text.paragraph_count; i++) {
		const dx_paragraph *p = &a->text.paragraphs[i];
		if (p->first == p->last) continue;
		dx_json_open(json, '{');
		words(json, &a->text, p);
		ends(json, &a->text, p);
		dx_json_key(json, "labels");
		dx_json_open(json, '[');
		for (uint32_t k = a->text.sentences[p->first].first; k < a->text.sentences[p->last - 1].last; k++)
			dx_json_uint(json, labels[k]);
		dx_json_close(json, ']');
		dx_json_close(json, '}');
	}
	dx_json_close(json, ']');
	dx_json_close(json, '}');
	dx_buf_char(json->out, '\n');
}

void dx_tokens_write(const dx_work *work, const char *path) {
	dx_buf out = {0};
	for (uint32_t i = 0; i < work->gold->count; i++) {
		dx_json json = {&out, false};
		article(&json, &work->gold->items[i], work->truth[i]);
	}
	if (out.failed) dx_stop("out of memory");
	if (!dx_save(path, out.ptr, out.len)) dx_stop("%s cannot be written", path);
	dx_buf_free(&out);
}
