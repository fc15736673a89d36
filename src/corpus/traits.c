/* What articles say of people: offices, countries, institutions, fields of work; how well two such descriptions agree.
 */
#include "corpus/who.h"

/* Last words of titles, and of institutions, by field of work. */
static const struct {
	const char *word;
	uint8_t field;
} workers[] = {{"chief executive", DX_FIELD_BUSINESS},
               {"chief executive officer", DX_FIELD_BUSINESS},
               {"ceo", DX_FIELD_BUSINESS},
               {"founder", DX_FIELD_BUSINESS},
               {"businessman", DX_FIELD_BUSINESS},
               {"businesswoman", DX_FIELD_BUSINESS},
               {"entrepreneur", DX_FIELD_BUSINESS},
               {"banker", DX_FIELD_BUSINESS},
               {"investor", DX_FIELD_BUSINESS},
               {"trader", DX_FIELD_BUSINESS},
               {"industrialist", DX_FIELD_BUSINESS},
               {"executive", DX_FIELD_BUSINESS},
               {"engineer", DX_FIELD_BUSINESS},
               {"coach", DX_FIELD_SPORT},
               {"footballer", DX_FIELD_SPORT},
               {"striker", DX_FIELD_SPORT},
               {"midfielder", DX_FIELD_SPORT},
               {"goalkeeper", DX_FIELD_SPORT},
               {"player", DX_FIELD_SPORT},
               {"athlete", DX_FIELD_SPORT},
               {"boxer", DX_FIELD_SPORT},
               {"referee", DX_FIELD_SPORT},
               {"sprinter", DX_FIELD_SPORT},
               {"swimmer", DX_FIELD_SPORT},
               {"actor", DX_FIELD_ARTS},
               {"actress", DX_FIELD_ARTS},
               {"singer", DX_FIELD_ARTS},
               {"filmmaker", DX_FIELD_ARTS},
               {"film director", DX_FIELD_ARTS},
               {"movie director", DX_FIELD_ARTS},
               {"novelist", DX_FIELD_ARTS},
               {"poet", DX_FIELD_ARTS},
               {"musician", DX_FIELD_ARTS},
               {"comedian", DX_FIELD_ARTS},
               {"painter", DX_FIELD_ARTS},
               {"rapper", DX_FIELD_ARTS},
               {"playwright", DX_FIELD_ARTS},
               {"composer", DX_FIELD_ARTS},
               {"judge", DX_FIELD_COURT},
               {"magistrate", DX_FIELD_COURT},
               {"chief justice", DX_FIELD_COURT},
               {"professor", DX_FIELD_SCIENCE},
               {"scientist", DX_FIELD_SCIENCE},
               {"researcher", DX_FIELD_SCIENCE},
               {"physicist", DX_FIELD_SCIENCE},
               {"biologist", DX_FIELD_SCIENCE},
               {"epidemiologist", DX_FIELD_SCIENCE},
               {"minister", DX_FIELD_POLITICS},
               {"senator", DX_FIELD_POLITICS},
               {"lawmaker", DX_FIELD_POLITICS},
               {"congressman", DX_FIELD_POLITICS},
               {"congresswoman", DX_FIELD_POLITICS},
               {"governor", DX_FIELD_POLITICS},
               {"mayor", DX_FIELD_POLITICS},
               {"ambassador", DX_FIELD_POLITICS},
               {"envoy", DX_FIELD_POLITICS},
               {"diplomat", DX_FIELD_POLITICS},
               {"opposition leader", DX_FIELD_POLITICS},
               {"deputy", DX_FIELD_POLITICS},
               {"nominee", DX_FIELD_POLITICS},
               {"candidate", DX_FIELD_POLITICS},
               {"politician", DX_FIELD_POLITICS},
               {"party leader", DX_FIELD_POLITICS},
               {"general", DX_FIELD_ARMY},
               {"colonel", DX_FIELD_ARMY},
               {"admiral", DX_FIELD_ARMY},
               {"commander", DX_FIELD_ARMY},
               {"ministry", DX_FIELD_POLITICS},
               {"government", DX_FIELD_POLITICS},
               {"parliament", DX_FIELD_POLITICS},
               {"party", DX_FIELD_POLITICS},
               {"department", DX_FIELD_POLITICS},
               {"university", DX_FIELD_SCIENCE},
               {"institute", DX_FIELD_SCIENCE},
               {"united", DX_FIELD_SPORT},
               {"fc", DX_FIELD_SPORT},
               {"club", DX_FIELD_SPORT},
               {"team", DX_FIELD_SPORT},
               {"court", DX_FIELD_COURT},
               {"company", DX_FIELD_BUSINESS},
               {"corporation", DX_FIELD_BUSINESS},
               {"corp", DX_FIELD_BUSINESS},
               {"inc", DX_FIELD_BUSINESS},
               {"ltd", DX_FIELD_BUSINESS},
               {"holdings", DX_FIELD_BUSINESS},
               {"airlines", DX_FIELD_BUSINESS},
               {"airways", DX_FIELD_BUSINESS},
               {"motors", DX_FIELD_BUSINESS},
               {"army", DX_FIELD_ARMY},
               {"navy", DX_FIELD_ARMY}};

