/* When two titles mean one office: "the minister", "Iran's top diplomat", "the envoy". */
#include "entity/resolver.h"

bool dx_same_word(dx_slice a, dx_slice b) {
	if (a.len != b.len) return false;
	for (size_t i = 0; i < a.len; i++) {
		if ((a.ptr[i] | 32) != (b.ptr[i] | 32)) return false;
	}
	return true;
}

static dx_slice last_word(dx_slice s) {
	size_t i = s.len;
	while (i > 0 && s.ptr[i - 1] != ' ') i--;
	return (dx_slice){s.ptr + i, s.len - i};
}

/* Offices that news treats as one: the head of a country's diplomacy, of its government, of its state. */
static const struct {
	const char *title;
	char group;
} groups[] = {{"Foreign Minister", 'f'},    {"Secretary of State", 'f'}, {"Foreign Secretary", 'f'},
              {"Top Diplomat", 'f'},        {"Prime Minister", 'p'},     {"Premier", 'p'},
              {"Chancellor", 'p'},          {"Chief Executive", 'e'},    {"Speaker", 's'},
              {"Parliament Speaker", 's'},  {"House Speaker", 's'},      {"Defense Minister", 'd'},
              {"Secretary of Defense", 'd'}};

static char group_of(dx_slice title) {
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
		if (dx_same_word(title, dx_slice_of(groups[i].title))) return groups[i].group;
	}
	return 0;
}

char dx_office_group(dx_slice title) { return group_of(title); }

/* Loose words and the heads of offices they may stand for. */
static const struct {
	const char *word, *heads;
} loose[] = {
    {"diplomat", "foreign minister;secretary of state;ambassador;envoy;special envoy;deputy foreign minister;diplomat"},
    {"leader", "president;prime minister;premier;chancellor;supreme leader;king;emir;party leader;junta "
               "leader;leader;opposition leader"},
    {"lawmaker", "senator;representative;congressman;congresswoman;member of parliament;deputy;lawmaker"},
    {"legislator", "senator;representative;congressman;congresswoman;member of parliament;deputy;lawmaker"},
    {"official", "official"},
    {"envoy", "ambassador;special representative"},
    {"premier", "prime minister"},
    {"politician", "senator;member of parliament;lawmaker;politician"},
    {"monarch", "king;queen;emir;sultan"},
    {"chief", "director;chairman;head;commander"},
    {"chairman", "chair;chairperson"},
    {"boss", "chief executive"}};

static bool loosely(dx_slice word, dx_slice role) {
	dx_slice head = last_word(role);
	for (size_t i = 0; i < sizeof loose / sizeof *loose; i++) {
		if (!dx_same_word(word, dx_slice_of(loose[i].word))) continue;
		const char *p = loose[i].heads;
		while (*p) {
			size_t n = strcspn(p, ";");
			if (dx_same_word(role, (dx_slice){p, n}) || dx_same_word(head, (dx_slice){p, n})) return true;
			p += n + (p[n] == ';');
		}
	}
	return false;
}

/* "Acting Foreign Minister" → "Foreign Minister". */
static dx_slice without_acting(dx_slice title) {
	const size_t n = sizeof "Acting " - 1;
	bool acting = title.len > n && dx_same_word((dx_slice){title.ptr, n}, DX_LIT("Acting "));
	return acting ? (dx_slice){title.ptr + n, title.len - n} : title;
}

static bool begins(dx_slice title, const char *word) {
	size_t n = strlen(word);
	return title.len > n && dx_same_word((dx_slice){title.ptr, n}, dx_slice_of(word));
}

/* Cut "Vice" or "Deputy" off; false: there is none. */
static bool second(dx_slice *title) {
	size_t n = begins(*title, "Vice ") ? 5 : begins(*title, "Deputy ") ? 7 : 0;
	if (!n) return false;
	*title = (dx_slice){title->ptr + n, title->len - n};
	return true;
}

unsigned dx_title_fit(dx_slice title, dx_slice role) {
	if (dx_same_word(title, role)) return 3;
	dx_slice a = without_acting(title), b = without_acting(role);
	if (a.len != title.len ||
	    b.len != role.len) { /* "the president" may be one who acts, "the acting president" hardly another */
		unsigned fit = dx_title_fit(a, b), most = a.len != title.len ? 1 : 2;
		return fit < most ? fit : most;
	}
	dx_slice office = title, other = role;
	if (second(&office) && second(&other)) return dx_title_fit(office, other); /* "the vice minister" of trade */
	if (begins(title, "Vice ") != begins(role, "Vice ")) return 0; /* a vice president is not "the president" */
	if (begins(title, "Deputy ") != begins(role, "Deputy "))
		return loosely(title, role) || dx_same_word(title, last_word(role));
	char group = group_of(title);
	if (group && group == group_of(role)) return 3;
	if (dx_same_word(title, DX_LIT("minister")) && group_of(role) == 'p')
		return 0; /* a prime minister is not "the minister" */
	bool plain = last_word(title).len == title.len, role_plain = last_word(role).len == role.len;
	if ((plain || role_plain) && dx_same_word(last_word(title), last_word(role))) return 2;
	return plain && loosely(title, role) ? 1 : 0;
}

/* Words for whoever is at the head of a body: with the same body they mean one person. */
bool dx_heads_body(dx_slice title) {
	static const char *const words[] = {"chief",
	                                    "head",
	                                    "director",
	                                    "director general",
	                                    "secretary-general",
	                                    "president",
	                                    "chair",
	                                    "chairman",
	                                    "leader",
	                                    "commissioner",
	                                    "high commissioner",
	                                    "high representative",
	                                    "governor",
	                                    "managing director",
	                                    "executive director",
	                                    "administrator",
	                                    "commissioner-general",
	                                    "boss"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		if (dx_same_word(title, dx_slice_of(words[k]))) return true;
	}
	return false;
}

static bool title_ends(dx_slice title, const char *end) {
	size_t n = strlen(end);
	return title.len >= n && !memcmp(title.ptr + title.len - n, end, n);
}

bool dx_speaks_for(dx_slice title) {
	static const char *const ends[] = {"Spokesperson",    "Spokesman",  "Spokeswoman",
	                                   "Press Secretary", "Ambassador", "Permanent Representative",
	                                   "Lawyer",          "Attorney"};
	for (size_t k = 0; k < sizeof ends / sizeof *ends; k++) {
		if (title_ends(title, ends[k])) return true;
	}
	return false;
}

/* a, an, another: somebody new */
bool dx_indefinite(const dx_resolver *r, const dx_mention *m) {
	static const char *const words[] = {"a", "an", "another", "one", "some", "any"};
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		if (dx_token_is(r->text, dx_token_of(r, m->first), words[k])) return true;
	}
	return false;
}
