/* Named people: variants of one name become one entity. Full names first, then surnames alone, which may stand before
 * the full name (a headline). Candidates come from a map of surname skeletons, so the work is linear. */
#include "entity/resolver.h"

static dx_link *link_at(const dx_resolver *r, int32_t i) { return &r->links.items[i]; }

static void enter_tail(dx_resolver *r, dx_slice skeleton, uint32_t e) {
	if (skeleton.len < 1) return;
	bool added;
	dx_slot *slot = dx_map_put(&r->tails, skeleton, 0, &added);
	int32_t head = added ? -1 : (int32_t)slot->value;
	unsigned n = 0;
	for (int32_t i = head; i >= 0 && n < DX_CHAIN_MAX; i = link_at(r, i)->next, n++) {
		if (link_at(r, i)->entity == e) return;
	}
	*DX_PUSH(r->arena, &r->links) = (dx_link){e, head};
	slot->value = r->links.count - 1;
}

/* Enter what the surname may look like elsewhere: each part, each tail of parts, and the ends of one long part
 * ("Amirabdollahian" is also met as "Abdollahian"). */
static void enter_name(dx_resolver *r, const dx_parts *p, uint32_t e) {
	unsigned from = p->count > 1 ? 1 : 0;
	for (unsigned k = from; k < p->count; k++) {
		enter_tail(r, dx_skeleton(r->arena, p->part[k]), e);
		if (k + 1 < p->count) enter_tail(r, dx_skeleton(r->arena, dx_joined(r->arena, p, k)), e);
	}
	if (!p->count) return;
	dx_slice last = p->part[p->count - 1];
	for (size_t cut = 2; cut + 7 <= last.len && cut <= 6; cut++) {
		enter_tail(r, dx_skeleton(r->arena, (dx_slice){last.ptr + cut, last.len - cut}), e);
	}
}

static int32_t tail_chain(const dx_resolver *r, dx_slice skeleton) {
	const dx_slot *slot = dx_map_find(&r->tails, skeleton, dx_hash(skeleton.ptr, skeleton.len));
	return slot ? (int32_t)slot->value : -1;
}

/* "Tony" and "Antony", "Mike" and "Michael". */
static bool nickname_of(const dx_resolver *r, dx_slice a, dx_slice b) {
	const dx_word *w = dx_lexicon_word(r->lexicon, a.ptr, a.len);
	for (const dx_lexeme *l = w ? w->lexemes : NULL; l; l = l->next) {
		if (l->type != DX_LEX_NICKNAME) continue;
		dx_slice full = dx_lexicon_nickname(r->lexicon, l)->full;
		for (size_t i = 0, from = 0; i <= full.len; i++) {
			if (i < full.len && full.ptr[i] != ';') continue;
			if (dx_slice_eq(dx_plain_fold(r->arena, (dx_slice){full.ptr + from, i - from}), b)) return true;
			from = i + 1;
		}
	}
	return false;
}

static bool given_fits(const dx_resolver *r, const dx_parts *a, const dx_parts *b) {
	if (a->initial) return b->initial ? a->initial == b->initial : b->count && b->part[0].ptr[0] == a->initial;
	if (b->initial) return a->count && a->part[0].ptr[0] == b->initial;
	dx_slice x = a->part[0], y = b->part[0];
	if (dx_spelled_alike(x, y) || nickname_of(r, x, y) || nickname_of(r, y, x)) return true;
	/* "Khalid" and "Khaled", "Ali" and "Aly" */
	return x.ptr[0] == y.ptr[0] && x.len > 2 && y.len > 2 && x.len < y.len + 3 && y.len < x.len + 3 &&
	       dx_slice_eq(dx_skeleton(r->arena, x), dx_skeleton(r->arena, y));
}

static bool suffix_fits(const dx_parts *a, const dx_parts *b) { return dx_slice_eq(a->suffix, b->suffix); }

static bool country_fits(const dx_resolver *r, const dx_mention *m, uint32_t e) {
	const dx_entity *entity = &r->entities.items[e];
	return !m->country[0] || !entity->country[0] || !memcmp(m->country, entity->country, 2);
}

static bool has_part(const dx_parts *name, dx_slice part) {
	for (unsigned k = 0; k < name->count; k++) {
		if (dx_spelled_alike(name->part[k], part)) return true;
	}
	return false;
}

