#include "article/language.h"

#include "base/utf8.h"
#include <utf8proc.h>

enum {
	SAMPLE = 4096,      /* bytes looked at */
	LETTERS_LEAST = 40, /* below that the script tells nothing */
	WORDS_LEAST = 40,   /* below that small words tell nothing */
	WORDS_SURE = 80     /* from that on a text without small words of English is none, even in an unknown language */
};

/* The most frequent small words, save those that English has as well ("in", "a", "do", "i", "die", "as", "me"). */
typedef struct language {
	const char *name, *words;
} language;
static const char english[] =
    " the of and to in is that was for on with as said his by at he from has be are it an who had its have were not "
    "which they but will their been this or would after she her we about more than when there you my your can if what "
    "all just don know out up one new into over also could other no some them because ";
static const language languages[] = {
    {"German", " der und das den von zu mit sich auf für ist im dem nicht ein eine des sie auch als dass nach bei "
               "einer wie einen aus wird er "},
    {"French", " de la le et les des en un une du est que dans qui pour sur pas au par avec ne se sont ce il plus aux "
               "cette ont été "},
    {"Spanish",
     " de la que el en y los del se las por un para con una su al lo como más sus le ha pero fue este según entre "},
    {"Italian",
     " di che la il per una non è con del della si sono le dei ha gli nel alla anche più da un dal delle lo come "},
    {"Portuguese", " de que o da em um para com não uma os se na por mais dos ao foi das é pelo pela ser são disse à "},
    {"Dutch", " de het een van en dat te zijn op met voor niet er aan door maar ook uit bij naar wordt heeft hij ze "},
    {"Swedish", " och att det som en på är av för den med till inte har de ett han var ska från vid efter kan "},
    {"Danish or Norwegian", " og det er en til på som af av den med har ikke de et han fra var ble blev sig seg kan "},
    {"Finnish", " ja ei se että oli hän mutta myös ovat kun sen mukaan joka mitä tai vuoden ole sekä jos "},
    {"Polish", " w na z się że nie jest o jak po od za przez co dla są ale ze oraz był przy który która "},
    {"Czech or Slovak", " v se na je že s z o za ve k po pro od jsou jako podle ale si sa vo je bude který "},
    {"Hungarian", " az és hogy nem egy meg ez azt volt már csak ki el de még vagy mint szerint ha "},
    {"Romanian", " de și în la că cu pe din nu o care pentru este un sa au mai fost prin să după ce cel "},
    {"Turkish", " ve bir bu da de için ile olarak olan çok daha gibi en kadar sonra ne ise olduğunu ancak dedi "},
    {"Indonesian or Malay", " yang dan di dengan untuk ini dari dalam itu pada tidak ke akan oleh juga telah kata "
                            "adalah sebagai ada mereka karena "},
    {"Vietnamese", " của và là có các cho trong được không với một những người này đã tại để về ông khi từ "},
    {"Tagalog", " ang ng sa na mga ay ni si nang kay para hindi ito niya ko po siya kanyang "},
    {"Swahili", " ya na wa kwa ni za katika la kuwa hiyo huo cha alisema pia kama hilo watu nchi "},
    {"Croatian or Serbian", " je u na se da su za od o s koji što ne kao iz bi će nije biti sa nakon "},
    {"Albanian", " të e në dhe për një që se nga është ka u ai si më kjo ky "},
    {"Catalan", " de la el que en els per del les un amb una és al va ha com es ser ja "},
};
enum { LANGUAGES = sizeof languages / sizeof *languages };

/* Scripts by blocks of Unicode; Latin and what is used with all scripts is left out. */
static const struct {
	uint32_t from, to;
	const char *name;
} scripts[] = {
    {0x0370, 0x03FF, "Greek"},
    {0x0400, 0x052F, "Cyrillic script"},
    {0x0530, 0x058F, "Armenian"},
    {0x0590, 0x05FF, "Hebrew"},
    {0x0600, 0x06FF, "Arabic script"},
    {0x0750, 0x077F, "Arabic script"},
    {0x0900, 0x097F, "Devanagari script"},
    {0x0980, 0x09FF, "Bengali"},
    {0x0A00, 0x0DFF, "an Indian script"},
    {0x0E00, 0x0E7F, "Thai"},
    {0x0E80, 0x109F, "a script of South-East Asia"},
    {0x10A0, 0x10FF, "Georgian"},
    {0x1100, 0x11FF, "Korean"},
    {0x1200, 0x137F, "Ethiopic script"},
    {0x1780, 0x17FF, "Khmer"},
    {0x3040, 0x30FF, "Japanese"},
    {0x3400, 0x9FFF, "Chinese or Japanese"},
    {0xAC00, 0xD7AF, "Korean"},
    {0xFB50, 0xFDFF, "Arabic script"},
    {0xFE70, 0xFEFC, "Arabic script"},
};
enum { SCRIPTS = sizeof scripts / sizeof *scripts };

