#include "export/sink.h"

#include "base/error.h"
#include "base/utf8.h"

void dx_sink_flush(dx_sink *sink) {
	if (sink->buf.failed && !sink->status) sink->status = dx_fail(sink->error, DIXIT_E_MEMORY, "out of memory");
	if (!sink->status) sink->status = dx_outfile_write(sink->out, sink->buf.ptr, sink->buf.len, sink->error);
	sink->buf.len = 0;
}

dixit_status dx_sink_end(dx_sink *sink) {
	dx_sink_flush(sink);
	dx_buf_free(&sink->buf);
	return sink->status;
}

/* What stands for a character that has to be written in another way; NULL: it stays as it is. */
static const char *xml_form(uint32_t cp) {
	switch (cp) {
	case '&': return "&amp;";
	case '<': return "&lt;";
	case '>': return "&gt;";
	case '"': return "&quot;";
	case '\t': return "&#9;";
	case '\n': return "&#10;";
	case '\r': return "&#13;";
	default: return cp < 0x20 || cp == 0xFFFE || cp == 0xFFFF ? "\xEF\xBF\xBD" : NULL;
	}
}

static const char *line_form(uint32_t cp) {
	return cp < 0x20 || cp == 0x7F || cp == 0x85 || cp == 0x2028 || cp == 0x2029 ? " " : NULL;
}

/* ASCII that every form leaves as it is. */
static bool plain(unsigned char c) {
	return c >= 0x20 && c < 0x7F && c != '"' && c != '&' && c != '<' && c != '>' && c != '\\';
}

/* Long pieces that stay as they are go in one step. */
void dx_put_formed(dx_buf *buf, dx_slice text, const char *(*form)(uint32_t cp)) {
	size_t from = 0;
	for (size_t i = 0; i < text.len;) {
		uint32_t cp = (unsigned char)text.ptr[i];
		if (cp < 0x80 && plain((unsigned char)cp)) {
			i++;
			continue;
		}
		unsigned n = cp < 0x80 ? 1 : dx_utf8_decode(text.ptr + i, text.len - i, &cp);
		const char *other = cp == 0xFFFD && n == 1 ? "\xEF\xBF\xBD" : form(cp);
		if (other) {
			dx_buf_put(buf, text.ptr + from, i - from);
			dx_buf_str(buf, other);
			from = i + n;
		}
		i += n;
	}
	dx_buf_put(buf, text.ptr + from, text.len - from);
}

static const char *no_form(uint32_t cp) {
	(void)cp;
	return NULL;
}

void dx_put_text(dx_buf *buf, dx_slice text) { dx_put_formed(buf, text, no_form); }
void dx_put_xml(dx_buf *buf, dx_slice text) { dx_put_formed(buf, text, xml_form); }
void dx_put_line(dx_buf *buf, dx_slice text) { dx_put_formed(buf, text, line_form); }

void dx_put_attribute(dx_buf *buf, const char *name, dx_slice text) {
	dx_buf_char(buf, ' ');
	dx_buf_str(buf, name);
	dx_buf_str(buf, "=\"");
	dx_put_xml(buf, text);
	dx_buf_char(buf, '"');
}

dixit_status dx_sink_write(dixit_status (*write)(dx_arena *temp, dx_sink *sink, const dx_network *network),
                           dx_outfile *out, const dx_network *network, dixit_error *error) {
	dx_sink sink = {.out = out, .error = error};
	dx_arena temp;
	dx_arena_init(&temp);
	dixit_status status = write(&temp, &sink, network);
	dx_arena_free(&temp);
	if (!status) return dx_sink_end(&sink);
	dx_buf_free(&sink.buf);
	return status;
}
