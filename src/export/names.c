#include "export/names.h"

#include "base/map.h"
#include "base/utf8.h"

static bool blank(uint32_t cp) {
	return cp <= 0x20 || cp == 0x7F || cp == 0x85 || cp == 0xA0 || cp == 0x2028 || cp == 0x2029;
}

/* Blanks and control characters at the ends go, runs of them become one. */
static dx_slice spelt(dx_arena *arena, dx_slice label, const dx_spelling *spelling) {
	char *out = dx_alloc_raw(arena, label.len * 3 + 1);
	size_t o = 0;
	bool owed = false;
	for (size_t i = 0; i < label.len;) {
		uint32_t cp;
		i += dx_utf8_decode(label.ptr + i, label.len - i, &cp);
		const char *other = cp && cp < 0x80 ? strchr(spelling->from, (int)cp) : NULL;
		if (other) cp = (unsigned char)spelling->to[other - spelling->from];
		if (blank(cp)) {
			owed = o > 0;
			continue;
		}
		if (owed) out[o++] = spelling->blanks ? ' ' : '_';
		owed = false;
		o += dx_utf8_encode(cp, out + o);
	}
	return o ? (dx_slice){out, o} : DX_LIT("_");
}

/* A label's slot has the number last put behind it, so that a thousand alike are no million tries. */
static dx_slice numbered(dx_arena *arena, dx_map *names, dx_slice label) {
	bool added;
	dx_map_put(names, label, 1, &added);
	if (added) return label;
	char *out = dx_alloc_raw(arena, label.len + 12);
	memcpy(out, label.ptr, label.len);
	for (;;) {
		dx_slot *slot = dx_map_put(names, label, 1, NULL);
		int n = snprintf(out + label.len, 12, "_%u", ++slot->value);
		dx_slice name = {out, label.len + (size_t)n};
		dx_map_put(names, name, 1, &added);
		if (added) return name;
	}
}

dx_slice *dx_unique_names(dx_arena *arena, const dx_network *net, const dx_spelling *spelling) {
	dx_slice *names = DX_NEW(arena, dx_slice, net->node_count);
	dx_map known;
	dx_map_init(&known, arena, net->node_count);
	for (uint32_t i = 0; i < net->node_count; i++)
		names[i] = numbered(arena, &known, spelt(arena, net->nodes[i].label, spelling));
	return names;
}