/* Do the surnames agree: the shorter one's words all among the longer one's, or written together alike? */
static bool surname_fits(const dx_resolver *r, const dx_parts *a, unsigned from_a, const dx_parts *b, unsigned from_b) {
	dx_slice x = dx_joined(r->arena, a, from_a), y = dx_joined(r->arena, b, from_b);
	if (dx_spelled_alike(x, y)) return true;
	const dx_parts *small = a->count - from_a <= b->count - from_b ? a : b, *big = small == a ? b : a;
	unsigned from = small == a ? from_a : from_b;
	if (from >= small->count) return false;
	for (unsigned k = from; k < small->count; k++) {
		if (!has_part(big, small->part[k])) return false;
	}
	return true;
}

/* The written-together surname of `longer` ends in that of `shorter`: "Amirabdollahian", "Almarzouqi". */
static bool ends_alike(dx_slice longer, dx_slice shorter) {
	if (shorter.len < 6 || longer.len <= shorter.len) return false;
	for (size_t off = longer.len - shorter.len, n = 0; n < 3; n++, off++) {
		if (off >= longer.len) break;
		if (dx_spelled_alike((dx_slice){longer.ptr + off, longer.len - off}, shorter)) return true;
	}
	return false;
}

/* Is mention m, by a full name, of somebody else than e? */
static bool another(const dx_resolver *r, uint32_t m, uint32_t e) {
	return !dx_gender_fits(dx_mention_at(r, m)->gender, r->entities.items[e].gender) || dx_namesake(r, m, e) ||
	       (r->traces.items[e].twin && dx_contradicts(r, m, e));
}

static bool full_fits(const dx_resolver *r, uint32_t m, const dx_parts *p, uint32_t e) {
	const dx_trace *t = &r->traces.items[e];
	if (!t->full || !suffix_fits(p, &t->name) || another(r, m, e)) return false;
	if (!given_fits(r, p, &t->name)) return false;
	unsigned a = p->initial ? 0 : 1, b = t->name.initial ? 0 : 1;
	if (surname_fits(r, p, a, &t->name, b)) return true;
	dx_slice x = dx_joined(r->arena, p, a), y = dx_joined(r->arena, &t->name, b);
	return ends_alike(x, y) || ends_alike(y, x);
}

static void become_fuller(dx_resolver *r, const dx_parts *p, uint32_t e) {
	dx_trace *t = &r->traces.items[e];
	enter_name(r, p, e);
	if (!t->full || (t->name.initial && !p->initial) || (p->count > t->name.count && !p->initial)) t->name = *p;
	t->full = true;
}

static dx_slice exact_key(const dx_resolver *r, const dx_parts *p) {
	dx_slice all = dx_joined(r->arena, p, 0);
	if (!p->initial && !p->suffix.len) return all;
	char *key = dx_alloc_raw(r->arena, all.len + p->suffix.len + 3);
	size_t o = 0;
	if (p->initial) key[o++] = p->initial, key[o++] = '.';
	memcpy(key + o, all.ptr, all.len);
	o += all.len;
	memcpy(key + o, p->suffix.ptr ? p->suffix.ptr : "", p->suffix.len);
	return (dx_slice){key, o + p->suffix.len};
}

/* A compound surname without a given name: "Kariuki Odhiambo", "Hagensen Braten". */
static int32_t compound_surname(const dx_resolver *r, const dx_mention *m, const dx_parts *p) {
	dx_slice joined = dx_joined(r->arena, p, 0);
	unsigned n = 0;
	for (int32_t i = tail_chain(r, dx_skeleton(r->arena, joined)); i >= 0 && n < DX_CHAIN_MAX;
	     i = link_at(r, i)->next, n++) {
		const dx_trace *t = &r->traces.items[link_at(r, i)->entity];
		if (!t->full || t->name.count < 2 ||
		    !dx_gender_fits(m->gender, r->entities.items[link_at(r, i)->entity].gender))
			continue;
		for (unsigned k = 1; k < t->name.count; k++) {
			if (dx_spelled_alike(dx_joined(r->arena, &t->name, k), joined)) return (int32_t)link_at(r, i)->entity;
		}
	}
	return -1;
}

/* A known person with a fitting full name, by any word of the surname, the last one first; -1: none. */
static int32_t known_person(const dx_resolver *r, uint32_t m, const dx_parts *p) {
	for (unsigned k = p->count; k-- > (p->initial ? 0u : 1u);) {
		unsigned n = 0;
		for (int32_t i = tail_chain(r, dx_skeleton(r->arena, p->part[k])); i >= 0 && n < DX_CHAIN_MAX;
		     i = link_at(r, i)->next, n++) {
			if (full_fits(r, m, p, link_at(r, i)->entity)) return (int32_t)link_at(r, i)->entity;
		}
	}
	return -1;
}

