#include "export/head.h"

#include <stdlib.h>

void dx_put_head(dx_buf *buf, const dx_network *net) {
	dx_buf_str(buf, "<?dixit");
	if (net->title.len) dx_put_attribute(buf, "title", net->title);
	dx_buf_printf(buf, " articles=\"%u\"", net->articles);
	if (net->first[0]) dx_put_attribute(buf, "first", dx_slice_of(net->first));
	if (net->last[0]) dx_put_attribute(buf, "last", dx_slice_of(net->last));
	dx_buf_str(buf, "?>\n");
}

/* Parsers hand an instruction on as it stands. */
static dx_slice unescaped(dx_arena *arena, dx_slice text) {
	static const struct {
		const char *name;
		char letter;
	} forms[] = {{"&amp;", '&'}, {"&lt;", '<'},   {"&gt;", '>'},  {"&quot;", '"'},
	             {"&#9;", '\t'}, {"&#10;", '\n'}, {"&#13;", '\r'}};
	char *out = dx_strndup(arena, text.ptr, text.len);
	size_t o = 0;
	for (size_t i = 0; i < text.len; o++) {
		size_t taken = 1;
		out[o] = text.ptr[i];
		for (size_t f = 0; text.ptr[i] == '&' && f < sizeof forms / sizeof *forms; f++) {
			size_t n = strlen(forms[f].name);
			if (text.len - i < n || memcmp(text.ptr + i, forms[f].name, n) != 0) continue;
			out[o] = forms[f].letter;
			taken = n;
			break;
		}
		i += taken;
	}
	return (dx_slice){out, o};
}

/* The value behind ` name="`; ptr NULL: there is none. */
static dx_slice value_of(dx_slice text, const char *name) {
	size_t n = strlen(name);
	for (size_t i = 0; i + n + 2 <= text.len; i++) {
		bool starts = (i == 0 || text.ptr[i - 1] == ' ') && memcmp(text.ptr + i, name, n) == 0;
		if (!starts || text.ptr[i + n] != '=' || text.ptr[i + n + 1] != '"') continue;
		const char *from = text.ptr + i + n + 2;
		const char *end = memchr(from, '"', (size_t)(text.ptr + text.len - from));
		if (end) return (dx_slice){from, (size_t)(end - from)};
	}
	return (dx_slice){NULL, 0};
}

static void take_day(dx_slice text, char day[11]) {
	dx_slice none = {0};
	if (text.len != 10) text = none;
	if (text.len) memcpy(day, text.ptr, 10);
}

void dx_read_head(dx_arena *arena, dx_slice text, dx_network *net) {
	dx_slice title = value_of(text, "title"), articles = value_of(text, "articles");
	if (title.ptr) net->title = unescaped(arena, title);
	if (articles.ptr) net->articles = (uint32_t)strtoul(dx_strndup(arena, articles.ptr, articles.len), NULL, 10);
	take_day(value_of(text, "first"), net->first);
	take_day(value_of(text, "last"), net->last);
}

void dx_put_caption(dx_buf *buf, const dx_network *net, void (*put)(dx_buf *buf, dx_slice text)) {
	put(buf, net->title.len ? net->title : DX_LIT("Who spoke, who met"));
	dx_buf_printf(buf, ": %u article%s", net->articles, net->articles == 1 ? "" : "s");
	if (net->first[0]) dx_buf_printf(buf, ", %s", net->first);
	if (strcmp(net->first, net->last)) dx_buf_printf(buf, " to %s", net->last);
}
