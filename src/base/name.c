#include "base/name.h"

#include "base/utf8.h"

/* Letters that Unicode does not decompose. */
static const struct {
	uint16_t cp;
	char plain[3];
} letters[] = {{0xC6, "ae"}, {0xD0, "d"},  {0xD8, "o"},   {0xDE, "th"},  {0xDF, "ss"}, {0xE6, "ae"},
               {0xF0, "d"},  {0xF8, "o"},  {0xFE, "th"},  {0x110, "d"},  {0x111, "d"}, {0x131, "i"},
               {0x141, "l"}, {0x142, "l"}, {0x152, "oe"}, {0x153, "oe"}, {0x18F, "e"}, {0x259, "e"},
               {0x2BB, ""},  {0x2BC, ""},  {0x2BE, ""},   {0x2BF, ""}};

dx_slice dx_plain_fold(dx_arena *arena, dx_slice text) {
	bool ascii = true;
	for (size_t i = 0; i < text.len && ascii; i++) ascii = (unsigned char)text.ptr[i] < 0x80;
	if (ascii) return dx_utf8_fold(arena, text);
	char *out = dx_alloc_raw(arena, text.len * 2 + 4);
	size_t o = 0;
	for (size_t i = 0; i < text.len;) {
		uint32_t cp;
		unsigned n = dx_utf8_decode(text.ptr + i, text.len - i, &cp);
		size_t k = 0;
		while (k < sizeof letters / sizeof *letters && letters[k].cp != cp) k++;
		if (k < sizeof letters / sizeof *letters) {
			for (const char *c = letters[k].plain; *c; c++) out[o++] = *c;
		} else {
			memcpy(out + o, text.ptr + i, n);
			o += n;
		}
		i += n;
	}
	return dx_utf8_fold(arena, (dx_slice){out, o});
}

dx_slice dx_person_key(dx_arena *arena, dx_slice name) {
	dx_slice f = dx_plain_fold(arena, name);
	char *out = dx_alloc_raw(arena, f.len + 1);
	size_t o = 0, from = 0;
	unsigned parts = 0;
	for (size_t k = 0; k <= f.len; k++) {
		if (k < f.len && f.ptr[k] != '-') continue;
		if (k > from && (k - from > 1 || parts == 0)) {
			if (parts == 1) out[o++] = '-';
			memcpy(out + o, f.ptr + from, k - from);
			o += k - from;
			parts++;
		}
		from = k + 1;
	}
	return (dx_slice){out, o};
}