static bool is_letter(uint32_t cp) {
	if (cp < 0x80) return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

static const char *foreign_script(dx_slice text) {
	unsigned of[SCRIPTS] = {0}, other = 0, letters = 0;
	for (size_t i = 0; i < text.len;) {
		uint32_t cp;
		i += dx_utf8_decode(text.ptr + i, text.len - i, &cp);
		if (!is_letter(cp)) continue;
		letters++;
		for (size_t k = 0; cp >= scripts[0].from && k < SCRIPTS; k++) {
			if (cp < scripts[k].from || cp > scripts[k].to) continue;
			of[k]++;
			other++;
		}
	}
	/* A sign of Chinese is a word. */
	if (letters < LETTERS_LEAST / 2 || other * 2 < letters) return NULL;
	size_t best = 0;
	for (size_t k = 1; k < SCRIPTS; k++) best = of[k] > of[best] ? k : best;
	return other >= LETTERS_LEAST || scripts[best].from >= 0x3000 ? scripts[best].name : NULL;
}

/* " word " in a list of such. */
static bool lists(const char *list, const char *padded) { return strstr(list, padded) != NULL; }

typedef struct counts {
	unsigned words, english, of[LANGUAGES];
	unsigned small; /* words without a capital: a list of names is in no language */
	bool all;       /* count the words of every language, not of English alone */
} counts;

/* Small letters, also beyond ASCII, as the lists have them. */
static void count_word(counts *c, dx_slice word) {
	enum { SMALL = 12 }; /* bytes of the longest small word */
	char padded[SMALL * 2 + 8] = " ";
	size_t n = 1;
	c->words++;
	c->small += word.ptr[0] < 'A' || word.ptr[0] > 'Z';
	if (word.len > SMALL) return;
	for (size_t i = 0; i < word.len;) {
		uint32_t cp;
		i += dx_utf8_decode(word.ptr + i, word.len - i, &cp);
		n += dx_utf8_encode((uint32_t)utf8proc_tolower((utf8proc_int32_t)cp), padded + n);
	}
	padded[n++] = ' ';
	padded[n] = 0;
	c->english += lists(english, padded);
	for (size_t k = 0; c->all && k < LANGUAGES; k++) c->of[k] += lists(languages[k].words, padded);
}

static void count(counts *c, dx_slice text) {
	size_t start = 0;
	bool inside = false;
	for (size_t i = 0; i < text.len;) {
		uint32_t cp;
		unsigned n = dx_utf8_decode(text.ptr + i, text.len - i, &cp);
		bool letter = is_letter(cp);
		if (letter && !inside) start = i;
		if (!letter && inside) count_word(c, (dx_slice){text.ptr + start, i - start});
		inside = letter;
		i += n;
	}
	if (inside) count_word(c, (dx_slice){text.ptr + start, text.len - start});
}

const char *dx_language_foreign(dx_slice text) {
	counts c = {0};
	if (text.len > SAMPLE) text.len = SAMPLE;
	const char *script = foreign_script(text);
	if (script) return script;
	count(&c, text);
	if (c.words < WORDS_LEAST || c.english * 5 >= c.words) return NULL;
	c = (counts){.all = true};
	count(&c, text);
	size_t best = 0;
	for (size_t k = 1; k < LANGUAGES; k++) best = c.of[k] > c.of[best] ? k : best;
	/* English prose has 30 to 50 of its small words in a hundred; reports that are half lists, 10. */
	if (c.small * 2 < c.words) return NULL; /* names */
	if (c.of[best] > 2 * c.english && c.of[best] * 10 >= c.words) return languages[best].name;
	return c.small >= WORDS_SURE && c.english * 25 < c.small ? "another language" : NULL;
}
