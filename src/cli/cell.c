#include "cli/cell.h"

#include "base/utf8.h"
#include <utf8proc.h>

/* Controls of both blocks, and those that turn the writing direction. */
static bool is_control(uint32_t cp) {
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || (cp >= 0x2028 && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069);
}

static unsigned width_of(uint32_t cp) {
	int w = utf8proc_charwidth((utf8proc_int32_t)cp);
	return w > 0 ? (unsigned)w : 0;
}

void dx_cell(dx_buf *out, dx_slice text, unsigned width) {
	size_t fits = out->len; /* end of what leaves a column free for '…' */
	unsigned column = 0, fits_column = 0;
	for (size_t i = 0; i < text.len;) {
		uint32_t cp;
		unsigned n = dx_utf8_decode(text.ptr + i, text.len - i, &cp);
		bool control = is_control(cp);
		unsigned w = control ? 1 : width_of(cp);
		if (width && column + w > width) {
			if (!out->failed) out->len = fits;
			dx_buf_str(out, "…");
			column = fits_column + 1;
			break;
		}
		if (control)
			dx_buf_char(out, ' ');
		else
			dx_buf_put(out, text.ptr + i, n);
		column += w;
		i += n;
		if (column < width) {
			fits = out->len;
			fits_column = column;
		}
	}
	for (; column < width; column++) dx_buf_char(out, ' ');
}

unsigned dx_cell_width(dx_slice text, unsigned most) {
	unsigned column = 0;
	for (size_t i = 0; i < text.len && column < most;) {
		uint32_t cp;
		i += dx_utf8_decode(text.ptr + i, text.len - i, &cp);
		column += is_control(cp) ? 1 : width_of(cp);
	}
	return column < most ? column : most;
}

void dx_cell_end(dx_buf *out) {
	while (out->len && out->ptr[out->len - 1] == ' ') out->len--;
	dx_buf_char(out, '\n');
}
