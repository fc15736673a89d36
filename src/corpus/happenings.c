/* Placeholder of the base branch: no keys. */
#include "corpus/happenings.h"

struct dx_happenings {
	int none;
};
dx_happenings *dx_happenings_new(dixit_corpus *corpus) { return DX_NEW(&corpus->arena, dx_happenings, 1); }
void dx_happenings_add(dixit_corpus *corpus, const dixit_record *record, uint32_t article) {
	(void)corpus, (void)record, (void)article;
}
void dx_happenings_settle(dixit_corpus *corpus) { (void)corpus; }
dx_slice dx_happening_key(const dixit_corpus *corpus, uint32_t article, uint32_t event) {
	(void)corpus, (void)article, (void)event;
	return (dx_slice){0};
}