/* Fields that one person seldom works in both: a judge is no coach. Economists and soldiers become ministers. */
static const uint8_t strangers[][2] = {{DX_FIELD_POLITICS, DX_FIELD_SPORT | DX_FIELD_ARTS},
                                       {DX_FIELD_BUSINESS, DX_FIELD_SPORT | DX_FIELD_ARTS | DX_FIELD_COURT},
                                       {DX_FIELD_SPORT, DX_FIELD_ARTS | DX_FIELD_COURT | DX_FIELD_SCIENCE},
                                       {DX_FIELD_COURT, DX_FIELD_ARTS | DX_FIELD_SCIENCE | DX_FIELD_ARMY},
                                       {DX_FIELD_ARMY, DX_FIELD_SPORT | DX_FIELD_ARTS | DX_FIELD_BUSINESS}};

/* Does the text end in the words, alone or behind a blank? */
static bool ends_in(dx_slice text, dx_slice words, char blank) {
	if (text.len < words.len) return false;
	size_t at = text.len - words.len;
	return (!at || text.ptr[at - 1] == blank) && dx_same_word((dx_slice){text.ptr + at, words.len}, words);
}

static uint8_t field_of(dx_slice text, char blank) {
	for (size_t i = 0; i < sizeof workers / sizeof *workers; i++)
		if (ends_in(text, dx_slice_of(workers[i].word), blank)) return workers[i].field;
	return 0;
}

static const dx_title *title_row(const dx_lexicon *lexicon, dx_slice text) {
	uint32_t node = 0;
	const dx_lexeme *found = NULL;
	char lower[80];
	if (text.len >= sizeof lower) return NULL;
	for (size_t i = 0; i < text.len; i++)
		lower[i] = (char)(text.ptr[i] >= 'A' && text.ptr[i] <= 'Z' ? text.ptr[i] + 32 : text.ptr[i]);
	for (size_t i = 0, from = 0; i <= text.len; i++) {
		if (i < text.len && text.ptr[i] != ' ') continue;
		const dx_word *w = dx_lexicon_word(lexicon, lower + from, i - from);
		if (!w) return NULL;
		if (!from) {
			node = w->node;
			found = w->lexemes;
		} else {
			node = node ? dx_lexicon_step(lexicon, node, w) : 0;
			if (!node) return NULL;
			found = dx_lexicon_at(lexicon, node);
		}
		from = i + 1;
	}
	for (; found; found = found->next)
		if (found->type == DX_LEX_TITLE) return dx_lexicon_title(lexicon, found);
	return NULL;
}

static bool is_one_of(dx_slice text, const char *const *words) {
	for (; *words; words++)
		if (dx_same_word(text, dx_slice_of(*words))) return true;
	return false;
}

static bool begins(dx_slice text, const char *words) {
	size_t n = strlen(words);
	return text.len > n && dx_same_word((dx_slice){text.ptr, n}, (dx_slice){words, n});
}

static bool below(dx_slice title) {
	static const char *const words[] = {"deputy ", "vice ",         "junior ", "assistant ", "under ",
	                                    "state ",  "first deputy ", "former ", "shadow ",    NULL};
	for (unsigned i = 0; words[i]; i++)
		if (begins(title, words[i])) return true;
	return false;
}

static bool sole(dx_slice title) {
	static const char *const words[] = {"president",
	                                    "prime minister",
	                                    "premier",
	                                    "chancellor",
	                                    "king",
	                                    "queen",
	                                    "emir",
	                                    "sultan",
	                                    "supreme leader",
	                                    "secretary of state",
	                                    "foreign secretary",
	                                    "home secretary",
	                                    "secretary of defense",
	                                    "parliament speaker",
	                                    "top diplomat",
	                                    "vice president",
	                                    "crown prince",
	                                    "chief justice",
	                                    "opposition leader",
	                                    "central bank governor",
	                                    "attorney general",
	                                    NULL};
	if (is_one_of(title, words)) return true;
	return !below(title) && ends_in(title, DX_LIT("minister"), ' ') && title.len > 9;
}

