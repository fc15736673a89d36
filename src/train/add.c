/* Articles of the user's own, and some of them held back to measure on. */
#include "train/read.h"
#include "train/rows.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

void dx_gold_empty(dx_gold *out) { dx_gold_tools(out); }

void dx_gold_add(dx_gold *gold, const char *path) {
	struct stat what;
	uint32_t before = gold->count;
	if (stat(path, &what) != 0) dx_stop("%s: %s", path, strerror(errno));
	if (S_ISDIR(what.st_mode))
		dx_gold_brat(gold, path);
	else
		dx_gold_json(gold, path, UINT32_MAX);
	if (gold->count == before) dx_stop("%s: no articles", path);
}

void dx_gold_split(dx_gold *gold, dx_gold *out, uint32_t nth) {
	uint32_t kept = 0;
	*out = (dx_gold){.lexicon = gold->lexicon, .patterns = gold->patterns, .borrowed = true};
	out->cap = gold->count;
	out->items = dx_need_zero(gold->count, sizeof *out->items);
	for (uint32_t i = 0; i < gold->count; i++) {
		bool moves = nth && i % nth == 0;
		dx_gold_article *to = moves ? &out->items[out->count++] : &gold->items[kept++];
		if (to != &gold->items[i]) *to = gold->items[i];
	}
	gold->count = kept;
}
