/* Placeholder of the base branch: entities keep the keys of their articles. */
#include "corpus/identity.h"

struct dx_identity {
	DX_VEC(dx_linked) all;
	DX_VEC(uint32_t) first;
	dx_map keys;
};

dx_identity *dx_identity_new(dixit_corpus *corpus) {
	dx_identity *id = DX_NEW(&corpus->arena, dx_identity, 1);
	dx_map_init(&id->keys, &corpus->arena, 64);
	return id;
}
static dx_slice kept(dixit_corpus *c, dx_slice s) {
	return (dx_slice){dx_strndup(&c->arena, s.ptr ? s.ptr : "", s.len), s.len};
}
void dx_identity_add(dixit_corpus *corpus, const dixit_record *record, uint32_t article) {
	(void)article;
	dx_identity *id = corpus->identity;
	*DX_PUSH(&corpus->arena, &id->first) = id->all.count;
	for (uint32_t i = 0; i < record->entity_count; i++) {
		const dixit_entity *e = &record->entities[i];
		dx_linked *l = DX_PUSH(&corpus->arena, &id->all);
		l->key = kept(corpus, e->key);
		l->number = dx_map_put(&id->keys, l->key, id->all.count, NULL)->value;
		l->name = kept(corpus, e->name);
		memcpy(l->country, e->country, 3);
	}
}
void dx_identity_settle(dixit_corpus *corpus) { (void)corpus; }
const dx_linked *dx_identity_of(const dixit_corpus *corpus, uint32_t article, uint32_t entity) {
	return &corpus->identity->all.items[corpus->identity->first.items[article] + entity];
}
void dx_identity_merges(const dixit_corpus *corpus, dx_buf *out) {
	(void)corpus;
	dx_buf_str(out, "key\tinto\treason\tarticles\n");
}