/* "Khalid Almarzouqi" of "Khalid al-Marzouqi". */
static bool without_al(const dx_parts *p, dx_parts *out) {
	if (p->count < 2) return false;
	dx_slice last = p->part[p->count - 1];
	if (last.len < 8 || (memcmp(last.ptr, "al", 2) && memcmp(last.ptr, "el", 2))) return false;
	*out = *p;
	out->part[p->count - 1] = (dx_slice){last.ptr + 2, last.len - 2};
	return true;
}

/* "Nagy Eszter" of "Eszter Nagy": the surname first, as in Hungary, Korea and China; -1: nobody is called so. */
static int32_t turned_round(dx_resolver *r, uint32_t m, const dx_parts *p) {
	if (p->count < 2 || p->initial || p->suffix.len) return -1;
	for (unsigned by = 1; by<p->count; by += p->count> 2 ? p->count - 2 : 1) { /* by one, to either side */
		dx_parts turned = *p;
		for (unsigned k = 0; k < p->count; k++) turned.part[k] = p->part[(k + by) % p->count];
		int32_t e = dx_name_find(r, 'p', exact_key(r, &turned), -1);
		if (e >= 0 && !another(r, m, (uint32_t)e)) return e;
	}
	return -1;
}

static uint32_t full_entity(dx_resolver *r, uint32_t m, const dx_parts *p) {
	const dx_mention *mention = dx_mention_at(r, m);
	dx_slice key = exact_key(r, p);
	int32_t exact = dx_name_find(r, 'p', key, -1), known = exact;
	if (known >= 0 && !another(r, m, (uint32_t)known)) return (uint32_t)known;
	dx_parts stripped;
	known = known_person(r, m, p);
	if (known < 0 && without_al(p, &stripped)) known = known_person(r, m, &stripped);
	if (known < 0) known = turned_round(r, m, p);
	if (known >= 0) {
		dx_name_change(r, 'p', key, known); /* of two who share it the one met last */
		become_fuller(r, p, (uint32_t)known);
		return (uint32_t)known;
	}
	int32_t compound = p->initial || exact >= 0 ? -1 : compound_surname(r, mention, p);
	if (compound >= 0) return (uint32_t)compound;
	uint32_t e = dx_entity_make(r, DIXIT_PERSON, m);
	if (exact >= 0) r->traces.items[e].twin = r->traces.items[exact].twin = true;
	become_fuller(r, p, e);
	dx_name_change(r, 'p', key, (int32_t)e);
	return e;
}

/* "Hartono said … A local teacher, Budi Hartono,": who is introduced as somebody new is not the one who spoke before.
 */
static bool newcomer(const dx_resolver *r, uint32_t m, uint32_t e) {
	const dx_trace *t = &r->traces.items[e];
	const dx_mention *head = dx_mention_at(r, (uint32_t)t->head);
	const dx_token *first = dx_token_of(r, head->first);
	if (!t->full || m >= (uint32_t)t->head || r->source_of[m] < 0 || head->first == head->name_first) return false;
	return (dx_token_is(r->text, first, "a") || dx_token_is(r->text, first, "an")) &&
	       dx_paragraph_of(r->text, dx_mention_at(r, m)->first)->role == DX_BLOCK_BODY;
}

/* How well a bearer of the surname fits a mention of it; 0: not at all. */
static unsigned name_fit(const dx_resolver *r, const dx_mention *m, dx_slice name, uint32_t e) {
	const dx_trace *t = &r->traces.items[e];
	if (!dx_gender_fits(m->gender, r->entities.items[e].gender) || !country_fits(r, m, e)) return 0;
	dx_slice last = t->name.count ? t->name.part[t->name.count - 1] : (dx_slice){"", 0};
	if (dx_slice_eq(last, name)) return 4;
	for (unsigned k = t->name.count > 1; k < t->name.count; k++) {
		if (dx_slice_eq(dx_joined(r->arena, &t->name, k), name)) return 4;
	}
	if (dx_spelled_alike(last, name) || has_part(&t->name, name)) return 3;
	dx_slice all = dx_joined(r->arena, &t->name, t->name.count > 1);
	if (dx_spelled_alike(all, name) || ends_alike(last, name) || ends_alike(all, name) || ends_alike(name, last))
		return 2;
	return 0;
}

