#include "mention/words.h"

/* clang-format off */
/* Last words of organisations' names. */
static const char *const organisations[] = {
    "academy", "administration", "agency", "airline", "airlines", "airways", "alliance", "army", "assembly",
    "associates", "association", "authority", "bank", "board", "brands", "brigade", "brigades", "broadcaster",
    "broadcasting", "bulletin", "bureau", "cabinet", "campaign", "capital", "caucus", "center", "centre",
    "chamber", "chronicle", "church", "club", "coalition", "college", "command", "commission", "committee",
    "communications", "company", "confederation", "conference", "congress", "consulate", "consulting",
    "convention", "corp", "corporation", "council", "courier", "court", "daily", "department", "directorate",
    "dispatch", "division", "embassy", "energy", "enterprises", "entertainment", "examiner", "exchange",
    "federation", "fellowship", "foods", "force", "forces", "forum", "foundation", "front", "fund", "gas",
    "gazette", "gmbh", "government", "group", "guard", "guardian", "guards", "headquarters", "herald",
    "holdings", "hospital", "inc", "industries", "initiative", "inquirer", "inspectorate", "institute",
    "institution", "insurance", "international", "investments", "journal", "junta", "laboratories",
    "laboratory", "labs", "league", "legislature", "library", "llc", "ltd", "magazine", "media", "minerals",
    "mining", "ministry", "mirror", "mission", "monitor", "motors", "movement", "museum", "navy", "network",
    "news", "newspaper", "nv", "observer", "office", "oil", "organisation", "organization", "parliament",
    "partners", "partnership", "party", "pharmaceuticals", "pictures", "plc", "police", "post", "presidency",
    "press", "program", "programme", "project", "radio", "railways", "records", "regiment", "register",
    "research", "resistance", "resources", "school", "secretariat", "securities", "senate", "service",
    "services", "society", "software", "solutions", "sports", "standard", "star", "steel", "stores", "studios",
    "summit", "syndicate", "systems", "technologies", "telegraph", "television", "theatre", "times",
    "treasury", "tribunal", "tribune", "trust", "tv", "union", "university", "ventures"};
/* Last words of places' names. */
static const char *const places[] = {
    "airport", "avenue", "bay", "beach", "bridge", "camp", "canal", "cathedral", "city", "county", "crossing",
    "desert", "district", "governorate", "gulf", "hall", "hotel", "island", "islands", "lake", "mosque",
    "mountain", "mountains", "palace", "park", "peninsula", "plaza", "prefecture", "prison", "province",
    "region", "river", "road", "sea", "square", "stadium", "station", "strait", "street", "town", "valley",
    "village"};
/* Last words that only companies have. */
static const char *const company_ends[] = {
    "ag", "asa", "bv", "co", "corp", "corporation", "gmbh", "inc", "kg", "limited", "llc", "llp", "ltd", "nv",
    "oyj", "plc", "pte", "sa", "sarl", "spa"};
/* Parts of the world before a place: "the North-East Atlantic". */
static const char *const directions[] = {
    "central", "east", "eastern", "lower", "mid", "north", "north-east", "north-eastern", "north-west",
    "north-western", "northeast", "northeastern", "northern", "northwest", "northwestern", "south",
    "south-east", "south-eastern", "south-west", "south-western", "southeast", "southeastern", "southern",
    "southwest", "southwestern", "upper", "west", "western"};
/* Words that name a newspaper behind a place and a person elsewhere: "The Pune Courier". */
static const char *const papers[] = {
    "bulletin", "chronicle", "courier", "dispatch", "examiner", "gazette", "guardian", "herald", "inquirer",
    "journal", "mirror", "monitor", "observer", "register", "standard", "star", "telegraph", "times", "tribune"};
/* Capitals that name neither people nor institutions. */
static const char *const no_names[] = {
    "allah", "bible", "christmas", "easter", "eid", "god", "hanukkah", "internet", "islam", "koran", "lent",
    "passover", "quran", "ramadan", "thanksgiving", "web", "yom"};
/* First words of organisations' names: Radio Jetim. */
static const char *const organisation_fronts[] = {
    "banco", "bank", "channel", "daily", "radio", "team", "television", "tv"};
/* First words of places' names: Lake Turkana. */
static const char *const place_fronts[] = {
    "camp", "cape", "fort", "lake", "mount", "port"};
/* Words of names that may be written small between or before capitals. */
static const char *const particles[] = {
    "abu", "af", "al", "ben", "bin", "bint", "binti", "da", "dal", "de", "del", "della", "den", "der", "des",
    "di", "dos", "du", "el", "ibn", "la", "le", "los", "ter", "umm", "van", "vande", "vanden", "ver", "von",
    "wa", "y", "zu", "zum", "zur"};
/* Behind a surname. */
static const char *const suffixes[] = {
    "ii", "iii", "iv", "jr", "jr.", "sr", "sr."};