static dx_job job_of(const dixit_corpus *corpus, dx_slice text) {
	static const char *const vague[] = {"president",      "leader",    "minister", "official",  "head",
	                                    "chief",          "director",  "chairman", "chair",     "spokesperson",
	                                    "member",         "senator",   "governor", "candidate", "nominee",
	                                    "representative", "secretary", "lawyer",   "founder",   "chief executive",
	                                    "general",        "speaker",   "former",   "diplomat",  "envoy",
	                                    "front-runner",   "son",       "husband",  "wife",      "father",
	                                    "brother",        "sister",    "mother",   "daughter",  NULL};
	const dx_title *row = title_row(corpus->lexicon, text);
	bool official = row && (row->kind == DX_TITLE_OFFICE || row->kind == DX_TITLE_RANK);
	official = official || ends_in(text, DX_LIT("minister"), ' ') || ends_in(text, DX_LIT("ambassador"), ' ');
	return (dx_job){.text = text,
	                .fields = field_of(text, ' '),
	                .official = official && !is_one_of(text, (const char *const[]){"chief executive", NULL}),
	                .sole = sole(text),
	                .plain = is_one_of(text, vague),
	                .deputy = below(text)};
}

void dx_jobs_read(dixit_corpus *corpus) {
	static const char *const heads[] = {"Foreign Minister", "Prime Minister", "Parliament Speaker", "Defense Minister"};
	dx_identity *id = corpus->identity;
	uint32_t same[4] = {DX_NONE, DX_NONE, DX_NONE, DX_NONE};
	id->jobs = DX_NEW(&corpus->arena, dx_job, id->titles.items.count + 1);
	dx_map folded;
	dx_map_init(&folded, &corpus->temp, id->titles.items.count + 16);
	for (uint32_t i = 0; i < id->titles.items.count; i++) {
		dx_job *job = &id->jobs[i];
		dx_slice text = id->titles.items.items[i];
		*job = job_of(corpus, text);
		job->same = dx_map_put(&folded, dx_plain_fold(&corpus->temp, text), i, NULL)->value;
		for (unsigned k = 0; k < 4; k++) {
			if (dx_title_fit(text, dx_slice_of(heads[k])) < 3) continue;
			if (same[k] == DX_NONE) same[k] = job->same;
			job->same = same[k];
		}
	}
}

static bool known(const char country[2]) { return country[0] != 0; }
static bool equal(const char a[2], const char b[2]) { return a[0] == b[0] && a[1] == b[1]; }

static void add_post(dx_traits *t, const dx_post *p) {
	dx_post *rare = NULL;
	for (unsigned i = 0; i < t->post_count; i++) {
		dx_post *q = &t->posts[i];
		if (q->job == p->job && equal(q->country, p->country)) {
			q->count = (uint16_t)(q->count + p->count < UINT16_MAX ? q->count + p->count : UINT16_MAX);
			if (p->first != DX_UNDATED && (q->first == DX_UNDATED || p->first < q->first)) q->first = p->first;
			if (p->last > q->last) q->last = p->last;
			return;
		}
		if (!rare || q->count < rare->count) rare = q;
	}
	if (t->post_count < DX_POSTS_MAX)
		t->posts[t->post_count++] = *p;
	else if (rare && rare->count < p->count)
		*rare = *p;
}

static void add_land(dx_traits *t, dx_land land) {
	dx_land *rare = NULL;
	for (unsigned i = 0; i < t->land_count; i++) {
		dx_land *l = &t->lands[i];
		if (equal(l->iso, land.iso)) {
			l->count = (uint16_t)(l->count + land.count < UINT16_MAX ? l->count + land.count : UINT16_MAX);
			l->official |= land.official;
			return;
		}
		if (!rare || l->count < rare->count) rare = l;
	}
	if (t->land_count < DX_LANDS_MAX)
		t->lands[t->land_count++] = land;
	else if (rare && rare->count < land.count)
		*rare = land;
}

static void add_body(dx_traits *t, uint32_t key, uint16_t count) {
	dx_place_of_work *rare = NULL;
	for (unsigned i = 0; i < t->body_count; i++) {
		dx_place_of_work *b = &t->bodies[i];
		if (b->key == key) {
			b->count = (uint16_t)(b->count + count < UINT16_MAX ? b->count + count : UINT16_MAX);
			return;
		}
		if (!rare || b->count < rare->count) rare = b;
	}
	if (t->body_count < DX_BODIES_MAX)
		t->bodies[t->body_count++] = (dx_place_of_work){key, count};
	else if (rare && rare->count < count)
		*rare = (dx_place_of_work){key, count};
}