/* The same for mention m, whose offices tell as well. */
static unsigned short_fit(const dx_resolver *r, uint32_t m, dx_slice name, uint32_t e) {
	const dx_mention *mention = dx_mention_at(r, m);
	unsigned fit = name_fit(r, mention, name, e);
	if (!fit || newcomer(r, m, e)) return 0;
	if (!mention->office_count) return fit;
	unsigned agrees = dx_agrees(r, m, e);
	return agrees ? fit + 2 + 2 * agrees : dx_contradicts(r, m, e) ? 0 : fit;
}

/* Among several bearers: the better fit; then one met three times as often; then the one met last before here; of those
 * not met yet, whom mention m gives an office, the one who has no other. */
static bool better(const dx_resolver *r, uint32_t m, uint32_t a, int32_t b) {
	const dx_trace *x = &r->traces.items[a], *y = &r->traces.items[b];
	if (x->seen >= 3 * y->seen + 3 || y->seen >= 3 * x->seen + 3) return x->seen > y->seen;
	if (!x->seen != !y->seen) return x->seen > 0;
	if (x->seen) return x->last_token > y->last_token;
	if (x->described != y->described && dx_gives_office(dx_mention_at(r, m))) return y->described;
	return a < (uint32_t)b;
}

static int32_t short_in_chain(const dx_resolver *r, uint32_t m, dx_slice name, dx_slice key) {
	int32_t best = -1;
	unsigned best_fit = 0, n = 0;
	for (int32_t i = tail_chain(r, dx_skeleton(r->arena, key)); i >= 0 && n < DX_CHAIN_MAX;
	     i = link_at(r, i)->next, n++) {
		uint32_t e = link_at(r, i)->entity;
		unsigned fit = short_fit(r, m, name, e);
		if (!fit || fit < best_fit || (best >= 0 && fit == best_fit && !better(r, m, e, best))) continue;
		best = (int32_t)e;
		best_fit = fit;
	}
	return best;
}

static uint32_t short_entity(dx_resolver *r, uint32_t m, const dx_parts *p) {
	const dx_mention *mention = dx_mention_at(r, m);
	dx_slice name = p->part[0];
	int32_t e = short_in_chain(r, m, name, name);
	if (e < 0 && name.len > 7 && !memcmp(name.ptr, "al", 2)) { /* "Almarzouqi" of "al-Marzouqi" */
		dx_slice rest = {name.ptr + 2, name.len - 2};
		e = short_in_chain(r, m, rest, rest);
	}
	if (e < 0) e = dx_name_find(r, 'n', name, -1); /* a former name */
	int32_t first =
	    dx_name_find(r, 'g', name, -1); /* the given name alone, "Hillary", or a surname that stands first */
	bool fits = first >= 0 && dx_gender_fits(mention->gender, r->entities.items[first].gender) &&
	            country_fits(r, mention, (uint32_t)first) && !dx_contradicts(r, m, (uint32_t)first);
	bool met = fits && e >= 0 && r->traces.items[first].seen && !r->traces.items[e].seen;
	if (fits && (e < 0 || met)) e = first;
	if (e >= 0) return (uint32_t)e;
	uint32_t fresh = dx_entity_make(r, DIXIT_PERSON, m);
	r->traces.items[fresh].name = *p;
	enter_name(r, p, fresh);
	return fresh;
}

bool dx_former_name(const dx_resolver *r, uint32_t m) {
	static const char *const words[] = {"née", "nee", "né", "born", "formerly", "previously"};
	uint32_t i = dx_mention_at(r, m)->name_first;
	if (i < 2 || dx_token_of(r, i - 2)->first != ',') return false;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (dx_token_is(r->text, dx_token_of(r, i - 1), words[k])) return true;
	return false;
}

/* "Jana Malá, née Hrušková": the entity named before the comma, which from now on has both names; -1: none. */
static int32_t renamed(dx_resolver *r, uint32_t m, const dx_parts *p) {
	if (!dx_former_name(r, m)) return -1;
	uint32_t comma = dx_mention_at(r, m)->name_first - 2;
	for (uint32_t k = m, n = 0; k-- > 0 && n < DX_CHAIN_MAX; n++) {
		const dx_mention *left = dx_mention_at(r, k);
		if (left->last != comma || left->type != DIXIT_PERSON || left->entity < 0) continue;
		dx_name_change(r, 'p', exact_key(r, p), left->entity);
		if (p->count) dx_name_change(r, 'n', p->part[p->count - 1], left->entity);
		return left->entity;
	}
	return -1;
}

static bool named_person(const dx_mention *m) { return m->type == DIXIT_PERSON && m->name_last > m->name_first; }