/* Words before a title that name no field: "the new minister", not "the water minister". */
static const char *const no_portfolio[] = {
    "acting", "actual", "another", "big", "bitter", "close", "controversial", "current", "disgraced",
    "elderly", "embattled", "experienced", "famous", "fellow", "first", "former", "future", "good", "great",
    "high", "important", "incoming", "influential", "interim", "junior", "key", "last", "late", "leading",
    "local", "long", "longtime", "main", "major", "many", "mid", "more", "most", "new", "next", "notable",
    "old", "only", "ordinary", "other", "outgoing", "outspoken", "own", "personal", "popular", "powerful",
    "present", "previous", "prominent", "ranking", "recent", "respected", "retired", "same", "second",
    "senior", "several", "single", "sitting", "so-called", "some", "then", "third", "top", "two", "veteran",
    "well-known", "whole", "young"};
/* Prepositions of place. */
static const char *const locative[] = {
    "across", "around", "at", "in", "inside", "near", "outside", "throughout", "toward", "towards"};
/* Before "to" a capital they make it a place: "flew to Tehran", not "ties to Tehran". */
static const char *const travel[] = {
    "arrived", "back", "bound", "came", "drive", "drove", "fled", "flew", "flies", "flight", "flights", "fly",
    "flying", "go", "goes", "headed", "heading", "left", "moved", "return", "returned", "returning", "road",
    "route", "sailed", "travel", "traveled", "traveling", "travelled", "travelling", "travels", "trip",
    "visit", "visited", "visiting", "way", "went"};
/* Before "from" a capital they make it a government: "a warning from Tehran". */
static const char *const message[] = {
    "aid", "answer", "appeal", "backing", "call", "calls", "condemnation", "confirmation", "criticism",
    "demand", "demands", "denial", "funding", "help", "letter", "message", "messages", "money", "note",
    "objections", "orders", "permission", "pledge", "praise", "pressure", "reaction", "reply", "request",
    "response", "signal", "signals", "statement", "statements", "support", "warning", "warnings", "weapons",
    "word"};
/* First or last words of newspapers, stations and agencies. */
static const char *const press[] = {
    "chronicle", "courier", "daily", "gazette", "herald", "journal", "magazine", "news", "newspaper", "post",
    "radio", "television", "times", "tribune", "tv"};
/* Before a name they make it a ship's. */
static const char *const ships[] = {
    "boat", "carrier", "corvette", "cruiser", "cutter", "destroyer", "drillship", "ferry", "freighter",
    "frigate", "lifeboat", "liner", "ship", "steamer", "submarine", "tanker", "trawler", "tug", "vessel",
    "warship", "yacht"};
/* First halves of adjectives of two countries: Franco-German. */
static const char *const halves[] = {
    "afro", "anglo", "arab", "austro", "euro", "franco", "greco", "hispano", "indo", "italo", "judeo", "luso",
    "nippo", "russo", "sino", "turco", "turko"};
/* clang-format on */

/* Compare ASCII-caselessly; bytes behind 7F stand for themselves. */
static int compare(dx_slice s, const char *word) {
	for (size_t i = 0; i < s.len; i++) {
		unsigned char a = (unsigned char)s.ptr[i], b = (unsigned char)word[i];
		if (a >= 'A' && a <= 'Z') a += 32;
		if (a != b) return a < b ? -1 : 1;
	}
	return word[s.len] ? -1 : 0;
}

static bool listed(dx_slice s, const char *const *words, size_t count) {
	size_t lo = 0, hi = count;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int c = compare(s, words[mid]);
		if (!c) return true;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return false;
}

static const struct {
	const char *const *words;
	size_t count;
} lists[] = {
#define LIST(name)                                                                                                     \
	{ name, sizeof name / sizeof *name }
    [DX_LIST_ORGANISATION] = LIST(organisations),
    [DX_LIST_PLACE] = LIST(places),
    [DX_LIST_ORGANISATION_FRONT] = LIST(organisation_fronts),
    [DX_LIST_PLACE_FRONT] = LIST(place_fronts),
    [DX_LIST_PARTICLE] = LIST(particles),
    [DX_LIST_SUFFIX] = LIST(suffixes),
    [DX_LIST_NO_PORTFOLIO] = LIST(no_portfolio),
    [DX_LIST_LOCATIVE] = LIST(locative),
    [DX_LIST_TRAVEL] = LIST(travel),
    [DX_LIST_MESSAGE] = LIST(message),
    [DX_LIST_COMPANY] = LIST(company_ends),
    [DX_LIST_PAPER] = LIST(papers),
    [DX_LIST_NO_NAME] = LIST(no_names),
    [DX_LIST_PRESS] = LIST(press),
    [DX_LIST_SHIP] = LIST(ships),
    [DX_LIST_HALF] = LIST(halves),
    [DX_LIST_DIRECTION] = LIST(directions),
};

bool dx_listed(dx_slice word, dx_word_list list) { return listed(word, lists[list].words, lists[list].count); }
