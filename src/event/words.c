#include "event/words.h"

#include "base/map.h"

/* One row a meaning, its forms in one string. A word stands in one row only. */
static const struct {
	dx_event_word code;
	const char *forms;
} rows[] = {
    {DX_EV_MEET, "met meet meets conferred"},
    {DX_EV_MEETING, "meeting meetings"},
    {DX_EV_TALKS, "talks discussions negotiations consultations"},
    {DX_EV_CALL, "call calls"},
    {DX_EV_CONVERSATION, "conversation conversations"},
    {DX_EV_SPEAK, "spoke spoken speak speaks speaking talked talking"},
    {DX_EV_PHONED, "phoned telephoned"},
    {DX_EV_DISCUSS, "discussed discuss discusses discussing"},
    {DX_EV_SIGN, "signed"},
    {DX_EV_SEE, "see"},
    {DX_EV_VISITED, "visited visiting toured touring"},
    {DX_EV_VISIT, "visit visits"},
    {DX_EV_TRIP, "trip trips tour stopover"},
    {DX_EV_GO,
     "arrived arrive arrives arriving flew fly flies flying flown traveled travelled travel travels traveling "
     "travelling landed drove driven headed heads heading touched"},
    {DX_EV_DUE, "due expected"},
    {DX_EV_HOST, "hosted host hosts hosting"},
    {DX_EV_RECEIVE, "received receives receive receiving welcomed welcomes"},
    {DX_EV_TELL, "told tells tell telling"},
    {DX_EV_ADDRESSED, "addressed addresses addressing"},
    {DX_EV_ADDRESS, "address"},
    {DX_EV_SPEECH, "speech remarks"},
    {DX_EV_SIT, "sat sit sits sitting convene convened convenes"},
    {DX_EV_SESSION, "session sessions"},
    {DX_EV_SUMMIT, "summit summits"},
    {DX_EV_CONFERENCE, "conference conferences"},
    {DX_EV_BRIEFING, "briefing briefings"},
    {DX_EV_INTERVIEW, "interview"},
    {DX_EV_INTERVIEWED, "interviewed"},
    {DX_EV_HOLD, "held hold holds holding conducted concluded opened ended closed began started begins starts "
                 "ends opens wound"},
    {DX_EV_HAVE, "had have has having"},
    {DX_EV_ATTEND, "attend attended attends attending chair chaired chairs chairing joined joining led co-chaired "
                   "co-hosted"},
    {DX_EV_OCCUR, "took takes take taking lasted continued kicked wrapped"},
    {DX_EV_PAY, "paid pays pay paying made makes make making gave give gives giving granted "
                "delivered delivers"},
    {DX_EV_UNREAL,
     "refused refuse refuses refusing declined declines failed fails cancel cancels "
     "postpone postpones denied denies deny denying rejected rejects reject "
     "offered offers offer offering want wants wanted hope hopes hoped hoping urged urges urge urging "
     "asked asks ask asking proposed proposes propose proposing proposal proposals suggested suggests "
     "seek seeks sought seeking demand demands demanded demanding invited invite invites inviting "
     "invitation ruled ready willing readiness willingness prepared possible potential hypothetical "
     "arrange arranging block blocked blocks blocking prevent prevented oppose opposed opposes cancelling "
     "request requests requested requesting calling consider considers considered considering avoid "
     "avoided skip skipped boycott boycotted need needs needed appealed pushed pushing unable "
     "supposed without no any"},
    {DX_EV_NOT, "not n't never neither nor cannot"},
    {DX_EV_MAY, "may might could can should must ought"},
    {DX_EV_WILL, "will would shall 'll"},
    {DX_EV_PLAN, "plan plans planned planning scheduled set slated agreed intends intend intended going "
                 "expect expects expecting"},
    {DX_EV_PLANNED, "upcoming forthcoming"},
    {DX_EV_PHONE, "phone telephone telephonic video video-conference videoconference videolink video-link zoom"},
    {DX_EV_PRESS, "press news media"},
    {DX_EV_SEPARATE, "separate separately"},
    {DX_EV_SPAN, "hours hour days day minutes minute months rounds round series string flurry"},
    {DX_EV_AGAIN, "again"},
    {DX_EV_SIDELINES, "sidelines sideline margins"},
    {DX_EV_EDGE, "start beginning end opening close outset margin"},
    {DX_EV_OUTLET, "broadcaster channel newspaper radio television tv daily magazine weekly station network website "
                   "podcast"},
    {DX_EV_MATTER,
     "situation war wars conflict crisis violence fighting developments ceasefire truce protests unrest attack attacks "
     "strike strikes coup election elections tensions offensive operation operations killing killings peace stability "
     "security hostilities events aid famine army troops government rebels people rights democracy transition base "
     "bases embassy plant plants"},
    {DX_EV_TOWN, "city town village capital port island resort suburb outskirts district region province centre center "
                 "heart"},
    {DX_EV_TIMES, "times twice thrice regularly often frequently repeatedly routinely"},
    {DX_EV_LATERAL, "trilateral bilateral"},
    {DX_EV_BEHIND, "behind"},
    {DX_EV_PUBLIC, "hall townhall town-hall hall-style caucus prayer intelligence job shareholders"},
    {DX_EV_CANCELLED, "cancelled canceled postponed scrapped called"},
    {DX_EV_WITH, "with alongside involving"},
    {DX_EV_BETWEEN, "between among"},
    {DX_EV_OF, "of"},
    {DX_EV_BY, "by via over"},
    {DX_EV_IN, "in inside near outside"},
    {DX_EV_AT, "at"},
    {DX_EV_ON, "on"},
    {DX_EV_ABOUT, "about regarding concerning aimed focused focusing dedicated devoted"},
    {DX_EV_TO, "to"},
    {DX_EV_FOR, "for"},
    {DX_EV_FROM, "from"},
    {DX_EV_DURING, "during amid throughout"},
    {DX_EV_AFTER, "after following"},
    {DX_EV_BEFORE, "before ahead prior"},
    {DX_EV_SINCE, "since until till"},
    {DX_EV_TOGETHER, "together jointly along"},
    {DX_EV_AND, "and & or plus"},
    {DX_EV_BUT, "but yet"},
    {DX_EV_THAT, "that"},
    {DX_EV_WHO, "who which whose whom"},
    {DX_EV_WHERE, "where"},
    {DX_EV_WHEN, "when while because although though whereas once"},
    {DX_EV_IF, "if whether unless"},
    {DX_EV_AS, "as"},
    {DX_EV_THE, "the these those"},
    {DX_EV_A, "a an another"},
    {DX_EV_BOTH, "both"},
    {DX_EV_THEIR, "their"},
    {DX_EV_TWO, "two pair duo"},
    {DX_EV_SIDES, "sides parties countries nations"},
    {DX_EV_PERSONS, "men women leaders ministers diplomats officials presidents counterparts chiefs envoys premiers"},
    {DX_EV_LISTENERS, "ambassadors delegates elders dignitaries commissioners"},
    {DX_EV_DELEGATION, "delegation delegations mediators negotiators"},
    {DX_EV_COUNTERPARTS, "counterpart"},
    {DX_EV_LATE, "late early earlier later"},
    {DX_EV_LAST, "last past previous"},
    {DX_EV_NEXT, "next coming"},
    {DX_EV_THIS, "this"},
    {DX_EV_PERIOD, "week weeks month year years weekend summer autumn winter spring fall"},
    {DX_EV_SAME, "same"},
    {DX_EV_COUNT, "one three four five six"},
    {DX_EV_RECENTLY, "recently previously ago"},
};