/* An unknown single word that was taken for an organisation, though it is a variant of a long surname: "Almarzouqi". */
static int32_t variant(const dx_resolver *r, uint32_t number) {
	const dx_mention *m = dx_mention_at(r, number);
	bool candidate =
	    m->type == DIXIT_ORGANISATION && !m->lexeme && m->name_last - m->name_first == 1 && m->form != DIXIT_PRONOUN;
	const dx_token *t = dx_token_of(r, m->name_first);
	if (!candidate || t->end - t->start < 7 || t->caps == DX_CAPS_UPPER || (t->word && t->word->classes)) return -1;
	dx_slice name = dx_plain_fold(r->arena, dx_token_slice(r->text, t));
	int32_t e = short_in_chain(r, number, name, name);
	if (e < 0 && name.len > 8 && !memcmp(name.ptr, "al", 2)) {
		dx_slice rest = {name.ptr + 2, name.len - 2};
		e = short_in_chain(r, number, rest, rest);
	}
	return e >= 0 && r->traces.items[e].full ? e : -1;
}

/* Two titles before one surname that no one person bears: "Swiss Interior Minister X … Foreign Minister X … Andreas X
 * said". The full name without a title is the one met last before it. */
static void contest(dx_resolver *r, uint32_t m, const dx_parts *p) {
	unsigned n = 0;
	for (int32_t i = tail_chain(r, dx_skeleton(r->arena, p->part[0])); i >= 0 && n < DX_CHAIN_MAX;
	     i = link_at(r, i)->next, n++) {
		dx_trace *t = &r->traces.items[link_at(r, i)->entity];
		if (t->stated_count || !name_fit(r, dx_mention_at(r, m), p->part[0], link_at(r, i)->entity)) continue;
		if (t->claim[0] < 0)
			t->claim[0] = t->claim[1] = (int32_t)m;
		else if (dx_offices_clash(r, m, (uint32_t)t->claim[0], false))
			t->contested = true;
		if (m < (uint32_t)t->head) t->claim[1] = (int32_t)m;
	}
}

/* Full names; then what titles stand before surnames alone. */
static void cluster_full(dx_resolver *r, dx_parts *parts) {
	for (uint32_t m = 0; m < r->mentions->count; m++) {
		dx_mention *mention = dx_mention_at(r, m);
		if (!named_person(mention)) continue;
		dx_parts_of(r, mention->name_first, mention->name_last, parts);
		int32_t old = renamed(r, m, parts);
		if (old < 0 && parts->count + (parts->initial != 0) < 2) continue;
		uint32_t e = old >= 0 ? (uint32_t)old : full_entity(r, m, parts);
		dx_entity_join(r, m, e);
		dx_state(r, m, e);
		if (!parts->initial && old < 0) dx_name_find(r, 'g', parts->part[0], (int32_t)e);
	}
	for (uint32_t m = 0; m < r->mentions->count; m++) {
		const dx_mention *mention = dx_mention_at(r, m);
		if (!named_person(mention) || mention->entity >= 0 || !mention->office_count) continue;
		dx_parts_of(r, mention->name_first, mention->name_last, parts);
		if (parts->count == 1 && !parts->initial) contest(r, m, parts);
	}
	for (uint32_t e = 0; e < r->traces.count; e++) {
		dx_trace *t = &r->traces.items[e];
		if (t->contested) dx_state(r, (uint32_t)t->claim[1], e);
	}
}

void dx_people_cluster(dx_resolver *r) {
	dx_parts *parts = DX_NEW(r->arena, dx_parts, 1);
	cluster_full(r, parts);
	for (uint32_t m = 0; m < r->mentions->count; m++) {
		dx_mention *mention = dx_mention_at(r, m);
		int32_t stray = mention->name_last > mention->name_first ? variant(r, m) : -1;
		if (stray >= 0) {
			mention->type = DIXIT_PERSON;
			mention->form = DIXIT_SHORT;
			dx_entity_join(r, m, (uint32_t)stray);
		}
		if (!named_person(mention)) continue;
		if (mention->entity < 0) {
			dx_parts_of(r, mention->name_first, mention->name_last, parts);
			if (!parts->count) continue;
			uint32_t e = short_entity(r, m, parts);
			dx_entity_join(r, m, e);
			dx_state(r, m, e);
			mention->form = DIXIT_SHORT;
		}
		dx_trace *t = &r->traces.items[mention->entity];
		t->seen++;
		t->last_token = mention->first;
	}
}
