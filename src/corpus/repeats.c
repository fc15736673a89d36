/* Placeholder of the base branch: nothing is a repeat. */
#include "corpus/repeats.h"

struct dx_repeats {
	int none;
};
dx_repeats *dx_repeats_new(dixit_corpus *corpus) { return DX_NEW(&corpus->arena, dx_repeats, 1); }
void dx_repeats_add(dixit_corpus *corpus, const dixit_record *record, uint32_t article) {
	(void)corpus, (void)record, (void)article;
}
void dx_repeats_settle(dixit_corpus *corpus) { (void)corpus; }
uint32_t dx_repeated_article(const dixit_corpus *corpus, uint32_t article) {
	(void)corpus, (void)article;
	return DX_NONE;
}
dx_spot dx_repeated_statement(const dixit_corpus *corpus, uint32_t article, uint32_t statement) {
	(void)corpus;
	return (dx_spot){article, statement};
}
dixit_evidence *dx_repeats_of(const dixit_corpus *corpus, dx_spot first, dx_arena *arena, uint32_t *count) {
	(void)corpus, (void)first, (void)arena;
	*count = 0;
	return NULL;
}
dx_slice dx_spot_text(const dixit_corpus *corpus, dx_spot place, dx_arena *arena) {
	(void)corpus, (void)place, (void)arena;
	return (dx_slice){0};
}