enum { SLOTS = 2048 }; /* over four times the words, so that most probes end at once */

typedef struct table {
	uint64_t hash[SLOTS];
	uint8_t code[SLOTS];
} table;

static void add(table *t, const char *word, size_t len, dx_event_word code) {
	uint64_t h = dx_hash(word, len);
	uint32_t i = h & (SLOTS - 1);
	while (t->hash[i] && t->hash[i] != h) i = (i + 1) & (SLOTS - 1);
	if (t->hash[i]) return;
	t->hash[i] = h;
	t->code[i] = (uint8_t)code;
}

static void fill(table *t) {
	for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
		for (const char *s = rows[r].forms; *s;) {
			size_t len = strcspn(s, " ");
			add(t, s, len, rows[r].code);
			s += len + (s[len] == ' ');
		}
	}
}

/* What "trilateral" is before a word of that code. */
static uint8_t lateral(uint8_t next) {
	return next >= DX_EV_WITH && next <= DX_EV_TOGETHER ? DX_EV_MEETING : DX_EV_NONE;
}

/* "Called Bae on Monday" may be by phone; "called off", "called for" are not. */
static uint8_t called(const dx_text *text, uint32_t i) {
	if (i + 1 >= text->token_count || !dx_token_is(text, &text->tokens[i], "called")) return DX_EV_CANCELLED;
	return text->tokens[i + 1].caps != DX_CAPS_NONE ? DX_EV_CALLED : DX_EV_CANCELLED;
}

uint8_t *dx_event_words(const dx_text *text, dx_arena *arena, bool *any) {
	table *t = DX_NEW(arena, table, 1);
	uint8_t *codes = DX_NEW(arena, uint8_t, text->token_count + 1);
	fill(t);
	*any = false;
	for (uint32_t k = 0; k < text->token_count; k++) {
		uint64_t h = text->tokens[k].hash;
		uint32_t i = h & (SLOTS - 1);
		while (t->hash[i] && t->hash[i] != h) i = (i + 1) & (SLOTS - 1);
		codes[k] = t->code[i];
		if (codes[k] == DX_EV_CANCELLED) codes[k] = called(text, k);
		if (k && codes[k - 1] == DX_EV_LATERAL) codes[k - 1] = lateral(codes[k]);
		*any |= codes[k] == DX_EV_LATERAL || (codes[k] > DX_EV_NONE && codes[k] < DX_EV_TRIGGERS);
	}
	return codes;
}