void dx_traits_see(const dx_identity *id, dx_traits *t, uint32_t seen) {
	const dx_seen *s = &id->seen.items[seen];
	int32_t day = id->day[id->place[seen]];
	bool official = false;
	for (uint32_t k = 0; k < s->held_count; k++) {
		const dx_held *held = &id->held.items[s->held + k];
		const dx_job *job = &id->jobs[held->title];
		const char *country = known(held->country) ? held->country : s->country;
		dx_post post = {.job = job->same, .count = 1, .first = day, .last = day};
		memcpy(post.country, country, sizeof post.country);
		add_post(t, &post);
		official |= job->official && known(country);
		if (known(held->country)) {
			dx_land land = {.count = 1, .official = job->official};
			memcpy(land.iso, held->country, sizeof land.iso);
			add_land(t, land);
		}
		t->fields |= job->fields;
		if (held->body == DX_NONE) continue;
		add_body(t, held->body, 1);
		if (!job->fields) t->fields |= field_of(id->keys.items.items[held->body], '-');
	}
	if (known(s->country)) {
		dx_land land = {.count = 1, .official = official};
		memcpy(land.iso, s->country, sizeof land.iso);
		add_land(t, land);
	}
}

void dx_traits_hold(const dx_identity *id, dx_traits *t, const dx_post *post, uint32_t body) {
	add_post(t, post);
	if (known(post->country)) {
		dx_land land = {.count = 1, .official = true};
		memcpy(land.iso, post->country, sizeof land.iso);
		add_land(t, land);
	}
	t->fields |= id->jobs[post->job].fields;
	if (body != DX_NONE) add_body(t, body, 1);
}

void dx_traits_join(dx_traits *into, const dx_traits *from) {
	for (unsigned i = 0; i < from->post_count; i++) add_post(into, &from->posts[i]);
	for (unsigned i = 0; i < from->land_count; i++) add_land(into, from->lands[i]);
	for (unsigned i = 0; i < from->body_count; i++) add_body(into, from->bodies[i].key, from->bodies[i].count);
	into->fields |= from->fields;
}

static int posts_fit(const dx_identity *id, const dx_traits *a, const dx_traits *b) {
	int best = 0;
	for (unsigned i = 0; i < a->post_count; i++) {
		for (unsigned k = 0; k < b->post_count; k++) {
			const dx_post *p = &a->posts[i], *q = &b->posts[k];
			if (p->job != q->job) continue;
			bool plain = id->jobs[p->job].plain, both = known(p->country) && known(q->country);
			if (both && !equal(p->country, q->country)) continue;
			int points = both ? (plain ? 30 : 50) : plain ? 10 : 25;
			if (points > best) best = points;
		}
	}
	return best;
}

static int lands_fit(const dx_traits *a, const dx_traits *b, bool *clash) {
	if (!a->land_count || !b->land_count) return 0;
	bool official_a = false, official_b = false;
	for (unsigned i = 0; i < a->land_count; i++) {
		official_a |= a->lands[i].official;
		for (unsigned k = 0; k < b->land_count; k++)
			if (equal(a->lands[i].iso, b->lands[k].iso)) return 15;
	}
	for (unsigned k = 0; k < b->land_count; k++) official_b |= b->lands[k].official;
	*clash = official_a && official_b;
	return *clash ? -50 : -30;
}

static int bodies_fit(const dx_identity *id, const dx_traits *a, const dx_traits *b) {
	int best = 0;
	for (unsigned i = 0; i < a->body_count; i++) {
		for (unsigned k = 0; k < b->body_count; k++) {
			if (a->bodies[i].key != b->bodies[k].key) continue;
			bool common = id->articles[a->bodies[i].key] > 20 + id->place_count / 20;
			int points = common ? 10 : 30;
			if (points > best) best = points;
		}
	}
	return best;
}

static bool estranged(uint8_t a, uint8_t b) {
	if (!a || !b || (a & b)) return false;
	for (size_t i = 0; i < sizeof strangers / sizeof *strangers; i++) {
		if ((a & strangers[i][0]) && (b & strangers[i][1])) return true;
		if ((b & strangers[i][0]) && (a & strangers[i][1])) return true;
	}
	return false;
}

int dx_traits_fit(const dx_identity *id, const dx_traits *a, const dx_traits *b, bool *clash) {
	*clash = false;
	int posts = posts_fit(id, a, b), bodies = bodies_fit(id, a, b);
	int points = posts + bodies + lands_fit(a, b, clash);
	if (bodies >= 30) *clash = false; /* the commissioner of a common institution, by nation or not */
	return estranged(a->fields, b->fields) && bodies < 30 ? points - 40 : points;
}
